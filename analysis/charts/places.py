"""A map of the places named, from coordinates alone."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.describe import describe_places
from analysis.charts.labels import place_labels
from analysis.charts.style import (
    COLOURS,
    PALE,
    WIDTH,
    empty_chart,
    finish_chart,
    make_panels,
    shorten,
    use_style,
)
from analysis.schema import check_columns


def plot_places(
    places: pd.DataFrame,
    *,
    size: str = "n_mentions",
    background: pd.DataFrame | None = None,
    most: int = 25,
    cover: float = 0.8,
    ax: Axes | None = None,
) -> Axes:
    """A map of places (`name, lat, lon` and a count): circles with areas as the counts.

    Plain equirectangular, degrees of longitude narrowed by the cosine of the middle latitude. `background`
    (also `lat, lon`) adds other towns as faint dots. Up to `most` places are named, the largest first, where
    there is room. The map is cut to the places in and around the middle `cover` of all mentions (1.0: all of
    them); what lies outside is named below.

    >>> places = pd.DataFrame({"name": ["Kyiv"], "lat": [50.45], "lon": [30.52], "n_mentions": [9]})
    >>> plot_places(places).figure.get_label()
    'Places named, by mentions: Kyiv 9.'
    """
    check_columns(places, ["name", "lat", "lon", size], verb="plot_places")
    with use_style():
        words = describe_places(places, size=size)
        located = places.dropna(subset=["lat", "lon"])
        located = located[located[size] > 0].sort_values(
            [size, "name"], ascending=[False, True], kind="stable"
        )
        if located.empty:
            return empty_chart(words, ax)
        west, east, south, north = _frame(located, size, cover)
        inside = located["lon"].between(west, east) & located["lat"].between(south, north)
        outside, located = located[~inside], located[inside]
        x, y = located["lon"].to_numpy(float), located["lat"].to_numpy(float)
        narrow = _narrow(south, north)
        tall = np.clip(WIDTH * (north - south) / ((east - west) * narrow), 3.5, 9.0)
        figure, axes = make_panels(1, height=tall, ax=ax)
        panel = axes[0]
        panel.set_xlim(west, east)
        panel.set_ylim(south, north)
        panel.set_aspect(1 / narrow)
        if background is not None and len(background):
            panel.plot(background["lon"], background["lat"], ".", color=PALE, markersize=3, zorder=1)
        areas = 20 + 580 * located[size].to_numpy(float) / located[size].max()
        panel.scatter(
            x, y, s=areas, color=COLOURS[0], alpha=0.45, edgecolor=COLOURS[0], linewidth=1, zorder=2
        )
        for axis, ends in ((panel.xaxis, "EW"), (panel.yaxis, "NS")):
            axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
            axis.set_major_formatter(FuncFormatter(_name_degrees(*ends)))
        named = located.head(most)
        texts = [
            f"{shorten(name, 24)} {count:,.0f}"
            for name, count in zip(named["name"], named[size], strict=True)
        ]
        points = list(zip(x, y, strict=True))
        figure.supxlabel("\n", fontsize=11)  # the caption's room, before names are placed
        shown = place_labels(panel, points, texts, radii=np.sqrt(areas / np.pi), lead_lines=True)
        rest = len(located) - len(shown)
        caption = f"Area of the circles and figures: {size.removeprefix('n_').replace('_', ' ')}."
        if rest:
            caption += f" {rest:,} place{'s' if rest > 1 else ''} not named."
        if len(outside):
            far = [f"{name} {count:,.0f}" for name, count in zip(outside["name"], outside[size], strict=True)]
            more = f" and {len(far) - 4:,} more" if len(far) > 4 else ""
            caption += f" Outside the map: {', '.join(map(shorten, far[:4]))}{more}."
        return finish_chart(figure, axes, words, caption)


def _narrow(south: float, north: float) -> float:
    """How much shorter a degree of longitude is than one of latitude, in the middle of the map."""
    return max(float(np.cos(np.radians((south + north) / 2))), 0.1)


def _frame(located: pd.DataFrame, size: str, cover: float) -> tuple[float, float, float, float]:
    """The edges of the map: the places in and around its core, with a margin; two degrees at least, no strip.

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
    narrow = _narrow(south, north)
    wide, tall = max((east - west) * 1.16, 2 / narrow), max((north - south) * 1.16, 2)
    wide, tall = max(wide, tall / narrow), max(tall, 0.45 * wide * narrow)
    across, up = (west + east) / 2, (south + north) / 2
    return across - wide / 2, across + wide / 2, up - tall / 2, up + tall / 2


def _name_degrees(positive: str, negative: str):
    return lambda degree, _: f"{abs(degree):g}°{positive if degree > 0 else negative if degree < 0 else ''}"
