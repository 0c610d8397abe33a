"""Offices: *the Ukrainian president* is the person who held the office on the article's date."""

import re

import numpy as np
import pandas as pd
from pandas.api.typing import NaTType

from analysis.entities.registry_index import Tenure
from analysis.entities.spans import Hits, Names, find_overlaps, group_values, repeat_text, to_objects

NOT_NOW = re.compile(
    r"\b(?:former|ex|late|next|new|future|deputy|vice|acting|first|any|then|no|previous|incoming"
    r"|outgoing|\d+(?:st|nd|rd|th)|(?:become|becomes|became|becoming|elected|run for"
    r"|running for)(?: the)?)[ -]$",
    re.IGNORECASE,
)
NAME_AFTER = re.compile(r"^,? (?:[A-Z]|mr\b)|^[ -]elect\b")
LARGEST_GAP = len(", the ") + 2  # characters between a name and its office after it


def find_holders(offices: Hits, dates: pd.Series, office_holders: dict[str, list[Tenure]]) -> Names:
    """Return the offices whose holder on the date of the article is known.

    Parameters
    ----------
    offices : Hits
        Places where offices are named.
    dates : Series of dates
        The date of each sentence.
    office_holders : dict
        For each office the people who held it (`RegistryIndex`).

    Returns
    -------
    Names
        One row per office with one known holder: `entity` is the person, `how` is office.
    """
    day_number, days = pd.factorize(dates.iloc[offices.sentence])
    pairs = list(zip(offices.category.tolist(), day_number.tolist(), strict=True))
    holders = {
        (office, number): find_holder(office_holders.get(office, []), days[number] if number >= 0 else pd.NaT)
        for office, number in set(pairs)
    }
    names = Names(
        offices.sentence, offices.start, offices.end,
        type=repeat_text("person", len(offices)),
        article=offices.article,
        surface=offices.surface,
        term=offices.term,
        entity=to_objects(holders[pair] for pair in pairs),
        how=repeat_text("office", len(offices)),
    )  # fmt: skip
    return names.take(names.entity != "")


def find_holder(tenures: list[Tenure], date: pd.Timestamp | NaTType) -> str:
    """Return who held an office on a date; empty for nobody. On the day of a handover it is the successor."""
    if isinstance(date, NaTType):
        return ""
    holders = [
        (since, entity)
        for since, until, entity in tenures
        if since <= date and (pd.isna(until) or date <= until)
    ]
    return max(holders)[1] if holders else ""


def drop_titles(offices: Names, linked: Names, texts: list[str]) -> Names:
    """Return the offices that are mentions of their own.

    Left out are offices before or after a name (a title or an apposition), inside a longer name (*Office of
    the President of Ukraine*), and former or future ones.
    """
    people = linked.take((linked.type == "person") & np.isin(linked.sentence, offices.sentence))
    name_ends = group_values(people.sentence.tolist(), people.end.tolist())
    places = zip(offices.sentence.tolist(), offices.start.tolist(), offices.end.tolist(), strict=True)
    is_title = [
        stands_beside_name(texts[row], start, end, name_ends.get(row, set())) for row, start, end in places
    ]
    return offices.take(~np.array(is_title, dtype=bool) & ~is_inside_longer(offices, linked))


def stands_beside_name(text: str, start: int, end: int, name_ends: set[int]) -> bool:
    """Return whether an office stands beside a name or is not held now; `name_ends` is where names end."""
    left = text[max(0, start - 16) : start]
    if NOT_NOW.search(left) or NAME_AFTER.match(text[end : end + 12]):
        return True
    return "," in left and any(start - gap in name_ends for gap in range(1, LARGEST_GAP + 1))


def is_inside_longer(offices: Names, linked: Names) -> np.ndarray:
    """Return for each office whether it is part of a longer name."""
    first, behind = find_overlaps(offices, linked)
    # A longer span around the office is the only one that overlaps it.
    rows = np.flatnonzero(behind - first == 1)
    outer, inner = linked.take(first[rows]), offices.take(rows)
    is_inside = np.zeros(len(offices), dtype=bool)
    is_inside[rows] = (
        (outer.start <= inner.start)
        & (inner.end <= outer.end)
        & ((outer.start < inner.start) | (inner.end < outer.end))
    )
    return is_inside
