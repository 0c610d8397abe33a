"""The tables of an articles table, in memory: the same tables as a store gives, without a store."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from tqdm.auto import tqdm

from analysis.cleaning.boilerplate import find_boilerplate
from analysis.corpus.articles import keep_part
from analysis.corpus.content import hash_content
from analysis.duplicates.clusters import find_copies
from analysis.entities.coverage.choice import choose_by_articles
from analysis.ids import are_among
from analysis.matching.prefilter import Terms, pick_containing
from analysis.measures import Measure, list_tables, measure_batch
from analysis.schema import check_columns, sort_keys
from analysis.store.load import list_order
from analysis.store.samples import SAMPLE, is_chosen, take_registry
from analysis.store.workers import open_workers


class Tables:
    """Tables in memory, read as `StoredTables` are."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.tables = tables

    def read(
        self, name: str, article_ids: set[str] | None = None, containing: Terms | None = None
    ) -> pd.DataFrame:
        """A table, or its rows of some articles; of sentences those in which a term stands."""
        table = pick_rows(self.tables[name], article_ids)
        return table if containing is None else pick_containing(table, containing)


def pick_rows(table: pd.DataFrame, article_ids: set[str] | None) -> pd.DataFrame:
    """The rows of some articles, or the whole table."""
    if article_ids is None:
        return table
    return table[are_among(table["article_id"], article_ids)].reset_index(drop=True)


def measure_table(
    articles: pd.DataFrame,
    part: dict[str, Any],
    measures: Sequence[Measure],
    *,
    batch: int,
    workers: int,
    dask: Any,
    progress: bool,
) -> Tables:
    """The tables of an articles table, without a store."""
    check_columns(articles, "articles", verb="measure_corpus")
    if not is_chosen(measures):
        measures = take_registry(measures, choose_by_articles(articles).names)
    boilerplate = find_sampled_boilerplate(articles)
    if any(value is not None for value in part.values()):
        articles = keep_part(articles.astype({"outlet": "category"}), **part)
    jobs = ((len(rows), rows, boilerplate, measures) for rows in split_batches(articles, batch))
    measured = []
    bar = tqdm(total=len(articles), unit=" articles", leave=False, delay=3, disable=not progress)
    with bar, open_workers(workers, dask) as run:
        for n_articles, tables in run(measure_batch, jobs):
            measured.append(tables)
            bar.update(n_articles)
    tables = join_batches(measured, list_tables(measures))
    clusters = find_copies(tables["articles"])[["article_id", "cluster"]]
    joined = tables["articles"].merge(clusters, on="article_id", how="left")
    joined.attrs = articles.attrs
    return Tables({
        **tables, "articles": joined, "headlines": joined.drop(columns="text"),
        "raw": articles.reset_index(drop=True), "boilerplate": boilerplate[["outlet", "line"]],
    })  # fmt: skip


def find_sampled_boilerplate(articles: pd.DataFrame) -> pd.DataFrame:
    """The recurring lines of each outlet, looked for in as many of its articles as the store looks in."""
    plain = articles.assign(outlet=articles["outlet"].astype("str"))
    ordered = plain.assign(content=hash_content(plain)).sort_values("content", kind="stable")
    return find_boilerplate(ordered.groupby("outlet").head(SAMPLE))


def split_batches(articles: pd.DataFrame, size: int) -> Iterator[pd.DataFrame]:
    """The articles in batches of at most `size`; an empty corpus is one empty batch."""
    for start in range(0, max(len(articles), 1), size):
        yield articles.iloc[start : start + size]


def join_batches(batches: list[dict[str, pd.DataFrame]], names: list[str]) -> dict[str, pd.DataFrame]:
    """The tables of several batches as one, each in its one order."""
    joined = {}
    for name in names:
        table = pd.concat([tables[name] for tables in batches], ignore_index=True)
        joined[name] = sort_keys(table, *([] if name == "articles" else list_order(table.columns)))
    return joined
