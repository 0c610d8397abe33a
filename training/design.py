"""The training sets as two sparse matrices: which form stands where each token looks, what each form has."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from analysis.ids import find_sentences
from analysis.tagger import names as decoder
from analysis.tagger.features import CHANNELS, DOCUMENT, PATTERNS, find_phrases, look_around, say_elsewhere
from analysis.tagger.words import CLASS, LABELS, NONE, word_attributes
from analysis.text.words import Words, read_words

# Every place looked at has a number: what it is for (a channel, a pattern, the document, the set's own
# habits) times ROOM, and what stands there (a form, a pattern's number, the document's bits, a class).
ROOM = 2**40
KINDS_OF_PLACE = [*CHANNELS, *PATTERNS, "document", "origin"]
ORIGINS = ["", "gum", "gmb", "ewt", "cross"]


def find_origin(name: str) -> int:
    """The habits of annotation that a set shares with others; 0 for those that the tagger is to have."""
    if name.startswith("crossner"):
        return 0 if name.startswith("crossner_politics") else ORIGINS.index("cross")
    return next((i for i, origin in enumerate(ORIGINS) if origin and name.startswith(origin)), 0)


def label_words(sentences: pd.DataFrame, names: pd.DataFrame, words: Words) -> np.ndarray:
    """The label number of every word, from names given by offsets."""
    offset = sentences["start"].to_numpy()
    rows = find_sentences(sentences, names)
    start, end, begins = words.start, words.end, words.first
    labels = np.zeros(len(start), np.int64)
    for row, a, b, kind in zip(rows, names["start"], names["end"], names["type"], strict=True):
        at = slice(begins[row], begins[row + 1])
        inside = np.flatnonzero((start[at] < b - offset[row]) & (end[at] > a - offset[row])) + begins[row]
        if len(inside):
            labels[inside] = LABELS.index(f"I-{kind}")
            labels[inside[0]] = LABELS.index(f"B-{kind}")
    return labels


def look_at_places(
    sentences: pd.DataFrame, words: Words, model: dict, known: dict, *, forget: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """For every word the numbers of the places it looks at (-1 for none), and its sentence's number.

    `known` numbers the forms and grows. `forget` is the share of capitalised forms read without their
    identity, so that the rest learns to carry them.
    """
    rng = np.random.default_rng(7)
    text = decoder.to_arrays(sentences, words, model["clusters"])
    forms, codes, sentence = text["forms"], text["codes"], text["sentence"]
    kinds = np.array([word_attributes(form, model)[1] for form in forms])[codes]
    kinds[text["dashes"]] = CLASS[":"]
    channels, patterns, runs = look_around(kinds, text["joins"], sentence, text["opens"])
    patterns["phrase"] = find_phrases(forms, codes, runs, model["lists"]["places"])
    bits = say_elsewhere(text["document"], codes, text["lowers"], kinds, runs, channels, text["opens"])
    forgotten = [form[:1].isupper() and rng.random() < forget for form in forms]
    numbers = [known.setdefault(one, len(known)) for one in zip(forms, forgotten, strict=True)]
    numbers = np.array([*numbers, known.setdefault(("", False), len(known))])
    padded = np.append(codes, len(forms))
    places = [
        np.where(looked >= 0, numbers[padded[looked]], numbers[-1] if i < 5 else -1)
        for i, looked in enumerate(channels.values())
    ]
    origin = find_origin(sentences["outlet"].iloc[0])
    places += [patterns[name] for name in PATTERNS] + [
        bits,
        origin * NONE + kinds if origin else np.full(len(kinds), -1),
    ]
    place = np.column_stack(places)
    place = np.where(place >= 0, place + ROOM * np.arange(len(places)), -1)
    return place, sentence


def lay_design(
    tables: list[tuple[pd.DataFrame, pd.DataFrame, float]], model: dict, *, at_least: int
) -> dict[str, object]:
    """The matrices `looked` (words x places) and `held` (places x attributes), the attributes' names, the
    words' labels, the bounds of the sentences and the table that each is from.

    A table is sentences, names and the share of forms to be forgotten. Attributes that fewer than `at_least`
    words see are left out.
    """
    known: dict[tuple[str, bool], int] = {}
    places, labels, bounds, origins = [], [], [0], []
    for number, (sentences, names, forget) in enumerate(tables):
        words = read_words(sentences)
        place, sentence = look_at_places(sentences, words, model, known, forget=forget)
        places.append(place)
        labels.append(label_words(sentences, names, words))
        lengths = np.unique(sentence, return_counts=True)[1]
        bounds += (bounds[-1] + np.cumsum(lengths)).tolist()
        origins += [number] * len(lengths)
    place = np.concatenate(places)
    held_at = place >= 0
    distinct, column = np.unique(place[held_at], return_inverse=True)
    looked = csr_matrix(
        (np.ones(len(column), np.float32), column, np.append(0, np.cumsum(held_at.sum(axis=1)))),
        shape=(len(place), len(distinct)),
    )
    forms = list(known)
    ids: dict[str, int] = {}
    flat, ends = [], [0]
    named = {}
    for one in distinct.tolist():
        flat += [ids.setdefault(name, len(ids)) for name in name_attributes(one, forms, model, named)]
        ends.append(len(flat))
    held = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(distinct), len(ids)))
    seen = held.T @ (looked.T @ np.ones(len(place), np.float32))
    kept = np.flatnonzero(seen >= at_least)
    names = list(ids)
    return {
        "looked": looked, "held": held[:, kept].tocsr(), "names": [names[i] for i in kept],
        "labels": np.concatenate(labels), "bounds": np.array(bounds), "origins": np.array(origins),
    }  # fmt: skip


def name_attributes(
    place: int, forms: list[tuple[str, bool]], model: dict, named: dict[int, list[str]]
) -> list[str]:
    """The attributes of a place by their names, as the model's file has them."""
    kind, what = KINDS_OF_PLACE[place // ROOM], place % ROOM
    if kind in CHANNELS:
        if what not in named:
            form, forgotten = forms[what]
            attributes = word_attributes(form, model)[0] if form else ["c=nothing"]
            named[what] = [a for a in attributes if not forgotten or a[0] != "i" or a[2] == "<"]
        return [f"{kind}|{a}" for a in named[what] if a[0] in CHANNELS[kind]]
    if kind in PATTERNS:
        return [f"~{kind}|{what}"]
    if kind == "document":
        return [f"^{d}" for d in range(len(DOCUMENT)) if what >> d & 1]
    origin, of_class = ORIGINS[what // NONE], what % NONE
    if origin == "gum":  # marks no nationalities
        return ["@nation"] if of_class == CLASS["Nation"] else []
    return [f"@{origin}", f"@{origin}{of_class}"]


def cut_design(design: dict, kept: np.ndarray) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Of the sentences that are `kept`: looked, labels, bounds."""
    lengths = np.diff(design["bounds"])
    rows = np.flatnonzero(np.repeat(kept, lengths))
    return design["looked"][rows], design["labels"][rows], np.append(0, np.cumsum(lengths[kept]))
