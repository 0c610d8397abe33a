"""The verb group of a cue (*has also said*)."""

from typing import NamedTuple

from analysis.attributions.tokens import Span, Token, Tokens
from analysis.attributions.word_classes import AUXILIARIES, BE, INFINITIVE_HEADS, SENTENCE_ADVERBS
from analysis.matching.word_lists import list_words

COMPARATIVES = list_words("more less slightly most least")
IN_INFINITIVES = COMPARATIVES | INFINITIVE_HEADS
FIXED = list_words("fact course turn effect times last first least")
LEADING_PREPOSITIONS = list_words("while after before since in by when")


class VerbGroup(NamedTuple):
    """The verb group of a cue (*has also said*).

    Parameters
    ----------
    start : int
        Place of its first token.
    before : int
        Place of the token before it that may end the subject, or -1.
    is_passive, is_infinitive : bool
        Whether a form of *be*, or *to*, stands before the cue.
    is_participle : bool
        Whether the cue is a form on *-ing* without an auxiliary.
    skips_adverb : bool
        Whether an adverb between commas was skipped (*Orlov, however, said*).
    """

    start: int
    before: int
    is_passive: bool
    is_infinitive: bool
    is_participle: bool
    skips_adverb: bool


class Found(NamedTuple):
    """What was found earlier in the same sentence: the place of a cue, its source, where content begins.

    `is_finite` says whether the cue has a subject of its own, `is_right` whether its content follows it.
    """

    cue: int
    source: Span
    content: int
    is_finite: bool
    is_right: bool


def read_verb_group(tokens: Tokens, cue: int) -> VerbGroup:
    """The verb group of the cue at a place."""
    place, is_passive, is_infinitive, only_adverbs = cue - 1, False, False, True
    is_progressive = tokens[cue].lower.endswith("ing")
    while place >= 0 and not tokens[place].quoted:
        token = tokens[place]
        if token.lower in AUXILIARIES:
            is_passive |= only_adverbs and not is_progressive and token.lower in BE
        elif token.lower == "to":
            is_infinitive = True
        elif is_time_within(tokens, place):
            place -= tokens[place - 1].lower == "on"
        elif is_fixed_adjunct(tokens, place):
            place -= 1
        elif not continues_group(token, is_infinitive):
            break
        only_adverbs &= tokens[place].is_adverb
        place -= 1
    start = place + 1
    skips = (
        place >= 2
        and tokens[place].text == ","
        and tokens[place - 1].lower in SENTENCE_ADVERBS
        and tokens[place - 2].text == ","
    )
    if skips:
        place, start = place - 3, cue
    is_participle = is_progressive and start == cue
    return VerbGroup(start, place, is_passive, is_infinitive, is_participle, skips)


def is_time_within(tokens: Tokens, place: int) -> bool:
    """Whether a day stands between an auxiliary and its verb (*was on Monday reported*)."""
    if place < 2 or not tokens[place].is_time:
        return False
    return tokens[place - 1 - (tokens[place - 1].lower == "on")].lower in AUXILIARIES


def is_fixed_adjunct(tokens: Tokens, place: int) -> bool:
    """Whether a fixed phrase inside a verb group ends here (*have in fact said*)."""
    if tokens[place].lower not in FIXED or place < 2 or tokens[place - 1].lower not in ("in", "of", "at"):
        return False
    return tokens[place - 2].lower in AUXILIARIES


def continues_group(token: Token, is_infinitive: bool) -> bool:
    """Whether a word left of a cue belongs to its verb group."""
    if token.is_adverb or token.lower in ("since", "further"):
        return True
    if not is_infinitive:
        return False
    return token.lower in IN_INFINITIVES or (token.is_small and token.is_verb)


def is_leading_participle(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether the cue opens the sentence with a preposition (*While saying that ..., Orlov left*)."""
    before = group.before
    if before < 0 or tokens[before].lower not in LEADING_PREPOSITIONS:
        return False
    return before <= 1 or not (tokens.verbs and tokens.verbs[0] < before)
