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
from analysis.entities.spans import Candidates, is_among, mark_where, repeat_text, to_objects

WORD_BEFORE = re.compile(r"([A-Z][\w'-]*)\.? $")
NAME_AFTER = re.compile(r" ([A-Z][\w'’-]+)")
NAMES_AFTER = re.compile(r"(?: [A-Z][\w'’-]+)+")
MOST_WORDS = 0.7  # share of the longer words of a headline that have a capital letter
# Bodies that are named by an adjective: *European Southern Observatory*, *Indian Railways*.
CIVIL_AFTER = re.compile(
    r"^(?: [A-Z][\w'’-]+){0,3} (?:Institute|Observatory|Railways?|University|Museum|Orchestra|Academy"
    r"|College|Society"
    r"|Association|Federation|Airlines|Airways|Bank|Times|Post|Theatre|Theater|Club|League|Cup|Foundation|Agency"
    r"|Corporation|Company|Fund|Center|Centre|Hospital|Red Cross|Red Crescent|Authority|National Congress"
    r"|Regional Government"
    r"|Open|Grand Prix|Party|Front|Movement|Tribunal)\b"
)
# *al-Qaeda in Iraq* is a body of its own.
BRANCH_AFTER = re.compile(r"^ in (?:the )?(?:Iraq|Mesopotamia|Yemen|Arabian|Islamic|Maghreb|Indian|Land)\b")
ABROAD_AFTER = re.compile(
    r"^ (?:Arabia|Africa|Asia|Australia|Brasil|Mundo|Deutschland|India|Japan|UK|Kurdistan)\b"
)
# *Army of*, *Front of*, *Battalions of*, *Movement of* and the like, in the usual transliterations.
ARABIC_BEFORE = re.compile(
    r"[A-Z][\w'’-]+ (?:[Aa]l|[Ee]l|[Aa]sh|[Aa]n)[ -]$"
    r"|\b(?:Jaish|Jaysh|Jeish|Jeysh|Jabhat|Kata['’]?[ie]b|Harakat|Ansar|Liwaa?|Ahrar|Jund|Junud|Saraya|Usbat"
    r"|Faylaq|Hizb) $"
)
ARABIC_AFTER = re.compile(r"^ (?:(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]n)[ -][A-Z]|H[ei]zbollah\b)")
RED = re.compile("Red (?:Cross|Crescent)")
AGE_AFTER = re.compile(r", (?:aged )?\d\d(?:[,.;]|$)")
CAPITALS = frozenset(f" {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LARGE_CITY = 1_000_000  # people


def opens_longer_name(candidates: Candidates, texts: list[str], index: RegistryIndex) -> np.ndarray:
    """Return which names open a longer one: *Merkel Adams*, *Paris Hilton*, *UN Environment*, *Gaza City*.

    In a headline every word has a capital letter, which shows nothing there.
    """
    # A city of the world behind a name is no sign of an end: *Rubio Garcia*.
    has_hit_after = np.append((follows_hit(candidates) & (candidates.role != "city"))[1:], False)
    has_person_after = has_hit_after & np.append(is_one_word_person(candidates)[1:], False)
    rows = np.flatnonzero((candidates.word_after != "") & (candidates.is_one_word | candidates.is_demonym))
    opens = np.zeros(len(candidates), dtype=bool)
    followed, word = candidates.take(rows), candidates.word_after[rows]
    sentences = followed.sentence.tolist()
    headings = {row: is_headline(texts[row]) for row in set(sentences)}
    is_heading = np.array([headings[row] for row in sentences], dtype=bool)
    is_free = ~has_hit_after[rows] | has_person_after[rows]
    is_free &= ~is_among(word, index.cues.title | TIME_WORDS | index.cues.opening)
    opens[rows] = opens_person(followed, is_free, is_heading, index)
    opens[rows] |= opens_site(followed, is_heading, index) & ~has_hit_after[rows]
    opens[rows] |= opens_body(followed, is_free & ~is_heading, index)
    return opens


def opens_person(
    followed: Candidates, is_free: np.ndarray, is_heading: np.ndarray, index: RegistryIndex
) -> np.ndarray:
    """Return which names open a person's name, or a person's name that of a body: *Assad Academy*."""
    word, one_word = followed.word_after, followed.is_one_word
    is_family_name = is_among(word, index.family_names)
    is_common = is_among([text.lower() for text in word], index.common_words) & ~is_family_name
    is_name = is_free & (~is_heading | is_family_name) & ~is_common & one_word
    is_place = followed.is_place & ~followed.is_demonym
    is_group = (followed.type == "group") & (followed.role == "name")
    is_given = (is_place | is_group) & is_among(followed.surface, index.first_names) & is_name
    is_given &= ~mark_where(LIES_IN.search, followed.before, is_given)
    is_person = is_one_word_person(followed) & ~is_among(word, OF_A_PERSON)
    is_person &= ~mark_where(str.isupper, followed.surface, is_person)  # *PUTIN Summit*
    has_head = mark_where(HEAD_AFTER.match, followed.after, is_person & ~is_heading) | is_among(word, HEADS)
    return (is_person & ((is_name & ~is_heading) | has_head)) | is_given


def opens_site(followed: Candidates, is_heading: np.ndarray, index: RegistryIndex) -> np.ndarray:
    """Return which places and peoples open the name of a site or a body: *Gaza City*, *Indian Railways*."""
    word, is_demonym = followed.word_after, followed.is_demonym
    is_people = is_demonym | ((followed.type == "group") & followed.is_one_word)
    is_place = followed.is_place & ~is_demonym & followed.is_one_word
    may_open = is_place & ~is_heading & ~is_among(word, index.cues.opening)
    has_head = mark_where(HEAD_AFTER.match, followed.after, may_open) | (is_place & is_among(word, HEADS))
    has_head |= mark_where(CIVIL_AFTER.match, followed.after, is_people)
    return has_head & ~(is_among(followed.kind, TOWNS) & (word == "City"))


def opens_body(followed: Candidates, is_free: np.ndarray, index: RegistryIndex) -> np.ndarray:
    """Return which bodies open the name of another: *UN Environment*, but not *UN Secretary General*."""
    is_body = is_free & followed.is_body & followed.is_one_word
    is_body &= ~is_among(followed.word_after, OF_A_BODY | index.first_names)
    titles = index.cues.title | {occupation.capitalize() for occupation in index.cues.occupation}
    is_body[is_body] = [
        text[-1] != "." and not after[1:3].isupper() and titles.isdisjoint(list_words(after))
        for text, after in zip(followed.surface[is_body], followed.after[is_body], strict=True)
    ]
    return is_body


def ends_longer_name(candidates: Candidates, index: RegistryIndex) -> np.ndarray:
    """Return which names end a longer one, and which are towns of another country.

    *North Caucasus*; *Sudesh Amman*; *Christian Democratic Party*, *Puerto Rico Senate*; *Odessa, Texas*.
    """
    is_place = candidates.is_one_word & candidates.is_place
    is_town = candidates.is_place & is_among(candidates.kind, TOWNS)
    has_word = candidates.word_before != ""
    is_longer = mark_where(DIRECTION.search, candidates.before, is_place & ~is_town & has_word)
    is_located = is_among(candidates.head, {", ", " i"}) & (is_town | (candidates.kind == "country"))
    rows = np.flatnonzero(is_located)
    is_longer[rows] |= is_elsewhere(candidates.take(rows), is_town[rows], index)
    return is_longer | has_other_owner(candidates, index, is_town)


def is_elsewhere(located: Candidates, is_town: np.ndarray, index: RegistryIndex) -> np.ndarray:
    """Return which towns and countries stand before a state that is not theirs."""
    countries = to_objects(index.entities[id].country if id else "" for id in located.entity)
    is_large = located.people >= LARGE_CITY
    is_there = is_among(countries, STATE_COUNTRIES) & ((countries != "US") | is_large)
    is_other = mark_where(IN_STATE.match, located.after, is_town & ~is_there)
    is_other |= mark_where(IN_GEORGIA.match, located.after, is_town & (countries != "GE"))
    return is_other | mark_where(IN_STATE_ALONE.match, located.after, ~is_town & located.is_one_word)


def has_other_owner(candidates: Candidates, index: RegistryIndex, is_town: np.ndarray) -> np.ndarray:
    """Return which towns and bodies follow a word of a name that is not theirs, inside a sentence.

    A body is meant whose name many countries have (*Senate*, *Democratic Party*), and a town with an age
    behind it.
    """
    word, cues = candidates.word_before, index.cues
    is_free = (word != "") & ~opens_sentence(candidates, word)
    is_free &= ~is_among(word, cues.title | cues.opening | TIME_WORDS | COUNTRYS)
    is_free[is_free] = [not ("-" in text or text.endswith("'s")) for text in word[is_free]]
    is_body = is_free & candidates.is_body
    is_body[is_body] = [ANY_STATES.fullmatch(term) is not None for term in candidates.term[is_body]]
    is_body |= mark_where(ANY_STATES.fullmatch, candidates.term, candidates.tail == "ate ")  # *state Senate*
    is_red = mark_where(RED.fullmatch, candidates.term, candidates.is_body)
    is_body |= is_red & (word != "") & ~is_among(word, cues.opening | {"International"})
    is_aged = mark_where(AGE_AFTER.match, candidates.after, is_free & is_town)
    is_branch = mark_where(BRANCH_AFTER.match, candidates.after, candidates.entity == "al-qaeda")
    is_branch |= mark_where(ABROAD_AFTER.match, candidates.after, candidates.is_body)
    return is_body | is_aged | is_branch | is_in_arabic(candidates)


def is_in_arabic(candidates: Candidates) -> np.ndarray:
    """Return which bodies are a word of an Arabic name: *Jaysh al-Fatah*, *Fatah al-Islam*."""
    is_body = candidates.is_one_word & is_among(candidates.type, {"organisation", "unit"})
    is_body &= ~mark_where(str.isupper, candidates.surface, is_body)  # *SANA al-Nusra militants*
    is_behind = mark_where(ARABIC_BEFORE.search, candidates.before, is_body)
    return is_behind | mark_where(ARABIC_AFTER.match, candidates.after, is_body)


def is_one_word_person(candidates: Candidates) -> np.ndarray:
    """Return which names are one word and mean a person."""
    return ((candidates.type == "person") | (candidates.role == "surname")) & candidates.is_one_word


def find_words_after(after: np.ndarray, head: np.ndarray) -> np.ndarray:
    """Return the capitalised word behind each name; empty where there is none."""
    words = repeat_text("", len(after))
    rows = np.flatnonzero(is_among(head, CAPITALS))
    matches = map(NAME_AFTER.match, after[rows].tolist())
    words[rows] = [match.group(1) if match else "" for match in matches]
    return words


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
    tokens = [text[text.rfind(" ", 0, -1) + 1 :] if text.endswith(" ") else "" for text in before.tolist()]
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
