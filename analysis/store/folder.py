"""A folder of Parquet files that are written whole or not at all.

What a file is called says what it was made from, so that nothing needs to be looked up to know that it still
holds: `tone/<fingerprint of the measure>/<batch>.parquet`. There is no list of what is in the store, which
could be wrong about it; what is there, is there.
"""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout
from tqdm.auto import tqdm

MARK = "this-is-a-store.txt"
SAYS = "Tables that `measure_corpus` has made of a corpus. Deleting this folder loses nothing but time.\n"


def place_store(path: str | Path) -> Path:
    """Where the store of a corpus is looked for when no other place is named: beside it, hidden.

    >>> place_store("corpus/sample").as_posix()
    'corpus/.sample.store'
    """
    path = Path(path)
    path = path if path.name else path.resolve()
    return path.parent / f".{path.name}.store"


def open_store(folder: str | Path) -> Path:
    """The folder of a store, made if it is not there.

    Raises ValueError where the folder holds something else, OSError where it cannot be made.
    """
    folder = Path(folder)
    if (folder / MARK).is_file():
        return folder
    ours = {"lock", MARK}
    if folder.exists() and (
        not folder.is_dir() or any(strip_draft(one.name) not in ours for one in folder.iterdir())
    ):
        raise ValueError(
            f"A store needs a folder of its own; {str(folder)!r} holds something else. Name a new one."
        )
    write_whole(folder / MARK, SAYS.encode())
    return folder


@contextmanager
def lock_store(folder: Path) -> Iterator[None]:
    """One writer at a time: a second one says so and waits. A killed process holds no lock."""
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tqdm.write(f"Another run is writing to {folder}; waiting until it is done.", file=sys.stderr)
        lock.acquire()
    except OSError as error:
        raise explain_failure(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def write_table(file: Path, table: pd.DataFrame) -> None:
    """Write a table as one Parquet file, whole or not at all."""
    sink = pa.BufferOutputStream()
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    # Tables are read whole: nobody asks for the least and greatest value of a group of rows.
    pq.write_table(
        arrow, sink, compression="zstd", compression_level=1, row_group_size=2**16, write_statistics=False
    )
    write_whole(file, sink.getvalue())


def write_whole(file: Path, data: object) -> None:
    """Write a file under another name and give it its own when all of it is on the disk.

    Raises OSError saying what could not be written and what to do, for a full or a read-only disk.
    """
    draft = file.with_name(f"~{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(draft, "wb") as sink:
            sink.write(data)
            sink.flush()
            os.fsync(sink.fileno())
        os.replace(draft, file)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise explain_failure(file, error) from error


def strip_draft(name: str) -> str:
    """The name that an unfinished file was to get, or the name itself."""
    return name[1:].rpartition(".")[0] if name.startswith("~") else name


def explain_failure(file: Path, error: OSError) -> OSError:
    """The same error, saying what to do about it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        advice = "the disk is full. Make room, or name a store elsewhere, and run it again"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        advice = "it is read-only. Name a store elsewhere, or measure without one"
    else:
        advice = f"{error.strerror or error}. Name a store elsewhere, or run it again"
    said = f"{str(file)!r} could not be written: {advice}. What the store held before still holds."
    return type(error)(error.errno, said) if error.errno else OSError(said)


def read_table(file: Path, *, columns: list[str] | None = None) -> pd.DataFrame:
    """A table of the store, or some of its columns. Raises OSError for a file that is gone or damaged."""
    return read_arrow(file, columns=columns).to_pandas()


def read_arrow(file: Path, *, columns: list[str] | None = None, dictionaries: Iterable[str] = ()) -> pa.Table:
    """The same as a table of Arrow; some columns as codes of their distinct values."""
    try:
        return pq.ParquetFile(file, read_dictionary=list(dictionaries)).read(columns=columns)
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"{str(file)!r} is gone: another run has changed the store. Measure the corpus again."
        ) from error
    except (pa.ArrowException, OSError) as error:
        raise OSError(f"{str(file)!r} cannot be read ({error}). Delete it and measure again.") from error


def is_sound(file: Path) -> bool:
    """Whether a file is there and is Parquet to its end."""
    try:
        pq.read_metadata(file)
    except (pa.ArrowException, OSError):
        return False
    return True


def drop_others(folder: Path, keep: Iterable[str]) -> None:
    """Delete what stands in a folder of the store under any other name, unfinished files among it."""
    keep = set(keep)
    for one in folder.iterdir() if folder.is_dir() else []:
        if one.name in keep:
            continue
        if one.is_dir():
            drop_others(one, ())
            one.rmdir()
        else:
            one.unlink(missing_ok=True)


def hash_parts(*parts: str | bytes) -> str:
    """A short name for some texts, told apart from any others.

    >>> hash_parts("ab", "c") == hash_parts("a", "bc")
    False
    """
    made = blake2b(digest_size=10)
    for part in parts:
        part = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.hexdigest()
