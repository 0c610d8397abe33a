"""A map of the places named, over coast lines and borders, and the same in words."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.keys import name_rows
from analysis.charts.labels import draw_labels, place_labels
from analysis.charts.style import (
    COLOURS,
    GREY,
    PALE,
    WIDTH,
    empty_chart,
    finish_chart,
    make_panels,
    shorten,
    use_style,
)
from analysis.charts.values import name_column
from analysis.registry.borders import read_borders
from analysis.schema import check_columns, check_count
from analysis.wording import count_noun, list_some

LISTED = 12  # places that a description lists
FAR = 4  # places outside the map that the caption names
LAND, COAST, BORDER = "#F4F2EC", "#BBBBBB", "#9C9C9C"
DASHED = "dashed: borders that it calls disputed, indefinite or lines of control"


class Frame(NamedTuple):
    """The edges of a map, in degrees."""

    west: float
    east: float
    south: float
    north: float


def plot_places(
    places: pd.DataFrame,
    *,
    size: str = "n_mentions",
    background: pd.DataFrame | None = None,
    top: int = 25,
    cover: float = 0.8,
    ax: Axes | None = None,
) -> Axes:
    """Draw a map of places: circles with areas as the counts, the largest named.

    The projection is equirectangular: degrees of longitude are narrowed by the cosine of the middle latitude.
    Coast lines and borders are those of Natural Earth 4.1 (2018). One rule says which borders are dashed: all
    that Natural Earth does not class as international boundaries (disputed, indefinite, lines of control),
    and all of its disputed boundary lines. Places are drawn by their coordinates alone.

    Parameters
    ----------
    places : DataFrame
        One row per place: `name, lat, lon` (degrees) and a count, from `count_places`.
    size : str, default "n_mentions"
        The column with the count.
    background : DataFrame, optional
        Other towns (`lat, lon`), drawn as faint dots.
    top : int, default 25
        Places to name, the largest first, where there is room.
    cover : float, default 0.8
        The map is cut to the places in and around the middle share of all mentions (1: all of them); the
        caption names what lies outside.
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
    >>> places = pd.DataFrame({"name": ["Kyiv"], "lat": [50.45], "lon": [30.52], "n_mentions": [9]})
    >>> plot_places(places).figure.get_label()
    'Places named, by mentions: Kyiv 9.'
    """
    check_columns(places, ["name", "lat", "lon", size], verb="plot_places")
    check_count(top, name="top")
    with use_style():
        words = describe_places(places, size=size)
        located = _sort_located(places, size)
        if located.empty:
            return empty_chart(words, ax)
        frame = _find_frame(located, size, cover)
        inside = located["lon"].between(*frame[:2]) & located["lat"].between(*frame[2:])
        outside, located = located[~inside], located[inside]
        tall = WIDTH * (frame.north - frame.south) / ((frame.east - frame.west) * _narrow(frame))
        figure, axes = make_panels(1, height=float(np.clip(tall, 3.5, 9.0)), ax=ax)
        panel = axes[0]
        _set_frame(panel, frame)
        has_dashed = _draw_ground(panel, frame)
        if background is not None and len(background):
            # As one picture: thousands of dots would make an SVG of megabytes.
            dots = {"color": PALE, "markersize": 3, "zorder": 1, "rasterized": True}
            panel.plot(background["lon"], background["lat"], ".", **dots)
        areas = 20 + 580 * located[size].to_numpy(float) / located[size].max()
        look = {"color": COLOURS[0], "alpha": 0.45, "edgecolor": COLOURS[0], "linewidth": 1, "zorder": 2}
        label = name_rows(located.index)
        panel.scatter(located["lon"], located["lat"], s=areas, label=label, **look)
        figure.supxlabel("\n", fontsize=11)  # the caption's room, before names are placed
        points = list(zip(located["lon"].astype(float), located["lat"].astype(float), strict=True))
        texts = _name_places(located.head(top), size)
        labels = place_labels(panel, points, texts, radii=np.sqrt(areas / np.pi), lead_lines=True)
        draw_labels(panel, labels)
        caption = _write_caption(size, len(located) - len(labels), outside, has_dashed)
        finish_chart(figure, words, caption, places)
        return panel


def _sort_located(places: pd.DataFrame, size: str) -> pd.DataFrame:
    """Return the places with a point and a count, the largest first."""
    located = places.dropna(subset=["lat", "lon"])
    located = located[located[size] > 0]
    return located.sort_values([size, "name"], ascending=[False, True], kind="stable")


def describe_places(places: pd.DataFrame, *, size: str = "n_mentions") -> str:
    """Describe a map in words: the places most named."""
    located = places.dropna(subset=["lat", "lon"])
    if located.empty:
        return "No map of places named: the table holds no place with coordinates."
    ranked = located.sort_values([size, "name"], ascending=[False, True], kind="stable")
    counts = [f"{row['name']} {row[size]:,.0f}" for _, row in ranked.iterrows()]
    words = f"Places named, by {name_column(size)}: {list_some(counts, LISTED)}."
    without = len(places) - len(located)
    return f"{words} {without} without coordinates not drawn." if without else words


def _name_places(places: pd.DataFrame, size: str) -> list[str]:
    """Return the name of each place with its count."""
    return [
        f"{shorten(name, 24)} {count:,.0f}" for name, count in zip(places["name"], places[size], strict=True)
    ]


def _write_caption(size: str, n_unnamed: int, outside: pd.DataFrame, has_dashed: bool) -> str:
    """Write what circles and dashes mean, how many places have no name, and what lies outside the map."""
    caption = f"Area of the circles and figures: {name_column(size)}."
    if n_unnamed:
        caption += f" {count_noun(n_unnamed, 'place')} not named."
    if len(outside):
        far = [f"{name} {count:,.0f}" for name, count in zip(outside["name"], outside[size], strict=True)]
        more = f" and {len(far) - FAR:,} more" if len(far) > FAR else ""
        caption += f" Outside the map: {', '.join(map(shorten, far[:FAR]))}{more}."
    return f"{caption} Borders: Natural Earth (2018){'; ' + DASHED if has_dashed else ''}."


def _draw_ground(panel: Axes, frame: Frame) -> bool:
    """Draw land, coast lines and borders faintly, as one picture; return whether a border is dashed."""
    lines = {
        name: [line for line in lines if _crosses(line, frame)] for name, lines in read_borders().items()
    }
    if lines["land"]:
        land = Path.make_compound_path(*(Path(line, closed=True) for line in lines["land"]))
        panel.add_patch(
            PathPatch(land, facecolor=LAND, edgecolor=COAST, linewidth=0.8, zorder=0.5, rasterized=True)
        )
    looks: dict[str, dict[str, Any]] = {
        "borders": {"color": BORDER, "linewidth": 0.6},
        "disputed": {"color": GREY, "linewidth": 0.8, "linestyle": (0, (4, 2.5))},
    }
    for name, look in looks.items():
        for line in lines[name]:
            panel.plot(*line.T, **look, zorder=0.6, rasterized=True)
    return bool(lines["disputed"])


def _crosses(line: np.ndarray, frame: Frame) -> bool:
    """Find out whether a line may be seen on the map."""
    (west, south), (east, north) = line.min(axis=0), line.max(axis=0)
    return bool(west < frame.east and east > frame.west and south < frame.north and north > frame.south)


def _set_frame(panel: Axes, frame: Frame) -> None:
    """Set the edges and the proportions of the map, with degrees on the axes."""
    panel.set_xlim(frame.west, frame.east)
    panel.set_ylim(frame.south, frame.north)
    panel.set_aspect(1 / _narrow(frame))
    for axis, (positive, negative) in ((panel.xaxis, "EW"), (panel.yaxis, "NS")):
        axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(FuncFormatter(_name_degrees(positive, negative)))


def _narrow(frame: Frame) -> float:
    """Return how much shorter a degree of longitude is than one of latitude, in the middle of the map."""
    return max(float(np.cos(np.radians((frame.south + frame.north) / 2))), 0.1)


def _find_frame(located: pd.DataFrame, size: str, cover: float) -> Frame:
    """Find the edges of the map: the places in and around its core, with a margin; at least two degrees.

    The core holds the middle `cover` of the mentions each way; the map may be twice as wide and as tall.
    """
    near = pd.Series(True, index=located.index)
    for column in ("lon", "lat"):
        ordered = located.sort_values([column, "name"], kind="stable")
        below = (ordered[size].cumsum() / ordered[size].sum()).to_numpy()
        first = int(np.searchsorted(below, (1 - cover) / 2))
        last = min(int(np.searchsorted(below, (1 + cover) / 2 - 1e-9)), len(ordered) - 1)
        low, high = ordered[column].iloc[first], ordered[column].iloc[last]
        near &= located[column].between(low - (high - low) / 2 - 0.5, high + (high - low) / 2 + 0.5)
    kept = located[near] if near.any() else located
    west, east, south, north = (kept[c].agg(end) for c in ("lon", "lat") for end in ("min", "max"))
    narrow = _narrow(Frame(west, east, south, north))
    wide, tall = max((east - west) * 1.16, 2 / narrow), max((north - south) * 1.16, 2)
    wide, tall = max(wide, tall / narrow), max(tall, 0.45 * wide * narrow)
    across, up = (west + east) / 2, (south + north) / 2
    return Frame(across - wide / 2, across + wide / 2, up - tall / 2, up + tall / 2)


def _name_degrees(positive: str, negative: str) -> Callable[[float, object], str]:
    return lambda degree, _: f"{abs(degree):g}°{positive if degree > 0 else negative if degree < 0 else ''}"
