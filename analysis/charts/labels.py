"""Names beside the points of a chart: none on another, none on a point, a line to those that stand off."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from analysis.charts.style import GREY, INK, darken

SIDES = [(1, 0), (-1, 0), (0, 1), (0, -1)]
CORNERS = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
STEPS = (0, 14, 28, 42, 60, 85, 110)  # how far a name may stand off its point, in points of type
HALO = withStroke(linewidth=2.5, foreground="white")


def place_labels(
    ax: Axes,
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    *,
    radii: Sequence[float] | float = 4.0,
    colours: Sequence[str] | str = INK,
    fontsize: float = 11.5,
    corners_first: bool = False,
    lead_lines: bool = False,
) -> list[str]:
    """Name points without one label on another or on a point; those named first have the first choice.

    Points beyond the last text have no name, but no name lies on them. `radii` are the points' radii in
    points of type; `corners_first` keeps clear of the arms of crosses where it can; `lead_lines` lets a name
    that has no room beside its point stand off it, with a line between. Gives the texts that found room; the
    others are left out.
    """
    figure = ax.figure
    figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    pixel = figure.dpi / 72
    radii = np.broadcast_to(np.asarray(radii, float), len(points)) * pixel
    colours = [colours] * len(texts) if isinstance(colours, str) else list(colours)
    centres = ax.transData.transform(np.asarray(points, float).reshape(-1, 2))
    bounds = ax.get_window_extent(renderer)
    frame = (bounds.x0, bounds.y0, bounds.x1, bounds.y1)
    dots = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(centres, radii, strict=True)]
    shown, taken = [], []
    sides = CORNERS + SIDES if corners_first else SIDES + CORNERS
    steps = STEPS if lead_lines else STEPS[:1]
    look = {"fontsize": fontsize, "annotation_clip": False, "zorder": 5, "path_effects": [HALO]}
    for own, (text, colour) in enumerate(zip(texts, colours, strict=True)):
        label = ax.annotate(text, (0, 0), xycoords="figure pixels", **look)
        extent = label.get_window_extent(renderer)
        label.remove()
        size, centre = (extent.width, extent.height), centres[own]
        others = dots[:own] + dots[own + 1 :] + taken
        named = dots[:own] + dots[own + 1 : len(texts)] + taken
        for step, side in product(steps, sides):
            place = stand_off(centre, radii[own] + (3 + step) * pixel, size, side)
            lead = walk_lead(centre, place, side, radii[own]) if step else []
            crosses = any(_overlap(part, other) for part in lead for other in named)
            if _is_inside(place, frame) and not crosses and not any(_overlap(place, dot) for dot in others):
                break
        else:
            continue
        taken += [place, *lead]
        shown.append(text)
        line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.7, "shrinkA": 0, "relpos": turn_to(side)}
        line["shrinkB"] = radii[own] / pixel
        # Kept as an offset from the point, so that the label follows when the layout settles.
        ax.annotate(
            text, points[own], (np.array(place[:2]) - centre) / pixel, textcoords="offset points",
            color=darken(colour), arrowprops=line if step else None, **look,
        )  # fmt: skip
    return shown


def stand_off(
    centre: np.ndarray, gap: float, size: tuple[float, float], side: tuple[int, int]
) -> tuple[float, float, float, float]:
    """The box of a name of that size on one side of a point, `gap` away from its centre.

    >>> stand_off((100, 100), 10, (40, 12), (1, 0))
    (110.0, 94.0, 150.0, 106.0)
    """
    gap = gap * (1 if 0 in side else 0.75)
    left, low = (
        float(at + way * gap - (long if way < 0 else long / 2 if way == 0 else 0))
        for at, way, long in zip(centre, side, size, strict=True)
    )
    return left, low, left + size[0], low + size[1]


def turn_to(side: tuple[int, int]) -> tuple[float, float]:
    """Where on the box of a name its line begins: 0 left or low, 1 right or high."""
    return tuple((1 - way) / 2 for way in side)


def walk_lead(
    centre: np.ndarray, place: tuple[float, ...], side: tuple[int, int], radius: float
) -> list[tuple[float, float, float, float]]:
    """Small boxes along the line from a point to its name: it may cross no name and no point to be named."""
    low, high = np.array(place[:2]), np.array(place[2:])
    way = low + np.array(turn_to(side)) * (high - low) - centre
    length = max(float(np.hypot(*way)), 1e-9)
    steps = centre + way * np.linspace(min(radius / length, 1), 1, 25)[:-1, None]
    return [(x - 2, y - 2, x + 2, y + 2) for x, y in steps.tolist()]


def _is_inside(place: tuple[float, ...], frame: tuple[float, ...]) -> bool:
    return frame[0] <= place[0] and place[2] <= frame[2] and frame[1] <= place[1] and place[3] <= frame[3]


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    # Two pixels of air between neighbours.
    apart = one[0] >= other[2] + 2 or other[0] >= one[2] + 2 or one[1] >= other[3] or other[1] >= one[3]
    return not apart
