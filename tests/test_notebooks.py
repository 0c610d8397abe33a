"""The stored notebooks: run from top to bottom, without paths of a machine, every figure in words."""

import ast
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

import analysis

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

MAIN = [file for file in NOTEBOOKS if re.match(r"\d\d-", file.stem)]
APPENDICES = [file for file in NOTEBOOKS if re.match(r"\d\d[a-z]-", file.stem)]

notebooks = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
numbered = pytest.mark.parametrize("file", [*MAIN, *APPENDICES], ids=lambda file: file.stem)


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


@pytest.mark.parametrize("file", MAIN, ids=lambda file: file.stem)
def test_a_main_notebook_tells_one_story_in_at_most_twelve_cells(file):
    assert len(read_code(file)) <= 12


@numbered
def test_a_notebook_has_a_byline_and_its_findings_are_its_headings(file):
    cells = nbformat.read(file, as_version=4).cells
    assert "byline=True" in "\n".join(cell.source for cell in cells)
    written = [cell.source for cell in cells if cell.cell_type == "markdown"]
    lines = [line for source in written for line in source.splitlines() if re.match("#+ ", line)]
    assert len(lines) == 2, "a fixed heading beside the question and what the numbers cannot say"
    findings = [cell for cell in cells if "an.show_finding" in cell.source]
    assert findings
    assert all("level=2" in cell.source for cell in findings)


@numbered
def test_no_chart_is_drawn_without_a_guard_for_few_articles(file):
    charts = [cell.source for cell in read_code(file) if "an.show_chart" in cell.source]
    assert all(re.search(r" if (enough|len\(|own)", source) for source in charts), charts


@pytest.mark.parametrize("file", APPENDICES, ids=lambda file: file.stem)
def test_an_appendix_stands_behind_a_main_notebook_of_its_number(file):
    assert [main for main in MAIN if main.stem[:2] == file.stem[:2] and main < file]


@numbered
def test_no_column_of_a_table_is_all_zero(file):
    for cell in read_code(file):
        for output in cell.outputs:
            if "<table" in output.get("data", {}).get("text/html", ""):
                assert not find_zero_columns(output.data["text/html"]), cell.source


def find_zero_columns(html):
    """The columns of a table of two rows or more in which every number is rounded to nothing."""
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', html)
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(<td.*?)</tr>", html)]
    columns = list(zip(*[row for row in rows if len(row) == len(heads)], strict=True))
    zero = {"0.00", "-0.00", "0.000"}
    pairs = zip(heads, columns, strict=bool(columns))
    return [head for head, cells in pairs if len(cells) > 1 and set(cells) <= zero]


def test_a_column_of_zeros_is_found():
    table = analysis.show_table(pd.DataFrame({"name": ["a", "b"], "p": [0.001, 0.002], "n": [0.5, 0.0]}))
    assert find_zero_columns(table.html) == ["p"]


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
