"""Quotations in articles: the one finder, used by `find_quotations` and by `split_sentences`.

Which quotation marks a chunk contains, and whether each opens or closes, depends on the chunk alone (white
space surrounds it), so it is read once for each distinct chunk. The marks of most paragraphs open and close
by turns: these are paired as arrays. All other paragraphs are paired one by one (`quotation_marks`).
"""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.ids import pack_key
from analysis.schema import KEYS, check_columns
from analysis.text.chunks import Chunks, expand_ranges, list_texts, split_chunks
from analysis.text.paragraphs import Paragraphs, find_paragraphs
from analysis.text.quotation_marks import (
    CLOSES,
    MARK,
    OPENS,
    find_single,
    pair_marks,
    read_marks,
    read_single,
)

UNMARKED = 5  # articles from which an outlet without a quotation mark counts as one that has none


class Marks(NamedTuple):
    """The double marks of some texts, in order; int arrays with one number per mark."""

    chunk: np.ndarray  # its chunk
    start: np.ndarray  # place in the text, in characters
    end: np.ndarray
    kind: np.ndarray  # OPENS, CLOSES or EITHER


class Spans(NamedTuple):
    """Quotations of some texts, in order, without the marks; int arrays with one number per quotation."""

    text: np.ndarray  # row number of the text
    start: np.ndarray  # place in the text, in characters
    end: np.ndarray


class Bounds(NamedTuple):
    """Places of some paragraphs; lists with one number per paragraph, places in characters."""

    text: list[int]  # row number of the text
    start: list[int]
    end: list[int]  # white space before a blank line belongs to the paragraph
    following: list[int]  # where the next paragraph of the text begins, or -1


def find_quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """Find every quotation of the articles, with its place.

    Quotations in double and in single marks are found; one inside another is part of the outer one. These are
    the spans that `split_sentences` gives in `quote_spans`, joined over sentence borders, and those of
    headings.

    Parameters
    ----------
    articles : DataFrame
        One row per article: `article_id, outlet, date, text`.

    Returns
    -------
    DataFrame
        One row per quotation, in text order: `article_id, outlet, date`, `paragraph` (from 0), `start` and
        `end` (places in the article's text, in characters), `text`. The marks are left out. A quotation over
        several paragraphs gives one row for each.

    Raises
    ------
    ValueError
        For a table without these columns.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["He said “we respond with“."]})
    >>> find_quotations(articles)[["paragraph", "start", "end", "text"]].values.tolist()
    [[0, 9, 24, 'we respond with']]
    """
    check_columns(articles, [*KEYS, "text"], verb="find_quotations")
    chunks = split_chunks(articles["text"])
    paragraphs = find_paragraphs(chunks)
    spans = find_spans(chunks, find_marks(chunks), paragraphs)
    # The first chunk that ends behind the start of the quotation.
    chunk = np.searchsorted(
        pack_key(chunks.text, chunks.end), pack_key(spans.text, spans.start), side="right"
    )
    table = articles[KEYS].iloc[spans.text].reset_index(drop=True)
    table["paragraph"] = paragraphs.number[np.searchsorted(paragraphs.first, chunk, side="right") - 1]
    table["start"], table["end"] = spans.start, spans.end
    texts = list_texts(chunks.texts)
    places = zip(*(array.tolist() for array in spans), strict=True)
    table["text"] = pd.array([texts[row][start:end] for row, start, end in places], dtype="str")
    return table


def list_unmarked_outlets(table: pd.DataFrame, *, at_least: int = UNMARKED) -> list[str]:
    """The outlets without a quotation mark: their quotations cannot be told from their narration.

    Whole texts in one voice (`genre` address or transcript) need no marks and are left out.

    Parameters
    ----------
    table : DataFrame
        Articles (`article_id, outlet, text`, and `genre` where it is known), or sentences
        (`article_id, outlet, quote_spans`).
    at_least : int, default 5
        Articles that an outlet needs; with fewer, nothing is said of it.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abc"), "outlet": ["X", "X", "Y"], "date": pd.NaT,
    ...                          "text": ["He left.", "She came.", "“No,” he said."]})
    >>> list_unmarked_outlets(articles, at_least=1)
    ['X']
    """
    if "genre" in table:
        table = table[~table["genre"].isin(["address", "transcript"])]
    if "quote_spans" in table:
        has_quotation = table["quote_spans"].ne("")
    else:
        quoted = set(find_quotations(table)["article_id"])
        has_quotation = table["article_id"].isin(quoted)
    groups = table.assign(quoted=has_quotation).groupby(table["outlet"].astype("str"))
    outlets = groups.agg(n_articles=("article_id", "nunique"), quoted=("quoted", "any"))
    return sorted(outlets.index[~outlets["quoted"] & outlets["n_articles"].ge(at_least)])


def find_spans(chunks: Chunks, marks: Marks, paragraphs: Paragraphs) -> Spans:
    """The quotations of the texts.

    >>> chunks = split_chunks(['He said “we respond with“. "No," she said.'])
    >>> [array.tolist() for array in find_spans(chunks, find_marks(chunks), find_paragraphs(chunks))]
    [[0, 0], [9, 28], [24, 31]]
    """
    texts = list_texts(chunks.texts)
    by_turns, first, last = pair_by_turns(chunks, marks, paragraphs)
    others = pair_one_by_one(texts, chunks, marks, paragraphs, first, last)
    double = sort_spans(by_turns, others)
    spans = sort_spans(double, find_single_marks(texts, chunks, paragraphs, double))
    filled = spans.start < spans.end
    return Spans(*(array[filled] for array in spans))


def find_marks(chunks: Chunks) -> Marks:
    """The double marks of the texts."""
    chunk, (start, end, kind) = map_chunk_rows(chunks, read_marks, 3)
    return Marks(chunk, chunks.start[chunk] + start, chunks.start[chunk] + end, kind)


def map_chunk_rows(
    chunks: Chunks, function: Callable[[str], Iterable], width: int
) -> tuple[np.ndarray, np.ndarray]:
    """The rows of `width` numbers that `function` gives for each chunk: their chunks, and their columns."""
    first, rows = chunks.vocabulary.map_distinct_rows(function, width)
    first, count = first[chunks.distinct], np.diff(first)[chunks.distinct]
    chunk = np.flatnonzero((count > 0)[chunks.code])
    code = chunks.code[chunk]
    return np.repeat(chunk, count[code]), rows[expand_ranges(first[code], count[code])].T


def pair_by_turns(
    chunks: Chunks, marks: Marks, paragraphs: Paragraphs
) -> tuple[Spans, np.ndarray, np.ndarray]:
    """The quotations of the paragraphs whose marks open and close by turns; and for each of the other
    paragraphs with marks its first mark and the one behind its last mark."""
    paragraph = np.searchsorted(paragraphs.first, marks.chunk, side="right")
    n = len(paragraph)
    first = np.flatnonzero(np.append(True, paragraph[1:] != paragraph[:-1])[:n])
    size = np.diff(np.append(first, n))
    turn = (np.arange(n) - np.repeat(first, size)) % 2
    # Each even mark may open, each odd mark may close, and the last mark closes.
    is_wrong = (marks.kind == np.where(turn, OPENS, CLOSES)).astype(np.int64)
    n_wrong = np.add.reduceat(is_wrong, first) if n else first
    is_regular = (n_wrong == 0) & (size % 2 == 0)
    opening = np.flatnonzero(np.repeat(is_regular, size) & (turn == 0))
    spans = Spans(chunks.text[marks.chunk[opening]], marks.end[opening], marks.start[opening + 1])
    other = ~is_regular
    return spans, first[other], (first + size)[other]


def pair_one_by_one(
    texts: list[str],
    chunks: Chunks,
    marks: Marks,
    paragraphs: Paragraphs,
    first: np.ndarray,
    last: np.ndarray,
) -> Spans:
    """The quotations of some paragraphs; each has the marks from `first` to before `last`."""
    number = np.searchsorted(paragraphs.first, marks.chunk[first], side="right") - 1
    bounds = find_bounds(texts, chunks, paragraphs, number)
    of_these = expand_ranges(first, last - first)
    waiting = zip(*(array[of_these].tolist() for array in marks[1:]), strict=True)
    spans = []
    for n, row, _, end, following in zip((last - first).tolist(), *bounds, strict=True):
        text = texts[row]
        continued = following >= 0 and MARK.match(text, following) is not None
        pairs = pair_marks(text, list(islice(waiting, n)), end, continued=continued)
        spans += [(row, *pair) for pair in pairs]
    return to_spans(spans)


def find_single_marks(texts: list[str], chunks: Chunks, paragraphs: Paragraphs, double: Spans) -> Spans:
    """The quotations in single marks that stand outside those in double marks."""
    chunk, (behind,) = map_chunk_rows(chunks, read_single, 1)
    number = np.searchsorted(paragraphs.first, chunk, side="right") - 1
    number, n_openings = np.unique(number, return_counts=True)
    waiting = iter((chunks.start[chunk] + behind).tolist())
    bounds = find_bounds(texts, chunks, paragraphs, number)
    # Which of the quotations in double marks stand in the same paragraph.
    row, place = np.array(bounds.text, dtype=np.int64), pack_key(double.text, double.start)
    low = np.searchsorted(place, pack_key(row, np.array(bounds.start, dtype=np.int64))).tolist()
    high = np.searchsorted(place, pack_key(row, np.array(bounds.end, dtype=np.int64))).tolist()
    pairs = list(zip(double.start.tolist(), double.end.tolist(), strict=True))
    spans = []
    for text, end, a, b, n in zip(bounds.text, bounds.end, low, high, n_openings.tolist(), strict=True):
        found = find_single(texts[text], pairs[a:b], list(islice(waiting, n)), end)
        spans += [(text, *pair) for pair in found]
    return to_spans(spans)


def find_bounds(texts: list[str], chunks: Chunks, paragraphs: Paragraphs, number: np.ndarray) -> Bounds:
    """The places of some paragraphs, given by their numbers."""
    first = paragraphs.first[number]
    after = np.append(paragraphs.first, len(chunks.code))[number + 1]
    row, end = chunks.text[first], chunks.end[after - 1]
    following = np.full(len(number), -1)
    has_next = np.flatnonzero(after < len(chunks.code))
    has_next = has_next[chunks.text[after[has_next]] == row[has_next]]
    following[has_next] = chunks.start[after[has_next]]
    ends = []
    for text, stop, then in zip(row.tolist(), end.tolist(), following.tolist(), strict=True):
        whole = texts[text]
        before_blank = then >= 0 or whole.count("\n", stop) >= 2
        ends.append(whole.index("\n", stop) if before_blank else len(whole))
    return Bounds(row.tolist(), chunks.start[first].tolist(), ends, following.tolist())


def to_spans(rows: list[tuple[int, int, int]]) -> Spans:
    """Spans from rows of text, start and end."""
    return Spans(*np.array(rows, dtype=np.int64).reshape(-1, 3).T)


def sort_spans(some: Spans, others: Spans) -> Spans:
    """The spans of both, in text order; each is in text order already."""
    if not len(others.text):
        return some
    text, start, end = (np.concatenate(arrays) for arrays in zip(some, others, strict=True))
    order = np.lexsort((end, start, text))
    return Spans(text[order], start[order], end[order])
