"""Subjects: which name of a sentence stands where its subject stands, by the words before it."""

import re

from analysis.attributions.speakers.article import Article
from analysis.attributions.speakers.sources import Mention

# Words before a name that can be part of its noun phrase: titles with a capital, *the*, an adjective.
TITLE = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Mm]r|[Mm]rs|[Mm]s|[Dd]r)\.?|[A-Z][\w'’.-]*"
    r"|(?:deputy|former|acting|foreign|defen[cs]e|interior"
    r"|prime|minister|president|spokes\w+|ministry|general|leader|mayor|governor|secretary|chief|adviser|advisor"
    r"|director|commander|ambassador|envoy|senator|chairman|head|opposition|state))\s+"
)
# A clause can open behind these: *On Monday, ...*; *when*; *and*.
OPENER = re.compile(
    r"(?:^|[,;:–—-]\s+(?:and |but )?|\b(?:[Aa]s|[Ww]hen|[Ww]hile|[Aa]fter|[Bb]efore|[Ww]here"
    r"|[Aa]lthough|[Tt]hough|[Ii]f|[Bb]ut|[Aa]nd|[Mm]eanwhile,?|[Hh]owever,?|[Ll]ater,?|[Ee]arlier,?)\s+)$"
)
# *Orlov's deputy* is about the deputy.
POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
LEAD = 90  # characters of a sentence in which its subject is looked for


def is_subject(mention: Mention, row: int, article: Article) -> bool:
    """Whether a name stands where a subject stands: at the head of the sentence or of a clause."""
    text, start = article.table.text[row], article.table.start[row]
    if POSSESSIVE.match(text, mention.end - start):
        return False
    before = text[: mention.start - start]
    while not OPENER.search(before):
        title = re.search(rf"{TITLE.pattern}$", before)
        if title is None or title.start() == len(before):
            return False
        before = before[: title.start()]
    return True


def find_subject(row: int, article: Article, *, bodies: bool = False) -> Mention | None:
    """The person (or the body: organisation, group, unit) that is the subject of a sentence.

    None where the sentence is quoted, or its first name outside quotation marks is no subject.
    """
    if row < article.first:
        return None
    kinds = ("organisation", "unit", "group") if bodies else ("person",)
    named = article.list_named(row)
    for mention in named:
        if mention.start - article.table.start[row] > LEAD:
            return None
        if mention.type in kinds:
            return mention if is_subject(mention, row, article) else None
    return None
