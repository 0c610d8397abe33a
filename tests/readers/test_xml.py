"""XML: feeds, wikis and records, whole and damaged; entities are never expanded."""

import bz2
import json

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.xml.wikitext import wikitext_to_text
from tests.readers.made import make_articles, rss, wiki_dump


def write(folder, name, data):
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def test_a_feed_of_summaries_says_so(tmp_path):
    item = (
        "<item><title>A</title><pubDate>Thu, 17 Nov 2022 08:00:00 GMT</pubDate><description>{}"
        "</description></item>"
    )
    text = (
        "<rss><channel><title>Courier</title>"
        + item.format("The dam held, the engineers…")
        + "</channel></rss>"
    )
    articles = read_corpus(write(tmp_path, "a.xml", text))
    assert articles[["outlet", "title"]].values.tolist() == [["Courier", "A"]]
    assert "the feed gives summaries" in read_problems(articles)["what"].iat[0]


def test_a_feed_that_breaks_off_is_read_up_to_there(tmp_path):
    whole = rss(make_articles(3))
    articles = read_corpus(write(tmp_path, "a.rss", whole[: whole.index(b"Bridge 2") + 100]))
    assert articles["title"].tolist()[:2] == ["Bridge 0 falls in Slavuta", "Bridge 1 falls in Rivne"]
    problems = read_problems(articles)
    assert problems.loc[problems["what"].str.startswith("a damaged record in line 1"), "row"].tolist() == [3]


def test_entities_of_html_are_read_and_those_of_the_file_are_not(tmp_path):
    text = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "boom">]><rss><channel>'
        "<title>C</title>"
        "<item><title>A&nbsp;b &x;&y;</title><description>It was dark in the town &mdash; all "
        "night.</description></item>"
        "</channel></rss>"
    )
    articles = read_corpus(write(tmp_path, "a.xml", text))
    assert articles["text"].tolist() == ["It was dark in the town — all night."]
    assert "boom" not in articles["title"].iat[0]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_wiki_that_are_no_articles_are_named(packed, tmp_path):
    others = (
        "<page><title>Talk:A</title><ns>1</ns><id>8</id><revision><text>b</text></revision></page>"
        "<page><title>Old</title><ns>0</ns><id>9</id><redirect title='A'/><revision><text>#REDIRECT "
        "[[A]]</text>"
        "</revision></page>"
    )
    dump = wiki_dump(make_articles(2)).replace(b"</mediawiki>", f"{others}</mediawiki>".encode())
    file = write(tmp_path, "wiki.xml.bz2" if packed else "wiki.xml", bz2.compress(dump) if packed else dump)
    articles = read_corpus(file)
    assert articles["outlet"].astype(str).tolist() == ["Wikinews"] * 2
    assert read_problems(articles)[["row", "what", "done"]].values.tolist() == [
        [3, "a page of namespace 1, no article", "left out: Talk:A"],
        [4, "a page that leads to another", "left out: Old"],
    ]


def test_a_dump_that_breaks_off_is_read_up_to_there(tmp_path):
    dump = wiki_dump(make_articles(3))
    articles = read_corpus(write(tmp_path, "wiki.xml", dump[: dump.index(b"Bridge 2")]))
    assert len(articles) == 2
    assert any("a damaged record in line 1" in what for what in read_problems(articles)["what"])


def test_records_under_usual_names_are_rows_and_other_xml_is_refused(tmp_path):
    text = (
        "<news><article id='1'><headline>A</headline><date>2022-11-17</date><body>It was "
        "dark.</body></article></news>"
    )
    articles = read_corpus(write(tmp_path, "a.xml", text))
    assert articles[["article_id", "title", "text"]].values.tolist() == [["1", "A", "It was dark."]]
    assert articles["date"].tolist() == [pd.Timestamp("2022-11-17")]
    with pytest.raises(ValueError, match="XML of a kind that is not read"):
        read_corpus(write(tmp_path, "b.xml", "<svg><path/></svg>"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[[File:a.jpg|thumb|The [[dam]]]]It '''held'''.", "It held."),
        ("A {{b|{{c}}}} d<ref name=x>e</ref> f<ref name=y/>.", "A  d f."),
        ("{| class=x\n| a\n|}\nIt held.", "It held."),
        ("See [http://x.example the report] and [[Kherson|the city]].", "See the report and the city."),
        ("== Dam ==\n* One.\n* Two.\n== See also ==\n* [[A]]", "Dam\n\nOne.\n\nTwo."),
        ("An unclosed {{template and [[link", "An unclosed {{template and [[link"),
        ("<!-- hidden -->Shown.<br/>Too.", "Shown.\nToo."),
    ],
)
def test_wikitext_is_its_text(text, plain):
    assert wikitext_to_text(text) == plain


@pytest.mark.parametrize(
    "mark", ["{{a|", "[[a|", "<ref>", "{|\n", "''", "== a ==\n", "[http://a ", "<b>", "* "]
)
def test_wikitext_takes_no_longer_than_its_length(mark, tmp_path):
    import sys

    def count(n):
        steps = 0

        def tick(frame, event, argument):
            nonlocal steps
            steps += event == "line"
            return tick

        sys.settrace(tick)
        try:
            wikitext_to_text(mark * n)
        finally:
            sys.settrace(None)
        return steps

    assert count(2000) <= 2.5 * count(1000)


def test_a_text_of_a_wikis_answer_that_stands_in_no_page_is_said(tmp_path):
    pages = {
        "1": {"pageid": 1, "ns": 0, "title": "Ice", "extract": "Ships left the port."},
        "2": {
            "pag": [{"*": "School trains stood for hours in the snow while crews cleared the old bridge."}]
        },
    }
    warning = {
        "main": {"*": "Subscribe to the list of the wiki for notice of changes that break what you use."}
    }
    answer = {"batchcomplete": "", "warnings": warning, "query": {"pages": pages}}
    file = tmp_path / "a.json"
    file.write_text(json.dumps(answer))
    problems = read_problems(read_corpus(file))
    assert problems.loc[problems["what"].eq("a text in no page"), "done"].tolist() == [
        "left out: School trains stood for hours in the snow while crews cleare"
    ]
