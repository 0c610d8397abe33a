"""The docstrings of the verbs have numpydoc headings, and docs/reference.md is made from them."""

import ast
import importlib.util
import inspect
import re
import textwrap
from pathlib import Path

import pytest

import analysis

ROOT = Path(__file__).resolve().parent.parent


def load_script():
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs/reference.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


reference = load_script()


def list_all():
    """Each verb and each method by name."""
    return {name: verb for task in analysis.VERBS for name, verb in reference.list_verbs(task)}


VERBS = list_all()
every_verb = pytest.mark.parametrize("name", VERBS)


def read_sections(name):
    return reference.read_docstring(VERBS[name])


def list_parameters(verb):
    return [name for name in inspect.signature(verb).parameters if name != "self"]


def can_raise(verb):
    """True if the body of a verb raises, or calls a check that does."""
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(verb)))):
        if isinstance(node, ast.Raise):
            return True
        if isinstance(node, ast.Call) and re.match(r"check_|raise_if", getattr(node.func, "id", "")):
            return True
    return False


@every_verb
def test_the_summary_is_one_short_sentence(name):
    summary = read_sections(name)["Summary"]
    first = inspect.getdoc(VERBS[name]).splitlines()[0]
    assert summary == first, "the summary is one line, with an empty line below it"
    assert summary.endswith(".")
    assert len(summary) <= 100


@every_verb
def test_headings_are_those_of_numpydoc_in_their_order(name):
    headings = [heading for heading in read_sections(name) if heading not in ("Summary", "Extended")]
    assert [heading for heading in reference.HEADINGS if heading in headings] == headings


@every_verb
def test_every_parameter_is_described_and_no_other(name):
    parameters = list_parameters(VERBS[name])
    text = read_sections(name).get("Parameters", "")
    described = [
        part.strip().lstrip("*")
        for opening, _ in reference.read_entries(text)
        for part in opening.partition(" : ")[0].split(",")
    ]
    assert described == parameters
    assert [opening for opening, meaning in reference.read_entries(text) if not meaning] == []


@every_verb
def test_what_is_returned_is_described(name):
    returns = read_sections(name).get("Returns", "")
    assert returns
    annotation = str(inspect.signature(VERBS[name]).return_annotation)
    if "DataFrame" in annotation:
        assert "one row per" in " ".join(returns.lower().split())


@every_verb
def test_errors_are_described_where_a_verb_raises_or_checks(name):
    if can_raise(VERBS[name]):
        assert read_sections(name).get("Raises")


@every_verb
def test_there_is_an_example_that_runs(name):
    assert ">>> " in read_sections(name).get("Examples", "")


@every_verb
def test_no_line_of_a_docstring_is_too_long(name):
    assert [line for line in inspect.getdoc(VERBS[name]).splitlines() if len(line) > 106] == []


def test_the_reference_is_up_to_date():
    written = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    assert written == reference.write_reference(), "run `make docs`"


def test_the_reference_names_every_verb():
    written = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### ([\w.]+)$", written, re.MULTILINE)) == set(VERBS)
