"""Pictures of a course over time: one small panel an outlet or a thing, events marked."""

from collections.abc import Sequence

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

from analysis.charts.describe import (
    describe_over_time,
    fill_values,
    find_period,
    is_share,
    name_values,
    say_period,
    split_panels,
)
from analysis.charts.style import (
    INK,
    WIDTH,
    empty_chart,
    finish_chart,
    make_panels,
    mark_events,
    outlet_colours,
    title_panel,
    use_style,
    wrap_text,
)
from analysis.schema import check_columns

DAYS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}


def plot_over_time(
    summary: pd.DataFrame,
    what: str = "tone",
    *,
    by: str = "outlet",
    events: pd.DataFrame | None = None,
    ax: Axes | Sequence[Axes] | None = None,
) -> Axes | np.ndarray:
    """The course of a summary by period: a panel for each outlet, or for each value of the column `what`.

    Vertical bars are the intervals; a period that the corpus does not cover whole is hollow; a period without
    an article is a gap in the line. A corpus of a single article gets a sentence instead of a line. Counts of
    articles (`count_articles`) are drawn as they are.

    >>> months = pd.to_datetime(["2022-10-01", "2022-11-01"])
    >>> summary = pd.DataFrame({"month": months, "n_articles": [9, 8], "value": [-1.0, 0.5]})
    >>> plot_over_time(summary).figure.get_label()
    'Tone by month, 2022-10 to 2022-11. 2022-10: -1.00 (n = 9); 2022-11: 0.50 (n = 8).'
    """
    check_columns(summary, [], verb="plot_over_time")
    with use_style():
        period = find_period(summary)
        summary = check_columns(fill_values(summary), ["value"], verb="plot_over_time")
        words = describe_over_time(summary, what, by=by, events=events)
        dated = summary.dropna(subset=[period, "value"])
        if dated.empty:
            return empty_chart(words, ax)
        if "n_articles" in dated and dated.groupby(period)["n_articles"].max().sum() == 1:
            return empty_chart(f"One article gets a close reading, not a course over time. {words}", ax)
        panels = split_panels(dated, [what, by])
        for name, part in panels:
            if part[period].duplicated().any():
                raise ValueError(
                    f"plot_over_time draws one value a {period} in each panel; {name or 'the summary'} has "
                    f"several. Choose one group, or name its column as `what` or `by`."
                )
        columns = _choose_columns(panels, dated, what, by)
        height = {1: 1.75, 2: 1.9, 3: 1.9}.get(columns, 1.7) if len(panels) > 1 else 3.8
        figure, axes = make_panels(len(panels), columns=columns, height=height, ax=ax)
        colours = outlet_colours(dated[by]) if by in dated else {}
        for panel, (name, part) in zip(axes, panels, strict=True):
            colour = colours.get(str(part[by].iloc[0]), INK) if by in part else INK
            _draw_course(panel, part.sort_values(period), period, colour)
            if name:
                title_panel(panel, name, colour=colour, room=(WIDTH - 0.8) / columns - 0.1)
        _set_axes(figure, axes, dated, period, columns, name_values(summary, what))
        mark_events(axes, events, top=axes[:columns])
        return finish_chart(figure, axes, words, _write_caption(dated, period, summary))


def _choose_columns(panels: list, dated: pd.DataFrame, what: str, by: str) -> int:
    if what in dated and by in dated and dated[by].nunique() > 1 and dated[what].nunique() > 1:
        full = len(panels) == dated[by].nunique() * dated[what].nunique()
        if full and dated[by].nunique() <= 4:
            return dated[by].nunique()
    return 1 if len(panels) <= 6 else 2 if len(panels) <= 16 else 3


def _middle(starts: pd.Series, period: str) -> np.ndarray:
    return mdates.date2num(starts) + (DAYS[period] / 2 if period != "day" else 0)


def _draw_course(ax: Axes, part: pd.DataFrame, period: str, colour: str) -> None:
    x, y = _middle(part[period], period), part["value"].to_numpy(float)
    # The line stops where a period has no value.
    gap = np.flatnonzero(np.diff(x) > 1.5 * DAYS[period]) + 1
    ax.plot(np.insert(x, gap, np.nan), np.insert(y, gap, np.nan), color=colour, linewidth=1.4, zorder=2)
    size = 5.5 if len(x) <= 40 else 3.6
    if {"low", "high"} <= set(part.columns):
        known = part["low"].notna().to_numpy()
        ax.vlines(
            x[known],
            part["low"][known],
            part["high"][known],
            color=colour,
            linewidth=3.2 if len(x) <= 40 else 1.4,
            alpha=0.35,
            zorder=1.5,
        )
    else:
        known = np.ones(len(x), bool)
    whole = part["complete"].to_numpy(bool) if "complete" in part else np.ones(len(x), bool)
    for rows, face in ((whole, colour), (~whole, "white")):
        for sure, scale in ((known, 1.0), (~known, 0.6)):
            picked = rows & sure
            ax.plot(
                x[picked],
                y[picked],
                "o",
                color=colour,
                markerfacecolor=face,
                markersize=size * scale,
                zorder=3,
            )


def _set_axes(figure, axes, dated, period, columns, label) -> None:
    x = _middle(dated[period], period)
    pad = max(DAYS[period] * 0.7, (x.max() - x.min()) * 0.015)
    starts = dated[period].drop_duplicates().sort_values()
    for ax in axes:
        ax.set_xlim(x.min() - pad, x.max() + pad)
        if len(starts) <= 6:
            ax.set_xticks(_middle(starts, period), [say_period(day, period) for day in starts])
        else:
            _set_dates(ax, x.max() - x.min(), most=10 // columns)
        whole = pd.api.types.is_integer_dtype(dated["value"])
        ax.yaxis.set_major_locator(MaxNLocator(4 if len(axes) > 1 else 6, integer=whole))
        if is_share(dated):
            ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
            ax.set_ylim(bottom=0)
        elif dated["value"].min() < 0:
            ax.axhline(0, color="#9A9A9A", linewidth=0.9, zorder=1)
    if figure.get_layout_engine() is not None:
        height = figure.get_size_inches()[1]
        figure.supylabel(
            wrap_text(label[:1].upper() + label[1:], int(height * 10.5)), fontsize=12, ha="center"
        )
        figure.set_size_inches(WIDTH, height + 0.5)


def _set_dates(ax: Axes, days: float, *, most: int) -> None:
    """At most so many dates along the axis, the year said once under its first one."""
    if days < 70:
        grain, step = "day", next((step for step in (1, 2, 7, 14) if days / step <= most), 28)
        ax.xaxis.set_major_locator(mdates.DayLocator(interval=step))
    else:
        step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if days / 30.4 / step <= most), 120)
        grain = "month" if step < 12 else "year"
        months = mdates.MonthLocator(bymonth=range(1, 13, min(step, 12)))
        ax.xaxis.set_major_locator(months if grain == "month" else mdates.YearLocator(step // 12))

    def name_date(x, at):
        day = mdates.num2date(x)
        text = {"day": f"{day.day} {day:%b}", "month": f"{day:%b}", "year": f"{day:%Y}"}[grain]
        new_year = grain != "year" and (at == 0 or (grain == "month" and day.month == 1))
        return f"{text}\n{day:%Y}" if new_year else text

    ax.xaxis.set_major_formatter(FuncFormatter(name_date))


def _write_caption(dated: pd.DataFrame, period: str, summary: pd.DataFrame) -> str:
    said = []
    if "low" in dated and dated["low"].notna().any():
        said.append(f"Bars: {summary.attrs.get('level', '95%')} intervals.")
    if "low" in dated and dated["low"].isna().any():
        said.append("Small points: no interval, too few articles or nothing found.")
    if "complete" in dated and not dated["complete"].all():
        said.append(f"Hollow: {period} not covered whole.")
    return " ".join(said)
