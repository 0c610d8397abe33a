"""Units: counts added over articles or other independent units, and the summary made from the sums."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.duplicates.first_prints import CLUSTER, COUNTED
from analysis.schema import PERIODS
from analysis.summaries.groups import group_rows
from analysis.summaries.intervals import FEWEST, Interval, check_confidence, note_units
from analysis.wording import count_noun, plural_of


def find_unit(unit: str) -> str:
    """Return the column whose values vary independently, once copies are left out.

    Of the clusters that are counted each has one article in a group, so that the articles vary independently.

    >>> find_unit("cluster"), find_unit("article_id"), find_unit("author")
    ('article_id', 'article_id', 'author')
    """
    return "article_id" if unit == CLUSTER else unit


def mark_copies(table: pd.DataFrame, n_copies: int) -> pd.DataFrame:
    """Return a summary whose attrs say that copies count once, if some articles were left out."""
    if n_copies:
        table.attrs = {**table.attrs, "copies": COUNTED}
    return table


def name_unit(unit: str) -> str:
    """Return the noun for one unit, from the column of the units.

    >>> name_unit("article_id"), name_unit("author")
    ('article', 'author')
    """
    return unit.removesuffix("_id")


def count_column(unit: str) -> str:
    """Return the name of the column with the number of units.

    >>> count_column("article_id"), count_column("author")
    ('n_articles', 'n_authors')
    """
    return f"n_{plural_of(name_unit(unit))}"


def sum_units(parts: pd.DataFrame, by: list[str], top: str, bottom: str) -> pd.DataFrame:
    """Add up units by group: their number `n`, and the sums from which a ratio and its variance follow.

    `y` and `x` are the sums of the columns `top` and `bottom`; `yy`, `xy` and `xx` those of their products.
    """
    y, x = parts[top].astype(float), parts[bottom].astype(float)
    products = parts.assign(n=1, y=parts[top], x=parts[bottom], yy=y * y, xy=x * y, xx=x * x)
    return group_rows(products, by)[["n", "y", "x", "yy", "xy", "xx"]].sum()


def finish_summary(
    summary: pd.DataFrame,
    interval: Interval,
    *,
    by: list[str],
    counted: Iterable[str],
    unit: str,
    of: pd.DataFrame,
    label: str,
    confidence: float,
    error: pd.Series | None = None,
    n_copies: int = 0,
) -> pd.DataFrame:
    """Return a summary with its columns in order, and intervals only where there are enough units.

    Parameters
    ----------
    summary : DataFrame
        One row per group: `by`, `n` (units), `n_articles`, the counted columns and `value`.
    interval : tuple of two ndarray
        Low and high of each row.
    by, counted : list of str
        Columns that make groups, and columns with counts.
    unit : str
        The column of the units.
    of : DataFrame
        The rows behind the summary; their dates say which periods are complete.
    label : str
        What the values are, with their unit of measurement; charts write it on the axis.
    confidence : float
        Of the interval.
    error : Series, optional
        Standard error of each value. A row with an error of 0 gets no interval: rare things, not certainty,
        have no spread.
    n_copies : int
        Articles that were left out as copies.

    Returns
    -------
    DataFrame
        One row per group: `by`, `n_articles`, the number of units where they are no articles, the counted
        columns, `value, low, high`, `complete` with a period in `by`, and `note`. `attrs` hold `label` and
        `confidence`.
    """
    noun = name_unit(unit)
    enough = (summary["n"] >= FEWEST).to_numpy()
    notes = summary["n"].map({n: note_units(n, noun) for n in summary["n"].unique()}).astype(str)
    if error is not None:
        flat = enough & (error == 0).to_numpy()
        without = summary["n"].map(lambda n: f"{count_noun(n, noun)} without any spread: no interval")
        notes = notes.mask(flat, without)
        enough = enough & ~flat
    low, high = (np.where(enough, bound, np.nan) for bound in interval)
    summary = summary.assign(low=low, high=high, note=notes)
    summary[count_column(unit)] = summary["n"]
    periods = [name for name in by if name in PERIODS and "date" in of.columns]
    for name in periods:
        summary = summary.assign(complete=_is_complete(summary[name], name, of["date"]))
    columns = [*by, "n_articles", count_column(unit), *counted, "value", "low", "high"]
    columns += [*(["complete"] if periods else []), "note"]
    summary = summary[list(dict.fromkeys(columns))].reset_index(drop=True)
    summary.attrs = {"label": label, "confidence": f"{check_confidence(confidence):.0%}"}
    return mark_copies(summary, n_copies)


def _is_complete(starts: pd.Series, period: str, dates: pd.Series) -> pd.Series:
    """Find the periods that the dates, from the first to the last, cover as a whole."""
    ends = starts.dt.to_period(PERIODS[period]).dt.end_time.dt.normalize()
    complete: pd.Series = (starts >= dates.min()) & (ends <= dates.max())
    return complete
