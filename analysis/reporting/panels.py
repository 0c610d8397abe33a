"""Control panels for JupyterLab: pick outlet, period and thing; chart and evidence are drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.groups import plot_ranked
from analysis.charts.time import plot_over_time
from analysis.ids import sample_rows
from analysis.matching.kwic import find_in_context
from analysis.reporting.show import Shown, show_chart, show_evidence, show_table
from analysis.schema import check_choice
from analysis.store.measured import Measured
from analysis.summaries.groups import add_period
from analysis.summaries.rates import count_articles, mean_tone, share_by
from analysis.tone.evaluation import find_judgements

if TYPE_CHECKING:
    import ipywidgets as widgets

ALL = "all outlets"
CODEBOOKS = ("generic_frames", "conflict_frames", "war_peace")
MOST_NAMES = 100
SHOWN = 5  # sentences


def explore_corpus(measured: Measured) -> widgets.VBox:
    """A panel over the articles: how many by month, and their titles, for an outlet and a period.

    >>> panel = explore_corpus(measured)
    >>> [control.description for control in panel.children[0].children]
    ['Outlet']
    """
    check_measured(measured, "explore_corpus")

    def draw(chosen: dict[str, object]) -> list[Shown]:
        articles = pick_rows(measured.headlines, chosen)
        monthly = count_articles(articles, by=["outlet", "month"])
        titles = articles[["date", "outlet", "title"]].sort_values(["date", "outlet", "title"])
        return [
            show_chart(plot_over_time(monthly, "articles")),
            show_table(titles, title="Articles", max_rows=15),
        ]

    return build_panel(measured.headlines, {}, draw)


def explore_tone(measured: Measured, *, events: pd.DataFrame | None = None) -> widgets.VBox:
    """A panel over tone: evaluation, battle vocabulary or VADER by month, and the sentences behind it.

    >>> panel = explore_tone(measured)
    >>> [control.description for control in panel.children[0].children]
    ['Outlet', 'Measure']
    """
    check_measured(measured, "explore_tone")

    def draw(chosen: dict[str, object]) -> list[Shown]:
        tone = pick_rows(measured.tone, chosen)
        monthly = mean_tone(tone, measure=chosen["measure"], by=["outlet", "month"])
        battle = chosen["measure"] == "battle"
        kinds = ["battle"] if battle else ["favourable", "unfavourable"]
        counted = tone[["n_battle"] if battle else ["n_positive", "n_negative"]].sum(axis=1) > 0
        # Which sentences hold a hit, the tone says; only in those that are shown it is looked for.
        hits = find_judgements(measured.read_sentences(rows=sample_rows(tone[counted], SHOWN)))
        hits = hits[hits["category"].isin(kinds)]
        return [
            show_chart(plot_over_time(monthly, "tone", events=events)),
            show_evidence(measured, hits, n=SHOWN, of=tone[counted], title="Sentences behind it"),
        ]

    return build_panel(measured.tone, {"measure": ["evaluation", "battle", "vader"]}, draw)


def explore_entities(measured: Measured, *, events: pd.DataFrame | None = None) -> widgets.VBox:
    """A panel over entities: the share of articles that name one, by month, and the sentences that do.

    >>> panel = explore_entities(measured)
    >>> [control.description for control in panel.children[0].children]
    ['Outlet', 'Name']
    """
    check_measured(measured, "explore_entities")

    def draw(chosen: dict[str, object]) -> list[Shown]:
        articles = pick_rows(measured.headlines, chosen)
        mentions = pick_rows(measured.mentions, chosen)
        if chosen["name"] is None:
            return [show_table(mentions, title="No name was found")]
        named = mentions[mentions["name"] == chosen["name"]]
        monthly = share_by(named, "name", by=["outlet", "month"], of=articles)
        return [
            show_chart(plot_over_time(monthly, "name", events=events)),
            show_evidence(measured, named, title="Sentences behind it"),
        ]

    return build_panel(measured.headlines, {"name": rank_names(measured.mentions)}, draw)


def explore_frames(measured: Measured, *, events: pd.DataFrame | None = None) -> widgets.VBox:
    """A panel over frames: the share of articles with a cue by outlet and by month, and the cues in place.

    >>> panel = explore_frames(measured)
    >>> [control.description for control in panel.children[0].children]
    ['Outlet', 'Frame']
    """
    check_measured(measured, "explore_frames")

    def draw(chosen: dict[str, object]) -> list[Shown]:
        if chosen["frame"] is None:
            return [show_table(measured.conflict_frames, title="No cue of a frame was found")]
        codebook, frame = chosen["frame"]
        articles = pick_rows(measured.headlines, chosen)
        frames = pick_rows(getattr(measured, codebook), chosen)
        cues = frames[frames["frame"] == frame]
        outlets = share_by(cues.astype({"frame": str}), "frame", by=["outlet"], of=articles)
        monthly = share_by(cues.astype({"frame": str}), "frame", by=["outlet", "month"], of=articles)
        return [
            show_chart(plot_ranked(outlets, "outlet")),
            show_chart(plot_over_time(monthly, "frame", events=events)),
            show_evidence(measured, cues, title="Cues in their sentences"),
        ]

    options = [
        (f"{codebook.replace('_', ' ')}: {str(frame).replace('_', ' ')}", (codebook, str(frame)))
        for codebook in CODEBOOKS
        for frame in sorted(set(getattr(measured, codebook)["frame"].astype(str)))
    ]
    return build_panel(measured.headlines, {"frame": options}, draw)


def explore_language(measured: Measured, *, terms: str = "ceasefire*") -> widgets.VBox:
    """A panel over words: every place where a word or phrase stands; `*` at the end takes any ending.

    >>> panel = explore_language(measured)
    >>> [control.description for control in panel.children[0].children]
    ['Outlet', 'Words']
    """
    check_measured(measured, "explore_language")

    def draw(chosen: dict[str, object]) -> list[Shown]:
        sentences = measured.read_sentences(containing=chosen["words"])
        chosen_ids = pick_rows(measured.headlines, chosen)["article_id"]
        lines = find_in_context(sentences[sentences["article_id"].isin(chosen_ids)], chosen["words"])
        shown = lines[["outlet", "date", "left", "match", "right"]]
        return [show_table(shown, title=f"{len(lines):,} places", max_rows=25)]

    return build_panel(measured.headlines, {"words": terms}, draw)


def check_measured(measured: Measured, verb: str) -> None:
    if not isinstance(measured, Measured):
        raise TypeError(f"{verb} needs what measure_corpus gives; got {type(measured).__name__}.")


def build_panel(
    table: pd.DataFrame,
    asked: dict[str, list | str],
    draw: Callable[[dict[str, object]], Iterable[Shown]],
) -> widgets.VBox:
    """The panel itself: outlet, months, what else is asked, and what `draw` makes of the choice.

    A list is asked as one of its values, a text as words to type.
    """
    import ipywidgets as widgets  # loads slowly, and only a panel needs it

    asked = {"outlet": [ALL, *sorted(table["outlet"].dropna().astype(str).unique())], **asked}
    controls = {
        name: widgets.Text(value=given, description=name.capitalize(), continuous_update=False)
        if isinstance(given, str)
        else widgets.Dropdown(options=given, description=name.capitalize())
        for name, given in asked.items()
    }
    months = add_period(table, "month")["month"].dropna().drop_duplicates().sort_values()
    if len(months) > 1:
        labels = [(f"{month:%Y-%m}", month) for month in months]
        controls["months"] = widgets.SelectionRangeSlider(
            options=labels,
            index=(0, len(labels) - 1),
            description="Months",
            continuous_update=False,
            layout=widgets.Layout(width="32rem"),
        )
    body = widgets.HTML()

    def redraw(_change: object = None) -> None:
        chosen = {name: control.value for name, control in controls.items()}
        chosen["whole"] = "months" not in controls or controls["months"].index == (0, len(months) - 1)
        try:
            body.value = "".join(write_html(shown) for shown in draw(chosen))
        except ValueError as error:
            body.value = f"<p>{escape(str(error))}</p>"

    for control in controls.values():
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([widgets.HBox(list(controls.values())), body])


def pick_rows(table: pd.DataFrame, chosen: dict[str, object]) -> pd.DataFrame:
    """The rows of the outlet and the months that were chosen."""
    if chosen.get("outlet", ALL) != ALL:
        check_choice(chosen["outlet"], table["outlet"].astype(str).unique(), name="outlet")
        table = table[table["outlet"].astype(str) == chosen["outlet"]]
    if "months" in chosen:
        first, last = chosen["months"]
        whole = chosen.get("whole", False)
        inside = table["date"].between(first, last + pd.offsets.MonthEnd(1))
        # What has no date belongs to the whole corpus, and to no part of it.
        table = table[inside | (table["date"].isna() & whole)]
    return table


def rank_names(mentions: pd.DataFrame) -> list[str]:
    """The names in most articles, most frequent first."""
    counts = mentions.groupby("name", observed=True)["article_id"].nunique().rename("n").reset_index()
    counts = counts.sort_values(["n", "name"], ascending=[False, True], kind="stable")
    return counts["name"].head(MOST_NAMES).astype(str).tolist()


def write_html(shown: Shown) -> str:
    """A shown thing as HTML for a widget; a chart as an image that says itself in words."""
    if "image/png" in shown.data:
        words = escape(shown.data["text/plain"])
        source = f"data:image/png;base64,{shown.data['image/png']}"
        return f'<img alt="{words}" src="{source}" style="max-width:100%">'
    return shown.html
