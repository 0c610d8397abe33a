"""Files and folders for users, written whole or not at all: a kill leaves the old or the new."""

import csv
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd

from analysis.guards import drop_controls, guard_formula

# Of <fcntl.h> and <linux/fs.h>; of <sys/stdio.h> on macOS.
AT_FDCWD, RENAME_EXCHANGE, RENAME_SWAP = -100, 2, 2


def format_csv(table: pd.DataFrame) -> str:
    """A table as CSV: texts in quotation marks, none of which can start a formula; numbers as they are."""

    def guard(cell: object) -> object:
        cell = guard_formula(cell)
        # A lone carriage return is content here: within quotation marks it ends no row.
        return "\r".join(map(drop_controls, cell.split("\r"))) if isinstance(cell, str) else cell

    guarded = table.copy(deep=False)
    guarded.columns = [guard(str(name)) for name in table.columns]
    is_text = [
        not (pd.api.types.is_any_real_numeric_dtype(kind) or pd.api.types.is_datetime64_any_dtype(kind))
        for kind in table.dtypes
    ]
    for place in [place for place, text in enumerate(is_text) if text]:
        guarded.isetitem(place, table.iloc[:, place].astype(object).map(guard).array)
    return guarded.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)


def write_csv(table: pd.DataFrame, file: str | Path) -> None:
    """Write a table as the CSV of `format_csv`, whole or not at all."""
    draft = Path(file).with_name(f".{Path(file).name}.{os.getpid()}")
    try:
        draft.write_text(format_csv(table), encoding="utf-8", newline="")
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def write_folder(out: str | Path, *, keep: bool = False) -> Iterator[Path]:
    """Give a draft folder; when it is filled it takes the place of `out`, in one step.

    With `keep`, what lies in `out` under other names stays there. A folder that cannot be renamed gets the
    new files one by one.
    """
    out = Path(out).resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    inside = not can_be_renamed(out)
    draft = (out if inside else out.parent) / f".{out.name}.draft-{os.getpid()}"
    restore(out)
    drop_drafts(draft)
    draft.mkdir()
    try:
        yield draft
        if inside:
            for file in sorted(draft.iterdir()):
                os.replace(file, out / file.name)
        else:
            if keep and out.is_dir():
                carry_over(out, draft)
            put_in_place(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def can_be_renamed(out: Path) -> bool:
    """Whether a folder can change its place: it is no mount point, nobody works in it, its parent is ours."""
    if os.path.ismount(out) or out in [Path.cwd(), *Path.cwd().parents]:
        return False
    return not out.is_dir() or os.access(out.parent, os.W_OK)


def carry_over(old: Path, new: Path) -> None:
    """Give a new folder what it lacks of the old one: the same files, under a second name where that goes."""
    for path in sorted(old.iterdir()):
        target = new / path.name
        if os.path.lexists(target):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, target, symlinks=True, copy_function=link_file)
        else:
            link_file(path, target)


def link_file(file: str | Path, target: str | Path) -> None:
    """Give a file a second name; a copy where the disk has no such names."""
    try:
        os.link(file, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(file, target, follow_symlinks=False)


def put_in_place(draft: Path, out: Path) -> None:
    """Make a draft the folder `out`; the old folder then lies where the draft was, or nowhere."""
    if not out.exists():
        os.replace(draft, out)
        return
    if exchange(draft, out):
        return
    # Without a step that exchanges folders, the old one has another name for a moment (`restore`).
    old = name_old(out)
    os.replace(out, old)
    try:
        os.replace(draft, out)
    except OSError:
        os.replace(old, out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk has no such step (Windows)."""
    paths = os.fsencode(first), os.fsencode(second)
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            failed = library.renamex_np(*paths, RENAME_SWAP)
        else:
            failed = library.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
    except (AttributeError, OSError, TypeError):
        return False
    return not failed


def restore(out: Path) -> None:
    """Give a folder its name back that a killed run had renamed; drop it where the new one is there."""
    old = name_old(out)
    if not old.is_dir():
        return
    if out.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        os.replace(old, out)


def name_old(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


def drop_drafts(draft: Path) -> None:
    """Delete the drafts of runs that were killed, and what lies under the name of this one."""
    stem = draft.name.rpartition("-")[0]
    for path in draft.parent.iterdir() if draft.parent.is_dir() else []:
        number = path.name.removeprefix(f"{stem}-")
        if path.name.startswith(f"{stem}-") and number.isdigit() and not is_running(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def is_running(number: int) -> bool:
    """Whether another process has this number; on Windows, where asking would end it, it is taken to run."""
    if number == os.getpid():
        return False
    if os.name == "nt":
        return True
    with suppress(PermissionError, OverflowError):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return False
    return True
