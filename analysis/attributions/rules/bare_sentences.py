"""Sentences of texts without commas: *Two were hurt in Homs on Monday local sources said*."""

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.adjuncts import skip_addressee
from analysis.attributions.rules.noun_phrases import skip_time_before
from analysis.attributions.rules.verb_groups import VerbGroup
from analysis.attributions.speakers.sources import list_source_words
from analysis.attributions.tokens import Tokens
from analysis.attributions.word_classes import ADJUNCT_PREPOSITIONS, CLAUSE_OPENERS, PREPOSITIONS, list_words

CUES = list_words("say report tell add announce state confirm note claim reveal disclose")
MAX_TAIL = 14  # tokens behind the cue: *on Tuesday*, *in a statement*
SHORTEST = 3  # tokens of the content
ARTICLES = list_words("a an the his her their its")


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
    end = len(tokens) - (tokens[-1].text == ".")
    source = tokens[place + 1 : end]
    if tokens.marks or not 0 < len(source) <= MAX_TAIL or not has_predicate(tokens, 0, place):
        return None
    is_source = source[-1].is_capital or source[-1].lower in list_source_words()
    opens = source[0].is_capital or source[0].lower in ARTICLES
    is_phrase = all(token.is_plain or token.lower in ("of", "for") for token in source)
    if not (is_source and opens and is_phrase):
        return None
    return Attribution((place + 1, end), (place, place + 1), ((0, place),), place, form, "left")


def has_predicate(tokens: Tokens, start: int, end: int) -> bool:
    return any(token.is_predicate for token in tokens[start:end])


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


def find_bare_source(tokens: Tokens, last: int) -> int | None:
    """Where the source begins that ends at `last`: at its article, else where no noun or adjective stands."""
    if last < 0 or not (tokens[last].is_plain or tokens[last].lower in ("he", "she", "it", "they")):
        return None
    if not tokens[last].is_plain:
        return last
    words = list_source_words()
    start = last
    while start > 0 and tokens[start].lower not in ARTICLES and continues_name(tokens, start - 1):
        if ends_name(tokens, start, last, words):
            break
        start -= 1
    before = start - 1
    if before > 0 and tokens[before].lower in ("of", "for", "from", "in", "at"):
        noun = tokens[before - 1]
        if noun.lower in words or (noun.is_capital and tokens[before].lower in ("of", "for")):
            outer = find_bare_source(tokens, before - 1)
            return start if outer is None else outer
        # *near the border with Turkey local sources said*: the name belongs to the preposition.
        while start < last and tokens[start].is_capital and not tokens[last].is_capital:
            start += 1
    return join_bare_sources(tokens, start)


def continues_name(tokens: Tokens, place: int) -> bool:
    """Whether a token goes on with the noun phrase to its right."""
    return tokens[place].is_plain or tokens[place].lower in ("monitoring", "ruling", "governing", "leading")


def join_bare_sources(tokens: Tokens, start: int) -> int:
    """The start of *the observatory and a witness*, where a source begins behind *and*."""
    before = start - 1
    first = tokens[start].lower
    is_noun = first in ARTICLES or first in list_source_words() or first.endswith("s")
    if before < 2 or tokens[before].lower != "and" or not is_noun:
        return start
    joined = find_bare_source(tokens, before - 1)
    if not joined:
        return start
    outer = tokens[joined - 1]
    return start if outer.is_verb or outer.lower in PREPOSITIONS else joined


def ends_name(tokens: Tokens, start: int, last: int, words: dict[str, str]) -> bool:
    """Whether a name begins here, and what stands before it is no title of its bearer."""
    here, before = tokens[start], tokens[start - 1]
    if not tokens[last].is_capital:
        return False
    if here.is_capital:
        return not before.is_capital and before.lower not in words and before.lower not in ARTICLES
    is_title = here.lower in words
    return not is_title and before.lower not in ARTICLES  # one word before a title: *government spokesman*
