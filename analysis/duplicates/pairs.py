"""Pairs of copies: candidates share a band of their signatures, copies share most runs of the shorter text.

Bulletins of one template (the same words, other numbers) are a series and no copies.

A corpus that is read whole and a corpus that grows go through the same functions. For a corpus that grows,
the pairs found so far are kept: new articles are compared with all, old ones are not compared again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from analysis.duplicates.signatures import Print

# Share of the shorter text's runs that must stand in the longer text. Wire copy is cut and edited.
AT_LEAST = 0.4
# Share of the longer text's runs, numbers masked, that two bulletins of one template have in common, and the
# share of numbers in common that makes them copies: a copy keeps the numbers of its source.
SAME_TEMPLATE, SAME_NUMBERS = 0.8, 0.5

# An array per band, each with the values of all articles; and the number of equal texts of all articles.
ReadBands = Callable[[], Iterable[np.ndarray]]
ReadEqual = Callable[[], np.ndarray]
ReadPrints = Callable[[np.ndarray], list[Print]]


@dataclass(frozen=True)
class ComparedPairs:
    """The articles that were compared with each other, by their keys, and the pairs of copies among them.

    Attributes
    ----------
    keys : array of int64
        One key per article; the key changes when the text does.
    pairs : array of int64, shape (n_pairs, 2)
        Places in `keys`, the smaller one first.
    """

    keys: np.ndarray
    pairs: np.ndarray

    @classmethod
    def empty(cls) -> "ComparedPairs":
        """No articles compared so far."""
        return cls(np.zeros(0, dtype=np.int64), np.zeros((0, 2), dtype=np.int64))


def extend_pairs(
    compared: ComparedPairs,
    keys: np.ndarray,
    read_equal: ReadEqual,
    read_bands: ReadBands,
    read_prints: ReadPrints,
) -> ComparedPairs:
    """The pairs of copies among the articles `keys`. Only articles that `compared` lacks are compared.

    So are the copies of articles that are gone: of equal texts only one was compared with the others.

    Parameters
    ----------
    compared : ComparedPairs
        Earlier pairs. Pairs of articles that are gone are left out.
    keys : array of int64
        One key per article of the corpus as it is now.
    read_equal, read_bands : functions
        Give one number per article, the same for equal texts, and an array per band with the values of all
        articles. They are called if an article is new.
    read_prints : function
        Gives the prints (`signatures.Print`) of the articles at some places in `keys`.
    """
    order = np.argsort(keys, kind="stable")
    nearest = np.searchsorted(keys[order], compared.keys).clip(max=max(len(keys) - 1, 0))
    places = np.full(len(compared.keys), -1)
    if len(keys):
        places = np.where(keys[order][nearest] == compared.keys, order[nearest], -1)
    is_new = np.ones(len(keys), dtype=bool)
    is_new[places[places >= 0]] = False
    pairs = places[compared.pairs].reshape(-1, 2)
    is_there = pairs >= 0
    is_new[pairs[is_there & ~is_there.all(axis=1, keepdims=True)]] = True
    pairs = np.sort(pairs[is_there.all(axis=1)], axis=1)
    if is_new.any():
        found = find_pairs(read_equal(), read_bands(), is_new, read_prints)
        pairs = np.unique(np.concatenate([pairs, found]), axis=0)
    return ComparedPairs(keys, pairs)


def find_pairs(
    equal: np.ndarray,
    bands: Iterable[np.ndarray],
    is_new: np.ndarray,
    read_prints: ReadPrints,
    *,
    at_least: float = AT_LEAST,
) -> np.ndarray:
    """The pairs of copies with at least one new article: one row per pair, the smaller place first.

    Of equal texts the first is paired with the others; it alone is compared with other texts. A thousand
    equal articles thus make a thousand pairs, not half a million.

    Parameters
    ----------
    equal : array of int
        One number per article, the same for equal texts.
    bands : iterable of arrays
        One array per band, with the values of all articles.
    is_new : array of bool
        Which articles are new.
    read_prints : function
        Gives the prints (`signatures.Print`) of the articles at some places.
    at_least : float, default 0.4
        Smallest containment of two copies.
    """
    _, first_equal, code = np.unique(equal, return_index=True, return_inverse=True)
    distinct = np.sort(first_equal)
    of_equal = np.column_stack([first_equal[code], np.arange(len(equal))])
    of_equal = of_equal[(of_equal[:, 0] != of_equal[:, 1]) & is_new[of_equal].any(axis=1)]
    first, second = (
        distinct[side] for side in find_candidates((band[distinct] for band in bands), is_new[distinct])
    )
    places = np.unique(np.concatenate([first, second]))
    prints = dict(zip(places.tolist(), read_prints(places), strict=True))
    is_copy = np.zeros(len(first), dtype=bool)
    bounds = np.flatnonzero(np.diff(first, prepend=-1, append=-1))
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        text = prints[int(first[start])]
        others = [prints[place] for place in second[start:end].tolist()]
        shared = containments(text.runs, [other.runs for other in others])
        for place in np.flatnonzero(shared >= at_least).tolist():
            is_copy[start + place] = not is_series(text, others[place])
    return np.concatenate([of_equal, np.column_stack([first[is_copy], second[is_copy]])])


def is_series(text: Print, other: Print) -> bool:
    """Whether two texts are bulletins of one template: nearly the same words, and mostly other numbers.

    >>> from analysis.duplicates.signatures import print_text
    >>> texts = ["Day 200: 4 tanks lost.", "Day 201: 7 tanks lost.", "Day 200: 4 tanks lost, they say."]
    >>> bulletin, next_bulletin, copy = map(print_text, texts)
    >>> is_series(bulletin, next_bulletin), is_series(bulletin, copy)
    (True, False)
    """
    fewest = min(len(text.numbers), len(other.numbers))
    if not fewest or len(text.numbers & other.numbers) >= SAME_NUMBERS * fewest:
        return False
    sizes = len(text.template), len(other.template)
    shared = float(containments(text.template, [other.template])[0]) * min(sizes)
    return shared >= SAME_TEMPLATE * max(sizes)


def find_candidates(bands: Iterable[np.ndarray], is_new: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs that share a band and have a new article: the smaller places, the larger ones; sorted.

    >>> bands = [np.array([7, 7, 8]), np.array([1, 2, 2])]
    >>> [places.tolist() for places in find_candidates(bands, np.array([True, False, False]))]
    [[0], [1]]
    """
    n_articles = len(is_new)
    codes, waiting = np.zeros(0, dtype=np.int64), []
    for band in bands:
        waiting.append(pair_equals(np.ascontiguousarray(band), is_new))
        # Most pairs share several bands: join them early, to keep memory low.
        if sum(map(len, waiting)) > len(codes):
            codes, waiting = union(codes, *waiting), []
    codes = union(codes, *waiting)
    return codes // max(n_articles, 1), codes % max(n_articles, 1)


def pair_equals(values: np.ndarray, is_new: np.ndarray) -> np.ndarray:
    """The pairs of places with equal values and a new article, each as one number: smaller * n + larger."""
    n_articles, found = len(values), [np.zeros(0, dtype=np.int64)]
    places = np.flatnonzero(np.isin(values, values[is_new]))
    order = places[np.argsort(values[places], kind="stable")]
    ordered = values[order]
    # Compare with the next value in sorted order, then the one after it ... while any two are equal.
    for step in range(1, n_articles):
        same = np.flatnonzero(ordered[step:] == ordered[:-step])
        if not len(same):
            break
        left, right = order[same], order[same + step]
        wanted = is_new[left] | is_new[right]
        smaller, larger = np.minimum(left, right)[wanted], np.maximum(left, right)[wanted]
        found.append(smaller.astype(np.int64) * n_articles + larger)
    return np.concatenate(found)


def union(*parts: np.ndarray) -> np.ndarray:
    """The distinct numbers of several arrays, sorted.

    >>> union(np.array([3, 1]), np.array([1, 2])).tolist()
    [1, 2, 3]
    """
    joined = np.sort(np.concatenate(parts))
    return joined[np.diff(joined, prepend=-1) != 0]


def containments(runs: np.ndarray, others: list[np.ndarray]) -> np.ndarray:
    """The containment (0-1) of one text with each of several others.

    Containment is the share of the shorter text's distinct runs that also stand in the longer text.

    >>> containments(np.array([1, 2, 3, 4]), [np.array([1, 2]), np.array([4, 5, 6, 7, 8])]).tolist()
    [1.0, 0.25]
    """
    sizes = np.array([len(other) for other in others])
    values = np.concatenate(others)
    # Most runs are not shared. A table of their last 16 bits rules them out faster than a search does.
    marked = np.zeros(2**16, dtype=bool)
    marked[runs & 0xFFFF] = True
    shared = np.flatnonzero(marked[values & 0xFFFF])
    nearest = np.minimum(np.searchsorted(runs, values[shared]), len(runs) - 1)
    shared = shared[runs[nearest] == values[shared]]
    text = np.searchsorted(np.cumsum(sizes), shared, side="right")
    return np.bincount(text, minlength=len(others)) / np.minimum(sizes, len(runs))
