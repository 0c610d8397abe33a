"""A sentence as the rules for acts read it: words, one letter for the part of each, and noun phrases."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.acts.grammar.letters import (
    ADJECTIVE_ENDINGS,
    LETTERS,
    MONTHS,
    PERIODS,
    PERSON_WORDS,
    PLURALS,
    correct_letter,
)
from analysis.acts.grammar.marks import correct_letters
from analysis.acts.violence import ARMS, DOER_NOUNS, EVENTS, list_forms
from analysis.attributions.grammar.parts import PARTS, find_parts
from analysis.matching.word_lists import list_words
from analysis.text.words import read_words

COMPASS = list_words("eastern western northern southern central")
ARMS_KINDS = list_words(
    "rocket missile drone mortar artillery air ground shell gun knife bomb grenade tank sniper"
)
# So many capitals without another word between are headlines that run together.
LONGEST_NAME = 6
# Words behind a name that say that it tells what stands before or after.
TOLD = frozenset(["said", "reported", "says", "say", "reports", "added", "told", "announced"])
# Behind them a name begins something else (*ten others Rami said*).
MANY_PEOPLE = {word for word in PERSON_WORDS if word.endswith("s")} | {"people", "men", "women", "children"}
# Adjectives that stand for people.
PEOPLE_WORDS = frozenset(["dead", "wounded", "injured", "killed", "missing"])
# To look words up takes half as long as to search for a pattern of all forms.
WORD = re.compile(r"\w+")


class Phrase(NamedTuple):
    """A noun phrase: its first token, the token after its last, and its head."""

    start: int
    end: int
    head: int


@dataclass(eq=False)
class Sentence:
    """The tokens of a sentence, with words in hyphens as one token.

    Attributes
    ----------
    text : str
    words, forms : list of str
        Each token in small letters, and as written.
    letters : str
        The part of each token, as a letter: N noun, A adjective, D determiner, M number, O pronoun, P
        preposition, R relative, S subordinator, C conjunction, V finite verb, I infinitive, G form in -ing, K
        past participle, X auxiliary, T *to*, B adverb, Z time, ' possessive; other marks are themselves.
    starts, ends : list of int
        Places in the text.
    offset : int
        Where the sentence starts in the article's text.
    quotes : str
        Its quotations, as in the table of sentences.
    """

    text: str
    words: list[str]
    forms: list[str]
    letters: str
    starts: list[int]
    ends: list[int]
    offset: int = 0
    quotes: str = ""

    @cached_property
    def found(self) -> dict[tuple[str, int], Any]:
        """What rules have found at a place, by the name of the rule: several acts ask the same."""
        return {}

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The noun phrases, in text order; joined modifiers are one (*the eastern and western part*)."""
        found: list[Phrase] = []
        place, letters = 0, self.letters
        while place < len(letters):
            end = self.find_phrase_end(place) if letters[place] in "DMANOZ" else place
            if end == place:
                place += 1
                continue
            phrase = Phrase(self.skip_run(place, end), end, end - 1)
            if found and self.is_modifier(found[-1], phrase):
                phrase = phrase._replace(start=found.pop().start)
            found.append(phrase)
            place = end
        return found

    def skip_run(self, start: int, end: int) -> int:
        """Where a phrase begins if headlines run together before it (*Air Force Handout Airstrikes*)."""
        if end - start < LONGEST_NAME:
            return start
        n_names = sum(form[0].isupper() for form in self.forms[start:end])
        if n_names < LONGEST_NAME or self.letters[start:end].strip("N"):
            return start
        is_owned = (
            self.words[end - 2].endswith(("ian", "ish", "ese", "eli", "can"))
            or self.words[end - 2] in DOER_NOUNS
        )
        verbs = [place for place in range(start, end - 1) if self.words[place].endswith("ed")]
        return verbs[-1] + 1 if verbs else end - 1 - is_owned  # *Army Repelled Rebel Attack*

    def is_modifier(self, first: Phrase, second: Phrase) -> bool:
        """Whether the first of two joined phrases only describes the second (*rocket and sniper attacks*)."""
        if second.start != first.end + 1 or self.letters[first.end] != "C":
            return False
        last, head = self.words[first.end - 1], self.words[second.head]
        if first.end - first.start == 2 and self.letters[first.start] in "DM":
            first = first._replace(start=first.start + 1)  # *three Russian and Syrian raids*
        is_compass = last in COMPASS and self.letters[second.start] in "AN"
        is_name = first.end == first.start + 1 and last.endswith(ADJECTIVE_ENDINGS)
        if is_name and (head in EVENTS or head in ARMS) and self.letters[second.start] in "AN":
            return True  # *Russian and regime warplanes*
        return is_compass or (last in ARMS_KINDS and head in EVENTS and self.letters[second.start] in "AN")

    @cached_property
    def inside(self) -> set[int]:
        """The tokens before the head of a noun phrase that are no nouns (*allied* of *allied militia*)."""
        places = (place for phrase in self.phrases for place in range(phrase.start, phrase.head))
        return {place for place in places if self.letters[place] in "VKG"}

    @cached_property
    def starting(self) -> dict[int, Phrase]:
        """The phrase that begins at each token."""
        return {phrase.start: phrase for phrase in self.phrases}

    @cached_property
    def ending(self) -> dict[int, Phrase]:
        """The phrase that ends before each token."""
        return {phrase.end: phrase for phrase in self.phrases}

    def find_phrase_end(self, start: int) -> int:
        """The token after a noun phrase that begins at `start`; `start` itself if none does."""
        letters = self.letters
        if letters[start] == "O":
            return start + 1
        place, has_noun, last = start, False, start
        while place < len(letters) and letters[place] in "DMANKGZ'B":
            letter = letters[place]
            if (letter in "DKGZ'BM" or has_noun) and self.is_break(place, start, has_noun):
                break
            has_noun = has_noun or letter == "N"
            place += 1
            if letter in "DMAN":
                last = place
        if (
            letters[place : place + 1] == "O"
            and letters[start:place] == "D" * (place - start)
            and place > start
        ):
            return place + 1  # *scores of them*
        is_short = last == start + 1
        only_article = is_short and self.words[start] in ("the", "a", "an", "every", "its", "their")
        only_adjective = is_short and letters[start] == "A" and self.is_bare(start)
        return start if only_article or only_adjective else last

    def is_break(self, place: int, start: int, has_noun: bool) -> bool:
        """Whether a noun phrase that begins at `start` ends before a word."""
        letters = self.letters
        letter, before = letters[place], letters[place - 1] if place > start else ""
        after = letters[place + 1 : place + 2]
        if letter == "N":
            return has_noun and self.is_new_start(place)
        if letter == "B":  # *a mainly Kurdish town*
            return before != "D" or after not in ("A", "K")
        if letter == "D":
            return (has_noun or before == "M" or self.words[start:place][1:] == ["dead"]) and before != "'"
        if letter in "KG":
            return not (before and before in "DA'B" and after and after in "NAM")
        if letter == "Z":
            return not is_time_inside(letters, start, place)
        if letter == "'":
            return not before or not after or after not in "DMANKGZ"
        return letter == "M" and (has_noun or before == "A") and self.is_new_count(place)

    def is_new_count(self, place: int) -> bool:
        """Whether a number behind a noun begins something else (*in the village 14 civilians*)."""
        if self.letters[place - 1] != "N" and self.words[place - 1] not in PEOPLE_WORDS:
            return False
        after = self.words[place + 1] if place + 1 < len(self.words) else ""
        if self.words[place] in PLURALS or after in ("killed", "injured", "wounded", "dead"):
            return True
        return self.forms[place - 1].islower() or after == "of" or after in PERSON_WORDS

    def is_bare(self, place: int) -> bool:
        """Whether an adjective stands for no one (*as many as possible*)."""
        return self.forms[place].islower() and self.words[place] not in PEOPLE_WORDS

    def is_new_start(self, place: int) -> bool:
        """Whether a name behind a noun begins something else (*killed in strikes AFP says*)."""
        before = self.forms[place - 1]
        if not (before.islower() and self.forms[place][0].isupper()):
            return False
        if before in EVENTS or before in ARMS or before in PERIODS or before in MANY_PEOPLE:
            return True
        return place + 1 < len(self.words) and self.words[place + 1] in TOLD


def is_time_inside(letters: str, start: int, place: int) -> bool:
    """Whether a time stands inside a phrase (*the Oct. 7 attack*, *last week's raid*)."""
    end = place
    while letters[end : end + 1] == "Z":
        end += 1
    after = letters[end : end + 1]
    return after == "'" or (place > start and letters[place - 1] in "DAZ'" and bool(after) and after in "AN")


class Tokens(NamedTuple):
    """The tokens of all sentences: as written, in small letters, with letter and places, one list each."""

    forms: list[str]
    words: list[str]
    letters: list[str]
    starts: list[int]
    ends: list[int]

    def take(self, part: slice) -> "Tokens":
        """The tokens of a part of the text."""
        return Tokens(
            self.forms[part], self.words[part], self.letters[part], self.starts[part], self.ends[part]
        )


def join_tokens(tokens: Tokens) -> Tokens:
    """The tokens of a sentence with words in hyphens as one (*rebel-held*), and *Oct.* with its stop."""
    joined: list[list] = []  # form, word, letter, start, end
    for form, word, letter, start, end in zip(*tokens, strict=True):
        last = joined[-1] if joined and joined[-1][4] == start else None
        if last is not None and form == "-" and (last[0][-1:].isalnum() or "." in last[0][:-1]):
            last[:] = [last[0] + form, last[1] + word, last[2], last[3], end]
        elif last is not None and form != "-" and last[0].endswith("-"):
            part = "A" if letter in "KVGX" else letter
            last[:] = [last[0] + form, last[1] + word, correct_letter(last[0] + form, part), last[3], end]
        elif last is not None and form == "." and last[1] in MONTHS:
            last[4] = end
        else:
            joined.append([form, word, letter, start, end])
    columns = list(map(list, zip(*joined, strict=True)))
    return Tokens(*columns)


def parse_sentences(sentences: pd.DataFrame) -> dict[int, Sentence]:
    """The sentences that hold a word of violence or death, by row."""
    acts, texts = list_forms().keys(), sentences["text"].tolist()
    rows = [row for row, text in enumerate(texts) if not acts.isdisjoint(WORD.findall(text.lower()))]
    if not rows:
        return {}
    chosen = sentences.iloc[rows].reset_index(drop=True)
    tokens, first, has_joint = read_tokens(chosen)
    offsets, quotes = chosen["start"].tolist(), chosen["quote_spans"].tolist()
    parsed = {}
    for place, row in enumerate(rows):
        own = tokens.take(slice(first[place], first[place + 1]))
        if has_joint[place]:
            own = join_tokens(own)
        letters = correct_letters(own.words, own.letters)
        parsed[row] = Sentence(
            texts[row], own.words, own.forms, letters, own.starts, own.ends, offsets[place], quotes[place]
        )
    return parsed


def read_tokens(sentences: pd.DataFrame) -> tuple[Tokens, list[int], list[bool]]:
    """The tokens, where each sentence begins among them, and whether it has tokens to join.

    Each form is put in small letters once, and each form and part gets its letter once.
    """
    words = read_words(sentences)
    parts = find_parts(words.numbers[words.code], words.first, words.vocabulary)
    codes, code = np.unique(words.code, return_inverse=True)
    spelt = words.forms  # made anew at each access
    forms = [spelt[number] for number in codes.tolist()]
    lower = [form.lower() for form in forms]
    kinds, kind = np.unique(code * len(PARTS) + parts, return_inverse=True)
    pairs = [divmod(number, len(PARTS)) for number in kinds.tolist()]
    letters = [correct_letter(forms[number], LETTERS[PARTS[part]]) for number, part in pairs]
    is_joint = np.array([form.endswith("-") or form in MONTHS for form in lower])
    counts = np.concatenate([[0], np.cumsum(is_joint[code])])
    tokens = Tokens(
        [forms[number] for number in code.tolist()],
        [lower[number] for number in code.tolist()],
        [letters[number] for number in kind.tolist()],
        words.start.tolist(),
        words.end.tolist(),
    )
    has_joint = counts[words.first[1:]] > counts[words.first[:-1]]
    return tokens, words.first.tolist(), has_joint.tolist()
