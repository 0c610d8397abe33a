"""The sentences behind a number: all of them, in pages, with the words that the rule found marked."""

from html import escape
from typing import NamedTuple

import pandas as pd

from analysis.desk.pictures import read_key
from analysis.desk.summaries import Summary, find_rows
from analysis.desk.view import View
from analysis.ids import find_sentences
from analysis.reporting.evidence import find_spans, list_titles, mark_spans, name_source
from analysis.schema import check_choice, check_count
from analysis.store.measured import Measured
from analysis.tone.evaluation import find_judgements
from analysis.wording import count_noun

SORTS = {"date": "by date", "newest": "newest first", "relevance": "by relevance"}
SIZE = 20  # sentences of a page
COUNTED = {
    "evaluation": ["positive", "negative"],
    "battle": ["battle"],
    "vader": ["positive", "negative", "battle"],
}


class Page(NamedTuple):
    """Some of the sentences behind a number; the HTML is escaped."""

    heading: str
    n_sentences: int
    page: int
    n_pages: int
    html: str


def list_sentences(summary: Summary, key: str, sort: str) -> pd.DataFrame:
    """List the sentences behind a row of the table: one row per sentence, with its hits added up.

    Relevance is the number of hits in the sentence, or the size of its VADER score; of equal sentences the
    earlier one comes first.
    """
    check_choice(sort, SORTS, name="sort")
    rows = find_rows(summary, read_key(key, summary))
    rows = rows.assign(n=rows.get("n", 1))[["article_id", "sentence_id", "date", "n"]]
    groups = rows.groupby(["article_id", "sentence_id"], observed=True, sort=True)
    found = groups.agg({"date": "first", "n": "sum"}).reset_index()
    columns, ascending = {
        "date": (["date", "article_id", "sentence_id"], [True] * 3),
        "newest": (["date", "article_id", "sentence_id"], [False, True, True]),
        "relevance": (["n", "date", "article_id", "sentence_id"], [False, True, True, True]),
    }[sort]
    return found.sort_values(columns, ascending=ascending, kind="stable", ignore_index=True)


def read_page(
    measured: Measured, view: View, summary: Summary, key: str = "", page: int = 1, sort: str = "date"
) -> Page:
    """Read one page of the sentences behind a row of the table.

    Raises ValueError for a key, a page or a sort that is not there.
    """
    found = list_sentences(summary, key, sort)
    n_pages = max(1, -(-len(found) // SIZE))
    check_count(page, name="page")
    if page > n_pages:
        raise ValueError(f"There are {count_noun(n_pages, 'page')}; choose one of them, not page {page}.")
    names = read_key(key, summary)
    heading = f"{count_noun(len(found), 'sentence')}: {', '.join(names) if names else 'the whole picture'}"
    rows = found.iloc[(page - 1) * SIZE : page * SIZE]
    items = [write_item(*item) for item in mark_rows(measured, view, summary, rows)]
    start = (page - 1) * SIZE + 1
    text = f'<ol start="{start}">{"".join(items)}</ol>' if items else "<p>No sentence.</p>"
    return Page(heading, len(found), page, n_pages, text)


def mark_rows(
    measured: Measured, view: View, summary: Summary, rows: pd.DataFrame
) -> list[tuple[dict, list[tuple[int, int]], str, str]]:
    """Read sentences in the order of the rows, each with the places of its hits, their rules, its source."""
    if not len(rows):
        return []
    sentences = measured.read_sentences(rows=rows)
    place = find_sentences(sentences, rows)
    sentences = sentences.iloc[place[place >= 0]]
    hits = find_marks(measured, view, summary, sentences)
    titles = list_titles(sentences, measured.read_rows("headlines", rows=sentences))
    marked = []
    for sentence in sentences.to_dict("records"):
        spans, rules = find_spans(sentence, hits)
        marked.append((sentence, spans, rules, name_source(sentence, titles.get(sentence["article_id"]))))
    return marked


def find_marks(
    measured: Measured, view: View, summary: Summary, sentences: pd.DataFrame
) -> pd.DataFrame | None:
    """Find the hits in some sentences; those of tone are found anew, because its table only counts them."""
    if view.what == "tone":
        attributions = measured.read_rows("attributions", rows=sentences)
        hits = find_judgements(
            sentences.sort_values(["article_id", "sentence_id"]), attributions=attributions
        )
        hits = hits[hits["counted"].isin(COUNTED[view.which])]
        return hits if view.by == "voice" else hits[hits["voice"].eq("narration")]
    if not {"start", "end"} <= set(summary.hits.columns):
        return None
    hits = summary.hits[summary.hits["article_id"].isin(sentences["article_id"].unique())]
    if view.what == "voice":
        return hits.assign(
            term=(hits["source"] + ", " + hits["cue"]).str.strip(" ,:"), category=hits[summary.column]
        )
    if view.what == "role":
        return hits.assign(term=hits["verb"], category=hits[summary.column])
    return hits


def write_item(sentence: dict, spans: list[tuple[int, int]], rules: str, source: str) -> str:
    """Write a sentence as an item of a list, with a button to its article."""
    quoted = mark_spans(sentence["text"], spans, "<mark>", "</mark>", escape)
    rule = f'<p class="rule">rule: {escape(rules)}</p>' if rules else ""
    article = escape(str(sentence["article_id"]))
    place = f'data-article="{article}" data-sentence="{int(sentence["sentence_id"])}"'
    button = f'<button type="button" class="article" {place}>Open article</button>'
    return f"<li><cite>{escape(source)}</cite><blockquote>{quoted}</blockquote>{rule}{button}</li>"


def tabulate_sentences(measured: Measured, view: View, summary: Summary, key: str, sort: str) -> pd.DataFrame:
    """Return all sentences behind a row of the table: one row per sentence, with its text and its rules."""
    found = list_sentences(summary, key, sort)
    marked = mark_rows(measured, view, summary, found)
    columns = ["article_id", "outlet", "date", "sentence_id", "text"]
    table = pd.DataFrame(
        [{name: sentence[name] for name in columns} for sentence, *_ in marked], columns=columns
    )
    found_text = [" | ".join(sentence["text"][a:b] for a, b in spans) for sentence, spans, *_ in marked]
    return table.assign(found=found_text, rule=[rules for _, _, rules, _ in marked])
