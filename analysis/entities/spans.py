"""Typed tables of places in sentences: frozen classes of arrays of one length, cheap over many short steps.

Each class adds fields to the one before, so a reader sees which fields exist at each step:

    Spans       sentence, start, end             where
    TypedSpans  + type                           and what kind of name
    Names       + article, surface, ...          a name that is found: a mention to be
    Candidates  + category, role, kind, ...      a name of the registry while the context decides
    Hits        a name of the registry's word list, before anything is known of it

No method changes a table: each returns a new one. Fields of text hold objects.
"""

from collections.abc import Callable, Collection, Container, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, NamedTuple, Self, TypeVar

import numpy as np
import pandas as pd

from analysis.ids import pack_key
from analysis.text.chunks import list_texts
from analysis.text.words import Words

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Hashable)


class Batch(NamedTuple):
    """Sentences that are measured together.

    table : DataFrame
        One row per sentence, with the index 0, 1 ...
    words : Words
        The words of the sentences.
    texts : list of str
        The texts of the sentences.
    article : int array
        Number of the article of each sentence, in the order of the sentences.
    """

    table: pd.DataFrame
    words: Words
    texts: list[str]
    article: np.ndarray


def make_batch(sentences: pd.DataFrame, words: Words) -> Batch:
    """Return sentences and their words as a batch."""
    table = sentences.reset_index(drop=True)
    return Batch(table, words, list_texts(table["text"]), pd.factorize(table["article_id"])[0])


@dataclass(frozen=True, eq=False)
class Spans:
    """Places in sentences.

    sentence : int
        Row number of the sentence.
    start, end : int
        Places in the sentence's text, in characters.
    """

    sentence: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def __len__(self) -> int:
        return len(self.sentence)

    @classmethod
    def select_from(cls, other: "Spans") -> Self:
        """Return the fields of this class from a table that has at least these."""
        return cls(**{field.name: getattr(other, field.name) for field in fields(cls)})

    def take(self, which: np.ndarray) -> Self:
        """Return some rows; `which` is a mask or an array of row numbers.

        >>> Spans(np.array([3, 5]), np.array([0, 2]), np.array([4, 6])).take(np.array([False, True])).start
        array([2])
        """
        if which.dtype == bool and which.all():  # most steps leave out nothing
            return self
        return type(self)(**{field.name: getattr(self, field.name)[which] for field in fields(self)})

    def join(self, other: Self) -> Self:
        """Return the rows of both tables, in the fields of this one."""
        return type(self)(**{
            field.name: np.concatenate([getattr(self, field.name), getattr(other, field.name)])
            for field in fields(self)
        })  # fmt: skip

    def sort(self) -> Self:
        """Return the rows in text order."""
        keys = self.start_keys()
        return self if (keys[1:] >= keys[:-1]).all() else self.take(np.argsort(keys, kind="stable"))

    def start_keys(self) -> np.ndarray:
        """Return one whole number per row that sorts by sentence, then by start."""
        return pack_key(self.sentence, self.start)

    def end_keys(self) -> np.ndarray:
        """Return one whole number per row that sorts by sentence, then by end."""
        return pack_key(self.sentence, self.end)

    def cut_surfaces(self, texts: list[str]) -> np.ndarray:
        """Return what stands at each place; `texts` are the texts of the sentences."""
        places = zip(self.sentence.tolist(), self.start.tolist(), self.end.tolist(), strict=True)
        return to_objects([texts[row][start:end] for row, start, end in places])


@dataclass(frozen=True, eq=False)
class TypedSpans(Spans):
    """Places of names.

    type : object (str)
        person, organisation, place, group, unit, weapon or event.
    """

    type: np.ndarray


@dataclass(frozen=True, eq=False)
class Hits(Spans):
    """Places where the names of one of the registry's word lists stand.

    article : int
        Number of the article, in the order of the sentences.
    lexicon_row : int
        Row of the word list.
    term, category : object (str)
        The name as it is listed, and the ids that it may mean, joined by `|`.
    surface : object (str)
        The name as the text has it.
    """

    article: np.ndarray
    lexicon_row: np.ndarray
    term: np.ndarray
    category: np.ndarray
    surface: np.ndarray


@dataclass(frozen=True, eq=False)
class Names(TypedSpans):
    """Names that are found, each of them a mention to be.

    article : int
        Number of the article, in the order of the sentences.
    surface, term : object (str)
        The name as the text has it, and as the registry lists it (outside the registry: the same).
    entity : object (str)
        An id of the registry, or the name itself; empty where the context decides for no entity.
    how : object (str)
        The rule that found or linked it (`RULES` in `mentions.py`).
    """

    article: np.ndarray
    surface: np.ndarray
    term: np.ndarray
    entity: np.ndarray
    how: np.ndarray


@dataclass(frozen=True, eq=False)
class Candidates(Names):
    """Names of the registry while the context decides which entity each one means.

    category : object (str)
        The ids that the name may mean, joined by `|`.
    role : object (str)
        How the name refers to its entity: name, surname, demonym, genitive or city.
    kind : object (str)
        Kind of place of the first entity: city, river ...; empty for others.
    people : float
        People who live in the first entity; 0 where it is unknown.
    is_one_word, is_open : bool
        Whether the name is one word; whether its entity is still undecided.
    river, city : object (str)
        The ids of a river and a city that share the name; empty where there are none.
    before, after : object (str)
        The text on either side of the name, in its sentence.
    tail, head : object (str)
        The last four characters of the text before, and the first two of the text after.
    word_before, word_after : object (str)
        The capitalised word on either side, behind or before one space; empty where there is none.
    """

    category: np.ndarray
    role: np.ndarray
    kind: np.ndarray
    people: np.ndarray
    is_one_word: np.ndarray
    is_open: np.ndarray
    river: np.ndarray
    city: np.ndarray
    before: np.ndarray
    after: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    word_before: np.ndarray
    word_after: np.ndarray

    is_place = cached_property(lambda self: self.type == "place")
    is_demonym = cached_property(lambda self: self.role == "demonym")
    is_body = cached_property(lambda self: self.type == "organisation")


def to_objects(values: Iterable[Any]) -> np.ndarray:
    """Return the values as an array of objects.

    >>> to_objects([["a"], ["b"]]).shape
    (2,)
    """
    return np.fromiter(values, dtype=object)


def repeat_text(text: str, n: int) -> np.ndarray:
    """Return an array that holds one text `n` times."""
    return np.full(n, text, dtype=object)


def is_among(values: Collection[Any], options: Container[Any]) -> np.ndarray:
    """Return for each value whether it is one of the options."""
    return np.fromiter(map(options.__contains__, values), dtype=bool, count=len(values))


def ends_with(texts: np.ndarray, endings: str | tuple[str, ...]) -> np.ndarray:
    """Return for each text whether it has one of the endings."""
    return np.fromiter((text.endswith(endings) for text in texts), dtype=bool, count=len(texts))


def mark_where(test: Callable[[str], object], texts: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Return for each text whether it passes a test; only texts `where` a mask is true are tested."""
    passes = np.zeros(len(texts), dtype=bool)
    rows = np.flatnonzero(where)
    passes[rows] = [bool(test(text)) for text in texts[rows].tolist()]
    return passes


def name_spans(spans: TypedSpans, batch: Batch, how: str) -> Names:
    """Return spans outside the registry as names: each is its own entity."""
    surface = spans.cut_surfaces(batch.texts)
    return Names(
        spans.sentence, spans.start, spans.end, spans.type,
        article=batch.article[spans.sentence], surface=surface, term=surface, entity=surface,
        how=repeat_text(how, len(spans)),
    )  # fmt: skip


def link(candidates: Candidates, rows: np.ndarray, entities: Sequence[str], how: str) -> Candidates:
    """Return the candidates with some rows linked to entities; an empty entity changes nothing."""
    meant = to_objects(entities)
    decided = rows[meant != ""]
    entity, hows, is_open = candidates.entity.copy(), candidates.how.copy(), candidates.is_open.copy()
    entity[decided] = meant[meant != ""]
    hows[decided] = how
    is_open[decided] = False
    return replace(candidates, entity=entity, how=hows, is_open=is_open)


def find_overlaps(spans: Spans, others: Spans) -> tuple[np.ndarray, np.ndarray]:
    """Return for each span the range of the other spans that it overlaps.

    Parameters
    ----------
    spans : Spans
        In any order.
    others : Spans
        In text order, none overlapping another.

    Returns
    -------
    first, behind : int arrays
        For each span the first of the others that it overlaps, and the one behind the last. The two are equal
        for a span that overlaps none.

    Examples
    --------
    >>> others = Spans(np.array([0, 0]), np.array([0, 6]), np.array([4, 9]))
    >>> spans = Spans(np.array([0, 0, 1]), np.array([2, 4, 2]), np.array([7, 6, 7]))
    >>> [part.tolist() for part in find_overlaps(spans, others)]
    [[0, 1, 2], [2, 1, 2]]
    """
    first = np.searchsorted(others.end_keys(), spans.start_keys(), side="right")
    behind = np.searchsorted(others.start_keys(), spans.end_keys(), side="left")
    return first, np.maximum(first, behind)


def group_values(keys: Iterable[Key], values: Iterable[Value]) -> dict[Key, set[Value]]:
    """Return for each key the set of its values.

    >>> group_values(["a", "b", "a"], [1, 2, 3])
    {'a': {1, 3}, 'b': {2}}
    """
    groups: dict[Key, set[Value]] = {}
    for key, value in zip(keys, values, strict=True):
        groups.setdefault(key, set()).add(value)
    return groups
