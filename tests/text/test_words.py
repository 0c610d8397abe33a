"""Words as the measures count them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.words import count_words, split_term, split_words

TEXTS = st.lists(
    st.one_of(st.text(max_size=40), st.text(alphabet="aB1.,'’sS- é\u0301_U😀…", max_size=40)), max_size=6
)


def make_sentences(*texts):
    return pd.DataFrame({"text": pd.array(texts, dtype="str")})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russian-appointed men", ["Russian", "-", "appointed", "men"]),
        ("Russia's army", ["Russia", "'s", "army"]),
        ("the U.S.’s army", ["the", "U.S.", "’s", "army"]),
        ("They don't, can’t.", ["They", "don't", ",", "can’t", "."]),
        ("soldiers' camp", ["soldiers", "'", "camp"]),
        ("O'Brien's", ["O'Brien", "'s"]),
        ("the U.S., the U.N", ["the", "U.S.", ",", "the", "U.N"]),
        ("the U.S.-backed S.D.F. men", ["the", "U.S.", "-", "backed", "S.D.F.", "men"]),
        ("1,000 men, 3.5%, 5th, 1990s.", ["1,000", "men", ",", "3.5", "%", ",", "5th", ",", "1990s", "."]),
        ("T-72 and F16", ["T", "-", "72", "and", "F16"]),
        ("end.Next", ["end", ".", "Next"]),
        ("well..", ["well", ".."]),
        ("“we go“.", ["“", "we", "go", "“", "."]),
        ("Зеленський’s café", ["Зеленський", "’s", "café"]),
        ("cafe\u0301!", ["cafe\u0301", "!"]),
        ("a_b", ["a", "_", "b"]),
        ("", []),
    ],
)
def test_words_are_split_as_written_down(text, words):
    assert split_words(make_sentences(text))["word"].tolist() == words


def test_the_table_says_where_each_word_stands():
    expected = pd.DataFrame({
        "sentence": [0, 0, 0, 2], "word": ["Kyiv", "'s", "…", "no"], "start": [0, 4, 7, 1],
        "end": [4, 6, 8, 3],
        "is_word": [True, False, False, True],
        "in_quote": False,
    })  # fmt: skip
    words = split_words(make_sentences("Kyiv's …", "", " no"))
    small = dict.fromkeys(["sentence", "start", "end"], "int32")
    pd.testing.assert_frame_equal(words.astype({"word": "str"}), expected.astype({"word": "str", **small}))


def test_possessives_and_punctuation_do_not_count():
    assert count_words(make_sentences("Russia's men don't go - 5 times.", "…")).tolist() == [6, 0]


def test_a_term_is_split_as_text_is():
    assert split_term("so-called U.S. Russia's") == ["so", "-", "called", "U.S.", "Russia", "'s"]


@settings(deadline=None)
@given(TEXTS)
def test_places_give_the_exact_word(texts):
    for row in split_words(make_sentences(*texts)).itertuples():
        assert texts[row.sentence][row.start : row.end] == row.word


@settings(deadline=None)
@given(TEXTS)
def test_words_leave_no_character_out(texts):
    words = split_words(make_sentences(*texts))
    found = words.astype({"word": "str"}).groupby("sentence")["word"].agg("".join)
    wanted = ["".join(text.split()) for text in texts]
    assert found.reindex(range(len(texts)), fill_value="").tolist() == wanted


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_batches_equal_the_whole(some, others):
    whole = split_words(make_sentences(*some, *others)).astype({"word": "str"})
    first, second = (split_words(make_sentences(*part)).astype({"word": "str"}) for part in (some, others))
    second["sentence"] += len(some)
    pd.testing.assert_frame_equal(pd.concat([first, second], ignore_index=True), whole)
