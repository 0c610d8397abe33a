"""Dates as people write them, with the order of day and month settled for the column as a whole."""

import re
from datetime import UTC, date, datetime

import pandas as pd
from dateutil import parser

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?:T\d+Z?)?$")
NUMBERS = re.compile(r"(?:[A-Za-z]+,? +)?(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d)")
EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d*)?$")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
DAY_MONTH = re.compile(rf"\b{ORDINAL}[ \-/.]*(?:of )?({MONTH})[ \-/.,]*(\d{{4}}|\d{{2}}(?!:))\b", re.I)
MONTH_DAY = re.compile(rf"\b({MONTH})[ \-/.]*{ORDINAL}[ \-/.,]+(\d{{4}})\b", re.I)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

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


def read_dates(values: pd.Series, *, day_first: bool | None = None) -> tuple[pd.Series, list[str], str]:
    """The days of a column of dates, the spellings that could not be read, and what was settled, in words.

    Days are datetime64 without a time zone, the day as written there; NaT where empty or not readable. Dates
    such as 4/5/2017 are read in the one order that the column itself shows (a number above 12 cannot be a
    month); `day_first` settles it from outside. The words are empty where nothing had to be settled.

    >>> days, bad, settled = read_dates(pd.Series(["4/5/2017", "4/13/2017", "soon"]))
    >>> days.dt.strftime("%Y-%m-%d").tolist(), bad
    (['2017-04-05', '2017-04-13', nan], ['soon'])
    >>> settled
    'month first: 1 of 2 dates such as 4/13/2017 can only be read so'
    """
    if pd.api.types.is_datetime64_any_dtype(values):
        return values.dt.tz_localize(None).dt.normalize().astype("datetime64[us]"), [], ""
    spelled = values.map(lambda value: "" if value is None or value != value else str(value).strip())
    distinct = spelled.unique()
    number = {text: found for text in distinct if (found := NUMBERS.match(text))}
    order, settled = resolve_order(spelled[spelled.isin(number)], number, day_first)
    read = {text: read_date(text, day_first=order) for text in distinct}
    days = pd.to_datetime(spelled.map(read), errors="coerce").astype("datetime64[us]")
    return days, sorted(text for text in distinct if text and read[text] is None), settled


def resolve_order(
    spelled: pd.Series, number: dict[str, re.Match], day_first: bool | None
) -> tuple[bool, str]:
    """Whether the day comes first in a column of dates in numbers, and the reason in words."""
    if spelled.empty:
        return True, ""
    if day_first is not None:
        return day_first, f"{'day' if day_first else 'month'} first, as asked for"
    first = spelled.map(lambda text: int(number[text][1]) > 12)
    second = spelled.map(lambda text: int(number[text][3]) > 12)
    n_day, n_month = int((first & ~second).sum()), int((second & ~first).sum())
    if n_day or n_month:
        order = n_day >= n_month
        example = sorted(spelled[first & ~second if order else second & ~first])[0]
        words = (
            f"{'day' if order else 'month'} first: {max(n_day, n_month):,} of {len(spelled):,} dates "
            f"such as {example} can only be read so"
        )
        against = f"; {min(n_day, n_month):,} can only be read the other way, and were"
        return order, words + (against if n_day and n_month else "")
    same = spelled.map(lambda text: number[text][1] == number[text][3])
    order = number[sorted(spelled)[0]][2] != "/"
    if same.all():
        return order, ""
    return order, (
        f"{'day' if order else 'month'} first by guess: none of {len(spelled):,} dates such as "
        f"{sorted(spelled[~same])[0]} shows the order; settle it with day_first=True or False"
    )


def read_date(text: str, *, day_first: bool = True) -> date | None:
    """The day that a spelling names, or None.

    >>> [str(read_date(text)) for text in ["2022-11-17T23:30:00Z", "17.11.22", "Nov. 17, 2022"]]
    ['2022-11-17', '2022-11-17', '2022-11-17']
    >>> read_date("17 November") is None
    True
    """
    if found := ISO.match(text):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return make_date(year, month, day)
    if found := NUMBERS.match(text):
        a, b, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (a, b) if day_first else (b, a)
        return make_date(year, month, day) or make_date(year, day, month)
    if found := DAY_MONTH.search(text):
        return make_date(int(found[3]), number_month(found[2]), int(found[1]))
    if found := MONTH_DAY.search(text):
        return make_date(int(found[3]), number_month(found[1]), int(found[2]))
    if found := EPOCH.match(text):
        return datetime.fromtimestamp(int(found[1]), tz=UTC).date()
    return read_freely(text)


def read_freely(text: str) -> date | None:
    """What dateutil reads in a text that names year, month and day; it would fill gaps, we do not."""
    if not re.search(r"\d{4}", text) or not re.search(MONTH, text, re.I):
        return None
    try:
        two = [parser.parse(text, default=datetime(*gap)).date() for gap in ((1904, 1, 1), (1908, 2, 2))]
    except (ValueError, OverflowError, TypeError):
        return None
    return make_date(two[0].year, two[0].month, two[0].day) if two[0] == two[1] else None


def number_month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day between 1900 and 2100; years of two figures are those around 2000."""
    year += 0 if year > 99 else 2000 if year < 69 else 1900
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


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
    spelled = re.search(FULL_DAY, found[0])[0]
    days = {read_date(spelled, day_first=True), read_date(spelled, day_first=False)}
    return days.pop() if len(days) == 1 else None
