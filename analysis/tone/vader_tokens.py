"""The words of texts as VADER reads them: chunks of two or more characters, each with the number of its
kind."""

from typing import NamedTuple

import numpy as np

from analysis.text.chunks import Chunks
from analysis.tone.vader_lexicon import BUT, MARKED, SCORED, UPPER, WORD, ChunkKinds


class VaderTokens(NamedTuple):
    """The words of some texts, in order.

    Most words are of one kind: VADER has no rule for them. Only the words with a valence (hits) are weighed.
    """

    kind: np.ndarray  # int32, one per word
    flags: np.ndarray  # int32, one per kind: a bit for each property, see `vader_lexicon`
    valence: np.ndarray  # float64, one per kind
    boost: np.ndarray  # float64, one per kind: what it adds to the valence of a word behind it
    part: np.ndarray  # int32, one per kind: its part in idioms, or 0
    spelling: np.ndarray  # int32, one per kind: the number of its spelling
    first: np.ndarray  # int, one per text, and one more: its first word
    shouts: np.ndarray  # bool, one per text: whether some of its words are in capitals, and some are not
    calls: np.ndarray  # float64, one per text: how many ! it has
    asks: np.ndarray  # float64, one per text: how many ? it has
    hits: np.ndarray  # int, one per hit: its place among the words
    text: np.ndarray  # int32, one per hit: row number of its text
    buts: np.ndarray  # int, one per "but": its place among the words
    but_text: np.ndarray  # int32, one per "but": row number of its text


def read_tokens(chunks: Chunks, kinds: ChunkKinds) -> VaderTokens:
    """The words of the texts, with what is known of their kinds."""
    kind_of_distinct = chunks.map_distinct(kinds.read, np.int32)
    flags, valence, boost, part, spelling, n_calls, n_asks = kinds.to_arrays()
    kind, n = kind_of_distinct[chunks.code], len(chunks.first) - 1
    # Chunks of one character are no words: neighbours are counted without them.
    is_word = has_flag(flags, WORD)[kind_of_distinct][chunks.code]
    n_before = np.append(np.int32(0), np.cumsum(is_word, dtype=np.int32))
    first = n_before[chunks.first]
    # Few chunks matter for anything but their place.
    matters = has_flag(flags, SCORED | UPPER | BUT | MARKED)
    some = np.flatnonzero(matters[kind_of_distinct][chunks.code])
    some_kind, some_text = kind[some], chunks.text[some]
    some_flags = flags[some_kind]
    n_upper = np.bincount(some_text[has_flag(some_flags, UPPER)], minlength=n)
    marked = np.flatnonzero(has_flag(some_flags, MARKED))
    calls, asks = (
        np.bincount(some_text[marked], count[some_kind[marked]], minlength=n) for count in (n_calls, n_asks)
    )
    is_hit, is_but = has_flag(some_flags, SCORED), has_flag(some_flags, BUT)
    return VaderTokens(
        kind[is_word], flags, valence, boost, part, spelling, first,
        (n_upper > 0) & (n_upper < np.diff(first)), calls, asks,
        n_before[some[is_hit]], some_text[is_hit], n_before[some[is_but]], some_text[is_but],
    )  # fmt: skip


def has_flag(flags: np.ndarray, flag: int) -> np.ndarray:
    """For each value, whether it has the bit (or any of the bits) of `flag`."""
    return (flags & flag) != 0
