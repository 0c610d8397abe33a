"""A table from keys of one or two whole numbers to a number, asked for many keys at once.

Open addressing with linear probing (Knuth 1973, The Art of Computer Programming 3, 6.4): each key stands
in the slot that its bits name, or in the next free one. Of a million keys nearly all are found at once.
"""

from collections.abc import Sequence

import numpy as np

SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio: spreads keys over the slots (Knuth 1973)
TURN = np.uint64(0xD6E8FEB86659FD93)  # odd, so that no second number is lost
FILLED = 2  # at most one slot of so many


class HashTable:
    """Numbers (none below 0) by keys: one whole number of 64 bits or two, given as that many arrays.

    >>> table = HashTable(2)
    >>> table.add([np.array([7, 7], dtype=np.uint64), np.array([1, 2], dtype=np.uint64)], np.array([0, 1]))
    >>> table.find([np.array([7, 8], dtype=np.uint64), np.array([2, 1], dtype=np.uint64)]).tolist()
    [1, -1]
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.clear(12)

    def clear(self, bits: int) -> None:
        """Forget everything; have room for 2**bits keys, less what is to stay free."""
        self.keys = [np.zeros(2**bits, dtype=np.uint64) for _ in range(self.width)]
        self.numbers = np.full(2**bits, -1, dtype=np.int64)
        self.shift, self.count = np.uint64(64 - bits), 0

    def find(self, keys: Sequence[np.ndarray]) -> np.ndarray:
        """The number of each key, or -1."""
        slot = self.place(keys)
        number = self.numbers[slot]
        missed = np.flatnonzero(self.differ(slot, keys) & (number >= 0))
        while len(missed):
            slot[missed] = (slot[missed] + 1) & (len(self.numbers) - 1)
            number[missed] = self.numbers[slot[missed]]
            differs = self.differ(slot[missed], [part[missed] for part in keys])
            missed = missed[differs & (number[missed] >= 0)]
        return number

    def add(self, keys: Sequence[np.ndarray], numbers: np.ndarray) -> None:
        """Add keys that are not there yet, each once."""
        if FILLED * (self.count + len(numbers)) > len(self.numbers):
            held = self.numbers >= 0
            keys = [np.append(old[held], new) for old, new in zip(self.keys, keys, strict=True)]
            numbers = np.append(self.numbers[held], numbers)
            self.clear(int(FILLED * len(numbers)).bit_length())
        self.count += len(numbers)
        # Where several want the same free slot, the last one written has it: the lowest number, since what
        # was met first is what is met most.
        order = np.argsort(-numbers, kind="stable")
        keys, numbers = [part[order] for part in keys], numbers[order]
        slot = self.place(keys)
        while len(slot):
            free = self.numbers[slot] < 0
            for held, part in zip([*self.keys, self.numbers], [*keys, numbers], strict=True):
                held[slot[free]] = part[free]
            took = free & ~self.differ(slot, keys)
            keys, numbers = [part[~took] for part in keys], numbers[~took]
            slot = (slot[~took] + 1) & (len(self.numbers) - 1)

    def place(self, keys: Sequence[np.ndarray]) -> np.ndarray:
        """The slot at which to look for each key first."""
        mixed = keys[0] * SPREAD
        if self.width == 2:
            mixed ^= keys[1] * TURN
            mixed *= SPREAD
        mixed >>= self.shift
        return mixed.view(np.int64)

    def differ(self, slot: np.ndarray, keys: Sequence[np.ndarray]) -> np.ndarray:
        """Whether each slot holds another key."""
        differs = self.keys[0][slot] != keys[0]
        return differs if self.width == 1 else differs | (self.keys[1][slot] != keys[1])
