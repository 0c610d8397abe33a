"""A paragraph that is printed twice counts once; a refrain stays."""

from analysis.cleaning.pipeline import clean_text
from analysis.cleaning.repeats import drop_boilerplate

PARAGRAPH = "It was quiet at the dam for all of Monday, the mayor said."


def test_a_paragraph_printed_twice_counts_once():
    assert clean_text(f"{PARAGRAPH}\n\nCrews left.\n\n{PARAGRAPH}") == f"{PARAGRAPH}\n\nCrews left."
    assert clean_text(f"{PARAGRAPH}\nCrews left.\n{PARAGRAPH}") == f"{PARAGRAPH}\n\nCrews left."


def test_a_text_printed_twice_in_one_paragraph_counts_once():
    assert clean_text(f"{PARAGRAPH} Crews left. {PARAGRAPH} Crews left.") == f"{PARAGRAPH} Crews left."


def test_a_short_answer_and_a_refrain_stay():
    text = "Did it fall?\n\nYes.\n\nDid it hold?\n\nYes."
    assert clean_text(text) == text


def test_the_same_line_at_the_end_is_dropped_however_often_it_stands_there():
    assert (
        drop_boilerplate("It fell. " + "The Courier. " * 5000 + "The Courier.", ["The Courier."])
        == "It fell."
    )
