"""Which batch of a store holds which article.

The key of an article is a number made from its content, its id, its byline, speaker and genre, and the
boilerplate of its outlet. Each file of articles holds the keys of its articles. The index puts them together
in one file; its name is made from the names and the sizes of the files of articles.
"""

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.ids import mix_numbers
from analysis.store.catalog import Catalog
from analysis.store.folder import Layout, hash_parts, is_sound, read_arrow, write_whole

# A batch by name, with the size of its file of articles.
SizedBatch = tuple[str, int]


class BatchIndex:
    """The batches of a store.

    Parameters
    ----------
    name : str
        Made from the batches and the sizes of their files.
    batches : list of str
        The names of the batches; elsewhere their places in this list stand for them.
    sizes : array of int
        Articles per batch.
    keys : array of int
        The keys of all articles, batch by batch. Those of a batch begin at `start[batch]`.
    """

    def __init__(self, name: str, batches: list[str], sizes: np.ndarray, keys: np.ndarray) -> None:
        self.name, self.batches, self.sizes, self.keys = name, batches, sizes, keys
        self.start = np.concatenate([[0], np.cumsum(sizes)])

    def find(self, keys: np.ndarray) -> np.ndarray:
        """For each key its first place among all keys; -1 for a key that is not there.

        >>> index = BatchIndex("x", ["a", "b"], np.array([1, 2]), np.array([7, 5, 7]))
        >>> index.find(np.array([5, 6, 7])).tolist()
        [1, -1, 0]
        """
        if not len(self.keys):
            return np.full(len(keys), -1)
        order = np.argsort(self.keys, kind="stable")
        ordered = self.keys[order]
        place = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
        return np.where(ordered[place] == keys, order[place], -1)


def make_keys(catalog: Catalog, lines: dict[str, list[str]]) -> np.ndarray:
    """The key of each article of a catalog; `lines` is the boilerplate of each outlet."""
    rows = catalog.rows
    marks = [int(hash_parts(*lines[outlet])[:15], 16) for outlet in rows["outlet"].cat.categories]
    mark = np.array(marks, dtype=np.int64)[rows["outlet"].cat.codes.to_numpy()]
    columns = [rows[name].to_numpy() for name in ["content", "given", "shared", "named"]]
    return mix_numbers(*columns, mark)


def read_index(layout: Layout) -> BatchIndex:
    """The index of a store; a file of articles that is damaged is left out."""
    cleaning = layout.made_by["articles"]
    batches = list(layout.list_batches("articles").items())
    name = hash_parts(cleaning, json.dumps(batches))
    file = layout.folder / "index" / f"{name}.parquet"
    if is_sound(file):
        return read_file(file)[0]
    earlier = read_earlier_keys(layout)
    keys = {}
    for batch in batches:
        with suppress(OSError):
            keys[batch] = earlier[batch] if batch in earlier else read_keys(layout, batch[0])
    lengths = np.array([len(those) for those in keys.values()], dtype=np.int64)
    joined = np.concatenate([np.zeros(0, dtype=np.int64), *keys.values()])
    # A store that cannot be written to can still be read.
    with suppress(OSError):
        write_index(file, list(keys), lengths, joined, cleaning)
    return BatchIndex(name, [batch for batch, _ in keys], lengths, joined)


def read_keys(layout: Layout, batch: str) -> np.ndarray:
    """The keys of the articles of a batch."""
    return layout.read("articles", batch, columns=["key"])["key"].to_numpy(dtype=np.int64)


def read_earlier_keys(layout: Layout) -> dict[SizedBatch, np.ndarray]:
    """The keys that earlier indexes of the store hold, by batch."""
    found: dict[SizedBatch, np.ndarray] = {}
    for file in sorted((layout.folder / "index").glob("[!~]*.parquet")):
        if not is_sound(file):
            continue
        index, file_sizes, cleaning = read_file(file)
        if cleaning == layout.made_by["articles"]:
            parts = np.split(index.keys, index.start[1:-1])
            found |= dict(zip(zip(index.batches, file_sizes, strict=True), parts, strict=False))
    return found


def write_index(
    file: Path, batches: list[SizedBatch], lengths: np.ndarray, keys: np.ndarray, cleaning: str
) -> None:
    """Write an index: the keys as a column, all else in the metadata of the file."""
    about = {"batches": batches, "lengths": lengths.tolist(), "cleaning": cleaning}
    table = pa.table({"key": keys}).replace_schema_metadata({"index": json.dumps(about)})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="none", use_dictionary=False)
    write_whole(file, sink.getvalue())


def read_file(file: Path) -> tuple[BatchIndex, list[int], str]:
    """An index, the sizes of the files of its batches, and the fingerprint of what cleaned them."""
    table = read_arrow(file)
    about = json.loads(table.schema.metadata[b"index"])
    names = [name for name, _ in about["batches"]]
    file_sizes = [size for _, size in about["batches"]]
    lengths = np.array(about["lengths"], dtype=np.int64)
    index = BatchIndex(file.stem, names, lengths, table["key"].to_numpy())
    return index, file_sizes, about["cleaning"]


def name_batches(catalog: Catalog, lines: dict[str, list[str]], index: BatchIndex) -> Catalog:
    """The catalog with three more columns: each article's `key`, the `batch` that holds it and its row
    `inside` the batch; both are -1 for an article that no batch holds."""
    keys = make_keys(catalog, lines)
    place = index.find(keys)
    batch = np.where(place < 0, -1, np.searchsorted(index.start, place, side="right") - 1)
    inside = np.where(place < 0, -1, place - index.start[batch])
    rows = catalog.rows.assign(key=keys, batch=batch.astype(np.int32), inside=inside.astype(np.int32))
    return Catalog(rows, catalog.sources, catalog.day_first, catalog.problems)


def pick_small(
    catalog: Catalog, index: BatchIndex, *, size: int, allowed: int
) -> list[list[tuple[str, np.ndarray]]]:
    """Groups of small batches that are to become one batch each.

    Parameters
    ----------
    size : int
        Articles of a full batch. A batch is small if less than a quarter of these are still in the catalog.
    allowed : int
        So many small batches may stay as they are; with no more than these there are no groups.

    Returns
    -------
    list of list of tuple
        For each batch of a group its name and the rows inside it that are still in the catalog.
    """
    batch = catalog.rows["batch"].to_numpy()
    counts = np.bincount(batch, minlength=len(index.batches))
    small = np.flatnonzero((counts > 0) & (counts * 4 < size))
    if len(small) <= allowed:
        return []
    rows = np.flatnonzero(np.isin(batch, small))
    batch, inside = batch[rows], catalog.rows["inside"].to_numpy()[rows]
    groups: list[list[tuple[str, np.ndarray]]] = [[]]
    total = 0
    for number in small.tolist():
        places = np.sort(inside[batch == number])
        if total + len(places) > size:
            groups.append([])
            total = 0
        groups[-1].append((index.batches[number], places))
        total += len(places)
    return [group for group in groups if len(group) > 1]
