"""The columns of every table, and the checks of tables and options."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from numbers import Integral
from typing import Any, TypeVar

import pandas as pd

Choice = TypeVar("Choice")

KEYS = ["article_id", "outlet", "date"]

COLUMNS = {
    "articles": [*KEYS, "title", "text"],
    "paragraphs": [*KEYS, "paragraph", "start", "text", "kind"],
    "sentences": [*KEYS, "sentence_id", "paragraph", "start", "text", "in_quote", "quote_spans"],
    "hits": [
        *KEYS, "sentence_id", "category", "term", "surface", "start", "end", "voice", "weight",
    ],
    "tone": [
        *KEYS, "sentence_id",
        "n_words", "n_positive", "n_negative", "n_battle", "neg", "neu", "pos", "compound",
        "n_words_reported", "n_positive_reported", "n_negative_reported", "n_battle_reported",
        "n_words_quoted", "n_positive_quoted", "n_negative_quoted", "n_battle_quoted",
        "compound_narration", "compound_reported", "compound_quoted",
    ],
    "mentions": [
        *KEYS, "sentence_id", "entity", "name", "type", "camp", "term", "surface",
        "start", "end", "in_quote", "how",
    ],
    "frames": [*KEYS, "sentence_id", "frame", "term", "surface", "start", "end", "voice"],
    "problems": ["file", "row", "what", "done"],
    "events": ["date", "event", "place", "kind"],
}  # fmt: skip

LISTED = 20  # choices that an error message lists

PERIODS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


def check_columns(table: pd.DataFrame, needed: str | Iterable[str], *, verb: str) -> pd.DataFrame:
    """Return the table if it holds the columns that a verb needs.

    Parameters
    ----------
    table : DataFrame
        The table to check.
    needed : str or iterable of str
        Column names, or the name of a table of this schema (`"sentences"`).
    verb : str
        The verb that asks; the message names it.

    Raises
    ------
    TypeError
        For anything but a DataFrame.
    ValueError
        For missing columns; the message names the nearest ones.

    Examples
    --------
    >>> check_columns(pd.DataFrame({"a": [1]}), ["a", "b"], verb="mean_tone")
    Traceback (most recent call last):
    ValueError: mean_tone needs the column 'b'; the table has: a.
    >>> check_columns(pd.DataFrame({"outlet": ["X"]}), ["outlets"], verb="mean_tone")
    Traceback (most recent call last):
    ValueError: mean_tone needs the column 'outlets'; the table has: outlet; did you mean 'outlet'?
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"{verb} needs a pandas DataFrame; got {type(table).__name__}.")
    columns = COLUMNS[needed] if isinstance(needed, str) else list(needed)
    missing = [column for column in columns if column not in table.columns]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        names = ", ".join(map(repr, missing))
        there = ", ".join(map(str, table.columns)) or "no columns"
        raise ValueError(
            f"{verb} needs the column{plural} {names}; the table has: {there}"
            f"{suggest_names(missing, table.columns)}"
        )
    return table


def suggest_names(asked: object, names: Iterable[object]) -> str:
    """Return the end of an error message: the nearest names as a question, or a full stop without any.

    `asked` is one name or a list of names. At most three names are suggested, whatever their case.

    >>> suggest_names("Mnth", ["day", "month", "year"])
    "; did you mean 'month'?"
    >>> suggest_names("colour", ["day", "month", "year"])
    '.'
    """
    by_lower_case = {str(name).casefold(): str(name) for name in names}
    near: list[str] = []
    for name in asked if isinstance(asked, list) else [asked]:
        near += get_close_matches(str(name).casefold(), by_lower_case, n=3)
    suggested = [repr(by_lower_case[name]) for name in dict.fromkeys(near)][:3]
    if not suggested:
        return "."
    *first, last = suggested
    return f"; did you mean {', '.join(first)} or {last}?" if first else f"; did you mean {last}?"


def build_table(name: str, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return a table of this schema, with its columns in the order of the schema.

    Columns are not copied; a column that the schema does not name is left out.

    >>> build_table("problems", {"done": ["left out"], "file": ["a.txt"], "row": [1], "what": ["empty"]})
        file  row   what      done
    0  a.txt    1  empty  left out
    """
    return pd.DataFrame({column: columns[column] for column in COLUMNS[name]}, copy=False)


def check_choice(value: Choice, choices: Iterable[object], *, name: str) -> Choice:
    """Return the value if it is one of the choices.

    Raises ValueError for any other value: the message lists the choices (the first 20) and the nearest names.

    >>> check_choice("mnth", ["day", "month"], name="by")
    Traceback (most recent call last):
    ValueError: The `by` must be one of 'day', 'month'; not 'mnth'; did you mean 'month'?
    """
    choices = list(choices)
    if value not in choices:
        listed = ", ".join(map(repr, choices[:LISTED]))
        rest = f" and {len(choices) - LISTED:,} more" if len(choices) > LISTED else ""
        raise ValueError(
            f"The `{name}` must be one of {listed}{rest}; not {value!r}{suggest_names(value, choices)}"
        )
    return value


def check_count(value: int, *, name: str) -> int:
    """Return the value as int if it is a whole number of at least 1; else raise ValueError.

    >>> check_count(0, name="at_least")
    Traceback (most recent call last):
    ValueError: The `at_least` must be a whole number of at least 1; not 0.
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or value < 1:
        raise ValueError(f"The `{name}` must be a whole number of at least 1; not {value!r}.")
    return int(value)


def check_day(value: str | date, *, name: str) -> pd.Timestamp:
    """Return the day that a value names; raise ValueError if it names none.

    >>> check_day("soon", name="at")
    Traceback (most recent call last):
    ValueError: The `at` must be a day such as 2022-11-17; not 'soon'.
    """
    day = pd.to_datetime(value, errors="coerce") if isinstance(value, str) else pd.Timestamp(value)
    if pd.isna(day):
        raise ValueError(f"The `{name}` must be a day such as 2022-11-17; not {value!r}.")
    return day


def start_period(dates: pd.Series, period: str) -> pd.Series:
    """Return the first day of the period that each date falls in; a missing date has none (NaT).

    >>> start_period(pd.Series(pd.to_datetime(["2022-11-17"])), "quarter").tolist()
    [Timestamp('2022-10-01 00:00:00')]
    """
    check_choice(period, PERIODS, name="period")
    starts = pd.to_datetime(dates).dt.to_period(PERIODS[period]).dt.start_time
    return starts.astype("datetime64[s]")


def sort_keys(table: pd.DataFrame, *then: str) -> pd.DataFrame:
    """Return the table sorted by article, then by the named columns, with a new index."""
    order = ["article_id", *then]
    return table.sort_values(order, kind="stable", ignore_index=True)
