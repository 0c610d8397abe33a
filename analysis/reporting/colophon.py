"""The foot of every page: who made the report, when, of what, with which lists, and how to cite it."""

from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import fingerprint_corpus
from analysis.corpus.companions import read_provenance
from analysis.matching.lexicon import list_lexicons
from analysis.reporting.pages import Page, find_item
from analysis.wording import format_day

# The rule of reports without texts: a title is cited with its outlet and date, as in a list of references.
LEFT_OUT = (
    "The texts are left out of this report. The titles of articles stay: with outlet and date they name the "
    "sources."
)
PACKAGE = "conflict-reporting-analysis"


def write_colophon(articles: pd.DataFrame, codebooks: Iterable[str], title: str) -> list[str]:
    """The lines of the foot. `author`, `licence` and `rights` are items of the corpus's PROVENANCE.toml."""
    provenance = read_provenance(articles).set_index("item")["value"].astype(str)
    today = format_day(pd.Timestamp(date.today()))
    lists = list_lexicons(*codebooks).drop_duplicates("lexicon")
    versions = ", ".join(f"{row.lexicon} {row.version}".strip() for row in lists.itertuples())
    source = [title, *(f"{item}: {provenance[item]}" for item in ("licence", "rights") if item in provenance)]
    return [
        *([f"By {provenance['author']}."] if "author" in provenance else []),
        f"Source: {'; '.join(source)}.",
        f"Cite as: {title}: how it was reported. Report of {today}, made with {PACKAGE} {version(PACKAGE)}; "
        f"corpus {fingerprint_corpus(articles)}.",
        f"Word lists: {versions}.",
    ]


def name_report(articles: pd.DataFrame, path: Path, lists: list[str], command: str) -> dict[str, Any]:
    """What all pages of a report share: the title of the corpus, the command and the foot."""
    title = find_item(articles, "title") or path.stem
    colophon = write_colophon(articles, lists, title)
    return {"corpus": title, "command": command, "colophon": colophon, "left_out": LEFT_OUT}


def list_links(pages: list[Page]) -> list[dict[str, str]]:
    """The menu of the report."""
    return [
        {"label": "Report", "href": "index.html"},
        *({"label": page.label, "href": page.href} for page in pages),
        {"label": "Methods", "href": "methods.html"},
    ]
