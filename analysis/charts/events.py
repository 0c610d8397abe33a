"""The course around events, one small panel each, with the reach of other dates; and the same in words."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.keys import name_rows
from analysis.charts.style import (
    COLOURS,
    GREY,
    INK,
    PALE,
    empty_chart,
    finish_chart,
    fold_text,
    make_panels,
    unwrap_axes,
    wrap_text,
)
from analysis.charts.values import format_value, name_percent, name_values, write_caption
from analysis.wording import capitalise, count_noun, format_day, format_number

MOST = 8  # panels: the differences that are rarest at other dates
LABELLED = 8  # steps of a panel that have their values written beside them


def plot_around_events(course: pd.DataFrame, *, ax: Axes | Sequence[Axes] | None = None) -> Axes | np.ndarray:
    """Draw the course around each event, the rarest difference first; called by `plot_over_time`.

    The line is the mean of the days before the event; the band shows where the same days lie at 95 % of the
    other dates.
    """
    words = describe_around_events(course)
    panels = split_events(course)
    if not panels:
        return empty_chart(words, ax)
    figure, axes = make_panels(len(panels), columns=2, height=2.35, ax=ax)
    drawn = pd.concat([part for _, part in panels])
    drawn.attrs = course.attrs
    for panel, (name, part) in zip(axes, panels, strict=True):
        draw_panel(panel, part, int(course.attrs["every"]), share=bool(course.attrs["is_share"]))
        panel.set_title(name, fontsize=13.5, linespacing=1.1)
    set_axes(axes, drawn, course)
    if figure.get_layout_engine() is not None:
        label = wrap_text(capitalise(name_values(course, "value")), 90)
        figure.suptitle(label, x=0.01, ha="left", fontsize=13, color=GREY)
    n, shown = len(course[["date", "event", course.attrs["what"]]].drop_duplicates()), len(panels)
    rule = f" Of {n:,} differences the {shown} that are rarest at other dates." if n > shown else ""
    band = " Grey: where the same days lie at 95% of the other dates."
    band = band if drawn["reference_low"].notna().any() else ""
    key = f"Dashed: mean of the days before.{band}"
    finish_chart(figure, words, f"{key} {write_caption(drawn, course)}{rule}", drawn)
    return unwrap_axes(axes)


def split_events(course: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The title and the rows of each panel: an event and a thing, the rarest difference first."""
    what = str(course.attrs.get("what", ""))
    keys = ["date", "event", what]
    if course.empty:
        return []
    order = course.assign(rare=course["share_as_large"].fillna(1)).groupby(keys, sort=False)["rare"].first()
    ranked = order.reset_index().sort_values(["rare", *keys], kind="stable").head(MOST)
    several = course[what].nunique() > 1
    panels = []
    for date, event, thing in ranked[keys].itertuples(index=False):
        part = course[course["date"].eq(date) & course["event"].eq(event) & course[what].eq(thing)]
        day = format_day(pd.Timestamp(date))
        named = f"{str(thing).replace('_', ' ')}: {event}" if several and event else str(event or thing)
        panels.append((f"{fold_text(named, 34)}\n{day}", part))
    return panels


def draw_panel(ax: Axes, part: pd.DataFrame, every: int, *, share: bool) -> None:
    """Draw the band, the mean before, the intervals and the points of an event; few points with values."""
    start = part["first_day"].to_numpy(float)
    x, y = start + every / 2, part["value"].to_numpy(float)
    few = len(x) <= LABELLED
    edges = np.append(start, start[-1] + every)
    low, high = (part[f"reference_{end}"].to_numpy(float) for end in ("low", "high"))
    for place in np.flatnonzero(~np.isnan(low)):
        side = edges[place : place + 2]
        ax.fill_between(side, low[place], high[place], color=PALE, alpha=0.75, linewidth=0, zorder=0.4)
    ax.axvline(0, color=INK, linewidth=1.1, zorder=1)
    ax.plot(edges[[0, -1]], [part["before"].iloc[0]] * 2, color=GREY, linewidth=1.2, dashes=(4, 2), zorder=1)
    sure = part["low"].notna().to_numpy()
    ax.vlines(
        x[sure],
        part["low"][sure],
        part["high"][sure],
        color=COLOURS[0],
        linewidth=3 if few else 1.4,
        alpha=0.45,
    )
    for rows, size in ((sure & ~np.isnan(y), 7.0), (~sure & ~np.isnan(y), 4.0)):
        size = size if few else size / 2
        look: dict[str, Any] = {"color": COLOURS[0], "markersize": size, "zorder": 3}
        ax.plot(x[rows], y[rows], "o", label=name_rows(part.index[rows]), **look)
    if few:
        for place in np.flatnonzero(sure):
            text = format_number(y[place], share=share)
            ax.annotate(text, (x[place], y[place]), (7, 0), textcoords="offset points", fontsize=12,
                        color=INK, va="center", annotation_clip=False, zorder=4)  # fmt: skip


def set_axes(axes: np.ndarray, drawn: pd.DataFrame, course: pd.DataFrame) -> None:
    """Set the days along the bottom, in weeks where the windows are long, and the values at the left."""
    days = int(course.attrs["days"])
    step, unit = (7, "weeks") if days % 7 == 0 and days >= 14 else (1, "days")
    every = max(1, round(days / step / 2)) * step
    ticks = [tick for tick in range(-days, days + 1) if tick % every == 0]
    names = [f"{tick // step:+d}".replace("-", "\N{MINUS SIGN}") if tick else "event" for tick in ticks]
    for number, panel in enumerate(axes):
        panel.set_xlim(-days - days * 0.03, days + days * 0.03)
        panel.set_xticks(ticks, names)
        panel.grid(axis="x", visible=False)
        panel.tick_params(labelsize=13)
        panel.yaxis.set_major_locator(MaxNLocator(4))
        if number >= len(axes) - 2:
            panel.set_xlabel(f"{unit} from the event", fontsize=13)
    if course.attrs["is_share"]:
        axes[0].set_ylim(-0.06, 1.06)
        for panel in axes:
            panel.set_yticks([0, 0.5, 1])
            panel.yaxis.set_major_formatter(FuncFormatter(name_percent))
    else:
        ends = drawn[["value", "low", "high"]].to_numpy(float)
        low, high = np.nanmin(ends), np.nanmax(ends)
        pad = 0.06 * ((high - low) or 1)
        axes[0].set_ylim(low - pad, high + pad)


def describe_around_events(course: pd.DataFrame) -> str:
    """Describe the course around events in words: the mean before, each step, and which lie outside."""
    if course.empty:
        return "No chart around events: no event has enough articles on each side."
    share = bool(course.attrs["is_share"])
    name = capitalise(name_values(course, "value"))
    unit = count_noun(int(course.attrs["every"]), "day")
    sentences = [f"{name} around events, in steps of {unit}."]
    for title, part in split_events(course):
        before = format_number(part["before"].iloc[0], share=share)
        steps = [
            f"{row['days_from_event']} {format_value(row, share=share)}"
            for _, row in list_steps(part.dropna(subset=["value"])).iterrows()
        ]
        sure = part.dropna(subset=["low"])
        outside = sure[sure["value"].lt(sure["reference_low"]) | sure["value"].gt(sure["reference_high"])]
        far = f"; outside 95% of other dates: {', '.join(outside['days_from_event'])}" if len(outside) else ""
        sentences.append(f"{' '.join(title.split())}: mean before {before}; days {'; '.join(steps)}{far}.")
    return " ".join(sentences)


def list_steps(part: pd.DataFrame) -> pd.DataFrame:
    """The steps that a description names: all where they are few, else the ends and the extremes."""
    if len(part) <= LABELLED:
        return part
    rows = {part.index[0], part["value"].idxmax(), part["value"].idxmin(), part.index[-1]}
    return part.loc[sorted(rows)]
