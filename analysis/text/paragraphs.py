"""Paragraphs of articles: what stands between blank lines."""

import re
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.schema import KEYS, build_table, check_columns
from analysis.text.chunks import Chunks, cut_texts, expand_ranges, split_chunks
from analysis.text.sentence_ends import CLOSERS, LOWER, read_start

HEADING_CHARACTERS, HEADING_CHUNKS = 80, 12
# What an item of a list, a flash, a post or an entry of a live blog begins with.
ITEM = re.compile(
    r"[-–—*+]+$|\(?(?:\d{1,2}|[a-z])[.)]$|\[?\d{1,2}[:.]\d\d|[#@]\w|(?:BREAKING|FLASH|URGENT|ALERT|UPDATED?"
    r"|JUST|LATEST|NEW|LIVE)"
    r"(?:$|:)|[^\w\s\"'“”‘’„«»()\[\]{}<>*_.,;:!?¿¡/\\$£€¥%&§°-]"
)


class Paragraphs(NamedTuple):
    """The paragraphs of some texts, in order; int arrays with one number per paragraph."""

    first: np.ndarray  # its first chunk
    last: np.ndarray  # its last chunk
    number: np.ndarray  # its number in its text, from 0


def split_paragraphs(articles: pd.DataFrame) -> pd.DataFrame:
    """Split the articles into paragraphs, and mark the headings.

    Parameters
    ----------
    articles : DataFrame
        One row per article: `article_id, outlet, date, text`.

    Returns
    -------
    DataFrame
        One row per paragraph, in text order: `article_id, outlet, date`, `paragraph` (from 0 in each
        article), `start` (place in the article's text, in characters), `text`, `kind`. `kind` is `heading`
        for a line of at most 12 words and 80 characters that does not end in punctuation and stands alone
        before a paragraph that does, else `text`. Lines without a full stop that follow each other, items of
        lists and entries that begin with a time are `text`.

    Raises
    ------
    ValueError
        For a table without these columns.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["After the withdrawal\\n\\nHe left. She came."]})
    >>> split_paragraphs(articles)[["paragraph", "start", "text", "kind"]].values.tolist()
    [[0, 0, 'After the withdrawal', 'heading'], [1, 22, 'He left. She came.', 'text']]
    """
    check_columns(articles, [*KEYS, "text"], verb="split_paragraphs")
    chunks = split_chunks(articles["text"])
    paragraphs = find_paragraphs(chunks)
    table = take_keys(articles, chunks, paragraphs.first)
    table["text"] = cut_texts(chunks, paragraphs.first, paragraphs.last)
    table["paragraph"] = paragraphs.number
    table["kind"] = pd.array(np.where(is_heading(chunks, paragraphs), "heading", "text"), dtype="str")
    return build_table("paragraphs", table)


def find_paragraphs(chunks: Chunks) -> Paragraphs:
    """The paragraphs of the texts.

    >>> [array.tolist() for array in find_paragraphs(split_chunks(["We go.\\n\\nNow.", "No."]))]
    [[0, 2, 3], [1, 2, 3], [0, 1, 0]]
    """
    begins = chunks.blank.copy()
    begins[chunks.first[:-1][np.diff(chunks.first) > 0]] = True
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(begins))[: len(first)] - 1
    return Paragraphs(first, last, count_up(np.bincount(chunks.text[first], minlength=len(chunks.texts))))


def count_up(count: np.ndarray) -> np.ndarray:
    """0, 1, 2 ... for each text; `count` is how many numbers it needs.

    >>> count_up(np.array([3, 0, 2])).tolist()
    [0, 1, 2, 0, 1]
    """
    return np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)


def is_heading(chunks: Chunks, paragraphs: Paragraphs) -> np.ndarray:
    """For each paragraph, whether it is a heading (see `split_paragraphs`)."""
    first, last = paragraphs.first, paragraphs.last
    is_open = ~chunks.map_distinct(is_stopped, bool)[chunks.code[last]]
    is_short = last - first < HEADING_CHUNKS
    is_short &= chunks.end[last] - chunks.start[first] <= HEADING_CHARACTERS
    is_lower = chunks.map_distinct(read_start, np.int8)[chunks.code[first]] == LOWER
    is_item = chunks.map_distinct(begins_item, bool)[chunks.code[first]]
    is_line = is_open & ~is_item
    # A line of a post may end with a picture: it is no heading, and neither is the line beside it.
    is_post = ~is_item & chunks.map_distinct(ends_in_symbol, bool)[chunks.code[last]]
    same_text = chunks.text[first[1:]] == chunks.text[first[:-1]]
    has_next, beside_line = np.zeros((2, len(first)), dtype=bool)
    has_next[:-1] = same_text
    beside_line[:-1] |= same_text & (is_line | is_post)[1:]
    beside_line[1:] |= same_text & (is_line | is_post)[:-1]
    heading = is_line & is_short & ~is_lower & has_next
    # A heading stands alone: lines without a full stop that follow each other are sentences.
    beside = np.flatnonzero(heading & beside_line)
    heading[beside] = ~has_letters(chunks, first[beside], last[beside])
    return heading


def has_letters(chunks: Chunks, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """For each of some paragraphs, by its first and last chunk, whether it has a letter."""
    count = last - first + 1
    code = chunks.code[expand_ranges(first, count)]
    paragraph = np.repeat(np.arange(len(first)), count)
    n_chunks = np.bincount(paragraph[chunks.map_distinct(has_letter, bool)[code]], minlength=len(first))
    return n_chunks > 0


def has_letter(chunk: str) -> bool:
    return any(map(str.isalpha, chunk))


def is_stopped(chunk: str) -> bool:
    """Whether a mark stands at the end of a chunk, closing marks left out: a full stop, a colon ..."""
    return not chunk.rstrip(CLOSERS)[-1:].isalnum()


def ends_in_symbol(chunk: str) -> bool:
    """Whether a chunk ends with a picture.

    >>> [ends_in_symbol(chunk) for chunk in ["🇺🇦", "fell🕯\ufe0f", "fell.", "40%"]]
    [True, True, False, False]
    """
    return unicodedata.category(chunk.rstrip("\ufe0f")[-1:] or "a") == "So"


def begins_item(chunk: str) -> bool:
    """Whether a paragraph that begins with the chunk is an item of a list, a post or an entry with a time.

    >>> [begins_item(chunk) for chunk in ["•", "-", "2.", "14:05", "BREAKING:", "⚡️Explosions", "#Kherson"]]
    [True, True, True, True, True, True, True]
    >>> begins_item("The"), begins_item("“We")
    (False, False)
    """
    return ITEM.match(chunk) is not None


def take_keys(articles: pd.DataFrame, chunks: Chunks, first: np.ndarray) -> dict[str, Any]:
    """The columns KEYS and `start` of parts of the articles, given by their first chunks."""
    text = chunks.text[first]
    keys = {name: articles[name].array.take(text) for name in KEYS}
    return {**keys, "start": chunks.start[first].astype(np.int64)}
