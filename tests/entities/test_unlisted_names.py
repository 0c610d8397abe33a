"""Names outside the registry: what the rules find."""

import numpy as np
import pytest

from analysis.entities.spans import Spans
from analysis.entities.unlisted_names import find_names, prepare_rules
from analysis.registry.files import read_cues

NONE = Spans(*np.zeros((3, 0), dtype=np.int64))


@pytest.fixture(scope="module")
def rules():
    return prepare_rules(read_cues(), frozenset({"Anna"}))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Anna Lee left.", [("Anna Lee", "person")]),
        ("Then Colonel Dovzhenko left.", [("Dovzhenko", "person")]),
        ("Then Marta Oklen said so.", [("Marta Oklen", "person")]),
        ("Then Marta Oklen left.", []),
        ("The Elbe Brigade left.", [("Elbe Brigade", "unit")]),
        ("Then Old King Abdullah Mosque fell.", [("Old King Abdullah Mosque", "place")]),
    ],
)
def test_the_words_around_a_run_of_capitals_decide(rules, text, names):
    found = find_names([text], rules, NONE)
    assert list(zip(found.cut_surfaces([text]), found.type, strict=True)) == names


def test_a_name_of_the_registry_is_not_found_again(rules):
    listed = Spans(np.array([0]), np.array([5]), np.array([13]))
    assert len(find_names(["Then Anna Lee left."], rules, listed)) == 0


def test_no_title_holds_a_space_as_only_the_last_word_before_a_name_is_read():
    cues = read_cues()
    assert not [word for word in cues.title | cues.occupation if " " in word]
