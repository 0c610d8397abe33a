"""Clusters of copies: wire copy that several outlets printed, cut and edited."""

import numpy as np
import pandas as pd

from analysis.duplicates.groups import group_copies
from analysis.duplicates.pairs import AT_LEAST, containments, find_pairs
from analysis.duplicates.signatures import Print, hash_runs, number_equals, print_text, sign_runs
from analysis.schema import KEYS, check_columns, sort_keys


def find_copies(articles: pd.DataFrame, *, at_least: float = AT_LEAST) -> pd.DataFrame:
    """Find the articles that print the same text, and how much of it each of them holds.

    MinHash bands find the candidates. Two texts are copies if enough runs of three words of the shorter text
    also stand in the longer text: wire copy is cut, so the length does not count. A cluster is a longest text
    and the texts that are copies of it. `measure_corpus` finds the same clusters.

    Bulletins of one template (the same words, other numbers) are a series and no copies. Nor are articles
    that share only background which their outlet repeats: runs that three of its articles on three days have
    in common, where these articles are two fifths something else.

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
    texts = table.pop("text").tolist()
    runs = [hash_runs(text) for text in texts]
    bands = sign_runs(runs).T

    def read_prints(places: np.ndarray) -> list[Print]:
        return [print_text(texts[place]) for place in places]

    is_new = np.ones(len(runs), dtype=bool)
    pairs = find_pairs(number_equals(runs), bands, is_new, read_prints, at_least=at_least)
    group = group_copies(table, pairs, read_prints, at_least=at_least)
    table["cluster"] = name_clusters(table["article_id"], group)
    code = pd.factorize(table["cluster"])[0]
    table["n_copies"] = np.bincount(code)[code].astype("int64")
    table["containment"] = compare_longest(runs, code)
    return table


def name_clusters(article_ids: pd.Series, group: np.ndarray) -> pd.Series:
    """The smallest id among the articles of each article's group.

    >>> name_clusters(pd.Series(["d", "c", "b", "a"]), np.array([0, 0, 0, 3])).tolist()
    ['b', 'b', 'b', 'a']
    """
    ids = article_ids.astype("str")
    return ids.groupby(group).transform("min").astype("str")


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
