"""A pause of the search for garbage, for code that makes many small objects without circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_search() -> Iterator[None]:
    """Keep Python from searching for garbage: objects that hold no circles are freed without a search.

    Python searches whenever some hundred objects more are there, and walks through all of them at times.

    >>> with pause_search():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
