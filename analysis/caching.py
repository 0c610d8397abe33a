"""A cache of what is read from files: a result is used again until one of its files changes."""

import os
import pickle
from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Stamp = tuple[str, int, int, int]
# Names a folder for what this process and those that it starts need in common; it is private to this user.
SHARED = "ANALYSIS_SHARED"


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
    find_files: Callable[Arguments, list[Path]], *, size: int, shared: bool = False
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Return a decorator that caches the last `size` results of a function that reads files.

    Parameters
    ----------
    find_files : callable
        Takes the arguments of the decorated function, all hashable, and lists the files that it reads.
    size : int
        Results that the cache keeps; the least recently used one goes first.
    shared : bool, default False
        Whether a result is kept for the processes of a report, too (environment variable ANALYSIS_SHARED):
        only the first of them reads the files. For results that take longer to read than to load.

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
            if shared and (folder := os.environ.get(SHARED)):
                request = repr((function.__module__, function.__qualname__, _stamps, args, options))
                file = Path(folder) / f"{blake2b(request.encode(), digest_size=16).hexdigest()}.pickle"
                return load_shared(file, lambda: function(*args, **options))  # type: ignore[arg-type]
            return function(*args, **options)  # type: ignore[arg-type]

        @wraps(function)
        def cached(*args: Arguments.args, **options: Arguments.kwargs) -> Result:
            stamps = tuple(stamp_file(file) for file in find_files(*args, **options))
            return read(stamps, *args, **options)  # type: ignore[arg-type]

        cached.cache_clear = read.cache_clear  # type: ignore[attr-defined]
        return cached

    return decorate


def load_shared(file: Path, make: Callable[[], Result]) -> Result:
    """What another process has kept in a file; if none has, what is made now is kept there.

    The file comes into its place whole, so that nobody loads a part of it.
    """
    try:
        kept: Result = pickle.loads(file.read_bytes())
        return kept
    except FileNotFoundError:
        result = make()
    try:
        with NamedTemporaryFile(dir=file.parent, delete=False) as part:
            pickle.dump(result, part, protocol=pickle.HIGHEST_PROTOCOL)
        Path(part.name).replace(file)
    except OSError:  # a full disk, or on Windows another process that loads it: nothing is lost
        pass
    return result
