"""Features: where the tagger looks around a token."""

import numpy as np

from analysis.tagger.features import find_surroundings


def test_the_first_word_of_a_sentence_has_nothing_before_it():
    kinds = np.zeros(3, np.int64)
    around = find_surroundings(kinds, kinds, np.array([0, 0, 1]), np.array([True, False, True]))
    assert around.channels["before"].tolist() == [-1, 0, -1]
    assert around.channels["after"].tolist() == [1, -1, -1]
    assert around.runs.tolist() == [-1, -1, -1]
