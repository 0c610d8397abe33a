"""Clusters of copies: wire copy that several outlets printed, cut and edited."""

import numpy as np
import pandas as pd

from analysis.duplicates.pairs import AT_LEAST, containments, find_pairs
from analysis.duplicates.signatures import hash_runs, sign_runs
from analysis.schema import KEYS, check_columns, sort_keys


def find_copies(articles: pd.DataFrame, *, at_least: float = AT_LEAST) -> pd.DataFrame:
    """Find the articles that print the same text, and how much of it each of them holds.

    MinHash bands find the candidates. Two texts are copies if enough runs of three words of the shorter text
    also stand in the longer text: wire copy is cut, so the length does not count. Copies of copies fall into
    one cluster. `measure_corpus` finds the same clusters.

    Parameters
    ----------
    articles : DataFrame
        One row per article: `article_id, outlet, date, text`. Clean the texts first: shared boilerplate is
        shared text. The rows of whole clusters (`measured.articles` has the column `cluster`) give the same
        numbers as the whole corpus, in less time.
    at_least : float, default 0.4
        Smallest share (0-1) of the shorter text's runs that two copies have in common.

    Returns
    -------
    DataFrame
        One row per article, sorted by `article_id`: `article_id, outlet, date`; `cluster`, the smallest
        `article_id` among its copies; `n_copies`, the number of articles in the cluster, itself included;
        `containment`, the share (0-1) of the shorter text's runs that also stand in the longer text, for the
        article and the longest text of its cluster (1 for the longest text itself).

    Raises
    ------
    ValueError
        If a column is missing, or `at_least` is not above 0 and at most 1.

    References
    ----------
    Broder, A. (1997). On the resemblance and containment of documents. Proceedings of the Compression and
    Complexity of Sequences, 21-29.

    Examples
    --------
    >>> long = "The mayor said on Friday that the bridge had been closed to lorries until the spring."
    >>> texts = [long, "The mayor said on Friday that the bridge had been closed.", "Grain fell again."]
    >>> keys = {"article_id": ["a", "b", "c"], "outlet": "x", "date": pd.NaT}
    >>> articles = pd.DataFrame({**keys, "text": texts})
    >>> find_copies(articles)[["article_id", "cluster", "n_copies", "containment"]]
      article_id cluster  n_copies  containment
    0          a       a         2          1.0
    1          b       a         2          1.0
    2          c       c         1          1.0
    """
    check_columns(articles, [*KEYS, "text"], verb="find_copies")
    if not 0 < at_least <= 1:
        raise ValueError(f"The `at_least` must lie above 0 and not above 1; not {at_least}.")
    table = sort_keys(articles[[*KEYS, "text"]])
    runs = [hash_runs(text) for text in table.pop("text")]
    is_new = np.ones(len(runs), dtype=bool)
    bands = sign_runs(runs).T
    pairs = find_pairs(bands, is_new, lambda places: [runs[place] for place in places], at_least=at_least)
    table["cluster"] = name_clusters(table["article_id"], pairs)
    code = pd.factorize(table["cluster"])[0]
    table["n_copies"] = np.bincount(code)[code].astype("int64")
    table["containment"] = compare_longest(runs, code)
    return table


def name_clusters(article_ids: pd.Series, pairs: np.ndarray) -> pd.Series:
    """The smallest id among the copies of each article, from the pairs of copies.

    Parameters
    ----------
    article_ids : Series of str
    pairs : array of int, shape (n_pairs, 2)
        Places in `article_ids`.

    Examples
    --------
    >>> name_clusters(pd.Series(["d", "c", "b", "a"]), np.array([[0, 1], [1, 2]])).tolist()
    ['b', 'b', 'b', 'a']
    """
    order = np.argsort(article_ids.to_numpy(dtype=object), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    first, second = rank[pairs.reshape(-1, 2)].T
    root = np.arange(len(order))
    # Join each root to the lowest root that a pair shows, then let the members follow; repeat.
    while (root[first] != root[second]).any():
        left, right = root[first], root[second]
        np.minimum.at(root, np.maximum(left, right), np.minimum(left, right))
        while (root[root] != root).any():
            root = root[root]
    return article_ids.take(order[root[rank]]).set_axis(article_ids.index).astype("str")


def compare_longest(runs: list[np.ndarray], cluster: np.ndarray) -> np.ndarray:
    """The containment of each text with the longest text of its cluster: the one with the most runs.

    Of several longest texts the first is taken. `cluster` gives the number of each text's cluster.

    >>> compare_longest([np.array([1, 2]), np.array([2, 3, 4]), np.array([5])], np.array([0, 0, 1])).tolist()
    [0.5, 1.0, 1.0]
    """
    values = np.ones(len(runs))
    sizes = np.array([len(hashes) for hashes in runs], dtype=np.int64)
    order = np.lexsort([-sizes, cluster])
    for places in np.split(order, np.flatnonzero(np.diff(cluster[order])) + 1):
        if len(places) > 1:
            values[places] = containments(runs[places[0]], [runs[place] for place in places])
    return values
