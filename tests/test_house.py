"""The house's own rules: the order of its rooms, sizes, the face, and two lists of dependencies in step."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from analysis.store.fingerprints import list_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "analysis"

# From top to bottom: a room imports from itself and from the rooms below it.
ORDER = [
    "__main__", "__init__", "reporting", "store", "measures", "charts", "summaries", "acts", "entities",
    "tone", "frames", "duplicates", "tagger", "registry", "matching", "cleaning", "corpus", "readers", "text",
    "ids", "caching", "wording", "schema",
]  # fmt: skip

LIBRARIES = {
    "matplotlib": {"charts", "reporting"},
    "nltk": {"summaries"},
    "nbclient": {"reporting"},
    "nbconvert": {"reporting"},
    "dask": {"store"},
    "numba": {"text"},
}


def read_modules():
    """Each module of the package by its file, with the names it imports."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file, list(find_imports(ast.parse(file.read_text(encoding="utf-8"))))


def find_imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def name_room(file):
    """The folder right under the package that a file stands in, or its own name where it stands in none."""
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def list_ours():
    """Pairs of a module of the package and a module of the package that it imports, by name."""
    for file, imports in read_modules():
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        yield from (
            (name, other.removeprefix("analysis.")) for other in imports if other.startswith("analysis.")
        )


def test_fingerprints_see_every_import():
    """They read `from analysis.x import y` line by line; another way to import would escape them."""
    for file, imports in read_modules():
        ours = {name.removeprefix("analysis.") for name in imports if name.split(".")[0] == "analysis"}
        assert set(list_imports(file)) == ours, file


def test_every_room_has_its_place():
    assert {name_room(file) for file, _ in read_modules()} == set(ORDER)


def test_no_import_runs_upwards():
    rank = {room: number for number, room in enumerate(ORDER)}
    upwards = [
        f"{name} imports {other}"
        for name, other in list_ours()
        if rank[name.split(".")[0]] > rank[other.split(".")[0]]
    ]
    assert upwards == []


def test_no_import_runs_in_a_circle():
    imports = {}
    for name, other in list_ours():
        imports.setdefault(name, set()).add(other)
    while leaves := {name for others in imports.values() for name in others} - set(imports):
        imports = {name: others - leaves for name, others in imports.items()}
        imports = {name: others for name, others in imports.items() if others}
    tops = set(imports)
    while tops:
        imports = {name: others for name, others in imports.items() if name in set().union(*imports.values())}
        if set(imports) == tops:
            break
        tops = set(imports)
    assert imports == {}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_known_only_where_the_design_says(library):
    knowing = {
        name_room(file)
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
