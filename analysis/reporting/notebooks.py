"""Notebooks of a report: their parameters go in, and what nobody should see comes out."""

from __future__ import annotations

import ast
import importlib
import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from analysis.schema import suggest_names
from analysis.store.handover import set_variables
from analysis.wording import BY, name_groups

if TYPE_CHECKING:
    import nbformat

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
# Parameters that a notebook may lack: it shows nothing by event.
OPTIONAL = {"events_file"}


def find_notebooks(folder: Path) -> list[Path]:
    """List the notebooks of a folder; raise FileNotFoundError, with the nearest folders, if it has none."""
    files = sorted(folder.glob("*.ipynb"))
    if not files:
        beside = [other.name for other in folder.parent.glob("*/")] if not folder.is_dir() else []
        nearest = suggest_names(folder.name, beside)
        raise FileNotFoundError(f"A report needs notebooks (*.ipynb); there is none in {folder}{nearest}")
    return files


def prepare_notebooks(
    folder: Path, parameters: dict[str, object], *, by: str | None = None
) -> dict[Path, nbformat.NotebookNode]:
    """The notebooks of a folder with their parameters, their texts in the words for the groups."""
    with set_variables({BY: by}):
        return {file: prepare_notebook(file, parameters) for file in find_notebooks(folder)}


def prepare_notebook(file: Path, parameters: dict[str, object]) -> nbformat.NotebookNode:
    """Read a notebook without outputs and control panels, and put the parameters in."""
    nbformat = load_nbformat()
    notebook = nbformat.reads(drop_outputs(file.read_text("utf-8")), as_version=4)
    notebook.cells = drop_panels(notebook.cells)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        elif cell.cell_type == "markdown":
            cell.source = name_groups(cell.source)
    place, source = write_parameters(notebook, parameters, name=file.name)
    if source:
        cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["injected-parameters"]})
        notebook.cells.insert(place, cell)
    return notebook


def load_nbformat() -> ModuleType:
    """The package `nbformat`, without the grammar of international addresses, which takes a second to build.

    The schema of notebooks names no such address; a package that is missing is no error to its loader.
    """
    grammar = "rfc3987_syntax"
    is_left_out = grammar not in sys.modules
    if is_left_out:
        sys.modules[grammar] = None  # type: ignore[assignment]
    try:
        return importlib.import_module("nbformat")
    finally:
        if is_left_out:
            del sys.modules[grammar]


def drop_outputs(text: str) -> str:
    """The file of a notebook without its outputs: checking them takes long, and they are made anew."""
    try:
        notebook = json.loads(text)
        for cell in notebook["cells"]:
            cell |= {"outputs": []} if "outputs" in cell else {}
    except (KeyError, TypeError, ValueError):  # another format, or damage, which nbformat describes
        return text
    return json.dumps(notebook)


def drop_panels(cells: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Return the cells without control panels and without the text cell before each panel."""
    kept: list[nbformat.NotebookNode] = []
    for cell in cells:
        if "skip-execution" not in cell.metadata.get("tags", []):
            kept.append(cell)
        elif kept and kept[-1].cell_type == "markdown":
            kept.pop()
    return kept


def write_parameters(
    notebook: nbformat.NotebookNode, parameters: dict[str, object], *, name: str
) -> tuple[int, str]:
    """Write the parameters that a notebook has as code; return also the place of the new cell.

    The new cell follows the one tagged `parameters`, as in papermill. Raises ValueError if the notebook lacks
    a parameter that is not None: its numbers would silently be those of the whole corpus.
    """
    tagged = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    if not tagged:
        return 0, ""
    statements = ast.parse(notebook.cells[tagged[0]].source).body
    targets = [target for node in statements if isinstance(node, ast.Assign) for target in node.targets]
    names = sorted({target.id for target in targets if isinstance(target, ast.Name)})
    needed = [key for key, value in parameters.items() if value is not None and key not in OPTIONAL]
    missing = [key for key in needed if key not in names]
    if missing:
        raise ValueError(
            f"{name} has the parameters {', '.join(names)}; it lacks {', '.join(missing)}"
            f"{suggest_names(missing, names)}"
        )
    lines = [f"{key} = {value!r}" for key, value in parameters.items() if key in names]
    return tagged[0] + 1, "\n".join(lines)


def merge_parameters(cells: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """The cells with the parameters of this report in place of those that the notebook is stored with.

    The injected cell goes: it holds paths of this machine, of which a report passes on the last name alone.
    """
    tags = [cell.metadata.get("tags", []) for cell in cells]
    injected = [cell for cell, names in zip(cells, tags, strict=True) if "injected-parameters" in names]
    lines = [line for cell in injected for line in cell.source.splitlines()]
    pairs = [line.partition(" = ") for line in lines]
    values = {name: ast.literal_eval(value) for name, _, value in pairs}
    for cell, names in zip(cells, tags, strict=True):
        if "parameters" in names:
            cell.source = "\n".join(write_parameter(line, values) for line in cell.source.splitlines())
    return [cell for cell in cells if cell not in injected]


def write_parameter(line: str, values: dict[str, object]) -> str:
    """A line that sets a parameter, with its value in this report; its comment stays.

    >>> write_parameter('corpus = "../corpus/sample"  # a folder', {"corpus": "/data/war/articles"})
    "corpus = 'articles'  # a folder"
    """
    name = line.partition(" = ")[0]
    if name not in values:
        return line
    value, comment = values[name], line.partition("  # ")
    if name == "codebooks" and isinstance(value, list):
        value = [Path(item).name for item in value]
    value = Path(value).name if isinstance(value, str) else value
    return f"{name} = {value!r}{comment[1]}{comment[2]}"


def drop_silent(cells: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Return the cells without sections that show nothing: a text, and code without an output.

    The first section, which reads the corpus, stays; so does everything before a failure.
    """
    starts = [n for n, cell in enumerate(cells) if cell.cell_type == "markdown"]
    sections = [cells[start:end] for start, end in pairwise([0, *starts[1:], len(cells)])]
    kept = sections[:1]
    for section in sections[1:]:
        code = [cell for cell in section if cell.cell_type == "code"]
        has_run = all(cell.execution_count for cell in code)
        if not (code and has_run) or any(cell.outputs for cell in code):
            kept.append(section)
    return [cell for section in kept for cell in section]


def clean_outputs(notebook: nbformat.NotebookNode, private: Sequence[Path]) -> None:
    """Remove warnings and progress bars from the outputs, and the paths of this machine from errors."""
    notebook.cells = drop_silent(notebook.cells)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        for output in cell.outputs:
            if output.output_type == "error":
                output.evalue = hide_paths(output.evalue, private)


def hide_paths(text: str, private: Sequence[Path]) -> str:
    """Shorten private paths to their last name, and the user's home to `~`.

    >>> hide_paths("not found: /data/war/a.csv", [Path("/data/war")])
    'not found: war/a.csv'
    """
    short = [(path, path.name) for path in private]
    for path, name in [*short, (NOTEBOOKS.parent, "."), (Path.home(), "~")]:
        if len(path.parts) > 1:
            text = text.replace(str(path), name)
    return text
