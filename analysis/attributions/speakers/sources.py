"""The source of an attribution: its entity, and what kind of source it is."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.attributions.tokens import Span
from analysis.caching import cache_by_files
from analysis.registry.files import read_table

SOURCES_FILE = Path(__file__).parent / "sources.csv"
SOURCE_KINDS = ["person", "organisation", "office", "official", "witness", "document", "media", ""]
# They refer to one person, and to a body or several persons.
PERSONAL = frozenset(["he", "she", "his", "her"])
BODILY = frozenset(["they", "it", "their", "its"])
RELATIVE = frozenset(["who", "which"])
INDEFINITE = ("a ", "an ", "one ", "another ", "some ")
KIND_BY_TYPE = {
    "person": "person",
    "organisation": "organisation",
    "unit": "organisation",
    "place": "organisation",
}


class Mention(NamedTuple):
    """One mention of an entity, with its places in the article's text."""

    start: int
    end: int
    entity: str
    name: str
    surface: str
    type: str
    camp: str
    how: str
    in_quote: bool


class Source(NamedTuple):
    """A source: its text, and the places of the text and of its head in the article."""

    text: str
    span: Span
    head: str
    head_start: int


@cache_by_files(lambda: [SOURCES_FILE], size=1)
def list_source_words() -> dict[str, str]:
    """The kind of each head word of a source without a name.

    >>> words = list_source_words()
    >>> words["mayor"], words["officials"], words["survey"]
    ('office', 'official', 'document')
    """
    table = read_table(SOURCES_FILE, ["term", "category"])
    return dict(zip(table["term"], table["category"], strict=True))


class Mentions:
    """The mentions of a table, by article and sentence."""

    def __init__(self, table: pd.DataFrame):
        self.words = list_source_words()
        self.columns = [table[name].tolist() for name in Mention._fields]
        # The mentions of a sentence stand in a row: its first place, and the place behind its last.
        changes = (table[name].ne(table[name].shift()).to_numpy() for name in ("article_id", "sentence_id"))
        first = np.flatnonzero(np.logical_or(*changes))
        ids = (table[name].array[first].tolist() for name in ("article_id", "sentence_id"))
        bounds = pairwise(np.append(first, len(table)).tolist())
        self.ranges = dict(zip(zip(*ids, strict=True), bounds, strict=True))

    def list_of_sentence(self, article_id: str, sentence_id: int) -> list[Mention]:
        """The mentions of one sentence."""
        first, end = self.ranges.get((article_id, sentence_id), (0, 0))
        return list(map(Mention._make, zip(*(column[first:end] for column in self.columns), strict=True)))


def name_kind(source: Source, mention: Mention | None, words: Mapping[str, str]) -> str:
    """The kind of a source: by the word that is its head, else by the mention that its head lies in.

    `words` are the kinds of head words (`list_source_words`).

    >>> words = list_source_words()
    >>> name_kind(Source("Local officials", (0, 15), "officials", 6), None, words)
    'official'
    >>> name_kind(Source("a minister", (0, 10), "minister", 2), None, words)
    'official'
    """
    kind = words.get(source.head.lower(), "")
    if mention is None:
        is_indefinite = source.text.lower().startswith(INDEFINITE)
        return "official" if kind == "office" and is_indefinite else kind
    if mention.camp == "media" or (kind == "media" and mention.type == "organisation"):
        return "media"
    if mention.how == "office":
        return "office"
    if mention.type in ("group", "place") and kind:
        return kind
    return KIND_BY_TYPE.get(mention.type, kind)
