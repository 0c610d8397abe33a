"""The stored notebooks: run from top to bottom, without paths of a machine, every figure in words."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

import analysis

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

notebooks = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


def read_code(file):
    return [cell for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 6


@notebooks
def test_a_notebook_was_run_from_top_to_bottom_without_error(file):
    cells = read_code(file)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for cell in cells for output in cell.outputs if output.output_type == "error"]


@notebooks
def test_a_notebook_opens_with_a_question_and_has_one_cell_of_parameters(file):
    first = nbformat.read(file, as_version=4).cells[0]
    title = first.source.splitlines()[0]
    assert title.startswith("# ")
    assert title.endswith("?")
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in read_code(file)) == 1


@notebooks
def test_cells_are_short_and_hold_no_logic(file):
    for cell in read_code(file):
        lines = [
            line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")
        ]
        assert len(lines) <= 8, cell.source
        kinds = (ast.FunctionDef, ast.For, ast.While, ast.ClassDef)
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, kinds)], cell.source


@notebooks
def test_a_notebook_uses_the_verbs_of_the_face_and_nothing_else_of_the_package(file):
    for cell in read_code(file):
        nodes = list(ast.walk(ast.parse(cell.source)))
        used = {node.attr for node in nodes if isinstance(node, ast.Attribute) and is_face(node.value)}
        assert used <= set(analysis.__all__), cell.source
        imported = [node for node in nodes if isinstance(node, ast.ImportFrom)]
        assert not [node for node in imported if str(node.module).startswith("analysis")], cell.source


def is_face(node):
    return isinstance(node, ast.Name) and node.id == "an"


@notebooks
def test_a_notebook_takes_the_codebooks_of_the_user(file):
    sources = "\n".join(cell.source for cell in read_code(file))
    assert "codebooks = None" in sources
    assert "codebooks=codebooks" in sources


@notebooks
def test_no_cell_is_a_copy_of_another(file):
    sources = [cell.source for cell in read_code(file)]
    assert len(sources) == len(set(sources))


@notebooks
def test_every_figure_is_described_in_words_with_values(file):
    for cell in read_code(file):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                alt = output.metadata["image/png"]["alt"]
                assert alt == output.data["text/plain"]
                assert re.search(r"\d", alt)


@notebooks
def test_no_path_of_a_machine_and_no_address_in_memory_is_stored(file):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"/home/|/root/|/Users/|/work/|[A-Z]:\\\\Users| at 0x[0-9a-f]{6,}", text)


@notebooks
def test_a_notebook_ends_with_what_the_numbers_cannot_say(file):
    headings = [
        line
        for cell in nbformat.read(file, as_version=4).cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    assert "cannot say" in headings[-1]
