"""The store of a corpus: one folder, what is in it, and what is missing.

    files.parquet                              how the files of the corpus stood when they were read
    sources/SOURCE.parquet                     articles as they were read
    catalog/SOURCES.parquet                    which of them the corpus has, as numbers
    registry/DRAWN.parquet                     the registries that articles drawn from it name
    boilerplate/CLEANING/SAMPLE.parquet        the recurring lines of an outlet and the texts that show them
    articles/CLEANING/BATCH.parquet            cleaned texts, with the key of each article
    index/BATCHES.parquet                      the keys of all batches
    sentences, tone, mentions .../MEASURE/BATCH.parquet
    vocabulary/MEASURE/BATCH.parquet           the distinct words of a batch
    copies/COPIES/BATCH.parquet                MinHash bands
    compared/COPIES.parquet                    the pairs of copies found so far
    categories/MEASURE/TABLE.parquet           the categories of the columns of a table

SOURCE, SAMPLE and BATCH are made from content; CLEANING, COPIES and MEASURE are fingerprints of what made the
files. A table is therefore up to date where its file is there, and the next run completes a run that was
killed: it makes what is not there.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.measures import MEASURES, Measure, measure_nothing
from analysis.store.batch_index import BatchIndex, name_batches, read_index
from analysis.store.batches import read_ids
from analysis.store.catalog import Catalog, name_catalog, read_catalog
from analysis.store.disk.folder import (
    Layout,
    drop_others,
    is_sound,
    is_whole,
    open_store,
    read_table,
    write_table,
)
from analysis.store.fingerprints import fingerprint_tables
from analysis.store.samples import (
    Sample,
    draw_samples,
    is_chosen,
    name_choice,
    place_choice,
    read_lines,
    take_registry,
)
from analysis.store.sources import StoredSource, list_sources

# Folders that hold no table of batches.
CATEGORIES = "categories"
OTHER_FOLDERS = {"sources", "catalog", "boilerplate", "registry", "index", "compared", CATEGORIES}


class Store:
    """The store of a corpus.

    `look_up` finds what is there; `is_complete` says whether that is everything. Where it is not,
    `fill.fill_store` makes what is missing, in stages: sources, catalog, boilerplate, batches.

    Parameters
    ----------
    path : path
        The corpus.
    folder : path
        The folder of the store; it is made if it is not there.
    measures : list of Measure
        The measures whose tables the store is to hold. Tables of other codebooks are left alone. `used` are
        these with the registries that are chosen for the corpus.

    Attributes
    ----------
    layout : Layout
        The folder, and the fingerprint of what makes each table.
    sources : list of StoredSource
        The files of the corpus, as they are now; set by `find_sources`.
    catalog : Catalog
        The articles; set by `open_catalog`. `open_index` adds to each the batch that holds it.
    lines : dict of list of str
        The boilerplate of each outlet; set by `open_index`.
    index : BatchIndex
        The batches; set by `open_index`.
    """

    sources: list[StoredSource]
    catalog: Catalog
    lines: dict[str, list[str]]
    index: BatchIndex

    def __init__(self, path: str | Path, folder: str | Path, measures: Sequence[Measure] = MEASURES) -> None:
        self.path = Path(path)
        self.measures = self.used = list(measures)
        self.layout = Layout(open_store(folder), fingerprint_tables(measures))
        self.is_complete = False
        self._problems: list[dict] = []
        self._samples: list[Sample] = []
        # One entry per batch: every table asks for the ids, and they are read once.
        self._ids: dict[str, np.ndarray] = {}

    @property
    def folder(self) -> Path:
        return self.layout.folder

    @property
    def made_by(self) -> dict[str, str]:
        """For each table the fingerprint of what makes it."""
        return self.layout.made_by

    def place(self, table: str, batch: str) -> Path:
        """The file of a table of a batch."""
        return self.layout.place(table, batch)

    def list_ids(self, batch: str) -> np.ndarray:
        """The ids of the articles of a batch, in its order."""
        if batch not in self._ids:
            self._ids[batch] = read_ids(self.layout, batch)
        return self._ids[batch]

    def read_categories(self, table: str) -> dict[str, pd.Index]:
        """The categories of the columns of a table.

        They are kept in the store: a table of nothing shows them, but its measure first reads the registry.
        """
        file = self.folder / CATEGORIES / self.made_by[table] / f"{table}.parquet"
        if is_sound(file):
            kept = read_table(file)
        else:
            empty = (
                measure_nothing(table, measures=self.used).select_dtypes("category").drop(columns="outlet")
            )
            pairs = [(column, category) for column in empty for category in empty[column].cat.categories]
            kept = pd.DataFrame(pairs, columns=["column", "category"], dtype="str")
            with suppress(OSError):
                write_table(file, kept)
        return {str(column): pd.Index(rows) for column, rows in kept.groupby("column")["category"]}

    def look_up(self) -> None:
        """Find what is in the store, and set `is_complete`."""
        self.is_complete = False
        self.find_sources()
        if self.list_unread():
            return
        self.open_catalog()
        if not self.take_registry() or self.list_unknown_samples():
            return
        self.open_index()
        self.is_complete = not (self.count_new() or self.find_missing())

    def find_sources(self) -> None:
        """Find the files of the corpus as they are now."""
        self.sources, self._problems = list_sources(self.path, self.folder)

    def list_unread(self) -> list[StoredSource]:
        """The sources that are not in the store."""
        return [source for source in self.sources if not is_whole(source.place(self.folder))]

    def open_catalog(self) -> None:
        """Read or make the catalog of the sources, and draw the samples for the boilerplate."""
        self.catalog = read_catalog(self.path, self.folder, self.sources, self._problems)
        self._samples = draw_samples(self.catalog)

    def take_registry(self) -> bool:
        """Set the registries of the measures to those chosen for the corpus; whether they are known."""
        if is_chosen(self.measures):
            return True
        place = place_choice(self.folder, name_choice(self.catalog)[0])
        if not is_sound(place):
            return False
        names = read_table(place)["registry"].tolist()
        self.used = take_registry(self.measures, names)
        self.layout = Layout(self.folder, fingerprint_tables(self.used))
        return True

    def list_unknown_samples(self) -> list[Sample]:
        """The samples in which no boilerplate has been looked for."""
        return [
            sample for sample in self._samples if not is_sound(self.layout.place_boilerplate(sample.name))
        ]

    def open_index(self) -> None:
        """Read the boilerplate and the index, and note in the catalog which batch holds which article."""
        self.lines = read_lines(self._samples, self.layout)
        self.index = read_index(self.layout)
        self.catalog = name_batches(self.catalog, self.lines, self.index)

    def count_new(self) -> int:
        """How many articles no batch holds."""
        return int((self.catalog.rows["batch"].to_numpy() < 0).sum())

    def list_used(self) -> list[str]:
        """The batches that hold articles of the catalog, by name."""
        numbers = np.unique(self.catalog.rows["batch"])
        return sorted(self.index.batches[number] for number in numbers if number >= 0)

    def find_missing(self) -> dict[str, list[str]]:
        """For each batch that lacks tables, the names of these."""
        batches = {table: self.layout.list_batches(table) for table in self.made_by}
        missing = {
            batch: [table for table in self.made_by if batch not in batches[table]]
            for batch in self.list_used()
        }
        return {batch: tables for batch, tables in missing.items() if tables}

    def drop_stale(self, batches: set[str]) -> None:
        """Delete what is out of date: all but the sources, samples and batches that are in use.

        Tables of codebooks that are not asked for now stay, but only for these batches.
        """
        for draft in self.folder.rglob("~*"):
            draft.unlink(missing_ok=True)
        files = [f"{batch}.parquet" for batch in batches]
        for table, made_by in self.made_by.items():
            drop_others(self.folder / table, [made_by])
        tables = [path for path in self.folder.iterdir() if path.is_dir() and path.name not in OTHER_FOLDERS]
        for made in [path for table in tables for path in table.iterdir()]:
            drop_others(made, files)
        cleaning, names = self.made_by["articles"], [sample.name for sample in self._samples]
        drop_others(self.folder / "boilerplate", [cleaning])
        drop_others(self.folder / "boilerplate" / cleaning, [f"{name}.parquet" for name in names])
        drop_others(self.folder / "registry", [f"{name_choice(self.catalog)[0]}.parquet"])
        drop_others(self.folder / "compared", [f"{self.made_by['copies']}.parquet"])
        drop_others(self.folder / CATEGORIES, self.made_by.values())
        drop_others(self.folder / "sources", [f"{source.name}.parquet" for source in self.sources])
        drop_others(self.folder / "catalog", [f"{name_catalog(self.catalog)}.parquet"])
        drop_others(self.folder / "index", [f"{read_index(self.layout).name}.parquet"])
