"""The code of a page shows the parameters of its report, and no path of the machine that made it."""

import nbformat

from analysis.reporting.notebooks import merge_parameters

STORED = """corpus = "../corpus/sample"  # a folder of articles, or one file
outlets = None  # a list of outlets; None keeps them all
codebooks = None  # your own lists of terms: ["my.csv"]
days = 28  # the days before an event"""
INJECTED = "corpus = '/data/war/2022-11-17.txt'\noutlets = ['A', 'B']\ncodebooks = ['/home/x/my.csv']"


def make_cell(source, tag):
    return nbformat.v4.new_code_cell(source, metadata={"tags": [tag]})


def test_the_page_shows_the_values_of_its_report_in_place_of_those_of_the_sample():
    cells = [make_cell(STORED, "parameters"), make_cell(INJECTED, "injected-parameters")]
    shown = merge_parameters(cells)
    assert [cell.source for cell in shown] == [
        "corpus = '2022-11-17.txt'  # a folder of articles, or one file\n"
        "outlets = ['A', 'B']  # a list of outlets; None keeps them all\n"
        "codebooks = ['my.csv']  # your own lists of terms: [\"my.csv\"]\n"
        "days = 28  # the days before an event"
    ]


def test_without_parameters_of_a_report_the_notebook_stays():
    cells = [make_cell(STORED, "parameters"), nbformat.v4.new_markdown_cell("# Why?")]
    assert [cell.source for cell in merge_parameters(cells)] == [STORED, "# Why?"]
