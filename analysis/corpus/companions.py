"""What stands beside the articles of a corpus: the events of the time, and what is known of the outlets."""

from pathlib import Path

import pandas as pd

from analysis.readers.dates import read_dates
from analysis.readers.delimited import read_delimited
from analysis.schema import COLUMNS, check_columns


def read_events(path: str | Path) -> pd.DataFrame:
    """The events beside a corpus, a row each: `date, event, place, kind`, by date; no row where none is.

    `path` is the corpus, or a file of events. Raises ValueError for a file without `date` and `event`.

    >>> read_events("nowhere").columns.tolist()
    ['date', 'event', 'place', 'kind']
    """
    table = read_companion(path, "events.csv", needed=["date", "event"])
    table = table.reindex(columns=[*COLUMNS["events"], *table.columns.difference(COLUMNS["events"])])
    table["date"] = read_dates(table["date"])[0]
    return table.fillna({"place": "", "kind": ""}).sort_values(["date", "event"], ignore_index=True)


def read_outlets(path: str | Path) -> pd.DataFrame:
    """What its outlets.csv says of the outlets of a corpus, a row each; no row where there is none.

    >>> read_outlets("nowhere").columns.tolist()
    ['outlet']
    """
    return read_companion(path, "outlets.csv", needed=["outlet"])


def read_companion(path: str | Path, name: str, *, needed: list[str]) -> pd.DataFrame:
    """A table that stands beside the articles of a corpus: in its folder, or beside its only file."""
    path = Path(path)
    file = path / name if path.is_dir() else path if path.name == name else path.parent / name
    if not file.exists():
        return pd.DataFrame({column: pd.Series(dtype="str") for column in needed})
    table = read_delimited(file)[0].drop(columns="row")
    return check_columns(table, needed, verb=name)
