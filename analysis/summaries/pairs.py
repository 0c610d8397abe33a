"""Pairs: who stands together with whom, and how much more often than chance would have it."""

import numpy as np
import pandas as pd

from analysis.ids import find_sentences, number_ids, pack_key
from analysis.schema import check_choice, check_columns, check_count


def count_together(
    mentions: pd.DataFrame,
    what: str = "name",
    *,
    of: pd.DataFrame,
    within: str = "article",
    top: int | None = None,
) -> pd.DataFrame:
    """A row a pair of entities that stand together at least once, each pair once, most frequent first.

    `first, second` in alphabetical order; `n_units` = the articles of `of` (its sentences if `within` is
    "sentence"), `n_first, n_second, n_together` of them; `expected` = n_first * n_second / n_units if the two
    came independently, `lift` = n_together / expected, `jaccard` = n_together / (n_first + n_second -
    n_together). `top` keeps pairs of the entities that stand in most units.

    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "name": ["Kyiv", "Moscow", "Kyiv"]})
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c", "d"]})
    >>> pairs = count_together(mentions, of=articles)
    >>> pairs[["first", "second", "n_together", "lift"]].values.tolist()
    [['Kyiv', 'Moscow', 1, 2.0]]
    """
    from scipy.sparse import coo_array

    check_choice(within, ["article", "sentence"], name="within")
    keys = ["article_id"] if within == "article" else ["article_id", "sentence_id"]
    check_columns(mentions, [*keys, what], verb="count_together")
    check_columns(of, keys, verb="count_together")
    article, own = number_ids(of["article_id"], mentions["article_id"])
    n_units = len(of[keys].assign(article_id=article).drop_duplicates())
    code, names = pd.factorize(mentions[what].astype(str), sort=True)
    unit = own if within == "article" else find_sentences(of, mentions)
    seen = pd.DataFrame({"unit": unit, "code": code})
    seen = seen[(seen["unit"] >= 0) & (seen["code"] >= 0)].drop_duplicates()
    n_of = np.bincount(seen["code"], minlength=len(names))
    most = np.argsort(-n_of, kind="stable")[: None if top is None else check_count(top, name="top")]
    kept = np.sort(most[n_of[most] > 0])  # in alphabetical order, as the codes are
    seen = seen[seen["code"].isin(kept)]
    names, n_of = names.to_numpy(str)[kept], n_of[kept]
    places = seen["unit"].to_numpy(), np.searchsorted(kept, seen["code"])
    shape = len(of) + 1, max(len(kept), 1)
    holds = coo_array((np.ones(len(seen), int), places), shape=shape).tocsr()
    together = (holds.T @ holds).tocoo()
    first, second = together.coords
    keep = first < second
    first, second, n = first[keep], second[keep], together.data[keep]
    n_first, n_second = n_of[first], n_of[second]
    expected = n_first * n_second / max(n_units, 1)
    pairs = pd.DataFrame(
        {
            "first": names[first], "second": names[second], "n_units": n_units,
            "n_first": n_first, "n_second": n_second, "n_together": n,
            "expected": expected, "lift": n / expected, "jaccard": n / (n_first + n_second - n),
        }
    ).astype({"first": str, "second": str})  # fmt: skip
    pairs.attrs["label"] = f"{within}s that name both"
    order = ["n_together", "first", "second"]
    return pairs.sort_values(order, ascending=[False, True, True], ignore_index=True)


def find_together(
    mentions: pd.DataFrame, pairs: pd.DataFrame, what: str = "name", *, within: str = "article"
) -> pd.DataFrame:
    """The mentions behind pairs of `count_together`: of each pair both, where an article names both.

    Rows and columns of `mentions`, each once, in their order; `pairs` has `first, second`; with `within`
    "sentence" only the mentions in sentences that name both. Raises ValueError for tables without these
    columns and for another `within`.

    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "name": ["Kyiv", "Moscow", "Kyiv"]})
    >>> find_together(mentions, pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"]})).values.tolist()
    [['a', 'Kyiv'], ['a', 'Moscow']]
    """
    check_choice(within, ["article", "sentence"], name="within")
    keys = ["article_id"] if within == "article" else ["article_id", "sentence_id"]
    check_columns(mentions, [*keys, what], verb="find_together")
    check_columns(pairs, ["first", "second"], verb="find_together")
    unit = number_ids(mentions["article_id"])[0]
    unit = unit if within == "article" else pack_key(unit, mentions["sentence_id"])
    named = mentions[what].astype(str)
    stands = np.zeros(len(mentions), dtype=bool)
    for first, second in pairs[["first", "second"]].drop_duplicates().itertuples(index=False):
        of_first, of_second = ((named == one).to_numpy(dtype=bool) for one in (first, second))
        both = np.intersect1d(unit[of_first], unit[of_second])
        stands |= (of_first | of_second) & np.isin(unit, both)
    return mentions[stands]
