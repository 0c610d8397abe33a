"""The registries of further conflicts: files named for the conflict in the folder `conflicts`.

`NAME.actors.csv`, `NAME.places.csv`, `NAME.offices.csv` and `NAME.camps.csv` are one registry; any of the
last three may be missing. A row with an id that the base lists adds its names and its camp to that entity.
A registry named `CONFLICT-after-YEAR` describes the time after that year; its camps are wrong before.
"""

import re
from pathlib import Path

import pandas as pd
from pandas.api.typing import NaTType

from analysis.registry.files import FOLDER, raise_if_any, read_table
from analysis.registry.tables import read_entities, read_offices

CONFLICTS = FOLDER / "conflicts"
PARTS = ("actors", "places", "offices", "camps")
BASE = ("ukraine", "syria")  # conflicts whose rows stand in actors.csv and places.csv
AFTER = re.compile(r"-after-(\d{4})$")
FILLED = ["gender", "country", "parent", "wikidata", "note", "kind"]  # empty cells that a later row may fill


def list_conflicts() -> list[str]:
    """Return the names of all conflicts that have a registry.

    >>> list_conflicts()[:2]
    ['ukraine', 'syria']
    """
    return [*BASE, *sorted(file.name.removesuffix(".actors.csv") for file in CONFLICTS.glob("*.actors.csv"))]


def list_conflict_files(name: str) -> list[Path]:
    """Return the files of a conflict that are there."""
    return [file for part in PARTS if (file := place_part(name, part)).is_file()]


def find_first_day(name: str) -> pd.Timestamp | NaTType:
    """Return the first day that the registry of a conflict describes; NaT for one that has no such day.

    >>> find_first_day("syria-after-2018"), find_first_day("syria")
    (Timestamp('2019-01-01 00:00:00'), NaT)
    """
    match = AFTER.search(name)
    return pd.Timestamp(int(match.group(1)) + 1, 1, 1) if match else pd.NaT


def place_part(name: str, part: str) -> Path:
    """Return the path of one file of a conflict."""
    return CONFLICTS / f"{name}.{part}.csv"


def read_conflict(name: str) -> pd.DataFrame:
    """Return the actors and places of a conflict as `read_entities` does, with its name as `conflict`.

    An id that both files have is one entity.
    """
    files = [file for part in ("actors", "places") if (file := place_part(name, part)).is_file()]
    tables = [read_entities(file).assign(conflict=name) for file in files]
    return join_entities(tables)


def read_conflict_actors(name: str) -> pd.DataFrame:
    """Return the actors of a conflict as `read_entities` does; every registry needs those of all."""
    return read_entities(place_part(name, "actors"))


def join_entities(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return tables of entities as one, with one row per id.

    The first row of an id counts. The later ones add their names, fill its empty cells, and give it their
    camp and their conflict; where several give one, the first of them counts.
    """
    whole = pd.concat(tables, ignore_index=True)
    is_first = ~whole["entity"].duplicated()
    repeated = whole[whole["entity"].isin(whole.loc[~is_first, "entity"])]
    joined = whole[is_first].set_index("entity", drop=False)
    forms = dict(zip(joined["entity"], joined["forms"], strict=True))
    for entity, rows in repeated.groupby("entity", sort=False):
        forms[str(entity)] = list(dict.fromkeys(form for listed in rows["forms"] for form in listed))
        for column in FILLED:
            joined.at[entity, column] = next(filter(None, rows[column].dropna()), "")
        for column in ("lat", "lon"):
            joined.at[entity, column] = next(iter(rows[column].dropna()), float("nan"))
        later = rows.iloc[1:]
        for column in ("camp", "conflict"):
            joined.at[entity, column] = next(filter(None, later[column]), rows[column].iloc[0])
    return joined.reset_index(drop=True).assign(forms=pd.Series(list(forms.values()), dtype=object))


def read_conflict_offices(name: str) -> list[pd.DataFrame]:
    """Return the offices of a conflict; no table where it has no file of them."""
    file = place_part(name, "offices")
    return [read_offices(file)] if file.is_file() else []


def read_camps(*names: str) -> dict[str, str]:
    """Return what the camps of conflicts mean, in words; the first conflict with a camp says it.

    The camps of the base stand in `registry.toml`.
    """
    camps: dict[str, str] = {}
    for name in names:
        file = place_part(name, "camps")
        if file.is_file():
            table = read_table(file, ["camp", "words"])
            raise_if_any(file, "no words", table.index[table["words"].eq("")])
            for camp, words in zip(table["camp"], table["words"], strict=True):
                camps.setdefault(camp, words)
    return camps
