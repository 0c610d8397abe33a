"""Values of a summary as charts and findings name them: what they are, their unit, their intervals."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.attributions.house_style import drop_house_style
from analysis.schema import PERIODS
from analysis.wording import format_group, format_number, name_groups


def find_period(summary: pd.DataFrame) -> str:
    """Return the period column of a summary; raise ValueError where it has none."""
    for period in PERIODS:
        if period in summary.columns:
            return period
    raise ValueError(
        f"A course over time needs a summary by one of {', '.join(PERIODS)}; "
        f"the table has: {', '.join(map(str, summary.columns))}."
    )


def split_panels(table: pd.DataFrame, columns: Iterable[str]) -> list[tuple[str, pd.DataFrame]]:
    """Split a table by the values of columns: a name and the rows for each panel, sorted.

    Columns that the table lacks are passed over.

    >>> table = pd.DataFrame({"outlet": ["Y", "X"], "value": [1, 2]})
    >>> [name for name, part in split_panels(table, ["outlet"])]
    ['X', 'Y']
    """
    columns = [column for column in columns if column in table.columns]
    if not columns:
        return [("", table)] if len(table) else []
    groups = table.groupby(columns, observed=True, sort=True, dropna=False)
    return [(", ".join(map(format_group, key, columns)), part) for key, part in groups]


def is_share(summary: pd.DataFrame) -> bool:
    """Find out whether the values are shares, which read as percentages."""
    return "n_with" in summary.columns or bool(summary.attrs.get("is_share"))


def has_values(summary: pd.DataFrame) -> bool:
    """Find out whether there is a value to draw."""
    return bool(summary["value"].notna().any())


def format_value(row: pd.Series, *, share: bool = False, digits: int = 2) -> str:
    """Return a row of a summary in words: value, interval, number of articles.

    >>> format_value(pd.Series({"value": -1.5, "low": -2.0, "high": -1.0, "n_articles": 40}))
    '-1.50 (-2.00 to -1.00, n = 40)'
    """
    inside = []
    digits = 0 if isinstance(row["value"], (int, np.integer)) else digits
    if pd.notna(row.get("low")) and pd.notna(row.get("high")):
        low, high = (format_number(row[end], share=share, digits=digits) for end in ("low", "high"))
        inside.append(f"{low} to {high}")
    if "n_articles" in row:
        inside.append(f"n = {row['n_articles']:,.0f}")
    value = format_number(row["value"], share=share, digits=digits)
    return f"{value} ({', '.join(inside)})" if inside else value


def name_percent(share: float, _place: int | None = None) -> str:
    """Return a share as a percentage at an axis, with as many decimal places as it needs.

    >>> name_percent(0.025), name_percent(0.05), name_percent(-0.1)
    ('2.5%', '5%', '−10%')
    """
    return f"{round(100 * share, 6) + 0:g}%".replace("-", "\N{MINUS SIGN}")


def name_values(summary: pd.DataFrame, what: str) -> str:
    """Return what the values of a summary are, with their unit."""
    return str(summary.attrs.get("label", name_column(what)))


def name_column(column: str) -> str:
    """Return the name of a column as it is read.

    >>> name_column("n_mentions")
    'mentions'
    """
    return name_groups(column.removeprefix("n_").replace("_", " "))


def name_sides(table: pd.DataFrame) -> tuple[str, str]:
    """Return the names of the target and the reference of a comparison."""
    return str(table.attrs.get("target", "the target")), str(table.attrs.get("reference", "the reference"))


def pick_extremes(table: pd.DataFrame, score: str, side: int, top: int) -> pd.DataFrame:
    """Return the `top` words farthest from zero on one side (1 above, -1 below), the farthest first.

    Words of house style, which say nothing of the subject, are passed over.
    """
    far = drop_house_style(table)
    far = far.assign(far=side * far[score])
    return far[far["far"] > 0].sort_values(["far", "word"], ascending=[False, True], kind="stable").head(top)


def rank_shift(shift: pd.DataFrame) -> pd.DataFrame:
    """Return the words that move the tone, those that move it most first."""
    far = shift.assign(far=shift["shift"].abs())
    return far[far["far"] > 0].sort_values(["far", "word"], ascending=[False, True], kind="stable")


def write_caption(drawn: pd.DataFrame, summary: pd.DataFrame, *, period: str = "") -> str:
    """Write what bars, small points and hollow points mean, where the chart has them.

    `drawn` are the rows that are drawn, `summary` the whole table; `period` is named where points can be
    hollow.
    """
    sentences = []
    if "low" in drawn and drawn["low"].notna().any():
        sentences.append(f"Bars: {summary.attrs.get('confidence', '95%')} intervals.")
    if "low" in drawn and drawn["low"].isna().any():
        sentences.append("Small points: no interval, too few articles or nothing found.")
    if period and "complete" in drawn and not drawn["complete"].all():
        sentences.append(f"Hollow: {period} not covered whole.")
    if "changed" in drawn:
        sentences.append("Filled: changed. Hollow: no change can be shown.")
    return " ".join(sentences)
