"""Heads of state and government, foreign and defence ministers of the world since 2010.

`leaders.csv` has one row per person's time in an office. What an office is called follows from its country's
names in `world.csv` by one rule for all countries: *French president*, *France's president*, *president of
France*.
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis.caching import cache_by_files
from analysis.registry.files import FOLDER, raise_if_any, read_table
from analysis.registry.tables import GENDERS, read_offices
from analysis.registry.world import WORLD_FILE, list_genitives, list_shared_adjectives

# Names of countries that follow *the*, where the name does not begin with it.
TAKES_THE = re.compile(
    r"^(?!the ).*\b(?:Republic|Kingdom|States|Emirates|Islands|Federation)\b|^(?-i:[A-Z.]+)$"
    r"|^(?:Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles)$",
    re.IGNORECASE,
)
LEADERS_FILE = FOLDER / "leaders.csv"
COLUMNS = ["entity", "name", "gender", "country", "office", "since", "until", "aliases", "source"]
# What an office is called besides its own name.
TITLES = {
    "prime-minister": ["prime minister", "premier"],
    "defence-minister": ["defence minister", "defense minister"],
    "defence-secretary": ["defence secretary", "defense secretary"],
}
MINISTERS = ("foreign-minister", "defence-minister", "defence-secretary", "secretary-of-state")
# Countries that the ids of offices name otherwise than `world.csv` does.
OFFICE_COUNTRIES = {
    "united-states": "the-united-states", "united-kingdom": "the-united-kingdom",
    "democratic-republic-of-the-congo": "dr-congo", "palestine": "the-palestinian-authority",
}  # fmt: skip


def read_leaders(listed_ids: set[str], elsewhere: pd.DataFrame) -> pd.DataFrame:
    """Return the people of `leaders.csv` whose ids no chosen file lists, with the camp of their country.

    A head of state or government whom a registry lists that is not chosen (`elsewhere`) also goes by the
    family name that stands alone there (*Putin*), if no one else has it.

    Returns
    -------
    DataFrame
        One row per person, with the columns of an entity and `forms` (a list of names, each with its role).
    """
    table = read_leader_rows()
    camps = read_table(WORLD_FILE, ["entity", "iso", "camp"]).set_index("entity")
    table = table[~table["entity"].isin(listed_ids)].drop_duplicates("entity")
    short = list_short_names(read_leader_rows(), elsewhere)
    columns = zip(table["entity"], table["name"], table["aliases"], strict=True)
    forms = [
        [
            (form, "name")
            for form in dict.fromkeys([name, *aliases.split("|"), *short.get(entity, [])])
            if form
        ]
        for entity, name, aliases in columns
    ]
    return table.assign(
        type="person", kind="", conflict="world", parent="", people=0, wikidata="", note="",
        camp=table["country"].map(camps["camp"]), country=table["country"].map(camps["iso"]),
        lat=float("nan"), lon=float("nan"), forms=pd.Series(forms, index=table.index, dtype=object),
    ).drop(columns=["office", "since", "until", "aliases", "source"])  # fmt: skip


def list_short_names(table: pd.DataFrame, elsewhere: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each head of state or government the family names that a registry lists alone (*Putin*).

    Names of several people, of the leaders or of the registries, are left out.
    """
    heads = set(table.loc[~table["office"].str.endswith(MINISTERS), "entity"])
    people = pd.concat([table, elsewhere[elsewhere["type"].eq("person")]]).drop_duplicates("entity")
    families = people["name"].map(find_family)
    shared = set(families[families.duplicated()])
    names: dict[str, list[str]] = {}
    for entity, name, forms in zip(elsewhere["entity"], elsewhere["name"], elsewhere["forms"], strict=True):
        family = find_family(name)
        if entity in heads and family not in shared:
            names[entity] = [form for form, _ in forms if " " not in form and find_family(form) == family]
    return names


def find_family(name: str) -> str:
    """Return the last word of a name, without an article before it.

    >>> find_family("Bashar al-Assad")
    'Assad'
    """
    return re.sub(r"^[ae]l-", "", name.split()[-1], flags=re.IGNORECASE)


@cache_by_files(lambda: [LEADERS_FILE, WORLD_FILE], size=1)
def read_leader_rows() -> pd.DataFrame:
    """Return `leaders.csv`, checked; the aliases of a person stand in the person's first row."""
    table = read_table(LEADERS_FILE, COLUMNS)
    world = read_table(WORLD_FILE, ["entity"])
    is_unknown = ~table["country"].isin(world["entity"])
    raise_if_any(LEADERS_FILE, "a country that world.csv lacks", table.index[is_unknown])
    raise_if_any(LEADERS_FILE, "no name", table.index[table["name"].eq("")])
    raise_if_any(LEADERS_FILE, "no source", table.index[table["source"].eq("")])
    raise_if_any(
        LEADERS_FILE, "a gender other than female and male", table.index[~table["gender"].isin(GENDERS)]
    )
    return table


@cache_by_files(lambda: [LEADERS_FILE, WORLD_FILE], size=1)
def read_leader_offices() -> pd.DataFrame:
    """Return the times in office of `leaders.csv` as `read_offices` does, with what each office is called."""
    read_leader_rows()
    table = read_offices(LEADERS_FILE)
    world = read_table(WORLD_FILE, ["entity", "name", "adjectives", "people", "aliases"]).set_index("entity")
    shared, countries = list_shared_adjectives(world), world.to_dict("index")
    pairs = list(zip(table["office"], table["country"], strict=True))
    aliases = [
        "|".join(name_office(office, row, is_shared=row["adjectives"] in shared))
        for office, row in ((office, countries[country]) for office, country in pairs)
    ]
    ids = [f"{office}-of-{OFFICE_COUNTRIES.get(country, country)}" for office, country in pairs]
    table = table.assign(office=ids, aliases=aliases)
    table["aliases"] = table["aliases"].mask(table["office"].duplicated(), "")
    return table[["office", "entity", "since", "until", "aliases"]]


def name_office(office: str, country: Mapping[Hashable, Any], *, is_shared: bool = False) -> list[str]:
    """Return what an office is called; a country with a shared adjective (*Congolese*) has its aliases alone.

    >>> name_office("king", {"name": "Spain", "adjectives": "Spanish", "aliases": ""})
    ['Spanish king', "Spain's king", 'king of Spain']
    """
    names = list(filter(None, country["aliases"].split("|")))
    adjectives = [name for name in names if name.isupper()]
    if not is_shared:
        names.insert(0, country["name"])
        adjectives += filter(None, country["adjectives"].split("|"))
    titles = TITLES.get(office, [office.replace("-", " ")])
    return [
        spelling
        for title in titles
        for spelling in (
            *(f"{adjective} {title}" for adjective in adjectives),
            *(f"{owner} {title}" for name in names for owner in list_genitives(name)),
            *(f"{title} of {'the ' if TAKES_THE.search(name) else ''}{name}" for name in names),
        )
    ]
