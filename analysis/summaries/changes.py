"""Newcomers and leavers: who is named more, or less, after a day than before it."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.behind import keep_behind
from analysis.ids import join_variable, number_ids
from analysis.schema import check_columns, check_count, check_day
from analysis.summaries.intervals import FEWEST, difference_interval, note_units


class Periods(NamedTuple):
    """The dated articles, whether each lies in the second period, and how many lie in each."""

    article_ids: pd.Series
    later: NDArray[np.bool_]
    n_before: int
    n_after: int


def compare_periods(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    at: str | pd.Timestamp | None = None,
    what: str = "name",
    at_least: int = FEWEST,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Share of articles that name each thing, before a day and from that day on.

    For two periods with a gap, give only their articles.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention, with `article_id`.
    articles : DataFrame
        The articles of both periods, with `article_id` and `date`; those without a date are left out.
    at : str or Timestamp, optional
        The first day of the second period; by default the median day of the articles.
    what : str, default "name"
        The column that names the thing: of the mentions, or a document variable of the articles.
    at_least : int, default 5
        Articles that a thing needs in both periods together.
    confidence : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row per thing, the largest difference first: `what`; `n_with_before, n_before, share_before` and
        `n_with_after, n_after, share_after`; `value` (share after minus share before), `low` and `high`;
        `course`: newcomer (never named before) or leaver (never after), riser or faller, "" where the
        interval contains 0; and `note`. Among hundreds of things that did not change, about one in twenty has
        an interval without 0 by chance. Without `at`, no row where all articles lie on one day.

    Raises
    ------
    ValueError
        For a day that leaves a period without articles, or a column that is not there; the message names the
        nearest ones.

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17, 873-890, method 10 (the hybrid score interval).

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abcdef"),
    ...     "date": pd.to_datetime(["2022-01-01"] * 3 + ["2022-06-01"] * 3)})
    >>> mentions = pd.DataFrame({"article_id": list("def"), "name": "Kherson"})
    >>> compare_periods(mentions, articles, at_least=1)[["name", "value", "course"]].values.tolist()
    [['Kherson', 1.0, 'newcomer']]
    """
    check_columns(articles, ["article_id", "date"], verb="compare_periods")
    if what not in mentions.columns and what in articles.columns:
        mentions = join_variable(mentions, what, articles, verb="compare_periods")
    check_columns(mentions, ["article_id", what], verb="compare_periods")
    check_count(at_least, name="at_least")
    periods = _split_periods(articles, None if at is None else check_day(at, name="at"))
    table = _count_periods(mentions, what, periods)
    table = table[table["n_with_before"] + table["n_with_after"] >= at_least]
    table["value"] = table["share_after"] - table["share_before"]
    low, high = difference_interval(
        table["n_with_before"], max(periods.n_before, 1), table["n_with_after"], max(periods.n_after, 1),
        confidence=confidence,
    )  # fmt: skip
    fewest = min(periods.n_before, periods.n_after)
    table["low"], table["high"] = (np.nan, np.nan) if fewest < FEWEST else (low, high)
    table["course"] = _name_courses(table)
    table["note"] = note_units(fewest)
    table["size"] = table["value"].abs()
    table = table.sort_values(["size", what], ascending=[False, True], kind="stable", ignore_index=True)
    table = table.drop(columns="size")
    table.attrs = {"label": "share of articles after minus before", "confidence": f"{confidence:.0%}"}
    return keep_behind(table, lambda _: _mark_periods(mentions, periods))


def _split_periods(articles: pd.DataFrame, day: pd.Timestamp | None) -> Periods:
    """Split the dated articles in two periods, at the given day or at the median day."""
    dated = articles.dropna(subset=["date"]).drop_duplicates("article_id")
    days = pd.to_datetime(dated["date"])
    if day is None and days.nunique() < 2:
        none = dated.head(0)["article_id"]
        return Periods(none, np.zeros(0, dtype=bool), 0, 0)
    first = day if day is not None else _find_median(days)
    later = days.ge(first).to_numpy(bool)
    n_after, n_before = int(later.sum()), int((~later).sum())
    if not n_after or not n_before:
        covered = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "none"
        raise ValueError(
            "The day `at` must split the articles in two periods, each with articles; "
            f"{first:%Y-%m-%d} leaves {n_before} before and {n_after} after "
            f"(dates of the articles: {covered})."
        )
    return Periods(dated["article_id"], later, n_before, n_after)


def _find_median(days: pd.Series) -> pd.Timestamp:
    """Return the median day; the second day where most articles lie on the first."""
    ordered = days.sort_values()
    median, first = ordered.iloc[len(ordered) // 2], ordered.iloc[0]
    return pd.Timestamp(median if median > first else ordered[ordered > first].iloc[0])


def _count_periods(mentions: pd.DataFrame, what: str, periods: Periods) -> pd.DataFrame:
    """Count the articles of each period that name each thing: one row per thing, in alphabetical order."""
    rank, number = number_ids(periods.article_ids, mentions["article_id"])
    code, names = pd.factorize(mentions[what].astype(str), sort=True)
    named = pd.DataFrame({"number": number, "code": code})
    named = named[(named["number"] >= 0) & (named["code"] >= 0)].drop_duplicates()
    is_later = np.zeros(len(rank), dtype=bool)
    is_later[rank] = periods.later
    later = is_later[named["number"]]
    before, after = (np.bincount(named["code"][part], minlength=len(names)) for part in (~later, later))
    return pd.DataFrame({
        what: names.astype(str),
        "n_with_before": before, "n_before": periods.n_before,
        "share_before": before / max(periods.n_before, 1),
        "n_with_after": after, "n_after": periods.n_after,
        "share_after": after / max(periods.n_after, 1),
    })  # fmt: skip


def _mark_periods(mentions: pd.DataFrame, periods: Periods) -> pd.DataFrame:
    """The mentions of both periods, with the name of the period in a column `counted`."""
    names = pd.Series(np.where(periods.later, "after", "before"), index=periods.article_ids.astype(str))
    return mentions.assign(counted=mentions["article_id"].astype(str).map(names)).dropna(subset=["counted"])


def _name_courses(table: pd.DataFrame) -> "pd.api.extensions.ExtensionArray":
    """Name what happened to each thing; without intervals only newcomers and leavers are named."""
    never_before, never_after = table["n_with_before"].eq(0), table["n_with_after"].eq(0)
    sure = table["low"].notna()
    rises, falls = table["low"].gt(0) | ~sure, table["high"].lt(0) | ~sure
    course = np.select(
        [rises & never_before, rises & sure, falls & never_after, falls & sure],
        ["newcomer", "riser", "leaver", "faller"],
        "",
    )
    return pd.array(course, dtype="str")
