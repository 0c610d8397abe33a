"""The word lists of the attributions: cues and head words of sources."""

import tomllib

import pytest

from analysis.attributions.cues import CLASSES, CUES_FILE, list_forms
from analysis.attributions.finder import find_attributions
from analysis.attributions.speakers.genders import GENDERS_FILE, list_gendered
from analysis.attributions.speakers.sources import SOURCE_KINDS, SOURCES_FILE, list_source_words
from analysis.entities.mentions import find_entities
from analysis.registry.files import read_table
from analysis.text.sentences import split_sentences
from articles import make_articles


@pytest.mark.parametrize("file", [CUES_FILE, SOURCES_FILE])
def test_each_category_of_a_list_is_defined(file):
    table = read_table(file, ["term", "category"])
    about = tomllib.loads(file.with_suffix(".toml").read_text(encoding="utf-8"))
    assert set(table["category"]) == set(about["categories"])
    assert about["licence"] == "CC0-1.0"
    assert all(one["definition"] for one in about["categories"].values())
    for category, terms in table.groupby("category")["term"]:
        assert terms.is_monotonic_increasing, category
    assert table["term"].is_unique


def test_each_use_of_a_cue_is_defined():
    table = read_table(CUES_FILE, ["term", "category", "uses", "forms"])
    about = tomllib.loads(CUES_FILE.with_suffix(".toml").read_text(encoding="utf-8"))
    assert {use for uses in table["uses"] for use in uses.split()} == set(about["uses"])


def test_every_class_and_kind_is_among_the_categories():
    assert {cue.category for cue in list_forms().values()} == set(CLASSES)
    assert set(list_source_words().values()) < set(SOURCE_KINDS)


def list_cue_rules(part):
    about = tomllib.loads(CUES_FILE.with_suffix(".toml").read_text(encoding="utf-8"))
    rules = about["categories"].items()
    return [(category, sentence) for category, one in rules for sentence in one[part]]


def list_classes(text):
    sentences = split_sentences(make_articles(text))
    return find_attributions(sentences, find_entities(sentences))["cue_class"].tolist()


@pytest.mark.parametrize(("category", "sentence"), list_cue_rules("examples"))
def test_an_example_of_a_cue_class_is_found_as_that_class(category, sentence):
    assert list_classes(sentence) == [category]


@pytest.mark.parametrize(("category", "sentence"), list_cue_rules("counterexamples"))
def test_a_counterexample_of_a_cue_class_is_not_of_that_class(category, sentence):
    assert category not in list_classes(sentence)


def test_each_cue_class_says_what_counts_and_what_does_not():
    about = tomllib.loads(CUES_FILE.with_suffix(".toml").read_text(encoding="utf-8"))
    assert all(one["include"] and one["exclude"] for one in about["categories"].values())
    assert all(len(one["examples"]) >= 2 for one in about["categories"].values())


def test_the_words_and_names_that_show_a_gender_stand_there_once():
    table = read_table(GENDERS_FILE, ["term", "category", "kind"])
    about = tomllib.loads(GENDERS_FILE.with_suffix(".toml").read_text(encoding="utf-8"))
    assert set(table["category"]) == set(about["categories"]) == {"female", "male"}
    assert set(table["kind"]) == set(about["kinds"])
    assert about["licence"] == "CC0-1.0"
    assert table["term"].is_unique
    assert all(terms.is_monotonic_increasing for _, terms in table.groupby(["kind", "category"])["term"])
    for category, shown in about["categories"].items():
        words = [
            word if word[:1].isupper() and word not in ("Mr", "Mrs") else word.lower()
            for word in shown["examples"]
        ]
        assert {list_gendered()[word] for word in words} == {category}
        assert not list_gendered().keys() & set(shown["counterexamples"])
