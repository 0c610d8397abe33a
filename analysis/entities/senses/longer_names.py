"""Names of the registry that are part of a longer name: *Gaza City*, *Paris Hilton*, *North Caucasus*."""

import re

import numpy as np

from analysis.entities.false_positives import TIME_WORDS
from analysis.entities.patterns import (
    ANY_STATES,
    COUNTRYS,
    DIRECTION,
    HEAD_AFTER,
    HEADS,
    IN_GEORGIA,
    IN_STATE,
    IN_STATE_ALONE,
    LIES_IN,
    OF_A_BODY,
    OF_A_PERSON,
    STATE_COUNTRIES,
)  # fmt: skip
from analysis.entities.registry_index import TOWNS, RegistryIndex
from analysis.entities.spans import Candidates, is_among, mark_where, to_objects

WORD_BEFORE = re.compile(r"([A-Z][\w'-]*)\.? $")
NAME_AFTER = re.compile(r" ([A-Z][\w'’-]+)")
NAMES_AFTER = re.compile(r"(?: [A-Z][\w'’-]+)+")
MOST_WORDS = 0.7  # share of the longer words of a headline that have a capital letter
# Bodies that are named by an adjective: *European Southern Observatory*, *Indian Railways*.
CIVIL_AFTER = re.compile(
    r"^(?: [A-Z][\w'’-]+){0,3} (?:Institute|Observatory|Railways?|University|Museum|Orchestra|Academy"
    r"|College|Society"
    r"|Association|Federation|Airlines|Airways|Bank|Times|Post|Theatre|Theater|Club|League|Cup|Foundation|Agency"
    r"|Corporation|Company|Fund|Center|Centre|Hospital|Red Cross|Red Crescent)\b"
)
RED = re.compile("Red (?:Cross|Crescent)")
AGE_AFTER = re.compile(r", (?:aged )?\d\d(?:[,.;]|$)")
LARGE_CITY = 1_000_000  # people


def opens_longer_name(candidates: Candidates, texts: list[str], index: RegistryIndex) -> np.ndarray:
    """Return which names open a longer one: *Merkel Adams*, *Paris Hilton*, *UN Environment*, *Gaza City*.

    In a headline every word has a capital letter, which shows nothing there.
    """
    after, surface, cues = candidates.after, candidates.surface, index.cues
    word = find_words_after(after)
    is_followed = (word != "") & candidates.is_one_word
    is_place = is_followed & (candidates.type == "place") & (candidates.role != "demonym")
    is_body = is_followed & (candidates.type == "organisation")
    is_person = is_followed & is_one_word_person(candidates)
    is_heading = np.zeros(len(candidates), dtype=bool)
    rows = np.flatnonzero(is_place | is_body | is_person)
    is_heading[rows] = [is_headline(texts[sentence]) for sentence in candidates.sentence[rows].tolist()]
    # A city of the world behind a name is no sign of an end: *Rubio Garcia*.
    has_hit_after = np.append((follows_hit(candidates) & (candidates.role != "city"))[1:], False)
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
    has_head = mark_where(HEAD_AFTER.match, after, is_person & ~is_heading) | is_among(word, HEADS)
    is_longer |= is_person & has_head & ~is_among(word, OF_A_PERSON)
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
    is_elsewhere |= mark_where(IN_STATE_ALONE.match, after, is_place & (candidates.kind == "country"))
    countries = to_objects(index.entities[id].country if id else "" for id in candidates.entity)
    is_large = candidates.people >= LARGE_CITY
    is_there = is_among(countries, STATE_COUNTRIES) & ((countries != "US") | is_large)
    is_elsewhere &= ~is_there
    is_elsewhere |= mark_where(IN_GEORGIA.match, after, is_town & (countries != "GE"))
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
    is_red = mark_where(RED.fullmatch, candidates.term, candidates.type == "organisation")
    is_body |= is_red & (word != "") & ~is_among(word, cues.opening | {"International"})
    is_aged = mark_where(AGE_AFTER.match, candidates.after, is_free & is_town)
    return is_body | is_aged


def is_one_word_person(candidates: Candidates) -> np.ndarray:
    """Return which names are one word and mean a person."""
    return ((candidates.type == "person") | (candidates.role == "surname")) & candidates.is_one_word


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


def is_headline(text: str) -> bool:
    """Return whether a sentence is a headline in which most words have a capital letter.

    >>> is_headline("Putin Orders New Strikes on Kyiv"), is_headline("Cameron Dugmore won.")
    (True, False)
    """
    if text.rstrip().endswith((".", "!", "”", '"')):
        return False
    words = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in words) > MOST_WORDS * len(words)


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
