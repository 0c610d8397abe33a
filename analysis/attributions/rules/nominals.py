"""Attributions whose cue is a noun (*Orlov's claim that*, *in their account*)."""

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.passives import read_around
from analysis.attributions.rules.phrase_starts import find_phrase_start
from analysis.attributions.speakers.sources import list_source_words
from analysis.attributions.tokens import POSSESSIVES, Span, Tokens, find_comma
from analysis.attributions.word_classes import PREPOSITIONS, list_words

OWNERS = list_words("his her their its my our your")
NOUN_PARTS = frozenset([PART["NOUN"], PART["PROPN"], PART["ADJ"]])
NO_ADJECTIVES = OWNERS | POSSESSIVES | {"the"}
OWNING = OWNERS | POSSESSIVES


def read_nominal(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*Orlov's claim that ...* and *his latest claim that ...*."""
    n = len(tokens)
    if place < 1 or not (form.is_nominal or (form.is_noun and tokens[place].part in NOUN_PARTS)):
        return None
    owner = place - 1
    if owner > 1 and tokens[owner].is_small and tokens[owner].lower not in OWNING:
        owner -= 1  # an adjective
    if owner > 0 and tokens[owner].lower in OWNERS and tokens[owner - 1].lower == "in":
        return None  # *said in his remarks that*
    if tokens[owner].lower in OWNERS:
        source: Span = (owner, owner + 1)
    elif tokens[owner].lower in POSSESSIVES or tokens[owner].text in "'’":
        start = find_phrase_start(tokens, owner - 1)
        if start is None:
            return None
        source = (cut_to_owner(tokens, start, owner), owner)
    else:
        return None
    return Attribution(source, (place, place + 1), ((place + 1, n),), place, form, "right")


def read_view(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*In their account, ...*; *..., in the mayor's view*; *in the words of the mayor, ...*."""
    owner, end = place - 1, place + 1
    if owner > 1 and tokens[owner].is_small and tokens[owner].lower not in NO_ADJECTIVES:
        owner -= 1  # *in his own words*
    if owner < 1:
        return None
    if tokens[owner].lower in OWNERS:
        source: Span = (owner, owner + 1)
    elif tokens[owner].lower in POSSESSIVES or tokens[owner].text in "'’":
        start = find_phrase_start(tokens, owner - 1)
        if start is None:
            return None
        source = (start, owner)
    elif tokens[owner].lower == "the" and end < len(tokens) and tokens[end].lower == "of":
        end = find_comma(tokens, end, len(tokens))
        source = (place + 2, end)
    else:
        return None
    opening = min(owner, source[0]) - 1
    if opening < 0 or tokens[opening].lower not in ("in", "by") or source[0] >= source[1]:
        return None
    around = read_around(tokens, (opening, end), (place, place + 1), place, form)
    return None if around is None else around._replace(source=source)


def cut_to_owner(tokens: Tokens, start: int, end: int) -> int:
    """Where the owner of a claim begins: behind a preposition, unless an office stands before it.

    *An expansion of Orlov's claim*, but *the mayor of Kherson's claim*.
    """
    words = list_source_words()
    for place in range(end - 1, start, -1):
        if tokens[place].lower in PREPOSITIONS and tokens[place - 1].lower not in words:
            return place + 1
    return start
