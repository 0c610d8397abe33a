"""VADER's rules: what each word with a valence adds to its text, given the words around it."""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from analysis.tone.vader_lexicon import (
    AT_VERY,
    BOOST,
    IDIOMS,
    KIND,
    LEAST,
    LISTED,
    NEGATES,
    NEVER,
    OF,
    PARTS,
    SO,
    UPPER,
    WEAKER_PAIRS,
)
from analysis.tone.vader_tokens import VaderTokens, has_flag

CAPITALS, NEGATION = 0.733, -0.74
DAMPING = [1.0, 0.95, 0.9]  # of a booster one, two and three words before
SOONER = [-0.74, 1.5, 1.25]  # what "never so" and "never this" do there


def weigh_hits(words: VaderTokens) -> np.ndarray:
    """What each hit adds to its text (float64, one number per hit)."""
    return weigh_words(words, find_first_places(words)) * weigh_but(words)


def find_first_places(words: VaderTokens) -> np.ndarray:
    """For each hit, the first place of the same spelling in its text: NLTK weighs each repetition there."""
    key = (words.text.astype(np.int64) << 32) + words.spelling[words.kind[words.hits]]
    order = np.argsort(key, kind="stable")
    is_first = np.append(True, key[order][1:] != key[order][:-1])[: len(key)]
    place = np.empty_like(words.hits)
    place[order] = words.hits[order[np.flatnonzero(is_first)]][np.cumsum(is_first) - 1]
    return place


def weigh_words(words: VaderTokens, place: np.ndarray) -> np.ndarray:
    """The valences of words, weighed by capitals and by the three words before.

    `place` is the place of each hit among the words.
    """
    text = words.text
    n_before, shouts = place - words.first[text], words.shouts[text]
    kinds = [words.kind[np.maximum(place - step, 0)] for step in range(4)]
    flags = [words.flags[kind] for kind in kinds]
    value = words.valence[kinds[0]]
    value = value + np.where(
        shouts & has_flag(flags[0], UPPER), np.where(value > 0, CAPITALS, -CAPITALS), 0.0
    )
    so, never_so = has_flag(flags[1], SO), has_flag(flags[3], NEVER) & has_flag(flags[2], SO)
    never = [np.zeros(len(place), dtype=bool), has_flag(flags[2], NEVER) & so, never_so | so]
    for step in range(3):
        counts = (n_before > step) & ~has_flag(flags[step + 1], LISTED)
        boost = words.boost[kinds[step + 1]]
        more = np.where(value < 0, -boost, boost)
        is_loud = shouts & (boost != 0) & has_flag(flags[step + 1], UPPER)
        more = more + np.where(is_loud, np.where(value > 0, CAPITALS, -CAPITALS), 0.0)
        turned = np.where(has_flag(flags[step + 1], NEGATES), NEGATION, 1.0)
        turned = np.where(never[step], SOONER[step], turned)
        value = np.where(counts, (value + more * DAMPING[step]) * turned, value)
    # Of the last step: only a hit with three words before it can be part of an idiom.
    value = np.where(counts, find_idioms(words, place, value), value)
    least = (n_before > 0) & has_flag(flags[1], LEAST) & ~has_flag(flags[1], LISTED)
    least &= (n_before == 1) | ~has_flag(flags[2], AT_VERY)
    value = np.where(least, value * NEGATION, value)
    following = words.flags[words.kind[np.minimum(place + 1, len(words.kind) - 1)]]
    is_kind_of = has_flag(flags[0], KIND) & has_flag(following, OF) & (place + 1 < words.first[text + 1])
    return np.where(is_kind_of, 0.0, value)


def find_idioms(words: VaderTokens, place: np.ndarray, value: np.ndarray) -> np.ndarray:
    """The values of words, replaced where the word stands in or beside an idiom.

    Values of places with fewer than three words before them are wrong and not used.
    """
    pairs, triples, weaker = tabulate_idioms()
    size, end = len(words.kind), words.first[words.text + 1]
    window = [words.part[words.kind[np.maximum(place - step, 0)]] for step in (3, 2, 1, 0)]
    for step in (1, 2):
        following = words.part[words.kind[np.minimum(place + step, size - 1)]]
        window.append(np.where(place + step < end, following, 0))
    # An idiom can be only where two parts of idioms stand side by side.
    beside = [(left > 0) & (right > 0) for left, right in pairwise(window)]
    some = np.flatnonzero(np.logical_or.reduce(beside))
    a, b, c, d, e, f = (part[some] for part in window)
    # In NLTK an idiom that goes on behind the word counts first, then the nearest before it: here each one
    # replaces those above it.
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
    replaced = np.where(np.isnan(found), value[some], found)
    value = value.copy()
    value[some] = np.where(weaker[a, b] | weaker[b, c], replaced - BOOST, replaced)
    return value


@lru_cache(maxsize=1)
def tabulate_idioms() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The values of idioms of two words and of three words, by their parts; and which pairs weaken.

    Arrays have an axis for each word, which is given by its number in `PARTS`; NaN stands for no idiom.
    """
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
    """The factor of each hit: 0.5 before the first "but" of its text, 1.5 behind it."""
    first = np.full(len(words.first), -1)
    first[words.but_text[::-1]] = words.buts[::-1]  # written backwards, so that the first stays
    but = first[words.text]
    return np.where(but < 0, 1.0, np.where(words.hits < but, 0.5, np.where(words.hits > but, 1.5, 1.0)))
