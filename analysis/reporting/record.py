"""The record of a report: its numbers, its articles and what made them, as small files at stable keys."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.corpus.articles import hash_content
from analysis.guards import unguard_formula
from analysis.matching.lexicon import list_lexicons
from analysis.outputs import format_csv
from analysis.reporting.colophon import PACKAGE
from analysis.store.fingerprints import fingerprint_tables

if TYPE_CHECKING:
    from analysis.reporting.pages import Page

FOLDER = "record"
NUMBER = ["page", "table", "row", "column"]  # the key of a number, the same in every run


@dataclass
class Record:
    """What a report found and of what it was made.

    `numbers` has one row per number (`page, table, row, column, value`), `articles` one row per article
    (`article_id, outlet, date, title, content`); `made` names what made them, with a fingerprint for each.
    """

    numbers: pd.DataFrame
    articles: pd.DataFrame
    made: dict[str, str]


def build_record(
    articles: pd.DataFrame,
    pages: Iterable[Page],
    out: Path,
    codebooks: Iterable[str],
    sources: Mapping[str, str],
    asked: Mapping[str, Any],
) -> Record:
    """The record of a report whose tables are written."""
    parts = [
        list_numbers(page.label, title, out / file) for page in pages for file, title in page.tables.items()
    ]
    numbers = pd.concat([pd.DataFrame(columns=[*NUMBER, "value"]), *filter(len, parts)], ignore_index=True)
    kept = articles[["article_id", "outlet", "date", "title"]].astype("str")
    content = hash_content(articles.assign(outlet=articles["outlet"].astype("str")))
    made = {
        "package": version(PACKAGE),
        **{f"code of {name}": made_by for name, made_by in fingerprint_tables().items()},
        **{f"list {row.lexicon}": str(row.version) for row in list_lexicons().itertuples()},
        **{f"codebook {Path(book).name}": hash_text(Path(book).read_text("utf-8")) for book in codebooks},
        **sources,
        **{f"option {name}": json.dumps(value) for name, value in asked.items() if name != "codebooks"},
    }
    return Record(number_repeats(numbers), kept.assign(content=content), made)


def list_numbers(page: str, title: str, file: Path) -> pd.DataFrame:
    """The numbers of a table: one row per number, named by the words in its row."""
    table = pd.read_csv(file, encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    table = drop_guards(table)
    counts = [name for name in table.columns if is_number(table[name])]
    words = table.drop(columns=[*counts, *(name for name in ("note",) if name in table.columns)])
    row = (
        words.fillna("").astype(str).agg(", ".join, axis=1)
        if len(words.columns)
        else pd.Series("", table.index)
    )
    return pd.DataFrame({
        "page": page, "table": title, "row": np.repeat(row.to_numpy(dtype=object), len(counts)),
        "column": counts * len(table), "value": table[counts].to_numpy(dtype=float).ravel(),
    })  # fmt: skip


def drop_guards(table: pd.DataFrame) -> pd.DataFrame:
    """A table of a CSV file of a report, with its words as they were before formulas were guarded."""
    words = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    bare = table.assign(**{name: table[name].map(unguard_formula, na_action="ignore") for name in words})
    return bare.rename(columns=unguard_formula)


def is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def number_repeats(numbers: pd.DataFrame) -> pd.DataFrame:
    """Give numbers with the same key their order as a part of it."""
    order = numbers.groupby(NUMBER).cumcount()
    row = numbers["row"].astype(str)
    return numbers.assign(row=row.where(order == 0, row + " (" + (order + 1).astype(str) + ")"))


def hash_text(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def hash_notebooks(notebooks: Mapping[Path, Any]) -> dict[str, str]:
    """For each notebook a name that changes with its cells, whatever its parameters."""
    sources = {
        f"notebook {file.stem}": [
            cell.source
            for cell in notebook.cells
            if "injected-parameters" not in cell.metadata.get("tags", [])
        ]
        for file, notebook in notebooks.items()
    }
    return {name: hash_text("\0".join(cells)) for name, cells in sources.items()}


def write_record(record: Record, out: Path) -> None:
    """Write the record into the folder of a report."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.csv").write_text(format_csv(record.articles), encoding="utf-8")
    # Packed: the same titles stand in thousands of rows. Without a time, so that the bytes repeat.
    packed = gzip.compress(format_csv(record.numbers).encode(), mtime=0)
    (folder / "numbers.csv.gz").write_bytes(packed)
    (folder / "made.json").write_text(json.dumps(record.made, indent=1, sort_keys=True), encoding="utf-8")


def read_record(report: Path) -> Record | None:
    """The record of a report, by its folder or its first page; None if it has none."""
    folder = (report.parent if report.suffix == ".html" else report) / FOLDER
    if not all((folder / name).is_file() for name in ("made.json", "numbers.csv.gz")):
        return None  # none, or one of an earlier version
    numbers = pd.read_csv(
        folder / "numbers.csv.gz", keep_default_na=False, dtype=dict.fromkeys(NUMBER, "str")
    )
    numbers["value"] = pd.to_numeric(numbers["value"], errors="coerce")
    articles = pd.read_csv(folder / "articles.csv", keep_default_na=False, dtype="str")
    return Record(
        drop_guards(numbers), drop_guards(articles), json.loads((folder / "made.json").read_text("utf-8"))
    )
