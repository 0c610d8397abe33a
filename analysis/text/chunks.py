"""Texts as arrays of chunks: what stands between white space, as `str.split()` gives it.

A corpus has many chunks and few distinct ones. So whatever Python works out about a chunk (does it end a
sentence, which words does it contain, what is its valence) is worked out once for each distinct chunk. The
results are kept in a vocabulary that grows from batch to batch. The rest is arithmetic on whole numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.vocabulary import Vocabulary, open_vocabulary
from analysis.text.white_space import count_characters, open_scanner


class Chunks(NamedTuple):
    """The chunks of some texts, in order.

    Arrays have one value per chunk where nothing else is noted. Places are counted in characters from the
    start of the chunk's text, as slicing a str does.
    """

    texts: Sequence[str] | pd.api.extensions.ExtensionArray
    text: np.ndarray  # int32: row number of its text
    start: np.ndarray  # int32 (int64 for huge texts)
    end: np.ndarray
    blank: np.ndarray  # bool: whether a blank line stands before it within its text
    code: np.ndarray  # int: its place in `distinct`
    distinct: np.ndarray  # int64, one per distinct chunk: its number in the vocabulary
    vocabulary: Vocabulary
    first: np.ndarray  # int64, one per text, and one more: its first chunk
    data: np.ndarray  # uint8: the texts in UTF-8, one after the other
    byte: np.ndarray  # int64: where it begins in `data`

    def map_distinct(self, function: Callable[[str], object], dtype: type) -> np.ndarray:
        """`function` of each distinct chunk; `map_distinct(...)[chunks.code]` gives it for every chunk."""
        return self.vocabulary.map_distinct(function, dtype)[self.distinct]

    def spell(self, chunks: np.ndarray) -> list[str]:
        """Some chunks, given by their places in these arrays, as they are written."""
        texts = self.vocabulary.texts
        return [texts[number] for number in self.distinct[self.code[chunks]].tolist()]


def split_chunks(texts: Iterable[object]) -> Chunks:
    """The chunks of the texts; what is not a str (a missing value) counts as an empty text.

    >>> chunks = split_chunks(["We said: no,", None, "we said"])
    >>> chunks.spell(np.arange(5)), chunks.text.tolist(), chunks.start.tolist()
    (['We', 'said:', 'no,', 'we', 'said'], [0, 0, 0, 2, 2], [0, 3, 9, 0, 3])
    """
    arrow = to_arrow(texts)
    data, vocabulary = join_bytes(arrow), open_vocabulary()
    byte, size, blank, number, wide = open_scanner()(data, vocabulary)
    code, distinct = number_in_order(number)
    length = vocabulary.map_distinct(len, np.int32)[distinct][code]
    start = count_characters(byte, size - length, wide)
    end = start + length
    origin = np.append(0, np.cumsum(pc.utf8_length(arrow).to_numpy() + 1)).astype(start.dtype)
    first = np.searchsorted(start, origin)
    count = np.diff(first)
    text, origin = np.repeat(np.arange(len(arrow), dtype=np.int32), count), np.repeat(origin[:-1], count)
    blank = np.append(blank, False)
    blank[first] = False
    return Chunks(
        pd.array(arrow, dtype="str"), text, start - origin, end - origin, blank[:-1], code,
        distinct, vocabulary, first, data, byte,
    )  # fmt: skip


def take_chunks(
    chunks: Chunks,
    texts: Sequence[str] | pd.api.extensions.ExtensionArray,
    begin: np.ndarray,
    end: np.ndarray,
) -> Chunks:
    """The chunks of `texts`, each of which is cut from the old texts at chunks.

    `begin` and `end` are, for each of `texts`, its first chunk and the one behind its last chunk.

    >>> chunks = split_chunks(["He left. She came."])
    >>> cut = take_chunks(chunks, ["He left.", "She came."], np.array([0, 2]), np.array([2, 4]))
    >>> cut.text.tolist(), cut.start.tolist()
    ([0, 0, 1, 1], [0, 3, 0, 4])
    """
    count = end - begin
    origin = np.repeat(chunks.start[begin], count)
    first = np.append(0, np.cumsum(count))
    code, distinct = chunks.code, chunks.distinct
    kept: slice | np.ndarray = slice(None)
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
    """The texts from the start of chunks `begin` to the end of chunks `last`, as a column of str.

    The parts stand in text order and do not overlap.

    >>> list(cut_texts(split_chunks(["He left. She came."]), np.array([0, 2]), np.array([1, 3])))
    ['He left.', 'She came.']
    """
    ends = chunks.byte[last] + chunks.map_distinct(count_bytes, np.int32)[chunks.code[last]]
    # One array of the parts and of what stands between them, of which every second one is taken.
    bounds = np.column_stack([chunks.byte[begin], ends]).astype(np.int64).ravel()
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(chunks.data)]
    n = max(len(bounds) - 1, 0)
    both = pa.Array.from_buffers(pa.large_string(), n, buffers) if n else pa.array([], pa.large_string())
    return pd.array(both.take(pa.array(np.arange(0, n, 2))), dtype="str")


def count_bytes(text: str) -> int:
    return len(text.encode())


def to_arrow(texts: Iterable[object]) -> pa.LargeStringArray:
    """The texts as an Arrow array; what is not a str counts as an empty text."""
    if isinstance(getattr(texts, "dtype", None), pd.StringDtype):
        arrow = pa.array(getattr(texts, "array", texts), type=pa.large_string()).fill_null("")
        # A column that was joined from several tables comes in several parts.
        return arrow.combine_chunks() if isinstance(arrow, pa.ChunkedArray) else arrow
    strings = [text if isinstance(text, str) else "" for text in texts]
    try:
        return pa.array(strings, type=pa.large_string())
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8; "?" is one character too, so places stay right.
        strings = [text.encode("utf-8", "replace").decode() for text in strings]
        return pa.array(strings, type=pa.large_string())


def list_texts(texts: Iterable[object]) -> list[str]:
    """The texts as a list of str; what is not a str counts as an empty text."""
    return to_arrow(texts).to_numpy(zero_copy_only=False).tolist()


def join_bytes(texts: pa.LargeStringArray, between: str = "\n") -> np.ndarray:
    """The texts in UTF-8 as one array of bytes, with `between` after each but the last."""
    if not len(texts):
        return np.zeros(0, dtype=np.uint8)
    whole = pa.LargeListArray.from_arrays(pa.array([0, len(texts)], pa.int64()), texts)
    joined = pc.binary_join(whole, pa.scalar(between, pa.large_string()))
    _, offsets, data = joined.buffers()
    end = int(np.frombuffer(offsets, dtype=np.int64)[1])
    return np.frombuffer(data, dtype=np.uint8, count=end) if end else np.zeros(0, dtype=np.uint8)


def number_in_order(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The place of each value among the distinct values, and these, in the order in which they come first.

    >>> [array.tolist() for array in number_in_order(np.array([7, 3, 7, 5]))]
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
    """The whole numbers first, first + 1 ... (`count` of them) for each pair, one range after the other.

    >>> expand_ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    before = np.cumsum(count, dtype=count.dtype) - count
    return np.repeat(first - before, count) + np.arange(int(count.sum()), dtype=count.dtype)
