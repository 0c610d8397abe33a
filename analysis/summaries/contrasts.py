"""Each group against all others: where the values of a summary differ beyond chance."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.schema import check_columns
from analysis.summaries.intervals import Floats

# Of the differences that are named, at most this share is expected to be chance.
FALSE_DISCOVERIES = 0.05
ADDED = ("others", "n_others", "difference", "low_difference", "high_difference", "p", "q")
WEIGHTS = ("n_words", "n_attributions", "n_articles")  # what a value is divided by, the closest first


def compare_groups(summary: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Compare the value of each group with that of all other groups, for each thing of a summary.

    The value of the others is their mean, weighted by what the values are divided by, so that shares and
    rates add up as if the others were one group. The interval of the difference follows from the intervals of
    the groups (MOVER), p from that interval, and q from all p of the table together. A text that several of
    the others print counts in each of them, for each chose to print it.

    Parameters
    ----------
    summary : DataFrame
        One row per group and thing, with `value`, `low`, `high` and `n_articles`, from `share_by`,
        `rate_per_1000` or `mean_tone`.
    by : str, default "outlet"
        The column of the groups. The other columns before `n_articles` name the things.

    Returns
    -------
    DataFrame
        One row per row of the summary that has an interval, the smallest p first: its columns, and `others`
        (the value of the other groups), `n_others` (their articles), `difference`, `low_difference`,
        `high_difference`, `p` and `q`.

    References
    ----------
    Zou and Donner 2008, Statistics in Medicine 27(10), 1693-1702 (MOVER). Altman and Bland 2011, BMJ 343,
    d2304 (p from an interval). Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57(1).

    Examples
    --------
    >>> shares = pd.DataFrame({"outlet": ["X", "Y", "Z"], "frame": "law", "n_articles": 100,
    ...                        "value": [0.6, 0.2, 0.2], "low": [0.5, 0.13, 0.13],
    ...                        "high": [0.69, 0.29, 0.29]})
    >>> compare_groups(shares)[["outlet", "others", "difference"]].round(2).values.tolist()
    [['X', 0.2, 0.4], ['Y', 0.4, -0.2], ['Z', 0.4, -0.2]]
    """
    check_columns(summary, [by, "value", "low", "high", "n_articles"], verb="compare_groups")
    columns = list(summary.columns)
    groups = columns[: columns.index("n_articles")]
    things = [name for name in groups if name != by and (name != "voice" or summary[name].nunique() > 1)]
    sure = summary.dropna(subset=["value", "low", "high"]).reset_index(drop=True)
    parts = [part for _, part in sure.groupby(things, observed=True, sort=False)] if things else [sure]
    compared = [compare_with_others(part) for part in parts if len(part) > 1]
    if not compared:
        return sure.head(0).assign(**dict.fromkeys(ADDED, pd.Series(dtype=float)))
    table = pd.concat(compared, ignore_index=True)
    table["q"] = adjust_p(table["p"])
    table = table.sort_values(["p", *things, by], kind="stable", ignore_index=True)
    table.attrs = {**summary.attrs, "things": things}
    return table


def compare_with_others(part: pd.DataFrame) -> pd.DataFrame:
    """The rows of one thing, each beside the other rows taken together."""
    weight = next((part[name] for name in WEIGHTS if name in part), pd.Series(1, index=part.index))
    w, value, low, high = (
        column.to_numpy(float) for column in (weight, part["value"], part["low"], part["high"])
    )
    rest = w.sum() - w
    others = ((w * value).sum() - w * value) / rest
    # Squared distances from the value to its bounds add up, each times its squared weight.
    below, above = (w * (value - low)) ** 2, (w * (high - value)) ** 2
    others_below, others_above = (np.sqrt(side.sum() - side) / rest for side in (below, above))
    difference = value - others
    low_difference = difference - np.hypot(value - low, others_above)
    high_difference = difference + np.hypot(high - value, others_below)
    return part.assign(
        others=others,
        n_others=part["n_articles"].sum() - part["n_articles"],
        difference=difference,
        low_difference=low_difference,
        high_difference=high_difference,
        p=find_p(difference, low_difference, high_difference),
    )


def find_p(difference: Floats, low: Floats, high: Floats) -> Floats:
    """Two-sided p of differences from their 95 % intervals, by the side of the interval that faces zero."""
    from scipy.special import ndtr, ndtri  # loads slowly

    facing = np.where(difference >= 0, difference - low, high - difference)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = ndtri(0.975) * np.abs(difference) / facing
    return np.asarray(2 * ndtr(-np.where(np.isnan(z), 0.0, z)))


def adjust_p(p: ArrayLike) -> Floats:
    """The q of each p: the smallest false discovery rate at which it would be named; a missing p has none.

    >>> adjust_p([0.01, 0.04, 0.03, 0.2]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.2]
    """
    p = np.asarray(p, float)
    q = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")[::-1]]
    ranks = np.arange(len(order), 0, -1)
    q[order] = np.minimum(np.minimum.accumulate(p[order] * len(order) / ranks), 1.0)
    return q
