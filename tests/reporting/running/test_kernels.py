"""Kernels that run several notebooks: each as if it were the first, whatever the one before did."""

import gc
import json
import os

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.reporting.running.fresh import RARELY, collect_rarely, leaves_traces
from analysis.reporting.running.kernels import LOAD, Kernel, open_workers, run_notebooks

# What a notebook may leave behind, printed as JSON.
LOOK = """
import json, os, random, sys, warnings
import matplotlib as mpl, numpy as np, pandas as pd
from matplotlib import pyplot
found = {
    "variables": sorted(set(dir()) & {"left", "pd_left", "an"}),
    "line width": mpl.rcParams["lines.linewidth"],
    "figures": len(pyplot.get_fignums()),
    "columns": pd.get_option("display.max_columns"),
    "folder": os.getcwd(),
    "variable": os.environ.get("LEFT"),
    "path": "left" in sys.path,
    "errors": ("error", None, Warning, None, 0) in warnings.filters,
    "seeded": [random.random() == 0.8444218515250481, float(np.random.rand()) == 0.5488135039273248],
    "page": os.environ["ANALYSIS_PAGE"],
}
print(json.dumps(found))
"""
# Settings that are restored: the kernel is used again.
SETTINGS = """
import pandas as pd
import analysis as an
left = pd_left = an
pd.set_option("display.max_columns", 3)
"""
PROCESS = "import analysis.reporting.running.fresh as fresh\nprint(fresh.os.getpid())"
# Traces that no list names in full: the next notebook has a new kernel.
TRACES = """
import os, random, sys, warnings
import matplotlib as mpl, numpy as np, pandas as pd
from matplotlib import pyplot
left = 1
mpl.rcParams["lines.linewidth"] = 9
pyplot.figure()
pd.options.display.max_columns = 3
os.chdir("..")
os.environ["LEFT"] = "1"
sys.path.append("left")
warnings.simplefilter("error")
random.seed(0)
np.random.seed(0)
"""


def make_notebook(*sources):
    return new_notebook(cells=[new_code_cell(source.strip()) for source in sources])


def read_output(notebook, cell):
    return "".join(output.get("text", "") for output in notebook.cells[cell].outputs)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Notebooks that one worker has run one after another, the reasons of their failures, their folder."""
    folder, kernel = tmp_path_factory.mktemp("books"), Kernel({})
    sources = {
        "first": [SETTINGS, PROCESS],
        "second": [LOOK, PROCESS, TRACES],
        "third": [LOOK, PROCESS, "1 / 0"],
        "fourth": [PROCESS, "import os\nos._exit(1)"],
        "fifth": [PROCESS],
    }
    books = {name: make_notebook(*cells) for name, cells in sources.items()}
    reasons = {name: kernel.run(book, folder=folder, page=name) for name, book in books.items()}
    kernel.close()
    return books, reasons, folder


@pytest.mark.parametrize("name", ["second", "third"])
def test_nothing_of_a_notebook_reaches_the_next(ran, name):
    books, _, folder = ran
    found = json.loads(read_output(books[name], 0))
    assert found.pop("columns") != 3
    assert found == {
        "variables": [], "line width": 1.5, "figures": 0, "folder": str(folder), "variable": None,
        "path": False, "errors": False, "seeded": [False, False], "page": name,
    }  # fmt: skip


def test_a_kernel_is_used_again_only_after_a_notebook_that_leaves_no_trace_and_passes(ran):
    books, _, _ = ran
    first, second, third, fourth, fifth = (
        read_output(book, cell) for book, cell in zip(books.values(), [1, 1, 1, 0, 0], strict=True)
    )
    assert first == second
    assert len({second, third, fourth, fifth}) == 4


def test_each_notebook_counts_its_cells_from_one(ran):
    books, _, _ = ran
    assert [cell.execution_count for cell in books["second"].cells] == [1, 2, 3]


def test_a_notebook_that_fails_or_ends_its_kernel_has_its_reason_and_does_not_harm_the_next(ran):
    _, reasons, _ = ran
    assert reasons["fourth"].startswith("DeadKernelError")
    assert [reasons[name] for name in ("first", "second", "third", "fifth")] == [
        "", "", "ZeroDivisionError: division by zero", "",
    ]  # fmt: skip


def test_a_kernel_that_has_loaded_the_package_runs_the_first_notebook():
    assert not leaves_traces(make_notebook(LOAD))


def test_objects_are_looked_for_as_before_once_the_report_is_made():
    before = gc.get_threshold()
    with collect_rarely():
        assert gc.get_threshold() == RARELY
    assert gc.get_threshold() == before


def test_more_notebooks_than_kernels_are_all_run_and_said(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    prepared = {
        tmp_path / f"{name}.ipynb": make_notebook(source) for name, source in [("a", "1"), ("b", "c")]
    }
    lines = []
    with open_workers(len(prepared)) as workers:
        reasons = run_notebooks(prepared, [], lines.append, {}, workers=workers)
    assert reasons == ["", "NameError: name 'c' is not defined"]
    assert sorted(lines) == ["a: done", "b: failed: NameError: name 'c' is not defined"]


@pytest.mark.parametrize(
    ("source", "leaves"),
    [
        ("import analysis as an\nshares = an.share_by(x, by=y)\nshares.attrs['label'] = 'share'", False),
        ("import pandas as pd\ntable['column'] = 1", False),
        ("import analysis as an\nnames = an.read_lexicon('x')\nnames['weight'] = 2", True),
        (
            "import analysis as an\nnames = an.read_registry().terms\nnames.drop(columns='a', inplace=True)",
            True,
        ),
        ("import analysis as an\nnames = an.read_lexicon('x')\ntable = x[x.a > 0]\ntable['b'] = 2", False),
        ("import analysis as an\nplaces = an.count_places(x, an.read_registry())\nplaces['b'] = 2", True),
        ("import analysis as an\nfor name in [an.read_lexicon('x')]:\n    del name['a']", True),
        ("import analysis as an\nx = an.read_lexicon('x')\ny = x\ny.insert(0, 'a', 1)", True),
        ("from analysis import read_lexicon as read\nx = read('x')\nx['a'] = 1", True),
        ("import analysis as an\ndef read():\n    return an.read_lexicon('x')\nread()['a'] = 1", True),
        ("import analysis as an\ndef put(x):\n    x['a'] = 1\nput(an.read_lexicon('x'))", True),
        ("import analysis as an\nput = lambda x: x.pop('a')\nput(an.read_lexicon('x'))", True),
        ("def put():\n    x['a'] = 1\nx = {}\nput()", False),
        ("import analysis as an\nan.show_table = print", True),
        ("from os import path", True),
        ("%matplotlib inline", True),
        ("!ls", True),
        ("get_ipython().run_line_magic('cd', '/')", True),
    ],
)
def test_what_leaves_traces(source, leaves):
    assert leaves_traces(make_notebook(source)) is leaves
