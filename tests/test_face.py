"""The face: every verb is named once, loaded when used, and answered with the nearest name if misspelt."""

import ast
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import analysis

ROOT = Path(__file__).resolve().parent.parent
FACE = ROOT / "analysis/__init__.py"


def read_typed_imports():
    """The module of each verb, as type checkers and editors read them."""
    tree = ast.parse(FACE.read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If) and node.test.id == "TYPE_CHECKING")
    return {
        alias.asname: node.module.removeprefix("analysis.") for node in block.body for alias in node.names
    }


def list_methods(verb):
    """The public methods of the class of this package that a verb returns."""
    module = sys.modules[verb.__module__]
    returned = verb.__annotations__.get("return")
    returned = getattr(module, returned, None) if isinstance(returned, str) else returned
    if not isinstance(returned, type) or not returned.__module__.startswith("analysis."):
        return []
    return [
        f"{returned.__name__}.{name}"
        for name, value in vars(returned).items()
        if callable(value) and not name.startswith("_")
    ]


def run_python(code):
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()


def test_the_list_of_verbs_and_the_typed_imports_are_in_step():
    assert read_typed_imports() == analysis.MODULES


def test_the_typed_imports_are_sorted_and_hand_every_verb_on():
    tree = ast.parse(FACE.read_text(encoding="utf-8"))
    aliases = [alias for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert [alias.name for alias in aliases if alias.asname] == list(read_typed_imports())


def test_star_and_tab_give_the_verbs_and_nothing_else():
    assert sorted(analysis.MODULES) == analysis.__all__ == dir(analysis)
    space = {}
    exec("from analysis import *", space)
    assert set(space) - {"__builtins__"} == set(analysis.__all__)


@pytest.mark.parametrize("verb", analysis.MODULES)
def test_a_verb_stands_in_the_file_that_the_face_names(verb):
    assert getattr(analysis, verb).__module__ == f"analysis.{analysis.MODULES[verb]}"
    assert getattr(analysis, verb).__name__ == verb


def test_there_are_at_most_sixty_one_verbs_with_the_methods_of_what_they_return():
    # Sixty, and `find_attributions`: whose words a text gives is a question of its own.
    verbs = [getattr(analysis, name) for name in analysis.__all__]
    methods = sorted({method for verb in verbs for method in list_methods(verb)})
    assert len(verbs) + len(methods) <= 61, methods


def test_a_misspelt_verb_is_answered_with_the_nearest_name():
    with pytest.raises(AttributeError, match="no verb 'find_entites'; did you mean 'find_entities'"):
        analysis.find_entites  # noqa: B018
    with pytest.raises(ImportError, match="find_entites"):
        exec("from analysis import find_entites")


def test_what_is_no_verb_at_all_gets_no_suggestion():
    with pytest.raises(AttributeError, match=r"no verb 'xyzzy'\.$"):
        analysis.xyzzy  # noqa: B018
    with pytest.raises(AttributeError, match="no attribute '__wrapped__'"):
        analysis.__wrapped__  # noqa: B018


def test_a_verb_can_be_pickled():
    assert pickle.loads(pickle.dumps(analysis.score_tone)) is analysis.score_tone


def test_importing_the_face_imports_no_library():
    loaded = run_python("import sys, analysis; print(*{name.split('.')[0] for name in sys.modules})")
    assert set(loaded) & {"pandas", "numpy", "pyarrow", "matplotlib", "scipy", "nltk", "IPython"} == set()


def test_a_verb_loads_only_what_it_needs():
    code = "import sys, analysis; analysis.read_corpus; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = run_python(code)
    assert "pandas" in loaded
    assert set(loaded) & {"matplotlib", "scipy", "nltk", "nbconvert", "dask", "ipywidgets"} == set()


def test_type_checkers_see_misspelt_verbs():
    """A `__getattr__` that they can see would make every name a verb."""
    tree = ast.parse(FACE.read_text(encoding="utf-8"))
    assert "__getattr__" not in [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_the_version_stands_in_one_place():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "analysis.__version__"}
    assert analysis.__version__[0].isdigit()
