"""What a table was made by, as one short name: the code, the word list, the registry, the packages."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd

from analysis.caching import cache_by_files
from analysis.measures import MEASURES, Measure, list_files, sort_by_needs
from analysis.schema import check_choice
from analysis.store.disk.folder import hash_parts

PACKAGE = Path(__file__).parent.parent
# Change this when the files of batches hold something else than before.
LAYOUT = "4"
# Packages that a module uses: another version changes what the module gives.
PACKAGES = {
    "readers.encoding": ["charset-normalizer"], "readers.parsing.months": ["babel"],
    "readers.markup": ["lxml", "mistune"], "cleaning.characters": ["ftfy"], "tone.vader": ["vaderSentiment"],
    "duplicates.signatures": ["datasketch"],
}  # fmt: skip
# Folders of data that a module reads, whoever imports it.
FOLDERS = {"registry.files": "registry", "tagger.names": "tagger/models"}
# Modules that make what a measure may need beside tables.
MAKERS = {"words": "text.words", "chunks": "text.chunks", "voices": "text.voices"}
# A module of this package is imported by its whole name (a test checks it): no syntax tree is needed.
IMPORT = re.compile(r"^\s*from analysis\.([\w.]+) import ", re.M)


def fingerprint_tables(measures: Iterable[Measure] = MEASURES) -> dict[str, str]:
    """For each table of the store, by name, the fingerprint of what makes it.

    A table's fingerprint changes with that of every table that it is made from.
    """
    layout = hash_parts(LAYOUT, fingerprint_measure("schema"))
    cleaning = fingerprint_measure("cleaning.pipeline", after=layout)
    made_by = {
        "articles": cleaning,
        "sentences": fingerprint_measure("text.sentences", after=cleaning),
        "copies": fingerprint_measure("duplicates.clusters", after=cleaning),
    }
    for measure in sort_by_needs(measures):
        parts = [made_by["sentences"], *(name_need(need, made_by) for need in measure.after)]
        if measure.lexicon is not None:
            parts.append(fingerprint_list(measure.lexicon))
        parts += [hash_data(PACKAGE / name) for name in measure.files]
        parts += [hash_data(Path(name)) if Path(name).is_file() else name for name in measure.registry]
        made_by[measure.name] = fingerprint_measure(measure.module, after=hash_parts(*parts))
    return made_by


def name_need(need: str, made_by: dict[str, str]) -> str:
    """The fingerprint of one thing that a measure needs."""
    check_choice(need, [*MAKERS, *made_by], name="needs")
    return fingerprint_measure(MAKERS[need]) if need in MAKERS else made_by[need]


def fingerprint_list(lexicon: str | pd.DataFrame) -> str:
    """A name that changes with a word list: its files, or the terms and the description of a codebook."""
    if isinstance(lexicon, str):
        return hash_parts(*map(hash_data, list_files(lexicon)))
    return hash_parts(lexicon.to_csv(index=False), lexicon.attrs.get("lexicon", ""))


def fingerprint_measure(module: str, *, after: str = "") -> str:
    """A name that changes with a module and everything that it depends on.

    These are its source, the sources of all modules of this package that it imports, the registry and the
    models that these read, the versions of the packages that they use, and `after`, the name of what the
    module builds on.

    >>> tone = fingerprint_measure("tone.vader")
    >>> tone == fingerprint_measure("tone.vader") != fingerprint_measure("tone.vader", after="others")
    True
    """
    files = list_sources(module)
    parts = [after, hash_code(tuple(files))]
    names = {".".join(file.relative_to(PACKAGE).with_suffix("").parts) for file in files}
    for name, folder in FOLDERS.items():
        if name in names:
            parts.append(hash_data(PACKAGE / folder))
    parts += [name_package(package) for name in sorted(names) for package in PACKAGES.get(name, [])]
    return hash_parts(*parts)


@lru_cache(maxsize=64)
def name_package(name: str) -> str:
    """A package with its version; looked up once, because a process keeps the version that it has loaded.

    A package of an extra may be missing: installing it changes what is read.
    """
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} is not installed"


@lru_cache(maxsize=64)
def hash_code(files: tuple[Path, ...]) -> str:
    """A short name for source files; read once, because a process keeps the code that it has loaded."""
    return hash_parts(*(part for file in files for part in (file.name, file.read_bytes())))


def list_data(path: Path) -> list[Path]:
    """A file, or the files of a folder and its folders that are no source code, by name."""
    if path.is_dir():
        files = (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        return sorted(file for file in files if file.suffix != ".py")
    return [path]


@cache_by_files(list_data, size=64)
def hash_data(path: Path) -> str:
    """A short name for a file or a folder of data; read again whenever a file changes."""
    return hash_parts(*(part for file in list_data(path) for part in (file.name, file.read_bytes())))


@lru_cache(maxsize=64)
def list_sources(module: str) -> list[Path]:
    """The source files of a module of this package and of all that it imports from it, by name.

    >>> [file.name for file in list_sources("text.vocabulary")]
    ['hash_table.py', 'vocabulary.py']
    """
    if not find_source(module).is_file():
        raise ModuleNotFoundError(f"fingerprint_measure needs a module of this package; got {module!r}.")
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        file = find_source(name)
        if name not in found and file.is_file():
            found[name] = file
            waiting += list_imports(file)
    return [found[name] for name in sorted(found)]


def find_source(module: str) -> Path:
    return PACKAGE / f"{module.replace('.', '/')}.py"


@lru_cache(maxsize=256)
def list_imports(file: Path) -> list[str]:
    """The modules of this package that a source file may import; read once, as Python does."""
    return IMPORT.findall(file.read_text(encoding="utf-8"))
