"""What the first bytes of a file say it is, whatever its name."""

import codecs
import re
import zipfile
from pathlib import Path
from typing import Any

from analysis.readers.columns import USUAL_PLAIN, plain_name
from analysis.readers.encoding import OPENERS

HEAD = 2**13  # bytes that are looked at
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Excel before 2007, and encrypted files
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*+<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)
FRAGMENT = re.compile(r"\s*<(?:table|div|p|article|section|h1|meta|script|style)\b", re.I)
XML = re.compile(r"\s*(?:<\?xml\b|<(?:rss|feed|rdf:RDF|mediawiki|PPSResponse)\b)", re.I)
RECORDS = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"|\}|\{)")
WIKI_ANSWER = re.compile(
    r"\{(?:\s*\"\w+\"\s*:\s*(?:\"[^\"]*\"|true|false|\{(?:[^{}]|\{[^{}]*\})*\})\s*,)*\s*\"(?:query|parse)\"\s*:\s*\{"
)
MAIL_HEADER = re.compile(r"(?:[A-Za-z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
MAILBOX = re.compile(r"From \S+[^\n]*\n(?:[A-Za-z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
MAIL_FIELD = re.compile(
    r"(?mi)^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Content-Transfer-Encoding|DKIM-Signature):"
)
PLAIN_ENDINGS = (".txt", ".text", ".csv", ".tsv", ".tab", ".md", ".markdown", "")


def name_kind(file: Path, ending: str) -> str:
    """The name of the format that a file's content shows; empty where only its name can tell.

    The endings of text files say little: people save anything under them.
    """
    head = read_head(file)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return name_packed(file)
    kinds = {b"%PDF-": "PDF", b"{\\rtf": "RTF", OFFICE: "old office", b"PAR1": "Parquet", b"WARC/": "WARC"}
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, kind in kinds.items():
        if start.startswith(mark):
            return kind
    return name_text(decode_head(head), ending)


def read_head(file: Path) -> bytes:
    """The first bytes of a file, unpacked where its name ends in .gz, .bz2 or .xz; none of a damaged file."""
    opener: Any = OPENERS.get(file.suffix.lower(), open)
    try:
        if not file.is_file():
            return b""
        with opener(file, "rb") as opened:
            head: bytes = opened.read(HEAD)
            return head
    except Exception:  # a stranger's packing may break anything; its reader says what is wrong
        return b""


def decode_head(head: bytes) -> str:
    """The first bytes as text, with a mark for each that is none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def name_packed(file: Path) -> str:
    """The name of the format of a file that is packed as ZIP: Word, Excel, another office program, or ZIP."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except Exception:  # a stranger's packing may break anything; its reader says what is wrong
        return {".docx": "Word", ".xlsx": "Excel", ".xlsm": "Excel"}.get(file.suffix.lower(), "ZIP")
    if "word/document.xml" in names or "word/document2.xml" in names:
        return "Word"
    if "xl/workbook.xml" in names:
        return "Excel"
    return "old office" if "mimetype" in names and "META-INF/manifest.xml" in names else "ZIP"


def name_text(text: str, ending: str) -> str:
    """The name of the format that a text is written in; empty where only its name can tell."""
    if PAGE.match(text):
        return "HTML"
    if XML.match(text):
        return "XML"
    if FRAGMENT.match(text) and ending in (".xls", ".xlsx", ".csv", ".doc", ".html", ".htm"):
        return "HTML"
    if is_wiki_answer(text):
        return "JSON"
    if ending in PLAIN_ENDINGS or ending in (".xls", ".xlsx", ".doc", ".json"):
        if RECORDS.match(text):
            return "JSON"
        if MAILBOX.match(text):
            return "mail box"
        header = MAIL_HEADER.match(text)
        if header and ending not in (".csv", ".tsv") and MAIL_FIELD.search(header[0]):
            return "e-mail"
        if ending not in (".csv", ".tsv", ".tab") and is_table(text):
            return "delimited"
    return ""


def is_wiki_answer(text: str) -> bool:
    """Whether a text begins as the answer of a MediaWiki API does, by `action=query` or `action=parse`."""
    answer = WIKI_ANSWER.match(text.lstrip()[:4000])
    return answer is not None and ('"pages"' in text or '"parse"' in answer[0])


def is_table(text: str) -> bool:
    """Whether the first line names a text and another usual column, and the second has as many cells.

    >>> is_table("date,source,text\\n2022-11-17,Courier,It.\\n"), is_table("Text, title and date\\n\\nIt.")
    (True, False)
    """
    first, _, rest = text.lstrip("\ufeff\r\n ").partition("\n")
    if first.lower().startswith("sep="):
        first, _, rest = rest.partition("\n")
    for mark in "\t;,|":
        names = [plain_name(cell) for cell in first.strip().split(mark)]
        if len(names) < 2 or max(map(len, names)) > 40:
            continue
        usual = [target for target, plain in USUAL_PLAIN.items() if set(names) & set(plain)]
        if "text" in usual and len(usual) > 1 and rest.partition("\n")[0].count(mark) >= len(names) - 1:
            return True
    return False
