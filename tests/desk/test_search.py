"""Search: what a query finds in sentences."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attributions.finder import find_attributions
from analysis.desk.search import search_sentences
from analysis.entities.mentions import find_entities
from analysis.matching.kwic import find_in_context
from analysis.text.sentences import split_sentences

TEXTS = {
    "a": "The ceasefire held. Peace talks went on in Kyiv, and no missile fell.",
    "b": "A missile fell near Kyiv. Grain prices rose.",
    "c": "The missile, which a crew in the north had fired at dawn, came down far away from Kyiv.",
    "d": "Nothing happened.",
}


def read_sentences(texts=TEXTS):
    articles = pd.DataFrame({"article_id": list(texts), "outlet": "X", "date": pd.NaT, "title": ""})
    return split_sentences(articles.assign(text=list(texts.values())))


def find(query, texts=TEXTS):
    hits = search_sentences(read_sentences(texts), query)
    return [f"{hit.article_id}: {hit.surface}" for hit in hits.itertuples()]


FOUND = {
    "missile": ["a: missile", "b: missile", "c: missile"],
    "missile AND grain": ["b: missile", "b: Grain"],
    "missile NOT grain": ["a: missile", "c: missile"],
    "ceasefire OR grain": ["a: ceasefire", "b: Grain"],
    "missile AND (ceasefire OR grain)": ["a: ceasefire", "a: missile", "b: missile", "b: Grain"],
    "missile NEAR/1 Kyiv": [],
    "missile NEAR/2 Kyiv": ["a: Kyiv", "a: missile", "b: missile", "b: Kyiv"],
    "Kyiv NEAR/2 missile": ["a: Kyiv", "a: missile", "b: missile", "b: Kyiv"],
    "missile NEAR/15 Kyiv": ["a: Kyiv", "a: missile", "b: missile", "b: Kyiv", "c: missile", "c: Kyiv"],
    "missile NEAR/0 (Kyiv OR fell)": ["a: missile", "a: fell", "b: missile", "b: fell"],
    "ceasefire NEAR talks": [],
    "peace OR peace talks": ["a: Peace", "a: Peace talks"],
    "peace AND NOT talks": [],
    "kyiv": ["a: Kyiv", "b: Kyiv", "c: Kyiv"],
    "KYIV": [],
    "fell* AND (NOT grain OR ceasefire)": ["a: ceasefire", "a: fell"],
    "snow": [],
}


@pytest.mark.parametrize("query", FOUND)
def test_a_query_finds_places(query):
    assert find(query) == FOUND[query]


def test_a_word_alone_finds_what_keyword_in_context_finds():
    sentences = read_sentences()
    hits, lines = search_sentences(sentences, "missile"), find_in_context(sentences, "missile")
    keys = ["article_id", "sentence_id", "term", "start", "end"]
    pd.testing.assert_frame_equal(hits[keys], lines[keys])


def test_hits_have_the_columns_of_hits_and_one_category():
    hits = search_sentences(read_sentences(), "snow")
    assert hits.columns.tolist() == [
        "article_id", "outlet", "date", "sentence_id", "query", "term", "surface", "start", "end", "voice",
    ]  # fmt: skip
    assert hits["query"].cat.categories.tolist() == ["snow"]


def test_hits_know_their_voice():
    sentences = read_sentences({"a": "The mayor said that the bridge fell. The bridge is new."})
    attributions = find_attributions(sentences, find_entities(sentences))
    hits = search_sentences(sentences, "bridge", attributions=attributions)
    assert hits["voice"].tolist() == ["reported", "narration"]


def test_no_sentence_holds_nothing():
    assert search_sentences(read_sentences().head(0), "a AND b NOT c").empty


WORDS = st.sampled_from(["missile", "Kyiv", "grain", "ceasefire"])


@given(WORDS, WORDS, st.integers(0, 20))
def test_near_is_the_same_from_both_sides_and_grows_with_its_number(left, right, within):
    near = find(f"{left} NEAR/{within} {right}")
    assert near == find(f"{right} NEAR/{within} {left}")
    assert set(near) <= set(find(f"{left} NEAR/{within + 1} {right}"))


@given(WORDS, WORDS)
def test_articles_with_one_word_are_those_with_the_other_and_those_without(left, right):
    def pick(query):
        return {hit.split(":")[0] for hit in find(query)}

    assert pick(f"{left} AND {right}") == pick(left) & pick(right)
    assert pick(f"{left} OR {right}") == pick(left) | pick(right)
    assert pick(f"{left} NOT {right}") == pick(left) - pick(right)
