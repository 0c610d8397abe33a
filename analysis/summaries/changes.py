"""Newcomers and leavers: who is named more, or less, after a date than before it."""

import numpy as np
import pandas as pd

from analysis.ids import number_ids
from analysis.schema import check_columns, check_day
from analysis.summaries.intervals import FEWEST, note_units, share_interval


def compare_periods(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    at: str | pd.Timestamp,
    what: str = "name",
    at_least: int = FEWEST,
    level: float = 0.95,
) -> pd.DataFrame:
    """A row a thing named: the share of articles that name it before and from the day `at` on.

    `what`, `n_with_before, n_before, share_before, n_with_after, n_after, share_after`, `value` = share_after
    - share_before, `low, high`, `course`: newcomer (never named before) and leaver (never after) where the
    interval keeps off 0, else riser, faller, or "" where the interval holds 0; `note` as in every summary.
    The largest difference first. Only what `at_least` articles name; with hundreds of things compared, some
    intervals keep off 0 by chance: about one in twenty of those that did not change. Articles without a date
    are left out. For two periods with a gap, give only their articles. Interval: Newcombe's hybrid score from
    the two Wilson intervals (Newcombe 1998, Statistics in Medicine 17, method 10). Raises ValueError where a
    period has no article.

    >>> articles = pd.DataFrame({"article_id": list("abcdef"),
    ...     "date": pd.to_datetime(["2022-01-01"] * 3 + ["2022-06-01"] * 3)})
    >>> mentions = pd.DataFrame({"article_id": list("def"), "name": "Kherson"})
    >>> compare_periods(mentions, articles, at="2022-03-01", at_least=1)[["name", "value", "course"]].values
    array([['Kherson', 1.0, 'newcomer']], dtype=object)
    """
    check_columns(mentions, ["article_id", what], verb="compare_periods")
    check_columns(articles, ["article_id", "date"], verb="compare_periods")
    dated = articles.dropna(subset=["date"]).drop_duplicates("article_id")
    at = check_day(at, name="at")
    later = pd.to_datetime(dated["date"]).ge(at)
    n_after, n_before = int(later.sum()), int((~later).sum())
    if not n_after or not n_before:
        days = f"{dated['date'].min():%Y-%m-%d} to {dated['date'].max():%Y-%m-%d}" if len(dated) else "none"
        raise ValueError(
            "The day `at` must part the articles in two periods, each with articles; "
            f"{at:%Y-%m-%d} leaves {n_before} before and {n_after} after "
            f"(dates of the articles: {days})."
        )
    number, own = number_ids(dated["article_id"], mentions["article_id"])
    code, names = pd.factorize(mentions[what].astype(str), sort=True)
    named = pd.DataFrame({"number": own, "code": code})
    named = named[(named["number"] >= 0) & (named["code"] >= 0)].drop_duplicates()
    is_later = np.zeros(len(dated), dtype=bool)
    is_later[number] = later
    inside = is_later[named["number"]]
    before, after = (np.bincount(named["code"][side], minlength=len(names)) for side in (~inside, inside))
    kept = before + after >= max(at_least, 1)
    before, after, names = before[kept], after[kept], names[kept]
    low, high = difference_interval(before, n_before, after, n_after, level=level)
    table = pd.DataFrame({
        what: names.astype(str), "n_with_before": before, "n_before": n_before,
        "share_before": before / n_before, "n_with_after": after, "n_after": n_after,
        "share_after": after / n_after,
    })  # fmt: skip
    table["value"] = table["share_after"] - table["share_before"]
    fewest = min(n_before, n_after)
    unsure = fewest < FEWEST
    table["low"], table["high"] = (np.nan, np.nan) if unsure else (low, high)
    rises, falls = table["low"].gt(0), table["high"].lt(0)
    course = np.select(
        [rises & table["n_with_before"].eq(0), rises, falls & table["n_with_after"].eq(0), falls],
        ["newcomer", "riser", "leaver", "faller"],
        "",
    )
    if unsure:
        course = np.select([before == 0, after == 0], ["newcomer", "leaver"], "")
    table["course"] = pd.array(course, dtype="str")
    table["note"] = note_units(fewest)
    table.attrs = {"label": "share of articles after minus before", "level": f"{level:.0%}"}
    table["size"] = table["value"].abs()
    table = table.sort_values(["size", what], ascending=[False, True], kind="stable", ignore_index=True)
    return table.drop(columns="size")


def compare_halves(mentions: pd.DataFrame, articles: pd.DataFrame, **options: object) -> pd.DataFrame:
    """`compare_periods` at the median day of the articles; no row where all lie on one day or have none.

    >>> articles = pd.DataFrame({"article_id": ["a"], "date": pd.to_datetime(["2022-01-01"])})
    >>> len(compare_halves(pd.DataFrame({"article_id": ["a"], "name": ["Kherson"]}), articles))
    0
    """
    check_columns(articles, ["article_id", "date"], verb="compare_halves")
    days = articles["date"].dropna().sort_values()
    if days.nunique() < 2:
        return pd.DataFrame({"name": [], "share_before": [], "share_after": [], "value": [], "course": []})
    middle = days.iloc[len(days) // 2]
    # The first half must not be empty where most articles lie on the first day.
    at = middle if middle > days.iloc[0] else days[days > days.iloc[0]].iloc[0]
    return compare_periods(mentions, articles, at=at, **options)


def difference_interval(
    n_with_before: np.ndarray, n_before: int, n_with_after: np.ndarray, n_after: int, *, level: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Newcombe's hybrid score interval for the difference of two shares, after minus before.

    low = d - sqrt((p2 - l2)² + (u1 - p1)²), high = d + sqrt((u2 - p2)² + (p1 - l1)²), with p1, p2 the shares
    before and after, l and u their Wilson limits, d = p2 - p1. Source: Newcombe 1998, Statistics in Medicine
    17, 873-890, method 10; his example 56/70 against 48/80 gives 0.0524 to 0.3339.

    >>> low, high = difference_interval(48, 80, 56, 70)
    >>> print(f"{low:.4f} to {high:.4f}")
    0.0524 to 0.3339
    """
    first, then = np.asarray(n_with_before) / n_before, np.asarray(n_with_after) / n_after
    low1, high1 = share_interval(n_with_before, n_before, level=level)
    low2, high2 = share_interval(n_with_after, n_after, level=level)
    change = then - first
    low = change - np.sqrt((then - low2) ** 2 + (high1 - first) ** 2)
    high = change + np.sqrt((high2 - then) ** 2 + (first - low1) ** 2)
    return low, high
