"""Taggers that a user names in place of our own: a spaCy pipeline or a transformers token classifier, kept
locally.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.schema import check_choice

# Names of types in the usual tag sets, brought to ours; dates, sums and numbers are no names.
KINDS = {
    "PER": "PER", "PERSON": "PER", "PEOPLE": "PER",
    "ORG": "ORG", "ORGANIZATION": "ORG", "ORGANISATION": "ORG",
    "LOC": "LOC", "LOCATION": "LOC", "GPE": "LOC", "FAC": "LOC", "PLACE": "LOC",
    "MISC": "MISC", "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC",
}  # fmt: skip
Span = tuple[int, int, int, str, float]  # sentence, start, end, kind, score


def tag_with(model: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """Spans that the named model finds: sentence (row number), start and end in it, kind, score.

    `model` is `"spacy:NAME_OR_FOLDER"` or `"transformers:FOLDER"`. A spaCy pipeline gives no probability: its
    score is NaN. Raises ImportError naming the extra to install, and whatever the library says of a model it
    cannot find: nothing is downloaded.
    """
    library, _, name = model.partition(":")
    check_choice(library, ["spacy", "transformers"], name="model")
    texts = sentences["text"].astype(str).tolist()
    rows = list(tag_with_spacy(name, texts) if library == "spacy" else tag_with_transformers(name, texts))
    table = pd.DataFrame(rows, columns=["sentence", "start", "end", "kind", "score"])
    return table.astype({"sentence": np.int64, "start": np.int64, "end": np.int64, "score": float})


def tag_with_spacy(name: str, texts: list[str]) -> Iterator[Span]:
    for row, document in enumerate(load_spacy(name).pipe(texts, batch_size=256)):
        for span in document.ents:
            kind = KINDS.get(span.label_.upper())
            if kind:
                yield row, span.start_char, span.end_char, kind, float("nan")


@lru_cache(maxsize=2)
def load_spacy(name: str):
    try:
        import spacy
    except ImportError as error:
        raise ImportError(
            "A spaCy pipeline as the tagger needs the extra `spacy`: "
            "pip install 'conflict-reporting-analysis[spacy]'."
        ) from error
    return spacy.load(name)


def tag_with_transformers(folder: str, texts: list[str], *, batch: int = 16) -> Iterator[Span]:
    torch, tokenizer, model = load_transformers(folder)
    labels = {int(i): label for i, label in model.config.id2label.items()}
    order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))  # like with like: less padding
    found: dict[int, list[Span]] = {}
    for at in range(0, len(order), batch):
        rows = order[at : at + batch]
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
            batches = zip(offsets[i], number[i].tolist(), best[i].tolist(), strict=True)
            found[row] = list(
                join_batches(row, texts[row], [(a, b, labels[n], p) for (a, b), n, p in batches if b > a])
            )
    for row in range(len(texts)):
        yield from found[row]


def join_batches(row: int, text: str, batches: list[tuple[int, int, str, float]]) -> Iterator[Span]:
    """Names from labelled word batches; a batch inside a word belongs to the word's first batch."""
    words: list[list] = []
    for a, b, label, chance in batches:
        if words and a == words[-1][1] and text[a - 1 : a].isalnum() and text[a : a + 1].isalnum():
            words[-1][1] = b
        else:
            words.append([a, b, label, chance])
    name: list | None = None
    for a, b, label, chance in words:
        position, _, kind = label.rpartition("-")
        kind = KINDS.get(kind.upper(), "")
        if name and kind == name[2] and position not in ("B", "U", "S"):
            name[1], name[3] = b, min(name[3], chance)
            continue
        if name:
            yield row, name[0], name[1], name[2], name[3]
        name = [a, b, kind, chance] if kind else None
    if name:
        yield row, name[0], name[1], name[2], name[3]


@lru_cache(maxsize=2)
def load_transformers(folder: str):
    try:
        import torch
        from transformers import AutoModelForTokenClassification, AutoTokenizer
    except ImportError as error:
        raise ImportError(
            "A transformers model as the tagger needs the extra `transformers`: "
            "pip install 'conflict-reporting-analysis[transformers]'."
        ) from error
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, use_fast=True)
    if not tokenizer.is_fast:
        raise ValueError(
            f"The tokenizer in {folder} tells no offsets; a fast tokenizer (tokenizer.json) is needed."
        )
    model = AutoModelForTokenClassification.from_pretrained(folder, local_files_only=True)
    return torch, tokenizer, model.eval()
