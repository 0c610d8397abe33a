"""Who and where: people, organisations, places, groups, units, weapons and events in sentences.

The registry comes first (`gazetteer`), the context decides between meanings (`entities.linking`), names
outside the registry come from a tagger and from rules (`entities.names`). A country's name is a place, its
adjective (*Russian forces*) and its people a group; a capital that acts (*Moscow is redeploying its forces*)
is the government, an organisation.
"""

from collections.abc import Callable
from functools import partial

import pandas as pd

from analysis.entities.back_references import drop_authors, drop_shouted, find_loud, recall_bodies
from analysis.entities.columns import join_rows, sort_rows
from analysis.entities.linking import link_hits
from analysis.entities.offices import find_holders, hold_offices
from analysis.entities.overlaps import settle_overlaps, yield_to_persons
from analysis.entities.registry_index import list_governments, list_towns
from analysis.entities.spans import (
    find_hits,
    find_spans,
    join_spans,
    make_mentions,
    remember_names,
)  # fmt: skip
from analysis.registry.registry import SHIPPED, Registry, read_registry
from analysis.schema import KEYS, check_columns
from analysis.tagger.names import tag_names
from analysis.text.chunks import list_texts
from analysis.text.words import Words, read_words

RULES = {
    "registry": "the registry lists {term!r} among the names of {name}",
    "demonym": "{term!r} is the adjective or the people of {name}; counted apart, as a group",
    "surname": "{surface!r} is a family name, and the article gives the full name or the office of {name}",
    "office": "{term!r} was {name} on {date}",
    "government": "{surface!r} acts or deals with states here, so it stands for the {name}",
    "region": "{surface!r} is followed by 'regions' or the like, so the region is meant and not the city",
    "context": "{surface!r} may mean several entities; the words around it or the rest of the article speak "
    "for {name}",
    "open": "{surface!r} may mean several entities and nothing in the article decides; it stays open",
    "tagger": "the tagger takes {surface!r} for a name of type {type}; it is not in the registry",
    "rule": "titles, speech verbs or the last word show {surface!r} to be a name of type {type}; it is "
    "not in the registry",
    "memory": "{surface!r} refers back to {name}, named in full in the article",
}  # fmt: skip


def find_entities(
    sentences: pd.DataFrame,
    *,
    registry: Registry | tuple[str, ...] | list[str] | str = SHIPPED,
    tagger: Callable[..., pd.DataFrame] | str | None = tag_names,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A row a mention, in the order of the text, none overlapping: KEYS, `sentence_id, entity, name, type,
    camp, term, surface, start, end, in_quote, how`.

    `entity` is the registry's id, or the name itself where the registry does not hold it or the context does
    not decide (`how` is `open`, `rule`, `tagger` or `memory` then). `type` is person, organisation, place,
    group, unit, weapon or event; adjectives and peoples (`how` is `demonym`) are groups with the entity of
    their country. `how` is explained by `explain_entity`. `registry` names shipped registries and your own
    CSV files (`read_registry`).

    `tagger` finds the names outside it: our own (`tag_names`); another, named as `"spacy:NAME_OR_FOLDER"` or
    `"transformers:FOLDER"`; a function `tagger(sentences, words=words)` that gives a row a name with
    `article_id, sentence_id, start, end, type` and perhaps `score` (0-1; the unsure are left out); or None
    for rules alone. Our own does not see which person or town of the registry it reads, so that exchanging
    the parties exchanges the result. Where it and the registry overlap, the registry stands unless the
    tagger's name is a longer one of its own (*Turkish Red Crescent*). The
    article's own outlet is no mention; nor are its authors, where `articles` has a `byline`.

    >>> sentences = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.Timestamp("2022-11-17")],
    ...     "sentence_id": [0], "start": [0], "text": ["Moscow is redeploying its forces, Reznikov said."],
    ...     "quote_spans": [""]})
    >>> find_entities(sentences)[["entity", "type", "how"]].values.tolist()
    [['russian-government', 'organisation', 'government'], ['oleksiy-reznikov', 'person', 'registry']]
    """
    check_columns(sentences, [*KEYS, "sentence_id", "start", "text"], verb="find_entities")
    sentences = sentences.reset_index(drop=True)
    words = read_words(sentences)
    return measure_mentions(sentences, words=words, articles=articles, registry=registry, tagger=tagger)


def measure_mentions(
    sentences: pd.DataFrame,
    *,
    words: Words,
    articles: pd.DataFrame | None = None,
    registry: Registry | tuple[str, ...] | list[str] | str = SHIPPED,
    tagger: Callable[..., pd.DataFrame] | str | None = tag_names,
) -> pd.DataFrame:
    """The table of `find_entities` for sentences that are split into words already."""
    if not isinstance(registry, Registry):
        registry = read_registry(*([registry] if isinstance(registry, str) else registry))
    if isinstance(tagger, str):
        tagger = partial(tag_names, model=tagger)
    sentences = sentences.reset_index(drop=True)
    texts, article = list_texts(sentences["text"]), pd.factorize(sentences["article_id"])[0]

    hits = find_hits(words, texts, article, registry)
    offices = find_hits(words, texts, article, registry, which="office_lexicon")
    offices["entity"] = find_holders(offices, sentences["date"], registry)
    loud = find_loud(words, texts)
    linked = link_hits(hits, texts, loud, registry, offices)
    linked = join_spans(linked, hold_offices(offices, linked, texts))

    spans = find_spans(sentences, texts, article, hits, linked, registry, tagger, words)
    spans = spans if tagger is None else drop_shouted(spans, loud)
    towns = list_towns(registry).union(list_governments().values())
    linked, spans = settle_overlaps(yield_to_persons(linked, spans, texts, towns), spans, texts)
    spans = remember_names(spans)
    found = sort_rows(join_rows(linked, spans))
    spans = join_rows(spans, recall_bodies(texts, article, found, words))
    mentions = make_mentions(linked, spans, sentences, registry, words)
    return mentions if articles is None else drop_authors(mentions, articles)


def explain_entity(mention: pd.Series) -> str:
    """Why one row of the mentions is linked as it is, as a sentence.

    >>> explain_entity(pd.Series({"entity": "kyiv", "name": "Kyiv", "term": "Kiev", "surface": "Kiev",
    ...                           "type": "place", "how": "registry", "date": pd.NaT}))
    "'Kiev' -> kyiv (registry): the registry lists 'Kiev' among the names of Kyiv."
    """
    needed = ["entity", "name", "term", "surface", "type", "how", "date"]
    facts = {key: mention.get(key, "") for key in needed}
    if isinstance(facts["date"], pd.Timestamp):
        facts["date"] = f"{facts['date']:%Y-%m-%d}"
    rule = RULES.get(facts["how"])
    if rule is None:
        raise ValueError(f"The `how` of a mention must be one of {', '.join(RULES)}; not {facts['how']!r}.")
    return f"{facts['surface']!r} -> {facts['entity']} ({facts['how']}): {rule.format(**facts)}."
