"""`explore`: the panel over a measured corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.store.measured import Measured

if TYPE_CHECKING:
    import anywidget


def explore(measured: Measured, *, events: pd.DataFrame | None = None) -> anywidget.AnyWidget:
    """Open the desk: a panel that leads from a number to its sentences and to the marked article.

    Choose *what* is shown (words, a name, a frame, tone, a voice, a role), *compared by* which column, over
    which days; up to four pictures stand side by side. Every mark and every value opens all its sentences,
    in pages; every sentence opens its article with all layers marked. *Words* takes a query: `AND`, `OR`,
    `NOT`, `NEAR/5`, quotation marks, parentheses, and `*` for any ending. *Save* gives the picture, the
    table, the sentences, and a notebook cell that makes the same picture again. Named views are kept in
    `.NAME.views.json` beside the corpus.

    Parameters
    ----------
    measured : Measured
        What `measure_corpus` returns. A table is read when it is first needed.
    events : DataFrame, optional
        One row per event: `date`, `event` (`read_events`); the charts over time mark them.

    Returns
    -------
    anywidget.AnyWidget
        The panel; it works in JupyterLab, not in a report. Its `desk` does the same without a browser.

    Raises
    ------
    TypeError
        For anything but what `measure_corpus` returns.

    Examples
    --------
    >>> from analysis.desk.view import View
    >>> panel = explore(measured)
    >>> panel.desk.read(View("words", "bridge NEAR/5 shells")).heading
    '1 sentence: the whole picture'
    """
    if not isinstance(measured, Measured):
        raise TypeError(f"explore needs what measure_corpus returns; got {type(measured).__name__}.")
    from analysis.desk.desk import Desk  # these load slowly, and only a panel needs them
    from analysis.desk.widget import Panel

    return Panel(Desk(measured, events))
