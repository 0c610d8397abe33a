"""Articles read closely: paragraphs with their marks, counts beside them, and the voices that are heard."""

from html import escape
from typing import Any

import pandas as pd

from analysis.reporting.links import cut_words
from analysis.reporting.reading.layers import find_marks, name_speakers
from analysis.reporting.reading.marking import Mark, write_marked
from analysis.reporting.reading.paragraphs import Paragraph, list_paragraphs
from analysis.reporting.reading.styles import read_style
from analysis.reporting.show import Shown, in_report, without_texts
from analysis.text.quote_spans import read_spans
from analysis.wording import count_noun, format_period

WITHHELD = "The text is left out of this report."
LONGEST = 90  # characters of a speaker's words in plain text
SAMPLES = {
    "voices": [("speaker", "who speaks"), ("reported", "reported speech"), ("quotation", "quotation")],
    "names": [("", "names")],
    "frames": [("", "cues of frames")],
    "judgements": [("positive", "praise"), ("negative", "blame")],
    "acts": [("", "acts of violence")],
}


def show_articles(measured: Any, rows: pd.DataFrame | None, *, top: int) -> Shown:
    """Show the first `top` articles, or of the articles of some rows, by date, with every layer marked."""
    if isinstance(measured, pd.DataFrame):
        raise ValueError("show_evidence needs what measure_corpus returns to show whole articles.")
    articles = measured.articles if rows is None else measured.read_rows("articles", rows=rows)
    shown = articles.sort_values(["date", "outlet", "article_id"], kind="stable").head(top)
    readings = read_closely(measured, shown)
    heading = f"{len(shown):,} of {count_noun(len(articles), 'article')}"
    plain = "\n\n".join([heading, *(write_plain(reading) for reading in readings)])
    style = "" if in_report() else f"<style>{read_style('reading.css')}</style>"
    parts = [write_reading(reading, prefix=f"a{n}-") for n, reading in enumerate(readings, start=1)]
    return Shown(
        {"text/plain": plain, "text/html": f'{style}<section class="readings">{"".join(parts)}</section>'}
    )


class Reading:
    """One article with its marks, its paragraphs and its attributions."""

    def __init__(self, article: dict, marks: list[Mark], paragraphs: list[Paragraph], heard: pd.DataFrame):
        self.article, self.marks, self.paragraphs, self.heard = article, marks, paragraphs, heard
        self.text = str(article["text"])

    @property
    def source(self) -> str:
        """The outlet, the date and the title."""
        date = self.article["date"]
        day = "no date" if pd.isna(date) else format_period(pd.Timestamp(date))
        title = " ".join(str(self.article["title"]).split())
        return f"{self.article['outlet']}, {day}" + (f", “{title}”" if title else "")

    def list_voices(self) -> list[tuple[str, str, str]]:
        """Everyone who is heard, in text order: who, the cue, and the words."""
        spans = read_spans(self.heard["content"])
        words = [""] * len(self.heard)
        for row, start, end in zip(spans.text, spans.start, spans.end, strict=True):
            words[row] = f"{words[row]} {self.text[start:end]}".strip()
        words = ["(left out)" if without_texts() else " ".join(said.split()) for said in words]
        who = name_speakers(self.heard)
        if without_texts():  # a source without a name is called by words of the article
            who = who.map(cut_words)
        return list(zip(who, self.heard["cue"].astype(str), words, strict=True))


def read_closely(measured: Any, articles: pd.DataFrame) -> list[Reading]:
    """The articles of a table with their texts, with all that is marked and counted in them."""
    marks = find_marks(measured, articles)
    tables = {name: measured.read_rows(name, rows=articles) for name in ("sentences", "tone", "attributions")}
    parts = {name: split_articles(table) for name, table in tables.items()}
    places_by_article: dict[str, list[Mark]] = {}
    for article_id, *values in marks[["article_id", *Mark._fields]].itertuples(index=False, name=None):
        places_by_article.setdefault(article_id, []).append(Mark(*values))
    none, readings = {name: table.head(0) for name, table in tables.items()}, []
    for article in articles.to_dict("records"):
        article_id = article["article_id"]
        mine = {name: parts[name].get(article_id, none[name]) for name in tables}
        places = places_by_article.get(article_id, [])
        paragraphs = list_paragraphs(str(article["text"]), mine["sentences"], mine["tone"], places)
        readings.append(Reading(article, places, paragraphs, mine["attributions"]))
    return readings


def split_articles(table: pd.DataFrame) -> dict[Any, pd.DataFrame]:
    """The rows of each article."""
    return dict(list(table.groupby("article_id", sort=False, observed=True)))


def write_plain(reading: Reading) -> str:
    """The counts of an article by paragraph, and the voices in it."""
    lines = [reading.source]
    lines += [
        f"{paragraph.number}. {paragraph.counts}" for paragraph in reading.paragraphs if paragraph.number
    ]
    voices = reading.list_voices()
    lines += ["Voices heard" if voices else "No voice is heard but the outlet's own."]
    for who, cue, words in voices:
        words = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        lines.append(f"- {who}{', ' if cue else ''}{cue}: {words}")
    return "\n".join(lines)


def write_reading(reading: Reading, *, prefix: str = "", level: int = 3) -> str:
    """An article as HTML; `prefix` keeps the ids of several articles on one page apart."""
    body = [write_paragraph(reading, paragraph, prefix) for paragraph in reading.paragraphs]
    text = f'<p class="withheld">{WITHHELD}</p>' if without_texts() else ""
    heading = f'<h{level} class="source">{escape(reading.source)}</h{level}>'
    return (
        f'<article class="reading">{heading}{text or write_legend()}'
        f'<div class="text">{"".join(body)}</div>{write_voices(reading)}</article>'
    )


def write_legend() -> str:
    """The layers, each with a switch that needs no script."""
    switches = "".join(
        f'<label class="switch"><input type="checkbox" class="show-{layer}" checked> '
        + ", ".join(f'<span class="{layer} {look}">{name}</span>' for look, name in samples)
        + "</label>"
        for layer, samples in SAMPLES.items()
    )
    return f'<fieldset class="layers"><legend>Marked in the text</legend>{switches}</fieldset>'


def write_paragraph(reading: Reading, paragraph: Paragraph, prefix: str) -> str:
    """A paragraph beside its counts; a heading has none."""
    counts = f'<div class="counts">{escape(paragraph.counts)}</div>'
    if without_texts():
        return f'<div class="row">{counts}</div>' if paragraph.number else ""
    if not paragraph.number:
        text = escape(reading.text[paragraph.start : paragraph.end])
        return f'<div class="row"><p class="subhead">{text}</p></div>'
    parts, last = [], paragraph.start
    for number, start, end in paragraph.sentences:
        parts.append(escape(reading.text[last:start]))
        marked = write_marked(reading.text, start, end, reading.marks)
        parts.append(f'<span class="sentence" id="{prefix}s{number}">{marked}</span>')
        last = end
    parts.append(escape(reading.text[last : paragraph.end]))
    return f'<div class="row"><p>{"".join(parts)}</p>{counts}</div>'


def write_voices(reading: Reading) -> str:
    """Everyone who is heard, as a table."""
    voices = reading.list_voices()
    if not voices:
        return "<p>No voice is heard but the outlet's own.</p>"
    rows = "".join(
        f"<tr><td>{escape(who)}</td><td>{escape(cue)}</td><td>{escape(words)}</td></tr>"
        for who, cue, words in voices
    )
    head = '<th scope="col">who</th><th scope="col">cue</th><th scope="col">words</th>'
    return (
        f'<table class="analysis voices-heard"><caption>Voices heard: {len(voices)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
