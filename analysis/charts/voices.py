"""Narration, reported speech and quotation side by side, and the same in words."""

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

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
from analysis.schema import check_choice, check_columns
from analysis.text.voices import VOICES
from analysis.wording import capitalise, name_groups


class Look(NamedTuple):
    """How a voice is drawn: where beside its group, and with which marker."""

    offset: float
    marker: str
    hollow: bool


LOOKS = {
    "narration": Look(-0.25, "o", hollow=False),
    "reported": Look(0.0, "D", hollow=False),
    "quotation": Look(0.25, "o", hollow=True),
}
NAMES = {"narration": "narration", "reported": "reported speech", "quotation": "quotation"}
MEANINGS = {
    "reported": "Reported: what others say in indirect speech (he said that ...).",
    "quotation": "Quotation: what others say in their own words.",
}


def plot_voices(
    summary: pd.DataFrame, what: str = "tone", *, by: str = "outlet", ax: Axes | None = None
) -> Axes:
    """Draw narration, reported speech and quotation of each group, each named beside its marker.

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
        For a missing column (the message names the nearest ones), and for another voice.

    Examples
    --------
    >>> summary = pd.DataFrame({"outlet": "X", "voice": ["narration", "quotation"], "value": [-1.0, -2.0]})
    >>> plot_voices(summary).figure.get_label()
    'Tone in narration and quotation. X: narration -1.00, quotation -2.00.'
    """
    check_columns(summary, ["voice", "value"], verb="plot_voices")
    for voice in summary["voice"].unique():
        check_choice(voice, VOICES, name="voice")
    with use_style():
        words = describe_voices(summary, what, by=by)
        if not has_values(summary):
            return empty_chart(words, ax)
        groups = split_panels(summary, [by])
        figure, axes = make_panels(1, height=1.5 + 0.75 * len(groups), ax=ax)
        panel = axes[0]
        colours = outlet_colours(summary[by]) if by in summary.columns else {}
        for place, (name, part) in enumerate(groups):
            for _, row in part.dropna(subset=["value"]).iterrows():
                draw_voice(panel, row, place, colours.get(name, INK))
        panel.set_yticks(
            range(len(groups)), [shorten(name or name_groups("all outlets")) for name, _ in groups]
        )
        panel.set_ylim(len(groups) - 0.5, -0.6)
        set_values(axes, summary)
        label_values(figure, summary, what)
        finish_chart(
            figure, words, f"{explain_voices(summary)} {write_caption(summary, summary)}".strip(), summary
        )
        return axes[0]


def draw_voice(ax: Axes, row: pd.Series, place: float, colour: str) -> None:
    """Draw the value of one voice of a group at its height beside `place`, with the name of the voice."""
    look = LOOKS[str(row["voice"])]
    y = place + look.offset
    draw_whisker(ax, row, y, colour, marker=look.marker, hollow=look.hollow)
    right = row["high"] if pd.notna(row.get("high")) else row["value"]
    ax.annotate(
        str(row["voice"]), (right, y), xytext=(6, 0), textcoords="offset points", va="center", fontsize=10,
        color=GREY,
    )  # fmt: skip


def explain_voices(summary: pd.DataFrame) -> str:
    """Say what the voices are that are no narration, as far as the summary has them."""
    return " ".join(text for voice, text in MEANINGS.items() if summary["voice"].eq(voice).any())


def describe_voices(summary: pd.DataFrame, what: str = "tone", *, by: str = "outlet") -> str:
    """Describe the voices side by side in words."""
    if summary.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no row."
    *first, last = [NAMES[voice] for voice in VOICES if summary["voice"].eq(voice).any()]
    voices = f"{', '.join(first)} and {last}" if first else last
    sentences = [f"{capitalise(name_values(summary, what))} in {voices}."]
    for name, part in split_panels(summary, [by]):
        values = [
            f"{row['voice']} {format_value(row, share=is_share(summary))}"
            for _, row in part.sort_values("voice", key=lambda voice: voice.map(VOICES.index)).iterrows()
        ]
        sentences.append(f"{name + ': ' if name else ''}{', '.join(values)}.")
    sentences += [MEANINGS["reported"]] if summary["voice"].eq("reported").any() else []
    return " ".join(sentences)
