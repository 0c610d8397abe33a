"""Which batch of a store holds which article.

An article's key is made from its content, its id, its byline and the boilerplate of its outlet, as a number;
the files of articles hold the keys. What they say is kept in one file, under a name made from theirs and
their sizes.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.ids import mix_numbers
from analysis.store.catalog import Catalog
from analysis.store.folder import hash_parts, is_sound, read_arrow, read_table, write_whole


class BatchIndex:
    """The batches that are there, by name: how many articles each has, and the keys of all, batch by batch.
    `name` is made from the batches and the sizes of their files."""

    def __init__(self, name: str, batches: list[str], sizes: np.ndarray, keys: np.ndarray):
        self.name, self.batches, self.sizes, self.keys = name, batches, sizes, keys
        self.start = np.concatenate([[0], np.cumsum(sizes)])

    def find(self, keys: np.ndarray) -> np.ndarray:
        """For each key its place among all keys, the first if there are several; -1 where it is not there."""
        order = np.argsort(self.keys, kind="stable")
        ordered = self.keys[order]
        at = np.minimum(np.searchsorted(ordered, keys), max(len(ordered) - 1, 0))
        return np.where(ordered[at] == keys, order[at], -1) if len(ordered) else np.full(len(keys), -1)


def make_keys(catalog: Catalog, lines: dict[str, list[str]]) -> np.ndarray:
    """The key of each article of a catalog."""
    rows = catalog.rows
    marks = [int(hash_parts(*lines[outlet])[:15], 16) for outlet in rows["outlet"].cat.categories]
    mark = np.array(marks, dtype=np.int64)[rows["outlet"].cat.codes.to_numpy()]
    own = [rows[name].to_numpy() for name in ["content", "given", "shared", "byline"]]
    return mix_numbers(*own, mark)


def list_folder(folder: Path) -> dict[str, int]:
    """The finished files of a folder of the store without their ending, by name, with their sizes."""
    if not folder.is_dir():
        return {}
    with os.scandir(folder) as found:
        sizes = {one.name: one.stat().st_size for one in found if not one.name.startswith("~")}
    return {name.removesuffix(".parquet"): sizes[name] for name in sorted(sizes)}


def read_index(folder: Path, cleaning: str) -> BatchIndex:
    """The batches of a store and the keys in them; a file that is damaged is none."""
    there = [[name, size] for name, size in list_folder(folder / "articles" / cleaning).items()]
    listed = hash_parts(cleaning, json.dumps(there))
    file = folder / "held" / f"{listed}.parquet"
    if is_sound(file):
        return read_keys(file)[0]
    known: dict[tuple, np.ndarray] = {}
    for earlier in sorted((folder / "held").glob("[!~]*.parquet")):
        if is_sound(earlier):
            held, sizes, made = read_keys(earlier)
            if made == cleaning:
                for at, name in enumerate(held.batches):
                    known[name, sizes[at]] = held.keys[held.start[at] : held.start[at + 1]]
    keys = {}
    for name, size in there:
        found = known.get((name, size))
        if found is None:
            with suppress(OSError):
                found = read_table(folder / "articles" / cleaning / f"{name}.parquet", columns=["key"])["key"]
        if found is not None:
            keys[name, size] = np.asarray(found, dtype=np.int64)
    lengths = np.array([len(one) for one in keys.values()], dtype=np.int64)
    joined = np.concatenate([np.zeros(0, dtype=np.int64), *keys.values()])
    said = {"batches": [list(one) for one in keys], "lengths": lengths.tolist(), "cleaning": cleaning}
    sink = pa.BufferOutputStream()
    table = pa.table({"key": joined}).replace_schema_metadata({"held": json.dumps(said)})
    pq.write_table(table, sink, compression="none", use_dictionary=False)
    # A store that cannot be written to opens all the same.
    with suppress(OSError):
        write_whole(file, sink.getvalue())
    return BatchIndex(listed, [name for name, _ in keys], lengths, joined)


def read_keys(file: Path) -> tuple[BatchIndex, list[int], str]:
    """What a file says of batches, with the sizes of their files and what cleaned them."""
    table = read_arrow(file)
    said = json.loads(table.schema.metadata[b"held"])
    names, sizes = [name for name, _ in said["batches"]], [size for _, size in said["batches"]]
    keys = (
        table["key"].combine_chunks().to_numpy(zero_copy_only=False) if len(table) else np.zeros(0, np.int64)
    )
    return (
        BatchIndex(file.stem, names, np.array(said["lengths"], dtype=np.int64), keys),
        sizes,
        said["cleaning"],
    )


def name_batches(catalog: Catalog, lines: dict[str, list[str]], held: BatchIndex) -> Catalog:
    """The catalog with the `key` of each article, the `batch` that holds it and its place `inside`; -1 where
    none does."""
    keys = make_keys(catalog, lines)
    at = held.find(keys)
    batch = np.where(at < 0, -1, np.searchsorted(held.start, at, side="right") - 1)
    inside = np.where(at < 0, -1, at - held.start[batch])
    rows = catalog.rows.assign(key=keys, batch=batch.astype(np.int32), inside=inside.astype(np.int32))
    return Catalog(rows, catalog.sources, catalog.day_first, catalog.problems)


def pick_small(
    catalog: Catalog, held: BatchIndex, batch: int, most: int
) -> list[list[tuple[str, np.ndarray]]]:
    """Batches to be written as one, if more than `most` hold less than a quarter of a batch that is still
    wanted: groups of names, each with the places of the articles that are."""
    rows = catalog.rows
    counts = np.bincount(rows["batch"].to_numpy(), minlength=len(held.batches))
    small = np.flatnonzero((counts > 0) & (counts * 4 < batch))
    if len(small) <= most:
        return []
    order = np.flatnonzero(np.isin(rows["batch"].to_numpy(), small))
    inside = pd.Series(rows["inside"].to_numpy()[order]).groupby(rows["batch"].to_numpy()[order])
    groups, total = [[]], 0
    for at, places in inside:
        if total + len(places) > batch:
            groups.append([])
            total = 0
        groups[-1].append((held.batches[at], np.sort(places.to_numpy())))
        total += len(places)
    return [group for group in groups if len(group) > 1]
