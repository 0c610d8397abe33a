"""Damaged XML in pieces: each record is parsed alone, so that a fault costs no other record.

The parser of whole files gives up what stands behind a fault, or puts it where it does not belong.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from analysis.readers.packed.kinds import HEAD
from analysis.readers.problems import note

# The elements that are records: of feeds, of Factiva, of the dump of a wiki.
RECORD = r"item|entry|ppsarticle|page"
EDGE = re.compile(rf"<(/?)(?:\w+:)?({RECORD})\b[^<>]*>")
NAMESPACE = re.compile(r"xmlns(?::\w+)?\s*=\s*(?:\"[^\"<>]{0,300}\"|'[^'<>]{0,300}')")
WORDY = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+[\s,]+){5}")  # what stands outside the records has no sentences
DONE = "kept as far as it can be read, the rest left out"


@dataclass(frozen=True)
class Piece:
    """One record: its element, the line it begins on, and what is damaged in it (empty where nothing is)."""

    element: Any
    line: int
    fault: str


def split_pieces(text: str) -> tuple[str, list[Piece]]:
    """The name of the records of a text, and the records; those between two edges that are damaged too."""
    edges = list(EDGE.finditer(text))
    names = [edge[2] for edge in edges]
    name = max(dict.fromkeys(names), key=names.count, default="")
    edges = [edge for edge in edges if edge[2] == name]
    spaces = " ".join(dict.fromkeys(NAMESPACE.findall(text[:HEAD])))
    cuts = sorted({0, *(edge.end() if edge[1] else edge.start() for edge in edges), len(text)})
    whole = {edge.start() for edge in edges if not edge[1]}
    pieces, line, before = [], 1, 0
    for start, end in pairwise(cuts):
        line += text.count("\n", before, start)
        before = start
        part = text[start:end]
        if start not in whole and not WORDY.search(re.sub(r"<[^<>]*>", "", part)):
            continue
        element, fault = parse_piece(part, name, spaces)
        if element is not None:
            fault = fault or ("" if start in whole else "its first tag is missing")
            pieces.append(Piece(element, line, fault))
    return name, pieces


def parse_piece(part: str, name: str, spaces: str) -> tuple[Any, str]:
    """The element of a record, and its first fault."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8",
        remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(f"<{name} {spaces}>{part}</{name}>".encode("utf-8", "replace"), parser)
    faults = [error.message.strip()[:80] for error in parser.error_log if error.level_name == "FATAL"]
    if root is None:
        return None, ""
    # The record, under its name or a damaged one, or what is left of it.
    is_whole = len(root) == 1 and isinstance(root[0].tag, str) and len(root[0]) > 1
    return (root[0] if is_whole else root), faults[0] if faults else ""


def read_pieces(
    pieces: list[Piece], read: Callable[[Any], dict[str, str]]
) -> tuple[list[dict[str, str]], list[dict]]:
    """The row of each piece, and a problem for each one that is damaged."""
    problems = [
        note(number, f"a damaged record in line {piece.line:,}: {piece.fault}", DONE)
        for number, piece in enumerate(pieces, start=1)
        if piece.fault
    ]
    return [read(piece.element) for piece in pieces], problems
