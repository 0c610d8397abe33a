"""Groups: the periods and windows that rows fall in, and what every summary of groups shares."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.schema import PERIODS, check_choice, check_columns, check_count, check_day
from analysis.summaries.intervals import FEWEST, note_units


def add_period(table: pd.DataFrame, period: str = "month") -> pd.DataFrame:
    """The table with one more column, named for the period: the first day of the period its date falls in.

    `period` is "day", "week" (from Monday), "month", "quarter" or "year". A row without a date has none
    (NaT).

    >>> add_period(pd.DataFrame({"date": pd.to_datetime(["2022-11-17"])}), "quarter").iloc[0, 1]
    Timestamp('2022-10-01 00:00:00')
    """
    check_choice(period, PERIODS, name="period")
    check_columns(table, ["date"], verb="add_period")
    starts = pd.to_datetime(table["date"]).dt.to_period(PERIODS[period]).dt.start_time
    return table.assign(**{period: starts.astype("datetime64[s]")})


def add_event_window(
    table: pd.DataFrame, event: str | pd.Timestamp | pd.DataFrame, *, days: int = 14
) -> pd.DataFrame:
    """The table with a column `window`: "before" or "after" the event, within `days` days; else missing.

    The day of the event counts as after. `event` may be a table of events (`date, event`): each row then goes
    with the nearest event (of two as near, the earlier), named in a column `event`. Summaries by "window" or
    "event" leave out the rows that fall in no window.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2022-11-10", "2022-11-11", "2023-01-01"])})
    >>> add_event_window(rows, "2022-11-11")["window"].tolist()
    ['before', 'after', nan]
    """
    check_columns(table, ["date"], verb="add_event_window")
    check_count(days, name="days")
    several = isinstance(event, pd.DataFrame)
    if several:
        check_columns(event, ["date", "event"], verb="add_event_window")
        events = event.sort_values(["date", "event"], kind="stable")
    else:
        events = pd.DataFrame({"date": [check_day(event, name="event")], "event": [""]})
    dates = pd.to_datetime(table["date"]).to_numpy("datetime64[D]")
    marks = pd.to_datetime(events["date"]).to_numpy("datetime64[D]")
    away = (dates[:, None] - marks[None, :]) / np.timedelta64(1, "D")
    if not len(marks):
        away = np.full((len(dates), 1), np.nan)
    nearest = np.where(np.isnan(away), np.inf, np.abs(away)).argmin(axis=1)
    away = away[np.arange(len(dates)), nearest]
    inside = (away >= -days) & (away < days)
    window = np.where(inside, np.where(away < 0, "before", "after"), None)
    table = table.assign(window=pd.Categorical(window, ["before", "after"], ordered=True))
    if several:
        names = events["event"].astype(str).to_numpy()
        picked = names[nearest] if len(names) else np.full(len(table), None)
        table["event"] = pd.Categorical(np.where(inside, picked, None), list(dict.fromkeys(names)))
    return table


def choose_period(articles: pd.DataFrame, *, by: str = "outlet", at_least: int = FEWEST) -> str:
    """The finest of month, quarter and year that most groups fill with articles enough for an interval.

    A period passes where the median group and period with any article has `at_least` of them; "year" is the
    last resort.

    >>> days = pd.date_range("2022-01-01", periods=60)
    >>> choose_period(pd.DataFrame({"article_id": range(60), "outlet": "X", "date": days}))
    'month'
    """
    check_columns(articles, ["date", by], verb="choose_period")
    for period in ("month", "quarter"):
        counts = add_period(articles, period).groupby([by, period], observed=True).size()
        if len(counts) and counts.median() >= at_least:
            return period
    return "year"


def pivot_values(summary: pd.DataFrame, what: str | Iterable[str], *, by: str = "outlet") -> pd.DataFrame:
    """The values of a summary side by side: a row a value of `what`, a column a group of `by`.

    For reading; the summary itself keeps the counts and intervals. A group without a value is missing.

    >>> summary = pd.DataFrame({"outlet": ["X", "Y"], "frame": ["law", "law"], "value": [0.2, 0.4]})
    >>> pivot_values(summary, "frame").values.tolist()
    [['law', 0.2, 0.4]]
    """
    value = "share" if "share" in summary.columns and "value" not in summary.columns else "value"
    what = list_names(what)
    check_columns(summary, [*what, by, value], verb="pivot_values")
    twice = summary[summary.duplicated([*what, by])]
    if len(twice):
        cell = ", ".join(str(twice[name].iloc[0]) for name in [*what, by])
        raise ValueError(f"pivot_values has one place for each value; {cell} has several: add to `what`.")
    wide = summary.pivot(index=what, columns=by, values=value)
    return wide.rename(columns=str).rename_axis(columns=None).reset_index()


def list_names(names: str | Iterable[str]) -> list[str]:
    """One name or several as a list; ValueError where one comes twice.

    >>> list_names(["outlet", "month", "outlet"])
    Traceback (most recent call last):
    ValueError: A summary can name each column once; 'outlet' comes twice.
    """
    names = [names] if isinstance(names, str) else list(names)
    twice = [name for at, name in enumerate(names) if name in names[:at]]
    if twice:
        raise ValueError(f"A summary can name each column once; {twice[0]!r} comes twice.")
    return names


def name_units(unit: str) -> str:
    return "n_articles" if unit == "article_id" else f"n_{unit.removesuffix('_id')}s"


def group_rows(table: pd.DataFrame, by: list[str]):
    """Groups in sorted order; without `by` the whole table is one group."""
    keys = by or [pd.Series(0, index=table.index, name="all")]
    return table.groupby(keys, observed=True, dropna=False, sort=True)


def list_levels(column: pd.Series, name: str) -> pd.Index:
    """Every value a group column can take: all categories that occur, every period from first to last."""
    if name not in PERIODS:
        return pd.Index(column.drop_duplicates().sort_values(), name=name)
    known = column.dropna()
    if known.empty:
        return pd.Index(column.drop_duplicates())
    periods = pd.period_range(known.min(), known.max(), freq=PERIODS[name])
    levels = periods.start_time.astype(column.dtype)
    return levels.append(pd.Index([pd.NaT], dtype=column.dtype)) if column.isna().any() else levels


def add_groups(table: pd.DataFrame, by: list[str], verb: str, *, called: str = "table") -> pd.DataFrame:
    """The table with every column of `by` in place, or an error that says how to come by the missing one."""
    for name in by:
        if name not in table.columns and name in PERIODS and "date" in table.columns:
            table = add_period(table, name)
        if name not in table.columns:
            ways = {"window": "add_event_window", "event": "add_event_window", "voice": "split_voices"}
            how = f" Make it with {ways[name]} first." if name in ways else ""
            raise ValueError(
                f"{verb} cannot group by {name!r}; it can by {', '.join(PERIODS)} (from `date`) "
                f"or by the columns of the {called}: {', '.join(map(str, table.columns))}.{how}"
            )
    inside = [name for name in by if name in ("window", "event")]
    return table.dropna(subset=inside) if inside else table


def sum_units(parts: pd.DataFrame, by: list[str], top: str, bottom: str) -> pd.DataFrame:
    """For each group the number of units and the five sums from which ratio and variance follow."""
    y, x = parts[top].astype(float), parts[bottom].astype(float)
    sums = parts.assign(n=1, y=parts[top], x=parts[bottom], yy=y * y, xy=x * y, xx=x * x)
    return group_rows(sums, by)[["n", "y", "x", "yy", "xy", "xx"]].sum()


def finish_summary(
    summary: pd.DataFrame,
    *,
    by: list[str],
    counted: list[str],
    low: np.ndarray,
    high: np.ndarray,
    error: np.ndarray | None,
    unit: str,
    of: pd.DataFrame,
    label: str,
    level: float,
) -> pd.DataFrame:
    """The summary in its contract's order, with intervals only where there are units enough for one."""
    noun = "article" if unit == "article_id" else unit.removesuffix("_id")
    enough = (summary["n"] >= FEWEST).to_numpy()
    notes = {n: note_units(n, noun) for n in summary["n"].unique()}
    notes = summary["n"].map(notes).astype(str)
    if error is not None:
        # A spread of nothing comes of rare things, not of certainty.
        flat = enough & (np.asarray(error) == 0)
        notes = notes.mask(flat, summary["n"].map(lambda n: f"{n} {noun}s without any spread: no interval"))
        enough = enough & ~flat
    summary["low"], summary["high"] = np.where(enough, low, np.nan), np.where(enough, high, np.nan)
    summary["note"] = notes
    units = [] if unit == "article_id" else [name_units(unit)]
    summary = summary.rename(columns={"n": name_units(unit)} if units else {})
    complete = []
    for name in by:
        if name in PERIODS and "date" in of.columns:
            summary["complete"] = _is_complete(summary[name], name, of["date"])
            complete = ["complete"]
    columns = [*by, "n_articles", *units, *counted, "value", "low", "high", *complete, "note"]
    summary = summary[columns].reset_index(drop=True)
    summary.attrs = {"label": label, "level": f"{level:.0%}"}
    return summary


def _is_complete(starts: pd.Series, period: str, dates: pd.Series) -> pd.Series:
    """Whether the corpus, from its first day to its last, covers the whole of each period."""
    ends = starts.dt.to_period(PERIODS[period]).dt.end_time.dt.normalize()
    return (starts >= dates.min()) & (ends <= dates.max())
