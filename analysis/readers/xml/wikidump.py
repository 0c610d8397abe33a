"""The dump of a MediaWiki, such as Wikinews: one article per page.

The date is that of the template `{{date|...}}`, which Wikinews puts into each article. The time of a
page's last change is no day of publication; it stands in `revised`.
"""

import html
import re
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.readers.columns import number_rows
from analysis.readers.encoding import OPENERS, decode_text, read_bytes
from analysis.readers.limits import describe_limit, read_limit
from analysis.readers.problems import note
from analysis.readers.xml.pieces import Piece, read_pieces, split_pieces
from analysis.readers.xml.wikitext import DATE, REDIRECT, wikitext_to_text

LARGEST = 200_000_000  # bytes of a damaged dump that is read in pieces: they stand in memory


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
                add_page(rows, places, problems, list_fields(element), number, outlet)
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, EOFError, OSError) as error:
            if isinstance(error, etree.XMLSyntaxError) and path.stat().st_size <= LARGEST:
                text = decode_text(read_bytes(path))[0].replace("\0", "")
                if pieces := split_pieces(text)[1]:
                    return read_dump_pieces(text, pieces)
            what = f"the dump breaks off: {' '.join(str(error).split())[:80]}"
            problems.append(note(number or None, what, "read up to there"))
    if not number:
        reason = f" ({problems[-1]['what']})" if problems else ""
        raise ValueError(f"{path.name} holds no page of a wiki{reason}")
    return number_rows(pd.DataFrame(rows, dtype="str").fillna(""), places), problems


def read_dump_pieces(text: str, pieces: list[Piece]) -> tuple[pd.DataFrame, list[dict]]:
    """One row per article of a damaged dump of which each page is parsed alone."""
    rows: list[dict] = []
    places: list[int] = []
    named = re.search(r"<sitename>([^<]{1,200})<", text)
    fields, problems = read_pieces(pieces, list_fields)
    for number, page in enumerate(fields, start=1):
        add_page(rows, places, problems, page, number, html.unescape(named[1]) if named else "")
    return number_rows(pd.DataFrame(rows, dtype="str").fillna(""), places), problems


def list_fields(page: Any) -> dict[str, str]:
    """The elements of a page that hold text, by their names; a second text has a name of its own."""
    fields: dict[str, str] = {}
    for element in page.iter("{*}*"):
        name = element.tag.rpartition("}")[2]
        text = element.text or ""
        fields[f"{name} (again)" if name == "text" and name in fields else name] = text
    return fields


class LimitedFile:
    """A file that raises OSError once more is read from it than a packed file may unpack to."""

    def __init__(self, file: Any) -> None:
        self.file, self.left = file, read_limit("unpacked_mb") * 2**20

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
        row = describe_page(title, text, page.get("timestamp", ""), page.get("id", ""), outlet)
        again = wikitext_to_text(page.get("text (again)", ""))
        rows.append({**row, "text (again)": again} if again else row)
        places.append(number)


def describe_page(title: str, text: str, revised: str, page_id: str, outlet: str) -> dict[str, str]:
    """The columns of a page in wikitext."""
    day = DATE.search(text)
    return {
        "id": page_id, "outlet": outlet, "date": day[1].strip() if day else "", "title": title,
        "text": wikitext_to_text(text), "revised": revised,
    }  # fmt: skip
