"""Changes: where two versions of a text differ, in time that grows with their length."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

RUN = 3  # words that must be the same for two texts to be in step again
NEAR = 6  # words that may be replaced before such a run
# Words that go and come where a word is replaced, split or joined.
SMALL = [(1, 1), (1, 2), (2, 1)]

Runs = dict[tuple[str, ...], list[int]]


class Change(NamedTuple):
    """Words `old_start` to `old_end` of the old text became words `new_start` to `new_end` of the new one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def find_changes(old: list[str], new: list[str]) -> Iterator[Change]:
    """The places in which two lists of words differ, in order.

    >>> old, new = "It ended.. He left..".split(), "It ended. He left.".split()
    >>> [tuple(change) for change in find_changes(old, new)]
    [(1, 2, 1, 2), (3, 4, 3, 4)]
    """
    in_old, in_new = list_runs(old), list_runs(new)
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        old_end, new_end = find_resumption(old, new, i, j, in_old, in_new)
        yield Change(i, old_end, j, new_end)
        i, j = old_end, new_end


def list_runs(words: list[str]) -> Runs:
    """Where each run of words begins; at the end of the list the runs are shorter."""
    places: Runs = {}
    for place in range(len(words)):
        places.setdefault(tuple(words[place : place + RUN]), []).append(place)
    return places


def find_resumption(
    old: list[str], new: list[str], i: int, j: int, in_old: Runs, in_new: Runs
) -> tuple[int, int]:
    """The next places, behind a difference at `i` and `j`, from which both lists are the same again."""
    for gone, come in SMALL:
        if (
            i + gone <= len(old)
            and j + come <= len(new)
            and old[i + gone : i + gone + 1] == new[j + come : j + come + 1]
        ):
            return i + gone, j + come
    choices = [(len(old), len(new))]
    for shift in range(NEAR + 1):
        choices += [(place, j + shift) for place in find_next(in_old, new[j + shift : j + shift + RUN], i)]
        choices += [(i + shift, place) for place in find_next(in_new, old[i + shift : i + shift + RUN], j)]
    return min(choices, key=lambda places: (sum(places), places))


def find_next(places: Runs, run: list[str], start: int) -> list[int]:
    """The next place of a run of words from `start` on; empty where there is none."""
    found = places.get(tuple(run), [])
    number = bisect_left(found, start)
    return found[number : number + 1]
