"""Decoding: from the scores of labels to names."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.tagger.decode import forward_backward, join_labels
from analysis.tagger.words import LABELS


def test_a_name_without_a_first_label_begins_where_its_kind_changes():
    labels = np.array([LABELS.index(label) for label in ("I-PER", "I-ORG", "I-ORG", "O", "B-LOC", "B-LOC")])
    names = join_labels(labels, np.array([0.9, 0.8, 0.7, 1.0, 0.6, 0.5]), np.zeros(6, int))
    assert names.first.tolist() == [0, 1, 4, 5]
    assert names.last.tolist() == [0, 2, 4, 5]
    assert names.kind.tolist() == [0, 1, 2, 2]
    assert names.score.tolist() == [0.9, 0.7, 0.6, 0.5]


def read_sentence_plainly(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The probability of every label at every token of one sentence, step by step."""
    pots, move = np.exp(scores.astype(float)), np.exp(transitions.astype(float))
    forward, back = [pots[0]], [np.ones(pots.shape[1])]
    for pot in pots[1:]:
        forward.append((forward[-1] @ move) * pot)
    for pot in pots[:0:-1]:
        back.append(move @ (pot * back[-1]))
    both = np.array(forward) * np.array(back[::-1])
    return both / both.sum(axis=1, keepdims=True)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=30), st.integers(0, 1000))
def test_many_sentences_decoded_at_once_give_what_each_gives_alone(lengths, seed):
    draw = np.random.default_rng(seed)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    scores = draw.normal(0, 3, (len(sentence), len(LABELS))).astype(np.float32)
    transitions = draw.normal(0, 2, (len(LABELS), len(LABELS))).astype(np.float32)
    plain = [read_sentence_plainly(scores[sentence == i], transitions) for i in range(len(lengths))]
    together = forward_backward(scores, sentence, transitions)
    np.testing.assert_allclose(together, np.concatenate(plain), atol=1e-5)


@pytest.mark.parametrize("spread", [3, 30, 100])
def test_the_weights_of_a_long_sentence_do_not_vanish(spread):
    draw = np.random.default_rng(7)
    sentence = np.repeat([0, 1], [500, 3])
    scores = draw.normal(0, spread, (len(sentence), len(LABELS))).astype(np.float32)
    transitions = draw.normal(0, spread / 3, (len(LABELS), len(LABELS))).astype(np.float32)
    chances = forward_backward(scores, sentence, transitions)
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-9)
