"""ZIP archives: the files in them, unpacked beside each other, within limits."""

import atexit
import os
import re
import shutil
import stat
import tempfile
import time
import zipfile
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

import pandas as pd

from analysis.readers.limits import describe_limit, read_limit
from analysis.readers.packed.kinds import name_packed
from analysis.readers.problems import note, reading

BLOCK = 2**20
# How the names of files begin that programs keep for themselves.
HIDDEN = (".", "~", "__")


@dataclass
class Unpacking:
    """What one archive may still unpack, those inside it included."""

    folder: Path
    bytes_left: int
    files_left: int
    members: list[dict]
    problems: list[dict]


def read_archive(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per file in a ZIP archive: `member`, its name there; `place`, where it was unpacked to; `row`.

    Archives in the archive are unpacked too. The files live as long as this process. Members are named, never
    trusted: none is written outside the folder. Raises ValueError for a damaged or an empty archive.
    """
    unpacking = Unpacking(
        make_folder(path), read_limit("unpacked_mb") * 2**20, read_limit("archive_files"), [], []
    )
    with reading(path.name, "a ZIP archive"):
        unpack(path, unpacking, "", 1)
    table = pd.DataFrame(unpacking.members, columns=["member", "place"], dtype="str")
    if table.empty and not unpacking.problems:
        raise ValueError(f"{path.name} is an archive without a file")
    return table.assign(row=range(1, len(table) + 1)), unpacking.problems


def make_folder(path: Path) -> Path:
    """A new folder of this process, named for the archive: a single file may be called after its folder."""
    folder = Path(tempfile.mkdtemp(prefix="0"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    state = path.stat()
    key = blake2b(f"{path.resolve()} {state.st_mtime_ns} {state.st_size}".encode(), digest_size=6)
    named = re.sub(r"[^\w .-]", "_", path.name.split(".")[0]) or "archive"
    around = path.resolve().parent.name or "corpus"
    made = folder / str(int(key.hexdigest(), 16)) / around / named
    made.mkdir(parents=True)
    return made


def unpack(path: Path, unpacking: Unpacking, before: str, depth: int) -> None:
    """Unpack the members of an archive, and of the archives in it."""
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        for number, info in enumerate(infos):
            name = before + info.filename.replace("\\", "/")
            if info.is_dir() or is_hidden(name):
                continue
            if unpacking.files_left <= 0 or unpacking.bytes_left <= 0:
                limit = "archive_files" if unpacking.files_left <= 0 else "unpacked_mb"
                done = f"{len(infos) - number:,} files left out; {describe_limit(limit)}"
                unpacking.problems.append(note(None, f"the archive is too large, from {name[:120]} on", done))
                return
            unpacking.files_left -= 1
            unpack_member(archive, info, unpacking, name, depth)


def is_hidden(name: str) -> bool:
    """Whether a member is what systems put beside files: hidden, a copy in work, `__MACOSX`."""
    return any(part.startswith(HIDDEN) and part not in (".", "..") for part in name.split("/"))


def unpack_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, unpacking: Unpacking, name: str, depth: int
) -> None:
    """Unpack one member, or add a problem that says why it is left out."""
    what = ""
    if stat.S_ISLNK(info.external_attr >> 16):
        what = "a link"
    elif info.flag_bits & 1:
        what = "encrypted; unpack it with its password"
    elif info.file_size > unpacking.bytes_left:
        what = f"unpacks to {info.file_size / 2**20:,.0f} MB; {describe_limit('unpacked_mb')}"
    place = place_member(unpacking.folder, name)
    if place.exists():  # two members of one name
        place = place_member(unpacking.folder / str(unpacking.files_left), name)
    if not what:
        try:
            unpacking.bytes_left -= write_member(archive, info, place, unpacking.bytes_left)
        except Exception as error:  # a stranger's packing: any member may be damaged in any way
            what = f"damaged: {type(error).__name__}"
            place.unlink(missing_ok=True)
    if what:
        unpacking.problems.append(note(None, f"{name[:200]}: {what}", "left out"))
    elif is_archive(place):
        unpack_inner(place, unpacking, name, depth)
    else:
        unpacking.members.append({"member": name, "place": str(place)})


def unpack_inner(place: Path, unpacking: Unpacking, name: str, depth: int) -> None:
    """Unpack an archive that was in an archive, in its place."""
    if depth >= read_limit("depth"):
        done = f"left out; {describe_limit('depth')}"
        what = f"{name[:200]}: an archive inside {depth} archives"
        unpacking.problems.append(note(None, what, done))
        return
    packed = place.rename(place.with_name(f"{place.name}~"))
    try:
        unpack(packed, unpacking, f"{name}/", depth + 1)
    except Exception as error:  # a stranger's packing: it may be damaged in any way
        what = f"{name[:200]}: damaged: {type(error).__name__}"
        unpacking.problems.append(note(None, what, "left out"))
    finally:
        packed.unlink(missing_ok=True)


def is_archive(place: Path) -> bool:
    """Whether a file is a ZIP archive, and not a document that is packed as one."""
    with place.open("rb") as file:
        return file.read(4) == b"PK\x03\x04" and name_packed(place) == "ZIP"


def place_member(folder: Path, name: str) -> Path:
    """Where a member is written: below the folder, whatever its name says."""
    parts = [part for part in PurePosixPath(name.replace("\0", "")).parts if part not in ("/", "..", ".")]
    # A name of a file has at most 255 bytes; the end tells its kind.
    safe = [
        re.sub(r'[<>:"|?*\x00-\x1f]', "_", part).encode("utf-8", "replace")[-120:].decode("utf-8", "ignore")
        for part in parts
    ]
    return folder.joinpath(*(safe or ["member"]))


def write_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path, most: int) -> int:
    """Write a member, and give its size; raises ValueError where it is larger than the limit allows."""
    place.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with archive.open(info) as packed, place.open("wb") as file:
        while block := packed.read(BLOCK):
            size += len(block)
            if size > most:
                raise ValueError(describe_limit("unpacked_mb"))
            file.write(block)
    # The same time in each run: the store knows files by it.
    when = time.mktime((*info.date_time, 0, 0, -1))
    os.utime(place, (when, when))
    return size
