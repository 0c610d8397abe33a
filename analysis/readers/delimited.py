"""Tables with a delimiter: CSV, TSV and what spreadsheets call CSV."""

import csv
import io
from pathlib import Path

import pandas as pd

from analysis.readers.encoding import decode_text, read_bytes


def read_delimited(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The rows of a delimited file as text, under the names of its first row, and the problems met.

    `row` counts as a spreadsheet does: the names are row 1. Columns without a name and without a cell are
    ignored; a cell without a name is kept in `column_8`, and reported. Raises ValueError for an empty file.
    """
    text, encoding = decode_text(read_bytes(path))
    text = text.removeprefix("\ufeff")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    if not text.strip():
        raise ValueError(f"{path.name} is empty; a table needs a first row with the names of its columns.")
    problems = []
    if not encoding.startswith("utf-8"):
        problems.append({"row": None, "what": "not UTF-8", "done": f"read as {encoding}"})
    delimiter = find_delimiter(text)
    # Where quote marks do not pair, they are only characters: as quoting they would swallow rows.
    quoting = csv.QUOTE_NONE if delimiter == "\t" and text.count('"') % 2 else csv.QUOTE_MINIMAL
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    names = [name.strip() for name in next(rows)]
    numbered = [(number, cells) for number, cells in enumerate(rows, start=2) if any(cells)]
    width = max([len(names), *(len(cells) for _, cells in numbered)])
    names = name_every(names, width)
    unnamed = [name for name in names if name.startswith("column_")]
    table = pd.DataFrame(
        [cells + [""] * (width - len(cells)) for _, cells in numbered], columns=names, dtype="str"
    )
    table["row"] = [number for number, _ in numbered]
    problems += [
        {"row": number, "what": "fewer cells than columns", "done": f"{len(cells)} read, the rest empty"}
        for number, cells in numbered
        if len(cells) < len(names) - len(unnamed)
    ]
    empty = [name for name in unnamed if (table[name].str.strip() == "").all()]
    for name in unnamed:
        for position in table.index[table[name].str.strip() != ""] if name not in empty else []:
            if is_counter(table[name]):
                break
            problems.append(
                {
                    "row": int(table["row"][position]),
                    "what": "a cell in a column without a name",
                    "done": f"kept in {name}: {table[name][position][:40]}",
                }
            )
    return table.drop(columns=empty), problems


def find_delimiter(text: str) -> str:
    """The delimiter that parts the first row into most names.

    >>> find_delimiter("date;headline, as printed;text\\n")
    ';'
    """
    parts = {mark: len(next(csv.reader(io.StringIO(text, newline=""), delimiter=mark))) for mark in ",;\t|"}
    return max(parts, key=parts.get)


def name_every(names: list[str], width: int) -> list[str]:
    """The names, with `column_4` for a fourth without one, and a number behind a name that comes twice."""
    named = []
    for position in range(width):
        name = names[position] if position < len(names) else ""
        name = name or f"column_{position + 1}"
        named.append(name if name not in named else f"{name}_{position + 1}")
    return named


def is_counter(cells: pd.Series) -> bool:
    """Whether the cells only count the rows, as the index does that pandas writes."""
    return cells.tolist() in ([str(n) for n in range(len(cells))], [str(n + 1) for n in range(len(cells))])
