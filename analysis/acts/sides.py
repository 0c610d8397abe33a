"""The side of an entity: the camp that the registry gives, else its country or people.

`camp_countries.csv` lists the camps of one party each, and the country whose people a camp belongs to. The
country is empty where camps of the same country fight each other (`syrian_government`), or where a camp is
of no country. Camps that are not listed have many parties (`west`, `humanitarian`): they are no side.
"""

from pathlib import Path

import pandas as pd

from analysis.caching import cache_by_files
from analysis.registry.files import read_table
from analysis.registry.official_sides import read_official_sides
from analysis.registry.registry import list_files, list_registries, read_registry

CAMPS_FILE = Path(__file__).with_name("camp_countries.csv")


class Sides:
    """What the registry says of the sides of entities.

    Attributes
    ----------
    by_place : dict
        The country of each place, and of its people.
    wide : frozenset
        Countries and regions.
    shared : frozenset
        The camps of the registry that are no side.
    homes : dict
        The country whose people a camp belongs to.
    opponents : dict
        The other country of a war that two countries fight (*israel*: *palestine*).
    officials : OfficialSides
        Finds the side of officials (*authorities in Kyiv*).
    """

    def __init__(self) -> None:
        registry = read_registry(*list_registries())
        entities = registry.entities
        countries = entities[entities["kind"].eq("country")]
        by_code = dict(zip(countries["country"], countries["entity"], strict=True))
        places = entities[entities["type"].eq("place")]
        self.wide = frozenset(places.loc[places["kind"].isin(["country", "region"]), "entity"])
        country = places["country"].map(by_code).fillna("")
        self.by_place: dict[str, str] = dict(zip(places["entity"], country, strict=True))
        camps = read_table(CAMPS_FILE, ["camp", "country", "against"])
        self.shared = frozenset(registry.camps) - frozenset(camps["camp"])
        fighting = camps[camps["against"].ne("")]
        self.opponents: dict[str, str] = dict(zip(fighting["country"], fighting["against"], strict=True))
        homes = camps[camps["country"].ne("")]
        self.officials = read_official_sides()
        self.homes: dict[str, str] = dict(zip(homes["camp"], homes["country"], strict=True))

    def find_side(self, entity: str, camp: str) -> str:
        """The side of a mention; empty where nothing tells it."""
        return self.by_place.get(entity) or ("" if camp in self.shared else camp)

    def is_of_one_people(self, side: str, other: str) -> bool:
        """Whether two sides are the same or belong to one people (*hamas*, *palestine*)."""
        return self.find_home(side) == self.find_home(other)

    def find_home(self, side: str) -> str:
        """The country whose people a side belongs to; else the side itself."""
        return self.homes.get(side, side)

    def find_opponent(self, side: str) -> str:
        """The other country of a war that two countries fight; empty for other sides."""
        return self.opponents.get(self.find_home(side), "")


@cache_by_files(lambda: [CAMPS_FILE, *list_files(*list_registries())], size=1)
def read_sides() -> Sides:
    """The sides of the shipped registries."""
    return Sides()


def list_sides(mentions: pd.DataFrame) -> list[str]:
    """The side of each mention."""
    sides = read_sides()
    pairs = zip(mentions["entity"].tolist(), mentions["camp"].fillna("").tolist(), strict=True)
    return [sides.find_side(entity, camp) for entity, camp in pairs]
