"""Crawls: the articles in the pages of a WARC file."""

import gzip
import zlib
from os import SEEK_END
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

NEEDED = "reading a crawl needs the extra `warc`: pip install -e '.[warc]'"


def read_warc(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """A row a page of a crawl in which an article is found, and the pages in which none is.

    `id` is the record's own, so that every number can be traced to it; `outlet` is the host without `www.`;
    `date` the day of publication that the page gives, not that of the crawl, which is `crawled`; `row` counts
    the records of the file from 1. Only answers that are HTML and were not refused are pages. Which text of a
    page is the article's, trafilatura decides (Barbaresi 2021, ACL demonstrations, 122-131). A file that
    breaks off is read up to there. Raises ValueError where the extra `warc` is not installed and for a file
    that holds no page.
    """
    try:
        from trafilatura import bare_extraction
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise ValueError(NEEDED) from None
    rows, problems, number = [], [], 0
    whole = is_whole(path)  # warcio stops in silence where a file breaks off
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
        what = "damaged, or breaks off, in or after this record"
        problems.append({"row": number, "what": what, "done": "read up to there"})
    if not rows:
        why = f" ({problems[-1]['what']})" if problems else ""
        raise ValueError(f"{path.name} holds no page with an article{why}.")
    return pd.DataFrame(rows), problems


def is_whole(path: Path) -> bool:
    """Whether a file can be unpacked and ends as a WARC record ends."""
    end, packed = b"", path.suffix.lower() == ".gz"
    try:
        with gzip.open(path) if packed else path.open("rb") as file:
            if not packed:
                file.seek(-4, SEEK_END)
            while block := file.read(2**20):
                end = (end + block)[-4:]
    except (EOFError, OSError, zlib.error):
        return False
    return end == b"\r\n\r\n"


def is_page(record) -> bool:
    """Whether a record is a web page that was answered with one."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and "html" in kind.lower()


def describe_page(page, record, address: str) -> dict:
    """The columns of an article, its paragraphs parted by empty lines."""
    headers = record.rec_headers
    paragraphs = [line.strip() for line in page.text.split("\n")]
    return {
        "id": (headers.get_header("WARC-Record-ID") or "").strip("<>").removeprefix("urn:uuid:"),
        "outlet": (urlsplit(address).hostname or "").removeprefix("www."),
        "date": page.date or "",
        "title": page.title or "",
        "byline": page.author or "",
        "text": "\n\n".join(filter(None, paragraphs)),
        "url": address,
        "crawled": headers.get_header("WARC-Date") or "",
    }
