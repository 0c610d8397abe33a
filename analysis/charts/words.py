"""Words that set two groups apart, words that move the tone, and both charts in words."""

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.charts.keys import name_rows
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
from analysis.charts.values import name_sides, pick_extremes, rank_shift
from analysis.schema import check_columns, check_count
from analysis.wording import format_number, list_some


def plot_keyness(keyness: pd.DataFrame, *, score: str = "G2", top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the words that set the target apart (to the right) and the reference (to the left).

    The numbers at the bars are occurrences per 1,000 words in the target and in the reference.

    Parameters
    ----------
    keyness : DataFrame
        One row per word, from `score_keyness`.
    score : str, default "G2"
        The column with the length of the bars: "G2", "log_odds" or "z".
    top : int, default 12
        Words to draw on each side.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The label of its figure describes the chart in words.

    Raises
    ------
    ValueError
        For a missing column (the message names the nearest ones) and a `top` below 1.

    Examples
    --------
    >>> counts = {"n_target": [8, 0], "n_reference": [1, 4]}
    >>> rates = {"per_1000_target": [8.0, 0.0], "per_1000_reference": [1.0, 4.0]}
    >>> keyness = pd.DataFrame({"word": ["war", "peace"], "G2": [9.5, -3.0], **counts, **rates})
    >>> plot_keyness(keyness).figure.get_label().split(". ")[0]
    'Words that set the target apart: war (G2 9.50; 8 against 1 times)'
    """
    needed = [f"{count}_{side}" for count in ("n", "per_1000") for side in ("target", "reference")]
    check_columns(keyness, ["word", score, *needed], verb="plot_keyness")
    check_count(top, name="top")
    with use_style():
        words = describe_keyness(keyness, score=score, top=top)
        above, below = (pick_extremes(keyness, score, side, top) for side in (1, -1))
        shown = pd.concat([above, below.iloc[::-1]], ignore_index=True)
        shown.attrs = keyness.attrs
        if shown.empty:
            return empty_chart(f"No word sets the two groups apart. {words}", ax)
        target, reference = (str(keyness.attrs.get(side, side)) for side in ("target", "reference"))
        figure, axes = make_panels(1, height=1.4 + 0.29 * len(shown), ax=ax)
        rates = zip(shown["per_1000_target"], shown["per_1000_reference"], strict=True)
        _draw_sides(axes[0], shown[score], shown["word"], [f"{a:.1f} : {b:.1f}" for a, b in rates])
        axes[0].set_xlabel(f"{score} · left: {shorten(reference, 32)} · right: {shorten(target, 32)}")
        caption = "At the bars: times per 1,000 words in target : reference."
        finish_chart(figure, words, caption, shown)
        return axes[0]


def describe_keyness(keyness: pd.DataFrame, *, score: str = "G2", top: int = 12) -> str:
    """Describe the words that set two groups apart in words."""
    sentences = []
    for side, name in zip((1, -1), name_sides(keyness), strict=True):
        part = pick_extremes(keyness, score, side, top)
        words = [
            f"{row['word']} ({score} {format_number(row[score])}; "
            f"{row['n_target']:,} against {row['n_reference']:,} times)"
            for row in part.to_dict("records")
        ]
        sentences.append(f"Words that set {name} apart: {', '.join(words) if words else 'none'}.")
    return " ".join(sentences)


def plot_word_shift(shift: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """Draw the words that raise the tone of the target (to the right) or lower it (to the left).

    The text at a bar says how the word is used and what changed from reference to target.

    Parameters
    ----------
    shift : DataFrame
        One row per word, from `score_word_shift`.
    top : int, default 20
        Words to draw, those that move the tone most.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The label of its figure describes the chart in words.

    Raises
    ------
    ValueError
        For a missing column (the message names the nearest ones) and a `top` below 1.

    Examples
    --------
    >>> shift = pd.DataFrame({"word": ["hero", "brutal"], "shift": [0.1, -0.3], "direction": "more often"})
    >>> plot_word_shift(shift).figure.get_label().split(". ")[0]
    'Tone of the target minus tone of the reference: -0.20 per 100 words'
    """
    check_columns(shift, ["word", "shift", "direction"], verb="plot_word_shift")
    check_count(top, name="top")
    with use_style():
        words = describe_word_shift(shift, top=top)
        shown = rank_shift(shift).head(top).reset_index(drop=True)
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
        finish_chart(figure, words, caption, shown)
        return axes[0]


def describe_word_shift(shift: pd.DataFrame, *, top: int = 20) -> str:
    """Describe the words that move the tone from one group to another in words."""
    target, reference = name_sides(shift)
    if shift.empty:
        return f"No word moves the tone between {reference} and {target}."
    words = [
        f"{row['word']} {row['shift']:+.2f} ({row['direction']})"
        for row in rank_shift(shift).to_dict("records")
    ]
    total = f"Tone of {target} minus tone of {reference}: {shift['shift'].sum():+.2f} per 100 words."
    return f"{total} Words that move it most: {list_some(words, top)}."


def _draw_sides(ax: Axes, values: pd.Series, names: pd.Series, ends: Iterable[str]) -> None:
    """Draw bars to both sides of zero: the name on the empty side of its bar, a remark at the bar's end."""
    lengths = values.to_numpy(float)
    for y, (length, name, end) in enumerate(zip(lengths, names, ends, strict=True)):
        side = 1 if length > 0 else -1
        bars = ax.barh(y, length, color=ABOVE if length > 0 else BELOW, height=0.72)
        bars[0].set_label(name_rows([y]))
        ax.annotate(
            shorten(name, 24), (0, y), (-5 * side, 0), textcoords="offset points", va="center",
            ha="right" if length > 0 else "left", fontsize=11.5, color=INK,
        )  # fmt: skip
        ax.annotate(
            str(end), (length, y), (4 * side, 0), textcoords="offset points", va="center",
            ha="left" if length > 0 else "right", fontsize=11, color="#6B6B6B",
        )  # fmt: skip
    far = max(abs(lengths.min()), abs(lengths.max()))
    # Room for a name where a side has no bars, and for the remarks at the ends.
    ax.set_xlim(min(1.45 * lengths.min(), -0.45 * far), max(1.45 * lengths.max(), 0.45 * far))
    ax.set_ylim(len(lengths) - 0.4, -0.6)
    ax.set_yticks([])
    ax.xaxis.set_major_locator(MaxNLocator(6))
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="y", visible=False)
