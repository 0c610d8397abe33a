"""The catalog of a corpus: which articles it has, as whole numbers, some tens of bytes each.

It is made from the sources and kept beside them under a name made from theirs, so that it is up to date
because it is there; where it is not, the rows of sources that have stayed are taken from the catalog before.
What `read_corpus` decides about the whole corpus (`corpus.decisions`) is decided over these numbers; titles
and other columns are read when the articles are asked for.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.corpus.articles import add_record
from analysis.corpus.content import CONTENT, HEADLINE, PLAIN
from analysis.corpus.decisions import (
    choose_articles,
    decide_articles,
    join_sources,
    raise_nothing,
    resolve_date_orders,
)
from analysis.corpus.sources import Record
from analysis.corpus.tables import list_variables
from analysis.schema import KEYS
from analysis.store.disk.folder import hash_parts, is_sound, read_arrow, read_schema, read_table, write_arrow
from analysis.store.fingerprints import fingerprint_measure
from analysis.store.sources import NAMED, StoredSource, read_columns

# Where an article is: the number of its source, and its place in it. No column of a corpus has these names.
MINE = ["~source", "~at"]


@dataclass
class Catalog:
    """The articles of a corpus.

    `rows` has one row per article: `source` and `at` (where it is), `outlet`, `date`, numbers that stand for
    its content, for its byline, speaker and genre, and for the id it was given, and `shared`, whether others
    were given the same id.
    """

    rows: pd.DataFrame
    sources: list[StoredSource]
    day_first: Mapping[str, bool]  # for each format of single files, whether the day comes first in dates
    problems: list[dict]


def read_catalog(path: Path, folder: Path, sources: list[StoredSource], problems: list[dict]) -> Catalog:
    """The catalog of sources that are all in the store; raises what `read_corpus` raises."""
    if not sources:
        raise_nothing(path, 0, problems)
    # Only the groups of single files decide something together.
    single = [source for source in sources if source.format.single]
    orders, open_orders = resolve_date_orders(single, [read_record(source, folder) for source in single])
    catalog = Catalog(pd.DataFrame(), sources, orders, [*problems, *open_orders])
    file = folder / "catalog" / f"{name_catalog(catalog)}.parquet"
    stored = read_rows(file)
    if stored is None:
        parts = name_parts(catalog)
        rows = choose_rows(join_rows(parts, catalog, folder), catalog, path, folder)
        # A store that cannot be written to opens all the same.
        with suppress(OSError):
            write_rows(file, rows, parts)
    else:
        rows = stored[0]
    rows = rows[rows["kept"].to_numpy()].drop(columns=["kept", "plain", "headline"]).reset_index(drop=True)
    outlets = rows["outlet"].cat.remove_unused_categories()
    catalog.rows = rows.assign(outlet=outlets.cat.set_categories(sorted(outlets.cat.categories)))
    return catalog


def name_catalog(catalog: Catalog) -> str:
    """The name of a catalog, made from those of its sources."""
    return hash_parts(fingerprint_measure("store.catalog"), *name_parts(catalog))


def name_parts(catalog: Catalog) -> list[str]:
    """The sources by name; groups of single files with the order of day and month in which they are read."""
    return [
        f"{source.name}-month-first"
        if source.format.single and not catalog.day_first[source.format.name]
        else source.name
        for source in catalog.sources
    ]


def read_record(source: StoredSource, folder: Path) -> Record:
    """The record that a source was stored with."""
    return Record.from_attrs(read_attributes(source.place(folder)))


def read_attributes(file: Path) -> dict[str, str]:
    """The `attrs` that a table was stored with."""
    return read_schema(file).pandas_metadata.get("attributes", {})


def read_rows(file: Path) -> tuple[pd.DataFrame, list[str]] | None:
    """The rows of a catalog file and its parts; None where there is none."""
    if not is_sound(file):
        return None
    table = read_arrow(file)
    parts = json.loads(table.schema.metadata[b"parts"])
    return table.replace_schema_metadata().to_pandas(split_blocks=True, self_destruct=True), parts


def write_rows(file: Path, rows: pd.DataFrame, parts: list[str]) -> None:
    table = pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(
        {"parts": json.dumps(parts)}
    )
    write_arrow(file, table)


def join_rows(parts: list[str], catalog: Catalog, folder: Path) -> pd.DataFrame:
    """The rows of all sources; of those that an earlier catalog has, its rows."""
    place = {name: number for number, name in enumerate(parts)}
    tables: list[pd.DataFrame] = []
    done: set[str] = set()
    for file in sorted((folder / "catalog").glob("[!~]*.parquet")):
        stored = read_rows(file)
        if stored is None:
            continue
        earlier, names = stored
        places = np.array([-1 if name in done else place.get(name, -1) for name in names], dtype=np.int32)
        number = places[earlier["source"].to_numpy()] if len(places) else np.zeros(0, dtype=np.int32)
        tables.append(earlier.assign(source=number)[number >= 0])
        done |= set(names)
    for number, source in enumerate(catalog.sources):
        if parts[number] not in done:
            tables.append(index_source(source, folder, catalog.day_first).assign(source=np.int32(number)))
    outlets = pd.api.types.union_categoricals([table["outlet"] for table in tables])
    rows = pd.concat([table.drop(columns="outlet") for table in tables], ignore_index=True)
    return rows.assign(outlet=outlets)


def index_source(source: StoredSource, folder: Path, day_first: Mapping[str, bool]) -> pd.DataFrame:
    """One row per article of a source: what the catalog holds of it."""
    columns = ["article_id", "outlet", "date", *NAMED, CONTENT, PLAIN, HEADLINE]
    table = read_columns(source, folder, columns, day_first)
    return pd.DataFrame({
        "at": np.arange(len(table), dtype=np.int32),
        "outlet": table["outlet"].astype("str").astype("category"),
        "date": table["date"].astype("datetime64[us]"),
        "content": np.array([number_content(name) for name in table[CONTENT]], dtype=np.int64),
        "plain": np.array([int(name or "0", 16) for name in table[PLAIN]], dtype=np.int64),
        "given": np.array([number_id(given) for given in table["article_id"]], dtype=np.int64),
        "headline": np.array([int(name or "0", 16) for name in table[HEADLINE]], dtype=np.int64),
        "named": number_names(table),
        "kept": True, "shared": False,
    })  # fmt: skip


def number_names(table: pd.DataFrame) -> np.ndarray:
    """The byline, speaker and genre of each article as one number."""
    cells = table[NAMED].fillna("").to_numpy(dtype=object).tolist()
    return np.array([number_id("\x1f".join(names)) for names in cells], dtype=np.int64)


def number_content(name: str) -> int:
    """The name of a content (`hash_content`) as a number, in the same order."""
    return int(name[1:], 16)


def number_id(article_id: str) -> int:
    """An id as a number, 0 for none."""
    made = blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(made, "little") >> 1 if article_id else 0


def choose_rows(rows: pd.DataFrame, catalog: Catalog, path: Path, folder: Path) -> pd.DataFrame:
    """The rows with `kept` and `shared`, as `corpus.decisions` chooses; raises what `read_corpus` raises."""
    choice = choose_articles(
        rows,
        lambda some: describe_rows(rows[some], catalog, folder),
        lambda some: read_texts(rows[some], catalog, folder),
    )
    if not choice.kept.any():
        raise_nothing(path, len(rows), list_problems(catalog, folder))
    return rows.assign(kept=choice.kept, shared=choice.shared)


def describe_rows(rows: pd.DataFrame, catalog: Catalog, folder: Path) -> pd.DataFrame:
    """All columns but the text of some rows of the catalog, as they are in a table of the whole corpus."""
    needed = set(rows["source"])
    sources, tables, seen = [], [], set()
    for number, source in enumerate(catalog.sources):
        file = source.place(folder)
        schema = read_schema(file)
        names = [name for name in schema.names if name != "text"]
        kind = repr((schema.names, schema.types))
        whole = source.format.single or number in needed
        # What kind of values a column holds is decided by all sources that have it: one row of each kind.
        if not names or (kind in seen and not whole):
            continue
        seen.add(kind)
        table = read_table(file, columns=names)
        table = table if whole else table.head(1)
        sources.append(source)
        place: dict[str, Any] = {"~source": number, "~at": np.arange(len(table))}
        tables.append(table.assign(**place))
    joined = join_sources(sources, tables, catalog.day_first)
    places = pd.Index(place_rows(joined["~source"], joined["~at"]))
    return joined.take(places.get_indexer(place_rows(rows["source"], rows["at"]))).reset_index(drop=True)


def read_texts(rows: pd.DataFrame, catalog: Catalog, folder: Path) -> list[str]:
    """The texts of some rows of the catalog, as they were read."""
    texts = np.empty(len(rows), dtype=object)
    numbers, places = rows["source"].to_numpy(), rows["at"].to_numpy()
    for number in np.unique(numbers):
        there = numbers == number
        table = read_table(catalog.sources[number].place(folder), columns=["text"])
        texts[there] = table["text"].to_numpy(dtype=object)[places[there]]
    return texts.tolist()


def place_rows(source: pd.Series, place: pd.Series) -> np.ndarray:
    """The number of a source and the place in it as one number."""
    return source.to_numpy(dtype=np.int64) << 32 | place.to_numpy(dtype=np.int64)


def pick_sources(rows: pd.DataFrame, catalog: Catalog) -> tuple[list[StoredSource], np.ndarray]:
    """The sources that some rows of a catalog come from, and which of these each row comes from."""
    used = sorted(set(rows["source"]))
    return [catalog.sources[number] for number in used], np.searchsorted(used, rows["source"].to_numpy())


def list_problems(catalog: Catalog, folder: Path) -> list[dict]:
    """The problems of the sources, and those of the corpus as a whole."""
    of_sources = [problem for source in catalog.sources for problem in read_record(source, folder).problems]
    return [*catalog.problems, *of_sources]


def describe_articles(catalog: Catalog, path: Path, folder: Path) -> pd.DataFrame:
    """The articles of a catalog as `read_corpus` gives them but without `text`, in the order of its rows."""
    stored = read_rows(folder / "catalog" / f"{name_catalog(catalog)}.parquet")
    rows = stored[0] if stored else join_rows(name_parts(catalog), catalog, folder)
    articles = describe_rows(rows, catalog, folder)
    articles, problems = decide_articles(
        articles, list_problems(catalog, folder), path, lambda some: read_texts(rows[some], catalog, folder)
    )
    places = pd.Index(place_rows(articles["~source"], articles["~at"]))
    articles = articles.take(places.get_indexer(place_rows(catalog.rows["source"], catalog.rows["at"])))
    articles = articles.reset_index(drop=True).assign(outlet=catalog.rows["outlet"].array)
    return add_record(articles[[*KEYS, "title", *list_variables(articles), "file"]], path, problems)


def may_be_named(rows: pd.DataFrame, article_ids: Iterable[str]) -> np.ndarray:
    """Which rows of a catalog may have one of these ids: all that have, and hardly any other."""
    ids = [article_id for article_id in article_ids if isinstance(article_id, str)]
    # An id may be the one that the source gives, with or without a part of the content, or the content alone.
    given = {number_id(name) for article_id in ids for name in (article_id, article_id.rpartition("-")[0])}
    contents = set()
    for article_id in ids:
        with suppress(ValueError):
            contents.add(number_content(article_id))
    return rows["given"].isin(given - {0}).to_numpy() | rows["content"].isin(contents).to_numpy()
