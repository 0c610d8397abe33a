"""Dates in digits alone: days that spreadsheets count, seconds since 1970, years of two digits."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from analysis.readers.parsing.months import make_day

WHOLE = re.compile(r"(\d{9,10}(?=[.,]\d{1,9}$)|\d++(?=[.,]?0*$))")
POWER = re.compile(r"(\d)[.,](\d{7,})[eE]\+?(\d{1,2})$")
SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?$")
# Excel counts days from 1899-12-30, for all days after February 1900.
FIRST_DAY = date(1899, 12, 30)
SERIALS = range(20_000, 73_051)  # 1954 to 2100
# Digits of a time since 1970 by the part of a second that it counts.
SINCE_1970 = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}

SHORT = re.compile(
    r"(?:[A-Za-z]+,? +)?(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{2})(?![\d])|(\d\d)(\d\d)(\d\d)$"
)
NARROWER = 4  # how many times shorter the span of a column's dates is in the right reading
LOOKED_AT = 1000  # different dates of a column


def read_digits(text: str) -> date | None:
    """The day that a number names: yyyymmdd with hours, seconds since 1970, or a day of Excel.

    >>> [str(read_digits(text)) for text in ["20221118043000", "1668643200", "1668643200000", "44927.0"]]
    ['2022-11-18', '2022-11-17', '2022-11-17', '2023-01-01']
    """
    if found := POWER.match(text):
        text = (found[1] + found[2])[: int(found[3]) + 1].ljust(int(found[3]) + 1, "0")
    if found := SERIAL.match(text):
        return FIRST_DAY + timedelta(days=int(found[1])) if int(found[1]) in SERIALS else None
    found = WHOLE.match(text)
    digits = found[1] if found else ""
    if len(digits) in (8, 10, 12, 14, 17) and digits[:2] in ("19", "20"):
        day = make_day(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        if day and (len(digits) < 10 or int(digits[8:10]) < 24):
            return day
    if len(digits) in SINCE_1970 and digits[0] != "0":
        seconds = int(digits) // SINCE_1970[len(digits)]
        return datetime.fromtimestamp(seconds, tz=UTC).date() if seconds < 4_102_444_800 else None
    return None


def is_serial(text: str) -> bool:
    """Whether a date is a day as Excel counts days."""
    found = SERIAL.match(text)
    return bool(found) and int(found[1]) in SERIALS  # type: ignore[index]


def split_short(text: str) -> tuple[int, int, int] | None:
    """The three numbers of a date whose year has two digits; None for another date.

    >>> split_short("22-11-17"), split_short("221117"), split_short("22-11-2017")
    ((22, 11, 17), (22, 11, 17), None)
    """
    found = SHORT.match(text)
    if not found:
        return None
    first, second, third = found.group(1, 3, 4) if found[1] else found.group(5, 6, 7)
    return int(first), int(second), int(third)


def read_short(parts: tuple[int, int, int], order: str) -> date | None:
    """The day of three numbers in an order such as "ymd"."""
    by_name = dict(zip(order, parts, strict=True))
    return make_day(by_name["y"], by_name["m"], by_name["d"])


def resolve_years(counts: Mapping[str, int]) -> tuple[bool | None, str]:
    """Whether dates such as 22-11-17 open with the year, and the reason; None where nothing shows it.

    `counts` says how often each date occurs. The right reading is the one in which all are dates; where
    several are, the one in which they lie closer together: a corpus is of some years, and a column of days
    has few years and many days.

    >>> resolve_years({"22-11-17": 1, "22-12-03": 1, "22-10-25": 1})
    (True, 'year first: the 3 dates such as 22-10-25 then lie within 39 days, else within 7,975')
    >>> resolve_years({"22-11-17": 1})[0] is None
    True
    """
    short = {text: parts for text in sorted(counts)[:LOOKED_AT] if (parts := split_short(text))}
    if not short:
        return False, ""
    read = {
        order: [day for parts in short.values() if (day := read_short(parts, order))]
        for order in ("ymd", "dmy", "mdy")
    }
    example, n = min(short), sum(counts[text] for text in short)
    whole = {order: spread(days) for order, days in read.items() if len(days) == len(short)}
    others = [span for order, span in whole.items() if order != "ymd"]
    # A column with the day first for some and the month first for others is no column with the year first.
    mixed = all(read_short(parts, "dmy") or read_short(parts, "mdy") for parts in short.values())
    if "ymd" not in whole or (not others and mixed and whole["ymd"] > 366):
        return False, ""
    if not others and not mixed:
        return True, f"year first: {n:,} dates such as {example} can only be read so"
    apart = min(others, default=spread([*read["dmy"], *read["mdy"]]))
    if whole["ymd"] * NARROWER < apart:
        return True, (
            f"year first: the {n:,} dates such as {example} then lie within {whole['ymd']:,} days, "
            f"else within {apart:,}"
        )
    if apart * NARROWER < whole["ymd"] or not re.match(r"\d+-|\d{6}$", example):
        return False, ""
    day = read_short(short[example], "dmy") or read_short(short[example], "mdy")
    return None, (
        f"in no order: {example} may be {read_short(short[example], 'ymd')} or {day}, and nothing shows the "
        "year; kept without a date; choose with day_first=True or False"
    )


def spread(days: list[date]) -> int:
    """The days from the first date to the last."""
    return (max(days) - min(days)).days if days else 0
