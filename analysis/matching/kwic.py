"""Keyword in context: every place where a word or phrase stands, with the words around it."""

import pandas as pd

from analysis.matching.engine import SENTENCES, find_terms
from analysis.matching.prefilter import Terms, tabulate_terms
from analysis.schema import KEYS, check_columns, check_count


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
    origins = sentences[[*keys, "start", "text"]].rename(columns={"start": "origin"})
    hits = hits.merge(origins, on=keys, how="left")
    hits = hits.sort_values([*keys, "start"], kind="stable", ignore_index=True)
    left, match, right = [], [], []
    places = hits["start"] - hits["origin"], hits["end"] - hits["origin"]
    for text, start, end in zip(hits["text"], *places, strict=True):
        left.append(" ".join(text[:start].split()[-window:]))
        match.append(" ".join(text[start:end].split()))
        right.append(" ".join(text[end:].split()[:window]))
    hits = hits.assign(left=left, match=match, right=right)
    return hits[[*KEYS, "sentence_id", "left", "match", "right", "term", "start", "end"]]
