"""Realms that are named after a place: *Duchy of Warsaw* is not Warsaw."""

import re

import numpy as np

from analysis.entities.spans import Batch, TypedSpans, repeat_text

HEADS = (
    "Archduchy",
    "Duchy",
    "Principality",
    "Colony",
    "Protectorate",
    "Municipality",
    "Viceroyalty",
    "Electorate",
)
REALM = re.compile(
    rf"\b(?:(?:Grand|Crown|British|French) )?(?:{'|'.join(HEADS)}) of (?:[A-Z][\w'’-]*\w)(?: [A-Z][\w-]+)*"
)


def is_realm(form: str) -> bool:
    """Return whether a word names a kind of realm."""
    return form in HEADS


def find_realms(batch: Batch) -> TypedSpans:
    """Return the places of realms that are named after a place, in text order.

    >>> REALM.search("It was sent to the Grand Duchy of Warsaw.").group()
    'Grand Duchy of Warsaw'
    """
    words = batch.words
    rows = np.unique(words.sentence[words.map_distinct(is_realm, bool)[words.code]]).tolist()
    found = [(row, *match.span()) for row in rows for match in REALM.finditer(batch.texts[row])]
    sentence, start, end = np.array(found, dtype=np.int64).reshape(-1, 3).T
    return TypedSpans(sentence, start, end, type=repeat_text("place", len(found)))
