"""Running the notebooks into a report: pages, figures and tables that open without a network."""

import ast
import base64
import importlib.metadata
import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import nbformat
import pandas as pd
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html

from analysis.corpus import fingerprint_corpus, list_provenance, read_corpus, read_problems, read_provenance
from analysis.lexicon import list_lexicons
from analysis.show import show_table
from analysis.tables import count_articles

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
PACKAGES = (
    "pandas",
    "numpy",
    "pyarrow",
    "matplotlib",
    "nltk",
    "vaderSentiment",
    "scipy",
    "ftfy",
    "datasketch",
)
# Seconds after which a cell is taken to hang; a corpus that needs longer is measured into a store first.
CELL_TIMEOUT = 3600


@dataclass
class Page:
    """One executed notebook on its way to a page of the report."""

    label: str
    href: str
    title: str
    findings: list[str] = field(default_factory=list)
    n_figures: int = 0
    n_tables: int = 0
    reason: str = ""


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

    Raises FileNotFoundError where there is no notebook, and whatever `read_corpus` raises for the corpus.
    """
    began = time.monotonic()
    out, folder = Path(out).resolve(), Path(notebooks or NOTEBOOKS).resolve()
    files = sorted(folder.glob("*.ipynb"))
    if not files:
        raise FileNotFoundError(f"A report needs notebooks (*.ipynb); there is none in {folder}.")
    outlets = list(outlets) if outlets else None
    articles = read_corpus(path, since=since, until=until, outlets=outlets)
    progress(f"{len(articles):,} articles read; running {len(files)} notebooks")
    for part in ("figures", "tables"):
        (out / part).mkdir(parents=True, exist_ok=True)

    given = {"corpus": str(Path(path).resolve()), "since": since, "until": until, "outlets": outlets}
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        runs = [pool.submit(run_notebook, file, given) for file in files]
        executed = []
        for file, run in zip(files, runs, strict=True):
            notebook, reason = run.result()
            executed.append((notebook, reason))
            progress(f"{file.stem}: {'failed: ' + reason if reason else 'done'}")

    pages = [
        extract_page(notebook, file.stem, out=out, reason=reason)
        for file, (notebook, reason) in zip(files, executed, strict=True)
    ]
    corpus = read_provenance(articles).get("title") or Path(path).resolve().stem
    links = [{"label": "Report", "href": "index.html"}]
    links += [{"label": page.label, "href": page.href} for page in pages]
    links += [{"label": "Methods", "href": "methods.html"}]
    for page, (notebook, _) in zip(pages, executed, strict=True):
        (out / page.href).write_text(render_notebook(notebook, page, links, corpus=corpus), encoding="utf-8")
    shared = {"corpus": corpus, "links": links, "command": command}
    (out / "index.html").write_text(render_index(articles, pages, **shared), encoding="utf-8")
    (out / "methods.html").write_text(render_methods(articles, **shared), encoding="utf-8")
    (out / "style.css").write_text(
        resources.files("analysis").joinpath("templates/report/style.css").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    return Report(index=out / "index.html", pages=pages, seconds=time.monotonic() - began)


def run_notebook(file: Path, given: dict[str, object]) -> tuple[nbformat.NotebookNode, str]:
    """The executed notebook, and the reason in one line where it failed ("" where it did not)."""
    notebook = nbformat.read(file, as_version=4)
    notebook.cells = [
        cell for cell in notebook.cells if "skip-execution" not in cell.metadata.get("tags", [])
    ]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    inject_parameters(notebook, given, name=file.name)
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(file.parent)}},
    )
    environment = os.environ | {"ANALYSIS_REPORT": "1", "PYTHONWARNINGS": "ignore::DeprecationWarning"}
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        return notebook, f"{error.ename}: {error.evalue}"
    except (CellTimeoutError, DeadKernelError) as error:
        return notebook, f"{type(error).__name__}: {error}".splitlines()[0]
    return notebook, ""


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


def extract_page(notebook: nbformat.NotebookNode, stem: str, *, out: Path, reason: str) -> Page:
    """Write the figures and tables of an executed notebook to files, and say what the page holds."""
    page = Page(
        label=label_page(stem), href=f"{stem}.html", title=find_title(notebook) or stem, reason=reason
    )
    # The injected cell holds the corpus's place on this machine, which is nobody else's business.
    notebook.cells = [
        cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", [])
    ]
    for output in [output for cell in notebook.cells for output in cell.get("outputs", [])]:
        data, metadata = output.get("data", {}), output.get("metadata", {})
        if "image/png" in data:
            page.n_figures += 1
            name = f"figures/{stem}-{page.n_figures:02d}"
            metadata["filenames"] = {"image/png": f"{name}.png"}
            (out / f"{name}.png").write_bytes(base64.b64decode(data["image/png"]))
            if "image/svg+xml" in data:
                metadata["filenames"]["image/svg+xml"] = f"{name}.svg"
                (out / f"{name}.svg").write_text(data.pop("image/svg+xml"), encoding="utf-8")
        if "text/csv" in data:
            page.n_tables += 1
            metadata["filenames"] = {"text/csv": f"tables/{stem}-{page.n_tables:02d}.csv"}
            # The byte order mark is how Excel knows UTF-8.
            (out / metadata["filenames"]["text/csv"]).write_text(data.pop("text/csv"), encoding="utf-8-sig")
        if metadata.get("finding"):
            page.findings.append(data["text/plain"])
    return page


def label_page(stem: str) -> str:
    """The short name of a notebook in the report's menu.

    >>> label_page("00-start-here")
    'Start here'
    """
    words = stem.split("-", 1)[1] if stem[:1].isdigit() and "-" in stem else stem
    return words.replace("-", " ").capitalize()


def find_title(notebook: nbformat.NotebookNode) -> str:
    """The first heading of a notebook, which is its question."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if line.startswith("# "):
                    return line[2:].strip()
    return ""


def render_notebook(notebook: nbformat.NotebookNode, page: Page, links: list[dict], *, corpus: str) -> str:
    exporter = HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(resources.files("analysis") / "templates")],
        exclude_anchor_links=True,
    )
    report = {
        "title": page.title,
        "corpus": corpus,
        "pages": links,
        "href": page.href,
        "notebook": page.href[:-5],
    }
    html, _ = exporter.from_notebook_node(notebook, resources={"report": report})
    return html


def render_page(template: str, **values: object) -> str:
    environment = Environment(
        loader=PackageLoader("analysis", "templates"),
        autoescape=select_autoescape(["html.j2", "html"]),
        trim_blocks=True,
    )
    return environment.get_template(template).render(**values)


def render_table(table: pd.DataFrame, **options: object) -> Markup:
    """A table as HTML that is already escaped."""
    return Markup(show_table(table, **options).html)


def render_index(articles: pd.DataFrame, pages: list[Page], **shared: object) -> str:
    span = articles["date"].agg(["min", "max"])
    dated = f", {span['min']:%d %B %Y} to {span['max']:%d %B %Y}" if span.notna().all() else ""
    provenance = [
        {"item": key.replace("_", " "), "value": str(value)}
        for key, value in read_provenance(articles).items()
    ]
    provenance.append({"item": "fingerprint", "value": fingerprint_corpus(articles)})
    counts = count_articles(articles, by=["outlet", "month"]).pivot_table(
        index="month", columns="outlet", values="n_articles", aggfunc="sum", fill_value=0, observed=True
    )
    counts = counts.assign(all=counts.sum(axis=1)).reset_index()
    return render_page(
        "index.html.j2",
        title="How was this conflict reported?",
        href="index.html",
        summary=f"{len(articles):,} articles from {articles['outlet'].nunique():,} outlets{dated}.",
        contents=pages,
        failures=[page for page in pages if page.reason],
        provenance=render_table(list_provenance(articles), title="Provenance"),
        counts=render_table(counts, title="Articles by outlet and month", max_rows=None),
        problems=render_table(read_problems(articles), title="Problems in reading", max_rows=200),
        **shared,
    )


def render_methods(articles: pd.DataFrame, **shared: object) -> str:
    text = resources.files("analysis").joinpath("templates/methods.md").read_text(encoding="utf-8")
    packages = [
        {"package": name, "version": importlib.metadata.version(name)}
        for name in ("conflict-reporting-analysis", *PACKAGES)
    ]
    return render_page(
        "methods.html.j2",
        title="Methods",
        href="methods.html",
        methods=Markup(markdown2html(text)),
        fingerprint=fingerprint_corpus(articles),
        lexicons=render_table(list_lexicons(), title="Word lists used"),
        packages=render_table(pd.DataFrame(packages), title="Packages used"),
        **shared,
    )
