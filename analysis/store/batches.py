"""The batches of a store: articles that were new at the same time, and the tables made from them.

A job says what one batch needs. On this machine a worker reads, makes and writes the tables of a job; on a
cluster it only makes them, because it may not see the store.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.content import CONTENT
from analysis.corpus.decisions import name_articles
from analysis.duplicates.signatures import sign_articles
from analysis.measures import Measure, measure_cleaned, measure_sentences
from analysis.schema import KEYS
from analysis.store.catalog import Catalog, pick_sources
from analysis.store.disk.folder import Layout, hash_parts, write_table
from analysis.store.samples import read_articles
from analysis.store.sources import NAMED, StoredSource

# A job, after the number of its articles: that is what progress counts.
CountedJob = tuple[int, "Job"]


@dataclass(frozen=True)
class Job:
    """The tables `wanted` of one batch, by name, and the measures among them."""

    layout: Layout
    batch: str
    wanted: list[str]
    measures: list[Measure]

    def read(self) -> dict[str, pd.DataFrame]:
        """What the tables are made from: the tables that `make_tables` takes."""
        raise NotImplementedError

    def make(self) -> dict[str, pd.DataFrame]:
        """The wanted tables, by name."""
        return make_tables(self.read(), self.wanted, self.measures)


@dataclass(frozen=True)
class NewJob(Job):
    """A batch of new articles: rows of the catalog, the sources they come from, and the boilerplate."""

    rows: pd.DataFrame
    sources: list[StoredSource]
    day_first: Mapping[str, bool]
    lines: dict[str, list[str]]

    def read(self) -> dict[str, pd.DataFrame]:
        articles = read_articles(self.rows, self.sources, self.layout.folder, self.day_first)
        articles["article_id"] = name_articles(
            articles["article_id"], articles[CONTENT], self.rows["shared"].to_numpy()
        )
        articles["outlet"] = articles["outlet"].astype("category")
        raw = articles[[*KEYS, "title", "text", *NAMED]].assign(key=self.rows["key"].to_numpy())
        return {"raw": raw, "boilerplate": list_lines(self.lines)}


@dataclass(frozen=True)
class MissingJob(Job):
    """A batch that is there but lacks some tables."""

    def read(self) -> dict[str, pd.DataFrame]:
        whole = {"copies", "sentences"} & set(self.wanted)
        columns = None if whole else ["article_id", *NAMED]
        tables = {"articles": self.layout.read("articles", self.batch, columns=columns)}
        needed = {need for measure in self.measures for need in measure.after}
        if self.measures:
            needed.add("sentences")
        for name in sorted(needed & set(self.layout.made_by) - set(self.wanted) - set(tables)):
            tables[name] = self.layout.read(name, self.batch)
        return tables


@dataclass(frozen=True)
class JoinJob(Job):
    """Small batches that become one: each by name, with the rows of the articles that are still wanted."""

    parts: list[tuple[str, np.ndarray]]

    def make(self) -> dict[str, pd.DataFrame]:
        ids = {batch: set(read_ids(self.layout, batch)[places]) for batch, places in self.parts}
        return {table: join_table(table, self.layout, ids) for table in self.wanted}


def make_batch(job: Job) -> None:
    """Make and write the tables of a job."""
    write_batch(job, job.make())


def make_tables(
    tables: dict[str, pd.DataFrame], wanted: list[str], measures: list[Measure]
) -> dict[str, pd.DataFrame]:
    """The wanted tables of a batch.

    Parameters
    ----------
    tables : dict of DataFrame
        What they are made from: `raw` articles and their `boilerplate`, or the cleaned `articles`, with
        `sentences` and tables of measures where these are there already.
    wanted : list of str
        The names of the tables.
    measures : list of Measure
        The measures among them.
    """
    made: dict[str, pd.DataFrame] = {}
    if "raw" in tables:
        made["articles"] = clean_articles(tables["raw"], boilerplate=tables["boilerplate"])
    articles = made["articles"] if "raw" in tables else tables["articles"]
    if "copies" in wanted:
        made["copies"] = sign_articles(articles)
    if "sentences" in tables:
        made |= measure_sentences(tables["sentences"], measures, tables=tables)
    elif "sentences" in wanted:
        made |= measure_cleaned(articles, measures, tables=tables)
    return {name: made[name] for name in wanted}


def write_batch(job: Job, tables: dict[str, pd.DataFrame]) -> None:
    """Write the tables of a batch. The articles come last: where they are, the batch is complete."""
    for table in sorted(tables, key="articles".__eq__):
        write_table(job.layout.place(table, job.batch), tables[table])


def join_table(table: str, layout: Layout, wanted: dict[str, set[str]]) -> pd.DataFrame:
    """A table of several batches as one; `wanted` are the ids of the articles that stay, by batch."""
    tables = []
    for batch, ids in wanted.items():
        rows = layout.read(table, batch)
        # The vocabulary of a batch belongs to no article; words of articles that are gone do no harm.
        if "article_id" in rows:
            rows = rows[rows["article_id"].isin(ids)]
        # Each batch has categories of its own.
        categorical = rows.select_dtypes("category").columns
        tables.append(rows.astype(dict.fromkeys(categorical, "str")))
    joined = pd.concat(tables, ignore_index=True).astype(dict.fromkeys(categorical, "category"))
    return joined if "article_id" in joined else joined.drop_duplicates()


def read_ids(layout: Layout, batch: str) -> np.ndarray:
    """The ids of the articles of a batch, in its order."""
    return layout.read("articles", batch, columns=["article_id"])["article_id"].to_numpy(dtype=object)


def list_lines(lines: dict[str, list[str]]) -> pd.DataFrame:
    """The recurring lines of outlets as a table of `find_boilerplate`: one row per line, `outlet, line`.

    >>> list_lines({"Courier": ["Subscribe!"]}).values.tolist()
    [['Courier', 'Subscribe!']]
    """
    rows = [(outlet, line) for outlet, found in lines.items() for line in found]
    return pd.DataFrame(rows, columns=["outlet", "line"], dtype="str")


def cut_new(rows: pd.DataFrame, size: int) -> pd.DataFrame:
    """The rows of a catalog that no batch holds, with the names of the batches they are to be in."""
    new = rows[rows["batch"].to_numpy() < 0]
    # Articles of one source stay together, so that few batches read the same source.
    new = new.iloc[np.lexsort([new["at"], new["source"]])]
    keys = new["key"].to_numpy()
    parts = [keys[start : start + size] for start in range(0, len(new), size)]
    names = [hash_parts(part.tobytes()) for part in parts]
    return new.assign(batch=pd.Categorical.from_codes(np.arange(len(new)) // size, pd.Index(names)))


def list_new(
    rows: pd.DataFrame,
    catalog: Catalog,
    lines: dict[str, list[str]],
    layout: Layout,
    measures: list[Measure],
) -> Iterator[CountedJob]:
    """One job for each batch of new articles, with all tables. `rows` is what `cut_new` gives."""
    for batch, part in rows.groupby("batch", sort=False, observed=True):
        sources, source = pick_sources(part, catalog)
        outlets = sorted(part["outlet"].cat.remove_unused_categories().cat.categories)
        places = part[["at", "shared", "key"]].reset_index(drop=True)
        job = NewJob(
            layout, str(batch), list(layout.made_by), measures,
            rows=places.assign(source=source), sources=sources, day_first=catalog.day_first,
            lines={outlet: lines[outlet] for outlet in outlets},
        )  # fmt: skip
        yield len(part), job


def list_missing(
    missing: dict[str, list[str]], layout: Layout, measures: list[Measure]
) -> Iterator[CountedJob]:
    """One job for each batch that lacks some tables; `missing` names these by batch."""
    for batch, tables in missing.items():
        n_articles = len(read_ids(layout, batch))
        wanted = [measure for measure in measures if measure.name in tables]
        yield n_articles, MissingJob(layout, batch, tables, wanted)


def list_joins(
    groups: list[list[tuple[str, np.ndarray]]], layout: Layout, measures: list[Measure]
) -> Iterator[tuple[int, JoinJob]]:
    """One job for each group of small batches (`pick_small`)."""
    for group in groups:
        name = hash_parts(*(part for batch, places in group for part in (batch, places.tobytes())))
        n_articles = sum(len(places) for _, places in group)
        yield n_articles, JoinJob(layout, name, list(layout.made_by), measures, parts=group)
