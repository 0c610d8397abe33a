"""The columns of every table, and the check at the door."""

from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import Any

import pandas as pd

KEYS = ["article_id", "outlet", "date"]

COLUMNS = {
    "articles": [*KEYS, "title", "text"],
    "paragraphs": [*KEYS, "paragraph", "start", "text", "kind"],
    "sentences": [*KEYS, "sentence_id", "paragraph", "start", "text", "in_quote", "quote_spans"],
    "hits": [
        *KEYS, "sentence_id", "category", "term", "surface", "start", "end", "in_quote", "weight",
    ],
    "tone": [
        *KEYS, "sentence_id",
        "n_words", "n_positive", "n_negative", "n_battle", "neg", "neu", "pos", "compound",
        "n_words_quoted", "n_positive_quoted", "n_negative_quoted", "n_battle_quoted",
        "compound_narration", "compound_quoted",
    ],
    "mentions": [
        *KEYS, "sentence_id", "entity", "name", "type", "camp", "term", "surface",
        "start", "end", "in_quote", "how",
    ],
    "frames": [*KEYS, "sentence_id", "frame", "term", "surface", "start", "end", "in_quote"],
    "problems": ["file", "row", "what", "done"],
    "events": ["date", "event", "place", "kind"],
}  # fmt: skip

PERIODS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


def check_columns(table: pd.DataFrame, needed: str | Iterable[str], *, verb: str) -> pd.DataFrame:
    """The table itself, once it is sure to hold the columns that a step needs.

    `needed` is the name of a table of this schema (`"sentences"`) or a list of columns. Raises TypeError for
    anything but a DataFrame and ValueError naming the missing columns and the verb that makes them.

    >>> check_columns(pd.DataFrame({"a": [1]}), ["a", "b"], verb="mean_tone")
    Traceback (most recent call last):
    ValueError: mean_tone needs the column 'b'; the table has: a.
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"{verb} needs a pandas DataFrame; got {type(table).__name__}.")
    columns = COLUMNS[needed] if isinstance(needed, str) else list(needed)
    missing = [column for column in columns if column not in table.columns]
    if missing:
        named = ", ".join(repr(column) for column in missing)
        raise ValueError(
            f"{verb} needs the column{'s' if len(missing) > 1 else ''} {named}; "
            f"the table has: {', '.join(map(str, table.columns)) or 'no columns'}."
        )
    return table


def build_table(name: str, columns: Mapping[str, Any]) -> pd.DataFrame:
    """A table of this schema from its columns, in the order that it has here. The columns become the table's
    own, without a copy; what the schema does not name is left out.

    >>> build_table("problems", {"done": ["left out"], "file": ["a.txt"], "row": [1], "what": ["empty"]})
        file  row   what      done
    0  a.txt    1  empty  left out
    """
    return pd.DataFrame({column: columns[column] for column in COLUMNS[name]}, copy=False)


def check_choice(value: object, choices: Iterable[object], *, name: str) -> object:
    """The value itself, once it is sure to be one of the choices.

    >>> check_choice("mnth", ["day", "month"], name="by")
    Traceback (most recent call last):
    ValueError: The `by` must be one of 'day', 'month'; not 'mnth'.
    """
    choices = list(choices)
    if value not in choices:
        raise ValueError(f"The `{name}` must be one of {', '.join(map(repr, choices))}; not {value!r}.")
    return value


def check_count(value: int, *, name: str) -> int:
    """The value itself, once it is sure to be a whole number of at least 1.

    >>> check_count(0, name="at_least")
    Traceback (most recent call last):
    ValueError: The `at_least` must be a whole number of at least 1; not 0.
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or value < 1:
        raise ValueError(f"The `{name}` must be a whole number of at least 1; not {value!r}.")
    return int(value)


def check_day(value: object, *, name: str) -> pd.Timestamp:
    """The day that a value names.

    >>> check_day("soon", name="at")
    Traceback (most recent call last):
    ValueError: The `at` must be a day such as 2022-11-17; not 'soon'.
    """
    day = pd.to_datetime(value, errors="coerce") if isinstance(value, str) else pd.Timestamp(value)
    if pd.isna(day):
        raise ValueError(f"The `{name}` must be a day such as 2022-11-17; not {value!r}.")
    return day


def sort_keys(table: pd.DataFrame, *then: str) -> pd.DataFrame:
    """The table in its one order: by article, then by the columns named, with a fresh index."""
    order = ["article_id", *then]
    return table.sort_values(order, kind="stable", ignore_index=True)
