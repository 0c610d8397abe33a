"""Sentences taken apart by voice: the chunks outside and inside their quotation marks, without cutting and
splitting texts again. Only a chunk that a mark stands in or beside becomes another chunk."""

from functools import lru_cache

import numpy as np

from analysis.ids import pack_key
from analysis.text.chunks import Chunks, expand_ranges, number_in_order
from analysis.text.hash_table import HashTable
from analysis.text.quotations import Spans
from analysis.text.vocabulary import Vocabulary

MARKS = "\"“”„‟«»‹›'‘’‚`"


def split_voiced(chunks: Chunks, length: np.ndarray, spans: Spans) -> tuple[np.ndarray, Chunks]:
    """The sentences that hold a quotation, and their chunks: first those outside the marks of each, then
    those inside, as if either were a text with a space where the other voice stood.

    `length` is that of each sentence, `spans` are its quotations, in order. What stands outside loses the
    marks at its ends.
    """
    mixed, of, left, right, n_outside = bound_parts(length, spans)
    own = expand_ranges(chunks.first[mixed], np.diff(chunks.first)[mixed])
    ends = pack_key(chunks.text[own], chunks.end[own])
    begins = pack_key(chunks.text[own], chunks.start[own])
    low = np.searchsorted(ends, pack_key(mixed[of], left), side="right")
    count = np.maximum(np.searchsorted(begins, pack_key(mixed[of], right)) - low, 0)
    filled = np.flatnonzero(count)
    count, at = count[filled], own[expand_ranges(low[filled], count[filled])]
    code, distinct = cut_chunks(chunks, at, count, left[filled], right[filled], filled < n_outside)
    text = np.repeat(of[filled] + len(mixed) * (filled >= n_outside), count).astype(np.int32)
    kept = np.flatnonzero(code >= 0)
    code, text, at = code[kept], text[kept], at[kept]
    first = np.searchsorted(text, np.arange(2 * len(mixed) + 1, dtype=np.int32))
    voiced = chunks._replace(
        texts=[], text=text, start=chunks.start[at], end=chunks.end[at],
        blank=np.zeros(len(code), dtype=bool), code=code, distinct=distinct, first=first,
        byte=chunks.byte[at],
    )  # fmt: skip
    return mixed, voiced


def bound_parts(length: np.ndarray, spans: Spans) -> tuple[np.ndarray, ...]:
    """The sentences that hold quotations, and what stands between and inside these: for each part which of
    the sentences it is of, where it begins and where it ends; how many stand outside, which come first.

    >>> bounds = bound_parts(np.array([9, 4]), (np.array([0]), np.array([2]), np.array([6])))
    >>> [part.tolist() for part in bounds[:-1]], bounds[-1]
    ([[0], [0, 0, 0], [0, 6, 2], [2, 9, 6]], 2)
    """
    row, begin, end = spans
    mixed, number, times = np.unique(row, return_inverse=True, return_counts=True)
    # Each sentence has one part more than quotations: from its start, and from the end of each.
    of = np.repeat(np.arange(len(mixed)), times + 1)
    opens = np.append(True, of[1:] != of[:-1])[: len(of)]
    left, right = np.zeros(len(of), dtype=np.int64), length[mixed[of]]
    left[~opens] = end
    right[np.flatnonzero(~opens) - 1] = begin
    return mixed, np.append(of, number), np.append(left, begin), np.append(right, end), len(of)


def cut_chunks(
    chunks: Chunks,
    at: np.ndarray,
    count: np.ndarray,
    left: np.ndarray,
    right: np.ndarray,
    outside: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """The chunks `at`, so many for each part, as what of them lies in it: the code of each, -1 where nothing
    is left, and the distinct chunks. Marks where a part begins or ends are stripped outside."""
    code, last = chunks.code[at], np.cumsum(count) - 1
    # Only the first and the last chunk of a part can be touched.
    edges = np.column_stack([last - count + 1, last])
    edges = edges[np.column_stack([np.ones(len(last), dtype=bool), count > 1])]
    part = np.searchsorted(last, edges)
    start, end, own = chunks.start[at[edges]], chunks.end[at[edges]], code[edges]
    low, high = np.maximum(left[part] - start, 0), np.minimum(right[part], end) - start
    outside = outside[part]
    strips_left = outside & (
        (low > 0) | (start == left[part]) & chunks.map_distinct(opens_with_mark, bool)[own]
    )
    strips_right = outside & (
        (high < end - start) | (end == right[part]) & chunks.map_distinct(ends_with_mark, bool)[own]
    )
    touched = np.flatnonzero((low > 0) | (high < end - start) | strips_left | strips_right)
    number, low, high = chunks.distinct[own[touched]], low[touched], high[touched]
    cuts = (number << 32) | low, (high << 2) | (strips_left[touched] << 1) | strips_right[touched]
    left_over, more = number_in_order(find_cuts(chunks.vocabulary, [part.view(np.uint64) for part in cuts]))
    code[edges[touched]] = np.where(more[left_over] > 0, left_over + len(chunks.distinct), -1)
    return code, np.append(chunks.distinct, np.maximum(more - 1, 0))


def find_cuts(vocabulary: Vocabulary, cuts: list[np.ndarray]) -> np.ndarray:
    """The number of what is left of chunks by their cuts, and one more; 0 if nothing is. The first key of a
    cut is the chunk's number and where what is left begins, the second where that ends and whether marks are
    stripped at its left and right."""
    known = open_cuts(vocabulary)
    with vocabulary.lock:
        found = known.find(cuts)
        new = np.flatnonzero(found < 0)
        if len(new):
            pairs = zip(*(part[new].tolist() for part in cuts), strict=True)
            one = new[list({pair: i for i, pair in enumerate(pairs)}.values())]
            known.add([part[one] for part in cuts], np.array(
                [cut_chunk(vocabulary, first, second) for first, second in zip(
                    *(part[one].tolist() for part in cuts), strict=True
                )]
            ))  # fmt: skip
            found[new] = known.find([part[new] for part in cuts])
    return found


@lru_cache(maxsize=2)
def open_cuts(_: Vocabulary) -> HashTable:
    """What is known to be left of the chunks of a vocabulary."""
    return HashTable(2)


def cut_chunk(vocabulary: Vocabulary, first: int, second: int) -> int:
    text = vocabulary.texts[first >> 32][first & 0xFFFFFFFF : second >> 2]
    text = text.lstrip(MARKS if second & 2 else "").rstrip(MARKS if second & 1 else "")
    return int(vocabulary.number([text.encode()])[0]) + 1 if text else 0


def opens_with_mark(chunk: str) -> bool:
    return chunk[:1] in MARKS


def ends_with_mark(chunk: str) -> bool:
    return chunk[-1:] in MARKS
