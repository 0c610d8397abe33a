"""Overlapping spans: which of them are kept.

Spans are int arrays `start` and `end`, sorted by start.
"""

import numpy as np


def overlaps_none(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """For each span, whether it overlaps no other span.

    >>> overlaps_none(np.array([0, 2, 4]), np.array([3, 4, 6])).tolist()
    [False, False, True]
    """
    free = np.ones(len(start), dtype=bool)
    free[1:] = start[1:] >= np.maximum.accumulate(end)[:-1]
    free[:-1] &= free[1:]
    return free


def keep_leftmost(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The places of the spans that are kept: each that overlaps no span kept before it.

    >>> keep_leftmost(np.array([0, 2, 3, 8]), np.array([3, 5, 4, 9])).tolist()
    [0, 2, 3]
    """
    reach, kept, left = np.maximum.accumulate(end), [], np.arange(len(start))
    # Spans of one group overlap directly or through others. Keep the first span of each group and drop what
    # it overlaps, then repeat on the rest.
    group = np.cumsum(np.append(True, start[1:] >= reach[:-1])[: len(start)])
    while len(left):
        _, first, number = np.unique(group[left], return_index=True, return_inverse=True)
        kept.append(left[first])
        left = left[start[left] >= end[left[first]][number]]
    return np.sort(np.concatenate(kept)) if kept else left


def choose_matches(first: np.ndarray, length: np.ndarray, term: np.ndarray) -> np.ndarray:
    """The places of the matches that are kept: the leftmost, then the longest, none that overlaps another.

    `first`, `length` and `term` are for each match its first word, its number of words and its term; of terms
    that match the same words the lowest number is kept.
    """
    # Sorting one number is faster than sorting three; no list has 16 million terms.
    order = np.argsort((first << 32) + ((255 - np.minimum(length, 255)) << 24) + term, kind="stable")
    start, end = first[order], (first + length)[order]
    kept = overlaps_none(start, end)
    others = np.flatnonzero(~kept)
    kept[others[keep_leftmost(start[others], end[others])]] = True
    return order[kept]
