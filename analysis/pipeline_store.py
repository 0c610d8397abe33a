"""Measuring into a store, and the tables of a corpus out of it.

A piece is some articles that were new together; its files are named for the piece and for what made them:

    sources/SOURCE.parquet                     the articles of a file as they were read
    boilerplate/CLEANING/SAMPLE.parquet        the recurring lines of an outlet
    articles/CLEANING/PIECE.parquet            the cleaned texts, with the key of each article
    sentences, tone, mentions .../MEASURE/PIECE.parquet
    copies/CLEANING/PIECE.parquet              MinHash bands; compared.parquet, the pairs found so far

An article's key is made from its content and the boilerplate of its outlet; CLEANING and MEASURE are
fingerprints. So a table is up to date because its file is there, and a run that was killed is completed by
the next one, which makes what is not there.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from tqdm.auto import tqdm

from analysis.clean import clean_articles, find_boilerplate
from analysis.lexicon import fingerprint_lexicon
from analysis.pipeline_measures import (
    MADE_BY,
    measure_cleaned,
    measure_nothing,
    measure_sentences,
    read_list,
)
from analysis.pipeline_workers import run_jobs
from analysis.schema import KEYS, sort_keys
from analysis.store import (
    drop_others,
    hash_parts,
    is_sound,
    lock_store,
    open_store,
    read_table,
    write_table,
)
from analysis.store_copies import BAND_NAMES, join_copies, pair_copies, sign_articles
from analysis.store_fingerprints import fingerprint_measure
from analysis.store_sources import OWN, read_catalog, read_texts

ORDER = {"sentences": ["sentence_id"], "tone": ["sentence_id"]}
# Articles of an outlet in which its boilerplate is looked for.
SAMPLE = 1000


def update_store(
    path: Path, folder: Path, *, piece: int, workers: int = 1, dask: object = None, progress: bool = False
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The catalog of a corpus, a row an article with the `piece` that holds it, once every table is there.

    A store that holds everything is not written to. The second value are the fingerprints by table.
    """
    folder, made_by = open_store(folder), fingerprint_tables()
    catalog = read_catalog(path, folder, write=False)
    lines = None if catalog is None else read_lines(catalog, folder, made_by["articles"], write=False)
    if lines is not None:
        catalog = name_pieces(catalog, lines, folder, made_by)
        if catalog["piece"].ne("").all() and not find_missing(catalog, folder, made_by):
            return catalog, made_by
    with lock_store(folder):
        catalog = read_catalog(path, folder)
        lines = read_lines(catalog, folder, made_by["articles"])
        catalog = name_pieces(catalog, lines, folder, made_by)
        missing = find_missing(catalog, folder, made_by)
        # Articles of one source lie together, so that each source is read once.
        new = catalog[catalog["piece"].eq("")].sort_values(["source", "at"], kind="stable")
        groups = [new["key"].iloc[start : start + piece] for start in range(0, len(new), piece)]
        new["piece"] = [name for group in groups for name in [hash_parts(*group)] * len(group)]
        sizes = catalog["piece"].value_counts()
        jobs = chain(list_missing(missing, folder, made_by), list_new(new, lines, folder, made_by))
        total = len(new) + int(sizes.reindex(list(missing)).sum())
        with tqdm(total=total, unit=" articles", leave=False, disable=not progress) as bar:
            for (name, n_articles), tables in run_jobs(make_tables, jobs, workers=workers, dask=dask):
                # The articles come last: with them the piece is there.
                for table in sorted(tables, key="articles".__eq__):
                    write_table(name_file(folder, table, made_by, name), tables[table])
                bar.update(n_articles)
        catalog.loc[new.index, "piece"] = new["piece"]
        drop_stale(catalog, folder, made_by)
    return catalog, made_by


def fingerprint_tables() -> dict[str, str]:
    """For each table of the store, what its rows are made by."""
    cleaning = fingerprint_measure("clean", after=fingerprint_measure("schema"))
    sentences = fingerprint_measure("sentences", after=cleaning)
    made_by = {"articles": cleaning, "sentences": sentences}
    made_by["copies"] = fingerprint_measure("store_copies", after=cleaning)
    for table, (module, lexicon) in MADE_BY.items():
        terms = fingerprint_lexicon(read_list(lexicon)) if lexicon else ""
        made_by[table] = fingerprint_measure(module, after=hash_parts(sentences, terms))
    return made_by


def name_file(folder: Path, table: str, made_by: dict[str, str], piece: str) -> Path:
    return folder / table / made_by[table] / f"{piece}.parquet"


def read_lines(
    catalog: pd.DataFrame, folder: Path, cleaning: str, *, write: bool = True
) -> dict[str, pd.DataFrame] | None:
    """The boilerplate of each outlet; found where it is not there yet, or without leave to write, None."""
    lines = {}
    for outlet, part in sample_outlets(catalog).groupby("outlet", observed=True, sort=False):
        name = hash_parts(str(outlet), *part["content"])
        file = folder / "boilerplate" / cleaning / f"{name}.parquet"
        if not is_sound(file):
            if not write:
                return None
            write_table(file, find_boilerplate(read_texts(folder, part)))
        lines[str(outlet)] = read_table(file)
    return lines


def sample_outlets(articles: pd.DataFrame) -> pd.DataFrame:
    """Up to `SAMPLE` articles of each outlet, chosen and ordered by their content: boilerplate is found in
    these, so that it costs the same however many there are."""
    ordered = articles.sort_values("content", kind="stable")
    return ordered.groupby("outlet", observed=True).head(SAMPLE)


def name_pieces(
    catalog: pd.DataFrame, lines: dict[str, pd.DataFrame], folder: Path, made_by: dict[str, str]
) -> pd.DataFrame:
    """The catalog with the `key` of each article and the `piece` that holds it, "" where none does."""
    marks = (
        catalog["outlet"].astype("str").map({outlet: hash_parts(*of["line"]) for outlet, of in lines.items()})
    )
    parts = zip(catalog["content"], catalog["article_id"], marks, strict=True)
    keys = [blake2b("\x1f".join(part).encode(), digest_size=12).hexdigest() for part in parts]
    pieces = {}
    for file in list_pieces(folder, "articles", made_by):
        if is_sound(file):
            for key in pq.read_table(file, columns=["key"])["key"].to_pylist():
                pieces.setdefault(key, file.stem)
    named = [pieces.get(key, "") for key in keys]
    return catalog.assign(
        key=pd.Series(keys, index=catalog.index, dtype="str"),
        piece=pd.Series(named, index=catalog.index, dtype="str"),
    )


def list_pieces(folder: Path, table: str, made_by: dict[str, str]) -> list[Path]:
    """The finished files of a table, by name."""
    return sorted(
        file for file in (folder / table / made_by[table]).glob("*.parquet") if not file.name.startswith("~")
    )


def find_missing(catalog: pd.DataFrame, folder: Path, made_by: dict[str, str]) -> dict[str, list[str]]:
    """By piece, the tables that are not there."""
    there = {table: {file.stem for file in list_pieces(folder, table, made_by)} for table in made_by}
    missing = {}
    for name in sorted(set(catalog["piece"]) - {""}):
        lacking = [table for table in made_by if name not in there[table]]
        if lacking:
            missing[name] = lacking
    return missing


def list_missing(missing: dict[str, list[str]], folder: Path, made_by: dict[str, str]) -> Iterator[tuple]:
    """A job a piece of which tables are missing: from its sentences, or from its cleaned texts."""
    for name, tables in missing.items():
        base = "articles" if {"sentences", "copies"} & set(tables) else "sentences"
        held = read_table(name_file(folder, base, made_by, name))
        n_articles = pq.read_metadata(name_file(folder, "articles", made_by, name)).num_rows
        yield (name, n_articles), base, held, None, tables


def list_new(
    new: pd.DataFrame, lines: dict[str, pd.DataFrame], folder: Path, made_by: dict[str, str]
) -> Iterator[tuple]:
    """A job a piece of new articles, with all tables."""
    for name, rows in new.groupby("piece", sort=False):
        part = read_texts(folder, rows)[[*KEYS, "title", "text", "key"]]
        known = pd.concat([lines[outlet] for outlet in sorted(set(part["outlet"].astype("str")))])
        yield (name, len(part)), "", part, known, list(made_by)


def make_tables(
    base: str, held: pd.DataFrame, boilerplate: pd.DataFrame | None, wanted: list[str]
) -> dict[str, pd.DataFrame]:
    """The wanted tables of a piece, from its articles as they were read, from cleaned ones or sentences."""
    made = {}
    if base == "":
        held = clean_articles(held, boilerplate=boilerplate)
        made["articles"] = held
    if "copies" in wanted:
        made["copies"] = sign_articles(held)
    measured = measure_sentences if base == "sentences" else measure_cleaned
    made |= measured(held, wanted)
    return {name: made[name] for name in wanted}


def drop_stale(catalog: pd.DataFrame, folder: Path, made_by: dict[str, str]) -> None:
    """Delete what other code, other lists and articles that are gone have left, and unfinished files."""
    kept = {f"{name}.parquet" for name in set(catalog["piece"])}
    for draft in folder.rglob("~*"):
        draft.unlink(missing_ok=True)
    for table, made in made_by.items():
        drop_others(folder / table, [made])
        drop_others(folder / table / made, kept)
    drop_others(folder / "boilerplate", [made_by["articles"]])
    drop_others(folder / "compared", [f"{made_by['copies']}.parquet"])
    drop_others(folder / "sources", [f"{name}.parquet" for name in json.loads(catalog.attrs["sources"])])


def load_table(
    name: str, catalog: pd.DataFrame, folder: Path, made_by: dict[str, str], kept: pd.Series, of: set | None
) -> pd.DataFrame:
    """A table of the kept articles of a catalog, or of those among them that are in `of`, in its one order;
    only the pieces that hold them are read."""
    shown = catalog[kept] if of is None else catalog[kept & catalog["article_id"].isin(of)]
    parts = []
    for piece, rows in shown.groupby("piece"):
        held = read_table(name_file(folder, name, made_by, piece))
        held["outlet"] = held["outlet"].astype("str")
        # A piece may still hold an older text of an article that another piece holds now.
        parts.append(held[held["article_id"].isin(set(rows["article_id"]))])
    empty = measure_nothing(name, catalog["outlet"].cat.categories)
    if name == "articles":
        texts = pd.concat([part[["article_id", "text"]] for part in parts] or [empty[["article_id", "text"]]])
        table = shown.merge(texts, on="article_id", how="left", validate="one_to_one")
        table = table[
            [*empty.columns, *shown.columns.difference([*empty.columns, *OWN, "key", "piece"], sort=False)]
        ]
    else:
        table = pd.concat([*parts, empty.assign(outlet=empty["outlet"].astype("str"))], ignore_index=True)
        table = table.astype(empty.dtypes.to_dict())
    return sort_keys(table, *([] if name == "articles" else ORDER.get(name, ["start", "end"])))


def load_clusters(
    catalog: pd.DataFrame, folder: Path, made_by: dict[str, str], kept: pd.Series
) -> pd.DataFrame:
    """For the kept articles the smallest id among their copies. Only articles that no run has compared yet
    are compared; what was found is kept in the store if it can be written to."""
    file = folder / "compared" / f"{made_by['copies']}.parquet"
    order = catalog.sort_values(["piece", "article_id"], kind="stable").reset_index(drop=True)
    known = read_table(file) if is_sound(file) else pd.DataFrame({"key": [], "partners": []})
    at = pd.Series(np.arange(len(order)), index=order["key"])
    is_new = ~order["key"].isin(known["key"]).to_numpy()
    partners = known.explode("partners").dropna()
    pairs = np.column_stack(
        [
            at.reindex(known["key"].take(partners.index)).to_numpy(dtype=float),
            at.reindex(known["key"].take(partners["partners"].astype(int))).to_numpy(dtype=float),
        ]
    )
    pairs = pairs[~np.isnan(pairs).any(axis=1)].astype(np.int64)
    if is_new.any():
        added = compare_new(order, folder, made_by, is_new)
        pairs = np.concatenate([pairs, added])
        found = pd.Series([[] for _ in range(len(order))])
        for one, other in pairs.tolist():
            found[one].append(other)
        with suppress(OSError):
            write_table(file, pd.DataFrame({"key": order["key"], "partners": found}))
    shown = order["article_id"].isin(catalog.loc[kept, "article_id"]).to_numpy()
    place = np.cumsum(shown) - 1
    both = shown[pairs].all(axis=1) if len(pairs) else np.zeros(0, dtype=bool)
    ids = order.loc[shown, "article_id"].reset_index(drop=True)
    return pd.DataFrame({"article_id": ids, "cluster": join_copies(ids, place[pairs[both]])})


def compare_new(order: pd.DataFrame, folder: Path, made_by: dict[str, str], is_new: np.ndarray) -> np.ndarray:
    """The pairs of copies with a new article in them, by rows of `order` (by piece, then by article)."""
    pieces = order.groupby("piece", sort=False)["article_id"].agg(list)

    bands = np.concatenate([
        read_table(name_file(folder, "copies", made_by, piece)).set_index("article_id")[BAND_NAMES].loc[ids]
        for piece, ids in pieces.items()
    ])  # fmt: skip

    def read_some(rows: np.ndarray) -> list[str]:
        texts = {}
        for piece, part in order.iloc[rows].groupby("piece", sort=False):
            held = read_table(name_file(folder, "articles", made_by, piece), columns=["key", "text"])
            texts |= held[held["key"].isin(part["key"])].set_index("key")["text"].to_dict()
        return [texts[key] for key in order["key"].iloc[rows]]

    return pair_copies(bands, is_new, read_some)
