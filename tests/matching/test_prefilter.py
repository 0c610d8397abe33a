"""Which texts can hold a term: none is missed in which one stands."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.matching.kwic import find_in_context
from analysis.matching.prefilter import MOST, Sieve, list_words, mark_texts, pick_holding

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


def sift(sentences, terms):
    """The sentences that a store would read, were they a batch."""
    paths = Sieve(terms).list_paths(list_words(sentences)["word"])
    return sentences[mark_texts(pa.chunked_array([pa.array(sentences["text"])]), paths)]


@given(TEXTS, st.lists(st.sampled_from(TERMS), min_size=1, max_size=3))
def test_no_sentence_is_missed_in_which_a_term_stands(texts, terms):
    sentences = make_sentences(texts)
    holding = pick_holding(sentences, terms)
    found = find_in_context(sentences, terms)
    assert holding["article_id"].tolist() == found["article_id"].drop_duplicates().tolist()
    pd.testing.assert_frame_equal(find_in_context(holding, terms), found)
    assert set(holding["article_id"]) <= set(sift(sentences, terms)["article_id"])


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
def test_hardly_a_sentence_is_read_in_which_none_stands(term, read):
    texts = ["A ceasefire.", "CEASEFIRE!", "Peace, they said.", "Talks brought peace, peace talks did."]
    sentences = make_sentences([*texts, "The so-called line.", "So it is called.", "Tell us of the bus."])
    assert sift(sentences, term)["text"].tolist() == read


def test_a_word_that_may_be_very_many_is_not_looked_for_one_by_one():
    sentences = make_sentences([f"w{n}" for n in range(MOST + 1)] + ["x"])
    assert len(sift(sentences, "w*")) == len(sentences)
    assert len(pick_holding(sentences, "w*")) == len(sentences) - 1


@pytest.mark.parametrize("terms", ["", " ", "ce*fire", [], None, [3]])
def test_what_is_no_term_is_named(terms):
    with pytest.raises(ValueError, match="must be words or phrases"):
        pick_holding(make_sentences(["A ceasefire."]), terms)
