"""Windows around events: the difference, its interval, and other dates as a reference."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.summaries.changes import compare_periods
from analysis.summaries.events.placebo import count_apart, list_dates
from analysis.summaries.intervals import difference_interval
from analysis.summaries.tone import mean_tone

START = pd.Timestamp("2022-01-01")


def make_articles(per_day, n_days):
    days = np.repeat(np.arange(n_days), per_day)
    ids = [f"a{place:05}" for place in range(len(days))]
    return pd.DataFrame({"article_id": ids, "date": START + pd.to_timedelta(days, "D"), "day": days})


def hit(articles, name="dam"):
    return pd.DataFrame({"article_id": articles["article_id"], "name": name})


def event(day, name="Flood"):
    return pd.DataFrame({"date": [START + pd.Timedelta(days=day)], "event": [name]})


def test_windows_count_the_day_of_the_event_as_after_and_nothing_outside():
    articles = make_articles(1, 60)
    hits = hit(articles.query("20 <= day < 25 or day == 5 or day == 40"))
    table = compare_periods(hits, articles, at=event(20), days=10)
    row = table.iloc[0]
    assert table[["event", "name", "n_before", "before", "n_after", "after", "value"]].values.tolist() == [
        ["Flood", "dam", 10, 0.0, 10, 0.5, 0.5]
    ]
    low, high = difference_interval(0, 10, 5, 10)
    assert (row["low"], row["high"]) == pytest.approx((low, high))


def test_a_change_on_one_day_is_larger_than_at_any_other_date():
    articles = make_articles(2, 200)
    hits = hit(articles.query("day >= 100"))
    row = compare_periods(hits, articles, at=event(100), days=14).iloc[0]
    assert (row["value"], row["share_as_large"], row["note"]) == (
        1.0,
        0.0,
        "28 articles: fewer than 30, a rough interval",
    )
    # Days 14 to 186, without the 27 days whose windows hold the event.
    assert row["n_dates"] == 173 - 27


def test_where_every_date_is_like_the_event_all_dates_differ_as_much():
    articles = make_articles(1, 100)
    row = compare_periods(hit(articles.query("day % 2 == 0")), articles, at=event(50), days=10).iloc[0]
    assert (row["value"], row["share_as_large"]) == (0.0, 1.0)


@settings(max_examples=20)
@given(st.lists(st.booleans(), min_size=60, max_size=60), st.integers(12, 48))
def test_the_share_of_other_dates_is_that_of_comparing_each_date_by_itself(named, day):
    articles, named = make_articles(1, 60), np.array(named)
    table = compare_periods(hit(articles[named]), articles, at=event(day), days=6, at_least=1)
    values = {
        other: named[other : other + 6].mean() - named[other - 6 : other].mean() for other in range(6, 55)
    }
    others = np.array([value for other, value in values.items() if abs(other - day) >= 6])
    as_large = (np.abs(others) >= abs(values[day]) - 1e-12).mean()
    expected = [[pytest.approx(values[day]), len(others), pytest.approx(as_large)]]
    shown = table[["value", "n_dates", "share_as_large"]].values.tolist()
    assert shown == (expected if named[day - 6 : day + 6].any() else [])


def test_dates_with_too_few_articles_on_a_side_are_no_reference():
    articles = make_articles(1, 100).query("day < 40 or day >= 60")
    row = compare_periods(hit(articles), articles, at=event(20), days=10).iloc[0]
    gap = [day for day in range(10, 91) if abs(day - 20) >= 10 and not 35 < day < 65]
    assert row["n_dates"] == len(gap)


def test_things_in_few_articles_are_left_out_and_the_others_keep_their_names():
    articles = make_articles(1, 60)
    names = {"axe": 20, "bee": 21, "cow": 28, "dam": 20}
    found = [hit(articles.query(f"{first} <= day < 30 + {first}"), name) for name, first in names.items()]
    rare = hit(articles.query("30 <= day < 33"), "rare")
    table = compare_periods(pd.concat([rare, *found]), articles, at=event(30), days=10)
    assert dict(zip(table["name"], table["before"], strict=True)) == {
        "axe": 1.0, "bee": 0.9, "cow": 0.2, "dam": 1.0
    }  # fmt: skip


def test_hits_without_a_name_and_articles_that_are_not_there_count_nothing():
    articles = make_articles(1, 60)
    hits = pd.concat([hit(articles.query("day >= 30")), hit(articles.head(9), None)])
    hits = pd.concat([hits, pd.DataFrame({"article_id": ["other"] * 9, "name": "elk"})])
    assert compare_periods(hits, articles, at=event(30), days=10)["name"].tolist() == ["dam"]
    tone = make_tone(articles, 1).assign(side=[None, "X"] * 30)
    sides = compare_periods(tone, articles, at=event(30), days=20, what="side", measure="evaluation")
    assert sides["side"].tolist() == ["X"]


def test_a_column_of_the_result_cannot_name_things():
    articles = make_articles(1, 60)
    with pytest.raises(ValueError, match="'event' has another meaning"):
        compare_periods(hit(articles).assign(event="x"), articles, at=event(30), what="event")


def test_dates_of_their_own_share_no_window():
    assert count_apart(np.array([0, 5, 20, 39, 40]), 20) == 3
    assert list_dates(5, 2, 3).tolist() == []


def test_an_event_without_five_articles_on_each_side_has_no_row():
    articles = make_articles(1, 60)
    for day in (3, 57, 500, -500):
        assert compare_periods(hit(articles), articles, at=event(day), days=10).empty
    nothing = compare_periods(hit(articles), articles, at=event(3).head(0))
    assert (len(nothing), nothing.attrs["n_events"]) == (0, 0)


def test_a_window_that_the_corpus_does_not_cover_says_so():
    articles = make_articles(5, 60)
    row = compare_periods(hit(articles), articles, at=event(8), days=10).iloc[0]
    assert row["note"] == "the corpus does not cover both windows whole"


def make_tone(articles, n_negative):
    return pd.DataFrame({
        "article_id": articles["article_id"], "outlet": "X", "date": articles["date"], "voice": "narration",
        "n_words": 100 + articles["day"] % 7, "n_positive": 1, "n_negative": n_negative, "n_battle": 0,
    })  # fmt: skip


def test_tone_around_an_event_is_the_mean_tone_of_each_window():
    articles = make_articles(1, 80)
    tone = make_tone(articles, articles["day"].mod(5) + 3 * (articles["day"] >= 40))
    row = compare_periods(tone, articles, at=event(40), days=20, what="voice", measure="evaluation").iloc[0]
    inside = tone.assign(after=articles["day"] >= 40)[articles["day"].between(20, 59)]
    first, then = mean_tone(inside, by="after").itertuples()
    assert (row["before"], row["after"]) == pytest.approx((first.value, then.value))
    gap = np.hypot(then.value - then.low, first.high - first.value)
    assert row["low"] == pytest.approx(then.value - first.value - gap)
    assert row["high"] < 0


def test_tone_without_any_spread_has_a_value_and_no_interval():
    articles = make_articles(1, 80)
    tone = make_tone(articles, 1 + 2 * (articles["day"] >= 40)).assign(n_words=100)
    row = compare_periods(tone, articles, at=event(40), days=20, what="voice", measure="evaluation").iloc[0]
    assert row["value"] == pytest.approx(-2.0)
    assert pd.isna(row["low"])
    assert pd.isna(row["high"])


def test_rates_around_an_event_are_hits_per_1000_words():
    articles = make_articles(1, 60)
    of = pd.DataFrame({"article_id": articles["article_id"], "n_words": 200 + articles["day"]})
    hits = pd.concat([hit(articles.query("day >= 30")), hit(articles.query("day >= 28"))])
    row = compare_periods(hits, articles, at=event(30), days=10, of=of).iloc[0]
    assert row["before"] == pytest.approx(1000 * 2 / sum(range(220, 230)))
    assert row["after"] == pytest.approx(1000 * 20 / sum(range(230, 240)))


def test_a_day_is_an_event_without_a_name_and_windows_need_one():
    articles = make_articles(1, 60)
    assert compare_periods(hit(articles), articles, at="2022-01-31", days=10)["event"].tolist() == [""]
    with pytest.raises(ValueError, match="name `at`"):
        compare_periods(hit(articles), articles, days=10)
    with pytest.raises(ValueError, match="The `measure` must be one of"):
        compare_periods(hit(articles), articles, at=event(30), measure="tone")


def test_swapping_before_and_after_swaps_the_sign():
    articles = make_articles(2, 120)
    hits = hit(articles.query("day >= 60 or day % 9 == 0"))
    mirrored = articles.assign(date=START + pd.to_timedelta(119 - articles["day"], "D"))
    row = compare_periods(hits, articles, at=event(60), days=14).iloc[0]
    back = compare_periods(hits, mirrored, at=event(60), days=14).iloc[0]
    assert (back["value"], back["low"], back["high"]) == pytest.approx(
        (-row["value"], -row["high"], -row["low"])
    )
    assert back["share_as_large"] == row["share_as_large"]


@pytest.mark.parametrize("n_days", [0, 1])
def test_without_dates_or_within_a_day_nothing_is_compared_and_nothing_fails(n_days):
    articles = make_articles(9, n_days) if n_days else make_articles(9, 1).assign(date=pd.NaT)
    tone = make_tone(articles.assign(day=0), 1)
    for options in ({}, {"of": tone}, {"what": "voice", "measure": "evaluation"}):
        hits = tone if "measure" in options else hit(articles)
        assert compare_periods(hits, articles, at=event(1), **options).empty
        assert compare_periods(hits, articles, at="found", **options).empty
        nothing = compare_periods(hits.head(0), articles.head(0), at=event(1), **options)
        assert (len(nothing), nothing.attrs["n_events"]) == (0, 1)
