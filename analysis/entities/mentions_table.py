"""The table of mentions, from the names that are found."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.entities.registry_index import Entity
from analysis.entities.spans import Batch, Names, Spans, is_among
from analysis.registry.files import make_slug
from analysis.schema import COLUMNS, KEYS
from analysis.text.words import Words

UNLISTED_HOW = frozenset(["tagger", "rule", "memory"])
UNKNOWN = Entity(name="", type="", kind="", camp="", country="", conflict="", parent="")
slug_surface = lru_cache(maxsize=2**16)(make_slug)  # the same names come back in every batch


def make_mentions(batch: Batch, linked: Names, unlisted: Names, entities: dict[str, Entity]) -> pd.DataFrame:
    """Return the table of mentions (`find_entities`), without those of the article's own outlet.

    Parameters
    ----------
    batch : Batch
        The sentences.
    linked, unlisted : Names
        Names of the registry and other names; none overlaps another.
    entities : dict
        The registry's entities by id.
    """
    is_open = linked.entity == ""
    linked = replace(linked, entity=np.where(is_open, linked.surface, linked.entity).astype(object))
    names = linked.join(unlisted).sort()
    names = names.take(~is_own_outlet(names, batch.table["outlet"]))
    ids = names.entity.tolist()
    listed = [entities.get(id, UNKNOWN) for id in ids]
    columns = {
        "entity": ids, "name": [entity.name or id for entity, id in zip(listed, ids, strict=True)],
        "type": names.type, "camp": [entity.camp for entity in listed], "term": names.term,
        "surface": names.surface, "how": names.how,
    }  # fmt: skip
    mentions = batch.table[[*KEYS, "sentence_id"]].iloc[names.sentence].reset_index(drop=True)
    for column, values in columns.items():
        mentions[column] = pd.array(values, dtype="str")
    origin = batch.table["start"].to_numpy()[names.sentence]
    mentions["start"], mentions["end"] = names.start + origin, names.end + origin
    mentions["in_quote"] = is_quoted(names, batch.words)
    return mentions[COLUMNS["mentions"]]


def is_own_outlet(names: Names, outlets: pd.Series) -> np.ndarray:
    """Return which names mean the article's own outlet.

    A tagger may take the outlet's name, or a part of it, for a person or a town. `outlets` has one outlet per
    sentence.
    """
    is_unlisted = is_among(names.how, UNLISTED_HOW)
    is_own = np.zeros(len(names), dtype=bool)
    numbers, distinct = pd.factorize(outlets, use_na_sentinel=False)
    slugs = [make_slug(str(outlet)) for outlet in distinct]
    parts = {*slugs, *(part for slug in slugs for part in slug.split("-"))}
    looks_alike = is_among(list(map(slug_surface, names.surface)), parts)
    looks_alike |= is_among(names.entity, parts)
    for row in np.flatnonzero(looks_alike & (is_unlisted | (names.type == "organisation"))):
        outlet, name = slugs[numbers[names.sentence[row]]], slug_surface(names.surface[row])
        is_part = is_unlisted[row] and name in outlet.split("-") and len(name) > 3
        is_own[row] = outlet != "" and (is_part or outlet in (name, names.entity[row]))
    return is_own


def is_quoted(names: Names, words: Words) -> np.ndarray:
    """Return for each name whether it lies inside quotation marks."""
    quotations = Spans(*words.spans)
    last = np.searchsorted(quotations.start_keys(), names.start_keys(), side="right") - 1
    ends = np.append(quotations.end_keys(), -1)  # -1 where no quotation begins before
    return ends[last] >= names.end_keys()
