"""The articles of a corpus as the store keeps them: each file read once, as long as its bytes stay the same.

A file of many articles is one source; the text files of a corpus, which settle their dates together, are one
source too. What `read_corpus` decides about the whole corpus (which article is there twice, whose id is
shared) is decided here from short names of the texts, so that no more than one source is in memory.
"""

import json
from hashlib import blake2b
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pandas.api.types import is_object_dtype

from analysis.corpus import count_once, doubt_dates, hash_content, leave_out_empty, note_source
from analysis.readers.folder import (
    READERS,
    fill_columns,
    list_files,
    name_file,
    name_table,
    number_row,
    suffix,
)
from analysis.readers.textfile import outlet_from_folder, read_text_file
from analysis.schema import COLUMNS
from analysis.store import hash_parts, is_sound, read_table, write_table
from analysis.store_fingerprints import fingerprint_measure

# Columns of a source that are ours: a short name of outlet, day, title and text; one of the text without its
# white space; the opening where it doubts the date; the source and the place in it.
OWN = ["content", "plain", "opening", "source", "at"]


def read_catalog(path: Path, folder: Path, *, write: bool = True) -> pd.DataFrame | None:
    """The articles of a corpus as `read_corpus` gives them, with `OWN` in place of `text`; new files are
    read.

    Where something is to be read and `write` is not wanted, None. `attrs["sources"]` names the sources.
    """
    sources, problems = list_sources_of(path)
    for name, files in sources:
        file = folder / "sources" / f"{name}.parquet"
        if is_sound(file):
            continue
        if not write:
            return None
        write_table(file, read_source(files, path))
    tables = []
    for name, _ in sources:
        file = folder / "sources" / f"{name}.parquet"
        table = read_table(file, columns=[one for one in pq.read_schema(file).names if one != "text"])
        problems += json.loads(table.attrs["problems"])
        if len(table.columns):
            tables.append(table.assign(source=name, at=range(len(table))))
    if not tables:
        found = "; ".join(f"{one['file']}: {one['what']}" for one in problems[:5])
        raise ValueError(
            f"No article was found in {str(path)!r}{f' ({found})' if found else ', which is empty'}; "
            f"needed are files that end in {', '.join(sorted(READERS))}."
        )
    articles = join_sources(tables, path, problems)
    articles.attrs["sources"] = json.dumps([name for name, _ in sources])
    return articles


def list_sources_of(path: Path) -> tuple[list[tuple[str, list[Path]]], list[dict]]:
    """The sources of a corpus, each by a name made from the bytes of its files, and the files not read."""
    files, strange = list_files(path)
    problems = [
        {"file": name_file(file, path), "row": None, "what": "not a format that is read", "done": "left out"}
        for file in strange
    ]
    code = fingerprint_measure("readers.folder", after=fingerprint_measure("store_sources"))
    texts = [file for file in files if READERS[suffix(file)] is read_text_file]
    groups = [[file] for file in files if READERS[suffix(file)] is not read_text_file]
    groups += [texts] if texts else []
    sources = []
    for group in groups:
        # An article in a text file may be called after the folders around it, which may lie above the corpus.
        around = [outlet_from_folder(file) for file in group] if group is texts else []
        parts = [part for file in group for part in (name_file(file, path), hash_bytes(file))]
        sources.append((hash_parts(code, str(path.is_file()), *around, *parts), group))
    return sources, problems


def hash_bytes(file: Path) -> str:
    """A short name for what is in a file, read a part at a time."""
    made = blake2b(digest_size=16)
    with open(file, "rb") as stream:
        while part := stream.read(2**20):
            made.update(part)
    return made.hexdigest()


def read_source(files: list[Path], path: Path) -> pd.DataFrame:
    """The articles of one source with `OWN`; no column where it could not be read. `attrs` say why."""
    problems, read = [], []
    table = None
    for file in files:
        name, reader = name_file(file, path), READERS[suffix(file)]
        try:
            given, met = reader(file)
            if reader is read_text_file:
                read.append({**given, "file": name})
            else:
                table = name_table(given, file, None, met).assign(file=name)
        except (ValueError, UnicodeError) as error:
            if path.is_file():
                raise
            met = [{"row": None, "what": str(error), "done": "left out"}]
        problems += [{"file": name, **one} for one in met]
    if read:
        table = pd.DataFrame(read).assign(row=None)
    table = pd.DataFrame() if table is None else add_names(fill_columns(table, problems, None))
    table.attrs = {"problems": json.dumps(problems, ensure_ascii=False)}
    return table


def add_names(table: pd.DataFrame) -> pd.DataFrame:
    """The articles of a source with short names for their texts."""
    table = hold_cells(table)
    worded = table["text"].str.contains(r"\w", regex=True)
    plain = table["text"].str.split().str.join(" ").where(worded, "")
    doubts = {(one["file"], one["row"]) for one in doubt_dates(table[worded])}
    places = zip(table["file"], map(number_row, table["row"]), strict=True)
    doubted = pd.Series([place in doubts for place in places], index=table.index, dtype=bool)
    return table.assign(
        content=hash_content(table),
        plain=pd.Series([hash_parts(text) if text else "" for text in plain], index=table.index, dtype="str"),
        opening=table["text"].str[:100].where(doubted, "").astype("str"),
    )


def hold_cells(table: pd.DataFrame) -> pd.DataFrame:
    """The table with columns of mixed kinds as text, which is what a Parquet file can hold of them."""
    for name in [name for name, kind in table.dtypes.items() if is_object_dtype(kind)]:
        try:
            pa.array(table[name], from_pandas=True)
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            table[name] = table[name].astype("str").where(table[name].notna())
    return table


def join_sources(tables: list[pd.DataFrame], path: Path, problems: list[dict]) -> pd.DataFrame:
    """The articles of all sources, once each and with their ids, as `read_corpus` puts them together."""
    articles = pd.concat(tables, ignore_index=True)
    articles["text"] = articles["plain"]
    articles, problems = leave_out_empty(articles, problems)
    articles, problems = keep_once(articles, problems)
    articles = identify(articles, problems)
    doubted = articles[articles["opening"].ne("")]
    problems += doubt_dates(doubted.assign(text=doubted["opening"]))
    articles["outlet"] = pd.Categorical(articles["outlet"], categories=sorted(set(articles["outlet"])))
    articles = articles.sort_values(["date", "outlet", "article_id"], kind="stable", ignore_index=True)
    own = [*COLUMNS["articles"], "file", "row", *OWN]
    variables = [name for name in articles.columns if name not in own]
    articles = articles[[*COLUMNS["articles"], *variables, "file", *OWN]].drop(columns="text")
    return note_source(articles, path, problems)


def keep_once(articles: pd.DataFrame, problems: list[dict]) -> tuple[pd.DataFrame, list[dict]]:
    """`count_once`, asked only about articles whose text is there more than once."""
    several = articles.duplicated(["outlet", "plain"], keep=False)
    if not several.any():
        return articles, problems
    asked = articles[several].drop(columns=OWN).reset_index(drop=True).assign(number=articles.index[several])
    numbers = asked.pop("number")
    kept, problems = count_once(asked, problems)
    places = set(zip(kept["file"], map(number_row, kept["row"]), strict=True))
    stays = [(file, number_row(row)) in places for file, row in zip(asked["file"], asked["row"], strict=True)]
    gone = numbers[[not one for one in stays]]
    return articles.drop(index=gone).reset_index(drop=True), problems


def identify(articles: pd.DataFrame, problems: list[dict]) -> pd.DataFrame:
    """An id each, by the rule of `read_corpus`, from the short names of the content."""
    given = articles["article_id"]
    shared = given.duplicated(keep=False) & (given != "")
    for position in articles.index[shared]:
        done = f"{given[position]} made unique by the content"
        file, row = articles["file"][position], number_row(articles["row"][position])
        problems.append({"file": file, "row": row, "what": "one id for different articles", "done": done})
    own = given.where(~shared, given + "-" + articles["content"].str[:8])
    return articles.assign(article_id=own.where(given != "", articles["content"]).astype("str"))


def read_texts(folder: Path, articles: pd.DataFrame) -> pd.DataFrame:
    """The articles of a catalog with their `text` as it was read, in their order."""
    parts = []
    for source, rows in articles.reset_index(drop=True).groupby("source", sort=False):
        column = pq.ParquetFile(folder / "sources" / f"{source}.parquet").read(columns=["text"])["text"]
        texts = column.take(pa.array(rows["at"].to_numpy())).to_pylist()
        parts.append(pd.Series(texts, index=rows.index, dtype="str"))
    texts = pd.concat(parts).sort_index() if parts else pd.Series(dtype="str")
    return articles.reset_index(drop=True).assign(text=texts)
