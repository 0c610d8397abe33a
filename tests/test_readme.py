"""The README keeps its word: every verb is in it, and the example runs."""

import base64
import re
import subprocess
import sys
from pathlib import Path

import nbformat

import analysis

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def list_verbs():
    return {name for name, value in vars(analysis).items() if callable(value) and not name.startswith("_")}


def test_every_verb_stands_in_the_table_of_verbs():
    table = README.split("## The verbs")[1]
    assert list_verbs() == set(re.findall(r"`([a-z]+_[a-z_]+)`", table)) & set(dir(analysis))


def test_the_table_of_verbs_names_nothing_that_is_not_there():
    table = README.split("## The verbs")[1].split("How each number")[0]
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", table)) <= list_verbs()


def test_the_example_runs_as_it_stands(monkeypatch):
    monkeypatch.chdir(ROOT)
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL).group(1)
    lines = [line for line in example.splitlines() if line.strip()]
    assert len(lines) <= 12
    space = {}
    exec(example, space)
    assert len(space["framing"]) > 0


def test_the_picture_is_one_of_the_notebook_of_tone():
    notebook = nbformat.read(ROOT / "notebooks/02-tone.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    drawn = {
        base64.b64decode(output.data["image/png"])
        for output in outputs
        if "image/png" in output.get("data", {})
    }
    assert (ROOT / "docs/tone.png").read_bytes() in drawn


def test_tab_shows_the_verbs_and_nothing_else():
    assert set(dir(analysis)) == list_verbs()
    assert analysis.__all__ == sorted(list_verbs())


def test_importing_loads_no_library_that_only_some_verbs_need():
    slow = {"ipywidgets", "IPython", "matplotlib.pyplot", "nbconvert", "nltk", "dask", "datasketch"}
    code = f"import sys, analysis; print(*sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_notebook_is_named():
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"`{file.stem}`" in README
