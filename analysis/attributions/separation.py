"""Several attributions of one sentence: the content of each ends where the next begins."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.attributions.attribution import Attribution
from analysis.attributions.contents import find_own_clause, trim_edges
from analysis.attributions.tokens import DASHES, Span, Tokens
from analysis.attributions.word_classes import ADVERBS, COORDINATORS, list_words

JOINING = list_words("and but while though although")


def separate_contents(tokens: Tokens, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a sentence with contents that do not run into the next attribution."""
    cut: list[Attribution] = []
    for one in found:
        contents = [cut_content(tokens, span, one, found) for span in one.contents]
        contents = [span for span in contents if span[0] < span[1]]
        if one.side == "right" and contents and contents[0][0] >= one.cue[1]:
            start, end = contents[0]
            contents[0] = trim_edges(tokens, start, find_own_clause(tokens, (start, end), one.source[0]))
        kept = tuple(span for span in contents if span[0] < span[1])
        cut.append(one if kept == one.contents else replace(one, contents=kept))
    return drop_taken(cut)


def cut_content(tokens: Tokens, content: Span, one: Attribution, found: Sequence[Attribution]) -> Span:
    """The content of one attribution without the other attributions that follow in it."""
    start, end = content
    for other in found:
        if other is one:
            continue
        place, source = other.cue[0], other.source[0]
        if joins_other(tokens, content, one, other):
            end = min(end, step_back(tokens, source, start, JOINING | COORDINATORS))
        if start < place < end and place > one.cue[0] and other.source == one.source:
            end = min(end, step_back(tokens, place, start, COORDINATORS | ADVERBS))
    return trim_edges(tokens, start, end)


def joins_other(tokens: Tokens, content: Span, one: Attribution, other: Attribution) -> bool:
    """Whether another source and its cue follow in the content, joined by a word such as *and*."""
    start, end = content
    source = other.source[0]
    if "around" in (one.side, other.side) or other.source == one.source:
        return False
    if not (start + 1 < source < end and one.cue[0] < source < other.cue[0]):
        return False
    return tokens[source - 1].lower in JOINING


def step_back(tokens: Tokens, place: int, start: int, words: frozenset[str]) -> int:
    """The place before the words and marks that join what stands at a place."""
    while place > start and (
        tokens[place - 1].lower in words
        or tokens[place - 1].text in (",", ";")
        or tokens[place - 1].text in DASHES
    ):
        place -= 1
    return place


def drop_taken(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without contents that belong to a later cue, and without those left empty."""
    if len(found) == 1:
        return [one for one in found if one.contents or one.side == "below"]
    kept = []
    for one in found:
        contents = tuple(span for span in one.contents if not is_taken(span, one, found))
        if contents or one.side == "below":
            kept.append(one if contents == one.contents else replace(one, contents=contents))
    return kept


def is_taken(span: Span, one: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether another cue stands between an attribution and a part of its content, and has that part."""
    return any(
        other is not one
        and one.cue[0] < other.cue[0] < span[0]
        and any(start <= span[0] < end for start, end in other.contents)
        for other in found
    )
