"""The picture and the table of a view: marks and cells lead to their sentences."""

import json
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from lxml import html as parser

from analysis.charts.groups import plot_ranked
from analysis.charts.keys import NO_XML, draw_keyed_svg
from analysis.charts.style import WIDTH, use_width
from analysis.charts.time import plot_over_time
from analysis.charts.values import format_value, is_share
from analysis.desk.summaries import TOP, Summary
from analysis.desk.things import TONES
from analysis.desk.view import KINDS, View
from analysis.reporting.show import show_table
from analysis.summaries.sides import name_groups
from analysis.wording import capitalise

PIXELS = 80  # of the panel to an inch of a chart: its letters are then as large as those around it
NARROWEST = 4.0  # inches


class Picture(NamedTuple):
    """A view drawn: its title, chart, description in words and table in HTML, which are escaped; a note."""

    title: str
    svg: str
    words: str
    table: str
    note: str = ""


def name_view(view: View) -> str:
    """Name what a view shows in words.

    >>> name_view(View("frame", "conflict_frames: diplomacy"))
    'A frame: conflict frames: diplomacy, by outlet'
    """
    plain = TONES.get(view.which, view.which.replace("_", " "))
    which = view.which if view.what == "words" else plain
    groups = " and ".join(part.replace("_", " ") for part in (view.by, view.over) if part)
    parts = [f"{capitalise(KINDS[view.what])}{': ' if which else ''}{which}", f"by {groups}"]
    parts += [f"from {view.since}"] if view.since else []
    parts += [f"until {view.until}"] if view.until else []
    return ", ".join(parts)


def plot_view(view: View, summary: Summary, events: pd.DataFrame | None) -> Any:
    """Return the figure of a view, plotted by the verbs of the project."""
    if view.over:
        axes: Any = plot_over_time(summary.table, summary.column, by=view.by, events=events)
    else:
        axes = plot_ranked(summary.table, view.by, top=TOP)
    return np.ravel(np.asarray(axes, dtype=object))[0].figure


def name_rows(summary: Summary) -> list[list[str] | None]:
    """Name the groups of each row of the table; None for a row with a missing group."""
    columns = [name_groups(summary.table, group) for group in summary.groups]
    return [None if None in names else list(names) for names in zip(*columns, strict=True)]


def write_key(names: list[str]) -> str:
    """Write the key of a row of the table; `read_key` reads it.

    >>> write_key(["ostwick", "2022-03"])
    '["ostwick", "2022-03"]'
    """
    return json.dumps(names)


def read_key(key: str, summary: Summary) -> list[str]:
    """Read the names of the groups from a key; an empty key means all rows.

    Raises ValueError for a key that names no row of the table.
    """
    if not key:
        return []
    try:
        names = json.loads(key)
    except ValueError:
        names = None
    if names not in name_rows(summary):
        raise ValueError(f"There is no {' and '.join(summary.groups)} {key}: choose a mark of the picture.")
    return names


def title_rows(summary: Summary) -> dict[str, tuple[str, str]]:
    """Map the rows of the table, written as text, to the keys and titles of their marks."""
    share = is_share(summary.table)
    marks = {}
    for (label, row), names in zip(summary.table.iterrows(), name_rows(summary), strict=True):
        if names is not None:
            value = format_value(row, share=share)
            marks[str(label)] = (write_key(names), f"{', '.join(names)}: {value}. Open its sentences.")
    return marks


def draw_picture(
    view: View, summary: Summary, events: pd.DataFrame | None = None, *, width: float = WIDTH * PIXELS
) -> Picture:
    """Draw a view for so many pixels across: the chart as SVG, its description and the table, with keys."""
    with use_width(min(max(width / PIXELS, NARROWEST), WIDTH)):
        figure = plot_view(view, summary, events)
    marks = title_rows(summary)
    return Picture(
        title=name_view(view),
        svg=draw_keyed_svg(figure, marks),
        words=str(figure.get_label()),
        table=write_table(summary),
    )


def write_table(summary: Summary) -> str:
    """Write the table of a view as `show_table` shows it; each value is a button to its sentences."""
    shown = show_table(summary.table.map(clean_text)).html
    table = parser.fragment_fromstring(shown)
    heads = [head.text_content() for head in table.iterfind("thead/tr/th")]
    rows = table.findall("tbody/tr")
    names = name_rows(summary)
    if "value" not in heads:
        return shown
    for row, group in zip(rows, names, strict=False):
        cell = row.findall("td")[heads.index("value")]
        if group is None or cell.text_content() == "–":
            continue
        button = parser.Element("button", {"type": "button", "class": "cell", "data-key": write_key(group)})
        button.set(
            "aria-label", f"{', '.join(map(clean_text, group))}: {cell.text_content()}. Open its sentences."
        )
        button.text, cell.text = cell.text_content(), None
        cell.append(button)
    return parser.tostring(table, encoding="unicode")


def clean_text(value: Any) -> Any:
    """Return a text without the characters that HTML and SVG cannot hold."""
    return NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
