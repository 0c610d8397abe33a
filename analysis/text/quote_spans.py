"""The column `quote_spans` of sentences: which places of a sentence stand inside quotation marks."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ids import pack_key
from analysis.text.chunks import Chunks, expand_ranges, to_arrow
from analysis.text.paragraphs import Paragraphs
from analysis.text.quotations import Marks, Spans, find_marks, find_spans


def read_spans(column: Iterable[str]) -> Spans:
    """The spans of a column `quote_spans`: `text` is the row, places count from the start of the sentence.

    >>> [array.tolist() for array in read_spans(["", "0-57 80-95"])]
    [[1, 1], [0, 80], [57, 95]]
    """
    texts = to_arrow(column)
    count = pc.count_substring(texts, "-").to_numpy()
    filled = texts.filter(pc.not_equal(texts, "")).to_pylist()
    pairs = np.fromstring(" ".join(filled).replace("-", " "), dtype=np.int64, sep=" ").reshape(-1, 2)
    return Spans(np.repeat(np.arange(len(texts)), count), pairs[:, 0].copy(), pairs[:, 1].copy())


def quote_sentences(
    chunks: Chunks, paragraphs: Paragraphs, first: np.ndarray, last: np.ndarray
) -> tuple[pa.LargeStringArray, np.ndarray]:
    """The columns `quote_spans` and `in_quote` of sentences.

    Parameters
    ----------
    chunks : Chunks
        The chunks of the articles.
    paragraphs : Paragraphs
        The paragraphs of the articles.
    first, last : int64 array, one number per sentence
        The first and the last chunk of each sentence.

    Returns
    -------
    array of str, float64 array
        For each sentence its spans (`"0-57 80-95"`), and the share (0-1) of its characters inside them; white
        space and quotation marks are left out of the share.
    """
    marks = find_marks(chunks)
    row, start, end = chunks.text[first], chunks.start[first], chunks.end[last]
    sentence, left, right = clip_spans(find_spans(chunks, marks, paragraphs), row, start, end)
    origin = start[sentence]
    spans = write_spans(np.bincount(sentence, minlength=len(row)), left - origin, right - origin)
    quoted = np.unique(sentence)  # the sentences that contain a quotation
    # The four numbers that the shares need, counted in one pass: up to the start and end of each span, and up
    # to the start and end of each sentence.
    rows = np.concatenate([row[sentence], row[sentence], row[quoted], row[quoted]])
    places = np.concatenate([left, right, start[quoted], end[quoted]])
    their_chunks = expand_ranges(first[quoted], last[quoted] + 1 - first[quoted])
    counts = count_characters_before(chunks, their_chunks, marks, rows, places)
    left, right, start, end = np.split(counts, np.cumsum([len(sentence), len(sentence), len(quoted)]))
    share = np.bincount(sentence, weights=right - left, minlength=len(row)).astype(np.float64)
    share[quoted] = np.minimum(1.0, share[quoted] / np.maximum(end - start, 1))
    return spans, share


def clip_spans(spans: Spans, row: np.ndarray, start: np.ndarray, end: np.ndarray) -> Spans:
    """The parts of quotations that lie in sentences: `text` is the sentence, places are those of the article.

    `row`, `start` and `end` are the article of each sentence and its places in it, in order.
    """
    low = np.searchsorted(pack_key(row, end), pack_key(spans.text, spans.start), side="right")
    count = np.searchsorted(pack_key(row, start), pack_key(spans.text, spans.end), side="left") - low
    count = np.maximum(count, 0)
    sentence, span = expand_ranges(low, count), np.repeat(np.arange(len(spans.text)), count)
    left, right = np.maximum(spans.start[span], start[sentence]), np.minimum(spans.end[span], end[sentence])
    filled = left < right
    return Spans(sentence[filled], left[filled], right[filled])


def write_spans(count: np.ndarray, start: np.ndarray, end: np.ndarray) -> pa.LargeStringArray:
    """The column `quote_spans`; `count` is how many spans each sentence has.

    >>> write_spans(np.array([0, 2]), np.array([0, 80]), np.array([57, 95])).to_pylist()
    ['', '0-57 80-95']
    """
    pairs = [pa.array(places).cast(pa.large_string()) for places in (start, end)]
    dash, space = (pa.scalar(sign, pa.large_string()) for sign in "- ")
    written = pc.binary_join_element_wise(*pairs, dash)
    return pc.binary_join(pa.LargeListArray.from_arrays(np.append(0, np.cumsum(count)), written), space)


def count_characters_before(
    chunks: Chunks, some: np.ndarray, marks: Marks, text: np.ndarray, place: np.ndarray
) -> np.ndarray:
    """How many characters stand before each place, white space and quotation marks left out.

    Only the chunks `some` are counted, from the first text on: use the difference of two places of a text.
    """
    place = pack_key(text, place)
    start = pack_key(chunks.text[some], chunks.start[some])
    end = pack_key(chunks.text[some], chunks.end[some])
    n_begun = np.searchsorted(start, place)  # chunks that begin before the place
    count = np.append(0, np.cumsum(end - start))[n_begun]
    # The last of these may end behind the place.
    surplus = np.where(n_begun > 0, end[np.maximum(n_begun - 1, 0)] - place, 0) if len(some) else count
    simple = marks.end - marks.start == 1
    mark_places = pack_key(chunks.text[marks.chunk[simple]], marks.start[simple])
    return count - np.maximum(surplus, 0) - np.searchsorted(mark_places, place)
