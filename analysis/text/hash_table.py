"""A hash table from whole numbers to numbers, asked for many keys at once.

Open addressing with linear probing (Knuth 1973, The Art of Computer Programming 3, 6.4): each key stands in
the slot that its bits give, or in the next free one. Of a million keys, nearly all are found at
once.
"""

from collections.abc import Sequence

import numpy as np

SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio: spreads keys over the slots (Knuth 1973)
TURN = np.uint64(0xD6E8FEB86659FD93)  # odd, so that different second keys stay different
SLOTS_PER_KEY = 2  # at least


class HashTable:
    """Numbers (none below 0) by keys of one or two uint64.

    Keys are given as a list of `width` uint64 arrays with one value per key.

    >>> table = HashTable(2)
    >>> table.add([np.array([7, 7], dtype=np.uint64), np.array([1, 2], dtype=np.uint64)], np.array([0, 1]))
    >>> table.find([np.array([7, 8], dtype=np.uint64), np.array([2, 1], dtype=np.uint64)]).tolist()
    [1, -1]
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.clear(12)

    def clear(self, bits: int) -> None:
        """Remove every key, and make 2**bits slots."""
        self.keys = [np.zeros(2**bits, dtype=np.uint64) for _ in range(self.width)]
        self.numbers = np.full(2**bits, -1, dtype=np.int64)  # by slot; -1 where it is free
        self.shift, self.count = np.uint64(64 - bits), 0

    def find(self, keys: Sequence[np.ndarray]) -> np.ndarray:
        """The number of each key, or -1."""
        slot = self.first_slot(keys)
        number = self.numbers[slot]
        missed = np.flatnonzero(self.has_other_key(slot, keys) & (number >= 0))
        while len(missed):
            slot[missed] = (slot[missed] + 1) & (len(self.numbers) - 1)
            number[missed] = self.numbers[slot[missed]]
            is_other = self.has_other_key(slot[missed], [part[missed] for part in keys])
            missed = missed[is_other & (number[missed] >= 0)]
        return number

    def add(self, keys: Sequence[np.ndarray], numbers: np.ndarray) -> None:
        """Add keys that are not in the table, each once."""
        if SLOTS_PER_KEY * (self.count + len(numbers)) > len(self.numbers):
            filled = self.numbers >= 0
            keys = [np.append(old[filled], new) for old, new in zip(self.keys, keys, strict=True)]
            numbers = np.append(self.numbers[filled], numbers)
            self.clear(int(SLOTS_PER_KEY * len(numbers)).bit_length())
        self.count += len(numbers)
        # Where several keys want the same free slot, the last one written gets it. The lowest number comes
        # last, because what came first is also what comes most often.
        order = np.argsort(-numbers, kind="stable")
        keys, numbers = [part[order] for part in keys], numbers[order]
        slot = self.first_slot(keys)
        while len(slot):
            is_free = self.numbers[slot] < 0
            for column, part in zip([*self.keys, self.numbers], [*keys, numbers], strict=True):
                column[slot[is_free]] = part[is_free]
            waiting = ~(is_free & ~self.has_other_key(slot, keys))
            keys, numbers = [part[waiting] for part in keys], numbers[waiting]
            slot = (slot[waiting] + 1) & (len(self.numbers) - 1)

    def first_slot(self, keys: Sequence[np.ndarray]) -> np.ndarray:
        """The slot in which each key is looked for first."""
        mixed = keys[0] * SPREAD
        if self.width == 2:
            mixed ^= keys[1] * TURN
            mixed *= SPREAD
        mixed >>= self.shift
        return mixed.view(np.int64)

    def has_other_key(self, slot: np.ndarray, keys: Sequence[np.ndarray]) -> np.ndarray:
        """Whether each slot contains another key than the one given for it."""
        is_other = self.keys[0][slot] != keys[0]
        return is_other if self.width == 1 else is_other | (self.keys[1][slot] != keys[1])
