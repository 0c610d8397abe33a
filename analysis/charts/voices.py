"""Narration against quotation, and the same in words."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.style import (
    GREY,
    INK,
    empty_chart,
    finish_chart,
    make_panels,
    outlet_colours,
    shorten,
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
from analysis.schema import check_columns
from analysis.wording import capitalise


def plot_voices(
    summary: pd.DataFrame, what: str = "tone", *, by: str = "outlet", ax: Axes | None = None
) -> Axes:
    """Draw narration against quotation for each group: filled and hollow dots, joined by a line.

    Parameters
    ----------
    summary : DataFrame
        One row per group and voice, from `mean_tone`, `share_by` or `rate_per_1000` by "voice".
    what : str, default "tone"
        What the values are, where the summary does not say so itself.
    by : str, default "outlet"
        The column whose values have a row each.
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
    >>> summary = pd.DataFrame({"outlet": "X", "voice": ["narration", "quotation"], "value": [-1.0, -2.0]})
    >>> plot_voices(summary).figure.get_label()
    'Tone in narration and in quotation. X: narration -1.00, quotation -2.00.'
    """
    check_columns(summary, ["voice", "value"], verb="plot_voices")
    with use_style():
        words = describe_voices(summary, what, by=by)
        if not has_values(summary):
            return empty_chart(words, ax)
        groups = split_panels(summary, [by])
        figure, axes = make_panels(1, height=1.5 + 0.55 * len(groups), ax=ax)
        panel = axes[0]
        colours = outlet_colours(summary[by]) if by in summary.columns else {}
        for place, (name, part) in enumerate(groups):
            shade = colours.get(name, INK)
            panel.plot(part["value"], [place] * len(part), color="#B5B5B5", linewidth=1.5, zorder=1)
            for _, row in part.iterrows():
                quoted = row["voice"] == "quotation"
                height = place + (0.14 if quoted else -0.14)
                draw_whisker(panel, row, height, shade, hollow=quoted, dot=place)
        panel.set_yticks(range(len(groups)), [shorten(name or "all outlets") for name, _ in groups])
        panel.set_ylim(len(groups) - 0.5, -0.6)
        dot: dict[str, Any] = {"marker": "o", "linestyle": "", "color": GREY, "markersize": 8}
        kinds = [
            Line2D([], [], label="narration", **dot),
            Line2D([], [], label="quotation", markerfacecolor="white", **dot),
        ]
        panel.legend(handles=kinds, loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=2, handletextpad=0.2)
        set_values(axes, summary)
        label_values(figure, summary, what)
        finish_chart(figure, words, write_caption(summary, summary))
        return axes[0]


def describe_voices(summary: pd.DataFrame, what: str = "tone", *, by: str = "outlet") -> str:
    """Describe narration against quotation in words."""
    if summary.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no row."
    sentences = [f"{capitalise(name_values(summary, what))} in narration and in quotation."]
    for name, part in split_panels(summary, [by]):
        values = [
            f"{row['voice']} {format_value(row, share=is_share(summary))}" for _, row in part.iterrows()
        ]
        sentences.append(f"{name + ': ' if name else ''}{', '.join(values)}.")
    return " ".join(sentences)
