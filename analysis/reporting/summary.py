"""The story on one page, to print: findings with a quoted line, pictures, limits, and how to cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.reporting.findings import describe_corpus
from analysis.reporting.pages import Page, list_story, read_template

if TYPE_CHECKING:
    import nbformat

WITH_PICTURE = 3  # sections with a picture
FINDINGS = 2  # findings of a section
ROOM = 3200  # characters of findings and quoted lines that a page has room for
HEADING = re.compile(r"^#+ .*cannot say *$", re.MULTILINE)


def find_limits(notebook: nbformat.NotebookNode) -> str:
    """What the numbers of a notebook cannot say: the first sentence of the section of that name, or ""."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    parts = [HEADING.split(text, maxsplit=1)[1] for text in texts if HEADING.search(text)]
    plain = " ".join(re.sub(r"[*`_]", "", parts[-1]).split()) if parts else ""
    return re.split(r"(?<=[.!?]) (?=[A-Z])", plain)[0]


def list_sections(pages: Iterable[Page], quotes: Mapping[str, str]) -> list[dict[str, Any]]:
    """The sections of the printed page: those of the story, each finding once, while there is room.

    Every section has its first finding before any has its second.
    """
    story = [page for page in list_story(list(pages)) if page.findings]
    sections = [page for page in story if page.pictures] or story
    picked: dict[str, list[dict[str, str]]] = {page.href: [] for page in sections}
    room, seen = ROOM, set()
    for place in range(FINDINGS):
        for page in sections:
            new = [text for text in page.findings if text not in seen]
            for text in new[:1] if len(page.findings) > place else []:
                entry = describe_finding(text, page, quotes)
                entry |= {"quote": ""} if entry["quote"] in seen else {}  # a line is quoted once
                room -= len(text) + len(entry["quote"])
                if room >= 0:
                    seen |= {text, entry["quote"]}
                    picked[page.href].append(entry)
    pictured = [page.href for page in sections if page.pictures][:WITH_PICTURE]
    return [
        {
            "page": page,
            "findings": picked[page.href],
            "picture": page.pictures[0] if page.href in pictured else None,
        }
        for page in sections
        if picked[page.href]
    ]


def describe_finding(text: str, page: Page, quotes: Mapping[str, str]) -> dict[str, str]:
    """A finding as heading and rest, with the address of its sentences and one of them."""
    address = page.evidence.get(text, "")
    name = address.removeprefix("evidence/").removesuffix(".html")
    lead, rest = page.parts.get(text, [text, ""])
    return {"text": lead, "rest": rest, "href": address, "quote": quotes.get(name, "")}


def render_summary(
    articles: pd.DataFrame, pages: list[Page], *, quotes: Mapping[str, str], **shared: Any
) -> str:
    """Render the page to print."""
    sections = list_sections(pages, quotes)
    limits = dict.fromkeys(section["page"].limits for section in sections if section["page"].limits)
    return read_template("summary.html.j2").render(
        title="How was this conflict reported? The story on one page",
        href="summary.html",
        summary=describe_corpus(articles),
        sections=sections,
        limits=list(limits),
        **shared,
    )
