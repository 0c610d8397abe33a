"""Key words that a finding names say what a text is about."""

import pandas as pd
import pytest

from analysis.attributions.house_style import drop_house_style
from analysis.charts.values import pick_extremes


@pytest.mark.parametrize(
    "word",
    [
        "mr",
        "miles",
        "i",
        "a",
        "you",
        "says",
        "reuters",
        "yesterday",
        "zelenskiy",
        "mr putin",
        "a.m.",
        "she'd",
        "stated",
        "reported",
        "told reporters",
        "ministry said",
    ],
)
def test_house_style_is_left_out(word):
    assert drop_house_style(pd.DataFrame({"word": [word]})).empty


@pytest.mark.parametrize("word", ["grain", "regime", "residents", "grain deal", "two shells", "militants"])
def test_what_a_text_is_about_stays(word):
    assert drop_house_style(pd.DataFrame({"word": [word]}))["word"].tolist() == [word]


def test_the_name_of_an_outlet_is_no_content_of_its_texts():
    table = pd.DataFrame({"word": ["courier", "grain", "told courier"]})
    assert drop_house_style(table, names=["grain-herald"])["word"].tolist() == ["courier"]
    assert drop_house_style(table, names=["Courier"])["word"].tolist() == ["grain"]


def test_the_farthest_words_are_those_of_content():
    table = pd.DataFrame({"word": ["mr", "grain", "dam", "said"], "G2": [90.0, 20.0, 30.0, -50.0]})
    assert pick_extremes(table, "G2", 1, 2)["word"].tolist() == ["dam", "grain"]
    assert pick_extremes(table, "G2", -1, 2).empty
