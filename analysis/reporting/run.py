"""Running the notebooks into a report: pages, figures and tables that open without a network."""

import ast
import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets.config import Config

from analysis.corpus.articles import read_corpus, read_provenance
from analysis.reporting.pages import Page, extract_page, render_index, render_methods, render_notebook

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
# Seconds after which a cell is taken to hang; a corpus that needs longer is measured into a store first.
CELL_TIMEOUT = 3600
# Kernels talk over local sockets; where the platform can encrypt these they do, and do not warn.
KERNELS = Config({"KernelManager": {"transport_encryption": "auto"}})


@dataclass
class Report:
    """Where a report lies, and which of its notebooks failed."""

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
    notebooks: str | Path | None = None,
    command: str = "",
    progress: Callable[[str], None] = lambda line: None,
) -> Report:
    """Run every notebook on a corpus and write the pages, figures and tables under `out`.

    The notebooks get the parameters `corpus, since, until, outlets` where they have a cell tagged
    `parameters`; cells tagged `skip-execution` (the control panels of JupyterLab) are left out. A notebook
    that fails still gets its page, up to the failure, and the others are made; the index says which failed
    and why.

    Raises FileNotFoundError where there is no notebook, ValueError where a notebook does not know one of the
    parameters, and whatever `read_corpus` raises for the corpus; all before anything is written.
    """
    began = time.monotonic()
    path, out = Path(path).resolve(), Path(out).resolve()
    outlets = list(outlets) if outlets else None
    given = {"corpus": str(path), "since": since, "until": until, "outlets": outlets}
    files = find_notebooks(Path(notebooks or NOTEBOOKS).resolve())
    prepared = [prepare_notebook(file, given) for file in files]
    articles = read_corpus(path, since=since, until=until, outlets=outlets)
    make_folders(out)
    progress(f"{len(articles):,} articles read; running {len(files)} notebooks")

    reasons = []
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        runs = [
            pool.submit(run_notebook, notebook, folder=file.parent)
            for file, notebook in zip(files, prepared, strict=True)
        ]
        for file, run in zip(files, runs, strict=True):
            reasons.append(hide_places(run.result(), path))
            progress(f"{file.stem}: {'failed: ' + reasons[-1] if reasons[-1] else 'done'}")

    pages = []
    for file, notebook, reason in zip(files, prepared, reasons, strict=True):
        clean_outputs(notebook, path)
        pages.append(extract_page(notebook, file.stem, out=out, reason=reason))
    corpus = read_provenance(articles).get("title") or path.stem
    links = [
        {"label": "Report", "href": "index.html"},
        *({"label": page.label, "href": page.href} for page in pages),
        {"label": "Methods", "href": "methods.html"},
    ]
    shared = {"corpus": corpus, "links": links, "command": command}
    texts = {
        page.href: render_notebook(notebook, page, links, corpus=corpus)
        for page, notebook in zip(pages, prepared, strict=True)
    }
    texts["index.html"] = render_index(articles, pages, **shared)
    texts["methods.html"] = render_methods(articles, **shared)
    style = resources.files("analysis.reporting").joinpath("templates/report/style.css")
    texts["style.css"] = style.read_text(encoding="utf-8")
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8")
    return Report(index=out / "index.html", pages=pages, seconds=time.monotonic() - began)


def find_notebooks(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.ipynb"))
    if not files:
        raise FileNotFoundError(f"A report needs notebooks (*.ipynb); there is none in {folder}.")
    return files


def make_folders(out: Path) -> None:
    """The folders of a report, without the figures and tables of an earlier one, which may have had more."""
    for part in ("figures", "tables"):
        try:
            (out / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OSError(f"A report needs a folder to write to; {out} is none: {error.strerror}.") from error
        for old in (out / part).glob("*-[0-9][0-9].*"):
            old.unlink()


def prepare_notebook(file: Path, given: dict[str, object]) -> nbformat.NotebookNode:
    """A notebook ready to run: no outputs, the given parameters, no cell that lives only in JupyterLab."""
    notebook = nbformat.read(file, as_version=4)
    notebook.cells = drop_panels(notebook.cells)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    inject_parameters(notebook, given, name=file.name)
    return notebook


def drop_panels(cells: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """The cells without the control panels, and without the words that introduce nothing but a panel."""
    kept = []
    for cell in cells:
        if "skip-execution" not in cell.metadata.get("tags", []):
            kept.append(cell)
        elif kept and kept[-1].cell_type == "markdown":
            kept.pop()
    return kept


def inject_parameters(notebook: nbformat.NotebookNode, given: dict[str, object], *, name: str) -> None:
    """Put the given values in a cell of their own after the cell tagged `parameters`, as papermill does.

    Raises ValueError where the notebook knows no such parameter: a value that nothing reads would be a
    silent lie.
    """
    tagged = [at for at, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    if not tagged:
        return
    statements = ast.parse(notebook.cells[tagged[0]].source).body
    assigned = [node for node in statements if isinstance(node, ast.Assign)]
    known = {target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)}
    unknown = sorted(key for key in given if given[key] is not None and key not in known)
    if unknown:
        raise ValueError(f"{name} knows the parameters {', '.join(sorted(known))}; not {', '.join(unknown)}.")
    lines = [f"{key} = {value!r}" for key, value in given.items() if key in known]
    injected = nbformat.v4.new_code_cell("\n".join(lines), metadata={"tags": ["injected-parameters"]})
    notebook.cells.insert(tagged[0] + 1, injected)


def run_notebook(notebook: nbformat.NotebookNode, *, folder: Path) -> str:
    """Run a notebook in place; the reason in one line where it failed, "" where it did not."""
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        config=KERNELS,
    )
    # The kernels measure with the package that makes the report, whichever else is installed.
    here = os.pathsep.join([str(NOTEBOOKS.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {
        "ANALYSIS_REPORT": "1",
        "PYTHONPATH": here,
        "PYTHONWARNINGS": "ignore::DeprecationWarning",
    }
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        return " ".join(f"{error.ename}: {error.evalue}".split())
    except (CellTimeoutError, DeadKernelError) as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return ""


def clean_outputs(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Leave out what a report's reader has no use for: warnings, progress bars, this machine's places."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        for output in cell.outputs:
            if output.output_type == "error":
                output.evalue = hide_places(output.evalue, path)


def hide_places(text: str, path: Path) -> str:
    """The text with the corpus named as in its own folder, and the user's home as `~`.

    >>> hide_places("not found: /data/war/a.csv", Path("/data/war"))
    'not found: war/a.csv'
    """
    for place, short in ((path, path.name), (NOTEBOOKS.parent, "."), (Path.home(), "~")):
        if len(place.parts) > 1:
            text = text.replace(str(place), short)
    return text
