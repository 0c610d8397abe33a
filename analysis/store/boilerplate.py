"""The recurring lines of each outlet, found in a sample of its articles that changes no more than it must.

A file an outlet holds the cleaned texts of its sample and the lines found in them, so that one article more
costs one article cleaned.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.cleaning.pipeline import STEPS, clean_articles, find_lines
from analysis.store.catalog import Catalog, pick_sources, read_attributes
from analysis.store.folder import hash_parts, is_sound, read_table, write_table
from analysis.store.sources import CONTENT, read_columns

# Articles of an outlet in which its boilerplate is looked for.
SAMPLE = 1000
# Articles that are read for it at a time.
TOGETHER = 8000


@dataclass(frozen=True)
class Sample:
    """The articles of an outlet in which boilerplate is looked for: rows of the catalog, by content."""

    outlet: str
    rows: np.ndarray
    name: str

    def place(self, folder: Path, cleaning: str) -> Path:
        return folder / "boilerplate" / cleaning / f"{self.name}.parquet"


def draw_samples(catalog: Catalog) -> list[Sample]:
    """For each outlet up to `SAMPLE` of its articles, chosen and ordered by their content, so that looking
    costs the same however many there are."""
    content = catalog.rows["content"].to_numpy()
    code = catalog.rows["outlet"].cat.codes.to_numpy()
    order = np.lexsort([content, code])
    first = np.searchsorted(code[order], np.arange(len(catalog.rows["outlet"].cat.categories) + 1))
    samples = []
    for at, outlet in enumerate(catalog.rows["outlet"].cat.categories):
        rows = order[first[at] : min(first[at + 1], first[at] + SAMPLE)]
        name = f"{hash_parts(outlet)}-{hash_parts(content[rows].tobytes())}"
        samples.append(Sample(outlet, rows, name))
    return samples


def list_lines(samples: list[Sample], catalog: Catalog, folder: Path, cleaning: str) -> Iterator[tuple]:
    """A job for some outlets at a time whose lines are not there yet; first stands how many they are."""
    waiting: list[Sample] = []
    for sample in samples:
        waiting.append(sample)
        if sum(len(one.rows) for one in waiting) >= TOGETHER:
            yield len(waiting), *make_job(waiting, catalog, folder, cleaning)
            waiting = []
    if waiting:
        yield len(waiting), *make_job(waiting, catalog, folder, cleaning)


def make_job(samples: list[Sample], catalog: Catalog, folder: Path, cleaning: str) -> tuple:
    parts = [catalog.rows.iloc[sample.rows].assign(sample=at) for at, sample in enumerate(samples)]
    rows = pd.concat(parts, ignore_index=True)[["source", "at", "content", "sample"]]
    sources, rows["source"] = pick_sources(rows, catalog)
    return (
        [(sample.outlet, sample.name) for sample in samples],
        rows,
        sources,
        catalog.day_first,
        folder,
        cleaning,
    )


def keep_lines(
    named: list[tuple[str, str]],
    rows: pd.DataFrame,
    sources: list,
    day_first: bool,
    folder: Path,
    cleaning: str,
) -> None:
    """Find the recurring lines of some outlets and keep them with the texts they were found in."""
    before = [recall_texts(folder / "boilerplate" / cleaning, name) for _, name in named]
    known = [before[at].get(content) for at, content in zip(rows["sample"], rows["content"], strict=True)]
    texts = pd.Series(known, dtype="object")
    new = texts.isna().to_numpy()
    if new.any():
        found = read_articles(rows[new], sources, folder, day_first)
        found["outlet"] = [named[at][0] for at in rows.loc[new, "sample"]]
        texts[new] = clean_articles(found, steps=[name for name in STEPS if name != "boilerplate"])[
            "text"
        ].to_numpy()
    for at, (outlet, name) in enumerate(named):
        own = (rows["sample"] == at).to_numpy()
        held = texts[own].tolist()
        lines = find_lines(np.array([outlet] * len(held), dtype=object), held)["line"].tolist()
        table = pd.DataFrame(
            {"content": rows.loc[own, "content"].to_numpy(), "text": pd.array(held, dtype="str")}
        )
        table.attrs = {"lines": json.dumps(lines, ensure_ascii=False)}
        write_table(folder / "boilerplate" / cleaning / f"{name}.parquet", table)


def recall_texts(folder: Path, name: str) -> dict[int, str]:
    """The cleaned texts of an earlier sample of the same outlet, by content."""
    for file in sorted(folder.glob(f"{name.partition('-')[0]}-*.parquet")):
        if is_sound(file):
            table = read_table(file)
            return dict(zip(table["content"].tolist(), table["text"].tolist(), strict=True))
    return {}


def read_lines(samples: list[Sample], folder: Path, cleaning: str) -> dict[str, list[str]] | None:
    """The recurring lines by outlet; None where they are not known for all."""
    lines = {}
    for sample in samples:
        file = sample.place(folder, cleaning)
        if not is_sound(file):
            return None
        lines[sample.outlet] = json.loads(read_attributes(file)["lines"])
    return lines


def read_articles(rows: pd.DataFrame, sources: list, folder: Path, day_first: bool) -> pd.DataFrame:
    """Some rows of the catalog as articles as they were read: KEYS as given, `title, text, byline` and the
    name of the content, in their order."""
    columns = ["article_id", "outlet", "date", "title", "text", "byline", CONTENT]
    rows, parts = rows.reset_index(drop=True), []
    for source, some in rows.groupby("source", sort=True):
        table = read_columns(sources[source], folder, columns, day_first)
        parts.append(table.take(some["at"].to_numpy()).set_axis(some.index))
    return pd.concat(parts).sort_index()
