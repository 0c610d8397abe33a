"""The course around an event in steps, and who changed with it: one group alone, all tested together."""

import pandas as pd
import pytest

from analysis.summaries.changes import compare_periods
from analysis.summaries.events.course import place_hits

EVENT = pd.Timestamp("2022-03-02")
EVENTS = pd.DataFrame({"date": [EVENT], "event": ["Flood"]})


def print_daily(n=1, *, outlet="X", days=120, named_from=None):
    """`n` articles a day of an outlet, and a mention in each from a day on."""
    date = pd.date_range("2022-01-01", periods=days).repeat(n)
    articles = pd.DataFrame({"article_id": [f"{outlet}{k}" for k in range(len(date))], "date": date})
    articles = articles.assign(outlet=outlet)
    hits = articles if named_from is None else articles[articles["date"] >= named_from]
    return articles, hits.assign(name="dam")


def trace(articles, hits, **asked):
    return compare_periods(hits, articles, at=EVENTS, days=14, course=True, **asked)


@pytest.mark.parametrize(("n", "every"), [(5, 1), (1, 7), (0.5, 14)])
def test_the_step_is_the_shortest_in_which_most_have_five_articles(n, every):
    articles, hits = print_daily(max(1, int(n)))
    if n < 1:
        articles = articles.iloc[::2]
    course = trace(articles, hits)
    assert course.attrs["every"] == every
    assert course["first_day"].tolist() == list(range(-14, 14, every))


def test_a_step_has_its_value_interval_and_the_mean_before():
    articles, hits = print_daily(named_from=EVENT)
    course = trace(articles, hits)
    assert course["days_from_event"].tolist() == ["-14 to -8", "-7 to -1", "0 to 6", "7 to 13"]
    assert course["value"].tolist() == [0, 0, 1, 1]
    assert course["n_articles"].tolist() == [7] * 4
    assert set(course["before"]) == {0}
    assert course.loc[2, "low"] == pytest.approx(0.646, abs=0.001)  # Wilson, 7 of 7


def test_where_nothing_else_changes_other_dates_reach_nowhere_and_the_change_lies_outside():
    articles, hits = print_daily(named_from=EVENT, days=300)
    after = trace(articles, hits)["first_day"].ge(0)
    course = trace(articles, hits)[after]
    assert course["reference_high"].lt(course["value"]).all()


def test_a_corpus_without_other_dates_has_no_reference():
    articles, hits = print_daily()
    near = articles["date"].between(EVENT - pd.Timedelta(days=14), EVENT + pd.Timedelta(days=13))
    assert trace(articles[near], hits)["reference_low"].isna().all()


def test_the_hits_of_a_step_are_those_of_its_days():
    hits = pd.DataFrame({"article_id": list("abc"), "date": EVENT + pd.to_timedelta([-1, 0, 7], unit="D")})
    shown = pd.DataFrame({"event": "Flood", "date": EVENT, "days_from_event": ["-7 to -1", "0 to 6"]})
    placed = place_hits(hits, hits, shown, 7)
    assert placed[["article_id", "days_from_event"]].values.tolist() == [["a", "-7 to -1"], ["b", "0 to 6"]]


def test_the_group_that_changed_is_told_from_the_one_that_did_not():
    changing, still = print_daily(named_from=EVENT, days=300), print_daily(outlet="Y", days=300)
    articles, hits = (pd.concat(parts) for parts in zip(changing, still, strict=True))
    table = compare_periods(hits, articles, at=EVENTS, days=14, by="outlet")
    assert table[["outlet", "changed"]].values.tolist() == [["X", True], ["Y", False]]
    assert (table["q"] >= table["p"]).all()
    assert table.attrs["n_groups"] == 2


def test_a_group_with_few_articles_has_no_row():
    many, few = print_daily(named_from=EVENT), print_daily(outlet="Y")
    articles, hits = pd.concat([many[0], few[0].iloc[::10]]), pd.concat([many[1], few[1].iloc[::10]])
    assert set(compare_periods(hits, articles, at=EVENTS, days=14, by="outlet")["outlet"]) == {"X"}
    none = compare_periods(few[1].iloc[::10], few[0].iloc[::10], at=EVENTS, days=14, by="outlet")
    assert len(none) == 0


def test_tone_is_traced_by_voice():
    articles, _ = print_daily()
    sentences = articles.assign(sentence_id=0, n_words=5, n_negative=0)
    told, quoted = (sentences.assign(voice=voice) for voice in ("narration", "quotation"))
    tone = pd.concat([told.assign(n_positive=0), quoted.assign(n_positive=1)])
    course = trace(articles, tone, what="voice", measure="evaluation")
    assert course.groupby("voice")["value"].mean().to_dict() == {"narration": 0, "quotation": 20}
    assert course["low"].isna().all()  # no spread, no interval


def test_a_print_that_does_not_count_is_not_behind_a_step():
    dates = EVENT + pd.to_timedelta([0, 1, 7], unit="D")
    articles = pd.DataFrame({"article_id": list("abc"), "date": dates, "cluster": "one text"})
    shown = pd.DataFrame({"event": "Flood", "date": EVENT, "days_from_event": ["0 to 6", "7 to 13"]})
    placed = place_hits(articles.drop(columns="cluster"), articles, shown, 7)
    assert placed["article_id"].tolist() == ["a", "c"]
