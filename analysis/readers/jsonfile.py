"""JSON: one article per line, or one list of articles."""

import json
import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.readers.columns import KNOWN_NAMES, TEXT_NAMES, number_rows, plain_name
from analysis.readers.encoding import read_text
from analysis.readers.limits import check_limit, describe_limit, read_limit
from analysis.readers.parsing.flattening import flatten_record
from analysis.readers.parsing.jsonrecords import find_records
from analysis.readers.problems import note

GAP = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{2,} ){4}")  # words between objects
NO_OBJECT = "not a JSON object"
AGAIN = " (again)"
# How often the text may be read again, all attempts together, to find the records behind a fault.
PASSES = 50
LONGEST_NUMBER = 400  # digits
EACH = 100_000_000  # characters that may be read in any case: about a second
PIECE = 2048  # characters in which an object is looked for first

Found = tuple[dict[int, dict], list[dict]]


def read_json(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per record of a JSON file or of JSON lines, and the problems.

    Parameters
    ----------
    path : Path
        One list of objects, an object that holds such lists (`{"articles": [...]}`), a table as pandas
        writes it, or one object per line. Of a damaged file the records that are whole are read.

    Returns
    -------
    table : DataFrame
        One row per object: one column per value, `author.name` for a value of an inner object, and `row`,
        the line or the place in the list from 1.
    problems : list of dict
        `row, what, done` of the lines and members of a list that are no JSON object.

    Raises
    ------
    ValueError
        Where no record is found.
    """
    text, problems = read_text(path)
    try:
        data = load_json(text)
    except (ValueError, RecursionError):
        records, bad = read_damaged(text)
    else:
        records, bad = number_records(list_records(data))
    if n := text.count("\\u0000"):
        bad.append(note(None, "NUL characters", f"{n:,} left out"))
    if not records:
        why = f" ({bad[0]['what']})" if bad else ""
        raise ValueError(
            f"{path.name} holds no JSON object{why}; needed is a list of objects, or one per line."
        )
    names = dict.fromkeys(name for cells in records.values() for name in cells)
    if len(names) > read_limit("columns"):
        names, dropped = drop_names(records)
        bad.append(note(None, describe_limit("columns"), dropped))
        records = {
            number: {name: cells[name] for name in cells if name in names}
            for number, cells in records.items()
        }
    if twice := sorted(name for name in names if AGAIN in name):
        done = f"the later value is in {', '.join(twice[:5])}"
        bad.append(note(None, "names that an object has twice", done))
    check_limit("cells", len(names) * len(records), path.name)
    return number_rows(pd.DataFrame(list(records.values())), list(records)), problems + bad


def drop_names(records: dict[int, dict]) -> tuple[dict[str, None], str]:
    """As many names of columns as a table may have, the usual and the frequent ones, and what is left out."""
    counts = Counter(name for cells in records.values() for name in cells)
    ordered = sorted(counts, key=lambda name: (plain_name(name) not in KNOWN_NAMES, -counts[name]))
    kept = dict.fromkeys(ordered[: read_limit("columns")])
    return kept, f"the {len(ordered) - len(kept):,} rarest columns left away; all rows are read"


def read_int(digits: str) -> int | str:
    """A whole number; its digits as text where they are more than a number of Python may have."""
    return int(digits) if len(digits) < LONGEST_NUMBER else digits


def load_json(text: str) -> Any:
    """What a text holds as JSON; of an object that has a name twice both values are kept.

    Control characters in strings are read: many programs write line ends so.
    """
    return json.loads(text, object_pairs_hook=keep_pairs, parse_int=read_int, strict=False)


def load_line(line: str) -> list[Any]:
    """What a line holds: one value, or objects that follow each other."""
    try:
        return [load_json(line)]
    except json.JSONDecodeError as error:
        if error.msg != "Extra data" or not line.startswith("{"):
            raise
    found, start = [], 0
    while start < len(line):
        data, start = DECODER.raw_decode(line, start)
        found.append(data)
        start += len(line[start : start + 9]) - len(line[start : start + 9].lstrip(" ,;\t"))
    return found


def keep_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, with another name for a value whose name it already has.

    >>> keep_pairs([("text", "One."), ("text", "Two.")])
    {'text': 'One.', 'text (again)': 'Two.'}
    """
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found, n_times = {}, Counter[str]()
    for name, value in pairs:
        n_times[name] += 1
        n = n_times[name]
        found[name if n == 1 else f"{name}{AGAIN}" if n == 2 else f"{name}{AGAIN} {n - 1}"] = value
    return found


DECODER = json.JSONDecoder(object_pairs_hook=keep_pairs, parse_int=read_int, strict=False)


def list_records(data: object) -> list[object]:
    """The records that data holds; none where lists are nested too deep."""
    try:
        return find_records(data)
    except RecursionError:
        return []


def number_records(found: list[object], first: int = 1) -> Found:
    """The cells of each record by its number, and a problem for each member that is no object."""
    records, problems = {}, []
    for number, record in enumerate(found, start=first):
        cells, what = read_cells(record)
        if cells is None:
            problems.append(note(number, what, "left out"))
        else:
            records[number] = cells
    return records, problems


def read_cells(record: object) -> tuple[dict | None, str]:
    """The cells of a record; None, and the reason, where it has none."""
    if not isinstance(record, dict):
        return None, NO_OBJECT
    try:
        cells = flatten_record(record)
        return (cells, "") if len(cells) <= read_limit("columns") else (None, describe_limit("columns"))
    except RecursionError:
        return None, "objects nested too deep"
    except ValueError as error:
        return None, str(error)


def read_damaged(text: str) -> Found:
    """The records of a text that is not one JSON value: those of its lines, or those that are whole."""
    records, bad = read_lines(text)
    if len(bad) > len(records):
        others, faults = scan_objects(text)
        if len(others) > len(records):
            return others, faults
    return records, bad


def read_lines(text: str) -> Found:
    """The record of each line by its number, and a problem for each line that is no JSON object.

    A line may end in a comma, and hold several records, as the pages of an answer do: those that follow the
    first get the numbers behind the last line.
    """
    records: dict[int, dict] = {}
    problems: list[dict] = []
    more: list[object] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        line = line.strip().removesuffix(",")
        if not line or line in "[]":
            continue
        try:
            first, *others = [record for data in load_line(line) for record in list_records(data)] or [None]
            cells, what = read_cells(first)
        except (ValueError, RecursionError):
            cells, what, others = None, NO_OBJECT, []
        more += others
        if cells is None:
            problems.append(note(number, what, "left out"))
        else:
            records[number] = cells
    behind, bad = number_records(more, first=len(lines) + 1)
    return records | behind, problems + bad


def scan_objects(text: str) -> Found:
    """The records of a damaged text, numbered in their order, and a problem for each place of a fault."""
    objects, faults = find_objects(text, is_used=lambda data: bool(list_articles(data)))
    whole = [record for data in objects for record in list_articles(data)]
    records, bad = number_records(whole)
    return records, bad + faults


def list_articles(data: object) -> list[object]:
    """The records in an object of a damaged text; none where no record has a text or a title."""
    records = list_records(data)
    return records if any(isinstance(record, dict) and is_article(record) for record in records) else []


def find_objects(text: str, *, is_used: Callable[[dict], bool]) -> tuple[list[dict], list[dict]]:
    """The outermost whole objects of a damaged text that are used.

    And a problem for each place of a fault, and for words between these objects.
    """
    objects: list[dict] = []
    last, latest = 0, -1  # the end of the last object that is used, and the last fault
    n_same = 0
    faults: dict[int, None] = {}
    left = PASSES * len(text) + EACH
    start = text.find("{")
    while start >= 0 and left > 0:
        data, end, n_read = decode_object(text, start)
        left -= n_read
        if data is None:
            if latest < last and GAP.search(text, last, start):
                faults[last] = None
            n_same = n_same + 1 if end == latest else 1
            faults[end] = None
            latest = max(latest, end)
            # What is open at a fault has it too; deeper objects than these are no records.
            start = text.find("{", start + 1 if n_same <= read_limit("nesting") else max(end, start + 1))
        else:
            if is_used(data):
                if latest < last and GAP.search(text, last, start):
                    faults[last] = None
                objects.append(data)
                last = end
            elif GAP.search(text, start, end):
                faults[start] = None
            start = text.find("{", end)
    if left <= 0:
        faults[max(start, 0)] = None
    if latest < last and GAP.search(text, last):
        faults[last] = None
    problems = []
    breaks = [found.start() for found in re.finditer("\n", text)]
    for place in faults:
        line = bisect(breaks, place - 1)
        character = place - (breaks[line - 1] if line else -1)
        where = f": the object at line {line + 1:,}, character {character:,}"
        problems.append(note(None, "damaged JSON", f"left out{where}"))
    return objects, problems


def decode_object(text: str, start: int) -> tuple[Any, int, int]:
    """The object that begins at a place, None for a damaged one; its end or its fault; characters read.

    It is looked for in a short piece first, since each fault costs as much as the piece is long.
    """
    n_read, size, fault = 0, PIECE, -1
    while True:
        piece = text[start : start + size]
        n_read += len(piece)
        try:
            data, end = DECODER.raw_decode(piece)
            return data, start + end, n_read
        except json.JSONDecodeError as error:
            # The same fault in a longer piece is one of the text, not of the piece.
            if start + size >= len(text) or error.pos == fault:
                return None, start + error.pos, n_read
            fault, size = error.pos, size * 16
        except (RecursionError, ValueError):
            return None, start, n_read


def is_article(record: dict) -> bool:
    """Whether an object has a text or a title: of a damaged file any other may be part of a record."""
    return bool({plain_name(name) for name in record} & TEXT_NAMES)
