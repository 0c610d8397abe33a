"""The README keeps its promises: what it names is there, its example runs, its picture is current."""

import base64
import re
from pathlib import Path

import nbformat
import yaml

import analysis

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def read_verb_table():
    """The verbs of each task, as the table of verbs lists them."""
    table = README.split("## The verbs")[1]
    rows = re.findall(r"^\| ([a-z ]+) \| (`.*`) \|$", table, re.MULTILINE)
    return {task: re.findall(r"`(\w+)`", verbs) for task, verbs in rows}


def test_the_table_of_verbs_is_that_of_the_face():
    assert read_verb_table() == {task: list(verbs) for task, verbs in analysis.VERBS.items()}


def test_the_example_runs_as_it_stands(monkeypatch):
    monkeypatch.chdir(ROOT)
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL).group(1)
    lines = [line for line in example.splitlines() if line.strip()]
    assert len(lines) <= 12
    space = {}
    exec(example, space)
    assert len(space["framing"]) > 0


def test_the_picture_is_one_of_the_notebook_of_tone():
    notebook = nbformat.read(ROOT / "notebooks/02a-tone-in-detail.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    drawn = {
        base64.b64decode(output.data["image/png"])
        for output in outputs
        if "image/png" in output.get("data", {})
    }
    assert (ROOT / "docs/tone.png").read_bytes() in drawn


def test_every_notebook_is_named():
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"`{file.stem}`" in README


def test_every_file_that_the_readme_names_is_there():
    named = re.findall(r"`((?:docs|corpus|analysis)/[\w./-]+|[A-Z]+\.(?:md|cff))`|\]\((docs/[^)]+)\)", README)
    assert [name for pair in named for name in pair if name and not (ROOT / name).exists()] == []


def test_the_citation_names_the_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == analysis.__version__
    assert {"cff-version", "message", "title", "authors", "license"} <= set(citation)
