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
# What these return stays in memory, for the next notebook, too.
KEPT = {"read_lexicon", "read_registry"}
# Settings of matplotlib that belong to the process.
OF_BACKEND = {"backend", "backend_fallback", "interactive", "toolbar"}


def leaves_traces(notebook: nbformat.NotebookNode) -> bool:
    """Whether a notebook may change more of its kernel than its variables and settings that are restored.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> sources = ["import pandas as pd", "import random", "%cd /", "pd.options.display.width = 9"]
    >>> [leaves_traces(new_notebook(cells=[new_code_cell(source)])) for source in sources]
    [False, True, True, True]
    """
    try:
        trees = [ast.parse(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    except SyntaxError:  # a command of IPython
        return True
    nodes = [node for tree in trees for node in ast.walk(tree)]
    reads_lists = any(isinstance(node, ast.Attribute) and node.attr in KEPT for node in nodes)
    return any(map(reaches_outside, nodes)) or (reads_lists and any(map(changes_table, nodes)))


def reaches_outside(node: ast.AST) -> bool:
    """Whether a part of a program may change what is not a variable of its own."""
    if isinstance(node, ast.Import):
        return not {name.name.partition(".")[0] for name in node.names} <= RESTORED
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] not in RESTORED
    if isinstance(node, ast.Name):
        return node.id in BACK_DOORS
    return isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)


def changes_table(node: ast.AST) -> bool:
    """Whether a part of a program may change a table in place."""
    is_set = isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load)
    return is_set or (isinstance(node, ast.keyword) and node.arg == "inplace")


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
