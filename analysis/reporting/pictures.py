"""Pictures of charts, and the fields over them that lead from each mark to its sentences."""

import base64
import io
import re
import warnings
from html import escape
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from analysis.charts.marks import find_marks, read_summary
from analysis.charts.values import format_value, is_share
from analysis.guards import drop_controls
from analysis.reporting.cells import link_rows
from analysis.reporting.links import in_notes
from analysis.wording import format_group

PATH = re.compile(r'(?<= d=")[^"]*')
LONG = re.compile(r"-?\d+\.\d{3,}")
SIDE = 1000  # units of the fields across and down the picture


def cut_picture(figure: Figure) -> Bbox:
    """Lay a figure out once, and return the box in inches that its picture shows."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        canvas = FigureCanvasAgg(figure)
        if engine := figure.get_layout_engine():
            engine.execute(figure)
        # With an engine that does nothing each picture would be drawn once more before it is drawn.
        with mpl.rc_context({"figure.autolayout": False, "figure.constrained_layout.use": False}):
            figure.set_layout_engine(None)
        return figure.get_tightbbox(canvas.get_renderer()).padded(mpl.rcParams["savefig.pad_inches"])


def draw_image(figure: Figure, form: str, cut: Bbox) -> str:
    """Draw a figure as SVG, or as PNG in base64; without dates and ids, so that the bytes repeat."""
    file = io.BytesIO()
    metadata: Any = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}[form]
    # A third of the time of the default level, and 3 % more bytes.
    options: Any = {"pil_kwargs": {"compress_level": 3}} if form == "png" else {}
    with mpl.rc_context({"svg.hashsalt": "analysis", "svg.fonttype": "none"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure.savefig(file, format=form, dpi=140, bbox_inches=cut, metadata=metadata, **options)
    if form == "png":
        return base64.b64encode(file.getvalue()).decode()
    return PATH.sub(lambda path: LONG.sub(shorten_number, path[0]), file.getvalue().decode())


def shorten_number(number: re.Match[str]) -> str:
    """A coordinate to a hundredth of a point, which no eye can tell from six decimals.

    >>> LONG.sub(shorten_number, "M 12.345678 -0.000001 L 3 4.5")
    'M 12.35 0 L 3 4.5'
    """
    return f"{round(float(number[0]), 2) + 0:g}"


def link_marks(figure: Figure, cut: Bbox) -> str:
    """The fields over the picture of a chart as SVG; "" outside a report and where no mark has sentences."""
    summary = read_summary(figure) if in_notes() else None
    if summary is None or summary.empty:
        return ""
    title = str(figure.get_label()).split(". ")[0]
    addresses = dict(zip(map(str, summary.index), link_rows(summary, title), strict=True))
    names = dict(zip(map(str, summary.index), name_rows(summary), strict=True))
    fields = [
        write_field(addresses[mark.row], names[mark.row], mark[1:])
        for mark in find_marks(figure, cut)
        if addresses.get(mark.row)
    ]
    if not fields:
        return ""
    view = f'viewBox="0 0 {SIDE} {SIDE}" preserveAspectRatio="none"'
    about = 'role="group" aria-label="Sentences behind the marks"'
    return f'<svg class="marks" {view} {about}>{"".join(fields)}</svg>'


def write_field(address: str, name: str, place: tuple[float, ...]) -> str:
    """A field that leads to an address; its name is read out and shown when it is pointed at."""
    x, y, width, height = (f"{SIDE * part:g}" for part in place)
    text = escape(drop_controls(name))
    return (
        f'<a href="{escape(address)}" aria-label="{text}"><title>{text}</title>'
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/></a>'
    )


def name_rows(summary: pd.DataFrame) -> list[str]:
    """The groups of each row of a summary, and its value, in words."""
    columns = [str(name) for name in summary.columns]
    first = next((place for place, name in enumerate(columns) if name.startswith("n_") or name == "value"), 1)
    groups, share = columns[: max(first, 1)], is_share(summary)
    return [
        ", ".join(format_group(row[name], name).replace("_", " ") for name in groups) + name_value(row, share)
        for _, row in summary.iterrows()
    ]


def name_value(row: pd.Series, share: bool) -> str:
    """The value of a row in words, or its first count."""
    if "value" in row.index:
        return f": {format_value(row, share=share)}"
    count = next((name for name in ("n_together", "n_mentions", "n", "n_target") if name in row.index), None)
    return f": {row[count]:,}" if count else ""
