"""Tables handed to another process: the same tables, for the same arguments only."""

import json

import pandas as pd
import pytest

from analysis.store import measured as door
from analysis.store.handover import LARGEST, VARIABLE, gather_outlets, hand_over, pick_largest
from analysis.store.measured import measure_corpus

EVERYTHING = {"since": None, "until": None, "outlets": None, "codebooks": None}


@pytest.fixture
def corpus(tmp_path):
    texts = ["Russian forces shelled Kherson, officials said.", "The talks in Kyiv failed.", ""]
    table = {"outlet": ["Courier", "Herald", "Herald"], "date": "2022-11-17", "text": texts}
    pd.DataFrame(table).to_csv(tmp_path / "articles.csv", index=False)
    return tmp_path / "articles.csv"


def refuse(*_, **__):
    raise AssertionError("the corpus is read again")


def test_tables_that_were_handed_over_are_the_measured_ones_and_nothing_is_read_again(
    corpus, tmp_path, monkeypatch
):
    measured = measure_corpus(corpus)
    hand_over(measured, tmp_path / "tables", corpus, **EVERYTHING)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    monkeypatch.setattr(door, "read_corpus", refuse)
    handed = measure_corpus(corpus)
    assert dir(handed) == dir(measured)
    for name in set(dir(measured)) - {"codebooks", "read_rows", "read_sentences"}:
        pd.testing.assert_frame_equal(getattr(handed, name), getattr(measured, name))
        assert getattr(handed, name).attrs == getattr(measured, name).attrs
    rows = measured.mentions.head(1)
    pd.testing.assert_frame_equal(handed.read_sentences(rows=rows), measured.read_sentences(rows=rows))
    words = {"containing": "talk*"}
    pd.testing.assert_frame_equal(handed.read_sentences(**words), measured.read_sentences(**words))


@pytest.mark.parametrize("asked", [{"outlets": ["Herald"]}, {"store": None}])
def test_other_arguments_are_measured_anew(corpus, tmp_path, monkeypatch, asked):
    hand_over(measure_corpus(corpus), tmp_path / "tables", corpus, **EVERYTHING)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    monkeypatch.setattr(door, "read_corpus", refuse)
    with pytest.raises(AssertionError, match="read again"):
        measure_corpus(corpus, **asked)


def test_up_to_twelve_outlets_stay_as_they_are():
    articles = pd.DataFrame({"outlet": [f"outlet {n}" for n in range(12)]})
    assert pick_largest(articles) is None


def test_of_more_outlets_the_largest_stay_and_the_others_are_one_group():
    articles = pd.DataFrame({"outlet": [*"aabbbcde"]})
    largest = pick_largest(articles, most=4)
    assert largest == ["a", "b", "c"]
    gathered = gather_outlets(articles, largest, articles["outlet"].nunique())
    assert gathered["outlet"].tolist() == [*"aabbbc", "2 other outlets", "2 other outlets"]
    assert articles["outlet"].tolist() == [*"aabbbcde"]


def test_all_tables_of_a_report_have_the_same_groups(corpus, tmp_path, monkeypatch):
    hand_over(measure_corpus(corpus), tmp_path / "tables", corpus, **EVERYTHING)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    monkeypatch.setenv(LARGEST, json.dumps([["Herald"], 2]))
    handed = measure_corpus(corpus)
    for name in ("articles", "mentions", "tone", "conflict_frames"):
        assert getattr(handed, name)["outlet"].cat.categories.tolist() == ["Herald", "1 other outlets"]
    assert set(handed.read_rows("tone", rows=handed.headlines)["outlet"]) == {"Herald", "1 other outlets"}
