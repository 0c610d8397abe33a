"""The command line: it explains itself, does the work, and answers a wrong path or option in one sentence."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import psutil
import pytest

import analysis
from analysis.__main__ import main, quote_command

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


def start(*argv, **options):
    """The command line as a process of its own, in a group of its own as a terminal starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "analysis", *map(str, argv)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


@pytest.mark.parametrize("command", ["report", "measure", "check"])
def test_help_says_what_a_command_does_takes_and_looks_like(command, capsys):
    assert run([command, "--help"]) == 0
    output = capsys.readouterr().out
    for word in ("PATH", "--from", "--to", "--outlet", "Example: python -m analysis", "YYYY-MM-DD"):
        assert word in output


def test_help_names_the_commands_and_where_to_begin(capsys):
    assert run(["--help"]) == 0
    output = capsys.readouterr().out
    for word in ("report", "measure", "check", "First look: python -m analysis check corpus/sample"):
        assert word in output


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        ([], "COMMAND"),
        (["frobnicate"], "one of report, measure, check, import, adopt; not 'frobnicate'"),
        (["chekc", "COURIER"], "did you mean 'check'"),
        (["check", "COURIER", "--outlt", "Courier"], "no option --outlt; did you mean '--outlet'"),
        (["check", "COURIER", "COURIER"], "one PATH is enough"),
        (["check", "COURIER", "--outlet", "Courrier"], "did you mean 'Courier'"),
        (["measure", "COURIER", "--out", "x", "--codebook", "none.csv"], "none.csv"),
        (["check"], "PATH"),
        (["check", "COURIER", "--nope"], "--nope"),
        (["check", "nowhere/at/all"], "nowhere/at/all"),
        (["check", "COURIER", "--from", "yesterdayish"], "The --from must be a day such as"),
        (["check", "COURIER", "--to", "2022-13-45"], "The --to must be a day such as"),
        (["check", "COURIER", "--from", "2023-01-01"], "2022-11-17"),
        (["check", "COURIER", "--outlet", "Nobody"], "The --outlet must be one of 'Courier'"),
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
    answer = capsys.readouterr()
    assert len(answer.err.splitlines()) == 1
    assert answer.err.endswith((".\n", "?\n"))
    assert named in answer.err
    assert "Errno" not in answer.err
    assert "Traceback" not in answer.err
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
    output = capsys.readouterr().out
    n_files = len(list(SAMPLE.glob("*/*.txt")))
    assert output.startswith(f"{n_files} articles, 5 outlets\n")
    assert "No problem found." in output


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
    output = capsys.readouterr().out
    assert output.startswith("3 articles, 1 outlet\n")
    assert "No problem found." not in output
    for what in ("no text", "same article twice", "date"):
        assert what in output


def test_check_says_what_speaks_with_one_voice_and_who_has_no_marks(tmp_path, capsys):
    rows = ["text,outlet,speaker", "Dear friends we left.,Palace,Anna Bell", "We won.,Palace,Anna Bell"]
    rows += [f"Ships left on day {number}.,Courier," for number in range(5)]
    (tmp_path / "a.csv").write_text("\n".join(rows) + "\n")
    assert main(["check", str(tmp_path / "a.csv")]) == 0
    output = capsys.readouterr().out
    assert "2 articles are whole texts in one voice: 2 addresses. All articles of Palace are." in output
    assert "1 outlet without quotation marks (Courier)" in output


def test_check_groups_the_problems_and_lists_them_all_when_asked(tmp_path, capsys):
    days = ["soon"] * 30 + [""] * 2
    rows = [f"Text {number}.,Courier,{day}" for number, day in enumerate(days)]
    (tmp_path / "a.csv").write_text("\n".join(["text,outlet,date", *rows]) + "\n")
    assert main(["check", str(tmp_path / "a.csv")]) == 0
    output = capsys.readouterr().out.split("32 problems or doubts:\n")[1].splitlines()
    assert output == [
        "30 x date cannot be read",
        *[f"    a.csv, row {row}: kept without a date: soon" for row in (2, 3, 4)],
        "    and 27 more; --all lists every one",
        "2 x no date",
        *[f"    a.csv, row {row}: kept without a date" for row in (32, 33)],
    ]
    assert main(["check", str(tmp_path / "a.csv"), "--all"]) == 0
    output = capsys.readouterr().out
    assert all(f"row {row}: kept" in output for row in range(2, 34))
    assert "more" not in output


def test_check_keeps_to_the_days_and_outlets_asked_for(capsys):
    options = ["--from", "2022-11-01", "--to", "2022-11-30", "--outlet", "ostwick", "vestrada"]
    assert main(["check", str(SAMPLE), *options]) == 0
    output = capsys.readouterr().out
    assert ", 2 outlets" in output
    assert "penhallow" not in output


def test_measure_writes_a_table_of_every_measure(courier, tmp_path, capsys):
    assert main(["measure", str(courier), "--out", str(tmp_path / "tables")]) == 0
    output = capsys.readouterr().out
    files = {file.stem: file for file in (tmp_path / "tables").rglob("*.parquet")}
    assert {"articles", "sentences", "tone", "mentions", "conflict_frames"} <= set(files)
    mentions = pd.read_parquet(files["mentions"])
    assert "Kherson" in mentions["name"].astype(str).tolist()
    assert "mentions" in output


def test_measure_says_how_far_it_is_and_how_fast(courier, tmp_path, capsys):
    assert main(["measure", str(courier), "--store", str(tmp_path / "store")]) == 0
    bars = capsys.readouterr().err
    for done, unit in [("read", "files"), ("boilerplate", "outlets"), ("measured", "articles")]:
        assert re.search(rf"{done}: .*/1 \[.*\? {unit}/s\]", bars)
    assert "written together" not in bars  # nothing was
    assert main(["measure", str(courier), "--store", str(tmp_path / "store")]) == 0
    assert capsys.readouterr().err == ""


def test_the_command_in_a_report_keeps_relative_paths_and_hides_absolute_ones():
    assert quote_command(["report", "corpus/sample"]) == "python -m analysis report corpus/sample"
    assert quote_command(["report", str(ROOT / "corpus")]) == "python -m analysis report corpus"


def test_the_version_is_that_of_the_face(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"analysis {analysis.__version__}\n"


def test_codebooks_of_ones_own_are_measured_beside_the_shipped_ones(courier, tmp_path, capsys):
    for name, term in [("bridges", "bridge"), ("armies", "forces")]:
        (tmp_path / f"{name}.csv").write_text(f"term,category,weight\n{term},{name},1\n")
    given = [f"--codebook={tmp_path / name}.csv" for name in ("bridges", "armies")]
    assert run(["measure", courier, "--out", tmp_path / "tables", *given]) == 0
    for name in ("bridges", "armies"):
        assert pd.read_parquet(tmp_path / f"tables/{name}.parquet")["frame"].tolist() == [name]


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["check", "--help"]])
def test_help_loads_no_library_of_tables(command):
    code = f"import sys; sys.argv[1:] = {command}; from analysis.__main__ import main; "
    code += "import atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"pandas", "numpy", "pyarrow", "matplotlib"} & set(done.stderr.split()) == set()


def test_check_loads_no_library_of_charts_reports_or_statistics():
    code = "import sys; from analysis.__main__ import main; main(['check', 'corpus/sample']); "
    code += "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "pandas" in loaded
    assert {"matplotlib", "nbconvert", "nbclient", "scipy", "nltk", "datasketch", "IPython"} & loaded == set()


posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes are those of POSIX")


@posix
@pytest.mark.parametrize("command", [["check", SAMPLE], ["check", "--help"], ["--help"]])
def test_a_closed_pipe_ends_in_silence(command):
    process = start(*command)
    process.stdout.close()
    assert process.wait(timeout=60) in (0, 141)
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.long
@posix
def test_a_report_stops_where_nobody_reads_its_progress(tmp_path):
    process = start("report", SAMPLE, "--out", tmp_path / "report")
    assert "articles read" in process.stdout.readline()
    process.stdout.close()
    children = wait_for_children(process)
    assert process.wait(timeout=120) == 141
    assert process.stderr.read() == ""
    process.stderr.close()
    assert_ended(children)


def wait_for_children(process):
    """The processes that a command started, once there are some."""
    for _ in range(300):
        if process.poll() is not None:
            return []
        if children := psutil.Process(process.pid).children(recursive=True):
            return children
        time.sleep(0.1)
    raise TimeoutError("the command started no process")


def assert_ended(processes):
    _, alive = psutil.wait_procs(processes, timeout=10)
    assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []


def interrupt(process):
    """What Ctrl-C in a terminal does: a signal to every process of the group. The last line on stderr."""
    children = wait_for_children(process)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert_ended(children)
    return errors.splitlines()[-1]


@posix
def test_ctrl_c_ends_a_measuring_and_its_workers(tmp_path):
    articles = pd.DataFrame({
        "text": [f"{n} shells hit the bridge near Kherson. " * 20 for n in range(2000)],
        "outlet": "Courier", "date": "2022-11-17",
    })  # fmt: skip
    articles.to_csv(tmp_path / "many.csv", index=False)
    process = start(
        "measure", tmp_path / "many.csv", "--out", tmp_path / "out", "--workers", 2, "--batch", 10
    )
    assert interrupt(process) == "analysis: stopped by Ctrl-C."


@posix
def test_ctrl_c_ends_a_report_and_the_kernels_of_its_notebooks(tmp_path):
    process = start("report", SAMPLE, "--out", tmp_path / "report")
    assert interrupt(process) == "analysis: stopped by Ctrl-C."
