"""Offices: *the Ukrainian president* is the person who held the office on the article's date."""

import re

import numpy as np
import pandas as pd

from analysis.gazetteer import Registry

NOT_NOW = re.compile(
    r"\b(?:former|ex|late|next|new|future|deputy|vice|acting|first|any|then|no|previous|incoming"
    r"|outgoing)[ -]$",
    re.IGNORECASE,
)
NAMED = re.compile(r"^,? (?:[A-Z]|mr\b)")
BESIDE = 3  # characters between a name and its office: `, ` and a space


def hold_offices(offices: pd.DataFrame, linked: pd.DataFrame, texts: np.ndarray) -> pd.DataFrame:
    """The hits that stand for a person (`entity`, by `find_holders`), with `how` and `type`.

    Left out: an office before or after a name (a title or an apposition, not a second mention) or in a longer
    name (*Office of the President of Ukraine*), a former or a future one, one on whose date the registry
    knows nobody.
    """
    offices = offices.assign(how="office", type="person", role="office")
    rows, starts, ends = (offices[column].to_numpy() for column in ["row", "from", "to"])
    left = [texts[row][max(0, a - 12) : a] for row, a in zip(rows, starts, strict=True)]
    right = [texts[row][b : b + 12] for row, b in zip(rows, ends, strict=True)]
    apart = np.array(
        [NOT_NOW.search(a) is None and NAMED.match(b) is None for a, b in zip(left, right, strict=True)],
        dtype=bool,
    )
    people = linked[linked["type"].eq("person")] if "type" in linked else linked.iloc[:0]
    named = set(zip(people["row"], people["to"], strict=True))
    after_name = [
        any((row, start - gap) in named for gap in range(1, len(", the ") + BESIDE)) and "," in text
        for row, start, text in zip(rows, starts, left, strict=True)
    ]
    longer = {}
    for row, start, end in zip(linked["row"], linked["from"], linked["to"], strict=True):
        longer.setdefault(row, []).append((start, end))
    part_of_name = [
        any((a < start and end <= b) or (a <= start and end < b) for a, b in longer.get(row, []))
        for row, start, end in zip(rows, starts, ends, strict=True)
    ]
    apart &= ~np.array(after_name, dtype=bool) & ~np.array(part_of_name, dtype=bool)
    return offices[offices["entity"].ne("") & apart]


def find_holders(offices: pd.DataFrame, registry: Registry) -> np.ndarray:
    """Who held each office on the date of its article; empty where nobody is known, or two are."""
    times = registry.offices.drop_duplicates(["office", "entity", "since"])
    held = {}
    for office, entity, since, until in zip(
        times["office"], times["entity"], times["since"], times["until"], strict=True
    ):
        held.setdefault(office, []).append((since, until, entity))
    found = []
    for office, date in zip(offices["category"], offices["date"], strict=True):
        holders = [
            (since, entity) for since, until, entity in held.get(office, [])
            if not pd.isna(date) and since <= date and (pd.isna(until) or date <= until)
        ]  # fmt: skip
        # On the day of a handover the newcomer is meant.
        found.append(max(holders)[1] if holders else "")
    return np.array(found, dtype=object)
