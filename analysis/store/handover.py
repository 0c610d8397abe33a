"""Handing measured tables to other processes: the notebooks of a report measure nothing again."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.grouping import PRINTED_BY, makes_groups, put_groups, read_groups
from analysis.matching.prefilter import Terms, pick_containing
from analysis.store.in_memory import pick_rows
from analysis.wording import BY

# Names the folder of the tables, for processes that this one starts.
VARIABLE = "ANALYSIS_TABLES"
AS_READ = ("raw", "boilerplate")  # tables that keep their outlets: cleaning knows the lines of each outlet
NAMES_SOURCES = ("sentences",)  # tables whose rows name the outlet that printed them, too


class HandedTables:
    """Tables that another process measured, read as `StoredTables` are; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: dict[str, pd.DataFrame] = {}

    def read(
        self, name: str, article_ids: set[str] | None = None, containing: Terms | None = None
    ) -> pd.DataFrame:
        """A table, or its rows of some articles; of sentences those in which a term stands."""
        if name not in self.tables:
            self.tables[name] = pd.read_pickle(self.folder / f"{name}.pickle")
        table = pick_rows(self.tables[name], article_ids)
        return table if containing is None else pick_containing(table, containing)


def hand_over(measured: Any, folder: Path, source: str | Path, **asked: Any) -> None:
    """Write every table of a `Measured` under a folder, for `measure_corpus` with the same arguments.

    The folder is private to this user and lives as long as the work: pickles keep each column as it is.
    """
    place = folder / name_request(source, **asked)
    place.mkdir(mode=0o700, parents=True)
    for name in dir(measured):
        if isinstance(table := getattr(measured, name), pd.DataFrame):
            table.to_pickle(place / f"{name}.pickle")


def find_handed(source: str | Path | pd.DataFrame, **asked: Any) -> HandedTables | None:
    """The tables handed over for these arguments; None if there are none."""
    folder = os.environ.get(VARIABLE)
    if not folder or isinstance(source, pd.DataFrame):
        return None
    place = Path(folder) / name_request(source, **asked)
    return HandedTables(place) if place.is_dir() else None


class GroupedTables:
    """Tables whose outlets are the groups that are compared."""

    def __init__(self, read: Callable[..., pd.DataFrame], groups: pd.DataFrame) -> None:
        self.read_all, self.groups = read, groups

    def read(self, name: str, article_ids: set[str] | None, containing: Terms | None) -> pd.DataFrame:
        table = self.read_all(name, article_ids, containing)
        keep = (PRINTED_BY,) if name in NAMES_SOURCES else ()
        return table if name in AS_READ else put_groups(table, self.groups, keep=keep)


def group_as_asked(
    read: Callable[..., pd.DataFrame], source: Path | None = None
) -> Callable[..., pd.DataFrame]:
    """How tables are read where a column is named to compare by; as they are, where none is."""
    by = os.environ.get(BY, "").strip()
    headlines = read("headlines", None, None) if by else None
    if headlines is None or not makes_groups(headlines, by):
        return read
    return GroupedTables(read, read_groups(headlines, by, source)).read


@contextmanager
def set_variables(values: Mapping[str, str | None]) -> Iterator[None]:
    """Set or unset environment variables for a while, for this process and those that it starts."""
    before = {name: os.environ.pop(name, None) for name in values}
    os.environ.update({name: value for name, value in values.items() if value})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ.update({name: value} if value is not None else {})


def name_request(
    source: str | Path,
    *,
    since: str | None,
    until: str | None,
    outlets: Iterable[str] | None,
    codebooks: str | Path | Iterable[str | Path] | None,
) -> str:
    """A name for the arguments that decide which tables there are.

    >>> request = {"since": None, "until": None, "outlets": None, "codebooks": "own.csv"}
    >>> name_request("a", **request) == name_request("../a", **request)
    False
    """
    books = [codebooks] if isinstance(codebooks, str | Path) else list(codebooks or [])
    request = {
        "source": str(Path(source).resolve()),
        "since": since,
        "until": until,
        "outlets": None if outlets is None else sorted(outlets),
        "codebooks": [str(Path(book).resolve()) for book in books],
    }
    return blake2b(json.dumps(request).encode(), digest_size=16).hexdigest()
