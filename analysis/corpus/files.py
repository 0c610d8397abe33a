"""The files of a corpus: which hold articles, and what their names and folders say."""

import re
import tomllib
from pathlib import Path

from analysis.readers.formats import find_ending, find_format, list_endings

# What stands beside the articles of a corpus and is about them.
COMPANIONS = {
    "provenance.toml",
    "problems.csv",
    "events.csv",
    "outlets.csv",
    "codes.csv",
    "noise.csv",
    "wires.csv",
}
COMPANION_STEMS = {"readme", "license", "licence", "codebook", "changelog", "notice"}
FILE_DATE = re.compile(r"(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")


def list_files(path: str | Path) -> tuple[list[Path], list[Path]]:
    """The files of a corpus that are read, and those that are not, each in the order of their names.

    Hidden files are in neither list, nor are the companions at the top of a folder (README, PROVENANCE.toml,
    events.csv, outlets.csv, codes.csv, noise.csv, wires.csv and the like). Raises FileNotFoundError for a
    path that is not there, and ValueError for one file of a format that is not read.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(
            f"There is no file or folder {str(path)!r}; give a folder of articles or one file of them."
        )
    if path.is_file():
        if find_format(path) is None:
            raise ValueError(
                f"{path.name}: files that end in {find_ending(path) or 'nothing'} are not read; "
                f"save it as one of {', '.join(list_endings())}."
            )
        return [path], []
    files = [
        file
        for file in path.rglob("*")
        if file.is_file()
        and not any(part.startswith((".", "~", "__")) for part in file.relative_to(path).parts)
        and not (file.parent == path and is_companion(file))
    ]
    files.sort(key=lambda file: file.relative_to(path).as_posix())
    to_read: list[Path] = []
    strange: list[Path] = []
    for file in files:
        (to_read if find_format(file) else strange).append(file)
    return to_read, strange


def is_companion(file: Path) -> bool:
    """Whether a file stands beside the articles and is about them."""
    return file.name.lower() in COMPANIONS or file.stem.lower().split(".")[0] in COMPANION_STEMS


def name_file(file: Path, path: Path) -> str:
    """The name of a file in its corpus: the way to it from the corpus's folder."""
    return file.name if path.is_file() else file.relative_to(path).as_posix()


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
    folders = (folder.name for folder in file.absolute().parents)
    return next((name for name in folders if re.search(r"[^\W\d_]", name)), "")


def read_provenance_file(path: Path) -> tuple[dict, list[dict]]:
    """What the PROVENANCE.toml in a folder, or beside a file, holds; and a problem if it cannot be read."""
    file = (path if path.is_dir() else path.parent) / "PROVENANCE.toml"
    if not file.exists():
        return {}, []
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig")), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        what = f"not valid TOML: {error}"
        return {}, [{"file": file.name, "row": None, "what": what, "done": "read as if it were not there"}]
