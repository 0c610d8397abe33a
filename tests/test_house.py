"""The rules of the house: the order of its rooms, sizes, caches, the face, and dependencies in step."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from analysis.store.fingerprints import list_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "analysis"
CODE = ["analysis", "benchmarks", "training"]  # folders whose functions must be short and flat

# From top to bottom: a room imports from itself and from the rooms below it.
ORDER = [
    "__main__", "commands", "__init__", "desk", "reporting", "store", "measures", "charts", "summaries",
    "acts", "attributions", "entities", "tone", "frames", "duplicates", "tagger", "registry", "matching",
    "cleaning", "corpus", "readers", "text", "counted_rows", "ids", "caching", "wording", "schema", "outputs",
    "guards",
]  # fmt: skip

LIBRARIES = {
    "matplotlib": {"charts", "reporting"},
    "nltk": {"summaries", "text"},
    "nbclient": {"reporting"},
    "nbconvert": {"reporting"},
    "dask": {"store"},
    "numba": {"text"},
    "psutil": {"commands"},
}


def read_modules():
    """Each module of the package by its file, with the names it imports."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file, list(find_imports(ast.parse(file.read_text(encoding="utf-8"))))


def find_imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.names[0].name != "__version__":
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
    assert {file: n for file, n in lengths.items() if n > 300} == {}


def test_no_folder_holds_more_files_than_a_reader_can_overlook():
    folders = {}
    for file, _ in read_modules():
        # An `__init__.py` says what the folder is for and holds nothing else.
        if file.name != "__init__.py":
            folders.setdefault(file.parent.relative_to(ROOT).as_posix(), []).append(file.name)
    assert {folder: len(files) for folder, files in folders.items() if len(files) > 15} == {}


def read_functions(*folders):
    """Each function in some folders of the project, with its file and name."""
    for file in sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file.relative_to(ROOT).as_posix()}: {node.name}", node


def count_lines(function):
    """The lines of a function from its `def` on, its docstring not counted."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    docstring = first.end_lineno - first.lineno + 1 if has_docstring else 0
    return function.end_lineno - function.lineno + 1 - docstring


def measure_depth(node, depth=0):
    """How many blocks (if, for, while, with, try) stand within each other; `elif` opens no new one."""
    blocks = ast.If | ast.For | ast.While | ast.With | ast.Try | ast.AsyncFor | ast.AsyncWith | ast.Match
    depths = [depth]
    for name, children in ast.iter_fields(node):
        for child in children if isinstance(children, list) else [children]:
            if not isinstance(child, ast.AST):
                continue
            is_elif = isinstance(node, ast.If) and name == "orelse" and isinstance(child, ast.If)
            deeper = isinstance(child, blocks) and not is_elif
            depths.append(measure_depth(child, depth + deeper))
    return max(depths)


def test_depth_counts_blocks_within_blocks():
    code = "for a in b:\n    if a:\n        x\n    elif b:\n        with c:\n            y\n"
    assert measure_depth(ast.parse(code)) == 3


def test_no_function_is_longer_than_forty_lines():
    assert {name: n for name, node in read_functions(*CODE) if (n := count_lines(node)) > 40} == {}


def test_no_function_is_nested_deeper_than_four_blocks():
    assert {name: n for name, node in read_functions(*CODE) if (n := measure_depth(node)) > 4} == {}


def is_without_bound(decorator):
    """True for `@cache`, and for an `lru_cache` without a `maxsize` that is a number."""
    call = decorator if isinstance(decorator, ast.Call) else None
    named = call.func if call else decorator
    name = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
    if name == "cache":
        return True
    if name != "lru_cache":
        return False
    sizes = [word.value for word in call.keywords if word.arg == "maxsize"] + call.args if call else []
    return not sizes or (isinstance(sizes[0], ast.Constant) and sizes[0].value is None)


@pytest.mark.parametrize(
    ("decorator", "refused"),
    [
        ("cache", True),
        ("functools.cache", True),
        ("lru_cache", True),
        ("lru_cache()", True),
        ("lru_cache(maxsize=None)", True),
        ("lru_cache(maxsize=8)", False),
        ("lru_cache(8)", False),
        ("cache_by_files(maxsize=4)", False),
    ],
)
def test_a_cache_without_a_bound_is_recognised(decorator, refused):
    assert is_without_bound(ast.parse(decorator, mode="eval").body) == refused


def test_every_cache_has_a_bound():
    without = [
        name
        for name, node in read_functions("analysis")
        if any(is_without_bound(one) for one in node.decorator_list)
    ]
    assert without == []


def test_the_face_of_the_package_only_names_the_verbs():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    defined = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert sorted(defined) == ["__dir__", "__getattr__"]


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


def test_the_lock_has_a_hash_for_every_package():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"^(?=\S+==)", lock, flags=re.MULTILINE)[1:]
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert (ROOT / "Makefile").read_text(encoding="utf-8").count("--require-hashes -r requirements.lock") == 2
