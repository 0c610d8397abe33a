"""Two summaries of the same groups against each other, and the same in words."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.keys import name_rows
from analysis.charts.labels import draw_labels, place_labels
from analysis.charts.style import (
    empty_chart,
    finish_chart,
    make_panels,
    outlet_colours,
    outlet_marks,
    shorten,
    use_style,
)
from analysis.charts.values import format_value, is_share, name_percent, name_values, write_caption
from analysis.schema import check_columns
from analysis.wording import capitalise


def plot_scatter(
    across: pd.DataFrame, up: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None
) -> Axes:
    """Draw two summaries of the same groups against each other; crosses are both intervals.

    Parameters
    ----------
    across, up : DataFrame
        One row per group: `by`, `value`, `low`, `high`. The first has the horizontal axis, the second the
        vertical one; groups that only one of them has are not drawn.
    by : str, default "outlet"
        The column that names the groups.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The label of its figure describes the chart in words.

    Raises
    ------
    ValueError
        For a missing column; the message names the nearest ones.

    Examples
    --------
    >>> across = pd.DataFrame({"outlet": ["X"], "value": [3.0], "low": [2.5], "high": [3.5]})
    >>> plot_scatter(across, across.assign(value=-1.0, low=None, high=None)).figure.get_label()
    'Value against value. X: -1.00 against 3.00 (2.50 to 3.50).'
    """
    for table in (across, up):
        check_columns(table, [by, "value", "low", "high"], verb="plot_scatter")
    with use_style():
        words = describe_scatter(across, up, by=by)
        both = _join_values(across, up, by).dropna(subset=["value", "value_up"])
        if both.empty:
            return empty_chart(words, ax)
        figure, axes = make_panels(1, height=5.6, ax=ax)
        panel = axes[0]
        colours, marks = outlet_colours(across[by]), outlet_marks(across[by])
        shades = [colours[str(name)] for name in both[by]]
        for (_, row), shade in zip(both.iterrows(), shades, strict=True):
            _draw_cross(panel, row, shade, marks[str(row[by])][0])
        panel.margins(0.12)
        panel.set_xlabel(capitalise(name_values(across, "value")))
        panel.set_ylabel(capitalise(name_values(up, "value")))
        for axis, table in ((panel.xaxis, across), (panel.yaxis, up)):
            axis.set_major_locator(MaxNLocator(6))
            if is_share(table):
                axis.set_major_formatter(FuncFormatter(name_percent))
        texts = [shorten(name, 28 if len(both) <= 8 else 18) for name in both[by]]
        points = list(zip(both["value"], both["value_up"], strict=True))
        labels = place_labels(panel, points, texts, radii=5.0, colours=shades, corners_first=True)
        draw_labels(panel, labels)
        rest = f" {len(both) - len(labels)} not named for want of room." if len(labels) < len(both) else ""
        finish_chart(figure, words, write_caption(across, across) + rest, both)
        return axes[0]


def describe_scatter(across: pd.DataFrame, up: pd.DataFrame, *, by: str = "outlet") -> str:
    """Describe two measures of the same groups in words."""
    both = _join_values(across, up, by)
    if both.empty:
        return "No chart of two measures: the tables share no group."
    names = [name_values(table, "value") for table in (across, up)]
    sentences = [f"{capitalise(names[1])} against {names[0]}."]
    for _, row in both.iterrows():
        vertical = row.drop(["value", "low", "high"]).rename(
            {"value_up": "value", "low_up": "low", "high_up": "high"}
        )
        first, second = (
            format_value(side, share=is_share(table)) for side, table in ((vertical, up), (row, across))
        )
        sentences.append(f"{row[by]}: {first} against {second}.")
    return " ".join(sentences)


def _join_values(across: pd.DataFrame, up: pd.DataFrame, by: str) -> pd.DataFrame:
    """Join both summaries by group; the columns of the second end in `_up`."""
    both = across.merge(up[[by, "value", "low", "high"]], on=by, suffixes=("", "_up"))
    both.attrs = across.attrs
    return both


def _draw_cross(panel: Axes, row: pd.Series, shade: str, mark: str) -> None:
    """Draw a group as a point with both intervals; without an interval across the point is hollow."""
    x, y = row["value"], row["value_up"]
    panel.plot([row["low"], row["high"]], [y, y], color=shade, linewidth=2.2, alpha=0.4)
    panel.plot([x, x], [row["low_up"], row["high_up"]], color=shade, linewidth=2.2, alpha=0.4)
    face = shade if pd.notna(row["low"]) else "white"
    look: dict[str, Any] = {"color": shade, "markerfacecolor": face, "markersize": 8, "zorder": 3}
    panel.plot(x, y, mark, label=name_rows([row.name]), **look)
