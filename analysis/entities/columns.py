"""Hits and spans as columns: a dict of arrays of one length, over which many short steps cost almost nothing.

Columns of text hold objects. `row` is the sentence, `article` the number of its article, `from` and `to` the
place in the sentence.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from analysis.ids import pack_key

Columns = dict[str, np.ndarray]


def list_objects(values: Iterable) -> np.ndarray:
    """The values as an array of objects, one each.

    >>> list_objects([["a"], ["b"]]).shape
    (2,)
    """
    return np.fromiter(values, dtype=object)


def take_rows(table: Columns, which: np.ndarray) -> Columns:
    """These rows of every column; `which` is a mask or numbers of rows.

    >>> take_rows({"row": np.array([3, 5])}, np.array([False, True]))["row"].tolist()
    [5]
    """
    return {name: column[which] for name, column in table.items()}


def join_rows(first: Columns, then: Columns) -> Columns:
    """The rows of both, in the columns that both have."""
    return {name: np.concatenate([first[name], then[name]]) for name in first if name in then}


def sort_rows(table: Columns) -> Columns:
    """In the order of the text."""
    return take_rows(table, np.argsort(number_places(table), kind="stable"))


def number_places(table: Columns, at: str = "from") -> np.ndarray:
    """All places in one line of numbers: the sentence, then the place in it."""
    return pack_key(table["row"], table[at])


def find_in(column: Sequence, options: object) -> np.ndarray:
    """Which values are among the options."""
    return np.fromiter(map(options.__contains__, column), dtype=bool, count=len(column))


def mark_where(fits: Callable[[str], object], column: np.ndarray, where: np.ndarray) -> np.ndarray:
    """For which texts `fits` says something; asked only `where` it may matter."""
    marked = np.zeros(len(column), dtype=bool)
    at = np.flatnonzero(where)
    marked[at] = [bool(fits(text)) for text in column[at].tolist()]
    return marked


def find_overlaps(these: Columns, those: Columns) -> tuple[np.ndarray, np.ndarray]:
    """For each of these spans the first of those that it touches and the one behind the last; those stand in
    the order of the text, and none overlaps another.

    >>> those = {"row": np.array([0, 0]), "from": np.array([0, 6]), "to": np.array([4, 9])}
    >>> these = {"row": np.array([0, 0, 1]), "from": np.array([2, 4, 2]), "to": np.array([7, 6, 7])}
    >>> [part.tolist() for part in find_overlaps(these, those)]
    [[0, 1, 2], [2, 1, 2]]
    """
    first = np.searchsorted(number_places(those, "to"), number_places(these), side="right")
    behind = np.searchsorted(number_places(those), number_places(these, "to"), side="left")
    return first, np.maximum(first, behind)


def group_values(keys: Iterable, values: Iterable) -> dict[object, set]:
    """For each key the set of its values.

    >>> group_values(["a", "b", "a"], [1, 2, 3])
    {'a': {1, 3}, 'b': {2}}
    """
    groups: dict[object, set] = {}
    for key, value in zip(keys, values, strict=True):
        groups.setdefault(key, set()).add(value)
    return groups
