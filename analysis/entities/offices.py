"""Offices: *the Ukrainian president* is the person who held the office on the article's date."""

import re
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.entities.columns import Columns, find_overlaps, group_values, list_objects, take_rows
from analysis.registry.registry import Registry

NOT_NOW = re.compile(
    r"\b(?:former|ex|late|next|new|future|deputy|vice|acting|first|any|then|no|previous|incoming"
    r"|outgoing)[ -]$",
    re.IGNORECASE,
)
NAMED = re.compile(r"^,? (?:[A-Z]|mr\b)")
BESIDE = 3  # characters between a name and its office: `, ` and a space


def hold_offices(offices: Columns, linked: Columns, texts: list[str]) -> Columns:
    """The hits that stand for a person (`entity`, by `find_holders`), with `how` and `type`.

    Left out: an office before or after a name (a title or an apposition, not a second mention) or in a longer
    name (*Office of the President of Ukraine*), a former or a future one, one on whose date the registry
    knows nobody.
    """
    offices = take_rows(offices, offices["entity"] != "")
    size = len(offices["row"])
    offices |= {"how": list_objects(["office"] * size), "type": list_objects(["person"] * size)}
    people = take_rows(linked, (linked["type"] == "person") & np.isin(linked["row"], offices["row"]))
    ends = group_values(people["row"].tolist(), people["to"].tolist())
    rows, starts, stops = (offices[column].tolist() for column in ["row", "from", "to"])
    kept = [
        not stands_beside(texts[row], start, end, ends.get(row, set()))
        for row, start, end in zip(rows, starts, stops, strict=True)
    ]
    return take_rows(offices, np.array(kept, dtype=bool) & ~is_in_longer(offices, linked))


def stands_beside(text: str, start: int, end: int, names: set[int]) -> bool:
    """Whether an office stands beside a name, or is said not to be held now; `names` is where names end."""
    left = text[max(0, start - 12) : start]
    if NOT_NOW.search(left) or NAMED.match(text[end : end + 12]):
        return True
    return "," in left and any(start - gap in names for gap in range(1, len(", the ") + BESIDE))


def is_in_longer(offices: Columns, linked: Columns) -> np.ndarray:
    """Which offices are part of a longer name."""
    first, behind = find_overlaps(offices, linked)
    # A span that is longer and holds all of the office is the only one to touch it.
    alone = np.flatnonzero(behind - first == 1)
    a, b = linked["from"][first[alone]], linked["to"][first[alone]]
    start, end = offices["from"][alone], offices["to"][alone]
    inside = np.zeros(len(first), dtype=bool)
    inside[alone] = (a <= start) & (end <= b) & ((a < start) | (end < b))
    return inside


@lru_cache(maxsize=8)
def list_holders(registry: Registry) -> dict[str, list[tuple]]:
    """For each office who held it: since, until, the person."""
    times = registry.offices.drop_duplicates(["office", "entity", "since"])
    held: dict[str, list[tuple]] = {}
    for office, entity, since, until in zip(
        times["office"], times["entity"], times["since"], times["until"], strict=True
    ):
        held.setdefault(office, []).append((since, until, entity))
    return held


def find_holders(offices: Columns, dates: pd.Series, registry: Registry) -> np.ndarray:
    """Who held each office on the date of its article; empty where nobody is known, or two are."""
    held = list_holders(registry)
    at, days = pd.factorize(dates.iloc[offices["row"]])
    found: dict[tuple[str, int], str] = {}
    for office, day in set(zip(offices["category"].tolist(), at.tolist(), strict=True)):
        date = days[day] if day >= 0 else pd.NaT
        holders = [
            (since, entity) for since, until, entity in held.get(office, [])
            if not pd.isna(date) and since <= date and (pd.isna(until) or date <= until)
        ]  # fmt: skip
        # On the day of a handover the newcomer is meant.
        found[office, day] = max(holders)[1] if holders else ""
    return list_objects(found[pair] for pair in zip(offices["category"].tolist(), at.tolist(), strict=True))
