"""The armed forces of every country, named by one rule.

*The French army*, *Israel's military* and *US armed forces* are the armed forces of the country, an
organisation. The rule makes these names from `world.csv`: the first adjective and the short names of a
country (*US*, *UK*) before a word for armed forces, and its names before *'s* and such a word. Navies and
air forces are not among them.

*Russian troops* and *Israeli forces* are people, not the name of a body: the word *Russian* is a mention of
Russia there, and acts, sides and the salience of countries count it as one. Where the salience of armed
forces is asked, `count_as_forces` (`soldiers.py`) turns it into a mention of the armed forces.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.registry.files import read_table
from analysis.registry.world import WORLD_FILE, list_genitives, list_shared_adjectives

WORDS = ["armed forces", "Armed Forces", "army", "Army", "military"]
EMPTY = {
    "type": "organisation", "kind": "", "gender": "", "lat": float("nan"), "lon": float("nan"), "parent": "",
    "people": 0, "wikidata": "", "note": "",
}  # fmt: skip
SHORT = 4  # letters of a short name in capitals, which stands as an adjective: *UAE*


def read_forces(listed: pd.DataFrame, elsewhere: pd.DataFrame) -> pd.DataFrame:
    """Return the armed forces of the countries of the world.

    Parameters
    ----------
    listed, elsewhere : DataFrame
        Entities that the chosen files list, and those that registries list which are not chosen. The
        organisation among them that goes by most of the names of a country's armed forces is these armed
        forces (*Bundeswehr*). A name that is listed is made for no other entity.

    Returns
    -------
    DataFrame
        One row per country with an adjective, with the columns of an entity and `forms`. Rows of armed forces
        that are listed add names alone: their camp and their conflict are empty.
    """
    known = pd.concat([listed, elsewhere]).drop_duplicates("entity").set_index("entity", drop=False)
    owners = {form: entity for entity, forms in known["forms"][::-1].items() for form, _ in forms}
    listed_ids = set(listed["entity"])
    world = read_table(WORLD_FILE, ["entity", "name", "iso", "camp", "adjectives", "people", "aliases"])
    shared = list_shared_adjectives(world)
    rows = []
    for country in world.to_dict("records"):
        adjective = country["adjectives"].split("|")[0]
        if not adjective or adjective in shared:  # *the Congolese army* may be that of either Congo
            continue
        names = list(name_forces(country))
        found = [owners[name] for name in names if name in owners]
        named = Counter(entity for entity in found if known.at[entity, "type"] == "organisation")
        entity = named.most_common(1)[0][0] if named else f"{country['entity']}-armed-forces"
        name = known.at[entity, "name"] if named else names[0]
        forms = [(form, "name") for form in [name, *names] if owners.get(form, entity) == entity]
        rows.append(EMPTY | {
            "entity": entity, "name": name, "country": country["iso"], "forms": list(dict.fromkeys(forms)),
            "camp": "" if entity in listed_ids else country["camp"],
            "conflict": "" if entity in listed_ids else "world",
        })  # fmt: skip
    return pd.DataFrame(rows)


def name_forces(country: Mapping[Hashable, Any]) -> Iterator[str]:
    """Yield the names of a country's armed forces.

    >>> list(name_forces({"name": "Chad", "adjectives": "Chadian", "aliases": ""}))[:3]
    ['Chadian armed forces', 'Chadian Armed Forces', 'Chadian army']
    """
    names = [country["name"], *filter(None, country["aliases"].split("|"))]
    short = [name for name in names if name.isupper() and len(name.replace(".", "")) <= SHORT]
    for adjective in [country["adjectives"].split("|")[0], *short]:
        yield from (f"{adjective} {word}" for word in WORDS)
    for name in names:
        yield from (f"{owner} {word}" for owner in list_genitives(name) for word in WORDS)
        yield from (f"{word} of {name}" for word in WORDS[:2])
