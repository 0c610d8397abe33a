"""The attributions of one sentence: each cue is read by the rules of its kind."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.rules.according import read_according
from analysis.attributions.rules.nominals import read_nominal, read_view
from analysis.attributions.rules.subjects import find_subject
from analysis.attributions.rules.verb_groups import read_verb_group
from analysis.attributions.rules.verbs import describe_found, read_verb
from analysis.attributions.speakers.sources import list_source_words
from analysis.attributions.tokens import DASHES, Tokens
from analysis.attributions.word_classes import (
    DETERMINERS,
    LONE_DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    list_words,
)

NO_SUBJECT_ENDS = DETERMINERS - PRONOUNS - LONE_DETERMINERS
QUOTED = list_words("quoted cited reported")
MAX_HEADLINE_SOURCE = 4  # words behind the dash of a headline
HEADLINE = Cue("-", "neutral", frozenset(), is_noun=False)


def read_attributions(tokens: Tokens) -> list[Attribution]:
    """The attributions of one sentence, in the order of their cues."""
    found: list[Attribution] = []
    for place in tokens.cues:
        cue = tokens[place].cue
        attribution = read_cue(tokens, place, cue, found) if cue is not None else None
        if attribution is not None:
            found.append(attribution)
    return found


def read_cue(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of the cue at a place."""
    if form.lemma == "according":
        return read_according(tokens, place, form)
    if form.is_judging:
        return read_judgement(tokens, place, form, found)
    if form.is_view:
        return read_view(tokens, place, form)
    if place + 2 < len(tokens) and tokens[place + 1].lower == "that":
        attribution = read_nominal(tokens, place, form)
        if attribution is not None:
            return attribution
    if form.is_nominal:
        return None
    if tokens[place].lower == "saying":
        attribution = read_quoted_as(tokens, place, form)
        if attribution is not None:
            return attribution
    return read_verb(tokens, place, form, found)


def read_judgement(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """*Orlov accused the company of lying*: what is judged, and for what, is the content."""
    n, right = len(tokens), place + 1
    group = read_verb_group(tokens, place)
    if group.is_passive or group.is_infinitive or right >= n:
        return None
    if tokens[right].lower in PREPOSITIONS or not (tokens[right].is_word or tokens[right].is_mark):
        return None
    if tokens[place].lower == form.lemma and group.start == place:
        return None  # a noun: *praise*, *blame*
    source = find_subject(
        tokens, place, group, [describe_found(tokens, attribution) for attribution in found]
    )
    if source is None or tokens[source[1] - 1].lower in NO_SUBJECT_ENDS:
        return None  # *the accused*
    return Attribution(source, (group.start, right), ((right, n),), place, form, "right")


def read_headline(tokens: Tokens) -> list[Attribution]:
    """*Bridge closed for a week - mayor*: a headline with its source behind a dash."""
    n = len(tokens)
    dash = next((place for place in range(n - 1, 2, -1) if tokens[place].text in DASHES), 0)
    if dash < 3 or not 1 <= n - 1 - dash <= MAX_HEADLINE_SOURCE or not tokens[-1].is_word:
        return []
    if tokens.starts[dash] == tokens.ends[dash - 1] or tokens.starts[dash + 1] == tokens.ends[dash]:
        return []
    words = tokens[dash + 1 :]
    is_source = words[-1].lower in list_source_words() or all(token.is_capital for token in words)
    if not is_source or any(token.is_verb or not token.is_word for token in words):
        return []
    return [Attribution((dash + 1, n), (dash, dash + 1), ((0, dash),), dash, HEADLINE, "left")]


def read_quoted_as(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*Orlov was quoted as saying that ...*."""
    if place < 3 or tokens[place - 1].lower != "as":
        return None
    verb = place - 2
    group = read_verb_group(tokens, verb)
    if tokens[verb].lower not in QUOTED or not group.is_passive:
        return None
    source = find_subject(tokens, verb, group, [])
    if source is None or place + 1 >= len(tokens):
        return None
    return Attribution(source, (group.start, place + 1), ((place + 1, len(tokens)),), place, form, "right")
