"""Limits to what a file may unpack to. Each can be changed, and is named where it is met."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

# Enough for any corpus that people mail to each other; a bomb of a few kilobytes meets them in seconds.
LIMITS = {
    "unpacked_mb": 2048,  # megabytes that one packed file may unpack to
    "files": 100_000,  # files in one ZIP archive, those of inner archives included
    "depth": 3,  # archives inside archives
    "pages": 5000,  # pages of one PDF file
}


def get_limit(name: str) -> int:
    """A limit: the number of the environment variable `ANALYSIS_MAX_<NAME>`, else that of `LIMITS`.

    >>> get_limit("depth")
    3
    """
    given = os.environ.get(f"ANALYSIS_MAX_{name.upper()}", "")
    return int(given) if given.isdecimal() else LIMITS[name]


def describe_limit(name: str) -> str:
    """How a limit is changed, as the end of a message.

    >>> describe_limit("depth")
    'the limit is 3; ANALYSIS_MAX_DEPTH in the environment changes it'
    """
    return f"the limit is {get_limit(name):,}; ANALYSIS_MAX_{name.upper()} in the environment changes it"


def check_unpacked(n_bytes: int, file: str) -> None:
    """Raise ValueError for a file that unpacks to more than the limit."""
    if n_bytes > get_limit("unpacked_mb") * 2**20:
        raise ValueError(
            f"{file} unpacks to {n_bytes / 2**20:,.0f} MB or more; {describe_limit('unpacked_mb')}"
        )


@contextmanager
def reading(file: str, kind: str) -> Iterator[None]:
    """Raise ValueError for whatever a library raises that parses a stranger's file."""
    try:
        yield
    except (ValueError, OSError):
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:120]
        what = f"{file} cannot be read as {kind}: {type(error).__name__}"
        raise ValueError(f"{what}: {reason}" if reason else what) from None
