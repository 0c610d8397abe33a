"""PDF files with a text layer: one article, or the export of a database."""

import io
import logging
import re
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.readers.columns import one_row
from analysis.readers.documents.plainhead import split_head
from analysis.readers.encoding import read_bytes
from analysis.readers.exports.databases import split_export
from analysis.readers.exports.leftover import note_leftover
from analysis.readers.limits import check_unpacked, describe_limit, read_limit
from analysis.readers.problems import note, reading

LINE = re.compile(rb"\((?:[^()\\]|\\.)*\)")
SCAN = "no page has a text layer: it is a scan; recognise its text first (OCR)"


def read_pdf(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The article of a PDF file, or the articles of an export.

    Raises ValueError for a file without a text layer, one that is encrypted, and one that is damaged.
    """
    data = read_bytes(path)
    with reading(path.name, "a PDF file"):
        pages, problems = read_pages(data, path.name)
    text = "\n\n".join(pages)
    if not re.search(r"\w", text):
        raise ValueError(f"{path.name}: {SCAN}")
    empty = [number for number, page in enumerate(pages, start=1) if not re.search(r"\w", page)]
    problems += [note(None, f"page {number} has no text layer", "left out") for number in empty]
    if export := split_export(text):
        return export[0], problems + export[1]
    fields = split_head(text) or {"text": text}
    fields["text"] = join_pages(fields["text"])
    return one_row(fields), problems


def read_pages(data: bytes, name: str) -> tuple[list[str], list[dict]]:
    """The text of each page, and a problem for pages that cannot be read or are too many."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # its warnings are for those who make PDF files
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError(f"{name} is encrypted; open it with its password and save it without one")
    problems: list[dict] = []
    n_pages, most = len(reader.pages), read_limit("pages")
    if n_pages > most:
        done = f"the first {most:,} are read; {describe_limit('pages')}"
        problems.append(note(None, f"{n_pages:,} pages", done))
    pages, n_characters = [], 0
    for number in range(min(n_pages, most)):
        try:
            page = reader.pages[number]
            pages.append(page.extract_text() or "")
            problems += note_lost_lines(page, pages[-1], number + 1)
        except Exception as error:  # one page of a stranger's file
            pages.append("")
            reason = f"page {number + 1} cannot be read: {type(error).__name__}"
            problems.append(note(None, reason, "left out"))
        n_characters += len(pages[-1])
        check_unpacked(n_characters, name)
    return pages, problems


def note_lost_lines(page: Any, text: str, number: int) -> list[dict]:
    """A problem for each printed line that stands in a page and not in its text: its operator is damaged."""
    content = page.get_contents()
    printed = LINE.findall(content.get_data()) if content is not None else []
    lines = [line[1:-1].decode("latin-1") for line in printed if line.count(b" ") >= 5]
    what = f"page {number}: a damaged line"
    return note_leftover("\n\n".join(lines), [{"text": text}], what=what, at_least=6) if lines else []


def join_pages(text: str) -> str:
    """Printed lines as paragraphs: a line goes on in the next one, unless it is short and ends a sentence."""
    lines = [line.strip() for line in text.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[int(0.75 * len(widths))] if widths else 0
    blocks: list[str] = [""]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not line:
            # An empty line inside a sentence is the end of a page.
            if blocks[-1] and re.search(r"[.!?:”\"')\]]$", blocks[-1]):
                blocks.append("")
            continue
        word = re.search(r"[^\W\d_]-$", blocks[-1]) and line[0].islower()
        blocks[-1] = blocks[-1][:-1] + line if word else f"{blocks[-1]} {line}".strip()
        ended = re.search(r"[.!?”\"')\]]$", line)
        if ended and len(line) < 0.8 * usual and after:
            blocks.append("")
    return "\n\n".join(filter(None, map(str.strip, blocks)))
