"""The training sets as two sparse matrices: which form stands where each token looks, what each form has."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from analysis.ids import find_sentences
from analysis.tagger.document import CUES, find_document_cues
from analysis.tagger.features import (
    CHANNELS,
    PATTERN_SIZES,
    SENTENCE_CHANNELS,
    find_phrases,
    find_surroundings,
)
from analysis.tagger.tokens import read_tokens
from analysis.tagger.words import CLASS, LABELS, NONE, WordLists, list_attributes
from analysis.text.words import Words, read_words

# Every place looked at has a number: what it is for (a channel, a pattern, the document, the set's own
# habits) times ROOM, and what stands there (a form, a pattern's number, the document's bits, a class).
ROOM = 2**40
KINDS_OF_PLACE = [*CHANNELS, *PATTERN_SIZES, "document", "origin"]
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
    sentences: pd.DataFrame,
    words: Words,
    known: WordLists,
    form_numbers: dict[tuple[str, bool], int],
    *,
    forget: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """For every word the numbers of the places it looks at (-1 for none), and its sentence's number.

    `form_numbers` numbers the forms; new forms are added to it. `forget` is the share of capitalised forms
    read without their identity, so that the other attributes learn to carry them.
    """
    rng = np.random.default_rng(7)
    tokens = read_tokens(sentences, words, known.clusters)
    forms = tokens.forms
    kinds = np.array([list_attributes(form, known)[1] for form in forms])[tokens.code]
    kinds[tokens.is_dash] = CLASS[":"]
    around = find_surroundings(kinds, tokens.joins, tokens.sentence, tokens.opens)
    patterns = {**around.patterns, "phrase": find_phrases(tokens, around.runs, known.lists["places"])}
    forgotten = [form[:1].isupper() and rng.random() < forget for form in forms]
    pairs = [*zip(forms, forgotten, strict=True), ("", False)]
    numbers = np.array([form_numbers.setdefault(pair, len(form_numbers)) for pair in pairs])
    padded = np.append(tokens.code, len(forms))
    places = [
        np.where(place >= 0, numbers[padded[place]], numbers[-1] if name in SENTENCE_CHANNELS else -1)
        for name, place in around.channels.items()
    ]
    origin = find_origin(sentences["outlet"].iloc[0])
    places += [patterns[name] for name in PATTERN_SIZES] + [
        find_document_cues(tokens, kinds, around),
        origin * NONE + kinds if origin else np.full(len(kinds), -1),
    ]
    place = np.column_stack(places)
    place = np.where(place >= 0, place + ROOM * np.arange(len(places)), -1)
    return place, tokens.sentence


def lay_design(
    tables: list[tuple[pd.DataFrame, pd.DataFrame, float]], known: WordLists, *, at_least: int
) -> dict[str, object]:
    """The matrices `looked` (words x places) and `held` (places x attributes), the attributes' names, the
    words' labels, the bounds of the sentences and the table that each is from.

    A table is sentences, names and the share of forms to be forgotten. Attributes that fewer than `at_least`
    words see are left out.
    """
    form_numbers: dict[tuple[str, bool], int] = {}
    places, labels, bounds, origins = [], [], [0], []
    for number, (sentences, names, forget) in enumerate(tables):
        words = read_words(sentences)
        place, sentence = look_at_places(sentences, words, known, form_numbers, forget=forget)
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
    forms = list(form_numbers)
    ids: dict[str, int] = {}
    flat, ends = [], [0]
    named = {}
    for one in distinct.tolist():
        flat += [ids.setdefault(name, len(ids)) for name in name_attributes(one, forms, known, named)]
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
    place: int, forms: list[tuple[str, bool]], known: WordLists, named: dict[int, list[str]]
) -> list[str]:
    """The attributes of a place by their names, as the model's file has them."""
    kind, what = KINDS_OF_PLACE[place // ROOM], place % ROOM
    if kind in CHANNELS:
        if what not in named:
            form, forgotten = forms[what]
            attributes = list_attributes(form, known)[0] if form else ["c=nothing"]
            named[what] = [a for a in attributes if not forgotten or a[0] != "i" or a[2] == "<"]
        return [f"{kind}|{a}" for a in named[what] if a[0] in CHANNELS[kind]]
    if kind in PATTERN_SIZES:
        return [f"~{kind}|{what}"]
    if kind == "document":
        return [f"^{d}" for d in range(len(CUES)) if what >> d & 1]
    origin, of_class = ORIGINS[what // NONE], what % NONE
    if origin == "gum":  # marks no nationalities
        return ["@nation"] if of_class == CLASS["Nation"] else []
    return [f"@{origin}", f"@{origin}{of_class}"]


def cut_design(design: dict, kept: np.ndarray) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Of the sentences that are `kept`: looked, labels, bounds."""
    lengths = np.diff(design["bounds"])
    rows = np.flatnonzero(np.repeat(kept, lengths))
    return design["looked"][rows], design["labels"][rows], np.append(0, np.cumsum(lengths[kept]))
