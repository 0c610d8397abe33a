"""Crawls: the articles in the pages of a WARC file."""

import io
import re
import zlib
from contextlib import redirect_stderr
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from analysis.readers.documents.pagefile import LONGEST_PAGE, decode_page, extract_article, note_hidden
from analysis.readers.limits import read_limit
from analysis.readers.packed.kinds import HEAD, PAGE, decode_head
from analysis.readers.parsing.addresses import name_host
from analysis.readers.problems import note, reading

BROKEN = "damaged, or breaks off, in or after this record"
# The kinds of records of the standard (ISO 28500).
KINDS = {
    "warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation",
}  # fmt: skip
LARGEST = 100_000_000  # bytes of a file that is looked through for damaged records: it stands in memory
# Where a record begins, also where its first line is damaged; and the first line of an answer.
LENGTH = re.compile(rb"(?i)\nContent-Length: *(\d{1,15})")
EDGE = re.compile(rb"(?m)^WARC/\d\.\d\r?$|(?<=\r\n\r\n)(?!WARC/)(?=[^\n]{0,200}\nWARC-[A-Z])")
ANSWER = re.compile(rb"(?m)^[ -]{0,3}HTTP/1\.\d \d{3}\b")
NO_PAGE = re.compile(
    r"(?:application|binary|image|audio|video|font|model|multipart)/"
    r"|text/(?:css|javascript|ecmascript|plain|xml|csv|calendar|x-)",
    re.IGNORECASE,
)
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
        import warcio.archiveiterator  # noqa: F401
    pieces, problems = (None, []) if path.stat().st_size > LARGEST else split_records(path)
    if pieces is not None and (problems or any(fault for _, fault in pieces)):
        rows, more = read_pieces(pieces)
        problems += more
    else:
        with path.open("rb") as file:
            rows, problems, n_read = read_records(file, 0)
        is_whole = n_read >= 0
        if pieces and n_read != len(pieces):
            rows, problems = read_pieces(pieces)
        elif not is_whole:
            problems.append(note(rows[-1]["row"] if rows else None, BROKEN, "read up to there"))
    if not rows and not any("left out" in problem["done"] for problem in problems):
        reason = f" ({problems[-1]['what']})" if problems else ""
        raise ValueError(f"{path.name} holds no page with an article{reason}.")
    return pd.DataFrame(rows, columns=None if rows else ["row"]), problems


def read_records(file: BinaryIO, n_before: int) -> tuple[list[dict], list[dict], int]:
    """The rows of the pages in a file, their problems, and the number of records; -1 where it is damaged."""
    from warcio.archiveiterator import ArchiveIterator

    rows: list[dict] = []
    problems: list[dict] = []
    number = n_before
    with redirect_stderr(io.StringIO()):  # warcio prints its warnings
        try:
            for number, record in enumerate(ArchiveIterator(file, check_digests=True), start=n_before + 1):
                if is_page(record):
                    row, doubts = read_record(record, number)
                    rows += [row] if row else []
                    problems += doubts
                elif reason := find_lost_page(record):
                    problems.append(note(number, reason, "left out"))
        except Exception:  # warcio has its own error, and passes on those of every packing
            return rows, problems, -1
    return rows, problems, number - n_before


def split_records(path: Path) -> tuple[list[tuple[bytes, bool]], list[dict]]:
    """The bytes of each record and whether it is damaged, and a problem where the packing is damaged.

    A record is sound where the next one, or the end of the file, follows the length that it states.
    """
    data, problems = path.read_bytes(), []
    if data.startswith(b"\x1f\x8b"):
        members = [data[start:end] for start, end in pairwise([*find_members(data), len(data)])]
        unpacked = [unpack_member(member) for member in members]
        problems = [
            note(number, BROKEN, "read up to there")
            for number, (_, whole) in enumerate(unpacked, start=1)
            if not whole
        ]
        data = b"".join(part for part, _ in unpacked)
    pieces, start = [], 0
    while start < len(data):
        end = data.find(b"\r\n\r\n", start) + 4
        stated = LENGTH.search(data, start, max(end, start))
        end += int(stated[1]) + 4 if stated else 0
        rest = data[end : end + 5]
        is_sound = bool(stated) and data[end - 4 : end] == b"\r\n\r\n" and rest in (b"", b"WARC/")
        if not is_sound:
            following = EDGE.search(data, start + 5)
            end = following.start() if following else len(data)
        pieces.append((data[start:end], not is_sound))
        start = end
    return [part for data, fault in pieces for part in part_answers(data, fault)], problems


def part_answers(data: bytes, fault: bool) -> list[tuple[bytes, bool]]:
    """The pieces of a damaged record that holds several answers: the heads of the later ones are lost."""
    starts = [found.start() for found in ANSWER.finditer(data)][1:] if fault else []
    return [(data[start:end], fault) for start, end in pairwise([0, *starts, len(data)])]


def find_members(data: bytes) -> list[int]:
    """Where the members of a packed file begin; the first of them stands at its beginning."""
    return sorted({0, *(found.start() for found in re.finditer(rb"\x1f\x8b\x08", data))})


def unpack_member(data: bytes) -> tuple[bytes, bool]:
    """What a member of a packed file holds, as far as it can be unpacked, and whether it is whole."""
    unpacker, most = zlib.decompressobj(31), read_limit("unpacked_mb") * 2**20
    parts = []
    try:
        for start in range(0, len(data), 2**16):
            parts.append(unpacker.decompress(data[start : start + 2**16], most))
    except zlib.error:
        return b"".join(parts), False
    return b"".join(parts), unpacker.eof


def read_pieces(pieces: list[tuple[bytes, bool]]) -> tuple[list[dict], list[dict]]:
    """The rows of the pages of records that are read alone, and their problems."""
    rows: list[dict] = []
    problems: list[dict] = []
    for number, (piece, is_damaged) in enumerate(pieces, start=1):
        found, doubts, n_read = read_records(
            io.BytesIO(mend_record(piece) if is_damaged else piece), number - 1
        )
        rows += found
        problems += doubts
        said = any("the rest left out" in problem["done"] for problem in doubts)
        if (is_damaged or n_read < 1) and not (said and piece.endswith(b"\r\n\r\n")):
            done = "kept as far as it can be read, the rest left out" if found else "left out"
            problems.append(note(number, BROKEN, done))
    return rows, problems


def mend_record(data: bytes) -> bytes:
    """A damaged record with the length that it has."""
    head, _, body = data.partition(b"\r\n\r\n")
    answer = ANSWER.search(data)
    if answer:
        head, body = data[: answer.start()], data[answer.start() :]
    body = body.removesuffix(b"\r\n\r\n")
    fields = [line for line in head.split(b"\r\n")[1:] if re.match(rb"[\w-]+: ", line)]
    fields = [line for line in fields if not line.lower().startswith(b"content-")]
    if not any(line.startswith(b"WARC-Type:") for line in fields):
        fields.append(b"WARC-Type: response")
    fields += [b"Content-Type: application/http; msgtype=response", b"Content-Length: %d" % len(body)]
    return b"\r\n".join([b"WARC/1.0", *fields]) + b"\r\n\r\n" + body + b"\r\n\r\n"


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
        is_answer = start.startswith(b"HTTP/") or b"<html" in start.lower()
        return "an answer whose head is damaged" if is_answer else ""
    kind, status = headers.get_header("Content-Type") or "", headers.get_statuscode()
    if "html" not in kind.lower() and not PAGE.match(decode_head(start)):
        # Some type of pages, if any: the bytes of it are damaged, or those of the status.
        odd = not NO_PAGE.match(kind) and (status == "200" or not STATUS.fullmatch(status))
        return "an answer whose head is damaged" if odd else ""
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
            html = decode_page(data)[0]
            fields, doubts = extract_article(html, address=address, row=number)
            doubts += (
                [{**problem, "row": number} for problem in note_hidden(html, fields["text"])]
                if fields
                else []
            )
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
