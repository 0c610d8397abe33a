"""Notebook 08 on small corpora: what it names, what it does not draw, and deaths where a table is given."""

import io
import re
from contextlib import redirect_stdout

import pytest
from test_report import NOTEBOOKS, run_cells

ACTS = NOTEBOOKS / "08-acts.ipynb"
LINES = [
    "Russia shelled Kherson. Three Ukrainian civilians were killed.",
    "Ukraine shelled Belgorod. Two Russian soldiers were killed. Ten people were killed.",
]
TWINS = {"Russia": "Ukraine", "Russian": "Ukrainian", "Kherson": "Belgorod", "russia": "ukraine"}
TWINS |= {there: here for here, there in TWINS.items()}


def swap(text):
    return re.sub(r"\w+", lambda word: TWINS.get(word[0], word[0]), text)


def write_acts(folder, turn=lambda text: text, lines=LINES):
    """Twelve articles of two outlets about who shelled whom; `turn` changes each text."""
    folder.mkdir()
    for number in range(12):
        head = f"title: Day {number}\noutlet: Outlet {number % 2}\ndate: 2022-03-{number + 1:02d}\n\n"
        text = f"{turn(lines[number % 2])} It was day {number}."
        (folder / f"{number}.txt").write_text(head + text, encoding="utf-8")
    return folder


def list_rows(shown):
    """The rows of the tables that begin with a party or a role and a party, as words."""
    rows = [line.split() for value in shown for line in repr(value).splitlines()]
    return [row for row in rows if {"russia", "ukraine"} & set(row[:2])]


@pytest.fixture(autouse=True)
def without_report(monkeypatch):
    monkeypatch.delenv("ANALYSIS_REPORT", raising=False)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """What the notebook shows of the texts as they are, and what it prints."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        shown = run_cells(ACTS, write_acts(tmp_path_factory.mktemp("acts") / "corpus"))
    return shown, printed.getvalue()


def test_the_notebook_of_acts_says_who_is_not_known_and_draws_no_side_that_misleads(plain):
    shown, printed = plain
    words = "\n".join(map(repr, shown))
    assert re.search(r"Of 30 acts the doer's side is known in 12, the victim's in \d+\.", words)
    assert "no chart of sides" in printed
    assert not [value for value in shown if "image/png" in value.data and "victim: " in repr(value)]
    assert "not known" in words
    assert "The doer is left out in 18 of 30 acts in narration" in words


def test_sides_are_ranked_and_drawn_where_they_are_known_in_every_outlet(tmp_path, capsys):
    lines = [LINES[0], LINES[1].removesuffix(" Ten people were killed.")]
    shown = run_cells(ACTS, write_acts(tmp_path / "corpus", lines=lines))
    assert "Drawn: victim." in capsys.readouterr().out
    assert [value for value in shown if "image/png" in value.data and "victim: " in repr(value)]
    assert "Most frequent victims: russia, 50%" in "\n".join(map(repr, shown))


def test_the_notebook_of_acts_swaps_its_results_with_the_names(plain, tmp_path):
    here = list_rows(plain[0])
    there = list_rows(run_cells(ACTS, write_acts(tmp_path / "swapped", swap)))
    assert here
    assert sorted(here) == sorted([TWINS.get(word, word) for word in row] for row in there)


def test_a_table_of_deaths_beside_the_corpus_gives_deaths_per_mention(plain, tmp_path):
    corpus = write_acts(tmp_path / "corpus")
    assert "deaths_per_mention" not in "\n".join(map(repr, plain[0]))
    rows = "date,side,deaths\n2022-03-01,Ukraine,60\n2022-03-12,Russians,12\n"
    (corpus / "casualties.csv").write_text(rows, encoding="utf-8")
    words = "\n".join(map(repr, run_cells(ACTS, corpus)))
    assert "value: deaths per sentence on them" in words
    assert re.search(r"Outlet 0 +ukraine +6 +6 +0 +0 +60\.00 +10\.00", words)
    assert re.search(r"Outlet 1 +russia +6 +6 +0 +0 +12\.00 +2\.00", words)


def test_a_corpus_without_any_act_is_no_error(tmp_path):
    shown = run_cells(ACTS, write_acts(tmp_path / "corpus", lines=["It rained.", "The sun shone."]))
    assert "Of 0 acts the doer's side is known in 0, the victim's in 0." in "\n".join(map(repr, shown))
