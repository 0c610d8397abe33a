"""Rows by their ids: articles and sentences as whole numbers, which sort and join far faster than texts; and
rows drawn by lot."""

from functools import lru_cache
from hashlib import blake2b

import numpy as np
import pandas as pd

from analysis.schema import check_choice, check_columns, check_count

EVEN, FIRST, SECOND = (np.uint64(one) for one in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


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
    key = pack_key(article, sentences["sentence_id"])
    wanted = pack_key(asked, rows["sentence_id"])
    order = None if (np.diff(key) > 0).all() else np.argsort(key, kind="stable")
    ordered = key if order is None else key[order]
    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    place = at if order is None else order[at]
    return np.where((ordered[at] == wanted) & (asked >= 0), place, -1)


def count_sentences(rows: pd.DataFrame) -> int:
    """How many sentences some rows belong to.

    >>> count_sentences(pd.DataFrame({"article_id": ["a", "a", "b"], "sentence_id": [0, 0, 0]}))
    2
    """
    return len(pd.unique(pack_key(number_ids(rows["article_id"])[0], rows["sentence_id"])))


def pack_key(group: np.ndarray, place: np.ndarray | pd.Series) -> np.ndarray:
    """One whole number per pair, in the order of the pairs: an article and a sentence in it, or a text
    and a place in it.

    >>> pack_key(np.array([0, 1]), np.array([7, 7])).tolist()
    [7, 4294967303]
    """
    return (group.astype(np.int64) << 32) + np.asarray(place, dtype=np.int64)


def mix_numbers(*columns: np.ndarray) -> np.ndarray:
    """Several columns of numbers as one that tells them apart (the finisher of splitmix64)."""
    mixed = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        mixed ^= column.astype(np.int64).view(np.uint64)
        mixed += EVEN
        mixed = (mixed ^ (mixed >> np.uint64(30))) * FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * SECOND
        mixed ^= mixed >> np.uint64(31)
    return mixed.view(np.int64)


def sample_rows(
    table: pd.DataFrame, n: int, *, unit: str | None = None, by: str | None = None, seed: int = 0
) -> pd.DataFrame:
    """The rows of `n` articles or sentences drawn by lot, in the order in which they stand; all where there
    are no more.

    `unit` is "article" or "sentence"; without it sentences are drawn where the rows have a `sentence_id`.
    With `by`, a column, so many are drawn of each of its values. The lot hangs on `seed` and the ids, not on
    the order of the rows nor on how many there are: of the same articles the same are drawn on every machine.
    Raises ValueError for a table without these columns, another unit and an `n` below 1.

    >>> table = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "outlet": ["X", "Y", "Y", "Y"]})
    >>> sample_rows(table, 2)["article_id"].tolist(), sample_rows(table.iloc[::-1], 2)["article_id"].tolist()
    (['a', 'd'], ['d', 'a'])
    >>> sample_rows(table, 1, by="outlet")["article_id"].tolist()
    ['a', 'd']
    """
    known = "sentence" if "sentence_id" in table.columns else "article"
    unit = known if unit is None else check_choice(unit, ["article", "sentence"], name="unit")
    keys = ["article_id"] if unit == "article" else ["article_id", "sentence_id"]
    check_columns(table, [*keys, *([] if by is None else [by])], verb="sample_rows")
    check_count(n, name="n")
    lots = cast_lots(table[keys], seed)
    parts = [lots] if by is None else [lots[at] for at in table.groupby(by, observed=True).indices.values()]
    # numpy.unique takes ten times as long where most numbers are distinct.
    drawn = np.concatenate([np.sort(pd.unique(part))[:n] for part in [*parts, lots[:0]]])
    return table[np.isin(lots, drawn)]


def cast_lots(table: pd.DataFrame, seed: int = 0) -> np.ndarray:
    """The lot of each row, a whole number: one for all rows of a sentence, or of an article."""
    code, ids = pd.factorize(read_plain(table["article_id"]), use_na_sentinel=False)
    lots = np.array([cast_lot(one, seed) for one in ids.tolist()], dtype=np.int64)[code]
    return mix_numbers(lots, table["sentence_id"].to_numpy()) if "sentence_id" in table.columns else lots


# One notebook draws many times from the same articles.
@lru_cache(maxsize=2**19)
def cast_lot(article_id: str, seed: int) -> int:
    named = f"{seed}|{article_id}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(named, digest_size=8).digest(), "little", signed=True)
