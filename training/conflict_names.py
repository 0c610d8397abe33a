"""Make analysis/registry/conflict_names.csv, the names that say which conflict an article is about.

    python -m training.conflict_names

They follow from the registries. Working them out needs every registry, which takes seconds; a process that
measures a few articles reads this file instead.
"""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from analysis.entities.coverage.choice import NAMES_FILE
from analysis.entities.spans import group_values
from analysis.registry.conflicts import list_conflicts
from analysis.registry.registry import WORLD, Registry, read_registry

ABROAD = 50  # a country with less than one in so many places of a registry is not where the conflict is
SHORTEST = 4  # letters of a name that counts; shorter ones mean too many things


def list_names() -> pd.DataFrame:
    """Return the names that speak for conflicts: one row per name, with its `conflicts`, joined by `|`.

    Spellings of offices are names too: *the mayor of Kyiv*. Names that the world lists for something else,
    and short ones, speak for none: a city counts where the world has it in the same country alone.
    """
    world = read_registry(WORLD)
    terms = world.terms.merge(world.entities[["entity", "country"]], on="entity")
    is_name = ~terms["role"].isin(["city", "surname"])
    common = {*terms.loc[is_name, "term"], *world.offices["term"]}
    is_city = terms["role"].eq("city")
    cities = group_values(terms.loc[is_city, "term"], terms.loc[is_city, "country"])
    rows = [
        (term, "|".join(sorted({conflict for conflict, _ in places})))
        for term, places in sorted(list_places().items())
        if term not in common
        and cities.get(term, set()) <= {country for _, country in places}
        and len(term) >= SHORTEST
        and term != term.lower()
    ]
    return pd.DataFrame(rows, columns=["term", "conflicts"], dtype="str")


def list_places() -> dict[str, set[tuple[str, str]]]:
    """Return for each name that registries of conflicts list the conflict and the country of its entities.

    Places far from the conflict say nothing of it (talks on Yemen in *Geneva*): those of countries in which
    few places of the registry lie are left out.
    """
    listed: dict[str, set[tuple[str, str]]] = {}
    for conflict in list_conflicts():
        registry = read_registry(conflict)
        is_own = registry.entities["conflict"].eq(conflict)
        countries = registry.entities[is_own].set_index("entity")["country"].to_dict()
        abroad = list_rare(filter(None, countries.values()))
        countries = {entity: country for entity, country in countries.items() if country not in abroad}
        rows = registry.terms[registry.terms["role"].eq("name") & registry.terms["entity"].isin(countries)]
        offices = list_near_offices(registry, {str(entity) for entity in countries})
        terms = [*zip(rows["term"], rows["entity"], strict=True)]
        for term, entity in [*terms, *zip(offices["term"], offices["entity"], strict=True)]:
            listed.setdefault(term, set()).add((conflict, countries[entity]))
    return listed


def list_near_offices(registry: Registry, entities: set[str]) -> pd.DataFrame:
    """Return the offices of some entities that are named for a place where the conflict is.

    So *the mayor of Kyiv* says that a text is about Ukraine, and *the president of France* says nothing.
    """
    countries = registry.entities.set_index("entity")["country"]
    near = {country for entity, country in countries.items() if country and entity in entities}
    is_near = registry.terms["entity"].isin(countries.index[countries.isin(near)])
    places = set(registry.terms.loc[is_near, "term"])
    offices = registry.offices[registry.offices["entity"].isin(entities)]
    words = offices["term"].str.replace("'s", "", regex=False).str.split()
    return offices[[not places.isdisjoint(of_term) for of_term in words]]


def list_rare(countries: Iterable[str]) -> set[str]:
    """Return the countries that less than one in `ABROAD` of the places lie in.

    >>> list_rare(["SD"] * 60 + ["AE"])
    {'AE'}
    """
    counts = Counter(countries)
    return {country for country, n in counts.items() if ABROAD * n < counts.total()}


if __name__ == "__main__":
    list_names().to_csv(NAMES_FILE, index=False, lineterminator="\n")
