"""Findings claim no more than the intervals bear out."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reporting.findings import (
    UNSURE,
    UNSURE_BESIDE,
    find_extremes,
    say_corpus,
    say_extremes,
    say_keywords,
    say_leading,
    say_shift,
    say_voices,
)


def make_summary(rows, what="outlet", **more):
    """A summary from rows of name, value, low, high."""
    table = pd.DataFrame(rows, columns=[what, "value", "low", "high"])
    return table.assign(n_articles=40, **more)


APART = make_summary([("A", 1.0, 0.8, 1.2), ("B", 0.0, -0.2, 0.2), ("C", -1.0, -1.2, -0.8)])


def test_groups_whose_intervals_stand_apart_are_ranked_without_a_doubt():
    assert say_extremes(APART) == (
        "Tone is highest in A, 1.00 (0.80 to 1.20, n = 40), and lowest in C, -1.00 (-1.20 to -0.80, n = 40)."
    )


def test_where_highest_and_lowest_overlap_the_order_is_called_unsure():
    said = say_extremes(make_summary([("A", 0.2, -0.1, 0.5), ("B", 0.0, -0.3, 0.3)]))
    assert said.endswith(f"; {UNSURE}.")


def test_intervals_that_touch_are_not_apart():
    assert UNSURE in say_extremes(make_summary([("A", 0.2, 0.1, 0.3), ("B", 0.0, -0.1, 0.1)]))


def test_where_a_third_group_overlaps_the_highest_its_place_is_called_unsure():
    said = say_extremes(make_summary([("A", 1.0, 0.8, 1.2), ("B", 0.9, 0.7, 1.1), ("C", -1.0, -1.2, -0.8)]))
    assert said.endswith(f"; {UNSURE_BESIDE}.")


def test_a_group_without_an_interval_is_never_called_highest():
    lone = make_summary([("A", 9.0, None, None), ("B", 0.5, 0.4, 0.6), ("C", 0.0, -0.1, 0.1)])
    assert "highest in B" in say_extremes(lone)
    assert find_extremes(lone) == ("B", "C")


def test_without_any_interval_nothing_is_compared():
    said = say_extremes(make_summary([("A", 9.0, None, None), ("B", 0.5, None, None)]))
    assert said == "Tone is not compared: no outlet has articles enough for an interval."


def test_without_any_value_nothing_is_told():
    nothing = make_summary([("A", None, None, None)])
    assert say_extremes(nothing) == "Tone cannot be told: no group has a value."
    with pytest.raises(ValueError, match="every value is missing"):
        find_extremes(nothing)


def test_a_single_group_is_stated_and_not_ranked():
    said = say_extremes(APART.head(1))
    assert said == "Tone in A, 1.00 (0.80 to 1.20, n = 40)."


@given(
    st.lists(
        st.tuples(st.floats(-5, 5), st.floats(0, 3), st.floats(0, 3)),
        min_size=2,
        max_size=6,
    )
)
def test_no_ranking_is_stated_as_sure_unless_the_intervals_are_disjoint(drawn):
    rows = [(f"outlet {i}", value, value - down, value + up) for i, (value, down, up) in enumerate(drawn)]
    summary = make_summary(rows)
    said = say_extremes(summary)
    ranked = summary.sort_values(["value", "outlet"], ascending=[False, True])
    if ranked["low"].iloc[0] <= ranked["high"].iloc[-1]:
        assert UNSURE in said
    elif ranked["low"].iloc[0] <= ranked["high"].iloc[1] or ranked["low"].iloc[-2] <= ranked["high"].iloc[-1]:
        assert UNSURE_BESIDE in said
    else:
        assert "sure" not in said


SHARES = [("aid", 0.8, 0.7, 0.9), ("law", 0.4, 0.3, 0.5), ("war", 0.2, 0.1, 0.25)]


def test_leading_frames_that_stand_apart_are_ranked_without_a_doubt():
    said = say_leading(make_summary(SHARES, "frame", n_with=1), "frame")
    assert said == (
        "Most often: aid, 80% (70% to 90%, n = 40); law, 40% (30% to 50%, n = 40); "
        "war, 20% (10% to 25%, n = 40)."
    )


def test_the_first_frame_that_is_not_shown_can_still_make_the_order_unsure():
    summary = make_summary(SHARES, "frame", n_with=1)
    assert "sure" not in say_leading(summary.head(2), "frame", top=2)
    close = pd.concat([summary, make_summary([("aim", 0.39, 0.3, 0.5)], "frame", n_with=1)])
    assert say_leading(close, "frame", top=2).endswith("; only the first place is sure.")


def test_leading_frames_that_overlap_at_the_top_have_no_sure_order():
    close = make_summary([("aid", 0.5, 0.4, 0.6), ("law", 0.45, 0.35, 0.55)], "frame", n_with=1)
    assert say_leading(close, "frame").endswith(f"; {UNSURE}.")


def test_of_one_article_nothing_is_said_to_come_most_often():
    one = make_summary([("aid", 1.0, None, None), ("law", 1.0, None, None)], "frame", n_with=1)
    said = say_leading(one, "frame")
    assert said == "Found are aid, law; there are too few articles to say what comes most often."


def test_rates_name_their_unit():
    rates = make_summary([("peace_precise", 2.5, 2.0, 3.0)], "frame")
    assert say_leading(rates, "frame") == (
        "Most often, per 1,000 words: peace precise, 2.50 (2.00 to 3.00, n = 40)."
    )


def test_zeros_are_not_said_to_lead():
    nothing = make_summary([("aid", 0.0, 0.0, 0.1)], "frame", n_with=0)
    assert say_leading(nothing, "frame") == "No frame was found."
    assert say_leading(nothing, "frame", noun="cue") == "No cue was found."


def make_voices(*rows):
    return pd.DataFrame(rows, columns=["outlet", "voice", "value", "low", "high"])


def test_voices_within_their_intervals_are_counted_but_not_called_sure():
    overlapping = make_voices(("X", "narration", -1.0, -2.0, 0.0), ("X", "quotation", -1.5, -3.0, -0.5))
    assert say_voices(overlapping) == (
        "Quoted words are less favourable than narration in 1 of 1 outlets; nowhere beyond their intervals."
    )


def test_voices_without_intervals_are_not_compared():
    few = make_voices(("X", "narration", -1.0, None, None), ("X", "quotation", -9.0, None, None))
    assert say_voices(few) == (
        "Quoted words and narration are not compared: no outlet has articles enough for two intervals."
    )


def test_a_corpus_without_quotations_is_told_so():
    silent = make_voices(("X", "narration", -1.0, -2.0, 0.0))
    assert say_voices(silent) == "The corpus does not hold both narration and quotation."


def test_a_word_of_one_story_is_not_said_to_set_a_group_apart():
    table = pd.DataFrame({"word": ["dam", "units"], "G2": [90.0, 20.0], "p": [0.4, 0.01]})
    table.attrs = {"target": "X", "reference": "the others"}
    assert say_keywords(table) == "Words that set X apart from the others: units."
    assert say_keywords(table.head(1)) == (
        "Words that set X apart from the others: none that is spread over its articles."
    )


def test_a_shift_names_only_the_words_that_move_the_tone_its_way():
    table = pd.DataFrame(
        {
            "word": ["brutal", "heroic"],
            "shift": [-1.5, 0.5],
            "direction": ["unfavourable, more often", "favourable, more often"],
        }
    )
    table.attrs = {"target": "Y", "reference": "X"}
    said = say_shift(table)
    assert said.startswith("The tone of Y lies below that of X")
    assert "brutal" in said
    assert "heroic" not in said
    assert say_shift(table.head(0)) == "No word moves the tone between X and Y."


def test_articles_without_a_date_are_counted_and_said_to_have_none():
    dates = pd.to_datetime(["2022-11-17", None])
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "date": dates})
    assert say_corpus(articles) == "2 articles from 2 outlets, 17 November 2022 (1 without a date)."
    assert say_corpus(articles.assign(date=pd.NaT)) == "2 articles from 2 outlets."
