"""White space in UTF-8: where the chunks of a text begin and end.

`scan_bytes` here and the compiled one in `chunks_numba` give the same arrays.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.text.vocabulary import Vocabulary

ASCII_SPACE = np.zeros(256, dtype=bool)
ASCII_SPACE[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = True
# The other characters that str.split() splits at.
WIDE_SPACE = [0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]


class Scanned(NamedTuple):
    """The chunks of a text in UTF-8, in order; all but `wide` have one value per chunk."""

    byte: np.ndarray  # int64: where it begins, in bytes
    size: np.ndarray  # int64: how many bytes it has
    blank: np.ndarray  # bool: whether a blank line stands before it
    number: np.ndarray  # int64: its number in the vocabulary
    wide: np.ndarray  # int64: the places of bytes that only continue a character of white space


@lru_cache(maxsize=1)
def open_scanner() -> Callable[[np.ndarray, Vocabulary], Scanned]:
    """The compiled `scan_bytes` where numba is installed, else the one here."""
    try:
        from analysis.text.chunks_numba import scan_bytes as compiled
    except ImportError:
        return scan_bytes
    return compiled


def scan_bytes(data: np.ndarray, vocabulary: Vocabulary) -> Scanned:
    """The chunks of a text in UTF-8, given as an array of bytes.

    >>> data = np.frombuffer("né à\\n\\nné".encode(), dtype=np.uint8)
    >>> [array.tolist() for array in scan_bytes(data, Vocabulary())]
    [[0, 4, 8], [3, 2, 3], [False, False, True], [0, 1, 0], []]
    """
    is_space, breaks, wide = find_space(data)
    edges = np.flatnonzero(is_space[1:] != is_space[:-1])
    byte, size = edges[0::2].copy(), edges[1::2] - edges[0::2]
    blank = np.zeros(len(byte) + 1, dtype=bool)
    # Two breaks before the same chunk are a blank line: white space must follow the first of them.
    near = np.flatnonzero(is_space[breaks[:-1] + 2])
    before, behind = (np.searchsorted(byte, breaks[near + step]) for step in (0, 1))
    blank[before[before == behind]] = True
    return Scanned(byte, size, blank[:-1], vocabulary.number_chunks(data, byte, size), wide)


def find_space(data: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The white space of a text in UTF-8.

    Returns
    -------
    bool array, two values more than bytes
        Whether each byte is white space; what stands before the first and behind the last byte counts as it.
    int64 array
        The places of the line breaks.
    int64 array
        The places of bytes that only continue a character of white space.
    """
    padded = np.ones(len(data) + 2, dtype=bool)
    is_space = np.less_equal(data, 32, out=padded[1:-1])
    control = np.flatnonzero(data < 32)
    is_space[control] = ASCII_SPACE[data[control]]
    breaks, wide = control[data[control] == 10], [np.zeros(0, dtype=np.int64)]
    lead = np.flatnonzero(data >= 0xC2)
    for character in WIDE_SPACE:
        code = chr(character).encode()
        found = lead[data[lead] == code[0]]
        for shift, byte in enumerate(code[1:], start=1):
            found = found[data[found + shift] == byte]
        for shift in range(len(code)):
            is_space[found + shift] = True
            wide += [found + shift] if shift and len(found) else []
    return padded, breaks, np.sort(np.concatenate(wide))


def count_characters(byte: np.ndarray, surplus: np.ndarray, wide: np.ndarray) -> np.ndarray:
    """The places of chunks in characters, from their places in bytes.

    `surplus` is how many bytes more than characters each chunk has; `wide` is as in `Scanned`.
    """
    before = np.searchsorted(byte, wide)
    total = surplus
    if len(wide):
        total = surplus.copy()
        np.add.at(total, before[before < len(byte)], 1)
    surplus_before = np.cumsum(total)
    surplus_before -= surplus
    # Half the memory is half the time; no batch of articles has two billion characters.
    return (byte - surplus_before).astype(np.int32 if len(byte) < 2**30 else np.int64)
