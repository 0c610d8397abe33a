"""The same article from two exports is one article, whatever the formats, and the other one is a problem."""

import itertools
import json

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.corpus.content import add_notes
from analysis.corpus.imports import import_corpus
from analysis.corpus.twins import find_twins
from analysis.store.measured import measure_corpus
from tests.store.test_measured import assert_same

TITLE, DAY = "Bridge falls at last", "2022-11-17"
TEXT = (
    "A lorry blew up on the bridge early on Thursday, and part of the road fell into the strait, crews said. "
    "Nobody was hurt, and trains ran again by the evening of the same day, the railway said in a message."
)
OTHER = (
    "Another story altogether, of a dam that held all night while crews worked on it in the cold and rain."
)
SIGNED = f"{TEXT} By Anna Doe."  # one database has the byline in the text


def write_csv(folder, name, text):
    rows = [[DAY, "courier", TITLE, text], [DAY, "courier", "Dam holds all night", f"{OTHER} In {name}."]]
    pd.DataFrame(rows, columns=["date", "source", "title", "text"]).to_csv(
        folder / f"{name}.csv", index=False
    )
    return 2


def write_jsonl(folder, name, text):
    row = {"date": DAY, "outlet": "The Courier", "title": f"{TITLE}!", "text": text}
    (folder / f"{name}.jsonl").write_text(json.dumps(row))
    return 1


def write_text(folder, name, text):
    (folder / f"{name}.txt").write_text(f"title: {TITLE}\noutlet: The Courier (Town)\ndate: {DAY}\n\n{text}")
    return 1


def write_rss(folder, name, text):
    (folder / f"{name}.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>'
        f"<item><title>{TITLE}</title><pubDate>Thu, 17 Nov 2022 08:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description>"
        "</item></channel></rss>"
    )
    return 1


def write_guardian(folder, name, text):
    result = {"id": "x/1", "webPublicationDate": f"{DAY}T08:00:00Z", "webTitle": TITLE.upper(),
              "fields": {"bodyText": text, "publication": "The Courier"}}  # fmt: skip
    (folder / f"{name}.json").write_text(json.dumps({"response": {"results": [result]}}))
    return 1


def write_excel(folder, name, text):
    table = pd.DataFrame(
        [[DAY, "The Courier", TITLE, text]], columns=["Date", "Source", "Headline", "Full Text"]
    )
    table.to_excel(folder / f"{name}.xlsx", index=False)
    return 1


FORMATS = {
    "csv": write_csv, "jsonl": write_jsonl, "text": write_text, "rss": write_rss, "guardian": write_guardian,
    "excel": write_excel,
}  # fmt: skip
PAIRS = list(itertools.combinations(FORMATS, 2))


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_an_article_of_two_formats_is_one_and_the_longer_text_stays(tmp_path, first, second):
    folder = tmp_path / "corpus"
    folder.mkdir()
    n_rows = FORMATS[first](folder, "one", TEXT) + FORMATS[second](folder, "two", SIGNED)
    articles = read_corpus(folder)
    problems = read_problems(articles)
    left_out = problems[problems["done"].str.startswith("counted once, as ")]
    assert len(articles) + len(left_out) == n_rows
    assert left_out["what"].tolist() == ["the same article in two files"]
    assert left_out["file"].str.startswith("one").all()
    assert left_out["done"].str.contains("two").all()
    kept = articles[articles["title"].str.lower().str.startswith("bridge")]
    assert kept["text"].str.contains("By Anna Doe").tolist() == [True]


def test_the_order_of_the_files_changes_nothing(tmp_path):
    kept = []
    for names in [("one", "two"), ("two", "one")]:
        folder = tmp_path / names[0]
        folder.mkdir()
        write_jsonl(folder, names[0], TEXT)
        write_text(folder, names[1], SIGNED)
        kept.append(read_corpus(folder)["text"].tolist())
    assert kept == [[SIGNED], [SIGNED]]


def test_a_store_and_an_import_leave_out_the_same_articles(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    write_csv(folder, "one", TEXT)
    write_text(folder, "two", SIGNED)
    whole = measure_corpus(folder, store=None)
    assert len(whole.articles) == 2
    assert_same(measure_corpus(folder, store=tmp_path / "store"), whole)
    write_excel(folder, "three", TEXT[:-1])  # what is new may be the twin of what is there
    grown = measure_corpus(folder, store=tmp_path / "store")
    assert_same(grown, measure_corpus(folder, store=None))
    assert len(grown.articles) == 2
    what = "the same article in two files"
    assert (read_problems(grown.headlines)["what"] == what).sum() == 2
    assert (import_corpus(folder, tmp_path / "out")["what"] == what).sum() == 2
    assert len(read_corpus(tmp_path / "out")) == 2


def make_twins(**changes):
    rows = [
        ["1", "The Courier (Town)", TITLE, TEXT, "nexis.txt", 3],
        ["2", "courier", f"{TITLE}!", SIGNED, "factiva.html", 1],
    ]
    table = pd.DataFrame(rows, columns=["article_id", "outlet", "title", "text", "file", "row"])
    for name, value in changes.items():
        table.loc[1, name] = value
    return add_notes(table.assign(date=pd.Timestamp(changes.get("date", DAY))))


def test_the_other_article_is_a_problem_that_names_the_one_that_stays():
    is_twin, problems = find_twins(make_twins())
    assert is_twin.tolist() == [True, False]
    assert problems == [
        {
            "file": "nexis.txt",
            "row": 3,
            "what": "the same article in two files",
            "done": "counted once, as factiva.html, row 1",
        }
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"file": "nexis.txt"}, {"outlet": "Herald"}, {"title": "Another headline altogether"},
        {"text": OTHER}, {"title": "Bridge"}, {"date": None},
    ],
)  # fmt: skip
def test_articles_that_differ_in_file_outlet_headline_or_text_or_have_no_date_are_two(changes):
    is_twin, problems = find_twins(make_twins(**changes))
    assert not is_twin.any()
    assert problems == []
