"""Pages of notebooks that have run, each collected while other notebooks run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.reporting.notebooks import clean_outputs
from analysis.reporting.pages import Page, extract_page
from analysis.reporting.running.kernels import Worker, run_notebooks
from analysis.reporting.summary import find_limits

if TYPE_CHECKING:
    import nbformat


def make_pages(
    prepared: dict[Path, nbformat.NotebookNode],
    private: Sequence[Path],
    out: Path,
    progress: Callable[[str], None],
    shown: Mapping[str, str],
    workers: Sequence[Worker],
) -> list[Page]:
    """Run the notebooks and return their pages."""
    pages: dict[Path, Future[Page]] = {}
    with ThreadPoolExecutor(max_workers=1) as pool:

        def collect(file: Path, reason: str) -> None:
            pages[file] = pool.submit(collect_page, prepared[file], file.stem, reason, private, out)

        run_notebooks(prepared, private, progress, shown, workers=workers, collect=collect)
    return [pages[file].result() for file in prepared]


def collect_page(
    notebook: nbformat.NotebookNode, stem: str, reason: str, private: Sequence[Path], out: Path
) -> Page:
    """Write the figures and tables of a notebook that has run; return its page."""
    clean_outputs(notebook, private)
    page = extract_page(notebook, stem, out=out, reason=reason)
    return replace(page, limits=find_limits(notebook))
