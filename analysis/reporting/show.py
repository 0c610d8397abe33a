"""Showing charts, tables and findings, each in the forms that a notebook, a report and a test need."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.guards import drop_controls
from analysis.outputs import format_csv
from analysis.reporting.cells import explain_closed, find_hits, keep_counted, link_cells
from analysis.reporting.links import in_notes, isolate, note_finding, split_lead
from analysis.schema import check_columns
from analysis.wording import format_group, format_number, name_group_noun, name_groups

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = ("text/plain", "text/html")  # forms that show text as it is
# Set where texts are left out of a report.
NO_TEXTS = "ANALYSIS_NO_TEXTS"
NOT_OPENED = "This line is computed from the tables of this page; it has no sentences of its own."
# Columns that a telephone and a page have room for; a table with more has the name as its class.
ROOM = {" stacked": 4, " wide": 8}
LONG = 40  # characters of a cell that may be broken into lines
WIDEST = 60  # characters of a cell in plain text
BROAD = 90  # characters of a row from which on the heads may be broken at underscores
# Columns whose values are names with underscores for spaces.
NAMED = {"frame", "side", "camp", "construction", "doer", "victim", "act_class", "kind", "thing"}
# Columns with words of the articles, which a report without texts does not have.
TEXTS = ("text", "left", "match", "right", "line", "content", "example_before", "example_after")


class Shown:
    """What a cell displays: the same content in several forms (plain text, HTML, PNG, CSV)."""

    def __init__(self, data: Mapping[str, str], metadata: Mapping[str, Any] | None = None) -> None:
        # The one door to notebooks and reports: strangers' text loses its control characters here.
        self.data = {mime: drop_controls(text) if mime in SHOWN else text for mime, text in data.items()}
        self.metadata = dict(metadata or {})

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        return self.data, self.metadata

    def __repr__(self) -> str:
        return self.data["text/plain"]

    @property
    def html(self) -> str:
        return self.data["text/html"]


def show_chart(axes: Axes | np.ndarray) -> Shown:
    """Show a chart as PNG, with its description in words as alt text and as plain text.

    The description is the label that the `plot_` verbs give their figure. In a report (environment variable
    ANALYSIS_REPORT) the chart comes as SVG too, and its marks lead to their sentences. The same chart gives
    the same bytes. The figure is closed.

    Parameters
    ----------
    axes : Axes or array of Axes
        What a `plot_` verb returns.

    Returns
    -------
    Shown
        The chart: PNG at 140 dots per inch and its description.

    Raises
    ------
    TypeError
        For anything but a chart.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> show_chart(Figure(label="An empty chart.").add_subplot())
    An empty chart.
    """
    figure = getattr(next(iter(np.ravel(np.asarray(axes, dtype=object))), None), "figure", None)
    if figure is None:
        raise TypeError(f"show_chart needs a chart, as the plot_ verbs return it; got {type(axes).__name__}.")
    words = str(figure.get_label())
    forms = {"image/png": "png"} | ({"image/svg+xml": "svg"} if in_report() else {})
    from analysis.reporting.pictures import cut_picture, draw_image, link_marks  # loads matplotlib

    cut = cut_picture(figure)
    images = {mime: draw_image(figure, form, cut) for mime, form in forms.items()}
    fields = link_marks(figure, cut)
    if pyplot := sys.modules.get("matplotlib.pyplot"):  # it may hold a figure of the user's own
        pyplot.close(figure)
    metadata: dict[str, Any] = {mime: {"alt": drop_controls(words)} for mime in forms}
    return Shown({"text/plain": words, **images}, metadata | ({"marks": fields} if fields else {}))


def show_table(
    table: pd.DataFrame,
    *,
    title: str | None = None,
    digits: int = 2,
    top: int | None = 40,
    evidence: pd.DataFrame | None = None,
) -> Shown:
    """Show a table as plain text with aligned columns and as an accessible HTML table.

    In a report (environment variable ANALYSIS_REPORT) the whole table comes as CSV too: not rounded, and no
    text in it can start a spreadsheet formula.

    Parameters
    ----------
    table : DataFrame
        Any table. Dates in a column `month`, `quarter` or `year` are shown as such periods.
    title : str, optional
        The caption.
    digits : int, default 2
        Decimal places.
    top : int or None, default 40
        How many rows are shown; the number of the others is given below. None shows all.
    evidence : DataFrame, optional
        The hits that were counted: `article_id`, `sentence_id`, `start`, `end`, and columns that the table
        has too (`outlet`, `frame`, `name` ...). In a report each number links to a page of its sentences. By
        default the hits that the summary was made from.

    Returns
    -------
    Shown
        The table; a missing value is a dash.

    Raises
    ------
    TypeError
        For anything but a DataFrame.

    Examples
    --------
    >>> show_table(pd.DataFrame({"outlet": ["X", "Y"], "value": [1.234, None]}), title="Tone")
    Tone
    outlet  value
    X        1.23
    Y           –
    """
    check_columns(table, [], verb="show_table")
    if without_texts():
        table = table.drop(columns=[name for name in TEXTS if name in table])
    title = title and "; ".join(filter(None, [name_groups(title), table.attrs.get("copies")]))
    head = table if top is None else table.head(top)
    if "note" in table and not table["note"].fillna("").astype(bool).any():
        head = head.drop(columns="note")
    cells = {str(column): _format_column(head[column], digits) for column in head.columns}
    numbers = [str(column) for column in table.columns if _is_number(table[column])]
    links = link_cells(head, evidence, title or "Table")
    n_left = len(table) - len(head)
    rest = f"and {n_left:,} more rows ({len(table):,} in all)" if n_left else "" if len(table) else "no rows"
    data = {
        "text/plain": _write_text(cells, numbers, title, rest),
        "text/html": _write_html(cells, numbers, title, rest, links, explain_closed(head, links)),
    }
    if not in_report():
        return Shown(data)
    data["text/csv"] = format_csv(table.rename(columns=_name_head))
    return Shown(data, {"text/csv": {"title": title or ""}})


def show_finding(text: str, *, level: int = 3, evidence: pd.DataFrame | None = None) -> Shown:
    """Show a finding as a heading, with its further values below; the report lists all on its first page.

    Parameters
    ----------
    text : str
        What was found, such as the `describe_` verbs return: their first value is the heading, the others
        stand below it. HTML is escaped.
    level : int, default 3
        The level of the heading: 1 is the largest, 6 the smallest.
    evidence : DataFrame, optional
        The hits behind the finding: `article_id`, `sentence_id`, `start`, `end`. In a report the finding
        links to a page of their sentences, and its first page quotes one of them. By default the hits behind
        the rows of the summary that a `describe_` verb names.

    Returns
    -------
    Shown
        The heading, and what stands below it.

    Examples
    --------
    >>> show_finding("The agency <X> speaks of 12 events.").html
    '<h3 class="finding">The agency &lt;X&gt; speaks of 12 events.</h3>'
    """
    rows, finding = getattr(text, "rows", None), text
    (lead, rest), text = split_lead(finding), " ".join(finding.split())
    html = f'<h{int(level)} class="finding">{isolate(lead)}</h{int(level)}>'
    html += f'<p class="detail">{isolate(rest)}</p>' if rest else ""
    opened = {}
    if rows is not None and in_notes():
        evidence = find_hits(rows) if evidence is None else keep_counted(evidence, rows)
    if evidence is not None and (address := note_finding(evidence, finding)):
        html += f'<p class="opens"><a href="{address}">The sentences behind this</a></p>'
        opened = {"evidence": address}
    elif in_notes():
        html += f'<p class="opens">{NOT_OPENED}</p>'
    return Shown({"text/plain": text, "text/html": html}, {"finding": [lead, rest], **opened})


def in_report() -> bool:
    """Whether a report is being made; `write_report` sets the variable in its kernels."""
    return bool(os.environ.get("ANALYSIS_REPORT"))


def without_texts() -> bool:
    """Whether texts are left out of the report; `write_report` sets the variable."""
    return bool(os.environ.get(NO_TEXTS))


def _name_head(column: Any) -> Any:
    """The head of a column: the groups have the name of what the articles are compared by."""
    return name_group_noun() if column == "outlet" else column


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _format_column(column: pd.Series, digits: int) -> list[str]:
    """Format the cells of a column as rounded text; a missing value is a dash."""
    if pd.api.types.is_bool_dtype(column):
        return ["yes" if value else "no" for value in column]
    if pd.api.types.is_datetime64_any_dtype(column):
        return ["–" if pd.isna(day) else format_group(day, str(column.name)) for day in column]
    cells = [_format_cell(value, digits) for value in column]
    return [text.replace("_", " ") for text in cells] if column.name in NAMED else cells


def _format_cell(value: Any, digits: int) -> str:
    if isinstance(value, (list, dict, tuple, set, np.ndarray)):
        return str(value)
    if pd.isna(value):
        return "–"
    if isinstance(value, (float, np.floating)):
        return format_number(float(value), digits=digits)
    return f"{value:,}" if isinstance(value, (int, np.integer)) else str(value)


def _write_text(cells: dict[str, list[str]], numbers: list[str], title: str | None, rest: str) -> str:
    columns = []
    for name, column in cells.items():
        column = [" ".join(text.split()) for text in [_name_head(name), *column]]
        column = [text if len(text) <= WIDEST else text[: WIDEST - 1] + "…" for text in column]
        width = max(map(len, column))
        columns.append([text.rjust(width) if name in numbers else text.ljust(width) for text in column])
    lines = ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]
    return "\n".join([*([title] if title else []), *lines, *([f"… {rest}"] if rest else [])])


def _write_html(
    cells: dict[str, list[str]],
    numbers: list[str],
    title: str | None,
    rest: str,
    links: Mapping[tuple[int, str], str],
    closed: str,
) -> str:
    def align(name: str, text: str) -> str:
        looks = [*(["number"] if name in numbers else []), *(["long"] if len(text) > LONG else [])]
        named = f' class="{" ".join(looks)}"' if looks else ""
        return f'{named} style="text-align: {"right" if name in numbers else "left"}"'

    size = "".join(name for name, most in ROOM.items() if len(cells) > most)

    def label(name: str) -> str:  # on a narrow screen the cells of a row stand below each other
        return f' data-label="{escape(_name_head(name))}"' if size else ""

    caption = f"<caption>{escape(title)}</caption>" if title else ""
    is_broad = sum(max(map(len, [name, *column])) for name, column in cells.items()) > BROAD
    names = {name: escape(_name_head(name)).replace("_", "_<wbr>" if is_broad else "_") for name in cells}
    heads = "".join(f'<th scope="col"{align(name, name)}>{names[name]}</th>' for name in cells)
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{label(name)}{align(name, text)}>{_link(escape(text), links.get((number, name)))}</td>"
            for name, text in zip(cells, row, strict=True)
        )
        + "</tr>"
        for number, row in enumerate(zip(*cells.values(), strict=True))
    )
    foot = f'<tfoot><tr><td colspan="{max(len(cells), 1)}">{escape(rest)}</td></tr></tfoot>' if rest else ""
    note = f'<p class="closed">{escape(closed)}</p>' if closed else ""
    return (
        f'<table class="analysis{size}">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>{foot}'
        f"</table>{note}"
    )


def _link(html: str, address: str | None) -> str:
    return f'<a href="{escape(address)}">{html}</a>' if address else html
