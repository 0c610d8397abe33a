"""`scan_bytes` compiled, used where numba is installed (the extra `numba`).

It gives the same arrays as `scan_bytes` in `white_space`, in one pass over the bytes instead of some twenty.
"""

import numpy as np
from numba import njit

from analysis.text.hash_table import SPREAD, TURN
from analysis.text.vocabulary import KEPT_BYTES, Vocabulary, view_eight

# What a byte may be: 0 part of a chunk, 1 white space, 2 the first of several bytes of white space.
KIND = np.zeros(256, np.uint8)
KIND[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = 1
KIND[[0xC2, 0xE1, 0xE2, 0xE3]] = 2


@njit(cache=True)
def measure_space(data, place):
    """How many bytes the white space at a place has (only characters of several bytes), or 0."""
    first = data[place]
    second = data[place + 1] if place + 1 < len(data) else 0
    third = data[place + 2] if place + 2 < len(data) else 0
    if first == 0xC2:
        return 2 if second == 0x85 or second == 0xA0 else 0
    if first == 0xE1:
        return 3 if second == 0x9A and third == 0x80 else 0
    if first == 0xE2 and second == 0x80:
        return 3 if 0x80 <= third <= 0x8A or third == 0xA8 or third == 0xA9 or third == 0xAF else 0
    if first == 0xE2:
        return 3 if second == 0x81 and third == 0x9F else 0
    return 3 if second == 0x80 and third == 0x80 else 0


@njit(cache=True)
def look_up(keys, numbers, shift, first, second):
    """The number of a key in a hash table, or -1: `HashTable.find` for one key."""
    mixed = first * SPREAD
    if len(keys) == 2:
        mixed = (mixed ^ (second * TURN)) * SPREAD
    slot = np.int64(mixed >> shift)
    while numbers[slot] >= 0:
        if keys[0][slot] == first and (len(keys) == 1 or keys[1][slot] == second):
            return numbers[slot]
        slot = (slot + 1) & (len(numbers) - 1)
    return -1


@njit(cache=True)
def find_chunks(data, byte, size, blank, wide):
    """Fill the arrays of `Scanned` (all but `number`); return how many chunks and wide bytes there are."""
    n_chunks, n_wide, place, breaks, end = 0, 0, 0, 0, len(data)
    while place < end:
        kind = KIND[data[place]]
        space = kind if kind < 2 else measure_space(data, place)
        if space:
            breaks += data[place] == 10
            for more in range(1, space):
                wide[n_wide] = place + more
                n_wide += 1
            place += space
            continue
        byte[n_chunks], blank[n_chunks], breaks = place, breaks > 1, 0
        while place < end:
            kind = KIND[data[place]]
            if kind and (kind == 1 or measure_space(data, place)):
                break
            place += 1
        size[n_chunks] = place - byte[n_chunks]
        n_chunks += 1
    return n_chunks, n_wide


@njit(cache=True)
def find_numbers(eight, byte, size, number, short, short_numbers, short_shift, middle, middle_numbers,
                 middle_shift):  # fmt: skip
    """Fill `number`: the number of each chunk in the hash tables, or -1."""
    for i in range(len(byte)):
        number[i] = -1
        if size[i] <= 8:
            key = eight[byte[i]] & KEPT_BYTES[size[i]]
            number[i] = look_up(short, short_numbers, short_shift, key, key)
        elif size[i] <= 16:
            second = eight[byte[i] + 8] & KEPT_BYTES[size[i] - 8]
            number[i] = look_up(middle, middle_numbers, middle_shift, eight[byte[i]], second)


def scan_bytes(data: np.ndarray, vocabulary: Vocabulary) -> tuple:
    """The same as `scan_bytes` in `white_space`."""
    # At most one chunk more than characters of white space.
    most = int(np.count_nonzero(data <= 32) + np.count_nonzero(data > 127)) + 1
    arrays = [np.empty(most, dtype=kind) for kind in [np.int64, np.int64, bool, np.int64]]
    n, n_wide = find_chunks(data, *arrays)
    byte, size, blank, wide = arrays[0][:n], arrays[1][:n], arrays[2][:n], arrays[3][:n_wide]
    number = np.full(n, -1)
    if n and data.min():
        tables = [vocabulary.short, vocabulary.middle]
        with vocabulary.lock:
            parts = [part for table in tables for part in (tuple(table.keys), table.numbers, table.shift)]
            find_numbers(view_eight(data), byte, size, number, *parts)
    return byte, size, blank, vocabulary.add_missing(data, byte, size, number), wide
