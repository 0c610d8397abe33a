"""A report by another column: its pages name the column, its evidence names the outlets."""

import html
import re

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.corpus.articles import read_corpus
from analysis.corpus.grouping import group_articles
from analysis.reporting import run
from analysis.reporting.evidence import name_source
from analysis.reporting.findings import describe_contrast, describe_corpus, describe_ranking
from analysis.reporting.notebooks import NOTEBOOKS, find_notebooks, prepare_notebooks
from analysis.reporting.pages import render_counts, render_index
from analysis.reporting.run import write_report
from analysis.reporting.show import show_table
from analysis.wording import BY

SHARES = pd.DataFrame(
    {
        "outlet": ["World", "Home"], "frame": "law", "n_articles": 100, "n_with": [60, 20],
        "value": [0.6, 0.2], "low": [0.5, 0.13], "high": [0.69, 0.29],
    }
)  # fmt: skip


def write_corpus(folder):
    sections = ["World", "World", "Home", "Home", None, "World"]
    rows = [
        {
            "outlet": ("Courier", "Herald")[n % 2],
            "section": section,
            "date": f"2022-11-{n + 1:02}",
            "text": f"Russian forces shelled Kherson on day {n}. Talks went on for {n} hours.",
        }
        for n, section in enumerate(sections)
    ]
    folder.mkdir()
    pd.DataFrame(rows).to_csv(folder / "articles.csv", index=False)
    return folder


def write_notebook(file):
    texts = ["# What was reported?", "Each outlet is counted; narration is the outlet's own words."]
    first, second = map(new_markdown_cell, texts)
    parameters = 'corpus = ""\nsince = None\nuntil = None\noutlets = None\ncodebooks = None'
    counts = 'an.count_articles(measured.headlines, by="outlet")'
    cells = [
        first,
        new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        new_code_cell("import analysis as an\n\nmeasured = an.measure_corpus(corpus)"),
        second,
        new_code_cell(f'an.show_table({counts}, title="Articles by outlet", evidence=measured.mentions)'),
        new_code_cell("an.show_evidence(measured, measured.mentions)"),
    ]
    file.parent.mkdir()
    nbformat.write(new_notebook(cells=cells), file)
    return file.parent


def read_words(file):
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", file.read_text(encoding="utf-8"))).split())


@pytest.mark.long
def test_a_report_by_section_says_section_and_its_evidence_names_the_outlets(tmp_path):
    books = write_notebook(tmp_path / "books" / "01-counts.ipynb")
    report = write_report(
        write_corpus(tmp_path / "corpus"), out=tmp_path / "out", notebooks=books, by="section"
    )
    assert report.failures == []
    page, index = (read_words(tmp_path / "out" / name) for name in ("01-counts.html", "index.html"))
    assert "Each section is counted; narration is the outlet's own words." in page
    assert "Articles by section section n_articles Home 2 World 3 not given 1" in page
    assert re.search(r"(Courier|Herald), 2022-11-0\d", page)
    assert (
        "Articles are compared by section, a column of the corpus; 1 article without one is the group"
        in index
    )
    assert "Articles by section and month month Home World not given all 2022-11 2 3 1 6" in index
    evidence = "".join(map(read_words, (tmp_path / "out" / "evidence").glob("*.html")))
    assert "Courier, 2022-11-01" in evidence


def test_a_column_that_is_not_there_is_said_before_anything_is_measured_or_written(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the corpus is measured, or the notebooks are read")

    monkeypatch.setattr(run, "measure_corpus", refuse)
    monkeypatch.setattr(run, "prepare_notebooks", refuse)
    books = write_notebook(tmp_path / "books" / "01-counts.ipynb")
    corpus = write_corpus(tmp_path / "corpus")
    with pytest.raises(ValueError, match="not 'sektion'; did you mean 'section'"):
        write_report(corpus, out=tmp_path / "out", notebooks=books, by="sektion")
    assert not (tmp_path / "out").exists()


def test_the_first_page_says_what_is_compared(tmp_path, monkeypatch):
    articles = read_corpus(write_corpus(tmp_path / "corpus"))
    monkeypatch.setenv(BY, "section")
    shared = {"quotes": {}, "corpus": "corpus", "command": "", "links": [], "colophon": {}}
    grouped = group_articles(articles, "section")
    index = render_index(articles, [], grouped=grouped, counts=render_counts(grouped), **shared)
    (tmp_path / "index.html").write_text(index, encoding="utf-8")
    words = read_words(tmp_path / "index.html")
    assert "6 articles from 2 sections, 1 November 2022 to 6 November 2022." in words
    assert (
        "compared by section, a column of the corpus; 1 article without one is the group not given." in words
    )
    assert "World 3 2022-11-01 2022-11-06 Home 2 2022-11-03 2022-11-04 not given 1" in words


def test_a_sentence_is_shown_with_the_outlet_that_printed_it():
    sentence = {"outlet": "World", "date": pd.Timestamp("2022-11-01"), "article_id": "a1"}
    assert name_source(sentence, None) == "World, 2022-11-01, a1"
    assert name_source(sentence | {"printed_by": "Courier"}, None) == "Courier, 2022-11-01, a1"


def test_findings_and_tables_name_the_groups(monkeypatch):
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["World", "Home"], "date": pd.NaT})
    monkeypatch.setenv(BY, "section")
    assert describe_corpus(articles) == "2 articles from 2 sections."
    assert describe_contrast(SHARES.head(1)).startswith("No section can be compared")
    assert describe_ranking(SHARES, by="outlet").startswith("Most frequent sections: World")
    assert "by section" in describe_ranking(SHARES, by="outlet", noun="articles on law, by outlet")
    shown = show_table(SHARES[["outlet", "value"]], title="Shares by outlet")
    assert repr(shown).splitlines()[:2] == ["Shares by section", "section  value"]
    assert 'scope="col" style="text-align: left">section</th>' in shown.html


def test_no_text_of_a_notebook_speaks_of_outlets_as_groups_in_a_report_by_section():
    parameters = dict.fromkeys(["corpus", "since", "until", "outlets", "codebooks", "events_file"])
    prepared = prepare_notebooks(NOTEBOOKS, parameters, by="section")
    assert len(prepared) == len(find_notebooks(NOTEBOOKS))
    texts = [cell.source for book in prepared.values() for cell in book.cells if cell.cell_type == "markdown"]
    assert not [text for text in texts if re.search(r"\b[Oo]utlets?\b(?!['’]|\.csv)", text)]
    assert any("outlet's own words" in text for text in texts)
