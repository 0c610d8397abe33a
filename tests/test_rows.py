"""Rows as whole numbers: the same answers as joining the texts gives."""

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analysis.pipeline.load import order_rows
from analysis.tables.rows import find_sentences, number_ids

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4)), max_size=12)


def make_rows(pairs):
    return pd.DataFrame(pairs, columns=["article_id", "sentence_id"]).astype({"sentence_id": "int64"})


@given(PAIRS, PAIRS)
def test_a_sentence_is_found_where_the_table_holds_it_in_any_order(held, asked):
    held = list(dict.fromkeys(held))
    places = find_sentences(make_rows(held), make_rows(asked)).tolist()
    assert places == [held.index(pair) if pair in held else -1 for pair in asked]


def test_ids_are_numbered_in_their_order_whatever_kind_of_column_holds_them():
    texts = pd.Series(["b", "c", "a", None, "b"])
    for kind in ("str", "object", "category"):
        own, other = number_ids(texts.astype(kind), pd.Series(["c", "d", None], dtype="str"))
        assert own.tolist() == [1, 2, 0, -1, 1]
        assert other.tolist() == [2, -1, -1]
    assert number_ids(pd.Series([30, 10, 30]))[0].tolist() == [1, 0, 1]


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=12))
def test_rows_out_of_order_are_sorted_by_article_and_place(rows):
    article, start, end = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    order = order_rows(pa.table({"start": start, "end": end}), article, ["start", "end"])
    order = np.arange(len(rows)) if order is None else order
    assert [rows[at] for at in order] == sorted(rows)
    assert order.tolist() == sorted(range(len(rows)), key=lambda at: (rows[at], at))


def test_rows_in_order_are_left_as_they_are():
    table = pa.table({"start": [0, 5, 0], "end": [1, 7, 9]})
    assert order_rows(table, np.array([0, 0, 1]), ["start", "end"]) is None
