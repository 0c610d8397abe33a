"""Benchmarks: the same text at each run, and a page that shows which goals were missed."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus
from analysis.measures import MEASURES
from benchmarks.changes import SIZES, count_found, describe_page, shuffle_dates
from benchmarks.growth import plot_growth
from benchmarks.results import (
    describe_growth,
    describe_notebooks,
    describe_peers,
    describe_start,
    format_number,
    write_results,
)
from benchmarks.start import ROOT, time_process
from benchmarks.texts import make_articles, write_articles
from benchmarks.voices_cost import SAMPLE, WITHOUT, describe_cost, measure_cost

ROW = {
    "what": "names",
    "against": "Peer 1.0",
    "ours (s)": 2.0,
    "theirs (s)": 1.0,
    "times as fast": 0.5,
    "wanted": 10,
}
OPENING = {
    "opened": 0.1, "one added": 0.5, "sentences of 20 articles": 0.01, "tone loaded": 1.0,
    "sentences loaded": 1.0, "mentions loaded": 1.0,
}  # fmt: skip


def test_each_run_makes_the_same_articles(tmp_path):
    assert make_articles(3) == make_articles(3)
    assert make_articles(3) != make_articles(3, seed=2)
    assert make_articles(2) == make_articles(3)[:2]
    articles = read_corpus(write_articles(tmp_path, 25, per_file=10))
    assert len(articles) == 25
    assert articles["article_id"].is_unique


def test_the_page_names_goals_that_were_missed_and_peers_that_win():
    assert "0.5 times where 10 was wanted; the peer wins" in describe_peers([ROW])
    assert "not reached" in describe_peers([ROW | {"times as fast": 3.0}])
    assert "wanted;" not in describe_peers([ROW | {"times as fast": 12.0}])


def test_the_page_names_peers_that_are_not_installed():
    assert "not measured: no R" in describe_peers(
        [{**ROW, "times as fast": "", "note": "not measured: no R"}]
    )


def test_growth_is_computed_from_the_rows():
    rows = [{"articles": n, "seconds": n / 100, "megabytes": 400.0 + n / 1000} for n in [10_000, 100_000]]
    text = describe_growth({"rows": rows, "opened": 100_000, "opening": OPENING})
    assert "seconds grow to 1.00 times" in text
    assert "peak of memory to 1.22 times" in text
    assert "2,000 times as fast as measuring anew" in text
    assert "A million was not run here" in text


def test_one_more_article_and_all_articles_are_compared_in_cpu_seconds():
    rows = [
        {"articles": n, "seconds": n / 10, "CPU seconds": n / 100, "megabytes": 400.0} for n in (10, 1000)
    ]
    text = describe_growth({"rows": rows, "opened": 1000, "opening": OPENING | {"one added, CPU": 0.25}})
    assert "0.25 CPU seconds" in text
    assert "40 times as fast as measuring anew" in text


def test_a_notebook_that_fails_or_is_slow_misses_the_goal():
    quick = {"notebook": "02-tone", "seconds": 20.0}
    for rows, expected in [
        ([quick], "; reached"),
        ([quick, {**quick, "seconds": 61.0}], "not reached"),
        ([{**quick, "failed": "ValueError"}], "not reached"),
    ]:
        assert expected in describe_notebooks({"articles": 200_000, "rows": rows})


def test_a_start_that_costs_more_than_wanted_misses_the_goal():
    row = {"what": "`import analysis`", "CPU seconds": 1.0, "times `import pandas`": 1.5, "at most": 1.2}
    assert "1.50 times, at most 1.20 wanted; not reached" in describe_start([row])
    assert "1.50 times, at most 1.60 wanted; reached" in describe_start([row | {"at most": 1.6}])
    assert "wanted" not in describe_start([row | {"at most": None}])


def test_starting_is_measured_in_the_cpu_seconds_of_a_new_process():
    assert 0 < time_process(["-c", "pass"], ROOT) < time_process(["-c", "import pandas"], ROOT)


def test_the_page_shows_only_the_parts_that_were_run(tmp_path):
    write_results({"peers": {"machine": "here", "found": [ROW]}}, tmp_path / "results.md")
    page = (tmp_path / "results.md").read_text()
    assert "## Against others" in page
    assert "Measured here." in page
    assert "## Growth" not in page


def test_the_picture_of_growth_is_drawn(tmp_path):
    rows = pd.DataFrame({"articles": [10, 100], "seconds": [1.0, 9.0], "megabytes": [300.0, 310.0]})
    plot_growth(rows.to_dict("records"), tmp_path / "growth.png")
    assert (tmp_path / "growth.png").stat().st_size > 1000


def test_the_cost_of_voices_is_that_of_the_attributions_in_one_run():
    assert [measure.name for measure in MEASURES if measure not in WITHOUT] == ["attributions"]
    row = measure_cost(next(SAMPLE.glob("*/*.txt")), runs=1)
    assert row["articles"] == 1
    assert row["without (s)"] > 0
    assert row["more (%)"] == pytest.approx(100 * (row["with (s)"] / row["without (s)"] - 1))
    rows = [{"corpus": "sample", "more (%)": value} for value in (24.9, 25.1)]
    page = describe_cost(rows, runs=3)
    assert "- sample: 24.9 % more; reached." in page
    assert "- sample: 25.1 % more; not reached." in page
    assert "of 3 runs" in page


def test_numbers_are_short():
    assert [format_number(value) for value in [1234567, 1234.5, 12.34, 1.234, "x"]] == [
        "1,234,567",
        "1,234",
        "12.3",
        "1.23",
        "x",
    ]


def test_the_page_on_changes_has_a_row_for_each_rate():
    found = count_found(2, 1)
    assert found["found in place"].isna().sum() == len(SIZES)
    page = describe_page(
        {"sample, by week": {"series": 8, "alarms": 0.05, "corpora with one": 0.1}}, found, 2, 1
    )
    assert "| sample, by week | 8 | 5.0% | 10.0% |" in page
    assert page.count("\n| 40 | ") + page.count("\n| 100 | ") == len(found)


def test_dates_are_shuffled_by_week_as_whole_weeks():
    days = pd.to_datetime(["2022-01-03", "2022-01-04", "2022-01-12", "2022-01-20"])
    articles = pd.DataFrame({"article_id": list("abcd"), "date": days})
    moved = shuffle_dates(articles, np.random.default_rng(0), by_week=True)["date"]
    assert moved[0] == moved[1]
    assert sorted(moved.unique()) == sorted(pd.to_datetime(["2022-01-03", "2022-01-10", "2022-01-17"]))
