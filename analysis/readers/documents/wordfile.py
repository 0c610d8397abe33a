"""Word and RTF documents: one article, or the export of a database."""

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.readers.columns import one_row
from analysis.readers.encoding import read_bytes
from analysis.readers.exports.databases import split_export
from analysis.readers.exports.leftover import note_leftover
from analysis.readers.limits import check_unpacked
from analysis.readers.problems import note, reading
from analysis.readers.textfile import read_article

TOP_STYLES = ("title", "heading 1")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = {f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
# Words of control and hexadecimal letters of RTF.
CONTROL = re.compile(r"\\[a-z]+-?\d* ?|[{}\r]|\\.|(?<!\n)\n(?!\n)")
NAMED = re.compile(r"((?:[{\\]|\\\*)\s*)?\\([a-z]+)")
# The mark of a part that is not shown, and the brace before it.
HIDING = re.compile(r"(?:(\{\s{0,9})|(?<!\\))\\\*")
BRACES = re.compile(r"\\par\b|\\.|[{}]", re.DOTALL)
LISTS = re.compile(r"\{\s{0,9}\\(?:fonttbl|colortbl|stylesheet)\b")
BREAK = re.compile(r"\\(?:par|row|line|cell|tab)\b ?")
LETTER = re.compile(r"\\'([\da-f]{2})|\\u(-?\d{1,5}) ?\??")
CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read_word(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The article of a .docx file, or the articles of an export; paragraphs and cells in their order.

    Raises ValueError for a file that is no Word document, and for one that is encrypted.
    """
    data = read_bytes(path)
    with reading(path.name, "a Word document"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_unpacked(sum(member.file_size for member in archive.infolist()), path.name)
        lines, title = read_paragraphs(data)
    return make_document("\n".join(lines), path, title=title)


def read_paragraphs(data: bytes) -> tuple[list[str], str]:
    """The paragraphs of a .docx file, tables included, and the first line in the style of a title."""
    from docx import Document

    document = Document(io.BytesIO(data))
    lines, title = [], ""
    for paragraph in document.element.body.iter(f"{WORD}p"):
        if next(paragraph.iterancestors(FALLBACK), None) is not None:
            continue
        text = read_runs(paragraph)
        lines += text.split("\n")
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        if (
            not title
            and text.strip()
            and style is not None
            and len([line for line in lines if line.strip()]) == 1
        ):
            styled = style.get(f"{WORD}val") or ""
            if re.sub(r"(\d)$", r" \1", styled.lower().replace(" ", "")).strip() in TOP_STYLES:
                title = text.strip()
    return lines, title


def read_runs(paragraph: Any) -> str:
    """The text of a paragraph: its runs, with tabs and line ends; without what was deleted in it."""
    parts = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        # A text box holds paragraphs of its own, once more as a fallback for old programs.
        if element.tag == FALLBACK or (element.tag == f"{WORD}p" and element is not paragraph):
            continue
        if element.tag == f"{WORD}t":
            parts.append(element.text or "")
        elif element.tag == f"{WORD}tab" and element.getparent().tag == f"{WORD}r":
            parts.append("\t")
        else:
            parts.append(MARKS.get(element.tag, ""))
        waiting.extend(reversed(element))
    return "".join(parts)


def read_rtf(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The article of an RTF file, or the articles of an export.

    Raises ValueError for a file that is no RTF.
    """
    data = read_bytes(path)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ValueError(f"{path.name} is no RTF file: it does not begin with {{\\rtf")
    # Pictures are long numbers in letters; no text is in them.
    data = re.sub(rb"\\(?:jpegblip|pngblip|wmetafile\d|emfblip|objdata)[^{}]{1000,}", b"", data)
    check_unpacked(len(data), path.name)
    # The address of a link is no text of the article.
    data = re.sub(rb'HYPERLINK\s+"[^"{}]{0,2000}"', b"", data)
    named = CODEPAGE.search(data[:2000])
    encoding = f"cp{named[1].decode()}" if named else "cp1252"
    with reading(path.name, "RTF"):
        from striprtf.striprtf import destinations, rtf_to_text

        # A part that is not shown opens a group; elsewhere its name is a fault, which would hide the rest.
        text = NAMED.sub(
            lambda found: "" if not found[1] and found[2] in destinations else found[0],
            data.decode("latin-1"),
        )
        text = HIDING.sub(lambda found: found[0] if found[1] else "", text)
        text = rtf_to_text(drop_closing(text), encoding=encoding, errors="replace")
    cut = not data.rstrip(b"\0 \r\n\t").endswith(b"}")
    table, problems = make_document(text, path)
    source = data.decode("latin-1")
    if not data.isascii() or hides_text(source):
        # RTF is ASCII. What follows a damaged brace may be taken for a part that is not shown.
        crude = CONTROL.sub("", BREAK.sub("\n", LETTER.sub(read_letter, source)))
        problems += note_leftover(
            crude, table.to_dict("records"), what="a damaged group holds text", at_least=8
        )
    return table, problems + ([note(None, "the file breaks off", "read up to there")] if cut else [])


def hides_text(text: str) -> bool:
    """Whether braces do not pair, or a list of fonts, colours or styles holds a paragraph.

    >>> hides_text(r"{\\rtf1{\\fonttbl{\\f0 A;}}B.\\par}"), hides_text(r"{\\rtf1{\\fonttbl{\\f0 A;}B.\\par}}")
    (False, True)
    """
    depth, inside = 0, 0  # `inside`: the depth of the list
    for found in BRACES.finditer(text):
        if found[0] == "{":
            depth += 1
            if not inside and LISTS.match(text, found.start()):
                inside = depth
        elif found[0] == "}":
            inside = 0 if inside == depth else inside
            depth -= 1
        elif found[0] == "\\par" and inside:
            return True
    return depth != 0


def drop_closing(text: str) -> str:
    """RTF without the braces that would close it before its end: what stands behind them is read."""
    depth, surplus, last = 0, [], text.rfind("}")
    for found in re.finditer(r"\\.|[{}]", text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}" and depth == 1 and found.start() < last:
            surplus.append(found.start())
        elif found[0] == "}":
            depth -= 1
    return "".join(text[start + 1 : end] for start, end in pairwise([-1, *surplus, len(text)]))


def read_letter(found: re.Match) -> str:
    """The letter that a code of RTF stands for."""
    return bytes.fromhex(found[1]).decode("cp1252", "replace") if found[1] else chr(int(found[2]) % 2**16)


def make_document(text: str, path: Path, *, title: str = "") -> tuple[pd.DataFrame, list[dict]]:
    """The table of a document whose lines are paragraphs: an export's articles, or one article.

    Raises ValueError where the document has no text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not re.search(r"\w", text):
        raise ValueError(f"{path.name} holds no text")
    if export := split_export(text):
        return export
    paragraphs = "\n\n".join(line.strip() for line in text.split("\n") if line.strip())
    if title and paragraphs.startswith(title + "\n"):
        fields = read_article(paragraphs[len(title) :].strip())
        fields = {"title": title, **fields}
    else:
        fields = read_article(join_head(text, paragraphs))
    return one_row(fields), []


def join_head(text: str, paragraphs: str) -> str:
    """The paragraphs, but the `key: value` lines at their top as one block, as in a text file."""
    head = re.match(r"(?:[ \t]*[A-Za-z][\w .\-]{0,30}:[ \t]*[^\n]{0,300}\n)+", text.lstrip("\n") + "\n")
    if not head:
        return paragraphs
    lines = [line.strip() for line in head[0].split("\n") if line.strip()]
    rest = text.lstrip("\n")[len(head[0]) :]
    return "\n".join(lines) + "\n\n" + "\n\n".join(line.strip() for line in rest.split("\n") if line.strip())
