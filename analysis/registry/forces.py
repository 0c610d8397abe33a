"""The armed forces of every country, named by one rule.

*The French army*, *Israel's military* and *US armed forces* are the armed forces of the country, an
organisation. The rule makes these names from `world.csv`: the first adjective and the short names of a
country (*US*, *UK*) before a word for armed forces, and its names before *'s* and such a word. Navies and
air forces are not among them.

*Russian troops* and *Israeli forces* are people, not the name of a body: the word *Russian* is a mention of
Russia there, and acts, sides and the salience of countries count it as one. Where the salience of armed
forces is asked, `count_as_forces` turns such a mention into one of the armed forces: it counts once.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.registry.files import read_table
from analysis.registry.world import WORLD_FILE, list_genitives, list_shared_adjectives
from analysis.schema import check_columns

if TYPE_CHECKING:
    from analysis.registry.registry import Registry

WORDS = ["armed forces", "Armed Forces", "army", "Army", "military"]
EMPTY = {
    "type": "organisation", "kind": "", "gender": "", "lat": float("nan"), "lon": float("nan"), "parent": "",
    "people": 0, "wikidata": "", "note": "",
}  # fmt: skip
COUNTED = ["entity", "name", "type", "camp", "how"]  # the columns that a mention of soldiers changes
SHORT = 4  # letters of a short name in capitals, which stands as an adjective: *UAE*
KINDS = "air|airborne|combat|front-line|ground|infantry|land|naval|occupation|occupying|regular|special"
PEOPLE = rf"(?:(?:{KINDS}) )?(?:troops|forces|soldiers|servicemen)\b"
TROOPS = re.compile(rf"^(['’]s)? (?:(?:and|or) (?:[A-Z]\S+ ){{1,2}})?{PEOPLE}")


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


def count_as_forces(mentions: pd.DataFrame, sentences: pd.DataFrame, registry: "Registry") -> pd.DataFrame:
    """Return mentions with *Russian* in *Russian troops* as mentions of the Russian armed forces.

    For the salience of armed forces. A mention of a country or its people counts for its armed forces if a
    word for soldiers follows: troops, forces, soldiers or servicemen, with or without their kind (*ground
    troops*), also at the end of a pair (*Russian and Belarusian troops*). It then counts for the country no
    more: the salience of countries and places is taken from the mentions as they were.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention (`find_entities`).
    sentences : DataFrame
        The sentences in which they were found (`split_sentences`).
    registry : Registry
        The registry by which they were found.

    Returns
    -------
    DataFrame
        The same rows in the same order. `entity, name, type, camp` are those of the armed forces where the
        rule holds, and `how` is `forces`.

    Raises
    ------
    ValueError
        For tables without these columns.
    """
    check_columns(mentions, ["article_id", "sentence_id", "surface", "end"], verb="count_as_forces")
    check_columns(sentences, ["article_id", "sentence_id", "start", "text"], verb="count_as_forces")
    keys = ["article_id", "sentence_id"]
    forces = list_forces(registry)
    asked = mentions[mentions["surface"].isin({word.removesuffix("'s") for word in forces})]
    places = sentences.drop_duplicates(keys).set_index(keys)[["start", "text"]]
    places = places.reindex(pd.MultiIndex.from_frame(asked[keys]))
    ends = (asked["end"].to_numpy() - places["start"].to_numpy()).astype(int)
    meant: dict[Hashable, str] = {}
    for row, word, text, end in zip(asked.index, asked["surface"], places["text"], ends, strict=True):
        match = TROOPS.match(text[end:])
        if match and (word := word + ("'s" if match.group(1) else "")) in forces:
            meant[row] = forces[word]
    armed = registry.entities.set_index("entity").loc[list(meant.values())].reset_index()
    counted = mentions.astype(dict.fromkeys(COUNTED, object))
    counted.loc[list(meant), COUNTED] = armed.assign(how="forces")[COUNTED].to_numpy()
    return counted


def list_forces(registry: "Registry") -> dict[str, str]:
    """Return the armed forces that each word for a country means before *troops*: *Russian*, *Russia's*."""
    entities, terms = registry.entities, registry.terms
    countries = entities.loc[entities["kind"].eq("country"), "entity"]
    words = set(terms.loc[terms["entity"].isin(countries), "term"])
    named: dict[str, str] = {}
    for ending in (f" {word}" for word in WORDS):
        found = terms[terms["term"].str.endswith(ending)].drop_duplicates("term", keep=False)
        for term, entity in zip(found["term"], found["entity"], strict=True):
            named.setdefault(term.removesuffix(ending), entity)
    return {word: entity for word, entity in named.items() if word.removesuffix("'s") in words}
