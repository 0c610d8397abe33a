"""A text with its marks as HTML: every word of the text is escaped, every mark also says itself in words."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import NamedTuple

from analysis.reporting.reading.layers import LAYERS


class Mark(NamedTuple):
    """A marked place of a text."""

    start: int
    end: int
    layer: str
    kind: str
    label: str


# Kinds that are drawn in a way of their own; all others look like their layer.
LOOKS = {"reported", "quotation", "speaker", "positive", "negative"}


def write_marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """A part of a text as HTML, with its marks; marks may overlap.

    The text is cut wherever a mark starts or ends. Each piece stands in one element per mark that covers it,
    the voice outside. Where a mark starts, its label stands in `data-is`: the style shows it under the mouse,
    and screen readers read it out.

    >>> write_marked("He lied.", 0, 8, [Mark(3, 7, "judgements", "negative", "unfavourable")])
    'He <span class="judgements negative" data-is="[unfavourable] ">lied</span>.'
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    inside.sort(key=lambda mark: (LAYERS.index(mark.layer), mark.start, -mark.end, mark.label))
    edges = {edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end}
    pieces = []
    for first, last in pairwise(sorted({start, end, *edges})):
        piece = escape(text[first:last])
        covering = [mark for mark in inside if mark.start <= first and mark.end >= last]
        for mark in reversed(covering):
            piece = wrap_piece(piece, mark, begins=first == max(mark.start, start))
        pieces.append(piece)
    return "".join(pieces)


def wrap_piece(piece: str, mark: Mark, *, begins: bool) -> str:
    """A piece of a text inside the element of a mark."""
    look = f" {mark.kind}" if mark.kind in LOOKS else ""
    label = f' data-is="[{escape(mark.label)}] "' if begins else ""
    return f'<span class="{mark.layer}{look}"{label}>{piece}</span>'
