"""The batches of a store: some articles that were new together, and the tables that were made of them.

A job is what one batch needs: what is read, what is made of it, where it is written. On this machine a worker
does all of it; a Dask worker only the middle, since it need not see the store.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from analysis.cleaning.pipeline import clean_articles
from analysis.duplicates.signatures import sign_articles
from analysis.measures import measure_cleaned, measure_sentences
from analysis.schema import KEYS
from analysis.store.boilerplate import read_articles
from analysis.store.catalog import Catalog, name_articles, pick_sources
from analysis.store.folder import hash_parts, read_table, write_table
from analysis.store.sources import CONTENT, Source


@dataclass(frozen=True)
class Job:
    """A batch and the tables it lacks: from rows of the catalog, from a table of its own, or from batches."""

    folder: Path
    made_by: dict[str, str]
    batch: str
    wanted: list[str]
    base: str  # "", "articles", "sentences", or "batches"
    rows: pd.DataFrame | None = None
    sources: tuple[Source, ...] = ()
    day_first: bool = True
    lines: dict[str, list[str]] | None = None
    parts: tuple[tuple[str, np.ndarray], ...] = ()


def name_file(folder: Path, table: str, made_by: dict[str, str], batch: str) -> Path:
    return folder / table / made_by[table] / f"{batch}.parquet"


def make_batch(job: Job) -> None:
    """Read, make and write what a job asks for."""
    if job.base == "batches":
        join_tables(job)
    else:
        write_batch(job, make_tables(*read_base(job)))


def read_base(job: Job) -> tuple[str, pd.DataFrame, pd.DataFrame | None, list[str]]:
    """What the tables of a batch are made of: the arguments of `make_tables`."""
    if job.base:
        held = read_table(name_file(job.folder, job.base, job.made_by, job.batch))
        articles = name_file(job.folder, "articles", job.made_by, job.batch)
        return job.base, held, read_table(articles, columns=["article_id", "byline"]), job.wanted
    articles = read_articles(job.rows, list(job.sources), job.folder, job.day_first)
    articles["article_id"] = name_articles(
        articles["article_id"], articles[CONTENT], job.rows["shared"].to_numpy()
    )
    articles["outlet"] = articles["outlet"].astype("category")
    articles = articles[[*KEYS, "title", "text", "byline"]].assign(key=job.rows["key"].to_numpy())
    lines = [(outlet, line) for outlet, found in job.lines.items() for line in found]
    return "", articles, pd.DataFrame(lines, columns=["outlet", "line"], dtype="str"), job.wanted


def make_tables(
    base: str, held: pd.DataFrame, beside: pd.DataFrame, wanted: list[str]
) -> dict[str, pd.DataFrame]:
    """The wanted tables of a batch, from its articles as they were read, with the boilerplate `beside`, or
    from cleaned ones or sentences, with the bylines of the articles."""
    made = {}
    if base == "":
        held = clean_articles(held, boilerplate=beside)
        made["articles"] = held
    if "copies" in wanted:
        made["copies"] = sign_articles(held)
    if base == "sentences":
        made |= measure_sentences(held, wanted, articles=beside)
    else:
        made |= measure_cleaned(held, wanted)
    return {name: made[name] for name in wanted}


def write_batch(job: Job, tables: dict[str, pd.DataFrame]) -> None:
    """Write the tables of a batch; the articles come last: with them the batch is there."""
    for table in sorted(tables, key="articles".__eq__):
        write_table(name_file(job.folder, table, job.made_by, job.batch), tables[table])


def join_tables(job: Job) -> None:
    """Write several batches as one, leaving out articles that have changed since or are gone."""
    ids = {batch: set(read_ids(job.folder, job.made_by, batch)[live]) for batch, live in job.parts}
    for table in sorted(job.made_by, key="articles".__eq__):
        parts = []
        for batch, _ in job.parts:
            held = read_table(name_file(job.folder, table, job.made_by, batch))
            # The words of a batch are of no article; those of articles that are gone do no harm.
            if "article_id" in held:
                held = held[held["article_id"].isin(ids[batch])]
            # Each batch has categories of its own.
            named = [name for name, kind in held.dtypes.items() if isinstance(kind, pd.CategoricalDtype)]
            parts.append(held.astype(dict.fromkeys(named, "str")))
        joined = pd.concat(parts, ignore_index=True).astype(dict.fromkeys(named, "category"))
        joined = joined if "article_id" in joined else joined.drop_duplicates()
        write_table(name_file(job.folder, table, job.made_by, job.batch), joined)


def read_ids(folder: Path, made_by: dict[str, str], batch: str) -> np.ndarray:
    """The ids of the articles of a batch, in its order."""
    return read_table(name_file(folder, "articles", made_by, batch), columns=["article_id"])[
        "article_id"
    ].to_numpy(dtype=object)


def list_new(
    rows: pd.DataFrame, catalog: Catalog, lines: dict[str, list[str]], folder: Path, made_by: dict[str, str]
) -> Iterator[tuple[int, Job]]:
    """A job a batch of new articles, with all tables."""
    for batch, part in rows.groupby("batch", sort=False, observed=True):
        sources, source = pick_sources(part, catalog)
        outlets = sorted(part["outlet"].cat.remove_unused_categories().cat.categories)
        job = Job(
            folder, made_by, batch, list(made_by), "",
            rows=pd.DataFrame({
                "source": source,
                "at": part["at"].to_numpy(), "shared": part["shared"].to_numpy(),
                "key": part["key"].to_numpy(),
            }),
            sources=tuple(sources), day_first=catalog.day_first,
            lines={outlet: lines[outlet] for outlet in outlets},
        )  # fmt: skip
        yield len(part), job


def list_missing(
    missing: dict[str, list[str]], folder: Path, made_by: dict[str, str]
) -> Iterator[tuple[int, Job]]:
    """A job a batch of which tables are missing: from its sentences, or from its cleaned texts."""
    for batch, tables in missing.items():
        base = "articles" if {"sentences", "copies"} & set(tables) else "sentences"
        n_articles = pq.read_metadata(name_file(folder, "articles", made_by, batch)).num_rows
        yield n_articles, Job(folder, made_by, batch, tables, base)


def list_together(
    groups: list[list[tuple[str, np.ndarray]]], folder: Path, made_by: dict[str, str]
) -> Iterator[tuple[int, Job]]:
    """A job a group of small batches that become one."""
    for group in groups:
        named = [part for batch, live in group for part in (batch, live.tobytes())]
        n_articles = sum(len(live) for _, live in group)
        yield (
            n_articles,
            Job(folder, made_by, hash_parts(*named), list(made_by), "batches", parts=tuple(group)),
        )
