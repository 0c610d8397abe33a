"""Boilerplate: lines that recur within an outlet are dropped, the rest of the text stays."""

import pandas as pd

from analysis.cleaning.boilerplate import find_boilerplate
from analysis.cleaning.pipeline import clean_articles
from tests.cleaning.texts import make_articles


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


def test_recurring_paragraphs_are_dropped_and_short_sub_headings_stay():
    articles = make_articles(
        *[f"What we know\n\nStory {n} is new.\n\nSign up to our newsletter" for n in "ABCDE"]
    )
    assert clean_articles(articles)["text"].tolist() == [
        f"What we know\n\nStory {n} is new." for n in "ABCDE"
    ]


def test_an_article_of_boilerplate_alone_keeps_its_text():
    articles = make_articles(*["Sign up to our newsletter"] * 6)
    assert clean_articles(articles)["text"].tolist() == ["Sign up to our newsletter"] * 6
