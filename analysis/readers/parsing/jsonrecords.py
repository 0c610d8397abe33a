"""The records in what JSON holds: a list, an object with lists in it, a table, or one record."""

from analysis.readers.columns import TEXT_NAMES, USUAL_PLAIN, plain_name

FULL_TEXTS = frozenset(USUAL_PLAIN["text"])
# Objects that only hold a record's cells, such as those of search servers.
WRAPPERS = ("_source", "node", "attributes", "fields", "item", "article", "doc")


def find_records(data: object) -> list[object]:
    """The records that data holds, in their order; members of a list that are no objects stay as they are.

    Of an object: the object alone if it has a text; else the records of all lists within it whose objects
    have one, or of its longest list. Tables as pandas writes them are read by rows.

    >>> find_records({"status": "ok", "articles": [{"title": "a"}]})
    [{'title': 'a'}]
    >>> find_records({"a1": {"text": "One."}, "a2": {"text": "Two."}})
    [{'id': 'a1', 'text': 'One.'}, {'id': 'a2', 'text': 'Two.'}]
    >>> find_records({"columns": ["text"], "index": [0], "data": [["One."]]})
    [{'text': 'One.'}]
    >>> find_records(["One.", "Two."])
    [{'text': 'One.'}, {'text': 'Two.'}]
    """
    if isinstance(data, list):
        return read_list(data)
    if not isinstance(data, dict):
        return []
    if is_record(data):
        return [data]
    table = read_table(data)
    if table:
        return table
    lists = list_lists(data)
    full = [records for records in lists if any(has_text(record) for record in records)]
    if full:
        return [record for records in full for record in records]
    return max(join_lists(lists), key=len, default=[]) or [data]


def join_lists(lists: list[list[object]]) -> list[list[object]]:
    """The lists, those whose first records have the same cells as one: each may be in an object of its own.

    >>> join_lists([[{"a": 1}], [{"b": 2}], [{"a": 3}]])
    [[{'a': 1}, {'a': 3}], [{'b': 2}]]
    """
    joined: dict[frozenset[str], list[object]] = {}
    for records in lists:
        first = next(record for record in records if isinstance(record, dict))
        joined.setdefault(frozenset(first), []).extend(records)
    return list(joined.values())


def read_list(data: list) -> list[object]:
    """The records of a list: its members; texts alone are articles, lists under a list of names are rows."""
    if data and all(isinstance(member, str) for member in data):
        return [{"text": member} for member in data]
    if data and all(isinstance(member, list) for member in data):
        names = data[0]
        if names and all(isinstance(name, str) for name in names) and is_heading_list(names):
            return [name_cells(names, member) for member in data[1:]]
        return [record for member in data for record in read_list(member)]
    return data


def name_cells(names: list[str], cells: list) -> dict:
    """A row of a table; cells behind the last name get the name of their place.

    >>> name_cells(["text"], ["One.", "X"])
    {'text': 'One.', 'column_2': 'X'}
    """
    more = [f"column_{place}" for place in range(len(names) + 1, len(cells) + 1)]
    return dict(zip([*names, *more], cells, strict=False))


def is_heading_list(names: list[str]) -> bool:
    """Whether some texts are names of columns, one of the text or the title among them."""
    return bool({plain_name(name) for name in names} & TEXT_NAMES) and all(len(name) < 60 for name in names)


def is_record(data: dict) -> bool:
    """Whether an object is one article: it has a text that is not a list of other objects."""
    return any(
        plain_name(name) in FULL_TEXTS
        and (
            isinstance(value, str)
            or is_paragraphs(value)
            or (isinstance(value, dict) and "rendered" in value)
        )
        for name, value in data.items()
    )


def is_paragraphs(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and bool(value) and all(isinstance(member, str) for member in value)


def has_text(record: object) -> bool:
    """Whether a member of a list is an object with a text, or wraps one."""
    if not isinstance(record, dict):
        return False
    if any(plain_name(name) in FULL_TEXTS for name in record):
        return True
    return any(has_text(record[name]) for name in WRAPPERS if isinstance(record.get(name), dict))


def read_table(data: dict) -> list[object]:
    """The rows of a table in one of the forms in which pandas writes one; empty where it is none."""
    columns, rows = data.get("columns"), data.get("data")
    if isinstance(columns, list) and isinstance(rows, list) and rows and isinstance(rows[0], list):
        return [name_cells(list(map(str, columns)), row) if isinstance(row, list) else row for row in rows]
    values = list(data.values())
    if not values or not all(isinstance(value, dict) for value in values):
        return []
    if {plain_name(name) for name in data} & TEXT_NAMES and len({tuple(value) for value in values}) == 1:
        return [{name: data[name][place] for name in data} for place in values[0]]
    if all({plain_name(name) for name in value} & TEXT_NAMES for value in values):
        return [{"id": key, **value} for key, value in data.items()]
    return []


def list_lists(data: dict, depth: int = 0) -> list[list[object]]:
    """The lists of records within an object, each as `find_records` gives it; but not of deep ones."""
    lists = []
    for value in data.values():
        if isinstance(value, list):
            lists.append(read_list(value) if any(isinstance(member, dict | list) for member in value) else [])
        elif isinstance(value, dict) and depth < 20:
            found: list[object] = [value] if is_record(value) else read_table(value)
            lists += [found] if found else list_lists(value, depth + 1)
    return [records for records in lists if any(isinstance(record, dict) for record in records)]
