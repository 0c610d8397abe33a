"""The pass over the bytes of `split_chunks`, compiled: used where numba is installed (extra `numba`).

It gives the very arrays that `scan_bytes` in `chunks` gives, in one loop instead of some twenty.
"""

from itertools import pairwise

import numpy as np
from numba import njit

# What a byte may be: 0 part of a chunk as it is, 1 white space, 2 the first of several bytes of white space.
KIND = np.zeros(256, np.uint8)
KIND[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = 1
KIND[[0xC2, 0xE1, 0xE2, 0xE3]] = 2
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio: spreads keys over a table (Knuth 1973)


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
def find_bounds(data, byte, length, start, end, blank, key):
    """Write for each chunk its byte and its length in bytes, its start and end in characters, whether a blank
    line stands before it, and a key: its bytes, if there are at most eight, else these and the others mixed.
    Gives how many chunks there are."""
    n, at, continued, breaks, size = 0, 0, 0, 0, len(data)
    while at < size:
        kind = KIND[data[at]]
        space = kind if kind < 2 else measure_space(data, at)
        if space:
            breaks += data[at] == 10
            at += space
            continued += space - 1
            continue
        byte[n], start[n], blank[n] = at, at - continued, breaks > 1
        first, mixed, breaks, shift = at, np.uint64(0), 0, np.uint64(0)
        while at < size:
            one = data[at]
            kind = KIND[one]
            if kind and (kind == 1 or measure_space(data, at)):
                break
            continued += (one & 0xC0) == 0x80
            if shift == 64:
                mixed, shift = mixed * SPREAD, np.uint64(0)
            mixed ^= np.uint64(one) << shift
            shift += np.uint64(8)
            at += 1
        end[n], length[n], key[n] = at - continued, at - first, mixed
        n += 1
    return n


@njit(cache=True)
def number_keys(data, byte, length, key, low, high, code, before, distinct):
    """Write into `code` the numbers, from `before` on, of the chunks longer than `low` up to `high` bytes, by
    the order of their first places, and these into `distinct`. A key of at most eight bytes is the chunk.
    Gives how many distinct ones there are."""
    exact = 0 < high <= 8
    keys, slots = np.empty(2**16, np.uint64), np.full(2**16, -1, np.int32)
    n, shift = 0, np.uint64(48)
    for i in range(len(key)):
        if length[i] <= low or length[i] > high:
            continue
        slot = np.int64((key[i] * SPREAD) >> shift)
        while slots[slot] >= 0:
            if keys[slot] == key[i]:
                if exact:
                    break
                there = distinct[slots[slot]]
                same = length[there] == length[i]
                if same and length[i] > 8:
                    a, b = byte[there], byte[i]
                    for step in range(length[i]):
                        if data[a + step] != data[b + step]:
                            same = False
                            break
                if same:
                    break
            slot = (slot + 1) & (len(slots) - 1)
        if slots[slot] < 0:
            keys[slot], slots[slot], distinct[n] = key[i], n, i
            n += 1
        code[i] = before + slots[slot]
        if 2 * n > len(slots):
            keys, slots = np.empty(2 * len(slots), np.uint64), np.full(2 * len(slots), -1, np.int32)
            shift -= np.uint64(1)
            for one in range(n):
                slot = np.int64((key[distinct[one]] * SPREAD) >> shift)
                while slots[slot] >= 0:
                    slot = (slot + 1) & (len(slots) - 1)
                keys[slot], slots[slot] = key[distinct[one]], one
    return n


def scan_bytes(data: np.ndarray) -> tuple:
    """What `scan_bytes` in `chunks` gives."""
    raw = data.tobytes()
    whole = np.dtype(np.int32 if len(raw) < 2**31 else np.int64)
    # No more chunks than white space, and one. numpy's arrays are cheaper to fill for the first time.
    most = int(np.count_nonzero(data <= 32) + np.count_nonzero(KIND[data[data > 127]])) + 1
    kinds = [whole, np.int32, whole, whole, bool, np.uint64, np.int32, np.int32]
    arrays = [np.empty(most, dtype=kind) for kind in kinds]
    n = find_bounds(data, *arrays[:6])
    byte, length, start, end, blank, key, code, places = (array[:n] for array in arrays)
    distinct = []
    # The order of `number_chunks`: by length, all together where there is a zero byte.
    bounds = [0, len(raw)] if b"\0" in raw else [0, 8, 16, len(raw)]
    for low, high in pairwise(bounds):
        found = places[: number_keys(data, byte, length, key, low, high, code, len(distinct), places)]
        pairs = zip(byte[found].tolist(), (byte[found] + length[found]).tolist(), strict=True)
        distinct += [raw[a:b] for a, b in pairs]
    return byte, start, end, blank, code, distinct
