"""Tables with a delimiter: CSV, TSV and what spreadsheets call CSV."""

import re
from pathlib import Path

import pandas as pd

from analysis.guards import unguard_rows
from analysis.readers.columns import KNOWN_NAMES, number_rows, plain_name, unique_names
from analysis.readers.encoding import read_text
from analysis.readers.limits import check_limit, describe_limit, read_limit
from analysis.readers.parsing.headings import is_heading, split_head
from analysis.readers.parsing.quoting import Records, read_records
from analysis.readers.problems import note

# What a backslash stands before, in files that write no quote mark twice.
ESCAPED = re.compile(r"\\([\"\\\n])")
# Characters that stand for these while the file is read: no text has them.
STAND_INS = {'"': "\ufdd0", "\\": "\ufdd1", "\n": "\ufdd2"}
GIVEN_BACK = str.maketrans({stand_in: mark for mark, stand_in in STAND_INS.items()})
LONGEST_NAME = 150  # characters
NOT_CLOSED = "quote marks that do not pair"

Rows = dict[int, list[str]]


def read_delimited(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per row of a delimited file, as text, and the problems.

    Parameters
    ----------
    path : Path
        A file with the names of its columns in the first row, or under some lines about the file. Delimiter
        and encoding are found. Rows that give names again, the same or others, begin a new part.

    Returns
    -------
    table : DataFrame
        One row per row that has a cell: the columns of the file and `row`, which counts as a spreadsheet
        does (the names are row 1). A column without a name is `column_8`, or left out where it is empty.
    problems : list of dict
        `row, what, done` of lines above the names, names that come again, quote marks that do not pair, rows
        that are too short and cells in a column without a name.

    Raises
    ------
    ValueError
        For an empty file, and for one that is no text or no table.
    """
    text, problems = read_text(path)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise ValueError(f"{path.name} is empty; a table needs a first row with the names of its columns.")
    delimiter, text, n_above = split_head(text)
    if n_above:
        done = f"left out; the names of the columns stand in line {n_above + 1:,}"
        problems.append(note(1, "lines above the names of the columns", done))
    records = choose_records(text, delimiter)
    for place, line in records.doubted:
        done = f"line {line + n_above + 1:,}: kept as characters; the rows behind it are read"
        problems.append(note(place + n_above + 1, NOT_CLOSED, done))
    records.cells[:] = unguard_rows(text, records.cells)
    check_limit("columns", len(records.cells[0]), path.name)
    wide = [number for number, cells in enumerate(records.cells) if len(cells) > read_limit("columns")]
    for number in wide:
        problems.append(note(number + n_above + 1, describe_limit("columns"), "left out"))
        records.cells[number] = []
    check_limit("cells", max(map(len, records.cells)) * len(records.cells), path.name)
    parts, repeated = divide_rows(records.cells, n_above + 1)
    tables = []
    problems += note_swallowed(*parts[0], n_above + 1)
    for names, rows in parts:
        table, more = build_table(names, rows)
        tables.append(table)
        problems += more
    return (pd.concat(tables) if len(tables) > 1 else tables[0]), problems + repeated


def choose_records(text: str, delimiter: str) -> Records:
    """The records of a table; where a backslash before a quote mark makes them sound, it is read so.

    >>> choose_records('id,text\\n1,"He said \\\\"no, never\\\\", and left."\\n', ",").cells[1]
    ['1', 'He said "no, never", and left.']
    """
    records = choose_escaped(read_records(text, delimiter), text, delimiter)
    if '\\"' not in text or not records.doubted or any(letter in text for letter in STAND_INS.values()):
        return records
    other = read_records(ESCAPED.sub(lambda found: STAND_INS[found[1]], text), delimiter)
    if len(other.doubted) >= len(records.doubted):
        return records
    return Records([[cell.translate(GIVEN_BACK) for cell in cells] for cells in other.cells], other.doubted)


def choose_escaped(records: Records, text: str, delimiter: str) -> Records:
    """The records, those in which a backslash stands before the delimiter where more rows are whole then.

    >>> text = "id,text\\n1,It is\\\\, he said.\\n"
    >>> choose_escaped(read_records(text, ","), text, ",").cells[1]
    ['1', 'It is, he said.']
    """
    escaped, stand_in = f"\\{delimiter}", STAND_INS["\n"]
    if escaped not in text or stand_in in text:
        return records
    other = read_records(text.replace(escaped, stand_in), delimiter)
    n_whole = [sum(len(cells) == len(found.cells[0]) for cells in found.cells) for found in (records, other)]
    if n_whole[1] <= n_whole[0] or len(other.doubted) > len(records.doubted):
        return records
    return Records(
        [[cell.replace(stand_in, delimiter) for cell in row] for row in other.cells], other.doubted
    )


def divide_rows(cells: list[list[str]], first: int) -> tuple[list[tuple[list[str], Rows]], list[dict]]:
    """The parts of a table, each with the names of its columns, its rows by number; and names that repeat.

    `first` is the number of the row that names the columns.
    """
    names = [name.strip() for name in cells[0]]
    plain = {plain_name(name) for name in names if name}
    all_names = plain | KNOWN_NAMES
    place = next((number for number, name in enumerate(names) if name), 0)
    parts: list[tuple[list[str], Rows]] = [(names, {})]
    problems = []
    for number, row in enumerate(cells[1:], start=first + 1):
        if not any(row):
            continue
        mark = row[place] if place < len(row) else ""
        named = len(mark) < 40 and plain_name(mark) in all_names and is_heading(row, plain)
        if not named:
            parts[-1][1][number] = row
            continue
        problems.append(note(number, "the names of the columns again", "left out"))
        again = [name.strip() for name in row]
        if list(map(plain_name, again)) != list(map(plain_name, parts[-1][0])):
            parts.append((again, {}))
    return [part for part in parts if part[1]] or parts[:1], problems


def note_swallowed(names: list[str], rows: Rows, row: int) -> list[dict]:
    """A problem where the names of the columns hold a row: a damaged line end joined it to them."""
    widest = max(map(len, rows.values()), default=0)
    behind = [name for name in names[widest:] if name]
    # No column is called by a web address.
    places = [place for place, name in enumerate(names) if name.lower().startswith(("http://", "https://"))]
    with_address = [", ".join(names[max(places[0] - 1, 0) :])] if places else []
    long = [name for name in names if len(name) > LONGEST_NAME or "\n" in name] or with_address
    if not long and not (
        rows and len(behind) > 1 and not {plain_name(name) for name in behind} & KNOWN_NAMES
    ):
        return []
    swallowed = long[0] if long else ", ".join(behind)
    return [
        note(row, "a row joined to the names of the columns", f"left out: {' '.join(swallowed.split())[:60]}")
    ]


def build_table(header: list[str], rows: Rows) -> tuple[pd.DataFrame, list[dict]]:
    """The table of some rows under the names of their columns, and the problems of its rows."""
    width = max(len(cells) for cells in [header, *rows.values()])
    names = unique_names(header + [""] * (width - len(header)))
    filled = [cells + [""] * (width - len(cells)) for cells in rows.values()]
    table = pd.DataFrame(filled, columns=names, dtype="str")
    n_named = sum(not name.startswith("column_") for name in names)
    problems = [
        note(number, "fewer cells than columns", f"{len(cells)} read, the rest empty")
        for number, cells in rows.items()
        if len(cells) < n_named
    ]
    empty, unnamed = check_unnamed(table, list(rows))
    return number_rows(table, list(rows)).drop(columns=empty), problems + unnamed


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
                note(row, "a cell in a column without a name", f"kept in {name}: {cell[:40]}")
                for row, cell in zip(numbers, cells, strict=True)
                if cell.strip()
            ]
    return empty, problems


def is_counter(cells: list[str]) -> bool:
    """Whether the cells only count the rows, from 0 or from 1."""
    return cells in ([str(n) for n in range(len(cells))], [str(n + 1) for n in range(len(cells))])
