"""Links on the marks of a chart: over its picture lie fields that lead to the sentences of each mark."""

from html import escape

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.marks import find_marks, read_summary
from analysis.charts.values import format_value, is_share
from analysis.guards import drop_controls
from analysis.reporting.cells import link_rows
from analysis.reporting.links import in_notes
from analysis.wording import format_group

SIDE = 1000  # units of the fields across and down the picture


def link_marks(figure: Figure) -> str:
    """The fields over the picture of a chart as SVG; "" outside a report and where no mark has sentences."""
    summary = read_summary(figure) if in_notes() else None
    if summary is None or summary.empty:
        return ""
    title = str(figure.get_label()).split(". ")[0]
    addresses = dict(zip(map(str, summary.index), link_rows(summary, title), strict=True))
    names = dict(zip(map(str, summary.index), name_rows(summary), strict=True))
    fields = [
        write_field(addresses[mark.row], names[mark.row], mark[1:])
        for mark in find_marks(figure)
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
