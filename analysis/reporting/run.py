"""Running the notebooks into a report: pages, figures and tables that open without a network."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.corpus.articles import keep_part, read_corpus
from analysis.corpus.companions import list_events
from analysis.corpus.grouping import check_by, group_articles
from analysis.matching.lexicon import read_lexicon
from analysis.reporting.colophon import list_links, name_report
from analysis.reporting.compared import find_record, write_changes
from analysis.reporting.evidence_pages import read_notes, write_evidence
from analysis.reporting.links import FOLDER, PAGE
from analysis.reporting.notebooks import NOTEBOOKS, prepare_notebooks
from analysis.reporting.pages import (
    Page,
    open_exporter,
    render_counts,
    render_index,
    render_methods,
    render_notebook,
)
from analysis.reporting.reading.styles import read_style
from analysis.reporting.record import build_record, hash_notebooks
from analysis.reporting.running.collect import make_pages
from analysis.reporting.running.kernels import open_workers
from analysis.reporting.show import NO_TEXTS
from analysis.reporting.summary import render_summary
from analysis.store.handover import VARIABLE, hand_over, set_variables
from analysis.store.measured import Measured, find_store, measure_corpus
from analysis.summaries.intervals import FEWEST
from analysis.wording import BY, count_noun

if TYPE_CHECKING:
    import nbformat
    from markupsafe import Markup

# The notebook for a corpus with too few articles for an interval.
CLOSE_READING = "close-reading"
# The folders of a report, and the files in them that an earlier report left.
OLD = {"figures": "*-[0-9][0-9].*", "tables": "*-[0-9][0-9].*", "evidence": "*.html", "articles": "*.html"}


@dataclass
class Report:
    """A report: its first page, its other pages, the seconds that it took, and what changed since another."""

    index: Path
    pages: list[Page]
    seconds: float
    changes: str = ""

    @property
    def failures(self) -> list[Page]:
        return [page for page in self.pages if page.reason]


def write_report(
    path: str | Path,
    *,
    out: str | Path,
    since: str | None = None,
    until: str | None = None,
    outlets: Iterable[str] | None = None,
    codebooks: Iterable[str | Path] | None = None,
    notebooks: str | Path | None = None,
    texts: bool = True,
    events: Mapping[str, str] | None = None,
    by: str | None = None,
    compare: str | Path | None = None,
    command: str = "",
    progress: Callable[[str], None] = lambda line: None,
) -> Report:
    """Measure a corpus once, run every notebook on it and write the pages, figures and tables.

    A corpus of one to four articles gets the notebook `close-reading` alone; any other gets all the others.
    A notebook with a cell tagged `parameters` gets `corpus, since, until, outlets, codebooks`. Cells tagged
    `skip-execution` (control panels for JupyterLab) are left out. If a notebook fails, its page ends at the
    failure, the other pages are written, and the index gives the reason. All errors below are raised before
    anything is written.

    Parameters
    ----------
    path : str or Path
        The corpus: a folder of articles, or one file.
    out : str or Path
        The folder of the report. Figures, tables and evidence of an earlier report in it are deleted.
    since, until : str, optional
        First and last day, such as "2022-11-17".
    outlets : iterable of str, optional
        The outlets to keep; default: all.
    codebooks : iterable of str or Path, optional
        The user's own lists of terms, as files that `read_lexicon` reads.
    notebooks : str or Path, optional
        The folder of the notebooks; default: the notebooks of this project.
    texts : bool, default True
        Whether the report may hold sentences and articles; False leaves them out where rights forbid to pass
        them on. The counts stay, and so do the titles, which name the sources with outlet and date.
    events : mapping, optional
        Days and what happened on them, such as `{"2022-11-11": "Kherson"}`, in place of `events.csv`.
    by : str, optional
        The column of the articles, or of `outlets.csv`, whose values are compared; default: the outlets.
    compare : str or Path, optional
        Another report: the page `changes.html` gives the numbers that moved, and by which articles, lists or
        code. By default the last report in the same folder, if there is one.
    command : str, optional
        The command that made the report, printed in it.
    progress : callable, optional
        Is called with one line of text for each step.

    Raises
    ------
    FileNotFoundError
        If the folder has no notebook, or a codebook or the report to compare with is not there.
    ValueError
        If a notebook lacks one of the parameters, or the corpus or a codebook cannot be read.
    """
    began = time.monotonic()
    path, out = Path(path).resolve(), Path(out).resolve()
    asked, days = name_part(since, until, outlets, codebooks), list_events(events or {})
    before, source = find_record(compare, out), read_source(path, by, asked)
    folder = Path(notebooks or NOTEBOOKS).resolve()
    prepared = prepare_notebooks(folder, name_parameters(path, out, asked, days), by=by)
    lists = asked["codebooks"] or []
    with set_variables({NO_TEXTS: None if texts else "1"}), open_workers(len(prepared)) as workers:
        measured, grouped = measure_groups(source, path, by, asked)
        prepared = pick_notebooks(prepared, len(measured.raw))
        sources = hash_notebooks(prepared)
        make_folders(out, days)
        progress(describe_work(len(measured.raw), len(prepared)))
        with share_tables(measured, path, by, asked) as shown:
            pages = make_pages(prepared, [path, *map(Path, lists)], out, progress, shown, workers)
            shared = name_report(measured.raw, path, lists, command)
            shared |= {"texts": texts, "counts": note_counts(grouped, shown[FOLDER])}
            quotes = write_evidence(measured, read_notes(shown[FOLDER]), out, links=list_links([]), **shared)
    shared |= {"links": list_links(pages), "grouped": grouped}
    options = asked | {"events": events or {}, "by": by}
    record = build_record(measured.raw, pages, out, lists, sources, options)
    changes = write_changes(before, record, out, shared)
    write_pages(out, render_report(measured.raw, pages, list(prepared.values()), lists, quotes, shared))
    return Report(out / "index.html", pages, time.monotonic() - began, changes)


def write_pages(out: Path, pages: Mapping[str, str]) -> None:
    for name, text in pages.items():
        (out / name).write_text(text, encoding="utf-8")


def name_part(
    since: str | None,
    until: str | None,
    outlets: Iterable[str] | None,
    codebooks: Iterable[str | Path] | None,
) -> dict[str, Any]:
    """Which part of the corpus is reported, and with which codebooks, by the names of the parameters."""
    named = {"since": since, "until": until, "outlets": list(outlets) if outlets else None}
    return {**named, "codebooks": find_codebooks(codebooks) or None}


def name_parameters(path: Path, out: Path, asked: dict[str, Any], days: pd.DataFrame) -> dict[str, Any]:
    """The parameters of the notebooks; the events that were named lie in a file beside the tables."""
    events_file = str(out / "tables" / "events.csv") if len(days) else None
    return {"corpus": str(path), **asked, "events_file": events_file}


def find_codebooks(codebooks: Iterable[str | Path] | None) -> list[str]:
    """The paths of the user's codebooks, each of which can be read.

    A kernel runs in the folder of its notebook: a relative path would lead elsewhere.
    """
    files = [str(Path(codebook).resolve()) for codebook in codebooks or []]
    for file in files:
        read_lexicon(file)
    return files


def read_source(path: Path, by: str | None, asked: dict[str, Any]) -> Path | pd.DataFrame:
    """What is measured: the path, or the articles, read first to say at once that a column is not there."""
    if not by or find_store(path, "auto") is not None:
        return path
    articles = read_corpus(path)
    part = {name: asked[name] for name in ("since", "until", "outlets")}
    check_by(keep_part(articles, **part), by, path)
    return articles


def measure_groups(
    source: Path | pd.DataFrame, path: Path, by: str | None, asked: dict[str, Any]
) -> tuple[Measured, pd.DataFrame]:
    """The tables of the corpus by outlet, and its articles with the groups that are compared as outlets."""
    with set_variables({BY: None}):
        measured = measure_corpus(source, progress=in_terminal(), **asked)
    return measured, group_articles(measured.raw, by, path, headlines=measured.headlines)


def note_counts(grouped: pd.DataFrame, folder: str) -> Markup:
    """The counts of the first page, whose articles are noted like those of a notebook."""
    with set_variables({FOLDER: folder, PAGE: "index", BY: grouped.attrs.get("by")}):
        return render_counts(grouped)


def describe_work(n_articles: int, n_notebooks: int) -> str:
    """What is done and what is to do, in words."""
    done, to_do = count_noun(n_articles, "article"), count_noun(n_notebooks, "notebook")
    return f"{done} read and measured; running {to_do}"


def in_terminal() -> bool:
    """Whether somebody watches the bars."""
    return sys.stderr is not None and sys.stderr.isatty()


def pick_notebooks(prepared: dict[Path, Any], n_articles: int) -> dict[Path, Any]:
    """The close reading for a corpus that is too small to be compared, else the other notebooks.

    A folder that has only one of the two kinds is run whole.
    """
    is_small = n_articles < FEWEST
    picked = {
        file: notebook for file, notebook in prepared.items() if (file.stem == CLOSE_READING) == is_small
    }
    return picked or prepared


@contextmanager
def share_tables(
    measured: Measured, path: Path, by: str | None, asked: Mapping[str, Any]
) -> Iterator[dict[str, str]]:
    """Let the kernels read what is measured; give the environment variables that they need for it.

    A corpus with a store beside it is shared already. The notebooks note the hits behind their numbers in
    the same folder.
    """
    with TemporaryDirectory(prefix="report-") as folder:
        variables = {"ANALYSIS_REPORT": "1", BY: by or "outlet", FOLDER: str(Path(folder) / "evidence")}
        Path(variables[FOLDER]).mkdir()
        if find_store(path, "auto") is None:
            hand_over(measured, Path(folder), path, **asked)
            variables[VARIABLE] = folder
        yield variables


def make_folders(out: Path, days: pd.DataFrame) -> None:
    """Make the folders of a report, with the events, and delete the files of an earlier one."""
    for part, pattern in OLD.items():
        try:
            (out / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OSError(
                f"A report needs a folder to write to; {out} is not one: {error.strerror}."
            ) from error
        for old in (out / part).glob(pattern):
            old.unlink()
    (out / "tables" / "events.csv").unlink(missing_ok=True)
    if len(days):
        days.to_csv(out / "tables" / "events.csv", index=False)


def render_report(
    articles: pd.DataFrame,
    pages: list[Page],
    notebooks: list[nbformat.NotebookNode],
    codebooks: list[str],
    quotes: dict[str, str],
    shared: dict[str, Any],
) -> dict[str, str]:
    """Render the pages of a report; the key is the name of the file."""
    exporter = open_exporter()
    texts = {
        page.href: render_notebook(exporter, notebook, page, shared)
        for page, notebook in zip(pages, notebooks, strict=True)
    }
    with set_variables({BY: shared["grouped"].attrs.get("by")}):
        texts["summary.html"] = render_summary(articles, pages, quotes=quotes, **shared)
        texts["index.html"] = render_index(articles, pages, quotes=quotes, **shared)
    texts["methods.html"] = render_methods(articles, codebooks, **shared)
    texts["style.css"] = read_style("style.css") + read_style("reading.css")
    return texts
