"""*Russian troops*, *Israeli forces*, *US soldiers* as mentions of the armed forces, where that is asked."""

import re

import pandas as pd

from analysis.registry.forces import WORDS
from analysis.registry.registry import Registry
from analysis.schema import check_columns

KINDS = "air|airborne|combat|front-line|ground|infantry|land|naval|occupation|occupying|regular|special"
PEOPLE = rf"(?:(?:{KINDS}) )?(?:troops|forces|soldiers|servicemen)\b"
TROOPS = re.compile(rf"^(['’]s)? (?:(?:and|or) (?:[A-Z]\S+ ){{1,2}})?{PEOPLE}")
COUNTED = ["entity", "name", "type", "camp", "how"]  # the columns that a mention of soldiers changes
ARMED = ["organisation", "group", "unit"]  # types that soldiers may belong to


def find_forces(mentions: pd.DataFrame, sentences: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """Return the mentions of armed forces, by one rule for all sides; the others are left out.

    Armed forces are (1) the armed forces of a country and units, by their names; (2) a country, an
    organisation or a group with a word for soldiers after it (*Israeli forces*, *Hamas's soldiers*). A
    country then stands for its armed forces (`count_as_forces`), all others for themselves.
    """
    counted = count_as_forces(mentions, sentences, registry)
    named = counted["entity"].isin(set(list_forces(registry).values())) | counted["type"].eq("unit")
    others = counted[counted["type"].isin(ARMED) & ~named & counted["how"].ne("demonym")]
    led = others.index[[bool(match) for match in match_soldiers(others, sentences)]]
    return counted[named | counted.index.isin(led)]


def match_soldiers(mentions: pd.DataFrame, sentences: pd.DataFrame) -> list[re.Match[str] | None]:
    """For each mention the word for soldiers that follows it, or None."""
    keys = ["article_id", "sentence_id"]
    places = sentences.drop_duplicates(keys).set_index(keys)[["start", "text"]]
    places = places.reindex(pd.MultiIndex.from_frame(mentions[keys]))
    ends = (mentions["end"].to_numpy() - places["start"].to_numpy()).astype(int)
    return [TROOPS.match(text[end:]) for text, end in zip(places["text"], ends, strict=True)]


def count_as_forces(mentions: pd.DataFrame, sentences: pd.DataFrame, registry: Registry) -> pd.DataFrame:
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
    forces = list_forces(registry)
    asked = mentions[mentions["surface"].isin({word.removesuffix("'s") for word in forces})]
    meant = {}
    for row, word, match in zip(asked.index, asked["surface"], match_soldiers(asked, sentences), strict=True):
        if match and (word := word + ("'s" if match.group(1) else "")) in forces:
            meant[row] = forces[word]
    armed = registry.entities.set_index("entity").loc[list(meant.values())].reset_index()
    counted = mentions.astype(dict.fromkeys(COUNTED, object))
    counted.loc[list(meant), COUNTED] = armed.assign(how="forces")[COUNTED].to_numpy()
    return counted


def list_forces(registry: Registry) -> dict[str, str]:
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
