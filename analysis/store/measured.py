"""The whole flow, one step a line: a folder of articles in, the tables of every measure out."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from analysis.cleaning.boilerplate import find_boilerplate
from analysis.corpus.articles import hash_content, keep_part, read_corpus
from analysis.duplicates.clusters import find_copies
from analysis.ids import find_sentences
from analysis.matching.prefilter import Terms, pick_holding
from analysis.measures import TABLES, measure_batch
from analysis.schema import check_choice, check_columns, sort_keys
from analysis.store.boilerplate import SAMPLE
from analysis.store.folder import place_store
from analysis.store.load import ORDER, load_table
from analysis.store.store import update_store
from analysis.store.workers import open_workers

# Tables that are no measure of the articles.
BESIDE = ["headlines", "raw", "boilerplate"]
# Articles measured at a time: enough for the array operations to pay, few enough to stay in memory.
BATCH = 2000


class Measured:
    """The tables of one corpus; every row keeps its article, its outlet and its date.

    `articles, sentences, tone, mentions, generic_frames, conflict_frames, war_peace`: each is loaded when it
    is first asked for. `articles` has a column `cluster` more than `read_corpus` gives: articles that print
    the same text share it. Beside them stand `headlines`, the articles without their texts, which is all that
    most summaries need; `raw`, the articles as `read_corpus` gives them; and `boilerplate`, the recurring
    lines that cleaning took out: `outlet, line`.
    """

    def __init__(self, read: Callable[..., pd.DataFrame]):
        self.read = read

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in [*TABLES, *BESIDE]:
            raise AttributeError(f"There is no table {name!r}; there are {', '.join([*TABLES, *BESIDE])}.")
        table = self.read(name, None)
        setattr(self, name, table)
        return table

    def __dir__(self) -> list[str]:
        return [*TABLES, *BESIDE]

    def load(self, name: str, of: set | None = None, holding: Terms | None = None) -> pd.DataFrame:
        """A table, or its rows of some articles, of sentences those in which a term stands; a table that is
        loaded already is not read again, but to look for terms, which the store does faster."""
        table = vars(self).get(name)
        if holding is not None:
            return self.read(name, of, holding)
        if table is None:
            return self.read(name, of)
        return pick_rows({name: table}, name, of)


def measure_corpus(
    path: str | Path,
    *,
    since: str | None = None,
    until: str | None = None,
    outlets: Iterable[str] | None = None,
    store: str | Path | None = "auto",
    workers: int = 1,
    dask: Any = None,
    batch: int = BATCH,
    progress: bool = False,
) -> Measured:
    """Read, clean and measure a corpus: the tables of all measures, in the order of `article_id`.

    With a `store` (a folder) every table is kept there, and only what is new or made by other code, word
    lists or names is made again; the store holds the whole corpus, whatever part is asked for. `"auto"` uses
    the store beside the corpus (`place_store`) if there is one, and makes none; None uses none.

    `workers` is the number of processes on this machine; `dask`, the address of a Dask scheduler, or a client
    (extra `cluster`). `batch` is the number of articles that are measured together. The tables are the same
    whatever the store, the workers and the batch. Boilerplate is that of the whole corpus, not of the part.

    Raises what `read_corpus` raises, ValueError for a store that is another folder, and OSError for one that
    cannot be written to.
    """
    if batch < 1:
        raise ValueError(f"The `batch` must be 1 article or more; not {batch!r}.")
    asked = {"outlets": outlets, "since": since, "until": until}
    work = {"workers": workers, "dask": dask, "batch": batch, "progress": progress}
    if store == "auto":
        store = place_store(path) if place_store(path).is_dir() else None
    if store is None:
        articles = read_corpus(path)
        boilerplate = find_sampled_boilerplate(articles)
        return measure_articles(keep_part(articles, **asked), boilerplate=boilerplate, **work)
    stored = update_store(Path(path), Path(store), **work)
    rows = stored.catalog.rows
    kept = rows.index.isin(keep_part(rows[["outlet", "date"]], **asked).index)
    return Measured(partial(load_table, stored, kept))


def measure_articles(
    articles: pd.DataFrame,
    *,
    boilerplate: pd.DataFrame | None = None,
    batch: int = BATCH,
    workers: int = 1,
    dask: Any = None,
    progress: bool = False,
) -> Measured:
    """The tables of all measures for an articles table as `read_corpus` gives it; nothing is stored.

    `boilerplate` is a table of `find_boilerplate`, made of these articles where it is not given.
    """
    boilerplate = find_sampled_boilerplate(articles) if boilerplate is None else boilerplate
    jobs = ((len(part), part, boilerplate) for part in split_batches(articles, batch))
    measured = []
    bar = tqdm(total=len(articles), unit=" articles", leave=False, delay=3, disable=not progress)
    with bar, open_workers(workers, dask) as run:
        for n_articles, tables in run(measure_batch, jobs):
            measured.append(tables)
            bar.update(n_articles)
    tables = join_batches(measured)
    clusters = find_copies(tables["articles"])[["article_id", "cluster"]]
    joined = tables["articles"].merge(clusters, on="article_id", how="left")
    joined.attrs = articles.attrs
    beside = {"raw": articles.reset_index(drop=True), "boilerplate": boilerplate[["outlet", "line"]]}
    beside["headlines"] = joined.drop(columns="text")
    return Measured(partial(pick_rows, {**tables, **beside, "articles": joined}))


def pick_rows(
    tables: dict[str, pd.DataFrame], name: str, of: set | None, holding: Terms | None = None
) -> pd.DataFrame:
    """A table of several, or its rows of some articles; of sentences those in which a term stands."""
    table = tables[name]
    table = table if of is None else table[table["article_id"].isin(of)].reset_index(drop=True)
    return table if holding is None else pick_holding(table, holding)


def read_rows(measured: Measured, table: str, *, of: pd.DataFrame | Iterable[str]) -> pd.DataFrame:
    """The rows of one table for some articles: the sentences behind a number, at any size.

    `of` is a table with `article_id`, or ids. From a store, only the batches that hold them are read. Raises
    ValueError for a table that is not there.

    >>> row = {"article_id": ["a"], "outlet": ["X"], "date": [pd.NaT], "title": [""]}
    >>> articles = pd.DataFrame({**row, "text": ["The bridge fell. It was dark."]})
    >>> measured = measure_articles(articles.astype({"outlet": "category", "date": "datetime64[us]"}))
    >>> read_rows(measured, "sentences", of=["a"])["text"].tolist()
    ['The bridge fell.', 'It was dark.']
    """
    check_choice(table, [*TABLES, "headlines", "raw"], name="table")
    ids = of["article_id"].unique() if isinstance(of, pd.DataFrame) else of
    return measured.load(table, set(ids))


def read_sentences(
    measured: Measured, *, of: pd.DataFrame | None = None, holding: Terms | None = None
) -> pd.DataFrame:
    """The sentences that some rows (of hits, of the tone) belong to, or in which a word or phrase stands,
    each once, in the order of the text.

    `of` is a table with `article_id` and `sentence_id`; `holding` are terms as `find_in_context` takes them,
    which finds in these sentences what it finds in all. From a store, only the batches that can hold them are
    read. Raises ValueError for a table without these columns, for what is no term, and where nothing is
    asked for.

    >>> dark = measured.tone.query("n_battle > 0")
    >>> read_sentences(measured, of=dark)["text"].tolist()
    ['Shells hit the bridge, the mayor of Kyiv said.']
    >>> read_sentences(measured, holding="bridge*")["text"].tolist()
    ['Shells hit the bridge, the mayor of Kyiv said.']
    """
    if of is None:
        if holding is None:
            raise ValueError("read_sentences needs rows (`of`) or terms (`holding`).")
        return measured.load("sentences", holding=holding)
    check_columns(of, ["article_id", "sentence_id"], verb="read_sentences")
    sentences = measured.load("sentences", set(of["article_id"].unique()), holding)
    places = np.unique(find_sentences(sentences, of))
    return sentences.iloc[places[places >= 0]].reset_index(drop=True)


def find_sampled_boilerplate(articles: pd.DataFrame) -> pd.DataFrame:
    """The recurring lines of each outlet, looked for in as many of its articles as the store looks in."""
    plain = articles.assign(outlet=articles["outlet"].astype("str"))
    ordered = plain.assign(content=hash_content(plain)).sort_values("content", kind="stable")
    return find_boilerplate(ordered.groupby("outlet").head(SAMPLE))


def split_batches(articles: pd.DataFrame, size: int) -> Iterator[pd.DataFrame]:
    """The articles in batches of at most `size`; an empty corpus is one empty batch."""
    for start in range(0, max(len(articles), 1), size):
        yield articles.iloc[start : start + size]


def join_batches(batches: list[dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """The tables of several batches as one, each in its one order."""
    joined = {}
    for name in TABLES:
        table = pd.concat([part[name] for part in batches], ignore_index=True)
        joined[name] = sort_keys(table, *([] if name == "articles" else ORDER.get(name, ["start", "end"])))
    return joined


def write_tables(measured: Measured, out: str | Path) -> dict[str, int]:
    """Write each table as a Parquet file under `out`, one after the other; the files by name, with their
    rows."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    written = {}
    for name in TABLES:
        file, table = out / f"{name}.parquet", measured.load(name, None)
        table.to_parquet(file, index=False)
        written[str(file)] = len(table)
    return written
