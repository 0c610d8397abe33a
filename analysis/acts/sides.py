"""The side of an entity: the camp that the registry gives, else its country or people."""

import re
from pathlib import Path

import pandas as pd

from analysis.caching import cache_by_files
from analysis.registry.files import read_table
from analysis.registry.registry import list_files, list_registries, read_registry

SIDES_FILE = Path(__file__).with_name("sides.csv")
# Camps of many states and of those who are no party: the side is then the country or people.
SHARED_CAMPS = frozenset(
    ["", "arab_states", "west", "other", "united_nations", "international", "humanitarian", "media", "world"]
)


class Sides:
    """The side of every entity of the registry, of the peoples and countries, and of the names of our list.

    Attributes
    ----------
    by_entity : dict
        The side of an entity.
    by_word : dict
        The side of an adjective or people (*Gazans*), in small letters.
    pattern : re.Pattern
        Finds the names of our own list.
    """

    def __init__(self) -> None:
        entities = read_registry(*list_registries()).entities.fillna("")
        countries = entities[entities["kind"].eq("country")]
        by_code = dict(zip(countries["country"], countries["entity"], strict=True))
        country = entities["country"].map(by_code).fillna("")
        camp = entities["camp"].where(~entities["camp"].isin(SHARED_CAMPS), "")
        is_place = entities["type"].eq("place")
        side = country.where(is_place & country.ne(""), camp).where(lambda found: found.ne(""), country)
        self.by_entity: dict[str, str] = dict(zip(entities["entity"], side, strict=True))
        names = read_table(SIDES_FILE, ["name", "side"])
        self.by_name = dict(zip(names["name"].str.casefold(), names["side"], strict=True))
        ids = names["name"].str.casefold().str.replace(" ", "-")
        self.by_entity |= dict(zip(ids, names["side"], strict=True))
        longest_first = sorted(map(re.escape, names["name"]), key=len, reverse=True)
        self.pattern = re.compile(rf"\b(?:{'|'.join(longest_first)})\b")

    def find_side(self, entity: str, surface: str, camp: str) -> str:
        """The side of a mention; empty where nothing tells it."""
        side = self.by_name.get(surface.casefold()) or self.by_entity.get(entity, "")
        return side or ("" if camp in SHARED_CAMPS else camp)


@cache_by_files(lambda: [SIDES_FILE, *list_files(*list_registries())], size=1)
def read_sides() -> Sides:
    """The sides, read once."""
    return Sides()


def list_sides(mentions: pd.DataFrame) -> list[str]:
    """The side of each mention."""
    sides = read_sides()
    columns = (mentions[name].astype(str).tolist() for name in ["entity", "surface", "camp"])
    return [sides.find_side(*values) for values in zip(*columns, strict=True)]
