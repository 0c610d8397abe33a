"""Numbers of articles, shares and rates by group: counts are added, then divided once."""

import numpy as np
import pandas as pd

from analysis.counted_rows import keep_behind
from analysis.schema import check_columns
from analysis.summaries.crossing import cross_hits
from analysis.summaries.groups import Names, add_groups, group_rows, list_levels
from analysis.summaries.intervals import ratio_error, ratio_interval, share_interval
from analysis.summaries.units import count_column, finish_summary


def count_articles(articles: pd.DataFrame, *, by: Names = (), unit: str = "article_id") -> pd.DataFrame:
    """Number of articles by group, with zeros.

    Parameters
    ----------
    articles : DataFrame
        Rows with `article_id`; an article with several rows counts once.
    by : str or list of str, default none
        Columns of the table, periods of its `date` ("day" ... "year"), or "period", which takes the month,
        quarter or year by the number of articles and gives the column that name.
    unit : str, default "article_id"
        A column such as "cluster" adds the number of its distinct values.

    Returns
    -------
    DataFrame
        One row per combination of groups, every period between the first and the last included: `by`,
        `n_articles` and, for another unit, its number (`n_clusters`). A month without articles is 0.

    Raises
    ------
    ValueError
        For a column that is not there; the message names the nearest ones.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["X", "X", "Y"]})
    >>> count_articles(articles, by="outlet")["n_articles"].tolist()
    [2, 1]
    """
    check_columns(articles, ["article_id", unit], verb="count_articles")
    table, columns = add_groups(articles, by, verb="count_articles", also=unit)
    counted = {"n_articles": "article_id", count_column(unit): unit}
    if not columns:
        return pd.DataFrame({name: [table[column].nunique()] for name, column in counted.items()})
    counts = group_rows(table, columns)[list(dict.fromkeys(counted.values()))].nunique()
    counts.columns = pd.Index(list(counted))
    grid = pd.DataFrame({"_": [0]})
    for column in columns:
        grid = grid.merge(list_levels(table[column], column).to_frame(), how="cross")
    counts = grid.drop(columns="_").merge(counts.reset_index(), on=columns, how="left")
    counts = counts.assign(**{name: counts[name].fillna(0).astype(int) for name in counted})
    counts.attrs = {"label": "articles"}
    return keep_behind(counts, None, table)


def share_by(
    hits: pd.DataFrame,
    what: Names,
    *,
    by: Names = (),
    of: pd.DataFrame,
    at_least: int = 1,
    weight: str | None = None,
    unit: str = "article_id",
    top: int | None = None,
    articles: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Share of articles with at least one hit, by group and thing found; or share of a sum.

    Parameters
    ----------
    hits : DataFrame
        One row per hit: `article_id` and the columns of `what`. Hits in articles that are not in `of` are
        left out.
    what : str or list of str
        The columns that name the thing found (frame, name, category).
    by : str or list of str, default none
        Columns of `of` or of `articles`; "day" ... "year" of the date; "period", which takes the month,
        quarter or year by the number of articles and gives the column that name; "voice" of the hits
        (narration, reported or quotation).
    of : DataFrame
        The articles that are the denominator, with a hit or without: silence counts as 0.
    at_least : int, default 1
        Hits that an article needs to count.
    weight : str, optional
        A column of counts of both tables. With it the summary is the sum of this column over the hits divided
        by its sum over `of`: the share of attributions, or of attributed words, instead of that of articles.
    unit : str, default "article_id"
        The column whose values vary independently: articles, or "cluster" for copies.
    top : int, optional
        Keep the things found in most articles.
    articles : DataFrame, optional
        Holds the columns of `by` and `unit` that `of` lacks, by `article_id`.
    confidence : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row per group and thing found, zeros included: `by`, `what`, `n_articles`, `n_with`, `value`
        (0-1), `low` and `high` (Wilson; for clusters and with `weight` at the effective sample size),
        `complete` with a period, and `note`. With `weight` also that column (its sum over `of`); `n_with` is
        then its sum over the hits, and `n_articles` the articles in which it is above 0.

    Raises
    ------
    ValueError
        For a column that is not there; the message names the nearest ones. For hits that cannot be matched
        to the groups of `of`. For `at_least` together with `weight`.

    References
    ----------
    Wilson 1927, Journal of the American Statistical Association 22(158). The variance of a share of a sum,
    from which its effective sample size follows: Cochran 1977, Sampling Techniques, chapter 6.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abcde"), "outlet": "X"})
    >>> hits = pd.DataFrame({"article_id": ["a", "a", "b"], "frame": ["law", "law", "law"]})
    >>> share_by(hits, "frame", of=articles)[["frame", "n_articles", "n_with", "value"]].values.tolist()
    [['law', 5, 2, 0.4]]
    >>> said = pd.DataFrame({"article_id": ["a", "a", "b"], "side": ["X", "Y", "X"], "n_words": [30, 10, 20]})
    >>> share_by(said, "side", of=said, weight="n_words")[["side", "n_words", "n_with"]].values.tolist()
    [['X', 60, 50], ['Y', 60, 10]]
    """
    check_columns(of, ["article_id", *([weight] if weight else [])], verb="share_by")
    if weight and at_least > 1:
        raise ValueError(f"share_by adds up {weight!r} and counts no articles: leave out `at_least`.")
    crossed = cross_hits(
        hits, what, by=by, of=of[of[weight] > 0] if weight else of, unit=unit, top=top, articles=articles,
        at_least=None if weight else at_least, weight=weight, verb="share_by",
    )  # fmt: skip
    summary = crossed.sums.rename(columns={"y": "n_with"})
    whole = summary["x" if weight else "n_articles"]
    share = summary["n_with"] / whole
    effective = summary["n"].astype(float)
    if weight or unit != "article_id":
        effective = find_effective_size(summary, share, whole)
    noun = weight.removeprefix("n_") if weight else "articles"
    label = f"share of {noun} with the {' and '.join(crossed.what)}".replace("_", " ")
    summary = finish_summary(
        summary.assign(value=share, **({weight: whole} if weight else {})),
        share_interval(share * effective, effective, confidence=confidence),
        by=[*crossed.by, *crossed.what], counted=[*([weight] if weight else []), "n_with"], unit=unit,
        of=crossed.of, label=label, confidence=confidence,
    )  # fmt: skip
    return keep_behind(summary, hits, crossed.of)


def find_effective_size(summary: pd.DataFrame, share: pd.Series, most: pd.Series) -> pd.Series:
    """Return how many independent units would give a share the variance that it has over the units.

    Without any spread over the units it is their number.
    """
    error = ratio_error(*(summary[name] for name in ("n", "n_with", "x", "yy", "xy", "xx")))
    with np.errstate(divide="ignore", invalid="ignore"):
        reached = np.where(error > 0, share * (1 - share) / error**2, summary["n"])
    return pd.Series(np.clip(reached, 1, most))


def rate_per_1000(
    hits: pd.DataFrame,
    what: Names,
    *,
    by: Names = (),
    of: pd.DataFrame,
    unit: str = "article_id",
    top: int | None = None,
    articles: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Hits per 1,000 words, by group and thing found.

    Parameters
    ----------
    hits : DataFrame
        One row per hit: `article_id` and the columns of `what`; with "voice" in `by` also `voice`.
    what : str or list of str
        The columns that name the thing found (frame, name, category).
    by : str or list of str, default none
        As in `share_by`; "voice" divides by the words of that voice.
    of : DataFrame
        The words that are the denominator: the tone table, or any table with `article_id` and `n_words`.
    unit : str, default "article_id"
        The column whose values vary independently: articles, or "cluster" for copies.
    top : int, optional
        Keep the things found in most articles.
    articles : DataFrame, optional
        Holds the columns of `by` and `unit` that `of` lacks, by `article_id`.
    confidence : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row per group and thing found, zeros included: `by`, `what`, `n_articles`, `n_words`, `n_hits`,
        `value` (per 1,000 words), `low` and `high`, `complete` with a period, and `note`.

    Raises
    ------
    ValueError
        For a column that is not there; the message names the nearest ones. For hits that cannot be matched
        to the groups of `of`.

    References
    ----------
    Cochran 1977, Sampling Techniques, chapter 6 (the variance of a ratio).

    Examples
    --------
    >>> tone = pd.DataFrame({"article_id": ["a", "b"], "n_words": [500, 1500]})
    >>> hits = pd.DataFrame({"article_id": ["a", "a", "b"], "frame": ["law", "law", "law"]})
    >>> rate_per_1000(hits, "frame", of=tone)[["frame", "n_words", "n_hits", "value"]].values.tolist()
    [['law', 2000, 3, 1.5]]
    """
    check_columns(of, ["article_id", "n_words"], verb="rate_per_1000")
    crossed = cross_hits(
        hits, what, by=by, of=of[of["n_words"] > 0], unit=unit, top=top, articles=articles,
        verb="rate_per_1000",
    )  # fmt: skip
    summary = crossed.sums.rename(columns={"y": "n_hits", "x": "n_words"})
    error = 1000 * ratio_error(*(summary[name] for name in ("n", "n_hits", "n_words", "yy", "xy", "xx")))
    summary["value"] = 1000 * summary["n_hits"] / summary["n_words"]
    low, high = ratio_interval(summary["value"], error, summary["n"], confidence=confidence)
    summary = finish_summary(
        summary, (np.maximum(low, 0), high),
        by=[*crossed.by, *crossed.what], counted=["n_words", "n_hits"], unit=unit, of=crossed.of,
        label="mentions per 1,000 words", confidence=confidence, error=pd.Series(error),
    )  # fmt: skip
    return keep_behind(summary, hits, crossed.of)
