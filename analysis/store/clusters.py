"""The clusters of copies in a store: only articles that no run has compared yet are compared.

Clusters change when the corpus grows: they are kept with no table, and joined to each when it is read.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.duplicates.clusters import name_clusters
from analysis.duplicates.first_prints import CLUSTER, join_clusters
from analysis.duplicates.groups import group_copies
from analysis.duplicates.pairs import ComparedPairs, extend_pairs
from analysis.duplicates.signatures import BAND_NAMES, Print, print_text
from analysis.matching.prefilter import Terms
from analysis.store.disk.folder import is_sound, read_arrow, write_arrow
from analysis.store.store import Store

# Columns read together: all of them would take half a kilobyte per article.
READ_TOGETHER = 16
AS_READ = ("raw", "boilerplate")  # tables without clusters: what cleaning starts from, and what it took out


class ClusteredTables:
    """Tables in which each row has the `cluster` of its article, so that summaries can count copies once."""

    def __init__(self, read: Callable[..., pd.DataFrame]) -> None:
        self.read_all = read
        self.clusters: pd.DataFrame | None = None

    def read(self, name: str, article_ids: set[str] | None, containing: Terms | None) -> pd.DataFrame:
        table = self.read_all(name, article_ids, containing)
        if self.clusters is None and name in ("articles", "headlines") and article_ids is None:
            self.clusters = list_clusters(table)
        if name in AS_READ or CLUSTER in table.columns:
            return table
        if self.clusters is None:
            self.clusters = list_clusters(self.read_all("headlines", None, None))
        return join_clusters(table, self.clusters)


def list_clusters(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles and their clusters, as a category: `article_id, cluster`."""
    return articles[["article_id", CLUSTER]].astype({CLUSTER: "category"})


def find_clusters(stored: Store, kept: np.ndarray) -> pd.Series:
    """The smallest id among the copies of each kept article, indexed by row of the catalog.

    The pairs of copies are kept in the store, if it can be written to.

    Parameters
    ----------
    stored : Store
        A store in which every table is there.
    kept : array of bool
        Which rows of the catalog are kept.
    """
    rows = stored.catalog.rows
    file = stored.folder / "compared" / f"{stored.made_by['copies']}.parquet"
    earlier = read_pairs(file)
    places = rows[["batch", "inside"]].reset_index(drop=True)
    compared = extend_pairs(
        earlier,
        rows["key"].to_numpy(),
        lambda: next(read_columns(stored, places, ["equal"])),
        lambda: read_columns(stored, places, BAND_NAMES),
        lambda chosen: read_prints(stored, places.iloc[chosen]),
    )
    if not np.isin(compared.keys, earlier.keys).all():
        with suppress(OSError):
            write_pairs(file, compared)
    shown = compared.pairs[kept[compared.pairs].all(axis=1)]
    place_among_kept = np.cumsum(kept) - 1
    article_ids = read_kept_ids(stored, kept)
    articles = rows.loc[kept, ["outlet", "date"]].reset_index(drop=True)
    articles["article_id"] = article_ids.array
    group = group_copies(
        articles,
        place_among_kept[shown],
        lambda chosen: read_prints(stored, places[kept].iloc[chosen]),
    )
    return name_clusters(articles["article_id"], group).set_axis(article_ids.index)


def read_pairs(file: Path) -> ComparedPairs:
    """The pairs of copies that the store keeps; none if the file is missing or damaged."""
    if not is_sound(file):
        return ComparedPairs.empty()
    table = read_arrow(file).combine_chunks()
    partners = table["partners"].combine_chunks()
    first = np.repeat(np.arange(len(table)), partners.value_lengths().to_numpy())
    second = partners.flatten().to_numpy().astype(np.int64)
    return ComparedPairs(table["key"].to_numpy(), np.column_stack([first, second]))


def write_pairs(file: Path, compared: ComparedPairs) -> None:
    """Write the pairs: one row per article, with its key and the places of its copies further down."""
    pairs = compared.pairs[np.argsort(compared.pairs[:, 0], kind="stable")]
    ends = np.cumsum(np.bincount(pairs[:, 0], minlength=len(compared.keys)))
    partners = pa.ListArray.from_arrays(
        pa.array(np.concatenate([[0], ends]).astype(np.int32)), pa.array(pairs[:, 1].astype(np.int32))
    )
    write_arrow(file, pa.table({"key": compared.keys, "partners": partners}))


def read_kept_ids(stored: Store, kept: np.ndarray) -> pd.Series:
    """The ids of the kept articles, indexed by row of the catalog."""
    places = stored.catalog.rows[["batch", "inside"]].reset_index(drop=True)[kept]
    article_ids = pd.Series(index=places.index, dtype=object)
    for batch, inside in split_batches(places):
        article_ids[inside.index] = stored.list_ids(stored.index.batches[batch])[inside.to_numpy()]
    return article_ids.astype("str")


def split_batches(places: pd.DataFrame) -> Iterator[tuple[int, pd.Series]]:
    """Each batch, with the places of its articles inside it, indexed by row of the catalog."""
    for batch, inside in places.groupby("batch")["inside"]:
        yield cast(int, batch), inside


def list_files(stored: Store, table: str, places: pd.DataFrame) -> Iterator[tuple[Path, pd.Series]]:
    """The file of each batch that holds some of the articles, with their places inside, by catalog row."""
    for batch, inside in split_batches(places):
        yield stored.place(table, stored.index.batches[batch]), inside


def read_columns(stored: Store, places: pd.DataFrame, columns: list[str]) -> Iterator[np.ndarray]:
    """One array per column of the tables of signatures, with the values of all articles of the catalog."""
    for start in range(0, len(columns), READ_TOGETHER):
        names = columns[start : start + READ_TOGETHER]
        values = np.zeros((len(names), len(places)), dtype=np.uint64)
        for file, inside in list_files(stored, "copies", places):
            table = read_arrow(file, columns=names)
            for number, name in enumerate(names):
                values[number, inside.index] = table[name].to_numpy()[inside]
        yield from values


def read_prints(stored: Store, places: pd.DataFrame) -> list[Print]:
    """The prints of some articles of the catalog, in their order."""
    prints: dict[int, Print] = {}
    for file, inside in list_files(stored, "articles", places):
        texts = read_arrow(file, columns=["text"])["text"].take(pa.array(inside.to_numpy())).to_pylist()
        prints |= dict(zip(inside.index.tolist(), map(print_text, texts), strict=True))
    return [prints[row] for row in places.index.tolist()]
