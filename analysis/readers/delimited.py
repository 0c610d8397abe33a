"""Tables with a delimiter: CSV, TSV and what spreadsheets call CSV."""

import csv
import io
from pathlib import Path
from typing import Literal

import pandas as pd

from analysis.readers.columns import check_width, number_rows, unique_names
from analysis.readers.encoding import read_text

LONGEST_CELL = 2**31 - 1


def read_delimited(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per row of a delimited file, as text, and the problems.

    Parameters
    ----------
    path : Path
        A file whose first row names the columns. Delimiter and encoding are found.

    Returns
    -------
    table : DataFrame
        One row per row that has a cell: the columns of the file and `row`, which counts as a spreadsheet
        does (the names are row 1). A column without a name is `column_8`, or left out where it is empty.
    problems : list of dict
        `row, what, done` of rows that are too short and of cells in a column without a name.

    Raises
    ------
    ValueError
        For an empty file, and for one that is no text or no table.
    """
    text, problems = read_text(path)
    text = text.removeprefix("\ufeff")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    if not text.strip():
        raise ValueError(f"{path.name} is empty; a table needs a first row with the names of its columns.")
    try:
        header, *rows = split_rows(text)
    except csv.Error as error:
        raise ValueError(f"{path.name} is no table: {error}") from None
    numbered = {number: cells for number, cells in enumerate(rows, start=2) if any(cells)}
    width = max(len(cells) for cells in [header, *numbered.values()])
    check_width(width, path.name)
    names = unique_names([name.strip() for name in header] + [""] * (width - len(header)))
    filled = [cells + [""] * (width - len(cells)) for cells in numbered.values()]
    table = pd.DataFrame(filled, columns=names, dtype="str")
    n_named = sum(not name.startswith("column_") for name in names)
    problems += [
        {"row": number, "what": "fewer cells than columns", "done": f"{len(cells)} read, the rest empty"}
        for number, cells in numbered.items()
        if len(cells) < n_named
    ]
    empty, unnamed = check_unnamed(table, list(numbered))
    return number_rows(table, list(numbered)).drop(columns=empty), problems + unnamed


def split_rows(text: str) -> list[list[str]]:
    """The cells of each row, the names of the columns first."""
    csv.field_size_limit(LONGEST_CELL)
    delimiter = find_delimiter(text)
    # Where quote marks do not pair, they are only characters: as quoting they would swallow rows.
    quoted = delimiter != "\t" or text.count('"') % 2 == 0
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting))


def find_delimiter(text: str) -> str:
    """The delimiter that divides the first row into most names.

    >>> find_delimiter("date;headline, as printed;text\\n")
    ';'
    """
    counts = {mark: len(next(csv.reader(io.StringIO(text, newline=""), delimiter=mark))) for mark in ",;\t|"}
    return max(counts, key=counts.__getitem__)


def check_unnamed(table: pd.DataFrame, numbers: list[int]) -> tuple[list[str], list[dict]]:
    """The columns without a name that are empty, and a problem for each cell in one that is not.

    The index that pandas writes in front of a table is no problem.
    """
    empty: list[str] = []
    problems: list[dict] = []
    for name in [name for name in table.columns.tolist() if name.startswith("column_")]:
        cells = table[name].tolist()
        if not any(cell.strip() for cell in cells):
            empty.append(name)
        elif not is_counter(cells):
            problems += [
                {
                    "row": row,
                    "what": "a cell in a column without a name",
                    "done": f"kept in {name}: {cell[:40]}",
                }
                for row, cell in zip(numbers, cells, strict=True)
                if cell.strip()
            ]
    return empty, problems


def is_counter(cells: list[str]) -> bool:
    """Whether the cells only count the rows, from 0 or from 1."""
    return cells in ([str(n) for n in range(len(cells))], [str(n + 1) for n in range(len(cells))])
