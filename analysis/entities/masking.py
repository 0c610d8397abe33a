"""Names that are masked for the tagger: it reads listed persons and towns as any person and any town.

So what it finds does not depend on which party is named, and exchanging the parties of a war exchanges the
result.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.entities.registry_index import RegistryIndex
from analysis.entities.spans import Batch, Hits, Names, Spans, TypedSpans, is_among, repeat_text
from analysis.ids import pack_key
from analysis.schema import check_columns
from analysis.tagger.model import read_model
from analysis.tagger.names import MODEL, find_spans, place_names, tag_names
from analysis.text.chunks import expand_ranges
from analysis.text.words import Words

Tagger = Callable[..., pd.DataFrame]
TAGGER_COLUMNS = ["article_id", "sentence_id", "start", "end", "type"]
# What a word of a masked name is read as: a given name, a family name or a town.
STAND_INS = {"first": "Peter", "last": "Petersen", "town": "Zhytomyr"}


def tag_masked(batch: Batch, masked: TypedSpans, tagger: Tagger) -> tuple[TypedSpans, np.ndarray]:
    """Return the names that a tagger finds where some names are masked, and their scores (1 for none)."""
    keys = pack_key(batch.article, batch.table["sentence_id"].to_numpy())
    if (np.diff(keys) <= 0).any() and len(np.unique(keys)) < len(keys):
        raise ValueError(
            "find_entities needs a `sentence_id` that is unique in each article; one is repeated."
        )
    words = mask_names(batch.words, masked)
    if tagger is tag_names:  # no table is made only to be read again
        names = place_names(batch.texts, find_spans(batch.table, words, read_model(str(MODEL))))
        return TypedSpans(names.sentence, names.start, names.end, type=names.type), names.score
    tags = tagger(batch.table, words=words)
    check_columns(tags, TAGGER_COLUMNS, verb="find_entities (its tagger)")
    return place_tags(batch.table, tags)


def place_tags(sentences: pd.DataFrame, tags: pd.DataFrame) -> tuple[TypedSpans, np.ndarray]:
    """Return the names of a tagger as places in sentences, and their scores (1 where it gives none)."""
    keys = zip(sentences["article_id"].tolist(), sentences["sentence_id"].tolist(), strict=True)
    row_by_key = {key: row for row, key in enumerate(keys)}
    keys = zip(tags["article_id"].tolist(), tags["sentence_id"].tolist(), strict=True)
    row = np.fromiter((row_by_key[key] for key in keys), dtype=np.int64, count=len(tags))
    origin = sentences["start"].to_numpy()[row]
    start, end = (tags[name].to_numpy(dtype=np.int64) - origin for name in ("start", "end"))
    score = tags["score"].fillna(1.0).to_numpy() if "score" in tags else np.ones(len(tags))
    return TypedSpans(row, start, end, type=tags["type"].to_numpy(dtype=object)), score


def list_masked(hits: Hits, linked: Names, index: RegistryIndex) -> TypedSpans:
    """Return the places of names that are masked, in text order.

    `type` is person or place: listed persons, also where the name is part of another one, and linked towns.
    """
    towns = linked.take(is_among(linked.entity, index.towns))
    is_word = [surface.replace("_", "a").isalnum() for surface in towns.surface]
    towns = towns.take(np.array(is_word, dtype=bool))
    persons = hits.take(index.names.type[hits.lexicon_row] == "person")
    places = Spans.select_from(towns).join(persons)
    types = np.append(repeat_text("place", len(towns)), repeat_text("person", len(persons)))
    masked = TypedSpans(places.sentence, places.start, places.end, type=types)
    _, first = np.unique(masked.start_keys(), return_index=True)  # a town before a person of its name
    return masked.take(first)


def mask_names(words: Words, masked: TypedSpans) -> Words:
    """Return the words with stand-ins for the words of masked names, in capitals where these are."""
    word, name = find_words_inside(words, masked)
    if not len(word):
        return words
    code = words.code.copy()
    is_last = np.append(name[1:] != name[:-1], True)
    in_capitals = words.map_distinct(str.isupper, bool)[code[word]]
    kinds = np.where(masked.type[name] == "place", "town", np.where(is_last, "last", "first"))
    numbers = words.numbers.tolist()
    for kind, stand_in in STAND_INS.items():
        for is_upper, form in [(False, stand_in), (True, stand_in.upper())]:
            number = int(words.vocabulary.number([form.encode()])[0])
            numbers += [] if number in numbers else [number]
            code[word[(kinds == kind) & (in_capitals == is_upper)]] = numbers.index(number)
    return words._replace(code=code, numbers=np.array(numbers, dtype=np.int32))


def find_words_inside(words: Words, masked: TypedSpans) -> tuple[np.ndarray, np.ndarray]:
    """Return the capitalised words inside masked names and the row of the name of each word."""
    word_places = Spans(words.sentence, words.start, words.end)
    first = np.searchsorted(word_places.start_keys(), masked.start_keys(), side="left")
    behind = np.searchsorted(word_places.end_keys(), masked.end_keys(), side="right")
    count = np.maximum(behind - first, 0)
    word, name = expand_ranges(first, count), np.repeat(np.arange(len(count)), count)
    is_capitalised = words.map_distinct(has_capital, bool)[words.code[word]]
    return word[is_capitalised], name[is_capitalised]


def has_capital(form: str) -> bool:
    """Return whether a word of at least two letters begins with a capital letter."""
    return form[:1].isupper() and len(form) > 1
