"""Every word has one voice: the outlet's own, reported speech, or a quotation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attributions.finder import find_attributions
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from analysis.text.voices import VOICES, check_attributions, find_voices, read_voices
from analysis.text.words import read_words
from articles import make_articles


def make_attributions(*rows):
    """A table of attributions from tuples of article, form and content."""
    return pd.DataFrame(rows, columns=["article_id", "form", "content"]).astype("str")


def read_forms(sentences, attributions):
    """The words of sentences by voice, in text order."""
    words = read_words(sentences)
    voice = read_voices(sentences, words, attributions)
    forms = np.array(words.forms, dtype=object)[words.code]
    return {name: " ".join(forms[(voice == i) & words.is_word]) for i, name in enumerate(VOICES)}


def test_without_attributions_a_word_is_narration_or_quotation():
    sentences = split_sentences(make_articles("He said \u201cwe go\u201d today."))
    expected = {"narration": "He said today", "reported": "", "quotation": "we go"}
    assert read_forms(sentences, None) == expected
    assert read_forms(sentences, make_attributions()) == expected


@pytest.mark.parametrize(
    ("form", "voices"),
    [
        ("indirect", {"narration": "He said", "reported": "that", "quotation": "we go"}),
        ("mixed", {"narration": "He said", "reported": "that", "quotation": "we go"}),
        ("direct", {"narration": "He said", "reported": "", "quotation": "that we go"}),
    ],
)
def test_marks_come_before_contents_and_a_direct_content_needs_no_marks(form, voices):
    sentences = split_sentences(make_articles("He said that \u201cwe go\u201d."))
    attributions = make_attributions((sentences["article_id"][0], form, "8-21"))
    assert read_forms(sentences, attributions) == voices


def test_of_contents_that_overlap_the_direct_one_counts():
    sentences = split_sentences(make_articles("He said that they go home."))
    article = sentences["article_id"][0]
    rows = [(article, "direct", "13-17"), (article, "indirect", "8-25")]
    for order in (rows, rows[::-1]):
        voices = read_forms(sentences, make_attributions(*order))
        assert voices == {"narration": "He said", "reported": "that go home", "quotation": "they"}


def test_a_content_may_have_several_parts_and_run_over_sentences():
    text = "It rains, he said, and snows. Roads close. Then he left."
    sentences = split_sentences(make_articles(text))
    content = f"0-8 {text.index('and')}-{text.index(' Then')}"
    voices = read_forms(sentences, make_attributions((sentences["article_id"][0], "indirect", content)))
    assert voices["reported"] == "It rains and snows Roads close"
    assert voices["narration"] == "he said Then he left"


def test_contents_belong_to_their_own_article():
    sentences = split_sentences(make_articles("One two.", "Three four."))
    second = sentences["article_id"].iloc[-1]
    rows = [(second, "indirect", "0-5"), ("of no article", "direct", "0-99")]
    assert read_forms(sentences, make_attributions(*rows))["reported"] == "Three"
    first = sentences[sentences["article_id"] != second]
    assert read_forms(first, make_attributions(*rows))["reported"] == ""


def test_found_attributions_give_the_third_voice():
    text = "The brave guards slept. Orlov said that the shameful attack failed. \u201cWe won,\u201d he added."
    sentences = split_sentences(make_articles(text))
    voices = read_forms(sentences, find_attributions(sentences, find_entities(sentences)))
    assert voices == {
        "narration": "The brave guards slept Orlov said he added",
        "reported": "that the shameful attack failed",
        "quotation": "We won",
    }


def test_attributions_without_content_are_no_attributions():
    check_attributions(None, verb="find_frames")
    with pytest.raises(ValueError, match="find_frames needs the column 'content'"):
        check_attributions(pd.DataFrame({"article_id": [], "form": []}), verb="find_frames")


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), min_size=1, max_size=3)
FORMS = st.sampled_from(["direct", "indirect", "mixed"])
ROWS = st.lists(st.tuples(st.integers(0, 3), FORMS, SPANS), max_size=5)
PLACES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60), st.booleans()), max_size=12)


@given(ROWS, PLACES)
def test_each_place_has_the_voice_that_the_rule_gives_it(rows, places):
    # Six sentences of three articles; attributions may belong to a fourth. Places come in any order.
    sentences = pd.DataFrame({"article_id": ["a0", "a0", "a1", "a1", "a2", "a2"], "start": [0, 30] * 3})
    attributions = make_attributions(
        *((f"a{n}", form, " ".join(f"{a}-{a + size}" for a, size in spans)) for n, form, spans in rows)
    )
    expected = []
    for row, place, in_quote in places:
        forms = {
            form == "direct"
            for n, form, spans in rows
            if n == row // 2 and any(a <= place < a + size for a, size in spans)
        }
        expected.append(2 if in_quote or True in forms else 1 if forms else 0)
    row, place, in_quote = np.array(places or np.zeros((0, 3)), dtype=np.int64).reshape(-1, 3).T
    assert find_voices(sentences, row, place, in_quote.astype(bool), attributions).tolist() == expected
