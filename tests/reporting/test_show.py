import base64
import csv
import io
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.ids import sample_rows
from analysis.reporting.show import show_chart, show_evidence, show_finding, show_table

SUMMARY = pd.DataFrame(
    {
        "outlet": ["North Wire", "<script>alert(1)</script>"],
        "month": pd.to_datetime(["2022-11-01", None]),
        "n_words": [12345, 7],
        "value": [-0.001, float("nan")],
        "complete": [True, False],
    }
)


@pytest.fixture
def in_report(monkeypatch):
    monkeypatch.setenv("ANALYSIS_REPORT", "1")


@pytest.fixture(autouse=True)
def outside_report(monkeypatch):
    monkeypatch.delenv("ANALYSIS_REPORT", raising=False)


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def draw(words="Tone of X: 1.2."):
    figure, ax = plt.subplots()
    ax.plot([0, 1], [0, 1])
    figure.set_label(words)
    return ax


def test_a_table_in_plain_text_is_rounded_and_lined_up():
    assert repr(show_table(SUMMARY, title="Tone")).splitlines() == [
        "Tone",
        "outlet                     month    n_words  value  complete",
        "North Wire                 2022-11   12,345   0.00  yes",
        "<script>alert(1)</script>  –              7      –  no",
    ]


def test_a_table_in_html_has_a_caption_and_column_heads_and_lets_no_tag_through():
    html = show_table(SUMMARY, title="Tone <b>").html
    tags = Tags(html)
    names = [tag for tag, _ in tags.tags]
    assert "script" not in names
    assert "b" not in names
    assert names[:2] == ["table", "caption"]
    assert [attrs["scope"] for tag, attrs in tags.tags if tag == "th"] == ["col"] * 5
    assert "<script>alert(1)</script>" in tags.text


def test_rows_beyond_the_limit_are_counted():
    table = pd.DataFrame({"n": range(52)})
    assert repr(show_table(table, max_rows=40)).splitlines()[-1] == "… and 12 more rows (52 in all)"
    assert "and 12 more rows (52 in all)" in show_table(table).html
    assert "more rows" not in repr(show_table(table, max_rows=None))


def test_a_table_without_rows_says_so():
    assert repr(show_table(SUMMARY.head(0))).splitlines()[-1] == "… no rows"


def test_a_quarter_and_a_year_read_as_such():
    table = pd.DataFrame({"quarter": pd.to_datetime(["2022-10-01"]), "year": pd.to_datetime(["2022-01-01"])})
    assert repr(show_table(table)).splitlines()[1].split() == ["2022-Q4", "2022"]


def test_the_csv_comes_only_in_a_report(in_report):
    assert "text/csv" in show_table(SUMMARY).data


def test_outside_a_report_there_is_no_csv():
    assert set(show_table(SUMMARY).data) == {"text/plain", "text/html"}


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x")', "+1", "-1", "@sum", "\tx", "\rx"])
def test_no_text_reaches_a_spreadsheet_as_a_formula(in_report, cell):
    table = pd.DataFrame({"title": [cell, "plain"], "value": [-1.5, 2.0], cell: [1, 2]})
    rows = list(csv.reader(io.StringIO(show_table(table, max_rows=1).data["text/csv"], newline="")))
    assert rows[0][2] == rows[1][0] == "'" + cell
    assert rows[1][1] == "-1.5"  # a number stays a number
    assert len(rows) == 3


def test_a_chart_comes_with_its_words():
    shown = show_chart(draw())
    data, metadata = shown._repr_mimebundle_()
    assert data["text/plain"] == "Tone of X: 1.2."
    assert metadata["image/png"]["alt"] == "Tone of X: 1.2."
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert "image/svg+xml" not in data
    assert plt.get_fignums() == []


def test_the_same_chart_gives_the_same_bytes(in_report):
    once, again = show_chart(draw()), show_chart(draw())
    assert once.data == again.data
    assert once.data["image/svg+xml"].startswith("<?xml")
    assert "<dc:date>" not in once.data["image/svg+xml"]


def test_a_chart_of_several_panels_is_one_picture():
    figure, axes = plt.subplots(1, 2)
    figure.set_label("Two.")
    assert show_chart(axes).data["text/plain"] == "Two."


def test_a_finding_is_a_heading_marked_for_the_report():
    data, metadata = show_finding("Tone  fell <b>\n by 3")._repr_mimebundle_()
    assert data == {
        "text/plain": "Tone fell <b> by 3",
        "text/html": '<h3 class="finding">Tone fell &lt;b&gt; by 3</h3>',
    }
    assert metadata["finding"] is True


SENTENCES = pd.DataFrame(
    {
        "article_id": ["a", "a", "b", "c"],
        "outlet": ["X", "X", "Y", "Y"],
        "date": pd.to_datetime(["2022-11-17", "2022-11-17", None, "2022-11-19"]),
        "sentence_id": [0, 1, 0, 0],
        "start": [0, 20, 0, 0],
        "text": [
            "Nothing happened.",
            "The <b>shelling</b> and shelling.",
            "More shelling.",
            "Peace & talks.",
        ],
    }
)
HITS = pd.DataFrame(
    {
        "article_id": ["a", "a", "b"],
        "sentence_id": [1, 1, 0],
        "frame": "military",
        "term": "shell*",
        "start": [27, 44, 5],
        "end": [35, 52, 13],
    }
)


def test_evidence_marks_the_words_that_counted_and_names_the_rule():
    articles = pd.DataFrame({"article_id": ["a", "b"], "title": ["=1+1", "<script>"]})
    shown = show_evidence(SENTENCES, HITS, title="Military frame", articles=articles)
    assert repr(shown).splitlines() == [
        "Military frame: 2 of 2 sentences",
        "1. X, 2022-11-17, a, “=1+1”",
        "   The <b>[shelling]</b> and [shelling].",
        "   rule: shell* → military",
        "2. Y, no date, b, “<script>”",
        "   More [shelling].",
        "   rule: shell* → military",
    ]
    assert "The &lt;b&gt;<mark>shelling</mark>&lt;/b&gt; and <mark>shelling</mark>." in shown.html
    assert "<script>" not in shown.html


def test_evidence_does_not_depend_on_the_order_of_the_sentences():
    once = show_evidence(SENTENCES, n=2, seed=3)
    again = show_evidence(SENTENCES.sample(frac=1, random_state=1), n=2, seed=3)
    assert repr(once) == repr(again)
    assert len({repr(show_evidence(SENTENCES, n=2, seed=seed)) for seed in range(20)}) > 1


def test_overlapping_hits_are_marked_once():
    hits = HITS.tail(1).assign(start=[0], end=[9])
    both = pd.concat([HITS.tail(1), hits])
    assert "[More shel][ling]." in repr(show_evidence(SENTENCES, both))


class Kept:
    """Tables that are read when they are asked for, as `measure_corpus` gives them."""

    def __init__(self):
        self.asked = []

    def load(self, name, of=None):
        self.asked.append((name, of))
        titles = pd.DataFrame({"article_id": ["a", "b", "c"], "title": ["One", "Two", ""]})
        table = {"sentences": SENTENCES, "headlines": titles}[name]
        return table if of is None else table[table["article_id"].isin(of)].reset_index(drop=True)


def test_of_a_measured_corpus_only_the_articles_of_the_sentences_drawn_are_read():
    kept = Kept()
    shown = show_evidence(kept, HITS, n=1, title="Military frame")
    assert repr(shown) == repr(
        show_evidence(SENTENCES, HITS, n=1, title="Military frame", articles=kept.load("headlines"))
    )
    assert [len(of) for _, of in kept.asked[:2]] == [1, 1]


def test_of_a_measured_corpus_without_hits_all_sentences_are_drawn_from():
    assert repr(show_evidence(Kept())).startswith("4 of 4 sentences")


def test_rows_that_say_no_place_mark_nothing():
    shown = show_evidence(Kept(), HITS.drop(columns=["start", "end"]).assign(n_battle=1))
    assert repr(shown).splitlines() == [
        "2 of 2 sentences",
        "1. X, 2022-11-17, a, “One”",
        "   The <b>shelling</b> and shelling.",
        "2. Y, no date, b, “Two”",
        "   More shelling.",
    ]


def test_sentences_drawn_before_are_counted_among_those_they_were_drawn_from():
    rows = SENTENCES[["article_id", "sentence_id"]]
    hits = HITS.merge(sample_rows(HITS[["article_id", "sentence_id"]].drop_duplicates(), 1))
    shown = show_evidence(Kept(), hits, n=1, of=rows)
    assert repr(shown).startswith("1 of 4 sentences")
    assert repr(shown).splitlines()[1:] == repr(show_evidence(Kept(), HITS, n=1)).splitlines()[1:]


def test_hits_in_other_sentences_are_not_counted():
    strange = HITS.assign(article_id="elsewhere")
    assert repr(show_evidence(SENTENCES, pd.concat([HITS, strange]))).startswith("2 of 2 sentences")
    assert repr(show_evidence(SENTENCES, strange)) == "0 of 0 sentences"
