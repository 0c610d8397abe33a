"""Columns that the user names on the command line: `--columns text=body,outlet=publisher`.

They hold for the whole process and for those that it starts (workers, the kernels of notebooks): they
travel in the environment.
"""

import os

from analysis.readers.columns import USUAL_NAMES
from analysis.schema import check_choice

VARIABLE = "ANALYSIS_COLUMNS"


def chosen_columns() -> dict[str, str]:
    """The columns that the user named, ours first; empty where none were named."""
    return parse_columns(os.environ.get(VARIABLE, ""))


def parse_columns(text: str) -> dict[str, str]:
    """Pairs of our name and the name in the file.

    >>> parse_columns("text=body, outlet=publisher")
    {'text': 'body', 'outlet': 'publisher'}

    Raises ValueError for what is no such list, and for a name that is not ours.
    """
    columns: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        name, equals, given = (part.strip() for part in pair.partition("="))
        if not equals or not given:
            raise ValueError(f"The `columns` must be pairs such as text=body,outlet=publisher; not {pair!r}.")
        columns[check_choice(name, USUAL_NAMES, name="columns")] = given
    return columns
