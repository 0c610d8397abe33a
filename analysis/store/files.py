"""Which files of a corpus are the same as before, without reading them all again.

A file is taken to be unchanged if its size, its two times, its number and its device are what they were when
it was read. A file that had only just been written then is read again, because a second change within the
same tick of the clock would not show; so is every file where the system keeps no time of change (Windows).
"""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from analysis.store.folder import read_table, write_table

TICK = 2_000_000_000  # nanoseconds: the coarsest clock of a file system
STATS = ["size", "changed", "touched", "number", "device"]


def stat_file(file: Path) -> tuple[int, ...]:
    """What a change of a file changes: size, time of its content, time of anything, number, device."""
    stat = os.stat(file)
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev


def hash_file(file: Path) -> str:
    """A short name for what is in a file, read a part at a time."""
    made = blake2b(digest_size=16)
    with open(file, "rb") as stream:
        while part := stream.read(2**20):
            made.update(part)
    return made.hexdigest()


def hash_files(files: Iterable[tuple[str, Path]], memory: Path) -> dict[str, str]:
    """A short name for the bytes of each file, by the file's name; only those are read that may differ from
    what `memory` (a file of `remember_files`) says of them."""
    known = recall_files(memory)
    hashes = {}
    for name, file in files:
        stat = stat_file(file)
        before = known.get(name)
        hashes[name] = before[1] if before and before[0] == stat else hash_file(file)
    return hashes


def recall_files(memory: Path) -> dict[str, tuple[tuple[int, ...], str]]:
    """By name, how each file stood when it was read, and the short name of its bytes."""
    if os.name == "nt":
        return {}
    with suppress(OSError, KeyError):
        table = read_table(memory)
        stats = zip(*(table[name].tolist() for name in STATS), strict=True)
        return dict(zip(table["file"], zip(stats, table["hash"], strict=True), strict=True))
    return {}


def remember_files(files: Iterable[tuple[str, Path]], memory: Path) -> None:
    """Note how the files stand and what is in them, save those written a moment ago."""
    known, rows = recall_files(memory), []
    for name, file in files:
        with suppress(OSError):
            began, stat = time.time_ns(), stat_file(file)
            before = known.get(name)
            if before and before[0] == stat:
                rows.append((name, *stat, before[1]))
            elif max(stat[1], stat[2]) < began - TICK:
                made = hash_file(file)
                if stat_file(file) == stat:
                    rows.append((name, *stat, made))
    # Numbers of files and devices may need all 64 bits, as text they are safe with every system.
    table = pd.DataFrame(rows, columns=["file", *STATS, "hash"])
    if rows != [(name, *stat, made) for name, (stat, made) in known.items()]:
        write_table(memory, table)
