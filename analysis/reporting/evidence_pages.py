"""The pages behind the numbers: one page per number with its sentences, one page per article, marked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from analysis.reporting.evidence import join_rules, mark_spans, name_source
from analysis.reporting.links import NO_SENTENCE, NOTED, SENTENCE, shorten_name
from analysis.reporting.pages import read_template
from analysis.reporting.reading.articles import read_closely, write_reading
from analysis.reporting.show import without_texts
from analysis.store.measured import Measured

if TYPE_CHECKING:
    from markupsafe import Markup

OPENING_MARKS, CLOSING_MARKS = '"“‘«', '"”’»)'
FEWEST, MOST = 6, 50  # words of a sentence that is quoted
BATCH = 500  # articles that are read closely at a time


class Place(NamedTuple):
    """Where a hit stands in its article, and the rule that found it."""

    start: int
    end: int
    rule: str


def read_notes(folder: str | Path) -> dict[str, dict[str, Any]]:
    """What the notebooks noted, by the name of the page."""
    return {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(Path(folder).glob("*.json"))}


def write_evidence(measured: Measured, notes: dict[str, Any], out: Path, **shared: Any) -> dict[str, str]:
    """Write the pages of all notes and of their articles; return one sentence of each page, to quote."""
    noted = [section["rows"] for note in notes.values() for section in note["sections"]]
    if not noted:
        return {}
    keys = dict.fromkeys(
        key for rows in noted for key in zip(*(rows[name] for name in SENTENCE), strict=True)
    )
    cited = pd.DataFrame(list(keys), columns=SENTENCE)
    sentences = measured.read_sentences(rows=cited[cited["sentence_id"] != NO_SENTENCE])
    headlines = measured.read_rows("headlines", rows=cited)
    titles = dict(zip(headlines["article_id"], headlines["title"], strict=True))
    records = {(row["article_id"], row["sentence_id"]): row for row in sentences.to_dict("records")}
    records |= {(row["article_id"], NO_SENTENCE): row for row in headlines.to_dict("records")}
    quotes, template = {}, read_template("evidence.html.j2")
    for name, note in notes.items():
        sections = [list_section(section, records, titles) for section in note["sections"]]
        page = template.render(title=note["title"], sections=sections, root="../", **shared)
        (out / "evidence" / f"{name}.html").write_text(page, encoding="utf-8")
        if note["quoted"]:
            quotes[name] = next((section["quote"] for section in sections), "")
    for name, page in render_articles(measured, headlines, **shared):
        (out / "articles" / f"{name}.html").write_text(page, encoding="utf-8")
    return quotes


def list_section(
    section: dict[str, Any], records: dict[Any, dict[Any, Any]], titles: dict[str, str]
) -> dict[str, Any]:
    """The sentences of a section in text order, each marked, with its source and its rule."""
    found: dict[tuple[str, int], list[Place]] = {}
    for article_id, sentence_id, *hit in zip(*(section["rows"][name] for name in NOTED), strict=True):
        found.setdefault((article_id, sentence_id), []).append(Place(*hit))
    entries = [
        describe_sentence(records[key], sorted(found[key]), titles.get(key[0], ""))
        for key in sorted(found)
        if key in records
    ]
    place = shorten_name(section["name"]) if section["name"] else ""
    quoted = [] if section["is_articles"] else [records.get(tuple(key)) for key in section["first"]]
    sentences = (sentence for sentence in quoted if sentence and is_quotable(sentence["text"]))
    quote = next((quote_sentence(sentence, titles) for sentence in sentences), "")
    return {**section, "id": place, "sentences": entries, "quote": quote}


def is_quotable(text: str) -> bool:
    """Whether a text is one whole sentence of a length to print: no line of credits, no lines run together.

    >>> is_quotable("The crews left the bridge on Friday."), is_quotable("(Source: Coalition + Agencies)")
    (True, False)
    """
    text = " ".join(text.split())
    opens = text[:1].isupper() or text[:1].isdigit() or text[:1] in OPENING_MARKS
    return (
        opens and text.rstrip(CLOSING_MARKS)[-1:] in (".", "!", "?") and FEWEST <= len(text.split()) <= MOST
    )


def quote_sentence(sentence: dict[Any, Any], titles: dict[str, str]) -> str:
    """A sentence with its source, to print beside a finding; "" in a report without texts."""
    source = name_source(sentence, titles.get(sentence["article_id"]), with_id=False)
    return "" if without_texts() else f"{' '.join(sentence['text'].split())} ({source})"


def describe_sentence(sentence: dict[Any, Any], places: list[Place], title: str) -> dict[str, Any]:
    source = name_source(sentence, title, with_id=False)
    if "sentence_id" not in sentence:
        return {"source": source, "href": f"../articles/{shorten_name(sentence['article_id'])}.html"}
    first, length = int(sentence["start"]), len(sentence["text"])
    spans = [(max(0, place.start - first), min(length, place.end - first)) for place in places]
    return {
        "source": source,
        "href": f"../articles/{shorten_name(sentence['article_id'])}.html#s{sentence['sentence_id']}",
        "text": "" if without_texts() else mark_safely(sentence["text"], spans),
        "rule": join_rules(place.rule for place in places),
    }


def mark_safely(text: str, spans: list[tuple[int, int]]) -> Markup:
    """A sentence as HTML, with its hits marked; all text is escaped."""
    from markupsafe import Markup, escape

    return Markup(mark_spans(text, spans, "<mark>", "</mark>", lambda part: str(escape(part))))


def render_articles(measured: Measured, headlines: pd.DataFrame, **shared: Any) -> Iterator[tuple[str, str]]:
    """The name and the page of each article, read closely."""
    from markupsafe import Markup

    template = read_template("article.html.j2")
    for start in range(0, len(headlines), BATCH):
        articles = measured.read_rows("articles", rows=headlines.iloc[start : start + BATCH])
        for reading in read_closely(measured, articles):
            article = Markup(write_reading(reading, level=1))
            page = template.render(title=reading.source, article=article, root="../", **shared)
            yield shorten_name(str(reading.article["article_id"])), page
