"""What CONTRIBUTING promises: each kind of addition touches the files of its contract, and no other.

Each test does in a copy of the project what a newcomer would do by the book, runs the checks, and compares
the content of every file with what it was.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parent.parent
COPIED = ["analysis", "docs", "tests", "conftest.py", "pyproject.toml"]
LEXICONS = "analysis/matching/lexicons"

ARTICLE = """title: Snow at the bridge
outlet: Courier
date: 2022-11-17

The convoy was stuck in deep mud! Nobody crossed the river before the late thaw.
"""


@pytest.fixture
def project(tmp_path):
    """A copy of the project with a corpus of one article."""
    root = tmp_path / "project"
    root.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/snow.txt").write_text(ARTICLE, encoding="utf-8")
    return root


def hash_files(root):
    return {
        file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in root.rglob("*")
        if file.is_file() and not {"__pycache__", ".hypothesis"} & set(file.parts)
    }


def list_changes(root, before):
    """The files that differ from before, are new or are gone."""
    after = hash_files(root)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def run(root, *arguments):
    """The output of Python with the package of the copy; the test fails with its errors if it fails."""
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_tests(root, *arguments):
    return run(root, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments)


def measure(root, *options):
    """The tables that the copy measures of its corpus, by name."""
    run(root, "-m", "analysis", "measure", "../corpus", "--out", "../tables", *options)
    return {file.stem: pd.read_parquet(file) for file in (root.parent / "tables").glob("*.parquet")}


def replace(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} has {old!r} {text.count(old)} times"
    file.write_text(text.replace(old, new), encoding="utf-8")


RULES = """
[categories.weather_of_war]
definition = "The war as a contest with the seasons: what cold, snow, mud and fog do to all in it."
include = "Snow, frost, thaw, mud and fog where they stop, help or hurt those who fight or flee."
exclude = "Weather without the war. Damage by weapons, even in winter (military operations, humanitarian)."
examples = [
    "The convoy was stuck in deep mud.",
    "Nobody crossed the river before the late thaw.",
    "Heavy snow closed the road to the front.",
]
counterexamples = ["The minister was snowed under with letters."]
"""


@pytest.mark.long
def test_a_frame_in_a_shipped_codebook_is_its_csv_and_its_toml(project):
    before = hash_files(project)
    terms = [
        f"{kind} {noun}"
        for kind in ["deep", "early", "first", "heavy", "late", "sudden"]
        for noun in ["fog", "frost", "mud", "rain*", "snow", "snowdrift*", "thaw"]
    ]
    codebook = project / LEXICONS / "conflict_frames.csv"
    rows = codebook.read_text(encoding="utf-8").splitlines()
    rows += [f"{term},weather_of_war,1" for term in sorted(terms)]
    codebook.write_text("\n".join(rows) + "\n", encoding="utf-8")
    rules = codebook.with_suffix(".toml")
    rules.write_text(rules.read_text(encoding="utf-8") + RULES, encoding="utf-8")
    run(project, "docs/codebook.py")

    assert measure(project)["conflict_frames"]["frame"].tolist() == ["weather_of_war"] * 2
    run_tests(project, "tests/frames/test_frame_lists.py", "-k", "weather or rules or terms or lists_say")
    assert list_changes(project, before) == {
        f"{LEXICONS}/conflict_frames.csv",
        f"{LEXICONS}/conflict_frames.toml",
        "docs/codebook.md",  # written by `make docs`
    }


def test_a_codebook_of_ones_own_touches_nothing(project):
    before = hash_files(project)
    (project.parent / "my_frames.csv").write_text(
        "term,category,weight\nconvoy*,movement,1\nstuck,standstill,1\n", encoding="utf-8"
    )
    tables = measure(project, "--codebook", "../my_frames.csv", "--store", "../store")
    assert tables["my_frames"]["frame"].tolist() == ["movement", "standstill"]
    stored = run(
        project,
        "-c",
        "import analysis as an\n"
        "measured = an.measure_corpus('../corpus', store='../store', codebooks=['../my_frames.csv'])\n"
        "print(measured.codebooks[-1], *measured.my_frames['frame'])",
    )
    assert stored.split() == ["my_frames", "movement", "standstill"]
    assert list_changes(project, before) == set()


READER = '''"""Stories: the title, the outlet and the day on a line each, then the text."""

from pathlib import Path

import pandas as pd


def read_story(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The article of a story file; a file without a text is a problem."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    title, outlet, day, *lines = [*lines, "", "", ""]
    row = {"title": title, "outlet": outlet, "date": day, "text": "\\n".join(lines)}
    return pd.DataFrame([row], dtype="str"), []
'''


@pytest.mark.long
def test_a_reader_is_one_file_and_one_entry(project):
    before = hash_files(project)
    (project / "analysis/readers/storyfile.py").write_text(READER, encoding="utf-8")
    formats = project / "analysis/readers/formats.py"
    replace(
        formats, "FORMATS = (\n", 'FORMATS = (\n    Format("story", (".story",), read_story, single=True),\n'
    )
    replace(
        formats,
        "from analysis.readers.textfile import",
        "from analysis.readers.storyfile import read_story\nfrom analysis.readers.textfile import",
    )
    story = "Ice on the river\nHerald\n2022-12-01\nThe ferry stopped. Nobody crossed.\n"
    (project.parent / "corpus/ice.story").write_text(story, encoding="utf-8")

    output = run(project, "-m", "analysis", "check", "../corpus")
    assert output.startswith("2 articles, 2 outlets\n")
    assert "No problem found." in output
    # The store reads with the same reader.
    assert len(measure(project, "--store", "../store")["articles"]) == 2
    run_tests(project, "tests/test_house.py", "-k", "room or upwards or circle or fingerprints")
    assert list_changes(project, before) == {"analysis/readers/storyfile.py", "analysis/readers/formats.py"}


MEASURE = '''"""Exclamation marks, a sign of an excited tone."""

import pandas as pd

from analysis.schema import KEYS


def measure_exclamations(sentences: pd.DataFrame) -> pd.DataFrame:
    """One row per sentence with an exclamation mark: the keys, `sentence_id` and `n_exclamations`."""
    n = sentences["text"].str.count("!").astype("int64")
    table = sentences[[*KEYS, "sentence_id"]].assign(n_exclamations=n)
    return table[n > 0].reset_index(drop=True)
'''


@pytest.mark.long
def test_a_measure_is_one_file_and_one_entry(project):
    before = hash_files(project)
    (project / "analysis/tone/exclamations.py").write_text(MEASURE, encoding="utf-8")
    measures = project / "analysis/measures.py"
    replace(
        measures,
        "MEASURES = [\n",
        "MEASURES = [\n    Measure("
        '"exclamations", measure_exclamations, "Exclamation marks: one row per sentence with one."),\n',
    )
    replace(
        measures,
        "from analysis.tone.evaluation import",
        "from analysis.tone.exclamations import measure_exclamations\nfrom analysis.tone.evaluation import",
    )
    run(project, "docs/reference.py")

    tables = measure(project, "--store", "../store")
    assert tables["exclamations"]["n_exclamations"].tolist() == [1]
    # A changed measure makes its own table stale, and the store measures it again.
    replace(project / "analysis/tone/exclamations.py", 'count("!")', 'count("[!.]")')
    assert len(measure(project, "--store", "../store")["exclamations"]) == 2
    run_tests(project, "tests/test_house.py", "-k", "room or upwards or circle or fingerprints")
    assert "`exclamations`" in (project / "docs/reference.md").read_text(encoding="utf-8")
    assert list_changes(project, before) == {
        "analysis/tone/exclamations.py",
        "analysis/measures.py",
        "docs/reference.md",  # written by `make docs`
    }


CHART = '''"""Two values per outlet, joined by a line."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import empty_chart, finish_chart, make_panels, use_style
from analysis.schema import check_columns


def describe_slopes(table: pd.DataFrame) -> str:
    """The chart in words.

    >>> describe_slopes(pd.DataFrame({"outlet": ["X"], "before": [1.0], "after": [2.5]}))
    'Before and after by outlet. X: 1.00 to 2.50.'
    """
    parts = [f"{name}: {first:.2f} to {last:.2f}" for name, first, last in zip(
        table["outlet"], table["before"], table["after"], strict=True)]
    return f"Before and after by outlet. {'; '.join(parts) or 'no values'}."


def plot_slopes(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One line per outlet, from its value before to its value after."""
    check_columns(table, ["outlet", "before", "after"], verb="plot_slopes")
    with use_style():
        words = describe_slopes(table)
        if table.empty:
            return empty_chart(words, ax)
        figure, axes = make_panels(1, height=4, ax=ax)
        axes[0].plot([0, 1], table[["before", "after"]].to_numpy().T)
        finish_chart(figure, words, "")
        return axes[0]
'''


@pytest.mark.long
def test_a_chart_is_one_file(project):
    before = hash_files(project)
    (project / "analysis/charts/slopes.py").write_text(CHART, encoding="utf-8")
    shown = run(
        project,
        "-c",
        "import pandas as pd, analysis as an\n"
        "from analysis.charts.slopes import plot_slopes\n"
        "table = pd.DataFrame({'outlet': ['X', 'Y'], 'before': [1.0, 2.0], 'after': [2.5, 0.5]})\n"
        "print(an.show_chart(plot_slopes(table)))\n"
        "print(an.show_chart(plot_slopes(table[:0])))",
    )
    assert "X: 1.00 to 2.50; Y: 2.00 to 0.50." in shown
    assert "no values" in shown
    run_tests(project, "analysis/charts/slopes.py", "tests/test_house.py", "-k", "slopes or room or upwards")
    assert list_changes(project, before) == {"analysis/charts/slopes.py"}
