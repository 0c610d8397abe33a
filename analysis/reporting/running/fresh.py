"""A kernel as good as new: what a notebook may leave behind, and what is restored before the next one."""

from __future__ import annotations

import ast
import gc
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
DEFINING = (*FUNCTIONS, ast.Lambda)
# Methods that change a table or a dictionary in place.
CHANGING = {"clear", "insert", "pop", "setdefault", "update"}
# How often objects that nobody names are looked for. By default this takes a tenth of a notebook's time.
RARELY = (50_000, 20, 50)
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
    statements = [list(ast.walk(statement)) for tree in trees for statement in tree.body]
    return any(reaches_outside(node) for nodes in statements for node in nodes) or changes_lists(statements)


def changes_lists(statements: list[list[ast.AST]]) -> bool:
    """Whether statements, each given by its parts, may change in place what stays in memory.

    Names that a statement sets may hold a part of a list if the statement reads a list or has a name that
    may hold one. What a function changes may be anything.
    """
    reads = [any(map(reads_list, nodes)) for nodes in statements]
    used = [{node.id for node in nodes if isinstance(node, ast.Name)} for nodes in statements]
    holders: set[str] = set()
    having: list[list[ast.AST]] = []
    for _ in statements:  # a function may read what is set below it
        has_list = [read or not holders.isdisjoint(names) for read, names in zip(reads, used, strict=True)]
        having = [nodes for nodes, has in zip(statements, has_list, strict=True) if has]
        holders |= {name for nodes in having for node in nodes for name in list_set_names(node)}
    functions = [nodes for nodes in statements if any(isinstance(node, DEFINING) for node in nodes)]
    functions = functions if any(reads) else []
    return any(changes_table(node) for nodes in [*having, *functions] for node in nodes)


def reads_list(node: ast.AST) -> bool:
    """Whether a part of a program names a function whose result stays in memory."""
    name = getattr(node, "attr", None) if isinstance(node, ast.Attribute) else getattr(node, "name", None)
    return name in KEPT


def list_set_names(node: ast.AST) -> list[str]:
    """The names that a part of a program sets: variables, functions, and what is imported."""
    if isinstance(node, ast.Name):
        return [node.id] if isinstance(node.ctx, ast.Store) else []
    if isinstance(node, ast.alias):
        return [node.asname or node.name]
    return [node.name] if isinstance(node, FUNCTIONS) else []


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
    if isinstance(node, ast.Subscript):
        return not isinstance(node.ctx, ast.Load)
    if isinstance(node, ast.Attribute):
        return node.attr in CHANGING
    return isinstance(node, ast.keyword) and node.arg == "inplace"


def keep_loaded() -> None:
    """Look never again for objects that nobody names among those that are there now."""
    gc.freeze()


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Look rarely for objects that nobody names, for a while."""
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def begin_notebook(folder: str, variables: Mapping[str, str]) -> None:
    """Make this kernel as good as new, in a folder and with further environment variables."""
    from IPython import get_ipython

    gc.set_threshold(*RARELY)
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
