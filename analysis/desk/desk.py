"""The desk: views drawn, read, searched and saved, for any panel; it knows nothing of widgets."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Thread

import pandas as pd

from analysis.acts.sides import read_sides
from analysis.charts.style import WIDTH
from analysis.desk.cells import write_cell
from analysis.desk.kept import KeptViews
from analysis.desk.pictures import PIXELS, Picture, draw_picture, plot_view
from analysis.desk.sentences import Page, read_page, tabulate_sentences
from analysis.desk.summaries import Summary, list_columns, summarise
from analysis.desk.things import Things
from analysis.desk.view import View
from analysis.outputs import format_csv
from analysis.reporting.pictures import cut_picture, draw_image
from analysis.reporting.reading.articles import show_articles
from analysis.schema import check_choice
from analysis.store.measured import Measured
from analysis.summaries.groups import choose_period

HELD = 16  # tables of views that are kept: four views, their courses over time, and as many before them
MONTHS = 4  # a corpus of fewer months is chosen by days
FORMS = {"png": "image/png", "svg": "image/svg+xml", "table": "text/csv", "sentences": "text/csv"}


class Desk:
    """The desk of one corpus.

    Parameters
    ----------
    measured : Measured
        What `measure_corpus` returns.
    events : DataFrame, optional
        Events that courses over time mark.
    """

    def __init__(self, measured: Measured, events: pd.DataFrame | None = None) -> None:
        self.measured, self.events = measured, events
        self.things = Things(measured)
        self.kept = KeptViews(measured.source)
        self._summaries: dict[View, Summary] = {}  # the last ones
        self._prepares = False

    def summarise(self, view: View) -> Summary:
        """Return the table of a view with its hits."""
        if view not in self._summaries:
            summary = summarise(self.things, view)
            if len(self._summaries) >= HELD:
                del self._summaries[next(iter(self._summaries))]
            self._summaries[view] = summary
        return self._summaries[view]

    def draw(self, view: View, width: float = WIDTH * PIXELS) -> Picture:
        """Draw a view for so many pixels across: its chart and its table, with keys on marks and values."""
        picture = draw_picture(view, self.summarise(view), self.events, width=width)
        return picture._replace(note=self.things.note_part(view))

    def search(self, query: str, view: View | None = None) -> list[View]:
        """Return the views of a search: the articles with the words by group, and over time."""
        by_group = replace(view or View(), what="words", which=query, over="")
        articles = self.measured.headlines.dropna(subset=["date"])
        return [by_group, replace(by_group, over=choose_period(articles) if len(articles) else "year")]

    def read(self, view: View, key: str = "", page: int = 1, sort: str = "date") -> Page:
        """Read a page of the sentences behind a mark; without a key those behind the whole picture.

        While somebody reads them, the registries are read that the acts of an article need.
        """
        found = read_page(self.measured, view, self.summarise(view), key, page, sort)
        if not self._prepares:
            self._prepares = True
            Thread(target=read_sides, daemon=True).start()
        return found

    def mark(self, article_id: str) -> str:
        """Return an article as HTML with every layer marked."""
        articles = self.measured.read_rows("articles", rows=[article_id])
        if articles.empty:
            raise ValueError(f"There is no article {article_id!r}: open one from the sentences.")
        return show_articles(self.measured, articles, top=1).html

    def write_cell(self, view: View) -> str:
        """Return the code of a notebook cell that makes the table and the picture of a view."""
        self.summarise(view)
        return write_cell(self.things, view, has_events=self.events is not None and bool(view.over))

    def save(self, view: View, form: str, key: str = "", sort: str = "date") -> str:
        """Return a view as a file: a PNG in base64, an SVG, or a table or the sentences as CSV."""
        check_choice(form, FORMS, name="form")
        summary = self.summarise(view)
        if form in ("png", "svg"):
            figure = plot_view(view, summary, self.events)
            return draw_image(figure, form, cut_picture(figure))
        if form == "table":
            return format_csv(summary.table)
        return format_csv(tabulate_sentences(self.measured, view, summary, key, sort))

    def list_columns(self, views: Sequence[View]) -> list[str]:
        """List the columns that all of some views can be compared by."""
        lists = [[name for some in list_columns(self.things, view) for name in some] for view in views]
        return [name for name in (lists[0] if lists else []) if all(name in names for names in lists)]

    def list_days(self) -> list[tuple[str, str]]:
        """List the steps of the days to choose from: the first and last day of each month, or each day."""
        dates = self.measured.headlines["date"].dropna()
        if dates.empty:
            return []
        months = pd.period_range(dates.min(), dates.max(), freq="M")
        steps = months if len(months) >= MONTHS else pd.period_range(dates.min(), dates.max(), freq="D")
        return [(f"{step.start_time:%Y-%m-%d}", f"{step.end_time:%Y-%m-%d}") for step in steps]
