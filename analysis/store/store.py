"""Measuring into a store: what is new, and nothing else.

    files.parquet                              how the files of the corpus stood when they were read
    sources/SOURCE.parquet                     articles as they were read
    catalog/SOURCES.parquet                    which of them the corpus has, as numbers
    boilerplate/CLEANING/SAMPLE.parquet        the recurring lines of an outlet and the texts that show them
    articles/CLEANING/BATCH.parquet            cleaned texts, with the key of each article
    held/BATCHES.parquet                        the keys of all batches
    sentences, tone, mentions .../MEASURE/BATCH.parquet
    words/MEASURE/BATCH.parquet                the distinct words of a batch
    copies/CLEANING/BATCH.parquet              MinHash bands; compared, the pairs of copies found so far

SOURCE, SAMPLE and BATCH are made from content, CLEANING and MEASURE are fingerprints of what made the files.
So a table is up to date because its file is there, and a run that was killed is completed by the next one,
which makes what is not there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from analysis.measures import MADE_BY, read_list_files
from analysis.store.batch_index import BatchIndex, list_folder, name_batches, pick_small, read_index
from analysis.store.batches import (
    Job,
    list_missing,
    list_new,
    list_together,
    make_batch,
    make_tables,
    read_base,
    read_ids,
    write_batch,
)
from analysis.store.boilerplate import draw_samples, keep_lines, list_lines, read_lines
from analysis.store.catalog import Catalog, name_catalog, read_catalog
from analysis.store.fingerprints import fingerprint_measure
from analysis.store.folder import drop_others, hash_parts, is_sound, lock_store, open_store
from analysis.store.sources import keep_source, list_sources, note_files
from analysis.store.workers import open_workers, run_here

# Small batches that may lie about before they are written as one.
SMALL = 16
TRIES = 5
# Another one where the files of batches hold something else than before.
LAYOUT = "3"


@dataclass
class Stored:
    """What is where in a store that holds every table of a corpus."""

    path: Path
    folder: Path
    made_by: dict[str, str]
    catalog: Catalog
    held: BatchIndex
    lines: dict[str, list[str]]  # the boilerplate of each outlet
    known_ids: dict[int, np.ndarray] = field(default_factory=dict)

    def list_ids(self, batch: int) -> np.ndarray:
        """The ids of the articles of a batch, in its order. Every table asks for them; they are read once."""
        if batch not in self.known_ids:
            self.known_ids[batch] = read_ids(self.folder, self.made_by, self.held.batches[batch])
        return self.known_ids[batch]


def update_store(
    path: Path, folder: Path, *, batch: int, workers: int = 1, dask: object = None, progress: bool = False
) -> Stored:
    """The store of a corpus once every table is there. One that holds everything is not written to.

    Raises OSError where the files of the corpus do not stop changing.
    """
    folder, made_by = open_store(folder), fingerprint_tables()
    for _ in range(TRIES):
        stored = look_up(path, folder, made_by)
        if stored:
            return stored
        with lock_store(folder), open_workers(workers, dask) as run:
            fill_store(path, folder, made_by, run, near=dask is None, batch=batch, progress=progress)
    raise OSError(
        f"The files of {str(path)!r} change while they are read; measure again when they are all there."
    )


def look_up(path: Path, folder: Path, made_by: dict[str, str]) -> Stored | None:
    """What is where, if every table is there."""
    sources, problems = list_sources(path, folder)
    if not all(is_sound(source.place(folder)) for source in sources):
        return None
    catalog = read_catalog(path, folder, sources, problems)
    lines = read_lines(draw_samples(catalog), folder, made_by["articles"])
    if lines is None:
        return None
    held = read_index(folder, made_by["articles"])
    catalog = name_batches(catalog, lines, held)
    if (catalog.rows["batch"].to_numpy() < 0).any() or find_missing(catalog, held, folder, made_by):
        return None
    return Stored(path, folder, made_by, catalog, held, lines)


def fill_store(
    path: Path,
    folder: Path,
    made_by: dict[str, str],
    run: Callable,
    *,
    near: bool,
    batch: int,
    progress: bool,
) -> None:
    """Make what is missing. Workers on this machine (`near`) read and write the store themselves; those of a
    cluster need not see it."""
    beside, cleaning = run if near else run_here, made_by["articles"]
    sources, problems = list_sources(path, folder)
    lacking = [source for source in sources if not is_sound(source.place(folder))]
    show = partial(show_progress, disable=not progress)
    read = beside(keep_source, ((len(source.files), source, path, folder) for source in lacking))
    show(read, "read", sum(len(source.files) for source in lacking), " files")
    if not all(is_sound(source.place(folder)) for source in lacking):
        return
    catalog = read_catalog(path, folder, sources, problems)
    samples = draw_samples(catalog)
    unknown = [sample for sample in samples if not is_sound(sample.place(folder, cleaning))]
    looked = beside(keep_lines, list_lines(unknown, catalog, folder, cleaning))
    show(looked, "boilerplate", len(unknown), " outlets")
    lines = read_lines(samples, folder, cleaning)
    held = read_index(folder, cleaning)
    catalog = name_batches(catalog, lines, held)
    missing = find_missing(catalog, held, folder, made_by)
    new = cut_new(catalog.rows, batch)
    jobs = list_missing(missing, folder, made_by), list_new(new, catalog, lines, folder, made_by)
    lengths = dict(zip(held.batches, held.sizes.tolist(), strict=True))
    total = len(new) + sum(lengths[name] for name in missing)
    measured = chain.from_iterable(measure_jobs(some, run, near=near) for some in jobs)
    show(measured, "measured", total, " articles")
    held = read_index(folder, cleaning)
    catalog = name_batches(catalog, lines, held)
    groups = pick_small(catalog, held, batch, SMALL)
    together = beside(make_batch, list_together(groups, folder, made_by))
    n_small = sum(len(live) for group in groups for _, live in group)
    show(together, "written together", n_small, " articles")
    gone = {name for group in groups for name, _ in group}
    wanted = {held.batches[at] for at in np.unique(catalog.rows["batch"])} - gone
    wanted |= {job.batch for _, job in list_together(groups, folder, made_by)}
    drop_stale(wanted, catalog, [sample.name for sample in samples], folder, made_by)
    note_files(sources, path, folder)


def show_progress(
    results: Iterable[tuple[int, Any]], done: str, total: int, unit: str, *, disable: bool
) -> None:
    """Have all jobs done, each of which is so many of a total, with a bar that says how fast and how long."""
    with tqdm(desc=done, total=total, unit=unit, leave=False, disable=disable or not total) as bar:
        for n, _ in results:
            bar.update(n)


def measure_jobs(jobs: Iterable[tuple[int, Job]], run: Callable, *, near: bool) -> Iterator[tuple[int, Any]]:
    """Do the jobs; as each is done, the number of its articles."""
    if near:
        yield from run(make_batch, jobs)
        return
    given = (((n_articles, job), *read_base(job)) for n_articles, job in jobs)
    for (n_articles, job), tables in run(make_tables, given):
        write_batch(job, tables)
        yield n_articles, None


def cut_new(rows: pd.DataFrame, size: int) -> pd.DataFrame:
    """The articles that no batch holds, with the names of the batches that will."""
    new = rows[rows["batch"].to_numpy() < 0]
    # Articles of one source lie together, so that each source is read once.
    new = new.iloc[np.lexsort([new["at"], new["source"]])]
    keys = new["key"].to_numpy()
    parts = [keys[start : start + size] for start in range(0, len(new), size)]
    names = [hash_parts(part.tobytes()) for part in parts]
    return new.assign(batch=pd.Categorical.from_codes(np.arange(len(new)) // size, names))


def fingerprint_tables() -> dict[str, str]:
    """For each table of the store, what its rows are made by."""
    cleaning = fingerprint_measure(
        "cleaning.pipeline", after=hash_parts(LAYOUT, fingerprint_measure("schema"))
    )
    sentences = fingerprint_measure("text.sentences", after=cleaning)
    made_by = {"articles": cleaning, "sentences": sentences}
    made_by["copies"] = fingerprint_measure("duplicates.clusters", after=cleaning)
    for table, (module, lexicon) in MADE_BY.items():
        after = hash_parts(sentences, *read_list_files(lexicon)) if lexicon else sentences
        made_by[table] = fingerprint_measure(module, after=after)
    return made_by


def find_missing(
    catalog: Catalog, held: BatchIndex, folder: Path, made_by: dict[str, str]
) -> dict[str, list[str]]:
    """By batch, the tables that are not there."""
    there = {table: list_folder(folder / table / made_by[table]) for table in made_by}
    missing = {}
    for name in sorted(held.batches[at] for at in np.unique(catalog.rows["batch"]) if at >= 0):
        lacking = [table for table in made_by if name not in there[table]]
        if lacking:
            missing[name] = lacking
    return missing


def drop_stale(
    wanted: set[str], catalog: Catalog, samples: list[str], folder: Path, made_by: dict[str, str]
) -> None:
    """Delete what other code, other lists and articles that are gone have left, and unfinished files."""
    for draft in folder.rglob("~*"):
        draft.unlink(missing_ok=True)
    for table, made in made_by.items():
        drop_others(folder / table, [made])
        drop_others(folder / table / made, [f"{name}.parquet" for name in wanted])
    drop_others(folder / "boilerplate", [made_by["articles"]])
    drop_others(folder / "boilerplate" / made_by["articles"], [f"{name}.parquet" for name in samples])
    drop_others(folder / "compared", [f"{made_by['copies']}.parquet"])
    drop_others(folder / "sources", [f"{source.name}.parquet" for source in catalog.sources])
    drop_others(folder / "catalog", [f"{name_catalog(catalog)}.parquet"])
    held = read_index(folder, made_by["articles"])
    drop_others(folder / "held", [f"{held.name}.parquet"])
