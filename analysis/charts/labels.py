"""Names beside the points of a chart: none on another, none on a point, a line to those that stand off."""

from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from analysis.charts.style import GREY, INK, darken

Box = tuple[float, float, float, float]  # left, low, right, high, in pixels
Side = tuple[int, int]

SIDES = [(1, 0), (-1, 0), (0, 1), (0, -1)]
CORNERS = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
STEPS = (0, 14, 28, 42, 60, 85, 110)  # how far a name may stand off its point, in points of type
HALO = withStroke(linewidth=2.5, foreground="white")


class Label(NamedTuple):
    """A name that found room: its text and colour, its point in data coordinates, the offset of its lower
    left corner from that point (in points of type), the radius of the point, the side on which it stands, and
    whether a line joins the two."""

    text: str
    colour: str
    point: tuple[float, float]
    offset: tuple[float, float]
    radius: float
    side: Side
    has_line: bool


def place_labels(
    ax: Axes,
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    *,
    radii: Sequence[float] | np.ndarray | float = 4.0,
    colours: Sequence[str] | str = INK,
    fontsize: float = 11.5,
    corners_first: bool = False,
    lead_lines: bool = False,
) -> list[Label]:
    """Find room for the names of points: no name on another or on a point; the first names choose first.

    Parameters
    ----------
    ax : Axes
        The axes with the points, its limits set.
    points : sequence of (float, float)
        In data coordinates. Points beyond the last text have no name, but no name lies on them.
    texts : sequence of str
        The names of the first points.
    radii : float or sequence of float, default 4
        Radii of the points, in points of type.
    colours : str or sequence of str
        Colours of the names.
    fontsize : float
        Size of the names, in points.
    corners_first : bool
        Try the corners before the sides, to keep clear of the arms of crosses.
    lead_lines : bool
        Let a name without room beside its point stand off it, with a line between.

    Returns
    -------
    list of Label
        The names that found room, to be drawn with `draw_labels`; the others are left out.
    """
    figure: Any = ax.figure
    figure.draw_without_rendering()
    pixel = figure.dpi / 72
    radius = np.broadcast_to(np.asarray(radii, float), len(points)) * pixel
    colours = [colours] * len(texts) if isinstance(colours, str) else list(colours)
    centres = ax.transData.transform(np.asarray(points, float).reshape(-1, 2))
    bounds = ax.get_window_extent()
    frame = (bounds.x0, bounds.y0, bounds.x1, bounds.y1)
    dots = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(centres, radius, strict=True)]
    sizes = _measure_texts(ax, texts, fontsize)
    sides = CORNERS + SIDES if corners_first else SIDES + CORNERS
    steps = STEPS if lead_lines else STEPS[:1]
    labels: list[Label] = []
    taken: list[Box] = []
    for number, (text, colour) in enumerate(zip(texts, colours, strict=True)):
        others = dots[:number] + dots[number + 1 :] + taken
        named = dots[:number] + dots[number + 1 : len(texts)] + taken
        for step, side in product(steps, sides):
            gap = radius[number] + (3 + step) * pixel
            box = stand_off(centres[number], gap, sizes[number], side)
            lead = walk_lead(centres[number], box, side, radius[number]) if step else []
            if _is_free(box, lead, frame, others, named):
                offset = tuple((np.array(box[:2]) - centres[number]) / pixel)
                labels.append(
                    Label(text, colour, points[number], offset, radius[number] / pixel, side, bool(step))
                )
                taken += [box, *lead]
                break
    return labels


def draw_labels(ax: Axes, labels: Sequence[Label], *, fontsize: float = 11.5) -> None:
    """Write names beside their points; a name keeps its offset when the layout changes."""
    look: dict[str, Any] = {
        "fontsize": fontsize,
        "annotation_clip": False,
        "zorder": 5,
        "path_effects": [HALO],
    }
    for label in labels:
        line = {
            "arrowstyle": "-", "color": GREY, "linewidth": 0.7, "shrinkA": 0, "shrinkB": label.radius,
            "relpos": find_anchor(label.side),
        }  # fmt: skip
        ax.annotate(
            label.text, label.point, label.offset, textcoords="offset points",
            color=darken(label.colour), arrowprops=line if label.has_line else None, **look,
        )  # fmt: skip


def _measure_texts(ax: Axes, texts: Sequence[str], fontsize: float) -> list[tuple[float, float]]:
    """Measure the width and height of texts, in pixels."""
    sizes = []
    for text in texts:
        label = ax.annotate(text, (0, 0), xycoords="figure pixels", fontsize=fontsize, path_effects=[HALO])
        extent = label.get_window_extent()
        label.remove()
        sizes.append((extent.width, extent.height))
    return sizes


def stand_off(centre: Sequence[float] | np.ndarray, gap: float, size: tuple[float, float], side: Side) -> Box:
    """Return the box of a name of this size on one side of a point, `gap` away from its centre.

    >>> stand_off((100, 100), 10, (40, 12), (1, 0))
    (110.0, 94.0, 150.0, 106.0)
    """
    gap = gap * (1 if 0 in side else 0.75)
    left, low = (
        float(middle + way * gap - (length if way < 0 else length / 2 if way == 0 else 0))
        for middle, way, length in zip(centre, side, size, strict=True)
    )
    return left, low, left + size[0], low + size[1]


def find_anchor(side: Side) -> tuple[float, float]:
    """Return where on the box of a name its line begins: 0 left or low, 1 right or high.

    >>> find_anchor((1, 0))
    (0.0, 0.5)
    """
    across, up = side
    return (1 - across) / 2, (1 - up) / 2


def walk_lead(centre: np.ndarray, box: Box, side: Side, radius: float) -> list[Box]:
    """Return small boxes along the line from a point to its name, to test what the line crosses."""
    low, high = np.array(box[:2]), np.array(box[2:])
    way = low + np.array(find_anchor(side)) * (high - low) - centre
    length = max(float(np.hypot(*way)), 1e-9)
    steps = centre + way * np.linspace(min(radius / length, 1), 1, 25)[:-1, None]
    return [(x - 2, y - 2, x + 2, y + 2) for x, y in steps.tolist()]


def _is_free(box: Box, lead: list[Box], frame: Box, others: list[Box], named: list[Box]) -> bool:
    """Find out whether a name lies inside the frame and on nothing, and its line crosses no name or point."""
    inside = frame[0] <= box[0] and box[2] <= frame[2] and frame[1] <= box[1] and box[3] <= frame[3]
    return (
        inside
        and not any(_overlap(part, other) for part in lead for other in named)
        and not any(_overlap(box, other) for other in others)
    )


def _overlap(box: Box, other: Box) -> bool:
    # Two pixels of air between neighbours.
    apart = box[0] >= other[2] + 2 or other[0] >= box[2] + 2 or box[1] >= other[3] or other[1] >= box[3]
    return not apart
