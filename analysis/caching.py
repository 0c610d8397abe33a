"""A cache of what is read from files: a result is used again until one of its files changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Stamp = tuple[str, int, int, int]


def stamp_file(path: str | Path) -> Stamp:
    """Return a key that changes when the file does: its path, inode, size and time of change (ns).

    A missing file has a stamp too, so that it is read as soon as it exists.

    >>> stamp_file("nowhere.csv")[1:]
    (0, 0, 0)
    """
    path = Path(path).absolute()
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), status.st_ino, status.st_size, status.st_mtime_ns


def cache_by_files(
    find_files: Callable[Arguments, list[Path]], *, size: int
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Return a decorator that caches the last `size` results of a function that reads files.

    Parameters
    ----------
    find_files : callable
        Takes the arguments of the decorated function, all hashable, and lists the files that it reads.
    size : int
        Results that the cache keeps; the least recently used one goes first.

    Returns
    -------
    callable
        The decorator. A result is used again while all its files keep their stamps. The decorated function
        has `cache_clear`, as with `functools.lru_cache`.

    Examples
    --------
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

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        @lru_cache(maxsize=size)
        def read(_stamps: tuple[Stamp, ...], *args: object, **options: object) -> Result:
            return function(*args, **options)  # type: ignore[arg-type]

        @wraps(function)
        def cached(*args: Arguments.args, **options: Arguments.kwargs) -> Result:
            stamps = tuple(stamp_file(file) for file in find_files(*args, **options))
            return read(stamps, *args, **options)  # type: ignore[arg-type]

        cached.cache_clear = read.cache_clear  # type: ignore[attr-defined]
        return cached

    return decorate
