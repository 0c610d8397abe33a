"""A sentence as the rules for acts read it: words, one letter for the part of each, and noun phrases."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from analysis.acts.grammar.letters import LETTERS, MONTHS, PERSON_WORDS
from analysis.acts.grammar.marks import correct_letters
from analysis.acts.violence import EVENTS, list_forms
from analysis.attributions.grammar.parts import PARTS, find_parts
from analysis.attributions.word_classes import list_words
from analysis.text.words import read_words

COMPASS = list_words("eastern western northern southern central")
ARMS_KINDS = list_words(
    "rocket missile drone mortar artillery air ground shell gun knife bomb grenade tank sniper"
)
# Words behind a name that say that it tells what stands before or after.
TOLD = frozenset(["said", "reported", "says", "say", "reports", "added", "told", "announced"])
# Adjectives that stand for people.
PEOPLE_WORDS = frozenset(["dead", "wounded", "injured", "killed", "missing"])
# To look words up takes half as long as to search for a pattern of all forms.
WORD = re.compile(r"\w+")


class Phrase(NamedTuple):
    """A noun phrase: its first token, the token after its last, and its head."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, eq=False)
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
    def phrases(self) -> list[Phrase]:
        """The noun phrases, in text order; joined modifiers are one (*the eastern and western part*)."""
        found: list[Phrase] = []
        place, letters = 0, self.letters
        while place < len(letters):
            end = self.find_phrase_end(place) if letters[place] in "DMANOZ" else place
            if end == place:
                place += 1
                continue
            phrase = Phrase(place, end, end - 1)
            if found and self.is_modifier(found[-1], phrase):
                phrase = phrase._replace(start=found.pop().start)
            found.append(phrase)
            place = end
        return found

    def is_modifier(self, first: Phrase, second: Phrase) -> bool:
        """Whether the first of two joined phrases only describes the second (*rocket and sniper attacks*)."""
        if second.start != first.end + 1 or self.letters[first.end] != "C":
            return False
        last, head = self.words[first.end - 1], self.words[second.head]
        is_compass = last in COMPASS and self.letters[second.start] in "AN"
        return is_compass or (last in ARMS_KINDS and head in EVENTS and self.letters[second.start] in "AN")

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
        while place < len(letters) and letters[place] in "DMANKGZ'":
            letter = letters[place]
            after = letters[place + 1 : place + 2]
            is_full = has_noun or (place > start and letters[place - 1] == "M")
            if letter == "D" and is_full and letters[place - 1] != "'":
                break
            if letter in "KG" and not (
                place > start and letters[place - 1] in "DA'" and after and after in "NAM"
            ):
                break
            if letter == "Z" and not is_time_inside(letters, start, place):
                break
            if letter == "'" and (place == start or not after or after not in "DMANKGZ"):
                break
            if (
                letter == "M"
                and has_noun
                and letters[place - 1] == "N"
                and (
                    self.forms[place - 1].islower()
                    or self.words[place + 1 : place + 2] == ["of"]
                    or (place + 1 < len(letters) and self.words[place + 1] in PERSON_WORDS)
                )
            ):
                break
            if letter == "N" and has_noun and self.is_new_start(place):
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

    def is_bare(self, place: int) -> bool:
        """Whether an adjective stands for no one (*as many as possible*)."""
        return self.forms[place].islower() and self.words[place] not in PEOPLE_WORDS

    def is_new_start(self, place: int) -> bool:
        """Whether a name behind a noun begins something else (*killed in strikes AFP says*)."""
        before = self.forms[place - 1]
        if not (before.islower() and self.forms[place][0].isupper()):
            return False
        return before in EVENTS or (place + 1 < len(self.words) and self.words[place + 1] in TOLD)


def is_time_inside(letters: str, start: int, place: int) -> bool:
    """Whether a time stands inside a phrase (*the Oct. 7 attack*, *last week's raid*)."""
    end = place
    while letters[end : end + 1] == "Z":
        end += 1
    after = letters[end : end + 1]
    return after == "'" or (place > start and letters[place - 1] in "DAZ'" and bool(after) and after in "AN")


def read_sentence(
    text: str,
    forms: list[str],
    starts: list[int],
    ends: list[int],
    parts: list[int],
    offset: int = 0,
    quotes: str = "",
) -> Sentence:
    """The sentence of some tokens with their parts (places in `PARTS`)."""
    joined: list[list] = []  # form, start, end, letter
    for form, start, end, part in zip(forms, starts, ends, parts, strict=True):
        is_glued = joined and joined[-1][2] == start
        if (
            is_glued
            and (form == "-" or joined[-1][0].endswith("-"))
            and joined[-1][0][-1:].isalnum() | (form != "-") | ("." in joined[-1][0][:-1])
        ):
            letter = LETTERS[PARTS[part]] if form != "-" else joined[-1][3]
            joined[-1][:] = [joined[-1][0] + form, joined[-1][1], end, "A" if letter in "KVGX" else letter]
        elif is_glued and form == "." and joined[-1][0].lower() in MONTHS:
            joined[-1][2] = end
        else:
            joined.append([form, start, end, LETTERS[PARTS[part]]])
    forms = [token[0] for token in joined]
    words = [form.lower() for form in forms]
    letters = correct_letters(words, forms, [token[3] for token in joined])
    return Sentence(
        text, words, forms, letters, [t[1] for t in joined], [t[2] for t in joined], offset, quotes
    )


def parse_sentences(sentences: pd.DataFrame) -> dict[int, Sentence]:
    """The sentences that hold a word of violence or death, by row."""
    forms, texts = list_forms(), sentences["text"].tolist()
    rows = [row for row, text in enumerate(texts) if not forms.keys().isdisjoint(WORD.findall(text.lower()))]
    if not rows:
        return {}
    chosen = sentences.iloc[rows].reset_index(drop=True)
    words = read_words(chosen)
    parts = find_parts(words.numbers[words.code], words.first, words.vocabulary).tolist()
    spelt, code, first = words.forms, words.code.tolist(), words.first.tolist()
    starts, ends = words.start.tolist(), words.end.tolist()
    offsets, quotes = chosen["start"].tolist(), chosen["quote_spans"].tolist()
    parsed = {}
    for place, row in enumerate(rows):
        begin, end = first[place], first[place + 1]
        tokens = [spelt[number] for number in code[begin:end]]
        spans = starts[begin:end], ends[begin:end]
        parsed[row] = read_sentence(
            texts[row], tokens, *spans, parts[begin:end], offsets[place], quotes[place]
        )
    return parsed
