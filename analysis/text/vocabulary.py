"""A growing vocabulary: each distinct text once, with its number and with what functions gave for it.

Python needs a microsecond to work something out about a chunk (does it end a sentence? which words does it
contain?). A corpus has few distinct chunks, and a new batch has hardly any that earlier batches did not have.
Nearly all chunks have at most sixteen bytes: these are found as whole numbers in a hash table, without
becoming Python objects.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import RLock
from typing import Any

import numpy as np
import pyarrow as pa

from analysis.text.hash_table import HashTable

# The bits of the first 0, 1 ... 8 bytes of a whole number.
KEPT_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)
MAX_TEXTS = 2**18  # a larger vocabulary is replaced by a new one, so that memory stays bounded
MAX_FUNCTIONS = 64  # functions whose results are kept; the one used longest ago goes first


class Vocabulary:
    """Distinct texts, numbered in the order in which they came.

    A text keeps its number; texts are only added, by one thread at a time.

    >>> words = Vocabulary()
    >>> words.number([b"Kyiv", b"said", b"Kyiv"]).tolist(), words.map_distinct(len, int).tolist()
    ([0, 1, 0], [4, 4])
    """

    def __init__(self) -> None:
        self.texts: list[str] = []  # by number
        self.numbers: dict[bytes, int] = {}  # by text in UTF-8
        self.results: OrderedDict[Callable, Any] = OrderedDict()  # by function
        # The numbers of texts of at most 8 and of at most 16 bytes (no byte 0), by these bytes.
        self.short, self.middle = HashTable(1), HashTable(2)
        self.lock = RLock()

    def number(self, texts: list[bytes]) -> np.ndarray:
        """The numbers of texts, given in UTF-8; new ones are added."""
        with self.lock:
            try:
                return np.fromiter(map(self.numbers.__getitem__, texts), np.int64, count=len(texts))
            except KeyError:
                for text in texts:
                    if text not in self.numbers:
                        self.numbers[text] = len(self.texts)
                        self.texts.append(text.decode())
                return self.number(texts)

    def number_chunks(self, data: np.ndarray, byte: np.ndarray, size: np.ndarray) -> np.ndarray:
        """The numbers of chunks of a text, in order; new ones are added.

        Parameters
        ----------
        data : uint8 array
            The text in UTF-8.
        byte, size : int64 arrays, one number per chunk
            Where the chunk begins in `data`, and how many bytes it has.

        Examples
        --------
        >>> words, data = Vocabulary(), np.frombuffer(b"said Kyiv said", dtype=np.uint8)
        >>> words.number_chunks(data, np.array([0, 5, 10]), np.array([4, 4, 4])).tolist()
        [0, 1, 0]
        """
        if not len(byte) or not data.min():  # a byte 0 would look like the padding behind a short chunk
            return self.add_missing(data, byte, size, np.full(len(byte), -1))
        eight, longer = view_eight(data), np.flatnonzero(size > 8)
        middle, long = longer[size[longer] <= 16], longer[size[longer] > 16]
        with self.lock:
            number = self.short.find(read_short(eight, byte, np.minimum(size, 8)))
            number[middle] = self.middle.find(read_middle(eight, byte[middle], size[middle]))
        number[long] = -1
        return self.add_missing(data, byte, size, number)

    def add_missing(
        self, data: np.ndarray, byte: np.ndarray, size: np.ndarray, number: np.ndarray
    ) -> np.ndarray:
        """The numbers of chunks, those below 0 replaced: such chunks are new, or in no hash table."""
        missing = np.flatnonzero(number < 0)
        if not len(missing):
            return number
        texts, code = list_distinct(data, byte[missing], size[missing])
        with self.lock:
            distinct_numbers = self.number(texts)
            sample = missing[np.unique(code, return_index=True)[1]]  # one chunk for each distinct text
            has_no_zero = np.array([0 not in text for text in texts], dtype=bool)
            sample, new_numbers = sample[has_no_zero], distinct_numbers[has_no_zero]
            self.add_keys(view_eight(data), byte[sample], size[sample], new_numbers)
        numbers = number.copy()
        numbers[missing] = distinct_numbers[code]
        return numbers

    def add_keys(self, eight: np.ndarray, byte: np.ndarray, size: np.ndarray, number: np.ndarray) -> None:
        """Add distinct chunks of at most sixteen bytes to the hash tables, where they are not there yet."""
        for table, read, fits in [
            (self.short, read_short, size <= 8), (self.middle, read_middle, (size > 8) & (size <= 16)),
        ]:  # fmt: skip
            keys, numbers = read(eight, byte[fits], size[fits]), number[fits]
            is_new = table.find(keys) < 0
            table.add([part[is_new] for part in keys], numbers[is_new])

    def map_distinct(self, function: Callable[[str], object], dtype: type) -> np.ndarray:
        """What `function` gives for each text, by number; it is called once for each text."""
        with self.lock:
            values = self.get_results(function, np.zeros(0, dtype=dtype))
            new = self.texts[len(values) :]
            if new:
                added = np.fromiter(map(function, new), dtype=dtype, count=len(new))
                values = np.concatenate([values, added])
                self.keep_results(function, values)
            return values

    def map_distinct_rows(
        self, function: Callable[[str], Iterable], width: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """What `function` gives for each text, where that is any number of rows of `width` whole numbers.

        Returns
        -------
        int32 array, one number per text, and one more
            The first row of each text, by number.
        int32 array, one row per row
            The rows.
        """
        with self.lock:
            first, rows = self.get_results(function, (np.zeros(1, np.int32), np.zeros((0, width), np.int32)))
            new = self.texts[len(first) - 1 :]
            if new:
                results = [list(function(text)) for text in new]
                count = np.fromiter(map(len, results), np.int32, count=len(results))
                flat = [row for result in results for row in result]
                rows = np.concatenate([rows, np.array(flat, dtype=np.int32).reshape(-1, width)])
                first = np.concatenate([first, first[-1] + np.cumsum(count, dtype=np.int32)])
                self.keep_results(function, (first, rows))
            return first, rows

    def get_results(self, function: Callable, default: Any) -> Any:
        """What is kept for a function, or the default."""
        if function in self.results:
            self.results.move_to_end(function)
        return self.results.get(function, default)

    def keep_results(self, function: Callable, results: Any) -> None:
        """Keep results, and forget those of the function that was used longest ago if there are too many."""
        self.results[function] = results
        self.results.move_to_end(function)
        if len(self.results) > MAX_FUNCTIONS:
            self.results.popitem(last=False)


def view_eight(data: np.ndarray) -> np.ndarray:
    """The eight bytes from each place of `data` on, as one uint64; zeros stand behind the data."""
    padded = np.append(data, np.zeros(16, dtype=np.uint8))
    return np.ndarray(len(data) + 8, dtype="<u8", buffer=padded, strides=(1,))


def read_short(eight: np.ndarray, byte: np.ndarray, size: np.ndarray) -> list[np.ndarray]:
    """Chunks of at most eight bytes as one uint64 each, filled up with zeros."""
    key = eight[byte]
    key &= KEPT_BYTES[size]
    return [key]


def read_middle(eight: np.ndarray, byte: np.ndarray, size: np.ndarray) -> list[np.ndarray]:
    """Chunks of nine to sixteen bytes as two uint64 each, filled up with zeros."""
    return [eight[byte], eight[byte + 8] & KEPT_BYTES[size - 8]]


def list_distinct(data: np.ndarray, byte: np.ndarray, size: np.ndarray) -> tuple[list[bytes], np.ndarray]:
    """The distinct texts of some chunks, in the order in which they come first; and which of them each is."""
    # One array of the chunks and of what stands between them, of which every second one is taken.
    bounds = np.column_stack([byte, byte + size]).astype(np.int64).ravel()
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    both = pa.Array.from_buffers(pa.large_binary(), len(bounds) - 1, buffers)
    encoded = both.take(pa.array(np.arange(0, len(bounds), 2))).dictionary_encode()
    return encoded.dictionary.to_numpy(zero_copy_only=False).tolist(), encoded.indices.to_numpy()


@lru_cache(maxsize=1)
def start_vocabulary() -> Vocabulary:
    """An empty vocabulary; the same one until the cache is cleared."""
    # glibc's malloc gives memory back to the system, and takes it again at the cost of a page fault every
    # 4 kB, unless it has seen a block near its limit of 32 MB freed (mallopt(3), M_MMAP_THRESHOLD). Without
    # this, passes over a few megabytes of text take a third longer; with another malloc it does nothing.
    np.empty(2**25 - 2**16, dtype=np.uint8)
    return Vocabulary()


def open_vocabulary() -> Vocabulary:
    """The vocabulary of this process; a new one when the old one has grown too large."""
    if len(start_vocabulary().texts) > MAX_TEXTS:
        start_vocabulary.cache_clear()
    return start_vocabulary()
