"""A table as a grid of cells, dark where the value is large."""

import re

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.describe import describe_heatmap, is_share, name_level, name_values, say_number
from analysis.charts.style import INK, WIDTH, empty_chart, finish_chart, fold_text, make_panels, use_style
from analysis.schema import check_columns

HEAT = "Blues"
LETTER = 0.095  # inches a letter of a label takes


def plot_heatmap(
    table: pd.DataFrame, rows: str, columns: str, *, value: str = "value", ax: Axes | None = None
) -> Axes:
    """A table as a grid of cells, dark where the value is large, the value written in each cell.

    The pairs of `count_together` (`first`, `second`) fill both halves of the grid. An empty cell is a gap.

    >>> table = pd.DataFrame({"frame": ["law", "aid"], "outlet": "X", "value": [0.2, 0.4]})
    >>> plot_heatmap(table, "frame", "outlet").figure.get_label()
    'Value by frame and outlet. Highest: aid and X 0.40, law and X 0.20.'
    """
    check_columns(table, [rows, columns, value], verb="plot_heatmap")
    with use_style():
        words = describe_heatmap(table, rows, columns, value=value)
        known = table.dropna(subset=[value])
        if known.empty:
            return empty_chart(words, ax)
        if {rows, columns} == {"first", "second"}:
            known = pd.concat([known, known.rename(columns={rows: columns, columns: rows})])
        grid = known.pivot_table(index=rows, columns=columns, values=value, aggfunc="sum", observed=True)
        cells = grid.to_numpy(float)
        down = [fold_text(name_level(name, rows), 30) for name in grid.index]
        side = (WIDTH - LETTER * _find_longest(down)) / grid.shape[1]  # inches a column
        across, upright = _fold_columns([name_level(name, columns) for name in grid.columns], side)
        lines = max(name.count("\n") + 1 for name in across)
        head = 0.2 * lines if upright else 0.72 * LETTER * _find_longest(across) + 0.14 * lines
        folded = any("\n" in name for name in down)
        figure, axes = make_panels(1, height=0.7 + head + (0.48 if folded else 0.42) * len(grid), ax=ax)
        panel = axes[0]
        low = min(0.0, np.nanmin(cells))
        high = np.nanmax(cells) + 0.15 * (np.nanmax(cells) - low) + 1e-9
        panel.imshow(cells, cmap=HEAT, aspect="auto", vmin=low, vmax=high)
        share = is_share(table) and value == "value"
        digits = 0 if pd.api.types.is_integer_dtype(table[value]) else 2
        size = _write_values(panel, cells, side, low, high, share=share, digits=digits)
        panel.set_yticks(range(len(down)), down)
        panel.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False, length=0)
        step = 1 if upright else max(1, int(np.ceil(0.24 / side)))
        panel.set_xticks(range(0, len(across), step), across[::step])
        if not upright:
            for label in panel.get_xticklabels():
                label.set(ha="left", va="bottom", rotation=45, rotation_mode="anchor")
        panel.grid(False)
        panel.spines[:].set_visible(False)
        most = say_number(np.nanmax(cells), share=share, digits=digits)
        key = "In the cells" if size else f"The darker the more, up to {most}"
        return finish_chart(figure, axes, words, f"{key}: {name_values(table, value)}.")


def _write_values(
    panel: Axes, cells: np.ndarray, side: float, low: float, high: float, *, share: bool, digits: int
) -> float | None:
    """The values in their cells, as large as there is room for; their size, None where there is none."""
    texts = {
        at: say_number(cell, share=share, digits=digits)
        for at, cell in np.ndenumerate(cells)
        if not np.isnan(cell)
    }
    widest = max(map(len, texts.values()))
    size = next((size for size in (11.5, 10, 8.5) if widest * size * 0.0105 < side), None)
    for (y, x), text in texts.items() if size else ():
        shade = "white" if cells[y, x] - low > 0.62 * (high - low) else INK
        panel.text(x, y, text, ha="center", va="center", fontsize=size, color=shade)
    return size


def _find_longest(names: list[str]) -> int:
    return max(len(line) for name in names for line in name.split("\n"))


def _fold_columns(names: list[str], side: float) -> tuple[list[str], bool]:
    """The names of the columns in lines, and whether they stand upright: else one is too long for that."""
    room = max(int(side / LETTER), 1)
    longest = max(len(word) for name in names for word in re.split(r"[\s_]|(?<=-)", name))
    upright = [fold_text(name, room, lines=3) for name in names]
    if longest <= room and not any("…" in name for name in upright):
        return upright, True
    return [fold_text(name, 28, lines=2 if side > 0.5 else 1) for name in names], False
