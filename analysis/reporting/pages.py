"""The pages of a report, made from notebooks that have run: figures and tables in files, findings, HTML."""

import base64
import importlib.metadata
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import nbformat
import pandas as pd
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html

from analysis.corpus.articles import (
    count_problems,
    fingerprint_corpus,
    list_provenance,
    read_problems,
    read_provenance,
)
from analysis.matching.lexicon import list_lexicons
from analysis.reporting.findings import say_corpus
from analysis.reporting.show import show_table
from analysis.summaries.rates import count_articles

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
        extra_template_basedirs=[str(resources.files("analysis.reporting") / "templates")],
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
        loader=PackageLoader("analysis.reporting", "templates"),
        autoescape=select_autoescape(["html.j2", "html"]),
        trim_blocks=True,
    )
    return environment.get_template(template).render(**values)


def render_table(table: pd.DataFrame, *, title: str, **options: object) -> Markup:
    """A table as HTML that is already escaped; a wide one scrolls in its own box, with the keyboard too."""
    html = Markup(show_table(table, title=title, **options).html)
    return Markup('<div class="output_html" role="group" tabindex="0" aria-label="{}">{}</div>').format(
        title, html
    )


def render_index(articles: pd.DataFrame, pages: list[Page], **shared: object) -> str:
    counts = count_articles(articles, by=["outlet", "month"]).pivot_table(
        index="month",
        columns="outlet",
        values="n_articles",
        aggfunc="sum",
        fill_value=0,
        observed=True,
        dropna=False,
    )
    counts.columns = counts.columns.astype(str)
    counts = counts.assign(all=counts.sum(axis=1)).reset_index()
    problems = read_problems(articles)
    kinds = count_problems(problems)
    return render_page(
        "index.html.j2",
        title="How was this conflict reported?",
        href="index.html",
        summary=say_corpus(articles),
        description=read_provenance(articles).get("description", ""),
        fingerprint=fingerprint_corpus(articles),
        n_problems=len(problems),
        contents=pages,
        failures=[page for page in pages if page.reason],
        provenance=render_table(list_provenance(articles), title="Provenance"),
        counts=render_table(counts, title="Articles by outlet and month", max_rows=None),
        kinds=render_table(kinds, title="Problems by kind", max_rows=None) if len(kinds) else "",
        problems=render_table(problems, title="Problems in reading", max_rows=200) if len(problems) else "",
        **shared,
    )


def render_methods(articles: pd.DataFrame, **shared: object) -> str:
    text = resources.files("analysis.reporting").joinpath("templates/methods.md").read_text(encoding="utf-8")
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
        lexicons=render_table(list_lexicons(), title="Word lists used", max_rows=None),
        packages=render_table(pd.DataFrame(packages), title="Packages used"),
        **shared,
    )
