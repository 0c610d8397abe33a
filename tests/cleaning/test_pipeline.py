"""Cleaning: what it repairs, what it leaves alone, and how it accounts for both."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning.boilerplate import find_boilerplate
from analysis.cleaning.pipeline import clean_articles, clean_text, explain_cleaning
from analysis.cleaning.rounds import STEPS
from tests.cleaning.texts import make_articles, texts

CASES = Path(__file__).resolve().parents[1] / "cases"
REPAIRED = json.loads((CASES / "cleaning.json").read_text(encoding="utf-8"))
UNTOUCHED = json.loads((CASES / "untouched.json").read_text(encoding="utf-8"))
SEED = Path(__file__).resolve().parents[3] / "shared/data/seed/2022-11-17.txt"


@pytest.mark.parametrize("case", REPAIRED, ids=lambda case: case["label"])
def test_a_slip_is_repaired(case):
    cleaned = clean_text(
        case["original"], title=case.get("title", ""), boilerplate=case.get("boilerplate", ())
    )
    assert cleaned == case["fixed"]


@pytest.mark.parametrize("case", REPAIRED, ids=lambda case: case["label"])
def test_a_repaired_text_is_not_changed_again(case):
    assert clean_text(case["fixed"], title=case.get("title", "")) == case["fixed"]


@pytest.mark.parametrize("case", UNTOUCHED, ids=lambda case: case["label"])
def test_a_correct_text_is_left_alone(case):
    assert clean_text(case["text"]) == case["text"]


@given(texts)
@settings(max_examples=100, deadline=None)
def test_cleaning_twice_gives_the_same_text_as_cleaning_once(text):
    once = clean_text(text, title="Bridge hit at dawn")
    assert clean_text(once, title="Bridge hit at dawn") == once


@given(st.lists(texts, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_articles_cleaned_in_batches_equal_the_articles_cleaned_together(several):
    articles = make_articles(*several)
    lines = find_boilerplate(articles)
    whole = clean_articles(articles, boilerplate=lines)
    batches = [clean_articles(articles[row : row + 1], boilerplate=lines) for row in range(len(articles))]
    pd.testing.assert_frame_equal(pd.concat(batches), whole)


def test_cleaning_does_not_change_the_table_it_is_given():
    articles = make_articles("And theRussia left..")
    before = articles.copy()
    cleaned = clean_articles(articles)
    pd.testing.assert_frame_equal(articles, before)
    pd.testing.assert_frame_equal(cleaned.drop(columns="text"), before.drop(columns="text"))
    assert cleaned["text"].tolist() == ["And the Russia left."]


def test_only_the_chosen_steps_are_taken():
    articles = make_articles("And theRussia’s army left..")
    assert clean_articles(articles, ["stops"])["text"].item() == "And theRussia’s army left."


@pytest.mark.parametrize("verb", [clean_articles, explain_cleaning])
def test_a_misspelt_step_is_answered_with_the_names_of_the_steps(verb):
    with pytest.raises(ValueError, match=r"The `steps` must be one of .*'stops'.*; not 'stps'"):
        verb(make_articles("It ended.."), ["stps"])


def test_no_articles_give_no_articles():
    empty = make_articles("x")[:0]
    assert clean_articles(empty).empty
    assert explain_cleaning(empty)["n_articles"].sum() == 0


def test_the_account_counts_articles_and_places_and_shows_the_first():
    articles = make_articles("It ended.. He left.. All quiet.", "Nothing here.", "They left..")
    table = explain_cleaning(articles).set_index("step")
    assert table.loc["stops", ["n_articles", "n_changes"]].tolist() == [2, 3]
    assert table.loc["stops", "example_before"] == "It ended.. He left.. All quiet."
    assert table.loc["stops", "example_after"] == "It ended. He left. All quiet."
    assert table.drop("stops")[["n_articles", "n_changes"]].to_numpy().sum() == 0
    assert list(table.index) == list(STEPS)


@pytest.mark.skipif(not SEED.exists(), reason="the user's sample is not beside this checkout")
def test_the_users_sample_is_cleaned_as_a_reader_would():
    from analysis.corpus.articles import read_corpus

    text = clean_articles(read_corpus(SEED))["text"].item()
    assert text.startswith("“The possibility of a Ukrainian military victory")
    assert "And the Russia said last week" in text
    assert ".." not in text
    assert "’" not in text
    assert text.endswith("“we also have something to respond with”.")
    assert "After the withdrawal of Kherson" in text.split("\n\n")
    assert len(text.split("\n\n")) == 13
