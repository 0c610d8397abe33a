"""Tables out of a store: only the pieces and columns that hold what is asked for are read."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.pipeline.copies import find_clusters
from analysis.pipeline.measures import measure_nothing
from analysis.pipeline.pieces import name_file, read_ids
from analysis.pipeline.store import Stored
from analysis.schema import KEYS, sort_keys
from analysis.store.catalog import (
    MINE,
    describe_articles,
    describe_rows,
    name_articles,
    number_content,
    number_id,
)
from analysis.store.folder import read_arrow
from analysis.store.sources import CONTENT, OWN

ORDER = {"sentences": ["sentence_id"], "tone": ["sentence_id"]}


def load_table(stored: Stored, kept: np.ndarray, name: str, of: set[str] | None) -> pd.DataFrame:
    """A table of the kept articles of a store, or of those among them that are in `of`, in its one order."""
    shown = kept if of is None else kept & may_be_named(stored, of)
    if name == "articles":
        return load_articles(stored, kept, shown, of)
    parts, codes = read_parts(stored, shown, name, of)
    categories = stored.catalog.rows["outlet"].cat.categories
    empty = measure_nothing(name, categories)
    if not parts:
        return empty
    table = pa.concat_tables(parts, promote_options="permissive")
    then = [table[one].to_numpy() for one in ORDER.get(name, ["start", "end"])]
    order = np.lexsort([*reversed(then), np.concatenate(codes)])
    if (np.diff(order) != 1).any():
        table = table.take(pa.array(order))
    outlets = table["outlet"].combine_chunks()
    code = pd.Index(categories).get_indexer(outlets.dictionary.to_pandas())
    outlet = pd.Categorical.from_codes(code[outlets.indices.to_numpy()], categories)
    table = table.drop_columns(["outlet"]).replace_schema_metadata()
    frame = table.to_pandas(split_blocks=True, self_destruct=True)
    return frame.assign(outlet=outlet)[list(empty.columns)].astype(empty.dtypes.to_dict())


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
    stored: Stored, shown: np.ndarray, name: str, of: set[str] | None
) -> tuple[list[pa.Table], list[np.ndarray]]:
    """From each piece the rows of the articles that are shown; for each row the rank of its article among all
    that are shown, by id."""
    rows, held = stored.catalog.rows[shown], stored.held
    found = []
    for at, places in rows.groupby("piece")["inside"]:
        ids = read_ids(stored.folder, stored.made_by, held.pieces[at])
        wanted = ids[np.sort(places.to_numpy())]
        if of is not None:
            wanted = np.array([one for one in wanted if one in of], dtype=object)
        found.append((held.pieces[at], wanted, len(wanted) == len(ids)))
    ids = np.sort(np.concatenate([np.array([], dtype=object), *(wanted for _, wanted, _ in found)]))
    rank = {article_id: at for at, article_id in enumerate(ids.tolist())}
    parts, codes = [], []
    for piece, wanted, whole in found:
        file = name_file(stored.folder, name, stored.made_by, piece)
        table = read_arrow(file, dictionaries=["article_id"])
        # A piece may still hold an older text of an article that another piece holds now.
        own = table["article_id"].combine_chunks()
        places = {one: rank[one] for one in wanted.tolist()}
        code = np.array([places.get(one, -1) for one in own.dictionary.to_pylist()], dtype=np.int64)
        code = code[own.indices.to_numpy()] if len(own) else np.zeros(0, dtype=np.int64)
        if not whole:
            table, code = table.filter(pa.array(code >= 0)), code[code >= 0]
        if len(table):
            parts.append(shorten(table))
            codes.append(code)
    return parts, codes


def shorten(table: pa.Table) -> pa.Table:
    """The table with all categories as text, as each piece has its own, but outlets, which are few."""
    for at, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            column = table[at].combine_chunks()
            column = column.dictionary.cast(pa.large_string()).take(column.indices)
            if field.name == "outlet":
                column = pc.dictionary_encode(column)
            table = table.set_column(at, field.name, column)
    return table


def load_articles(stored: Stored, kept: np.ndarray, shown: np.ndarray, of: set[str] | None) -> pd.DataFrame:
    """The articles with their cleaned texts and, in `cluster`, the smallest id among their copies."""
    catalog, attrs = stored.catalog, {}
    if of is None:
        table = describe_articles(catalog, stored.path, stored.folder)
        table, attrs = table[shown], table.attrs
    else:
        rows = catalog.rows[shown]
        table = describe_rows(rows, catalog, stored.folder).set_axis(np.flatnonzero(shown))
        ids = name_articles(table["article_id"], table[CONTENT], rows["shared"].to_numpy())
        table = table.drop(columns=[*OWN, *MINE, "row"]).assign(article_id=ids, outlet=rows["outlet"].array)
    variables = [one for one in table if one not in [*KEYS, "title", "text", "file"]]
    table = table.assign(text=read_cleaned(stored, shown), cluster=find_clusters(stored, kept)[table.index])
    table = table[[*KEYS, "title", "text", *variables, "file", "cluster"]]
    table = sort_keys(table if of is None else table[table["article_id"].isin(of)])
    table.attrs = attrs
    return table


def read_cleaned(stored: Stored, shown: np.ndarray) -> pd.Series:
    """The cleaned texts of some articles of a catalog, by its rows."""
    parts = [pd.Series(dtype="str")]
    for at, rows in stored.catalog.rows.loc[shown, ["piece", "inside"]].groupby("piece"):
        file = name_file(stored.folder, "articles", stored.made_by, stored.held.pieces[at])
        texts = read_arrow(file, columns=["text"])["text"].take(pa.array(rows["inside"].to_numpy()))
        parts.append(texts.to_pandas().set_axis(rows.index))
    return pd.concat(parts).sort_index().astype("str")
