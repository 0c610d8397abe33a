"""From a number to its sentences: what a notebook notes, and the pages that the report makes of it."""

import json
import re
from pathlib import Path

import html5lib
import pandas as pd
import pytest
from lxml import html
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.counted_rows import FOLDER
from analysis.reporting.colophon import LEFT_OUT
from analysis.reporting.links import LIMIT, PAGE, shorten_name
from analysis.reporting.run import write_report
from analysis.reporting.show import show_finding, show_table
from analysis.summaries.groups import pivot_values

SCRIPT = Path(__file__).parents[2] / "analysis/reporting/templates/report/marks.js"
HITS = pd.DataFrame({
    "article_id": ["a", "a", "b", "c"], "sentence_id": [0, 1, 0, 2], "start": [0, 9, 3, 5],
    "end": [4, 12, 8, 9], "outlet": ["X", "X", "Y", "Y"], "frame": ["law", "law", "law", "aid"],
    "term": ["court", "law*", "law*", "aid"],
})  # fmt: skip
SHARES = pd.DataFrame({
    "outlet": ["X", "X", "Y", "Y"], "frame": ["aid", "law", "aid", "law"], "n_articles": 9,
    "n_with": [0, 1, 1, 1], "value": [0.0, 0.1, 0.1, 0.1],
})  # fmt: skip


@pytest.fixture
def notes(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.setenv(PAGE, "04-frames")
    return tmp_path


def read_links(shown):
    """The address behind each cell of a table, by row and column."""
    table = html5lib.parseFragment(shown.html, namespaceHTMLElements=False).find("table")
    heads = [cell.text for cell in table.iter("th")]
    rows = list(table.iter("tr"))[1:]
    return {
        (number, name): cell.find("a").get("href")
        for number, row in enumerate(rows)
        for name, cell in zip(heads, row, strict=True)
        if cell.find("a") is not None
    }


def test_outside_a_report_a_table_links_nowhere():
    assert not read_links(show_table(SHARES, title="Shares", evidence=HITS))


def test_each_row_opens_to_the_hits_with_its_values(notes):
    links = read_links(show_table(SHARES, title="Shares", evidence=HITS))
    assert set(links) == {(row, column) for row in (1, 2, 3) for column in ("n_with", "value")}
    assert links[1, "value"] == "evidence/04-frames-shares-x-law-" + links[1, "value"][-11:]
    note = json.loads(
        (notes / links[1, "value"].replace("evidence/", "").replace("html", "json")).read_text()
    )
    assert note["title"] == "Shares: X, law"
    assert note["sections"][0]["n_sentences"] == 2
    assert note["sections"][0]["rows"]["rule"] == ["court → law", "law* → law"]


def test_a_count_of_nothing_and_the_counts_of_others_open_nothing(notes):
    words = pd.DataFrame({"word": ["law", "aid"], "n_target": [3, 0], "n_reference": [1, 2]})
    links = read_links(show_table(words, title="Words", evidence=HITS.assign(word=HITS["frame"])))
    assert set(links) == {(0, "n_target")}


def test_each_cell_of_a_table_of_groups_opens_to_its_own_part(notes):
    links = read_links(show_table(pivot_values(SHARES, "frame"), title="Shares", evidence=HITS))
    assert set(links) == {(0, "Y"), (1, "X"), (1, "Y")}
    assert links[1, "X"].partition("#")[0] == links[1, "Y"].partition("#")[0]
    assert links[1, "X"].partition("#")[2] == shorten_name("X")


def test_an_address_does_not_depend_on_the_numbers(notes):
    first = show_finding("Most frequent frames: law, 20% (n = 9).", evidence=HITS).metadata["evidence"]
    for note in notes.iterdir():
        note.unlink()
    second = show_finding("Most frequent frames: aid, 30% (n = 8).", evidence=HITS).metadata["evidence"]
    assert first == second == "evidence/04-frames-most-frequent-frames-2afe4e.html"


def test_a_number_of_many_sentences_shows_a_sample_and_its_size(notes):
    many = pd.DataFrame({"article_id": "a", "sentence_id": range(LIMIT + 5), "start": 0, "end": 1})
    show_finding("Many", evidence=many)
    section = json.loads(next(notes.iterdir()).read_text())["sections"][0]
    assert section["n_sentences"] == LIMIT + 5
    assert len(section["rows"]["sentence_id"]) == LIMIT


@pytest.mark.parametrize("name", ["../../etc/passwd", "Київ", "", "a" * 300, "CON", "x\0y", '"><script>'])
def test_a_name_of_a_stranger_makes_a_harmless_address(name):
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", shorten_name(name))


def test_names_that_differ_have_addresses_that_differ():
    names = ["a b", "a-b!", "A B", "а б", "a  b", "a.b"]
    assert len({shorten_name(name) for name in names}) == len(names)


PARAMETERS = 'corpus = "nowhere"\nsince = None\nuntil = None\noutlets = None\ncodebooks = None'
CELL = """import analysis as an

measured = an.measure_corpus(corpus, since=since, until=until, outlets=outlets, codebooks=codebooks)
named = measured.mentions
shares = an.share_by(named, "name", by="outlet", of=measured.headlines)
an.show_finding("Names are named: yes", evidence=named)"""
TABLE = 'an.show_table(an.pivot_values(shares, "name"), title="Names", evidence=named)'
LONG = 'an.show_table(shares, title="Shares")'
MARKS = 'an.show_chart(an.plot_shares(shares, "name"))'
EVIDENCE = "an.show_evidence(measured, named)"
LINES = 'an.show_table(an.find_in_context(measured.sentences, "shelled"), title="Lines")'


def write_corpus(folder):
    rows = [
        {
            "outlet": ("Courier <b>", "Herald/..")[n % 2], "date": f"2022-09-{n + 1:02d}", "id": f"../{n}",
            "title": f"<script>{n}</script>",
            "text": f"Russia shelled Kherson <i onclick=x>again</i> on day {n}.",
        }
        for n in range(6)
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(folder / "articles.csv", index=False)
    notebook = new_notebook(cells=[new_markdown_cell("# Who?")])
    notebook.cells.append(new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}))
    notebook.cells += [new_code_cell(source) for source in (CELL, TABLE, LONG, MARKS, EVIDENCE, LINES)]
    (folder / "books").mkdir()
    write(notebook, folder / "books/01-who.ipynb")
    return folder / "articles.csv"


@pytest.fixture(scope="module", params=[True, False], ids=["with texts", "without texts"])
def made(request, tmp_path_factory):
    place = tmp_path_factory.mktemp("evidence")
    corpus, out = write_corpus(place), place / "out"
    (out / "evidence").mkdir(parents=True)
    (out / "evidence/old.html").write_text("old")
    report = write_report(corpus, out=out, notebooks=place / "books", texts=request.param)
    assert not report.failures
    pages = {file.relative_to(out): file.read_text() for file in out.rglob("*.html")}
    return out, pages, request.param


def test_every_link_leads_from_the_number_to_the_sentence_to_the_article(made):
    out, pages, _ = made
    ids = {name: set(re.findall(r' id="([^"]+)"', page)) for name, page in pages.items()}
    followed = set()
    for name, page in pages.items():
        for element in html5lib.parse(page, namespaceHTMLElements=False).iter("a"):
            file, _, part = element.get("href").partition("#")
            target = ((out / name).parent / file).resolve().relative_to(out.resolve()) if file else name
            assert (out / target).is_file(), (name, target)
            if part and target in ids and made[2]:
                assert part in ids[target], (name, target, part)
            followed.add((name.parts[0], target.parts[0]))
    assert ("01-who.html", "evidence") in followed
    assert ("index.html", "evidence") in followed
    assert ("evidence", "articles") in followed


def test_every_number_and_mark_of_a_page_opens_or_the_page_says_why_not(made):
    source = next(page for name, page in made[1].items() if name.name == "01-who.html")
    page = html.fromstring(source)
    explained = {
        word for note in page.find_class("closed") for word in re.split(r"[ ,:]+", note.text_content())
    }
    for table in page.iter("table"):
        heads = [head.text_content() for head in table.iterfind("thead/tr/th")]
        for row in table.iterfind("tbody/tr"):
            numbers = [
                (name, cell)
                for name, cell in zip(heads, row, strict=True)
                if "number" in cell.get("class", "") and cell.text_content() not in ("0", "0.00", "–")
            ]
            assert [name for name, cell in numbers if cell.find("a") is None and name not in explained] == []
    findings = page.find_class("finding")
    assert len(findings) == len(page.find_class("opens")) > 0
    assert page.xpath("//*[@class='marks']/a")


def test_every_page_is_valid_and_harmless(made):
    for page in made[1].values():
        html5lib.HTMLParser(strict=True).parse(page)
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        scripts = ["".join(element.itertext()).strip() for element in tree.iter("script")]
        assert scripts in ([], [SCRIPT.read_text(encoding="utf-8").strip()])  # the report's own, once
        assert not list(tree.iter("b"))
        assert not [element for element in tree.iter() if element.get("onclick")]


def test_texts_are_in_the_report_only_where_they_may_be(made):
    out, pages, texts = made
    files = [*pages.values(), *(file.read_text("utf-8-sig") for file in (out / "tables").glob("*.csv"))]
    found = [text for text in files if "again" in text or "on day" in text]
    assert bool(found) == texts


def test_without_texts_titles_stay_and_the_pages_say_so(made):
    _, pages, texts = made
    evidence = [page for name, page in pages.items() if name.parts[0] == "evidence"]
    assert evidence
    assert all("script&gt;" in page for page in evidence)
    index = next(page for name, page in pages.items() if name.name == "index.html")
    assert {LEFT_OUT in page for page in [index, *evidence]} == {not texts}


def test_the_evidence_of_an_earlier_report_is_gone(made):
    assert not (made[0] / "evidence/old.html").exists()
