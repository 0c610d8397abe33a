"""Shares and rankings: the values of a summary with their intervals, and the same in words."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    INK,
    empty_chart,
    find_width,
    finish_chart,
    make_panels,
    outlet_colours,
    shorten,
    title_panel,
    unwrap_axes,
    use_style,
)
from analysis.charts.values import (
    format_value,
    has_values,
    is_share,
    name_values,
    split_panels,
    write_caption,
)
from analysis.charts.whiskers import draw_whisker, label_values, set_values
from analysis.schema import check_columns, check_count
from analysis.wording import capitalise, list_some

LISTED = 20  # values that a description lists for each thing


def plot_shares(
    summary: pd.DataFrame,
    what: str,
    *,
    by: str = "outlet",
    ax: Axes | Sequence[Axes] | None = None,
) -> Axes | np.ndarray:
    """Draw shares or rates with their intervals, one panel for each thing and one row for each group.

    Parameters
    ----------
    summary : DataFrame
        One row per group and thing, from `share_by`, `rate_per_1000` or `mean_tone`.
    what : str
        The column whose values have a panel each.
    by : str, default "outlet"
        The column whose values have a row each. With a single group the chart is a ranking.
    ax : Axes or sequence of Axes, optional
        Where to draw, one for each panel; by default a new figure.

    Returns
    -------
    Axes or array of Axes
        One per panel. The label of the figure describes the chart in words.

    Raises
    ------
    ValueError
        For a missing column (the message names the nearest ones) and for too few axes.

    Examples
    --------
    >>> summary = pd.DataFrame({"outlet": ["X", "Y"], "frame": "law", "value": [0.2, 0.4]})
    >>> plot_shares(summary, "frame").figure.get_label()
    'Frame. law: X 0.20, Y 0.40.'
    """
    check_columns(summary, [what, "value"], verb="plot_shares")
    with use_style():
        words = describe_shares(summary, what, by=by)
        if not has_values(summary):
            return empty_chart(words, ax)
        if by not in summary.columns or summary[by].nunique() == 1:
            return plot_ranked(summary, what, top=len(summary), by=by, ax=ax)
        groups = list(dict.fromkeys(summary.sort_values(by, kind="stable")[by].astype(str)))
        panels = split_panels(summary, [what])
        longest = max(len(shorten(group)) for group in groups)
        columns = min(len(panels), 4 if longest <= 14 else 3)
        columns = 2 if len(panels) == 4 else columns
        height = 0.75 + 0.33 * len(groups)
        figure, axes = make_panels(len(panels), columns=columns, height=height, ax=ax)
        colours = outlet_colours(summary[by]) if by == "outlet" else {}
        places = {group: place for place, group in enumerate(groups)}
        for panel, (name, part) in zip(axes, panels, strict=True):
            for _, row in part.iterrows():
                group = str(row[by])
                hollow = not row.get("changed", True)
                draw_whisker(panel, row, places[group], colours.get(group, INK), hollow=hollow)
            panel.set_yticks(range(len(groups)), [shorten(group) for group in groups])
            panel.set_ylim(len(groups) - 0.5, -0.5)
            title_panel(panel, name, room=(find_width() - 0.1 * min(longest, 28)) / columns - 0.15)
        set_values(axes, summary)
        label_values(figure, summary, what)
        finish_chart(figure, words, write_caption(summary, summary), summary)
        return unwrap_axes(axes)


def describe_shares(summary: pd.DataFrame, what: str, *, by: str = "outlet") -> str:
    """Describe shares or rates by thing and group in words."""
    if summary.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no row."
    sentences = [f"{capitalise(name_values(summary, what))}."]
    for name, part in split_panels(summary, [what]):
        share = is_share(summary)
        values = [f"{row.get(by, '')} {format_value(row, share=share)}".strip() for _, row in part.iterrows()]
        sentences.append(f"{name}: {list_some(values, LISTED)}.")
    return " ".join(sentences)


def plot_ranked(
    summary: pd.DataFrame,
    what: str,
    *,
    top: int = 20,
    by: str = "outlet",
    ax: Axes | Sequence[Axes] | None = None,
) -> Axes | np.ndarray:
    """Draw the things of a summary from the largest value down, one panel for each group.

    Parameters
    ----------
    summary : DataFrame
        One row per group and thing, from `share_by`, `rate_per_1000` or `mean_tone`.
    what : str
        The column that names the things; it may be `by` itself.
    top : int, default 20
        Things to draw. In several panels they stand in one order: that of their largest value.
    by : str, default "outlet"
        The column whose values have a panel each.
    ax : Axes or sequence of Axes, optional
        Where to draw, one for each panel; by default a new figure.

    Returns
    -------
    Axes or array of Axes
        One per panel. The label of the figure describes the chart in words.

    Raises
    ------
    ValueError
        For a missing column (the message names the nearest ones), a `top` below 1, and too few axes.

    Examples
    --------
    >>> summary = pd.DataFrame({"frame": ["law", "aid"], "value": [0.2, 0.4]})
    >>> plot_ranked(summary, "frame").figure.get_label()
    'Frame, ranked. aid 0.40, law 0.20.'
    """
    check_columns(summary, [what, "value"], verb="plot_ranked")
    check_count(top, name="top")
    with use_style():
        words = describe_ranked(summary, what, top=top, by=by)
        if not has_values(summary):
            return empty_chart(words, ax)
        panels = split_panels(summary, [by] if by != what else [])
        things = summary[what].astype(str)
        largest = summary.assign(**{what: things}).groupby(what)["value"].max().reset_index()
        order = largest.sort_values(["value", what], ascending=[False, True], kind="stable")[what].head(top)
        places = {name: place for place, name in enumerate(order)}
        columns = min(len(panels), 3)
        figure, axes = make_panels(len(panels), columns=columns, height=0.9 + 0.31 * len(order), ax=ax)
        colours = outlet_colours(summary[by]) if by in summary.columns else {}
        for panel, (name, part) in zip(axes, panels, strict=True):
            for _, row in part.iterrows():
                thing = str(row[what])
                if thing in places:
                    shade = colours.get(thing if what == by else name, INK)
                    draw_whisker(panel, row, places[thing], shade)
            panel.set_yticks(range(len(order)), [shorten(name) for name in order])
            panel.set_ylim(len(order) - 0.5, -0.5)
            if name:
                title_panel(panel, name, colour=colours.get(name, INK), room=(find_width() - 1.5) / columns)
        set_values(axes, summary)
        label_values(figure, summary, what)
        finish_chart(figure, words, write_caption(summary, summary), summary)
        return unwrap_axes(axes)


def describe_ranked(summary: pd.DataFrame, what: str, *, top: int = 20, by: str = "outlet") -> str:
    """Describe a ranking in words: the things in their order."""
    if summary.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no row."
    sentences = [f"{capitalise(name_values(summary, what))}, ranked."]
    for name, part in split_panels(summary, [by] if by != what else []):
        ranked = part.sort_values(["value", what], ascending=[False, True], kind="stable")
        values = [f"{row[what]} {format_value(row, share=is_share(summary))}" for _, row in ranked.iterrows()]
        sentences.append(f"{name + ': ' if name else ''}{list_some(values, top)}.")
    return " ".join(sentences)
