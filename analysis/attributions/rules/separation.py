"""Where contents end: at the next attribution, or at a clause of the outlet's own."""

import re
from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.bare.restarts import (
    end_before_headline,
    skip_headline,
    skip_headline_of_source,
)
from analysis.attributions.rules.bare.tails import find_own_tail
from analysis.attributions.rules.contents import opens_clause, trim_edges
from analysis.attributions.rules.others.clause_ends import gives_share
from analysis.attributions.tokens import DASHES, Span, Tokens, find_comma, has_verb
from analysis.attributions.word_classes import ADVERBS, COORDINATORS, PREPOSITIONS, SUBORDINATORS
from analysis.matching.word_lists import list_words

# After a comma, these open a clause of the outlet's own (*he said, which surprised many*).
OWN_CLAUSES = list_words(
    "which who whose where as although though whereas according compared despite citing describing "
    "adding noting"
)
CONCESSIVES = list_words("while although though after when as since because before if")
LISTING = list_words("and or")
JOINING = list_words("and but while though although")
OWN_SUBJECTS = list_words("he she they it we that this")
RELATIVE_CLAUSES = list_words("who which where whose")
YEAR = re.compile("(?:19|20)[0-9][0-9]")
COUNTED = 10  # tokens behind *while* among which a number shows that the count goes on
JOINTS = JOINING | COORDINATORS
ADVERB_JOINTS = COORDINATORS | ADVERBS


def separate_contents(tokens: Tokens, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a sentence with contents that do not run into the next attribution."""
    if len(found) == 1:
        return [trim_contents(tokens, found[0])]
    cut: list[Attribution] = []
    for attribution in found:
        contents = [cut_content(tokens, span, attribution, found) for span in attribution.contents]
        cut.append(trim_contents(tokens, attribution._replace(contents=tuple(contents))))
    return drop_taken(cut)


def trim_contents(tokens: Tokens, attribution: Attribution) -> Attribution:
    """An attribution whose contents end where a clause of the outlet's own begins."""
    contents, source = [], attribution.source
    for start, end in attribution.contents:
        if not tokens.edges:
            start, end = cut_headlines(tokens, (start, end), attribution.cue[0])
        start, end = trim_edges(tokens, start, end)
        if attribution.side != "around" and start >= attribution.cue[1]:
            start, end = trim_edges(
                tokens, start, find_own_clause(tokens, (start, end), attribution.source[0])
            )
        if start < end:
            contents.append((start, end))
    if not tokens.edges:
        source = skip_headline_of_source(tokens, source, attribution.cue[0])
    return attribution._replace(source=source, contents=tuple(contents))


def cut_headlines(tokens: Tokens, content: Span, cue: int) -> Span:
    """Content of a sentence without commas, without the headline before it or the outlet's words behind."""
    if content[0] > cue:
        return content[0], min(end_before_headline(tokens, content), find_own_tail(tokens, content))
    return skip_headline(tokens, content), content[1]


def cut_content(
    tokens: Tokens, content: Span, attribution: Attribution, found: Sequence[Attribution]
) -> Span:
    """The content of one attribution without the other attributions that follow in it."""
    start, end = content
    for other in found:
        if other is attribution:
            continue
        place, source = other.cue[0], other.source[0]
        if is_around(tokens, other, content, attribution):
            end = min(end, step_back(tokens, min(place, source), start, JOINTS))
        if joins_other(tokens, content, attribution, other):
            stop = source if source > start else find_last_comma(tokens, start, place)
            end = min(end, step_back(tokens, stop, start, JOINTS))
        if is_in_source(attribution, other):
            end = min(end, other.source[1])  # *those who praised the mayor warned that*
        is_joined = place > 0 and (
            tokens[place - 1].text == "," or not (tokens.edges and tokens[other.place].lower.endswith("ing"))
        )
        if (
            start < place < end
            and place > attribution.cue[0]
            and other.source == attribution.source
            and is_joined
        ):
            end = min(end, step_back(tokens, place, start, ADVERB_JOINTS))
    return start, end


def is_around(tokens: Tokens, other: Attribution, content: Span, attribution: Attribution) -> bool:
    """Whether the end of a content is the source of an attribution that holds all before it.

    *Orlov said the truce held, the paper reported*: the paper's is what stands before it.
    """
    start, end = content
    first = min(other.source[0], other.cue[0])
    if other.side != "left" or not attribution.cue[0] < start < first < other.cue[1] <= end:
        return False
    if other.contents[0][0] > attribution.cue[0] or other.contents[-1][1] > first:
        return False
    if other.source[0] > first:
        return tokens[other.source[0] - 1].lower != "by"
    follows = tokens[other.cue[1]] if other.cue[1] < len(tokens) else None
    closes = follows is None or not follows.is_word or follows.is_time or follows.lower in PREPOSITIONS
    return closes or not tokens.edges


def is_in_source(attribution: Attribution, other: Attribution) -> bool:
    """Whether a cue stands in a relative clause of another cue's subject."""
    if attribution.side == "around" or other.source[1] > other.cue[0]:
        return False
    return other.source[0] <= attribution.cue[0] < other.source[1]


def find_last_comma(tokens: Tokens, start: int, end: int) -> int:
    """The place of the last comma of a range, or its end."""
    return next((place for place in range(end - 1, start, -1) if tokens[place].text == ","), end)


def joins_other(tokens: Tokens, content: Span, attribution: Attribution, other: Attribution) -> bool:
    """Whether another source and its cue follow in the content, joined by a word such as *and*."""
    start, end = content
    source = other.source[0]
    if "around" in (attribution.side, other.side) or other.source == attribution.source:
        return False
    if other.source[0] < attribution.source[0] and attribution.cue[0] < start < other.cue[0] < end:
        return True
    if not (start + 1 < source < end and attribution.cue[0] < source < other.cue[0]):
        return False
    if tokens[source - 1].text == "," and tokens[source].lower in ("i", "they", "he", "she", "we"):
        return True  # *they told me to go, I told them no*
    if not has_verb(tokens, start, source):
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
    kept = []
    for attribution in found:
        contents = tuple(span for span in attribution.contents if not is_taken(span, attribution, found))
        if contents or attribution.side == "below":
            kept.append(
                attribution if contents == attribution.contents else attribution._replace(contents=contents)
            )
    return kept


def is_taken(span: Span, attribution: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether another cue stands between an attribution and a part of its content, and has that part."""
    return any(
        other is not attribution
        and attribution.cue[0] < other.cue[0] < span[0]
        and any(start <= span[0] < end for start, end in other.contents)
        for other in found
    )


def find_own_clause(tokens: Tokens, content: Span, source: int) -> int:
    """Where indirect content after a cue ends: at a comma that opens a clause of the outlet's own."""
    start, end = content
    if not tokens.edges or tokens.edges[-1] < start + 2:
        return end
    is_within_clause = is_in_opening_clause(tokens, source)
    verb = next((place for place in tokens.verbs if place >= start and tokens[place].is_predicate), end)
    is_clause = opens_clause(tokens, start, end)
    if not is_clause:
        verb = start  # *vowed support for the government, while ...*
    for place in tokens.edges:
        if place < start + 2 or place >= end - 1 or tokens[place].quoted:
            continue
        if verb < place and (is_within_clause or ends_at_edge(tokens, place, end, source)):
            return place
        if not is_clause and tokens[place].text == "," and opens_clause_behind(tokens, place + 1, end):
            return place
    return end


def ends_at_edge(tokens: Tokens, place: int, end: int, source: int) -> bool:
    """Whether a comma, semicolon or dash parts the content from a clause of the outlet's own."""
    text, follows = tokens[place].text, tokens[place + 1]
    if text == "," and follows.lower in RELATIVE_CLAUSES and goes_on(tokens, place + 1, end):
        return False
    if text == ";":
        return True
    if text == ",":
        is_own = follows.lower in OWN_CLAUSES and not is_as_well(tokens, place + 1)
        is_own |= opens_remark(tokens, place + 1, end)
        is_own |= follows.lower == "while" and not goes_on_counting(tokens, place + 2, end)
        return not follows.quoted and (is_own or opens_own_sentence(tokens, place + 1, source))
    return tokens.starts[place] > tokens.ends[place - 1] and not any(
        tokens[edge].text in DASHES and not tokens[edge].quoted
        for edge in tokens.edges
        if place + 1 < edge < end
    )


def goes_on_counting(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a clause behind *while* goes on with what is told (*said two died, while six were hurt*)."""
    near = tokens[start : min(end, start + COUNTED)]
    return any(token.part == PART["NUM"] and not YEAR.fullmatch(token.text) for token in near)


def opens_remark(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a noun phrase with *a* is the outlet's remark on the content (*..., a first for the town*)."""
    if tokens[start].lower not in ("a", "an") or gives_share(tokens, start):
        return False
    return not any(token.text == "," or token.lower in LISTING for token in tokens[start + 1 : end])


def opens_clause_behind(tokens: Tokens, place: int, end: int) -> bool:
    """Whether a word such as *and* or *after* opens a clause with a subject and a verb."""
    first = tokens[place].lower
    if tokens[place].is_predicate or tokens[place].part == PART["VBG"]:
        return True  # *declared an emergency, shut down schools and ...*
    is_joint = first in COORDINATORS or first in SUBORDINATORS
    return is_joint and opens_clause(tokens, place + 1, end)


def goes_on(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the clause goes on behind a relative clause (*gas, which leaks at times, was the cause*)."""
    comma = find_comma(tokens, start, end)
    return comma < end - 1 and tokens[comma + 1].is_predicate


def is_as_well(tokens: Tokens, place: int) -> bool:
    return tokens[place].lower == "as" and place + 1 < len(tokens) and tokens[place + 1].lower == "well"


def is_in_opening_clause(tokens: Tokens, source: int) -> bool:
    """Whether a source stands in a clause such as *although he said ...,* that another clause follows."""
    for token in reversed(tokens[max(0, source - 6) : source]):
        if token.text in (",", ";") or token.is_mark or token.is_verb:
            return False
        if token.lower in CONCESSIVES:
            return True
    return False


def opens_own_sentence(tokens: Tokens, place: int, source: int) -> bool:
    """Whether a clause follows whose subject is a pronoun or the source's name.

    *He said it was late, but he left*; *Orlov said it was late, but Orlov left*.
    """
    if place + 2 >= len(tokens):
        return False
    first = tokens[place].lower
    if first == "even":
        return tokens[place + 1].lower == "though"
    if first not in ("and", "but"):
        return False
    if tokens[place + 1].is_capital and tokens[place + 1].text == tokens[source].text:
        return tokens[place + 2].is_verb
    for token in tokens[place + 1 : place + 7]:
        if token.is_predicate:
            if token.is_speech_verb:
                return True  # *but the agency reported ...*
            break
    return tokens[place + 1].lower in OWN_SUBJECTS and tokens[place + 2].is_verb
