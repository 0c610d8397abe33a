"""Cues in the passive, and clauses with *as* (*as Orlov said*, *as reported by the paper*)."""

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import FINITE_OR_INFINITIVE
from analysis.attributions.rules.adjuncts import skip_adjuncts
from analysis.attributions.rules.noun_phrases import find_end_after, find_head
from analysis.attributions.rules.verb_groups import VerbGroup
from analysis.attributions.tokens import DASHES, EDGES, Span, Tokens, find_comma
from analysis.attributions.word_classes import CLAUSE_OPENERS


def read_passive(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> Attribution | None:
    """*The move was first reported by the paper*, *it was said by Orlov that ...*."""
    n = len(tokens)
    by = place + 1
    while by < min(n - 1, place + 4) and is_when(tokens, by):
        by += 1
    if by + 1 < n and tokens[by].lower == "in" and group.before >= 0 and tokens[group.before].lower == "it":
        return read_document(tokens, place, form, group)
    if by + 1 >= n or tokens[by].lower != "by" or group.start < 1:
        return None
    source = by + 1
    end = find_agent_end(tokens, source)
    if end <= source:
        return None
    after = end + (end < n and tokens[end].text == ",")
    if after < n and opens_right(tokens, after):
        return Attribution((source, end), (group.start, source), ((after, n),), place, form, "right")
    if form.lemma == "describe":
        opening = next((place for place in range(source, n) if tokens[place].lower == "as"), n)
        if opening >= n - 1:
            return None
        both = ((0, group.start), (opening, n))
        return Attribution((source, opening), (group.start, source), both, place, form, "left")
    if "addressee" in form.uses:
        return None
    contents = [(0, group.start)]
    if tokens[group.start - 1].text == "," and end < n - 2 and tokens[end].text == ",":
        contents.append((end + 1, n))
    return Attribution((source, end), (group.start, source), tuple(contents), place, form, "left")


def is_when(tokens: Tokens, place: int) -> bool:
    """Whether a token between a passive and *by* says when (*reported on Friday by the paper*)."""
    token = tokens[place]
    says = token.is_time or token.lower in ("last", "week", "month")
    return says or (token.lower == "on" and tokens[place + 1].is_time)


def read_document(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> Attribution | None:
    """*It is said in the statement that ...* and *..., it is noted in the report*."""
    n, source = len(tokens), place + 2
    end = find_agent_end(tokens, source)
    head = tokens[find_head(tokens, source, end)] if end > source else None
    if head is None or not head.is_source_word:
        return None
    if end < n and opens_right(tokens, end):
        return Attribution((source, end), (group.before, source), ((end, n),), place, form, "right")
    return read_around(tokens, (source, end), (group.before, source), place, form)


def follows_comma(tokens: Tokens, group: VerbGroup) -> bool:
    return group.start > 1 and tokens[group.start - 1].text == ","


def find_agent_end(tokens: Tokens, start: int) -> int:
    """The end of the noun phrase behind *by*."""
    end = start
    limit = find_end_after(tokens, start)
    while end < limit and not opens_right(tokens, end):
        end += 1
    return end


def opens_right(tokens: Tokens, place: int) -> bool:
    """Whether the content of a passive cue begins here: a clause, an infinitive or a quotation."""
    token = tokens[place]
    if token.lower in CLAUSE_OPENERS or token.in_quotation:
        return True
    return token.lower == "to" and place + 1 < len(tokens) and tokens[place + 1].part in FINITE_OR_INFINITIVE


def read_as_reported(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*As reported by the paper, ...* and *..., as first reported by the paper*."""
    if place + 2 >= len(tokens) or tokens[place + 1].lower != "by":
        return None
    n, opening = len(tokens), place - 1
    while opening > 0 and tokens[opening].is_adverb:
        opening -= 1
    if opening < 0 or tokens[opening].lower != "as":
        return None
    if not tokens[place].lower.endswith(("ed", "en", "aid", "old")):
        return None
    end = place + 2
    while end < n and tokens[end].text not in (",", ";", ":", ".") and not tokens[end].is_time:
        end += 1
    return read_around(tokens, (place + 2, end), (opening, place + 2), place, form)


def read_as_said(tokens: Tokens, place: int, form: Cue, source: Span) -> Attribution | None:
    """*As Orlov said on Monday, ...* and *..., as Orlov put it*."""
    n = len(tokens)
    end = skip_adjuncts(tokens, place + 1, form)
    comma = find_comma(tokens, place + 1, min(n, place + 9))
    if not any(token.is_predicate or token.is_mark for token in tokens[place + 1 : comma]):
        end = comma
    if end < n and tokens[end].text not in (",", ".", "?", "!", ";") and tokens[end].text not in DASHES:
        return None
    around = read_around(tokens, (source[0] - 1, place + 1), (place, end), place, form)
    return None if around is None else around._replace(source=source)


def read_around(tokens: Tokens, source: Span, cue: Span, place: int, form: Cue) -> Attribution | None:
    """An attribution whose clause stands before, inside or after its content (*as Orlov said*)."""
    n = len(tokens)
    start, end = min(source[0], cue[0]), max(source[1], cue[1])
    contents = [(0, start - 1)] if start > 1 and tokens[start - 1].text in EDGES else []
    comma = find_comma(tokens, end, n)
    if comma < n - 2 and all(token.is_word for token in tokens[end:comma]):
        contents.append((comma + 1, n))
    if not contents:
        return None
    return Attribution(source, cue, tuple(contents), place, form, "around")
