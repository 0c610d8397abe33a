"""Filling a store: make what is not there, and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from tqdm.auto import tqdm

from analysis.measures import MEASURES, Measure
from analysis.store.batch_index import pick_small
from analysis.store.batches import (
    CountedJob,
    JoinJob,
    cut_new,
    list_joins,
    list_missing,
    list_new,
    make_batch,
    make_tables,
    write_batch,
)
from analysis.store.disk.folder import lock_store
from analysis.store.samples import keep_choice, keep_lines, list_sample_jobs
from analysis.store.sources import keep_source, note_files
from analysis.store.store import Store
from analysis.store.workers import Run, open_workers, run_here

# Small batches that may stay before they are joined.
SMALL = 16
# Runs over a corpus whose files change meanwhile.
TRIES = 5


def update_store(
    path: Path,
    folder: Path,
    measures: Sequence[Measure] = MEASURES,
    *,
    batch: int,
    workers: int = 1,
    dask: Any = None,
    progress: bool = False,
) -> Store:
    """The store of a corpus once every table is there. A store that holds everything is not written to.

    Raises OSError where the files of the corpus do not stop changing.
    """
    store = Store(path, folder, measures)
    for _ in range(TRIES):
        store.look_up()
        if store.is_complete:
            return store
        with lock_store(store.folder), open_workers(workers, dask) as run:
            fill_store(store, Work(run, near=dask is None, batch=batch, progress=progress))
    raise OSError(
        f"The files of {str(path)!r} change while they are read; measure again when they are all there."
    )


@dataclass(frozen=True)
class Work:
    """How the jobs of a store are done.

    Parameters
    ----------
    run : callable
        What `open_workers` gives.
    near : bool
        Whether the workers are on this machine. They read and write the store themselves; those of a cluster
        may not see it.
    batch : int
        Articles per batch.
    progress : bool
        Whether bars show the progress.
    """

    run: Run
    near: bool
    batch: int
    progress: bool

    def do(self, function: Callable, jobs: Iterable[tuple], *, bar: str, total: int, unit: str) -> None:
        """Do jobs that read and write the store, each after how much of the total it is."""
        run = self.run if self.near else run_here
        self.show(run(function, jobs), bar=bar, total=total, unit=unit)

    def show(self, results: Iterable[tuple[int, Any]], *, bar: str, total: int, unit: str) -> None:
        """Wait for all results, each after how much of the total it is, with a bar."""
        disable = not self.progress or not total
        with tqdm(desc=bar, total=total, unit=f" {unit}", leave=False, disable=disable) as shown:
            for n, _ in results:
                shown.update(n)

    def measure(self, jobs: Iterable[CountedJob]) -> Iterator[tuple[int, Any]]:
        """Do jobs of batches; yield the number of articles of each when it is done."""
        if self.near:
            yield from self.run(make_batch, jobs)
            return
        sent = (((n_articles, job), job.read(), job.wanted, job.measures) for n_articles, job in jobs)
        for (n_articles, job), tables in self.run(make_tables, sent):
            write_batch(job, tables)
            yield n_articles, None


def fill_store(store: Store, work: Work) -> None:
    """Make what is missing. A file that changes while it is read is left to the next try."""
    store.find_sources()
    read_sources(store, work)
    if store.list_unread():
        return
    store.open_catalog()
    if not store.take_registry():
        keep_choice(store.catalog, store.folder)
        store.take_registry()
    find_boilerplate(store, work)
    store.open_index()
    measure_batches(store, work)
    store.open_index()
    joins = list_small(store, work)
    join_batches(joins, work)
    store.drop_stale(list_kept(store, joins))
    note_files(store.sources, store.path, store.folder)


def read_sources(store: Store, work: Work) -> None:
    """Read the files of the corpus that are not in the store."""
    unread = store.list_unread()
    jobs = ((len(source.files), source, store.path, store.folder) for source in unread)
    total = sum(len(source.files) for source in unread)
    work.do(keep_source, jobs, bar="read", total=total, unit="files")


def find_boilerplate(store: Store, work: Work) -> None:
    """Look for boilerplate in the samples in which nobody has looked."""
    samples = store.list_unknown_samples()
    jobs = list_sample_jobs(samples, store.catalog, store.layout)
    work.do(keep_lines, jobs, bar="boilerplate", total=len(samples), unit="outlets")


def measure_batches(store: Store, work: Work) -> None:
    """Make the tables that batches lack, and all tables of new articles."""
    missing = store.find_missing()
    new = cut_new(store.catalog.rows, work.batch)
    jobs = chain(
        list_missing(missing, store.layout, store.used),
        list_new(new, store.catalog, store.lines, store.layout, store.used),
    )
    sizes = dict(zip(store.index.batches, store.index.sizes.tolist(), strict=True))
    total = len(new) + sum(sizes[name] for name in missing)
    work.show(work.measure(jobs), bar="measured", total=total, unit="articles")


def list_small(store: Store, work: Work) -> list[tuple[int, JoinJob]]:
    """The jobs that write small batches as one, where there are many."""
    groups = pick_small(store.catalog, store.index, size=work.batch, allowed=SMALL)
    return list(list_joins(groups, store.layout, store.used))


def join_batches(joins: list[tuple[int, JoinJob]], work: Work) -> None:
    total = sum(n_articles for n_articles, _ in joins)
    work.do(make_batch, joins, bar="joined", total=total, unit="articles")


def list_kept(store: Store, joins: list[tuple[int, JoinJob]]) -> set[str]:
    """The batches that hold the articles of the catalog when small ones are joined, by name."""
    joined = {name for _, job in joins for name, _ in job.parts}
    return set(store.list_used()) - joined | {job.batch for _, job in joins}
