"""The letters of dates, of times of day, and of periods before *ago*."""

import re

from analysis.acts.grammar.letters import DAYS, MONTHS, NEAR, PERIODS, PERSON_WORDS, SHORT_DAYS
from analysis.acts.violence import list_forms
from analysis.attributions.word_classes import DAY_PARTS, EARLY
from analysis.matching.word_lists import list_words

YEAR = re.compile(r"(?:19|20)\d\d")
DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}")
DAY = re.compile(r"[0-3]?\d")
DIGITS = frozenset("0123456789")
BEFORE_YEARS = frozenset(["in", "since", "until", "till"])
BEFORE_PERIODS = list_words("last this next that past same earlier")
DATE_WORDS = MONTHS | {"may"}


def is_count(words: list[str], place: int) -> bool:
    """Whether a number that could be a year counts what follows (*in 2000 homes*)."""
    after = words[place + 1] if place + 1 < len(words) else ""
    is_plural = after.endswith("s") and after not in list_forms() and after not in PERIODS
    return after in PERSON_WORDS or is_plural


def mark_ago(words: list[str], letters: list[str], place: int) -> None:
    """Set a period before *ago* to Z (*over a hundred years ago*)."""
    start = place - 1
    if start < 1 or words[start] not in PERIODS:
        return
    while start and (letters[start - 1] in "MD" or words[start - 1] in NEAR):
        start -= 1
    letters[start : place + 1] = ["Z"] * (place + 1 - start)


def mark_dates(words: list[str], letters: list[str], places: list[int]) -> None:
    """Set the letters of whole dates to Z (*Tue May 3 2016*, *27 Jul 2016*, *04-06-2016*)."""
    for place in places:
        word = words[place]
        if not word[0].isdigit():
            continue
        if DATE.fullmatch(word):
            letters[place] = "Z"
        if (
            words[place + 1 : place + 2] == [":"]
            and words[place + 2 : place + 3]
            and words[place + 2][:1] in DIGITS
        ):
            letters[place : place + 3] = ["Z"] * 3  # *16:45*
        if not (place and YEAR.fullmatch(word)):
            continue
        if words[place - 1] in BEFORE_YEARS and not is_count(words, place):
            letters[place] = "Z"
        start = place
        while (
            start
            and place - start < 2
            and (words[start - 1] in DATE_WORDS or DAY.fullmatch(words[start - 1]))
        ):
            start -= 1
        if DATE_WORDS.isdisjoint(words[start:place]):
            continue
        if start and (words[start - 1] in SHORT_DAYS or words[start - 1] in DAYS):
            start -= 1
        letters[start : place + 1] = ["Z"] * (place + 1 - start)


def mark_times(words: list[str], letters: list[str], places: list[int]) -> None:
    """Set the letters of times to Z (*Oct. 7*, *last week*, *Friday*)."""
    for place in places:
        word = words[place]
        after = words[place + 1] if place + 1 < len(words) else ""
        if (word in MONTHS and after[:1].isdigit()) or (word in BEFORE_PERIODS and after in PERIODS):
            letters[place] = letters[place + 1] = "Z"
            if place and words[place - 1] == "the" and words[place - 2] in ("of", "over", "in"):
                letters[place - 1] = "Z"  # *over the course of the past week*
        elif word in DAYS or (word in MONTHS and letters[place] == "N"):
            letters[place] = "Z"
        elif word == "ago":
            mark_ago(words, letters, place)
        elif word == "weekend" and words[max(place - 2, 0) : place] == ["over", "the"]:
            letters[place - 1] = letters[place] = "Z"
        elif (word in EARLY and after in DAYS) or (word in DAY_PARTS and place and letters[place - 1] == "Z"):
            letters[place] = "Z"
