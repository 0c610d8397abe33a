"""Pairs of copies: a corpus that grows has the same clusters as the same corpus read whole."""

from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.duplicates.clusters import find_copies, name_clusters
from analysis.duplicates.groups import group_copies
from analysis.duplicates.pairs import ComparedPairs, containments, extend_pairs, find_candidates
from analysis.duplicates.signatures import hash_runs, number_equals, print_text, sign_runs

WORDS = ["war", "peace", "grain", "gas", "talks", "front", "city", "river", "army", "aid"]
# Words that no text shares, so that texts can also be strangers.
OWN_WORDS = [f"own{number}" for number in range(200)]
phrases = st.lists(st.sampled_from(WORDS) | st.sampled_from(OWN_WORDS), min_size=1, max_size=25)
texts = st.lists(phrases.map(" ".join), min_size=1, max_size=8)


def extend_corpus(compared, articles, keys):
    """The next round of a corpus that grows, and the articles whose texts were read for it."""
    runs, read = [hash_runs(text) for text in articles["text"]], set()

    def read_prints(places):
        read.update(places.tolist())
        return [print_text(articles["text"].iloc[place]) for place in places]

    equal, bands = number_equals(runs), sign_runs(runs).T
    return extend_pairs(compared, keys, lambda: equal, lambda: bands, read_prints), read


def cluster_pairs(articles, pairs):
    """The clusters that pairs give, in the order of the articles."""
    rows = articles.assign(outlet="x", date=pd.NaT).astype({"date": "datetime64[us]"})

    def read_prints(places):
        return [print_text(articles["text"].iloc[place]) for place in places]

    return name_clusters(articles["article_id"], group_copies(rows, pairs, read_prints)).tolist()


def cluster_whole(articles):
    """The clusters of `find_copies`, in the order of the articles."""
    return find_copies(articles).set_index("article_id")["cluster"].loc[articles["article_id"]].tolist()


@st.composite
def rounds_of_articles(draw):
    """The articles of a corpus after each of several rounds: id and text, in any order.

    In a round articles arrive, some of them cut from or longer than earlier ones, others change or go.
    """
    corpus, rounds = {}, []
    article_ids = draw(st.permutations([f"a{number}" for number in range(12)]))
    for _ in range(draw(st.integers(1, 4))):
        for article_id in draw(st.lists(st.sampled_from(article_ids), max_size=5, unique=True)):
            if article_id in corpus and draw(st.booleans()):
                del corpus[article_id]
                continue
            words = draw(phrases)
            if corpus:
                source = corpus[draw(st.sampled_from(sorted(corpus)))].split()
                kind = draw(st.sampled_from(["new", "cut", "longer"]))
                words = {"new": words, "cut": source[: len(source) // 2 + 1], "longer": [*source, *words]}[
                    kind
                ]
            corpus[article_id] = " ".join(words)
        rounds.append(draw(st.permutations(sorted(corpus.items()))))
    return rounds


@settings(max_examples=60, deadline=None)
@given(rounds_of_articles())
def test_a_corpus_that_grows_and_shrinks_has_the_clusters_of_the_whole(rounds):
    compared, keys_by_article = ComparedPairs.empty(), {}
    for corpus in rounds:
        articles = pd.DataFrame(corpus, columns=["article_id", "text"], dtype="str")
        articles = articles.assign(outlet="x", date=pd.NaT).astype({"date": "datetime64[us]"})
        keys = [keys_by_article.setdefault(article, 7919 * len(keys_by_article) % 1000) for article in corpus]
        compared, _ = extend_corpus(compared, articles, np.array(keys, dtype=np.int64))
        assert cluster_pairs(articles, compared.pairs) == cluster_whole(articles)


def test_a_longer_text_that_arrives_later_joins_the_clusters_of_its_parts():
    words = [f"word{number}" for number in range(100)]
    parts = {"a": words[:50], "b": words[50:]}
    articles = pd.DataFrame({"article_id": list(parts), "text": [" ".join(part) for part in parts.values()]})
    compared, _ = extend_corpus(ComparedPairs.empty(), articles, np.array([10, 11]))
    assert cluster_pairs(articles, compared.pairs) == ["a", "b"]
    articles.loc[2] = ["c", " ".join(words)]
    compared, _ = extend_corpus(compared, articles, np.array([10, 11, 12]))
    assert cluster_pairs(articles, compared.pairs) == ["a", "a", "a"]


def test_when_the_text_between_two_copies_goes_they_fall_apart():
    words = [f"word{number}" for number in range(100)]
    texts = [" ".join(words[:50]), " ".join(words), " ".join(words[50:])]
    articles = pd.DataFrame({"article_id": ["a", "b", "c"], "text": texts})
    compared, _ = extend_corpus(ComparedPairs.empty(), articles, np.array([1, 2, 3]))
    assert len(compared.pairs) == 2
    left = articles.drop(1).reset_index(drop=True)
    compared, read = extend_corpus(compared, left, np.array([1, 3]))
    assert cluster_pairs(left, compared.pairs) == ["a", "c"]
    assert read == set()


def test_articles_that_were_compared_are_not_read_again():
    texts = ["Shells hit the bridge at dawn", "Grain fell", "Grain fell", "Talks ended"]
    articles = pd.DataFrame({"article_id": list("abcd"), "text": texts})
    compared, read = extend_corpus(ComparedPairs.empty(), articles[:3], np.array([1, 2, 3]))
    assert read == set()
    compared, read = extend_corpus(compared, articles, np.array([1, 2, 3, 4]))
    assert read == set()
    assert compared.pairs.tolist() == [[1, 2]]


def test_a_corpus_without_articles_has_no_pairs():
    compared = ComparedPairs(np.array([1, 2]), np.array([[0, 1]]))
    none = pd.DataFrame({"article_id": [], "text": []}, dtype="str")
    compared, _ = extend_corpus(compared, none, np.zeros(0, dtype=np.int64))
    assert compared.keys.tolist() == []
    assert compared.pairs.tolist() == []


@given(texts, st.data())
def test_candidates_share_a_band_and_have_a_new_article(written, data):
    is_new = np.array(data.draw(st.lists(st.booleans(), min_size=len(written), max_size=len(written))))
    bands = sign_runs([hash_runs(text) for text in written])
    expected = [
        (first, second)
        for first, second in combinations(range(len(written)), 2)
        if (bands[first] == bands[second]).any() and (is_new[first] or is_new[second])
    ]
    first, second = find_candidates(bands.T, is_new)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == expected


@given(st.lists(st.lists(st.integers(0, 70_000), min_size=1, max_size=30), min_size=2, max_size=6))
def test_many_texts_are_compared_as_each_alone_is(lists):
    runs, *others = [np.unique(np.array(numbers, dtype=np.uint32) * 977) for numbers in lists]
    plain = [len(set(runs) & set(other)) / min(len(runs), len(other)) for other in others]
    assert containments(runs, others).tolist() == plain
