"""Pairs: who is named together with whom, and how much more often than by chance."""

import numpy as np
import pandas as pd

from analysis.counted_rows import keep_behind
from analysis.duplicates.first_prints import CLUSTER, UNITS
from analysis.ids import are_among, find_sentences, number_ids, pack_key
from analysis.schema import check_choice, check_columns, check_count
from analysis.summaries.groups import add_groups
from analysis.summaries.units import mark_copies

WITHIN = {"article": ["article_id"], "sentence": ["article_id", "sentence_id"]}


def count_together(
    mentions: pd.DataFrame,
    what: str = "name",
    *,
    of: pd.DataFrame,
    within: str = "article",
    top: int | None = None,
    articles: pd.DataFrame | None = None,
    unit: str = CLUSTER,
) -> pd.DataFrame:
    """Pairs of names that stand in the same article or sentence.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention: `article_id`, `what` and, for sentences, `sentence_id`.
    what : str, default "name"
        The column whose values make the pairs.
    of : DataFrame
        All articles, or for sentences all sentences (any table with their ids, such as the tone table).
    within : {"article", "sentence"}
        Where the two must stand together.
    top : int, optional
        Keep pairs of the names that stand in most articles or sentences.
    articles : DataFrame, optional
        Holds the `cluster` of each article where `of` lacks it, by `article_id`.
    unit : {"cluster", "article_id"}
        With "cluster" a text counts once, by its first print there, where `of` or `articles` has its cluster;
        with "article_id" every print counts (exposure).

    Returns
    -------
    DataFrame
        One row per pair, the most frequent first: `first, second` in alphabetical order; `n_units` (articles
        or sentences of `of`), `n_first, n_second, n_together` of them; `expected` = n_first * n_second /
        n_units if the two were independent, `lift` = n_together / expected, and `jaccard` = n_together /
        (n_first + n_second - n_together).

    Raises
    ------
    ValueError
        For another `within`, or a column that is not there; the message names the nearest ones.

    Examples
    --------
    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "name": ["Kyiv", "Moscow", "Kyiv"]})
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c", "d"]})
    >>> pairs = count_together(mentions, of=articles)
    >>> pairs[["first", "second", "n_together", "lift"]].values.tolist()
    [['Kyiv', 'Moscow', 1, 2.0]]
    """
    keys = WITHIN[check_choice(within, WITHIN, name="within")]
    check_columns(mentions, [*keys, what], verb="count_together")
    check_columns(of, keys, verb="count_together")
    check_choice(unit, UNITS, name="unit")
    of, _, n_copies = add_groups(of, (), verb="count_together", articles=articles, unit=unit, called="`of`")
    article, article_of_mention = number_ids(of["article_id"], mentions["article_id"])
    n_units = len(of[keys].assign(article_id=article).drop_duplicates())
    code, names = pd.factorize(mentions[what].astype(str), sort=True)
    place = article_of_mention if within == "article" else find_sentences(of, mentions)
    named = pd.DataFrame({"place": place, "code": code})
    named = named[(named["place"] >= 0) & (named["code"] >= 0)].drop_duplicates()
    n_of = np.bincount(named["code"], minlength=len(names))
    most = np.argsort(-n_of, kind="stable")[: None if top is None else check_count(top, name="top")]
    kept = np.sort(most[n_of[most] > 0])  # in alphabetical order, as the codes are
    named = named[named["code"].isin(kept)]
    rank = np.searchsorted(kept, named["code"])
    first, second, n = _count_pairs(named["place"].to_numpy(), rank, (len(of) + 1, max(len(kept), 1)))
    pairs = _score_pairs(names.to_numpy(str)[kept], n_of[kept], first, second, n, n_units)
    pairs.attrs["label"] = f"{within}s that name both"
    order = ["n_together", "first", "second"]
    pairs = pairs.sort_values(order, ascending=[False, True, True], ignore_index=True)

    def list_mentions(shown: pd.DataFrame) -> pd.DataFrame:
        counted = mentions[are_among(mentions["article_id"], of["article_id"])]
        return _list_mentions(counted, shown, what, within)

    return keep_behind(mark_copies(pairs, n_copies), list_mentions, of)


def _list_mentions(mentions: pd.DataFrame, shown: pd.DataFrame, what: str, within: str) -> pd.DataFrame:
    """The mentions behind pairs, each with its pair; `counted` says whether of one name or of both."""
    names = mentions[what].astype(str)
    if "first" not in shown.columns:
        return mentions.assign(name=names)
    parts = []
    for first, second in shown[["first", "second"]].drop_duplicates().itertuples(index=False):
        pair = pd.DataFrame({"first": [first], "second": [second]})
        kinds = {"together": find_together(mentions, pair, what, within=within)}
        if "n_first" in shown.columns:
            kinds |= {"first": mentions[names == first], "second": mentions[names == second]}
        parts += [rows.assign(first=first, second=second, counted=kind) for kind, rows in kinds.items()]
    return pd.concat(parts) if parts else mentions.head(0)


def _count_pairs(
    unit: np.ndarray, name: np.ndarray, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count the units that hold both names of a pair: the numbers of the two names, and how many units."""
    from scipy.sparse import coo_array  # loads slowly, and reading a corpus needs no pairs

    holds = coo_array((np.ones(len(unit), int), (unit, name)), shape=shape).tocsr()
    together = (holds.T @ holds).tocoo()
    first, second = together.coords
    once = first < second
    return first[once], second[once], together.data[once]


def _score_pairs(
    names: np.ndarray, n_of: np.ndarray, first: np.ndarray, second: np.ndarray, n: np.ndarray, n_units: int
) -> pd.DataFrame:
    """Return the table of `count_together` from the counts of names and pairs."""
    n_first, n_second = n_of[first], n_of[second]
    expected = n_first * n_second / max(n_units, 1)
    return pd.DataFrame(
        {
            "first": names[first], "second": names[second], "n_units": n_units,
            "n_first": n_first, "n_second": n_second, "n_together": n,
            "expected": expected, "lift": n / expected, "jaccard": n / (n_first + n_second - n),
        }
    ).astype({"first": str, "second": str})  # fmt: skip


def find_together(
    mentions: pd.DataFrame, pairs: pd.DataFrame, what: str = "name", *, within: str = "article"
) -> pd.DataFrame:
    """Return the mentions behind pairs of `count_together`: those of both names, where a unit names both.

    Parameters
    ----------
    mentions, what, within
        As in `count_together`.
    pairs : DataFrame
        One row per pair: `first` and `second`.

    Returns
    -------
    DataFrame
        One row per mention, with the columns and in the order of `mentions`, each once.

    Raises
    ------
    ValueError
        For another `within`, or a column that is not there; the message names the nearest ones.

    Examples
    --------
    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "name": ["Kyiv", "Moscow", "Kyiv"]})
    >>> find_together(mentions, pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"]})).values.tolist()
    [['a', 'Kyiv'], ['a', 'Moscow']]
    """
    keys = WITHIN[check_choice(within, WITHIN, name="within")]
    check_columns(mentions, [*keys, what], verb="find_together")
    check_columns(pairs, ["first", "second"], verb="find_together")
    unit = number_ids(mentions["article_id"])[0]
    unit = unit if within == "article" else pack_key(unit, mentions["sentence_id"])
    names = mentions[what].astype(str)
    found = np.zeros(len(mentions), dtype=bool)
    for first, second in pairs[["first", "second"]].drop_duplicates().itertuples(index=False):
        has_first, has_second = ((names == name).to_numpy(dtype=bool) for name in (first, second))
        both = np.intersect1d(unit[has_first], unit[has_second])
        found |= (has_first | has_second) & np.isin(unit, both)
    return mentions[found]
