"""Wikis: the dump of a MediaWiki (such as Wikinews) and the answers of its API, one article per page.

The date is that of the template `{{date|...}}`, which Wikinews puts into each article. The time of a
page's last change is no day of publication; it stands in `revised`.
"""

import bz2
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from analysis.readers.columns import number_rows
from analysis.readers.documents.doubts import note
from analysis.readers.encoding import read_text
from analysis.readers.markup import html_to_text
from analysis.readers.packed.limits import describe_limit, get_limit
from analysis.readers.xml.wikitext import DATE, REDIRECT, wikitext_to_text

OPENERS = {".bz2": bz2.open, ".gz": gzip.open}


def read_dump(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per article of a dump; a problem for each page that is none, and where the dump breaks off."""
    from lxml import etree

    rows: list[dict] = []
    problems: list[dict] = []
    places: list[int] = []
    outlet, number = "", 0
    opener: Any = OPENERS.get(path.suffix.lower(), open)
    with opener(path, "rb") as file:
        try:
            for _, element in etree.iterparse(
                LimitedFile(file), events=("end",), tag=("{*}sitename", "{*}page"), resolve_entities=False,
                no_network=True, load_dtd=False,
            ):  # fmt: skip
                if element.tag.endswith("sitename"):
                    outlet = element.text or ""
                    continue
                number += 1
                row = {child.tag.rpartition("}")[2]: child.text or "" for child in element.iter("{*}*")}
                add_page(rows, places, problems, row, number, outlet)
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, EOFError, OSError) as error:
            what = f"the dump breaks off: {' '.join(str(error).split())[:80]}"
            problems.append(note(number or None, what, "read up to there"))
    if not number:
        reason = f" ({problems[-1]['what']})" if problems else ""
        raise ValueError(f"{path.name} holds no page of a wiki{reason}")
    return number_rows(pd.DataFrame(rows, dtype="str"), places), problems


class LimitedFile:
    """A file that raises OSError once more is read from it than a packed file may unpack to."""

    def __init__(self, file: Any) -> None:
        self.file, self.left = file, get_limit("unpacked_mb") * 2**20

    def read(self, size: int = -1) -> bytes:
        data: bytes = self.file.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise OSError(f"too large: {describe_limit('unpacked_mb')}")
        return data


def add_page(
    rows: list[dict], places: list[int], problems: list[dict], page: dict[str, str], number: int, outlet: str
) -> None:
    """Add a page of a dump to the rows, or to the problems where it is no article."""
    title, text = page.get("title", ""), page.get("text", "")
    if page.get("ns", "0").strip() != "0":
        problems.append(
            note(number, f"a page of namespace {page['ns']}, no article", f"left out: {title[:80]}")
        )
    elif "redirect" in page or REDIRECT.match(text):
        problems.append(note(number, "a page that leads to another", f"left out: {title[:80]}"))
    else:
        rows.append(describe_page(title, text, page.get("timestamp", ""), page.get("id", ""), outlet))
        places.append(number)


def describe_page(title: str, text: str, revised: str, page_id: str, outlet: str) -> dict[str, str]:
    """The columns of a page in wikitext."""
    day = DATE.search(text)
    return {
        "id": page_id, "outlet": outlet, "date": day[1].strip() if day else "", "title": title,
        "text": wikitext_to_text(text), "revised": revised,
    }  # fmt: skip


def read_wiki_answer(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per page of the answers of a MediaWiki API, with its text where the answer has it.

    Raises ValueError for a file without a page.
    """
    text, problems = read_text(path)
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    pages: list[dict] = []
    for answer in read_objects("\n".join(lines)):
        pages += list_pages(answer)
    rows, places = [], []
    for number, page in enumerate(pages, start=1):
        if page.get("ns", 0) != 0:
            what = f"a page of namespace {page['ns']}, no article"
            problems.append(note(number, what, f"left out: {str(page.get('title', ''))[:80]}"))
        elif "missing" in page or "invalid" in page:
            problems.append(
                note(number, "the wiki has no such page", f"left out: {str(page.get('title', ''))[:80]}")
            )
        else:
            rows.append(describe_answer(page))
            places.append(number)
    if not pages:
        raise ValueError(f"{path.name} holds no page of a wiki")
    return number_rows(pd.DataFrame(rows, columns=list(describe_answer({})), dtype="str"), places), problems


def read_objects(text: str) -> Iterator[dict]:
    """The JSON objects of a text, one behind the other."""
    decoder, place = json.JSONDecoder(), 0
    while found := re.compile(r"\S").search(text, place):
        try:
            value, place = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            return
        if isinstance(value, dict):
            yield value


def list_pages(answer: dict) -> list[dict]:
    """The pages of an answer, by `action=query` or `action=parse`."""
    query = answer.get("query")
    pages = query.get("pages") if isinstance(query, dict) else None
    if isinstance(answer.get("parse"), dict):
        pages = [answer["parse"]]
    listed = list(pages.values()) if isinstance(pages, dict) else pages if isinstance(pages, list) else []
    return [page for page in listed if isinstance(page, dict)]


def describe_answer(page: dict) -> dict[str, str]:
    """The columns of a page of an answer: its wikitext, its extract, or its HTML is the text."""
    revisions = page.get("revisions")
    revision = (
        revisions[0] if isinstance(revisions, list) and revisions and isinstance(revisions[0], dict) else {}
    )
    slots = revision.get("slots", {})
    slot = slots.get("main", {}) if isinstance(slots, dict) else {}
    wiki = next((str(part[key]) for part in (slot, revision) for key in ("*", "content") if key in part), "")
    given = next((page[key] for key in ("extract", "text", "wikitext") if key in page), "")
    given = str(given.get("*", "")) if isinstance(given, dict) else str(given)
    if "wikitext" in page and not wiki:
        wiki, given = given, ""
    row = describe_page(str(page.get("title", "")), wiki, str(revision.get("timestamp", "")), "", "")
    url = str(page.get("fullurl", ""))
    plain = row["text"] or html_to_text(given)
    host = (urlsplit(url).hostname or "") if re.match(r"https?://[^\[\]]*$", url) else ""
    return {**row, "id": str(page.get("pageid", "")), "text": plain, "url": url, "outlet": host}
