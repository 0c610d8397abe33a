"""Which negators reach a word: the rule in its plainest form."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.sentences import split_sentences
from analysis.text.words import read_words
from analysis.tone.negation import BREAKS, NOT_NEGATED, REACH, is_negated, is_negator
from articles import make_articles

WORDS = [
    "not",
    "no",
    "only",
    "doubt",
    "never",
    "brave",
    "it",
    "wasn't",
    "wasn’t",
    "-",
    ",",
    ";",
    "“",
    "”",
    "’s",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=3)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("It was not brave.", True),
        ("It wasn’t brave.", True),
        ("It was not one of the brave.", False),
        ("It was not only brave.", False),
        ("No, it was brave.", False),
        ("It was never not brave.", False),
        ("He did not say “brave”.", False),
        ("It was anything but brave.", True),
        ("They are not able to offer their men anything but brave words.", False),
        ("He was far from brave.", True),
        ("He was far from being brave.", True),
        ("They live far from the brave town.", False),
        ("It isnt brave, they say.", True),
    ],
)
def test_a_word_is_negated_as_written_down(text, negated):
    sentences = split_sentences(make_articles(text))
    words = read_words(sentences)
    brave = np.flatnonzero(words.map_distinct("brave".__eq__, bool)[words.code])
    assert is_negated(sentences, words, brave).tolist() == [negated]


def negates(sentence, words, negator, hit):
    """Whether one word negates another of its sentence; both are places among the words that count."""
    forms = [words.forms[code] for code in words.code[words.is_word]]
    start, in_quote = words.start[words.is_word], words.in_quote[words.is_word]
    return (
        is_negator(forms[negator])
        and in_quote[negator] == in_quote[hit]
        and forms[negator + 1].lower() not in NOT_NEGATED.get(forms[negator].lower(), ())
        and BREAKS.isdisjoint(sentence[start[negator] : start[hit]])
    )


@settings(deadline=None)
@given(TEXTS)
def test_negation_is_that_of_the_plain_rule(texts):
    sentences = split_sentences(make_articles(*texts))
    words = read_words(sentences)
    counted = np.flatnonzero(words.is_word)
    expected = []
    for place, row in enumerate(words.sentence[counted].tolist()):
        first = np.searchsorted(words.sentence[counted], row)
        before = range(max(place - REACH, first), place)
        sentence = sentences["text"].iloc[row]
        expected.append(sum(negates(sentence, words, negator, place) for negator in before) % 2 == 1)
    assert is_negated(sentences, words, counted).tolist() == expected
