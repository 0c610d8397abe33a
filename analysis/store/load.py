"""Tables out of a store: only the batches and columns that hold what is asked for are read."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.matching.prefilter import TermPrefilter, Terms, may_contain_term, pick_containing
from analysis.measures import measure_nothing
from analysis.schema import KEYS
from analysis.store.batches import name_file
from analysis.store.catalog import (
    MINE,
    describe_articles,
    describe_rows,
    name_articles,
    number_content,
    number_id,
)
from analysis.store.clusters import find_clusters
from analysis.store.folder import read_arrow
from analysis.store.sources import CONTENT, OWN
from analysis.store.store import Stored

ORDER = {"sentences": ["sentence_id"], "tone": ["sentence_id"]}
# Columns of which nearly every row has its own text; of all others only the distinct texts are read.
OWN_TEXT = {"text", "quote_spans"}


def load_table(
    stored: Stored, kept: np.ndarray, name: str, of: set[str] | None, holding: Terms | None = None
) -> pd.DataFrame:
    """A table of the kept articles of a store, or of those among them that are in `of`, in its one order; of
    sentences only those in which one of the terms `holding` stands, if any are named."""
    shown = kept if of is None else kept & may_be_named(stored, of)
    if name in ("articles", "headlines"):
        return load_articles(stored, kept, shown, of, texts=name == "articles")
    if name == "raw":
        return load_raw(stored, kept, of)
    if name == "boilerplate":
        lines = [(outlet, line) for outlet, found in stored.lines.items() for line in found]
        return pd.DataFrame(lines, columns=["outlet", "line"], dtype="str")
    parts, codes = read_parts(stored, shown, name, of, None if holding is None else TermPrefilter(holding))
    outlets = stored.catalog.rows["outlet"].cat.categories
    if not parts:
        return measure_nothing(name, outlets)
    table = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    order = order_rows(table, np.concatenate(codes), ORDER.get(name, ["start", "end"]))
    table = table if order is None else table.take(pa.array(order))
    found = spell_texts(table, name, outlets).to_pandas(split_blocks=True, self_destruct=True)
    return found if holding is None else pick_containing(found, holding)


def order_rows(table: pa.Table, article: np.ndarray, then: list[str]) -> np.ndarray | None:
    """The order of the rows by article, then by some columns; None where they stand in it."""
    order = np.argsort(article, kind="stable")
    columns = [table[one].to_numpy() for one in then]
    # The rows of an article come from one batch, in order: only where they do not are all columns sorted by.
    rises = np.diff(article[order]) > 0
    for values in columns:
        step = np.diff(values[order])
        if (~rises & (step < 0)).any():
            order = np.lexsort([*reversed(columns), article])
            break
        rises |= step > 0
    return order if (np.diff(order) != 1).any() else None


def spell_texts(table: pa.Table, name: str, outlets: pd.Index) -> pa.Table:
    """The table with texts for the codes of texts; categories get the codes that they have in the whole."""
    for at, field in enumerate(table.schema):
        if not pa.types.is_dictionary(field.type):
            continue
        column = table[at].combine_chunks()
        if (field.metadata or {}).get(b"text"):
            column = column.dictionary.take(column.indices)
        else:
            # A batch knows its own outlets, and one written of several the frames that it has.
            of = outlets if field.name == "outlet" else measure_nothing(name)[field.name].cat.categories
            code = of.get_indexer(column.dictionary.to_pandas()).astype(np.int32)
            places = pa.array(code).take(column.indices)
            column = pa.DictionaryArray.from_arrays(places, pa.array(of, pa.large_string()))
        table = table.set_column(at, field.name, column)
    return table


def may_be_named(stored: Stored, ids: Iterable[str]) -> np.ndarray:
    """Which articles of a catalog may have one of these ids: all that have, and hardly any other."""
    rows, ids = stored.catalog.rows, [one for one in ids if isinstance(one, str)]
    given = {number_id(name) for one in ids for name in (one, one.rpartition("-")[0])} - {0}
    contents = set()
    for one in ids:
        try:
            contents.add(number_content(one))
        except ValueError:
            continue
    return rows["given"].isin(given).to_numpy() | rows["content"].isin(contents).to_numpy()


def read_parts(
    stored: Stored, shown: np.ndarray, name: str, of: set[str] | None, sieve: TermPrefilter | None
) -> tuple[list[pa.Table], list[np.ndarray]]:
    """From each batch the rows of the articles that are shown, of sentences those that the sieve lets pass;
    for each row the rank of its article among all that are shown, by id."""
    rows, held = stored.catalog.rows[shown], stored.held
    found = []
    for at, places in rows.groupby("batch")["inside"]:
        ids = stored.list_ids(at)
        wanted = ids[np.sort(places.to_numpy())]
        if of is not None:
            wanted = np.array([one for one in wanted if one in of], dtype=object)
        found.append((held.batches[at], wanted, len(wanted) == len(ids)))
    ids = np.sort(np.concatenate([np.array([], dtype=object), *(wanted for _, wanted, _ in found)]))
    rank = {article_id: at for at, article_id in enumerate(ids.tolist())}
    parts, codes = [], []
    for batch, wanted, whole in found:
        if sieve is not None:
            words = read_arrow(name_file(stored.folder, "words", stored.made_by, batch))["word"]
            paths = sieve.list_paths(words.to_pylist())
            if not paths:
                continue
        table = read_coded(name_file(stored.folder, name, stored.made_by, batch))
        if sieve is not None:
            table = table.filter(pa.array(may_contain_term(table["text"], paths)))
        # A batch may still hold an older text of an article that another batch holds now.
        own = table["article_id"].combine_chunks()
        places = {one: rank[one] for one in wanted.tolist()}
        code = np.array([places.get(one, -1) for one in own.dictionary.to_pylist()], dtype=np.int64)
        code = code[own.indices.to_numpy()] if len(own) else np.zeros(0, dtype=np.int64)
        if not whole:
            table, code = table.filter(pa.array(code >= 0)), code[code >= 0]
        if len(table):
            parts.append(table)
            codes.append(code)
    return parts, codes


def read_coded(file: Path) -> pa.Table:
    """A table of a batch, texts as codes of the distinct ones, as categories are; fields of texts say so."""
    texts, is_text = [], pa.types.is_large_string
    with suppress(OSError, pa.ArrowException):  # `read_arrow` says what is wrong with the file
        texts = [one.name for one in pq.read_schema(file) if is_text(one.type) and one.name not in OWN_TEXT]
    table = read_arrow(file, dictionaries=texts)
    for at, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            # Codes of one width, so that those of all batches can be put together.
            column = table[at].cast(pa.dictionary(pa.int32(), pa.large_string()))
            marked = {"text": "yes"} if field.name in texts else {}
            table = table.set_column(at, pa.field(field.name, column.type, metadata=marked), column)
    return table.replace_schema_metadata()


def load_articles(
    stored: Stored, kept: np.ndarray, shown: np.ndarray, of: set[str] | None, *, texts: bool
) -> pd.DataFrame:
    """The articles, with in `cluster` the smallest id among their copies; with their cleaned texts or not."""
    catalog, attrs = stored.catalog, {}
    if of is None:
        table = describe_articles(catalog, stored.path, stored.folder)
        table, attrs = table[shown], table.attrs
    else:
        rows = catalog.rows[shown]
        table = describe_rows(rows, catalog, stored.folder).set_axis(np.flatnonzero(shown))
        ids = name_articles(table["article_id"], table[CONTENT], rows["shared"].to_numpy())
        table = table.drop(columns=[*OWN, *MINE, "row"]).assign(article_id=ids, outlet=rows["outlet"].array)
    table = table.assign(cluster=find_clusters(stored, kept)[table.index])
    table = table if of is None else table[table["article_id"].isin(of)]
    table = table.sort_values("article_id", kind="stable")
    variables = [one for one in table if one not in [*KEYS, "title", "file", "cluster"]]
    rows, table = table.index.to_numpy(), table.reset_index(drop=True)
    if texts:
        table = table.assign(text=read_cleaned(stored, rows))
    table = table[[*KEYS, "title", *(["text"] if texts else []), *variables, "file", "cluster"]]
    table.attrs = attrs
    return table


def load_raw(stored: Stored, kept: np.ndarray, of: set[str] | None) -> pd.DataFrame:
    """The kept articles of a store as `read_corpus` gives them, out of what was read then."""
    catalog = stored.catalog
    table = describe_articles(catalog, stored.path, stored.folder)
    attrs = table.attrs
    table = table[kept] if of is None else table[kept & table["article_id"].isin(of)]
    table = table.sort_values(["date", "outlet", "article_id"], kind="stable")
    rows = catalog.rows[["source", "at"]].iloc[table.index]
    files = {at: catalog.sources[at].place(stored.folder) for at in np.unique(rows["source"]).tolist()}
    texts = gather_texts(files, rows["source"].to_numpy(), rows["at"].to_numpy())
    variables = [one for one in table if one not in [*KEYS, "title", "file"]]
    table = table.reset_index(drop=True).assign(text=texts)[[*KEYS, "title", "text", *variables, "file"]]
    table.attrs = attrs
    return table


def read_cleaned(stored: Stored, rows: np.ndarray) -> pd.Series:
    """The cleaned texts of some articles, given by their rows in the catalog, in the order of these."""
    places = stored.catalog.rows[["batch", "inside"]].iloc[rows]
    files = {
        at: name_file(stored.folder, "articles", stored.made_by, stored.held.batches[at])
        for at in np.unique(places["batch"]).tolist()
    }
    return gather_texts(files, places["batch"].to_numpy(), places["inside"].to_numpy())


def gather_texts(files: dict[int, Path], file: np.ndarray, inside: np.ndarray) -> pd.Series:
    """The texts of some rows of some files: for each its file, by number, and its place in it."""
    parts = [read_arrow(one, columns=["text"])["text"].cast(pa.large_string()) for one in files.values()]
    start = dict(zip(files, np.cumsum([0, *map(len, parts)]).tolist(), strict=False))
    place = pd.Series(file).map(start).to_numpy(np.int64) + inside
    chunks = [chunk for part in parts for chunk in part.chunks]
    texts = pa.chunked_array(chunks, pa.large_string()).combine_chunks().take(pa.array(place))
    return pd.Series(pd.array(texts, dtype="str"))
