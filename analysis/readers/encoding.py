"""Bytes to text: the encoding of a file, and marks for the bytes that no encoding reads."""

import codecs
import gzip
import zlib
from pathlib import Path

LOST = "�"

# What each Western encoding adds to ASCII in news text; an encoding that makes anything else is wrong.
WESTERN = {
    "cp1252": set("‘’“”–—…•„«»€£§°´ \u00a0½áàâäãåæçéèêëíìîïñóòôöõøœßúùûüýÁÀÂÄÅÇÉÈÊÍÓÖØŠšŽžÚÜ"),
    "mac_roman": set("‘’“”–—…•«»£\u00a0áàâäãçéèêëíñóòôöúùûü"),
}

MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


def read_text(path: Path) -> tuple[str, list[dict]]:
    """The text of a file, and a problem where it is not UTF-8.

    Raises ValueError for a file that is no text or whose compression is damaged.
    """
    text, encoding = decode_text(read_bytes(path))
    if encoding.startswith("utf-8"):
        return text, []
    return text, [{"row": None, "what": "not UTF-8", "done": f"read as {encoding}"}]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, decompressed where its name ends in .gz."""
    data = path.read_bytes()
    if path.suffix.lower() != ".gz":
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(f"{path.name} is damaged: {error}") from None


def decode_text(data: bytes) -> tuple[str, str]:
    """The text of the bytes, and the encoding it was read in.

    UTF-8 is taken where it reads everything; then a Western encoding, if all it adds are letters and marks
    of news text; then, for text that is not mainly ASCII, what charset-normalizer finds. Else the text is
    read as UTF-8, with `�` for each byte that could not be read. Raises ValueError for bytes that are no
    text.

    >>> decode_text("“Così”".encode("cp1252"))
    ('“Così”', 'cp1252')
    >>> decode_text(b"It is \\x81illustrating how the situation in the north has changed.")[0][:19]
    'It is �illustrating'
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    if b"\0" in data:
        raise ValueError("an article is text; this file holds NUL bytes, as pictures and programs do")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    high = data.translate(None, bytes(range(128)))
    for encoding in WESTERN:
        if is_usual(high, encoding):
            return data.decode(encoding), encoding
    repaired = data.decode("utf-8", errors="replace")
    if repaired.count(LOST) <= 0.02 * len(repaired):
        return repaired, "utf-8"
    import charset_normalizer  # slow to import, and hardly a file needs it

    best = charset_normalizer.from_bytes(data).best()
    return (str(best), best.encoding) if best else (repaired, "utf-8")


def is_usual(high: bytes, encoding: str) -> bool:
    """Whether nine in ten of the bytes beyond ASCII become letters and marks of news text."""
    try:
        characters = high.decode(encoding)
    except UnicodeDecodeError:
        return False
    return sum(character in WESTERN[encoding] for character in characters) >= 0.9 * len(characters)
