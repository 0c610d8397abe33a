"""The house's own rules: floors, sizes, the top level, and the two lists of dependencies in step."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from analysis.store.fingerprints import list_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "analysis"

FLOORS = {
    "text/table": 0.8, "text/vocabulary": 0.9, "schema": 1, "intervals": 1, "text/chunks": 1,
    "text/quotation": 1.1,
    "readers": 2,
    "corpus": 2.5, "clean": 2.5, "copies": 2.5, "text": 2.5, "text/words": 2.6, "lexicon": 2.5,
    "gazetteer": 2.5, "tables": 2.5, "tables/copies": 2.6, "charts": 2.6, "show": 2.7, "findings": 2.7,
    "lookup": 3, "vader": 3, "tagger": 3,
    "language": 3.5,
    "tone": 4, "entities": 4, "frames": 4, "entities/labels": 4.5, "entities/roles": 4.5,
    "store": 4.9, "pipeline": 5, "report": 5.5, "panels": 5.5,
    "__main__": 6, "__init__": 7,
}  # fmt: skip

LIBRARIES = {
    "matplotlib": {"charts", "show"},
    "nltk": {"text", "text/words"},
    "nbclient": {"report"},
    "nbconvert": {"report"},
    "dask": {"pipeline"},
    "numba": {"text/chunks"},
}


def read_modules():
    """Each module of the package by its name, with the names it imports."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file, list(find_imports(ast.parse(file.read_text(encoding="utf-8"))))


def find_imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def name_module(file):
    """The name that the floors know a file by: its own, else that of its head (`report_pages` is part of
    `report`), else its folder's.
    """
    name = file.relative_to(PACKAGE).with_suffix("").as_posix()
    folder, _, stem = name.rpartition("/")
    head = f"{folder}/{stem.split('_')[0]}".lstrip("/")
    return next((one for one in (name, head) if one in FLOORS), folder or head)


def test_fingerprints_see_every_import():
    """They read `from analysis.x import y` line by line; another way to import would escape them."""
    for file, imports in read_modules():
        ours = {name.removeprefix("analysis.") for name in imports if name.split(".")[0] == "analysis"}
        assert set(list_imports(file)) == ours, file


def test_every_file_has_a_floor():
    assert {name_module(file) for file, _ in read_modules()} <= set(FLOORS)


def test_a_file_imports_only_from_lower_floors():
    upward = []
    for file, imports in read_modules():
        for name in imports:
            parts = name.split(".")
            if parts[0] != "analysis" or len(parts) == 1:
                continue
            there = name_module(PACKAGE / f"{'/'.join(parts[1:])}.py")
            same_folder = there == name_module(file)
            if not same_folder and FLOORS[there] >= FLOORS[name_module(file)]:
                upward.append(f"{file.name} imports {name}")
    assert upward == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_known_only_where_the_design_says(library):
    knowing = {
        name_module(file)
        for file, imports in read_modules()
        if any(name.split(".")[0] == library for name in imports)
    }
    assert knowing <= LIBRARIES[library]


def test_no_file_is_named_for_nothing():
    assert not [
        file for file in PACKAGE.rglob("*.py") if re.search(r"utils?|helpers?|misc|common", file.stem)
    ]


def test_no_file_is_longer_than_a_reader_can_hold():
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file, _ in read_modules()}
    assert {file: n for file, n in lengths.items() if n > 320} == {}


def test_no_folder_holds_more_files_than_a_reader_can_overlook():
    folders = {}
    for file, _ in read_modules():
        folders.setdefault(file.parent.relative_to(ROOT).as_posix(), []).append(file.name)
    assert {folder: len(files) for folder, files in folders.items() if len(files) > 22} == {}


def test_the_face_of_the_package_defines_nothing():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    kinds = {type(node) for node in tree.body}
    assert kinds <= {ast.ImportFrom, ast.Expr, ast.Assign}


def read_requirements():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["dependencies"] + project["optional-dependencies"]["dev"], project["requires-python"]


def read_conda_lines():
    """The dependency lines of environment.yml, those for conda and those for pip."""
    conda, pip = [], []
    for line in (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:")[1].splitlines():
        entry = line.strip().removeprefix("- ").strip()
        if not entry or entry == "pip:":
            continue
        (pip if line.startswith("      ") else conda).append(entry)
    return conda, pip


def test_conda_and_pip_users_get_the_same_packages_with_the_same_bounds():
    requirements, python = read_requirements()
    conda, pip = read_conda_lines()
    conda_names = {"matplotlib": "matplotlib-base"}
    expected = {f"python{python}", "pip", "-e ."}
    for requirement in requirements:
        name, bound = re.fullmatch(r"([A-Za-z0-9_.-]+)(.*)", requirement).groups()
        expected.add((conda_names.get(name, name) + bound).lower())
    assert {line.lower() for line in conda + pip} == expected


def test_every_conda_line_is_a_match_spec():
    rattler = pytest.importorskip("rattler", reason="py-rattler reads conda match specs and is not installed")
    for line in read_conda_lines()[0]:
        assert rattler.MatchSpec(line).name is not None


def test_the_lock_names_every_dependency_and_no_registry():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    requirements, _ = read_requirements()
    for requirement in requirements:
        name = re.match(r"[A-Za-z0-9_.-]+", requirement).group().lower().replace("_", "-")
        assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), f"{name} is not in requirements.lock"
    assert "://" not in lock
