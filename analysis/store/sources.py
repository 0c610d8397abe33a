"""The sources of a corpus as the store keeps them: each is read once, as long as its files stay the same.

What a source is, and how it is read, stands in `corpus.sources`. Here it gets a name made from the bytes of
its files, and a place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.corpus.files import outlet_from_folder
from analysis.corpus.sources import MONTH_FIRST, Source, read_source
from analysis.corpus.sources import list_sources as list_corpus_sources
from analysis.readers.chosen import chosen_columns
from analysis.store.disk.folder import hash_parts, read_schema, read_table, write_table
from analysis.store.files import hash_file, hash_files, remember_files
from analysis.store.fingerprints import fingerprint_measure, name_package


@dataclass(frozen=True)
class StoredSource(Source):
    """A source under a name made from the bytes of its files."""

    name: str
    hashes: tuple[str, ...]

    def place(self, folder: Path) -> Path:
        """The file of the source in a store."""
        return folder / "sources" / f"{self.name}.parquet"


def list_sources(path: Path, folder: Path) -> tuple[list[StoredSource], list[dict]]:
    """The sources of a corpus, groups of single files last, and a problem for each file that is not read."""
    sources, problems = list_corpus_sources(path)
    named = [pair for source in sources for pair in zip(source.names, source.files, strict=True)]
    hashes = hash_files(named, folder / "files.parquet")
    code = fingerprint_measure("store.sources")
    outlets: dict[Path, str] = {}
    stored = []
    for source in sources:
        parts = [code, str(source.alone), str(chosen_columns()), *map(name_package, source.format.packages)]
        for name, file in zip(source.names, source.files, strict=True):
            parts += [name, hashes[name]]
            # A single file may be called after the folders around it, also those around the corpus.
            if source.format.single:
                if file.parent not in outlets:
                    outlets[file.parent] = outlet_from_folder(file)
                parts.append(outlets[file.parent])
        stored.append(
            StoredSource(
                source.format, source.files, source.names, source.alone,
                name=hash_parts(*parts), hashes=tuple(hashes[name] for name in source.names),
            )
        )  # fmt: skip
    return stored, problems


def note_files(sources: list[StoredSource], path: Path, folder: Path) -> None:
    """Remember how the files of a corpus stand, so that the next run need not read them to know them."""
    named = [pair for source in sources for pair in zip(source.names, source.files, strict=True)]
    remember_files(sorted(named), folder / "files.parquet")


def keep_source(source: StoredSource, path: Path, folder: Path) -> None:
    """Read a source into the store, unless its files have changed since it got its name."""
    table = read_source(source)
    if all(hash_file(file) == made for file, made in zip(source.files, source.hashes, strict=True)):
        write_table(source.place(folder), table)


def read_columns(
    source: StoredSource, folder: Path, columns: list[str], day_first: Mapping[str, bool]
) -> pd.DataFrame:
    """Some columns of the articles of a source, with its dates, and what is made of them, in their order.

    `day_first` says for each format of single files whether the day comes first. No row where the source
    could not be read; a byline is missing where the source has none.
    """
    file = source.place(folder)
    there = read_schema(file).names
    if not there:
        return pd.DataFrame(
            {name: pd.Series(dtype="datetime64[us]" if name == "date" else "str") for name in columns}
        )
    month_first = source.format.single and not day_first[source.format.name]
    asked = {MONTH_FIRST.get(name, name) if month_first else name: name for name in columns}
    table = read_table(file, columns=[name for name in asked if name in there]).rename(columns=asked)
    if "byline" in columns:
        byline = table["byline"] if "byline" in table else pd.Series(index=table.index, dtype="str")
        table["byline"] = byline.astype("str").where(byline.notna())
    return table[columns]
