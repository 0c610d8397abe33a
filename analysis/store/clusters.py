"""The clusters of copies in a store: only articles that no run has compared yet are compared."""

from collections.abc import Iterator
from contextlib import suppress

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.duplicates.incremental import BAND_NAMES, join_copies, pair_copies
from analysis.store.folder import is_sound, read_arrow, write_whole
from analysis.store.store import Store

# Bands read at a time: all of them would take half a kilobyte an article.
BESIDE = 16


def find_clusters(stored: Store, kept: np.ndarray) -> pd.Series:
    """For the kept articles of a catalog, by its rows, the smallest id among their copies. What is found is
    kept in the store if it can be written to."""
    rows = stored.catalog.rows
    file = stored.folder / "compared" / f"{stored.made_by['copies']}.parquet"
    keys = rows["key"].to_numpy()
    known, pairs = read_pairs(file)
    order = np.argsort(keys, kind="stable")
    at = np.minimum(np.searchsorted(keys[order], known), len(keys) - 1)
    place = np.where(keys[order][at] == known, order[at], -1)
    is_new = np.ones(len(keys), dtype=bool)
    is_new[place[place >= 0]] = False
    pairs = place[pairs]
    pairs = pairs[(pairs >= 0).all(axis=1)]
    if is_new.any():
        pairs = np.concatenate([pairs, compare_new(stored, is_new)])
        with suppress(OSError):
            write_pairs(file, keys, pairs)
    number = np.cumsum(kept) - 1
    shown = number[pairs[kept[pairs].all(axis=1)]]
    ids = read_own_ids(stored, kept)
    return join_copies(ids.reset_index(drop=True), shown).set_axis(ids.index)


def read_pairs(file) -> tuple[np.ndarray, np.ndarray]:
    """The keys of the articles that have been compared, and the pairs of copies among them, by place."""
    if not is_sound(file):
        return np.zeros(0, dtype=np.int64), np.zeros((0, 2), dtype=np.int64)
    table = read_arrow(file).combine_chunks()
    partners = table["partners"].combine_chunks()
    first = np.repeat(np.arange(len(table)), partners.value_lengths().to_numpy())
    second = partners.flatten().to_numpy().astype(np.int64)
    return table["key"].to_numpy(), np.column_stack([first, second])


def write_pairs(file, keys: np.ndarray, pairs: np.ndarray) -> None:
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    ends = np.cumsum(np.bincount(pairs[:, 0], minlength=len(keys)))
    partners = pa.ListArray.from_arrays(
        pa.array(np.concatenate([[0], ends]).astype(np.int32)), pa.array(pairs[:, 1].astype(np.int32))
    )
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"key": keys, "partners": partners}), sink, compression="zstd")
    write_whole(file, sink.getvalue())


def read_own_ids(stored: Store, kept: np.ndarray) -> pd.Series:
    """The ids of some articles of a catalog, by its rows."""
    ids = np.zeros(len(kept), dtype=object)
    inside = stored.catalog.rows["inside"].to_numpy()
    batch = np.where(kept, stored.catalog.rows["batch"].to_numpy(), -1)
    for at in np.unique(batch[kept]).tolist():
        rows = np.flatnonzero(batch == at)
        ids[rows] = stored.list_ids(stored.index.batches[at])[inside[rows]]
    rows = np.flatnonzero(kept)
    return pd.Series(ids[rows], index=rows, dtype="str")


def compare_new(stored: Store, is_new: np.ndarray) -> np.ndarray:
    """The pairs of copies with a new article in them, by rows of the catalog."""
    places = stored.catalog.rows[["batch", "inside"]].reset_index(drop=True)
    inside = places["inside"].to_numpy()

    def list_files(table: str, rows: pd.DataFrame) -> Iterator[tuple]:
        for at, part in rows.groupby("batch")["inside"]:
            yield (
                stored.place(table, stored.index.batches[at]),
                part.index.to_numpy(),
            )

    def read_bands() -> Iterator[np.ndarray]:
        for start in range(0, len(BAND_NAMES), BESIDE):
            names = BAND_NAMES[start : start + BESIDE]
            bands = np.zeros((len(names), len(places)), dtype=np.uint64)
            for file, rows in list_files("copies", places):
                table = read_arrow(file, columns=names)
                for at, name in enumerate(names):
                    bands[at, rows] = table[name].to_numpy()[inside[rows]]
            yield from bands

    def read_texts(rows: np.ndarray) -> list[str]:
        texts = {}
        for file, some in list_files("articles", places.iloc[rows]):
            read = read_arrow(file, columns=["text"])["text"].take(pa.array(inside[some]))
            texts |= dict(zip(some.tolist(), read.to_pylist(), strict=True))
        return [texts[row] for row in rows.tolist()]

    return pair_copies(read_bands(), is_new, read_texts)
