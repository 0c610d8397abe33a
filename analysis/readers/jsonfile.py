"""JSON: one article per line, or one list of articles."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.readers.columns import USUAL_PLAIN, number_rows, plain_name
from analysis.readers.encoding import LOST, read_text
from analysis.readers.parsing.limits import check_limit

# Half of a character that JSON writes as two: alone it is no character, and no file can hold it.
HALF = re.compile("[\ud800-\udfff]")
# What of an object in a list stands for it.
MEMBER_NAMES = ("name", "title", "text", "value")
# Texts of a list that are longer than this are paragraphs.
LONG = 200


def read_json(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per record of a JSON file or of JSON lines, and the problems.

    Parameters
    ----------
    path : Path
        One list of objects, one object that holds such a list (`{"articles": [...]}`), or one object per
        line.

    Returns
    -------
    table : DataFrame
        One row per object: one column per value, `author.name` for a value of an inner object, and `row`,
        the line or the place in the list from 1.
    problems : list of dict
        `row, what, done` of the lines that are no JSON object.

    Raises
    ------
    ValueError
        Where no record is found.
    """
    text, problems = read_text(path)
    try:
        found = find_records(json.loads(text))
        records = {number: flatten_record(record) for number, record in enumerate(found, start=1)}
    except (ValueError, RecursionError):
        records, bad = read_lines(text)
        problems += bad
    if not records:
        raise ValueError(f"{path.name} holds no JSON object; needed is a list of objects, or one per line.")
    check_limit("columns", len(set().union(*records.values())), path.name)
    return number_rows(pd.DataFrame(list(records.values())), list(records)), problems


def read_lines(text: str) -> tuple[dict[int, dict], list[dict]]:
    """The record of each line by its number, and a problem for each line that is no JSON object."""
    records, problems = {}, []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            cells = flatten_record(record) if isinstance(record, dict) else None
        except (ValueError, RecursionError):
            cells = None
        if cells is None:
            problems.append({"row": number, "what": "not a JSON object", "done": "left out"})
        else:
            records[number] = cells
    return records, problems


def find_records(data: object) -> list[dict]:
    """The objects of a list, or the object alone if it has a text, or those of the longest list it holds.

    >>> find_records({"status": "ok", "articles": [{"title": "a"}]})
    [{'title': 'a'}]
    """
    if isinstance(data, list):
        return [record for record in data if isinstance(record, dict)]
    if not isinstance(data, dict):
        return []
    if {plain_name(key) for key in data} & set(USUAL_PLAIN["text"]):
        return [data]
    lists = [find_records(value) for value in data.values() if isinstance(value, list | dict)]
    return max(lists, key=len, default=[]) or [data]


def flatten_record(record: dict, before: str = "") -> dict[str, object]:
    """The cells of a record: one for each value of an inner object, under both names with a point between.

    A list of texts is one text, joined by "; ", or by empty lines where they are paragraphs. Of a list of
    objects each gives its name, or is written as JSON where it has none.

    >>> flatten_record({"source": {"id": 7, "name": "Courier"}, "tags": ["war", "grain"]})
    {'source.id': 7, 'source.name': 'Courier', 'tags': 'war; grain'}
    """
    cells: dict[str, object] = {}
    for name, value in record.items():
        name = mark_lost(f"{before}{name}")
        if isinstance(value, dict):
            cells |= flatten_record(value, f"{name}.")
        elif isinstance(value, list | np.ndarray):
            cells[name] = join_list(value)
        else:
            cells[name] = mark_lost(value) if isinstance(value, str) else value
    return cells


def join_list(values: list | np.ndarray) -> str:
    """The members of a list as one text.

    >>> join_list([{"name": "Anna"}, {"name": "Ben"}])
    'Anna; Ben'
    """
    cells = [name_member(value) for value in values if value is not None]
    return ("\n\n" if any(len(cell) > LONG for cell in cells) else "; ").join(cells)


def name_member(value: object) -> str:
    """A member of a list as a text: of an object its name, or the object as JSON where it has none."""
    if isinstance(value, dict):
        named = [value[key] for key in MEMBER_NAMES if isinstance(value.get(key), str)]
        return mark_lost(named[0] if named else json.dumps(value, ensure_ascii=False, sort_keys=True))
    return join_list(value) if isinstance(value, list | np.ndarray) else mark_lost(str(value))


def mark_lost(text: str) -> str:
    """The text with `�` for each half of a character."""
    return text if text.isascii() else HALF.sub(LOST, text)
