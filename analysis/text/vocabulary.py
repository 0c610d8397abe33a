"""A growing vocabulary: each distinct text once, with a number, and what has been said of it.

What Python has to say of a chunk (does it end a sentence? which words does it hold?) takes a microsecond;
a corpus has few distinct chunks, and a new piece of it has hardly any that the pieces before did not have.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import RLock

import numpy as np

# Beyond so many distinct chunks a new vocabulary is begun, so that memory stays bounded.
MOST = 2**18


class Vocabulary:
    """Distinct texts, numbered in the order in which they were met. Numbers stay as they are; texts are only
    added, one thread at a time.

    >>> known = Vocabulary()
    >>> known.number([b"Kyiv", b"said", b"Kyiv"]).tolist(), known.tell(len, int).tolist()
    ([0, 1, 0], [4, 4])
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbers: dict[bytes, int] = {}
        self.told: dict[Callable, tuple] = {}
        self.lock = RLock()

    def number(self, texts: list[bytes]) -> np.ndarray:
        """The numbers of texts, given in UTF-8; those not met before are added."""
        with self.lock:
            try:
                return np.fromiter(map(self.numbers.__getitem__, texts), np.int32, count=len(texts))
            except KeyError:
                for text in texts:
                    if text not in self.numbers:
                        self.numbers[text] = len(self.texts)
                        self.texts.append(text.decode())
                return self.number(texts)

    def tell(self, say: Callable[[str], object], dtype: type) -> np.ndarray:
        """What `say` gives for each text, by number."""
        with self.lock:
            known = self.told.get(say, np.zeros(0, dtype=dtype))
            new = self.texts[len(known) :]
            if new:
                added = np.fromiter(map(say, new), dtype=dtype, count=len(new))
                known = self.told[say] = np.concatenate([known, added])
            return known

    def tell_rows(self, say: Callable[[str], Iterable], width: int) -> tuple[np.ndarray, np.ndarray]:
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


@lru_cache(maxsize=1)
def begin_vocabulary() -> Vocabulary:
    return Vocabulary()


def open_vocabulary() -> Vocabulary:
    """The vocabulary of this process, begun anew when it has grown too large."""
    if len(begin_vocabulary().texts) > MOST:
        begin_vocabulary.cache_clear()
    return begin_vocabulary()
