"""Pictures of groups: shares, rankings, two measures against each other, two voices."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, PercentFormatter

from analysis.charts.describe import (
    describe_ranked,
    describe_scatter,
    describe_shares,
    describe_voices,
    is_share,
    name_values,
    split_panels,
)
from analysis.charts.labels import place_labels
from analysis.charts.style import (
    GREY,
    INK,
    WIDTH,
    empty_chart,
    finish_chart,
    make_panels,
    outlet_colours,
    outlet_marks,
    shorten,
    title_panel,
    use_style,
)
from analysis.schema import check_columns, check_count


def plot_shares(
    summary: pd.DataFrame,
    what: str,
    *,
    by: str = "outlet",
    ax: Axes | Sequence[Axes] | None = None,
) -> Axes | np.ndarray:
    """Shares or rates with their intervals: a panel for each value of `what`, a row for each group.

    >>> summary = pd.DataFrame({"outlet": ["X", "Y"], "frame": "law", "value": [0.2, 0.4]})
    >>> plot_shares(summary, "frame").figure.get_label()
    'Frame. law: X 0.20, Y 0.40.'
    """
    check_columns(summary, [what, "value"], verb="plot_shares")
    with use_style():
        words = describe_shares(summary, what, by=by)
        if summary.empty or summary["value"].notna().sum() == 0:
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
        for panel, (name, part) in zip(axes, panels, strict=True):
            rows = part[by].astype(str).map({group: at for at, group in enumerate(groups)})
            for at, (_, row) in zip(rows, part.iterrows(), strict=True):
                _draw_whisker(panel, row, at, colours.get(str(row[by]), INK))
            panel.set_yticks(range(len(groups)), [shorten(group) for group in groups])
            panel.set_ylim(len(groups) - 0.5, -0.5)
            title_panel(panel, name, room=(WIDTH - 0.1 * min(longest, 28)) / columns - 0.15)
        _set_values(axes, summary)
        _label_values(figure, summary, what)
        return finish_chart(figure, axes, words, _write_caption(summary))


def plot_ranked(
    summary: pd.DataFrame,
    what: str,
    *,
    top: int = 20,
    by: str = "outlet",
    ax: Axes | Sequence[Axes] | None = None,
) -> Axes | np.ndarray:
    """The things of a summary from the largest value down, with their intervals; a panel for each group.

    In several panels the things stand in one order: that of their largest value.

    >>> summary = pd.DataFrame({"frame": ["law", "aid"], "value": [0.2, 0.4]})
    >>> plot_ranked(summary, "frame").figure.get_label()
    'Frame, ranked. aid 0.40, law 0.20.'
    """
    check_columns(summary, [what, "value"], verb="plot_ranked")
    check_count(top, name="top")
    with use_style():
        words = describe_ranked(summary, what, top=top, by=by)
        if summary.empty or summary["value"].notna().sum() == 0:
            return empty_chart(words, ax)
        panels = split_panels(summary, [by] if by != what else [])
        largest = (
            summary.assign(**{what: summary[what].astype(str)}).groupby(what)["value"].max().reset_index()
        )
        order = largest.sort_values(["value", what], ascending=[False, True], kind="stable")[what].head(top)
        places = {name: at for at, name in enumerate(order)}
        columns = min(len(panels), 3)
        figure, axes = make_panels(len(panels), columns=columns, height=0.9 + 0.31 * len(order), ax=ax)
        colours = outlet_colours(summary[by]) if by in summary.columns else {}
        for panel, (name, part) in zip(axes, panels, strict=True):
            for _, row in part.iterrows():
                if str(row[what]) in places:
                    shade = colours.get(str(row[what]) if what == by else name, INK)
                    _draw_whisker(panel, row, places[str(row[what])], shade)
            panel.set_yticks(range(len(order)), [shorten(name) for name in order])
            panel.set_ylim(len(order) - 0.5, -0.5)
            if name:
                title_panel(panel, name, colour=colours.get(name, INK), room=(WIDTH - 1.5) / columns)
        _set_values(axes, summary)
        _label_values(figure, summary, what)
        return finish_chart(figure, axes, words, _write_caption(summary))


def plot_scatter(
    across: pd.DataFrame, up: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None
) -> Axes:
    """Two summaries of the same groups against each other: crosses are both intervals, names stand beside.

    >>> across = pd.DataFrame({"outlet": ["X"], "value": [3.0], "low": [2.5], "high": [3.5]})
    >>> plot_scatter(across, across.assign(value=-1.0, low=None, high=None)).figure.get_label()
    'Value against value. X: -1.00 against 3.00 (2.50 to 3.50).'
    """
    for table in (across, up):
        check_columns(table, [by, "value", "low", "high"], verb="plot_scatter")
    with use_style():
        words = describe_scatter(across, up, by=by)
        both = across.merge(up[[by, "value", "low", "high"]], on=by, suffixes=("", "_up"))
        both = both.dropna(subset=["value", "value_up"])
        if both.empty:
            return empty_chart(words, ax)
        figure, axes = make_panels(1, height=5.6, ax=ax)
        panel = axes[0]
        colours, marks = outlet_colours(across[by]), outlet_marks(across[by])
        shades = [colours[str(name)] for name in both[by]]
        for (_, row), shade in zip(both.iterrows(), shades, strict=True):
            x, y = row["value"], row["value_up"]
            panel.plot([row["low"], row["high"]], [y, y], color=shade, linewidth=2.2, alpha=0.4)
            panel.plot([x, x], [row["low_up"], row["high_up"]], color=shade, linewidth=2.2, alpha=0.4)
            face = shade if pd.notna(row["low"]) else "white"
            mark = marks[str(row[by])][0]
            panel.plot(x, y, mark, color=shade, markerfacecolor=face, markersize=8, zorder=3)
        panel.margins(0.12)
        panel.set_xlabel(_start(name_values(across, "value")))
        panel.set_ylabel(_start(name_values(up, "value")))
        for axis, table in ((panel.xaxis, across), (panel.yaxis, up)):
            axis.set_major_locator(MaxNLocator(6))
            if is_share(table):
                axis.set_major_formatter(PercentFormatter(1, decimals=0))
        texts = [shorten(name, 28 if len(both) <= 8 else 18) for name in both[by]]
        points = list(zip(both["value"], both["value_up"], strict=True))
        shown = place_labels(panel, points, texts, radii=5.0, colours=shades, corners_first=True)
        rest = f" {len(both) - len(shown)} not named for want of room." if len(shown) < len(both) else ""
        return finish_chart(figure, axes, words, _write_caption(across) + rest)


def plot_voices(
    summary: pd.DataFrame, what: str = "tone", *, by: str = "outlet", ax: Axes | None = None
) -> Axes:
    """Narration against quotation for each group: filled and hollow, joined, each with its interval.

    >>> summary = pd.DataFrame({"outlet": "X", "voice": ["narration", "quotation"], "value": [-1.0, -2.0]})
    >>> plot_voices(summary).figure.get_label()
    'Tone in narration and in quotation. X: narration -1.00, quotation -2.00.'
    """
    check_columns(summary, ["voice", "value"], verb="plot_voices")
    with use_style():
        words = describe_voices(summary, what, by=by)
        if summary.empty or summary["value"].notna().sum() == 0:
            return empty_chart(words, ax)
        groups = split_panels(summary, [by])
        figure, axes = make_panels(1, height=1.5 + 0.55 * len(groups), ax=ax)
        panel = axes[0]
        colours = outlet_colours(summary[by]) if by in summary.columns else {}
        for at, (name, part) in enumerate(groups):
            shade = colours.get(name, INK)
            panel.plot(part["value"], [at] * len(part), color="#B5B5B5", linewidth=1.5, zorder=1)
            for _, row in part.iterrows():
                quoted = row["voice"] == "quotation"
                _draw_whisker(panel, row, at + (0.14 if quoted else -0.14), shade, hollow=quoted, dot=at)
        panel.set_yticks(range(len(groups)), [shorten(name or "all outlets") for name, _ in groups])
        panel.set_ylim(len(groups) - 0.5, -0.6)
        kinds = [
            Line2D([], [], marker="o", linestyle="", color=GREY, markersize=8, label="narration"),
            Line2D(
                [],
                [],
                marker="o",
                linestyle="",
                color=GREY,
                markerfacecolor="white",
                markersize=8,
                label="quotation",
            ),
        ]
        panel.legend(handles=kinds, loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=2, handletextpad=0.2)
        _set_values(axes, summary)
        _label_values(figure, summary, what)
        return finish_chart(figure, axes, words, _write_caption(summary))


def _draw_whisker(
    ax: Axes, row: pd.Series, at: float, colour: str, *, hollow: bool = False, dot: float | None = None
) -> None:
    """A value as a dot and its interval as a bar; without an interval the dot is small."""
    sure = pd.notna(row.get("low")) and pd.notna(row.get("high"))
    if sure:
        ax.plot([row["low"], row["high"]], [at, at], color=colour, linewidth=3, alpha=0.38, zorder=2)
    ax.plot(
        row["value"], at if dot is None else dot, "o", color=colour, zorder=3,
        markerfacecolor="white" if hollow else colour, markersize=7.5 if sure else 4.5,
    )  # fmt: skip


def _set_values(axes: Sequence[Axes], summary: pd.DataFrame) -> None:
    ends = summary[[c for c in ("value", "low", "high") if c in summary]].to_numpy(float)
    low, high = np.nanmin(ends), np.nanmax(ends)
    pad = 0.05 * ((high - low) or abs(high) or 1)
    for ax in axes:
        ax.set_xlim(0 - pad / 2 if low >= 0 else low - pad, max(high, 0) + pad)
        ax.xaxis.set_major_locator(MaxNLocator(5 if len(axes) > 1 else 8, steps=[1, 2, 2.5, 5, 10]))
        if is_share(summary):
            ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        if low < 0:
            ax.axvline(0, color="#9A9A9A", linewidth=0.9, zorder=1)
        ax.grid(axis="y", visible=False)


def _label_values(figure, summary: pd.DataFrame, what: str) -> None:
    """What the values are, above the panels, where it is read first."""
    if figure.get_layout_engine() is not None:
        figure.suptitle(_start(name_values(summary, what)), x=0.01, ha="left", fontsize=12, color=GREY)


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _write_caption(summary: pd.DataFrame) -> str:
    if "low" not in summary:
        return ""
    said = [f"Bars: {summary.attrs.get('level', '95%')} intervals."] if summary["low"].notna().any() else []
    if summary["low"].isna().any():
        said.append("Small points: no interval, too few articles or nothing found.")
    return " ".join(said)
