"""Train the name tagger.

    python -m training.tagger --data ../shared/data --out analysis/tagger/models/tagger.npz

`--without wikigold gmb ...` also trains the models that benchmarks/entities.py scores. The extra `train` is
needed (see MODEL_CARD.md). Seeds are fixed: the same data and packages give the same file.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.tagger.document import CUES
from analysis.tagger.features import CHANNELS, PATTERN_SIZES
from analysis.tagger.words import LABELS, WordLists
from training.clusters import cluster_vectors, make_clusters
from training.crf import fit_weights
from training.design import cut_design, make_design
from training.ner_data import read_set
from training.renaming import swap_names
from training.tagger_lists import make_lists

OTHER_DOMAINS = ("literature", "music", "science", "ai")
SETS = [
    "wikigold", "ewt", "gmb",
    *(f"gum_{genre}" for genre in ("academic", "bio", "court", "interview", "news", "speech")),
    *(f"gum_{genre}" for genre in ("textbook", "vlog", "voyage")),
    "crossner_politics-train", "crossner_politics-dev",
    *(f"crossner_{d}-{p}" for d in OTHER_DOMAINS for p in ("train", "dev", "test")),
]  # fmt: skip
# The sets that are scored. Each is left out of one model; the texts of all are left out of the clusters.
SCORED = ["wikigold", "gum_news", "crossner_politics-dev", "gmb"]
# The sets on which the attributes were chosen, in place of the scored sets.
DEVELOPMENT = [
    *(f"gum_{genre}" for genre in ("bio", "interview", "speech", "voyage")),
    "ewt",
    "crossner_politics-train",
]
LEFT_OUT = {name: [name] for name in SCORED} | {"development": DEVELOPMENT}
RENAMED = (
    "wikigold",
    "gmb",
    "ewt",
    "gum_news",
    "gum_interview",
    "gum_bio",
    "gum_speech",
    "crossner_politics",
)
N_WORDS = 100_000  # the most common words of GloVe
AT_LEAST = 3  # words that an attribute needs
SHARE = 0.9  # share of the sentences that each fit draws
GUM_COUNTS = 2.0  # weight of a sentence of GUM: its documents are whole and marked by hand


def read_texts(folder: Path) -> list[str]:
    """Openly licensed texts for the clusters; the texts of the scored sets are left out."""
    texts = (
        pd.read_csv(folder / "fakes/FA-KES.csv", encoding="latin-1")["article_content"].astype(str).tolist()
    )
    for file, field in (
        ("officials/messages_en.jsonl", "text"),
        ("newsmtsc/train.jsonl", "sentence_normalized"),
    ):
        texts += [json.loads(line)[field] for line in (folder / file).read_text().splitlines()]
    texts += pd.read_csv(folder / "narrative_frames/articles.tsv", sep="\t")["text"].astype(str).tolist()
    for name in SETS:
        if name not in SCORED:
            texts += read_set(name, folder)[0].groupby("article_id")["text"].agg(" ".join).tolist()
    return texts


def train(folder: Path, out: dict[str, Path], *, n_fits: int = 3) -> None:
    """Train models and write their files.

    A model is the mean of `n_fits` fits over the same attributes. Each fit has other names in the renamed
    copies and leaves out a tenth of the sentences, so that the mean depends less on chance.

    Parameters
    ----------
    folder : Path
        The folder of the training data.
    out : dict of str to Path
        The file of each model; its key is what the model leaves out (of LEFT_OUT, or "none").
    n_fits : int, default 3
        Fits of each model.
    """
    clusters = make_clusters(read_texts(folder))
    vector_clusters, levels = cluster_vectors(n_words=N_WORDS)
    lists = make_lists({form for form in clusters if form.islower()})
    word_lists = WordLists(lists, clusters, vector_clusters, levels.tolist())
    tables, sets, copies = read_tables(folder, lists, n_fits)
    design = make_design(tables, word_lists, at_least=AT_LEAST)
    counts = np.array([GUM_COUNTS if name.startswith("gum") else 1.0 for name in sets])[design.origins]
    copy = np.array(copies)[design.origins]
    for left_out, path in out.items():
        is_learnt = ~np.isin(sets, LEFT_OUT.get(left_out, []))[design.origins]
        fits = []
        for fit in range(n_fits):
            is_drawn = np.random.default_rng(fit).random(len(copy)) < SHARE
            kept = is_learnt & is_drawn & ((copy == -1) | (copy == fit))
            token_places, labels, bounds = cut_design(design, kept)
            fits.append(
                fit_weights(
                    token_places, design.place_attributes, labels, bounds, counts[kept], n_labels=len(LABELS)
                )
            )
        weights, transitions = (sum(part) / n_fits for part in zip(*fits, strict=True))
        path.parent.mkdir(parents=True, exist_ok=True)
        export(design.names, weights, transitions, word_lists, path)


def read_tables(
    folder: Path, lists: dict[str, frozenset[str]], n_fits: int
) -> tuple[list[tuple[pd.DataFrame, pd.DataFrame, float]], list[str], list[int]]:
    """The tables of all sets and of their renamed copies.

    Returns the tables with the share of forms to forget, the set's name of each table, and the number of the
    fit that a copy is for (-1 for the text as it is).
    """
    tables, sets, copies = [], [], []
    for name in SETS:
        sentences, names = read_set(name, folder)
        tables.append((sentences, names, 0.0))
        if name.startswith(RENAMED):
            tables += [(*swap_names(sentences, names, lists, seed), 0.5) for seed in range(n_fits)]
        copies += range(-1, len(tables) - len(sets) - 1)
        sets += [name] * (len(tables) - len(sets))
    return tables, sets, copies


def export(
    names: list[str], weights: np.ndarray, transitions: np.ndarray, word_lists: WordLists, out: Path
) -> None:
    """Write a model's file. Weights become whole numbers of one byte with one scale; zeros are left out."""
    scale = min(float(np.abs(weights).max()) / 127, 0.05)
    rounded = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    words, patterns, document = sort_weights(names, rounded)
    attributes = sorted(words)
    arrays = {
        "transitions": forbid_transitions(transitions),
        "scale": np.float32(scale),
        "document": document,
        "weights": np.vstack([words[name] for name in attributes]),
        "text_attributes": encode_lines(attributes),
        "text_clusters": encode_lines(sorted(word_lists.clusters)),
        "clusters": np.array([number for _, number in sorted(word_lists.clusters.items())], np.uint16),
        "text_kin": encode_lines(sorted(word_lists.kin)),
        "kin": np.array([number for _, number in sorted(word_lists.kin.items())], np.uint16),
        "kin_levels": np.array(word_lists.kin_levels, np.uint16),
    }
    for name, rows in patterns.items():
        numbers = sorted(rows)
        arrays[f"pattern_{name}"] = np.array(numbers, np.int32)
        arrays[f"pattern_weights_{name}"] = np.array([rows[n] for n in numbers], np.int8).reshape(
            -1, len(LABELS)
        )
    for name, entries in word_lists.lists.items():
        arrays[f"text_list_{name}"] = encode_lines(sorted(entries))
    np.savez_compressed(out, **arrays)


def sort_weights(
    names: list[str], rounded: np.ndarray
) -> tuple[dict[str, np.ndarray], dict[str, dict[int, np.ndarray]], np.ndarray]:
    """The weights by what they belong to: attributes of words, patterns, cues of the document.

    A word's attribute has one block of labels per channel. The habits of the sets ("@") are left out.
    """
    start = {name: i * len(LABELS) for i, name in enumerate(CHANNELS)}
    words: dict[str, np.ndarray] = {}
    patterns: dict[str, dict[int, np.ndarray]] = {name: {} for name in PATTERN_SIZES}
    document = np.zeros((len(CUES), len(LABELS)), np.int8)
    for i in np.flatnonzero(rounded.any(axis=1)):
        name = names[i]
        if name.startswith("~"):
            pattern, number = name[1:].split("|")
            patterns[pattern][int(number)] = rounded[i]
        elif name.startswith("^"):
            document[int(name[1:])] = rounded[i]
        elif not name.startswith("@"):
            channel, attribute = name.split("|", 1)
            row = words.setdefault(attribute, np.zeros(len(CHANNELS) * len(LABELS), np.int8))
            row[start[channel] : start[channel] + len(LABELS)] = rounded[i]
    return words, patterns, document


def forbid_transitions(transitions: np.ndarray) -> np.ndarray:
    """Transitions with -5 where none was learnt, and -20 where a name would go on that has not begun."""
    transitions = np.where(transitions == 0, -5.0, transitions).astype(np.float32)
    for j, name in enumerate(LABELS):
        if name.startswith("I-"):
            allowed = {LABELS.index("B-" + name[2:]), j}
            transitions[[i for i in range(len(LABELS)) if i not in allowed], j] = -20.0
    return transitions


def encode_lines(entries: list[str]) -> np.ndarray:
    """The entries as UTF-8 bytes, one line each."""
    return np.frombuffer("\n".join(entries).encode(), np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("analysis/tagger/models/tagger.npz"))
    parser.add_argument(
        "--without", nargs="*", choices=[*LEFT_OUT], default=[], help="also train models without these sets"
    )
    parser.add_argument("--models", type=Path, default=Path(tempfile.gettempdir()) / "tagger-models")
    parser.add_argument("--only-without", action="store_true", help="do not train the shipped model")
    parser.add_argument("--fits", type=int, default=3)
    chosen = parser.parse_args()
    out = {} if chosen.only_without else {"none": chosen.out}
    out |= {name: chosen.models / f"without-{name}.npz" for name in chosen.without}
    train(chosen.data, out, n_fits=chosen.fits)


if __name__ == "__main__":
    main()
