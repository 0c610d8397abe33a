"""Exports of the news databases, made to their documentation, and real ones where they are at hand."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.exports.databases import split_export
from analysis.readers.formats import find_format
from tests.readers.made import EXPORTS, make_articles

REAL = Path(__file__).resolve().parents[3] / "shared/data/exports"
# Of each real export: the articles in it, as a person counts them, and the first one's day and headline.
COUNTED = {
    "lexisnexistools/inst/extdata/sample.TXT": (10, "2010-01-11", "Lorem ipsum dolor sit amet"),
    "lexisnexistools/inst/extdata/sample.DOCX": (10, "2019-07-01", "Lorem ipsum dolor sit amet"),
    "tm.plugin.lexisnexis/inst/texts/lexisnexis_test_en.html": (2, "1991-12-19", "Heading One"),
    "tm.plugin.lexisnexis/inst/texts/lexisnexis_test_fr.html": (3, "2013-04-12", "Title of first article"),
    "tm.plugin.factiva/inst/texts/factiva_test.html": (2, None, "Test 1"),
    "tm.plugin.factiva/inst/texts/factiva_test.xml": (3, "2012-01-09", "TEST - first test article"),
    "tm.plugin.factiva/inst/texts/reut21578-factiva.xml": (
        19, "1987-02-26", "DIAMOND SHAMROCK (DIA) CUTS CRUDE PRICES",
    ),
    "tm.plugin.europresse/inst/texts/europresse_test1.html": (3, None, "A heading: some text"),
    "tm.plugin.europresse/inst/texts/europresse_test2.html": (4, "2006-03-14", "Title"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_of_three_articles_is_three_articles(name, tmp_path):
    (tmp_path / "downloads").mkdir()
    file = tmp_path / "downloads" / name
    file.write_bytes(EXPORTS[name](make_articles(3)))
    articles = read_corpus(file).sort_values("title", ignore_index=True)
    expected = pd.DataFrame(make_articles(3))
    assert articles["title"].tolist() == expected["title"].tolist()
    assert articles["date"].tolist() == expected["date"].tolist()
    assert articles["text"].tolist() == expected["text"].tolist()
    outlets = {"newsbank.txt": " (Town, ST)"}
    if not name.startswith(("feed", "wiki", "answer")):
        assert articles["outlet"].astype(str).tolist() == [
            outlet + outlets.get(name, "") for outlet in expected["outlet"]
        ]
    assert read_problems(articles).empty


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("n", [1, 2, 7])
def test_no_article_of_an_export_is_lost(name, n, tmp_path):
    file = tmp_path / name
    file.write_bytes(EXPORTS[name](make_articles(n)))
    table, problems = find_format(file).read(file)
    assert len(table) + sum(problem["done"].startswith("left out") for problem in problems) == n
    assert table["row"].is_unique


@pytest.mark.parametrize(
    "name", [name for name in EXPORTS if name.endswith((".txt", ".html", ".rtf", ".xml"))]
)
def test_an_export_without_the_text_of_one_article_names_it(name, tmp_path):
    articles = make_articles(3)
    articles[1]["text"] = ""
    file = tmp_path / name
    file.write_bytes(EXPORTS[name](articles))
    read = read_corpus(file)
    assert len(read) == 2
    problems = read_problems(read)
    [row] = problems.loc[problems["what"] == "no text", "row"]
    assert row > 1


@pytest.mark.parametrize("name", [name for name in EXPORTS if name.endswith(".txt")])
def test_the_row_of_an_article_in_a_text_is_its_line(name, tmp_path):
    file = tmp_path / name
    file.write_bytes(EXPORTS[name](make_articles(3)))
    table, _ = find_format(file).read(file)
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    for title, row in zip(table["title"], table["row"], strict=True):
        assert any(title in line for line in lines[row - 1 : row + 9])


def test_a_document_that_the_numbers_skip_is_a_problem(tmp_path):
    text = EXPORTS["nexis.txt"](make_articles(3)).decode("utf-8-sig")
    start, end = text.index("2 of 3 DOCUMENTS"), text.index("3 of 3 DOCUMENTS")
    file = tmp_path / "a.txt"
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    articles = read_corpus(file)
    assert len(articles) == 2
    assert read_problems(articles)["what"].tolist() == ["document 2 of 3 is not in the file"]


@pytest.mark.parametrize(
    "text",
    [
        "The documents were 1 of 10 that the court saw.\n\nHD was the sign on the door.",
        "End of document reading came late.\n\nThe paper: it was dark.",
        "____________________\n\nIt was dark.\n\nTitle: none",
        "",
    ],
)
def test_a_text_that_only_looks_like_an_export_is_none(text):
    assert split_export(text) is None


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_export_that_breaks_off_gives_each_whole_article_before(data, tmp_path):
    name = data.draw(st.sampled_from([name for name in EXPORTS if name.endswith(".txt")]))
    articles = make_articles(4)
    whole = EXPORTS[name](articles)
    file = tmp_path / name
    file.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    content = file.read_text(encoding="utf-8-sig", errors="ignore")
    try:
        table, _ = find_format(file).read(file)
    except ValueError:
        return
    # An article is whole once something stands behind its last paragraph.
    ends = [content.rfind(article["text"].split("\n\n")[-1][-20:]) for article in articles]
    for article, end in zip(articles, ends, strict=True):
        if end != -1 and len(content) > end + 400:
            assert any(article["text"][-30:] in text for text in table["text"]), article["title"]


@pytest.mark.skipif(not REAL.exists(), reason="the real exports are not on this machine")
@pytest.mark.parametrize("name", COUNTED)
def test_a_real_export_holds_the_articles_that_a_person_counts(name):
    n, day, title = COUNTED[name]
    table, problems = find_format(REAL / name).read(REAL / name)
    assert len(table) == n
    assert table["title"].iat[0] == title
    assert (table["text"].str.len() > 0).all()
    assert table["date"].ne("").all()
    if day:
        articles = read_corpus(REAL / name)
        assert day in articles["date"].dt.strftime("%Y-%m-%d").tolist()
    assert problems == []


@pytest.mark.skipif(not REAL.exists(), reason="the real exports are not on this machine")
def test_a_document_that_the_database_refused_to_show_is_left_out_and_named():
    file = REAL / "tm.plugin.lexisnexis/inst/texts/lexisnexis_test_copyright_error.html"
    articles = read_corpus(file)
    assert len(articles) == 1
    problems = read_problems(articles)
    assert problems.loc[problems["what"] == "no text", "row"].tolist() == [2]
