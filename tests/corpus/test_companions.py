"""What stands beside the articles: where they come from, and the events."""

import pandas as pd
import pytest

from analysis.corpus.articles import fingerprint_corpus, read_corpus, read_problems
from analysis.corpus.companions import list_events, provenance_of, read_events, read_provenance
from tests.corpus.test_articles import write


def test_provenance_is_a_table_with_the_fingerprint_of_the_articles(tmp_path):
    write(tmp_path, "Courier/a.txt", "date: 2022-10-08\n\nA lorry blew up.")
    write(tmp_path, "PROVENANCE.toml", 'title = "Two papers"\nretrieved_on = 2022-11-17\n')
    articles = read_corpus(tmp_path)
    expected = pd.DataFrame(
        {
            "item": ["title", "retrieved on", "fingerprint"],
            "value": ["Two papers", "2022-11-17", fingerprint_corpus(articles)],
        },
        dtype="str",
    )
    pd.testing.assert_frame_equal(read_provenance(articles), expected)
    pd.testing.assert_frame_equal(read_provenance(tmp_path), expected.head(2))
    pd.testing.assert_frame_equal(read_provenance(str(tmp_path)), expected.head(2))


def test_provenance_of_articles_without_texts_has_no_fingerprint(tmp_path):
    write(tmp_path, "Courier/a.txt", "date: 2022-10-08\n\nA lorry blew up.")
    write(tmp_path, "PROVENANCE.toml", 'title = "Two papers"\n')
    headlines = read_corpus(tmp_path).drop(columns="text")
    assert read_provenance(headlines).values.tolist() == [["title", "Two papers"]]


def test_provenance_is_in_words_and_not_in_code(tmp_path):
    write(tmp_path, "PROVENANCE.toml", 'sources = ["web", "print"]\n[by_outlet]\ncourier = 38\nherald = 42\n')
    listed = read_provenance(tmp_path).set_index("item")["value"]
    assert listed["sources"] == "web; print"
    assert listed["by outlet"] == "courier: 38; herald: 42"


def test_provenance_that_is_no_toml_is_a_problem(tmp_path):
    write(tmp_path, "Courier/a.txt", "date: 2022-10-08\n\nA lorry blew up.")
    write(tmp_path, "PROVENANCE.toml", "title = Two papers")
    articles = read_corpus(tmp_path)
    assert provenance_of(articles) == provenance_of(tmp_path) == {}
    assert read_problems(articles)["done"].tolist() == ["read as if it were not there"]


def test_events_stand_beside_the_articles(tmp_path):
    write(
        tmp_path,
        "events.csv",
        "date,event,place,kind\n2022-10-08,Bridge hit,Kerch,strike\n2022-07-22,Deal,,\n",
    )
    events = read_events(tmp_path)
    assert events.columns.tolist() == ["date", "event", "place", "kind"]
    assert events["event"].tolist() == ["Deal", "Bridge hit"]
    assert events["date"].tolist() == [pd.Timestamp("2022-07-22"), pd.Timestamp("2022-10-08")]
    assert read_events(tmp_path / "nowhere").columns.tolist() == ["date", "event", "place", "kind"]
    write(tmp_path, "events.csv", "day,what\n1,2\n")
    with pytest.raises(ValueError, match=r"events\.csv needs the columns 'date', 'event'"):
        read_events(tmp_path)


def test_an_event_may_have_no_name(tmp_path):
    write(tmp_path, "events.csv", "date,event\n2022-11-11,\n2022-10-08,Bridge\n")
    assert read_events(tmp_path)["event"].tolist() == ["Bridge", ""]


def test_events_named_by_their_days_are_a_table_and_a_day_that_is_none_is_said():
    events = list_events({"2022-11-11": "Kherson", "2022-10-08": ""})
    assert events.values.tolist() == [["2022-11-11", "Kherson"], ["2022-10-08", ""]]
    with pytest.raises(ValueError, match="such as 2022-11-11=Kherson; not '11 Nov'"):
        list_events({"11 Nov": "Kherson"})
