"""Who and where: people, organisations, places, groups, units, weapons and events in sentences.

The registry comes first (`registry_index.py`); the context decides between its entities (`linking.py`); a
tagger and rules find names outside the registry (`unlisted_names.py`). A country's name is a place; its
adjective (*Russian forces*) and its people are a group; a capital that acts (*Moscow is redeploying its
forces*) is the government, an organisation.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.entities.acronyms.corpus import spread_definitions
from analysis.entities.acronyms.definitions import link_defined
from analysis.entities.back_references import (
    drop_authors,
    drop_names_in_capitals,
    find_capitals,
    find_short_forms,
    link_family_names,
)
from analysis.entities.coverage.choice import AUTO, name_sources
from analysis.entities.hits import find_hits
from analysis.entities.linking import link_hits
from analysis.entities.offices import drop_titles, find_holders
from analysis.entities.overlaps import add_names, drop_persons_of_place_name, resolve_overlaps
from analysis.entities.registry_index import Entity, index_registry
from analysis.entities.spans import Batch, Names, Spans, is_among, make_batch
from analysis.entities.unlisted_names import find_unlisted
from analysis.registry.files import make_slug
from analysis.registry.registry import Registry, read_registry
from analysis.schema import COLUMNS, KEYS, check_choice, check_columns
from analysis.tagger.names import tag_names
from analysis.text.words import Words, read_words

RULES = {
    "registry": "the registry lists {term!r} among the names of {name}",
    "demonym": "{term!r} is the adjective or the people of {name}; counted apart, as a group",
    "surname": "{surface!r} is a family name, and the article gives the full name or the office of {name}",
    "office": "{term!r} was {name} on {date}",
    "government": "{surface!r} acts or deals with states here, so it means the {name}",
    "region": "{surface!r} is followed by 'regions' or the like, so it means the region and not the city",
    "context": "{surface!r} may mean several entities; the words around it or the rest of the article speak "
    "for {name}",
    "open": "{surface!r} may mean several entities and nothing in the article decides; it stays open",
    "tagger": "the tagger takes {surface!r} for a name of type {type}; it is not in the registry",
    "rule": "titles, speech verbs or the last word show {surface!r} to be a name of type {type}; it is "
    "not in the registry",
    "corpus": "{surface!r} is short for {name} in the articles of the corpus that define it",
    "memory": "{surface!r} refers back to {name}, named in full in the article",
}  # fmt: skip

UNLISTED_HOW = frozenset(["tagger", "rule", "memory"])
UNKNOWN = Entity(name="", type="", kind="", camp="", country="", conflict="", parent="")
slug_surface = lru_cache(maxsize=2**16)(make_slug)  # the same names come back in every batch


def find_entities(
    sentences: pd.DataFrame,
    *,
    registry: Registry | Sequence[str | Path] | str | Path = AUTO,
    tagger: Callable[..., pd.DataFrame] | str | None = tag_names,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the people, organisations, places and other entities that sentences mention.

    The registry comes first; a tagger finds names outside it. Where the two overlap, the registry's name
    stands, unless the tagger's is a longer name of its own (*Turkish Red Crescent*). Our own tagger does not
    see which listed person or town it reads, so exchanging the parties exchanges the result. The article's
    own outlet is no mention.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence (`split_sentences`).
    registry : Registry, str or sequence of str, default "auto"
        A registry, or names and paths for `read_registry`. Your own CSV is read again when it has changed.
        `"auto"` stands for the world and each conflict of which at least 5 % of up to 200 articles, drawn by
        their ids, hold a name that the registries taken before it lack; `("auto", "my_actors.csv")` adds your
        own.
    tagger : callable, str or None, default our own tagger
        What finds names outside the registry. `"spacy:NAME_OR_FOLDER"` or `"transformers:FOLDER"` names
        another tagger. A function is called as `tagger(sentences, words=words)` and returns one row per name:
        `article_id, sentence_id, start, end, type` and, if it has one, `score` (0-1; unsure names are left
        out). None uses rules alone.
    articles : DataFrame, optional
        The articles. Authors that their `byline` names are then no mentions.

    Returns
    -------
    DataFrame
        One row per mention, in text order, none overlapping another: `article_id, outlet, date, sentence_id`;
        `entity` (an id of the registry, or the name itself for a name that is not linked); `name` (in full);
        `type` (person, organisation, place, group, unit, weapon or event); `camp`; `term` (the name as the
        registry lists it); `surface` (as the text has it); `start, end` (characters in the article's text);
        `in_quote` (inside quotation marks); `how` (the rule that decided: registry, demonym, surname, office,
        government, region, context, open, tagger, rule, memory or corpus). Adjectives and peoples are groups
        with the entity of their country.

    Raises
    ------
    ValueError
        For a table without the columns of sentences, and a tagger's table without its columns.
    FileNotFoundError
        For a registry that is not there; the message gives the nearest name.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.Timestamp("2022-11-17")],
    ...     "sentence_id": [0], "start": [0], "text": ["Moscow is redeploying its forces, Reznikov said."],
    ...     "quote_spans": [""]})
    >>> find_entities(sentences)[["entity", "type", "how"]].values.tolist()
    [['russian-government', 'organisation', 'government'], ['oleksiy-reznikov', 'person', 'registry']]
    """
    check_columns(sentences, [*KEYS, "sentence_id", "start", "text"], verb="find_entities")
    words = read_words(sentences.reset_index(drop=True))
    mentions = measure_mentions(sentences, words=words, articles=articles, registry=registry, tagger=tagger)
    return spread_definitions(mentions)


def measure_mentions(
    sentences: pd.DataFrame,
    *,
    words: Words,
    articles: pd.DataFrame | None = None,
    registry: Registry | Sequence[str | Path] | str | Path = AUTO,
    tagger: Callable[..., pd.DataFrame] | str | None = tag_names,
) -> pd.DataFrame:
    """Return the table of `find_entities` for sentences that are already split into words."""
    if not isinstance(registry, Registry):
        registry = read_registry(*name_sources(registry, sentences, words))
    if isinstance(tagger, str):
        tagger = partial(tag_names, model=tagger)
    index, batch = index_registry(registry), make_batch(sentences, words)
    texts, bodies = batch.texts, index.cues.body

    hits, office_hits = find_hits(batch, index.lexicon, index.office_lexicon)
    offices = find_holders(office_hits, batch.table["date"], index.office_holders)
    in_capitals = find_capitals(words, texts)
    linked = link_hits(hits, batch, in_capitals, index, offices)
    linked = add_names(linked, drop_titles(offices, linked, texts))

    unlisted = find_unlisted(batch, hits, linked, index, tagger)
    if tagger is not None:
        unlisted = drop_names_in_capitals(unlisted, in_capitals)
    towns = index.towns.union(index.governments.values(), index.regions)
    linked = drop_persons_of_place_name(linked, unlisted, texts, towns, index.cues.given)
    linked, unlisted = resolve_overlaps(linked, unlisted, texts, bodies)
    linked, unlisted = link_defined(batch, linked, unlisted, index)
    linked, unlisted = link_family_names(linked, unlisted, texts, index)
    unlisted = unlisted.join(find_short_forms(batch, linked.join(unlisted).sort(), bodies))
    mentions = make_mentions(batch, linked, unlisted, index.entities)
    return mentions if articles is None else drop_authors(mentions, articles)


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
    numbers, distinct = pd.factorize(names.entity)
    ids = distinct.tolist()
    listed = [entities.get(id, UNKNOWN) for id in ids]
    of_entity = {
        "entity": ids, "name": [entity.name or id for entity, id in zip(listed, ids, strict=True)],
        "camp": [entity.camp for entity in listed],
    }  # fmt: skip
    mentions = batch.table[[*KEYS, "sentence_id"]].iloc[names.sentence].reset_index(drop=True)
    for column, values in of_entity.items():
        mentions[column] = pd.array(values, dtype="str").take(numbers)
    for column in ("type", "term", "surface", "how"):
        numbers, distinct = pd.factorize(getattr(names, column))
        mentions[column] = pd.array(distinct, dtype="str").take(numbers)
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
    surfaces = {surface for surface in set(names.surface.tolist()) if slug_surface(surface) in parts}
    looks_alike = is_among(names.surface, surfaces)
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


def explain_entity(mention: pd.Series) -> str:
    """Return why one row of the mentions is linked as it is, as a sentence.

    >>> explain_entity(pd.Series({"entity": "kyiv", "name": "Kyiv", "term": "Kiev", "surface": "Kiev",
    ...                           "type": "place", "how": "registry", "date": pd.NaT}))
    "'Kiev' -> kyiv (registry): the registry lists 'Kiev' among the names of Kyiv."
    """
    needed = ["entity", "name", "term", "surface", "type", "how", "date"]
    facts = {key: mention.get(key, "") for key in needed}
    if isinstance(facts["date"], pd.Timestamp):
        facts["date"] = f"{facts['date']:%Y-%m-%d}"
    rule = RULES[check_choice(facts["how"], RULES, name="how")]
    return f"{facts['surface']!r} -> {facts['entity']} ({facts['how']}): {rule.format(**facts)}."
