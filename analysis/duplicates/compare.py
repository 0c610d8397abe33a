"""Copies side by side: how much of the longest text of its cluster each article holds."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.duplicates.minhash import N, containment, hash_runs
from analysis.schema import check_columns

# Letters and numbers that stand together: a text has no more words than these.
RUNS_OF_LETTERS = r"[\pL\pN_]+"


def compare_copies(articles: pd.DataFrame, *, of: pd.DataFrame) -> pd.DataFrame:
    """The articles with two columns more: `n_copies`, the articles of their cluster, themselves included;
    `containment`, the share (0-1) of the runs of three words of the shorter text that also stand in the
    longer one, of the article and the longest of its cluster (1 for that one itself).

    Clusters are those of the column `cluster` (`measured.articles` has it), `of` the table of all that are
    looked at. The numbers are those of `find_copies`, which looks for the clusters as well.

    >>> texts = ["The mayor said on Friday that it was over.", "The mayor said on Friday.", "Grain fell."]
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "cluster": ["a", "a", "c"], "text": texts})
    >>> compare_copies(articles, of=articles)[["n_copies", "containment"]].values.tolist()
    [[2.0, 1.0], [2.0, 1.0], [1.0, 1.0]]
    """
    for table in (articles, of):
        check_columns(table, ["article_id", "cluster", "text"], verb="compare_copies")
    of = of[of["cluster"].isin(articles["cluster"])]
    longest = {name: find_longest(part) for name, part in of.groupby("cluster", observed=True)}
    sizes = of["cluster"].value_counts()
    held = [
        containment(hash_runs(text), longest[name]) for text, name in articles[["text", "cluster"]].values
    ]
    return articles.assign(
        n_copies=articles["cluster"].map(sizes).astype("int64"), containment=np.array(held, dtype=float)
    )


def find_longest(articles: pd.DataFrame) -> np.ndarray:
    """The runs of the text that has most; of several the one with the smallest id."""
    articles = articles.sort_values("article_id", kind="stable")
    texts = articles["text"].astype("str")
    words = pc.count_substring_regex(pa.array(texts, pa.large_string()), RUNS_OF_LETTERS).to_numpy()
    most = np.maximum(words - N + 1, 1)
    best, at = np.zeros(0, dtype=np.uint32), -1
    # Those that can have most come first, and none is read that cannot have more than the best so far.
    for row in np.argsort(-most, kind="stable").tolist():
        if len(best) > most[row]:
            break
        runs = hash_runs(texts.iat[row])
        if len(runs) > len(best) or (len(runs) == len(best) and row < at):
            best, at = runs, row
    return best
