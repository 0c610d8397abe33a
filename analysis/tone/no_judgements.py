"""Hits that judge nothing: the meaning of a name, words of law, names of several words."""

import re

import numpy as np
import pandas as pd

from analysis.matching.surroundings import AFTER, REACH, has, look_around
from analysis.text.chunks import list_texts
from analysis.text.words import Words
from analysis.tone.word_kinds import AS, CAPITAL, CONTENT, FUNCTION, JUDGES, JUDGES_AS, LAW, MEANS

# A sentence that cites an article states what the law says.
CITATION = re.compile(r"\b(?:articles?|art\.|sections?|paragraphs?)\s+\d", re.IGNORECASE)
FAR = 20  # tokens between *named* and its *as*


def is_meaning(window: np.ndarray) -> np.ndarray:
    """For each hit, whether it gives the meaning of a name (`Neskuchne means not [boring].`)."""
    means, capital = has(window[:, :REACH], MEANS), has(window[:, :REACH], CAPITAL)
    gives = means[:, 1:] & capital[:, :-1]
    closes = ~has(window[:, AFTER], CONTENT | FUNCTION | CAPITAL)
    return gives[:, -2:].any(axis=1) & closes


def is_law(sentences: pd.DataFrame, bits: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """For each hit, whether its sentence cites an article of law (`a [reasonable] time, says Article 19`).

    `bits` are those of each sentence (`summarise_sentences`), `sentence` is the row of each hit's sentence.
    """
    suspects = np.unique(sentence[has(bits[sentence], LAW)])
    texts = list_texts(sentences["text"].take(suspects))
    return np.isin(sentence, suspects[[CITATION.search(text) is not None for text in texts]])


def is_long_name(
    words: Words, kinds: np.ndarray, first: np.ndarray, last: np.ndarray, window: np.ndarray
) -> np.ndarray:  # fmt: skip
    """For each hit, whether all its words have capitals in a sentence that is no headline (`Blind Faith`)."""
    is_title = has(kinds[words.code[first]] & kinds[words.code[last]], CAPITAL) & (last > first)
    return is_title & has(window, CONTENT).any(axis=1)


def is_named_as(words: Words, kinds: np.ndarray, first: np.ndarray, window: np.ndarray) -> np.ndarray:
    """For each hit behind `as`, whether a verb of judging stands far before it (`named both as [crooks]`)."""
    named = np.asarray(has(window[:, REACH - 2 : REACH], AS).any(axis=1))
    some = np.flatnonzero(named)
    before = look_around(words, kinds, first[some], first[some], range(-FAR, 0))
    named[some] = has(before, JUDGES | JUDGES_AS).any(axis=1)
    return named
