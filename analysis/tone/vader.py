"""VADER's four numbers (Hutto & Gilbert 2014), exactly as NLTK's analyser gives them, for many texts at once.

The rules and their constants are those of `nltk.sentiment.vader` (NLTK 3.10), its quirks among them: chunks
of one character are no words, a word said twice is weighed by what stands before its first place, and a chunk
loses its punctuation only where that is one mark on one side. Each distinct chunk is read once and put among
those of its kind (most words are of one kind: they mean nothing to VADER); after that only the words with a
valence and the three words before them are looked at, as arrays.
"""

import sys
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.text.chunks import Chunks, split_chunks
from analysis.tone.vader_lexicon import (
    AT_VERY,
    BOOST,
    BUT,
    IDIOMS,
    KIND,
    LEAST,
    LISTED,
    MARKED,
    NEGATES,
    NEVER,
    OF,
    PARTS,
    SCORED,
    SO,
    UPPER,
    WEAKER_PAIRS,
    WORD,
    ChunkKinds,
    start_kinds,
)  # fmt: skip

CAPITALS, NEGATION = 0.733, -0.74
DAMPING = [1.0, 0.95, 0.9]  # of a booster one, two and three words before
SOONER = [-0.74, 1.5, 1.25]  # what "never so" and "never this" do there


def score_vader(
    sentences: pd.DataFrame | Iterable[str],
    *,
    lexicon: str | Path | dict[str, float] | None = None,
) -> pd.DataFrame:
    """A row a sentence, in their order: `neg, neu, pos` (shares, 0-1), `compound` (-1 to 1); all 0 for a
    text without words.

    `sentences` is a table with `text`, or the texts. `lexicon` is the list of valences: by default that of
    the package vaderSentiment; else a path to another (NLTK's `vader_lexicon.zip` or the text file in it), or
    a dict. compound = s / sqrt(s**2 + 15), s being the sum of the valences after the rules.
    Raises TypeError for one text alone, and FileNotFoundError where the list is not there.

    >>> score_vader(["A brave, GREAT defence!", "It was not good, but nobody was really hurt."])
         neg    neu  pos  compound
    0  0.000  0.000  1.0    0.8728
    1  0.491  0.509  0.0   -0.7745
    """
    if isinstance(sentences, str):
        raise TypeError("The `sentences` must be a table with `text` or several texts; one is [text].")
    texts = sentences["text"] if isinstance(sentences, pd.DataFrame) else sentences
    return score_chunks(split_chunks(texts), lexicon=lexicon)


def score_chunks(chunks: Chunks, *, lexicon: str | Path | dict[str, float] | None = None) -> pd.DataFrame:
    """The table of `score_vader` for texts that are split into chunks already."""
    return add_up(*weigh_chunks(chunks, lexicon))


def score_compound(chunks: Chunks, *, lexicon: str | Path | dict[str, float] | None = None) -> np.ndarray:
    """Of the four numbers only `compound`."""
    value, words = weigh_chunks(chunks, lexicon)
    return compound_values(value, words, emphasise(words))


class VaderTokens(NamedTuple):
    """The words of all texts in order: for each the number of its kind; for each kind its flags (bits),
    valence, boost, part in idioms and number of its spelling; for each text its first word, whether it shouts
    (some words in capitals, some not), and how often it has ! and ?; and which words have a valence (`hits`)
    or are "but" (`buts`), each with its text."""

    kind: np.ndarray
    flags: np.ndarray
    valence: np.ndarray
    boost: np.ndarray
    part: np.ndarray
    spelling: np.ndarray
    first: np.ndarray
    shouts: np.ndarray
    calls: np.ndarray
    asks: np.ndarray
    hits: np.ndarray
    text: np.ndarray
    buts: np.ndarray
    but_text: np.ndarray


def weigh_chunks(
    chunks: Chunks, lexicon: str | Path | dict[str, float] | None
) -> tuple[np.ndarray, VaderTokens]:
    """What each word with a valence adds, and the words."""
    given = frozenset(lexicon.items()) if isinstance(lexicon, dict) else lexicon and str(lexicon)
    words = lay_out_words(chunks, start_kinds(given))
    return weigh_words(words, find_first(words)) * weigh_but(words), words


def lay_out_words(chunks: Chunks, kinds: ChunkKinds) -> VaderTokens:
    """The words of the texts, with what is known of each."""
    of_distinct = chunks.map_distinct(kinds.read, np.int32)
    flags, valence, boost, part, spelling, more_calls, more_asks = kinds.to_arrays()
    kind, n = of_distinct[chunks.code], len(chunks.first) - 1
    # Chunks of one character are no words: neighbours are counted without them.
    of_kind = (flags & WORD) > 0
    is_word = of_kind[of_distinct][chunks.code]
    until = np.append(np.int32(0), np.cumsum(is_word, dtype=np.int32))
    first = until[chunks.first]
    tells = (flags & (SCORED | UPPER | BUT | MARKED)) > 0
    told = np.flatnonzero(tells[of_distinct][chunks.code])
    told_kind, told_text = kind[told], chunks.text[told]
    told_flags = flags[told_kind]
    n_upper = np.bincount(told_text[has(told_flags, UPPER)], minlength=n)
    marked = np.flatnonzero(has(told_flags, MARKED))
    calls, asks = (
        np.bincount(told_text[marked], column[told_kind[marked]], minlength=n)
        for column in (more_calls, more_asks)
    )
    hit, but = has(told_flags, SCORED), has(told_flags, BUT)
    return VaderTokens(
        kind[is_word], flags, valence, boost, part, spelling, first,
        (n_upper > 0) & (n_upper < np.diff(first)), calls, asks,
        until[told[hit]], told_text[hit], until[told[but]], told_text[but],
    )  # fmt: skip


def find_first(words: VaderTokens) -> np.ndarray:
    """For each hit, the first place of the same spelling in its text: NLTK weighs every repetition there."""
    key = (words.text.astype(np.int64) << 32) + words.spelling[words.kind[words.hits]]
    order = np.argsort(key, kind="stable")
    opens = np.append(True, key[order][1:] != key[order][:-1])[: len(key)]
    place = np.empty_like(words.hits)
    place[order] = words.hits[order[np.flatnonzero(opens)]][np.cumsum(opens) - 1]
    return place


def weigh_words(words: VaderTokens, place: np.ndarray) -> np.ndarray:
    """The valence of the words at these places, weighed by capitals and by the three words before."""
    text = words.text
    local, shouts = place - words.first[text], words.shouts[text]
    kinds = [words.kind[np.maximum(place - step, 0)] for step in range(4)]
    flags = [words.flags[kind] for kind in kinds]
    value = words.valence[kinds[0]]
    value = value + np.where(shouts & has(flags[0], UPPER), np.where(value > 0, CAPITALS, -CAPITALS), 0.0)
    so, never_so = has(flags[1], SO), has(flags[3], NEVER) & has(flags[2], SO)
    never = [np.zeros(len(place), dtype=bool), has(flags[2], NEVER) & so, never_so | so]
    for step in range(3):
        there = (local > step) & ~has(flags[step + 1], LISTED)
        boost = words.boost[kinds[step + 1]]
        more = np.where(value < 0, -boost, boost)
        loud = shouts & (boost != 0) & has(flags[step + 1], UPPER)
        more = more + np.where(loud, np.where(value > 0, CAPITALS, -CAPITALS), 0.0)
        turned = np.where(has(flags[step + 1], NEGATES), NEGATION, 1.0)
        turned = np.where(never[step], SOONER[step], turned)
        value = np.where(there, (value + more * DAMPING[step]) * turned, value)
    value = np.where(there, find_idioms(words, place, value), value)
    least = (local > 0) & has(flags[1], LEAST) & ~has(flags[1], LISTED)
    least &= (local == 1) | ~has(flags[2], AT_VERY)
    value = np.where(least, value * NEGATION, value)
    following = words.flags[words.kind[np.minimum(place + 1, len(words.kind) - 1)]]
    kind_of = has(flags[0], KIND) & has(following, OF) & (place + 1 < words.first[text + 1])
    return np.where(kind_of, 0.0, value)


def has(flags: np.ndarray, flag: int) -> np.ndarray:
    return (flags & flag) != 0


def find_idioms(words: VaderTokens, place: np.ndarray, value: np.ndarray) -> np.ndarray:
    """The values, put right where the word stands in or beside an idiom. Every place has three words before
    it, or else its value is not asked for."""
    pairs, triples, weaker = tabulate_idioms()
    size, end = len(words.kind), words.first[words.text + 1]
    window = [words.part[words.kind[np.maximum(place - step, 0)]] for step in (3, 2, 1, 0)]
    for step in (1, 2):
        following = words.part[words.kind[np.minimum(place + step, size - 1)]]
        window.append(np.where(place + step < end, following, 0))
    # Only where two parts of idioms stand side by side can one be.
    beside = [(one > 0) & (other > 0) for one, other in pairwise(window)]
    some = np.flatnonzero(np.logical_or.reduce(beside))
    a, b, c, d, e, f = (part[some] for part in window)
    # NLTK takes the first of these five that is an idiom, then lets the two that follow the word overrule it.
    found = pairs[a, b]
    for other in (
        triples[a, b, c],
        pairs[b, c],
        triples[b, c, d],
        pairs[c, d],
        pairs[d, e],
        triples[d, e, f],
    ):
        found = np.where(np.isnan(other), found, other)
    put_right = np.where(np.isnan(found), value[some], found)
    value = value.copy()
    value[some] = np.where(weaker[a, b] | weaker[b, c], put_right - BOOST, put_right)
    return value


@lru_cache(maxsize=1)
def tabulate_idioms() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The values of idioms of two and of three words by their parts, and which pairs weaken."""
    size = len(PARTS) + 1
    pairs, triples = np.full((size,) * 2, np.nan), np.full((size,) * 3, np.nan)
    weaker = np.zeros((size,) * 2, dtype=bool)
    for idiom, value in IDIOMS.items():
        parts = tuple(PARTS[word] for word in idiom.split())
        (pairs if len(parts) == 2 else triples)[parts] = value
    for pair in WEAKER_PAIRS:
        weaker[tuple(PARTS[word] for word in pair.split())] = True
    return pairs, triples, weaker


def weigh_but(words: VaderTokens) -> np.ndarray:
    """The factor of each hit by the side of its text's first "but" that it stands on."""
    first = np.full(len(words.first), -1)
    first[words.but_text[::-1]] = words.buts[::-1]  # written backwards, so that the first stays
    there = first[words.text]
    return np.where(there < 0, 1.0, np.where(words.hits < there, 0.5, np.where(words.hits > there, 1.5, 1.0)))


def add_up(value: np.ndarray, words: VaderTokens) -> pd.DataFrame:
    """The four numbers of each text from the values of its hits, with the emphasis of ! and ? added."""
    text, n_words, emphasis = words.text, np.diff(words.first), emphasise(words)
    n = len(n_words)
    positive = np.bincount(text, weights=np.where(value > 0, value + 1, 0.0), minlength=n)
    negative = -np.bincount(text, weights=np.where(value < 0, value - 1, 0.0), minlength=n)
    neutral = n_words - np.bincount(text[value != 0], minlength=n)
    more, less = positive > negative, positive < negative
    positive, negative = positive + more * emphasis, negative + less * emphasis
    whole = positive + negative + neutral
    whole[n_words == 0] = 1.0
    return pd.DataFrame({
        "neg": round_as_python(negative / whole, 3),
        "neu": round_as_python(neutral / whole, 3),
        "pos": round_as_python(positive / whole, 3),
        "compound": compound_values(value, words, emphasis),
    })  # fmt: skip


def emphasise(words: VaderTokens) -> np.ndarray:
    """What the ! and ? of each text add."""
    asks = words.asks
    return np.minimum(words.calls, 4) * 0.292 + np.where(asks > 3, 0.96, np.where(asks > 1, asks * 0.18, 0.0))


def compound_values(value: np.ndarray, words: VaderTokens, emphasis: np.ndarray) -> np.ndarray:
    """The values of each text added up, between -1 and 1."""
    total = sum_by_text(value, words.text, len(emphasis), compensated=sys.version_info >= (3, 12))
    total = total + np.sign(total) * emphasis
    return round_as_python(total / np.sqrt(total * total + 15), 4)


def sum_by_text(value: np.ndarray, text: np.ndarray, n: int, *, compensated: bool) -> np.ndarray:
    """The sum of each text's values as Python's `sum` makes it: one after the other, and from Python 3.12 on
    with the rounding errors added at the end (Neumaier 1974)."""
    if not compensated:
        return np.bincount(text, weights=value, minlength=n)
    total, error = np.zeros(n), np.zeros(n)
    count = np.bincount(text, minlength=n)
    rank = np.arange(len(text)) - np.repeat(np.cumsum(count) - count, count)
    order = np.argsort(rank, kind="stable")
    for at in np.split(order, np.cumsum(np.bincount(rank))[:-1]) if len(order) else []:
        old, added = total[text[at]], value[at]
        new = old + added
        error[text[at]] += np.where(np.abs(old) >= np.abs(added), (old - new) + added, (added - new) + old)
        total[text[at]] = new
    return total + error


def round_as_python(values: np.ndarray, digits: int) -> np.ndarray:
    """Values rounded as `round` does it: in decimals, where multiplying first may go wrong at a half."""
    scaled = values * 10**digits
    rounded = np.rint(scaled) / 10**digits
    for i in np.flatnonzero(np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6):
        rounded[i] = round(float(values[i]), digits)
    return rounded
