"""A folder or a file of articles to tables under our names, with dates read and every doubt on record."""

from pathlib import Path

import pandas as pd

from analysis.readers.columns import USUAL_NAMES, name_columns
from analysis.readers.dates import read_dates
from analysis.readers.delimited import read_delimited
from analysis.readers.encoding import LOST
from analysis.readers.jsonfile import read_json
from analysis.readers.language import LEAST, share_common
from analysis.readers.parquetfile import read_parquet
from analysis.readers.textfile import read_text_file
from analysis.readers.warcfile import read_warc
from analysis.schema import COLUMNS

READERS = {
    ".txt": read_text_file, ".text": read_text_file, ".md": read_text_file,
    ".csv": read_delimited, ".tsv": read_delimited, ".tab": read_delimited,
    ".json": read_json, ".jsonl": read_json, ".ndjson": read_json,
    ".parquet": read_parquet, ".pq": read_parquet, ".warc": read_warc,
}  # fmt: skip

# What stands beside the articles of a corpus and is about them.
COMPANIONS = {"provenance.toml", "events.csv", "outlets.csv", "codes.csv", "noise.csv", "wires.csv"}
COMPANION_STEMS = {"readme", "license", "licence", "codebook", "changelog", "notice"}


def list_files(path: str | Path) -> tuple[list[Path], list[Path]]:
    """The files of a corpus that hold articles and those that nobody here can read, each by name.

    Hidden files are neither, nor are the companions at the top of a folder (README, PROVENANCE.toml,
    events.csv, outlets.csv, codes.csv, noise.csv, wires.csv and the like).
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(
            f"There is no file or folder {str(path)!r}; give a folder of articles or one file of them."
        )
    if path.is_file():
        if suffix(path) not in READERS:
            raise ValueError(
                f"{path.name}: files that end in {suffix(path) or 'nothing'} are not read; "
                f"save it as one of {', '.join(sorted(READERS))}."
            )
        return [path], []
    files = [
        file
        for file in path.rglob("*")
        if file.is_file()
        and not any(part.startswith((".", "~", "__")) for part in file.relative_to(path).parts)
        and not (file.parent == path and is_companion(file))
    ]
    files.sort(key=lambda file: file.relative_to(path).as_posix())
    return [f for f in files if suffix(f) in READERS], [f for f in files if suffix(f) not in READERS]


def suffix(file: Path) -> str:
    """How a file's name ends, without the `.gz` of a packed one."""
    return Path(file.name.lower().removesuffix(".gz")).suffix


def is_companion(file: Path) -> bool:
    return file.name.lower() in COMPANIONS or file.stem.lower().split(".")[0] in COMPANION_STEMS


def read_files(
    path: Path, columns: dict[str, str] | None, day_first: bool | None
) -> tuple[list[pd.DataFrame], list[dict]]:
    """The tables of all files, under our names with their dates read, and the problems met on the way."""
    files, strange = list_files(path)
    problems = [
        {"file": name_file(file, path), "row": None, "what": "not a format that is read", "done": "left out"}
        for file in strange
    ]
    tables, single = [], []
    for file in files:
        name = name_file(file, path)
        reader = READERS[suffix(file)]
        try:
            read, met = reader(file)
            if reader is read_text_file:
                single.append({**read, "file": name})
            else:
                tables.append(name_table(read, file, columns, met).assign(file=name))
        except (ValueError, UnicodeError) as error:
            if path.is_file() or columns:
                raise
            met = [{"row": None, "what": str(error), "done": "left out"}]
        problems += [{"file": name, **one} for one in met]
    if single:
        # One date alone says nothing about day and month: the text files of a corpus settle it together.
        tables.append(pd.DataFrame(single).assign(row=None))
    if not tables:
        found = "; ".join(f"{one['file']}: {one['what']}" for one in problems[:5])
        raise ValueError(
            f"No article was found in {str(path)!r}{f' ({found})' if found else ', which is empty'}; "
            f"needed are files that end in {', '.join(sorted(READERS))}."
        )
    return [fill_columns(table, problems, day_first) for table in tables], problems


def name_file(file: Path, path: Path) -> str:
    return file.name if path.is_file() else file.relative_to(path).as_posix()


def name_table(
    table: pd.DataFrame, file: Path, columns: dict[str, str] | None, met: list[dict]
) -> pd.DataFrame:
    """A table under our column names; where it names no outlet, the file's own name stands for it."""
    row = table.pop("row")
    table = name_columns(table, columns).assign(row=row)
    if "text" not in table:
        raise ValueError(
            f"No column of {file.name} is known as the article's text (such as "
            f"{', '.join(USUAL_NAMES['text'][:5])}); it has: "
            f"{', '.join(map(str, table.columns.drop('row')))}. "
            'Call it `text` in the file, or name it: read_corpus(path, columns={"text": "..."}).'
        )
    if "outlet" not in table:
        outlet = file.name.split(".")[0]
        table["outlet"] = outlet
        done = f"called {outlet!r}, as the file"
        met.append({"row": None, "what": "no column with the outlet", "done": done})
    return table.loc[:, [name for name in table if name in COLUMNS["articles"] or not is_empty(table[name])]]


def is_empty(column: pd.Series) -> bool:
    return bool((column.isna() | (column.astype("str").str.strip() == "")).all())


def fill_columns(table: pd.DataFrame, problems: list[dict], day_first: bool | None) -> pd.DataFrame:
    """A table with all columns of articles: texts as text, days read, numbers as numbers."""
    for name in ["article_id", "outlet", "title", "text"]:
        table[name] = clean_cells(table[name]) if name in table else ""
    spelled = table["date"] if "date" in table else pd.Series("", index=table.index)
    table["date"], bad, settled = read_dates(spelled, day_first=day_first)
    files = table["file"].unique()
    whole = files[0] if len(files) == 1 else "all text files"
    if settled:
        problems.append({"file": whole, "row": None, "what": "dates in numbers", "done": f"read {settled}"})
    bad = set(bad)
    lost = table["text"].str.count(LOST) + table["title"].str.count(LOST)
    common = share_common(table["text"])
    foreign = common < LEAST
    for position in table.index[table["date"].isna() | (lost > 0) | (table["outlet"] == "") | foreign]:
        at = {"file": table["file"][position], "row": number_row(table["row"][position])}
        date = str(spelled[position]).strip()
        if pd.isna(table["date"][position]):
            what, said = ("date cannot be read", f": {date[:40]}") if date in bad else ("no date", "")
            problems.append({**at, "what": what, "done": f"kept without a date{said}"})
        if lost[position]:
            done = f"{lost[position]} kept as {LOST}"
            problems.append({**at, "what": "characters that no encoding reads", "done": done})
        if table["outlet"][position] == "":
            problems.append({**at, "what": "no outlet", "done": "called 'unknown'"})
        if foreign[position]:
            done = f"kept; the word lists read English only ({common[position]:.0%} common English words)"
            problems.append({**at, "what": "does not read as English", "done": done})
    table["outlet"] = table["outlet"].replace("", "unknown")
    for name in table.columns.difference([*COLUMNS["articles"], "file", "row"]):
        table[name] = read_numbers(table[name])
    return table


def clean_cells(column: pd.Series) -> pd.Series:
    """Cells as text: empty for nothing, whole numbers without a point, one kind of line end."""
    if pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all():
        column = column.astype("Int64")
    text = column.astype("str").where(column.notna(), "").astype("str")
    return text.str.replace("\r\n", "\n").str.replace("\r", "\n").str.strip()


def read_numbers(column: pd.Series) -> pd.Series:
    """A column of numbers as numbers; one with codes such as 007 stays text, and so does any other."""
    if not pd.api.types.is_string_dtype(column):
        return column
    text = column.str.strip().replace("", None)
    if text.isna().all() or text.str.match(r"0\d", na=False).any():
        return text
    numbers = pd.to_numeric(text, errors="coerce")
    return numbers if (numbers.notna() == text.notna()).all() else text


def number_row(row: object) -> int | None:
    return None if row is None or row != row else int(row)
