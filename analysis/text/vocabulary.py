"""A growing vocabulary: each distinct text once, with a number, and what has been said of it.

What Python has to say of a chunk (does it end a sentence? which words does it hold?) takes a microsecond;
a corpus has few distinct chunks, and a new batch of it has hardly any that the batches before did not have.
Chunks of at most sixteen bytes, nearly all, are found as whole numbers in a table, without becoming objects.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import RLock

import numpy as np
import pyarrow as pa

from analysis.text.hash_table import HashTable

# The bits of the first 0, 1 ... 8 bytes of a whole number.
KEPT_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)
# Beyond so many distinct chunks a new vocabulary is begun, so that memory stays bounded.
MOST = 2**18


class Vocabulary:
    """Distinct texts, numbered in the order in which they were met. Numbers stay as they are; texts are only
    added, one thread at a time.

    >>> known = Vocabulary()
    >>> known.number([b"Kyiv", b"said", b"Kyiv"]).tolist(), known.map_distinct(len, int).tolist()
    ([0, 1, 0], [4, 4])
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbers: dict[bytes, int] = {}
        self.told: dict[Callable, tuple] = {}
        # The numbers of texts of at most 8 and of at most 16 bytes, none of them 0, by these bytes.
        self.short, self.middle = HashTable(1), HashTable(2)
        self.lock = RLock()

    def number(self, texts: list[bytes]) -> np.ndarray:
        """The numbers of texts, given in UTF-8; those not met before are added."""
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
        """The numbers of chunks of a text in UTF-8, in order: from which byte of `data`, how many bytes.

        >>> known, data = Vocabulary(), np.frombuffer(b"said Kyiv said", dtype=np.uint8)
        >>> known.number_chunks(data, np.array([0, 5, 10]), np.array([4, 4, 4])).tolist()
        [0, 1, 0]
        """
        if not len(byte) or not data.min():  # a zero byte would look like the nothing behind a short chunk
            return self.resolve(data, byte, size, np.full(len(byte), -1))
        eight, longer = view_eight(data), np.flatnonzero(size > 8)
        middle, most = longer[size[longer] <= 16], longer[size[longer] > 16]
        with self.lock:
            number = self.short.find(read_short(eight, byte, np.minimum(size, 8)))
            number[middle] = self.middle.find(read_middle(eight, byte[middle], size[middle]))
        number[most] = -1
        return self.resolve(data, byte, size, number)

    def resolve(self, data: np.ndarray, byte: np.ndarray, size: np.ndarray, number: np.ndarray) -> np.ndarray:
        """The numbers of chunks, of which those below 0 are not known or could not be asked for."""
        rest = np.flatnonzero(number < 0)
        if not len(rest):
            return number
        texts, code = list_distinct(data, byte[rest], size[rest])
        with self.lock:
            found = self.number(texts)
            number[rest] = found[code]
            one = rest[np.unique(code, return_index=True)[1]]
            plain = np.array([0 not in text for text in texts], dtype=bool)
            byte, size, found, eight = byte[one[plain]], size[one[plain]], found[plain], view_eight(data)
            for table, read, held in [
                (self.short, read_short, size <= 8), (self.middle, read_middle, (size > 8) & (size <= 16)),
            ]:  # fmt: skip
                keys, numbers = read(eight, byte[held], size[held]), found[held]
                new = table.find(keys) < 0
                table.add([part[new] for part in keys], numbers[new])
        return number

    def map_distinct(self, say: Callable[[str], object], dtype: type) -> np.ndarray:
        """What `say` gives for each text, by number."""
        with self.lock:
            known = self.told.get(say, np.zeros(0, dtype=dtype))
            new = self.texts[len(known) :]
            if new:
                added = np.fromiter(map(say, new), dtype=dtype, count=len(new))
                known = self.told[say] = np.concatenate([known, added])
            return known

    def map_distinct_rows(self, say: Callable[[str], Iterable], width: int) -> tuple[np.ndarray, np.ndarray]:
        """The rows of `width` whole numbers that `say` gives for each text, none, one or more: for each text,
        by number, its first row (and where the last one ends); and the rows."""
        with self.lock:
            first, rows = self.told.get(say, (np.zeros(1, np.int32), np.zeros((0, width), np.int32)))
            new = self.texts[len(first) - 1 :]
            if new:
                said = [say(text) for text in new]
                count = np.fromiter(map(len, said), np.int32, count=len(said))
                flat = [row for some in said for row in some]
                rows = np.concatenate([rows, np.array(flat, dtype=np.int32).reshape(-1, width)])
                first = np.concatenate([first, first[-1] + np.cumsum(count, dtype=np.int32)])
                self.told[say] = first, rows
            return first, rows


def view_eight(data: np.ndarray) -> np.ndarray:
    """The eight bytes from each place on, as whole numbers; behind the data stand zeros."""
    padded = np.append(data, np.zeros(16, dtype=np.uint8))
    return np.ndarray(len(data) + 8, dtype="<u8", buffer=padded, strides=(1,))


def read_short(eight: np.ndarray, byte: np.ndarray, size: np.ndarray) -> list[np.ndarray]:
    """Chunks of at most eight bytes as whole numbers, with zeros behind."""
    key = eight[byte]
    key &= KEPT_BYTES[size]
    return [key]


def read_middle(eight: np.ndarray, byte: np.ndarray, size: np.ndarray) -> list[np.ndarray]:
    """Chunks of nine to sixteen bytes as two whole numbers, with zeros behind."""
    return [eight[byte], eight[byte + 8] & KEPT_BYTES[size - 8]]


def list_distinct(data: np.ndarray, byte: np.ndarray, size: np.ndarray) -> tuple[list[bytes], np.ndarray]:
    """The distinct ones of some chunks in order, by their first places, and which of them each is."""
    # Each chunk and what stands between it and the next, of which every other one is then taken.
    bounds = np.column_stack([byte, byte + size]).astype(np.int64).ravel()
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    both = pa.Array.from_buffers(pa.large_binary(), len(bounds) - 1, buffers)
    encoded = both.take(pa.array(np.arange(0, len(bounds), 2))).dictionary_encode()
    return encoded.dictionary.to_numpy(zero_copy_only=False).tolist(), encoded.indices.to_numpy()


@lru_cache(maxsize=1)
def begin_vocabulary() -> Vocabulary:
    # glibc's malloc gives memory back to the system, and takes it again at the cost of a page fault every
    # 4 kB, unless it has seen a block near its limit of 32 MB freed (mallopt(3), M_MMAP_THRESHOLD). Without
    # this, passes over a few megabytes of text take a third longer; with another malloc it does nothing.
    np.empty(2**25 - 2**16, dtype=np.uint8)
    return Vocabulary()


def open_vocabulary() -> Vocabulary:
    """The vocabulary of this process, begun anew when it has grown too large."""
    if len(begin_vocabulary().texts) > MOST:
        begin_vocabulary.cache_clear()
    return begin_vocabulary()
