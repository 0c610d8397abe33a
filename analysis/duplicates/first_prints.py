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

from analysis.ids import find_changes, join_variable, read_plain

CLUSTER = "cluster"  # the column whose equal values are one text
UNITS = (CLUSTER, "article_id")  # what may count once: a text, or each of its prints
COUNTED = "copies count once"  # what captions say where a print was left out


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
    # The rows of an article mostly stand together: one row of each run tells which text it is.
    starts = np.flatnonzero(find_changes(table["article_id"]))
    text = number_values(table[CLUSTER].iloc[starts])
    runs = np.flatnonzero((text >= 0) & (np.bincount(text + 1)[text + 1] > 1))
    if not len(runs):
        return table, 0
    rank = pd.factorize(read_plain(table["article_id"].iloc[starts[runs]]), sort=True)[0]
    first = np.unique(rank, return_index=True)[1]  # for each of these articles its first run, by `article_id`
    rows = table.iloc[starts[runs[first]]]
    dates = pd.to_datetime(rows["date"]).array if "date" in rows else pd.NaT
    prints = pd.DataFrame({"date": dates, CLUSTER: text[runs[first]]})
    prints = prints[prints.duplicated(CLUSTER, keep=False)]
    lengths = np.diff(np.append(starts, len(table)))
    is_left_out = np.zeros(len(starts), dtype=bool)
    is_left_out[runs] = np.isin(rank, prints.index)
    is_copy = np.repeat(is_left_out, lengths)
    article = np.repeat(rank[is_left_out[runs]], lengths[is_left_out])
    for number, name in enumerate(by):
        values = number_groups(table[name][is_copy], article, len(first))
        prints = prints if values is None else prints.assign(**{f"group {number}": values[prints.index]})
    ordered = prints.sort_values("date", kind="stable")  # of one day: by `article_id`, as they stand
    later = ordered.index[ordered.drop(columns="date").duplicated()]
    is_left_out[runs] = np.isin(rank, later)
    return (table[np.repeat(~is_left_out, lengths)] if len(later) else table), len(later)


def number_groups(column: pd.Series, article: NDArray[np.intp], n: int) -> NDArray[np.int64] | None:
    """The number of the group of each of n articles; None where it varies within an article.

    `article` numbers the article of each row.
    """
    value, first = number_values(column), np.zeros(n, dtype=np.int64)
    first[article[::-1]] = value[::-1]  # written backwards, so that the first value stays
    return first if (value == first[article]).all() else None


def find_prints_before(days: pd.Series, article_ids: pd.Series, clusters: pd.Series) -> NDArray[np.float64]:
    """The day of the print before, for each article; minus infinity for the first print of a text.

    An article is the first print in the windows that hold it and begin after this day.

    >>> find_prints_before(pd.Series([9, 4, 4]), pd.Series(list("abc")), pd.Series([1, 1, 2])).tolist()
    [4.0, -inf, -inf]
    """
    prints = pd.DataFrame({"day": days.array, "id": article_ids.array, "text": number_values(clusters)})
    prints = prints[prints["text"].ge(0) & prints["text"].duplicated(keep=False)]
    ordered = prints.sort_values(["day", "id"], kind="stable")
    before = np.full(len(days), -np.inf)
    before[ordered.index] = ordered.groupby("text")["day"].shift().fillna(-np.inf)
    return before


def number_values(column: pd.Series) -> NDArray[np.int64]:
    """Number the values of a column; equal values have one number, a missing value has -1."""
    is_category = isinstance(column.dtype, pd.CategoricalDtype)
    code = column.cat.codes.to_numpy() if is_category else pd.factorize(column)[0]
    return np.asarray(code, dtype=np.int64)


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


def carry_clusters(found: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return what was found in sentences with the `cluster` of each row's article, where they have it."""
    return join_variable(found, CLUSTER, sentences, verb="find") if CLUSTER in sentences else found
