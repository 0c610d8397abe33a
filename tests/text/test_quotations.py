"""Quotation marks as they stand in real articles."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.quotations import LONGEST, find_spans, read_spans

CASES = json.loads(
    (Path(__file__).resolve().parents[1] / "cases" / "quotations.json").read_text(encoding="utf-8")
)
TEXTS = st.text(alphabet="ab S.,!?\n\n“”„«»\"'’‘`-(é😀", max_size=80)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_quotations_are_found_as_written_down(case):
    text = case["text"]
    assert [text[start:end] for start, end in find_spans(text)] == case["quotations"]


@settings(deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart(text):
    places = [place for span in find_spans(text) for place in span]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@settings(deadline=None)
@given(TEXTS)
def test_no_quotation_reaches_over_a_blank_line(text):
    assert not [span for span in find_spans(text) if "\n\n" in text[slice(*span)].strip()]


@settings(deadline=None)
@given(st.text(alphabet="abcS .,!?\n()-", max_size=80))
def test_a_text_without_marks_holds_no_quotation(text):
    assert find_spans(text) == []


@settings(deadline=None)
@given(st.integers(0, 200), st.sampled_from('"“”„'))
def test_one_stray_mark_costs_a_sentence_at_most(place, mark):
    sentence = "The siege had gone on for weeks and every road was closed. "
    text = sentence * 40
    place *= len(text) // 200
    spans = find_spans(text[:place] + mark + text[place:])
    assert sum(end - start for start, end in spans) <= max(len(sentence), LONGEST)


def test_spans_are_read_from_their_column():
    row, start, end = read_spans(["1-12 20-30", "", "0-5"])
    assert (row.tolist(), start.tolist(), end.tolist()) == ([0, 0, 2], [1, 20, 0], [12, 30, 5])


def test_a_column_without_spans_gives_none():
    assert [len(part) for part in read_spans(["", ""])] == [0, 0, 0]
