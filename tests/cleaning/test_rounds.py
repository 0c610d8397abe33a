"""Rounds: the steps in their order, repeated until no text changes."""

import numpy as np
from hypothesis import given, settings

from analysis.cleaning.rounds import STEPS, find_rows, order_steps, repeat_steps
from tests.cleaning.texts import texts


@given(texts)
@settings(max_examples=400, deadline=None)
def test_every_text_that_a_step_changes_shows_the_signs_of_the_step(text):
    for name, step in STEPS.items():
        if step.clean(text) != text:
            assert find_rows(step, np.array([text], dtype=object), np.array([0]), np.array([True])), name


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
