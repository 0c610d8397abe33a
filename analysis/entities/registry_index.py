"""What the registry says of its entities and names wherever they stand: worked out once, kept for every
article after."""

from functools import lru_cache

import numpy as np

from analysis.entities.columns import Columns, list_objects
from analysis.registry.files import read_cues
from analysis.registry.registry import Registry
from analysis.registry.world import read_capitals


@lru_cache(maxsize=8)
def describe_entities(registry: Registry) -> dict[str, dict]:
    """For each entity its name, type, kind, camp, country, conflict and parent."""
    columns = ["name", "type", "kind", "camp", "country", "conflict", "parent"]
    rows = zip(*(registry.entities[name].tolist() for name in columns), strict=True)
    return {
        one: dict(zip(columns, row, strict=True))
        for one, row in zip(registry.entities["entity"].tolist(), rows, strict=True)
    }


@lru_cache(maxsize=8)
def describe_terms(registry: Registry) -> Columns:
    """What is known of a name wherever it stands, a row a row of the registry's lexicon: its role, whether it
    is open (several entities), its entity if not, type, kind and people of the first, the river and the city
    that share it."""
    known = registry.entities.set_index("entity")
    lexicon = registry.lexicon
    surnames = registry.terms.loc[registry.terms["role"].eq("surname"), "term"]
    roles = registry.terms.drop_duplicates("term").set_index("term")["role"]
    role = lexicon["term"].map(roles).mask(lexicon["term"].isin(surnames), "surname")
    first = lexicon["category"].str.partition("|")[0]
    facts = {name: first.map(known[name]).to_numpy(dtype=object) for name in ["type", "kind"]}
    several = lexicon["category"].str.contains("|", regex=False).to_numpy(dtype=bool)
    rivers = set(known.index[known["kind"].eq("river")])
    river, city = list_objects([""] * len(lexicon)), list_objects([""] * len(lexicon))
    for at in np.flatnonzero(several):
        ids = lexicon["category"].iat[at].split("|")
        if not rivers.isdisjoint(ids):
            river[at] = next(one for one in ids if one in rivers)
            city[at] = next((one for one in ids if one not in rivers), "")
    how = role.map({"demonym": "demonym", "surname": "surname"}).fillna("registry")
    return facts | {
        "role": role.to_numpy(dtype=object), "open": several, "river": river, "city": city,
        "entity": lexicon["category"].mask(several, "").to_numpy(dtype=object),
        "how": how.to_numpy(dtype=object), "people": first.map(known["people"]).to_numpy(dtype=float),
        "one_word": ~lexicon["term"].str.contains(" ", regex=False).to_numpy(dtype=bool),
    }  # fmt: skip


@lru_cache(maxsize=8)
def list_roles(registry: Registry) -> dict[str, tuple[str, str]]:
    """For each name the first entity that goes by it, and its role."""
    terms = registry.terms.drop_duplicates("term")
    return dict(zip(terms["term"], zip(terms["entity"], terms["role"], strict=True), strict=True))


@lru_cache(maxsize=8)
def list_given_names(registry: Registry) -> frozenset[str]:
    """The given names of the registry's own people."""
    people = registry.entities.loc[registry.entities["type"].eq("person"), "entity"]
    terms = registry.terms[registry.terms["entity"].isin(people) & registry.terms["role"].eq("name")]
    first = terms.loc[terms["term"].str.contains(" "), "term"].str.partition(" ")[0]
    return frozenset(first[first.str.len().gt(2)]) - read_cues()["title"] - read_cues()["opening"]


@lru_cache(maxsize=8)
def list_towns(registry: Registry) -> frozenset[str]:
    """The entities that are towns."""
    known = describe_entities(registry)
    return frozenset(one for one, facts in known.items() if facts["kind"] in ("city", "town", "village"))


@lru_cache(maxsize=1)
def list_governments() -> dict[str, str]:
    """For each capital who is meant when it acts: its government; in Brussels, the European Union."""
    capitals = read_capitals().set_index("entity")["government"]
    return capitals.replace("belgian-government", "european-union").to_dict()
