"""A table as a grid of cells, dark where the value is large, and the same in words."""

import re

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.keys import name_rows
from analysis.charts.style import INK, WIDTH, empty_chart, finish_chart, fold_text, make_panels, use_style
from analysis.charts.values import is_share, name_values
from analysis.schema import check_columns
from analysis.wording import capitalise, format_group, format_number, list_some, name_groups

Cell = tuple[int, ...]  # row and column of a cell

HEAT = "Blues"
LETTER = 0.095  # inches that a letter of a label takes
LISTED = 8  # cells that a description lists


def plot_heatmap(
    table: pd.DataFrame, rows: str, columns: str, *, value: str = "value", ax: Axes | None = None
) -> Axes:
    """Draw a table as a grid of cells, dark where the value is large, with the value in each cell.

    Parameters
    ----------
    table : DataFrame
        One row per cell. Pairs of `count_together` (`first`, `second`) fill both halves of the grid.
    rows, columns : str
        The columns whose values have a row and a column of the grid each.
    value : str, default "value"
        The column with the number of a cell; a cell without a row in the table is empty.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The label of its figure describes the chart in words.

    Raises
    ------
    ValueError
        For a missing column; the message names the nearest ones.

    Examples
    --------
    >>> table = pd.DataFrame({"frame": ["law", "aid"], "outlet": "X", "value": [0.2, 0.4]})
    >>> plot_heatmap(table, "frame", "outlet").figure.get_label()
    'Value by frame and outlet. Highest: aid and X 0.40, law and X 0.20.'
    """
    check_columns(table, [rows, columns, value], verb="plot_heatmap")
    with use_style():
        words = describe_heatmap(table, rows, columns, value=value)
        cells = table.dropna(subset=[value])
        if cells.empty:
            return empty_chart(words, ax)
        if {rows, columns} == {"first", "second"}:
            cells = pd.concat([cells, cells.rename(columns={rows: columns, columns: rows})])
        wide = cells.pivot_table(index=rows, columns=columns, values=value, aggfunc="sum", observed=True)
        grid = wide.to_numpy(float)
        down = [fold_text(format_group(name, rows), 30) for name in wide.index]
        side = (WIDTH - LETTER * _find_longest(down)) / grid.shape[1]  # inches that a column has
        across, upright = _fold_columns([format_group(name, columns) for name in wide.columns], side)
        lines = max(name.count("\n") + 1 for name in across)
        head = 0.2 * lines if upright else 0.72 * LETTER * _find_longest(across) + 0.14 * lines
        folded = any("\n" in name for name in down)
        figure, axes = make_panels(1, height=0.7 + head + (0.48 if folded else 0.42) * len(grid), ax=ax)
        low = min(0.0, np.nanmin(grid))
        high = np.nanmax(grid) + 0.15 * (np.nanmax(grid) - low) + 1e-9
        label = name_rows(_number_cells(cells, rows, columns, wide))
        axes[0].imshow(grid, cmap=HEAT, aspect="auto", vmin=low, vmax=high, label=label)
        share = is_share(table) and value == "value"
        digits = 0 if pd.api.types.is_integer_dtype(table[value]) else 2
        texts = {
            place: format_number(cell, share=share, digits=digits)
            for place, cell in np.ndenumerate(grid)
            if not np.isnan(cell)
        }
        size = _fit_texts(texts, side)
        if size:
            dark = low + 0.62 * (high - low)
            _write_values(axes[0], texts, {place for place in texts if grid[place] > dark}, size)
        _name_cells(axes[0], down, across, side, upright=upright)
        largest = format_number(np.nanmax(grid), share=share, digits=digits)
        key = "In the cells" if size else f"The darker the more, up to {largest}"
        finish_chart(figure, words, f"{key}: {name_values(table, value)}.", table)
        return axes[0]


def describe_heatmap(table: pd.DataFrame, rows: str, columns: str, *, value: str = "value") -> str:
    """Describe a heat map in words: its highest and lowest cells."""
    cells = table.dropna(subset=[value])
    if cells.empty:
        groups = f"{name_groups(rows)} and {name_groups(columns)}"
        return f"No chart of {value} by {groups}: the table holds no value."
    share = is_share(table) and value == "value"
    digits = 0 if pd.api.types.is_integer_dtype(cells[value]) else 2
    ranked = cells.sort_values([value, rows, columns], ascending=[False, True, True], kind="stable")
    values = [
        f"{format_group(row[rows], rows)} and {format_group(row[columns], columns)} "
        f"{format_number(row[value], share=share, digits=digits)}"
        for _, row in ranked.iterrows()
    ]
    name = capitalise(name_values(table, value))
    words = f"{name} by {name_groups(rows)} and {name_groups(columns)}. Highest: {list_some(values, LISTED)}."
    return f"{words} Lowest: {values[-1]}." if len(values) > LISTED else words


def _number_cells(cells: pd.DataFrame, rows: str, columns: str, wide: pd.DataFrame) -> list[object]:
    """The row of the table behind each cell of the grid; "-" where there is none, or more than one."""
    places = pd.MultiIndex.from_frame(cells[[rows, columns]])
    numbers = dict(zip(places, cells.index, strict=True))
    once = ~places.duplicated(keep=False)
    single = dict(zip(places[once], [True] * int(once.sum()), strict=True))
    grid = [(down, across) for down in wide.index for across in wide.columns]
    return [numbers[place] if place in single else "-" for place in grid]


def _name_cells(panel: Axes, down: list[str], across: list[str], side: float, *, upright: bool) -> None:
    """Write the names of the rows to the left and those of the columns above, slanted where they are long."""
    panel.set_yticks(range(len(down)), down)
    panel.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False, length=0)
    step = 1 if upright else max(1, int(np.ceil(0.24 / side)))
    panel.set_xticks(range(0, len(across), step), across[::step])
    if not upright:
        for label in panel.get_xticklabels():
            label.set(ha="left", va="bottom", rotation=45, rotation_mode="anchor")
    panel.grid(False)
    panel.spines[:].set_visible(False)


def _fit_texts(texts: dict[Cell, str], side: float) -> float | None:
    """Return the largest size at which the texts fit their cells; None where none does."""
    widest = max(map(len, texts.values()))
    return next((size for size in (11.5, 10, 8.5) if widest * size * 0.0105 < side), None)


def _write_values(panel: Axes, texts: dict[Cell, str], dark: set[Cell], size: float) -> None:
    """Write the values in their cells, white on dark ones."""
    for (y, x), text in texts.items():
        shade = "white" if (y, x) in dark else INK
        panel.text(x, y, text, ha="center", va="center", fontsize=size, color=shade)


def _find_longest(names: list[str]) -> int:
    return max(len(line) for name in names for line in name.split("\n"))


def _fold_columns(names: list[str], side: float) -> tuple[list[str], bool]:
    """Fold the names of the columns into lines; return them, and whether there is room to stand upright."""
    room = max(int(side / LETTER), 1)
    longest = max(len(word) for name in names for word in re.split(r"[\s_]|(?<=-)", name))
    upright = [fold_text(name, room, lines=3) for name in names]
    if longest <= room and not any("…" in name for name in upright):
        return upright, True
    return [fold_text(name, 28, lines=2 if side > 0.5 else 1) for name in names], False
