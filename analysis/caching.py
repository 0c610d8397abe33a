"""What is read from files is kept in memory until one of the files changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Read = TypeVar("Read")
Stamp = tuple[str, int, int, int]


def stamp_file(path: str | Path) -> Stamp:
    """A key of a file that changes when the file does: its path, inode, size and time of change (ns).

    A file that is not there has a stamp of its own, so that reading it again is tried when it has come.

    >>> stamp_file("nowhere.csv")[1:]
    (0, 0, 0)
    """
    path = Path(path).absolute()
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), found.st_ino, found.st_size, found.st_mtime_ns


def cache_by_files(
    find_files: Callable[Given, list[Path]], *, size: int
) -> Callable[[Callable[Given, Read]], Callable[Given, Read]]:
    """A decorator: keep the last `size` results of a function of hashable arguments that reads files.

    `find_files` takes the same arguments and lists the files that are read; a result is used again while all
    of them keep their stamps. The decorated function has `cache_clear`, as `functools.lru_cache` gives it.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "words.txt"
    >>> _ = file.write_text("peace")
    >>> @cache_by_files(lambda path: [path], size=2)
    ... def read(path):
    ...     return path.read_text()
    >>> read(file)
    'peace'
    >>> _ = file.write_text("peace talks")
    >>> read(file)
    'peace talks'
    """

    def decorate(function: Callable[Given, Read]) -> Callable[Given, Read]:
        @lru_cache(maxsize=size)
        def read(_stamps: tuple[Stamp, ...], *args: object, **options: object) -> Read:
            return function(*args, **options)  # type: ignore[arg-type]

        @wraps(function)
        def cached(*args: Given.args, **options: Given.kwargs) -> Read:
            stamps = tuple(stamp_file(file) for file in find_files(*args, **options))
            return read(stamps, *args, **options)

        cached.cache_clear = read.cache_clear  # type: ignore[attr-defined]
        return cached

    return decorate
