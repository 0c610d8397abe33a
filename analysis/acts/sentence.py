"""A sentence as the rules for acts read it: words, one letter for the part of each, and noun phrases."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from analysis.acts.violence import list_forms
from analysis.attributions.grammar.parts import PARTS
from analysis.attributions.word_classes import list_words

# One letter per part of speech: the rules read them like a text.
LETTERS = dict(zip(PARTS, "NNABORDPSCVIGKXXTM',.", strict=True))
BE = list_words("is was were are been being be am get gets got gotten getting 're ’re 's ’s")
HAVE = list_words("has have had having 've ’ve 'd ’d")
MODALS = list_words(
    "will would could should can cannot may might must shall wo ca 'll ’ll won't wouldn't "
    "can't couldn't won’t wouldn’t can’t couldn’t ca n't"
)
NOT = list_words(
    "not never n't n’t without neither nor didn't didn’t doesn't doesn’t don't don’t wasn't wasn’t "
    "weren't weren’t hasn't hasn’t haven't haven’t hadn't hadn’t isn't isn’t aren't aren’t"
)
DO = list_words("do does did didn't didn’t doesn't doesn’t don't don’t")
AUXILIARIES = BE | HAVE | MODALS | NOT | DO
DETERMINERS = list_words(
    "the a an his her its their our my your this these every each any no another several some many most all "
    "both few whose dozens hundreds thousands scores more"
)
PRONOUNS = list_words(
    "he she it they we i you him them us me those others someone everyone anyone nobody "
    "himself themselves herself itself there whoever"
)
RELATIVES = list_words("who which that whom")
PREPOSITIONS = list_words(
    "in on at of for from by with during over under against into through between among amid within "
    "near inside "
    "outside across around throughout including targeting onto along beside behind via like despite following"
)
CONJUNCTIONS = list_words("and or but nor plus")
SUBORDINATORS = list_words(
    "because if when while although though whether where unless since as after before once until"
)
QUANTIFIERS = [
    ("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than"), ("up", "to"),
    ("as", "many", "as"), ("well", "over"), ("an", "estimated"), ("close", "to"), ("no", "fewer", "than"),
]  # fmt: skip
QUANTIFIER_STARTS = frozenset(phrase[0] for phrase in QUANTIFIERS)
NEAR = list_words("about around nearly roughly approximately almost over some only just another estimated")
MONTHS = list_words(
    "january february march april june july august september october november december jan feb mar "
    "apr jun jul "
    "aug sept sep oct nov dec"
)
DAYS = list_words(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight overnight tomorrow"
)
PERIODS = list_words(
    "week month year night weekend day morning evening afternoon days weeks months years hours hour decade "
    "decades minutes time monday tuesday wednesday thursday friday saturday sunday"
)
NUMBERS = list_words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen"
)
PLURALS = list_words("dozens hundreds thousands scores millions")


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
        """The noun phrases, in text order."""
        found, place, letters = [], 0, self.letters
        while place < len(letters):
            end = self.find_phrase_end(place)
            if end == place:
                place += 1
                continue
            found.append(Phrase(place, end, end - 1))
            place = end
        return found

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
            if letter == "M" and has_noun and letters[place - 1] == "N" and self.forms[place - 1].islower():
                break
            has_noun = has_noun or letter == "N"
            place += 1
            if letter in "DMAN":
                last = place
        only_article = last == start + 1 and self.words[start] in ("the", "a", "an", "every", "its", "their")
        return start if only_article else last


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
            and joined[-1][0][-1:].isalnum() | (form != "-")
        ):
            letter = LETTERS[PARTS[part]] if form != "-" else joined[-1][3]
            joined[-1][:] = [joined[-1][0] + form, joined[-1][1], end, "A" if letter in "KVGX" else letter]
        elif is_glued and form == "." and joined[-1][0].lower() in MONTHS:
            joined[-1][2] = end
        else:
            joined.append([form, start, end, LETTERS[PARTS[part]]])
    forms = [token[0] for token in joined]
    words = [form.lower() for form in forms]
    letters = mark_quantities(
        words, mark_times(words, mark_participles(words, [correct_letter(*token[::3]) for token in joined]))
    )
    return Sentence(
        text, words, forms, "".join(letters), [t[1] for t in joined], [t[2] for t in joined], offset, quotes
    )


def mark_participles(words: list[str], letters: list[str]) -> list[str]:
    """The letters with those of past forms of violence set to K behind a helper (*has struck*)."""
    forms = list_forms()
    for place, word in enumerate(words):
        is_past = forms.get(word, ("", ""))[1] == "past" and letters[place] in "ANP"
        if is_past and place and letters[place - 1] in "XRON,":
            letters[place] = "K"
    return letters


@lru_cache(maxsize=2**16)
def correct_letter(form: str, letter: str) -> str:
    """The letter of a word; closed classes are sure of theirs."""
    word = form.lower()
    if word in ("'s", "’s"):
        return "'" if letter in "'.," or letter == "N" else letter
    if word in ("'", "’"):
        return letter
    if word in AUXILIARIES:
        return "X"
    if word in RELATIVES:
        return letter if letter in "RSD" else "R"
    for words, known in (
        (DETERMINERS, "D"), (PRONOUNS, "O"), (CONJUNCTIONS, "C"), (PREPOSITIONS, "P"), (SUBORDINATORS, "S"),
    ):  # fmt: skip
        if word in words:
            return known
    if word == "to":
        return "T"
    if word in NUMBERS or form[0].isdigit():
        return "M"
    if form[0].isupper() and letter in "AVIKGXBP.,":
        return "A" if word.endswith(("ian", "ish", "ese", "ean", "can", "aeli")) and letter == "A" else "N"
    if form[0] in ",;:()—–-":
        return ","
    if not form[0].isalnum():
        return "."
    return letter if letter not in "'.,X" else "N"


def mark_times(words: list[str], letters: list[str]) -> list[str]:
    """The letters with those of times set to Z (*Oct. 7*, *last week*, *Friday*)."""
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if word in MONTHS and after[:1].isdigit():
            letters[place] = letters[place + 1] = "Z"
        elif word in DAYS or (word in MONTHS and letters[place] == "N"):
            letters[place] = "Z"
        elif word in ("last", "this", "next", "that", "past", "same", "earlier") and after in PERIODS:
            letters[place] = letters[place + 1] = "Z"
        elif word in ("morning", "night", "evening", "afternoon") and place and letters[place - 1] == "Z":
            letters[place] = "Z"
    return letters


def mark_quantities(words: list[str], letters: list[str]) -> list[str]:
    """The letters with those before a number set to D (*at least 40*, *dozens of people*)."""
    for place, word in enumerate(words):
        for phrase in QUANTIFIERS if word in QUANTIFIER_STARTS else ():
            end = place + len(phrase)
            if word == phrase[0] and tuple(words[place:end]) == phrase and is_quantity(words, letters, end):
                letters[place:end] = ["D"] * len(phrase)
        if word in NEAR and is_quantity(words, letters, place + 1):
            letters[place] = "D"
        if (
            word in PLURALS
            and words[place + 1 : place + 2] == ["of"]
            and letters[place + 2 : place + 3] != ["D"]
        ):
            letters[place] = letters[place + 1] = "D"
        elif word in PLURALS:
            letters[place] = "M"
        if word == "of" and place and words[place - 1] == "number":
            letters[place] = "P"
    return letters


def is_quantity(words: list[str], letters: list[str], place: int) -> bool:
    """Whether a number, or a word like *dozens*, stands at a place."""
    return place < len(words) and (letters[place] == "M" or words[place] in PLURALS | {"a"})
