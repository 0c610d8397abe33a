"""The column `quote_spans` is read and written."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.quote_spans import read_spans, write_spans


def test_spans_are_read_from_their_column():
    row, start, end = read_spans(["1-12 20-30", "", "0-5"])
    assert (row.tolist(), start.tolist(), end.tolist()) == ([0, 0, 2], [1, 20, 0], [12, 30, 5])


def test_a_column_without_spans_gives_none():
    assert [len(array) for array in read_spans(["", ""])] == [0, 0, 0]


@given(st.lists(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), max_size=3), max_size=5))
def test_what_is_written_is_read_again(rows):
    count = np.array([len(row) for row in rows], dtype=np.int64)
    start, end = np.array([pair for row in rows for pair in row], dtype=np.int64).reshape(-1, 2).T
    row, *places = read_spans(write_spans(count, start, end).to_pylist())
    assert row.tolist() == np.repeat(np.arange(len(rows)), count).tolist()
    assert [array.tolist() for array in places] == [start.tolist(), end.tolist()]
