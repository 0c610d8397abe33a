"""Keyword in context: every place where a word or phrase stands, with what stands around it."""

import pandas as pd

from analysis.matching.engine import find_terms
from analysis.matching.prefilter import Terms, ask_terms
from analysis.schema import KEYS, check_columns, check_count


def find_in_context(
    sentences: pd.DataFrame,
    terms: Terms,
    *,
    window: int = 8,
) -> pd.DataFrame:
    """A row a place where a term stands, in the order of the text: KEYS, `sentence_id, left, match, right,
    term, start, end` (places in the article's text).

    `terms` are written as in the word lists: words with one space between, `*` at the end for any ending,
    capital letters only where they must be. `left` and `right` hold up to `window` words of the same
    sentence; the text is as it was printed.

    Raises ValueError for an empty term, one with `*` before its end, or a window below 1.

    >>> sentences = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.NaT], "sentence_id": [0],
    ...                           "start": [0], "text": ["The ceasefire held."], "quote_spans": [""]})
    >>> find_in_context(sentences, "ceasefire*")[["left", "match", "right"]].values.tolist()
    [['The', 'ceasefire', 'held.']]
    """
    check_columns(sentences, [*KEYS, "sentence_id", "start", "text"], verb="find_in_context")
    check_count(window, name="window")
    hits = find_terms(sentences, ask_terms(terms))
    place = ["article_id", "sentence_id"]
    hits = hits.merge(
        sentences[[*place, "start", "text"]].rename(columns={"start": "begins"}), on=place, how="left"
    )
    hits = hits.sort_values([*place, "start"], kind="stable", ignore_index=True)
    left, match, right = [], [], []
    for text, start, end in zip(
        hits["text"], hits["start"] - hits["begins"], hits["end"] - hits["begins"], strict=True
    ):
        left.append(" ".join(text[:start].split()[-window:]))
        match.append(" ".join(text[start:end].split()))
        right.append(" ".join(text[end:].split()[:window]))
    hits = hits.assign(left=left, match=match, right=right)
    return hits[[*KEYS, "sentence_id", "left", "match", "right", "term", "start", "end"]]
