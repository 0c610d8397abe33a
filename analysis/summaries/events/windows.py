"""The days before and after an event, as groups of articles."""

import numpy as np
import pandas as pd

from analysis.schema import check_columns, check_count, check_day

WINDOW = pd.CategoricalDtype(["before", "after"], ordered=True)


def add_event_window(
    table: pd.DataFrame, event: str | pd.Timestamp | pd.DataFrame, *, days: int = 14
) -> pd.DataFrame:
    """Mark each row as before or after an event.

    Parameters
    ----------
    table : DataFrame
        Rows with a `date`.
    event : str, Timestamp or DataFrame
        A day, or a table of events (`date`, `event`; see `read_events`). With a table each row goes with
        the nearest event; of two equally near events, with the earlier one.
    days : int, default 14
        Length of the window on each side of the event.

    Returns
    -------
    DataFrame
        One row per row of the table, with `window`: "before", "after" (the day of the event included), or
        missing outside the window; with a table of events also `event`, the name of the nearest one.
        Summaries by "window" or "event" leave out the rows outside.

    Raises
    ------
    ValueError
        For a missing column, a day that cannot be read, or `days` below 1.

    Examples
    --------
    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2022-11-10", "2022-11-11", "2023-01-01"])})
    >>> add_event_window(rows, "2022-11-11")["window"].tolist()
    ['before', 'after', nan]
    """
    check_columns(table, ["date"], verb="add_event_window")
    check_count(days, name="days")
    if isinstance(event, pd.DataFrame):
        check_columns(event, ["date", "event"], verb="add_event_window")
        events = event.sort_values(["date", "event"], kind="stable")
    else:
        events = pd.DataFrame({"date": [check_day(event, name="event")], "event": [""]})
    nearest, distance = _find_nearest(table["date"], events["date"])
    inside = (distance >= -days) & (distance < days)
    side = np.where(inside, np.where(distance < 0, 0, 1), -1)
    table = table.assign(window=pd.Categorical.from_codes(side, dtype=WINDOW))
    if isinstance(event, pd.DataFrame):
        code, names = pd.factorize(events["event"].astype(str))
        number = np.where(inside, np.append(code, -1)[nearest], -1)
        table["event"] = pd.Categorical.from_codes(number, categories=names)
    return table


def _find_nearest(dates: pd.Series, events: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Find the nearest event of each date: its row number, and the days from the event to the date."""
    days = pd.to_datetime(dates).to_numpy("datetime64[D]")
    marks = pd.to_datetime(events).to_numpy("datetime64[D]")
    distance = (days[:, None] - marks[None, :]) / np.timedelta64(1, "D")
    if not len(marks):
        distance = np.full((len(days), 1), np.nan)
    nearest = np.where(np.isnan(distance), np.inf, np.abs(distance)).argmin(axis=1)
    return nearest, distance[np.arange(len(days)), nearest]
