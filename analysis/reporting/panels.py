"""One control panel for JupyterLab: its controls choose what is shown, for which outlet and which months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.charts.groups import plot_ranked
from analysis.charts.time import plot_over_time
from analysis.ids import sample_rows
from analysis.matching.kwic import find_in_context
from analysis.reporting.evidence import show_evidence
from analysis.reporting.show import Shown, show_chart, show_table
from analysis.store.measured import Measured
from analysis.summaries.groups import add_period
from analysis.summaries.rates import count_articles, share_by
from analysis.summaries.tone import mean_tone
from analysis.tone.evaluation import find_judgements
from analysis.tone.voices import split_voices

if TYPE_CHECKING:
    import ipywidgets as widgets

ALL = "all outlets"
TONES = [("judgements", "evaluation"), ("battle words", "battle"), ("VADER", "vader")]
TOP_NAMES = 100  # names to choose from
EVIDENCE = "Sentences behind it"


@dataclass(frozen=True)
class Part:
    """The part of a corpus that the controls choose."""

    outlet: str = ALL
    months: tuple[pd.Timestamp, pd.Timestamp] | None = None  # None: all, with the rows that have no date
    events: pd.DataFrame | None = None

    def pick(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of this part of the corpus."""
        if self.outlet != ALL:
            table = table[table["outlet"].astype(str) == self.outlet]
        if self.months is not None:
            first, last = self.months
            table = table[table["date"].between(first, last + pd.offsets.MonthEnd(1))]
        return table


def explore(measured: Measured, *, events: pd.DataFrame | None = None) -> widgets.VBox:
    """Open a panel whose controls choose what is shown, for which outlet and which months.

    *What* chooses articles, tone, a name, a side that is heard, a frame or words; *Which* chooses among them:
    judgements, battle words or VADER; one of the 100 names in most articles; a side of the sources; a frame
    of any codebook, your own too. *Words* takes a word or phrase; `*` at its end stands for any ending. Each
    choice redraws the chart and the sentences behind it.

    Parameters
    ----------
    measured : Measured
        What `measure_corpus` returns. A table is read when it is first needed.
    events : DataFrame, optional
        One row per event: `date`, `event` (`read_events`); the charts over time mark them.

    Returns
    -------
    ipywidgets.VBox
        The panel; it works in JupyterLab, not in a report.

    Raises
    ------
    TypeError
        For anything but what `measure_corpus` returns.

    Examples
    --------
    >>> panel = explore(measured)
    >>> [control.description for control in panel.children[0].children]
    ['What', 'Which', 'Words', 'Outlet']
    """
    import ipywidgets as widgets  # loads slowly, and only a panel needs it

    if not isinstance(measured, Measured):
        raise TypeError(f"explore needs what measure_corpus returns; got {type(measured).__name__}.")
    articles = measured.headlines
    outlets = sorted(articles["outlet"].dropna().astype(str).unique())
    what = widgets.Dropdown(options=list(DRAW), description="What")
    which = widgets.Dropdown(description="Which")
    words = widgets.Text(value="ceasefire*", description="Words", continuous_update=False)
    outlet = widgets.Dropdown(options=[ALL, *outlets], description="Outlet")
    months = build_months(articles)
    body = widgets.HTML()

    def redraw(_change: object = None) -> None:
        part = Part(outlet.value, read_months(months), events)
        chosen = words.value if what.value == "words" else which.value
        try:
            shown = DRAW[what.value](measured, part, chosen)
            body.value = "".join(map(write_html, shown))
        except ValueError as error:
            body.value = f"<p>{escape(str(error))}</p>"

    def offer(_change: object = None) -> None:
        """Show the control that belongs to *What*, with its options, and redraw once."""
        which.unobserve(redraw, names="value")
        options = list_options(measured, what.value)
        which.options, which.index = options, 0 if options else None
        which.layout.display = None if options else "none"
        words.layout.display = None if what.value == "words" else "none"
        which.observe(redraw, names="value")
        redraw()

    what.observe(offer, names="value")
    for control in [which, words, outlet, *months]:
        control.observe(redraw, names="value")
    offer()
    return widgets.VBox([widgets.HBox([what, which, words, outlet, *months]), body])


def build_months(articles: pd.DataFrame) -> list[widgets.SelectionRangeSlider]:
    """Build the control of the months; a corpus of a single month has none."""
    import ipywidgets as widgets

    months = add_period(articles, "month")["month"].dropna().drop_duplicates().sort_values()
    if len(months) < 2:
        return []
    return [
        widgets.SelectionRangeSlider(
            options=[(f"{month:%Y-%m}", month) for month in months],
            index=(0, len(months) - 1),
            description="Months",
            continuous_update=False,
            layout=widgets.Layout(width="32rem"),
        )
    ]


def read_months(months: list[Any]) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the first and the last month chosen; None if all are."""
    if not months or months[0].index == (0, len(months[0].options) - 1):
        return None
    return months[0].value


def list_options(measured: Measured, what: str) -> list[Any]:
    """List what *Which* offers."""
    if what == "tone":
        return TONES
    if what == "a name":
        return rank_values(measured.mentions, "name")
    if what == "a side":
        return rank_values(add_sides(measured.attributions), "side")
    if what == "a frame":
        return [
            (f"{codebook}: {frame}".replace("_", " "), (codebook, frame))
            for codebook in measured.codebooks
            for frame in sorted(set(getattr(measured, codebook)["frame"].astype(str)))
        ]
    return []


def rank_values(hits: pd.DataFrame, what: str) -> list[str]:
    """List the values of a column that most articles have, the most frequent first."""
    counts = hits.groupby(what, observed=True)["article_id"].nunique().rename("n").reset_index()
    counts = counts.sort_values(["n", what], ascending=[False, True], kind="stable")
    return counts[what].head(TOP_NAMES).astype(str).tolist()


def add_sides(attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the attributions with the side of their sources, and with what shares and evidence need."""
    side = attributions["camp"].astype(str).replace("", "not known")
    term = (attributions["source"] + ", " + attributions["cue"]).str.rstrip(" ,:")
    return attributions.assign(side=side, category=side, term=term, n_attributions=1)


def draw_articles(measured: Measured, part: Part, _chosen: None) -> list[Shown]:
    articles = part.pick(measured.headlines)
    monthly = count_articles(articles, by=["outlet", "month"])
    titles = articles[["date", "outlet", "title"]].sort_values(["date", "outlet", "title"])
    return [
        show_chart(plot_over_time(monthly, "articles", events=part.events)),
        show_table(titles, title="Articles", top=15),
    ]


def draw_tone(measured: Measured, part: Part, measure: str) -> list[Shown]:
    """Draw the tone of narration in news by month, and sentences in which the outlet itself judges."""
    tone = pick_news(part.pick(measured.tone), measured.headlines)
    monthly = mean_tone(tone, measure=measure, by=["outlet", "month", "voice"])
    monthly = monthly[monthly["voice"].eq("narration")]
    counted = ["n_battle"] if measure == "battle" else ["n_positive", "n_negative"]
    voices = split_voices(tone)
    rows = voices[voices["voice"].eq("narration") & (voices[counted].sum(axis=1) > 0)]
    # The tone table shows which sentences hold a hit; only the sampled sentences are searched for its place.
    drawn = sample_rows(rows, 5)
    attributions = measured.read_rows("attributions", rows=drawn)
    hits = find_judgements(measured.read_sentences(rows=drawn), attributions=attributions)
    hits = hits[hits["voice"].eq("narration") & ("n_" + hits["counted"]).isin(counted)]
    return [
        show_chart(plot_over_time(monthly, "tone", events=part.events)),
        show_evidence(measured, hits, rows=rows, title=f"{EVIDENCE}, in the outlet's own words"),
    ]


def pick_news(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of news articles: opinion is its author's."""
    return table[table["article_id"].isin(articles.loc[articles["genre"].eq("news"), "article_id"])]


def draw_name(measured: Measured, part: Part, name: str | None) -> list[Shown]:
    if name is None:
        return [show_table(measured.mentions, title="No name was found")]
    mentions = part.pick(measured.mentions)
    return draw_share(measured, part, mentions[mentions["name"] == name], "name")


def draw_side(measured: Measured, part: Part, side: str | None) -> list[Shown]:
    if side is None:
        return [show_table(measured.attributions, title="No attribution was found")]
    spoken = add_sides(part.pick(measured.attributions))
    hits = spoken[spoken["side"] == side]
    by_outlet = share_by(hits, "side", by="outlet", of=spoken, weight="n_attributions")
    monthly = share_by(hits, "side", by=["outlet", "month"], of=spoken, weight="n_attributions")
    return [
        show_chart(plot_ranked(by_outlet, "outlet")),
        show_chart(plot_over_time(monthly, "side", events=part.events)),
        show_evidence(measured, hits, title=EVIDENCE),
    ]


def draw_frame(measured: Measured, part: Part, frame: tuple[str, str] | None) -> list[Shown]:
    if frame is None:
        return [show_table(pd.DataFrame({"frame": []}), title="No cue of a frame was found")]
    cues = part.pick(getattr(measured, frame[0]))
    cues = cues[cues["frame"] == frame[1]].astype({"frame": str})
    by_outlet = share_by(cues, "frame", by="outlet", of=part.pick(measured.headlines))
    return [show_chart(plot_ranked(by_outlet, "outlet")), *draw_share(measured, part, cues, "frame")]


def draw_share(measured: Measured, part: Part, hits: pd.DataFrame, what: str) -> list[Shown]:
    """Draw the share of articles with a hit by month, and sentences with hits."""
    monthly = share_by(hits, what, by=["outlet", "month"], of=part.pick(measured.headlines))
    return [
        show_chart(plot_over_time(monthly, what, events=part.events)),
        show_evidence(measured, hits, title=EVIDENCE),
    ]


def draw_words(measured: Measured, part: Part, words: str) -> list[Shown]:
    lines = find_in_context(part.pick(measured.read_sentences(containing=words)), words)
    table = lines[["outlet", "date", "left", "match", "right"]]
    return [show_table(table, title=f"{len(lines):,} places", top=25)]


# What the panel can show, by the value of its first control.
DRAW: dict[str, Callable[[Measured, Part, Any], list[Shown]]] = {
    "articles": draw_articles,
    "tone": draw_tone,
    "a name": draw_name,
    "a side": draw_side,
    "a frame": draw_frame,
    "words": draw_words,
}


def write_html(shown: Shown) -> str:
    """Write a chart or table as HTML for a widget; a chart is an image with its description as alt text."""
    if "image/png" in shown.data:
        words = escape(shown.data["text/plain"])
        source = f"data:image/png;base64,{shown.data['image/png']}"
        return f'<img alt="{words}" src="{source}" style="max-width:100%">'
    return shown.html
