"""Quotation marks: what a mark may do, and which marks of a paragraph belong together.

Real texts close with the wrong mark (“we will“), forget to close, open every paragraph of a long quotation
again, or contain one mark too many. The rules:

1. The white space and punctuation beside a mark decide first: `said "we` opens, `we" he` closes. The shape of
   the mark decides only where these do not.
2. A quotation ends within its paragraph. If nothing closes it, it ends with a short paragraph, or with a
   paragraph whose next paragraph opens with a mark (the custom for long quotations), else with the sentence.

So one stray mark costs a sentence at most, never the rest of the article.
"""

import re
from bisect import bisect_left
from itertools import pairwise

OPENS, CLOSES, EITHER = range(3)  # what a mark may do

MARK = re.compile(r"[“”„‟«»\"]|``|''")
SINGLE = re.compile(r"['‘](?=[^\W_])(?!\d\ds\b|(?:tis|twas|em|til|cause|n)\b)")
SINGLE_END = re.compile(r"['’](?![^\W_])")
STOP = re.compile(r"[.!?…]+[”“\"»’')\]]*(?=\s|$)")
OPENING_SHAPES, CLOSING_SHAPES = set("“„‟«") | {"``"}, set("”»") | {"''"}
BEFORE_OPENING = set("([{—–-/'‘\"“„«")
BEFORE_SINGLE = set('([—–-"“„«')
AFTER_CLOSING = set(".,;:!?…)]}—–-/'’\"”»")
LONGEST = 500  # characters up to which an unclosed quotation runs on to the end of its paragraph
LONGEST_SINGLE = 300

Mark = tuple[int, int, int]  # start and end in the text, and OPENS, CLOSES or EITHER


def read_marks(chunk: str) -> tuple[Mark, ...]:
    """The double marks of a chunk; places count from the start of the chunk.

    >>> read_marks('“we'), read_marks('will“.')
    (((0, 1, 0),), ((4, 5, 1),))
    """
    if chunk.isalnum():
        return ()
    return tuple((mark.start(), mark.end(), read_mark(chunk, mark)) for mark in MARK.finditer(chunk))


def read_mark(chunk: str, mark: re.Match[str]) -> int:
    """Whether a mark opens, closes or may do either; white space surrounds the chunk."""
    before = chunk[mark.start() - 1] if mark.start() else " "
    after = chunk[mark.end()] if mark.end() < len(chunk) else " "
    free_before = before == " " or before in BEFORE_OPENING
    free_after = after == " " or after in AFTER_CLOSING
    if free_before != free_after:
        return OPENS if free_before else CLOSES
    shape = mark.group()
    return OPENS if shape in OPENING_SHAPES else CLOSES if shape in CLOSING_SHAPES else EITHER


def read_single(chunk: str) -> tuple[tuple[int], ...]:
    """Where a quotation in single marks may begin in a chunk: the place after the mark.

    >>> read_single("‘We"), read_single("don't"), read_single("'90s")
    (((1,),), (), ())
    """
    if chunk.isalnum():
        return ()
    marks = SINGLE.finditer(chunk)
    return tuple(
        (mark.end(),) for mark in marks if not mark.start() or chunk[mark.start() - 1] in BEFORE_SINGLE
    )


def pair_marks(text: str, marks: list[Mark], end: int, *, continued: bool) -> list[tuple[int, int]]:
    """The quotations in double marks of one paragraph, as (start, end) without the marks.

    Parameters
    ----------
    text : str
        The whole text.
    marks : list of Mark
        The marks of the paragraph, in order; places count from the start of the text.
    end : int
        Where the paragraph ends.
    continued : bool
        Whether the next paragraph opens with a mark.

    Examples
    --------
    >>> pair_marks('“We “go” now”', [(0, 1, 0), (4, 5, 0), (7, 8, 1), (12, 13, 1)], 13, continued=False)
    [(1, 12)]
    """
    spans: list[tuple[int, int]] = []
    opened: int | None = None  # where the open quotation begins
    inside = False  # whether a quotation inside the open one is open too
    for i, (start, stop, kind) in enumerate(marks):
        if opened is None:
            # A mark that may do either opens here; one that closes what nobody opened is stray.
            opened = None if kind == CLOSES else stop
        elif inside:
            inside = kind == OPENS
        elif kind != OPENS:
            spans.append((opened, start))
            opened = None
        elif [mark[2] for mark in marks[i + 1 : i + 3]] == [CLOSES, CLOSES]:
            inside = True
        else:
            spans.append((opened, end_unclosed(text, opened, start)))
            opened = stop
    if opened is not None:
        whole = continued or end - opened <= LONGEST
        spans.append((opened, end if whole else end_unclosed(text, opened, end)))
    return spans


def end_unclosed(text: str, start: int, end: int) -> int:
    """Where a quotation ends that nothing closes: after its first full stop, or at `start` without one."""
    stop = STOP.search(text, start, end)
    return stop.end() if stop else start


def find_single(
    text: str, spans: list[tuple[int, int]], openings: list[int], end: int
) -> list[tuple[int, int]]:
    """The quotations in single marks of one paragraph, outside those in double marks.

    They begin before a word, end after one and have no more than `LONGEST_SINGLE` characters. A mark after an
    s may be a possessive (the soldiers' camp): it closes only if no later mark can.

    Parameters
    ----------
    text : str
        The whole text.
    spans : list of (int, int)
        The paragraph's quotations in double marks.
    openings : list of int
        Where a quotation may begin, as `read_single` finds it; places count from the start of the text.
    end : int
        Where the paragraph ends.
    """
    found: list[tuple[int, int]] = []
    last_end = 0
    span_ends = [span[1] for span in spans]
    for start, following in pairwise([*openings, end]):
        if start < last_end:
            continue
        # The first quotation in double marks that ends at `start` or behind it; they stand in order.
        number = bisect_left(span_ends, start)
        if number < len(spans) and spans[number][0] <= start:
            continue
        limit = min(end, start + LONGEST_SINGLE, following)
        closing = find_closing(text, start, limit)
        if closing is not None and not (number < len(spans) and spans[number][0] < closing):
            found.append((start, closing))
            last_end = closing + 1
    return found


def find_closing(text: str, start: int, limit: int) -> int | None:
    """The single mark that closes a quotation, before `limit`; None if there is none."""
    marks = [mark.start() for mark in SINGLE_END.finditer(text, start + 1, limit)]
    marks = [mark for mark in marks if not text[mark - 1].isspace()]
    not_possessive = [mark for mark in marks if text[mark - 1] not in "sS"]
    return next(iter(not_possessive or marks), None)
