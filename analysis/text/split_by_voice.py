"""The chunks of sentences inside and outside their quotation marks, without splitting texts again.

Only a chunk that a quotation mark stands in or beside becomes another chunk.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.ids import pack_key
from analysis.text.chunks import Chunks, expand_ranges, number_in_order
from analysis.text.hash_table import HashTable
from analysis.text.quotations import Spans
from analysis.text.vocabulary import Vocabulary

MARKS = "\"“”„‟«»‹›'‘’‚`"


class Parts(NamedTuple):
    """Parts of sentences outside and inside quotation marks; the outside parts come first.

    Arrays have one number per part where nothing else is noted.
    """

    sentences: np.ndarray  # one per sentence with a quotation: its row number
    sentence: np.ndarray  # the place of its sentence in `sentences`
    start: np.ndarray  # place in the sentence's text, in characters
    end: np.ndarray
    n_outside: int  # how many parts stand outside


def split_by_voice(chunks: Chunks, length: np.ndarray, spans: Spans) -> tuple[np.ndarray, Chunks]:
    """The chunks of sentences with a quotation, those outside the marks apart from those inside.

    Parameters
    ----------
    chunks : Chunks
        The chunks of the sentences.
    length : int array, one number per sentence
        How many characters it has.
    spans : Spans
        The quotations of the sentences.

    Returns
    -------
    int array
        The row numbers of the n sentences with a quotation.
    Chunks
        2 * n texts: first for each of these sentences what stands outside the marks (marks at the ends of a
        part are stripped), then for each what stands inside. Parts are joined by a space.
    """
    parts = find_parts(length, spans)
    sentences, n = parts.sentences, len(parts.sentences)
    candidates = expand_ranges(chunks.first[sentences], np.diff(chunks.first)[sentences])
    ends = pack_key(chunks.text[candidates], chunks.end[candidates])
    starts = pack_key(chunks.text[candidates], chunks.start[candidates])
    row = sentences[parts.sentence]
    low = np.searchsorted(ends, pack_key(row, parts.start), side="right")
    count = np.maximum(np.searchsorted(starts, pack_key(row, parts.end)) - low, 0)
    filled = np.flatnonzero(count)
    is_outside = filled < parts.n_outside
    count = count[filled]
    chunk = candidates[expand_ranges(low[filled], count)]
    code, distinct = cut_chunks(chunks, chunk, count, parts.start[filled], parts.end[filled], is_outside)
    text = np.repeat(parts.sentence[filled] + n * ~is_outside, count).astype(np.int32)
    kept = np.flatnonzero(code >= 0)
    code, text, chunk = code[kept], text[kept], chunk[kept]
    voiced = chunks._replace(
        texts=[], text=text, start=chunks.start[chunk], end=chunks.end[chunk],
        blank=np.zeros(len(code), dtype=bool), code=code, distinct=distinct,
        first=np.searchsorted(text, np.arange(2 * n + 1, dtype=np.int32)), byte=chunks.byte[chunk],
    )  # fmt: skip
    return sentences, voiced


def find_parts(length: np.ndarray, spans: Spans) -> Parts:
    """The parts between and inside the quotations of sentences, which have `length` characters.

    >>> spans = Spans(np.array([0]), np.array([2]), np.array([6]))
    >>> sentences, sentence, start, end, n_outside = find_parts(np.array([9, 4]), spans)
    >>> sentences.tolist(), list(zip(start.tolist(), end.tolist())), n_outside
    ([0], [(0, 2), (6, 9), (2, 6)], 2)
    """
    sentences, inside, n_spans = np.unique(spans.text, return_inverse=True, return_counts=True)
    # Each sentence has one outside part more than quotations: from its start, and from the end of each.
    outside = np.repeat(np.arange(len(sentences)), n_spans + 1)
    is_first = np.append(True, outside[1:] != outside[:-1])[: len(outside)]
    start, end = np.zeros(len(outside), dtype=np.int64), length[sentences[outside]]
    start[~is_first] = spans.end
    end[np.flatnonzero(~is_first) - 1] = spans.start
    sentence = np.append(outside, inside)
    return Parts(sentences, sentence, np.append(start, spans.start), np.append(end, spans.end), len(outside))


def cut_chunks(
    chunks: Chunks,
    chunk: np.ndarray,
    count: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    is_outside: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Cut the chunks of parts at the ends of their parts, and strip quotation marks there if outside.

    Parameters
    ----------
    chunk : int64 array
        The chunks of all parts.
    count, start, end : int64 arrays, one number per part
        How many chunks the part has, and its places in the sentence.
    is_outside : bool array, one value per part

    Returns
    -------
    int array, one number per chunk
        Which of the distinct chunks it has become; -1 where nothing is left.
    int64 array
        The distinct chunks, as numbers in the vocabulary.
    """
    code, last = chunks.code[chunk], np.cumsum(count) - 1
    # Only the first and the last chunk of a part can change.
    edges = np.column_stack([last - count + 1, last])
    edges = edges[np.column_stack([np.ones(len(last), dtype=bool), count > 1])]
    part = np.searchsorted(last, edges)
    chunk_start, chunk_end, old_code = chunks.start[chunk[edges]], chunks.end[chunk[edges]], code[edges]
    low = np.maximum(start[part] - chunk_start, 0)
    high = np.minimum(end[part], chunk_end) - chunk_start
    is_cut_left, is_cut_right = low > 0, high < chunk_end - chunk_start
    has_mark_left = (chunk_start == start[part]) & chunks.map_distinct(opens_with_mark, bool)[old_code]
    has_mark_right = (chunk_end == end[part]) & chunks.map_distinct(ends_with_mark, bool)[old_code]
    strip_left = is_outside[part] & (is_cut_left | has_mark_left)
    strip_right = is_outside[part] & (is_cut_right | has_mark_right)
    changed = np.flatnonzero(is_cut_left | is_cut_right | strip_left | strip_right)
    number, low, high = chunks.distinct[old_code[changed]], low[changed], high[changed]
    keys = (number << 32) | low, (high << 2) | (strip_left[changed] << 1) | strip_right[changed]
    rest = find_rests(chunks.vocabulary, [key.view(np.uint64) for key in keys])
    rest_code, distinct_rests = number_in_order(rest)
    code[edges[changed]] = np.where(rest > 0, rest_code + len(chunks.distinct), -1)
    return code, np.append(chunks.distinct, np.maximum(distinct_rests - 1, 0))


def find_rests(vocabulary: Vocabulary, keys: list[np.ndarray]) -> np.ndarray:
    """What is left of cut chunks: its number in the vocabulary plus one, or 0 where nothing is left.

    `keys` are two uint64 arrays with one value per chunk. The first is the number of the chunk (upper 32 bits)
    and where the rest begins (lower 32 bits). The second is where the rest ends (from bit 2 on), and whether
    marks are stripped at its left (bit 1) and its right (bit 0).
    """
    table = open_rests(vocabulary)
    with vocabulary.lock:
        found = table.find(keys)
        new = np.flatnonzero(found < 0)
        if len(new):
            pairs = zip(*(key[new].tolist() for key in keys), strict=True)
            distinct = {pair: i for i, pair in enumerate(pairs)}
            rests = np.array([cut_chunk(vocabulary, *pair) for pair in distinct])
            table.add([key[new[list(distinct.values())]] for key in keys], rests)
            found[new] = table.find([key[new] for key in keys])
    return found


@lru_cache(maxsize=2)
def open_rests(_: Vocabulary) -> HashTable:
    """The table of `find_rests` that belongs to a vocabulary."""
    return HashTable(2)


def cut_chunk(vocabulary: Vocabulary, first: int, second: int) -> int:
    """What is left of one cut chunk, by its two keys (see `find_rests`)."""
    text = vocabulary.texts[first >> 32][first & 0xFFFFFFFF : second >> 2]
    text = text.lstrip(MARKS if second & 2 else "").rstrip(MARKS if second & 1 else "")
    return int(vocabulary.number([text.encode()])[0]) + 1 if text else 0


def opens_with_mark(chunk: str) -> bool:
    return chunk[:1] in MARKS


def ends_with_mark(chunk: str) -> bool:
    return chunk[-1:] in MARKS
