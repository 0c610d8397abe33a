"""Where the marks of a chart stand in its picture, and which row of the summary each of them shows."""

import weakref
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from analysis.charts.keys import REACH, ROWS

# The summary that a figure shows, as long as the figure lives.
_SUMMARIES: weakref.WeakKeyDictionary[Figure, pd.DataFrame] = weakref.WeakKeyDictionary()


class Mark(NamedTuple):
    """A mark of a chart: the row of the summary, and its place in the picture, each part from 0 to 1."""

    row: str
    left: float
    top: float
    width: float
    height: float


def keep_summary(figure: Figure, summary: pd.DataFrame) -> None:
    """Remember the summary that a figure shows; marks name its rows."""
    _SUMMARIES[figure] = summary


def read_summary(figure: Figure) -> pd.DataFrame | None:
    """The summary that a figure shows; None where a row is not told by its label."""
    summary = _SUMMARIES.get(figure)
    return None if summary is None or not summary.index.is_unique else summary


def find_marks(figure: Figure, cut: Bbox) -> list[Mark]:
    """Where the marks that name their rows stand in the picture, which shows the box `cut` in inches."""
    named = [artist for artist in figure.findobj(Artist) if str(artist.get_label()).startswith(ROWS)]
    marks = []
    for artist in named:
        rows = str(artist.get_label()).removeprefix(ROWS).split(" ")
        boxes = list(find_boxes(artist, len(rows)))
        if len(boxes) == len(rows):
            marks += [
                Mark(row, *place_box(box, cut, figure.dpi)) for row, box in zip(rows, boxes, strict=True)
            ]
    return list(dict.fromkeys(marks))


def place_box(box: Bbox, cut: Bbox, dpi: float) -> tuple[float, float, float, float]:
    """The left, the top, the width and the height of a box in pixels, as parts of the picture."""
    left, top = (box.x0 / dpi - cut.x0) / cut.width, (cut.y1 - box.y1 / dpi) / cut.height
    width, height = box.width / dpi / cut.width, box.height / dpi / cut.height
    return round(left, 4), round(top, 4), round(width, 4), round(height, 4)


def find_boxes(artist: Artist, n: int) -> Iterator[Bbox]:
    """The boxes around the parts of a mark in pixels, wide enough to be hit."""
    figure = artist.get_figure(root=True)
    reach = REACH * (figure.dpi if figure else 100) / 72
    if isinstance(artist, Line2D):
        points = artist.get_transform().transform(np.column_stack(artist.get_data()))
        yield from (grow(Bbox([point, point]), reach) for point in points)
    elif isinstance(artist, PathCollection):
        points = artist.get_offset_transform().transform(artist.get_offsets())
        radii = np.sqrt(np.resize(artist.get_sizes(), n) / np.pi) * reach / REACH
        for point, radius in zip(points, radii, strict=True):
            yield grow(Bbox([point, point]), max(float(radius), reach))
    elif isinstance(artist, AxesImage) and isinstance(artist.axes, Axes):
        # The cells of a heat map, row by row.
        height, width = np.asarray(artist.get_array()).shape[:2]
        corners = [(x - 0.5, y - 0.5, x + 0.5, y + 0.5) for y in range(height) for x in range(width)]
        for x0, y0, x1, y1 in corners:
            pixels = artist.axes.transData.transform([(x0, y0), (x1, y1)])
            yield Bbox([pixels.min(axis=0), pixels.max(axis=0)])
    elif isinstance(artist, Rectangle):
        yield grow(artist.get_window_extent(), reach / 3)


def grow(box: Bbox, reach: float) -> Bbox:
    return Bbox([[box.x0 - reach, box.y0 - reach], [box.x1 + reach, box.y1 + reach]])
