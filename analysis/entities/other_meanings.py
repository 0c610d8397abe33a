"""Names of the registry that mean something else where they stand: part of another name, a common word."""

import re

import numpy as np

from analysis.entities.false_positives import is_no_name_here
from analysis.entities.patterns import (
    FIRM_AFTER,
    FIRM_BEFORE,
    IN_PLACE,
    IS_PLACE,
    LANDS,
    LANDS_AFTER,
    LANDS_BEFORE,
    LIES_IN,
    NAMED_BEFORE,
    NAMED_FOR,
    NO_CITY,
    ORDERS,
    OWN_COUNCIL,
    OWN_LAND,
    SLOGAN_AFTER,
)  # fmt: skip
from analysis.entities.registry_index import TOWNS, RegistryIndex
from analysis.entities.senses.longer_names import (
    CAPITALS,
    LARGE_CITY,
    ends_longer_name,
    follows_hit,
    is_one_word_person,
    opens_longer_name,
    opens_sentence,
)
from analysis.entities.senses.spellings import is_alike
from analysis.entities.spans import Candidates, ends_with, is_among, mark_where, to_objects

WORD_AFTER = re.compile(r" ([A-Za-z]+)")
NAMED_FOR_STARTS = frozenset(f" {word[0]}" for word in NAMED_FOR)
FIRM_STARTS = frozenset([", ", " &", *(f" {letter}" for letter in "ICLPpGAB")])
# Small words, and the ends of *broadcaster, channel, newspaper* and the like.
TIES = frozenset([" of ", "the ", " at ", "for ", "For ", " de ", "del ", " di ", " da ", " du ", " la "])
TIES |= {"ter ", "nel ", "per ", "ite ", "ork ", "ine ", "ily ", " TV "}
IN_CLAUSE_BEFORE, IN_CLAUSE_AFTER = re.compile(r"[a-z\d,] $"), re.compile(r"^ [a-z]{3}")
JOINED = re.compile(r"[A-Z]\w*-$")
COUNTRY_AFTER = re.compile(r", [A-Z]")
LARGE_PLACES = frozenset(["country", "region", "sea"])


def drop_other_meanings(
    candidates: Candidates, texts: list[str], in_capitals: np.ndarray, index: RegistryIndex
) -> Candidates:
    """Return the candidates without those that mean something else.

    Left out are parts of other names, short words of a sentence in capitals, months, stressed small words,
    and cities of the world without words around them that show a place.
    """
    surface = candidates.surface
    short = {text for text in set(surface) if len(text) <= 3 and text.isupper()}
    is_other = in_capitals[candidates.sentence] & is_among(surface, short)
    is_other |= is_no_name_here(candidates, index.common_words) | is_capital_word(candidates)
    is_other |= is_part_of_name(candidates, index)
    is_other |= is_named_after(candidates)
    is_other |= opens_longer_name(candidates, texts, index)
    is_other |= ends_longer_name(candidates, index)
    return candidates.take(~is_other)


def is_capital_word(candidates: Candidates) -> np.ndarray:
    """Return which towns are words in capitals inside a clause: the acronym *ARIEL* is not Ariel.

    Datelines and headings have towns in capitals, too: no small words stand on both sides of these.
    """
    is_town = candidates.is_one_word & is_among(candidates.kind, TOWNS)
    is_capital = mark_where(str.isupper, candidates.surface, is_town)
    is_capital &= ~mark_where(str.isupper, candidates.term, is_capital)
    is_capital = mark_where(IN_CLAUSE_BEFORE.search, candidates.before, is_capital)
    return mark_where(IN_CLAUSE_AFTER.match, candidates.after, is_capital)


def is_part_of_name(candidates: Candidates, index: RegistryIndex) -> np.ndarray:
    """Return which names are part of a longer name of a person, and which cities show no sign of a place."""
    before, surface = candidates.before, candidates.surface
    given_names, cues = index.given_names, index.cues
    word = candidates.word_before
    is_first_name = is_among(word, index.first_names)
    word_is_given = is_among(word, given_names) | is_first_name
    no_name = cues.title | cues.opening
    has_name_before = (
        (word != "") & ~is_among(word, no_name) & (~opens_sentence(candidates, word) | word_is_given)
    )
    follows = follows_hit(candidates)
    is_person = is_one_word_person(candidates)
    has_name_before &= ~follows | (is_person & is_first_name & ~mark_where(LIES_IN.search, before, is_person))
    has_name_before &= ~is_own_given_name(
        candidates, word, is_person & has_name_before, index.given_by_entity
    )
    is_joined = candidates.is_one_word & ends_with(candidates.tail, "-")
    is_joined = mark_where(JOINED.search, before, is_joined)
    is_one_word_place = candidates.is_place & candidates.is_one_word
    is_city, is_given = candidates.role == "city", is_among(surface, given_names)
    is_town = is_one_word_place & ~is_among(candidates.kind, LARGE_PLACES)
    has_name_after = ~np.append(follows[1:], False) & ((is_town & is_given) | is_city)
    has_name_after &= is_among(candidates.head, CAPITALS)
    is_body = is_among(candidates.type, {"organisation", "unit", "weapon"}) & candidates.is_one_word
    is_body[is_body] = [not text.isupper() for text in surface[is_body]]
    is_part = is_person & (has_name_before | is_joined)
    is_part |= (is_one_word_place | is_body) & has_name_before & word_is_given & ~candidates.is_demonym
    is_part |= is_town & has_name_after & is_given
    is_part |= is_in_firm(candidates, is_person | is_body)
    is_other_word = is_among(surface, cues.not_a_city)
    is_other_word |= mark_where(lambda text: text.endswith(" Park"), surface, is_city)
    is_shown = shows_place(candidates, is_given, index.family_names)
    is_unsure_city = has_name_before | has_name_after | is_joined | ~is_shown
    return is_part | (is_city & (is_unsure_city | is_other_word))


def is_in_firm(candidates: Candidates, where: np.ndarray) -> np.ndarray:
    """Return which names are part of a firm's: *Johnson & Johnson*."""
    may_follow = where & ends_with(candidates.tail, "& ")
    may_open = where & is_among(candidates.head, FIRM_STARTS)
    is_part = mark_where(FIRM_BEFORE.search, candidates.before, may_follow)
    return is_part | mark_where(FIRM_AFTER.match, candidates.after, may_open)


def shows_place(candidates: Candidates, is_given: np.ndarray, family_names: frozenset[str]) -> np.ndarray:
    """Return which cities of the world are shown to be places, by words around them or elsewhere.

    `is_given` marks names that are given names of the registry's people too. For a family name, words that
    stand before people too (*to*, *from*) show no place, and one sentence shows nothing for another.
    """
    rows = np.flatnonzero(candidates.role == "city")
    surfaces, before = candidates.surface[rows], candidates.before[rows]
    is_name = is_among(surfaces, family_names)
    is_lying = mark_where(IS_PLACE.search, before, candidates.is_one_word[rows] | is_name)
    is_owner = is_among(candidates.head[rows], {"'s", "’s"})  # *in Warren's campaign*
    keys = to_objects(zip(candidates.article[rows].tolist(), surfaces.tolist(), strict=True))
    is_sure = is_lying & ~is_name & candidates.is_one_word[rows]
    is_shown = mark_where(IN_PLACE.search, before, ~is_name) | (is_lying & is_name & ~is_owner)
    is_shown |= mark_where(COUNTRY_AFTER.match, candidates.after[rows], ~is_shown)
    is_shown |= ((candidates.people >= LARGE_CITY) & ~is_given)[rows] | is_among(keys, set(keys[is_sure]))
    shown = np.zeros(len(candidates), dtype=bool)
    shown[rows] = is_shown
    return shown


def is_named_after(candidates: Candidates) -> np.ndarray:
    """Return which names are part of what is named after them: *Paris Club*, *the Dominican church*."""
    before, after = candidates.before, candidates.after
    is_place, is_city = candidates.is_place, candidates.role == "city"
    is_one_word_body = candidates.is_one_word & candidates.is_body
    is_noun = (is_place | is_one_word_body) & ~candidates.is_demonym
    is_other = mark_where(
        lambda text: (match := WORD_AFTER.match(text)) and match.group(1) in NAMED_FOR,
        after,
        is_noun & is_among(candidates.head, NAMED_FOR_STARTS),
    )
    is_other |= mark_where(NO_CITY.match, after, is_city | (candidates.term == "Baltic"))
    has_word = (candidates.word_before != "") | ends_in_tie(candidates.tail)
    may_be_part = is_place & has_word
    may_be_part &= (candidates.tail != "the ") | mark_where(ends_in_of_the, before, may_be_part)
    is_other |= mark_where(NAMED_BEFORE.search, before, may_be_part)
    is_demonym = candidates.is_demonym
    is_other |= mark_where(LANDS_BEFORE.search, before, is_demonym & has_word)
    is_followed = candidates.word_after != ""
    is_other |= mark_where(LANDS_AFTER.match, after, is_demonym & is_followed)
    is_other |= mark_where(OWN_LAND.search, before, is_place & has_word & is_among(candidates.surface, LANDS))
    is_other |= mark_where(lambda text: text.startswith("$"), candidates.head, is_place)  # *US$4 billion*
    is_other |= mark_where(SLOGAN_AFTER.match, after, is_followed & is_place & ~is_demonym)
    is_other |= mark_where(ORDERS.match, after, candidates.term == "Dominican")
    return is_other | mark_where(OWN_COUNCIL.search, before, candidates.entity == "un-security-council")


def ends_in_of_the(text: str) -> bool:
    """Return whether a text ends in *of the*: before other words with *the*, no place is part of a name."""
    return text.endswith("of the ")


def ends_in_tie(tail: np.ndarray) -> np.ndarray:
    """Return which texts end in a comma or a small word that may tie a name to the one before."""
    return is_among(tail, TIES) | ends_with(tail, (", ", " a "))


def is_own_given_name(
    candidates: Candidates, word: np.ndarray, where: np.ndarray, given_by_entity: dict[str, frozenset[str]]
) -> np.ndarray:
    """Return where the word before a family name is the person's given name in another spelling."""
    is_own = np.zeros(len(candidates), dtype=bool)
    for row in np.flatnonzero(where).tolist():
        ids = candidates.category[row].split("|")
        is_own[row] = any(is_alike(word[row], name) for id in ids for name in given_by_entity.get(id, ()))
    return is_own
