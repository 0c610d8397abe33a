"""Crawls: the articles in the pages of a WARC file."""

import gzip
import io
import re
import zlib
from contextlib import redirect_stderr
from os import SEEK_END
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.readers.documents.pagefile import LONGEST_PAGE, decode_page, extract_article
from analysis.readers.packed.kinds import HEAD, PAGE, decode_head
from analysis.readers.parsing.addresses import name_host
from analysis.readers.problems import note, reading

BROKEN = "damaged, or breaks off, in or after this record"
# The kinds of records of the standard (ISO 28500).
KINDS = {
    "warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation",
}  # fmt: skip
STATUS = re.compile(r"[1-5]\d\d")


def read_warc(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per page of a crawl in which an article is found, and the pages in which none is.

    Parameters
    ----------
    path : Path
        A WARC file, compressed or not. Pages are the answers that are HTML and have status 200. A file that
        breaks off is read up to there.

    Returns
    -------
    table : DataFrame
        One row per article: `id` (of the record, so that every number can be traced to it), `outlet` (the
        host without `www.`), `date` (of publication, as the page gives it), `title, byline, text, url`,
        `crawled` (when the page was fetched) and `row`, the number of the record from 1.
    problems : list of dict
        `row, what, done` of pages without an article, of damaged pages, of answers that may be pages but
        are not marked so, and of the place where a file breaks off.

    Raises
    ------
    ValueError
        For a file that holds no page.

    References
    ----------
    Which text of a page is the article's: trafilatura (Barbaresi 2021, ACL demonstrations, 122-131).
    """
    with reading(path.name, "a crawl"):
        from warcio.archiveiterator import ArchiveIterator

    rows: list[dict] = []
    problems: list[dict] = []
    number = 0
    whole = is_whole(path)  # warcio says nothing where a file breaks off
    # warcio prints its warnings.
    with path.open("rb") as file, redirect_stderr(io.StringIO()):
        try:
            for number, record in enumerate(ArchiveIterator(file, check_digests=True), start=1):
                if is_page(record):
                    row, doubts = read_record(record, number)
                    rows += [row] if row else []
                    problems += doubts
                elif reason := find_lost_page(record):
                    problems.append(note(number, reason, "left out"))
        except Exception:  # warcio has its own error, and passes on those of every packing
            whole = False
    if not whole:
        problems.append(note(number, BROKEN, "read up to there"))
    if not rows and not any(problem["done"] == "left out" for problem in problems):
        reason = f" ({problems[-1]['what']})" if problems else ""
        raise ValueError(f"{path.name} holds no page with an article{reason}.")
    return pd.DataFrame(rows, columns=None if rows else ["row"]), problems


def is_whole(path: Path) -> bool:
    """Whether a file can be decompressed and ends as a WARC record ends."""
    end, compressed = b"", path.suffix.lower() == ".gz"
    try:
        with gzip.open(path) if compressed else path.open("rb") as file:
            if not compressed:
                file.seek(-4, SEEK_END)
            while block := file.read(2**20):
                end = (end + block)[-4:]
    except (EOFError, OSError, zlib.error):
        return False
    return end == b"\r\n\r\n"


def is_page(record: Any) -> bool:
    """Whether a record is the answer to a request, and a web page."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and "html" in kind.lower()


def find_lost_page(record: Any) -> str:
    """Why a record that is not read may yet hold an article; empty for one that is no page."""
    if record.rec_type not in KINDS:
        return "a record of a kind that the standard does not know"
    if record.rec_type != "response":
        return ""
    start = record.content_stream().read(HEAD)
    headers = record.http_headers
    if headers is None:
        return "an answer whose head is damaged" if start.startswith(b"HTTP/") else ""
    kind, status = headers.get_header("Content-Type") or "", headers.get_statuscode()
    if "html" not in kind.lower() and not PAGE.match(decode_head(start)):
        return ""
    if status == "200":
        return f"a page that is not marked as HTML (its type is {kind[:40]!r})"
    if not STATUS.fullmatch(status):
        return f"a page whose status is damaged ({status[:20]!r})"
    return "a damaged page" if is_damaged(record) else ""


def is_damaged(record: Any) -> bool:
    """Whether the bytes of a record are others than those of which its writer gave the checksum."""
    while record.raw_stream.read(2**16):
        pass
    problems = record.digest_checker.problems if record.digest_checker else []
    # Programs differ in which bytes the checksum of the page alone is of; that of the record is sure.
    if record.rec_headers.get_header("WARC-Block-Digest"):
        return any(problem.startswith("block") for problem in problems)
    return bool(problems)


def read_record(record: Any, number: int) -> tuple[dict, list[dict]]:
    """The columns of the article in a page of a crawl, and its problems; no columns where there is none."""
    headers = record.rec_headers
    address = headers.get_header("WARC-Target-URI") or ""
    data = record.content_stream().read(LONGEST_PAGE)
    try:
        with reading(address, "a web page"):
            fields, doubts = extract_article(decode_page(data)[0], address=address, row=number)
    except ValueError:
        fields, doubts = {}, []
    if not fields:
        return {}, [note(number, "no article in the page", "left out")]
    if is_damaged(record):
        doubts = [*doubts, note(number, "a damaged page", "kept as far as it can be read, the rest left out")]
    place = {
        "id": (headers.get_header("WARC-Record-ID") or "").strip("<>").removeprefix("urn:uuid:"),
        "url": address,
        "crawled": headers.get_header("WARC-Date") or "",
        "outlet": name_host(address),
        "row": number,
    }
    return {"date": "", "title": "", "byline": "", **fields, **place}, doubts
