"""JSON: a line an article, or one list of articles."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.readers.columns import USUAL_PLAIN, plain_name
from analysis.readers.encoding import decode_text, read_bytes


def read_json(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The records of a JSON file or of JSON lines as a table, and the lines that are not JSON.

    One list, one object that holds a list of objects (`{"articles": [...]}`), or an object a line. What
    an object of a record holds becomes columns such as `author.name`. `row` is the line, or the place in the
    list from 1. Raises ValueError where no record is found.
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
    table = pd.DataFrame([flatten_record(record) for _, record in records])
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


def flatten_record(record: dict, before: str = "") -> dict[str, object]:
    """A record of single cells: what an object holds has a cell each, under both names with a point between.

    A list of texts is one text, parted by "; ", or by empty lines where they are paragraphs; of a list of
    objects each gives its name, or is written as JSON where it has none.

    >>> flatten_record({"source": {"id": 7, "name": "Courier"}, "tags": ["war", "grain"]})
    {'source.id': 7, 'source.name': 'Courier', 'tags': 'war; grain'}
    """
    cells = {}
    for name, value in record.items():
        if isinstance(value, dict):
            cells |= flatten_record(value, f"{before}{name}.")
        else:
            cells[f"{before}{name}"] = join_list(value) if isinstance(value, list | np.ndarray) else value
    return cells


def join_list(values: list | np.ndarray) -> str:
    """The members of a list as one text.

    >>> join_list([{"name": "Anna"}, {"name": "Ben"}])
    'Anna; Ben'
    """
    cells = [name_member(value) for value in values if value is not None]
    return ("\n\n" if any(len(cell) > 200 for cell in cells) else "; ").join(cells)


def name_member(value: object) -> str:
    if isinstance(value, dict):
        named = [value[key] for key in ("name", "title", "text", "value") if isinstance(value.get(key), str)]
        return named[0] if named else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return join_list(value) if isinstance(value, list | np.ndarray) else str(value)
