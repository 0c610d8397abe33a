"""Sentences taken apart by voice: the chunks outside and inside their quotation marks, without cutting and
splitting texts again. Only a chunk that a mark stands in or beside becomes another chunk."""

from functools import lru_cache

import numpy as np

from analysis.text.chunks import Chunks, expand_ranges, join_places
from analysis.text.quotation import Spans
from analysis.text.vocabulary import Vocabulary

MARKS = "\"“”„‟«»‹›'‘’‚`"
NARRATION, QUOTATION = 0, 1


def split_voiced(chunks: Chunks, length: np.ndarray, spans: Spans) -> tuple[np.ndarray, Chunks]:
    """The sentences that hold a quotation, and their chunks: first those outside the marks of each, then
    those inside, as if either were a text with a space where the other voice stood.

    `length` is that of each sentence, `spans` are its quotations. What stands outside loses the marks at its
    ends.
    """
    row = spans[0]
    mixed = np.unique(row)
    own = expand_ranges(chunks.first[mixed], np.diff(chunks.first)[mixed])
    begins, ends = (join_places(chunks.text[own], place[own]) for place in (chunks.start, chunks.end))
    voice, of, left, right = bound_pieces(mixed, length, spans)
    low = np.searchsorted(ends, join_places(of, left), side="right")
    count = np.maximum(np.searchsorted(begins, join_places(of, right)) - low, 0)
    piece, at = np.repeat(np.arange(len(of)), count), own[expand_ranges(low, count)]
    left, right, outside = left[piece], right[piece], (voice == NARRATION)[piece]
    start, end = np.maximum(chunks.start[at], left), np.minimum(chunks.end[at], right)
    code, distinct = cut_chunks(
        chunks, at, start - chunks.start[at], end - chunks.start[at],
        outside & (start == left), outside & (end == right),
    )  # fmt: skip
    text = (voice * len(mixed) + np.searchsorted(mixed, of))[piece]
    kept = code >= 0
    code, text = code[kept], text[kept].astype(np.int32)
    first = np.searchsorted(text, np.arange(2 * len(mixed) + 1, dtype=np.int32))
    voiced = chunks._replace(
        texts=[], text=text, start=start[kept], end=end[kept], blank=np.zeros(len(code), dtype=bool),
        code=code, distinct=distinct, first=first, byte=chunks.byte[at[kept]],
    )  # fmt: skip
    return mixed, voiced


def bound_pieces(mixed: np.ndarray, length: np.ndarray, spans: Spans) -> tuple[np.ndarray, ...]:
    """What stands between and inside the quotations of the sentences `mixed`: for each piece its voice, its
    sentence, where it begins and where it ends; the narration first."""
    row, begin, end = spans
    of = np.concatenate([row, mixed])
    left = np.concatenate([end, np.zeros(len(mixed), dtype=np.int64)])
    right = np.concatenate([begin, length[mixed]])
    # Each sentence has one piece more than quotations: from its start, and from the end of each.
    by_left, by_right = np.lexsort((left, of)), np.lexsort((right, of))
    voice = np.repeat([NARRATION, QUOTATION], [len(of), len(row)])
    return (
        voice, np.concatenate([of[by_left], row]), np.concatenate([left[by_left], begin]),
        np.concatenate([right[by_right], end]),
    )  # fmt: skip


def cut_chunks(
    chunks: Chunks, at: np.ndarray, low: np.ndarray, high: np.ndarray, strips_left: np.ndarray,
    strips_right: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """What is left of some chunks between two of their characters, without marks at the sides that are to be
    stripped: the code of each, -1 where nothing is left, and the distinct chunks."""
    code = chunks.code[at]
    cut_left, cut_right = low > 0, high < chunks.end[at] - chunks.start[at]
    strips_left = strips_left & (cut_left | chunks.tell(opens_with_mark, bool)[code])
    strips_right = strips_right & (cut_right | chunks.tell(ends_with_mark, bool)[code])
    touched = np.flatnonzero(cut_left | cut_right | strips_left | strips_right)
    cuts = np.column_stack([part[touched] for part in (code, low, high, strips_left, strips_right)])
    # The same cut comes again and again: '"We' to 'We'.
    key = cuts[:, 0].astype(np.int64)
    for column in range(1, 5):
        key = key * (cuts[:, column].max(initial=0) + 1) + cuts[:, column]
        key = np.unique(key, return_inverse=True)[1] if column == 2 else key
    _, one, number = np.unique(key, return_index=True, return_inverse=True)
    cuts[:, 0] = chunks.distinct[cuts[:, 0]]
    left_over = np.array([cut_chunk(chunks.vocabulary, *cut) for cut in cuts[one].tolist()], dtype=np.int32)
    code = code.copy()
    code[touched] = np.where(left_over < 0, -1, np.arange(len(one)) + len(chunks.distinct))[number]
    return code, np.append(chunks.distinct, np.maximum(left_over, 0))


@lru_cache(maxsize=2**17)
def cut_chunk(vocabulary: Vocabulary, chunk: int, low: int, high: int, left: int, right: int) -> int:
    """The number of what is left of a chunk, -1 if that is nothing."""
    text = vocabulary.texts[chunk][low:high].lstrip(MARKS if left else "").rstrip(MARKS if right else "")
    return int(vocabulary.number([text.encode()])[0]) if text else -1


def opens_with_mark(chunk: str) -> bool:
    return chunk[:1] in MARKS


def ends_with_mark(chunk: str) -> bool:
    return chunk[-1:] in MARKS
