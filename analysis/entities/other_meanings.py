"""Names of the registry that mean something else where they stand: part of another name, a common word."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from analysis.entities.false_positives import TIME_WORDS, is_no_name_here
from analysis.entities.patterns import (
    ANY_STATES,
    COUNTRYS,
    DIRECTION,
    FIRM_AFTER,
    FIRM_BEFORE,
    HEAD_AFTER,
    HEADS,
    IN_PLACE,
    IN_STATE,
    IS_PLACE,
    LANDS,
    LANDS_AFTER,
    LANDS_BEFORE,
    LIES_IN,
    NAMED_BEFORE,
    NAMED_FOR,
    NO_CITY,
    OF_A_BODY,
    OF_A_PERSON,
    ORDERS,
    OWN_COUNCIL,
    OWN_LAND,
    SLOGAN_AFTER,
    STATE_COUNTRIES,
)  # fmt: skip
from analysis.entities.registry_index import TOWNS, RegistryIndex
from analysis.entities.spans import Candidates, is_among, mark_where, to_objects

WORD_BEFORE = re.compile(r"([A-Z][\w'-]*)\.? $")
NAME_AFTER = re.compile(r" ([A-Z][\w'’-]+)")
NAMES_AFTER = re.compile(r"(?: [A-Z][\w'’-]+)+")
WORD_AFTER = re.compile(r" ([A-Za-z]+)")
JOINED = re.compile(r"[A-Z]\w*-$")
COUNTRY_AFTER = re.compile(r", [A-Z]")
MOST_WORDS = 0.7  # share of the longer words of a headline that have a capital letter
ALIKE = 0.8  # how alike two spellings of a given name are (difflib's ratio)
# Given names that are one name in two languages or transliterations, too unlike to be seen as such.
SAME_NAMES_TEXT = """vladimir volodymyr|nikolai nikolay mykola|mikhail mykhailo mykhaylo|sergei sergey serhiy serhii
|alexander aleksandr oleksandr|dmitry dmitri dmytro|yevgeny evgeny yevhen|alexei aleksei alexey oleksiy oleksii
|elena yelena olena|igor ihor|konstantin kostiantyn kostyantyn|kirill kyrylo|anna hanna|grigory hryhoriy
|mohammed muhammad mohamed mohammad mohamad muhammed|yousef youssef yusuf yousuf|hussein hussain husain hossein
|ahmed ahmad ahmet|joseph josef yosef|george georgy heorhiy|catherine katherine"""
SAME_NAMES = {name: group for group in map(str.split, SAME_NAMES_TEXT.split("|")) for name in group}
# Bodies that are named by an adjective: *European Southern Observatory*, *Indian Railways*.
CIVIL_AFTER = re.compile(
    r"^(?: [A-Z][\w'’-]+){0,3} (?:Institute|Observatory|Railways?|University|Museum|Orchestra|Academy|College|Society"
    r"|Association|Federation|Airlines|Airways|Bank|Times|Post|Theatre|Theater|Club|League|Cup|Foundation|Agency"
    r"|Corporation|Company|Fund|Center|Centre|Hospital)\b"
)
AGE_AFTER = re.compile(r", (?:aged )?\d\d(?:[,.;]|$)")
LARGE_PLACES = frozenset(["country", "region", "sea"])
LARGE_CITY = 1_000_000  # people; a larger city needs no words around it that show a place


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
    is_other |= is_no_name_here(candidates, index.common_words)
    is_other |= is_part_of_name(candidates, index)
    is_other |= is_named_after(candidates)
    is_other |= opens_longer_name(candidates, texts, index)
    is_other |= ends_longer_name(candidates, index)
    return candidates.take(~is_other)


def is_part_of_name(candidates: Candidates, index: RegistryIndex) -> np.ndarray:
    """Return which names are part of a longer name of a person, and which cities show no sign of a place."""
    before, after, surface = candidates.before, candidates.after, candidates.surface
    given_names, cues = index.given_names, index.cues
    word = find_words_before(before)
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
    is_body = is_among(candidates.type, {"organisation", "unit"}) & candidates.is_one_word
    is_body[is_body] = [not text.isupper() for text in surface[is_body]]
    is_part = is_person & (has_name_before | is_joined)
    is_part |= (
        (is_one_word_place | is_body) & has_name_before & word_is_given & (candidates.role != "demonym")
    )
    is_part |= is_town & has_name_after & is_given
    is_part |= mark_where(FIRM_BEFORE.search, before, is_person | is_body)
    is_part |= mark_where(FIRM_AFTER.match, after, is_person | is_body)
    is_other_word = is_among(surface, cues.not_a_city)
    is_other_word[is_city] |= [text.endswith(" Park") for text in surface[is_city]]
    is_shown = shows_place(candidates, is_given, index.family_names)
    is_unsure_city = has_name_before | has_name_after | is_joined | ~is_shown
    return is_part | (is_city & (is_unsure_city | is_other_word))


def shows_place(candidates: Candidates, is_given: np.ndarray, family_names: frozenset[str]) -> np.ndarray:
    """Return which cities of the world are shown to be places, by words around them or elsewhere in the article.

    `is_given` marks names that are given names of the registry's people too. For a family name, words that
    stand before people too (*to*, *from*) show no place, and one sentence shows nothing for another.
    """
    is_city = candidates.role == "city"
    is_lying = mark_where(IS_PLACE.search, candidates.before, is_city & candidates.is_one_word)
    is_lying &= ~is_among(candidates.surface, family_names)
    keys = to_objects(zip(candidates.article.tolist(), candidates.surface.tolist(), strict=True))
    is_name = is_among(candidates.surface, family_names)
    is_shown = mark_where(IN_PLACE.search, candidates.before, is_city & ~is_name)
    is_shown |= mark_where(IS_PLACE.search, candidates.before, is_city & is_name)
    is_shown |= mark_where(COUNTRY_AFTER.match, candidates.after, is_city)
    is_shown |= (candidates.people >= LARGE_CITY) & ~is_given
    is_shown[is_city] |= is_among(keys[is_city], set(keys[is_lying]))
    return is_shown


def opens_longer_name(candidates: Candidates, texts: list[str], index: RegistryIndex) -> np.ndarray:
    """Return which names open a longer one: *Merkel Adams*, *Paris Hilton*, *UN Environment*, *Gaza City*.

    In a headline every word has a capital letter, which shows nothing there.
    """
    after, surface, cues = candidates.after, candidates.surface, index.cues
    word = find_words_after(after)
    is_followed = (word != "") & candidates.is_one_word
    is_place = is_followed & (candidates.type == "place") & (candidates.role != "demonym")
    is_body = is_followed & (candidates.type == "organisation")
    is_person = is_followed & (candidates.type == "person")
    is_heading = np.zeros(len(candidates), dtype=bool)
    rows = np.flatnonzero(is_place | is_body | is_person)
    is_heading[rows] = [is_headline(texts[sentence]) for sentence in candidates.sentence[rows].tolist()]
    has_hit_after = np.append(follows_hit(candidates)[1:], False)
    has_person_after = has_hit_after & np.append(is_one_word_person(candidates)[1:], False)
    has_name_after = is_followed & ~is_among(word, cues.title | TIME_WORDS | cues.opening)
    has_name_after &= ~has_hit_after | has_person_after
    is_family_name = is_among(word, index.family_names)
    is_common = is_among([text.lower() for text in word], index.common_words) & ~is_family_name
    opens_person = has_name_after & (~is_heading | is_family_name) & ~is_common
    is_group = is_followed & (candidates.type == "group") & (candidates.role == "name")
    is_given = (is_place | is_group) & is_among(surface, index.first_names) & opens_person
    is_given &= ~mark_where(LIES_IN.search, candidates.before, is_given)
    is_longer = (is_person & opens_person & ~is_heading & ~is_among(word, OF_A_PERSON)) | is_given
    is_longer |= is_person & is_among(word, HEADS) & ~is_among(word, OF_A_PERSON)
    is_town = is_among(candidates.kind, TOWNS) & (word == "City")
    has_head = mark_where(HEAD_AFTER.match, after, is_place & ~is_heading & ~is_among(word, cues.opening))
    has_head |= is_place & is_among(word, HEADS)
    has_head |= mark_where(CIVIL_AFTER.match, after, candidates.role == "demonym")
    is_longer |= has_head & ~is_town & ~has_hit_after
    is_body &= has_name_after & ~is_heading & ~is_among(word, OF_A_BODY | index.first_names)
    titles = cues.title | {occupation.capitalize() for occupation in cues.occupation}
    is_body[is_body] = [
        text[-1] != "." and not words_after[1:3].isupper() and titles.isdisjoint(list_words(words_after))
        for text, words_after in zip(surface[is_body], after[is_body], strict=True)
    ]
    return is_longer | is_body


def ends_longer_name(candidates: Candidates, index: RegistryIndex) -> np.ndarray:
    """Return which names end a longer one, and which are towns of another country.

    *North Caucasus*; *Sudesh Amman*; *Christian Democratic Party*, *Puerto Rico Senate*; *Odessa, Texas*.
    """
    before, after = candidates.before, candidates.after
    is_place = candidates.is_one_word & (candidates.type == "place")
    is_town = (candidates.type == "place") & is_among(candidates.kind, TOWNS)
    is_longer = mark_where(DIRECTION.search, before, is_place & ~is_town)
    is_elsewhere = mark_where(IN_STATE.match, after, is_town)
    countries = to_objects(index.entities[id].country if id else "" for id in candidates.entity)
    is_large = candidates.people >= LARGE_CITY
    is_there = is_among(countries, STATE_COUNTRIES) & ((countries != "US") | is_large)
    is_elsewhere &= ~is_there
    return is_longer | is_elsewhere | has_other_owner(candidates, index, is_town)


def has_other_owner(candidates: Candidates, index: RegistryIndex, is_town: np.ndarray) -> np.ndarray:
    """Return which towns and bodies follow a word of a name that is not theirs, inside a sentence.

    A body is meant whose name many countries have (*Senate*, *Democratic Party*), and a town with an age
    behind it.
    """
    word, cues = find_words_before(candidates.before), index.cues
    is_free = (word != "") & ~opens_sentence(candidates, word)
    is_free &= ~is_among(word, cues.title | cues.opening | TIME_WORDS | COUNTRYS)
    is_free[is_free] = [not ("-" in text or text.endswith("'s")) for text in word[is_free]]
    is_body = is_free & (candidates.type == "organisation")
    is_body[is_body] = [ANY_STATES.fullmatch(term) is not None for term in candidates.term[is_body]]
    is_aged = mark_where(AGE_AFTER.match, candidates.after, is_free & is_town)
    return is_body | is_aged


def is_one_word_person(candidates: Candidates) -> np.ndarray:
    """Return which names are one word and mean a person."""
    return (candidates.type == "person") & candidates.is_one_word


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
    is_demonym = candidates.role == "demonym"
    is_other |= mark_where(LANDS_BEFORE.search, before, is_demonym)
    is_other |= mark_where(LANDS_AFTER.match, after, is_demonym)
    is_other |= mark_where(OWN_LAND.search, before, is_place & is_among(candidates.surface, LANDS))
    is_other |= mark_where(lambda text: text[:1] == "$", after, is_place)  # *US$4 billion*
    is_other |= mark_where(SLOGAN_AFTER.match, after, is_place & (candidates.role != "demonym"))
    is_other |= mark_where(ORDERS.match, after, candidates.term == "Dominican")
    return is_other | mark_where(OWN_COUNCIL.search, before, candidates.entity == "un-security-council")


def find_words_before(before: np.ndarray) -> np.ndarray:
    """Return the capitalised word before each name; empty where there is none."""
    tokens = [text[text.rfind(" ", 0, -1) + 1 :] if text[-1:] == " " else "" for text in before]
    words = {token: match.group(1) if (match := WORD_BEFORE.search(token)) else "" for token in set(tokens)}
    return to_objects(map(words.__getitem__, tokens))


def is_own_given_name(
    candidates: Candidates, word: np.ndarray, where: np.ndarray, given_by_entity: dict[str, frozenset[str]]
) -> np.ndarray:
    """Return where the word before a family name is the person's given name in another spelling."""
    is_own = np.zeros(len(candidates), dtype=bool)
    for row in np.flatnonzero(where).tolist():
        ids = candidates.category[row].split("|")
        is_own[row] = any(is_alike(word[row], name) for id in ids for name in given_by_entity.get(id, ()))
    return is_own


def find_words_after(after: np.ndarray) -> np.ndarray:
    """Return the capitalised word behind each name; empty where there is none."""
    matches = (NAME_AFTER.match(text) if text[:1] == " " else None for text in after.tolist())
    return to_objects(match.group(1) if match else "" for match in matches)


def list_words(after: str) -> list[str]:
    """Return the capitalised words right behind a name.

    >>> list_words(" Secretary General Antonio Guterres said No.")
    ['Secretary', 'General', 'Antonio', 'Guterres']
    """
    match = NAMES_AFTER.match(after)
    return re.split("[ -]", match.group()[1:]) if match else []


@lru_cache(maxsize=2**14)
def is_alike(name: str, other: str) -> bool:
    """Return whether two given names are spellings of one.

    >>> is_alike("Ahmed", "Ahmet"), is_alike("Mitchell", "Mitch"), is_alike("Ivan", "Vladimir")
    (True, True, False)
    """
    name, other = name.lower(), other.lower()
    if name in SAME_NAMES.get(other, ()):
        return True
    is_short_form = min(len(name), len(other)) > 2 and (name.startswith(other) or other.startswith(name))
    return is_short_form or SequenceMatcher(None, name, other).ratio() >= ALIKE


def is_headline(text: str) -> bool:
    """Return whether a sentence is a headline in which most words have a capital letter.

    >>> is_headline("Putin Orders New Strikes on Kyiv"), is_headline("Cameron Dugmore won.")
    (True, False)
    """
    if text.rstrip().endswith((".", "!", "”", '"')):
        return False
    words = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in words) > MOST_WORDS * len(words)


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
