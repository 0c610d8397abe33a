"""Words broken at line ends, wrapped lines and items of lists."""

import pytest

from analysis.cleaning.pipeline import clean_text
from tests.cleaning.texts import BULLETS

BROKEN = [
    ("The talks in Zapo-\nrizhzhia went on all night.", "The talks in Zaporizhzhia went on all night."),
    ("The cease-\nfire held all night in the town.", "The cease-fire held all night in the town."),
    (
        "The gov-\nernment met the long-\nterm envoys in Al-\nBab and the so-\ncalled group left.",
        "The government met the long-term envoys in Al-Bab and the so-called group left.",
    ),
    (
        "Two- and three-storey houses; pro- and anti-war crowds.",
        "Two- and three-storey houses; pro- and anti-war crowds.",
    ),
    ("The talks in Zapo-\r\nrizhzhia went on all night.", "The talks in Zaporizhzhia went on all night."),
    ("The wit\xad\nness saw the gov\xac\nernment.", "The witness saw the government."),
    (
        "The talks went on in the\ntown of Kherson, and the\nenvoys of both sides were\nquiet all night.",
        "The talks went on in the town of Kherson, and the envoys of both sides were quiet all night.",
    ),
]


@pytest.mark.parametrize(("text", "joined"), BROKEN)
def test_a_word_broken_at_a_line_end_is_joined_and_a_compound_keeps_its_hyphen(text, joined):
    assert clean_text(text) == joined


def test_a_word_broken_within_a_line_is_joined_where_the_text_has_it_whole():
    assert (
        clean_text("The govern- ment fell. A government rose.") == "The government fell. A government rose."
    )
    assert clean_text("The govern- ment fell.") == "The govern- ment fell."


@pytest.mark.parametrize("mark", BULLETS)
def test_each_item_of_a_list_is_a_paragraph(mark):
    items = [f"{mark} Gunmen shelled the dam on the river", f"{mark} crews left", f"{mark} Nobody came"]
    assert clean_text("\n".join(items)).split("\n\n") == items


def test_the_items_of_a_list_in_one_line_are_paragraphs():
    assert (
        clean_text("• Gunmen came • Crews left • All quiet") == "• Gunmen came\n\n• Crews left\n\n• All quiet"
    )


def test_a_wrapped_sentence_with_a_dash_or_a_day_at_a_line_start_is_no_list():
    lines = [
        "The talks in the town went on for all of the day",
        "- in secret - until the envoys of both sides left on Oct.",
        "8. Nobody spoke.",
    ]
    assert clean_text("\n".join(lines)) == " ".join(lines)
