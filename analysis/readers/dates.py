"""Dates as people write them; the order of day, month and year is that of the whole column."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from analysis.readers.columns import NOTHING
from analysis.readers.parsing.months import LOCALES, choose_locales, make_day, read_named
from analysis.readers.parsing.numeric import is_serial, read_digits, read_short, resolve_years, split_short

ISO = re.compile(r"(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?:T\d+Z?)?$")
NUMBERS = re.compile(r"(?:[A-Za-z]+,? +)?(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d)")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
DAY_MONTH = re.compile(rf"\b{ORDINAL}[ \-/.]*(?:of )?({MONTH})[ \-/.,]*(\d{{4}}|\d{{2}}(?!:))\b", re.I)
MONTH_DAY = re.compile(rf"\b({MONTH})[ \-/.]*{ORDINAL}[ \-/.,]*(\d{{4}})\b", re.I)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

# Marks that nobody sees, such as those of the direction of writing.
MARKS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# Nobody spells a date with more characters.
LONGEST = 100

# The date that an article's text opens with, before its first sentence, in the forms that pages print.
WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?"
CLOCK = r"(?:,? (?:at )?\d{1,2}[:.]?\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: (?:UTC|GMT|EST|MSK)(?:[+-]\d+)?)?)"
FULL_DAY = (
    rf"(?:{WEEKDAY} )?(?:\d{{1,2}} {MONTH},? \d{{4}}|{MONTH} \d{{1,2}},? ?\d{{4}}"
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}-\d\d-\d\d)"
)
OWN_DATE = re.compile(
    r"(?:(?:Date of publication|Last updated(?: at| on)?|Published(?: on)?|Posted on|Updated(?: on)?):? )?"
    rf"{FULL_DAY}{CLOCK}?(?: ?\(updated [^)]{{4,30}}\))?[.:,]?(?:\s*[-–—|])?\s+(?=[A-Z“\"‘'«(]|\d+ [A-Za-z])"
)


def read_dates(
    values: pd.Series, *, day_first: bool | None = None, year_first: bool | None = None
) -> tuple[pd.Series, list[str], str]:
    """The days of a column of dates, the spellings that are no date, and the order that was found.

    Parameters
    ----------
    values : Series
        Dates as text, or datetime64.
    day_first : bool, optional
        The order of dates such as 4/5/2017. By default the order that the column itself shows (a number
        above 12 cannot be a month).
    year_first : bool, optional
        Whether dates such as 22-11-17 open with the year. By default what the column itself shows.

    Returns
    -------
    days : Series of datetime64[us]
        Without a time zone: the day as it is written. NaT where there is none.
    bad : list of str
        Spellings that are no date.
    order : str
        The order of day and month and its reason; empty where no date needs one.

    Examples
    --------
    >>> days, bad, order = read_dates(pd.Series(["4/5/2017", "4/13/2017", "soon"]))
    >>> days.dt.strftime("%Y-%m-%d").tolist(), bad
    (['2017-04-05', '2017-04-13', nan], ['soon'])
    >>> order
    'month first: 1 of 2 dates such as 4/13/2017 can only be read so'
    """
    if pd.api.types.is_datetime64_any_dtype(values):
        return values.dt.tz_localize(None).dt.normalize().astype("datetime64[us]"), [], ""
    spelled = spell_dates(values)
    counts = count_numeric(spelled)
    years = ""
    if year_first is None and day_first is None:
        year_first, years = resolve_years(counts)
    elif year_first is None:
        year_first = False
    if year_first is not False:
        counts = {text: n for text, n in counts.items() if not split_short(text)}
    day_first, order = resolve_order(counts, day_first)
    different = spelled.unique()
    named = [text for text in different if any(letter.isalpha() for letter in text)]
    locales = choose_locales(named) if any(not is_english(text) for text in named) else LOCALES
    read = {
        text: read_date(text, day_first=day_first, year_first=year_first, locales=locales)
        for text in different
    }
    days = pd.to_datetime(spelled.map(read), errors="coerce").astype("datetime64[us]")
    serials = [text for text in different if is_serial(text)]
    counted = f"as days that Excel counts: {serials[0]} is {read[serials[0]]}" if serials else ""
    reasons = "; ".join(filter(None, [order, years, counted]))
    return days, sorted(text for text, day in read.items() if text and day is None), reasons


def is_english(text: str) -> bool:
    """Whether a date has its month in English, or in digits."""
    return bool(ISO.match(text) or DAY_MONTH.search(text) or MONTH_DAY.search(text) or NUMBERS.match(text))


def spell_dates(values: pd.Series) -> pd.Series:
    """The dates as text; empty where there is none."""
    spelled = ["" if pd.isna(value) else str(value).strip() for value in values]
    spelled = ["" if text in NOTHING else text if text.isascii() else clean_date(text) for text in spelled]
    return pd.Series(spelled, index=values.index, dtype="str")


def clean_date(text: str) -> str:
    """A date with plain spaces and hyphens, without marks of the direction of writing.

    >>> clean_date("\\u200f17\\u200f/11\\u200f/2022"), clean_date("17\\u00a0November 2022")
    ('17/11/2022', '17 November 2022')
    """
    return " ".join(MARKS.sub("", text).translate(DASHES).split())


def count_numeric(spelled: pd.Series) -> dict[str, int]:
    """How often each date in numbers occurs, such as 4/5/2017.

    >>> count_numeric(pd.Series(["4/5/2017", "5 April 2017", "4/5/2017"]))
    {'4/5/2017': 2}
    """
    return dict(Counter(text for text in spelled if NUMBERS.match(text) or split_short(text)))


def resolve_order(counts: dict[str, int], day_first: bool | None = None) -> tuple[bool, str]:
    """Whether the day comes first in dates in numbers, and the reason; empty where no date needs one.

    `counts` says how often each date occurs (`count_numeric`).

    >>> resolve_order({"4/5/2017": 2, "4/13/2017": 1})
    (False, 'month first: 1 of 3 dates such as 4/13/2017 can only be read so')
    """
    parts = {text: two for text in counts if (two := split_numbers(text))}
    counts = {text: counts[text] for text in parts}
    if not counts:
        return day_first is not False, ""
    if day_first is not None:
        return day_first, f"{'day' if day_first else 'month'} first, as asked for"
    only_day = sorted(text for text, (first, second) in parts.items() if first > 12 >= second)
    only_month = sorted(text for text, (first, second) in parts.items() if second > 12 >= first)
    n_day, n_month = (sum(counts[text] for text in texts) for texts in (only_day, only_month))
    n_dates = sum(counts.values())
    if n_day or n_month:
        order = n_day >= n_month
        reason = (
            f"{'day' if order else 'month'} first: {max(n_day, n_month):,} of {n_dates:,} dates "
            f"such as {(only_day if order else only_month)[0]} can only be read so"
        )
        against = f"; {min(n_day, n_month):,} can only be read the other way, and were"
        return order, reason + (against if n_day and n_month else "")
    order = "/" not in min(counts)
    open_dates = sorted(text for text, (first, second) in parts.items() if first != second)
    if not open_dates:
        return order, ""
    return order, (
        f"{'day' if order else 'month'} first by guess: none of {n_dates:,} dates such as "
        f"{open_dates[0]} shows the order; choose with day_first=True or False"
    )


def split_numbers(text: str) -> tuple[int, int] | None:
    """The first two numbers of a date in digits that ends in its year; None for another date."""
    if found := NUMBERS.match(text):
        return int(found[1]), int(found[3])
    short = split_short(text)
    return short[:2] if short else None


def read_date(
    text: str,
    *,
    day_first: bool = True,
    year_first: bool | None = False,
    locales: Sequence[str] = LOCALES,
) -> date | None:
    """The day that a spelling names, or None.

    `year_first` says whether dates such as 22-11-17 open with the year; None for no date. `locales` are the
    languages of months, the likeliest first.

    >>> [str(read_date(text)) for text in ["2022-11-17T23:30:00Z", "17.11.22", "Nov. 17, 2022"]]
    ['2022-11-17', '2022-11-17', '2022-11-17']
    >>> read_date("17 November") is None
    True
    """
    text = text[:LONGEST]
    if found := ISO.match(text):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return make_day(year, month, day)
    if year_first is not False and (parts := split_short(text)):
        return read_short(parts, "ymd") if year_first else None
    if found := NUMBERS.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (first, second) if day_first else (second, first)
        return make_day(year, month, day) or make_day(year, day, month)
    if found := DAY_MONTH.search(text):
        return make_day(int(found[3]), number_month(found[2]), int(found[1]))
    if found := MONTH_DAY.search(text):
        return make_day(int(found[3]), number_month(found[1]), int(found[2]))
    if any(letter.isalpha() for letter in text):
        return read_named(text, locales) or read_digits(text)
    if parts := split_short(text):
        return read_short(parts, "dmy" if day_first else "mdy")
    return read_digits(text)


def number_month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def opening_date(text: str) -> date | None:
    """The day that an article's own text opens with, if it can be read in one way only.

    >>> opening_date("Thu Sep 5 2013 Car bomb kills four in Damascus. A car bomb")
    datetime.date(2013, 9, 5)
    >>> opening_date("04-05-2014 Army Advances.") is None
    True
    """
    found = OWN_DATE.match(text)
    if not found:
        return None
    spelled = re.search(FULL_DAY, found[0])
    days = {read_date(spelled[0], day_first=order) for order in (True, False)} if spelled else set()
    return days.pop() if len(days) == 1 else None
