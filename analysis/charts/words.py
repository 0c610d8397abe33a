"""Pictures of language: words that set two groups apart, words that move the tone."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.charts.describe import (
    describe_keyness,
    describe_word_shift,
    pick_extremes,
    rank_shift,
)
from analysis.charts.style import (
    ABOVE,
    BELOW,
    INK,
    empty_chart,
    finish_chart,
    make_panels,
    shorten,
    use_style,
)
from analysis.schema import check_columns


def plot_keyness(keyness: pd.DataFrame, *, score: str = "G2", top: int = 12, ax: Axes | None = None) -> Axes:
    """The words that set the target apart (to the right) and the reference (to the left), by their score.

    At the end of each bar: how often the word comes per 1,000 words, in the target and in the reference.

    >>> counts = {"n_target": [8, 0], "n_reference": [1, 4]}
    >>> rates = {"per_1000_target": [8.0, 0.0], "per_1000_reference": [1.0, 4.0]}
    >>> keyness = pd.DataFrame({"word": ["war", "peace"], "G2": [9.5, -3.0], **counts, **rates})
    >>> plot_keyness(keyness).figure.get_label().split(". ")[0]
    'Words that set the target apart: war (G2 9.50; 8 against 1 times)'
    """
    needed = [f"{count}_{side}" for count in ("n", "per_1000") for side in ("target", "reference")]
    check_columns(keyness, ["word", score, *needed], verb="plot_keyness")
    with use_style():
        words = describe_keyness(keyness, score=score, top=top)
        above, below = (pick_extremes(keyness, score, side, top) for side in (1, -1))
        shown = pd.concat([above, below.iloc[::-1]], ignore_index=True)
        if shown.empty:
            return empty_chart(f"No word sets the two groups apart. {words}", ax)
        target, reference = (str(keyness.attrs.get(side, side)) for side in ("target", "reference"))
        figure, axes = make_panels(1, height=1.4 + 0.29 * len(shown), ax=ax)
        ends = [
            f"{a:.1f} : {b:.1f}"
            for a, b in zip(shown["per_1000_target"], shown["per_1000_reference"], strict=True)
        ]
        _draw_sides(axes[0], shown[score], shown["word"], ends)
        axes[0].set_xlabel(f"{score} · left: {shorten(reference, 32)} · right: {shorten(target, 32)}")
        caption = "At the bars: times per 1,000 words in target : reference."
        return finish_chart(figure, axes, words, caption)


def plot_word_shift(shift: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """The words that move the tone from reference to target: right what lifts it, left what sinks it.

    At the end of each bar: what happened to the word.

    >>> shift = pd.DataFrame({"word": ["hero", "brutal"], "shift": [0.1, -0.3], "direction": "more often"})
    >>> plot_word_shift(shift).figure.get_label().split(". ")[0]
    'Tone of the target minus tone of the reference: -0.20 per 100 words'
    """
    check_columns(shift, ["word", "shift", "direction"], verb="plot_word_shift")
    with use_style():
        words = describe_word_shift(shift, top=top)
        shown = rank_shift(shift).head(top)
        if shown.empty:
            return empty_chart(words, ax)
        target, reference = (str(shift.attrs.get(side, side)) for side in ("target", "reference"))
        figure, axes = make_panels(1, height=1.6 + 0.31 * len(shown), ax=ax)
        _draw_sides(axes[0], shown["shift"], shown["word"], shown["direction"])
        total, rest = shift["shift"].sum(), len(shift) - len(shown)
        axes[0].set_xlabel(
            f"Part in the difference of tone, {shorten(target, 28)} minus {shorten(reference, 28)}"
        )
        caption = f"All {len(shift):,} words together: {total:+.2f} per 100 words."
        if rest:
            caption += f" {rest:,} words with smaller parts not drawn."
        return finish_chart(figure, axes, words, caption)


def _draw_sides(ax: Axes, values: pd.Series, names: pd.Series, ends: list[str]) -> None:
    """Bars to both sides of zero: the name on the empty side of its bar, a remark at the bar's end."""
    values = values.to_numpy(float)
    for at, (value, name, end) in enumerate(zip(values, names, ends, strict=True)):
        side = 1 if value > 0 else -1
        ax.barh(at, value, color=ABOVE if value > 0 else BELOW, height=0.72)
        ax.annotate(
            shorten(name, 24), (0, at), (-5 * side, 0), textcoords="offset points", va="center",
            ha="right" if value > 0 else "left", fontsize=11.5, color=INK,
        )  # fmt: skip
        ax.annotate(
            str(end), (value, at), (4 * side, 0), textcoords="offset points", va="center",
            ha="left" if value > 0 else "right", fontsize=11, color="#6B6B6B",
        )  # fmt: skip
    far = max(abs(values.min()), abs(values.max()))
    # Room for a name where a side has no bars, and for the remarks at the ends.
    ax.set_xlim(min(1.45 * values.min(), -0.45 * far), max(1.45 * values.max(), 0.45 * far))
    ax.set_ylim(len(values) - 0.4, -0.6)
    ax.set_yticks([])
    ax.xaxis.set_major_locator(MaxNLocator(6))
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="y", visible=False)
