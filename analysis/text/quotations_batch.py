"""The quotations of many texts at once.

Which quotation marks a chunk holds, and whether each opens or closes, hangs on the chunk alone (white space
stands on both sides of it) and is read once for each distinct chunk. Most paragraphs then hold marks that
open and close by turns: these are paired as arrays, and only the others one by one.
"""

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ids import pack_key
from analysis.text.chunks import Chunks, expand_ranges, list_texts
from analysis.text.quotations import MARK, find_single, list_openings, pair_marks, read_mark

KINDS = ["opens", "closes", "either"]


class Marks(NamedTuple):
    """The double marks of some texts in order: the chunk of each, its start and end in the text, and whether
    it opens, closes, or may do either (its place in `KINDS`)."""

    chunk: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray


def find_quotes(
    chunks: Chunks, marks: Marks, paragraphs: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The quotations of the texts, as `find_spans` finds them in each: text, start and end of each, in order.
    `paragraphs` are the chunks that paragraphs begin with."""
    chunk, start, end, kind = marks
    text, group = chunks.text[chunk], np.searchsorted(paragraphs, chunk, side="right")
    head = np.flatnonzero(np.append(True, group[1:] != group[:-1])[: len(group)])
    size = np.diff(np.append(head, len(group)))
    turn = (np.arange(len(group)) - np.repeat(head, size)) % 2
    # By turns: each even mark may open, each odd one may close, and the last one closes.
    wrong = np.add.reduceat((kind == np.where(turn, 0, 1)).astype(np.int64), head) if len(head) else head
    regular = np.repeat((wrong == 0) & (size % 2 == 0), size)
    opening = np.flatnonzero(regular & (turn == 0))
    rows = [text[opening], end[opening], start[opening + 1]]
    odd = ~regular[head]
    texts = list_texts(chunks.texts)
    others = pair_others(texts, chunks, marks, paragraphs, head[odd], (head + size)[odd])
    row, a, b = (np.concatenate(part) for part in zip(rows, others, strict=True))
    order = np.lexsort((b, a, row))
    row, a, b = add_single(texts, chunks, paragraphs, row[order], a[order], b[order])
    kept = a < b
    return row[kept], a[kept], b[kept]


def read_marks(chunk: str) -> tuple[tuple[int, int, int], ...]:
    """The double marks of a chunk: start, end, and whether it opens, closes, or may do either."""
    if chunk.isalnum():
        return ()
    return tuple(
        (mark.start(), mark.end(), KINDS.index(read_mark(chunk, mark, 0, len(chunk))))
        for mark in MARK.finditer(chunk)
    )


def read_single(chunk: str) -> tuple[tuple[int], ...]:
    """What stands behind each single mark of a chunk that may open a quotation."""
    return () if chunk.isalnum() else tuple((opening,) for opening in list_openings(chunk))


def place_marks(chunks: Chunks) -> Marks:
    """The double marks of the texts."""
    chunk, (start, end, kind) = lay_out_rows(chunks, read_marks, 3)
    return Marks(chunk, chunks.start[chunk] + start, chunks.start[chunk] + end, kind)


def lay_out_rows(chunks: Chunks, say: Callable, width: int) -> tuple[np.ndarray, np.ndarray]:
    """What `say` says of the chunks in rows of so many numbers: the chunk of each row, and the columns."""
    first, rows = chunks.vocabulary.map_distinct_rows(say, width)
    before, count = first[chunks.distinct], np.diff(first)[chunks.distinct]
    chunk = np.flatnonzero((count > 0)[chunks.code])
    code = chunks.code[chunk]
    return np.repeat(chunk, count[code]), rows[expand_ranges(before[code], count[code])].T


def pair_others(
    texts: list[str],
    chunks: Chunks,
    marks: Marks,
    paragraphs: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
) -> np.ndarray:
    """The quotations of the paragraphs whose marks do not open and close by turns; each has the marks from
    `first` to before `last`."""
    spans = []
    number = np.searchsorted(paragraphs, marks.chunk[first], side="right") - 1
    row, _, end, following = enclose_paragraphs(texts, chunks, paragraphs, number)
    own = expand_ranges(first, last - first)
    kinds = [KINDS[kind] for kind in marks.kind[own].tolist()]
    read = zip(marks.start[own].tolist(), marks.end[own].tolist(), kinds, strict=True)
    for n, text, stop, after in zip((last - first).tolist(), row, end, following, strict=True):
        continued = after >= 0 and MARK.match(texts[text], after) is not None
        pairs = pair_marks(texts[text], list(islice(read, n)), stop, continued=continued)
        spans += [(text, a, b) for a, b in pairs]
    return np.array(spans, dtype=np.int64).reshape(-1, 3).T


def enclose_paragraphs(
    texts: list[str], chunks: Chunks, paragraphs: np.ndarray, number: np.ndarray
) -> tuple[list[int], list[int], list[int], list[int]]:
    """For some paragraphs the text of each, where it begins, where it ends (the space before a blank line is
    part of it), and where the next one of its text begins, or -1."""
    head = paragraphs[number]
    after = np.append(paragraphs, len(chunks.code))[number + 1]
    row, start, end = chunks.text[head], chunks.start[head], chunks.end[after - 1]
    following = np.full(len(number), -1)
    inside = np.flatnonzero(after < len(chunks.code))
    inside = inside[chunks.text[after[inside]] == row[inside]]
    following[inside] = chunks.start[after[inside]]
    ends = []
    for text, stop, then in zip(row.tolist(), end.tolist(), following.tolist(), strict=True):
        whole = texts[text]
        blank = then >= 0 or whole.count("\n", stop) >= 2
        ends.append(whole.index("\n", stop) if blank else len(whole))
    return row.tolist(), start.tolist(), ends, following.tolist()


def add_single(
    texts: list[str],
    chunks: Chunks,
    paragraphs: np.ndarray,
    row: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
) -> tuple[np.ndarray, ...]:
    """The quotations in double marks, with those in single marks added."""
    chunk, (behind,) = lay_out_rows(chunks, read_single, 1)
    number, times = np.unique(np.searchsorted(paragraphs, chunk, side="right") - 1, return_counts=True)
    openings = iter((chunks.start[chunk] + behind).tolist())
    of, begins, ends, _ = enclose_paragraphs(texts, chunks, paragraphs, number)
    place, known = pack_key(row, start), list(zip(start.tolist(), end.tolist(), strict=True))
    bounds = (pack_key(np.array(of, dtype=np.int64), np.array(edge)) for edge in (begins, ends))
    low, high = (np.searchsorted(place, bound).tolist() for bound in bounds)
    more = []
    for text, stop, a, b, n in zip(of, ends, low, high, times.tolist(), strict=True):
        found = find_single(texts[text], known[a:b], list(islice(openings, n)), stop)
        more += [(text, one, other) for one, other in found]
    if not more:
        return row, start, end
    joined = [np.concatenate(part) for part in zip((row, start, end), np.array(more).T, strict=True)]
    order = np.lexsort(joined[::-1])
    return tuple(part[order] for part in joined)


def quote_sentences(
    chunks: Chunks, paragraphs: np.ndarray, first: np.ndarray, last: np.ndarray
) -> tuple[pa.LargeStringArray, np.ndarray]:
    """For each sentence, given by its first and last chunk, its quotation spans as text, and the share of its
    characters that they hold. `paragraphs` are the chunks that paragraphs begin with."""
    marks = place_marks(chunks)
    text, a, b = find_quotes(chunks, marks, paragraphs)
    row, start, end = chunks.text[first], chunks.start[first], chunks.end[last]
    low = np.searchsorted(pack_key(row, end), pack_key(text, a), side="right")
    count = np.searchsorted(pack_key(row, start), pack_key(text, b), side="left") - low
    count = np.maximum(count, 0)
    here, span = expand_ranges(low, count), np.repeat(np.arange(len(text)), count)
    left, right = np.maximum(a[span], start[here]), np.minimum(b[span], end[here])
    held = left < right
    here, left, right = here[held], left[held], right[held]
    spans = spell_spans(np.bincount(here, minlength=len(row)), left - start[here], right - start[here])
    some = np.unique(here)
    edges = [row[here], row[here], row[some], row[some]], [left, right, start[some], end[some]]
    own = expand_ranges(first[some], last[some] + 1 - first[some])
    solid = count_solid(chunks, own, marks, *map(np.concatenate, edges))
    left, right, start, end = np.split(solid, np.cumsum([len(here), len(here), len(some)]))
    share = np.bincount(here, weights=right - left, minlength=len(row)).astype(np.float64)
    share[some] = np.minimum(1.0, share[some] / np.maximum(end - start, 1))
    return spans, share


def spell_spans(count: np.ndarray, begin: np.ndarray, end: np.ndarray) -> pa.LargeStringArray:
    """Spans as text, so many for each sentence.

    >>> spell_spans(np.array([0, 2]), np.array([0, 80]), np.array([57, 95])).to_pylist()
    ['', '0-57 80-95']
    """
    pairs = [pa.array(part).cast(pa.large_string()) for part in (begin, end)]
    dash, space = (pa.scalar(sign, pa.large_string()) for sign in "- ")
    spelled = pc.binary_join_element_wise(*pairs, dash)
    return pc.binary_join(pa.LargeListArray.from_arrays(np.append(0, np.cumsum(count)), spelled), space)


def count_solid(
    chunks: Chunks, own: np.ndarray, marks: Marks, text: np.ndarray, place: np.ndarray
) -> np.ndarray:
    """How many characters of the chunks `own` before each place are neither white space nor quotation
    marks (these counted from the first text on: what is asked for is the difference of two places)."""
    place = pack_key(text, place)
    start, end = (
        pack_key(chunks.text[own], chunks.start[own]),
        pack_key(chunks.text[own], chunks.end[own]),
    )
    behind = np.searchsorted(start, place)
    solid = np.append(0, np.cumsum(end - start))[behind]
    reach = np.where(behind > 0, end[np.maximum(behind - 1, 0)] - place, 0) if len(own) else solid
    simple = marks.end - marks.start == 1
    before = pack_key(chunks.text[marks.chunk[simple]], marks.start[simple])
    return solid - np.maximum(reach, 0) - np.searchsorted(before, place)
