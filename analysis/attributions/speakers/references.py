"""Back references by a noun: *the president* after *President X*, *the ministry* after a named one."""

import re
from collections.abc import Mapping

from analysis.attributions.speakers.article import BODIES, Article
from analysis.attributions.speakers.sources import Mention, Source
from analysis.attributions.word_classes import list_words
from analysis.caching import cache_by_files
from analysis.registry.registry import SHIPPED_FILES, read_registry

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


@cache_by_files(lambda: SHIPPED_FILES, size=1)
def list_offices_held() -> dict[str, set[str]]:
    """The offices of each person of the shipped registries, as they are spelled in small letters.

    >>> "ukrainian president" in list_offices_held()["volodymyr-zelensky"]
    True
    """
    offices = read_registry().offices
    spellings = offices["term"].str.lower().groupby(offices["entity"])
    return {str(entity): set(terms) for entity, terms in spellings}


def find_reference(
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
    kinds : dict of str to str
        The kinds of head words (`list_source_words`).
    offices : dict of str to set of str
        The offices of the registry's persons (`list_offices_held`).
    last_speaker : str
        Who spoke last, if they did so shortly before: of two they are meant, and a body by *the group*.
    """
    head = source.head.lower()
    kind = kinds.get(head, "")
    found = DEFINITE.match(source.text[: source.head_start + len(source.head) - source.span[0]].lower())
    behind = source.text[source.head_start + len(source.head) - source.span[0] :]
    if found is None or not kind or behind[:1] == " ":
        return None
    is_body = kind in ("organisation", "media")
    named = {
        mention.entity: mention
        for mention, phrases in article.list_before(row, source.span[0], head)
        if (mention.type in BODIES if is_body else mention.type == "person") and is_called(phrases, found[1])
    }
    if not named and not is_body and (found[1] in LONE or " " in found[1]):
        named = list_holders(found[1], row, source, article, offices)
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
