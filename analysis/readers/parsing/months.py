"""Dates with the name of a month, in the languages of the press; the names are those of Unicode's CLDR."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise

# Locales of CLDR (through babel). Where two give a name to different months, the earlier is right, unless the
# column shows otherwise: `listopada` is November in Polish and October in Croatian.
LOCALES = (
    "en", "uk", "ru", "fr", "es", "de", "de_AT", "it", "pt", "pl", "tr", "fi", "ar", "ar_SY", "ar_DZ",
    "ar_MA", "nl", "sv", "da", "nb", "cs", "sk", "hu", "ro", "bg", "be", "sr", "sr_Latn", "hr", "sl", "mk",
    "el", "he", "fa", "lt", "lv", "et", "ca", "id", "az", "ka", "hy",
)  # fmt: skip
# What newspapers also write.
MORE = {
    "en": {"sept": 9},
    "fr": {"janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9},
    "es": {"set": 9, "sept": 9, "setiembre": 9},
    "de": {"mrz": 3, "feber": 2, "sept": 9},
    "ru": {"янв": 1, "фев": 2, "сен": 9, "сент": 9, "ноя": 11, "нояб": 11},
    "ar": {"كانون ثاني": 1, "تشرين اول": 10, "تشرين ثاني": 11, "كانون اول": 12},
}
CLOCK = re.compile(r"\b\d{1,2}\s?[:h]\s?\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?m\b\.?)?", re.IGNORECASE)
TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[’'׳][^\W\d_]+)?")
EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})")
# Words that stand between day, month and year.
FILLERS = frozenset([
    "st", "nd", "rd", "th", "er", "re", "o", "a", "of", "the", "de", "del", "di", "do", "da", "den", "dem",
    "der",
    "le", "la", "el", "il", "al", "am", "e", "d", "m", "г", "р", "года", "року", "рік", "year", "і", "и",
    "ال", "في", "من", "שנת",
])  # fmt: skip
# The press prints no later day: a year of two digits above it is one of the 20th century.
LATEST = 40
CLOSE = 0.85  # likeness of a misspelt English month


def fold_name(text: str) -> str:
    """A text in small letters without accents, by which names of months are compared.

    >>> fold_name("Août"), fold_name("KASIM"), fold_name("Kasım")
    ('aout', 'kasim', 'kasim')
    """
    letters = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return "".join(letter for letter in letters if not unicodedata.combining(letter) and letter != "ـ")


@lru_cache(maxsize=1)
def load_months() -> dict[str, dict[str, int]]:
    """For each name of a month, folded, its number by locale, the locales in their order."""
    from babel import Locale  # slow, and only dates in other languages than English need it

    months: dict[str, dict[str, int]] = {}
    for code in LOCALES:
        forms = Locale.parse(code).months
        names = [
            (str(name), number)
            for context in forms
            for width in ("wide", "abbreviated")
            for number, name in forms[context][width].items()
        ]
        for name, number in [*names, *MORE.get(code, {}).items()]:
            plain = " ".join(TOKEN.findall(fold_name(name)))
            if len(plain) > 1 and not plain.isdigit():
                months.setdefault(plain, {}).setdefault(code, number)
    return months


def choose_locales(texts: Iterable[str]) -> tuple[str, ...]:
    """The locales by how many of some dates have a month that each of them knows, the most first."""
    counts: Counter[str] = Counter()
    months = load_months()
    for text in texts:
        words = TOKEN.findall(fold_name(text))
        names = [*words, *(" ".join(pair) for pair in pairwise(words))]
        counts.update({code for name in names for code in months.get(name, ())})
    return tuple(sorted(LOCALES, key=lambda code: (-counts[code], LOCALES.index(code))))


def read_named(text: str, locales: Sequence[str] = LOCALES) -> date | None:
    """The day of a date with the name of a month, or in Chinese, Japanese or Korean; None where it has none.

    >>> spelled = ["17 août 2022", "17. marraskuuta 2022", "١٧ نوفمبر ٢٠٢٢", "noviembre 17, 2022"]
    >>> [str(read_named(text)) for text in spelled]
    ['2022-08-17', '2022-11-17', '2022-11-17', '2022-11-17']
    >>> read_named("17 mar") is None
    True
    """
    if found := EAST.search(text):
        return make_day(*map(int, found.groups()))
    tokens = TOKEN.findall(fold_name(CLOCK.sub(" ", text)))
    tokens = [token for token in tokens if token not in FILLERS]
    years = {int(token) for token in tokens if len(token) == 4 and token.isdecimal()}
    found_loosely = None
    for place in range(len(tokens)):
        month, n_words = number_month(tokens, place, locales)
        if not month:
            continue
        before = [int(token) for token in tokens[max(place - 1, 0) : place] if token.isdecimal()]
        behind = [int(token) for token in tokens[place + n_words : place + n_words + 2] if token.isdecimal()]
        behind = behind if tokens[place + n_words : place + n_words + 1] == list(map(str, behind[:1])) else []
        strict = read_around(month, before, behind)
        if strict:
            return strict
        days = [number for number in [*before, *behind[:1]] if 1 <= number <= 31]
        if days and len(years) == 1 and not found_loosely:
            found_loosely = make_day(min(years), month, days[0])
    return found_loosely


def number_month(tokens: list[str], place: int, locales: Sequence[str]) -> tuple[int, int]:
    """The month whose name stands at a place among words, and how many words the name has; 0 where none."""
    months = load_months()
    for n_words in (2, 1):
        by_locale = months.get(" ".join(tokens[place : place + n_words]))
        if by_locale and place + n_words <= len(tokens):
            # Arabic news writes both names of a month, with a slash.
            skipped = n_words
            while number_at(months, tokens, place + skipped, by_locale):
                skipped += number_at(months, tokens, place + skipped, by_locale)
            return next(by_locale[code] for code in locales if code in by_locale), skipped
    word = tokens[place]
    if word.isascii() and len(word) > 5:
        english = [name for name, codes in months.items() if "en" in codes and len(name) > 3]
        if near := get_close_matches(word, english, n=1, cutoff=CLOSE):
            return months[near[0]]["en"], 1
    return 0, 0


def number_at(months: dict, tokens: list[str], place: int, by_locale: dict[str, int]) -> int:
    """How many words another name of the same month has that stands at a place; 0 where none does."""
    for n_words in (2, 1):
        other = months.get(" ".join(tokens[place : place + n_words]))
        if other and place + n_words <= len(tokens) and set(other.values()) & set(by_locale.values()):
            return n_words
    return 0


def read_around(month: int, before: list[int], behind: list[int]) -> date | None:
    """The day made of the month and the numbers right before and behind it."""
    if before and behind:
        if before[0] > 31:
            return make_day(before[0], month, behind[0])
        if len(behind) == 1 or behind[0] > 31:
            return make_day(behind[0], month, before[0])
        return make_day(behind[0], month, before[0]) if behind[0] > 31 else None
    if len(behind) == 2 and behind[1] > 99:
        return make_day(behind[1], month, behind[0])
    return None


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day between 1900 and 2100; a year of two digits is the last such year.

    >>> make_day(22, 11, 17), make_day(1401, 8, 26), make_day(70, 1, 2)
    (datetime.date(2022, 11, 17), None, datetime.date(1970, 1, 2))
    """
    year += 0 if year > 99 else 2000 if year <= LATEST else 1900
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
