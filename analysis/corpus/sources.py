"""The sources of a corpus, and the table of each: what `read_corpus` joins and what the store keeps.

A file of many articles is one source. Files of one article each form groups, which are sources too; a hash
of their names divides them, so that a new file changes one group only. What such files decide together (the
order of day and month, which columns are numbers) is not decided in a group: its table holds both readings of
a date, and other columns as they are spelled. `decisions.join_sources` decides.
"""

import json
from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from analysis.corpus.content import CONTENT, add_notes, hash_content
from analysis.corpus.files import (
    NO_FORMAT,
    date_from_name,
    is_companion,
    list_files,
    name_file,
    outlet_from_folder,
)
from analysis.corpus.genre.genres import add_genres
from analysis.corpus.naming import list_variables, name_table
from analysis.corpus.tables import as_text, fill_columns, read_numbers, replace_columns, unmix_column
from analysis.readers.chosen import chosen_columns
from analysis.readers.columns import match_names
from analysis.readers.dates import count_numeric, read_dates, spell_dates
from analysis.readers.formats import Format, find_format
from analysis.readers.parsing.flattening import mark_lost
from analysis.readers.parsing.numeric import resolve_years

# Files of one article each in a group: so many at most, and half as many at least, on average.
TOGETHER = 512
# Where a group keeps what it gives if its dates are read with the month first.
MONTH_FIRST = {"date": "~date month first", CONTENT: "~content month first"}
# A name behind those of all files: columns that no file has stand last.
LAST = "\uffff"
# Names that are ours to give. `row` is the place of an article of an export; other single files have none.
OURS = {"file": "file_given"}


@dataclass(frozen=True)
class Source:
    """Files of one format that are read as one table: a file of many articles, or a group of single ones."""

    format: Format
    files: tuple[Path, ...]
    names: tuple[str, ...]  # of the files, in the corpus
    alone: bool  # whether the corpus is this one file: its errors are raised


@dataclass
class Record:
    """What is known of a source beside its table; it travels as the `attrs` of the table."""

    problems: list[dict] = field(default_factory=list)
    dates: dict[str, int] = field(default_factory=dict)  # how often each date in numbers occurs
    columns: dict[str, list] = field(
        default_factory=dict
    )  # the file that has a column first; its place there
    named: list[str] = field(default_factory=list)  # columns that the user named and some file has
    files: list[str] = field(default_factory=list)  # the first two files that were read

    def to_attrs(self) -> dict[Hashable, str]:
        """The record as texts: pandas copies `attrs` in every step, and texts at no cost."""
        return {name: json.dumps(value, ensure_ascii=False) for name, value in asdict(self).items()}

    @classmethod
    def from_attrs(cls, attrs: Mapping) -> "Record":
        """The record of a table of `read_source`."""
        return cls(**{name: json.loads(value) for name, value in attrs.items()})


def list_sources(path: Path) -> tuple[list[Source], list[dict]]:
    """The sources of a corpus, groups of single files last, and a problem for each file that is not read."""
    files, strange = list_files(path)
    problems = [
        {"file": name_file(file, path), "row": None, "what": what, "done": "left out"}
        for file, what in strange
    ]
    alone = path.is_file()
    sources: list[Source] = []
    single: dict[Format, list[tuple[str, Path]]] = {}
    named_files, more = open_archives([(name_file(file, path), file) for file in files], alone)
    problems += more
    alone = alone and len(files) == len(named_files) and files[0] == named_files[0][1]
    for name, file, entry in named_files:
        if entry.single:
            single.setdefault(entry, []).append((name, file))
        else:
            sources.append(Source(entry, (file,), (name,), alone))
    for entry, named in single.items():
        for group in divide_files(named):
            names, group_files = zip(*group, strict=True)
            sources.append(Source(entry, group_files, names, alone))
    return sources, problems


def open_archives(
    named: list[tuple[str, Path]], alone: bool
) -> tuple[list[tuple[str, Path, Format]], list[dict]]:
    """The files and their formats, those in archives in place of the archives; and the problems of these.

    An archive that cannot be opened raises ValueError if it is the whole corpus.
    """
    files: list[tuple[str, Path, Format]] = []
    problems: list[dict] = []
    for name, file in named:
        entry = find_format(file)
        if entry is None:
            continue
        if not entry.packed:
            files.append((name, file, entry))
            continue
        try:
            table, more = entry.read(file)
        except Exception as error:  # a stranger's file may break anything; the files beside it are read
            if alone:
                raise_reason(name, error)
            problems.append(note_file(name, error))
            continue
        problems += [{"file": name, **problem} for problem in more]
        for member, place in zip(table["member"], table["place"], strict=True):
            inner = find_format(Path(place))
            if inner is None:
                problems.append(note_file(f"{name}/{member}", ValueError(NO_FORMAT)))
            elif not is_companion(Path(place)):
                files.append((f"{name}/{member}", Path(place), inner))
    return files, problems


def divide_files(named: list[tuple[str, Path]]) -> list[list[tuple[str, Path]]]:
    """Files in groups of about `TOGETHER`, by a hash of their names.

    One file more changes one group, except where the number of groups doubles.
    """
    n_groups = 1
    while n_groups * TOGETHER < len(named):
        n_groups *= 2
    groups: dict[int, list] = {}
    for name, file in named:
        digest = blake2b(name.encode("utf-8", "surrogateescape"), digest_size=4).digest()
        groups.setdefault(int.from_bytes(digest, "little") % n_groups, []).append((name, file))
    return [groups[number] for number in sorted(groups)]


def read_source(
    source: Source, *, columns: dict[str, str] | None = None, day_first: bool | None = None
) -> pd.DataFrame:
    """One row per article of a source, with a `Record` as `attrs`; no column where nothing could be read.

    Parameters
    ----------
    source : Source
        One file of many articles, or a group of files of one article each.
    columns : dict of str to str, optional
        Columns that the usual names do not find, ours first; default those of `--columns`.
    day_first : bool, optional
        The order of dates in numbers in a file of many articles. A group keeps both readings.

    Returns
    -------
    DataFrame
        The columns of articles, variables, `file`, `row` and the `NOTES`; of a group also those of
        `MONTH_FIRST`.

    Raises
    ------
    ValueError, OSError
        For a file that cannot be read, if it is the whole corpus, or if `columns` were named. In a folder
        such a file is left out, with a problem.
    """
    columns = columns or chosen_columns()
    if source.format.single:
        table, record = read_group(source, columns)
    else:
        table, record = read_many(source, columns, day_first)
    table.attrs = record.to_attrs()
    return table


def read_many(source: Source, columns: dict[str, str], day_first: bool | None) -> tuple[pd.DataFrame, Record]:
    """The table and the record of one file of many articles."""
    [file], [name] = source.files, source.names
    record = Record(files=[name])
    try:
        table, problems = source.format.read(file)
        if table.empty and any(problem["done"].startswith("left out") for problem in problems):
            return pd.DataFrame(), Record(problems=[{"file": name, **problem} for problem in problems])
        table, more = name_table(table, file.name, columns)
        problems = [*problems, *more]
        if table.empty:
            raise ValueError("names of columns, but no row; a corpus needs at least one article")
        variables = [(variable, unmix_column(table[variable])) for variable in list_variables(table)]
        table = replace_columns(table, variables).assign(file=name)
        table, more, order = fill_columns(table, day_first=day_first)
        numbers = [(variable, read_numbers(table[variable])) for variable in list_variables(table)]
        table = add_notes(add_genres(replace_columns(table, numbers)))
    except Exception as error:  # a stranger's file may break anything; the files beside it are read
        if source.alone or columns:
            raise_reason(name, error)
        return pd.DataFrame(), Record(problems=[note_file(name, error)])
    if order:
        problems.append({"row": None, "what": "dates in numbers", "done": f"read {order}"})
    record.problems = [{"file": name, **problem} for problem in problems] + more
    return table, record


def read_group(source: Source, columns: dict[str, str]) -> tuple[pd.DataFrame, Record]:
    """The table and the record of some files of one article each."""
    record, articles = Record(), []
    for file, name in zip(source.files, source.names, strict=True):
        try:
            table, problems = source.format.read(file)
        except Exception as error:  # a stranger's file may break anything; the files beside it are read
            if source.alone:
                raise_reason(name, error)
            record.problems.append(note_file(name, error))
            continue
        given_names = tuple(table.columns.tolist())
        chosen = tuple((target, name) for target, name in columns.items() if name in given_names)
        record.named = sorted({*record.named, *dict(chosen).values()})
        record.problems += [{"file": name, **problem} for problem in problems]
        record.files = [*record.files, name][:2]
        renamed = OURS | match_names(given_names, chosen)
        names = [renamed.get(given, given) for given in given_names]
        # The articles of an export have places in it, and days and outlets of their own.
        exported = "row" in given_names
        of_file = {} if exported else {"date": date_from_name(file), "outlet": outlet_from_folder(file)}
        place = {"row": pd.NA, "date": "", "outlet": "", **of_file, "text": ""}
        for cells in table.to_numpy():
            article = {**place, **dict(zip(names, cells, strict=True)), "file": name}
            articles.append(article)
            for number, column in enumerate(article):
                record.columns.setdefault(column, [name, number])
    if not articles:
        return pd.DataFrame(), record
    table = pd.DataFrame(articles).astype({"row": "Int64"})
    return fill_group(table, record), record


def fill_group(table: pd.DataFrame, record: Record) -> pd.DataFrame:
    """The articles of some single files, with both readings of their dates; problems join the record."""
    spelled = spell_dates(table["date"])
    record.dates = count_numeric(spelled)
    variables = [(variable, as_text(table[variable])) for variable in list_variables(table)]
    table = replace_columns(table, variables).assign(date=spelled)
    year_first, years = resolve_years(record.dates)
    if years:
        done = f"read {years}"
        record.problems.append(
            {"file": record.files[0], "row": None, "what": "dates in numbers", "done": done}
        )
    table, problems, _ = fill_columns(table, day_first=True, year_first=year_first)
    record.problems += problems
    table = add_notes(add_genres(table))
    for column in ("genre", "genre_given"):
        record.columns.setdefault(column, [LAST, 0])
    # Without dates in numbers both readings are one.
    spelled = spelled.reindex(table.index)
    days = read_dates(spelled, day_first=False, year_first=year_first)[0] if record.dates else table["date"]
    content = hash_content(table.assign(date=days)) if record.dates else table[CONTENT]
    return table.assign(**{MONTH_FIRST["date"]: days, MONTH_FIRST[CONTENT]: content})


def note_file(name: str, error: Exception) -> dict:
    """The problem of a file that could not be read."""
    return {"file": name, "row": None, "what": describe_error(error), "done": "left out"}


def describe_error(error: Exception) -> str:
    """Why a file could not be read, in words; an error that no reader foresees says its kind."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    reason = " ".join(mark_lost(str(error)).split())[:300]
    return reason if isinstance(error, ValueError) else f"cannot be read: {type(error).__name__}: {reason}"


def raise_reason(name: str, error: Exception) -> None:
    """Raise what went wrong with the only file of a corpus, as ValueError where no reader foresees it."""
    if isinstance(error, ValueError | OSError):
        raise error
    raise ValueError(f"{name}: {describe_error(error)}") from error
