"""The limits of reading: how much one file may hold. Each can be changed, and is named where it is met."""

import os

# The environment variable `ANALYSIS_MAX_COLUMNS=40000` changes a limit for one run, also in its workers.
# Those of packed files are enough for any corpus that people mail to each other; a bomb of a few kilobytes
# meets them in seconds.
LIMITS = {
    "unpacked_mb": 2048,  # megabytes that one packed file may unpack to
    "archive_files": 100_000,  # files in one ZIP archive, those of inner archives included
    "depth": 3,  # archives inside archives
    "pages": 5000,  # pages of one PDF file
    "nesting": 100,  # lists and objects within each other
    "cell": 10_000_000,  # characters of one cell; the longest novels have fewer
    "columns": 16_384,  # the last column of a spreadsheet is XFD
    "cells": 50_000_000,  # rows times columns of one file
    "files": 1_000_000,  # of a corpus
}
WORDS = {
    "unpacked_mb": "MB unpacked",
    "archive_files": "files in an archive",
    "depth": "archives inside each other",
    "pages": "pages",
    "nesting": "levels of lists and objects",
    "cell": "characters in a cell",
    "columns": "columns",
    "cells": "cells",
    "files": "files",
}


def read_limit(name: str) -> int:
    """The value of a limit: that of its environment variable, where it is a whole number.

    >>> read_limit("nesting")
    100
    """
    asked = os.environ.get(f"ANALYSIS_MAX_{name.upper()}", "")
    return int(asked) if asked.isdecimal() else LIMITS[name]


def describe_limit(name: str) -> str:
    """A limit in words, and how to change it.

    >>> describe_limit("nesting")
    'more than 100 levels of lists and objects; to allow more, set ANALYSIS_MAX_NESTING'
    """
    return f"more than {read_limit(name):,} {WORDS[name]}; to allow more, set ANALYSIS_MAX_{name.upper()}"


def check_limit(name: str, n: int, file: str) -> None:
    """Raise ValueError where a file holds more than a limit allows.

    >>> check_limit("columns", 90_000, "a.csv")
    Traceback (most recent call last):
    ValueError: a.csv has more than 16,384 columns; to allow more, set ANALYSIS_MAX_COLUMNS.
    """
    if n > read_limit(name):
        raise ValueError(f"{file} has {describe_limit(name)}.")


def check_unpacked(n_bytes: int, file: str) -> None:
    """Raise ValueError for a file that unpacks to more than the limit."""
    check_limit("unpacked_mb", -(-n_bytes // 2**20), file)
