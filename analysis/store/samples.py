"""What is found out once for a corpus, in samples that seldom change: recurring lines, the registry.

One file per sample holds the cleaned texts of the sample and the lines found in them. One new article
therefore costs the cleaning of one article.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import cast

import numpy as np
import pandas as pd

from analysis.cleaning.boilerplate import find_lines
from analysis.cleaning.pipeline import clean_articles
from analysis.cleaning.rounds import TEXT_STEPS
from analysis.corpus.content import CONTENT
from analysis.entities.coverage.choice import AUTO, DRAWN, choose_by_texts
from analysis.measures import Measure
from analysis.store.catalog import Catalog, pick_sources, read_attributes
from analysis.store.disk.folder import Layout, hash_parts, is_sound, read_table, write_table
from analysis.store.fingerprints import fingerprint_measure
from analysis.store.sources import NAMED, StoredSource, read_columns

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


def draw_samples(catalog: Catalog) -> list[Sample]:
    """For each outlet up to `SAMPLE` of its articles, chosen and ordered by their content.

    The search therefore costs the same however many articles there are.
    """
    content = catalog.rows["content"].to_numpy()
    code = catalog.rows["outlet"].cat.codes.to_numpy()
    outlets = catalog.rows["outlet"].cat.categories
    order = np.lexsort([content, code])
    first = np.searchsorted(code[order], np.arange(len(outlets) + 1))
    samples = []
    for number, outlet in enumerate(outlets):
        rows = order[first[number] : min(first[number + 1], first[number] + SAMPLE)]
        name = f"{hash_parts(outlet)}-{hash_parts(content[rows].tobytes())}"
        samples.append(Sample(outlet, rows, name))
    return samples


@dataclass(frozen=True)
class SampleJob:
    """The samples of some outlets, with the rows of the catalog to read.

    `outlets` and `names` are those of the samples; `rows` has the columns `source, at, content` and `sample`,
    the number of the row's sample.
    """

    layout: Layout
    outlets: list[str]
    names: list[str]
    rows: pd.DataFrame
    sources: list[StoredSource]
    day_first: Mapping[str, bool]


def list_sample_jobs(
    samples: list[Sample], catalog: Catalog, layout: Layout
) -> Iterator[tuple[int, SampleJob]]:
    """One job for every few samples, after their number."""
    waiting: list[Sample] = []
    for sample in samples:
        waiting.append(sample)
        if sum(len(those.rows) for those in waiting) >= TOGETHER:
            yield len(waiting), make_job(waiting, catalog, layout)
            waiting = []
    if waiting:
        yield len(waiting), make_job(waiting, catalog, layout)


def make_job(samples: list[Sample], catalog: Catalog, layout: Layout) -> SampleJob:
    parts = [catalog.rows.iloc[sample.rows].assign(sample=number) for number, sample in enumerate(samples)]
    rows = pd.concat(parts, ignore_index=True)[["source", "at", "content", "sample"]]
    sources, rows["source"] = pick_sources(rows, catalog)
    outlets, names = [sample.outlet for sample in samples], [sample.name for sample in samples]
    return SampleJob(layout, outlets, names, rows, sources, catalog.day_first)


def keep_lines(job: SampleJob) -> None:
    """Find the recurring lines of some outlets and write them with the texts they were found in."""
    rows, texts = job.rows, read_sample_texts(job)
    for number, (outlet, name) in enumerate(zip(job.outlets, job.names, strict=True)):
        of_sample = (rows["sample"] == number).to_numpy()
        sampled = texts[of_sample].tolist()
        outlets = np.array([outlet] * len(sampled), dtype=object)
        lines = find_lines(outlets, np.array(sampled, dtype=object))["line"].tolist()
        content = rows.loc[of_sample, "content"].to_numpy()
        table = pd.DataFrame({"content": content, "text": pd.array(sampled, dtype="str")})
        table.attrs = {"lines": json.dumps(lines, ensure_ascii=False)}
        write_table(job.layout.place_boilerplate(name), table)


def read_sample_texts(job: SampleJob) -> pd.Series:
    """The cleaned texts of the rows of a job; only texts that no earlier sample holds are cleaned."""
    rows = job.rows
    before = [read_earlier_texts(job.layout, name) for name in job.names]
    earlier = [
        before[sample].get(content) for sample, content in zip(rows["sample"], rows["content"], strict=True)
    ]
    texts = pd.Series(earlier, dtype="object")
    new = texts.isna().to_numpy()
    if new.any():
        articles = read_articles(rows[new], job.sources, job.layout.folder, job.day_first)
        articles["outlet"] = [job.outlets[sample] for sample in rows.loc[new, "sample"]]
        cleaned = clean_articles(articles, steps=TEXT_STEPS)
        texts[new] = cleaned["text"].to_numpy()
    return texts


def read_earlier_texts(layout: Layout, name: str) -> dict[int, str]:
    """The cleaned texts of an earlier sample of the same outlet, by content."""
    folder = layout.place_boilerplate(name).parent
    for file in sorted(folder.glob(f"{name.partition('-')[0]}-*.parquet")):
        if is_sound(file):
            table = read_table(file)
            return dict(zip(table["content"].tolist(), table["text"].tolist(), strict=True))
    return {}


def read_lines(samples: list[Sample], layout: Layout) -> dict[str, list[str]]:
    """The recurring lines of each outlet, from the files of its sample."""
    return {
        sample.outlet: json.loads(read_attributes(layout.place_boilerplate(sample.name))["lines"])
        for sample in samples
    }


def name_choice(catalog: Catalog) -> tuple[str, np.ndarray]:
    """A name for the articles that the registry is chosen by, and their rows in the catalog, by content."""
    content = catalog.rows["content"].to_numpy()
    rows = np.argsort(content, kind="stable")[:DRAWN]
    made_by = fingerprint_measure("entities.coverage.choice")
    return hash_parts(made_by, content[rows].tobytes()), rows


def keep_choice(catalog: Catalog, folder: Path) -> None:
    """Choose the registries by the articles that are drawn, and write their names."""
    name, rows = name_choice(catalog)
    drawn = catalog.rows.iloc[rows][["source", "at"]].reset_index(drop=True)
    sources, drawn["source"] = pick_sources(drawn, catalog)
    texts = read_articles(drawn, sources, folder, catalog.day_first)["text"]
    names = choose_by_texts(texts).names
    write_table(place_choice(folder, name), pd.DataFrame({"registry": pd.array(names, dtype="str")}))


def place_choice(folder: Path, name: str) -> Path:
    """The file of the registries that are chosen by some articles."""
    return folder / "registry" / f"{name}.parquet"


def take_registry(measures: Iterable[Measure], names: Iterable[str]) -> list[Measure]:
    """The measures with the registries that are chosen in the place of `"auto"`."""
    chosen, taken = list(names), []
    for measure in measures:
        parts = [chosen if name == AUTO else [name] for name in measure.registry]
        taken.append(replace(measure, registry=tuple(chain.from_iterable(parts))))
    return taken


def is_chosen(measures: Iterable[Measure]) -> bool:
    """Whether no measure leaves the choice of the registry to the corpus."""
    return not any(AUTO in measure.registry for measure in measures)


def read_articles(
    rows: pd.DataFrame, sources: list[StoredSource], folder: Path, day_first: Mapping[str, bool]
) -> pd.DataFrame:
    """Some rows of the catalog as articles as they were read, in their order.

    The columns are KEYS (the id as it was given), `title, text`, those of `NAMED`, and the name of the
    content.
    """
    columns = ["article_id", "outlet", "date", "title", "text", *NAMED, CONTENT]
    rows, parts = rows.reset_index(drop=True), []
    for source, group in rows.groupby("source", sort=True):
        table = read_columns(sources[cast(int, source)], folder, columns, day_first)
        parts.append(table.take(group["at"].to_numpy()).set_axis(group.index))
    return pd.concat(parts).sort_index()
