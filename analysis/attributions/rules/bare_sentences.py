"""Sentences of texts without commas: *Two were hurt in Homs on Monday local sources said*."""

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.noun_phrases import skip_time_before
from analysis.attributions.rules.verb_groups import VerbGroup
from analysis.attributions.speakers.sources import list_source_words
from analysis.attributions.tokens import Tokens
from analysis.attributions.word_classes import ADJUNCT_PREPOSITIONS, CLAUSE_OPENERS, list_words

CUES = list_words("say report tell add announce state confirm note claim reveal disclose")
MAX_TAIL = 9  # tokens behind the cue: *on Tuesday*, *in a statement*, *citing residents*
SHORTEST = 3  # tokens of the content
ARTICLES = list_words("a an the his her their its")


def read_bare(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> Attribution | None:
    """The attribution of a cue at the end of a sentence that has no comma before its source."""
    if tokens.edges or tokens.marks or form.lemma not in CUES or group.start <= SHORTEST:
        return None
    if group.is_participle or group.is_infinitive or group.is_passive or not is_tail(tokens, place + 1):
        return None
    last = skip_time_before(tokens, group.before)
    start = find_bare_source(tokens, last)
    if start is None or start < SHORTEST or not any(verb < start for verb in tokens.verbs):
        return None
    return Attribution((start, last + 1), (group.start, place + 1), ((0, start),), place, form, "left")


def is_tail(tokens: Tokens, start: int) -> bool:
    """Whether nothing but a time, a place or a participle follows the cue."""
    tail = tokens[start:]
    if len(tail) > MAX_TAIL or any(token.is_predicate or token.lower in CLAUSE_OPENERS for token in tail):
        return False
    first = tail[0] if tail else None
    opens = first is None or not first.is_word or first.is_time or first.lower in ADJUNCT_PREPOSITIONS
    return opens or (first is not None and (first.part == PART["VBG"] or first.is_adverb))


def find_bare_source(tokens: Tokens, last: int) -> int | None:
    """Where the source begins that ends at `last`: at its article, else where no noun or adjective stands."""
    if last < 0 or not (tokens[last].is_plain or tokens[last].lower in ("he", "she", "it", "they")):
        return None
    if not tokens[last].is_plain:
        return last
    start = last
    while start > 0 and tokens[start].lower not in ARTICLES and tokens[start - 1].is_plain:
        start -= 1
    before = start - 1
    if before > 0 and tokens[before].lower in ("of", "for", "from", "in", "at"):
        if tokens[before - 1].lower in list_source_words():
            return find_bare_source(tokens, before - 1)
        # *near the border with Turkey local sources said*: the name belongs to the preposition.
        while start < last and tokens[start].is_capital and not tokens[last].is_capital:
            start += 1
    return start
