"""Bytes to text: the encoding of a file, and marks for the bytes that no encoding reads."""

import bz2
import codecs
import gzip
import lzma
import re
import zlib
from pathlib import Path
from typing import Any

from analysis.readers.limits import describe_limit, read_limit
from analysis.readers.parsing.codepages import find_page
from analysis.readers.problems import note

LOST = "�"

MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
HEAD = 20_000  # bytes by which encodings of two and four bytes per character are told
# Bytes that no text has, beside NUL.
CONTROLS = bytes([*range(1, 9), *range(14, 26), *range(28, 32)])
FEW = 16  # NUL characters that any text may have
PRINTED = bytes([9, 10, 13, *range(32, 127)])
SLICE = 4096  # packed bytes that are unpacked at once: of a bomb they are many megabytes
UNPACKERS: dict[str, Any] = {
    ".gz": lambda: zlib.decompressobj(31), ".bz2": bz2.BZ2Decompressor, ".xz": lzma.LZMADecompressor,
}  # fmt: skip
OPENERS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def read_text(path: Path) -> tuple[str, list[dict]]:
    """The text of a file, and a problem where it is not UTF-8 and where NUL characters were left out.

    Raises ValueError for a file that is no text or whose compression is damaged.
    """
    data, fault = unpack_bytes(path)
    if fault and not data.strip():
        raise ValueError(f"{path.name} is damaged: {fault}")
    text, encoding = decode_text(data)
    problems: list[dict] = []
    if fault:
        line = text.count("\n") + 1
        problems.append(note(None, f"damaged packing: {fault}", f"read up to there, line {line:,}"))
    if not encoding.startswith("utf-8") or " " in encoding:
        problems.append(note(None, "not UTF-8", f"read as {encoding}"))
    if "\0" in text:
        n, line = text.count("\0"), text.count("\n", 0, text.index("\0")) + 1
        done = f"{n:,} left out, the first in line {line:,}"
        problems.append(note(None, "NUL characters", done))
        text = text.replace("\0", "")
    return text, problems


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, decompressed where its name ends in .gz, .bz2 or .xz.

    Raises ValueError for damaged packing, and for a file that unpacks to more than the limit.
    """
    data, fault = unpack_bytes(path)
    if fault:
        raise ValueError(f"{path.name} is damaged: {fault}")
    return data


def unpack_bytes(path: Path) -> tuple[bytes, str]:
    """The bytes of a file, decompressed as far as its packing is sound, and what is wrong with the packing.

    Raises ValueError for a file that unpacks to more than the limit.
    """
    packed = path.read_bytes()
    opener = UNPACKERS.get(path.suffix.lower())
    if opener is None:
        return packed, ""
    most, size, parts, place = read_limit("unpacked_mb") * 2**20, 0, [], 0
    while place < len(packed):
        unpacker = opener()
        while place < len(packed) and not unpacker.eof:
            piece = packed[place : place + SLICE]
            place += len(piece)
            try:
                parts.append(unpacker.decompress(piece))
            except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
                return b"".join(parts), str(error) or "not packed so"
            size += len(parts[-1])
            if size > most:
                raise ValueError(f"{path.name} holds {describe_limit('unpacked_mb')}.")
        if not unpacker.eof:
            return b"".join(parts), "it breaks off"
        place -= len(unpacker.unused_data)
        while place < len(packed) and packed[place] == 0:
            place += 1
    return b"".join(parts), ""


def decode_text(data: bytes) -> tuple[str, str]:
    """The text of the bytes, and the encoding it was read in.

    UTF-8 is taken where it reads everything; then, for the lines that it does not read, the code page in
    which they read as a language (`codepages`); then, for text that is not mainly ASCII, what
    charset-normalizer finds. Else the text is read as UTF-8, with `�` for each byte that could not be read.
    NUL characters are kept. Raises ValueError for bytes that are no text.

    >>> decode_text("“Così”".encode("cp1252"))
    ('“Così”', 'cp1252')
    >>> decode_text(b"It is \\x81illustrating how the situation in the north has changed.")[0][:19]
    'It is �illustrating'
    >>> decode_text("The dam held.".encode("utf-16-le"))
    ('The dam held.', 'utf-16-le')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark) and not (encoding.startswith("utf-16") and is_plain(data)):
            return data.decode(encoding, errors="replace"), encoding
    if b"\0" in data:
        wide = find_wide(data)
        if wide:
            return data.decode(wide, errors="replace"), wide
        check_text(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return decode_lines(data)


def is_plain(data: bytes) -> bool:
    """Whether bytes are ASCII as a rule: two bytes at their beginning make them no UTF-16."""
    head = data[:HEAD]
    return b"\0" not in head and len(head.translate(None, PRINTED)) < 0.1 * len(head) - 2


def find_wide(data: bytes) -> str | None:
    """The encoding of two or four bytes per character that bytes without a mark are in; None where in none.

    Text has spaces and line breaks, whose first or last bytes are NUL; and what it decodes to is letters.
    """
    head = data[: HEAD - HEAD % 4]
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        width = 4 if "32" in encoding else 2
        places = range(1, width) if encoding.endswith("le") else range(width - 1)
        within = sum(head[place::width].count(0) for place in places)
        if within < 0.9 * head.count(0) or within < 0.02 * len(head) or len(data) % width:
            continue
        text = head.decode(encoding, errors="replace")
        usual = sum(letter.isprintable() or letter in "\n\r\t" for letter in text)
        spaces = sum(letter in " \n\r\t,;" for letter in text)
        if text.count(LOST) <= 1 and usual >= 0.99 * len(text) and (spaces or len(text) < 30):
            return encoding
    return None


def check_text(data: bytes) -> None:
    """Raise ValueError for bytes with NUL characters that are no text: pictures, programs, packed files."""
    # A programme that broke off may have filled the end of a file with NUL.
    data = data.rstrip(b"\0")
    n_controls = len(data) - len(data.translate(None, CONTROLS))
    if (
        n_controls > 0.01 * len(data)
        or data.count(0) > max(0.05 * len(data), FEW * is_utf8(data))
        or not data
    ):
        raise ValueError("an article is text; this file holds NUL bytes, as pictures and programs do")


def decode_lines(data: bytes) -> tuple[str, str]:
    """The text of bytes that are not all UTF-8: each line in UTF-8, or in the code page of the others.

    >>> decode_lines("Così è.\\nÇa va.".encode() + "\\nDéjà vu.".encode("cp1252"))
    ('Così è.\\nÇa va.\\nDéjà vu.', 'utf-8 and cp1252')
    """
    repaired = data.decode("utf-8", errors="replace")
    # A line ends in 0A whatever the code page.
    lines = data.split(b"\n")
    texts = [line.decode("utf-8", errors="replace") for line in lines]
    bad = [number for number, text in enumerate(texts) if LOST in text and not is_utf8(lines[number])]
    doubted = b"\n".join(lines[number] for number in bad)
    n_lost = sum(texts[number].count(LOST) for number in bad)
    n_read = sum(len(re.findall(r"[^\x00-\x7f�]", texts[number])) for number in bad)
    page = find_page(doubted) if n_read <= 0.5 * n_lost else None
    if page:
        for number in bad:
            texts[number] = lines[number].decode(page, errors="replace")
        rest = any(not texts[number].isascii() for number in set(range(len(texts))) - set(bad))
        return "\n".join(texts), f"utf-8 and {page}" if rest else page
    if repaired.count(LOST) <= 0.02 * len(repaired):
        return repaired, "utf-8"
    import charset_normalizer  # slow to import, and hardly a file needs it

    best = charset_normalizer.from_bytes(data).best()
    return (str(best), best.encoding) if best else (repaired, "utf-8")


def is_utf8(line: bytes) -> bool:
    """Whether a line is UTF-8 as it stands: one with a `�` of its own may be."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
