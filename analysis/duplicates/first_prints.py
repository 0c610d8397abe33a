"""Copies count once: in each group that is compared a text is counted by its first print there.

This is the one rule of all summaries. The first print is the article with the first date; of several, the one
with the smallest `article_id`. Counts stay whole numbers, and each counted hit is one of a real article.

Columns of the articles (outlet, month) make groups. A column that varies within an article (the voice, the
side of a doer) makes none here: the parts of an article add up to the article, so one print gives them all.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.ids import read_plain

CLUSTER = "cluster"  # the column whose equal values are one text
UNITS = (CLUSTER, "article_id")  # what may count once: a text, or each of its prints
COUNTED = "copies count once"  # what labels and captions say where a print was left out


def keep_first_prints(table: pd.DataFrame, by: Iterable[str] = ()) -> tuple[pd.DataFrame, int]:
    """Return the rows of the first print of each text in each group, and how many articles are left out.

    Parameters
    ----------
    table : DataFrame
        One row or more per article: `article_id` and `cluster`; `date` and the columns of `by`. Without
        `cluster`, and for an article that has none, each article is a text of its own.
    by : iterable of str
        The columns that make the groups.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abc"), "outlet": ["X", "Y", "Y"], "cluster": "a"})
    >>> keep_first_prints(articles)[0]["article_id"].tolist()
    ['a']
    >>> keep_first_prints(articles, ["outlet"])[0]["article_id"].tolist()
    ['a', 'b']
    """
    if not {"article_id", CLUSTER} <= set(table.columns) or table.empty:
        return table, 0
    is_start = find_changes(table["article_id"])
    starts = np.flatnonzero(is_start)
    article, article_ids = pd.factorize(read_plain(table["article_id"].iloc[starts]), use_na_sentinel=False)
    first = starts[np.unique(article, return_index=True)[1]]  # the first row of each article
    code = number_values(table[CLUSTER].iloc[first])
    several = np.flatnonzero((code >= 0) & (np.bincount(code + 1)[code + 1] > 1))
    if not len(several):
        return table, 0
    rows = table.iloc[first[several]]
    prints = pd.DataFrame({"article_id": article_ids[several], "cluster": code[several]})
    prints["date"] = pd.to_datetime(rows["date"]).array if "date" in rows else pd.NaT
    groups = [name for name in by if is_of_articles(table[name], is_start, article)]
    for number, name in enumerate(groups):
        prints[number] = number_values(rows[name])
    ordered = prints.sort_values(["date", "article_id"], kind="stable")
    later = ordered.index[ordered.duplicated(["cluster", *range(len(groups))])]
    if not len(later):
        return table, 0
    is_left_out = np.zeros(len(article_ids), dtype=bool)
    is_left_out[several[later]] = True
    return table[~is_left_out[article][np.cumsum(is_start) - 1]], len(later)


def find_prints_before(days: pd.Series, article_ids: pd.Series, clusters: pd.Series) -> NDArray[np.float64]:
    """The day of the print before, for each article; minus infinity for the first print of a text.

    An article is the first print in the windows that hold it and begin after this day.

    >>> find_prints_before(pd.Series([9, 4, 4]), pd.Series(list("abc")), pd.Series([1, 1, 2])).tolist()
    [4.0, -inf, -inf]
    """
    prints = pd.DataFrame(
        {"day": days.to_numpy(float), "id": article_ids.array, "text": number_values(clusters)}
    )
    ordered = prints.sort_values(["day", "id"], kind="stable")
    before = ordered.groupby("text")["day"].shift().where(ordered["text"] >= 0)
    return before.fillna(-np.inf).sort_index().to_numpy()


def find_changes(column: pd.Series) -> NDArray[np.bool_]:
    """Find the rows whose value differs from the row above; the first row does.

    >>> find_changes(pd.Series(["a", "a", None, None, "b"])).tolist()
    [True, False, True, False, True]
    """
    values = column.cat.codes.array if isinstance(column.dtype, pd.CategoricalDtype) else column.array
    missing = np.asarray(pd.isna(values))
    changes = np.ones(len(values), dtype=bool)
    changes[1:] = np.asarray(values[1:] != values[:-1]) & ~(missing[1:] & missing[:-1])
    return changes


def number_values(column: pd.Series) -> NDArray[np.int64]:
    """Number the values of a column; equal values have one number, a missing value has -1."""
    is_category = isinstance(column.dtype, pd.CategoricalDtype)
    code = column.cat.codes.to_numpy() if is_category else pd.factorize(column)[0]
    return np.asarray(code, dtype=np.int64)


def is_of_articles(column: pd.Series, is_start: NDArray[np.bool_], article: NDArray[np.intp]) -> bool:
    """Whether each article has one value of a column.

    `is_start` marks the rows in which another article begins, `article` numbers the articles of these rows.
    """
    if (find_changes(column) & ~is_start).any():
        return False
    code = number_values(column[is_start])
    first = np.zeros(len(code), dtype=np.int64)
    first[article[::-1]] = code[::-1]  # written backwards, so that the first value stays
    return bool((code == first[article]).all())


def join_clusters(table: pd.DataFrame, clusters: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the `cluster` of each row's article, as a category.

    `clusters` has one row per article: `article_id` and `cluster`, a category.
    """
    is_start = find_changes(table["article_id"])
    places = pd.Index(clusters["article_id"]).get_indexer(pd.Index(read_plain(table["article_id"][is_start])))
    texts = clusters[CLUSTER].cat
    codes = np.append(texts.codes.to_numpy(np.int32), np.int32(-1))[places]
    joined = pd.Categorical.from_codes(codes[np.cumsum(is_start) - 1], categories=texts.categories)
    return table.assign(**{CLUSTER: joined})
