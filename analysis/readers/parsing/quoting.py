"""The records of a delimited file, also where its quote marks do not pair.

A record that is sound is taken as it is. Where a quote mark is not closed, or closes in the middle of a cell,
or swallows lines that look like records of their own, the mark is a character: the record is read again from
its own line, and the lines behind it up to the next one that looks like a record belong to its last cell.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

# Shapes of cells by which a line is known as a record: an address, a date, a number, an id.
SHAPES = (
    re.compile(r"https?://\S+$"),
    re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ][\d:.,+ZAPM ]*)?$"),
    re.compile(r"-?\d+(?:[.,]\d+)?$"),
    re.compile(r"(?=\S*\d)[\w.:-]{4,64}$"),
)
QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
# A cell within quote marks, in a file with tabs.
QUOTED_CELL = re.compile(r'(?:^|\t)"(?:[^"\t\n]|"")*+"(?:\t|\r?$)', re.MULTILINE)
LOOKED_AT = 200  # sound records by which columns are known
SAME = 0.8  # share of them in which a column has one shape
SHORT = 60  # characters of a value that a column repeats, such as an outlet
WIDE = 5  # columns of a table in which a line of so many cells is a record, whatever its shape
TRIED = 50  # closing marks that are tried in a cell

Entry = tuple[int, int, list[str], bool]  # the first line, the line behind the last, the cells, whether sound


@dataclass
class Records:
    """The records of a file: their cells, and the lines in which quote marks do not pair."""

    cells: list[list[str]] = field(default_factory=list)
    doubted: list[tuple[int, int]] = field(default_factory=list)  # place in `cells`, and the line from 0


@dataclass(frozen=True)
class Shape:
    """What the columns of a file look like: by number, the pattern that fits, or the values that repeat."""

    width: int
    patterns: dict[int, re.Pattern]
    values: dict[int, set[str]]

    def count_fits(self, cells: list[str]) -> int:
        """In how many columns the cells look as cells of the column do; -1 for another number of cells."""
        if len(cells) != self.width:
            return -1
        fitting = sum(bool(pattern.match(cells[place].strip())) for place, pattern in self.patterns.items())
        return fitting + sum(cells[place].strip() in values for place, values in self.values.items())

    def has_ended(self, cells: list[str]) -> bool:
        """Whether cells are a whole record: their number, and the last as its column's cells are."""
        last = self.width - 1
        if len(cells) != self.width or last not in {*self.patterns, *self.values}:
            return False
        cell = cells[last].strip()
        return cell in self.values[last] if last in self.values else bool(self.patterns[last].match(cell))

    def is_record(self, cells: list[str]) -> bool:
        """Whether the cells of a line may be a record."""
        fits = self.count_fits(cells)
        return fits >= 0 and (self.width >= WIDE or fits > 0 or not (self.patterns or self.values))


def read_records(text: str, delimiter: str) -> Records:
    """The records of a text, the first row among them.

    >>> found = read_records('id,text\\n1,"One.\\n2,Two.\\n3,"Three, too."\\n', ",")
    >>> found.cells
    [['id', 'text'], ['1', 'One.'], ['2', 'Two.'], ['3', 'Three, too.']]
    >>> found.doubted
    [(1, 1)]
    """
    csv.field_size_limit(2**31 - 1)
    lines = io.StringIO(text, newline="").readlines()
    if delimiter == "\t" and text.count('"') % 2 and not QUOTED_CELL.search(text):
        # Programs that write tabs seldom quote: marks that do not pair are only characters.
        cells = list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
        open_marks = re.compile(rf'(?:^|{delimiter})"[^"\n{delimiter}]*(?:$|{delimiter})')
        doubted = [
            (place, place) for place, line in enumerate(lines) if open_marks.search(line.rstrip("\r\n"))
        ]
        return Records(cells, doubted if len(cells) == len(lines) else [])
    return Walk(lines, delimiter).read()


class Walk:
    """One way through the lines of a file; it goes back where a record turns out to have swallowed others."""

    def __init__(self, lines: list[str], delimiter: str) -> None:
        self.lines, self.delimiter = lines, delimiter
        self.shape = learn_shape(lines, delimiter)
        self.entries = walk_lines(lines, 0, delimiter)
        self.waiting: Entry | None = None

    def read(self) -> Records:
        """All records."""
        records = Records()
        while entry := self.step():
            first, last, cells, sound = entry
            if not sound:
                cells = self.mend(first, last)
                records.doubted.append((len(records.cells), first))
            records.cells.append(cells)
        return records

    def step(self) -> Entry | None:
        """The next record, or the line of one that is not sound; None behind the last."""
        if self.waiting:
            waiting, self.waiting = self.waiting, None
            return waiting
        entry = next(self.entries, None)
        if entry and entry[1] - entry[0] > 1 and self.has_swallowed(*entry[:3]):
            self.entries = walk_lines(self.lines, entry[0] + 1, self.delimiter)
            return entry[0], entry[0] + 1, [], False
        return entry

    def has_swallowed(self, first: int, last: int, cells: list[str]) -> bool:
        """Whether a line within a record looks like a record of its own."""
        if first == 0:
            return holds_rows(self.lines[:last], self.delimiter)
        # Without columns that are known, a line is doubted only where the record has not its number of cells.
        needed = 0 if len(cells) != self.shape.width else 1
        n_known = len(self.shape.patterns) + len(self.shape.values)
        inner = self.lines[first + 1 : last]
        if inner[-1].count('"') % 2:  # it closes the cell, and ends as the record does
            inner.pop()
        for line in inner:
            if line.count(self.delimiter) < self.shape.width - 1 or self.shape.width < 2:
                continue
            fits = self.shape.count_fits(split_line(line, self.delimiter))
            if fits >= max(needed, (n_known + 1) // 2):
                return True
        return False

    def mend(self, first: int, last: int) -> list[str]:
        """The cells of a record whose quote marks do not pair, with the lines that belong to it."""
        if first == 0:  # the names of the columns: they stand in one line
            names = re.findall(r'"([^"\n]*)"', self.lines[0])
            loose = self.split_loosely(self.lines[0])
            return names if len(names) > len(loose) else loose
        mended = self.split_loosely("".join(self.lines[first:last]))
        if first == 0 or self.shape.has_ended(mended):  # names of columns take in no rows
            return mended
        while entry := self.step():
            cells = entry[2] if entry[3] else self.split_loosely("".join(self.lines[entry[0] : entry[1]]))
            if self.shape.is_record(cells):
                self.waiting = entry
                break
            last = entry[1]
        return self.split_loosely("".join(self.lines[first:last]))

    def split_loosely(self, text: str) -> list[str]:
        """The cells of a record in which a quote mark is a character."""
        return split_loosely(text.rstrip("\r\n"), self.delimiter, self.shape.width)


def walk_lines(lines: list[str], start: int, delimiter: str) -> Iterator[Entry]:
    """The records from a line on; one that is not sound is given as its first line alone."""
    while start < len(lines):
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        first = start
        try:
            for cells in reader:
                yield first, start + reader.line_num, cells, True
                first = start + reader.line_num
            return
        except csv.Error:
            yield first, first + 1, [], False
            start = first + 1


def learn_shape(lines: list[str], delimiter: str) -> Shape:
    """What the columns look like in the first sound records that have as many cells as the first one."""
    rows: list[list[str]] = []
    width = 0
    for number, (_, end, cells, sound) in enumerate(walk_lines(lines, 0, delimiter)):
        if number == 0:
            is_heading = sound and not holds_rows(lines[:end], delimiter)
            width = len(cells) if is_heading else lines[0].count(delimiter) + 1
        elif sound and len(cells) == width:
            rows.append(cells)
        if len(rows) == LOOKED_AT or number == 10 * LOOKED_AT:
            break
    patterns, values = {}, {}
    for place, column in enumerate(zip(*rows, strict=True) if len(rows) > 1 else []):
        filled = [cell.strip() for cell in column if cell.strip()]
        if len(filled) < max(2, 0.5 * len(rows)):
            continue
        found = [shape for shape in SHAPES if sum(map(bool, map(shape.match, filled))) >= SAME * len(filled)]
        counts = Counter(filled)
        if found:
            patterns[place] = found[0]
        elif max(map(len, filled)) <= SHORT and len(counts) <= 0.5 * len(filled):
            values[place] = set(counts)
    return Shape(width, patterns, values)


def holds_rows(lines: list[str], delimiter: str) -> bool:
    """Whether the record of the names of the columns holds a line with as many cells as its first one.

    A name may run over two lines; it holds no line full of delimiters.

    >>> holds_rows(['day,"words\\n', 'in all",text\\n'], ",")
    False
    >>> holds_rows(['day,"text\\n', '1,One.\\n', '2,"Two."\\n'], ",")
    True
    """
    fewest = max(1, lines[0].count(delimiter))
    return any(line.count(delimiter) >= fewest for line in lines[1:-1])


def split_line(line: str, delimiter: str) -> list[str]:
    """The cells of one line read alone; empty where there is none."""
    return next(csv.reader([line], delimiter=delimiter), [])


def split_loosely(text: str, delimiter: str, width: int) -> list[str]:
    """The cells of a text in which quote marks do not pair: so many cells as the table is wide, if it can be.

    >>> split_loosely('7,"He said "go" now, and left.",Courier', ",", 3)
    ['7', 'He said "go" now, and left.', 'Courier']
    >>> split_loosely('"Never again" they said', ",", 1)
    ['"Never again" they said']
    >>> split_loosely('7,"The men left.', ",", 2)
    ['7', 'The men left.']
    """
    cells: list[str] = []
    start = 0
    while len(cells) < width - 1:
        cell, end = take_cell(text, start, delimiter)
        if end is None:
            break
        cells.append(cell)
        start = end
    rest, behind = text[start:], width - len(cells) - 1
    if not rest.startswith('"') or behind <= 0:
        return [*cells, strip_marks(rest)]
    for found in islice(re.finditer(f'"{re.escape(delimiter)}', rest[1:]), TRIED):
        tail = read_strictly(rest[found.end() + 1 :], delimiter)
        if tail is not None and len(tail) == behind:
            return [*cells, strip_marks(rest[: found.start() + 2]), *tail]
    middle, *tail = rest.rsplit(delimiter, behind)
    return [*cells, strip_marks(middle), *map(strip_marks, tail)]


def take_cell(text: str, start: int, delimiter: str) -> tuple[str, int | None]:
    """The cell from a place on and the place behind its delimiter; None where its quote marks do not pair."""
    if not text.startswith('"', start):
        end = text.find(delimiter, start)
        return (text[start:end], end + 1) if end >= 0 else ("", None)
    found = QUOTED.match(text, start)
    if not found or not text.startswith(delimiter, found.end()):
        return "", None
    return found[1].replace('""', '"'), found.end() + 1


def read_strictly(text: str, delimiter: str) -> list[str] | None:
    """The cells of a text that is one sound record; None where it is not."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def strip_marks(cell: str) -> str:
    """A cell without the quote mark that opens it, unless the marks within it pair.

    >>> [strip_marks(cell) for cell in ['"a "b" c"', '"a', '"a" b', 'a']]
    ['a "b" c', 'a', '"a" b', 'a']
    """
    if cell.startswith('"'):
        if len(cell) > 1 and cell.endswith('"'):
            return cell[1:-1].replace('""', '"')
        if cell.count('"') % 2:
            return cell[1:].replace('""', '"')
    return cell
