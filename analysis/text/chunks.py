"""Texts as arrays of chunks: what stands between white space, each distinct chunk known once.

A chunk is what `str.split()` gives. A corpus has many chunks and few distinct ones, so whatever Python has
to say about a chunk (does it end a sentence, which words does it hold, what is its valence) is said once for
each distinct one, and kept in a vocabulary that grows from batch to batch; all else is arithmetic on arrays
of whole numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.vocabulary import Vocabulary, open_vocabulary

ASCII_SPACE = np.zeros(256, dtype=bool)
ASCII_SPACE[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = True
# The other characters that str.split() splits at.
WIDE_SPACE = [0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]

# Of the chunks of a text: where each begins in bytes, how many it has, whether a blank line stands before it
# and its number in the vocabulary; and where the bytes of white space are that only continue a character.
Scanned = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


class Chunks(NamedTuple):
    """The chunks of some texts, in order. `start` and `end` count characters from the start of the text, as
    slicing a str does."""

    texts: Sequence[str]
    text: np.ndarray  # for each chunk, the number of its text
    start: np.ndarray
    end: np.ndarray
    blank: np.ndarray  # whether a blank line stands before the chunk within its text
    code: np.ndarray  # which of the distinct chunks it is
    distinct: np.ndarray  # the number of each of these in the vocabulary
    vocabulary: Vocabulary
    first: np.ndarray  # for each text, its first chunk; one more number than there are texts
    data: np.ndarray  # the texts in UTF-8, one after the other
    byte: np.ndarray  # where each chunk begins in `data`

    def map_distinct(self, function: Callable[[str], object], dtype: type) -> np.ndarray:
        """`function` of each distinct chunk; `map_distinct(...)[chunks.code]` gives it for every chunk."""
        return self.vocabulary.map_distinct(function, dtype)[self.distinct]

    def spell(self, chunks: np.ndarray) -> list[str]:
        """Some chunks, given by their places, as they are written."""
        texts = self.vocabulary.texts
        return [texts[number] for number in self.distinct[self.code[chunks]].tolist()]


def split_chunks(texts: Iterable[object]) -> Chunks:
    """The chunks of the texts; what is not a str (a missing value) counts as an empty text.

    >>> chunks = split_chunks(["We said: no,", None, "we said"])
    >>> chunks.spell(np.arange(5)), chunks.text.tolist(), chunks.start.tolist()
    (['We', 'said:', 'no,', 'we', 'said'], [0, 0, 0, 2, 2], [0, 3, 9, 0, 3])
    """
    texts = hold_texts(texts)
    data, vocabulary = join_texts(texts), open_vocabulary()
    byte, size, blank, number, wide = open_scanner()(data, vocabulary)
    code, distinct = number_in_order(number)
    length = vocabulary.map_distinct(len, np.int32)[distinct][code]
    start = count_characters(byte, size - length, wide)
    end = start + length
    origin = np.append(0, np.cumsum(pc.utf8_length(texts).to_numpy() + 1)).astype(start.dtype)
    first = np.searchsorted(start, origin)
    count = np.diff(first)
    text, origin = np.repeat(np.arange(len(texts), dtype=np.int32), count), np.repeat(origin[:-1], count)
    blank = np.append(blank, False)
    blank[first] = False
    return Chunks(
        pd.array(texts, dtype="str"), text, start - origin, end - origin, blank[:-1], code,
        distinct, vocabulary, first, data, byte,
    )  # fmt: skip


@lru_cache(maxsize=1)
def open_scanner() -> Callable[[np.ndarray], tuple]:
    """The compiled `scan_bytes` where numba is installed, else the one here: they give the same."""
    try:
        from analysis.text.chunks_numba import scan_bytes as scanner
    except ImportError:
        scanner = scan_bytes
    return scanner


def scan_bytes(data: np.ndarray, vocabulary: Vocabulary) -> Scanned:
    """The chunks of a text in UTF-8.

    >>> data = np.frombuffer("né à\\n\\nné".encode(), dtype=np.uint8)
    >>> byte, size, blank, number, wide = scan_bytes(data, Vocabulary())
    >>> byte.tolist(), size.tolist(), blank.tolist(), number.tolist(), wide.tolist()
    ([0, 4, 8], [3, 2, 3], [False, False, True], [0, 1, 0], [])
    """
    space, breaks, wide = mark_space(data)
    edges = np.flatnonzero(space[1:] != space[:-1])
    byte, size = edges[0::2].copy(), edges[1::2] - edges[0::2]
    blank = np.zeros(len(byte) + 1, dtype=bool)
    # Two breaks before the same chunk are a blank line: what follows the first of them must be white space.
    near = np.flatnonzero(space[breaks[:-1] + 2])
    before, behind = (np.searchsorted(byte, breaks[near + step]) for step in (0, 1))
    blank[before[before == behind]] = True
    return byte, size, blank[:-1], vocabulary.number_chunks(data, byte, size), wide


def take_chunks(chunks: Chunks, texts: Sequence[str], begin: np.ndarray, end: np.ndarray) -> Chunks:
    """The chunks of `texts`, each of which is what stands from one chunk to before another.

    >>> chunks = split_chunks(["He left. She came."])
    >>> cut = take_chunks(chunks, ["He left.", "She came."], np.array([0, 2]), np.array([2, 4]))
    >>> cut.text.tolist(), cut.start.tolist()
    ([0, 0, 1, 1], [0, 3, 0, 4])
    """
    count = end - begin
    origin = np.repeat(chunks.start[begin], count)
    first = np.append(0, np.cumsum(count))
    code, distinct, kept = chunks.code, chunks.distinct, slice(None)
    if len(origin) < len(code):  # headings are left out
        kept = expand_ranges(begin, count)
        code = code[kept]
        used = np.bincount(code, minlength=len(distinct)) > 0
        code, distinct = (np.cumsum(used, dtype=np.int32) - 1)[code], distinct[used]
    blank = chunks.blank[kept].copy()
    blank[first[:-1]] = False
    return Chunks(
        texts, np.repeat(np.arange(len(texts), dtype=np.int32), count), chunks.start[kept] - origin,
        chunks.end[kept] - origin, blank, code, distinct, chunks.vocabulary, first, chunks.data,
        chunks.byte[kept],
    )  # fmt: skip


def cut_texts(chunks: Chunks, begin: np.ndarray, last: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """What stands from the start of one chunk to the end of another, for each pair, in the order of the texts
    and without overlaps, as a column of str.

    >>> list(cut_texts(split_chunks(["He left. She came."]), np.array([0, 2]), np.array([1, 3])))
    ['He left.', 'She came.']
    """
    ends = chunks.byte[last] + chunks.map_distinct(count_bytes, np.int32)[chunks.code[last]]
    # Each text and what stands between it and the next, of which every other one is then taken.
    bounds = np.column_stack([chunks.byte[begin], ends]).astype(np.int64).ravel()
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(chunks.data)]
    n = max(len(bounds) - 1, 0)
    both = pa.Array.from_buffers(pa.large_string(), n, buffers) if n else pa.array([], pa.large_string())
    return pd.array(both.take(pa.array(np.arange(0, n, 2))), dtype="str")


def count_bytes(text: str) -> int:
    return len(text.encode())


def hold_texts(texts: Iterable[object]) -> pa.LargeStringArray:
    """The texts as an Arrow array; what is not a str counts as an empty text."""
    if isinstance(getattr(texts, "dtype", None), pd.StringDtype):
        held = pa.array(getattr(texts, "array", texts), type=pa.large_string()).fill_null("")
        # A column joined of several tables comes in their batches.
        return held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held
    held = [text if isinstance(text, str) else "" for text in texts]
    try:
        return pa.array(held, type=pa.large_string())
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8; "?" is one character too, so that places stay right.
        held = [text.encode("utf-8", "replace").decode() for text in held]
        return pa.array(held, type=pa.large_string())


def count_letters(texts: Iterable[object]) -> np.ndarray:
    """How many characters each text has."""
    return pc.utf8_length(hold_texts(texts)).to_numpy()


def list_texts(texts: Iterable[object]) -> list[str]:
    """The texts as a list of str."""
    return hold_texts(texts).to_numpy(zero_copy_only=False).tolist()


def join_texts(texts: pa.LargeStringArray, between: str = "\n") -> np.ndarray:
    """The bytes of the texts in UTF-8, with a line break between two."""
    if not len(texts):
        return np.zeros(0, dtype=np.uint8)
    whole = pa.LargeListArray.from_arrays(pa.array([0, len(texts)], pa.int64()), texts)
    joined = pc.binary_join(whole, pa.scalar(between, pa.large_string()))
    _, offsets, data = joined.buffers()
    end = int(np.frombuffer(offsets, dtype=np.int64)[1])
    return np.frombuffer(data, dtype=np.uint8, count=end) if end else np.zeros(0, dtype=np.uint8)


def mark_space(data: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each byte of UTF-8, and what stands before the first and behind the last, whether it is white
    space; where the line breaks are; and the bytes that only continue a character that is white space."""
    around = np.ones(len(data) + 2, dtype=bool)
    space = np.less_equal(data, 32, out=around[1:-1])
    control = np.flatnonzero(data < 32)
    space[control] = ASCII_SPACE[data[control]]
    breaks, wide = control[data[control] == 10], [np.zeros(0, dtype=np.int64)]
    lead = np.flatnonzero(data >= 0xC2)
    for character in WIDE_SPACE:
        code = chr(character).encode()
        found = lead[data[lead] == code[0]]
        for shift, byte in enumerate(code[1:], start=1):
            found = found[data[found + shift] == byte]
        for shift in range(len(code)):
            space[found + shift] = True
            wide += [found + shift] if shift and len(found) else []
    return around, breaks, np.sort(np.concatenate(wide))


def count_characters(byte: np.ndarray, surplus: np.ndarray, wide: np.ndarray) -> np.ndarray:
    """Where chunks begin in characters: from their places in bytes, how many bytes more than characters each
    has, and the bytes that white space has more."""
    own, before = surplus, np.searchsorted(byte, wide)
    if len(wide):
        surplus = surplus.copy()
        np.add.at(surplus, before[before < len(byte)], 1)
    behind = np.cumsum(surplus)
    behind -= own
    # Half the memory is half the time; no batch of articles has two billion characters.
    return (byte - behind).astype(np.int32 if len(byte) < 2**30 else np.int64)


def number_in_order(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each value among the distinct ones, and these, in the order of their first places.

    >>> [part.tolist() for part in number_in_order(np.array([7, 3, 7, 5]))]
    [[0, 1, 0, 2], [7, 3, 5]]
    """
    if not len(values):
        return values, values
    place = np.full(values.max() + 1, -1)
    place[values[::-1]] = np.arange(len(values) - 1, -1, -1)  # written backwards, so that the first stays
    distinct = values[np.sort(place[place >= 0])]
    place[distinct] = np.arange(len(distinct))
    return place[values], distinct


def expand_ranges(first: np.ndarray, count: np.ndarray) -> np.ndarray:
    """The whole numbers first, first + 1 ... (count of them) for each pair, one after the other.

    >>> expand_ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    before = np.cumsum(count, dtype=count.dtype) - count
    return np.repeat(first - before, count) + np.arange(int(count.sum()), dtype=count.dtype)
