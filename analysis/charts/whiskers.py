"""Dots with their intervals along a horizontal axis, as shares, rankings and voices draw them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.keys import name_rows
from analysis.charts.style import GREY, scale_count
from analysis.charts.values import is_share, name_percent, name_values
from analysis.wording import capitalise


def draw_whisker(
    ax: Axes, row: pd.Series, y: float, colour: str, *, marker: str = "o", hollow: bool = False
) -> None:
    """Draw a value as a dot and its interval as a bar; without an interval the dot is small."""
    sure = pd.notna(row.get("low")) and pd.notna(row.get("high"))
    if sure:
        ax.plot([row["low"], row["high"]], [y, y], color=colour, linewidth=3, alpha=0.38, zorder=2)
    ax.plot(
        row["value"], y, marker, color=colour, zorder=3,
        markerfacecolor="white" if hollow else colour, markersize=7.5 if sure else 4.5,
        label=name_rows([row.name]),
    )  # fmt: skip


def set_values(axes: Sequence[Axes] | np.ndarray, summary: pd.DataFrame) -> None:
    """Set the horizontal axes to the values of a summary, zero included."""
    ends = summary[[c for c in ("value", "low", "high") if c in summary]].to_numpy(float)
    low, high = np.nanmin(ends), np.nanmax(ends)
    pad = 0.05 * ((high - low) or abs(high) or 1)
    for ax in axes:
        ax.set_xlim(0 - pad / 2 if low >= 0 else low - pad, max(high, 0) + pad)
        ax.xaxis.set_major_locator(
            MaxNLocator(scale_count(5 if len(axes) > 1 else 8), steps=[1, 2, 2.5, 5, 10])
        )
        if is_share(summary):
            ax.xaxis.set_major_formatter(FuncFormatter(name_percent))
        if low < 0:
            ax.axvline(0, color="#9A9A9A", linewidth=0.9, zorder=1)
        ax.grid(axis="y", visible=False)


def label_values(figure: Figure, summary: pd.DataFrame, what: str) -> None:
    """Write what the values are above the panels, where it is read first."""
    if figure.get_layout_engine() is not None:
        figure.suptitle(capitalise(name_values(summary, what)), x=0.01, ha="left", fontsize=12, color=GREY)
