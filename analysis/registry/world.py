"""The countries of the world with their capitals, governments and peoples, and its cities."""

from functools import lru_cache

import pandas as pd

from analysis.registry.files import FOLDER, fold, make_slug, read_table, straighten

GOVERNMENT = ["{adjective} government", "{adjective} Government", "government of {name}"]
OWN_COUNTRIES = ["UA", "SY"]  # places.csv has their cities
NAMED_CITY = 50_000  # people; smaller cities of the world are drawn on maps but not looked for in texts


def read_countries(known: set[str]) -> pd.DataFrame:
    """The countries, their capitals and their governments, a row each; capitals and governments that are
    `known` already are left out."""
    world = read_table(FOLDER / "world.csv", ["entity", "name", "iso", "capital", "adjectives", "people"])
    rows = []
    for country in world.to_dict("records"):
        adjectives = [word for word in country["adjectives"].split("|") if word]
        people = [word for word in country["people"].split("|") if word]
        names = [country["name"], *filter(None, country["aliases"].split("|"))]
        common = {"conflict": "world", "country": country["iso"], "parent": "", "people": 0, "note": ""}
        rows.append(common | {
            "entity": country["entity"], "name": country["name"], "type": "place", "kind": "country",
            "camp": country["camp"], "lat": float(country["lat"]), "lon": float(country["lon"]),
            "wikidata": country["wikidata"],
            "forms": [(name, "name") for name in names] + [(word, "demonym") for word in adjectives + people],
        })  # fmt: skip
        capital = make_slug(country["capital"])
        if capital not in known and capital != country["entity"]:
            rows.append(common | {
                "entity": capital, "name": country["capital"], "type": "place", "kind": "city", "camp": "",
                "lat": float(country["capital_lat"] or "nan"), "lon": float(country["capital_lon"] or "nan"),
                "wikidata": "", "forms": [(country["capital"], "name")],
            })  # fmt: skip
        if adjectives and name_government(country) not in known:
            body = [
                form.format(adjective=word, name=country["name"])
                for word in adjectives for form in GOVERNMENT
            ]  # fmt: skip
            rows.append(common | {
                "entity": name_government(country), "name": body[0], "type": "organisation", "kind": "",
                "camp": country["camp"], "lat": float("nan"), "lon": float("nan"), "wikidata": "",
                "forms": [(form, "name") for form in dict.fromkeys(body)],
            })  # fmt: skip
    return pd.DataFrame(rows)


def name_government(country: dict) -> str:
    """The id of a country's government; *British government*, not *united-kingdom-government*.

    >>> name_government({"name": "France", "adjectives": "French"})
    'french-government'
    """
    short = {"United States": "US", "Saudi Arabia": "Saudi"}
    return make_slug((short.get(country["name"]) or country["adjectives"].split("|")[0]) + " government")


@lru_cache(maxsize=1)
def read_capitals() -> pd.DataFrame:
    """A row a capital: `entity` (the city), `country`, `government`, ids all three.

    >>> read_capitals().query("country == 'russia'").to_dict("records")
    [{'entity': 'moscow', 'country': 'russia', 'government': 'russian-government'}]
    """
    world = read_table(FOLDER / "world.csv", ["entity", "name", "capital", "adjectives"])
    world = world[world["adjectives"].ne("") & world["capital"].map(make_slug).ne(world["entity"])]
    return pd.DataFrame({
        "entity": world["capital"].map(make_slug),
        "country": world["entity"],
        "government": [name_government(row) for row in world.to_dict("records")],
    }).reset_index(drop=True)  # fmt: skip


def read_cities(known: pd.DataFrame | None = None, *, smallest: int = NAMED_CITY) -> pd.DataFrame:
    """The cities of the world with at least `smallest` people that are not among the `known` places.

    >>> read_cities(smallest=5_000_000).query("name == 'London'")[["entity", "country"]].values.tolist()
    [['london-gb', 'GB']]
    """
    cities = read_table(FOLDER / "cities.csv", ["name", "country", "lat", "lon", "population", "aliases"])
    cities["people"] = cities["population"].astype(int)
    cities = cities[cities["people"].ge(smallest)]
    if known is not None:
        cities = cities[~cities["country"].isin(OWN_COUNTRIES)]
    cities = cities.drop_duplicates(["name", "country"])  # the largest stands first
    names = cities["name"].tolist()
    plain = [fold(name) for name in names]
    cities = cities.assign(
        entity=pd.Series(map(make_slug, plain), index=cities.index) + "-" + cities["country"].str.lower(),
        type="place", kind="city", camp="", conflict="world", parent="", wikidata="", note="",
        lat=cities["lat"].astype(float), lon=cities["lon"].astype(float),
        forms=[
            [(form, "city") for form in dict.fromkeys([name, folded, *others.split("|")]) if form]
            for name, folded, others in zip(
                map(straighten, names), plain, cities["aliases"].tolist(), strict=True
            )
        ],
    ).drop_duplicates("entity")  # fmt: skip
    if known is not None and len(known):
        held = {
            (form, country)
            for forms, country, type_ in zip(
                *(known[name].tolist() for name in ["forms", "country", "type"]), strict=True
            )
            if type_ == "place" for form, role in forms if role == "name"
        }  # fmt: skip
        same = [
            any((form, country) in held for form, _ in forms)
            for forms, country in zip(cities["forms"].tolist(), cities["country"].tolist(), strict=True)
        ]
        cities = cities[[not one for one in same]]
    return cities.reset_index(drop=True)
