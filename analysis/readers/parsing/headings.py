"""The rows of a table that are not articles: lines above the names of the columns, and the names again."""

import csv
import io
import re

from analysis.readers.columns import KNOWN_NAMES, TEXT_NAMES, plain_name

DELIMITERS = ",;\t|"
COVER = 40  # lines in which the names of the columns are looked for
HEAD = 50_000  # characters of these lines
SEPARATOR = re.compile(r'"?sep=(.)"?[;,\t]*\r?\n', re.IGNORECASE)


def split_head(text: str) -> tuple[str, str, int]:
    """The delimiter of a table, its text from the names of the columns on, and how many lines stand above.

    The names stand in the first row, unless a later one holds two or more usual names, a text or a title
    among them, and the first does not.

    >>> split_head("date;headline, as printed;text\\n")
    (';', 'date;headline, as printed;text\\n', 0)
    >>> split_head("Search results\\n17 November 2022\\n\\nsource,date,text\\nX,,A.\\n")
    (',', 'source,date,text\\nX,,A.\\n', 3)
    >>> split_head("sep=^\\ndate^text\\n")
    ('^', 'date^text\\n', 0)
    """
    marks = DELIMITERS
    if found := SEPARATOR.match(text):
        marks, text = found[1], text[found.end() :]
    head = text[:HEAD]
    first = {mark: next(csv.reader(io.StringIO(head, newline=""), delimiter=mark), []) for mark in marks}
    delimiter = max(marks, key=lambda mark: (count_known(first[mark]), len(first[mark])))
    if count_known(first[delimiter]) < 2:
        start = 0
        for number, line in enumerate(io.StringIO(head, newline="").readlines()[:COVER]):
            for mark in marks:
                names = next(csv.reader([line], delimiter=mark), [])
                if number and count_known(names) >= 2 and TEXT_NAMES & set(map(plain_name, names)):
                    return mark, text[start:], number
            start += len(line)
        delimiter = max(marks, key=lambda mark: len(first[mark]))
    return delimiter, text, 0


def count_known(names: list[str]) -> int:
    """How many of some cells are usual names of columns."""
    return len(KNOWN_NAMES & {plain_name(name) for name in names})


def is_heading(cells: list[str], names: set[str]) -> bool:
    """Whether the cells of a row are names of columns again: those above, or others that are usual.

    `names` are the plain names of the columns above.

    >>> is_heading(["Source", " DATE", "text"], {"source", "date", "text"})
    True
    >>> is_heading(["Text", "", ""], {"source", "date", "text"})
    False
    """
    plain = [plain_name(cell) for cell in cells if cell.strip()]
    if len(plain) < 2 or any(name not in names and name not in KNOWN_NAMES for name in plain):
        return False
    return set(plain) == names or (
        len(set(plain)) == len(plain) and len(plain) >= min(3, len(names)) and bool(TEXT_NAMES & set(plain))
    )
