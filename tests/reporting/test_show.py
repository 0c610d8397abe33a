"""Charts, tables and findings in the forms that notebook, report and test need."""

import base64
import csv
import io
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.reporting.links import Finding
from analysis.reporting.show import show_chart, show_finding, show_table

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


def test_a_table_in_plain_text_is_rounded_and_aligned():
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


def test_rows_beyond_top_are_counted():
    table = pd.DataFrame({"n": range(52)})
    assert repr(show_table(table, top=40)).splitlines()[-1] == "… and 12 more rows (52 in all)"
    assert "and 12 more rows (52 in all)" in show_table(table).html
    assert "more rows" not in repr(show_table(table, top=None))


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
    rows = list(csv.reader(io.StringIO(show_table(table, top=1).data["text/csv"], newline="")))
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
    assert metadata["finding"] == ["Tone fell <b> by 3", ""]
    law = Finding("Most frequent: law, 8% <b>; aid, 2%.", lead="Most frequent: law, 8% <b>")
    assert show_finding(law, level=2).html == (
        '<h2 class="finding">Most frequent: law, 8% &lt;b&gt;.</h2><p class="detail">Aid, 2%.</p>'
    )
    assert show_finding(law + " No more.").metadata["finding"][1] == "Aid, 2%. No more."


def test_only_a_chart_is_shown_as_a_chart():
    with pytest.raises(TypeError, match="as the plot_ verbs return it; got DataFrame"):
        show_chart(SUMMARY)


def test_only_a_table_is_shown_as_a_table():
    with pytest.raises(TypeError, match="show_table needs a pandas DataFrame; got list"):
        show_table([1, 2])


def test_a_long_name_without_a_space_may_be_broken_in_a_head_and_in_a_cell():
    name = "A_name_of_more_than_forty_letters_without_a_space"
    html = show_table(pd.DataFrame({name: [1], "outlet": [name]})).html
    assert '<th scope="col" class="number long" style="text-align: right">A_<wbr>name_<wbr>of' in html
    assert f'<td class="long" style="text-align: left">{name}</td>' in html
    assert '<th scope="col" style="text-align: left">outlet</th>' in html
    assert "_<wbr>" not in show_table(pd.DataFrame({"per_1000": [1]})).html


def test_a_column_of_notes_without_a_note_is_left_out_of_sight_and_kept_in_the_file(in_report):
    table = pd.DataFrame({"n": [1, 2], "note": ["", ""]})
    assert "note" not in repr(show_table(table))
    assert show_table(table).data["text/csv"].startswith('"n","note"')
    assert "few" in repr(show_table(table.assign(note=["", "few"])))
