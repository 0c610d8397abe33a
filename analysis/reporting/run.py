"""Running the notebooks into a report: pages, figures and tables that open without a network."""

from __future__ import annotations

import ast
import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.corpus.articles import read_corpus
from analysis.matching.lexicon import read_lexicon
from analysis.reporting.pages import (
    Page,
    extract_page,
    find_item,
    render_index,
    render_methods,
    render_notebook,
)
from analysis.schema import suggest_names

if TYPE_CHECKING:
    import nbformat

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
# Seconds after which a cell counts as stuck; a corpus that needs longer is measured into a store first.
CELL_TIMEOUT = 3600


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
    """Run every notebook on a corpus and write the pages, figures and tables.

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
    parameters: dict[str, Any] = {"corpus": str(path), "since": since, "until": until}
    parameters |= {"outlets": list(outlets) if outlets else None, "codebooks": lists or None}
    files = find_notebooks(Path(notebooks or NOTEBOOKS).resolve())
    prepared = {file: prepare_notebook(file, parameters) for file in files}
    for codebook in lists:
        read_lexicon(codebook)
    articles = read_corpus(path, since=since, until=until, outlets=parameters["outlets"])
    make_folders(out)
    progress(f"{len(articles):,} articles read; running {len(files)} notebooks")
    private = [path, *map(Path, lists)]
    reasons = run_notebooks(prepared, private, progress)
    pages = []
    for (file, notebook), reason in zip(prepared.items(), reasons, strict=True):
        clean_outputs(notebook, private)
        pages.append(extract_page(notebook, file.stem, out=out, reason=reason))
    shared = {"corpus": find_item(articles, "title") or path.stem, "command": command}
    texts = render_report(articles, pages, list(prepared.values()), lists, shared)
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8")
    return Report(index=out / "index.html", pages=pages, seconds=time.monotonic() - began)


def find_notebooks(folder: Path) -> list[Path]:
    """List the notebooks of a folder; raise FileNotFoundError, with the nearest folders, if it has none."""
    files = sorted(folder.glob("*.ipynb"))
    if not files:
        beside = [other.name for other in folder.parent.glob("*/")] if not folder.is_dir() else []
        nearest = suggest_names(folder.name, beside)
        raise FileNotFoundError(f"A report needs notebooks (*.ipynb); there is none in {folder}{nearest}")
    return files


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


def prepare_notebook(file: Path, parameters: dict[str, object]) -> nbformat.NotebookNode:
    """Read a notebook without outputs and control panels, and put the parameters in."""
    import nbformat

    notebook = nbformat.read(file, as_version=4)
    notebook.cells = drop_panels(notebook.cells)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    place, source = write_parameters(notebook, parameters, name=file.name)
    if source:
        cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["injected-parameters"]})
        notebook.cells.insert(place, cell)
    return notebook


def drop_panels(cells: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Return the cells without control panels and without the text cell before each panel."""
    kept: list[nbformat.NotebookNode] = []
    for cell in cells:
        if "skip-execution" not in cell.metadata.get("tags", []):
            kept.append(cell)
        elif kept and kept[-1].cell_type == "markdown":
            kept.pop()
    return kept


def write_parameters(
    notebook: nbformat.NotebookNode, parameters: dict[str, object], *, name: str
) -> tuple[int, str]:
    """Write the parameters that a notebook has as code; return also the place of the new cell.

    The new cell follows the one tagged `parameters`, as in papermill. Raises ValueError if the notebook lacks
    a parameter that is not None: its numbers would silently be those of the whole corpus.
    """
    tagged = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    if not tagged:
        return 0, ""
    statements = ast.parse(notebook.cells[tagged[0]].source).body
    targets = [target for node in statements if isinstance(node, ast.Assign) for target in node.targets]
    names = sorted({target.id for target in targets if isinstance(target, ast.Name)})
    missing = [key for key, value in parameters.items() if value is not None and key not in names]
    if missing:
        raise ValueError(
            f"{name} has the parameters {', '.join(names)}; it lacks {', '.join(missing)}"
            f"{suggest_names(missing, names)}"
        )
    lines = [f"{key} = {value!r}" for key, value in parameters.items() if key in names]
    return tagged[0] + 1, "\n".join(lines)


def run_notebooks(
    prepared: dict[Path, nbformat.NotebookNode], private: Sequence[Path], progress: Callable[[str], None]
) -> list[str]:
    """Run notebooks in place, several at once; return for each the reason of its failure, or ""."""
    reasons = []
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        runs = [
            pool.submit(run_notebook, notebook, folder=file.parent) for file, notebook in prepared.items()
        ]
        for file, run in zip(prepared, runs, strict=True):
            reasons.append(hide_paths(run.result(), private))
            progress(f"{file.stem}: {'failed: ' + reasons[-1] if reasons[-1] else 'done'}")
    return reasons


def run_notebook(notebook: nbformat.NotebookNode, *, folder: Path) -> str:
    """Run a notebook in place; return the reason of its failure in one line, or ""."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        # Kernels talk over local sockets; encrypted where the platform can, they do not warn.
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )
    # The kernels import the package that makes the report, whichever else is installed.
    paths = [str(NOTEBOOKS.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {
        "ANALYSIS_REPORT": "1",
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONWARNINGS": "ignore::DeprecationWarning",
    }
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        return " ".join(f"{error.ename}: {error.evalue}".split())
    except (CellTimeoutError, DeadKernelError) as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return ""


def clean_outputs(notebook: nbformat.NotebookNode, private: Sequence[Path]) -> None:
    """Remove warnings and progress bars from the outputs, and the paths of this machine from errors."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        for output in cell.outputs:
            if output.output_type == "error":
                output.evalue = hide_paths(output.evalue, private)


def hide_paths(text: str, private: Sequence[Path]) -> str:
    """Shorten private paths to their last name, and the user's home to `~`.

    >>> hide_paths("not found: /data/war/a.csv", [Path("/data/war")])
    'not found: war/a.csv'
    """
    short = [(path, path.name) for path in private]
    for path, name in [*short, (NOTEBOOKS.parent, "."), (Path.home(), "~")]:
        if len(path.parts) > 1:
            text = text.replace(str(path), name)
    return text


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
    style = resources.files("analysis.reporting").joinpath("templates/report/style.css")
    texts["style.css"] = style.read_text(encoding="utf-8")
    return texts
