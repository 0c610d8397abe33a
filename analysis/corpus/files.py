"""The files of a corpus: which hold articles, and what their names and folders say."""

import os
import re
import stat
import tomllib
from pathlib import Path

from analysis.readers.formats import find_ending, find_format, list_endings
from analysis.readers.limits import describe_limit, read_limit
from analysis.readers.packed.archive import HIDDEN

# What stands beside the articles of a corpus and is about them.
COMPANIONS = {
    "provenance.toml",
    "problems.csv",
    "events.csv",
    "casualties.csv",
    "outlets.csv",
    "codes.csv",
    "noise.csv",
    "wires.csv",
}
COMPANION_STEMS = {"readme", "license", "licence", "codebook", "changelog", "notice"}
FILE_DATE = re.compile(r"(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
NO_FORMAT = "not a format that is read"

Left = tuple[Path, str]  # a file, and why it is not read


def list_files(path: str | Path) -> tuple[list[Path], list[Left]]:
    """The files of a corpus that are read, and those that are not with the reason, in the order of names.

    The companions at the top of a folder (README, PROVENANCE.toml, events.csv, casualties.csv, outlets.csv,
    codes.csv, noise.csv, wires.csv and the like) are in neither list, nor are hidden files (`.name`) and what
    is in hidden folders. Links to folders are not followed. Raises FileNotFoundError for a path that is not
    there, and ValueError for one file of a format that is not read.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(
            f"There is no file or folder {str(path)!r}; give a folder of articles or one file of them."
        )
    if path.is_dir():
        return list_folder(path)
    if not path.is_file():
        raise ValueError(
            f"{path.name} is neither a file nor a folder; give a folder of articles or one file."
        )
    if find_format(path) is None:
        raise ValueError(
            f"{path.name}: files that end in {find_ending(path) or 'nothing'} are not read; "
            f"save it as one of {', '.join(list_endings())}."
        )
    return [path], []


def list_folder(path: Path) -> tuple[list[Path], list[Left]]:
    """The files in a folder that are read, and those that are not with the reason."""
    files: list[Path] = []
    left: list[Left] = []
    for folder, folders, names in os.walk(
        path,
        onerror=lambda error: left.append((Path(str(error.filename)), error.strerror or "cannot be opened")),
    ):
        for name in folders:
            if os.path.islink(os.path.join(folder, name)):
                left.append((Path(folder, name), "a link to a folder, which is not followed"))
            elif name.startswith(HIDDEN[1:]):
                left.append((Path(folder, name), "a folder that a program keeps for itself"))
        folders[:] = [name for name in folders if not name.startswith(HIDDEN)]
        at_top = Path(folder) == path
        for name in names:
            file = Path(folder, name)
            if name.startswith(".") or (at_top and is_companion(file)):
                continue
            reason = find_reason(file)
            if reason:
                left.append((file, reason))
            else:
                files.append(file)
    files.sort(key=lambda file: name_file(file, path))
    left.sort(key=lambda pair: name_file(pair[0], path))
    most = read_limit("files")
    return files[:most], left + [(file, describe_limit("files")) for file in files[most:]]


def find_reason(file: Path) -> str:
    """Why a file in a folder is not read; empty for one that is."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        return "a link that leads nowhere" if file.is_symlink() else error.strerror or "cannot be opened"
    if not stat.S_ISREG(mode):
        return "a pipe or a device, not a file"
    if file.name.startswith(HIDDEN):
        return "a file that a program keeps for itself"
    return "" if find_format(file) else NO_FORMAT


def is_companion(file: Path) -> bool:
    """Whether a file stands beside the articles and is about them."""
    return file.name.lower() in COMPANIONS or file.stem.lower().split(".")[0] in COMPANION_STEMS


def name_file(file: Path, path: Path) -> str:
    """The name of a file in its corpus: the way to it from the corpus's folder.

    Bytes of a name that are no UTF-8 are written out.
    """
    inside = str(file).removeprefix(str(path)).lstrip(os.sep) if file != path else ""
    name = inside.replace(os.sep, "/") or file.name
    return name if name.isascii() else os.fsencode(name).decode("utf-8", errors="backslashreplace")


def date_from_name(file: Path) -> str:
    """The date that a file's name opens with, or else the one it has anywhere; empty if none.

    >>> date_from_name(Path("courier/20221117-bridge.txt"))
    '2022-11-17'
    """
    found = FILE_DATE.match(file.name) or FILE_DATE.search(file.name)
    return "-".join(found.groups()) if found else ""


def outlet_from_folder(file: Path) -> str:
    """The name of the nearest folder around a file that is a name, not a year, a month or a day.

    >>> outlet_from_folder(Path("corpus/courier/2022/11/bridge.txt"))
    'courier'
    """
    folders = os.path.dirname(os.path.abspath(file)).split(os.sep)
    name = next((name for name in reversed(folders) if re.search(r"[^\W\d_]", name)), "")
    return name if name.isascii() else os.fsencode(name).decode("utf-8", errors="backslashreplace")


def read_provenance_file(path: Path) -> tuple[dict, list[dict]]:
    """What the PROVENANCE.toml in a folder, or beside a file, holds; and a problem if it cannot be read."""
    file = (path if path.is_dir() else path.parent) / "PROVENANCE.toml"
    if not file.is_file():
        return {}, []
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig")), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError, OSError) as error:
        what = f"not valid TOML: {error}"
        return {}, [{"file": file.name, "row": None, "what": what, "done": "read as if it were not there"}]
