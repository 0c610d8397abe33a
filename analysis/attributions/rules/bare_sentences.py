"""Sentences of texts without commas: *Two were hurt in Homs on Monday local sources said*."""

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.adjuncts import skip_addressee
from analysis.attributions.rules.bare_sources import PHRASE_OPENERS, find_bare_source
from analysis.attributions.rules.noun_phrases import skip_time_before
from analysis.attributions.rules.verb_groups import VerbGroup
from analysis.attributions.tokens import Tokens, has_predicate
from analysis.attributions.word_classes import ADJUNCT_PREPOSITIONS, ARTICLES, CLAUSE_OPENERS, list_words

CUES = list_words("say report tell add announce state confirm note claim reveal disclose")
MAX_TAIL = 14  # tokens behind the cue: *on Tuesday*, *in a statement*
# What goes on behind a source (*said the observatory adding that ...*).
FURTHER = list_words("adding citing noting referring (")
SHORTEST = 3  # tokens of the content


def read_bare(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> Attribution | None:
    """The attribution of a cue at the end of a sentence that has no comma beside its source."""
    if tokens.edges or form.lemma not in CUES or group.start <= SHORTEST:
        return None
    if group.is_participle or group.is_infinitive or group.is_passive:
        return None
    after = place + 1
    if "addressee" in form.uses and after < len(tokens):
        after = skip_addressee(tokens, after)
    if not is_tail(tokens, after):
        return read_bare_inverted(tokens, place, form) if group.start == place else None
    last = skip_time_before(tokens, group.before)
    mark = next((mark for mark in reversed(tokens.marks) if mark < place), -1)
    start = find_bare_source(tokens, last) if mark < last else None
    if 0 <= mark < last and not has_predicate(tokens, mark + 1, last):
        start = mark + 1  # *"..." the organisation known as the White Helmets said*
    if start is None or start < SHORTEST or not (has_predicate(tokens, 0, start) or mark >= 0):
        return None
    if mark == start - 1 and mark >= 0:
        opening = tokens.marks[0]
        content = (opening if not has_predicate(tokens, 0, opening) and opening < 3 else 0, start)
    else:
        content = (0, start)
    return Attribution((start, last + 1), (group.start, after), (content,), place, form, "left")


def read_bare_inverted(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*The attack has ended said the observatory's chief*: nothing but a noun phrase follows the cue."""
    if tokens.marks or not has_predicate(tokens, 0, place):
        return None
    end = len(tokens) - (tokens[-1].text == ".")
    end = next((further for further in range(place + 2, end) if tokens[further].lower in FURTHER), end)
    source = tokens[place + 1 : end]
    if not 0 < len(source) <= MAX_TAIL:
        return None
    is_source = source[-1].is_capital or any(token.is_source_word for token in source)
    is_source |= form.lemma == "say" and source[0].lower in ARTICLES
    opens = source[0].is_capital or source[0].lower in PHRASE_OPENERS or source[-1].is_capital
    is_phrase = all(token.is_plain or token.lower in ("of", "for", "in") for token in source)
    if not (is_source and opens and is_phrase):
        return None
    return Attribution((place + 1, end), (place, place + 1), ((0, place),), place, form, "left")


def is_tail(tokens: Tokens, start: int) -> bool:
    """Whether nothing but a time, a place or a participle follows the cue."""
    place, n = start, len(tokens)
    while place < n and (
        tokens[place].is_time or (tokens[place].lower == "on" and tokens[place + 1].is_time)
    ):
        place += 1
    if place >= n or tokens[place].part == PART["VBG"]:
        return True
    tail, first = tokens[place:], tokens[place]
    if len(tail) > MAX_TAIL or any(token.is_predicate or token.lower in CLAUSE_OPENERS for token in tail):
        return False
    is_adjunct = first.lower in ADJUNCT_PREPOSITIONS or first.lower == "alongside" or first.is_adverb
    return not first.is_word or is_adjunct
