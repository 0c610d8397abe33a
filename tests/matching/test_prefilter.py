"""Which texts can contain a term: none that does is missed."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.matching.kwic import find_in_context
from analysis.matching.prefilter import (
    MAX_SPELLINGS,
    TermPrefilter,
    list_words,
    may_contain_term,
    pick_containing,
)
from analysis.text.words import read_words

WORDS = [
    "US",
    "us",
    "bus",
    "cease",
    "Ceasefire",
    "CEASEFIRE",
    "fire",
    "fires",
    "so",
    "called",
    "don't",
    "don’t",
]
WORDS += [
    "İzmir",
    "ΟΔΟΣ",
    "οδος",
    "οδοσα",
    "Straße",
    "STRASSE",
    "U.S.",
    "1,000",
    "’s",
    "Kyiv",
    "мост",
    "МОСТ",
]
TERMS = [*(word.replace("’s", "was") for word in WORDS), "cease fire", "so-called", "don't fire*", "us bus"]
TERMS += ["ceasefire*", "Kyiv's", "ΟΔΟΣ*", "ΟΔΟ*", "οδοσ*", "i*", "İ*", "stras*", "U.S. fires", "1,0*"]
TEXTS = st.lists(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "\n", "-", ", "])), max_size=5).map(
        lambda parts: "".join(word + then for word, then in parts)
    ),
    min_size=1,
    max_size=6,
)


def make_sentences(texts):
    ids = [f"a{n}" for n in range(len(texts))]
    table = pd.DataFrame({"article_id": ids, "outlet": "X", "date": pd.NaT, "text": texts})
    return table.astype({"text": "str"}).assign(sentence_id=0, start=0, quote_spans="")


def prefilter(sentences, terms):
    """The sentences that the store would search, if they were a batch."""
    paths = TermPrefilter(terms).list_paths(list_words(sentences, words=read_words(sentences))["word"])
    return sentences[may_contain_term(pa.chunked_array([pa.array(sentences["text"])]), paths)]


@given(TEXTS, st.lists(st.sampled_from(TERMS), min_size=1, max_size=3))
def test_no_sentence_with_a_term_is_missed(texts, terms):
    sentences = make_sentences(texts)
    containing = pick_containing(sentences, terms)
    found = find_in_context(sentences, terms)
    assert containing["article_id"].tolist() == found["article_id"].drop_duplicates().tolist()
    pd.testing.assert_frame_equal(find_in_context(containing, terms), found)
    assert set(containing["article_id"]) <= set(prefilter(sentences, terms)["article_id"])


@pytest.mark.parametrize(
    ("term", "read"),
    [
        ("ceasefire", ["A ceasefire.", "CEASEFIRE!"]),
        ("peace talks", ["Talks brought peace, peace talks did."]),
        ("so-called", ["The so-called line."]),
        ("US", []),
        ("grain", []),
    ],
)
def test_few_sentences_without_a_term_are_searched(term, read):
    texts = ["A ceasefire.", "CEASEFIRE!", "Peace, they said.", "Talks brought peace, peace talks did."]
    sentences = make_sentences([*texts, "The so-called line.", "So it is called.", "Tell us of the bus."])
    assert prefilter(sentences, term)["text"].tolist() == read


def test_a_word_with_very_many_spellings_is_not_looked_for_one_by_one():
    sentences = make_sentences([f"w{n}" for n in range(MAX_SPELLINGS + 1)] + ["x"])
    assert len(prefilter(sentences, "w*")) == len(sentences)
    assert len(pick_containing(sentences, "w*")) == len(sentences) - 1


@pytest.mark.parametrize("terms", ["", " ", "ce*fire", [], None, [3]])
def test_what_is_no_term_is_named_in_the_error(terms):
    with pytest.raises(ValueError, match="must be words or phrases"):
        pick_containing(make_sentences(["A ceasefire."]), terms)
