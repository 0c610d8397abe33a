"""The pass over the bytes of `split_chunks`, compiled: used where numba is installed (extra `numba`).

It gives the very arrays that `scan_bytes` in `chunks` gives, in one loop instead of some twenty.
"""

import numpy as np
from numba import njit

from analysis.text.hash_table import SPREAD, TURN
from analysis.text.vocabulary import KEPT_BYTES, Vocabulary, view_eight

# What a byte may be: 0 part of a chunk as it is, 1 white space, 2 the first of several bytes of white space.
KIND = np.zeros(256, np.uint8)
KIND[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = 1
KIND[[0xC2, 0xE1, 0xE2, 0xE3]] = 2


@njit(cache=True)
def measure_space(data, at):
    """How many bytes the wide white space that may begin at a place has, or 0: what str.split() splits at."""
    one = data[at]
    two = data[at + 1] if at + 1 < len(data) else 0
    three = data[at + 2] if at + 2 < len(data) else 0
    if one == 0xC2:
        return 2 if two == 0x85 or two == 0xA0 else 0
    if one == 0xE1:
        return 3 if two == 0x9A and three == 0x80 else 0
    if one == 0xE2 and two == 0x80:
        return 3 if 0x80 <= three <= 0x8A or three == 0xA8 or three == 0xA9 or three == 0xAF else 0
    if one == 0xE2:
        return 3 if two == 0x81 and three == 0x9F else 0
    return 3 if two == 0x80 and three == 0x80 else 0


@njit(cache=True)
def look_up(keys, numbers, shift, first, second):
    """The number under a key in a table, or -1: `HashTable.find`, one key at a time."""
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
    """Write for each chunk its byte, its size in bytes and whether a blank line stands before it, and the
    bytes by which white space has more than characters. Gives how many of both there are."""
    n, m, at, breaks, end = 0, 0, 0, 0, len(data)
    while at < end:
        kind = KIND[data[at]]
        space = kind if kind < 2 else measure_space(data, at)
        if space:
            breaks += data[at] == 10
            for more in range(1, space):
                wide[m] = at + more
                m += 1
            at += space
            continue
        byte[n], blank[n], breaks = at, breaks > 1, 0
        while at < end:
            kind = KIND[data[at]]
            if kind and (kind == 1 or measure_space(data, at)):
                break
            at += 1
        size[n] = at - byte[n]
        n += 1
    return n, m


@njit(cache=True)
def find_numbers(eight, byte, size, number, short, short_numbers, short_shift, middle, middle_numbers,
                 middle_shift):  # fmt: skip
    """Write the number of each chunk in the tables, or -1."""
    for i in range(len(byte)):
        number[i] = -1
        if size[i] <= 8:
            key = eight[byte[i]] & KEPT_BYTES[size[i]]
            number[i] = look_up(short, short_numbers, short_shift, key, key)
        elif size[i] <= 16:
            second = eight[byte[i] + 8] & KEPT_BYTES[size[i] - 8]
            number[i] = look_up(middle, middle_numbers, middle_shift, eight[byte[i]], second)


def scan_bytes(data: np.ndarray, vocabulary: Vocabulary) -> tuple:
    """What `scan_bytes` in `chunks` gives."""
    # No more chunks than white space, and one.
    most = int(np.count_nonzero(data <= 32) + np.count_nonzero(data > 127)) + 1
    arrays = [np.empty(most, dtype=kind) for kind in [np.int64, np.int64, bool, np.int64]]
    n, m = find_chunks(data, *arrays)
    byte, size, blank, wide = arrays[0][:n], arrays[1][:n], arrays[2][:n], arrays[3][:m]
    number = np.full(n, -1)
    if n and data.min():
        tables = [vocabulary.short, vocabulary.middle]
        with vocabulary.lock:
            held = [part for table in tables for part in (tuple(table.keys), table.numbers, table.shift)]
            find_numbers(view_eight(data), byte, size, number, *held)
    return byte, size, blank, vocabulary.resolve(data, byte, size, number), wide
