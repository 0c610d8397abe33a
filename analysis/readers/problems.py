"""What is said of a stranger's file: its problems, and why it cannot be read."""

from collections.abc import Iterator
from contextlib import contextmanager


def note(row: int | None, what: str, done: str) -> dict:
    """One problem, as a reader gives it; `row` is None where it is one of the whole file.

    >>> note(3, "no date", "kept")
    {'row': 3, 'what': 'no date', 'done': 'kept'}
    """
    return {"row": row, "what": what, "done": done}


@contextmanager
def reading(file: str, kind: str) -> Iterator[None]:
    """Raise ValueError for whatever a library raises that parses a stranger's file."""
    try:
        yield
    except (ValueError, OSError):
        raise
    except ImportError as error:
        raise ValueError(f"reading {kind} needs the package {error.name}: pip install -e .") from None
    except Exception as error:
        reason = " ".join(str(error).split())[:120]
        what = f"{file} cannot be read as {kind}: {type(error).__name__}"
        raise ValueError(f"{what}: {reason}" if reason else what) from None
