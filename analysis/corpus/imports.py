"""A clean folder made of exports and mixed files: one table, PROVENANCE.toml, and the problems.

One table and not one file per article: a text stays as it was read, whatever it opens with; 100,000
articles are one file; and an editor shows one article per line. It is JSON lines, which has no rules of
quoting that another program may read otherwise.
"""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

import pandas as pd
from tqdm.auto import tqdm

from analysis.corpus.articles import gather_articles, read_problems
from analysis.corpus.files import COMPANIONS, read_provenance_file
from analysis.corpus.sources import Source, read_source
from analysis.outputs import write_csv, write_folder
from analysis.readers.chosen import chosen_columns

TABLE = "articles.jsonl"
MADE_BY = "python -m analysis import"


def import_corpus(
    path: str | Path, out: str | Path, *, command: str = "", progress: bool = False, **arguments: object
) -> pd.DataFrame:
    """Read a corpus and write it as a clean folder; the folder is written whole or not at all.

    Parameters
    ----------
    path, out : str or Path
        What is read, and the folder that is written. A folder that an import made is replaced.
    command : str
        The command, for PROVENANCE.toml.
    progress : bool
        Whether a bar shows the files.
    **arguments
        As `read_corpus` takes them.

    Returns
    -------
    DataFrame
        One row per problem, as `read_problems` gives them.

    Raises
    ------
    ValueError
        Where `out` is a folder that no import made, or lies in `path`; and as `read_corpus`.
    """
    path, out = Path(path), Path(out)
    check_out(path, out)
    parts = out.with_name(f".{out.name}.reading")
    with tqdm(unit=" files", desc="read", leave=False, delay=1, disable=not progress) as bar:
        articles = gather_articles(path, keep_reading(parts, bar), **arguments)  # type: ignore[arg-type]
    problems = read_problems(articles)
    write_corpus(articles, problems, path, out, command)
    shutil.rmtree(parts, ignore_errors=True)
    return problems


def check_out(path: Path, out: Path) -> None:
    """Raise ValueError for a folder that would overwrite what no import made."""
    if out.is_file():
        raise ValueError(f"{out} is a file; the --out of import must be a folder.")
    if path.exists() and path.is_dir() and path.resolve() in [out.resolve(), *out.resolve().parents]:
        raise ValueError(f"{out} lies in {path}, which is read; choose a folder beside it.")
    if out.is_dir() and any(out.iterdir()) and read_provenance_file(out)[0].get("made_by") != MADE_BY:
        raise ValueError(f"{out} holds files that no import made; choose a folder that is new.")


def keep_reading(parts: Path, bar: tqdm) -> Callable[..., pd.DataFrame]:
    """`read_source` that keeps each table in the folder `parts`, and takes it from there the next time."""

    def read(source: Source, *, columns: dict[str, str] | None, day_first: bool | None) -> pd.DataFrame:
        states = [
            f"{name} {file.stat().st_size} {file.stat().st_mtime_ns}"
            for name, file in zip(source.names, source.files, strict=True)
        ]
        asked = [source.format.name, str(source.alone), str(columns or chosen_columns()), str(day_first)]
        key = blake2b("\n".join([*asked, *states]).encode("utf-8", "surrogateescape"), digest_size=12)
        file = parts / f"{key.hexdigest()}.parquet"
        bar.update(len(source.files))
        if file.exists():
            return pd.read_parquet(file)
        table = read_source(source, columns=columns, day_first=day_first)
        parts.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".half")
        table.to_parquet(half)
        half.replace(file)
        return table

    return read


def write_corpus(articles: pd.DataFrame, problems: pd.DataFrame, path: Path, out: Path, command: str) -> None:
    """Write the folder, whole or not at all."""
    with write_folder(out) as made:
        rows = articles.rename(columns={"file": "source_file"})
        rows["date"] = rows["date"].dt.strftime("%Y-%m-%d").fillna("")
        rows.to_json(made / TABLE, orient="records", lines=True, force_ascii=False, date_format="iso")
        write_csv(problems, made / "problems.csv")
        provenance = describe_import(articles, problems, path, command)
        (made / "PROVENANCE.toml").write_text(provenance, encoding="utf-8")
        for name in sorted(COMPANIONS - {"provenance.toml", "problems.csv"}):
            if path.is_dir() and (path / name).is_file():
                shutil.copy(path / name, made / name)


def describe_import(articles: pd.DataFrame, problems: pd.DataFrame, path: Path, command: str) -> str:
    """The PROVENANCE.toml of an import: that of its source, and what was read from where and when."""
    given = {key: value for key, value in read_provenance_file(path)[0].items() if isinstance(value, str)}
    days = articles["date"].dropna()
    items: dict[str, object] = {
        "title": given.pop("title", path.name),
        **given,
        "made_by": MADE_BY,
        "source": given.get("source", path.name),
        "retrieved": given.get("retrieved", f"{datetime.now(UTC):%Y-%m-%d}"),
        "period": f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no dates",
        "n_articles": len(articles),
        "n_files": int(articles["file"].nunique()),
        "n_problems": len(problems),
        "command": command or MADE_BY,
    }
    lines = [f"{key} = {write_value(value)}" for key, value in items.items()]
    return "\n".join(lines) + "\n"


def write_value(value: object) -> str:
    """A value as TOML writes it: its strings are those of JSON.

    >>> write_value('a "b"'), write_value(3)
    ('"a \\\\"b\\\\""', '3')
    """
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)
