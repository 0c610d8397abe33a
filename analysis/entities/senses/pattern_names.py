"""Names that a pattern shows: elections (*2019 Canadian federal election*) and realms (*Duchy of Warsaw*).

Each is one name, not cut in two by the country or the place inside.
"""

import re
from collections.abc import Callable

import numpy as np

from analysis.entities.spans import Batch, TypedSpans, repeat_text
from analysis.matching.word_lists import list_words

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# Votes that are held in several states have names for each: *1994 United States Senate election in Utah*.
OF_STATE = rf"(?: in (?!{MONTH})[A-Z]\w+(?: [A-Z]\w+)*)"
ELECTION = re.compile(
    rf"\b(?:{MONTH} )?(?:1[89]|20)\d\d (?:"
    r"(?:United States|European Parliament) (?:[A-Z][\w.'’–-]*(?: of)? )*?(?:[a-z][\w-]* ){0,3}?election"
    rf"{OF_STATE}"
    r"|(?:[A-Z][\w.'’–-]*(?: of| the| and)? )+?(?:[a-z][\w-]* ){0,3}?"
    r"(?:[Ee]lections?|[Rr]eferendums?|by-elections?)\b)"
)
HEADS = list_words("Archduchy Duchy Principality Colony Protectorate Municipality Viceroyalty Electorate")
REALM = re.compile(
    rf"\b(?:(?:Grand|Crown|British|French) )?(?:{'|'.join(sorted(HEADS))}) of "
    r"(?:[A-Z][\w'’-]*\w)(?: [A-Z][\w-]+)*"
)


def is_election(form: str) -> bool:
    """Return whether a word names a vote."""
    return form.lower().startswith(("election", "referendum"))


def find_elections(batch: Batch) -> TypedSpans:
    """Return the places of votes that are named by their year and their country, in text order.

    >>> ELECTION.search("She won the 2011 United Kingdom general election easily.").group()
    '2011 United Kingdom general election'
    """
    return find_pattern(batch, ELECTION, is_election, "event")


def find_realms(batch: Batch) -> TypedSpans:
    """Return the places of realms that are named after a place, in text order.

    >>> REALM.search("It was sent to the Grand Duchy of Warsaw.").group()
    'Grand Duchy of Warsaw'
    """
    return find_pattern(batch, REALM, HEADS.__contains__, "place")


def find_pattern(
    batch: Batch, pattern: re.Pattern[str], is_word: Callable[[str], bool], type_: str
) -> TypedSpans:
    """Return the places of a pattern in text order; only sentences with a word that it needs are read."""
    words = batch.words
    rows = np.unique(words.sentence[words.map_distinct(is_word, bool)[words.code]]).tolist()
    found = [(row, *match.span()) for row in rows for match in pattern.finditer(batch.texts[row])]
    sentence, start, end = np.array(found, dtype=np.int64).reshape(-1, 3).T
    return TypedSpans(sentence, start, end, type=repeat_text(type_, len(found)))
