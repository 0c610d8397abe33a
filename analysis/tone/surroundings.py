"""The kinds of the words beside hits, and of their sentences, as numbers whose bits are the kinds."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from analysis.text.chunks import expand_ranges
from analysis.text.words import Words

REACH = 8  # tokens on either side of a hit, and at the end of its sentence
AFTER = REACH + 1  # column of the window: the token after the hit


class Summary(NamedTuple):
    """The kinds of tokens of some sentences; arrays with one value per sentence."""

    sentence: np.ndarray  # row number of the sentence, ascending
    bits: np.ndarray  # the kinds of all its tokens together


def has(bits: np.ndarray, kind: int) -> np.ndarray:
    """For each token, whether it is of a kind, or of one of several."""
    return np.asarray((bits & kind) > 0)


def look_around(
    words: Words, kinds: np.ndarray, first: np.ndarray, last: np.ndarray, steps: Iterable[int]
) -> np.ndarray:
    """The bits of the tokens some steps before and after each hit: one row per hit, one column per step.

    Step 0 is the first token of the hit, step 1 the one after its last; bits outside its sentence are 0.
    """
    step = np.array(list(steps))
    place = np.where(step > 0, last[:, None], first[:, None]) + step
    sentence = words.sentence[first]
    is_inside = (place >= words.first[sentence][:, None]) & (place < words.first[sentence + 1][:, None])
    return np.where(is_inside, kinds[words.code[np.where(is_inside, place, first[:, None])]], 0)


def summarise_sentences(words: Words, kinds: np.ndarray, first: np.ndarray) -> Summary:
    """The kinds of tokens in the sentences of the hits and in those before them."""
    sentence = np.unique(np.concatenate([words.sentence[first], np.maximum(words.sentence[first] - 1, 0)]))
    count = words.first[sentence + 1] - words.first[sentence]
    sentence, count = sentence[count > 0], count[count > 0]
    bits = kinds[words.code[expand_ranges(words.first[sentence], count)]]
    if len(sentence):
        bits = np.bitwise_or.reduceat(bits, np.cumsum(count) - count)
    return Summary(sentence, bits)
