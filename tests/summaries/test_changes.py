"""Newcomers and leavers between two periods."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.summaries.changes import compare_periods
from analysis.summaries.intervals import difference_interval

FIRST, THEN = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-06-01")


def make_articles(n_before, n_after):
    ids = [f"b{at}" for at in range(n_before)] + [f"c{at}" for at in range(n_after)]
    return pd.DataFrame({"article_id": ids, "date": [FIRST] * n_before + [THEN] * n_after})


def name_in(articles, **named):
    rows = [(id, name) for name, ids in named.items() for id in ids]
    return pd.DataFrame(rows, columns=["article_id", "name"])


def test_newcomers_leavers_and_what_stays_are_distinguished():
    articles = make_articles(20, 40)
    before, after = articles["article_id"].tolist()[:20], articles["article_id"].tolist()[20:]
    mentions = name_in(
        articles, Kherson=after[:30], Azovstal=before[:15], Kyiv=before[:10] + after[:20],
        Putin=before[:2] + after[:36], Shoigu=before[:19] + after[:4],
    )  # fmt: skip
    table = compare_periods(mentions, articles, at="2022-03-01")
    assert dict(zip(table["name"], table["course"], strict=True)) == {
        "Putin": "riser", "Shoigu": "faller", "Kherson": "newcomer", "Azovstal": "leaver", "Kyiv": "",
    }  # fmt: skip
    assert table.loc[
        table["name"].eq("Kherson"), ["share_before", "share_after", "value"]
    ].values.tolist() == [[0.0, 0.75, 0.75]]
    assert table["value"].abs().is_monotonic_decreasing


def test_the_day_itself_belongs_to_the_second_period():
    articles = make_articles(5, 5)
    table = compare_periods(name_in(articles, Kyiv=["b0", "c0"]), articles, at=THEN, at_least=1)
    assert table[["n_before", "n_after"]].values.tolist() == [[5, 5]]


def test_too_few_articles_give_no_interval_and_say_so():
    articles = make_articles(3, 9)
    table = compare_periods(name_in(articles, Kyiv=["c0"]), articles, at="2022-03-01", at_least=1)
    assert table[["low", "high"]].isna().all(axis=None)
    assert table[["course", "note"]].values.tolist() == [["newcomer", "3 articles: an interval needs 5"]]


def test_a_name_twice_in_an_article_counts_once_and_rare_names_are_left_out():
    articles = make_articles(6, 6)
    mentions = name_in(articles, Kyiv=["b0"] * 9, Lviv=["b0", "b1", "c0"])
    table = compare_periods(mentions, articles, at="2022-03-01", at_least=2)
    assert table[["name", "n_with_before", "n_with_after"]].values.tolist() == [["Lviv", 2, 1]]


def test_a_day_that_leaves_a_period_empty_is_an_error():
    articles = make_articles(5, 5)
    with pytest.raises(ValueError, match="2023-01-01 leaves 10 before and 0 after"):
        compare_periods(name_in(articles, Kyiv=["b0"]), articles, at="2023-01-01")


def test_undated_articles_are_left_out():
    articles = pd.concat([make_articles(5, 5), pd.DataFrame({"article_id": ["z"], "date": [pd.NaT]})])
    table = compare_periods(name_in(articles, Kyiv=["z", "b0"]), articles, at="2022-03-01", at_least=1)
    assert table[["n_with_before", "n_before", "n_after"]].values.tolist() == [[1, 5, 5]]


COUNT = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNT, COUNT)
def test_the_interval_holds_the_difference_and_turns_round_with_the_periods(first, then):
    low, high = difference_interval(*first, *then)
    back_low, back_high = difference_interval(*then, *first)
    change = then[0] / then[1] - first[0] / first[1]
    assert -1 - 1e-9 <= low <= change + 1e-9
    assert change - 1e-9 <= high <= 1 + 1e-9
    np.testing.assert_allclose([low, high], [-back_high, -back_low], atol=1e-12)


def test_the_order_of_the_rows_changes_nothing():
    articles = make_articles(20, 20)
    mentions = name_in(articles, A=["b1", "b2", "b3", "b4", "b5"], B=["c1", "c2", "c3", "c4", "c5"])
    here = compare_periods(mentions, articles, at="2022-03-01")
    there = compare_periods(mentions[::-1], articles[::-1], at="2022-03-01")
    pd.testing.assert_frame_equal(here, there)


def test_without_a_day_the_articles_are_split_at_the_median_day():
    articles = make_articles(6, 6)
    mentions = name_in(articles, Kyiv=["b0", "c0", "c1"])
    table = compare_periods(mentions, articles, at_least=1)
    pd.testing.assert_frame_equal(table, compare_periods(mentions, articles, at=THEN, at_least=1))


def test_where_most_articles_lie_on_the_first_day_the_second_period_starts_on_the_next():
    articles = make_articles(6, 2)
    table = compare_periods(name_in(articles, Kyiv=["b0", "c0"]), articles, at_least=1)
    assert table[["n_before", "n_after"]].values.tolist() == [[6, 2]]


@pytest.mark.parametrize("articles", [make_articles(6, 0), make_articles(0, 0)])
def test_articles_of_one_day_or_none_have_no_two_periods_and_no_rows(articles):
    table = compare_periods(name_in(articles, Kyiv=["b0"]), articles, at_least=1)
    full = compare_periods(name_in(make_articles(6, 6), Kyiv=["b0"]), make_articles(6, 6), at_least=1)
    assert len(table) == 0
    assert table.columns.tolist() == full.columns.tolist()


def test_what_is_compared_can_be_a_variable_of_the_articles():
    articles = make_articles(6, 6).assign(section=["news"] * 6 + ["opinion"] * 6)
    table = compare_periods(name_in(articles, Kyiv=["b0", "c0", "c1"]), articles, what="section", at_least=1)
    assert table[["section", "n_with_before", "n_with_after"]].values.tolist() == [
        ["opinion", 0, 2], ["news", 1, 0],
    ]  # fmt: skip
