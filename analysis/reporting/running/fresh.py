"""A kernel as good as new: what a notebook may leave behind, and what is restored before the next one."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import nbformat

# The settings of these packages are restored; a notebook that imports any other has the kernel to itself.
RESTORED = {"analysis", "pandas"}
# By these a notebook reaches what no list of imports and assignments shows.
BACK_DOORS = {"__import__", "compile", "delattr", "eval", "exec", "get_ipython", "globals", "setattr", "vars"}
# Settings of matplotlib that belong to the process.
OF_BACKEND = {"backend", "backend_fallback", "interactive", "toolbar"}


def leaves_traces(notebook: nbformat.NotebookNode) -> bool:
    """Whether a notebook may change more of its kernel than its variables and settings that are restored.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> sources = ["import pandas as pd", "import random", "%cd /", "pd.options.display.width = 9"]
    >>> [leaves_traces(new_notebook(cells=[new_code_cell(source)])) for source in sources]
    [False, True, True, True]
    """
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:  # a command of IPython
            return True
        if any(map(reaches_outside, ast.walk(tree))):
            return True
    return False


def reaches_outside(node: ast.AST) -> bool:
    """Whether a part of a program changes what is not a variable of its own, or may do so."""
    if isinstance(node, ast.Import):
        return not {name.name.partition(".")[0] for name in node.names} <= RESTORED
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] not in RESTORED
    if isinstance(node, ast.Name):
        return node.id in BACK_DOORS
    if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
        # A column that is set in place may be one of a word list in memory; notes on a table are its own.
        return not (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "attrs"
        )
    return False


def begin_notebook(folder: str, variables: Mapping[str, str]) -> None:
    """Make this kernel as good as new, in a folder and with further environment variables."""
    from IPython import get_ipython

    environment = read_environment()
    os.environ.clear()
    os.environ.update({**environment, **variables})
    os.chdir(folder)
    restore_settings()
    get_ipython().reset(new_session=True)


@lru_cache(maxsize=1)
def read_environment() -> dict[str, str]:
    """The environment variables before the first notebook."""
    return dict(os.environ)


def restore_settings() -> None:
    """Set what charts and tables depend on as it is after loading; close all figures."""
    if pandas := sys.modules.get("pandas"):
        pandas.reset_option("all")
    if matplotlib := sys.modules.get("matplotlib"):
        kept = {name: value for name, value in matplotlib.rcParamsOrig.items() if name not in OF_BACKEND}
        matplotlib.rcParams.update(kept)
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
