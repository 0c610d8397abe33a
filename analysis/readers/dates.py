"""Dates as people write them; the order of day and month is that of the whole column."""

import re
from collections import Counter
from datetime import UTC, date, datetime

import pandas as pd

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?:T\d+Z?)?$")
NUMBERS = re.compile(r"(?:[A-Za-z]+,? +)?(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d)")
EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d*)?$")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
DAY_MONTH = re.compile(rf"\b{ORDINAL}[ \-/.]*(?:of )?({MONTH})[ \-/.,]*(\d{{4}}|\d{{2}}(?!:))\b", re.I)
MONTH_DAY = re.compile(rf"\b({MONTH})[ \-/.]*{ORDINAL}[ \-/.,]+(\d{{4}})\b", re.I)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

# Characters of a date that dateutil reads; nobody spells a date with more.
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


def read_dates(values: pd.Series, *, day_first: bool | None = None) -> tuple[pd.Series, list[str], str]:
    """The days of a column of dates, the spellings that are no date, and the order that was found.

    Parameters
    ----------
    values : Series
        Dates as text, or datetime64.
    day_first : bool, optional
        The order of dates such as 4/5/2017. By default the order that the column itself shows (a number
        above 12 cannot be a month).

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
    day_first, order = resolve_order(count_numeric(spelled), day_first)
    read = {text: read_date(text, day_first=day_first) for text in spelled.unique()}
    days = pd.to_datetime(spelled.map(read), errors="coerce").astype("datetime64[us]")
    return days, sorted(text for text, day in read.items() if text and day is None), order


def spell_dates(values: pd.Series) -> pd.Series:
    """The dates as text; empty where there is none."""
    spelled = ["" if pd.isna(value) else str(value).strip() for value in values]
    return pd.Series(spelled, index=values.index, dtype="str")


def count_numeric(spelled: pd.Series) -> dict[str, int]:
    """How often each date in numbers occurs, such as 4/5/2017.

    >>> count_numeric(pd.Series(["4/5/2017", "5 April 2017", "4/5/2017"]))
    {'4/5/2017': 2}
    """
    return dict(Counter(text for text in spelled if NUMBERS.match(text)))


def resolve_order(counts: dict[str, int], day_first: bool | None = None) -> tuple[bool, str]:
    """Whether the day comes first in dates in numbers, and the reason; empty where no date needs one.

    `counts` says how often each date occurs (`count_numeric`).

    >>> resolve_order({"4/5/2017": 2, "4/13/2017": 1})
    (False, 'month first: 1 of 3 dates such as 4/13/2017 can only be read so')
    """
    if not counts:
        return True, ""
    if day_first is not None:
        return day_first, f"{'day' if day_first else 'month'} first, as asked for"
    parts = {text: (int(found[1]), int(found[3])) for text in counts if (found := NUMBERS.match(text))}
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
    order = NUMBERS.match(min(counts))[2] != "/"  # type: ignore[index]
    open_dates = sorted(text for text, (first, second) in parts.items() if first != second)
    if not open_dates:
        return order, ""
    return order, (
        f"{'day' if order else 'month'} first by guess: none of {n_dates:,} dates such as "
        f"{open_dates[0]} shows the order; choose with day_first=True or False"
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
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (first, second) if day_first else (second, first)
        return make_date(year, month, day) or make_date(year, day, month)
    if found := DAY_MONTH.search(text):
        return make_date(int(found[3]), number_month(found[2]), int(found[1]))
    if found := MONTH_DAY.search(text):
        return make_date(int(found[3]), number_month(found[1]), int(found[2]))
    if found := EPOCH.match(text):
        return datetime.fromtimestamp(int(found[1]), tz=UTC).date()
    return read_freely(text)


def read_freely(text: str) -> date | None:
    """What dateutil reads in a text that names year, month and day.

    It fills gaps from a default date: two defaults show whether it did.
    """
    if not re.search(r"\d{4}", text) or not re.search(MONTH, text, re.I):
        return None
    from dateutil import parser

    defaults = datetime(1904, 1, 1), datetime(1908, 2, 2)
    try:
        first, second = (parser.parse(text[:LONGEST], default=default).date() for default in defaults)
    except (ValueError, OverflowError, TypeError):
        return None
    return make_date(first.year, first.month, first.day) if first == second else None


def number_month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day between 1900 and 2100; a year of two digits is one around 2000."""
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
    spelled = re.search(FULL_DAY, found[0])
    days = {read_date(spelled[0], day_first=order) for order in (True, False)} if spelled else set()
    return days.pop() if len(days) == 1 else None
