"""Keyword in context: every place where a word or phrase stands, with the words around it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import pandas as pd

from analysis.matching.engine import SENTENCES, find_terms
from analysis.matching.prefilter import Terms, tabulate_terms
from analysis.schema import KEYS, check_columns, check_count

CHUNK = re.compile(r"\S+")
LONGEST = 2_000  # characters on each side: a text without spaces is one word, however long


def find_in_context(
    sentences: pd.DataFrame,
    terms: Terms,
    *,
    window: int = 8,
) -> pd.DataFrame:
    """Find every place where a term stands, with the words around it.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, as `split_sentences` gives it.
    terms : str or list of str
        Words or phrases, written as in the word lists: one space between words, `*` at the end for any
        ending, capital letters only where they must be.
    window : int, default 8
        How many words of the same sentence stand at most on each side.

    Returns
    -------
    DataFrame
        One row per place, in text order: `article_id, outlet, date, sentence_id, left, match, right, term`,
        `start` and `end` (places in the article's text, in characters).

    Raises
    ------
    ValueError
        For a table without the columns of sentences, an empty term, a term with `*` before its end, and a
        window below 1.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.NaT], "sentence_id": [0],
    ...                           "start": [0], "text": ["The ceasefire held."], "quote_spans": [""]})
    >>> find_in_context(sentences, "ceasefire*")[["left", "match", "right"]].values.tolist()
    [['The', 'ceasefire', 'held.']]
    """
    check_columns(sentences, SENTENCES, verb="find_in_context")
    check_count(window, name="window")
    hits = find_terms(sentences, tabulate_terms(terms))
    keys = ["article_id", "sentence_id"]
    origins = sentences[keys].assign(origin=sentences["start"], sentence=range(len(sentences)))
    hits = hits.merge(origins, on=keys, how="left")
    hits = hits.sort_values([*keys, "start"], kind="stable", ignore_index=True)
    starts, ends = ((hits[name] - hits["origin"]).tolist() for name in ("start", "end"))
    around = cut_around(sentences["text"].tolist(), hits["sentence"].tolist(), starts, ends, window)
    hits = hits.assign(**pd.DataFrame(around, columns=["left", "match", "right"], dtype="str"))
    return hits[[*KEYS, "sentence_id", "left", "match", "right", "term", "start", "end"]]


def cut_around(
    texts: list[str], rows: list[int], starts: list[int], ends: list[int], window: int
) -> Iterator[tuple[str, str, str]]:
    """For each place in a text at most `window` words before it, its own words, and those behind it.

    `rows` is which of the texts each place is in. The words of a text are looked up once, however many places
    it has.

    >>> list(cut_around(["The ceasefire held."], [0], [4], [13], 8))
    [('The', 'ceasefire', 'held.')]
    """
    last = None
    for row, start, end in zip(rows, starts, ends, strict=True):
        text = texts[row]
        if row != last:
            bounds = [found.span() for found in CHUNK.finditer(text)]
            last, chunk_starts, chunk_ends = row, [a for a, _ in bounds], [b for _, b in bounds]
        before = bisect_left(chunk_starts, start) - window
        behind = bisect_right(chunk_ends, end) + window
        left_start = chunk_starts[before] if before > 0 else 0
        right_end = chunk_ends[behind - 1] if behind <= len(chunk_ends) else len(text)
        left = text[max(left_start, start - LONGEST) : start]
        right = text[end : min(right_end, end + LONGEST)]
        yield " ".join(left.split()), " ".join(text[start:end].split()), " ".join(right.split())
