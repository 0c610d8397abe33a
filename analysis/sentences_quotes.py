"""The quotations of many texts at once.

Which quotation marks a chunk holds, and whether each opens or closes, hangs on the chunk alone (white space
stands on both sides of it) and is read once for each distinct chunk. Most paragraphs then hold marks that
open and close by turns: these are paired as arrays, and only the others one by one.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.chunks import Chunks, expand_ranges
from analysis.quotation import MARK, SINGLE, find_single, opens_single, pair_marks, read_mark

KINDS = ["opens", "closes", "either"]


class Marks(NamedTuple):
    """The double marks of some texts in order: the chunk of each, its start and end in the text, and whether
    it opens, closes, or may do either (its place in `KINDS`)."""

    chunk: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray


def find_quotes(
    chunks: Chunks, marks: Marks, paragraph: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The quotations of the texts, as `find_spans` finds them in each: text, start and end of each, in order.
    `paragraph` is a number for each chunk that differs from that of the next paragraph of its text."""
    chunk, start, end, kind = marks
    text, group = chunks.text[chunk], paragraph[chunk]
    opens = (group[1:] != group[:-1]) | (text[1:] != text[:-1])
    head = np.flatnonzero(np.append(True, opens)[: len(group)])
    size = np.diff(np.append(head, len(group)))
    turn = (np.arange(len(group)) - np.repeat(head, size)) % 2
    # By turns: each even mark may open, each odd one may close, and the last one closes.
    wrong = np.add.reduceat((kind == np.where(turn, 0, 1)).astype(np.int64), head) if len(head) else head
    regular = np.repeat((wrong == 0) & (size % 2 == 0), size)
    opening = np.flatnonzero(regular & (turn == 0))
    rows = [text[opening], end[opening], start[opening + 1]]
    odd = ~regular[head]
    others = pair_others(chunks, marks, head[odd], (head + size)[odd])
    row, a, b = (np.concatenate(part) for part in zip(rows, others, strict=True))
    order = np.lexsort((b, a, row))
    row, a, b = add_single(chunks, row[order], a[order], b[order])
    kept = a < b
    return row[kept], a[kept], b[kept]


@lru_cache(maxsize=2**18)
def read_marks(chunk: str) -> tuple[tuple[int, int, int], ...]:
    """The double marks of a chunk: start, end, and whether it opens, closes, or may do either."""
    if chunk.isalnum():
        return ()
    return tuple(
        (mark.start(), mark.end(), KINDS.index(read_mark(chunk, mark, 0, len(chunk))))
        for mark in MARK.finditer(chunk)
    )


@lru_cache(maxsize=2**18)
def holds_single(chunk: str) -> bool:
    """Whether a single mark in the chunk may open a quotation."""
    return not chunk.isalnum() and any(opens_single(chunk, mark) for mark in SINGLE.finditer(chunk))


def place_marks(chunks: Chunks) -> Marks:
    """The double marks of the texts."""
    marks = [read_marks(chunk) for chunk in chunks.distinct]
    count = np.fromiter(map(len, marks), dtype=np.int64, count=len(marks))
    flat = np.array([mark for some in marks for mark in some], dtype=np.int64).reshape(-1, 3)
    chunk = np.flatnonzero((count > 0)[chunks.code])
    code = chunks.code[chunk]
    own = expand_ranges((np.cumsum(count) - count)[code], count[code])
    chunk = np.repeat(chunk, count[code])
    start, end, kind = flat[own].T
    return Marks(chunk, chunks.start[chunk] + start, chunks.start[chunk] + end, kind)


def pair_others(chunks: Chunks, marks: Marks, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The quotations of the paragraphs whose marks do not open and close by turns; each has the marks from
    `first` to before `last`."""
    spans = []
    for low, high in zip(first.tolist(), last.tolist(), strict=True):
        row = int(chunks.text[marks.chunk[low]])
        kinds = [KINDS[kind] for kind in marks.kind[low:high].tolist()]
        read = list(zip(marks.start[low:high].tolist(), marks.end[low:high].tolist(), kinds, strict=True))
        end, continued = end_paragraph(chunks, int(marks.chunk[high - 1]))
        spans += [(row, a, b) for a, b in pair_marks(chunks.texts[row], read, end, continued=continued)]
    return np.array(spans, dtype=np.int64).reshape(-1, 3).T


def end_paragraph(chunks: Chunks, chunk: int) -> tuple[int, bool]:
    """Where the paragraph of a chunk ends, and whether the next one begins with a mark."""
    row = chunks.text[chunk]
    text, last = chunks.texts[row], chunks.first[row + 1] - 1
    following = chunk + 1 + np.flatnonzero(chunks.blank[chunk + 1 : last + 1])[:1]
    if len(following):
        before = chunks.end[following[0] - 1]
        return text.index("\n", before), MARK.match(text, chunks.start[following[0]]) is not None
    rest = text[chunks.end[last] :]
    return len(text) if rest.count("\n") < 2 else chunks.end[last] + rest.index("\n"), False


def add_single(chunks: Chunks, row: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, ...]:
    """The quotations in double marks, with those in single marks added."""
    opens = chunks.spread(map(holds_single, chunks.distinct), bool)
    more = []
    for one in np.unique(chunks.text[opens]).tolist():
        low, high = np.searchsorted(row, [one, one + 1])
        spans = list(zip(start[low:high].tolist(), end[low:high].tolist(), strict=True))
        more += [(one, a, b) for a, b in find_single(chunks.texts[one], spans)]
    if not more:
        return row, start, end
    joined = [np.concatenate(part) for part in zip((row, start, end), np.array(more).T, strict=True)]
    order = np.lexsort(joined[::-1])
    return tuple(part[order] for part in joined)


def quote_sentences(
    chunks: Chunks, paragraph: np.ndarray, row: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """For each sentence its quotation spans as text, and the share of its characters that they hold."""
    marks = place_marks(chunks)
    text, a, b = find_quotes(chunks, marks, paragraph)
    low = np.searchsorted((row << 40) + end, (text << 40) + a, side="right")
    count = np.searchsorted((row << 40) + start, (text << 40) + b, side="left") - low
    count = np.maximum(count, 0)
    here, span = expand_ranges(low, count), np.repeat(np.arange(len(text)), count)
    left, right = np.maximum(a[span], start[here]), np.minimum(b[span], end[here])
    held = left < right
    here, left, right = here[held], left[held], right[held]
    spans = [""] * len(row)
    places = zip(here.tolist(), (left - start[here]).tolist(), (right - start[here]).tolist(), strict=True)
    for sentence, begin, stop in places:
        spans[sentence] += f" {begin}-{stop}" if spans[sentence] else f"{begin}-{stop}"
    quoted = count_solid(chunks, marks, row[here], right) - count_solid(chunks, marks, row[here], left)
    share = np.bincount(here, weights=quoted, minlength=len(row)).astype(np.float64)
    some = np.flatnonzero(share)
    whole = count_solid(chunks, marks, row[some], end[some])
    whole -= count_solid(chunks, marks, row[some], start[some])
    share[some] = np.minimum(1.0, share[some] / whole)
    return spans, share


def count_solid(chunks: Chunks, marks: Marks, text: np.ndarray, place: np.ndarray) -> np.ndarray:
    """How many characters before each place, in all texts, are neither white space nor quotation marks."""
    place = (text << 40) + place
    behind = np.searchsorted((chunks.text << 40) + chunks.start, place)
    solid = np.append(0, np.cumsum(chunks.end - chunks.start))[behind]
    last = np.maximum(behind - 1, 0)
    reach = np.where(behind > 0, (chunks.text[last] << 40) + chunks.end[last] - place, 0)
    simple = marks.end - marks.start == 1
    before = (chunks.text[marks.chunk[simple]] << 40) + marks.start[simple]
    return solid - np.maximum(reach, 0) - np.searchsorted(before, place)
