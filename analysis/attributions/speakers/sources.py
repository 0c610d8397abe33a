"""The source of an attribution: its entity, and what kind of source it is."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.attributions.tokens import Span
from analysis.caching import cache_by_files
from analysis.ids import find_sentences
from analysis.registry.files import read_table

SOURCES_FILE = Path(__file__).parent / "sources.csv"
SOURCE_KINDS = ["person", "organisation", "office", "official", "witness", "document", "media", ""]
# They refer to one person, and to a body or several persons.
PERSONAL = frozenset(["he", "she", "his", "her"])
BODILY = frozenset(["they", "it", "their", "its"])
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


MAKE_MENTION = partial(tuple.__new__, Mention)  # as `Mention._make`, in half the time


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


def list_mentions(mentions: pd.DataFrame, sentences: pd.DataFrame) -> list[list[Mention]]:
    """For each sentence its mentions, in text order."""
    rows = find_sentences(sentences, mentions)
    if (np.diff(rows) < 0).any():
        order = np.argsort(rows, kind="stable")
        mentions, rows = mentions.iloc[order], rows[order]
    columns = (mentions[name].tolist() for name in Mention._fields)
    listed = list(map(MAKE_MENTION, zip(*columns, strict=True)))
    bounds = np.searchsorted(rows, np.arange(len(sentences) + 1)).tolist()
    return [listed[start:end] for start, end in pairwise(bounds)]


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
        is_indefinite = kind == "office" and source.text.lower().startswith(INDEFINITE)
        return "official" if is_indefinite else kind
    if mention.camp == "media" or (kind == "media" and mention.type == "organisation"):
        return "media"
    if mention.how == "office":
        return "office"
    if mention.type in ("group", "place") and kind:
        return kind
    return KIND_BY_TYPE.get(mention.type, kind)
