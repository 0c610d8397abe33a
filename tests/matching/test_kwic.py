import pandas as pd
import pytest

from analysis.matching.kwic import find_in_context

SENTENCES = pd.DataFrame(
    {
        "article_id": ["a", "a", "b"],
        "outlet": ["X", "X", "Y"],
        "date": pd.to_datetime(["2022-11-17", "2022-11-17", "2022-11-18"]),
        "sentence_id": [0, 1, 0],
        "paragraph": 0,
        "start": [0, 40, 12],
        "text": [
            "The ceasefire held until noon.",
            "Ceasefires come and go; a Ceasefire\nline stays, he said.",
            "No truce, no peace talks.",
        ],
        "in_quote": 0.0,
        "quote_spans": "",
    }
)


def test_each_place_stands_between_its_neighbours():
    found = find_in_context(SENTENCES, "ceasefire*", window=2)
    assert found[["article_id", "sentence_id", "left", "match", "right", "term"]].values.tolist() == [
        ["a", 0, "The", "ceasefire", "held until", "ceasefire*"],
        ["a", 1, "", "Ceasefires", "come and", "ceasefire*"],
        ["a", 1, "go; a", "Ceasefire", "line stays,", "ceasefire*"],
    ]


def test_several_terms_and_phrases_are_found():
    found = find_in_context(SENTENCES, ["peace talks", "truce"])
    assert found[["match", "left"]].values.tolist() == [["truce", "No"], ["peace talks", "No truce, no"]]


def test_a_word_that_stands_nowhere_gives_an_empty_table():
    found = find_in_context(SENTENCES, "armistice")
    assert len(found) == 0
    assert list(found.columns) == [
        "article_id",
        "outlet",
        "date",
        "sentence_id",
        "left",
        "match",
        "right",
        "term",
        "start",
        "end",
    ]


def test_the_order_of_the_sentences_changes_nothing():
    again = find_in_context(SENTENCES.iloc[::-1].reset_index(drop=True), "ceasefire*")
    pd.testing.assert_frame_equal(again, find_in_context(SENTENCES, "ceasefire*"))


@pytest.mark.parametrize("terms", ["", "*", [], ["truce", " "], "ce*fire", "truce**", None, ["truce", 3]])
def test_an_empty_term_raises(terms):
    with pytest.raises(ValueError, match="must be words or phrases"):
        find_in_context(SENTENCES, terms)


def test_a_window_has_at_least_one_word():
    with pytest.raises(ValueError, match="The `window` must be a whole number of at least 1; not 0"):
        find_in_context(SENTENCES, "truce", window=0)
