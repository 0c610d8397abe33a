"""Train the name tagger.

The command: `python -m training.tagger --data ../shared/data --out analysis/tagger/models/tagger.npz`.

With `--without wikigold gmb ...` the same run trains the models that benchmarks/entities.py scores.

Needs the extra `train` (see MODEL_CARD.md). Seeds are fixed: the same data and packages give the same file.
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
from training.design import cut_design, lay_design
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
# The sets that are scored: each is left out of one model, and the text of all of them out of the clusters.
SCORED = ["wikigold", "gum_news", "crossner_politics-dev", "gmb"]
# What was looked at while the attributes were chosen, so that the scored sets need not be.
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
N_WORDS = 100_000  # of GloVe's, the commonest first
AT_LEAST = 3  # words that must ask for a weight
SHARE = 0.9  # of the sentences, drawn anew for every fit
GUM_COUNTS = 2.0  # times: its documents are whole and its marks made by hand


def read_texts(folder: Path) -> list[str]:
    """Openly licensed running text for the clusters; the scored sets' own text is no part of it."""
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
    """Train one model for every entry of `out`: what it leaves out (of LEFT_OUT, or "none") and the file.

    A model is the mean of `n_fits` fits over the same attributes, each with other names in the renamed copies
    and without a tenth of the sentences: what one fit has by chance the others have not.
    """
    clusters = make_clusters(read_texts(folder))
    kin, levels = cluster_vectors(n_words=N_WORDS)
    lists = make_lists({form for form in clusters if form.islower()})
    known = WordLists(lists, clusters, kin, levels.tolist())
    tables, sets, copies = [], [], []
    for name in SETS:
        sentences, names = read_set(name, folder)
        tables.append((sentences, names, 0.0))
        if name.startswith(RENAMED):
            tables += [(*swap_names(sentences, names, known.lists, seed), 0.5) for seed in range(n_fits)]
        copies += range(-1, len(tables) - len(sets) - 1)  # -1: the text as it is
        sets += [name] * (len(tables) - len(sets))
    design = lay_design(tables, known, at_least=AT_LEAST)
    worth = np.array([GUM_COUNTS if name.startswith("gum") else 1.0 for name in sets])[design["origins"]]
    copy = np.array(copies)[design["origins"]]
    for left_out, path in out.items():
        learnt = ~np.isin(sets, LEFT_OUT.get(left_out, []))[design["origins"]]
        fits = []
        for fit in range(n_fits):
            drawn = np.random.default_rng(fit).random(len(copy)) < SHARE
            kept = learnt & drawn & ((copy == -1) | (copy == fit))
            looked, labels, bounds = cut_design(design, kept)
            fits.append(
                fit_weights(looked, design["held"], labels, bounds, worth[kept], n_labels=len(LABELS))
            )
        weights, transitions = (sum(part) / n_fits for part in zip(*fits, strict=True))
        path.parent.mkdir(parents=True, exist_ok=True)
        export(design["names"], weights, transitions, known, path)


def export(
    names: list[str], weights: np.ndarray, transitions: np.ndarray, known: WordLists, out: Path
) -> None:
    """Weights to whole numbers of one byte, one scale for all; what rounds to nothing is left out."""
    scale = min(float(np.abs(weights).max()) / 127, 0.05)
    rounded = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    channel_at = {name: i * len(LABELS) for i, name in enumerate(CHANNELS)}
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
            row[channel_at[channel] : channel_at[channel] + len(LABELS)] = rounded[i]
    transitions = np.where(transitions == 0, -5.0, transitions).astype(np.float32)
    for j, name in enumerate(LABELS):
        if name.startswith("I-"):
            allowed = {LABELS.index("B-" + name[2:]), j}
            transitions[[i for i in range(len(LABELS)) if i not in allowed], j] = -20.0
    named = sorted(words)
    arrays = {
        "transitions": transitions,
        "scale": np.float32(scale),
        "document": document,
        "weights": np.vstack([words[name] for name in named]),
        "text_attributes": as_bytes(named),
        "text_clusters": as_bytes(sorted(known.clusters)),
        "clusters": np.array([number for _, number in sorted(known.clusters.items())], np.uint16),
    }
    arrays["text_kin"] = as_bytes(sorted(known.kin))
    arrays["kin"] = np.array([number for _, number in sorted(known.kin.items())], np.uint16)
    arrays["kin_levels"] = np.array(known.kin_levels, np.uint16)
    for name, rows in patterns.items():
        numbers = sorted(rows)
        arrays[f"pattern_{name}"] = np.array(numbers, np.int32)
        arrays[f"pattern_weights_{name}"] = np.array([rows[n] for n in numbers], np.int8).reshape(
            -1, len(LABELS)
        )
    for name, entries in known.lists.items():
        arrays[f"text_list_{name}"] = as_bytes(sorted(entries))
    np.savez_compressed(out, **arrays)


def as_bytes(entries: list[str]) -> np.ndarray:
    return np.frombuffer("\n".join(entries).encode(), np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("analysis/tagger/models/tagger.npz"))
    parser.add_argument(
        "--without", nargs="*", choices=[*LEFT_OUT], default=[], help="also models without these sets"
    )
    parser.add_argument("--models", type=Path, default=Path(tempfile.gettempdir()) / "tagger-models")
    parser.add_argument("--only-without", action="store_true", help="leave the shipped model as it is")
    parser.add_argument("--fits", type=int, default=3)
    chosen = parser.parse_args()
    out = {} if chosen.only_without else {"none": chosen.out}
    out |= {name: chosen.models / f"without-{name}.npz" for name in chosen.without}
    train(chosen.data, out, n_fits=chosen.fits)


if __name__ == "__main__":
    main()
