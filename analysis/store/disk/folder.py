"""A folder of Parquet files that are written whole or not at all.

The name of a file shows what the file was made from: `tone/<fingerprint of the measure>/<batch>.parquet`. A
file that is there is therefore up to date. There is no list of the files, because a list could be wrong.
"""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout
from tqdm.auto import tqdm

from analysis.store.disk.seal import read_sealed, seal_table

MARK = "this-is-a-store.txt"
NOTE = "Tables that `measure_corpus` has made of a corpus. Deleting this folder loses nothing but time.\n"


@dataclass(frozen=True)
class Layout:
    """Where the tables of a store lie: its folder and, by table, the fingerprint of what makes the table.

    Workers get a layout instead of a store, because it is small.
    """

    folder: Path
    made_by: dict[str, str]

    def place(self, table: str, batch: str) -> Path:
        """The file of a table of a batch.

        >>> Layout(Path("store"), {"tone": "a1"}).place("tone", "b2").as_posix()
        'store/tone/a1/b2.parquet'
        """
        return self.folder / table / self.made_by[table] / f"{batch}.parquet"

    def place_boilerplate(self, sample: str) -> Path:
        """The file of the recurring lines of an outlet, by the name of their sample."""
        return self.folder / "boilerplate" / self.made_by["articles"] / f"{sample}.parquet"

    def read(self, table: str, batch: str, *, columns: list[str] | None = None) -> pd.DataFrame:
        """A table of a batch, or some of its columns."""
        return read_table(self.place(table, batch), columns=columns)

    def list_batches(self, table: str) -> dict[str, int]:
        """The batches that have a table, by name, with the sizes of their files."""
        folder = self.folder / table / self.made_by[table]
        if not folder.is_dir():
            return {}
        with os.scandir(folder) as files:
            sizes = {file.name: file.stat().st_size for file in files if not file.name.startswith("~")}
        return {name.removesuffix(".parquet"): sizes[name] for name in sorted(sizes)}


def place_store(path: str | Path) -> Path:
    """The default place of the store of a corpus: beside the corpus, hidden.

    >>> place_store("corpus/sample").as_posix()
    'corpus/.sample.store'
    """
    path = Path(path)
    path = path if path.name else path.resolve()
    return path.parent / f".{path.name}.store"


def open_store(folder: str | Path) -> Path:
    """The folder of a store; it is made if it is not there.

    Raises ValueError where the folder holds something else, OSError where it cannot be made.
    """
    folder = Path(folder)
    if (folder / MARK).is_file():
        return folder
    if folder.exists() and (
        not folder.is_dir() or any(strip_draft(file.name) not in {"lock", MARK} for file in folder.iterdir())
    ):
        raise ValueError(
            f"A store needs a folder of its own; {str(folder)!r} holds something else. Name a new one."
        )
    write_whole(folder / MARK, NOTE.encode())
    return folder


@contextmanager
def lock_store(folder: Path) -> Iterator[None]:
    """One writer at a time: a second one prints that it waits. A killed process holds no lock."""
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
    write_arrow(file, pa.Table.from_pandas(table, preserve_index=False), row_group_size=2**16)


def write_arrow(file: Path, table: pa.Table, **options: Any) -> None:
    """The same for an Arrow table; `options` are those of `pyarrow.parquet.write_table`."""
    # Tables are read whole: the least and greatest value of a group of rows are of no use.
    options = {"compression": "zstd", "write_statistics": False, **options}
    write_whole(file, seal_table(table, file, **options))


def write_whole(file: Path, data: bytes | memoryview) -> None:
    """Write a file under a draft name and rename it when all of it is on the disk.

    Raises OSError for a full or a read-only disk; the message names the file and what to do.
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
    """The final name of an unfinished file, or the name itself."""
    return name[1:].rpartition(".")[0] if name.startswith("~") else name


def explain_failure(file: Path, error: OSError) -> OSError:
    """The same error with a message that says what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        advice = "the disk is full. Make room, or name a store elsewhere, and run it again"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        advice = "it is read-only. Name a store elsewhere, or measure without one"
    else:
        advice = f"{error.strerror or error}. Name a store elsewhere, or run it again"
    message = f"{str(file)!r} could not be written: {advice}. The tables in the store are unharmed."
    return type(error)(error.errno, message) if error.errno else OSError(message)


def explain_damage(file: Path, error: Exception) -> OSError:
    """The error of a file that cannot be read, with a message that says what to do."""
    if isinstance(error, FileNotFoundError):
        return FileNotFoundError(
            f"{str(file)!r} is gone: another run has changed the store. Measure the corpus again."
        )
    return OSError(f"{str(file)!r} cannot be read ({error}). Delete it and measure again.")


def read_table(file: Path, *, columns: list[str] | None = None) -> pd.DataFrame:
    """A table of the store, or some of its columns. Raises OSError for a file that is gone or damaged."""
    return read_arrow(file, columns=columns).to_pandas()


def read_arrow(file: Path, *, columns: list[str] | None = None, dictionaries: Iterable[str] = ()) -> pa.Table:
    """The same as an Arrow table; the columns `dictionaries` come as codes of their distinct values."""
    try:
        return pq.ParquetFile(read_sealed(file), read_dictionary=list(dictionaries)).read(columns=columns)
    except (pa.ArrowException, OSError) as error:
        raise explain_damage(file, error) from error


def read_schema(file: Path) -> pa.Schema:
    """The schema of a table of the store. Raises OSError for a file that is gone or damaged."""
    try:
        return pq.read_schema(read_sealed(file))
    except (pa.ArrowException, OSError) as error:
        raise explain_damage(file, error) from error


def is_sound(file: Path) -> bool:
    """Whether a file is there and holds what was written. All of it is read."""
    with suppress(OSError):
        read_sealed(file)
        return True
    return False


def is_whole(file: Path) -> bool:
    """Whether a file is there and is complete Parquet; its end alone is read."""
    try:
        pq.read_metadata(file)
    except (pa.ArrowException, OSError):
        return False
    return True


def drop_others(folder: Path, keep: Iterable[str]) -> None:
    """Delete everything in a folder of the store but the names to keep; unfinished files, too."""
    keep = set(keep)
    for path in folder.iterdir() if folder.is_dir() else []:
        if path.name in keep:
            continue
        if path.is_dir():
            drop_others(path, ())
            path.rmdir()
        else:
            path.unlink(missing_ok=True)


def hash_parts(*parts: str | bytes) -> str:
    """A short name for a list of texts; other texts, or the same divided otherwise, get another name.

    >>> hash_parts("ab", "c") == hash_parts("a", "bc")
    False
    """
    made = blake2b(digest_size=10)
    for part in parts:
        part = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.hexdigest()
