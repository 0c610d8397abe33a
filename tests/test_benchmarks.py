"""The benchmarks' own parts: text that is the same each time, and a page that says what was not reached."""

import pandas as pd

from analysis.corpus.articles import read_corpus
from benchmarks.growth import plot_growth
from benchmarks.results import describe_start, say_growth, say_notebook, say_number, say_peers, write_results
from benchmarks.start import ROOT, time_process
from benchmarks.texts import make_articles, write_articles

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


def test_the_same_articles_are_made_each_time(tmp_path):
    assert make_articles(3) == make_articles(3)
    assert make_articles(3) != make_articles(3, seed=2)
    assert make_articles(2) == make_articles(3)[:2]
    articles = read_corpus(write_articles(tmp_path, 25, per_file=10))
    assert len(articles) == 25
    assert articles["article_id"].is_unique


def test_a_peer_that_wins_is_said_to_win():
    assert "0.5 times where 10 was wanted; the peer wins" in say_peers([ROW])
    assert "not reached" in say_peers([ROW | {"times as fast": 3.0}])
    assert "wanted;" not in say_peers([ROW | {"times as fast": 12.0}])


def test_a_peer_that_is_not_here_is_said_to_be_missing():
    assert "not measured: no R" in say_peers([{**ROW, "times as fast": "", "note": "not measured: no R"}])


def test_growth_is_told_from_the_rows():
    rows = [{"articles": n, "seconds": n / 100, "megabytes": 400.0 + n / 1000} for n in [10_000, 100_000]]
    said = say_growth({"rows": rows, "opened": 100_000, "opening": OPENING})
    assert "seconds grow to 1.00 times" in said
    assert "peak of memory to 1.22 times" in said
    assert "2,000 times as fast as measuring anew" in said
    assert "A million was not run here" in said


def test_one_article_more_is_told_in_the_same_seconds_as_all():
    rows = [
        {"articles": n, "seconds": n / 10, "CPU seconds": n / 100, "megabytes": 400.0} for n in (10, 1000)
    ]
    said = say_growth({"rows": rows, "opened": 1000, "opening": OPENING | {"one added, CPU": 0.25}})
    assert "0.25 CPU seconds" in said
    assert "40 times as fast as measuring anew" in said


def test_a_notebook_that_fails_or_is_slow_has_not_reached_its_goal():
    quick = {"notebook": "02-tone", "seconds": 20.0}
    for rows, said in [
        ([quick], "; reached"),
        ([quick, {**quick, "seconds": 61.0}], "not reached"),
        ([{**quick, "failed": "ValueError"}], "not reached"),
    ]:
        assert said in say_notebook({"articles": 200_000, "rows": rows})


def test_a_start_that_costs_more_than_wanted_has_not_reached_its_goal():
    row = {"what": "`import analysis`", "CPU seconds": 1.0, "times `import pandas`": 1.5, "at most": 1.2}
    assert "1.50 times, at most 1.20 wanted; not reached" in describe_start([row])
    assert "1.50 times, at most 1.60 wanted; reached" in describe_start([row | {"at most": 1.6}])
    assert "wanted" not in describe_start([row | {"at most": None}])


def test_starting_is_measured_in_cpu_seconds_of_other_processes():
    assert 0 < time_process(["-c", "pass"], ROOT) < time_process(["-c", "import pandas"], ROOT)


def test_the_page_holds_the_parts_that_were_run(tmp_path):
    write_results({"peers": {"machine": "here", "found": [ROW]}}, tmp_path / "results.md")
    page = (tmp_path / "results.md").read_text()
    assert "## Against others" in page
    assert "Measured here." in page
    assert "## Growth" not in page


def test_the_picture_of_growth_is_drawn(tmp_path):
    rows = pd.DataFrame({"articles": [10, 100], "seconds": [1.0, 9.0], "megabytes": [300.0, 310.0]})
    plot_growth(rows.to_dict("records"), tmp_path / "growth.png")
    assert (tmp_path / "growth.png").stat().st_size > 1000


def test_numbers_are_short():
    assert [say_number(one) for one in [1234567, 1234.5, 12.34, 1.234, "x"]] == [
        "1,234,567",
        "1,234",
        "12.3",
        "1.23",
        "x",
    ]
