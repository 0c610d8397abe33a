"""The record of a report, and two reports compared."""

import pandas as pd

from analysis.reporting.compared import compare_records
from analysis.reporting.record import NUMBER, Record, list_numbers, number_repeats, read_record, write_record

OUTLETS = {"a": "Courier", "b": "Herald"}


def build(values, contents, made=None):
    rows = [("Tone", "Tone", outlet, "value", value) for outlet, value in values.items()]
    articles = pd.DataFrame({
        "article_id": list(contents), "outlet": [OUTLETS[key[0]] for key in contents], "date": "2022-11-17",
        "title": "Day 1", "content": list(contents.values()),
    })  # fmt: skip
    return Record(pd.DataFrame(rows, columns=[*NUMBER, "value"]), articles, made or {"list frames": "1"})


def test_the_same_report_has_no_change():
    record = build({"Courier": 0.5}, {"a1": "x"})
    compared = compare_records(record, record)
    assert [len(compared[name]) for name in ("numbers", "articles", "made")] == [0, 0, 0]
    other = compare_records(record, build({"Herald": 0.5}, {"a1": "x"}))
    assert other["summary"].startswith("0 numbers of 1 moved, 1 came, 1 went. Articles: 0 added")
    assert compared["summary"].startswith("0 numbers of 1 moved. Articles: 0 added, 0 removed, 0 changed")


def test_a_number_moves_by_the_articles_of_its_outlet():
    before = build({"Courier": 0.5, "Herald": 0.1}, {"a1": "x", "a2": "y", "b1": "z"})
    after = build({"Courier": 0.7, "Herald": 0.1}, {"a1": "other", "a3": "new", "b1": "z"})
    compared = compare_records(before, after)
    changes = compared["articles"][["change", "article_id"]].to_numpy().tolist()
    assert changes == [["added", "a3"], ["changed", "a1"], ["removed", "a2"]]
    moved = compared["numbers"][["row", "before", "after", "moved_by", "changed_articles"]]
    assert moved.to_numpy().tolist() == [["Courier", 0.5, 0.7, "articles", 3]]


def test_a_number_moves_by_a_list_where_no_article_changed():
    before, after = (build({"Courier": n}, {"a1": "x"}, {"list frames": str(n)}) for n in (1, 2))
    compared = compare_records(before, after)
    assert compared["made"].to_numpy().tolist() == [["list frames", "1", "2"]]
    assert compared["numbers"]["moved_by"].tolist() == ["lists, code or options"]
    assert "other: list frames" in compared["summary"]


def test_a_number_that_comes_or_goes_has_no_other_side():
    compared = compare_records(build({"Courier": 1.0}, {"a1": "x"}), build({"Herald": 2.0}, {"b1": "x"}))
    assert compared["numbers"][["before", "after"]].isna().to_numpy().tolist() == [
        [False, True],
        [True, False],
    ]


def test_a_record_is_read_as_it_was_written(tmp_path):
    record = build({"NA": 0.1 + 0.2, "Herald": float("nan")}, {"a1": "0012", "b1": "1e5"})
    write_record(record, tmp_path)
    for place in (tmp_path, tmp_path / "index.html"):
        found = read_record(place)
        pd.testing.assert_frame_equal(found.numbers, record.numbers, check_exact=True)
        pd.testing.assert_frame_equal(found.articles, record.articles, check_dtype=False)
        assert found.made == record.made
    assert read_record(tmp_path / "nowhere") is None


def test_names_of_outlets_start_no_formula_and_are_read_as_they_are(tmp_path):
    outlet = "=1+1, of Odessa"
    record = build({outlet: 0.5}, {"a1": "x"})
    record.articles["outlet"] = outlet
    write_record(record, tmp_path)
    assert '"=' not in (tmp_path / "record/articles.csv").read_text()
    after = read_record(tmp_path)
    assert after.articles["outlet"].tolist() == after.numbers["row"].tolist() == [outlet]
    after.articles["content"], after.numbers["value"] = "y", 0.7
    assert compare_records(record, after)["numbers"]["changed_articles"].tolist() == [1]


def test_the_numbers_of_a_table_are_named_by_the_words_in_their_row(tmp_path):
    file = tmp_path / "a.csv"
    table = pd.DataFrame({"outlet": ["X", "X"], "n": [1, 2], "value": [0.5, None], "note": ["", "few"]})
    table.to_csv(file, index=False)
    numbers = number_repeats(list_numbers("Tone", "By outlet", file)).fillna({"value": -1})
    assert numbers[["row", "column", "value"]].to_numpy().tolist() == [
        ["X", "n", 1], ["X", "value", 0.5], ["X (2)", "n", 2], ["X (2)", "value", -1],
    ]  # fmt: skip


def test_a_table_without_words_or_without_numbers_is_no_error(tmp_path):
    file = tmp_path / "a.csv"
    for columns, n in (({"value": [1, 2]}, 2), ({"row": ["a"], "column": ["b"]}, 0), ({"value": []}, 0)):
        pd.DataFrame(columns).to_csv(file, index=False)
        assert len(number_repeats(list_numbers("Tone", "", file))) == n
