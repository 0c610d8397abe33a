"""Lines that name the author or the day are dropped at the top; sentences stay."""

import pytest

from analysis.cleaning.pipeline import clean_text

LINES = [
    "By Jane Doe",
    "BY JANE DOE",
    "By Jane Doe and John Roe",
    "By JANE DOE, Associated Press",
    "By Jane Doe | Reuters",
    "By Reuters Staff",
    "By Jane Doe in Kyiv",
    "Published 8 October 2023",
    "Published: October 8, 2023, 10:15 GMT",
    "Updated 10:15 GMT, October 8, 2023",
    "Sunday 8 October 2023",
    "October 8, 2023",
    "Oct. 8, 2023 10:15 a.m. ET",
    "8 Oct 2023 - 10:15",
    "2023-10-08",
    "Last updated: 8 October 2023",
    "Author: Jane Doe",
    "By AFP",
    "Published on October 8, 2023 at 10:15 am",
]
SENTENCES = [
    "By Friday the dam had fallen",
    "By Monday Russia was out",
    "In 2023 the dam fell",
    "Kherson 2023",
    "By the river",
    "By Kherson and Odesa roads were closed",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_author_or_day_is_dropped(line):
    assert clean_text(f"{line}\n\nIt fell on Monday.") == "It fell on Monday."


@pytest.mark.parametrize("line", SENTENCES)
def test_a_line_that_only_begins_so_stays(line):
    assert clean_text(f"{line}\n\nIt fell on Monday.") == f"{line}\n\nIt fell on Monday."


def test_headline_byline_and_day_are_dropped_together():
    text = "Council opens the road\n\nBy Jane Doe\n\n8 October 2023\n\nThe council met."
    assert clean_text(text, title="Council opens the road") == "The council met."


@pytest.mark.parametrize(
    "desk",
    [
        "(Reporting by Jo Roe; Editing by A Poe)",
        "Reporting by Jo Roe in Kyiv; Writing by B Poe; editing by A Poe",
    ],
)
def test_the_line_of_reporters_at_the_end_is_dropped(desk):
    assert clean_text(f"It fell on Monday. {desk}") == "It fell on Monday."
    assert clean_text(f"It fell on Monday.\n\n{desk}") == "It fell on Monday."


def test_a_sentence_about_reporting_stays():
    assert clean_text("The reporting by Jo Roe won a prize.") == "The reporting by Jo Roe won a prize."
