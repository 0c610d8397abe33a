"""Handing measured tables to other processes: the notebooks of a report measure nothing again."""

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus import grouping
from analysis.corpus.grouping import MOST, PRINTED_BY, name_others, put_groups, read_groups
from analysis.matching.prefilter import Terms, pick_containing
from analysis.store.in_memory import pick_rows
from analysis.wording import BY

# Names the folder of the tables, for processes that this one starts.
VARIABLE = "ANALYSIS_TABLES"
# Names the outlets that are compared one by one, and how many there are in all.
LARGEST = "ANALYSIS_LARGEST"
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


def pick_largest(articles: pd.DataFrame, *, most: int = MOST) -> list[str] | None:
    """The outlets that are compared one by one, by name; None where there are no more than `most`.

    With more, those with most articles stay, one fewer than `most`; all others are one group.
    """
    return grouping.pick_largest(articles["outlet"].astype(str).value_counts(), most=most)


def gather_outlets(table: pd.DataFrame, largest: Collection[str], n_outlets: int) -> pd.DataFrame:
    """The table with the name of a group in place of the names of all but the largest outlets."""
    if "outlet" not in table:
        return table
    others = name_others(n_outlets - len(largest), "outlet")
    names = table["outlet"].astype(str)
    outlets = pd.Categorical(names.where(names.isin(list(largest)), others), [*largest, others])
    gathered = table.assign(outlet=outlets)
    gathered.attrs = {**table.attrs, "n_outlets": n_outlets}
    return gathered


class GatheredTables:
    """Tables in which all but the largest outlets are one group."""

    def __init__(self, read: Callable[..., pd.DataFrame], largest: list[str], n_outlets: int) -> None:
        self.read_all, self.largest, self.n_outlets = read, largest, n_outlets

    def read(self, name: str, article_ids: set[str] | None, containing: Terms | None) -> pd.DataFrame:
        return gather_outlets(self.read_all(name, article_ids, containing), self.largest, self.n_outlets)


class GroupedTables:
    """Tables whose outlets are the groups of another column of the corpus."""

    def __init__(self, read: Callable[..., pd.DataFrame], by: str, source: Path | None) -> None:
        self.read_all = read
        self.groups = read_groups(read("headlines", None, None), by, source)

    def read(self, name: str, article_ids: set[str] | None, containing: Terms | None) -> pd.DataFrame:
        table = self.read_all(name, article_ids, containing)
        keep = (PRINTED_BY,) if name in NAMES_SOURCES else ()
        return table if name in AS_READ else put_groups(table, self.groups, keep=keep)


def group_as_asked(
    read: Callable[..., pd.DataFrame], source: Path | None = None
) -> Callable[..., pd.DataFrame]:
    """How tables are read where a column is named to compare by, or the report names the largest outlets."""
    by = os.environ.get(BY, "").strip()
    if by not in ("", "outlet"):
        return GroupedTables(read, by, source).read
    asked = os.environ.get(LARGEST)
    return GatheredTables(read, *json.loads(asked)).read if asked else read


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
