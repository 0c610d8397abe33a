"""Taggers of other libraries in place of our own: a local spaCy pipeline or transformers token classifier."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.caching import cache_by_files
from analysis.schema import check_choice

# The types of the usual tag sets as ours. Dates, sums and numbers are no names.
KINDS = {
    "PER": "PER", "PERSON": "PER", "PEOPLE": "PER",
    "ORG": "ORG", "ORGANIZATION": "ORG", "ORGANISATION": "ORG",
    "LOC": "LOC", "LOCATION": "LOC", "GPE": "LOC", "FAC": "LOC", "PLACE": "LOC",
    "MISC": "MISC", "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC",
}  # fmt: skip
Span = tuple[int, int, int, str, float]  # sentence, start, end, kind, score
Piece = tuple[int, int, str, float]  # start, end, label, probability of a piece of a word


def list_model_files(name: str) -> list[Path]:
    """The files of a model that is kept in a folder; none for a model that is named by its package."""
    folder = Path(name)
    return sorted(path for path in folder.rglob("*") if path.is_file()) if name and folder.is_dir() else []


def tag_with(model: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """One row per name that another tagger finds: `sentence` (row number), `start`, `end`, `kind`, `score`.

    Nothing is downloaded: a model that is not there is an error of its library.

    Parameters
    ----------
    model : str
        `"spacy:NAME_OR_FOLDER"` or `"transformers:FOLDER"`. A spaCy pipeline gives no probability: its score
        is NaN.
    sentences : DataFrame
        One row per sentence, with `text`.

    Raises
    ------
    ImportError
        If the library is not installed; the message names the extra.
    """
    library, _, name = model.partition(":")
    check_choice(library, ["spacy", "transformers"], name="model")
    texts = sentences["text"].astype(str).tolist()
    rows = list(tag_with_spacy(name, texts) if library == "spacy" else tag_with_transformers(name, texts))
    table = pd.DataFrame(rows, columns=["sentence", "start", "end", "kind", "score"])
    return table.astype({"sentence": np.int64, "start": np.int64, "end": np.int64, "score": float})


def tag_with_spacy(name: str, texts: list[str]) -> Iterator[Span]:
    """The names that a spaCy pipeline finds, in text order."""
    for row, document in enumerate(load_spacy(name).pipe(texts, batch_size=256)):
        for span in document.ents:
            kind = KINDS.get(span.label_.upper())
            if kind:
                yield row, span.start_char, span.end_char, kind, float("nan")


@cache_by_files(list_model_files, size=2)
def load_spacy(name: str) -> Any:
    """The spaCy pipeline of a package or folder."""
    try:
        import spacy
    except ImportError as error:
        raise ImportError(
            "A spaCy pipeline as the tagger needs the extra `spacy`: "
            "pip install 'conflict-reporting-analysis[spacy]'."
        ) from error
    return spacy.load(name)


def tag_with_transformers(folder: str, texts: list[str], *, batch: int = 16) -> Iterator[Span]:
    """The names that a transformers model finds, in text order; `batch` texts are read together."""
    torch, tokenizer, model = load_transformers(folder)
    labels = {int(i): label for i, label in model.config.id2label.items()}
    order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))  # like with like: less padding
    found: dict[int, list[Span]] = {}
    for first in range(0, len(order), batch):
        rows = order[first : first + batch]
        encoded = tokenizer(
            [texts[i] for i in rows],
            return_tensors="pt",
            padding=True,
            truncation=True,
            return_offsets_mapping=True,
        )
        offsets = encoded.pop("offset_mapping").tolist()
        with torch.no_grad():
            chances = torch.softmax(model(**encoded).logits, dim=-1)
        best, number = chances.max(dim=-1)
        for i, row in enumerate(rows):
            pieces = [
                (start, end, labels[n], probability)
                for (start, end), n, probability in zip(
                    offsets[i], number[i].tolist(), best[i].tolist(), strict=True
                )
                if end > start
            ]
            found[row] = list(join_pieces(row, texts[row], pieces))
    for row in range(len(texts)):
        yield from found[row]


def join_pieces(row: int, text: str, pieces: list[Piece]) -> Iterator[Span]:
    """The names that labelled pieces of words make. Words side by side with the same kind are one name."""
    name: Span | None = None
    for start, end, label, probability in join_words(text, pieces):
        position, _, kind = label.rpartition("-")
        kind = KINDS.get(kind.upper(), "")
        if name and kind == name[3] and position not in ("B", "U", "S"):
            name = (row, name[1], end, kind, min(name[4], probability))
            continue
        if name:
            yield name
        name = (row, start, end, kind, probability) if kind else None
    if name:
        yield name


def join_words(text: str, pieces: list[Piece]) -> list[Piece]:
    """Whole words from pieces: a piece inside a word joins the word and takes its label."""
    words: list[Piece] = []
    for start, end, label, probability in pieces:
        if words and start == words[-1][1] and text[start - 1 : start + 1].isalnum():
            first, _, label, probability = words.pop()
            words.append((first, end, label, probability))
        else:
            words.append((start, end, label, probability))
    return words


@cache_by_files(list_model_files, size=2)
def load_transformers(name: str) -> Any:
    """PyTorch, the tokenizer and the token classifier of a folder."""
    try:
        import torch
        from transformers import AutoModelForTokenClassification, AutoTokenizer
    except ImportError as error:
        raise ImportError(
            "A transformers model as the tagger needs the extra `transformers`: "
            "pip install 'conflict-reporting-analysis[transformers]'."
        ) from error
    tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=True, use_fast=True)
    if not tokenizer.is_fast:
        raise ValueError(
            f"The tokenizer in {name} gives no offsets; a fast tokenizer (tokenizer.json) is needed."
        )
    model = AutoModelForTokenClassification.from_pretrained(name, local_files_only=True)
    return torch, tokenizer, model.eval()
