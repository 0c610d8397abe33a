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
SIGNS = {"positive": "+", "negative": "−"}


def write_marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """A part of a text as HTML, with its marks; marks may overlap.

    The text is cut wherever a mark starts or ends. Each piece stands in one element per mark that covers it,
    the voice outside. A mark is said in words, for screen readers, where it starts.

    >>> write_marked("He lied.", 0, 8, [Mark(3, 7, "judgements", "negative", "unfavourable")])
    'He <span class="m judgements negative" title="unfavourable"><i class="said">[unfavourable] </i>lied<i \
class="sign" aria-hidden="true">−</i></span>.'
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    inside.sort(key=lambda mark: (LAYERS.index(mark.layer), mark.start, -mark.end, mark.label))
    edges = {edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end}
    cuts = sorted({start, end, *edges})
    pieces = []
    for first, last in pairwise(cuts):
        piece = escape(text[first:last])
        covering = [mark for mark in inside if mark.start <= first and mark.end >= last]
        for mark in reversed(covering):
            piece = wrap(piece, mark, begins=first == max(mark.start, start), ends=last == mark.end)
        pieces.append(piece)
    return "".join(pieces)


def wrap(piece: str, mark: Mark, *, begins: bool, ends: bool) -> str:
    """A piece of a text inside the element of a mark."""
    look = f" {mark.kind}" if mark.kind in LOOKS else ""
    label = escape(mark.label)
    said = f'<i class="said">[{label}] </i>' if begins else ""
    sign = SIGNS.get(mark.kind)
    shown = f'<i class="sign" aria-hidden="true">{sign}</i>' if sign and ends else ""
    return f'<span class="m {mark.layer}{look}" title="{label}">{said}{piece}{shown}</span>'
