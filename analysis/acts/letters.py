"""The part of each word as a letter, corrected by closed classes of words and by what stands around it."""

import re
from functools import lru_cache
from itertools import pairwise

from analysis.acts.violence import DOER_NOUNS, EVENTS, list_forms
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
ADVERBS = list_words("elsewhere meanwhile separately")
# Verbs that say how far an act has come: its doer is their subject (*began shelling*).
ASPECTS = list_words(
    "began begun begins begin started starts start continued continues continue kept keeps keep stopped stop "
    "stops resumed resume"
)
ADJECTIVE_ENDINGS = ("ian", "ish", "ese", "ean", "eli", "iqi", "ani")
ACRONYMS = frozenset(["IS", "US", "WHO"])  # not *is*, *us* and *who*
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
SHORT_DAYS = list_words("mon tue wed thu fri sat sun")
YEAR = re.compile(r"(?:19|20)\d\d")
DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}")
DAY = re.compile(r"[0-3]?\d")
NOT_ADVERBS = list_words(
    "family assembly ally rally supply reply bully monopoly anomaly belly deadly early daily weekly monthly "
    "yearly hourly likely unlikely only elderly friendly costly bodily holy ugly orderly lonely lively italy "
    "july"
)
NUMBERS = list_words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen"
)
PLURALS = list_words("dozens hundreds thousands scores millions")


def mark_acts(words: list[str], letters: list[str]) -> list[str]:
    """The letters with those of words of violence set by what stands before them.

    A past form behind a helper is a participle (*has struck*); a noun of an act behind an owner or an
    adjective is a noun (*in Israeli strikes*); a base form joined to an infinitive is one (*to kill and
    kidnap*).
    """
    forms = list_forms()
    for place, word in enumerate(words):
        kind = forms.get(word, ("", ""))[1]
        if word in ASPECTS and letters[place] in "SNAK" and letters[place - 1 : place] not in (["X"], ["D"]):
            letters[place] = "V"
        if word in ("said", "told") and letters[place] == "K" and letters[place - 1 : place] != ["X"]:
            letters[place] = "V"
        if not kind or not place:
            continue
        before, letter = letters[place - 1], letters[place]
        if kind == "past" and letter in "ANPI" and before in ("X" if letter == "I" else "XRON,"):
            letters[place] = "K"
        elif (
            kind == "past"
            and letter == "N"
            and before == "M"
            and letters[place + 1 : place + 2] not in (["N"], ["A"])
        ):
            letters[place] = "K"  # *70 Killed in Airstrikes*
        elif word in EVENTS and letter in "GVI" and is_noun_behind(words, letters, place):
            letters[place] = "N"
        elif kind == "progressive" and letter in "AN" and is_verb_behind(letters, place):
            letters[place] = "G"
        elif (
            word == "shells"
            and letter == "V"
            and words[place - 1] in ("rocket", "mortar", "artillery", "tank")
        ):
            letters[place] = "N"
        elif kind == "progressive" and letter == "N" and words[place - 1] in ASPECTS:
            letters[place] = "G"
        elif kind == "base" and letter in "AN" and before == "C" and letters[place - 2] == "I":
            letters[place] = "I"
    return letters


def is_verb_behind(letters: list[str], place: int) -> bool:
    """Whether a form in -ing has an object and no determiner (*are killing civilians*, *killing 29*)."""
    before, after = letters[place - 1], letters[place + 1 : place + 2]
    is_helped = before == "X" or (before == "B" and letters[place - 2] == "X")
    return before not in "DA'M" and (
        after in (["M"], ["D"], ["O"]) or (is_helped and after in (["N"], ["A"]))
    )


def is_noun_behind(words: list[str], letters: list[str], place: int) -> bool:
    """Whether the words before a place make it a noun (*the*, *Israel's*, *in Israeli*)."""
    before, further = letters[place - 1], letters[place - 2] if place > 1 else "."
    is_adjective = before == "A" or (before == "N" and words[place - 1].endswith(ADJECTIVE_ENDINGS))
    has_object = letters[place + 1 : place + 2] in (["M"], ["D"], ["N"], ["A"], ["O"])
    is_free = further in "PDA" or (further == "N" and not has_object)
    is_doer = before == "N" and words[place - 1] in DOER_NOUNS and is_free
    return before in "D'" or is_doer or (is_adjective and further in "PD'")


@lru_cache(maxsize=2**16)
def correct_letter(form: str, letter: str) -> str:
    """The letter of a word; closed classes are sure of theirs."""
    word = form.lower()
    if form in ACRONYMS:
        return "N"
    if word == "armed":
        return "A"
    if word in ("'s", "’s"):
        return "'" if letter in "'.," or letter == "N" else letter
    if word in ("'", "’"):
        return letter
    if word in AUXILIARIES:
        return "X"
    if word in RELATIVES:
        return letter if letter in "RSD" else "R"
    for words, known in (
        (ADVERBS, "B"), (DETERMINERS, "D"), (PRONOUNS, "O"), (CONJUNCTIONS, "C"), (PREPOSITIONS, "P"),
        (SUBORDINATORS, "S"),
    ):  # fmt: skip
        if word in words:
            return known
    if word == "to":
        return "T"
    if word in NUMBERS or form[0].isdigit():
        return "M"
    if form[0].isupper() and letter in "AVIKGXBP.," and not (letter == "B" and word.endswith("ly")):
        return "A" if word.endswith(("ian", "ish", "ese", "ean", "can", "aeli")) and letter == "A" else "N"
    if word.endswith("ly") and letter in "NA" and word not in NOT_ADVERBS:
        return "B"
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
        elif (word in ("last", "this", "next", "that", "past", "same", "earlier") and after in PERIODS) or (
            word == "the" and after == "weekend" and words[place - 1] == "over"
        ):
            letters[place] = letters[place + 1] = "Z"
        elif (word in ("early", "late", "earlier", "later") and after in DAYS) or (
            word in ("morning", "night", "evening", "afternoon") and place and letters[place - 1] == "Z"
        ):
            letters[place] = "Z"
    return letters


def mark_dates(words: list[str], letters: list[str]) -> list[str]:
    """The letters with those of whole dates set to Z (*Tue May 3 2016*, *27 Jul 2016*, *04-06-2016*)."""
    for place, word in enumerate(words):
        if DATE.fullmatch(word):
            letters[place] = "Z"
        if not (YEAR.fullmatch(word) and place):
            continue
        start = place
        while (
            start
            and place - start < 2
            and (words[start - 1] in MONTHS | {"may"} or DAY.fullmatch(words[start - 1]))
        ):
            start -= 1
        if (MONTHS | {"may"}).isdisjoint(words[start:place]):
            continue
        if start and words[start - 1] in SHORT_DAYS | DAYS:
            start -= 1
        letters[start : place + 1] = ["Z"] * (place + 1 - start)
    return letters


def mark_causes(words: list[str], letters: list[str]) -> list[str]:
    """The letters with those of *due to* and *because of* set to a preposition, and of *those men*."""
    for place, pair in enumerate(pairwise(words)):
        if pair in (("due", "to"), ("because", "of")):
            letters[place : place + 2] = ["B", "P"]
        elif pair[0] in ("those", "these") and letters[place + 1] == "N":
            letters[place] = "D"
        elif pair == ("result", "of") and words[place - 2 : place - 1] == ["as"]:
            letters[place - 2 : place + 2] = ["B", "B", "B", "P"]
        elif pair[1] in ("others", "more") and letters[place] in "MD":
            has_noun = letters[place + 2 : place + 3] in (["N"], ["A"])
            letters[place + 1] = "A" if has_noun and letters[place] == "M" else "N" if not has_noun else "D"
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
        if word == "of" and place > 1 and words[place - 1] in ("number", "total"):
            is_count = words[place - 2] in ("a", "large", "unknown")
            letters[place - 2 : place + 1] = ["D"] * 3 if is_count else [*letters[place - 2 : place], "P"]
    return letters


def is_quantity(words: list[str], letters: list[str], place: int) -> bool:
    """Whether a number, or a word like *dozens*, stands at a place."""
    return place < len(words) and (letters[place] == "M" or words[place] in PLURALS | {"a"})


def correct_letters(words: list[str], forms: list[str], letters: list[str]) -> str:
    """The letters of the words of a sentence, corrected."""
    corrected = [correct_letter(form, letter) for form, letter in zip(forms, letters, strict=True)]
    timed = mark_dates(words, mark_times(words, mark_acts(words, corrected)))
    return "".join(mark_quantities(words, mark_causes(words, timed)))
