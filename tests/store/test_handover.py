"""Tables handed to another process: the same tables, for the same arguments only."""

import os

import pandas as pd
import pytest

from analysis.corpus import grouping
from analysis.corpus.grouping import ADDED
from analysis.store import measured as door
from analysis.store.handover import VARIABLE, hand_over, set_variables
from analysis.store.measured import measure_corpus
from analysis.wording import BY

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


def test_up_to_twelve_outlets_stay_as_they_are(corpus, monkeypatch):
    by_outlet = measure_corpus(corpus)
    monkeypatch.setenv(BY, "outlet")
    pd.testing.assert_frame_equal(measure_corpus(corpus).sentences, by_outlet.sentences)


def test_of_more_outlets_all_tables_have_the_same_groups_and_sentences_name_their_outlet(corpus, monkeypatch):
    monkeypatch.setattr(grouping, "MOST", 1)
    monkeypatch.setenv(BY, "outlet")
    measured = measure_corpus(corpus)
    for name in ("articles", "headlines", "mentions", "tone", "conflict_frames"):
        assert getattr(measured, name)["outlet"].cat.categories.tolist() == ["2 other outlets"], name
    assert measured.headlines.attrs["n_outlets"] == 2
    assert set(measured.sentences["printed_by"]) == {"Courier", "Herald"}


def test_measuring_adds_the_columns_that_a_report_may_be_grouped_by_only_after_it(corpus):
    measured = measure_corpus(corpus)
    assert set(measured.headlines.columns) - set(measured.raw.columns) <= set(ADDED)
    assert set(ADDED) <= set(measured.headlines.columns)


def test_any_column_takes_the_place_of_the_outlets_in_every_table(tmp_path, monkeypatch):
    texts = [
        "Russian forces shelled Kherson, officials said.",
        "Terrible talks in Kyiv failed.",
        "Rain fell.",
    ]
    sections = ["World", "World", None]
    table = {"outlet": ["Courier", "Herald", "Herald"], "section": sections, "text": texts}
    pd.DataFrame(table).to_csv(tmp_path / "articles.csv", index=False)
    by_outlet = measure_corpus(tmp_path / "articles.csv")
    monkeypatch.setenv(BY, "section")
    measured = measure_corpus(tmp_path / "articles.csv")
    for name in ("articles", "headlines", "sentences", "mentions", "tone", "conflict_frames"):
        assert getattr(measured, name)["outlet"].cat.categories.tolist() == ["World", "not given"], name
    assert measured.sentences["printed_by"].tolist() == by_outlet.sentences["outlet"].tolist()
    pd.testing.assert_frame_equal(measured.raw, by_outlet.raw)
    pd.testing.assert_frame_equal(measured.boilerplate, by_outlet.boilerplate)
    kept = by_outlet.tone.drop(columns="outlet")
    pd.testing.assert_frame_equal(measured.tone.drop(columns="outlet"), kept)


def test_handed_and_stored_tables_have_the_same_groups_as_measured_ones(corpus, tmp_path, monkeypatch):
    (corpus.parent / "outlets.csv").write_text("outlet,country\nCourier,Norway\nHerald,Chad\n")
    hand_over(measure_corpus(corpus), tmp_path / "tables", corpus, **EVERYTHING)
    monkeypatch.setenv(BY, "country")
    tables = [measure_corpus(corpus), measure_corpus(corpus, store=tmp_path / "a.store")]
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    for measured in [*tables, measure_corpus(corpus)]:
        assert measured.mentions["outlet"].cat.categories.tolist() == ["Chad", "Norway"]
        assert measured.headlines["outlet"].astype(str).tolist().count("Norway") == 1


def test_environment_variables_are_what_they_were_after_a_while(monkeypatch):
    monkeypatch.setenv("ANALYSIS_A", "old")
    with set_variables({"ANALYSIS_A": None, "ANALYSIS_B": "new"}):
        assert ("ANALYSIS_A" in os.environ, os.environ["ANALYSIS_B"]) == (False, "new")
    assert (os.environ["ANALYSIS_A"], "ANALYSIS_B" in os.environ) == ("old", False)
