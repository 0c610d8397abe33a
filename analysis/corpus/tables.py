"""The table of a reader as articles: under our names, with clean cells, days, numbers, and its problems."""

from typing import Any

import pandas as pd
import pyarrow as pa
from pandas.api.types import is_float_dtype, is_object_dtype, is_string_dtype

from analysis.readers.columns import USUAL_NAMES, name_columns
from analysis.readers.dates import read_dates
from analysis.readers.encoding import LOST
from analysis.readers.language import LEAST, share_common
from analysis.schema import COLUMNS

# Columns of a table of articles while it is read; all others are variables.
PLACE = ["file", "row"]
TEXTS = ["article_id", "outlet", "title", "text"]


def list_variables(table: pd.DataFrame) -> list[Any]:
    """The columns of a table that are neither ours nor notes of the reading (`~content` and the like)."""
    ours = {*COLUMNS["articles"], *PLACE}
    return [name for name in table if name not in ours and not str(name).startswith("~")]


def name_table(
    table: pd.DataFrame, name: str, columns: dict[str, str] | None
) -> tuple[pd.DataFrame, list[dict]]:
    """The table of one file under our names, without empty variables; and its problems.

    Where no column is the outlet, the name of the file stands for it. Raises ValueError where no column is
    the text.
    """
    row = table["row"].astype("Int64")
    table = table.drop(columns="row").rename(columns=str)
    table = name_columns(table, columns).rename(columns={"file": "file_given"})
    if "text" not in table:
        raise ValueError(
            f"No column of {name} is known as the article's text (such as "
            f"{', '.join(USUAL_NAMES['text'][:5])}); it has: {', '.join(map(str, table.columns))}. "
            'Call it `text` in the file, or name it: read_corpus(path, columns={"text": "..."}).'
        )
    table = table.assign(row=row)
    problems = []
    if "outlet" not in table:
        outlet = name.split(".")[0]
        table["outlet"] = outlet
        done = f"called {outlet!r}, as the file"
        problems.append({"row": None, "what": "no column with the outlet", "done": done})
    empty = [variable for variable in list_variables(table) if is_empty(table[variable])]
    return table.drop(columns=empty), problems


def is_empty(column: pd.Series) -> bool:
    """Whether no cell of a column holds anything."""
    return bool((column.isna() | (column.astype("str").str.strip() == "")).all())


def fill_columns(table: pd.DataFrame, *, day_first: bool | None) -> tuple[pd.DataFrame, list[dict], str]:
    """A table with all columns of articles: texts as text, days as days, an outlet in every row.

    Parameters
    ----------
    table : DataFrame
        Under our names, with `file` and `row`.
    day_first : bool or None
        The order of dates in numbers; None for the one that the table shows.

    Returns
    -------
    table : DataFrame
        The same rows, with `article_id, outlet, date, title, text`.
    problems : list of dict
        `file, row, what, done` of each row that has one.
    order : str
        The order of day and month that was found, and its reason; empty where no date needs one.
    """
    texts = {name: clean_cells(table[name]) if name in table else "" for name in TEXTS}
    spelled = table["date"] if "date" in table else pd.Series("", index=table.index)
    days, bad, order = read_dates(spelled, day_first=day_first)
    table = table.assign(**texts, date=days)
    problems = list_date_problems(table, spelled, set(bad)) + list_text_problems(table)
    return table.assign(outlet=table["outlet"].replace("", "unknown")), problems, order


def list_date_problems(table: pd.DataFrame, spelled: pd.Series, bad: set[str]) -> list[dict]:
    """A problem for each row without a day."""
    lost = table["date"].isna()
    problems = []
    for place, date in zip(list_places(table[lost]), spelled[lost].astype("str").str.strip(), strict=True):
        what, detail = ("date cannot be read", f": {date[:40]}") if date in bad else ("no date", "")
        problems.append({**place, "what": what, "done": f"kept without a date{detail}"})
    return problems


def list_text_problems(table: pd.DataFrame) -> list[dict]:
    """A problem for each row with lost characters, without an outlet, or in another language."""
    n_lost = table["text"].str.count(LOST) + table["title"].str.count(LOST)
    common = share_common(table["text"])
    lost, nameless, foreign = n_lost > 0, table["outlet"] == "", common < LEAST
    kept_as = [f"{n} kept as {LOST}" for n in n_lost[lost]]
    read_english = [
        f"kept; the word lists read English only ({share:.0%} common English words)"
        for share in common[foreign]
    ]
    return [
        *note_rows(table[lost], "characters that no encoding reads", kept_as),
        *note_rows(table[nameless], "no outlet", "called 'unknown'"),
        *note_rows(table[foreign], "does not read as English", read_english),
    ]


def note_rows(table: pd.DataFrame, what: str, done: str | list[str]) -> list[dict]:
    """One problem per row of a table of articles."""
    answers = [done] * len(table) if isinstance(done, str) else done
    places = list_places(table)
    return [{**place, "what": what, "done": each} for place, each in zip(places, answers, strict=True)]


def list_places(table: pd.DataFrame) -> list[dict]:
    """Where each article stands: its `file`, and its `row` in a file of many."""
    return [
        {"file": file, "row": None if pd.isna(row) else int(row)}
        for file, row in zip(table["file"], table["row"], strict=True)
    ]


def clean_cells(column: pd.Series) -> pd.Series:
    """Cells as text: empty for nothing, whole numbers without a point, one kind of line end."""
    if is_float_dtype(column) and (column.dropna() % 1 == 0).all():
        column = column.astype("Int64")
    text = column.astype("str").where(column.notna(), "").astype("str")
    return text.str.replace("\r\n", "\n").str.replace("\r", "\n").str.strip()


def read_numbers(column: pd.Series) -> pd.Series:
    """A column of numbers as numbers; one with codes such as 007 stays text, as does any other."""
    if not is_string_dtype(column):
        return column
    text = column.str.strip().replace("", None)
    if text.isna().all() or text.str.match(r"0\d", na=False).any():
        return text
    numbers = pd.to_numeric(text, errors="coerce")
    return numbers if (numbers.notna() == text.notna()).all() else text


def unmix_column(column: pd.Series) -> pd.Series:
    """A column whose cells are of one kind, as a Parquet file holds it; cells of several kinds are text."""
    if not is_object_dtype(column):
        return column
    try:
        values = pa.array(column, from_pandas=True)
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        values = pa.array([None if pd.isna(cell) else str(cell) for cell in column], pa.large_string())
    table = pa.Table.from_pandas(pd.DataFrame({"cells": values.to_pandas()}), preserve_index=False)
    return table.to_pandas()["cells"].set_axis(column.index)
