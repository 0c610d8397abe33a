"""A summary over time: one small panel for each outlet or thing, events marked, and the same in words."""

from collections.abc import Sequence
from typing import Any

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.events import plot_around_events
from analysis.charts.keys import name_rows
from analysis.charts.style import (
    INK,
    empty_chart,
    find_width,
    finish_chart,
    make_panels,
    mark_events,
    outlet_colours,
    scale_count,
    title_panel,
    unwrap_axes,
    use_style,
    wrap_text,
)
from analysis.charts.values import (
    find_period,
    format_value,
    is_share,
    name_percent,
    name_values,
    split_panels,
    write_caption,
)
from analysis.schema import check_columns
from analysis.wording import capitalise, count_noun, format_period, list_some

DAYS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}
LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}  # days
LISTED = 6  # values that a description lists; a longer series is described by its ends and extremes
LISTED_EVENTS = 12


def plot_over_time(
    summary: pd.DataFrame,
    what: str = "tone",
    *,
    by: str = "outlet",
    events: pd.DataFrame | None = None,
    ax: Axes | Sequence[Axes] | None = None,
) -> Axes | np.ndarray:
    """Draw a summary over time, one panel for each outlet or thing.

    Vertical bars are the intervals; a period that the corpus does not cover whole is hollow; a period without
    articles is a gap in the line. A corpus of a single article gets a sentence instead of a line.

    Parameters
    ----------
    summary : DataFrame
        One row per period and group, from `mean_tone`, `share_by` or `rate_per_1000` with a period in `by`;
        or the counts of `count_articles`; or the course around events of `compare_periods`.
    what : str, default "tone"
        The column whose values have a panel each, or what the values are.
    by : str, default "outlet"
        A second column whose values have a panel each.
    events : DataFrame, optional
        Events to mark (`date`, `event`; see `read_events`).
    ax : Axes or sequence of Axes, optional
        Where to draw, one for each panel; by default a new figure.

    Returns
    -------
    Axes or array of Axes
        One per panel. The label of the figure describes the chart in words.

    Raises
    ------
    ValueError
        For a summary without a period, with several values for one period in a panel, and for too few axes.

    Examples
    --------
    >>> months = pd.to_datetime(["2022-10-01", "2022-11-01"])
    >>> summary = pd.DataFrame({"month": months, "n_articles": [9, 8], "value": [-1.0, 0.5]})
    >>> plot_over_time(summary).figure.get_label()
    'Tone by month, 2022-10 to 2022-11. 2022-10: -1.00 (n = 9); 2022-11: 0.50 (n = 8).'
    """
    check_columns(summary, [], verb="plot_over_time")
    with use_style():
        if "days_from_event" in summary.columns:
            return plot_around_events(summary, ax=ax)
        period = find_period(summary)
        summary = check_columns(fill_values(summary), ["value"], verb="plot_over_time")
        words = describe_over_time(summary, what, by=by, events=events)
        dated = summary.dropna(subset=[period, "value"])
        if dated.empty:
            return empty_chart(words, ax)
        if "n_articles" in dated and dated.groupby(period)["n_articles"].max().sum() == 1:
            return empty_chart(f"One article gets a close reading, not a course over time. {words}", ax)
        panels = split_panels(dated, [what, by])
        _check_panels(panels, period)
        columns = _choose_columns(panels, dated, what, by)
        height = {1: 1.75, 2: 1.9, 3: 1.9}.get(columns, 1.7) if len(panels) > 1 else 3.8
        figure, axes = make_panels(len(panels), columns=columns, height=height, ax=ax)
        colours = outlet_colours(dated[by]) if by in dated else {}
        for panel, (name, part) in zip(axes, panels, strict=True):
            colour = colours.get(str(part[by].iloc[0]), INK) if by in part else INK
            _draw_course(panel, part.sort_values(period), period, colour)
            if name:
                title_panel(panel, name, colour=colour, room=(find_width() - 0.8) / columns - 0.1)
        for panel in axes:
            _set_dates(panel, dated[period], period, top=scale_count(10) // columns)
            _set_values(panel, dated, most=4 if len(axes) > 1 else 6)
        _label_values(figure, name_values(summary, what))
        mark_events(axes, events, top=axes[:columns])
        finish_chart(figure, words, write_caption(dated, summary, period=period), summary)
        return unwrap_axes(axes)


def fill_values(summary: pd.DataFrame) -> pd.DataFrame:
    """Return the summary; where it only counts articles, with the count as its value."""
    if "value" in summary.columns or "n_articles" not in summary.columns:
        return summary
    return summary.rename(columns={"n_articles": "value"})


def describe_over_time(
    summary: pd.DataFrame, what: str = "tone", *, by: str = "outlet", events: pd.DataFrame | None = None
) -> str:
    """Describe a course over time in words: each panel's values, or its ends and extremes."""
    period, summary = find_period(summary), fill_values(summary)
    dated = summary.dropna(subset=[period]).sort_values(period, kind="stable")
    if dated.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no dated row."
    first, last = (format_period(dated[period].iloc[row], period) for row in (0, -1))
    sentences = [f"{capitalise(name_values(summary, what))} by {period}, {first} to {last}."]
    for name, part in split_panels(dated, [what, by]):
        values = _describe_course(part, period, share=is_share(summary))
        sentences.append(f"{name + ': ' if name else ''}{'; '.join(values)}.")
    undated = len(summary) - len(dated)
    if undated:
        sentences.append(f"{count_noun(undated, 'row')} without a date not drawn.")
    if "complete" in dated and not dated["complete"].all():
        hollow = sorted({format_period(day, period) for day in dated.loc[~dated["complete"], period]})
        sentences.append(f"Not covered whole: {', '.join(hollow)}.")
    names = [] if events is None else _list_events(events, dated[period], period)
    if names:
        sentences.append(f"Events: {list_some(names, LISTED_EVENTS)}.")
    return " ".join(sentences)


def _describe_course(part: pd.DataFrame, period: str, *, share: bool) -> list[str]:
    """Describe the values of a panel, one by one or by the ends and extremes of a long series."""
    values = [
        f"{format_period(row[period], period)}: {format_value(row, share=share)}"
        for _, row in part.iterrows()
    ]
    if len(part) <= LISTED:
        return values
    marked = _find_marks(part)
    rest = count_noun(len(part) - len(marked), f"more {period}")
    return [*(f"{marks} {values[row]}" for row, marks in marked.items()), rest]


def _find_marks(part: pd.DataFrame) -> dict[int, str]:
    """Find the ends of a long series, and its extremes among the values with an interval: row and name."""
    values = part["value"].to_numpy(float)
    sure = part["low"].notna().to_numpy() if "low" in part else np.ones(len(part), bool)
    values = np.where(sure, values, np.nan) if sure.sum() > 1 else values
    marks = [(0, "first"), (len(part) - 1, "last")]
    if not np.isnan(values).all():
        marks += [(int(np.nanargmin(values)), "lowest"), (int(np.nanargmax(values)), "highest")]
    marked: dict[int, str] = {}
    for row, mark in sorted(marks, key=lambda pair: pair[0]):
        marked[row] = f"{marked[row]} and {mark}" if row in marked else mark
    return marked


def _list_events(events: pd.DataFrame, starts: pd.Series, period: str) -> list[str]:
    """List the events between the first and the last period, with their days."""
    if not len(events):
        return []
    end = starts.max() + pd.Timedelta(days=LONGEST[period])
    inside = events[(events["date"] >= starts.min()) & (events["date"] < end)]
    inside = inside.drop_duplicates(["date", "event"]).sort_values(["date", "event"])
    return [f"{row.event} ({pd.Timestamp(row.date):%Y-%m-%d})".strip() for row in inside.itertuples()]


def _check_panels(panels: list[tuple[str, pd.DataFrame]], period: str) -> None:
    """Raise ValueError where a panel has several values for one period."""
    for name, part in panels:
        if part[period].duplicated().any():
            raise ValueError(
                f"plot_over_time draws one value for each {period} in each panel; {name or 'the summary'} "
                f"has several. Choose one group, or name its column as `what` or `by`."
            )


def _choose_columns(panels: list[tuple[str, pd.DataFrame]], dated: pd.DataFrame, what: str, by: str) -> int:
    """Choose the number of panels side by side: one for each outlet in a small full grid, else few."""
    if what in dated and by in dated and dated[by].nunique() > 1 and dated[what].nunique() > 1:
        full = len(panels) == dated[by].nunique() * dated[what].nunique()
        if full and dated[by].nunique() <= 4:
            return dated[by].nunique()
    return 1 if len(panels) <= 6 else 2 if len(panels) <= 16 else 3


def _find_middle(starts: pd.Series, period: str) -> np.ndarray:
    """Return the middle of each period as matplotlib's number of days."""
    return mdates.date2num(starts) + (DAYS[period] / 2 if period != "day" else 0)


def _draw_course(ax: Axes, part: pd.DataFrame, period: str, colour: str) -> None:
    """Draw the line, the intervals and the points of a panel."""
    x, y = _find_middle(part[period], period), part["value"].to_numpy(float)
    # The line stops where a period has no value.
    gap = np.flatnonzero(np.diff(x) > 1.5 * DAYS[period]) + 1
    ax.plot(np.insert(x, gap, np.nan), np.insert(y, gap, np.nan), color=colour, linewidth=1.4, zorder=2)
    few = len(x) <= 40
    sure = np.ones(len(x), bool)
    if {"low", "high"} <= set(part.columns):
        sure = part["low"].notna().to_numpy()
        bars: dict[str, Any] = {
            "color": colour,
            "linewidth": 3.2 if few else 1.4,
            "alpha": 0.35,
            "zorder": 1.5,
        }
        ax.vlines(x[sure], part["low"][sure], part["high"][sure], **bars)
    whole = part["complete"].to_numpy(bool) if "complete" in part else np.ones(len(x), bool)
    for rows, face in ((whole, colour), (~whole, "white")):
        for with_interval, scale in ((sure, 1.0), (~sure, 0.6)):
            picked = rows & with_interval
            look: dict[str, Any] = {
                "color": colour,
                "markerfacecolor": face,
                "markersize": (5.5 if few else 3.6) * scale,
                "label": name_rows(part.index[picked]),
            }
            ax.plot(x[picked], y[picked], "o", zorder=3, **look)


def _set_values(ax: Axes, dated: pd.DataFrame, *, most: int) -> None:
    """Set the vertical axis: whole numbers for counts, percentages for shares, a line at zero."""
    whole = pd.api.types.is_integer_dtype(dated["value"])
    ax.yaxis.set_major_locator(MaxNLocator(most, integer=whole))
    if is_share(dated):
        ax.yaxis.set_major_formatter(FuncFormatter(name_percent))
        ax.set_ylim(bottom=0)
    elif dated["value"].min() < 0:
        ax.axhline(0, color="#9A9A9A", linewidth=0.9, zorder=1)


def _label_values(figure: Figure, label: str) -> None:
    """Write what the values are along the left edge of a figure, with room for it."""
    if figure.get_layout_engine() is not None:
        height = figure.get_size_inches()[1]
        figure.supylabel(wrap_text(capitalise(label), int(height * 10.5)), fontsize=12, ha="center")
        figure.set_size_inches(find_width(), height + 0.5)


def _set_dates(ax: Axes, column: pd.Series, period: str, *, top: int) -> None:
    """Set the horizontal axis: every period where they are few, else at most `top` dates."""
    x = _find_middle(column, period)
    pad = max(DAYS[period] * 0.7, (x.max() - x.min()) * 0.015)
    ax.set_xlim(x.min() - pad, x.max() + pad)
    starts = column.drop_duplicates().sort_values()
    if len(starts) <= scale_count(6):
        ax.set_xticks(_find_middle(starts, period), [format_period(day, period) for day in starts])
    else:
        _spread_dates(ax, x.max() - x.min(), top=top)


def _spread_dates(ax: Axes, days: float, *, top: int) -> None:
    """Set at most `top` dates along the axis, with the year under its first date."""
    if days < 70:
        grain, step = "day", next((step for step in (1, 2, 7, 14) if days / step <= top), 28)
        ax.xaxis.set_major_locator(mdates.DayLocator(interval=step))
    else:
        step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if days / 30.4 / step <= top), 120)
        grain = "month" if step < 12 else "year"
        months = mdates.MonthLocator(bymonth=range(1, 13, min(step, 12)))
        ax.xaxis.set_major_locator(months if grain == "month" else mdates.YearLocator(step // 12))

    def name_date(x: float, place: int) -> str:
        day = mdates.num2date(x)
        text = {"day": f"{day.day} {day:%b}", "month": f"{day:%b}", "year": f"{day:%Y}"}[grain]
        new_year = grain != "year" and (place == 0 or (grain == "month" and day.month == 1))
        return f"{text}\n{day:%Y}" if new_year else text

    ax.xaxis.set_major_formatter(FuncFormatter(name_date))
