"""The README keeps its word: every verb is in it, and the example runs."""

import re
from pathlib import Path

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


def test_every_notebook_is_named():
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"`{file.stem}`" in README
