"""The letters of dates, of times of day, and of periods before *ago*."""

import re

from analysis.acts.grammar.letters import DAYS, MONTHS, NEAR, PERIODS, PERSON_WORDS, SHORT_DAYS
from analysis.acts.violence import list_forms

YEAR = re.compile(r"(?:19|20)\d\d")
DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}")
DAY = re.compile(r"[0-3]?\d")
DIGITS = frozenset("0123456789")
BEFORE_YEARS = frozenset(["in", "since", "until", "till"])
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
