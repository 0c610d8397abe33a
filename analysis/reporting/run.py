"""Running the notebooks into a report: pages, figures and tables that open without a network."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.matching.lexicon import read_lexicon
from analysis.reporting.notebooks import (
    NOTEBOOKS,
    clean_outputs,
    find_notebooks,
    prepare_notebook,
    run_notebooks,
)
from analysis.reporting.pages import (
    Page,
    extract_page,
    find_item,
    render_index,
    render_methods,
    render_notebook,
)
from analysis.reporting.styles import read_style
from analysis.store.handover import VARIABLE, hand_over
from analysis.store.measured import Measured, find_store, measure_corpus
from analysis.summaries.intervals import FEWEST
from analysis.wording import count_noun

if TYPE_CHECKING:
    import nbformat

# The notebook for a corpus with too few articles for an interval.
CLOSE_READING = "close-reading"


@dataclass
class Report:
    """A report: its first page, its other pages, and the seconds that it took."""

    index: Path
    pages: list[Page]
    seconds: float

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
        The folder of the report. Figures and tables of an earlier report in it are deleted.
    since, until : str, optional
        First and last day, such as "2022-11-17".
    outlets : iterable of str, optional
        The outlets to keep; default: all.
    codebooks : iterable of str or Path, optional
        The user's own lists of terms, as files that `read_lexicon` reads.
    notebooks : str or Path, optional
        The folder of the notebooks; default: the notebooks of this project.
    command : str, optional
        The command that made the report, printed in it.
    progress : callable, optional
        Is called with one line of text for each step.

    Raises
    ------
    FileNotFoundError
        If the folder has no notebook, or a codebook is not there.
    ValueError
        If a notebook lacks one of the parameters, or the corpus or a codebook cannot be read.
    """
    began = time.monotonic()
    path, out = Path(path).resolve(), Path(out).resolve()
    # A kernel runs in the folder of its notebook: a relative path would lead elsewhere.
    lists = [str(Path(codebook).resolve()) for codebook in codebooks or []]
    part: dict[str, Any] = {"since": since, "until": until, "outlets": list(outlets) if outlets else None}
    parameters: dict[str, Any] = {"corpus": str(path), **part, "codebooks": lists or None}
    files = find_notebooks(Path(notebooks or NOTEBOOKS).resolve())
    prepared = {file: prepare_notebook(file, parameters) for file in files}
    for codebook in lists:
        read_lexicon(codebook)
    measured = measure_corpus(path, codebooks=lists or None, progress=in_terminal(), **part)
    articles = measured.raw
    prepared = pick_notebooks(prepared, len(articles))
    make_folders(out)
    running = f"running {count_noun(len(prepared), 'notebook')}"
    progress(f"{count_noun(len(articles), 'article')} read and measured; {running}")
    private = [path, *map(Path, lists)]
    with share_tables(measured, path, codebooks=lists or None, **part) as variables:
        reasons = run_notebooks(prepared, private, progress, {"ANALYSIS_REPORT": "1", **variables})
    for notebook in prepared.values():
        clean_outputs(notebook, private)
    pages = [
        extract_page(notebook, file.stem, out=out, reason=reason)
        for (file, notebook), reason in zip(prepared.items(), reasons, strict=True)
    ]
    shared = {"corpus": find_item(articles, "title") or path.stem, "command": command}
    texts = render_report(articles, pages, list(prepared.values()), lists, shared)
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8")
    return Report(index=out / "index.html", pages=pages, seconds=time.monotonic() - began)


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
def share_tables(measured: Measured, path: Path, **asked: Any) -> Iterator[dict[str, str]]:
    """Let the kernels read what is measured; give the environment variables that they need for it.

    A corpus with a store beside it is shared already.
    """
    if find_store(path, "auto") is not None:
        yield {}
        return
    with TemporaryDirectory(prefix="report-") as folder:
        hand_over(measured, Path(folder), path, **asked)
        yield {VARIABLE: folder}


def make_folders(out: Path) -> None:
    """Make the folders of a report and delete the figures and tables of an earlier one."""
    for part in ("figures", "tables"):
        try:
            (out / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OSError(
                f"A report needs a folder to write to; {out} is not one: {error.strerror}."
            ) from error
        for old in (out / part).glob("*-[0-9][0-9].*"):
            old.unlink()


def render_report(
    articles: pd.DataFrame,
    pages: list[Page],
    notebooks: list[nbformat.NotebookNode],
    codebooks: list[str],
    shared: dict[str, str],
) -> dict[str, str]:
    """Render all pages of a report; the key is the name of the file."""
    links = [
        {"label": "Report", "href": "index.html"},
        *({"label": page.label, "href": page.href} for page in pages),
        {"label": "Methods", "href": "methods.html"},
    ]
    texts = {
        page.href: render_notebook(notebook, page, links, corpus=shared["corpus"])
        for page, notebook in zip(pages, notebooks, strict=True)
    }
    texts["index.html"] = render_index(articles, pages, links=links, **shared)
    texts["methods.html"] = render_methods(articles, codebooks, links=links, **shared)
    texts["style.css"] = read_style("style.css") + read_style("reading.css")
    return texts
