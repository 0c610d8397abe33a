"""THE list of formats: who reads which file. A new format is one file in this folder and one entry here.

A reader is a function `read(path) -> (table, problems)`. Its table has one row per article, under any of the
usual names (`USUAL_NAMES`), and in `row` the place in the file where a file holds many articles. A problem is
a dict `row, what, done`. A reader raises ValueError or OSError for a file that it cannot read.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.readers.delimited import read_delimited
from analysis.readers.jsonfile import read_json
from analysis.readers.parquetfile import read_parquet
from analysis.readers.textfile import read_text_file
from analysis.readers.warcfile import read_warc

Read = Callable[[Path], tuple[pd.DataFrame, list[dict]]]


@dataclass(frozen=True)
class Format:
    """One format: its name, how its files end, and its reader.

    Parameters
    ----------
    name : str
        As it stands in problems: "all text files".
    endings : tuple of str
        In small letters, with the point; `.gz` after them is understood.
    read : callable
        The reader.
    single : bool, default False
        Whether a file is one article. One date says nothing about the order of day and month, so the dates
        of such files are read in one order for all files of the format; a date or outlet that the file does
        not give is taken from its name and its folder.
    packages : tuple of str
        The packages whose version changes what the reader gives.
    """

    name: str
    endings: tuple[str, ...]
    read: Read
    single: bool = False
    packages: tuple[str, ...] = ()


FORMATS = (
    Format("text", (".txt", ".text", ".md"), read_text_file, single=True, packages=("pyyaml",)),
    Format("delimited", (".csv", ".tsv", ".tab"), read_delimited),
    Format("JSON", (".json", ".jsonl", ".ndjson"), read_json),
    Format("Parquet", (".parquet", ".pq"), read_parquet, packages=("pyarrow",)),
    Format("WARC", (".warc",), read_warc, packages=("trafilatura", "warcio")),
)


def list_endings() -> list[str]:
    """The endings of all files that are read.

    >>> list_endings()[:3]
    ['.csv', '.json', '.jsonl']
    """
    return sorted(ending for entry in FORMATS for ending in entry.endings)


def find_format(file: Path) -> Format | None:
    """The format of a file by how its name ends; None for a file that is not read.

    >>> find_format(Path("press.csv.gz")).name
    'delimited'
    """
    ending = find_ending(file)
    return next((entry for entry in FORMATS if ending in entry.endings), None)


def find_ending(file: Path) -> str:
    """How a file's name ends, without the `.gz` of a compressed one."""
    return os.path.splitext(file.name.lower().removesuffix(".gz"))[1]
