"""Document: what the rest of an article shows about a form."""

import numpy as np

from analysis.tagger.document import CUES, find_pair_cues


def test_words_that_only_stand_together_are_marked_as_a_pair():
    # Environment Canada, Canada, Environment Canada: forms 0 and 1 of one document
    number = np.array([0, 1, -1, 1, -1, 0, 1])
    before = np.array([-1, 0, 1, 2, 3, 4, 5])
    after = np.array([1, 2, 3, 4, 5, 6, -1])
    bits = find_pair_cues(number, np.array([2, 3]), before, after)
    cues = {name: (bits >> CUES.index(name) & 1).tolist() for name in CUES[-4:]}
    assert cues == {
        "pair_before": [0, 1, 0, 0, 0, 0, 1], "pair_after": [1, 0, 0, 0, 0, 1, 0],
        "always_before": [0, 0, 0, 0, 0, 0, 0], "always_after": [1, 0, 0, 0, 0, 1, 0],
    }  # fmt: skip
