"""XML files: which vocabulary a file is written in, and its articles."""

import html
import re
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.readers.columns import KNOWN_NAMES, USUAL_PLAIN, number_rows, plain_name
from analysis.readers.encoding import decode_text, read_bytes
from analysis.readers.packed.kinds import read_head
from analysis.readers.problems import note, reading
from analysis.readers.xml.factivaxml import read_factiva_article, read_factiva_articles
from analysis.readers.xml.feeds import name_feed, read_feed, read_item
from analysis.readers.xml.pieces import read_pieces, split_pieces
from analysis.readers.xml.wikidump import read_dump, read_dump_pieces

# Entities that XML itself knows; those of HTML are common in feeds and are characters.
ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;|#)([A-Za-z][A-Za-z\d]{1,10});")
# An ampersand that begins no character: many programs write it so.
BARE = re.compile(r"&(?!(?:[A-Za-z][A-Za-z\d]{1,10}|#\d{1,7}|#x[\dA-Fa-f]{1,6});)")
DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\[>]{0,1000})(?:\[.*?\]\s*)?>", re.DOTALL)
FEEDS = ("rss", "feed", "RDF")
NEEDED = "RSS, Atom, Factiva, a MediaWiki dump, or records with a text"


def read_xml(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per article of an XML file: RSS, Atom, Factiva, a MediaWiki dump, or records of any names.

    A file that breaks off is read up to there. Raises ValueError for XML in which no article is found.
    """
    with reading(path.name, "XML"):
        # A dump may be too large for memory.
        if b"<mediawiki" in read_head(path):
            return read_dump(path)
        text, problems = read_xml_text(path)
        root, faults = parse_xml(text, path.name)
        if faults and (escaped := BARE.sub("&amp;", text)) != text:
            text = escaped
            root, faults = parse_xml(text, path.name)
        name = local_name(root)
        if faults and (damaged := read_damaged(text, root)):
            return damaged
        problems += faults
        if name in FEEDS:
            rows, more = read_feed(root)
        elif any(local_name(element) == "ppsarticle" for element in root.iter()):
            rows, more = read_factiva_articles(root)
        else:
            rows, more = read_records(root)
    if not rows:
        raise ValueError(f"{path.name} is XML of a kind that is not read (<{name}>); {NEEDED} is")
    return number_rows(pd.DataFrame(rows, dtype="str").fillna(""), range(1, len(rows) + 1)), problems + more


def read_xml_text(path: Path) -> tuple[str, list[dict]]:
    """The text of a file without its declarations, and a problem where it is not UTF-8."""
    text, encoding = decode_text(read_bytes(path))
    text = DOCTYPE.sub("", re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text.removeprefix("\ufeff")), count=1)
    text = ENTITY.sub(lambda found: html.unescape(found[0]), text).replace("\0", "")
    return text, [] if encoding.startswith("utf-8") else [note(None, "not UTF-8", f"read as {encoding}")]


def parse_xml(text: str, name: str) -> tuple[Any, list[dict]]:
    """The root of a text, and a problem where it is damaged. No entity is expanded, nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        encoding="utf-8",
        remove_pis=True,
    )
    root = etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    if root is None:
        raise ValueError(f"{name} is no XML")
    fatal = [error for error in parser.error_log if error.level_name == "FATAL"]
    if not fatal:
        return root, []
    what = f"damaged XML in line {fatal[0].line}: {fatal[0].message.strip()[:80]}"
    return root, [note(None, what, "read as far as it can be")]


def read_damaged(text: str, root: Any) -> tuple[pd.DataFrame, list[dict]] | None:
    """The records of a damaged file, each parsed alone; None for a file of other records."""
    name, pieces = split_pieces(text)
    if not pieces:
        return None
    if name == "page":
        return read_dump_pieces(text, pieces)
    outlet = name_feed(root)
    rows, problems = read_pieces(
        pieces, read_factiva_article if name == "ppsarticle" else lambda item: read_item(item, outlet)[0]
    )
    table = pd.DataFrame(rows, dtype="str").fillna("")
    return number_rows(table, range(1, len(rows) + 1)), problems


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def read_records(root: Any) -> tuple[list[dict[str, str]], list[dict]]:
    """A row for each element whose children or attributes have two usual names, one of them of a text."""
    texts = set(USUAL_PLAIN["text"])
    rows = []
    for element in root.iter():
        cells = {str(name).rpartition("}")[2]: value for name, value in element.attrib.items()}
        for child in element:
            if isinstance(child.tag, str):
                cells.setdefault(local_name(child), " ".join("".join(child.itertext()).split()))
        names = {plain_name(name) for name in cells}
        if names & texts and len(names & KNOWN_NAMES) > 1:
            rows.append(cells)
    return rows, []
