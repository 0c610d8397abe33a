"""What a table was made by, as one short name: the code, the registry, the packages."""

import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis.store.folder import hash_parts

PACKAGE = Path(__file__).parent.parent
# What a module reads beside its arguments: a change of these changes what it gives.
PACKAGES = {
    "readers.encoding": ["charset-normalizer"], "readers.dates": ["python-dateutil"],
    "readers.textfile": ["pyyaml"], "readers.warcfile": ["trafilatura", "warcio"],
    "cleaning.steps": ["ftfy"], "tone.vader": ["vaderSentiment"],
}  # fmt: skip
# A module of this package is imported by its whole name (a test says so): no syntax tree is needed.
IMPORT = re.compile(r"^\s*from analysis\.([\w.]+) import ", re.M)
FOLDERS = {"registry.files": PACKAGE / "registry", "tagger.names": PACKAGE / "tagger/models"}


def fingerprint_measure(module: str, *, after: str = "") -> str:
    """A name that changes with the source of a module and of all in this package that it imports, with the
    registry and the models that they read, and with `after`, the name of what it builds on.

    >>> tone = fingerprint_measure("tone.vader")
    >>> tone == fingerprint_measure("tone.vader") != fingerprint_measure("tone.vader", after="others")
    True
    """
    files = list_sources(module)
    parts = [after, hash_files(tuple(files))]
    names = {".".join(file.relative_to(PACKAGE).with_suffix("").parts) for file in files}
    for name, folder in FOLDERS.items():
        if name in names:
            parts.append(
                hash_files(
                    tuple(sorted(one for one in folder.iterdir() if one.is_file() and one.suffix != ".py"))
                )
            )
    parts += [name_package(one) for name in sorted(names) for one in PACKAGES.get(name, [])]
    return hash_parts(*parts)


@lru_cache(maxsize=64)
def name_package(name: str) -> str:
    """A package with its version, looked up once: it stays in this process as it was loaded. One of an extra
    may be missing: with it, what was left out for want of it is read."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} is not installed"


@lru_cache(maxsize=64)
def hash_files(files: tuple[Path, ...]) -> str:
    """A short name for files, read once: code and registry stay in this process as they were loaded."""
    return hash_parts(*(part for file in files for part in (file.name, file.read_bytes())))


@lru_cache(maxsize=64)
def list_sources(module: str) -> list[Path]:
    """The source files of a module of this package and of all that it imports from it, by name.

    >>> [file.name for file in list_sources("text.vocabulary")]
    ['hash_table.py', 'vocabulary.py']
    """
    found, waiting = {}, [module]
    if not find_source(module).is_file():
        raise ModuleNotFoundError(f"fingerprint_measure needs a module of this package; got {module!r}.")
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
    """What a source file of this package may import from it; read once, as Python does."""
    return IMPORT.findall(file.read_text(encoding="utf-8"))
