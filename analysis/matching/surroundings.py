"""The kinds of the words beside hits, and of their sentences, as numbers whose bits are the kinds."""

from collections.abc import Iterable

import numpy as np

from analysis.text.words import Words

REACH = 8  # tokens on either side of a hit, and at the end of its sentence
AFTER = REACH + 1  # column of the window: the token after the hit


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


def is_joined_to_hit(is_open: np.ndarray) -> np.ndarray:
    """For each place before a hit, whether only open tokens stand between the two.

    `is_open` has one row per hit, and one column per token before it; the last one stands beside the hit.

    >>> is_joined_to_hit(np.array([[True, False, True]])).tolist()
    [[False, True, True]]
    """
    is_joined = np.ones_like(is_open)
    is_joined[:, :-1] = np.cumprod(is_open[:, :0:-1], axis=1)[:, ::-1] > 0
    return is_joined


def summarise_sentences(words: Words, kinds: np.ndarray, rare: int) -> np.ndarray:
    """For each sentence, the bits of its tokens together; only tokens of the rare kinds are looked at.

    >>> import pandas as pd
    >>> from analysis.text.words import read_words
    >>> words = read_words(pd.DataFrame({"text": ["Is it?", "It is."]}))
    >>> summarise_sentences(words, np.array([1, 2, 4, 1, 1, 0]), 6).tolist()
    [6, 0]
    """
    tokens = np.flatnonzero(has(kinds, rare)[words.code])
    sentence = words.sentence[tokens]
    opening = np.flatnonzero(np.diff(sentence, prepend=-1))
    bits = np.zeros(len(words.first) - 1, dtype=kinds.dtype)
    if len(tokens):
        bits[sentence[opening]] = np.bitwise_or.reduceat(kinds[words.code[tokens]], opening)
    return bits
