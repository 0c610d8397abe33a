"""Rows of one table in another: articles and sentences as whole numbers, which sort and join far faster than
texts."""

import numpy as np
import pandas as pd


def number_ids(known: pd.Series, *others: pd.Series) -> list[np.ndarray]:
    """For each row of some columns of ids the place of its id among the distinct ids of the first column, in
    their order; -1 for an id that the first column does not hold, and for none.

    >>> [column.tolist() for column in number_ids(pd.Series(["b", "a", "b"]), pd.Series(["c", "b"]))]
    [[1, 0, 1], [-1, 1]]
    """
    code, ids = pd.factorize(read_plain(known), sort=True)
    numbers = [code]
    for other in others:
        code, own = pd.factorize(read_plain(other))
        # An id that is missing has code -1, and with it the last place.
        numbers.append(np.append(pd.Index(ids).get_indexer(pd.Index(own)), -1)[code])
    return numbers


def read_plain(column: pd.Series) -> pd.Series:
    """The column without categories."""
    kind = column.dtype
    return column.astype(kind.categories.dtype) if isinstance(kind, pd.CategoricalDtype) else column


def find_sentences(sentences: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """For each of some rows the place of its sentence in a table of sentences, by `article_id` and
    `sentence_id`; -1 for one that is not there.

    >>> sentences = pd.DataFrame({"article_id": ["a", "a", "b"], "sentence_id": [0, 1, 0]})
    >>> rows = pd.DataFrame({"article_id": ["b", "a", "c"], "sentence_id": [0, 1, 0]})
    >>> find_sentences(sentences, rows).tolist()
    [2, 1, -1]
    """
    if not len(sentences):
        return np.full(len(rows), -1)
    article, asked = number_ids(sentences["article_id"], rows["article_id"])
    key = join_numbers(article, sentences["sentence_id"])
    wanted = join_numbers(asked, rows["sentence_id"])
    order = None if (np.diff(key) > 0).all() else np.argsort(key, kind="stable")
    ordered = key if order is None else key[order]
    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    place = at if order is None else order[at]
    return np.where((ordered[at] == wanted) & (asked >= 0), place, -1)


def join_numbers(article: np.ndarray, sentence: pd.Series) -> np.ndarray:
    """The numbers of an article and of a sentence in it as one number that sorts in their order."""
    return (article.astype(np.int64) << 32) + sentence.to_numpy(np.int64)
