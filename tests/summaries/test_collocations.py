"""Collocations: NLTK's finders and measures over runs of words."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.collocations import (
    BigramAssocMeasures,
    BigramCollocationFinder,
    TrigramAssocMeasures,
    TrigramCollocationFinder,
)

from analysis.summaries.collocations import FUNCTION_WORDS, find_collocations


def make_sentences(*texts, **columns):
    """One article per text, with a single sentence."""
    ids = [f"a{number}" for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "sentence_id": 0, "start": 0, "text": list(texts), **columns})


RUNS = ["dark ships carry dark oil", "dark ships carry grain", "grain ships sink", "dark ships sink"]
FINDERS = {
    2: (BigramCollocationFinder, BigramAssocMeasures),
    3: (TrigramCollocationFinder, TrigramAssocMeasures),
}


@pytest.mark.parametrize("size", [2, 3])
def test_counts_and_scores_are_those_of_nltk(size):
    finder_of, measures = FINDERS[size]
    finder = finder_of.from_documents([run.split() for run in RUNS])
    table = find_collocations(make_sentences(*RUNS), size=size, at_least=1).set_index("phrase")
    assert table["n"].to_dict() == {" ".join(phrase): n for phrase, n in finder.ngram_fd.items()}
    columns = {"log_likelihood": "likelihood_ratio", "pmi": "pmi", "t": "student_t"}
    for column, measure in columns.items():
        scores = {
            " ".join(phrase): score for phrase, score in finder.score_ngrams(getattr(measures, measure))
        }
        assert table[column].to_dict() == scores
    assert table["log_likelihood"].is_monotonic_decreasing


def test_a_phrase_crosses_no_punctuation_number_possessive_or_sentence():
    texts = ["Dark, ships.", "Dark (ships).", "Dark 12 ships", "Dark's ships", "dark", "ships", "Dark-ships"]
    assert find_collocations(make_sentences(*texts), at_least=1)["phrase"].tolist() == []


def test_a_phrase_neither_begins_nor_ends_with_a_function_word():
    sentences = make_sentences("The weapons of war don’t")
    pairs, triples = (find_collocations(sentences, size=size, at_least=1)["phrase"] for size in (2, 3))
    assert pairs.tolist() == []
    assert triples.tolist() == ["weapons of war"]
    assert {"us", "may"}.isdisjoint(FUNCTION_WORDS)  # "US" and "May" in lower case


def test_rare_phrases_are_left_out_and_articles_are_counted():
    table = find_collocations(make_sentences("Dark ships, dark ships.", "DARK SHIPS and oil"), at_least=2)
    assert table[["phrase", "n", "n_articles"]].values.tolist() == [["dark ships", 3, 2]]


def test_each_group_has_its_own_collocations_and_its_own_top():
    sentences = make_sentences("Dark ships sail.", "Grain deals end.", "Dark ships sink.")
    articles = sentences[["article_id"]].assign(section=["sea", "land", "sea"])
    table = find_collocations(sentences, by="section", at_least=1, top=1, articles=articles)
    assert table[["section", "phrase", "n"]].values.tolist() == [
        ["land", "deals end", 1],
        ["sea", "dark ships", 2],
    ]


@pytest.mark.parametrize("by", [(), "outlet"])
def test_no_sentences_give_no_phrases_but_all_columns(by):
    empty = make_sentences(outlet=[])
    columns = find_collocations(make_sentences("Dark ships", outlet="X"), by=by, at_least=1).columns
    table = find_collocations(empty, by=by)
    assert len(table) == 0
    assert table.columns.tolist() == columns.tolist()


@pytest.mark.parametrize(("options", "message"), [
    ({"size": 4}, "The `size` must be one of 2, 3; not 4"),
    ({"at_least": 0}, "The `at_least` must be a whole number"),
    ({"top": 0}, "The `top` must be a whole number"),
    ({"by": "outlte"}, "did you mean 'outlet'"),
])  # fmt: skip
def test_a_wrong_option_is_answered_in_words(options, message):
    with pytest.raises(ValueError, match=message):
        find_collocations(make_sentences("Dark ships", outlet="X"), **options)


def test_a_score_that_a_few_words_do_not_define_is_missing():
    table = find_collocations(make_sentences("dark dark"), at_least=1)
    assert table["log_likelihood"].isna().tolist() == [True]


TEXTS = st.lists(st.sampled_from(["dark", "ships", "oil", "the", ",", "12"]), max_size=12).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.sampled_from([2, 3]), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(texts, size, random):
    sentences = make_sentences(*texts)
    mixed = sentences.sample(frac=1, random_state=random.randrange(2**31))
    once, again = (find_collocations(table, size=size, at_least=1) for table in (sentences, mixed))
    pd.testing.assert_frame_equal(once, again)
