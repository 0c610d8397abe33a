"""Rivers and cities, regions and cities, and bodies of several states that share a name, told apart."""

from dataclasses import replace

import numpy as np

from analysis.entities.patterns import (
    ANNEXED,
    ANY_STATES,
    BANKS,
    GOVERNOR,
    IN_PLACE,
    NEXT_IN_ROW,
    NO_CITY,
    PAIR,
    PAIRED,
    REGIONS,
    ROW_AFTER,
    ROW_AROUND,
    ROW_BEFORE,
    STATE_LISTED,
    SUBJECT_OF,
    THE,
    VOTED,
)  # fmt: skip
from analysis.entities.registry_index import TOWNS, Entity
from analysis.entities.spans import Candidates, ends_with, group_values, is_among, link, mark_where

STATES_OF_CITIES = {"Washington": "washington-state", "New York": "new-york-state"}
# The state of each body whose bare name many states have.
STATES_OF_BODIES = {
    "us-congress": "united-states", "us-senate": "united-states",
    "us-house-of-representatives": "united-states", "house-of-commons": "united-kingdom",
    "conservative-party": "united-kingdom", "labour-party": "united-kingdom",
}  # fmt: skip
DOUBLE_NAMES = frozenset(["Donetsk", "Luhansk", "Lugansk"])
# How the text goes on behind *Donetsk* in *Donetsk region, Donetsk and Luhansk regions, Donetsk oblast*.
REGION_STARTS = frozenset(f" {letter}" for letter in "aogprs")
ANNEXED_NAMES = frozenset(ANNEXED.pattern.split("|"))
REGION_KINDS = ("oblast", "governorate")


def resolve_bodies(candidates: Candidates, entities: dict[str, Entity]) -> Candidates:
    """Return the candidates with bodies of several states left open where the article has others.

    *The Senate* is that of the United States unless the article names other countries and not this one.
    *Congress* without *the* is always that of the United States.
    """
    is_body = mark_where(ANY_STATES.fullmatch, candidates.term, is_among(candidates.entity, STATES_OF_BODIES))
    rows = np.flatnonzero(is_body)
    if not len(rows):
        return candidates
    is_near = np.isin(candidates.article, candidates.article[rows])
    of_article = group_values(candidates.article[is_near].tolist(), candidates.entity[is_near].tolist())
    entity, how = candidates.entity.copy(), candidates.how.copy()
    for row in rows.tolist():
        state = STATES_OF_BODIES[entity[row]]
        named = of_article[int(candidates.article[row])]
        others = [id for id in named if id in entities and entities[id].kind == "country"]
        country = entities[state].country
        is_named = any(id in entities and entities[id].country == country for id in named)
        is_sure = entity[row] == "us-congress" and THE.search(candidates.before[row]) is None
        if others and not is_named and not is_sure:
            entity[row], how[row] = "", "open"
    return replace(candidates, entity=entity, how=how)


def resolve_rivers(candidates: Candidates) -> Candidates:
    """Return the candidates with rivers and cities of one name told apart.

    *the Dnipro* is the river, *in Dnipro* the city; any other *Dnipro* is the one that the article names
    elsewhere.
    """
    rows = np.flatnonzero(candidates.is_open & (candidates.river != ""))
    rivers, cities = candidates.river[rows].tolist(), candidates.city[rows].tolist()
    meant = [
        river if THE.search(before) or BANKS.search(before) else city if IN_PLACE.search(before) else ""
        for before, river, city in zip(candidates.before[rows].tolist(), rivers, cities, strict=True)
    ]
    article = candidates.article
    decided = ~candidates.is_open & np.isin(article, article[rows])
    named_elsewhere = group_values(article[decided].tolist(), candidates.entity[decided].tolist())
    articles = article[rows].tolist()
    meant_here = group_values(articles, meant)
    for i, (article_number, river, city) in enumerate(zip(articles, rivers, cities, strict=True)):
        if not meant[i]:
            present = named_elsewhere.get(article_number, set()) | meant_here[article_number]
            options = [id for id in (river, city) if id in present]
            meant[i] = options[0] if len(options) == 1 else ""
    return link(candidates, rows, meant, "context")


def resolve_regions(candidates: Candidates, entities: dict[str, Entity]) -> Candidates:
    """Return the candidates with regions linked where the name alone is a city.

    *the Donetsk and Luhansk regions*, *the governor of Luhansk* and *rural Hama* are regions. A city before
    *region* is left out if the registry does not have the region (*Voronezh region*).
    """
    is_place, before, after = candidates.is_place, candidates.before, candidates.after
    is_town = is_place & is_among(candidates.kind, TOWNS)
    head, tail = candidates.head, candidates.tail
    is_started = is_among(head, REGION_STARTS)
    is_bare_region = mark_where(NO_CITY.match, after, is_town & is_started)
    may_be_region = is_place & (is_started | (head == ", "))
    is_region = mark_where(REGIONS.match, after, may_be_region) | is_bare_region
    follows_of = is_place & ((tail == "the ") | ends_with(tail, "of "))
    is_region |= mark_where(GOVERNOR.search, before, follows_of)
    is_rural = is_place & (tail == "ral ")
    is_region |= mark_where(lambda text: text.endswith(("rural ", "Rural ")), before, is_rural)
    is_country = is_place & is_among(head, {" c", " C"})
    is_region |= mark_where(lambda text: text.startswith((" countryside", " Countryside")), after, is_country)
    is_region |= is_annexed_region(candidates, is_place)
    is_state = is_among(candidates.surface, STATES_OF_CITIES)
    rows = np.flatnonzero(mark_where(STATE_LISTED.search, before, is_state))
    states = [STATES_OF_CITIES[surface] for surface in candidates.surface[rows]]
    candidates = link(candidates, rows, [id if id in entities else "" for id in states], "context")
    rows = np.flatnonzero(is_region)
    regions = [find_region(id, entities) for id in candidates.entity[rows]]
    resolved = link(candidates, rows, regions, "region")
    return resolved.take(~is_bare_region | (resolved.how == "region"))


def is_annexed_region(candidates: Candidates, is_place: np.ndarray) -> np.ndarray:
    """Return which names of annexed regions mean the region: in a vote, at a border, three in a row."""
    before, after = candidates.before, candidates.after
    is_annexed = is_place & is_among(candidates.surface, ANNEXED_NAMES)
    is_region = mark_where(VOTED.search, before, is_annexed)
    for pattern in (SUBJECT_OF, ROW_AFTER):
        is_region |= mark_where(pattern.match, after, is_annexed)
    is_region |= mark_where(ROW_BEFORE.search, before, is_annexed)
    is_region |= mark_where(NEXT_IN_ROW.match, after, mark_where(ROW_AROUND.search, before, is_annexed))
    is_double = is_annexed & is_among(candidates.surface, DOUBLE_NAMES)
    is_region |= mark_where(PAIRED.match, after, is_double)
    return is_region | mark_where(PAIR.search, before, is_double)


def find_region(id: str, entities: dict[str, Entity]) -> str:
    """Return the id of the region that is named like a town; empty if the registry has none."""
    return next((f"{id}-{kind}" for kind in REGION_KINDS if f"{id}-{kind}" in entities), "")
