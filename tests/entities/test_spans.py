"""Tables of places in sentences: rows are taken, joined and sorted; overlaps are found."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.entities.spans import Hits, Spans, TypedSpans, find_overlaps, to_objects

PLACE = st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(1, 6))
PLACES = st.lists(PLACE, max_size=12)


def make_spans(places):
    sentence, start, length = np.array(places, dtype=np.int64).reshape(-1, 3).T
    return Spans(sentence, start, start + length)


def list_places(spans):
    return list(zip(spans.sentence.tolist(), spans.start.tolist(), spans.end.tolist(), strict=True))


def overlap(one, other):
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


@given(PLACES, PLACES)
def test_joined_and_sorted_rows_are_the_rows_of_both_in_text_order(places, other_places):
    spans, others = make_spans(places), make_spans(other_places)
    both = list_places(spans.join(others).sort())
    assert sorted(both) == sorted(list_places(spans) + list_places(others))
    assert [place[:2] for place in both] == sorted(place[:2] for place in both)


@given(PLACES, PLACES)
def test_overlaps_are_those_that_every_pair_compared_gives(places, other_places):
    spans, others = make_spans(places), []
    for place in sorted(list_places(make_spans(other_places))):
        if not any(overlap(place, other) for other in others):
            others.append(place)
    table = Spans(*np.array(others, dtype=np.int64).reshape(-1, 3).T)
    first, behind = find_overlaps(spans, table)
    found = [others[begin:end] for begin, end in zip(first, behind, strict=True)]
    expected = [[other for other in others if overlap(place, other)] for place in list_places(spans)]
    assert found == expected


def test_a_wider_table_gives_the_fields_of_a_narrower_one():
    typed = TypedSpans(np.array([0]), np.array([2]), np.array([6]), type=to_objects(["place"]))
    spans = Spans.select_from(typed)
    assert type(spans) is Spans
    assert spans.cut_surfaces(["in Kyiv"]).tolist() == [" Kyi"]


def test_each_step_says_which_fields_it_has():
    assert list(Hits.__dataclass_fields__) == [
        "sentence", "start", "end", "article", "lexicon_row", "term", "category", "surface",
    ]  # fmt: skip
