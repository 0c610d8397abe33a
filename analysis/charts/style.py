"""The style of all charts: colours, type, panels, titles and the names of events."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import matplotlib as mpl
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from analysis.charts.marks import keep_summary
from analysis.wording import capitalise

# Okabe & Ito 2008, Color Universal Design, without black (the colour of text) and with the yellow darkened.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C7A00", "#7A4B9A"]
MARKERS = ["o", "s", "^", "D", "v", "P", "X", "p"]
DASHES = ["-", (0, (4, 1.5)), (0, (1, 1)), (0, (6, 1.5, 1, 1.5))]
INK, GREY, PALE = "#222222", "#6B6B6B", "#D9D9D9"
ABOVE, BELOW = COLOURS[0], COLOURS[1]
WIDTH = 9.0  # inches
CAPTION = 112  # characters of a line below a chart of this width
_width: ContextVar[float] = ContextVar("width", default=WIDTH)  # of the charts that are drawn, in inches
STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # ships with matplotlib
    "font.size": 12, "axes.titlesize": 13, "axes.labelsize": 12, "xtick.labelsize": 11.5,
    "ytick.labelsize": 11.5, "legend.fontsize": 11.5,
    "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.edgecolor": GREY, "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.8,
    "axes.grid": True, "axes.axisbelow": True, "grid.color": "#E6E6E6", "grid.linewidth": 0.8,
    "axes.titlelocation": "left", "axes.titleweight": "bold", "xtick.major.size": 3, "ytick.major.size": 0,
    "legend.frameon": False, "figure.facecolor": "white", "savefig.facecolor": "white",
    # The whole number stands at each tick: no "+1e5" above the axis, where the title is.
    "axes.formatter.useoffset": False,
    # A dollar sign in an article is no formula.
    "text.parse_math": False,
}  # fmt: skip


def use_style() -> AbstractContextManager:
    """Return a context in which charts are drawn in this style."""
    return mpl.rc_context(STYLE)


@contextmanager
def use_width(inches: float) -> Iterator[None]:
    """Draw charts of another width: letters keep their size, and lines of text are shorter."""
    token = _width.set(inches)
    try:
        yield
    finally:
        _width.reset(token)


def find_width() -> float:
    """Return the width of the charts that are drawn, in inches."""
    return _width.get()


def scale_count(most: int) -> int:
    """Return how many labels fit side by side where `most` fit in a chart of the usual width."""
    return max(2, round(most * _width.get() / WIDTH))


def list_outlets(outlets: pd.Series | Iterable[str]) -> list[str]:
    """List the categories of a categorical column, else the values that occur; sorted."""
    if isinstance(outlets, pd.Series) and isinstance(outlets.dtype, pd.CategoricalDtype):
        return [str(name) for name in outlets.cat.categories]
    return sorted({str(name) for name in outlets if not pd.isna(name)})


def outlet_colours(outlets: pd.Series | Iterable[str]) -> dict[str, str]:
    """Return the colour of each outlet; eight differ for colour-blind readers, from the ninth on they recur.

    A categorical column gives every outlet of the corpus a colour, so that a part of it keeps the colours.

    >>> outlet_colours(["Y", "X"])
    {'X': '#0072B2', 'Y': '#D55E00'}
    """
    return {name: COLOURS[rank % len(COLOURS)] for rank, name in enumerate(list_outlets(outlets))}


def outlet_marks(outlets: pd.Series | Iterable[str]) -> dict[str, tuple[str, object]]:
    """Return the marker and the line of each outlet: the second eight differ from the first in both."""
    names = list_outlets(outlets)
    turns = [(rank // len(COLOURS)) % len(DASHES) for rank in range(len(names))]
    return {name: (MARKERS[turn], DASHES[turn]) for name, turn in zip(names, turns, strict=True)}


def make_panels(
    n: int,
    *,
    columns: int = 1,
    height: float = 3.0,
    ax: Axes | Sequence[Axes] | np.ndarray | None = None,
    share_x: bool = True,
    share_y: bool = True,
) -> tuple[Figure, np.ndarray]:
    """Return a figure and `n` panels that share their axes; with `ax` the given axes, if they are enough."""
    if ax is not None:
        axes = np.ravel(np.asarray(ax, dtype=object))
        if len(axes) < n:
            raise ValueError(f"This chart needs {n} axes, one for each panel; `ax` holds {len(axes)}.")
        return axes[0].figure, axes[:n]
    columns = max(1, min(columns, n))
    rows = -(-n // columns)
    figure = Figure(figsize=(find_width(), max(2.2, rows * height)), layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.subplots(rows, columns, sharex=share_x, sharey=share_y, squeeze=False)
    for spare in grid.ravel()[n:]:
        spare.remove()
    for panel in grid.ravel()[:n]:
        # A title that stands where it is told is not sought a place for each time the panel is laid out.
        panel.set_title("", y=1.0)
    if share_x:
        # A column of panels that ends early has its ticks where it ends.
        for number in range(n):
            last = number + columns >= n
            grid.ravel()[number].tick_params(labelbottom=last)
    return figure, grid.ravel()[:n]


def empty_chart(reason: str, ax: Axes | Sequence[Axes] | np.ndarray | None = None) -> Axes:
    """Return a chart that says in a sentence why nothing is drawn."""
    figure, axes = make_panels(1, height=2.2, ax=ax)
    axes[0].set_axis_off()
    axes[0].text(0.5, 0.5, wrap_text(reason, 70), ha="center", va="center", transform=axes[0].transAxes)
    figure.set_label(reason)
    return axes[0]


def finish_chart(figure: Figure, words: str, caption: str = "", summary: pd.DataFrame | None = None) -> None:
    """Attach the description in words to a chart and the summary that it shows; write the caption below."""
    if summary is not None:
        keep_summary(figure, summary)
        if note := summary.attrs.get("copies"):
            words, caption = (f"{text} {capitalise(note)}.".strip() for text in (words, caption))
    if caption and figure.get_layout_engine() is not None:
        figure.supxlabel(wrap_text(caption, scale_count(CAPTION)), x=0.01, ha="left", fontsize=11, color=GREY)
    figure.set_label(words)


def unwrap_axes(axes: np.ndarray) -> Axes | np.ndarray:
    """Return the only panel itself, several panels as an array."""
    return axes[0] if len(axes) == 1 else axes


def wrap_text(text: str, width: int) -> str:
    """Return the text in lines of at most `width` characters, words kept whole where they fit."""
    return "\n".join(textwrap.wrap(text, width)) or text


def shorten(text: object, width: int = 28) -> str:
    """Return the text cut to `width` characters, with spaces for underscores.

    >>> shorten("The Independent Broadsheet", 12)
    'The Indepen…'
    """
    text = " ".join(str(text).replace("_", " ").split())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def fold_text(text: object, width: int, *, lines: int = 2) -> str:
    """Return the text in at most so many lines of `width` characters; what is left over is cut.

    >>> fold_text("withdrawal_of the Russian army from the right bank", 20)
    'withdrawal of the\\nRussian army from…'
    """
    folded = textwrap.wrap(shorten(text, 200), width) or [""]
    if len(folded) > lines:
        folded = [*folded[: lines - 1], shorten(f"{folded[lines - 1]}…", width)]
    return "\n".join(folded)


def darken(colour: str) -> tuple[float, ...]:
    """Return a shade of a colour that can be read as text on white (contrast of 4.5 or more).

    >>> [round(part, 2) for part in darken("#FFFFFF")]
    [0.6, 0.6, 0.6]
    """
    return tuple(0.6 * part for part in to_rgb(colour))


def title_panel(ax: Axes, title: str, *, colour: str = INK, room: float = WIDTH) -> None:
    """Write the title of a panel in at most two lines within `room` inches; lines to events pass behind."""
    text = fold_text(title, max(10, int(room / 0.122)))
    back = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    ax.set_title(text, color=darken(colour), bbox=back, zorder=4)


class EventName(NamedTuple):
    """A name above a panel: the day of its event, the text, and the tier in which it stands (0 is lowest)."""

    day: float
    text: str
    tier: int


def mark_events(
    axes: Sequence[Axes] | np.ndarray,
    events: pd.DataFrame | None,
    *,
    top: Sequence[Axes] | np.ndarray | None = None,
) -> None:
    """Draw lines at the events in every panel, with names above the panels of `top` where there is room.

    Names stand to the right of their line, in up to two tiers; a later name in the way of an earlier one
    goes below it, so that no line crosses a name. An event without a name, or whose name has no room, keeps a
    faint line.
    """
    if events is None or not len(events) or not len(axes):
        return
    left, right = axes[0].get_xlim()
    days = mdates.date2num(pd.to_datetime(events["date"]))
    named = sorted({(day, str(name)) for day, name in zip(days, events["event"], strict=True)})
    named = [(day, shorten(name, 34)) for day, name in named if left <= day <= right]
    figure: Any = axes[0].figure
    engine = figure.get_layout_engine()
    if engine is not None and named:
        engine.execute(figure)
    shown = set()
    for ax in axes[:1] if top is None else top:
        names = _place_event_names(ax, [(day, name) for day, name in named if name.strip()])
        _write_event_names(ax, names)
        shown |= {name.day for name in names}
    for ax in axes:
        for day, _ in named:
            colour = "#8A8A8A" if day in shown else "#EBEBEB"
            ax.axvline(day, color=colour, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.5)


def _place_event_names(ax: Axes, named: list[tuple[float, str]], tiers: int = 2) -> list[EventName]:
    """Find the names that have room above a panel, and their tiers."""
    figure: Any = ax.figure
    renderer = FigureCanvasAgg(figure).get_renderer()
    edge = ax.get_window_extent(renderer).x1
    placed: list[EventName] = []
    ends: list[float] = []  # where the placed names end, in pixels
    for day, name in named:
        text = ax.text(0, 0, name, fontsize=11)
        width = text.get_window_extent(renderer).width
        text.remove()
        start = ax.transData.transform((day, 0))[0]
        if start + width > edge + 4:
            continue
        in_way = [other.tier for other, end in zip(placed, ends, strict=True) if end + 8 > start]
        tier = min(in_way, default=tiers) - 1
        if tier >= 0:
            placed.append(EventName(day, name, tier))
            ends.append(start + width)
    lowest = min((name.tier for name in placed), default=0)
    return [name._replace(tier=name.tier - lowest) for name in placed]


def _write_event_names(ax: Axes, names: list[EventName]) -> None:
    """Write the names of events above a panel, above its title, each with a line down to its day."""
    title = ax.get_title(loc="left")
    base = 8 + 17 * (title.count("\n") + 1) if title else 4
    place: dict[str, Any] = {
        "xycoords": ("data", "axes fraction"),
        "textcoords": "offset points",
        "annotation_clip": False,
    }
    line: dict[str, Any] = {
        "arrowstyle": "-",
        "color": "#9A9A9A",
        "linewidth": 0.7,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    for name in names:
        rise = base + name.tier * 15
        ax.annotate(
            name.text, (name.day, 1), (2, rise), fontsize=11, color=GREY, va="bottom", ha="left", zorder=2,
            **place,
        )  # fmt: skip
        ax.annotate("", (name.day, 1), (0, rise + 9), arrowprops=line, zorder=2, **place)
