"""Quotation: which characters of a text stand inside quotation marks.

Real texts close with the wrong mark (“we will“), forget to close, open every paragraph of a long quotation
anew, or hold one mark too many. So a mark is read by the spaces beside it first (`said "we` opens, `we" he`
closes) and by its shape only where these do not tell. What is opened must close within its paragraph: where
it does not, it runs to the end of a short paragraph, of a paragraph followed by one that opens with a mark
(the custom for long quotations), and otherwise to the end of the sentence. One stray mark so costs a sentence
at most, never the rest of the article.
"""

import re
from bisect import bisect
from collections.abc import Iterable
from itertools import groupby, pairwise

import numpy as np
import pyarrow.compute as pc

from analysis.text.chunks import hold_texts

MARK = re.compile(r"[“”„‟«»\"]|``|''")
SINGLE = re.compile(r"['‘](?=[^\W_])(?!\d\ds\b|(?:tis|twas|em|til|cause|n)\b)")
SINGLE_END = re.compile(r"['’](?![^\W_])")
BLANK = re.compile(r"\n\s*\n\s*")
STOP = re.compile(r"[.!?…]+[”“\"»’')\]]*(?=\s|$)")
OPENS, CLOSES = set("“„‟«") | {"``"}, set("”»") | {"''"}
BEFORE_OPENING = set("([{—–-/'‘\"“„«")
AFTER_CLOSING = set(".,;:!?…)]}—–-/'’\"”»")
LONGEST = 500  # characters that an unclosed quotation may run on to the end of its paragraph
LONGEST_SINGLE = 300

# For each of some quotations the row of its text, its start and its end.
Spans = tuple[np.ndarray, np.ndarray, np.ndarray]


def find_spans(text: str) -> list[tuple[int, int]]:
    """The quotations of a text as (start, end), the marks left out, in order, none in another.

    Quotations inside quotations are part of the outer one. Single marks count only where they cannot be
    apostrophes.

    >>> text = 'He said “we also have something to respond with“. "No," she said.'
    >>> [text[start:end] for start, end in find_spans(text)]
    ['we also have something to respond with', 'No,']
    """
    marks = list(MARK.finditer(text))
    single = "'" in text or "‘" in text
    if not marks and not single:
        return []
    breaks = [blank.span() for blank in BLANK.finditer(text)]
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)]
    spans = []
    for number, own in groupby(marks, key=lambda mark: bisect(starts, mark.start()) - 1):
        continued = number + 1 < len(starts) and MARK.match(text, starts[number + 1]) is not None
        read = [
            (mark.start(), mark.end(), read_mark(text, mark, starts[number], ends[number])) for mark in own
        ]
        spans += pair_marks(text, read, ends[number], continued=continued)
    if single:
        spans = sorted(spans + find_single(text, spans, list_openings(text), len(text)))
    return [(start, end) for start, end in spans if start < end]


def pair_marks(
    text: str, marks: list[tuple[int, int, str]], end: int, *, continued: bool
) -> list[tuple[int, int]]:
    """The quotations in double marks of one paragraph, which ends at `end`; `marks` are start, end and what
    `read_mark` says of each, `continued` says that the next paragraph opens with a mark."""
    spans, opened, inner = [], None, 0
    for i, (before, after, kind) in enumerate(marks):
        if opened is None:
            # A mark that may be either opens here; one that closes what nobody opened is stray.
            opened = after if kind != "closes" else None
        elif inner:
            inner -= kind != "opens"
        elif kind != "opens":
            spans.append((opened, before))
            opened = None
        elif [mark[2] for mark in marks[i + 1 : i + 3]] == ["closes", "closes"]:
            inner = 1
        else:
            spans.append((opened, end_unclosed(text, opened, before)))
            opened = after
    if opened is not None:
        whole = continued or end - opened <= LONGEST
        spans.append((opened, end if whole else end_unclosed(text, opened, end)))
    return spans


def read_mark(text: str, mark: re.Match, start: int, end: int) -> str:
    """Whether a mark opens, closes, or may do either."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    free_before = before.isspace() or before in BEFORE_OPENING
    free_after = after.isspace() or after in AFTER_CLOSING
    if free_before != free_after:
        return "opens" if free_before else "closes"
    shape = mark.group()
    return "opens" if shape in OPENS else "closes" if shape in CLOSES else "either"


def end_unclosed(text: str, start: int, end: int) -> int:
    """Where a quotation ends that nobody closed: at its first full stop, or at once if there is none."""
    stop = STOP.search(text, start, end)
    return stop.end() if stop else start


def list_openings(text: str) -> list[int]:
    """What stands behind each single mark that may open a quotation."""
    return [mark.end() for mark in SINGLE.finditer(text) if opens_single(text, mark)]


def find_single(
    text: str, spans: list[tuple[int, int]], openings: list[int], end: int
) -> list[tuple[int, int]]:
    """The quotations in single marks, before `end`, that stand outside the others: opened before a word,
    closed after one, in one paragraph, no longer than a sentence or two. After an s the mark may be a
    possessive (the soldiers' camp): it closes only where nothing better does."""
    found, place = [], 0
    for opening, following in pairwise([*openings, end]):
        if opening < place or any(a <= opening <= b for a, b in spans):
            continue
        blank = BLANK.search(text, opening)
        limit = min(blank.start() if blank else end, opening + LONGEST_SINGLE, following)
        closings = [mark.start() for mark in SINGLE_END.finditer(text, opening + 1, limit)]
        closings = [place for place in closings if not text[place - 1].isspace()]
        better = [place for place in closings if text[place - 1] not in "sS"] or closings
        if better and not any(a < better[0] and opening < b for a, b in spans):
            found.append((opening, better[0]))
            place = better[0] + 1
    return found


def opens_single(text: str, mark: re.Match) -> bool:
    """Whether what stands before a single mark lets it open."""
    before = text[mark.start() - 1] if mark.start() else " "
    return before.isspace() or before in '([—–-"“„«'


def read_spans(column: Iterable[str]) -> Spans:
    """The spans of a column `quote_spans`: for each, its row, start and end.

    >>> [part.tolist() for part in read_spans(["", "0-57 80-95"])]
    [[1, 1], [0, 80], [57, 95]]
    """
    column = hold_texts(column)
    count = pc.count_substring(column, "-").to_numpy()
    filled = column.filter(pc.not_equal(column, "")).to_pylist()
    pairs = np.fromstring(" ".join(filled).replace("-", " "), dtype=np.int64, sep=" ").reshape(-1, 2)
    return np.repeat(np.arange(len(column)), count), pairs[:, 0].copy(), pairs[:, 1].copy()
