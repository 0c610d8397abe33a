"""Sources: which files are read together, and that no file beside a good one can raise."""

import os
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import sources
from analysis.corpus.articles import read_corpus, read_problems
from analysis.corpus.sources import Record, divide_files, list_sources, read_source
from analysis.readers import formats
from analysis.readers.formats import FORMATS, Format
from tests.corpus.test_articles import write
from tests.readers.test_formats import HOSTILE


def test_a_file_of_many_articles_is_a_source_and_single_files_are_one_together(tmp_path):
    for name in ["b.csv", "a.jsonl", "Courier/1.txt", "Courier/2.md", "scan.png"]:
        write(tmp_path, name, "")
    found, problems = list_sources(tmp_path)
    assert [(source.format.name, source.names) for source in found] == [
        ("JSON", ("a.jsonl",)), ("delimited", ("b.csv",)), ("text", ("Courier/1.txt", "Courier/2.md")),
    ]  # fmt: skip
    assert [problem["file"] for problem in problems] == ["scan.png"]


def test_one_file_more_changes_one_group(monkeypatch):
    monkeypatch.setattr(sources, "TOGETHER", 4)
    named = [(f"{number}.txt", Path(f"{number}.txt")) for number in range(14)]
    before, after = divide_files(named), divide_files([*named, ("more.txt", Path("more.txt"))])
    assert sorted(pair for group in before for pair in group) == sorted(named)
    assert len(before) > 2
    assert sum(group not in before for group in after) == 1


def test_a_group_keeps_both_readings_of_a_date_and_its_cells_as_they_are_spelled(tmp_path):
    write(tmp_path, "Courier/1.txt", "date: 4/5/2022\nwords: 007\n\nA lorry blew up.")
    [source], _ = list_sources(tmp_path)
    table = read_source(source)
    readings = table[["date", "~date month first"]].iloc[0]
    assert readings.dt.strftime("%Y-%m-%d").tolist() == ["2022-05-04", "2022-04-05"]
    assert table["words"].tolist() == ["007"]
    record = Record.from_attrs(table.attrs)
    assert (record.dates, record.files) == ({"4/5/2022": 1}, ["Courier/1.txt"])


def test_no_file_beside_a_good_one_can_raise(tmp_path):
    write(tmp_path, "Courier/good.txt", "title: Bridge hit\ndate: 2022-10-08\n\nA lorry blew up.")
    for number, content in enumerate(HOSTILE.values()):
        for entry in FORMATS:
            for ending in (entry.endings[0], f"{entry.endings[0]}.gz")[: 1 + (number % 4 == 0)]:
                write(tmp_path, f"bad/{number}{ending}", content)
    articles = read_corpus(tmp_path)
    good = articles[articles["file"] == "Courier/good.txt"]
    assert good[["outlet", "title", "text"]].astype(str).values.tolist() == [
        ["Courier", "Bridge hit", "A lorry blew up."]
    ]
    heard_of = {*read_problems(articles)["file"], *articles["file"]}
    files = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")}
    assert files <= heard_of


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_left_out_and_is_a_problem(tmp_path):
    write(tmp_path, "good.txt", "date: 2022-10-08\n\nA lorry blew up.")
    write(tmp_path, "secret.txt", "It was dark.").chmod(0)
    problems = read_problems(read_corpus(tmp_path))
    assert problems[["file", "what", "done"]].values.tolist() == [
        ["secret.txt", "Permission denied", "left out"]
    ]


def read_letter(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """A format of one article per file, as somebody might add one."""
    headline, _, story = path.read_text(encoding="utf-8").partition("|")
    return pd.DataFrame({"headline": [headline], "story": [story], "pages": [2]}), []


def test_a_format_of_single_articles_needs_a_reader_and_an_entry_and_nothing_else(tmp_path, monkeypatch):
    letters = Format("letter", (".letter",), read_letter, single=True)
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, letters))
    write(tmp_path, "Courier/2022-10-08-bridge.letter", "Bridge hit|A lorry blew up.")
    write(tmp_path, "Herald/2022-10-09.letter", "Ships leave|They left port.")
    articles = read_corpus(tmp_path)
    assert articles[["outlet", "title", "text", "pages"]].astype(object).values.tolist() == [
        ["Courier", "Bridge hit", "A lorry blew up.", 2],
        ["Herald", "Ships leave", "They left port.", 2],
    ]
    assert articles["date"].dt.strftime("%Y-%m-%d").tolist() == ["2022-10-08", "2022-10-09"]
    assert read_problems(articles).empty


def test_dates_of_a_format_are_read_in_one_order_whatever_other_formats_show(tmp_path, monkeypatch):
    letters = Format("letter", (".letter",), formats.FORMATS[0].read, single=True)
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, letters))
    write(tmp_path, "Courier/a.txt", "title: A\ndate: 4/13/2022\n\nA lorry blew up.")
    write(tmp_path, "Courier/b.txt", "title: B\ndate: 4/5/2022\n\nShips left port.")
    write(tmp_path, "Courier/c.letter", "title: C\ndate: 13/4/2022\n\nIt was dark.")
    write(tmp_path, "Courier/d.letter", "title: D\ndate: 4/5/2022\n\nThe bridge fell.")
    articles = read_corpus(tmp_path).set_index("title")
    assert f"{articles['date']['B']:%m-%d} {articles['date']['D']:%m-%d}" == "04-05 05-04"
    assert read_problems(articles)["file"].tolist() == ["all letter files", "all text files"]


def fail(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    raise RuntimeError("a fault that no reader foresees")


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_whose_reader_fails_in_any_way_is_left_out_and_is_a_problem(packed, tmp_path, monkeypatch):
    broken = Format("crate", (".crate",), fail, packed=packed)
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, broken))
    write(tmp_path, "Courier/good.txt", "title: Bridge hit\ndate: 2022-10-08\n\nA lorry blew up.")
    file = write(tmp_path, "Courier/bad.crate", "x")
    articles = read_corpus(tmp_path)
    assert articles["file"].tolist() == ["Courier/good.txt"]
    assert read_problems(articles)[["file", "what", "done"]].values.tolist() == [
        ["Courier/bad.crate", "cannot be read: RuntimeError: a fault that no reader foresees", "left out"]
    ]
    with pytest.raises(ValueError, match="RuntimeError: a fault that no reader foresees"):
        read_corpus(file)
