"""Showing: charts, tables, findings and evidence as a notebook and a report need them."""

import base64
import csv
import io
import os
import sys
import warnings
from collections.abc import Mapping
from html import escape
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.ids import count_sentences, find_sentences, sample_rows
from analysis.schema import KEYS, check_columns, check_count

PERIOD_FORMS = {"month": "%Y-%m", "year": "%Y"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
RULES = ("category", "frame", "name", "entity")  # the columns that may say which rule fired
WIDEST = 60  # characters of a cell in plain text


class Shown:
    """What a cell ends in: one content in several forms, which notebook, report and test each pick from."""

    def __init__(self, data: Mapping[str, str], metadata: Mapping[str, object] | None = None) -> None:
        self.data, self.metadata = dict(data), dict(metadata or {})

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.data, self.metadata

    def __repr__(self) -> str:
        return self.data["text/plain"]

    @property
    def html(self) -> str:
        return self.data["text/html"]


def show_chart(axes: Axes | np.ndarray) -> Shown:
    """A chart as PNG (160 dots an inch), described in words as its alt text and its plain-text form.

    The words are the label that the `plot_` functions give their figure. While a report is made (environment
    variable ANALYSIS_REPORT) the chart comes as SVG too. The figure is closed. Raises TypeError for what is
    no chart.

    >>> from matplotlib.figure import Figure
    >>> show_chart(Figure(label="An empty chart.").add_subplot())
    An empty chart.
    """
    figure = getattr(next(iter(np.ravel(np.asarray(axes, dtype=object))), None), "figure", None)
    if figure is None:
        came = type(axes).__name__
        raise TypeError(f"show_chart needs a chart, which is what the plot_ verbs give; got {came}.")
    words = str(figure.get_label())
    forms = {"image/png": "png"} | ({"image/svg+xml": "svg"} if os.environ.get("ANALYSIS_REPORT") else {})
    data = {"text/plain": words}
    # Names, dates and ids are left out of the files: the same table gives the same bytes.
    blank = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}
    with mpl.rc_context({"svg.hashsalt": "analysis", "svg.fonttype": "path"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        for mime, form in forms.items():
            file = io.BytesIO()
            figure.savefig(file, format=form, dpi=160, bbox_inches="tight", metadata=blank[form])
            image = file.getvalue()
            data[mime] = base64.b64encode(image).decode() if form == "png" else image.decode()
    if pyplot := sys.modules.get("matplotlib.pyplot"):  # it may hold a figure of the user's own
        pyplot.close(figure)
    return Shown(data, {mime: {"alt": words} for mime in forms})


def show_table(
    table: pd.DataFrame, *, title: str | None = None, digits: int = 2, max_rows: int | None = 40
) -> Shown:
    """A table as plain text, rounded and lined up, and as an accessible HTML table.

    Beyond `max_rows` the rest is counted, not shown. While a report is made the whole table comes as CSV too,
    unrounded, its texts guarded against being read as spreadsheet formulas.

    >>> show_table(pd.DataFrame({"outlet": ["X", "Y"], "value": [1.234, None]}), title="Tone")
    Tone
    outlet  value
    X        1.23
    Y           –
    """
    check_columns(table, [], verb="show_table")
    shown = table if max_rows is None else table.head(max_rows)
    cells = {str(column): _format_column(shown[column], digits) for column in shown.columns}
    right = [str(column) for column in table.columns if _is_number(table[column])]
    rest = (
        ""
        if len(shown) == len(table)
        else f"and {len(table) - len(shown):,} more rows ({len(table):,} in all)"
    )
    if not len(table):
        rest = "no rows"
    data = {
        "text/plain": _write_text(cells, right, title, rest),
        "text/html": _write_html(cells, right, title, rest),
    }
    if os.environ.get("ANALYSIS_REPORT"):
        data["text/csv"] = _write_csv(table)
    return Shown(data, {"text/csv": {"title": title or ""}} if "text/csv" in data else {})


def show_finding(text: str, *, level: int = 3) -> Shown:
    """A finding as a heading: a sentence computed from the tables, safe to hold strangers' text.

    >>> show_finding("The agency <X> speaks of 12 events.").html
    '<h3 class="finding">The agency &lt;X&gt; speaks of 12 events.</h3>'
    """
    text = " ".join(str(text).split())
    html = f'<h{int(level)} class="finding">{escape(text)}</h{int(level)}>'
    return Shown({"text/plain": text, "text/html": html}, {"finding": True})


def show_evidence(
    sentences: pd.DataFrame | Any,
    hits: pd.DataFrame | None = None,
    *,
    n: int = 5,
    seed: int = 0,
    title: str | None = None,
    articles: pd.DataFrame | None = None,
    of: pd.DataFrame | None = None,
) -> Shown:
    """The sentences behind a number: `n` drawn by lot, the words that counted marked, the rule named.

    `sentences` is the table, or what `measure_corpus` gives: then only the sentences that are drawn are read,
    and the titles of their articles stand beside them; with a table `articles` adds these. With `hits` only
    sentences that hold one are drawn; hits without `start` and `end` (rows of the tone table) mark nothing.
    Where the sentences of the hits were drawn before (`sample_rows`), `of` is the table they were drawn from.
    The lot hangs on `seed` and the ids, as in `sample_rows`: the same corpus shows the same sentences.

    >>> show_evidence(pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": ["2022-11-17"],
    ...                             "sentence_id": [0], "start": [0], "text": ["The shelling went on."]}))
    1 of 1 sentences
    1. X, 2022-11-17, a
       The shelling went on.
    """
    keys = ["article_id", "sentence_id"]
    check_count(n, name="n")
    measured = (
        None if isinstance(sentences, pd.DataFrame) or not hasattr(sentences, "read_rows") else sentences
    )
    if measured is None:
        check_columns(sentences, [*KEYS, "sentence_id", "start", "text"], verb="show_evidence")
    elif hits is None:
        sentences, measured = measured.sentences, None
    if hits is not None:
        check_columns(hits, keys, verb="show_evidence")
        hits = hits if measured is not None else hits[find_sentences(sentences, hits) >= 0]
    drawn = sentences if hits is None else hits
    n_sentences = count_sentences(drawn if of is None else of)
    drawn = sample_rows(drawn, n, seed=seed)
    if measured is not None:
        ids = set(drawn["article_id"])
        sentences, articles = (measured.read_rows(name, rows=ids) for name in ["sentences", "headlines"])
    picked = sentences.iloc[np.unique(find_sentences(sentences, drawn))].sort_values(keys)
    titles = {}
    if articles is not None:
        articles = articles[articles["article_id"].isin(picked["article_id"])]
        titles = dict(zip(articles["article_id"], articles["title"], strict=True))
    marks = drawn if hits is not None and {"start", "end"} <= set(drawn.columns) else None
    heading = f"{title + ': ' if title else ''}{len(picked)} of {n_sentences:,} sentences"
    plain, items = [heading], []
    for number, row in enumerate(picked.to_dict("records"), start=1):
        spans, rules = _find_spans(row, marks)
        name = titles.get(row["article_id"]) or ""
        date = "no date" if pd.isna(row["date"]) else f"{pd.Timestamp(row['date']):%Y-%m-%d}"
        source = f"{row['outlet']}, {date}, {row['article_id']}" + (
            f", “{' '.join(str(name).split())}”" if name else ""
        )
        plain += [f"{number}. {source}", "   " + " ".join(_mark(row["text"], spans, "[", "]", str).split())]
        plain += [f"   rule: {rules}"] if rules else []
        rule = f'<p class="rule">rule: {escape(rules)}</p>' if rules else ""
        quoted = _mark(row["text"], spans, "<mark>", "</mark>", escape)
        items.append(f"<li><cite>{escape(source)}</cite><blockquote>{quoted}</blockquote>{rule}</li>")
    html = f'<section class="evidence"><p>{escape(heading)}</p><ol>{"".join(items)}</ol></section>'
    return Shown({"text/plain": "\n".join(plain), "text/html": html})


def _find_spans(sentence: dict, hits: pd.DataFrame | None) -> tuple[list[tuple[int, int]], str]:
    """Where the hits stand in a sentence, and the rules that found them in words."""
    if hits is None:
        return [], ""
    here = hits[
        (hits["article_id"] == sentence["article_id"]) & (hits["sentence_id"] == sentence["sentence_id"])
    ].sort_values(["start", "end"])
    length = len(sentence["text"])
    places = zip(here["start"] - sentence["start"], here["end"] - sentence["start"], strict=True)
    spans = [(max(0, int(start)), min(length, int(end))) for start, end in places]
    rule = next((column for column in RULES if column in here.columns), None)
    said = [
        f"{row.get('term', row.get('surface', ''))}" + (f" → {row[rule]}" if rule else "")
        for row in here.to_dict("records")
    ]
    return spans, "; ".join(dict.fromkeys(said))


def _mark(text: str, spans: list[tuple[int, int]], before: str, after: str, clean) -> str:
    """The text with its spans marked, overlapping ones once; everything else goes through `clean`."""
    parts, at = [], 0
    for start, end in spans:
        start = max(start, at)
        if end > start:
            parts += [clean(text[at:start]), before, clean(text[start:end]), after]
            at = end
    return "".join([*parts, clean(text[at:])])


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _format_column(column: pd.Series, digits: int) -> list[str]:
    """The cells of a column as rounded text; what is missing is a dash."""
    if pd.api.types.is_bool_dtype(column):
        return ["yes" if value else "no" for value in column]
    if pd.api.types.is_datetime64_any_dtype(column):
        if column.name == "quarter":
            return ["–" if pd.isna(day) else f"{day:%Y}-Q{day.quarter}" for day in column]
        form = PERIOD_FORMS.get(str(column.name), "%Y-%m-%d")
        return ["–" if pd.isna(day) else format(day, form) for day in column]
    return [_format_cell(value, digits) for value in column]


def _format_cell(value: object, digits: int) -> str:
    if isinstance(value, (list, dict, tuple, set, np.ndarray)):
        return str(value)
    if pd.isna(value):
        return "–"
    if isinstance(value, (float, np.floating)):
        # A rounded nothing has no sign.
        return f"{round(float(value), digits) + 0.0:,.{digits}f}"
    return f"{value:,}" if isinstance(value, (int, np.integer)) else str(value)


def _write_text(cells: dict[str, list[str]], right: list[str], title: str | None, rest: str) -> str:
    columns = []
    for name, column in cells.items():
        column = [" ".join(text.split()) for text in [name, *column]]
        column = [text if len(text) <= WIDEST else text[: WIDEST - 1] + "…" for text in column]
        width = max(map(len, column))
        columns.append([text.rjust(width) if name in right else text.ljust(width) for text in column])
    lines = ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]
    return "\n".join([*([title] if title else []), *lines, *([f"… {rest}"] if rest else [])])


def _write_html(cells: dict[str, list[str]], right: list[str], title: str | None, rest: str) -> str:
    def place(name):
        return ' class="number" style="text-align: right"' if name in right else ' style="text-align: left"'

    caption = f"<caption>{escape(title)}</caption>" if title else ""
    heads = "".join(f'<th scope="col"{place(name)}>{escape(name)}</th>' for name in cells)
    rows = "".join(
        "<tr>"
        + "".join(f"<td{place(name)}>{escape(text)}</td>" for name, text in zip(cells, row, strict=True))
        + "</tr>"
        for row in zip(*cells.values(), strict=True)
    )
    foot = f'<tfoot><tr><td colspan="{max(len(cells), 1)}">{escape(rest)}</td></tr></tfoot>' if rest else ""
    return (
        f'<table class="analysis">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>{foot}</table>'
    )


def _write_csv(table: pd.DataFrame) -> str:
    def guard(value):
        return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value

    guarded = {guard(str(name)): table[name] for name in table.columns}
    for name, column in guarded.items():
        if not (_is_number(column) or pd.api.types.is_datetime64_any_dtype(column)):
            guarded[name] = column.astype(object).map(guard)
    return pd.DataFrame(guarded).to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
