"""Names outside the registry, as a tagger and the rules find them together."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.entities.false_positives import drop_false_positives
from analysis.entities.masking import list_masked, mask_names
from analysis.entities.registry_index import RegistryIndex
from analysis.entities.rule_names import find_names, prepare_rules
from analysis.entities.spans import Batch, Hits, Names, TypedSpans, find_overlaps, is_among, repeat_text
from analysis.matching.engine import mark_free
from analysis.schema import check_columns
from analysis.text.words import Words

Tagger = Callable[..., pd.DataFrame]
TYPES = frozenset(["person", "organisation", "place", "group", "unit", "weapon", "event"])
TAGGER_COLUMNS = ["article_id", "sentence_id", "start", "end", "type"]
BESIDE_TAGGER = frozenset(["unit", "place"])  # types that the rules know better: units, streets, buildings


def find_unlisted(
    batch: Batch, hits: Hits, linked: Names, index: RegistryIndex, tagger: Tagger | None
) -> Names:
    """Return the names that the tagger and the rules find, in text order, none overlapping another.

    Parameters
    ----------
    batch : Batch
        The sentences.
    hits : Hits
        Places where names of the registry stand; the tagger must not see the persons among them.
    linked : Names
        The hits that are names of entities, in text order.
    index : RegistryIndex
        Cues, given names and towns.
    tagger : callable or None
        None for rules alone. Beside a tagger the rules find only military units, streets and buildings.
    """
    rules = prepare_rules(index.cues, index.given_names)
    if tagger is None:
        return name_spans(find_names(batch.texts, rules, linked), batch, "rule")
    rows = find_sentences_with(batch.words, rules.may_name_site)
    ruled = find_names(batch.texts, rules, linked, rows=rows)
    ruled = ruled.take(is_among(ruled.type, BESIDE_TAGGER))
    tags = tagger(batch.table, words=mask_names(batch.words, list_masked(hits, linked, index)))
    check_columns(tags, TAGGER_COLUMNS, verb="find_entities (its tagger)")
    spans, score = place_tags(batch.table, tags)
    is_known_type = is_among(spans.type, TYPES)
    tagged = name_spans(spans.take(is_known_type), batch, "tagger")
    tagged = drop_false_positives(tagged, score[is_known_type], batch.texts, index.cues)
    return choose_longest(name_spans(ruled, batch, "rule").join(tagged).sort())


def find_sentences_with(words: Words, test: Callable[[str], bool]) -> np.ndarray:
    """Return the sentences with at least one word that passes a test."""
    return np.unique(words.sentence[words.map_distinct(test, bool)[words.code]])


def name_spans(spans: TypedSpans, batch: Batch, how: str) -> Names:
    """Return spans outside the registry as names: each is its own entity."""
    surface = spans.cut_surfaces(batch.texts)
    return Names(
        spans.sentence, spans.start, spans.end, spans.type,
        article=batch.article[spans.sentence], surface=surface, term=surface, entity=surface,
        how=repeat_text(how, len(spans)),
    )  # fmt: skip


def place_tags(sentences: pd.DataFrame, tags: pd.DataFrame) -> tuple[TypedSpans, np.ndarray]:
    """Return the names of a tagger as places in sentences, and their scores (1 where it gives none)."""
    keys = zip(sentences["article_id"].tolist(), sentences["sentence_id"].tolist(), strict=True)
    row_by_key = {key: row for row, key in enumerate(keys)}
    if len(row_by_key) < len(sentences):
        raise ValueError(
            "find_entities needs a `sentence_id` that is unique in each article; one is repeated."
        )
    keys = zip(tags["article_id"].tolist(), tags["sentence_id"].tolist(), strict=True)
    row = np.fromiter((row_by_key[key] for key in keys), dtype=np.int64, count=len(tags))
    origin = sentences["start"].to_numpy()[row]
    start, end = (tags[name].to_numpy(dtype=np.int64) - origin for name in ("start", "end"))
    score = tags["score"].fillna(1.0).to_numpy() if "score" in tags else np.ones(len(tags))
    return TypedSpans(row, start, end, type=tags["type"].to_numpy(dtype=object)), score


def choose_longest(names: Names) -> Names:
    """Return names in text order without overlaps: the longer one stays, of two of one length the rule's."""
    start, end = names.start_keys(), names.end_keys()
    is_kept = mark_free(start, end)
    rows = np.flatnonzero(~is_kept)
    is_tagged = names.how[rows] != "rule"
    kept: dict[int, list[tuple[int, int]]] = {}
    for row in rows[np.lexsort((is_tagged, (start - end)[rows]))].tolist():
        others = kept.setdefault(int(names.sentence[row]), [])
        is_kept[row] = not any(first < end[row] and behind > start[row] for first, behind in others)
        if is_kept[row]:
            others.append((start[row], end[row]))
    return names.take(is_kept)


def add_names(names: Names, others: Names) -> Names:
    """Return the names that overlap none of the others, and the others, in text order."""
    first, behind = find_overlaps(names, others)
    return names.take(first == behind).join(others).sort()
