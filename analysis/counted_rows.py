"""What stands behind a summary: in a report, the rows that were counted travel with the numbers."""

import os
from collections.abc import Callable
from typing import Any, TypeAlias

import pandas as pd

# Names the folder of the notes of a report; `write_report` sets it in its kernels.
FOLDER = "ANALYSIS_EVIDENCE"
KEY = "behind"  # in the `attrs` of a summary
# Rows, or a function that finds them for the rows of a summary that are shown.
Rows: TypeAlias = pd.DataFrame | Callable[[pd.DataFrame], pd.DataFrame]


class Behind:
    """The rows that a summary counts (`hits`), and those that it divides by (`of`).

    A column `counted` of the hits says which count they belong to: of `n_positive` those with *positive*.
    `addresses` are the pages that show them, as far as they are written.
    """

    def __init__(self, hits: Rows | None, of: pd.DataFrame | None = None) -> None:
        self.hits, self.of = hits, of
        self.addresses: dict[Any, str] = {}

    def __deepcopy__(self, memo: Any) -> "Behind":
        """pandas copies `attrs` in every step; the rows stay the same."""
        return self

    def read_hits(self, table: pd.DataFrame) -> pd.DataFrame | None:
        """The hits behind the rows of a table."""
        return self.hits(table) if callable(self.hits) else self.hits


def keep_behind(summary: pd.DataFrame, hits: Rows | None, of: pd.DataFrame | None = None) -> pd.DataFrame:
    """The summary; where a report is made, with the rows behind it in its `attrs`."""
    if os.environ.get(FOLDER):
        summary.attrs = {**summary.attrs, KEY: Behind(hits, of)}
    return summary


def find_behind(table: pd.DataFrame, hits: pd.DataFrame | None = None) -> Behind | None:
    """The rows behind a table; `hits` that are given take the place of those that it came with.

    Hits that say what they are counted as stay: they open more numbers.
    """
    behind: Behind | None = table.attrs.get(KEY)
    if hits is None or (behind is not None and behind.hits is hits):
        return behind
    if behind is None:
        return Behind(hits)
    counted = behind.read_hits(table)
    if counted is not None and "counted" in counted and "counted" not in hits:
        return behind
    # A later chart of the same summary opens to the same hits.
    behind.hits, behind.addresses = hits, {}
    return behind


def carry_behind(table: pd.DataFrame, summary: pd.DataFrame) -> pd.DataFrame:
    """A table that was made from a summary, with what stands behind the summary."""
    if KEY in summary.attrs:
        table.attrs = {**table.attrs, KEY: summary.attrs[KEY]}
    return table
