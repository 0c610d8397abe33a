"""Cleaning: what it mends, what it leaves alone, and how it accounts for both."""

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning.pipeline import STEPS, clean_articles, clean_text, explain_cleaning, find_boilerplate

CASES = Path(__file__).resolve().parents[1] / "cases"
MENDED = json.loads((CASES / "cleaning.json").read_text(encoding="utf-8"))
UNTOUCHED = json.loads((CASES / "untouched.json").read_text(encoding="utf-8"))
SEED = Path(__file__).resolve().parents[3] / "shared/data/seed/2022-11-17.txt"

BATCHES = [
    "the", "Russia", "theRussia", "in", "Kherson", "inKherson", "said", "well", "U.S", "Mr", "They", "No",
    "inthe", "saidon",
    "s", "..", ".", "...", ",", " ", " ", "  ", "\n", "\n\n", "“", "”", "’", "‘", '"', "'", "`", "´", "„",
    "-", " - ", "—", "(", ")", "(Reuters)", "KYIV", "Nov 17", "17 November 2022", "/TASS/", "&amp;", "&",
    "amp;", "&#39;", "�", "_", "�_s", "â€™", "Ã³", "é", "\u00ad", "\u200b", "\u00a0", "\t", "\r", "\r\n",
    "\x85", "z\u030c", "2022", "Wed", "05 Apr 2017", "22:33", "Bridge hit at dawn", "it", "A", ":", "!",
    "?", "\u0153", "Я", "``", "''",
]  # fmt: skip
texts = st.lists(st.sampled_from(BATCHES), max_size=25).map("".join) | st.text(max_size=80)


def make_articles(*rows, outlet="Courier"):
    texts = [row if isinstance(row, tuple) else ("", row) for row in rows]
    return pd.DataFrame(
        {
            "article_id": [str(number) for number in range(len(texts))],
            "outlet": outlet,
            "date": pd.to_datetime("2022-11-17"),
            "title": [title for title, _ in texts],
            "text": [text for _, text in texts],
        }
    )


@pytest.mark.parametrize("case", MENDED, ids=lambda case: case["label"])
def test_a_slip_is_mended(case):
    cleaned = clean_text(
        case["original"], title=case.get("title", ""), boilerplate=case.get("boilerplate", ())
    )
    assert cleaned == case["fixed"]


@pytest.mark.parametrize("case", MENDED, ids=lambda case: case["label"])
def test_what_is_mended_is_not_mended_again(case):
    assert clean_text(case["fixed"], title=case.get("title", "")) == case["fixed"]


@pytest.mark.parametrize("case", UNTOUCHED, ids=lambda case: case["label"])
def test_what_is_right_is_left_alone(case):
    assert clean_text(case["text"]) == case["text"]


@given(texts)
@settings(max_examples=400, deadline=None)
def test_cleaning_twice_is_cleaning_once(text):
    once = clean_text(text, title="Bridge hit at dawn")
    assert clean_text(once, title="Bridge hit at dawn") == once


@given(texts)
@settings(max_examples=400, deadline=None)
def test_a_step_looks_at_every_text_that_it_would_change(text):
    for name, (step, suspect) in STEPS.items():
        if suspect and step(text) != text:
            assert pc.match_substring_regex(pa.array([text]), suspect)[0].as_py(), name


@given(st.lists(texts, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_articles_cleaned_in_batches_are_the_articles_cleaned_at_once(several):
    articles = make_articles(*several)
    lines = find_boilerplate(articles)
    whole = clean_articles(articles, boilerplate=lines)
    batches = [clean_articles(articles[at : at + 1], boilerplate=lines) for at in range(len(articles))]
    pd.testing.assert_frame_equal(pd.concat(batches), whole)


def test_cleaning_leaves_the_articles_it_was_given_as_they_were():
    articles = make_articles("And theRussia left..")
    before = articles.copy()
    cleaned = clean_articles(articles)
    pd.testing.assert_frame_equal(articles, before)
    pd.testing.assert_frame_equal(cleaned.drop(columns="text"), before.drop(columns="text"))
    assert cleaned["text"].tolist() == ["And the Russia left."]


def test_only_the_steps_asked_for_are_taken():
    articles = make_articles("And theRussia’s army left..")
    assert clean_articles(articles, ["stops"])["text"].item() == "And theRussia’s army left."
    with pytest.raises(ValueError, match=r"The `steps` must be one of 'entities'.*; not 'polish'"):
        clean_articles(articles, ["polish"])


def test_no_articles_are_cleaned_to_no_articles():
    empty = make_articles("x")[:0]
    assert clean_articles(empty).empty
    assert explain_cleaning(empty)["n_articles"].sum() == 0


def test_explaining_counts_articles_and_places_and_shows_the_first():
    articles = make_articles("It ended.. He left.. All quiet.", "Nothing here.", "They left..")
    table = explain_cleaning(articles).set_index("step")
    assert table.loc["stops", ["n_articles", "n_changes"]].tolist() == [2, 3]
    assert table.loc["stops", "example_before"] == "It ended.. He left.. All quiet."
    assert table.loc["stops", "example_after"] == "It ended. He left. All quiet."
    assert table.drop("stops")[["n_articles", "n_changes"]].to_numpy().sum() == 0
    assert list(table.index) == list(STEPS)


def test_a_line_that_recurs_within_an_outlet_is_boilerplate():
    ends = ["Talks ended", "Rain fell", "Shops closed", "Trains stopped", "Lights failed"]
    courier = make_articles(*[f"{end}. Copyright The Courier" for end in ends])
    herald = make_articles(*[f"{end}. Copyright The Herald" for end in ends[:4]], outlet="Herald")
    articles = pd.concat([courier, herald], ignore_index=True)
    expected = pd.DataFrame({"outlet": ["Courier"], "line": ["Copyright The Courier"], "n_articles": [5]})
    pd.testing.assert_frame_equal(
        find_boilerplate(articles), expected.astype({"outlet": "str", "line": "str"})
    )
    cleaned = clean_articles(articles)["text"].tolist()
    assert cleaned[:5] == [f"{end}." for end in ends]
    assert cleaned[5:] == herald["text"].tolist()


def test_paragraphs_that_recur_go_and_short_sub_headings_stay():
    articles = make_articles(
        *[f"What we know\n\nStory {n} is new.\n\nSign up to our newsletter" for n in "ABCDE"]
    )
    assert clean_articles(articles)["text"].tolist() == [
        f"What we know\n\nStory {n} is new." for n in "ABCDE"
    ]


def test_an_article_of_boilerplate_alone_keeps_its_text():
    articles = make_articles(*["Sign up to our newsletter"] * 6)
    assert clean_articles(articles)["text"].tolist() == ["Sign up to our newsletter"] * 6


@pytest.mark.skipif(not SEED.exists(), reason="the user's sample is not beside this checkout")
def test_the_users_sample_comes_out_right():
    from analysis.corpus.articles import read_corpus

    text = clean_articles(read_corpus(SEED))["text"].item()
    assert text.startswith("“The possibility of a Ukrainian military victory")
    assert "And the Russia said last week" in text
    assert ".." not in text
    assert "’" not in text
    assert text.endswith("“we also have something to respond with”.")
    assert "After the withdrawal of Kherson" in text.split("\n\n")
    assert len(text.split("\n\n")) == 13
