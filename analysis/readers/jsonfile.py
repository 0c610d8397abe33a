"""JSON: a line an article, or one list of articles."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.readers.columns import USUAL_PLAIN, plain_name
from analysis.readers.encoding import decode_text, read_bytes


def read_json(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The records of a JSON file or of JSON lines as a table, and the lines that are not JSON.

    One list, one object that holds a list of objects (`{"articles": [...]}`), or an object a line. `row` is
    the line, or the place in the list from 1. Raises ValueError where no record is found.
    """
    text, encoding = decode_text(read_bytes(path))
    problems = []
    if not encoding.startswith("utf-8"):
        problems.append({"row": None, "what": "not UTF-8", "done": f"read as {encoding}"})
    try:
        records = list(enumerate(find_records(json.loads(text)), start=1))
    except json.JSONDecodeError:
        records = []
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError:
                record = None
            if isinstance(record, dict):
                records.append((number, record))
            else:
                problems.append({"row": number, "what": "not a JSON object", "done": "left out"})
    if not records:
        raise ValueError(f"{path.name} holds no JSON object; needed is a list of them, or one a line.")
    table = pd.DataFrame([{name: plain_value(v) for name, v in record.items()} for _, record in records])
    table["row"] = [number for number, _ in records]
    return table, problems


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


def plain_value(value: object) -> object:
    """A value that fits a cell: a list of texts joined, an object by its name, None for nothing.

    >>> plain_value(["Anna", "Ben"]), plain_value({"id": None, "name": "Courier"})
    ('Anna; Ben', 'Courier')
    """
    if isinstance(value, list | np.ndarray):
        cells = [str(plain_value(part)) for part in value if part is not None]
        return ("\n\n" if any(len(cell) > 200 for cell in cells) else "; ").join(cells)
    if isinstance(value, dict):
        named = [value[key] for key in ("name", "title", "text", "value", "id") if value.get(key)]
        return str(named[0]) if named else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value
