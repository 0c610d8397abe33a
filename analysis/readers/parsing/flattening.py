"""The cells of a record: values of inner objects under both names, lists as one text."""

import json
import re

import numpy as np

from analysis.readers.columns import USUAL_PLAIN, plain_name
from analysis.readers.encoding import LOST
from analysis.readers.limits import describe_limit, read_limit

# Half of a character that JSON writes as two: alone it is no character, and no file can hold it.
HALF = re.compile("[\ud800-\udfff]")
# What of an object in a list stands for it, and what of one in a list of paragraphs.
MEMBER_NAMES = ("name", "title", "text", "value")
PARAGRAPH_NAMES = ("text", "value", "content", "paragraph", "headline", "paragraphs", "p")
# Texts of a list that are longer than this are paragraphs.
LONG = 200
PARAGRAPHS = frozenset([*USUAL_PLAIN["text"], "sections"])


def flatten_record(record: dict, before: str = "", depth: int = 1) -> dict[str, object]:
    """The cells of a record: one for each value of an inner object, under both names with a point between.

    A list of texts is one text, joined by "; ", or by empty lines where they are paragraphs: in a column of
    texts, and where one is long. Of a list of objects each gives its name, or is written as JSON where it has
    none. Raises ValueError for objects nested deeper than the limit.

    >>> flatten_record({"source": {"id": 7, "name": "Courier"}, "tags": ["war", "grain"]})
    {'source.id': 7, 'source.name': 'Courier', 'tags': 'war; grain'}
    >>> flatten_record({"text": ["One.", {"type": "p", "text": "Two."}]})
    {'text': 'One.\\n\\nTwo.'}
    """
    if depth > read_limit("nesting"):
        raise ValueError(describe_limit("nesting"))
    cells: dict[str, object] = {}
    for name, value in record.items():
        full_name = mark_lost(f"{before}{name}")
        if isinstance(value, dict):
            cells |= flatten_record(value, f"{full_name}.", depth + 1)
        elif isinstance(value, list | tuple | np.ndarray):
            paragraphs = plain_name(name) in PARAGRAPHS or plain_name(full_name) in PARAGRAPHS
            cells[full_name] = join_list(value, paragraphs=paragraphs, depth=depth + 1)
        else:
            cells[full_name] = mark_lost(value) if isinstance(value, str) else value
    return cells


def join_list(values: list | tuple | np.ndarray, *, paragraphs: bool = False, depth: int = 1) -> str:
    """The members of a list as one text.

    >>> join_list([{"name": "Anna"}, {"name": "Ben"}])
    'Anna; Ben'
    """
    if depth > read_limit("nesting"):
        raise ValueError(describe_limit("nesting"))
    cells = [
        name_member(value, paragraphs=paragraphs, depth=depth + 1) for value in values if value is not None
    ]
    apart = paragraphs or any(len(cell) > LONG for cell in cells)
    return ("\n\n" if apart else "; ").join(filter(None, cells) if paragraphs else cells)


def name_member(value: object, *, paragraphs: bool = False, depth: int = 1) -> str:
    """A member of a list as a text: of an object its name, or the object as JSON where it has none."""
    if isinstance(value, dict):
        if paragraphs and (found := [value[name] for name in PARAGRAPH_NAMES if value.get(name)]):
            found = found[:1] if isinstance(found[0], str) and "paragraphs" not in value else found
            return join_list(found, paragraphs=True, depth=depth + 1)
        named = [value[name] for name in MEMBER_NAMES if isinstance(value.get(name), str)]
        return mark_lost(named[0] if named else json.dumps(value, ensure_ascii=False, sort_keys=True))
    if isinstance(value, list | tuple | np.ndarray):
        return join_list(value, paragraphs=paragraphs, depth=depth + 1)
    return mark_lost(str(value))


def mark_lost(text: str) -> str:
    """The text with `�` for each half of a character, and without NUL characters."""
    text = text.replace("\0", "") if "\0" in text else text
    return text if text.isascii() else HALF.sub(LOST, text)
