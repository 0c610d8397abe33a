"""The countries of the world with their capitals, governments and peoples, and its cities."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.caching import cache_by_files
from analysis.registry.files import FOLDER, fold, make_slug, read_table, straighten
from analysis.registry.terms import MUCH_LARGER

WORLD_FILE, CITIES_FILE = FOLDER / "world.csv", FOLDER / "cities.csv"
GOVERNMENT = ["{adjective} government", "{adjective} Government", "government of {name}"]
OWN_COUNTRIES = {"ukraine": "UA", "syria": "SY"}  # places.csv has the cities of these conflicts
NAMED_CITY = 50_000  # people; smaller cities of the world are drawn on maps but not looked for in texts
Row = Mapping[Hashable, Any]


def read_countries(listed_ids: set[str]) -> pd.DataFrame:
    """Return the countries of the world, their capitals and their governments.

    Parameters
    ----------
    listed_ids : set of str
        Ids of entities that other files list; capitals and governments with such an id are left out.

    Returns
    -------
    DataFrame
        One row per country, capital and government, with the columns of an entity and `forms` (a list of
        names, each with its role).
    """
    world = read_table(WORLD_FILE, ["entity", "name", "iso", "capital", "adjectives", "people"])
    return pd.DataFrame(
        [row for country in world.to_dict("records") for row in list_rows(country, listed_ids)]
    )


def list_rows(country: Row, listed_ids: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a country, of its capital and of its government."""
    common = {"conflict": "world", "country": country["iso"], "parent": "", "people": 0, "note": ""}
    adjectives = [word for word in country["adjectives"].split("|") if word]
    people = [word for word in country["people"].split("|") if word]
    names = [country["name"], *filter(None, country["aliases"].split("|"))]
    yield common | {
        "entity": country["entity"], "name": country["name"], "type": "place", "kind": "country",
        "camp": country["camp"], "lat": float(country["lat"]), "lon": float(country["lon"]),
        "wikidata": country["wikidata"],
        "forms": [(name, "name") for name in names] + [(word, "demonym") for word in adjectives + people],
    }  # fmt: skip
    capital = make_slug(country["capital"])
    if capital not in listed_ids and capital != country["entity"]:
        yield common | {
            "entity": capital, "name": country["capital"], "type": "place", "kind": "city", "camp": "",
            "lat": float(country["capital_lat"] or "nan"), "lon": float(country["capital_lon"] or "nan"),
            "wikidata": "", "forms": [(country["capital"], "name")],
        }  # fmt: skip
    if adjectives and name_government(country) not in listed_ids:
        names = [
            form.format(adjective=word, name=country["name"]) for word in adjectives for form in GOVERNMENT
        ]
        yield common | {
            "entity": name_government(country), "name": names[0], "type": "organisation", "kind": "",
            "camp": country["camp"], "lat": float("nan"), "lon": float("nan"), "wikidata": "",
            "forms": [(name, "name") for name in dict.fromkeys(names)],
        }  # fmt: skip


def name_government(country: Row) -> str:
    """Return the id of a country's government: *british-government*, not *united-kingdom-government*.

    >>> name_government({"name": "France", "adjectives": "French"})
    'french-government'
    """
    short = {"United States": "US", "Saudi Arabia": "Saudi"}
    return make_slug((short.get(country["name"]) or country["adjectives"].split("|")[0]) + " government")


def list_genitives(name: str) -> list[str]:
    """Return the genitives of a country's name.

    >>> list_genitives("Chad"), list_genitives("Cyprus")
    (["Chad's"], ["Cyprus's", "Cyprus'"])
    """
    return [f"{name}'s", f"{name}'"] if name.endswith("s") else [f"{name}'s"]


def list_shared_adjectives(world: pd.DataFrame) -> set[str]:
    """Return the words for the people of more than one country, as *Congolese*.

    >>> sorted(list_shared_adjectives(read_table(WORLD_FILE, ["adjectives", "people"])))
    ['Congolese']
    """
    words = (world["adjectives"] + "|" + world["people"]).str.split("|").map(set).explode()
    return {word for word in words[words.duplicated()] if word}


@cache_by_files(lambda: [WORLD_FILE], size=1)
def read_capitals() -> pd.DataFrame:
    """Return one row per capital: `entity` (the city), `country` and `government`; all three are ids.

    >>> read_capitals().query("country == 'russia'").to_dict("records")
    [{'entity': 'moscow', 'country': 'russia', 'government': 'russian-government'}]
    """
    world = read_table(WORLD_FILE, ["entity", "name", "capital", "adjectives"])
    world = world[world["adjectives"].ne("") & world["capital"].map(make_slug).ne(world["entity"])]
    return pd.DataFrame({
        "entity": world["capital"].map(make_slug),
        "country": world["entity"],
        "government": [name_government(row) for row in world.to_dict("records")],
    }).reset_index(drop=True)  # fmt: skip


def read_cities(listed: pd.DataFrame | None = None, *, smallest: int = NAMED_CITY) -> pd.DataFrame:
    """Return the cities of the world.

    Parameters
    ----------
    listed : DataFrame, optional
        Entities that other files list; cities among them are left out, and all other cities of Ukraine or
        Syria where the places of these wars are listed.
    smallest : int, default 50,000
        People that a city needs, or another one of its name that is not much larger.

    Returns
    -------
    DataFrame
        One row per city, with the columns of an entity and `forms` (a list of names, each with its role).

    Examples
    --------
    >>> read_cities(smallest=5_000_000).query("name == 'London'")[["entity", "country"]].values.tolist()
    [['london-gb', 'GB']]
    """
    cities = read_table(CITIES_FILE, ["name", "country", "lat", "lon", "population", "aliases"])
    cities["people"] = cities["population"].astype(int)
    largest = cities.groupby(cities["name"].map(fold))["people"].transform("max")
    # A smaller city counts where a city of its name does and is not much larger: the text decides.
    is_rival = largest.ge(smallest) & largest.lt(MUCH_LARGER * cities["people"])
    cities = cities[cities["people"].ge(smallest) | is_rival]
    if listed is not None:
        conflicts = set(listed["conflict"])
        covered = [country for conflict, country in OWN_COUNTRIES.items() if conflict in conflicts]
        cities = cities[~cities["country"].isin(covered)]
    cities = cities.drop_duplicates(["name", "country"])  # the largest stands first
    names = cities["name"].tolist()
    plain = [fold(name) for name in names]
    spellings = zip(map(straighten, names), plain, cities["aliases"].tolist(), strict=True)
    forms = [
        [(form, "city") for form in dict.fromkeys([name, folded, *others.split("|")]) if form]
        for name, folded, others in spellings
    ]
    cities = cities.assign(
        entity=pd.Series(map(make_slug, plain), index=cities.index) + "-" + cities["country"].str.lower(),
        type="place", kind="city", camp="", conflict="world", parent="", wikidata="", note="",
        lat=cities["lat"].astype(float), lon=cities["lon"].astype(float),
        forms=pd.Series(forms, index=cities.index, dtype=object),
    ).drop_duplicates("entity")  # fmt: skip
    return (cities if listed is None else drop_listed(cities, listed)).reset_index(drop=True)


def drop_listed(cities: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the cities that share no name with a listed place of the same country."""
    places = listed[listed["type"].eq("place")]
    listed_names = {
        (form, country)
        for forms, country in zip(places["forms"].tolist(), places["country"].tolist(), strict=True)
        for form, role in forms
        if role == "name"
    }
    is_new = [
        all((form, country) not in listed_names for form, _ in forms)
        for forms, country in zip(cities["forms"].tolist(), cities["country"].tolist(), strict=True)
    ]
    return cities.loc[is_new]
