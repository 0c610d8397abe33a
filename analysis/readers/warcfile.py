"""Crawls: the articles in the pages of a WARC file."""

import gzip
import zlib
from os import SEEK_END
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

NEEDED = "reading a crawl needs the extra `warc`: pip install -e '.[warc]'"
BROKEN = "damaged, or breaks off, in or after this record"


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
        `row, what, done` of pages without an article, and of the place where a file breaks off.

    Raises
    ------
    ValueError
        For a file that holds no page with an article, and where the extra `warc` is not installed.

    References
    ----------
    Which text of a page is the article's: trafilatura (Barbaresi 2021, ACL demonstrations, 122-131).
    """
    try:
        from trafilatura import bare_extraction
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise ValueError(NEEDED) from None
    rows: list[dict] = []
    problems: list[dict] = []
    number = 0
    whole = is_whole(path)  # warcio says nothing where a file breaks off
    with path.open("rb") as file:
        try:
            for number, record in enumerate(ArchiveIterator(file), start=1):
                if not is_page(record):
                    continue
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                html = record.content_stream().read()
                page = bare_extraction(html, url=address, with_metadata=True, include_comments=False)
                if page is None or not (page.text or "").strip():
                    problems.append({"row": number, "what": "no article in the page", "done": "left out"})
                else:
                    rows.append(describe_page(page, record, address) | {"row": number})
        except (ArchiveLoadFailed, EOFError, OSError, zlib.error):
            whole = False
    if not whole:
        problems.append({"row": number, "what": BROKEN, "done": "read up to there"})
    if not rows:
        reason = f" ({problems[-1]['what']})" if problems else ""
        raise ValueError(f"{path.name} holds no page with an article{reason}.")
    return pd.DataFrame(rows), problems


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


def describe_page(page: Any, record: Any, address: str) -> dict[str, str]:
    """The columns of an article; empty lines stand between its paragraphs."""
    headers = record.rec_headers
    paragraphs = [line.strip() for line in page.text.split("\n")]
    return {
        "id": (headers.get_header("WARC-Record-ID") or "").strip("<>").removeprefix("urn:uuid:"),
        "outlet": name_host(address),
        "date": page.date or "",
        "title": page.title or "",
        "byline": page.author or "",
        "text": "\n\n".join(filter(None, paragraphs)),
        "url": address,
        "crawled": headers.get_header("WARC-Date") or "",
    }


def name_host(address: str) -> str:
    """The host of an address without `www.`; empty where the address is none.

    >>> name_host("https://www.courier.example/a"), name_host("http://[broken")
    ('courier.example', '')
    """
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
