"""Texts as arrays of chunks: what stands between white space, each distinct chunk known once.

A chunk is what `str.split()` gives. A corpus has many chunks and few distinct ones, so whatever Python has
to say about a chunk (does it end a sentence, which words does it hold, what is its valence) is said once for
each distinct one; all else is arithmetic on arrays of whole numbers.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

ASCII_SPACE = np.zeros(256, dtype=bool)
ASCII_SPACE[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = True
# The other characters that str.split() splits at.
WIDE_SPACE = [0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]

# The bits of the first 0, 1 ... 8 bytes of a whole number.
KEPT_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)


class Chunks(NamedTuple):
    """The chunks of some texts, in order. `start` and `end` count characters from the start of the text, as
    slicing a str does."""

    texts: list[str]
    text: np.ndarray  # for each chunk, the number of its text
    start: np.ndarray
    end: np.ndarray
    blank: np.ndarray  # whether a blank line stands before the chunk within its text
    code: np.ndarray  # which of the distinct chunks it is
    distinct: list[str]
    first: np.ndarray  # for each text, its first chunk; one more number than there are texts

    def spread(self, values: Iterable, dtype: object) -> np.ndarray:
        """What is known of each distinct chunk, laid out for every chunk."""
        return np.fromiter(values, dtype=dtype, count=len(self.distinct))[self.code]


def split_chunks(texts: Iterable[object]) -> Chunks:
    """The chunks of the texts; what is not a str (a missing value) counts as an empty text.

    >>> chunks = split_chunks(["We said: no,", None, "we said"])
    >>> [chunks.distinct[code] for code in chunks.code], chunks.text.tolist(), chunks.start.tolist()
    (['We', 'said:', 'no,', 'we', 'said'], [0, 0, 0, 2, 2], [0, 3, 9, 0, 3])
    """
    texts = list_texts(texts)
    joined = "\n".join(texts)
    # A lone surrogate has no UTF-8; "?" is one character too, so that places stay right.
    data = np.frombuffer(joined.encode("utf-8", "replace"), dtype=np.uint8)
    plain = joined.isascii()
    space = mark_space(data, plain=plain)
    ends = ([] if space[:1].all() else [0], [] if space[-1:].all() else [len(data)])
    edges = np.concatenate([ends[0], np.flatnonzero(space[1:] != space[:-1]) + 1, ends[1]]).astype(np.int64)
    start, end = edges[0::2], edges[1::2]
    code, distinct = number_chunks(data, start, end)
    breaks = np.flatnonzero(data == 10)
    n_breaks = np.zeros(len(start), dtype=np.int64)
    if len(breaks) >= len(texts):  # else the only breaks are those between the texts
        n_breaks = np.bincount(np.searchsorted(start, breaks), minlength=len(start) + 1)[: len(start)]
    if not plain:
        start = count_characters(start, np.flatnonzero((data & 0xC0) == 0x80))
        end = start + np.fromiter(map(len, distinct), dtype=np.int64, count=len(distinct))[code]
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
    origin = np.concatenate([[0], np.cumsum(lengths)])
    first = np.searchsorted(start, origin)
    text = np.repeat(np.arange(len(texts)), np.diff(first))
    blank = n_breaks >= 2
    blank[first[:-1][first[:-1] < len(start)]] = False
    return Chunks(texts, text, start - origin[text], end - origin[text], blank, code, distinct, first)


def take_chunks(chunks: Chunks, texts: list[str], begin: np.ndarray, end: np.ndarray) -> Chunks:
    """The chunks of `texts`, each of which is what stands from one chunk to before another.

    >>> chunks = split_chunks(["He left. She came."])
    >>> cut = take_chunks(chunks, ["He left.", "She came."], np.array([0, 2]), np.array([2, 4]))
    >>> cut.text.tolist(), cut.start.tolist()
    ([0, 0, 1, 1], [0, 3, 0, 4])
    """
    count = end - begin
    kept = slice(None)
    if count.sum() < len(chunks.code):  # headings are left out
        kept = expand_ranges(begin, count)
    code, distinct = chunks.code[kept], chunks.distinct
    used = np.bincount(code, minlength=len(distinct)) > 0
    if not used.all():
        code = (np.cumsum(used) - 1)[code]
        distinct = [distinct[i] for i in np.flatnonzero(used).tolist()]
    origin = np.repeat(chunks.start[begin], count)
    first = np.append(0, np.cumsum(count))
    blank = chunks.blank[kept].copy()
    blank[first[:-1]] = False
    return Chunks(
        texts, np.repeat(np.arange(len(texts)), count), chunks.start[kept] - origin,
        chunks.end[kept] - origin, blank, code, distinct, first,
    )  # fmt: skip


def list_texts(texts: Iterable[object]) -> list[str]:
    """The texts as a list, by the short way where they are a column of pandas."""
    if isinstance(texts, pd.Series) and isinstance(texts.dtype, pd.StringDtype):
        column = pa.array(texts.array, type=pa.large_string()).fill_null("")
        return column.to_numpy(zero_copy_only=False).tolist()
    return [text if isinstance(text, str) else "" for text in texts]


def mark_space(data: np.ndarray, *, plain: bool) -> np.ndarray:
    """For each byte of UTF-8, whether it belongs to white space."""
    space = data <= 32
    control = np.flatnonzero(data < 32)
    space[control] = ASCII_SPACE[data[control]]
    if plain:
        return space
    lead = np.flatnonzero(data >= 0xC2)
    for character in WIDE_SPACE:
        code = chr(character).encode()
        found = lead[data[lead] == code[0]]
        for shift, byte in enumerate(code[1:], start=1):
            found = found[data[found + shift] == byte]
        for shift in range(len(code)):
            space[found + shift] = True
    return space


def count_characters(place: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Places in characters from places in bytes, by taking away the bytes (`more`) that only continue one."""
    behind = np.bincount(np.searchsorted(place, more, side="right"), minlength=len(place) + 1)
    return place - np.cumsum(behind)[:-1]


def number_chunks(data: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """The number of each chunk among the distinct ones, and these: first those of at most eight bytes, then
    those of at most sixteen, which are compared as numbers of that size, then the longer ones."""
    length = (end - start).astype(np.int32)
    # A zero byte would look like the nothing behind a short chunk.
    limits = (8, 16) if len(data) and data.min() else (0, 0)
    padded = np.append(data, np.zeros(16, dtype=np.uint8))
    eight = np.ndarray(
        len(data) + 8, dtype="<u8", buffer=padded, strides=(1,)
    )  # the bytes from each place on
    short = length <= limits[0]
    words = eight[start]
    words &= KEPT_BYTES[np.minimum(length, 8)]
    brief, distinct = number_values(words[short], pa.uint64())
    code = np.empty(len(start), dtype=np.int32)
    code[short] = brief
    at = np.flatnonzero((length > limits[0]) & (length <= limits[1]))
    pairs = np.stack([words[at], eight[start[at] + 8] & KEPT_BYTES[length[at] - 8]], axis=1)
    middle, more = number_values(pairs, pa.binary(16))
    code[at] = middle + len(distinct)
    distinct += more
    at = np.flatnonzero(length > limits[1])
    bounds = np.append(0, np.cumsum(length[at], dtype=np.int64))
    solid = data[expand_ranges(start[at], length[at])]
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(solid)]
    encoded = pa.Array.from_buffers(pa.large_string(), len(at), buffers).dictionary_encode()
    code[at] = encoded.indices.to_numpy() + len(distinct)
    return code, distinct + encoded.dictionary.to_pylist()


def number_values(values: np.ndarray, kind: pa.DataType) -> tuple[np.ndarray, list[str]]:
    """The number of each row among the distinct ones, and these as the texts that their bytes are."""
    encoded = pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(values)]).dictionary_encode()
    size = kind.bit_width // 8
    texts = np.frombuffer(encoded.dictionary.buffers()[1], f"S{size}", count=len(encoded.dictionary))
    return encoded.indices.to_numpy(), [text.decode() for text in texts.tolist()]


def expand_ranges(first: np.ndarray, count: np.ndarray) -> np.ndarray:
    """The whole numbers first, first + 1 ... (count of them) for each pair, one after the other.

    >>> expand_ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    before = np.cumsum(count, dtype=count.dtype) - count
    return np.repeat(first - before, count) + np.arange(int(count.sum()), dtype=count.dtype)
