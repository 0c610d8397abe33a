"""The same text, many times: wire copy that several outlets printed, cut and edited."""

import re
import zlib

import numpy as np
import pandas as pd

from analysis.schema import KEYS, check_columns, sort_keys

WORD = re.compile(r"\w+(?:['’]\w+)?")
N = 3  # words to a run
# 64 bands of two rows: a pair becomes a candidate with 1 - (1 - j²)^64, which is 93 % where a fifth is shared
# (a copy cut to a fifth of its length) and a quarter of a percent where only set phrases are.
BANDS, ROWS = 64, 2


def find_copies(articles: pd.DataFrame, threshold: float = 0.4) -> pd.DataFrame:
    """Which articles are copies of each other, a row an article: KEYS and the rest, by article_id.

    `cluster` is the smallest article_id among its copies; `n_copies`, the articles of the cluster, itself
    included; `containment`, the share (0-1) of the runs of three words of the shorter text that also stand
    in the longer one, of the article and the longest of its cluster (1 for that one itself).

    MinHash bands find the candidates; two texts are copies if their containment reaches `threshold`, because
    wire copy is cut, and copies of a copy fall into one cluster. Give it cleaned texts: shared boilerplate is
    shared text. Raises ValueError for a threshold outside 0 to 1. Source: Broder 1997, On the resemblance and
    containment of documents.

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
    if not 0 < threshold <= 1:
        raise ValueError(f"The `threshold` must lie above 0 and not above 1; not {threshold}.")
    table = sort_keys(articles[[*KEYS, "text"]])
    runs = [hash_runs(text) for text in table.pop("text")]
    roots = list(range(len(runs)))
    for one, other in find_candidates(runs):
        if (
            find_root(roots, one) != find_root(roots, other)
            and containment(runs[one], runs[other]) >= threshold
        ):
            low, high = sorted((find_root(roots, one), find_root(roots, other)))
            roots[high] = low
    # Rows stand by article_id, and roots only ever move up: a root is the smallest id of its cluster.
    root = np.array([find_root(roots, row) for row in range(len(runs))], dtype=int)
    sizes = np.array([len(own) for own in runs], dtype=int)
    order = np.lexsort((np.arange(len(runs)), -sizes))
    longest = dict(reversed([(root[row], row) for row in order]))
    table["cluster"] = table["article_id"].to_numpy()[root]
    table["n_copies"] = np.bincount(root, minlength=len(runs))[root]
    table["containment"] = [containment(runs[row], runs[longest[root[row]]]) for row in range(len(runs))]
    return table.astype({"cluster": "str", "n_copies": "int64", "containment": "float64"})


def hash_runs(text: str) -> np.ndarray:
    """The distinct runs of three words of a text, hashed and sorted; a shorter text is one run."""
    words = WORD.findall(text.lower())
    runs = [" ".join(words[at : at + N]) for at in range(max(1, len(words) - N + 1))]
    return np.unique(np.array([zlib.crc32(run.encode()) for run in runs], dtype=np.uint32))


def containment(one: np.ndarray, other: np.ndarray) -> float:
    """The share of the runs of the shorter text that also stand in the longer one."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / min(len(one), len(other))


def find_candidates(runs: list[np.ndarray]) -> list[tuple[int, int]]:
    """The pairs of texts that share a band of their MinHash signatures, in order."""
    from datasketch import MinHash, MinHashLSH  # loads as slowly as pandas itself

    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    pairs = []
    signatures = MinHash.generator(
        [run.tolist() for run in runs], num_perm=BANDS * ROWS, seed=1, hashfunc=int
    )
    for row, signature in enumerate(signatures):
        pairs += [(found, row) for found in index.query(signature)]
        index.insert(row, signature)
    return sorted(pairs)


def find_root(roots: list[int], row: int) -> int:
    """The first row of the cluster that a row has been joined to."""
    while roots[row] != row:
        roots[row] = roots[roots[row]]
        row = roots[row]
    return row
