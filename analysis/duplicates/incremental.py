"""Which articles are copies of each other, for a corpus that grows: only what is new is compared.

The same answer as `find_copies` gives. What is kept of an article are the bands of its MinHash signature, and
of a corpus, the pairs that are copies; new articles are compared with all, old ones never again.
"""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from analysis.duplicates.minhash import BANDS, ROWS, hash_runs

BAND_NAMES = [f"band_{number}" for number in range(BANDS)]


def sign_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """A row an article: `article_id` and the bands of its signature; two texts whose band is the same are
    candidates."""
    from datasketch import MinHash  # loads as slowly as pandas itself

    runs = [hash_runs(text).tolist() for text in articles["text"]]
    signatures = MinHash.generator(runs, num_perm=BANDS * ROWS, seed=1, hashfunc=int)
    values = np.array([one.hashvalues for one in signatures], dtype=np.uint64).reshape(-1, BANDS, ROWS)
    # A MinHash value has 32 bits, so that the two of a band make one number.
    bands = (values[:, :, 0] << np.uint64(32)) | values[:, :, 1]
    return pd.concat(
        [articles[["article_id"]].reset_index(drop=True), pd.DataFrame(bands, columns=BAND_NAMES)], axis=1
    )


def pair_copies(
    bands: Iterable[np.ndarray],
    is_new: np.ndarray,
    read_texts: Callable[[np.ndarray], list[str]],
    *,
    threshold: float = 0.4,
) -> np.ndarray:
    """The pairs of copies among articles of which one at least is new: a row a pair, the lower first.

    `bands` gives the values of all articles, a band after the other.
    """
    n, pairs, waiting = len(is_new), np.zeros(0, dtype=np.int64), []
    for band in bands:
        waiting.append(pair_equals(np.ascontiguousarray(band), is_new, n))
        if sum(map(len, waiting)) > len(pairs):
            pairs, waiting = union(pairs, *waiting), []
    pairs = union(pairs, *waiting)
    first, second = pairs // n, pairs % n
    wanted = np.unique(np.concatenate([first, second]))
    runs = {row: hash_runs(text) for row, text in zip(wanted.tolist(), read_texts(wanted), strict=True)}
    kept = np.zeros(len(pairs), dtype=bool)
    bounds = np.flatnonzero(np.diff(first, prepend=-1, append=-1))
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        others = [runs[row] for row in second[start:end].tolist()]
        kept[start:end] = containments(runs[int(first[start])], others) >= threshold
    return np.column_stack([first[kept], second[kept]])


def union(*parts: np.ndarray) -> np.ndarray:
    """The distinct numbers of several arrays, in order."""
    joined = np.sort(np.concatenate(parts))
    return joined[np.diff(joined, prepend=-1) != 0]


def containments(one: np.ndarray, others: list[np.ndarray]) -> np.ndarray:
    """`contain` of one text's runs in those of others, which are many where texts are made of each other."""
    sizes = np.array([len(other) for other in others])
    values = np.concatenate(others)
    # Most runs are not shared, which a table of their last bits shows at once.
    marked = np.zeros(2**16, dtype=bool)
    marked[one & 0xFFFF] = True
    at = np.flatnonzero(marked[values & 0xFFFF])
    near = np.minimum(np.searchsorted(one, values[at]), len(one) - 1)
    at = at[one[near] == values[at]]
    ends = np.cumsum(sizes)
    shared = np.bincount(np.searchsorted(ends, at, side="right"), minlength=len(others))
    return shared / np.minimum(sizes, len(one))


def pair_equals(values: np.ndarray, is_new: np.ndarray, n: int) -> np.ndarray:
    """The pairs of rows with the same value of which one at least is new, each as one number."""
    rows = np.flatnonzero(np.isin(values, values[is_new]))
    order = rows[np.argsort(values[rows], kind="stable")]
    ordered, found = values[order], []
    # Rows at a distance of one, two ... in the sorted order, as long as any two of them are equal.
    for step in range(1, n):
        same = np.flatnonzero(ordered[step:] == ordered[:-step])
        if not len(same):
            break
        one, other = order[same], order[same + step]
        new = is_new[one] | is_new[other]
        low, high = np.minimum(one, other)[new], np.maximum(one, other)[new]
        found.append(low.astype(np.int64) * n + high)
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def join_copies(article_ids: pd.Series, pairs: np.ndarray) -> pd.Series:
    """For each article the smallest id among its copies."""
    order = np.argsort(article_ids.to_numpy(dtype=object), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    first, second = rank[pairs.reshape(-1, 2)].T
    root = np.arange(len(order))
    # Each root is joined to the lowest that a pair shows, and then whoever followed it follows that one.
    while (root[first] != root[second]).any():
        one, other = root[first], root[second]
        np.minimum.at(root, np.maximum(one, other), np.minimum(one, other))
        while (root[root] != root).any():
            root = root[root]
    return article_ids.take(order[root[rank]]).set_axis(article_ids.index).astype("str")
