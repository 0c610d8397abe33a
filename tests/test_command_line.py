"""The command line: it teaches, does the work, and answers a wrong path or option in one sentence."""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.__main__ import main, say_command

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus/sample"

ARTICLE = (
    "title: Bridge hit\noutlet: Courier\ndate: 2022-11-17\n\nRussian forces shelled a bridge near Kherson.\n"
)


@pytest.fixture
def courier(tmp_path):
    folder = tmp_path / "courier"
    folder.mkdir()
    (folder / "one.txt").write_text(ARTICLE)
    return folder


def run(argv):
    """The exit code, also where argparse leaves by itself."""
    try:
        return main([str(part) for part in argv])
    except SystemExit as leaving:
        return leaving.code


@pytest.mark.parametrize("command", ["report", "measure", "check"])
def test_help_says_what_a_command_does_takes_and_looks_like(command, capsys):
    assert run([command, "--help"]) == 0
    told = capsys.readouterr().out
    for word in ("PATH", "--from", "--to", "--outlet", "Example: python -m analysis", "YYYY-MM-DD"):
        assert word in told


def test_help_names_the_commands_and_where_to_begin(capsys):
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    for word in ("report", "measure", "check", "First look: python -m analysis check corpus/sample"):
        assert word in told


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        ([], "COMMAND"),
        (["frobnicate"], "frobnicate"),
        (["check"], "PATH"),
        (["check", "COURIER", "--nope"], "--nope"),
        (["check", "nowhere/at/all"], "nowhere/at/all"),
        (["check", "COURIER", "--from", "yesterdayish"], "The --from must be a day such as"),
        (["check", "COURIER", "--to", "2022-13-45"], "The --to must be a day such as"),
        (["check", "COURIER", "--from", "2023-01-01"], "2022-11-17"),
        (["check", "COURIER", "--outlet", "Nobody"], "The --outlet must be among 'Courier'"),
        (["measure", "COURIER"], "--out"),
        (["measure", "nowhere/at/all", "--out", "x"], "nowhere/at/all"),
        (["report", "nowhere/at/all"], "nowhere/at/all"),
        (["report", "COURIER", "--outlet", "Nobody"], "'Courier'"),
        (["report", "COURIER", "--out", "COURIER/one.txt"], "one.txt"),
        (["measure", "COURIER", "--out", "COURIER/one.txt"], "one.txt"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_path_or_option_is_answered_in_one_sentence(argv, named, courier, capsys, monkeypatch):
    monkeypatch.chdir(courier.parent)
    assert run([part.replace("COURIER", str(courier)) for part in argv]) == 2
    heard = capsys.readouterr()
    assert len(heard.err.splitlines()) == 1
    assert heard.err.endswith(".\n")
    assert named in heard.err
    assert "Errno" not in heard.err
    assert "Traceback" not in heard.err
    assert not (courier.parent / "reports").exists()


def test_a_wrong_path_on_a_real_command_line_is_no_traceback():
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "check", "nowhere"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("analysis check: There is no file or folder")
    assert len(done.stderr.splitlines()) == 1


def test_check_counts_the_sample_and_finds_no_problem(capsys):
    assert main(["check", str(SAMPLE)]) == 0
    told = capsys.readouterr().out
    n_files = len(list(SAMPLE.glob("*/*.txt")))
    assert told.startswith(f"{n_files} articles, 5 outlets\n")
    assert "No problem found." in told


def test_check_lists_what_is_wrong_with_a_damaged_csv(tmp_path, capsys):
    rows = [
        b"title,source,published,body",
        b"Good,Courier,2022-11-17,The bridge was hit.",
        b"Bad bytes,Courier,2022-11-18,The \x81\xfe\x8d bridge.",
        b"No day,Courier,sometime,The river rose.",
        b"Empty,Courier,2022-11-19,",
        b"Good,Courier,2022-11-17,The bridge was hit.",
    ]
    (tmp_path / "damaged.csv").write_bytes(b"\n".join(rows) + b"\n")
    assert main(["check", str(tmp_path / "damaged.csv")]) == 0
    told = capsys.readouterr().out
    assert told.startswith("3 articles, 1 outlet\n")
    assert "No problem found." not in told
    for what in ("no text", "same article twice", "date"):
        assert what in told


def test_check_groups_the_problems_and_lists_them_all_when_asked(tmp_path, capsys):
    days = ["soon"] * 30 + [""] * 2
    rows = [f"Text {number}.,Courier,{day}" for number, day in enumerate(days)]
    (tmp_path / "a.csv").write_text("\n".join(["text,outlet,date", *rows]) + "\n")
    assert main(["check", str(tmp_path / "a.csv")]) == 0
    told = capsys.readouterr().out.split("32 problems or doubts:\n")[1].splitlines()
    assert told == [
        "30 x date cannot be read",
        *[f"    a.csv, row {row}: kept without a date: soon" for row in (2, 3, 4)],
        "    and 27 more; --all lists every one",
        "2 x no date",
        *[f"    a.csv, row {row}: kept without a date" for row in (32, 33)],
    ]
    assert main(["check", str(tmp_path / "a.csv"), "--all"]) == 0
    told = capsys.readouterr().out
    assert all(f"row {row}: kept" in told for row in range(2, 34))
    assert "more" not in told


def test_check_keeps_to_the_days_and_outlets_asked_for(capsys):
    options = ["--from", "2022-11-01", "--to", "2022-11-30", "--outlet", "ostwick", "vestrada"]
    assert main(["check", str(SAMPLE), *options]) == 0
    told = capsys.readouterr().out
    assert ", 2 outlets" in told
    assert "penhallow" not in told


def test_measure_writes_a_table_of_every_measure(courier, tmp_path, capsys):
    assert main(["measure", str(courier), "--out", str(tmp_path / "tables")]) == 0
    told = capsys.readouterr().out
    files = {file.stem: file for file in (tmp_path / "tables").rglob("*.parquet")}
    assert {"articles", "sentences", "tone", "mentions", "conflict_frames"} <= set(files)
    mentions = pd.read_parquet(files["mentions"])
    assert "Kherson" in mentions["name"].astype(str).tolist()
    assert "mentions" in told


def test_measure_says_how_far_it_is_and_how_fast(courier, tmp_path, capsys):
    assert main(["measure", str(courier), "--store", str(tmp_path / "store")]) == 0
    bars = capsys.readouterr().err
    for done, unit in [("read", "files"), ("boilerplate", "outlets"), ("measured", "articles")]:
        assert re.search(rf"{done}: .*/1 \[.*\? {unit}/s\]", bars)
    assert "written together" not in bars  # nothing was
    assert main(["measure", str(courier), "--store", str(tmp_path / "store")]) == 0
    assert capsys.readouterr().err == ""


def test_the_command_in_a_report_keeps_relative_paths_and_hides_absolute_ones():
    assert say_command(["report", "corpus/sample"]) == "python -m analysis report corpus/sample"
    assert say_command(["report", str(ROOT / "corpus")]) == "python -m analysis report corpus"
