"""The list of measures: every entry is complete, and a codebook of one's own is one more entry."""

import graphlib

import pandas as pd
import pytest
from pandas.api.types import is_numeric_dtype

from analysis import measures
from analysis.matching import lexicon
from analysis.measures import (
    MEASURES,
    RESERVED,
    TABLES,
    Measure,
    list_codebooks,
    list_measures,
    measure_nothing,
    measure_sentences,
    pick_needed,
    sort_by_needs,
)
from analysis.schema import KEYS

CODEBOOK = "term,category\nwinter*,hardship\nbread,hardship\nsnow,weather\n"


@pytest.fixture
def codebook(tmp_path):
    """A codebook of one's own, without a .toml."""
    path = tmp_path / "hardship.csv"
    path.write_text(CODEBOOK)
    return path


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_entry_can_be_measured_and_says_what_its_table_holds(measure):
    assert measure.about.endswith(".")
    assert measure.name not in RESERVED
    empty = measure_nothing(measure.name)
    assert len(empty) == 0
    if measure.shown:
        assert list(empty)[: len(KEYS) + 1] == [*KEYS, "sentence_id"]


def test_the_empty_table_has_the_types_and_categories_of_a_full_one():
    frames = measure_nothing("war_peace", ["Courier"])
    assert frames["outlet"].cat.categories.tolist() == ["Courier"]
    assert len(frames["frame"].cat.categories) > 1
    assert is_numeric_dtype(frames["start"])


def test_a_codebook_is_one_more_measure(codebook):
    found = list_measures(codebook)
    assert [measure.name for measure in found] == [*(measure.name for measure in MEASURES), "hardship"]
    assert list_codebooks(found) == [*list_codebooks(), "hardship"]
    empty = measure_nothing("hardship", measures=found)
    assert empty["frame"].cat.categories.tolist() == ["hardship", "weather"]


def test_codebooks_may_be_named_by_one_path_or_several(codebook):
    names = [measure.name for measure in list_measures(str(codebook))]
    assert names == [measure.name for measure in list_measures([codebook])]
    assert [measure.name for measure in list_measures(None)] == [measure.name for measure in list_measures()]


@pytest.mark.parametrize("name", ["tone", "Tone", "war_peace", "raw", "read_rows", "index", "words"])
def test_a_codebook_cannot_have_the_name_of_another_table(codebook, name):
    clash = codebook.rename(codebook.with_name(f"{name}.csv"))
    with pytest.raises(ValueError, match=f"the name '{name}', which is taken: rename"):
        list_measures([clash])


def test_two_codebooks_cannot_have_one_name(codebook, tmp_path):
    (tmp_path / "other").mkdir()
    second = tmp_path / "other" / codebook.name
    second.write_text(CODEBOOK)
    with pytest.raises(ValueError, match="the name 'hardship', which is taken"):
        list_measures([codebook, second])


@pytest.mark.parametrize("name", ["my frames", "2022", "class", "_mine", "war-words"])
def test_a_codebook_whose_name_is_no_identifier_is_rejected(codebook, name):
    wrong = codebook.rename(codebook.with_name(f"{name}.csv"))
    with pytest.raises(ValueError, match="rename the file to letters, digits and underscores"):
        list_measures([wrong])


def test_a_codebook_that_is_not_there_is_named(tmp_path):
    for path in [tmp_path / "gone.csv", tmp_path, "war_peace"]:
        with pytest.raises(ValueError, match=r"There is no codebook '.*'; give the path of a \.csv"):
            list_measures([path])


def test_a_codebook_that_breaks_the_rules_of_lists_is_rejected(codebook):
    codebook.write_text("term,category\nwin*ter,hardship\n")
    with pytest.raises(ValueError, match=r"hardship\.csv has"):
        list_measures([codebook])


def test_a_measure_runs_after_those_whose_tables_it_needs():
    order = []

    def note(name):
        def measure(sentences, **needs):
            order.append((name, sorted(needs)))
            return pd.DataFrame({"made_by": [name]})

        return measure

    chain = [
        Measure("acts", note("acts"), "", needs=("attributions", "mentions", "words")),
        Measure("attributions", note("attributions"), "", needs=("mentions",)),
        Measure("mentions", note("mentions"), "", needs=("articles",)),
    ]
    assert [measure.name for measure in sort_by_needs(chain)] == ["mentions", "attributions", "acts"]
    assert [measure.name for measure in pick_needed(chain, "attributions")] == ["mentions", "attributions"]
    sentences = pd.DataFrame({"text": ["Talks failed."]})
    made = measure_sentences(sentences, chain, tables={"articles": pd.DataFrame()})
    assert order == [
        ("mentions", ["articles"]),
        ("attributions", ["mentions"]),
        ("acts", ["attributions", "mentions", "words"]),
    ]
    assert set(made) == {"acts", "attributions", "mentions"}


def test_the_voices_are_read_once_and_after_the_attributions(monkeypatch):
    read, given = [], []

    def read_voices(sentences, words, attributions):
        read.append(attributions)
        return ["narration"]

    def measure(sentences, **needs):
        given.append(needs)
        return pd.DataFrame({"n": [1]})

    monkeypatch.setattr(measures, "read_voices", read_voices)
    chain = [
        Measure("tone", measure, "", needs=("voices", "words")),
        Measure("frames", measure, "", needs=("voices", "words")),
        Measure("attributions", measure, "", needs=("words",)),
    ]
    sentences = pd.DataFrame({"text": ["Talks failed."]})
    assert [measure.name for measure in pick_needed(chain, "tone")] == ["attributions", "tone"]
    made = measure_sentences(sentences, chain, tables={})
    assert len(read) == 1
    assert read[0] is made["attributions"]
    assert [needs.get("voices") for needs in given] == [None, ["narration"], ["narration"]]


def test_measures_that_need_each_other_are_an_error():
    circle = [
        Measure("acts", measures.measure_frames, "", needs=("sides",)),
        Measure("sides", measures.measure_frames, "", needs=("acts",)),
    ]
    with pytest.raises(graphlib.CycleError):
        sort_by_needs(circle)


def test_a_word_list_that_changes_is_read_again(tmp_path, monkeypatch):
    folder = tmp_path / "lexicons"
    folder.mkdir()
    for suffix in [".csv", ".toml"]:
        source = lexicon.FOLDER / f"war_peace{suffix}"
        (folder / source.name).write_bytes(source.read_bytes())
    monkeypatch.setattr(lexicon, "FOLDER", folder)
    before = lexicon.open_lexicon("war_peace")
    files = lexicon.find_lexicon("war_peace")
    assert lexicon.read_files(*files) is lexicon.read_files(*files)
    rows = pd.read_csv(folder / "war_peace.csv", dtype=str, keep_default_na=False)
    rows.iloc[1:].to_csv(folder / "war_peace.csv", index=False)
    assert len(lexicon.open_lexicon("war_peace")) == len(before) - 1


def test_the_tables_are_listed_as_they_are_shown():
    assert TABLES[:2] == ["articles", "sentences"]
    assert "vocabulary" not in TABLES
