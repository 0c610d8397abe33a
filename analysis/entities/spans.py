"""Spans of several finders set side by side: where they stand, which give way, what the mentions are."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.entities.columns import (
    Columns,
    find_in,
    find_overlaps,
    group_values,
    join_rows,
    list_objects,
    number_places,
    sort_rows,
    take_rows,
)
from analysis.entities.false_positives import drop_doubtful
from analysis.entities.masking import list_masked, mask_names
from analysis.entities.registry_index import describe_entities, list_given_names
from analysis.entities.rule_names import find_names, holds_cue
from analysis.matching.engine import match_terms
from analysis.matching.overlaps import overlaps_none
from analysis.registry.files import find_lead, make_slug
from analysis.registry.registry import Registry
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.text.words import Words, split_term

MENTIONS = COLUMNS["mentions"]
TYPES = frozenset(["person", "organisation", "place", "group", "unit", "weapon", "event"])


def find_hits(
    words: Words, texts: list[str], article: np.ndarray, registry: Registry, *, which: str = "lexicon"
) -> Columns:
    """The places where names of the registry's lexicon stand, in the order of the text: `row, article, from,
    to, at` (row of the lexicon), `term, surface, category`."""
    lexicon, facts = getattr(registry, which), index_lexicon(registry, which)
    cut = cut_lexicon(facts["leads"], words)
    at, first, last = match_terms(words, lexicon.iloc[cut])
    row, start, end, at = words.sentence[first], words.start[first], words.end[last], cut[at]
    places = zip(row.tolist(), start.tolist(), end.tolist(), strict=True)
    return {
        "row": row, "article": article[row], "from": start, "to": end, "at": at,
        "term": facts["term"][at], "category": facts["category"][at],
        "surface": list_objects(texts[row][a:b] for row, a, b in places),
    }  # fmt: skip


@lru_cache(maxsize=16)
def index_lexicon(registry: Registry, which: str) -> dict:
    """The terms and categories of a lexicon as arrays, and by how its first word begins (`leads`) the rows of
    each name with how its other words begin."""
    lexicon = getattr(registry, which)
    leads: dict[str, list[tuple[int, list[str]]]] = {}
    for row, (term, lead) in enumerate(zip(lexicon["term"].tolist(), lexicon["lead"].tolist(), strict=True)):
        others = [] if term.endswith("*") else filter(str.isascii, split_term(term)[1:])
        leads.setdefault(lead, []).append((row, [other for other in map(find_lead, others) if other]))
    return {name: lexicon[name].to_numpy(dtype=object) for name in ("term", "category")} | {"leads": leads}


def cut_lexicon(leads: dict[str, list[tuple[int, list[str]]]], words: Words) -> np.ndarray:
    """The rows of the names that may stand in these words: a few dozen for an article."""
    there = set(map(lead_once, words.forms))
    held = (pair for lead in (there | {""}) & leads.keys() for pair in leads[lead])
    return np.array(sorted(row for row, others in held if there.issuperset(others)), dtype=np.int64)


lead_once = lru_cache(maxsize=2**18)(find_lead)


def number_spans(sentences: pd.DataFrame, article: np.ndarray, spans: pd.DataFrame) -> Columns:
    """The spans of a tagger with the row of their sentence, their article's number and their place in the
    sentence."""
    keys = zip(sentences["article_id"].tolist(), sentences["sentence_id"].tolist(), strict=True)
    number = {key: row for row, key in enumerate(keys)}
    if len(number) < len(sentences):
        raise ValueError("find_entities needs each `sentence_id` once in an article; some stand there twice.")
    keys = zip(spans["article_id"].tolist(), spans["sentence_id"].tolist(), strict=True)
    row = np.fromiter((number[key] for key in keys), dtype=np.int64, count=len(spans))
    begin = sentences["start"].to_numpy()[row]
    return {
        "row": row, "article": article[row], "from": spans["start"].to_numpy(dtype=np.int64) - begin,
        "to": spans["end"].to_numpy(dtype=np.int64) - begin, "type": spans["type"].to_numpy(dtype=object),
        "score": spans["score"].fillna(1.0).to_numpy() if "score" in spans else np.ones(len(spans)),
    }  # fmt: skip


def join_spans(first: Columns, then: Columns) -> Columns:
    """Both tables, without those of the first that the second overlaps."""
    begin, behind = find_overlaps(first, then)
    return sort_rows(join_rows(take_rows(first, begin == behind), then))


def find_spans(
    sentences: pd.DataFrame, texts: list[str], article: np.ndarray, hits: Columns, linked: Columns,
    registry: Registry, tagger: Callable | None, words: Words,
) -> Columns:  # fmt: skip
    """The names that the tagger and the rules find: `row, article, from, to, type, how, surface`. Beside a
    tagger the rules give only what they know better: military units, streets and buildings."""
    rows = None if tagger is None else find_rows(words, holds_cue)
    ruled = find_names(texts, list_given_names(registry), linked, rows=rows)
    if tagger is not None:
        ruled = take_rows(ruled, find_in(ruled["type"], {"unit", "place"}))
    ruled |= {"article": article[ruled["row"]]}
    ruled = name_spans(ruled, texts, how="rule")
    if tagger is None:
        return ruled
    named = tagger(sentences, words=mask_names(words, list_masked(hits, linked, registry)))
    needed = ["article_id", "sentence_id", "start", "end", "type"]
    check_columns(named, needed, verb="find_entities (its tagger)")
    spans = number_spans(sentences, article, named)
    spans = name_spans(take_rows(spans, find_in(spans["type"], TYPES)), texts, how="tagger")
    return join_ruled(drop_doubtful(spans, texts), ruled)


def find_rows(words: Words, wanted: Callable[[str], bool]) -> np.ndarray:
    """The sentences that hold a word such as is wanted."""
    return np.unique(words.sentence[words.map_distinct(wanted, bool)[words.code]])


def name_spans(spans: Columns, texts: list[str], *, how: str) -> Columns:
    """The spans with their `surface` and `how`."""
    places = zip(*(spans[name].tolist() for name in ("row", "from", "to")), strict=True)
    surface = list_objects(texts[row][a:b] for row, a, b in places)
    return spans | {"surface": surface, "how": list_objects([how] * len(surface))}


def join_ruled(spans: Columns, ruled: Columns) -> Columns:
    """The tagger's spans and those of the rules; where they touch the longer stands, the rule if none is."""
    both = sort_rows(join_rows(ruled, spans))
    start, end = number_places(both), number_places(both, "to")
    free = overlaps_none(start, end)
    knots = np.flatnonzero(~free)
    ruled_first = both["how"][knots] != "rule"
    held: dict[int, list[tuple[int, int]]] = {}
    for at in knots[np.lexsort((ruled_first, (start - end)[knots]))].tolist():
        there = held.setdefault(int(both["row"][at]), [])
        free[at] = not any(a < end[at] and b > start[at] for a, b in there)
        if free[at]:
            there.append((start[at], end[at]))
    return take_rows(both, free)


def remember_names(spans: Columns) -> Columns:
    """The spans with `entity`: the name itself, and for a single word the full name that ends in it, if the
    article has just one of the same type."""
    spans = spans | {"entity": spans["surface"].copy(), "how": spans["how"].copy()}
    at = np.flatnonzero(spans["type"] == "person").tolist()
    article, surface = spans["article"].tolist(), spans["surface"]
    full = [i for i in at if " " in surface[i]]
    last = ((article[i], surface[i].rpartition(" ")[2]) for i in full)
    names = group_values(last, (surface[i] for i in full))
    for i in at:
        found = names.get((article[i], surface[i]), ()) if " " not in surface[i] else ()
        if len(found) == 1:
            (spans["entity"][i],) = found
            spans["how"][i] = "memory"
    return spans


def make_mentions(
    linked: Columns, spans: Columns, sentences: pd.DataFrame, registry: Registry, words: Words
) -> pd.DataFrame:
    """The table of mentions from registry hits and other names, without the article's own outlet."""
    known = describe_entities(registry)
    entity = np.where(linked["entity"] == "", linked["surface"], linked["entity"])
    both = sort_rows(join_rows(linked | {"entity": entity}, spans | {"term": spans["surface"]}))
    both = take_rows(both, ~names_outlet(both, sentences))
    row, entity = both["row"], both["entity"].tolist()
    origin = sentences["start"].to_numpy()[row]
    unknown = {"name": None, "camp": ""}
    facts = [known.get(one, unknown) for one in entity]
    both["name"] = [fact["name"] or one for fact, one in zip(facts, entity, strict=True)]
    both["camp"] = [fact["camp"] for fact in facts]
    mentions = sentences[[*KEYS, "sentence_id"]].iloc[row].reset_index(drop=True)
    for column in ["entity", "name", "type", "camp", "term", "surface", "how"]:
        mentions[column] = pd.array(both[column], dtype="str")
    mentions["start"], mentions["end"] = both["from"] + origin, both["to"] + origin
    mentions["in_quote"] = find_quoted(words, both)
    return mentions[MENTIONS]


def names_outlet(spans: Columns, sentences: pd.DataFrame) -> np.ndarray:
    """Which spans name the article's own outlet; a tagger may take its name, or a part of it, for a person's
    or a town's."""
    loose = find_in(spans["how"], {"tagger", "rule", "memory"})
    itself = np.zeros(len(loose), dtype=bool)
    numbers, outlets = pd.factorize(sentences["outlet"], use_na_sentinel=False)
    slugs = [make_slug(str(outlet)) for outlet in outlets]
    parts = {*slugs, *(part for slug in slugs for part in slug.split("-"))}
    near = find_in(list_objects(map(slug_once, spans["surface"])), parts) | find_in(spans["entity"], parts)
    for i in np.flatnonzero(near & (loose | (spans["type"] == "organisation"))):
        own, said = slugs[numbers[spans["row"][i]]], slug_once(spans["surface"][i])
        part = loose[i] and said in own.split("-") and len(said) > 3
        itself[i] = own != "" and (part or own in (said, spans["entity"][i]))
    return itself


slug_once = lru_cache(maxsize=2**16)(make_slug)


def find_quoted(words: Words, spans: Columns) -> np.ndarray:
    """Whether each span lies inside quotation marks."""
    quotes = dict(zip(["row", "from", "to"], words.spans, strict=True))
    last = np.searchsorted(number_places(quotes), number_places(spans), side="right") - 1
    ends = np.append(number_places(quotes, "to"), -1)  # -1 where none begins before
    return ends[last] >= number_places(spans, "to")
