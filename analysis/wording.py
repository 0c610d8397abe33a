"""Counts, numbers, days and lists in words: one form for messages, charts and findings."""

import os
import re
from collections.abc import Sequence

import pandas as pd

# Names the column whose values are compared in place of the outlets, for this process and those it starts.
BY = "ANALYSIS_BY"
OUTLETS = re.compile(r"\b[Oo]utlet(?P<many>s)?\b(?!['’]|\.csv)")
AN_OUTLET = re.compile(r"\b(?P<an>[Aa]n) outlet\b(?!['’])")

# How the first day of a period is written; a quarter has no strftime code.
PERIOD_FORMS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "quarter": "", "year": "%Y"}
VOWELS = "aeiou"


def count_noun(n: int, noun: str) -> str:
    """Return a count with its noun, in the plural unless the count is 1.

    >>> count_noun(1, "article"), count_noun(1200, "article"), count_noun(0, "entity"), count_noun(2, "day")
    ('1 article', '1,200 articles', '0 entities', '2 days')
    """
    return f"{n:,} {noun if n == 1 else plural_of(noun)}"


def plural_of(noun: str) -> str:
    """Return the plural of a regular noun.

    >>> plural_of("article"), plural_of("entity"), plural_of("match")
    ('articles', 'entities', 'matches')
    """
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def list_some(texts: Sequence[str], top: int) -> str:
    """Return the first `top` texts as a list; the rest is counted.

    >>> list_some(["Kyiv", "Odesa", "Lviv"], 2)
    'Kyiv, Odesa, and 1 more'
    """
    rest = len(texts) - top
    return ", ".join(texts[:top]) + (f", and {rest:,} more" if rest > 0 else "")


def capitalise(text: str) -> str:
    """Return the text with a capital first letter; the other letters keep their case.

    >>> capitalise("VADER tone"), capitalise("tone of VADER")
    ('VADER tone', 'Tone of VADER')
    """
    return text[:1].upper() + text[1:]


def format_number(value: float, *, share: bool = False, digits: int = 2) -> str:
    """Return a rounded number; a share as a percentage, a missing value as "no value".

    >>> format_number(0.4249, share=True), format_number(-0.001), format_number(1234.5)
    ('42%', '0.00', '1,234.50')
    """
    if pd.isna(value):
        return "no value"
    if share:
        return f"{100 * value:.0f}%"
    # A rounded zero has no sign.
    return f"{round(float(value), digits) + 0.0:,.{digits}f}"


def format_day(day: pd.Timestamp) -> str:
    """Return a day in full.

    >>> format_day(pd.Timestamp("2022-11-07"))
    '7 November 2022'
    """
    return f"{day.day} {day:%B %Y}"


def format_period(day: pd.Timestamp, period: str = "day") -> str:
    """Return the name of the period that begins on a day.

    >>> format_period(pd.Timestamp("2022-10-01"), "quarter"), format_period(pd.Timestamp("2022-10-01"))
    ('2022-Q4', '2022-10-01')
    """
    return f"{day:%Y}-Q{day.quarter}" if period == "quarter" else f"{day:{PERIOD_FORMS[period]}}"


def format_group(value: object, column: str) -> str:
    """Return the name of a group: the first day of a period in the form of its column, else the value.

    >>> format_group(pd.Timestamp("2022-11-01"), "month"), format_group("X", "outlet")
    ('2022-11', 'X')
    """
    if isinstance(value, pd.Timestamp):
        return format_period(value, column if column in PERIOD_FORMS else "day")
    return str(value)


def name_group_noun() -> str:
    """Return the word for one of the groups that are compared: outlet, or the column that was chosen.

    >>> name_group_noun()
    'outlet'
    """
    return os.environ.get(BY, "").strip().replace("_", " ") or "outlet"


def name_groups(text: str) -> str:
    """Return the text with the word for the groups where it speaks of outlets as groups.

    Possessives stay: narration is the outlet's own words, whatever the articles are compared by.

    >>> os.environ[BY] = "country"
    >>> name_groups("An outlet by two outlets, in the outlet's own words; outlets.csv")
    "A country by two countries, in the outlet's own words; outlets.csv"
    >>> del os.environ[BY]
    """
    noun = name_group_noun()
    if noun == "outlet":
        return text
    article = "an" if noun[:1].lower() in VOWELS else "a"
    text = AN_OUTLET.sub(lambda match: f"{match['an'][0]}{article[1:]} {noun}", text)
    return OUTLETS.sub(lambda match: write_as(match[0], plural_of(noun) if match["many"] else noun), text)


def write_as(model: str, word: str) -> str:
    """Return the word with a capital first letter where the model has one."""
    return capitalise(word) if model[:1].isupper() else word
