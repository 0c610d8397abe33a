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


def test_the_oldest_layout_of_nexis_has_its_headline_and_its_text_in_fields():
    table, _ = split_export(
        "1 of 2 DOCUMENTS\n\nCopyright 1999 The Courier Company\nThe Courier\n\nDecember 1, 1999, "
        "Wednesday\n\n"
        "SECTION: A; Page 1\n\nHEADLINE: Bridge Hit\n\nBYLINE: By JANE DOE\n\nBODY:\nA lorry blew "
        "up.\n\nTwo fell.\n\n"
        "LOAD-DATE: December 2, 1999\n\n2 of 2 DOCUMENTS\n\nThe Herald\n\nMay 3, "
        "2004\n\nDam\n\nLENGTH: 3 words\n\nIt held.\n"
    )
    assert table[["outlet", "date", "title", "text"]].values.tolist() == [
        ["The Courier", "December 1, 1999", "Bridge Hit", "A lorry blew up.\n\nTwo fell."],
        ["The Herald", "May 3, 2004", "Dam", "It held."],
    ]


@pytest.mark.parametrize("rule", ["_" * 60, "Document 1 of 2"])
def test_documents_of_proquest_are_parted_by_rules_or_by_their_count(rule):
    documents = [
        f"\n\n{title}\n\nAbstract: A.\n\nFull text: {text}\n\nPublication title: Courier\n\n"
        "Publication date: Nov 17, 2022\n\n"
        for title, text in [("Bridge", "It fell.\n\nTwo spans."), ("Dam", "It held.")]
    ]
    table, _ = split_export("".join(rule + document for document in documents))
    assert table[["title", "text", "abstract"]].values.tolist() == [
        ["Bridge", "It fell.\n\nTwo spans.", "A."],
        ["Dam", "It held.", "A."],
    ]


@pytest.mark.parametrize(
    ("spelled", "language"),
    [
        ("29 décembre 2011", "Français"), ("29 Dezember 2011", "Deutsch"), ("29 diciembre 2011", "Español"),
        ("29 December 2011", "English"), ("29 dicembre 2011", "Italiano"), ("29 dezembro 2011", "Português"),
    ],
)  # fmt: skip
def test_factiva_prints_months_in_the_language_of_its_reader(spelled, language, tmp_path):
    html = EXPORTS["factiva.html"](make_articles(2)).decode()
    for article in make_articles(2):
        html = html.replace(f"{article['date']:%-d %B %Y}", spelled)
    file = tmp_path / "factiva.html"
    file.write_text(html.replace("<td>English</td>", f"<td>{language}</td>"), encoding="utf-8")
    articles = read_corpus(file)
    assert articles["date"].dt.strftime("%Y-%m-%d").tolist() == ["2011-12-29"] * 2
    assert read_problems(articles).empty


def report(documents, *, rule="_" * 60, counted=True, fields_first=False):
    """A report of ProQuest: pairs of title and text."""
    parts = [f"{rule}\n\nReport Information from ProQuest\n\n"]
    for number, (title, text) in enumerate(documents, start=1):
        count = f"Document {number} of {len(documents)}\n\n" if counted else ""
        fields = f"Publication title: Courier\n\nPublication date: Nov {number}, 2022\n\n"
        body = f"Full text: {text}\n\n"
        parts.append(f"{rule}\n\n{count}{title}\n\n{fields + body if fields_first else body + fields}")
    end = f"{rule}\n\nBibliography\n\nCitation style: APA 6th\n" if rule else ""
    return "".join([*parts, end])


RULED = f"It fell.\n\n{'_' * 40}\n\nTwo spans stood.\n\n{'_' * 20}\nNobody was hurt."


@pytest.mark.parametrize("rule", ["_" * 60, ""])
@pytest.mark.parametrize("fields_first", [True, False])
@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_rule_inside_an_article_of_proquest_cuts_nothing(place, counted, fields_first, rule):
    if not rule and not counted:
        return  # nothing parts the documents
    documents = [("Bridge", "It was old."), ("Dam", "It held."), ("Ferry", "It went on.")]
    documents[place] = (documents[place][0], RULED)
    text = report(documents, rule=rule, counted=counted, fields_first=fields_first)
    table, problems = split_export(text)
    assert table["title"].tolist() == ["Bridge", "Dam", "Ferry"]
    assert table["text"].tolist() == [
        "It fell.\n\nTwo spans stood.\n\nNobody was hurt." if number == place else text
        for number, (_, text) in enumerate(documents)
    ]
    assert table["outlet"].tolist() == ["Courier"] * 3
    assert problems == []


def test_a_text_in_no_document_of_proquest_is_named():
    text = report([("Bridge", "It was old."), ("Dam", "It held.")])
    text = text.replace("Nov 1, 2022\n\n", f"Nov 1, 2022\n\n{'_' * 60}\n\nThe ferry went on.\n\n")
    table, problems = split_export(text + f"{'_' * 60}\n\nDocument 2 of 2\n\nThe road was open.\n")
    assert table["text"].tolist() == ["It was old.", "It held."]
    assert [(problem["what"], problem["done"]) for problem in problems] == [
        ("a text in no document", "left out: The ferry went on."),
        ("a document without its fields", "left out"),
    ]


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
