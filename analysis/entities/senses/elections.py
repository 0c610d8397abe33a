"""Elections as names of events: *2019 Canadian federal election*, not cut in two by the country inside."""

import re

import numpy as np

from analysis.entities.spans import Batch, TypedSpans, repeat_text

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


def is_election(form: str) -> bool:
    """Return whether a word names a vote."""
    return form.lower().startswith(("election", "referendum"))


def find_elections(batch: Batch) -> TypedSpans:
    """Return the places of votes that are named by their year and their country, in text order.

    >>> ELECTION.search("She won the 2011 United Kingdom general election easily.").group()
    '2011 United Kingdom general election'
    """
    words = batch.words
    rows = np.unique(words.sentence[words.map_distinct(is_election, bool)[words.code]]).tolist()
    found = [(row, *match.span()) for row in rows for match in ELECTION.finditer(batch.texts[row])]
    sentence, start, end = np.array(found, dtype=np.int64).reshape(-1, 3).T
    return TypedSpans(sentence, start, end, type=repeat_text("event", len(found)))
