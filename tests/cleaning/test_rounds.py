"""Rounds: the steps in their order, repeated until no text changes."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given, settings

from analysis.cleaning.rounds import STEPS, order_steps, repeat_steps
from tests.cleaning.texts import texts


@given(texts)
@settings(max_examples=400, deadline=None)
def test_every_text_that_a_step_changes_holds_the_pattern_of_the_step(text):
    for name, step in STEPS.items():
        if step.pattern and step.clean(text) != text:
            assert pc.match_substring_regex(pa.array([text]), step.pattern)[0].as_py(), name


def test_steps_are_taken_in_their_own_order():
    assert order_steps(["stops", "entities", "stops"]) == ["entities", "stops"]
    assert order_steps(None) == list(STEPS)


def test_a_step_is_taken_again_when_a_later_step_makes_room_for_it():
    title, text = "Bridge hit at dawn", "Bridge hit at dawn. KYIV, Nov 17 (Reuters) - It fell."
    texts = np.array([text, text], dtype=object)
    titles = np.array([title, title], dtype=object)
    changes = []
    cleaned = repeat_steps(
        texts,
        np.array([0]),
        ["dateline", "opening"],
        {"opening": titles},
        lambda name, row, *_: changes.append((name, row)),
    )
    assert changes == [("opening", 0), ("dateline", 0)]
    assert cleaned.tolist() == ["It fell.", text]
    assert texts.tolist() == [text, text]
