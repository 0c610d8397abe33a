"""The training sets as two sparse matrices: the places that each word looks at, and their attributes."""

from typing import NamedTuple

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

# The number of a place is its kind (a channel, a pattern, the document, the habits of a set) times ROOM, plus
# what stands there (the number of a form or a pattern, the bits of the document, a class).
ROOM = 2**40
KINDS_OF_PLACE = [*CHANNELS, *PATTERN_SIZES, "document", "origin"]
ORIGINS = ["", "gum", "gmb", "ewt", "cross"]


class Design(NamedTuple):
    """The training sets as matrices.

    `token_places` (words x places) and `place_attributes` (places x attributes) are sparse. `names` are those
    of the attributes. `labels` has one number per word. `bounds` are the first words of the sentences, with
    the number of words at the end. `origins` has the number of its table for each sentence.
    """

    token_places: csr_matrix
    place_attributes: csr_matrix
    names: list[str]
    labels: np.ndarray
    bounds: np.ndarray
    origins: np.ndarray


def find_origin(name: str) -> int:
    """The number of the annotation habits that a set has; 0 for the habits that the tagger should learn."""
    if name.startswith("crossner"):
        return 0 if name.startswith("crossner_politics") else ORIGINS.index("cross")
    return next((i for i, origin in enumerate(ORIGINS) if origin and name.startswith(origin)), 0)


def label_words(sentences: pd.DataFrame, names: pd.DataFrame, words: Words) -> np.ndarray:
    """The label number of every word; names are given by their places in the text."""
    offset = sentences["start"].to_numpy()
    rows = find_sentences(sentences, names)
    labels = np.zeros(len(words.start), np.int64)
    for row, start, end, kind in zip(rows, names["start"], names["end"], names["type"], strict=True):
        first, last = words.first[row], words.first[row + 1]
        starts_before = words.start[first:last] < end - offset[row]
        ends_after = words.end[first:last] > start - offset[row]
        inside = np.flatnonzero(starts_before & ends_after) + first
        if len(inside):
            labels[inside] = LABELS.index(f"I-{kind}")
            labels[inside[0]] = LABELS.index(f"B-{kind}")
    return labels


def look_at_places(
    sentences: pd.DataFrame,
    words: Words,
    word_lists: WordLists,
    form_numbers: dict[tuple[str, bool], int],
    *,
    forget: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the places that each word looks at, and the number of its sentence.

    Parameters
    ----------
    sentences : DataFrame
        The sentences of one set.
    words : Words
        Their words.
    word_lists : WordLists
        Lists and clusters of the tagger.
    form_numbers : dict
        A number for each pair of form and whether it is forgotten; new pairs are added in place.
    forget : float, default 0
        The share (0-1) of the capitalised forms that are read without their identity. The other attributes
        then learn to recognise them.

    Returns
    -------
    tuple of arrays
        Places (words x kinds of place, -1 for none) and sentence numbers.
    """
    rng = np.random.default_rng(7)
    tokens = read_tokens(sentences, words, word_lists.clusters)
    forms = tokens.forms
    kinds = np.array([list_attributes(form, word_lists)[1] for form in forms])[tokens.code]
    kinds[tokens.is_dash] = CLASS[":"]
    around = find_surroundings(kinds, tokens.joins, tokens.sentence, tokens.opens)
    patterns = {**around.patterns, "phrase": find_phrases(tokens, around.runs, word_lists.lists["places"])}
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


def make_design(
    tables: list[tuple[pd.DataFrame, pd.DataFrame, float]], word_lists: WordLists, *, at_least: int
) -> Design:
    """The matrices from which a CRF is fitted.

    Parameters
    ----------
    tables : list of tuples
        Sentences, names and the share of forms to forget, for each table.
    word_lists : WordLists
        Lists and clusters of the tagger.
    at_least : int
        Words that an attribute needs; rarer ones are left out.
    """
    form_numbers: dict[tuple[str, bool], int] = {}
    places, labels, bounds, origins = [], [], [0], []
    for number, (sentences, names, forget) in enumerate(tables):
        words = read_words(sentences)
        place, sentence = look_at_places(sentences, words, word_lists, form_numbers, forget=forget)
        places.append(place)
        labels.append(label_words(sentences, names, words))
        lengths = np.unique(sentence, return_counts=True)[1]
        bounds += (bounds[-1] + np.cumsum(lengths)).tolist()
        origins += [number] * len(lengths)
    token_places, distinct = make_place_matrix(np.concatenate(places))
    place_attributes, names = make_attribute_matrix(distinct, list(form_numbers), word_lists)
    seen = place_attributes.T @ (token_places.T @ np.ones(token_places.shape[0], np.float32))
    kept = np.flatnonzero(seen >= at_least)
    return Design(
        token_places,
        place_attributes[:, kept].tocsr(),
        [names[i] for i in kept],
        np.concatenate(labels),
        np.array(bounds),
        np.array(origins),
    )


def make_place_matrix(places: np.ndarray) -> tuple[csr_matrix, np.ndarray]:
    """The matrix words x places, and the number of each of its places."""
    is_used = places >= 0
    distinct, column = np.unique(places[is_used], return_inverse=True)
    bounds = np.append(0, np.cumsum(is_used.sum(axis=1)))
    matrix = csr_matrix(
        (np.ones(len(column), np.float32), column, bounds), shape=(len(places), len(distinct))
    )
    return matrix, distinct


def make_attribute_matrix(
    places: np.ndarray, forms: list[tuple[str, bool]], word_lists: WordLists
) -> tuple[csr_matrix, list[str]]:
    """The matrix places x attributes, and the names of the attributes."""
    ids: dict[str, int] = {}
    columns, bounds = [], [0]
    attributes_of_form: dict[int, list[str]] = {}
    for place in places.tolist():
        names = name_attributes(place, forms, word_lists, attributes_of_form)
        columns += [ids.setdefault(name, len(ids)) for name in names]
        bounds.append(len(columns))
    ones = np.ones(len(columns), np.float32)
    return csr_matrix((ones, columns, bounds), shape=(len(places), len(ids))), list(ids)


def name_attributes(
    place: int,
    forms: list[tuple[str, bool]],
    word_lists: WordLists,
    attributes_of_form: dict[int, list[str]],
) -> list[str]:
    """The attributes of a place, by the names that the model's file uses.

    `attributes_of_form` remembers the attributes of each form between calls.
    """
    kind, content = KINDS_OF_PLACE[place // ROOM], place % ROOM
    if kind in CHANNELS:
        if content not in attributes_of_form:
            form, forgotten = forms[content]
            attributes = list_attributes(form, word_lists)[0] if form else ["c=nothing"]
            attributes_of_form[content] = [
                a for a in attributes if not forgotten or a[0] != "i" or a[2] == "<"
            ]
        return [f"{kind}|{a}" for a in attributes_of_form[content] if a[0] in CHANNELS[kind]]
    if kind in PATTERN_SIZES:
        return [f"~{kind}|{content}"]
    if kind == "document":
        return [f"^{cue}" for cue in range(len(CUES)) if content >> cue & 1]
    origin, word_class = ORIGINS[content // NONE], content % NONE
    if origin == "gum":  # marks no nationalities
        return ["@nation"] if word_class == CLASS["Nation"] else []
    return [f"@{origin}", f"@{origin}{word_class}"]


def cut_design(design: Design, kept: np.ndarray) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Places, labels and bounds of the sentences that are `kept` (True or False for each)."""
    lengths = np.diff(design.bounds)
    rows = np.flatnonzero(np.repeat(kept, lengths))
    return design.token_places[rows], design.labels[rows], np.append(0, np.cumsum(lengths[kept]))
