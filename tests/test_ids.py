"""Rows as whole numbers: the same answers as joining the texts gives."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ids import find_sentences, join_variable, number_ids, sample_rows
from analysis.store.load import order_rows

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4)), max_size=12)


def make_rows(pairs):
    return pd.DataFrame(pairs, columns=["article_id", "sentence_id"]).astype({"sentence_id": "int64"})


@given(PAIRS, PAIRS)
def test_a_sentence_is_found_in_a_table_in_any_order(sentences, wanted):
    sentences = list(dict.fromkeys(sentences))
    numbers = find_sentences(make_rows(sentences), make_rows(wanted)).tolist()
    assert numbers == [sentences.index(pair) if pair in sentences else -1 for pair in wanted]


def test_ids_are_numbered_in_their_order_whatever_kind_of_column_holds_them():
    texts = pd.Series(["b", "c", "a", None, "b"])
    for kind in ("str", "object", "category"):
        numbers, other = number_ids(texts.astype(kind), pd.Series(["c", "d", None], dtype="str"))
        assert numbers.tolist() == [1, 2, 0, -1, 1]
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


@given(PAIRS, st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_same_sentences_are_drawn_in_any_order_and_with_all_their_rows(pairs, n, random):
    rows = make_rows(pairs)
    drawn = sample_rows(rows, n)
    mixed = rows.sample(frac=1, random_state=random.randrange(2**31))
    assert sorted(drawn.values.tolist()) == sorted(sample_rows(mixed, n).values.tolist())
    sentences = set(map(tuple, drawn.values.tolist()))
    assert len(sentences) == min(n, len(set(pairs)))
    assert len(drawn) == sum(pair in sentences for pair in pairs)
    assert drawn.index.is_monotonic_increasing


def test_of_more_articles_those_drawn_before_are_drawn_again_or_make_room_for_new_ones():
    some = pd.DataFrame({"article_id": [f"a{n}" for n in range(50)]})
    more = pd.DataFrame({"article_id": [f"a{n}" for n in range(80)]})
    before, after = (set(sample_rows(table, 10)["article_id"]) for table in (some, more))
    assert after & set(some["article_id"]) <= before
    assert set(sample_rows(some, 10, seed=1)["article_id"]) != before
    assert len(sample_rows(some, 100)) == 50


@given(PAIRS, st.integers(1, 3), st.randoms(use_true_random=False))
def test_of_each_group_as_many_are_drawn_as_there_are(pairs, n, random):
    rows = make_rows(pairs).assign(group=lambda table: table["article_id"].eq("a"))
    drawn = sample_rows(rows, n, by="group")
    for group, part in rows.groupby("group"):
        pd.testing.assert_frame_equal(drawn[drawn["group"] == group], sample_rows(part, n))
    assert len(drawn.columns) == len(rows.columns)


def test_articles_are_drawn_with_all_their_sentences():
    rows = make_rows([("a", 0), ("b", 0), ("a", 1), ("c", 4)])
    drawn = sample_rows(rows, 2, unit="article")
    assert drawn["article_id"].tolist() == ["a", "a", "c"]
    with pytest.raises(ValueError, match="unit"):
        sample_rows(rows, 2, unit="cluster")
    with pytest.raises(ValueError, match="sample_rows needs the column 'sentence_id'"):
        sample_rows(rows[["article_id"]], 2, unit="sentence")


def test_each_article_is_drawn_about_as_often_as_another():
    articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(20)]})
    drawn = pd.concat([sample_rows(articles, 5, seed=seed) for seed in range(400)])
    times = drawn["article_id"].value_counts()
    assert len(times) == 20
    assert times.between(60, 140).all()  # 100 are expected, with a standard deviation below 9


SECTIONS = pd.DataFrame({"article_id": ["b", "a", "c"], "section": ["sport", "news", "news"], "n": [2, 1, 3]})


@pytest.mark.parametrize("kind", ["str", "object", "category"])
def test_a_document_variable_is_joined_by_article_in_the_order_of_the_rows(kind):
    rows = pd.DataFrame({"article_id": ["a", "b", "a", "x"]}, index=[7, 5, 3, 1]).astype({"article_id": kind})
    joined = join_variable(rows, "section", SECTIONS.astype({"section": kind}), verb="share_by")
    assert joined.index.tolist() == [7, 5, 3, 1]
    if kind == "category":
        assert joined["section"].dtype == SECTIONS["section"].astype(kind).dtype
    assert joined["section"].tolist()[:3] == ["news", "sport", "news"]
    assert joined["section"].isna().tolist() == [False, False, False, True]


def test_a_number_stays_a_number_when_it_is_joined():
    assert join_variable(SECTIONS[["article_id"]], "n", SECTIONS, verb="share_by")["n"].tolist() == [2, 1, 3]


def test_an_article_with_several_values_has_none_to_join():
    twice = pd.concat([SECTIONS, SECTIONS.assign(section="culture")])
    with pytest.raises(ValueError, match="share_by needs one value of 'section' for each article; 'b' has"):
        join_variable(SECTIONS[["article_id"]], "section", twice, verb="share_by")


def test_rows_are_drawn_by_a_variable_that_only_the_articles_have_and_by_period():
    rows = make_rows([("a", 0), ("b", 0), ("c", 0), ("c", 1)])
    drawn = sample_rows(rows, 1, by="section", articles=SECTIONS)
    assert drawn.columns.tolist() == rows.columns.tolist()
    assert join_variable(drawn, "section", SECTIONS, verb="t")["section"].tolist() in (
        ["news", "sport"], ["sport", "news"],
    )  # fmt: skip
    dated = rows.assign(date=pd.to_datetime(["2022-01-05", "2022-01-20", "2022-02-01", "2022-02-01"]))
    assert sorted(sample_rows(dated, 1, by="month")["date"].dt.month) == [1, 2]
    with pytest.raises(ValueError, match="sample_rows needs the column 'sectoin'; the table has"):
        sample_rows(rows, 1, by="sectoin", articles=SECTIONS)
