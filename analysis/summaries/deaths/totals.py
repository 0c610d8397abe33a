"""The deaths of each side in each period, and what a reader must know of them."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.schema import PERIODS, start_period
from analysis.summaries.crossing import Crossed
from analysis.summaries.deaths.casualties import NOT_KNOWN


def count_dead(
    summary: pd.DataFrame, deaths: pd.DataFrame | None, crossed: Crossed, *, cumulated: bool
) -> pd.Series:
    """The deaths of the side of each row in its period, within the days of the articles."""
    if deaths is None:
        return pd.Series(np.nan, index=summary.index)
    dates = crossed.of["date"].dropna() if "date" in crossed.of.columns else pd.Series(dtype="datetime64[s]")
    if len(dates):
        deaths = deaths[deaths["date"].between(dates.min().normalize(), dates.max())]
    period = next((name for name in crossed.by if name in PERIODS), None)
    moments = [0] * len(summary) if period is None else summary[period]
    when = 0 if period is None else start_period(deaths["date"], period)
    totals = deaths.assign(when=when).groupby(["side", "when"])["deaths"].sum()
    by_side = {str(side): part.droplevel("side") for side, part in totals.groupby("side")}
    values = pd.Series(
        [
            count_until(by_side.get(str(side)), moment, cumulated=cumulated)
            for side, moment in zip(summary["side"], moments, strict=True)
        ],
        index=summary.index,
        dtype=float,
    )
    if period is None or deaths.empty:
        return values
    # Before the first and after the last row of the table nobody counted: that is no 0.
    starts = start_period(deaths["date"], period)
    is_early, is_late = summary[period] < starts.min(), summary[period] > starts.max()
    return values.mask(is_early if cumulated else is_early | is_late)


def count_until(deaths: pd.Series | None, moment: Any, *, cumulated: bool) -> float:
    """The deaths of one side in a period, or until it; not a number for a side that has no deaths."""
    if deaths is None or pd.isna(moment):
        return float("nan")
    return float(deaths[deaths.index <= moment].sum() if cumulated else deaths.get(moment, 0.0))


def write_notes(summary: pd.DataFrame, deaths: pd.DataFrame | None, of: pd.DataFrame) -> pd.Series:
    """The notes of a summary, with what is odd about its deaths."""
    notes = summary["note"]
    if deaths is None:
        return notes
    known = summary["side"].astype(str).ne(NOT_KNOWN)
    missing = known & summary["deaths"].isna()
    facts = [
        (missing, "no deaths of this side in the casualties"),
        (known & summary["n_mentions"].eq(0), "no mention"),
        (summary["deaths"].lt(0), "the toll was corrected downwards"),
        (known & ~missing, describe_span(deaths, of)),
    ]
    for rows, fact in facts:
        added = notes.mask(notes.ne(""), notes + "; " + fact).mask(notes.eq(""), fact)
        notes = notes.mask(rows, added) if fact else notes
    return notes


def describe_span(deaths: pd.DataFrame, of: pd.DataFrame) -> str:
    """Which days of the articles the casualties do not cover; "" where they cover all."""
    dates = of["date"].dropna() if "date" in of.columns else pd.Series(dtype="datetime64[s]")
    if dates.empty or deaths.empty:
        return ""
    first, last = deaths["date"].min(), deaths["date"].max()
    late = f"casualties from {first:%Y-%m-%d}" if first > dates.min() else ""
    early = f"casualties until {last:%Y-%m-%d}" if last < dates.max().normalize() else ""
    return "; ".join(filter(None, [late, early]))
