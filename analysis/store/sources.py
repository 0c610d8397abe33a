"""The articles of a corpus as the store keeps them: each file read once, as long as its bytes stay the same.

A file of many articles is one source. Text files of one article each are put together, some hundreds to a
source, by a hash of their names: a new one has the others of its source read again, and no more. What text
files settle together (the order of day and month, which columns are numbers) is not settled here: both
readings of a date are kept, and other columns as they are spelled.
"""

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pandas.api.types import is_object_dtype

from analysis.corpus.articles import doubt_dates, hash_content
from analysis.corpus.files import (
    READERS,
    fill_columns,
    list_files,
    name_file,
    name_table,
    number_row,
    suffix,
)
from analysis.readers.dates import NUMBERS
from analysis.readers.textfile import outlet_from_folder, read_text_file
from analysis.schema import COLUMNS
from analysis.store.files import hash_file, hash_files, remember_files
from analysis.store.fingerprints import fingerprint_measure
from analysis.store.folder import hash_parts, read_table, write_table

# Columns of a source that are ours: a short name of outlet, day, title and text; one of the text without its
# white space; the opening where it doubts the date. Text files have day and name by the other order as well.
CONTENT, PLAIN, OPENING = OWN = ["~content", "~plain", "~opening"]
OTHER = {"date": "~date", CONTENT: "~content month first"}
# Text files to a source, at most and about.
TOGETHER = 512


@dataclass(frozen=True)
class Source:
    """Files that are kept as one table, under a name made from their bytes."""

    name: str
    files: list[Path]
    hashes: list[str]
    single: bool  # one article a file

    def place(self, folder: Path) -> Path:
        return folder / "sources" / f"{self.name}.parquet"


def list_sources(path: Path, folder: Path) -> tuple[list[Source], list[dict]]:
    """The sources of a corpus, text files last, and the problem of each file that is not read."""
    files, strange = list_files(path)
    problems = [
        {"file": name_file(file, path), "row": None, "what": "not a format that is read", "done": "left out"}
        for file in strange
    ]
    code = fingerprint_measure("corpus.files", after=fingerprint_measure("store.sources"))
    named = [(name_file(file, path), file) for file in files]
    hashes = hash_files(named, folder / "files.parquet")
    single = [pair for pair in named if READERS[suffix(pair[1])] is read_text_file]
    sources = [
        Source(hash_parts(code, str(path.is_file()), name, hashes[name]), [file], [hashes[name]], False)
        for name, file in named
        if READERS[suffix(file)] is not read_text_file
    ]
    outlets: dict[Path, str] = {}
    for group in part_files(single):
        parts = []
        for name, file in group:
            # An article in a text file may be called after the folders around it, also those of the corpus.
            if file.parent not in outlets:
                outlets[file.parent] = outlet_from_folder(file)
            parts += [name, hashes[name], outlets[file.parent]]
        name = hash_parts(code, str(path.is_file()), *parts)
        sources.append(Source(name, [file for _, file in group], [hashes[name] for name, _ in group], True))
    return sources, problems


def part_files(named: list[tuple[str, Path]]) -> list[list[tuple[str, Path]]]:
    """Files in groups of about `TOGETHER`, by a hash of their names: one file more changes one group, save
    when the number of groups doubles."""
    n_groups = 1
    while n_groups * TOGETHER < len(named):
        n_groups *= 2
    groups: dict[int, list] = {}
    for name, file in named:
        made = blake2b(name.encode("utf-8", "surrogateescape"), digest_size=4).digest()
        groups.setdefault(int.from_bytes(made, "little") % n_groups, []).append((name, file))
    return [groups[at] for at in sorted(groups)]


def note_files(sources: list[Source], path: Path, folder: Path) -> None:
    """Remember how the files of a corpus stand, so that they need not be read to know them again."""
    named = [(name_file(file, path), file) for source in sources for file in source.files]
    remember_files(sorted(named), folder / "files.parquet")


def keep_source(source: Source, path: Path, folder: Path) -> None:
    """Read a source into the store, unless its files are no longer what its name says."""
    read = read_singles if source.single else read_many
    table = read(source.files, path)
    if [hash_file(file) for file in source.files] == source.hashes:
        write_table(source.place(folder), table)


def read_many(files: list[Path], path: Path) -> pd.DataFrame:
    """The articles of a file with `OWN`; no column where it could not be read. `attrs` say why."""
    file = files[0]
    name, problems = name_file(file, path), []
    try:
        given, met = READERS[suffix(file)](file)
        table = name_table(given, file, None, met).assign(file=name)
    except (ValueError, UnicodeError) as error:
        if path.is_file():
            raise
        table, met = None, [{"row": None, "what": str(error), "done": "left out"}]
    problems += [{"file": name, **one} for one in met]
    table = pd.DataFrame() if table is None else add_names(fill_columns(table, problems, None))
    table.attrs = {"problems": json.dumps(problems, ensure_ascii=False)}
    return table


def read_singles(files: list[Path], path: Path) -> pd.DataFrame:
    """The articles of text files, a row each, with `OWN` and `OTHER`.

    `attrs["dates"]`: how often each date in numbers is spelled; `attrs["columns"]`: for each column the file
    that has it first, and its place there.
    """
    problems, read, columns = [], [], {}
    for file in files:
        name = name_file(file, path)
        try:
            fields, met = read_text_file(file)
        except (ValueError, UnicodeError) as error:
            if path.is_file():
                raise
            met = [{"row": None, "what": str(error), "done": "left out"}]
        else:
            read.append({**fields, "file": name})
            for at, column in enumerate(fields):
                columns.setdefault(column, [name, at])
        problems += [{"file": name, **one} for one in met]
    table, spelled = pd.DataFrame(), {}
    if read:
        table = pd.DataFrame(read).assign(row=None)
        numbers = [one["date"].strip() for one in read if NUMBERS.match(one["date"].strip())]
        spelled = {date: numbers.count(date) for date in sorted(set(numbers))}
        table = read_both(table, problems)
    table.attrs = {
        "problems": json.dumps(problems, ensure_ascii=False),
        "dates": json.dumps(spelled, ensure_ascii=False),
        "columns": json.dumps(columns, ensure_ascii=False),
        "files": json.dumps([one["file"] for one in read[:2]], ensure_ascii=False),
    }
    return table


def read_both(table: pd.DataFrame, problems: list[dict]) -> pd.DataFrame:
    """Text files with their dates read in both orders, and columns that are not ours as they are spelled."""
    ours = [*COLUMNS["articles"], "file", "row"]
    spelled = table[[name for name in table if name not in ours]]
    met: list[dict] = []
    day, month = (
        add_names(fill_columns(table.copy(), said, order)) for said, order in [(met, True), ([], False)]
    )
    # Which rows have no date is the same in both; the order is settled with all other files.
    problems += [one for one in met if one["what"] != "dates in numbers"]
    doubts = {OPENING: day[OPENING].where(day[OPENING] != "", month[OPENING])}
    other = {OTHER[name]: month[name] for name in OTHER}
    return day[[*ours, *OWN]].assign(**{name: spelled[name] for name in spelled}, **doubts, **other)


def add_names(table: pd.DataFrame) -> pd.DataFrame:
    """The articles of a source with short names for their texts."""
    table = hold_cells(table)
    worded = table["text"].str.contains(r"\w", regex=True)
    plain = [" ".join(text.split()) if own else "" for text, own in zip(table["text"], worded, strict=True)]
    doubts = {(one["file"], one["row"]) for one in doubt_dates(table[worded])}
    places = zip(table["file"], map(number_row, table["row"]), strict=True)
    doubted = pd.Series([place in doubts for place in places], index=table.index, dtype=bool)
    return table.assign(
        **{
            CONTENT: hash_content(table),
            PLAIN: pd.Series([hash_parts(text) if text else "" for text in plain], table.index, dtype="str"),
            OPENING: table["text"].str[:100].where(doubted, "").astype("str"),
        }
    )


def hold_cells(table: pd.DataFrame) -> pd.DataFrame:
    """The table with columns of mixed kinds as text, which is what a Parquet file can hold of them."""
    for name in [name for name, kind in table.dtypes.items() if is_object_dtype(kind)]:
        try:
            pa.array(table[name], from_pandas=True)
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            table[name] = table[name].astype("str").where(table[name].notna())
    return table


def read_columns(source: Source, folder: Path, columns: list[str], day_first: bool) -> pd.DataFrame:
    """Some columns of a source, dates and what is made of them by the order that is settled; no row where it
    could not be read, and no byline where it has none."""
    file = source.place(folder)
    there = pq.read_schema(file).names
    if not there:
        return pd.DataFrame(
            {name: pd.Series(dtype="datetime64[us]" if name == "date" else "str") for name in columns}
        )
    asked = {OTHER.get(name, name) if source.single and not day_first else name: name for name in columns}
    table = read_table(file, columns=[name for name in asked if name in there]).rename(columns=asked)
    if "byline" in columns:
        byline = table["byline"] if "byline" in table else pd.Series(index=table.index, dtype="str")
        table["byline"] = byline.astype("str").where(byline.notna())
    return table[columns]
