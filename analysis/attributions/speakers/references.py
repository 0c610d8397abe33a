"""Back references by a noun: *the president* after *President X*, *the ministry* after a named one."""

import re
from collections.abc import Mapping

from analysis.attributions.speakers.article import BODIES, PERSONS, Article
from analysis.attributions.speakers.sources import Mention, Source
from analysis.caching import cache_by_files
from analysis.matching.word_lists import list_words
from analysis.registry.registry import list_files, list_registries, read_registry

DEFINITE = re.compile(r"(?:the|this|that) ((?:[\w'’-]+ ){0,2}[\w'’-]+)$")
# They make another office of the word behind them: *the minister* is not the prime minister.
OTHERS = list_words(
    "former ex late next new future deputy vice acting first second other another incoming outgoing prime "
    "press assistant associate under junior regional local"
)
# Offices that a country, a town or a church has once: the registry shows who is meant.
LONE = list_words("president chancellor premier king queen pope patriarch mayor governor")
# They can stand for any body that was named.
GENERIC = list_words(
    "group organisation organization agency body monitor watchdog movement network charity company firm "
    "association institute outlet newspaper paper broadcaster channel"
)


@cache_by_files(lambda: list_files(*list_registries()), size=1)
def list_offices_held() -> dict[str, set[str]]:
    """The offices of each person of the shipped registries, as they are spelled in small letters.

    >>> "ukrainian president" in list_offices_held()["volodymyr-zelensky"]
    True
    """
    offices = read_registry().offices
    spellings = offices["term"].str.lower().groupby(offices["entity"])
    return {str(entity): set(terms) for entity, terms in spellings}


def read_reference(source: Source, kinds: Mapping[str, str]) -> str:
    """The words behind *the* of a source that is nothing else: *mayor* of *the mayor*; empty for others.

    `kinds` are the kinds of head words (`list_source_words`).
    """
    if source.head.lower() not in kinds:
        return ""
    end = source.head_start + len(source.head) - source.span[0]
    found = DEFINITE.match(source.text[:end].lower())
    return found[1] if found and source.text[end : end + 1] != " " else ""


def find_reference(
    words: str,
    source: Source,
    row: int,
    article: Article,
    *,
    kinds: Mapping[str, str],
    offices: Mapping[str, set[str]],
    last_speaker: str,
) -> Mention | None:
    """The mention that a noun with *the* refers back to; None where there is none, or two.

    Parameters
    ----------
    words : str
        The noun, as `read_reference` gives it.
    kinds : dict of str to str
        The kinds of head words (`list_source_words`).
    offices : dict of str to set of str
        The offices of the registry's persons (`list_offices_held`).
    last_speaker : str
        Who spoke last, if they did so shortly before: of two they are meant, and a body by *the group*.
    """
    head = source.head.lower()
    is_body = kinds[head] in ("organisation", "media")
    types = BODIES if is_body else PERSONS
    named = {
        mention.entity: mention
        for mention, phrases in article.list_before(row, source.span[0], head, types)
        if is_called(phrases, words)
    }
    if not named and not is_body and (words in LONE or " " in words):
        named = list_holders(words, row, source, article, offices)
    is_plain = re.sub(r"\b[A-Z]+[a-z]*-based ", "", source.text[4:]).islower()
    if last_speaker in named or (not named and is_plain and head in GENERIC and last_speaker):
        return find_last(last_speaker, row, article)
    return next(iter(named.values())) if len(named) == 1 else None


def is_called(phrases: list[str], words: str) -> bool:
    """Whether one of the phrases for a name ends in the words of a source.

    >>> is_called(["russian foreign minister"], "minister"), is_called(["the prime minister"], "minister")
    (True, False)
    """
    for phrase in phrases:
        before, found, behind = phrase.rpartition(words)
        if found and not behind and (not before or before[-1] == " "):
            last = before.split()[-1:]
            if not last or last[0] not in OTHERS:
                return True
    return False


def list_holders(
    words: str, row: int, source: Source, article: Article, offices: Mapping[str, set[str]]
) -> dict[str, Mention]:
    """The persons named before who hold or held the office, by the registry."""
    return {
        mention.entity: mention
        for place in range(article.first, row + 1)
        for mention in article.mentions[place]
        if mention.type == "person"
        and (place, mention.start) < (row, source.span[0])
        and is_called(list(offices.get(mention.entity, ())), words)
    }


def find_last(entity: str, row: int, article: Article) -> Mention | None:
    """The last mention of an entity before a row."""
    return next(
        (
            mention
            for place in range(row, article.first - 1, -1)
            for mention in article.mentions[place]
            if mention.entity == entity
        ),
        None,
    )
