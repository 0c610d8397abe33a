"""Which entity a name means: the rules of context, in the order in which they are asked.

Every rule answers for a whole column of hits. What no rule settles is left open: the mention then stands
under its own name, `how` says `open`, and `term` keeps the name that was found.
"""

import re

import numpy as np
import pandas as pd

from analysis.entities_cues import (
    ACTS,
    AS_NOUN,
    BANKS,
    GOVERNOR,
    IN_PLACE,
    IN_WALLS,
    IS_PLACE,
    NAMED_FOR,
    REGIONS,
    STATE_OWNS,
    STATE_PARTNER,
    THE,
    WITH_STATES,
    is_shouted,
)  # fmt: skip
from analysis.gazetteer import Registry
from analysis.gazetteer_tables import read_cues
from analysis.gazetteer_world import read_capitals

BEFORE = re.compile(r"([A-Z][\w'-]*)\.? $")
AFTER = re.compile(r" ([A-Z][\w'-]*)")
NEXT = re.compile(r" ([A-Za-z]+)")
JOINED = re.compile(r"[A-Z]\w*-$")
COUNTRY_AFTER = re.compile(r", [A-Z]")
WINDOW = 60  # characters looked at on either side of a name


def link_hits(
    hits: pd.DataFrame, texts: np.ndarray, registry: Registry, offices: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The hits with `entity` (an id, or empty where nothing in the registry is meant) and `how`.

    `hits` need `article` (number), `row` (of the sentence), `from`, `to` (within it), `term`, `surface`,
    `category` (ids joined by `|`); `offices` are hits of offices with `article, entity`. Hits that the
    context shows to be something else are left out.
    """
    if hits.empty:
        return hits.assign(**{column: pd.Series(dtype="str") for column in ["role", "entity", "how", "type"]})
    hits = hits.copy()
    known = registry.entities.set_index("entity")
    found = registry.terms[registry.terms["term"].isin(hits["term"].unique())]
    people = found.loc[found["role"].eq("surname"), "term"]
    roles = found.drop_duplicates("term").set_index("term")["role"]
    hits["role"] = hits["term"].map(roles).mask(hits["term"].isin(people), "surname")
    hits["open"] = hits["category"].str.contains("|", regex=False)
    hits["entity"] = hits["category"].mask(hits["open"], "")
    hits["how"] = hits["role"].map({"demonym": "demonym", "surname": "surname"}).fillna("registry")
    first = hits["category"].str.split("|").str[0]
    for column in ["type", "kind", "people"]:
        hits[column] = first.map(known[column])
    left, right = look_around(hits, texts)
    hits = shorten_adjectives(hits.assign(left=left, right=right), registry)
    hits = drop_others(hits, texts, registry)
    hits = settle_surnames(hits, known, offices)
    hits = settle_rivers(hits, known)
    hits = settle_regions(hits, known)
    hits = settle_governments(hits)
    hits = settle_by_company(hits, known)
    types = hits["entity"].map(known["type"]).fillna(hits["type"])
    hits["type"] = types.mask(hits["how"].eq("demonym"), "group")
    return hits.drop(columns=["open", "kind", "people", "left", "right"])


def look_around(hits: pd.DataFrame, texts: np.ndarray) -> tuple:
    """What stands before and after each hit in its sentence."""
    rows, starts, ends = (hits[column].to_numpy() for column in ["row", "from", "to"])
    found = [texts[row] for row in rows]
    left = [text[max(0, a - WINDOW) : a] for text, a in zip(found, starts, strict=True)]
    right = [text[b : b + WINDOW] for text, b in zip(found, ends, strict=True)]
    return np.array(left, dtype=object), np.array(right, dtype=object)


def shorten_adjectives(hits: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """*a Ukrainian military victory* names no army: the hit shrinks to the country's adjective."""
    adjective = hits["term"].str.endswith((" military", " police"))
    adjective &= ~matches(hits["right"], AS_NOUN, where=adjective)
    if not adjective.any():
        return hits
    country = hits.loc[adjective, "term"].str.extract(r"^(.*?)(?:'s)? \w+$")[0]
    terms = registry.terms[registry.terms["term"].isin(country.unique())]
    terms = terms.drop_duplicates("term").set_index("term")
    country = country[country.isin(terms.index)]
    short = country.map(terms["entity"])
    hits = hits.copy()
    at = short.index
    cut = country.str.len()
    surfaces = hits.loc[at, "surface"]
    rest = [surface[n:] for surface, n in zip(surfaces, cut, strict=True)]
    hits.loc[at, "right"] = rest + hits.loc[at, "right"]
    hits.loc[at, "surface"] = [surface[:n] for surface, n in zip(surfaces, cut, strict=True)]
    for start, end in [("start", "end"), ("from", "to")]:
        hits.loc[at, end] = hits.loc[at, start] + cut
    hits.loc[at, "term"], hits.loc[at, "category"], hits.loc[at, "entity"] = country, short, short
    hits.loc[at, "role"] = country.map(terms["role"])
    hits.loc[at, "how"] = hits.loc[at, "role"].map({"demonym": "demonym"}).fillna("registry")
    hits.loc[at, "type"], hits.loc[at, "kind"] = "place", "country"
    return hits


def matches(
    column: pd.Series, pattern: re.Pattern, *, at_end: bool = False, where: pd.Series | None = None
) -> np.ndarray:
    """Which texts of the column the pattern fits, at their beginning or (`at_end`) where it says; looked at
    only `where` it may matter."""
    seek = pattern.search if at_end else pattern.match
    if where is None:
        return np.array([seek(text) is not None for text in column.to_numpy()], dtype=bool)
    fits = np.zeros(len(column), dtype=bool)
    at = np.flatnonzero(where.to_numpy())
    fits[at] = [seek(text) is not None for text in column.to_numpy()[at]]
    return fits


def drop_others(hits: pd.DataFrame, texts: np.ndarray, registry: Registry) -> pd.DataFrame:
    """The hits without those that are part of another name, a shouted word, or a city's name that stands for
    something else."""
    given, cues = list_given_names(registry), read_cues()
    one_word = ~hits["term"].str.contains(" ", regex=False)
    before = hits["left"].map(BEFORE.search).map(lambda match: match and match.group(1))
    opens = hits["from"].to_numpy() == hits["left"].str.len().to_numpy()
    opens &= (hits["left"].str.len() == before.str.len() + 1).to_numpy()
    named = before.notna() & ~before.isin(cues["title"] | cues["opening"]) & (~opens | before.isin(given))
    named &= ~ends_in_a_hit(hits)
    joined = matches(hits["left"], JOINED, at_end=True, where=one_word)
    after = hits["right"].map(AFTER.match).map(lambda match: match and match.group(1))
    followed = after.notna() & ~starts_a_hit(hits)

    person = hits["type"].eq("person") & one_word
    town = hits["type"].eq("place") & one_word & ~hits["kind"].isin(["country", "region", "sea"])
    shouted = hits["surface"].str.len().le(4) & hits["surface"].str.isupper()
    if shouted.any():
        loud = {row: is_shouted(texts[row]) for row in hits.loc[shouted, "row"].unique()}
        shouted &= hits["row"].map(loud).eq(True)
    wrong = shouted | (person & (named | joined))
    wrong |= hits["type"].eq("place") & one_word & named & before.isin(given)
    wrong |= town & followed & hits["surface"].isin(given)
    # *Shevchenko Boulevard*, *Paris Club*, *Senate palace*.
    bare = one_word & hits["type"].isin(["place", "organisation"]) & hits["role"].ne("demonym")
    wrong |= bare & hits["right"].map(NEXT.match).map(
        lambda match: bool(match) and match.group(1) in NAMED_FOR
    )

    city = hits["role"].eq("city")
    cue = matches(hits["left"], IN_PLACE, at_end=True, where=city)
    cue |= matches(hits["right"], COUNTRY_AFTER, where=city)
    cue |= hits["people"].ge(1_000_000).to_numpy() & ~hits["surface"].isin(given).to_numpy()
    wrong |= city & (named | followed | joined | ~cue | hits["surface"].isin(cues["not_a_city"]))
    return hits[~wrong]


def list_given_names(registry: Registry) -> frozenset[str]:
    """The given names of the registry's own people."""
    people = registry.entities.loc[registry.entities["type"].eq("person"), "entity"]
    terms = registry.terms[registry.terms["entity"].isin(people) & registry.terms["role"].eq("name")]
    first = terms.loc[terms["term"].str.contains(" "), "term"].str.partition(" ")[0]
    return frozenset(first[first.str.len().gt(2)]) - read_cues()["title"] - read_cues()["opening"]


def ends_in_a_hit(hits: pd.DataFrame) -> pd.Series:
    """Whether the word before is itself the end of a hit (*Russia Putin*)."""
    ends = set(zip(hits["row"], hits["to"], strict=True))
    return pd.Series(
        [(row, start - 1) in ends for row, start in zip(hits["row"], hits["from"], strict=True)],
        index=hits.index, dtype=bool,
    )  # fmt: skip


def starts_a_hit(hits: pd.DataFrame) -> pd.Series:
    starts = set(zip(hits["row"], hits["from"], strict=True))
    return pd.Series(
        [(row, end + 1) in starts for row, end in zip(hits["row"], hits["to"], strict=True)],
        index=hits.index, dtype=bool,
    )  # fmt: skip


def settle_surnames(
    hits: pd.DataFrame, known: pd.DataFrame, offices: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Family names, each with the person whose full name or office the article has; without one they are the
    city of that name where a place is spoken of, and else left to the tagger."""
    bare = hits["role"].eq("surname")
    if not bare.any():
        return hits
    there = hits["article"].isin(hits.loc[bare, "article"])
    full = hits[~hits["open"] & ~bare & hits["type"].eq("person") & there]
    columns = ["article", "entity"]
    full = full[columns] if offices is None else pd.concat([full[columns], offices[columns]])
    present = full.groupby("article")["entity"].agg(set).to_dict()
    entity, how = (hits[column].to_numpy(dtype=object).copy() for column in ["entity", "how"])
    for at in np.flatnonzero(bare.to_numpy()):
        named = present.get(hits["article"].iat[at], set())
        options = hits["category"].iat[at].split("|")
        meant = [one for one in options if one in named]
        if not meant and IN_PLACE.search(hits["left"].iat[at]):
            meant, how[at] = [one for one in options if known.at[one, "type"] == "place"], "registry"
        entity[at] = meant[0] if len(meant) == 1 else ""
    hits = hits.assign(entity=entity, how=how, open=hits["open"] & ~bare)
    return hits[~bare | hits["entity"].ne("")]


def settle_rivers(hits: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """*the Dnipro* is the river, *in Dnipro* the city; else what the article means elsewhere."""
    rivers = set(known.index[known["kind"].eq("river")])
    pairs = zip(hits["open"], hits["category"], strict=True)
    wet = [bool(several and rivers & {*ids.split("|")}) for several, ids in pairs]
    both = pd.Series(wet, index=hits.index, dtype=bool)
    if not both.any():
        return hits
    part = hits[both]
    water = matches(part["left"], THE, at_end=True) | matches(part["left"], BANKS, at_end=True)
    town = matches(part["left"], IN_PLACE, at_end=True) & ~water
    river = part["category"].map(lambda ids: next(one for one in ids.split("|") if one in rivers))
    city = part["category"].map(lambda ids: next(one for one in ids.split("|") if one not in rivers))
    meant = pd.Series("", index=part.index, dtype=object).mask(town, city).mask(water, river)
    sure = hits[~hits["open"] & hits["article"].isin(part["article"])]
    said = sure.groupby("article")["entity"].agg(set).to_dict()
    here = meant[meant.ne("")].groupby(part["article"]).agg(set).to_dict()
    for at in meant.index[meant.eq("")]:
        there = said.get(part.at[at, "article"], set()) | here.get(part.at[at, "article"], set())
        options = [one for one in (river[at], city[at]) if one in there]
        meant[at] = options[0] if len(options) == 1 else ""
    return accept(hits, meant[meant.ne("")], "context")


def settle_regions(hits: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """*the Donetsk and Luhansk regions*, *the governor of Luhansk*: regions, where each name alone is a
    city."""
    place = hits["type"].eq("place")
    ruled = matches(hits["left"], GOVERNOR, at_end=True, where=place)
    plural = hits[matches(hits["right"], REGIONS, where=place) | ruled]
    region = pd.Series([
        next((f"{one}-{kind}" for kind in ("oblast", "governorate") if f"{one}-{kind}" in known.index), "")
        for one in plural["entity"]
    ], index=plural.index, dtype=object)  # fmt: skip
    return accept(hits, region[region.ne("")], "region")


def settle_governments(hits: pd.DataFrame) -> pd.DataFrame:
    """A capital that acts is its government, Brussels the European Union; the Kremlin that one stands in is a
    building."""
    capitals = read_capitals().set_index("entity")["government"]
    capitals = capitals.replace("belgian-government", "european-union")
    capital = hits["entity"].isin(capitals.index) & ~hits["open"]
    if capital.any():
        part = hits[capital]
        place = matches(part["left"], IS_PLACE, at_end=True)
        acts = matches(part["left"], WITH_STATES, at_end=True)
        for pattern in (ACTS, STATE_PARTNER, STATE_OWNS):
            acts |= matches(part["right"], pattern)
        hits = accept(hits, part["entity"].map(capitals)[acts & ~place], "government")
    walls = matches(hits["left"], IN_WALLS, at_end=True, where=hits["entity"].eq("kremlin"))
    return accept(hits, pd.Series("moscow-kremlin", index=hits.index[walls]), "context")


def settle_by_company(hits: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """What is still open goes to the entity whose country or conflict the rest of the article is about, if
    one is ahead; else it stays open under its own name."""
    still = hits.index[hits["open"]]
    if not len(still):
        return hits
    sure = hits[~hits["open"] & hits["entity"].ne("") & hits["article"].isin(hits.loc[still, "article"])]
    company = sure.groupby("article")["entity"].agg(lambda ids: sorted(set(ids))).to_dict()
    beside = sure.groupby("row")["entity"].agg(set).to_dict()
    needed = known.index.isin({*sure["entity"], *"|".join(hits.loc[still, "category"]).split("|")})
    facts = known.loc[needed, ["kind", "country", "conflict", "parent"]].to_dict("index")
    meant = {}
    for at in still:
        others = company.get(hits.at[at, "article"], [])
        near = beside.get(hits.at[at, "row"], set())
        options = [one for one in hits.at[at, "category"].split("|") if one in facts]
        scores = {one: score_company(one, others, near, facts) for one in options}
        best = max(scores.values(), default=0)
        winners = [one for one, score in scores.items() if score == best]
        meant[at] = winners[0] if best > 0 and len(winners) == 1 else ""
    meant = pd.Series(meant, dtype=object)
    hits = accept(hits, meant[meant.ne("")], "context")
    hits.loc[hits["open"], "how"] = "open"
    return hits


def score_company(one: str, others: list[str], near: set[str], facts: dict) -> int:
    """How many other entities of the article are of the same country, region or conflict; countries named in
    the same sentence speak for a country."""
    own, score = facts[one], 0
    for other in others:
        fact = facts.get(other)
        if fact is None or other == one:
            score += 2 * (other == one)
            continue
        country = fact["kind"] == "country"
        score += bool(own["country"]) and own["country"] == fact["country"] and not country
        score += bool(own["parent"]) and own["parent"] in (other, fact["parent"])
        score += own["conflict"] != "world" and own["conflict"] == fact["conflict"]
        score += own["kind"] == "country" and country and other in near
    return int(score)


def accept(hits: pd.DataFrame, meant: pd.Series, how: str) -> pd.DataFrame:
    """The hits with the entities that a rule has settled."""
    if not len(meant):
        return hits
    hits = hits.copy()
    hits.loc[meant.index, "entity"] = meant
    hits.loc[meant.index, "how"] = how
    hits.loc[meant.index, "open"] = False
    return hits
