"""What stands beside the articles of a corpus: where they come from, and the events."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import fingerprint_corpus
from analysis.corpus.files import read_provenance_file
from analysis.readers.dates import read_dates
from analysis.readers.delimited import read_delimited
from analysis.schema import COLUMNS, check_columns


def read_provenance(source: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Where the articles of a corpus come from, as its PROVENANCE.toml says.

    Parameters
    ----------
    source : DataFrame, str or Path
        Articles as `read_corpus` gives them, or the path of a corpus.

    Returns
    -------
    DataFrame
        One row per item: `item, value`, both text. For articles with their texts the last item is the
        `fingerprint`, a short name that changes with any article. No row where nothing is known.

    Examples
    --------
    >>> read_provenance("nowhere").columns.tolist()
    ['item', 'value']
    >>> articles = pd.DataFrame(columns=["article_id", "outlet", "date", "title", "text"])
    >>> read_provenance(articles.astype({"date": "datetime64[us]"}))["item"].tolist()
    ['fingerprint']
    """
    items = provenance_of(source)
    if isinstance(source, pd.DataFrame) and set(COLUMNS["articles"]) <= set(source.columns):
        items["fingerprint"] = fingerprint_corpus(source)
    values = [describe_item(item) for item in items.values()]
    return pd.DataFrame({"item": [key.replace("_", " ") for key in items], "value": values}, dtype="str")


def provenance_of(source: pd.DataFrame | str | Path) -> dict:
    """The items of the PROVENANCE.toml of articles or of a corpus; empty where there is none.

    >>> provenance_of(pd.DataFrame())
    {}
    """
    if isinstance(source, pd.DataFrame):
        return json.loads(source.attrs.get("provenance", "{}"))
    return json.loads(json.dumps(read_provenance_file(Path(source))[0], default=str))


def describe_item(item: object) -> str:
    """A value of a PROVENANCE.toml in words.

    >>> describe_item({"courier": 38, "herald": [42, 56]})
    'courier: 38; herald: 42; 56'
    """
    if isinstance(item, dict):
        return "; ".join(f"{key}: {describe_item(value)}" for key, value in item.items())
    return "; ".join(map(describe_item, item)) if isinstance(item, list) else str(item)


def read_events(path: str | Path) -> pd.DataFrame:
    """The events of the time, from the `events.csv` beside a corpus.

    Parameters
    ----------
    path : str or Path
        The corpus, or a file of events: a CSV file with `date` and `event`.

    Returns
    -------
    DataFrame
        One row per event, by date: `date` (datetime64), `event`, `place`, `kind` and the other columns of
        the file. No row where there is no such file.

    Raises
    ------
    ValueError
        For a file without `date` or `event`.

    Examples
    --------
    >>> read_events("nowhere").columns.tolist()
    ['date', 'event', 'place', 'kind']
    """
    table = read_companion(path, "events.csv", needed=["date", "event"])
    table = table.reindex(columns=[*COLUMNS["events"], *table.columns.difference(COLUMNS["events"])])
    table["date"] = read_dates(table["date"])[0]
    words = table[["event", "place", "kind"]].astype("object").fillna("").astype("str")
    table[words.columns] = words
    return table.sort_values(["date", "event"], ignore_index=True)


def list_events(events: Mapping[str, str]) -> pd.DataFrame:
    """Events named by their days, as a table by date; raise ValueError for a day that is none.

    >>> list_events({"2022-11-11": "Kherson"}).values.tolist()
    [['2022-11-11', 'Kherson']]
    """
    for day in events:
        try:
            date.fromisoformat(day)
        except ValueError:
            raise ValueError(
                f"An event needs its day as YYYY-MM-DD and a name, such as 2022-11-11=Kherson; not {day!r}."
            ) from None
    return pd.DataFrame({"date": list(events), "event": list(events.values())})


def read_outlets(path: str | Path) -> pd.DataFrame:
    """What is known of the outlets, from the `outlets.csv` beside a corpus: one row per outlet, all as text.

    No row where there is no such file; ValueError for a file without a column `outlet`.

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
