"""The table of a reader as articles: with clean cells, days, numbers, and the problems of its rows."""

import ast
import json
import re
from collections.abc import Iterable

import pandas as pd
import pyarrow as pa
from pandas.api.types import is_float_dtype, is_object_dtype, is_string_dtype

from analysis.corpus.doubts import find_doubts
from analysis.corpus.naming import list_variables as list_variables
from analysis.corpus.outlets import name_outlets
from analysis.readers.columns import NOTHING
from analysis.readers.dates import read_dates
from analysis.readers.limits import describe_limit, read_limit
from analysis.readers.parsing.flattening import join_list, mark_lost

TEXTS = ["article_id", "outlet", "title", "text"]
# Whole numbers that a table of floats holds exactly.
EXACT = 2.0**53
MEMBERS_APART = re.compile(r"(?<=['\"])\s+(?=['\"])")


def fill_columns(
    table: pd.DataFrame, *, day_first: bool | None, year_first: bool | None = None
) -> tuple[pd.DataFrame, list[dict], str]:
    """A table with all columns of articles: texts as text, days as days, an outlet in every row.

    Parameters
    ----------
    table : DataFrame
        Under our names, with `file` and `row`.
    day_first, year_first : bool or None
        The order of dates in numbers; None for the one that the table shows.

    Returns
    -------
    table : DataFrame
        The rows whose text is not too long, with `article_id, outlet, date, title, text`.
    problems : list of dict
        `file, row, what, done` of each row that has one.
    order : str
        The order of day and month that was found, and its reason; empty where no date needs one.
    """
    texts = {name: clean_cells(table[name]) if name in table else "" for name in TEXTS}
    table = table.assign(**texts)
    table, problems = drop_long(table.assign(text=join_paragraphs(table["text"])))
    spelled = table["date"] if "date" in table else pd.Series("", index=table.index)
    days, bad, order = read_dates(spelled, day_first=day_first, year_first=year_first)
    addresses = clean_cells(table["url"]) if "url" in table else pd.Series("", index=table.index)
    outlets, notes = name_outlets(table["outlet"], addresses)
    problems += note_outlets(table, outlets, notes)
    table = table.assign(date=days, outlet=outlets.replace("", "unknown"))
    problems += list_date_problems(table, spelled, set(bad))
    places = list_places(table)
    problems += [{**places[place], "what": what, "done": done} for place, what, done in find_doubts(table)]
    return table, problems, order


def drop_long(table: pd.DataFrame) -> tuple[pd.DataFrame, list[dict]]:
    """The articles whose text a cell may hold, and a problem for each other one."""
    long = table["text"].str.len() > read_limit("cell")
    if not long.any():
        return table, []
    return table[~long], note_rows(table[long], describe_limit("cell"), "left out")


def note_outlets(table: pd.DataFrame, outlets: pd.Series, notes: list[tuple[str, str]]) -> list[dict]:
    """A problem for what was done to names of outlets, and one for each row without one."""
    nameless = outlets == ""
    hosts = (table["outlet"] == "") & ~nameless
    problems = note_rows(table[nameless], "no outlet", "called 'unknown'")
    if hosts.any() and not hosts.all():
        problems += note_rows(table[hosts], "no outlet", [f"called {host!r}" for host in outlets[hosts]])
    first = table["file"].iloc[0] if len(table) else ""
    return problems + [{"file": first, "row": None, "what": what, "done": done} for what, done in notes]


def list_date_problems(table: pd.DataFrame, spelled: pd.Series, bad: set[str]) -> list[dict]:
    """A problem for each row without a day."""
    lost = table["date"].isna()
    problems = []
    for place, cell in zip(list_places(table[lost]), spelled[lost], strict=True):
        date = str(cell).strip()
        what, detail = ("date cannot be read", f": {date[:40]}") if date in bad else ("no date", "")
        problems.append({**place, "what": what, "done": f"kept without a date{detail}"})
    return problems


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
    """Cells as text: empty for nothing, whole numbers without a point, one kind of line end.

    >>> clean_cells(pd.Series([" a ", "NULL", None])).tolist()
    ['a', '', '']
    """
    if is_float_dtype(column) and (column.dropna() % 1 == 0).all() and (column.dropna().abs() < EXACT).all():
        column = column.astype("Int64")
    text = as_text(column).where(column.notna(), "").astype("str")
    text = text.str.replace("\r\n", "\n").str.replace("\r", "\n").str.strip()
    nothing = text.isin(NOTHING)
    return text.mask(nothing, "") if nothing.any() else text


def as_text(column: pd.Series) -> pd.Series:
    """A column as text, with `�` for each half of a character."""
    try:
        return column.astype("str")
    except (UnicodeEncodeError, pa.ArrowException):
        cells = [None if pd.api.types.is_scalar(cell) and pd.isna(cell) else str(cell) for cell in column]
        return pd.Series([cell and mark_lost(cell) for cell in cells], index=column.index, dtype="str")


def join_paragraphs(texts: pd.Series) -> pd.Series:
    """The texts, with lists of paragraphs that were written as lists joined by empty lines.

    >>> join_paragraphs(pd.Series(["['One.', 'Two.']", '["One.", "Two."]', "[Kyiv] One."])).tolist()
    ['One.\\n\\nTwo.', 'One.\\n\\nTwo.', '[Kyiv] One.']
    """
    cells = texts.to_numpy(dtype=object)
    listed = [place for place, text in enumerate(cells) if text[:1] == "[" and text[-1:] == "]"]
    if not listed:
        return texts
    cells = cells.copy()
    for place in listed:
        if members := read_list(cells[place]):
            cells[place] = join_list(members, paragraphs=True)
    return pd.Series(cells, index=texts.index, dtype="str")


def read_list(text: str) -> list | None:
    """The members of a list of texts as JSON or Python write one; None for another text."""
    for read in (json.loads, lambda written: ast.literal_eval(MEMBERS_APART.sub(", ", written))):
        try:
            members = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        if isinstance(members, list) and members and all(isinstance(member, str) for member in members):
            return members
    return None


def read_numbers(column: pd.Series) -> pd.Series:
    """A column of numbers as numbers; one with codes such as 007 stays text, as does any other.

    >>> read_numbers(pd.Series(["1", "NA", "2"])).tolist()
    [1.0, nan, 2.0]
    """
    if not is_string_dtype(column):
        return column
    text = column.str.strip().replace("", None)
    if text.isna().all() or text.str.match(r"0\d", na=False).any():
        return text
    for filled in (text, text.mask(text.isin(NOTHING))):
        numbers = pd.to_numeric(filled, errors="coerce")
        if (numbers.notna() == filled.notna()).all() and numbers.notna().any():
            return numbers
    return text


def unmix_column(column: pd.Series) -> pd.Series:
    """A column whose cells are of one kind, as a Parquet file holds it; cells of several kinds are text."""
    if not is_object_dtype(column):
        return column
    try:
        values = pa.array(column, from_pandas=True)
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        texts = [
            None if pd.api.types.is_scalar(cell) and pd.isna(cell) else mark_lost(str(cell))
            for cell in column
        ]
        values = pa.array(texts, pa.large_string())
    table = pa.Table.from_pandas(pd.DataFrame({"cells": values.to_pandas()}), preserve_index=False)
    return table.to_pandas()["cells"].set_axis(column.index)


def replace_columns(table: pd.DataFrame, columns: Iterable[tuple[str, pd.Series]]) -> pd.DataFrame:
    """The table with other values in some columns; in one step, since each step copies all columns."""
    cells = {name: table[name] for name in table}
    return pd.DataFrame(cells | dict(columns), index=table.index, copy=False)
