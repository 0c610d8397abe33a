"""The pages of a report, made from notebooks that have run: figures and tables in files, findings, HTML."""

from __future__ import annotations

import base64
import importlib.metadata
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.corpus.articles import count_problems, fingerprint_corpus, read_problems
from analysis.corpus.companions import read_provenance
from analysis.corpus.grouping import describe_groups
from analysis.matching.lexicon import list_lexicons
from analysis.reporting.findings import describe_corpus
from analysis.reporting.links import isolate
from analysis.reporting.notebooks import merge_parameters
from analysis.reporting.show import show_table
from analysis.summaries.rates import count_articles
from analysis.wording import name_groups

if TYPE_CHECKING:
    import nbformat
    from jinja2 import Template
    from markupsafe import Markup
    from nbconvert import HTMLExporter

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
COLOURS, FREQUENT = 256, 128  # of a picture, and how many of them are its most frequent


@dataclass
class Page:
    """A page of the report, made from one notebook; `reason` says why the notebook failed.

    `evidence` gives the address behind a finding, `parts` its heading and what stands below it, `pictures`
    the figures of cells tagged `front-page`, `tables` the title of each file of a table, `limits` what the
    numbers cannot say.
    """

    label: str
    href: str
    title: str
    findings: list[str] = field(default_factory=list)
    evidence: dict[str, str] = field(default_factory=dict)
    pictures: list[dict[str, str]] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)
    n_figures: int = 0
    n_tables: int = 0
    reason: str = ""
    limits: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)


def extract_page(notebook: nbformat.NotebookNode, stem: str, *, out: Path, reason: str) -> Page:
    """Write the figures and tables of a notebook to files, and return what its page holds.

    In the notebook the names of the files take the place of SVG and CSV.
    """
    page = Page(
        label=label_page(stem), href=f"{stem}.html", title=find_title(notebook) or stem, reason=reason
    )
    notebook.cells = merge_parameters(notebook.cells)
    outputs = [(cell, output) for cell in notebook.cells for output in cell.get("outputs", [])]
    for cell, output in outputs:
        data, metadata = output.get("data", {}), output.get("metadata", {})
        if "image/png" in data:
            page.n_figures += 1
            write_figure(data, metadata, f"figures/{stem}-{page.n_figures:02d}", out)
            if "front-page" in cell.metadata.get("tags", []):
                picture = {"file": metadata["filenames"]["image/png"], "alt": data.get("text/plain", "")}
                page.pictures.append(picture)
        if "text/csv" in data:
            page.n_tables += 1
            metadata["filenames"] = {"text/csv": f"tables/{stem}-{page.n_tables:02d}.csv"}
            page.tables[metadata["filenames"]["text/csv"]] = metadata.get("text/csv", {}).get("title", "")
            # By the byte order mark Excel recognises UTF-8.
            (out / metadata["filenames"]["text/csv"]).write_text(data.pop("text/csv"), encoding="utf-8-sig")
        if metadata.get("finding"):
            page.findings.append(data["text/plain"])
            page.parts[data["text/plain"]] = metadata["finding"]
            if metadata.get("evidence"):
                page.evidence[data["text/plain"]] = metadata["evidence"]
    return page


def write_figure(data: dict[str, str], metadata: dict[str, Any], name: str, out: Path) -> None:
    """Write the PNG and the SVG of an output to files; in the output their names take their place."""
    metadata["filenames"] = {"image/png": f"{name}.png"}
    (out / f"{name}.png").write_bytes(pack_png(base64.b64decode(data["image/png"])))
    if "image/svg+xml" in data:
        metadata["filenames"]["image/svg+xml"] = f"{name}.svg"
        (out / f"{name}.svg").write_text(data.pop("image/svg+xml"), encoding="utf-8")


def pack_png(png: bytes) -> bytes:
    """A picture in 256 colours: charts need no more, and it takes less than half the room.

    The most frequent colours stay as they are; of more than 256 the others become the nearest of a few.
    """
    from PIL import Image  # loads slowly

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    counted: Any = picture.getcolors(picture.width * picture.height)
    colours = np.array([colour for _, colour in sorted(counted, reverse=True)])
    palette, places = colours, np.arange(len(colours))
    if len(colours) > COLOURS:
        others = Image.fromarray(colours[None, FREQUENT:].astype(np.uint8)).quantize(COLOURS - FREQUENT)
        few = np.array((others.getpalette() or [])[: 3 * (COLOURS - FREQUENT)]).reshape(-1, 3)
        palette = np.concatenate([colours[:FREQUENT], few])
        places[FREQUENT:] = ((colours[FREQUENT:, None] - palette) ** 2).sum(axis=2).argmin(axis=1)
    place_by_colour = np.zeros(2**24, dtype=np.uint8)
    place_by_colour[colours @ [1, 2**8, 2**16]] = places
    pixels = np.asarray(picture.convert("RGBX")).view("<u4") & (2**24 - 1)
    packed, file = Image.frombytes("P", picture.size, place_by_colour[pixels].tobytes()), io.BytesIO()
    packed.putpalette(palette.astype(np.uint8).tobytes())
    packed.save(file, "PNG")
    return file.getvalue()


def list_story(pages: list[Page]) -> list[Page]:
    """The pages whose findings stand on the first page: those with a picture for it first; no appendix."""
    main = [page for page in pages if not re.match(r"\d\d[a-z]-", page.href)]
    return sorted(main, key=lambda page: not page.pictures)


def label_page(stem: str) -> str:
    """Return the short name of a notebook for the menu of the report.

    >>> label_page("00-start-here")
    'Start here'
    """
    words = stem.split("-", 1)[1] if stem[:1].isdigit() and "-" in stem else stem
    return words.replace("-", " ").capitalize()


def find_title(notebook: nbformat.NotebookNode) -> str:
    """Return the first heading of a notebook, which is its question; "" if it has none."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    lines = [line for text in texts for line in text.splitlines() if line.startswith("# ")]
    return lines[0][2:].strip() if lines else ""


def find_item(articles: pd.DataFrame, item: str) -> str:
    """Return one item of the provenance of a corpus; "" if it is not there."""
    provenance = read_provenance(articles)
    return str(next(iter(provenance.loc[provenance["item"] == item, "value"]), ""))


def open_exporter() -> HTMLExporter:
    """What makes pages of notebooks; one serves all pages, since it reads its templates once."""
    from analysis.reporting.running.exporter import PageExporter

    return PageExporter(
        template_name="report",
        extra_template_basedirs=[str(resources.files("analysis.reporting") / "templates")],
        exclude_anchor_links=True,
    )


def render_notebook(
    exporter: HTMLExporter, notebook: nbformat.NotebookNode, page: Page, shared: dict[str, Any]
) -> str:
    """Render a notebook that has run as a page of the report."""
    report = {
        "title": page.title,
        "corpus": shared["corpus"],
        "pages": shared["links"],
        "colophon": shared["colophon"],
        "href": page.href,
        "notebook": page.href.removesuffix(".html"),
    }
    html, _ = exporter.from_notebook_node(notebook, resources={"report": report})
    return html


def read_template(name: str) -> Template:
    """A template of the pages; everything that is put into it is escaped."""
    from jinja2 import Environment, PackageLoader, select_autoescape
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("analysis.reporting", "templates"),
        autoescape=select_autoescape(["html.j2", "html"]),
        trim_blocks=True,
    )
    environment.filters["isolate"] = lambda text: Markup(isolate(text))
    return environment.get_template(name)


def render_table(table: pd.DataFrame, *, title: str, top: int | None = 40) -> Markup:
    """Render a table as escaped HTML, in a box that scrolls by mouse and by keyboard."""
    from markupsafe import Markup

    html = Markup(show_table(table, title=title, top=top).html)
    return Markup('<div class="output_html" role="group" tabindex="0" aria-label="{}">{}</div>').format(
        title, html
    )


def render_index(articles: pd.DataFrame, pages: list[Page], *, grouped: pd.DataFrame, **shared: Any) -> str:
    """Render the first page: findings, contents, provenance, counts and problems in reading.

    `grouped` are the articles with the groups that are compared as their outlets; `shared` holds `counts`,
    which `render_counts` returns.
    """
    problems = read_problems(articles)
    kinds = count_problems(problems)
    return read_template("index.html.j2").render(
        title="How was this conflict reported?",
        href="index.html",
        summary=describe_corpus(grouped),
        groups=describe_groups(grouped),
        noun=name_groups("outlet"),
        description=find_item(articles, "description"),
        fingerprint=fingerprint_corpus(articles),
        n_problems=len(problems),
        contents=pages,
        story=list_story(pages),
        failures=[page for page in pages if page.reason],
        provenance=render_table(read_provenance(articles), title="Provenance"),
        kinds=render_table(kinds, title="Problems by kind", top=None) if len(kinds) else "",
        problems=render_table(problems, title="Problems in reading", top=200) if len(problems) else "",
        **shared,
    )


def render_counts(grouped: pd.DataFrame) -> Markup:
    """Render how many articles each group has, and from when to when; the numbers open while notes are made.

    The months stand in the chart of the notebook on the corpus.
    """
    counts = count_articles(grouped, by="outlet")
    days = grouped.astype({"outlet": "str"}).groupby("outlet")["date"].agg(["min", "max"])
    names = counts["outlet"].astype("str")
    counts = counts.assign(first_day=names.map(days["min"]), last_day=names.map(days["max"]))
    counts = counts.sort_values(["n_articles", "outlet"], ascending=[False, True])
    return render_table(counts, title=name_groups("Articles by outlet"), top=None)


def render_methods(articles: pd.DataFrame, codebooks: Iterable[str], **shared: Any) -> str:
    """Render the page of methods, with the word lists and the versions of the packages."""
    from markupsafe import Markup
    from nbconvert.filters import markdown2html

    text = resources.files("analysis.reporting").joinpath("templates/methods.md").read_text(encoding="utf-8")
    packages = [
        {"package": name, "version": importlib.metadata.version(name)}
        for name in ("conflict-reporting-analysis", *PACKAGES)
    ]
    return read_template("methods.html.j2").render(
        title="Methods",
        href="methods.html",
        methods=Markup(markdown2html(text)),
        fingerprint=fingerprint_corpus(articles),
        lexicons=render_table(list_lists(codebooks), title="Word lists used", top=None),
        packages=render_table(pd.DataFrame(packages), title="Packages used"),
        **shared,
    )


def list_lists(codebooks: Iterable[str]) -> pd.DataFrame:
    """List the shipped word lists and the user's own: one row per list."""
    categories = list_lexicons(*codebooks)
    keys = ["lexicon", "title", "version", "licence", "source"]
    groups = categories.groupby(keys, sort=False, dropna=False)
    return groups.agg(n_categories=("category", "size"), n_terms=("n_terms", "sum")).reset_index()
