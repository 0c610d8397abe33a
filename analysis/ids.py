"""Articles and sentences by their ids: whole numbers that sort and join fast, joined columns, drawn rows."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analysis.schema import PERIODS, check_choice, check_columns, check_count, start_period

# The constants of splitmix64 (Steele, Lea & Flood 2014, OOPSLA).
STEP, FIRST, SECOND = map(np.uint64, (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def number_ids(ids: pd.Series, *others: pd.Series) -> list[np.ndarray]:
    """Number the ids of one or more columns by their rank among the distinct ids of the first column.

    One array per column; -1 for an id that the first column does not hold, and for a missing id.

    >>> [column.tolist() for column in number_ids(pd.Series(["b", "a", "b"]), pd.Series(["c", "b"]))]
    [[1, 0, 1], [-1, 1]]
    """
    code, distinct = pd.factorize(read_plain(ids), sort=True)
    numbers = [code]
    for other in others:
        code, found = pd.factorize(read_plain(other))
        # A missing id has code -1, which takes the last element.
        numbers.append(np.append(pd.Index(distinct).get_indexer(pd.Index(found)), -1)[code])
    return numbers


def read_plain(column: pd.Series) -> pd.Series:
    """Return a categorical column as a column of its values; any other column as it is."""
    kind = column.dtype
    return column.astype(kind.categories.dtype) if isinstance(kind, pd.CategoricalDtype) else column


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


def are_among(ids: pd.Series, chosen: Iterable[str]) -> NDArray[np.bool_]:
    """Find out which ids are among the chosen ones; a missing id is not.

    Arrow looks up the ids of a large table twelve times as fast as `Series.isin`, which makes Python texts.

    >>> are_among(pd.Series(["b", "a", None]), ["a", "c"]).tolist()
    [False, True, False]
    """
    chosen = pd.Series(chosen if isinstance(chosen, pd.Series) else list(chosen), dtype="str").dropna()
    found = pc.is_in(pa.array(read_plain(ids).astype("str").array), value_set=pa.array(chosen.array))
    return np.asarray(found)


def find_sentences(sentences: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Find the sentence of each row: its row number in the table of sentences, -1 for a missing sentence.

    Rows are matched by `article_id` and `sentence_id`.

    >>> sentences = pd.DataFrame({"article_id": ["a", "a", "b"], "sentence_id": [0, 1, 0]})
    >>> rows = pd.DataFrame({"article_id": ["b", "a", "c"], "sentence_id": [0, 1, 0]})
    >>> find_sentences(sentences, rows).tolist()
    [2, 1, -1]
    """
    if not len(sentences):
        return np.full(len(rows), -1)
    article, article_of_row = number_ids(sentences["article_id"], rows["article_id"])
    key = pack_key(article, sentences["sentence_id"])
    wanted = pack_key(article_of_row, rows["sentence_id"])
    order = None if (np.diff(key) > 0).all() else np.argsort(key, kind="stable")
    ordered = key if order is None else key[order]
    rank = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    number = rank if order is None else order[rank]
    return np.where((ordered[rank] == wanted) & (article_of_row >= 0), number, -1)


def count_sentences(rows: pd.DataFrame) -> int:
    """Count the distinct sentences of rows.

    >>> count_sentences(pd.DataFrame({"article_id": ["a", "a", "b"], "sentence_id": [0, 0, 0]}))
    2
    """
    return len(pd.unique(pack_key(number_ids(rows["article_id"])[0], rows["sentence_id"])))


def pack_key(group: np.ndarray, place: np.ndarray | pd.Series) -> np.ndarray:
    """Pack pairs into whole numbers that sort as the pairs do: article and sentence, or text and place.

    >>> pack_key(np.array([0, 1]), np.array([7, 7])).tolist()
    [7, 4294967303]
    """
    return (group.astype(np.int64) << 32) + np.asarray(place, dtype=np.int64)


def mix_numbers(*columns: np.ndarray) -> np.ndarray:
    """Hash the rows of several columns of numbers, one number per row (the finisher of splitmix64)."""
    mixed = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        mixed ^= column.astype(np.int64).view(np.uint64)
        mixed += STEP
        mixed = (mixed ^ (mixed >> np.uint64(30))) * FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * SECOND
        mixed ^= mixed >> np.uint64(31)
    return mixed.view(np.int64)


def join_variable(table: pd.DataFrame, name: str, articles: pd.DataFrame, *, verb: str) -> pd.DataFrame:
    """Return the table with one more column: the document variable `name` of its articles.

    Rows are matched by `article_id`; a row whose article is not in `articles` has a missing value. Raises
    ValueError where an article has several values.

    >>> hits = pd.DataFrame({"article_id": ["b", "a", "c"]})
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "section": ["news", "sport"]})
    >>> join_variable(hits, "section", articles, verb="share_by")["section"].tolist()
    ['sport', 'news', nan]
    """
    check_columns(table, ["article_id"], verb=verb)
    check_columns(articles, ["article_id", name], verb=verb)
    values = articles[["article_id", name]].dropna(subset=["article_id"]).drop_duplicates()
    several = values.loc[values["article_id"].duplicated(), "article_id"]
    if len(several):
        raise ValueError(
            f"{verb} needs one value of {name!r} for each article; {several.iloc[0]!r} has several."
        )
    rank, number = number_ids(values["article_id"], table["article_id"])
    ordered = values[name].iloc[np.argsort(rank)].array
    joined = pd.api.extensions.take(ordered, number, allow_fill=True)
    return table.assign(**{name: pd.Series(joined, index=table.index)})


def sample_rows(
    table: pd.DataFrame,
    size: int,
    *,
    unit: str | None = None,
    by: str | Iterable[str] | None = None,
    seed: int = 0,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Draw the rows of some articles or sentences at random.

    The draw depends on `seed` and the ids alone: the same articles give the same sample on every machine, in
    any order of the rows.

    Parameters
    ----------
    table : DataFrame
        Rows with `article_id`, or with `article_id` and `sentence_id`.
    size : int
        Articles or sentences to draw, from each group if there are groups.
    unit : {"article", "sentence"}, optional
        What is drawn; by default sentences where the rows have a `sentence_id`, else articles.
    by : str or list of str, optional
        Columns that make groups: of the table, of `articles`, or a period ("day" ... "year").
    seed : int, default 0
        Another seed gives another sample.
    articles : DataFrame, optional
        Holds the columns of `by` that the table lacks (`section`, `label` ...), by `article_id`.

    Returns
    -------
    DataFrame
        One row per row of a drawn article or sentence, with the columns and the order of the table; all rows
        where there are no more than `size`. Rows with a missing value in `by` are left out.

    Raises
    ------
    ValueError
        For a missing column, another unit or a `size` below 1.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "outlet": ["X", "Y", "Y", "Y"]})
    >>> sample_rows(table, 2)["article_id"].tolist(), sample_rows(table.iloc[::-1], 2)["article_id"].tolist()
    (['a', 'd'], ['d', 'a'])
    >>> sample_rows(table, 1, by="outlet")["article_id"].tolist()
    ['a', 'd']
    """
    default = "sentence" if "sentence_id" in table.columns else "article"
    unit = default if unit is None else check_choice(unit, ["article", "sentence"], name="unit")
    keys = ["article_id"] if unit == "article" else ["article_id", "sentence_id"]
    check_columns(table, keys, verb="sample_rows")
    check_count(size, name="size")
    lots = draw_lots(table[keys], seed)
    parts = [lots]
    if by is not None:
        groups = _find_groups(table, [by] if isinstance(by, str) else list(by), articles)
        parts = [lots[rows] for rows in groups]
    # numpy.unique takes ten times as long where most numbers are distinct.
    drawn = np.concatenate([np.sort(pd.unique(part))[:size] for part in [*parts, lots[:0]]])
    return table[np.isin(lots, drawn)]


def _find_groups(table: pd.DataFrame, by: list[str], articles: pd.DataFrame | None) -> list[np.ndarray]:
    """Find the row numbers of each group; `by` are columns of the table, of `articles`, or periods."""
    for name in by:
        if name in table.columns:
            continue
        if name in PERIODS and "date" in table.columns:
            table = table.assign(**{name: start_period(table["date"], name)})
        elif articles is not None and name in articles.columns:
            table = join_variable(table, name, articles, verb="sample_rows")
    check_columns(table, by, verb="sample_rows")
    return [np.asarray(rows) for rows in table.groupby(by, observed=True).indices.values()]


def draw_lots(table: pd.DataFrame, seed: int = 0) -> np.ndarray:
    """Give each row a random whole number: one for all rows of a sentence, or of an article."""
    code, article_ids = pd.factorize(read_plain(table["article_id"]), use_na_sentinel=False)
    lots = np.array([draw_lot(article_id, seed) for article_id in article_ids.tolist()], dtype=np.int64)[code]
    return mix_numbers(lots, table["sentence_id"].to_numpy()) if "sentence_id" in table.columns else lots


# One notebook draws many times from the same articles.
@lru_cache(maxsize=2**19)
def draw_lot(article_id: str, seed: int) -> int:
    key = f"{seed}|{article_id}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "little", signed=True)
