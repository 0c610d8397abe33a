"""Spellings: which way of writing a name each group chooses."""

import pandas as pd
import pytest

from analysis.summaries.spellings import count_spellings


def make_mentions(rows):
    columns = ["article_id", "outlet", "entity", "name", "type", "surface"]
    return pd.DataFrame(rows, columns=columns).assign(how="registry")


KYIV = ("kyiv", "Kyiv", "place")
ZELENSKY = ("volodymyr-zelensky", "Volodymyr Zelensky", "person")
MENTIONS = make_mentions([
    ("a", "x", *KYIV, "Kyiv"), ("a", "x", *KYIV, "Kiev's"), ("b", "y", *KYIV, "Kiev"),
    ("a", "x", *ZELENSKY, "President Zelensky"), ("b", "y", *ZELENSKY, "Zelenskyy"),
    ("b", "y", *ZELENSKY, "Zelenskyy"), ("b", "y", *ZELENSKY, "Volodymyr"),
])  # fmt: skip


def test_each_group_has_its_share_of_each_spelling():
    expected = pd.DataFrame(
        [
            ("Kyiv", "Kiev", "x", 1, 2, 0.5), ("Kyiv", "Kyiv", "x", 1, 2, 0.5),
            ("Kyiv", "Kiev", "y", 1, 1, 1.0), ("Kyiv", "Kyiv", "y", 0, 1, 0.0),
            ("Volodymyr Zelensky", "Zelensky", "x", 1, 1, 1.0),
            ("Volodymyr Zelensky", "Zelenskyy", "x", 0, 1, 0.0),
            ("Volodymyr Zelensky", "Zelensky", "y", 0, 2, 0.0),
            ("Volodymyr Zelensky", "Zelenskyy", "y", 2, 2, 1.0),
        ],
        columns=["name", "spelling", "outlet", "n_mentions", "of", "share"],
    )  # fmt: skip
    pd.testing.assert_frame_equal(count_spellings(MENTIONS, at_least=1), expected)


def test_a_spelling_that_is_rare_and_a_name_with_one_spelling_are_left_out():
    assert set(count_spellings(MENTIONS, at_least=2)["name"]) == set()
    assert len(count_spellings(MENTIONS[MENTIONS["outlet"] == "y"], at_least=1)) == 0


def test_offices_adjectives_and_what_is_not_linked_are_no_spellings():
    for how in ("office", "adjective", "tagger"):
        assert len(count_spellings(MENTIONS.assign(how=how), at_least=1)) == 0


def test_spellings_can_be_counted_by_a_variable_of_the_articles():
    articles = pd.DataFrame({"article_id": ["a", "b"], "section": ["news", "opinion"]})
    by_section = count_spellings(MENTIONS, by="section", at_least=1, articles=articles)
    by_outlet = count_spellings(MENTIONS, at_least=1)
    assert by_section["share"].tolist() == by_outlet["share"].tolist()
    with pytest.raises(ValueError, match="did you mean 'section'"):
        count_spellings(MENTIONS, by="sections", articles=articles)
