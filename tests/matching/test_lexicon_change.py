"""A word that moves to another category breaks the notebook that shows its number: tried on a copy."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]

CELLS = [
    'corpus = "corpus"',
    """import analysis as an

sentences = an.split_sentences(an.read_corpus(corpus))
tone = an.score_tone(sentences)""",
    'an.show_table(an.mean_tone(tone, by="outlet"), title="Tone")',
    """frames = an.find_frames(sentences, lexicon="conflict_frames")
framing = an.share_by(frames, "frame", by="outlet", of=sentences)
an.show_chart(an.plot_shares(framing, "frame"))""",
]
ARTICLES = ["The brave crew held talks on a ceasefire.", "A brave but cruel attack.", "It rained."]


@pytest.fixture
def place(tmp_path):
    """A copy of the package, and a notebook that was run with it."""
    place = tmp_path / "change"
    skip = shutil.ignore_patterns("__pycache__", "models")
    shutil.copytree(ROOT / "analysis", place / "analysis", ignore=skip)
    if (ROOT / "analysis/tagger/models").is_dir():
        (place / "analysis/tagger/models").symlink_to(
            ROOT / "analysis/tagger/models", target_is_directory=True
        )
    shutil.copy(ROOT / "conftest.py", place)
    (place / "corpus").mkdir()
    for number, text in enumerate(ARTICLES):
        head = f"title: Day {number}\noutlet: Courier\ndate: 2022-11-{number + 1:02d}\n\n"
        (place / f"corpus/{number}.txt").write_text(head + text + "\n")
    book = new_notebook(cells=[new_code_cell(cell) for cell in CELLS])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    client = NotebookClient(
        book,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(place)}},
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )
    client.execute(env=make_environment(place))
    nbformat.write(book, place / "numbers.ipynb")
    return place


def make_environment(place):
    """The environment in which the copy is imported, without the traces of a report made elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name != "ANALYSIS_REPORT"}
    return kept | {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}


def compare_notebook(place):
    """nbval on the stored numbers: its exit code and its output."""
    options = ["--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "numbers.ipynb"],
        cwd=place,
        env=make_environment(place),
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def move_term(place, lexicon, term, category):
    """Give a term of the copied list another category."""
    file = place / f"analysis/matching/lexicons/{lexicon}.csv"
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    moved = [line for line in lines if line.split(",")[0] == term]
    assert len(moved) == 1
    lines[lines.index(moved[0])] = ",".join([term, category, *moved[0].split(",")[2:]])
    lines.sort(key=lambda line: (line.split(",")[1], line.split(",")[0]))
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


@pytest.mark.long
def test_a_word_in_another_category_breaks_only_the_cells_that_show_its_number(place):
    code, output = compare_notebook(place)
    assert code == 0, output
    assert "4 passed" in output

    move_term(place, "evaluation", "brave", "unfavourable")
    move_term(place, "conflict_frames", "ceasefire*", "humanitarian")
    code, output = compare_notebook(place)
    assert code == 1, output
    assert "2 failed, 2 passed" in output
    assert "numbers.ipynb::Cell 2" in output  # the table of tone
    assert "numbers.ipynb::Cell 3" in output  # the chart of frames, by its words
