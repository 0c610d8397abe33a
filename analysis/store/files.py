"""Which files of a corpus are the same as before, found without reading them all again.

A file counts as unchanged if its size, its two times, its number and its device are what they were when it
was read. A file that was written only a moment before is read again, because a second change within the same
tick of the clock would not show. So is every file on a system that keeps no time of change (Windows).
"""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from analysis.store.disk.folder import read_table, write_table

TICK = 2_000_000_000  # nanoseconds: the coarsest clock of a file system
STATS = ["size", "changed", "touched", "number", "device"]
Stat = tuple[int, ...]


def stat_file(file: Path) -> Stat:
    """What a change of a file changes: size, time of its content, time of any change, number, device."""
    stat = os.stat(file)
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev


def hash_file(file: Path) -> str:
    """A short name for the bytes of a file, which is read in parts."""
    digest = blake2b(digest_size=16)
    with open(file, "rb") as stream:
        while part := stream.read(2**20):
            digest.update(part)
    return digest.hexdigest()


def hash_files(files: Iterable[tuple[str, Path]], memory: Path) -> dict[str, str]:
    """A short name for the bytes of each file, by the file's name.

    Only those files are read that may differ from what `memory` (a file of `remember_files`) holds.
    """
    remembered = recall_files(memory)
    hashes = {}
    for name, file in files:
        stat, digest = remembered.get(name, (None, ""))
        hashes[name] = digest if stat == stat_file(file) else hash_file(file)
    return hashes


def recall_files(memory: Path) -> dict[str, tuple[Stat, str]]:
    """By name, how each file stood when it was read, and the short name of its bytes."""
    if os.name == "nt":
        return {}
    with suppress(OSError, KeyError):
        table = read_table(memory)
        stats = zip(*(table[name].tolist() for name in STATS), strict=True)
        return dict(zip(table["file"], zip(stats, table["hash"], strict=True), strict=True))
    return {}


def remember_files(files: Iterable[tuple[str, Path]], memory: Path) -> None:
    """Write down how the files stand and what is in them, except those that were written a moment ago."""
    remembered, standing = recall_files(memory), {}
    for name, file in files:
        with suppress(OSError):
            began, stat = time.time_ns(), stat_file(file)
            before, digest = remembered.get(name, (None, ""))
            if before == stat:
                standing[name] = stat, digest
            elif max(stat[1], stat[2]) < began - TICK:
                digest = hash_file(file)
                if stat_file(file) == stat:
                    standing[name] = stat, digest
    if list(standing.items()) != list(remembered.items()):
        # Numbers of files and devices may need all 64 bits.
        rows = [(name, *stat, digest) for name, (stat, digest) in standing.items()]
        write_table(memory, pd.DataFrame(rows, columns=["file", *STATS, "hash"]))
