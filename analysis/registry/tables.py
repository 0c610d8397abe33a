"""The tables of entities and offices, read from files and checked."""

from pathlib import Path

import pandas as pd

from analysis.caching import cache_by_files
from analysis.registry.files import FOLDER, raise_if_any, read_table, straighten

ACTORS_FILE, PLACES_FILE, OFFICES_FILE = (FOLDER / f"{name}.csv" for name in ("actors", "places", "offices"))
TYPES = ["person", "organisation", "place", "group", "unit", "weapon", "event"]
PLACES = ["city", "town", "village", "region", "country", "river", "sea", "site", "mountain"]
GENDERS = ["female", "male", ""]
OPTIONAL_COLUMNS = [
    "aliases", "gender", "camp", "conflict", "country", "lat", "lon", "parent", "wikidata", "note",
]  # fmt: skip
OFFICE_COLUMNS = ["office", "entity", "since", "until", "term"]


@cache_by_files(lambda path: [path], size=32)
def read_entities(path: Path) -> pd.DataFrame:
    """Return a CSV of actors or places, checked.

    Returns
    -------
    DataFrame
        One row per entity, in the order of the file. `forms` is a list of its names, each with its role.

    Raises
    ------
    ValueError
        For a missing column or a wrong value; the message gives the line.
    """
    table = read_table(path, ["entity", "name", "type"])
    allowed = TYPES + PLACES
    raise_if_any(path, "no entity", table.index[table["entity"].eq("")])
    raise_if_any(path, "no name", table.index[table["name"].eq("")])
    raise_if_any(path, f"a type other than {', '.join(allowed)}", table.index[~table["type"].isin(allowed)])
    raise_if_any(path, "an entity of an earlier line", table.index[table["entity"].duplicated()])
    for column in OPTIONAL_COLUMNS:
        if column not in table.columns:
            table[column] = ""
    raise_if_any(path, "a gender other than female and male", table.index[~table["gender"].isin(GENDERS)])
    is_place = table["type"].isin(PLACES)
    table["kind"] = table["type"].where(is_place, "")
    table["type"] = table["type"].mask(is_place, "place")
    for column, largest in [("lat", 90), ("lon", 180)]:
        degrees = pd.to_numeric(table[column], errors="coerce")
        is_wrong = table[column].ne("") & ~degrees.abs().le(largest)
        raise_if_any(path, f"a `{column}` that is not in degrees", table.index[is_wrong])
        table[column] = degrees
    table["people"] = 0
    plain = table["name"].str.replace(r" \(.*\)$", "", regex=True)
    forms = [
        [(form, "name") for form in dict.fromkeys([name, *aliases.split("|")]) if form]
        for name, aliases in zip(plain, table["aliases"].map(straighten), strict=True)
    ]
    return table.assign(forms=pd.Series(forms, index=table.index, dtype=object))


def read_offices(path: Path = OFFICES_FILE) -> pd.DataFrame:
    """Return a CSV of offices, checked: `office, entity, since, until, aliases`.

    Days are dates; an office that is still held has no `until`. `aliases` stand in one row of the office.
    """
    table = read_table(path, ["office", "entity", "since", "until", "aliases"])
    raise_if_any(path, "no `since`", table.index[table["since"].eq("")])
    for column in ("since", "until"):
        days = pd.to_datetime(table[column].replace("", None), format="ISO8601", errors="coerce")
        is_wrong = table[column].ne("") & days.isna()
        raise_if_any(path, f"a `{column}` that is no day such as 2022-11-17", table.index[is_wrong])
        table[column] = days
    raise_if_any(path, "an `until` before its `since`", table.index[table["until"].lt(table["since"])])
    return table


def spell_offices(table: pd.DataFrame, entities: pd.Series) -> pd.DataFrame:
    """Return the offices of the people among the entities.

    Returns
    -------
    DataFrame
        One row per spelling of an office and person's time in it: `office, entity, since, until, term`.
    """
    spellings = table[table["aliases"].ne("")].groupby("office")["aliases"].agg("|".join).map(straighten)
    table = table[table["entity"].isin(entities) & table["office"].isin(spellings.index)]
    terms = {office: spell_office(aliases) for office, aliases in spellings.items()}
    table = table.assign(term=table["office"].map(terms))
    return table.explode("term", ignore_index=True)[OFFICE_COLUMNS].drop_duplicates(ignore_index=True)


def spell_office(aliases: str) -> list[str]:
    """Return every alias as it is written, and with capitals as American papers write an office.

    >>> spell_office("Russian defence minister")
    ['Russian defence minister', 'Russian Defence Minister']
    """
    small = {"of", "the", "to", "for", "and"}
    spellings = []
    for alias in aliases.split("|"):
        words = [word if word in small else word[0].upper() + word[1:] for word in alias.split()]
        spellings += [alias, " ".join(words)]
    return list(dict.fromkeys(spellings))
