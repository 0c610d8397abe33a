"""What stands between a cue and its content: whom it addresses, when and where."""

from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import INFINITIVE, NOUNS, PART
from analysis.attributions.tokens import DASHES, POSSESSIVES, Tokens
from analysis.attributions.word_classes import (
    ADJUNCT_PREPOSITIONS,
    CLAUSE_OPENERS,
    DAY_PARTS,
    DAYS,
    DETERMINERS,
    PERIODS,
    PREPOSITIONS,
    PRONOUNS,
)
from analysis.matching.word_lists import list_words

NO_ADDRESSEES = CLAUSE_OPENERS | PRONOUNS | PREPOSITIONS
RECENT = PERIODS | DAYS | {"this", "that"}
TIME_ADVERBS = list_words("afterward afterwards again also then recently back bluntly")
NO_ADDRESSEE = CLAUSE_OPENERS | {":", ",", "to"}
MAX_ADDRESSEE = 5  # words of a noun phrase that is skipped after a preposition
OUTLET_WORDS = list_words("news radio television tv today online magazine novosti")
LARGE = list_words("dozen hundred thousand million billion")
NUMBER = PART["NUM"]


def skip_adjuncts(tokens: Tokens, start: int, cue: Cue) -> int:
    """The place after a cue where its content may begin: behind addressee, time and place.

    The place may hold a comma, colon or full stop.
    """
    place, n = start, len(tokens)
    if cue.lemma == "point" and place < n and tokens[place].lower == "out":
        place += 1
    if "addressee" in cue.uses and place < n:
        place = skip_addressee(tokens, place)
    for _ in range(6):
        if place >= n or (cue.lemma == "wonder" and tokens[place].lower == "about"):
            break
        step = skip_adjunct(tokens, place)
        if step == place:
            break
        place = step
        if place < n and is_content_start(tokens, place):
            break
    return place


def is_content_start(tokens: Tokens, place: int) -> bool:
    token = tokens[place]
    if token.text == ":" and place + 1 < len(tokens) and tokens.starts[place + 1] == tokens.ends[place]:
        return False  # *12:54*
    if token.lower == "to" and place + 1 < len(tokens) and tokens[place + 1].part == INFINITIVE:
        return True
    is_relative = token.lower == "that" and place + 1 < len(tokens) and tokens[place + 1].is_predicate
    if is_relative and place > 0 and tokens[place - 1].part in NOUNS:
        return False  # *at a meeting that was held in Odesa*
    return token.in_quotation or token.lower in CLAUSE_OPENERS or token.text in ",:.?!;"


def skip_addressee(tokens: Tokens, start: int) -> int:
    """The end of the addressee of a cue (*told reporters*, *told the paper's editor of culture*)."""
    token, n, place = tokens[start], len(tokens), start
    if token.is_mark or token.lower in NO_ADDRESSEE:
        return start
    if token.lower in PRONOUNS:
        has_verb = start + 1 < n and tokens[start + 1].is_predicate
        return start + (not has_verb)
    if token.is_word:
        place += token.lower in DETERMINERS
        while place < n and continues_addressee(tokens, start, place):
            place += 1
        if place < n and tokens[place].lower == "of":
            place += 1
            closed = NO_ADDRESSEES
            while place < n and tokens[place].is_word and tokens[place].lower not in closed:
                place += 1
    return place


def continues_addressee(tokens: Tokens, start: int, place: int) -> bool:
    token = tokens[place]
    possessive = token.lower in POSSESSIVES
    if not (token.is_word or possessive):
        return False
    if token.lower in NO_ADDRESSEES or token.lower == "to":
        return False
    if token.lower in DETERMINERS and place > start:
        return False
    before = tokens[place - 1]
    if place > start and (token.is_adverb or token.part == NUMBER):
        return False
    if not token.is_capital or place == start:
        return True
    if before.text.isupper() and len(before.text) > 1 and token.lower not in OUTLET_WORDS:
        return token.text.isupper()  # *told NPR Orlov had left*
    return before.is_capital or before.lower in DETERMINERS or before.lower in POSSESSIVES


def skip_adjunct(tokens: Tokens, place: int) -> int:
    """The end of one adjunct that starts at a place; the place itself if none does."""
    token, n = tokens[place], len(tokens)
    if opens_count(tokens, place):
        return place
    if token.text in DASHES:
        closing = place + 1
        while closing < n and tokens[closing].text not in DASHES:
            closing += 1
        if closing < n - 1:
            return closing + 1
    if is_content_start(tokens, place):
        return place
    if token.is_time:
        place += 1
        while place < n and (tokens[place].lower in DAY_PARTS or tokens[place].text.isdigit()):
            place += 1
        return place
    follows = tokens[place + 1].lower if place + 1 < n else ""
    if token.lower in ("earlier", "later") and follows in ("this", "last", "that"):
        return min(place + 3, n)
    if token.lower in ("last", "this", "earlier", "later") and follows in RECENT:
        return place + 2
    if (token.lower.endswith("ly") and token.is_small) or token.lower in TIME_ADVERBS:
        return place + 1
    if token.is_adverb and follows and tokens[place + 1].is_time:
        return place + 1
    if token.lower not in ADJUNCT_PREPOSITIONS or follows in ("least", "most"):
        return place
    return skip_prepositional(tokens, place)


def opens_count(tokens: Tokens, place: int) -> bool:
    """Whether a number begins here (*over 50 people*, *about a hundred men*)."""
    if tokens[place].lower not in ("over", "about", "under") or place + 2 >= len(tokens):
        return False
    first, second = tokens[place + 1], tokens[place + 2]
    return first.part == NUMBER or (first.lower == "a" and second.lower in LARGE)


def skip_prepositional(tokens: Tokens, start: int) -> int:
    """The end of a prepositional phrase: at what opens the content, else behind one noun phrase."""
    n = len(tokens)
    place = start + 1
    while place < n and not (is_content_start(tokens, place) and tokens[place].text not in ".?!"):
        if tokens[place].text in DASHES or tokens[place].is_predicate:
            break
        place += 1
    ends = place < n and is_content_start(tokens, place) and tokens[place].lower != "to"
    if ends and tokens[place].text != ";":
        return place
    place = start + 1
    if place < n and tokens[place].lower in DETERMINERS:
        place += 1
    count, closed = 0, PRONOUNS | PREPOSITIONS | DETERMINERS
    while place < n and count < MAX_ADDRESSEE and tokens[place].is_word:
        token, before = tokens[place], tokens[place - 1]
        if token.lower in closed or (count and place > start + 1 and token.is_capital > before.is_capital):
            break
        place, count = place + 1, count + 1
    return place
