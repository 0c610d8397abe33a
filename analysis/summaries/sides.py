"""Two sides of a comparison: a target group and the groups that it is compared with."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.duplicates.first_prints import CLUSTER, UNITS, keep_first_prints
from analysis.schema import check_choice
from analysis.summaries.groups import add_groups
from analysis.wording import format_group


class Sides(NamedTuple):
    """The target, the groups of the reference, and what the reference is called."""

    target: str
    others: list[str]
    reference: str

    def attrs(self) -> dict[Hashable, str]:
        """Return the names of both sides, as `attrs` of a table hold them."""
        return {"target": self.target, "reference": self.reference}


def name_groups(table: pd.DataFrame, by: str) -> NDArray[np.object_]:
    """Return the group of each row as a text; a missing value stays missing.

    >>> name_groups(pd.DataFrame({"month": pd.to_datetime(["2022-11-01", None])}), "month").tolist()
    ['2022-11', None]
    """
    code, values = pd.factorize(table[by])
    names = np.array([*(format_group(value, by) for value in values), None], dtype=object)
    return names[code]


def is_among(groups: NDArray[np.object_], names: Iterable[str]) -> NDArray[np.bool_]:
    """Find the rows whose group is one of the names."""
    return pd.Series(groups).isin(list(names)).to_numpy(bool)


def choose_sides(groups: NDArray[np.object_], target: str, reference: str | Iterable[str] | None) -> Sides:
    """Return the sides of a comparison; without `reference` everything but the target is on the other side.

    >>> choose_sides(np.array(["X", "Y", None], dtype=object), "X", None)
    Sides(target='X', others=['Y'], reference='all others')
    """
    names = sorted({group for group in groups if group is not None})
    target = check_choice(str(target), names, name="target")
    rest = [name for name in names if name != target]
    if reference is None:
        return Sides(target, rest, "all others")
    others = [reference] if isinstance(reference, str) else [str(group) for group in reference]
    for other in others:
        check_choice(other, rest, name="reference")
    return Sides(target, others, " and ".join(others))


class Compared(NamedTuple):
    """The rows of a comparison, the group of each, both sides, and the number of articles left out."""

    table: pd.DataFrame
    groups: NDArray[np.object_]
    sides: Sides
    n_copies: int


def compare_sides(
    table: pd.DataFrame,
    *,
    by: str,
    target: str,
    reference: str | Iterable[str] | None,
    verb: str,
    articles: pd.DataFrame | None,
    unit: str,
    called: str = "table",
) -> Compared:
    """Return the rows and the two sides of a comparison; with clusters a text counts once on each side.

    The reference is one side, however many groups it has.
    """
    check_choice(unit, UNITS, name="unit")
    table, columns, n_copies = add_groups(table, by, verb=verb, articles=articles, unit=unit, called=called)
    groups = name_groups(table, columns[0])
    sides = choose_sides(groups, target, reference)
    if unit != CLUSTER or CLUSTER not in table.columns:
        return Compared(table, groups, sides, n_copies)
    is_compared = is_among(groups, [sides.target, *sides.others])
    is_target = is_among(groups, [sides.target])
    marked = table.assign(_is_target=is_target, _place=np.arange(len(table)))[is_compared]
    kept, n_more = keep_first_prints(marked, ["_is_target"])
    places = kept["_place"].to_numpy()
    return Compared(table.iloc[places], groups[places], sides, n_copies + n_more)


def mark_sides(rows: pd.DataFrame, groups: NDArray[np.object_], sides: Sides) -> pd.DataFrame:
    """The rows of both sides, with the name of the side in a column `counted`."""
    target, others = is_among(groups, [sides.target]), is_among(groups, sides.others)
    return rows.assign(counted=np.where(target, "target", "reference"))[target | others]
