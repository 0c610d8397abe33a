"""Names of the registry that mean something else where they stand: part of another name, a common word."""

import re

import numpy as np

from analysis.entities.patterns import (
    IN_PLACE,
    NAMED_BEFORE,
    NAMED_FOR,
    NO_CITY,
    ORDERS,
    OWN_COUNCIL,
    US_STATE,
)  # fmt: skip
from analysis.entities.registry_index import RegistryIndex
from analysis.entities.spans import Candidates, is_among, mark_where, to_objects

WORD_BEFORE = re.compile(r"([A-Z][\w'-]*)\.? $")
WORD_AFTER = re.compile(r" ([A-Za-z]+)")
JOINED = re.compile(r"[A-Z]\w*-$")
COUNTRY_AFTER = re.compile(r", [A-Z]")
LARGE_PLACES = frozenset(["country", "region", "sea"])
LARGE_CITY = 1_000_000  # people; a larger city needs no words around it that show a place


def drop_other_meanings(candidates: Candidates, in_capitals: np.ndarray, index: RegistryIndex) -> Candidates:
    """Return the candidates without those that mean something else.

    Left out are parts of other names, short words of a sentence in capitals, and cities of the world without
    words around them that show a place.
    """
    surface = candidates.surface
    short = {text for text in set(surface) if len(text) <= 3 and text.isupper()}
    is_other = in_capitals[candidates.sentence] & is_among(surface, short)
    is_other |= is_part_of_name(candidates, index)
    is_other |= is_named_after(candidates)
    return candidates.take(~is_other)


def is_part_of_name(candidates: Candidates, index: RegistryIndex) -> np.ndarray:
    """Return which names are part of a longer name of a person, and which cities show no sign of a place."""
    before, after, surface = candidates.before, candidates.after, candidates.surface
    given_names, cues = index.given_names, index.cues
    word = find_words_before(before)
    word_is_given = is_among(word, given_names)
    no_name = cues.title | cues.opening
    has_name_before = (
        (word != "") & ~is_among(word, no_name) & (~opens_sentence(candidates, word) | word_is_given)
    )
    follows = follows_hit(candidates)
    has_name_before &= ~follows
    is_joined = mark_where(
        lambda text: text[-1:] == "-" and JOINED.search(text), before, candidates.is_one_word
    )
    is_one_word_place = (candidates.type == "place") & candidates.is_one_word
    is_city, is_given = candidates.role == "city", is_among(surface, given_names)
    is_town = is_one_word_place & ~is_among(candidates.kind, LARGE_PLACES)
    has_name_after = ~np.append(follows[1:], False) & ((is_town & is_given) | is_city)
    has_name_after = mark_where(
        lambda text: text[:1] == " " and "A" <= text[1:2] <= "Z", after, has_name_after
    )
    is_person = (candidates.type == "person") & candidates.is_one_word
    is_part = is_person & (has_name_before | is_joined)
    is_part |= is_one_word_place & has_name_before & word_is_given
    is_part |= is_town & has_name_after & is_given
    shows_place = mark_where(IN_PLACE.search, before, is_city)
    shows_place |= mark_where(COUNTRY_AFTER.match, after, is_city)
    shows_place |= (candidates.people >= LARGE_CITY) & ~is_given
    is_other_word = is_among(surface, cues.not_a_city)
    return is_part | (is_city & (has_name_before | has_name_after | is_joined | ~shows_place | is_other_word))


def is_named_after(candidates: Candidates) -> np.ndarray:
    """Return which names are part of what is named after them: *Paris Club*, *the Dominican church*."""
    before, after = candidates.before, candidates.after
    is_place, is_city = candidates.type == "place", candidates.role == "city"
    is_one_word_body = candidates.is_one_word & (candidates.type == "organisation")
    is_noun = (is_place | is_one_word_body) & (candidates.role != "demonym")
    is_other = mark_where(
        lambda text: (match := WORD_AFTER.match(text)) and match.group(1) in NAMED_FOR, after, is_noun
    )
    is_other |= mark_where(NO_CITY.match, after, is_city | (candidates.term == "Baltic"))
    is_other |= mark_where(NAMED_BEFORE.search, before, is_place)
    is_other |= mark_where(US_STATE.match, after, is_city)
    is_other |= mark_where(ORDERS.match, after, candidates.term == "Dominican")
    return is_other | mark_where(OWN_COUNCIL.search, before, candidates.entity == "un-security-council")


def find_words_before(before: np.ndarray) -> np.ndarray:
    """Return the capitalised word before each name; empty where there is none."""
    tokens = [text[text.rfind(" ", 0, -1) + 1 :] if text[-1:] == " " else "" for text in before]
    words = {token: match.group(1) if (match := WORD_BEFORE.search(token)) else "" for token in set(tokens)}
    return to_objects(map(words.__getitem__, tokens))


def opens_sentence(candidates: Candidates, word: np.ndarray) -> np.ndarray:
    """Return for each name whether the word before it opens the sentence."""
    length = np.fromiter(map(len, candidates.before), dtype=np.int64, count=len(candidates))
    word_length = np.fromiter(map(len, word), dtype=np.int64, count=len(candidates))
    return (candidates.start == length) & (length == word_length + 1)


def follows_hit(candidates: Candidates) -> np.ndarray:
    """Return for each name whether it stands right behind another one: *Russia Putin*."""
    follows = np.zeros(len(candidates), dtype=bool)
    sentence, start, end = candidates.sentence, candidates.start, candidates.end
    follows[1:] = (sentence[1:] == sentence[:-1]) & (start[1:] == end[:-1] + 1)
    return follows
