"""Every number of a report opens to what it counts, or the page says in words why it does not."""

import json
import re
from importlib import resources

import pandas as pd
import pytest
from lxml import html

from analysis.charts.groups import plot_ranked, plot_shares
from analysis.charts.heat import plot_heatmap
from analysis.charts.time import plot_over_time
from analysis.charts.words import plot_keyness
from analysis.counted_rows import FOLDER
from analysis.reporting.cells import REASONS
from analysis.reporting.findings import describe_contrast, describe_ranking
from analysis.reporting.links import Finding, pick_around
from analysis.reporting.show import show_chart, show_finding, show_table
from analysis.summaries.collocations import find_collocations
from analysis.summaries.groups import pivot_values
from analysis.summaries.keyness import score_keyness
from analysis.summaries.pairs import count_together
from analysis.summaries.rates import count_articles, rate_per_1000, share_by
from analysis.summaries.tone import mean_tone

OUTLETS = ["X"] * 6 + ["Y"] * 6
IDS = [f"a{n:02d}" for n in range(12)]
ARTICLES = pd.DataFrame({
    "article_id": IDS, "outlet": OUTLETS, "date": pd.to_datetime(["2022-10-03", "2022-11-04"] * 6),
})  # fmt: skip
TONE = ARTICLES.assign(sentence_id=0, n_words=20, n_positive=[1, 0] * 6, n_negative=[0, 2] * 6)
HITS = pd.DataFrame({
    "article_id": [*IDS[:8], "a00"], "outlet": [*OUTLETS[:8], "X"], "sentence_id": 0, "start": 3, "end": 6,
    "term": "law*", "frame": ["law"] * 6 + ["aid"] * 3,
})  # fmt: skip
TEXTS = ARTICLES.assign(
    sentence_id=0, start=0, text=["The dam and the dam."] * 6 + ["A dam or peace talks."] * 6
)
MENTIONS = pd.concat([HITS.assign(name="Kyiv"), HITS.head(4).assign(name="Moscow")])


@pytest.fixture(autouse=True)
def notes(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def read_note(notes, address):
    """The articles of the section that an address leads to."""
    name, _, place = address.removeprefix("evidence/").partition(".html")
    note = json.loads((notes / f"{name}.json").read_text())
    section = next(part for part in note["sections"] if place in ("", f"#{part['name']}"))
    return sorted(set(section["rows"]["article_id"]))


def list_closed(text):
    """The numbers of a table that neither open nor are nothing nor are explained below it, by column."""
    page = html.fromstring(f"<div>{text}</div>")
    heads = [head.text_content() for head in page.iterfind(".//thead/tr/th")]
    explained = " ".join(note.text_content() for note in page.iterfind(".//p[@class='closed']"))
    explained = set(explained.replace(",", " ").replace(":", " ").split())
    return {
        name
        for row in page.iterfind(".//tbody/tr")
        for name, cell in zip(heads, row, strict=True)
        if "number" in (cell.get("class") or "") and cell.find("a") is None
        if cell.text_content() not in ("0", "0.00", "–") and name not in explained
    }


SUMMARIES = {
    "articles": lambda: count_articles(ARTICLES, by="outlet"),
    "shares": lambda: share_by(HITS, "frame", by="outlet", of=ARTICLES),
    "months": lambda: share_by(HITS, "frame", by="month", of=ARTICLES),
    "rates": lambda: rate_per_1000(HITS, "frame", by="outlet", of=TONE),
    "tone": lambda: mean_tone(TONE, by="outlet"),
    "pairs": lambda: count_together(MENTIONS, of=ARTICLES),
    "keyness": lambda: score_keyness(TEXTS, target="X", at_least=1),
    "collocations": lambda: find_collocations(TEXTS, at_least=1),
    "without hits": lambda: pd.DataFrame({"file": ["a"], "n_changes": [3], "low": [0.5]}),
}


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_number_of_a_table_opens_or_the_page_says_why_not(name):
    assert list_closed(show_table(SUMMARIES[name](), title=name).html) == set()


def read_cells(shown):
    """The addresses of the cells of a table by row and column."""
    page = html.fromstring(f"<div>{shown.html}</div>")
    heads = [head.text_content() for head in page.iterfind(".//thead/tr/th")]
    return {
        (number, name): cell.find("a").get("href")
        for number, row in enumerate(page.iterfind(".//tbody/tr"))
        for name, cell in zip(heads, row, strict=True)
        if cell.find("a") is not None
    }


def test_what_is_counted_and_what_it_is_divided_by_open_to_their_own(notes):
    shares = share_by(HITS, "frame", by="outlet", of=ARTICLES)
    cells = read_cells(show_table(shares, title="Shares"))
    row = shares.index[(shares["outlet"] == "Y") & (shares["frame"] == "aid")][0]
    assert read_note(notes, cells[row, "n_with"]) == ["a06", "a07"]
    assert read_note(notes, cells[row, "n_articles"]) == IDS[6:]
    nothing = shares.index[(shares["outlet"] == "Y") & (shares["frame"] == "law")][0]
    assert (nothing, "n_with") not in cells


def test_praise_and_blame_open_to_their_own(notes):
    cells = read_cells(show_table(mean_tone(TONE, by="outlet"), title="Tone"))
    assert read_note(notes, cells[0, "n_positive"]) == IDS[0:6:2]
    assert read_note(notes, cells[0, "n_negative"]) == IDS[1:6:2]
    assert read_note(notes, cells[0, "value"]) == IDS[:6]


def test_the_words_of_each_side_open_to_their_own(notes):
    keyness = score_keyness(TEXTS, target="X", at_least=1)
    cells = read_cells(show_table(keyness[keyness["word"] == "dam"].reset_index(drop=True), title="Words"))
    assert read_note(notes, cells[0, "n_target"]) == IDS[:6]
    assert read_note(notes, cells[0, "n_reference"]) == IDS[6:]


def test_hits_of_the_target_alone_open_no_count_of_the_others(notes):
    words = pd.DataFrame({"word": ["law"], "n_target": [3], "n_reference": [1]})
    shown = show_table(words, title="Words", evidence=HITS.assign(word=HITS["frame"]))
    assert set(read_cells(shown)) == {(0, "n_target")}


def test_a_period_opens_to_the_hits_of_its_dates(notes):
    months = share_by(HITS, "frame", by="month", of=ARTICLES)
    cells = read_cells(show_table(months, title="Months"))
    row = months.index[(months["month"] == "2022-11-01") & (months["frame"] == "law")][0]
    assert read_note(notes, cells[row, "value"]) == ["a01", "a03", "a05"]


def test_a_finding_opens_to_the_rows_that_it_names(notes):
    shares = share_by(HITS, "frame", of=ARTICLES)
    shown = show_finding(describe_ranking(shares, top=1))
    assert read_note(notes, shown.metadata["evidence"]) == IDS[:6]


def test_a_finding_without_hits_says_so():
    assert "no sentences of its own" in show_finding("12 files were read.").html


def read_marks(shown):
    """The accessible name and the address of each mark."""
    page = html.fromstring(f"<div>{shown.metadata.get('marks', '')}</div>")
    return {link.get("aria-label"): link.get("href") for link in page.iter("a")}


CHARTS = {
    "ranked": (lambda: plot_ranked(share_by(HITS, "frame", of=ARTICLES), "frame"), "law: 50%", IDS[:6]),
    "shares": (
        lambda: plot_shares(share_by(HITS, "frame", by="outlet", of=ARTICLES), "frame"),
        "Y, aid: 33%",
        ["a06", "a07"],
    ),
    "heat map": (
        lambda: plot_heatmap(share_by(HITS, "frame", by="outlet", of=ARTICLES), "frame", "outlet"),
        "X, law: 100%",
        IDS[:6],
    ),
    "over time": (
        lambda: plot_over_time(share_by(HITS, "frame", by="month", of=ARTICLES), "frame"),
        "2022-11, aid: 17%",
        ["a07"],
    ),
    "keyness": (lambda: plot_keyness(score_keyness(TEXTS, target="X", at_least=1)), "peace: 0", IDS[6:]),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_mark_leads_to_the_sentences_of_its_row_and_a_mark_of_nothing_nowhere(notes, name):
    draw, words, article_ids = CHARTS[name]
    marks = read_marks(show_chart(draw()))
    address = next((address for label, address in marks.items() if label.startswith(words)), None)
    assert address, marks
    assert read_note(notes, address) == article_ids
    assert not [label for label in marks if ": 0%" in label]


def test_each_field_lies_on_its_mark():
    shares = share_by(HITS, "frame", of=ARTICLES)
    axes = plot_ranked(shares, "frame")
    shown = show_chart(axes)
    page = html.fromstring(f"<div>{shown.metadata['marks']}</div>")
    fields = {link.get("aria-label").split(":")[0]: link.find("rect") for link in page.iter("a")}
    law, aid = (
        [
            float(fields[name].get(part)) + float(fields[name].get(size)) / 2
            for part, size in (("x", "width"), ("y", "height"))
        ]
        for name in ("law", "aid")
    )
    # The larger value stands farther right and higher; all lie within the picture.
    assert 0 < aid[0] < law[0] < 1000
    assert 0 < law[1] < aid[1] < 1000


def test_a_chart_opens_to_the_page_of_its_table(notes):
    shares = share_by(HITS, "frame", by="outlet", of=ARTICLES)
    cells = read_cells(show_table(pivot_values(shares, "frame"), title="Shares", evidence=HITS))
    marks = read_marks(show_chart(plot_shares(shares, "frame")))
    assert set(marks.values()) <= set(cells.values())


def test_outside_a_report_nothing_is_kept_and_nothing_is_noted(notes, monkeypatch):
    monkeypatch.delenv(FOLDER)
    shares = share_by(HITS, "frame", by="outlet", of=ARTICLES)
    assert set(shares.attrs) == {"label", "confidence"}
    assert show_chart(plot_shares(shares, "frame")).metadata.keys() == {"image/png"}
    assert "href" not in show_table(shares).html + show_finding(describe_contrast(shares)).html
    assert not list(notes.iterdir())


def test_a_finding_on_events_opens_to_the_days_around_them():
    days = pd.to_datetime(["2022-03-20", "2022-04-05", "2022-11-28", "2022-04-06"])
    hits = pd.DataFrame({"article_id": list("abcd"), "date": days, "name": ["Kyiv", "Kyiv", "Kyiv", "Lviv"]})
    rows = pd.DataFrame({"date": [pd.Timestamp("2022-04-01")], "name": ["Kyiv"], "value": [0.2]})
    rows.attrs = {"what": "name", "days": 28}
    assert pick_around(hits, rows)["article_id"].tolist() == ["b", "a"]
    assert pick_around(hits, rows.assign(value=-0.2))["article_id"].tolist() == ["a", "b"]


def test_what_is_shown_of_a_finding_on_events_is_of_the_days_around_them(notes):
    sentences = TEXTS.assign(name="Kyiv", sentence_id=0, start=0, end=3)
    rows = pd.DataFrame({"date": [pd.Timestamp("2022-11-01")], "name": ["Kyiv"], "value": [0.2]})
    rows.attrs = {"what": "name", "days": 14}
    show_finding(Finding("Kyiv 100% after 0%.", rows), evidence=sentences)
    [note] = (json.loads(file.read_text()) for file in notes.glob("*.json"))
    november = set(ARTICLES.loc[ARTICLES["date"].dt.month.eq(11), "article_id"])
    assert set(note["sections"][0]["rows"]["article_id"]) == november


def test_every_computed_number_that_opens_nothing_is_in_the_glossary():
    methods = resources.files("analysis.reporting").joinpath("templates/methods.md").read_text("utf-8")
    words = set(re.findall(r"\w+", methods.split("## Words used in this report")[1]))
    names = set().union(*REASONS.values()) - {"lat", "lon", "n_before", "n_after"}  # they say it themselves
    assert {name for name in names if not set(name.split("_")) <= words and name not in words} == set()
