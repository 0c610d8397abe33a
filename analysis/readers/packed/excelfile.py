"""Excel workbooks: one article per row of each sheet that has a text."""

import io
import re
import warnings
import zipfile
from collections import Counter
from datetime import date, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.readers.columns import KNOWN_NAMES, USUAL_PLAIN, number_rows, plain_name, unique_names
from analysis.readers.encoding import read_bytes
from analysis.readers.limits import check_limit, check_unpacked
from analysis.readers.problems import note, reading

ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*?\br=\"(\d{1,8})\"")
CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\br=\"([A-Z]{1,3})(\d{1,8})\"")
ODD_TYPE = re.compile(
    rb"<(?:\w+:)?c\b(?=[^<>]*\bt=\"(?!(?:s|str|inlineStr|n|b|e|d)\"))[^<>]*?\br=\"[A-Z]{1,3}(\d{1,8})\""
)
MOST = 1000  # such rows of a sheet that are named
COVER = 20  # rows that may stand above the names of the columns


def read_excel(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per row of a workbook, with `row`, as Excel counts, and `sheet` where articles are on several.

    Raises ValueError for a file that is no workbook, and for one without a row.
    """
    data = read_bytes(path)
    tables: dict[str, pd.DataFrame] = {}
    problems: list[dict] = []
    with reading(path.name, "an Excel workbook"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_unpacked(sum(member.file_size for member in archive.infolist()), path.name)
            problems += note_displaced(archive)
        for name, rows in read_sheets(data):
            table, more = make_sheet(rows, path.name)
            problems += [{**problem, "what": f"sheet {name!r}: {problem['what']}"} for problem in more]
            if len(table):
                tables[name] = table
    if not tables:
        raise ValueError(f"{path.name} has no sheet with names of columns and a row below them")
    kept, more = choose_sheets(tables)
    if len(kept) > 1:
        kept = [table.assign(sheet=name) for name, table in zip(tables, kept, strict=False)]
    return pd.concat(kept, ignore_index=True), problems + more


def note_displaced(archive: zipfile.ZipFile) -> list[dict]:
    """A problem for each row of a damaged workbook whose cells stand in another row, or twice."""
    problems = []
    for member in archive.namelist():
        if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", member):
            continue
        sheet = archive.read(member)
        odd = sorted({int(row) for row in ODD_TYPE.findall(sheet)})
        problems += [note(row, "a cell of a type that is none", "left out") for row in odd[:MOST]]
        numbers = ROW.findall(sheet)
        rows = set(numbers)
        highest = accumulate(map(int, numbers), max)
        behind = [int(row) for row, top in zip(numbers[1:], highest, strict=False) if int(row) <= top]
        problems += [note(row, "a row out of its order", "left out") for row in behind[:MOST]]
        cells = Counter(CELL.findall(sheet))
        lost = sorted({int(row) for _, row in cells if row not in rows}) if rows else []
        what = "the cells of this row stand in another one"
        problems += [note(row, what, "left out, or read there") for row in lost[:MOST]]
        twice = sorted({int(row) for (_, row), n in cells.items() if n > 1})
        problems += [
            note(row, "a cell stands twice in this row", "left out but for one") for row in twice[:MOST]
        ]
    return problems


def read_sheets(data: bytes) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """The filled rows of each sheet, with their numbers."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that say nothing about texts
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the size that a file states may be wrong, or a bomb
            rows = []
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                cells = [spell_cell(value) for value in row]
                if any(cells):
                    rows.append((number, cells))
            sheets.append((sheet.title, rows))
        return sheets


def spell_cell(value: Any) -> str:
    """A cell as text: a day without the hour that Excel adds, nothing for an error."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value).replace("_x000D_", "").strip()
    return "" if text in ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!") else text


def make_sheet(rows: list[tuple[int, list[str]]], file: str) -> tuple[pd.DataFrame, list[dict]]:
    """The rows of a sheet under its names, and a problem for each row above the names."""
    score = [len({plain_name(cell) for cell in cells if cell} & KNOWN_NAMES) for _, cells in rows[:COVER]]
    top = max(range(len(score)), key=lambda place: (score[place], -place), default=0) if any(score) else 0
    if len(rows) <= top + 1:
        return pd.DataFrame(), []
    width = max(len(cells) for _, cells in rows)
    check_limit("columns", width, file)
    header = [*rows[top][1], *[""] * (width - len(rows[top][1]))]
    body = rows[top + 1 :]
    filled = [cells + [""] * (width - len(cells)) for _, cells in body]
    table = pd.DataFrame(filled, columns=unique_names(header), dtype="str")
    unnamed = [name for name, given in zip(table.columns, header, strict=True) if not given]
    empty = [name for name in unnamed if not table[name].str.strip().any()]
    problems = [note(number, "a row above the names of the columns", "left out") for number, _ in rows[:top]]
    return number_rows(table.drop(columns=empty), [number for number, _ in body]), problems


def choose_sheets(tables: dict[str, pd.DataFrame]) -> tuple[list[pd.DataFrame], list[dict]]:
    """The sheets that hold articles, and a problem for each one that does not.

    Where a sheet has a usual name of a text, those with such a name are kept; else those with the same names
    as the longest one, for the user to say which column is the text.
    """

    def names(table: pd.DataFrame) -> set[str]:
        return {plain_name(name) for name in table.columns}

    with_text = [name for name, table in tables.items() if names(table) & set(USUAL_PLAIN["text"])]
    if not with_text:
        longest = max(tables.values(), key=len)
        with_text = [name for name, table in tables.items() if names(table) == names(longest)]
    problems = [
        note(None, f"sheet {name!r} has no column that is known as a text", f"{len(table):,} rows left out")
        for name, table in tables.items() if name not in with_text
    ]  # fmt: skip
    for name in [name for name in tables if name not in with_text]:
        del tables[name]
    return list(tables.values()), problems
