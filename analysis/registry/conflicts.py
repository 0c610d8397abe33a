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
NUMBERS = ["lat", "lon"]  # the same, degrees
REPLACED = ["camp", "conflict"]  # cells for which a later row counts


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
    is_later = whole["entity"].duplicated()
    repeated = whole[whole["entity"].isin(whole.loc[is_later, "entity"])]
    joined = whole[~is_later].set_index("entity", drop=False)
    forms = dict(zip(joined["entity"], joined["forms"], strict=True))
    for entity, listed in repeated["forms"].groupby(repeated["entity"], sort=False):
        forms[str(entity)] = list(dict.fromkeys(form for form_list in listed for form in form_list))
    filled = find_first_values(repeated, [*FILLED, *NUMBERS]).fillna(dict.fromkeys(FILLED, ""))
    joined.loc[filled.index, filled.columns] = filled
    later = find_first_values(repeated[is_later[repeated.index]], REPLACED)
    for column in REPLACED:
        given = later[column].dropna()
        joined.loc[given.index, column] = given
    return joined.reset_index(drop=True).assign(forms=pd.Series(list(forms.values()), dtype=object))


def find_first_values(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return for each entity the first value of each column that is not empty, one row per entity."""
    values = rows[columns].replace("", None)
    return values.groupby(rows["entity"], sort=False).first()


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
