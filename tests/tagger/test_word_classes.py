"""Words: what the tagger reads from a form."""

import pytest

from analysis.tagger.model import read_model
from analysis.tagger.names import (
    MODEL,
)  # fmt: skip
from analysis.tagger.words import find_shape, list_attributes


def test_no_party_is_known_to_the_tagger_by_its_name():
    known = read_model(str(MODEL)).known
    russia, ukraine = (list_attributes(word, known) for word in ("Russia", "Ukraine"))
    assert russia == ukraine
    russian, syrian = (list_attributes(word, known) for word in ("Russian", "Syrian"))
    assert russian == syrian


@pytest.mark.parametrize(
    ("word", "shape"), [("Kyiv", "Xx"), ("T-72B3", "X-9X9"), ("al-Assad", "x-Xx"), ("", "")]
)
def test_shapes_leave_repeats_out(word, shape):
    assert find_shape(word) == shape
