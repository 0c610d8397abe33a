"""Tables out of a store: only the batches and columns that hold what is asked for are read."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.corpus.articles import keep_problems
from analysis.corpus.content import CONTENT, NOTES
from analysis.corpus.decisions import name_articles
from analysis.ids import are_among
from analysis.matching.prefilter import TermPrefilter, Terms, may_contain_term, pick_containing
from analysis.measures import measure_nothing
from analysis.schema import KEYS
from analysis.store.batches import list_lines
from analysis.store.catalog import (
    MINE,
    describe_articles,
    describe_rows,
    may_be_named,
)
from analysis.store.clusters import find_clusters
from analysis.store.disk.folder import read_arrow, read_schema
from analysis.store.store import Store

# Columns of which nearly every row has its own text; of all others only the distinct texts are read.
OWN_TEXT = {"text", "quote_spans"}


class StoredTables:
    """The tables of some articles of a store.

    Parameters
    ----------
    store : Store
        A store that is complete.
    kept : array of bool
        Which articles of the catalog are asked for.
    part : dict
        The outlets and days that are asked for, as `keep_part` takes them.
    """

    def __init__(self, store: Store, kept: np.ndarray, part: dict[str, Any]) -> None:
        self.store, self.kept, self.part = store, kept, part

    def read(
        self, name: str, article_ids: set[str] | None = None, containing: Terms | None = None
    ) -> pd.DataFrame:
        """A table in its one order, or its rows of some articles.

        With `containing`, only the sentences in which one of these terms stands.
        """
        if name in ("articles", "headlines"):
            return self._read_articles(article_ids, texts=name == "articles")
        if name == "raw":
            return self._read_raw(article_ids)
        if name == "boilerplate":
            return list_lines(self.store.lines)
        found = self._read_measure(
            name, article_ids, None if containing is None else TermPrefilter(containing)
        )
        return found if containing is None else pick_containing(found, containing)

    @cached_property
    def _clusters(self) -> pd.Series:
        """The smallest id among the copies of each kept article; found once, by comparing all of them."""
        return find_clusters(self.store, self.kept)

    def _show(self, article_ids: set[str] | None) -> np.ndarray:
        """The articles of the catalog that can be among those asked for."""
        if article_ids is None:
            return self.kept
        return self.kept & may_be_named(self.store.catalog.rows, article_ids)

    def _read_measure(
        self, name: str, article_ids: set[str] | None, sieve: TermPrefilter | None
    ) -> pd.DataFrame:
        """The sentences or the table of a measure."""
        outlets = self.store.catalog.rows["outlet"].cat.categories
        parts, ranks = self._read_parts(name, article_ids, sieve)
        if not parts:
            used = self.store.list_used()[:1]
            if not used:
                return measure_nothing(name, outlets, self.store.used)
            parts = [read_coded(self.store.place(name, used[0])).slice(0, 0)]
            ranks = [np.zeros(0, dtype=np.int64)]
        table = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
        order = order_rows(table, np.concatenate(ranks), list_order(table.column_names))
        table = table if order is None else table.take(pa.array(order))
        spelled = spell_texts(table, outlets, lambda: self.store.read_categories(name))
        return spelled.to_pandas(split_blocks=True, self_destruct=True)

    def _read_parts(
        self, name: str, article_ids: set[str] | None, sieve: TermPrefilter | None
    ) -> tuple[list[pa.Table], list[np.ndarray]]:
        """From each batch the rows of the articles that are asked for, of sentences those that the sieve
        lets pass; and for each row the rank of its article, by id, among all that are asked for."""
        found = self._every if article_ids is None else rank_batches(self._list_ids(article_ids))
        parts, ranks = [], []
        for batch, rank, is_whole in found:
            table = self._read_batch(name, batch, sieve)
            if table is None:
                continue
            # A batch may still hold an older text of an article that another batch holds now.
            row_ranks = rank_rows(table, rank)
            if not is_whole:
                table, row_ranks = table.filter(pa.array(row_ranks >= 0)), row_ranks[row_ranks >= 0]
            if len(table):
                parts.append(table)
                ranks.append(row_ranks)
        return parts, ranks

    @cached_property
    def _every(self) -> list[tuple[str, dict[str, int], bool]]:
        """The batches of all articles that are kept; listed once, for every table is read by them."""
        return rank_batches(self._list_ids(None))

    def _list_ids(self, article_ids: set[str] | None) -> list[tuple[str, np.ndarray, bool]]:
        """For each batch with articles that are asked for: its name, their ids, and whether these are all."""
        store, found = self.store, []
        rows = store.catalog.rows[self._show(article_ids)]
        for number, places in rows.groupby("batch")["inside"]:
            batch = store.index.batches[cast(int, number)]
            ids = store.list_ids(batch)
            wanted = ids[np.sort(places.to_numpy())]
            if article_ids is not None:
                wanted = np.array(
                    [article_id for article_id in wanted if article_id in article_ids], dtype=object
                )
            found.append((batch, wanted, len(wanted) == len(ids)))
        return found

    def _read_batch(self, name: str, batch: str, sieve: TermPrefilter | None) -> pa.Table | None:
        """A table of a batch; of sentences those that the sieve lets pass, None where it can be none."""
        if sieve is None:
            return read_coded(self.store.place(name, batch))
        paths = sieve.list_paths(read_arrow(self.store.place("vocabulary", batch))["word"].to_pylist())
        if not paths:
            return None
        table = read_coded(self.store.place(name, batch))
        return table.filter(pa.array(may_contain_term(table["text"], paths)))

    def _read_articles(self, article_ids: set[str] | None, *, texts: bool) -> pd.DataFrame:
        """The articles, with in `cluster` the smallest id among their copies; with cleaned texts or not."""
        store, shown = self.store, self._show(article_ids)
        if article_ids is None:
            described = describe_articles(store.catalog, store.path, store.folder)
            table, attrs = described[shown], keep_problems(described.attrs, **self.part)
        else:
            table, attrs = describe_some(store, shown), {}
        table = table.assign(cluster=self._clusters[table.index])
        if article_ids is not None:
            table = table[are_among(table["article_id"], article_ids)]
        table = table.sort_values("article_id", kind="stable")
        variables = [name for name in table if name not in [*KEYS, "title", "file", "cluster"]]
        rows, table = table.index.to_numpy(), table.reset_index(drop=True)
        if texts:
            table = table.assign(text=self._read_cleaned(rows))
        table = table[[*KEYS, "title", *(["text"] if texts else []), *variables, "file", "cluster"]]
        table.attrs = attrs
        return table

    def _read_raw(self, article_ids: set[str] | None) -> pd.DataFrame:
        """The articles as `read_corpus` gives them, out of the sources in the store."""
        store = self.store
        described = describe_articles(store.catalog, store.path, store.folder)
        wanted = (
            self.kept if article_ids is None else self.kept & are_among(described["article_id"], article_ids)
        )
        table = described[wanted].sort_values(["date", "outlet", "article_id"], kind="stable")
        rows = store.catalog.rows[["source", "at"]].iloc[table.index]
        numbers = np.unique(rows["source"]).tolist()
        files = {number: store.catalog.sources[number].place(store.folder) for number in numbers}
        texts = gather_texts(files, rows["source"].to_numpy(), rows["at"].to_numpy())
        variables = [name for name in table if name not in [*KEYS, "title", "file"]]
        table = table.reset_index(drop=True).assign(text=texts)[[*KEYS, "title", "text", *variables, "file"]]
        table.attrs = keep_problems(described.attrs, **self.part)
        return table

    def _read_cleaned(self, rows: np.ndarray) -> pd.Series:
        """The cleaned texts of some articles, by their rows in the catalog, in the order of these."""
        places = self.store.catalog.rows[["batch", "inside"]].iloc[rows]
        batches = self.store.index.batches
        numbers = np.unique(places["batch"]).tolist()
        files = {number: self.store.place("articles", batches[number]) for number in numbers}
        return gather_texts(files, places["batch"].to_numpy(), places["inside"].to_numpy())


def list_order(columns: Iterable[str]) -> list[str]:
    """The columns that order the rows of an article in a table with these columns.

    >>> list_order(["article_id", "sentence_id", "start", "end"]), list_order(["article_id", "sentence_id"])
    (['start', 'end'], ['sentence_id'])
    """
    if {"start", "end"} <= set(columns):
        return ["start", "end"]
    return [name for name in ["sentence_id"] if name in columns]


def order_rows(table: pa.Table, article: np.ndarray, then: list[str]) -> np.ndarray | None:
    """The order of the rows by article, then by some columns; None where they stand in it."""
    order = np.argsort(article, kind="stable")
    columns = [table[name].to_numpy() for name in then]
    # The rows of an article come from one batch, in order: only where they do not, all columns are compared.
    rises = np.diff(article[order]) > 0
    for values in columns:
        step = np.diff(values[order])
        if (~rises & (step < 0)).any():
            order = np.lexsort([*reversed(columns), article])
            break
        rises |= step > 0
    return order if (np.diff(order) != 1).any() else None


def spell_texts(table: pa.Table, outlets: pd.Index, read: Callable[[], dict[str, pd.Index]]) -> pa.Table:
    """The table with texts for the codes of texts; categories get the codes that they have in the whole."""
    known: dict[str, pd.Index] = {}
    for number, field in enumerate(table.schema):
        if not pa.types.is_dictionary(field.type):
            continue
        column = table[number].combine_chunks()
        if (field.metadata or {}).get(b"text"):
            column = column.dictionary.take(column.indices)
        else:
            # A batch knows its own outlets, and a batch made of several the categories that it has.
            known = known if known or field.name == "outlet" else read()
            categories = outlets if field.name == "outlet" else known[field.name]
            code = categories.get_indexer(column.dictionary.to_pandas()).astype(np.int32)
            places = pa.array(code).take(column.indices)
            column = pa.DictionaryArray.from_arrays(places, pa.array(categories, pa.large_string()))
        table = table.set_column(number, field.name, column)
    return table


def rank_batches(found: list[tuple[str, np.ndarray, bool]]) -> list[tuple[str, dict[str, int], bool]]:
    """For each batch the rank of its articles, by id, among those of all these batches."""
    ids = np.sort(np.concatenate([np.array([], dtype=object), *(wanted for _, wanted, _ in found)]))
    rank = {article_id: number for number, article_id in enumerate(ids.tolist())}
    return [
        (batch, {article_id: rank[article_id] for article_id in wanted.tolist()}, is_whole)
        for batch, wanted, is_whole in found
    ]


def rank_rows(table: pa.Table, rank: dict[str, int]) -> np.ndarray:
    """For each row of a table of a batch the rank of its article; -1 for an article that has none."""
    column = table["article_id"].combine_chunks()
    if not len(column):
        return np.zeros(0, dtype=np.int64)
    ranks = [rank.get(article_id, -1) for article_id in column.dictionary.to_pylist()]
    return np.array(ranks, dtype=np.int64)[column.indices.to_numpy()]


def read_coded(file: Path) -> pa.Table:
    """A table of a batch, with texts as codes of the distinct ones; their fields are marked as text."""
    texts, is_text = [], pa.types.is_large_string
    with suppress(OSError):  # `read_arrow` says what is wrong with the file
        schema = read_schema(file)
        texts = [field.name for field in schema if is_text(field.type) and field.name not in OWN_TEXT]
    table = read_arrow(file, dictionaries=texts)
    for number, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            # Codes of one width, so that the tables of all batches can be joined.
            column = table[number].cast(pa.dictionary(pa.int32(), pa.large_string()))
            marked = {"text": "yes"} if field.name in texts else {}
            table = table.set_column(number, pa.field(field.name, column.type, metadata=marked), column)
    return table.replace_schema_metadata()


def describe_some(store: Store, shown: np.ndarray) -> pd.DataFrame:
    """The articles without their texts at some rows of the catalog; these rows are the index."""
    rows = store.catalog.rows[shown]
    table = describe_rows(rows, store.catalog, store.folder).set_axis(np.flatnonzero(shown))
    ids = name_articles(table["article_id"], table[CONTENT], rows["shared"].to_numpy())
    table = table.drop(columns=[*NOTES, *MINE, "row"])
    return table.assign(article_id=ids, outlet=rows["outlet"].array)


def gather_texts(files: dict[int, Path], file: np.ndarray, inside: np.ndarray) -> pd.Series:
    """The texts of some rows of some files: for each its file, by number, and its row inside the file."""
    parts = [read_arrow(path, columns=["text"])["text"].cast(pa.large_string()) for path in files.values()]
    start = dict(zip(files, np.cumsum([0, *map(len, parts)]).tolist(), strict=False))
    place = pd.Series(file).map(start).to_numpy(np.int64) + inside
    chunks = [chunk for part in parts for chunk in part.chunks]
    texts = pa.chunked_array(chunks, pa.large_string()).combine_chunks().take(pa.array(place))
    return pd.Series(pd.array(texts, dtype="str"))
