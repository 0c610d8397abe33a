"""The subject of a clause, read from the clause's start."""

from analysis.attributions.grammar.parts import PART, PARTICIPLES
from analysis.attributions.rules.bare.sources import find_bare_source
from analysis.attributions.rules.noun_phrases import find_subject_before, is_period
from analysis.attributions.rules.verb_groups import VerbGroup
from analysis.attributions.tokens import DASHES, Span, Token, Tokens, find_comma
from analysis.attributions.word_classes import (
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE_PRONOUNS,
    SUBORDINATORS,
    VERB_FORMS,
)
from analysis.matching.word_lists import list_words

OPENING_ADVERBS = list_words("therefore overall meanwhile however separately elsewhere instead nonetheless")
CLAUSE_LINKS = list_words("when while although though because since as if")
DATELINE = 12  # tokens within which a dateline ends
ADVERB = PART["ADV"]
OBJECT_LINKS = list_words("if as because")


def find_clause_start(tokens: Tokens, group: VerbGroup) -> int:
    """Where the clause begins that a verb goes on with: behind the last *and*, *while* or semicolon before
    a subject and its verb (*Orlov left, and the mayor stayed, saying that*)."""
    for place in range(group.before - 1, 0, -1):
        token = tokens[place]
        if token.quoted:
            continue
        is_joint = token.lower in COORDINATORS and tokens[place - 1].text == ","
        if token.lower in OBJECT_LINKS and tokens[place - 1].text != ",":
            continue  # *did not mention if there were deaths, but said*
        if (is_joint or token.lower in CLAUSE_LINKS or token.text == ";") and has_subject_and_verb(
            tokens, place + 1, group.before + 1
        ):
            return place + 1
    return 0


def has_subject_and_verb(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a noun phrase and then a finite verb follow a place."""
    has_noun = False
    for token in tokens[start:end]:
        if token.is_finite:
            return has_noun
        if token.text in (",", ";", ":") or token.lower in RELATIVE_PRONOUNS or token.is_mark:
            return False
        if token.lower in ("where", "when", "while", "if"):
            return False
        has_noun |= token.is_nominal
    return False


def find_clause_subject(tokens: Tokens, start: int, end: int) -> Span | None:
    """The subject of the clause from `start`, for a cue that has no noun phrase right before it."""
    place = skip_openings(tokens, start, end)
    if place >= end:
        return None
    first = tokens[place]
    if first.lower in PRONOUNS and first.lower not in DETERMINERS:
        return place, place + 1
    stop = place
    while stop < end and not ends_subject(tokens, place, stop):
        stop += 1
    while stop > place and tokens[stop - 1].is_adverb:
        stop -= 1
    if stop > place and first.lower in PREPOSITIONS and not tokens.edges:
        bare = find_bare_source(tokens, stop - 1)
        return None if bare is None else (bare, stop)
    if stop > place and first.lower in PREPOSITIONS:
        return find_subject_before(tokens, stop - 1)  # *For days the mayor has ...*
    if stop > place and tokens[stop - 1].lower in ("he", "she", "they", "we", "i"):
        return stop - 1, stop
    return (place, stop) if stop > place else None


def skip_openings(tokens: Tokens, start: int, end: int) -> int:
    """Where a clause begins behind a dateline (*KYIV, May 3 -*), adverbs and adjuncts with a comma."""
    place = start
    near = range(start, min(end, start + DATELINE))
    dash = next((place for place in near if tokens[place].text in DASHES), end)
    has_small_verb = any(token.is_verb and token.is_small for token in tokens[start:dash])
    if start == 0 and dash < end and not has_small_verb and is_dateline(tokens, dash):
        place = dash + 1
    for _ in range(4):
        while place < end and (
            tokens[place].lower in COORDINATORS
            or not tokens[place].is_word
            or is_adverb_before(tokens, place)
        ):
            place += 1
        comma = find_comma(tokens, place, end)
        if comma >= end - 1 or not (opens_adjunct(tokens[place]) or is_time_adjunct(tokens, place, comma)):
            return place
        place = comma + 1
        while is_place_alone(tokens, place, end):
            place = find_comma(tokens, place, end) + 1
    return place


def is_dateline(tokens: Tokens, dash: int) -> bool:
    """Whether the words before a dash are a place and perhaps an agency (*Washington (AFP) –*)."""
    if tokens[0].text.isupper():
        return True
    words = [token for token in tokens[:dash] if token.is_word]
    return bool(words) and all(token.is_capital or token.is_time or token.text.isdigit() for token in words)


def is_adverb_before(tokens: Tokens, place: int) -> bool:
    """Whether a clause opens with an adverb, which may be written with a capital."""
    token = tokens[place]
    if token.lower in ("there", "here") and tokens[place + 1].text == ",":
        return True
    if (token.is_adverb or token.part == ADVERB) and token.lower not in SUBORDINATORS:
        return token.lower not in DETERMINERS or tokens[place + 1].text == ","
    return False


def is_place_alone(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name stands alone up to the next comma (*in Portsmouth, N.H., he said*)."""
    comma = find_comma(tokens, start, end)
    if comma >= end - 1 or comma - start > 2 or comma == start:
        return False
    names = tokens[start:comma]
    return all((token.is_capital and not token.is_finite) or token.text == "." for token in names) and (
        names[-1].text == "." or "." in names[-1].text
    )


def is_time_adjunct(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether the words before a comma say when (*Last month,*), or are one adverb (*Therefore,*)."""
    words = tokens[start:comma]
    if comma - start == 1:
        return words[0].lower in OPENING_ADVERBS
    if any(token.is_finite for token in words):
        return False
    last = words[-1]
    says_when = is_period(last) or last.lower in ("ago", "later", "earlier") or last.is_time
    return len(words) <= 5 and (
        says_when or words[0].lower in ("last", "this", "earlier", "later", "next", "that")
    )


def opens_adjunct(token: Token) -> bool:
    return (
        token.lower in PREPOSITIONS
        or token.lower in SUBORDINATORS
        or token.part in PARTICIPLES
        or token.lower in ("asked", "absent", "shortly", "beyond", "given")
    )


def ends_subject(tokens: Tokens, start: int, place: int) -> bool:
    """Whether a clause's subject ends before this token."""
    token = tokens[place]
    if token.is_finite or token.is_speech_verb or token.lower in RELATIVE_PRONOUNS:
        return True
    if place == start:
        return False
    before = tokens[place - 1]
    is_past_of_name = before.is_capital and before.lower not in DETERMINERS and token.lower.endswith("ed")
    is_past_of_name |= before.is_capital and before.lower not in DETERMINERS and token.lower in VERB_FORMS
    if token.is_verb and (before.is_adverb or is_past_of_name):
        return True
    if token.text in (",", ":", ";") or token.text in DASHES:
        return True
    is_third_person = token.is_small and token.lower.endswith("s") and not token.is_nominal
    return is_third_person and before.is_capital and before.lower not in DETERMINERS
