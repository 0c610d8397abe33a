"""Checks of tables and options: what is wrong, what is needed, and the nearest names."""

import pandas as pd
import pytest

from analysis.schema import check_choice, check_columns, check_count, check_day, suggest_names


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            ["outlets"],
            "count needs the column 'outlets'; the table has: outlet, month; did you mean 'outlet'?",
        ),
        (["Month"], "count needs the column 'Month'; the table has: outlet, month; did you mean 'month'?"),
        (["size"], "count needs the column 'size'; the table has: outlet, month."),
        (
            ["outlt", "mnth"],
            "count needs the columns 'outlt', 'mnth'; the table has: outlet, month; "
            "did you mean 'outlet' or 'month'?",
        ),
    ],
)
def test_a_missing_column_is_answered_with_the_nearest_columns(asked, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 (the whole message is compared)
        check_columns(pd.DataFrame(columns=["outlet", "month"]), asked, verb="count")
    assert str(error.value) == message


def test_a_table_without_columns_and_what_is_no_table_are_named():
    with pytest.raises(ValueError, match="the table has: no columns"):
        check_columns(pd.DataFrame(), ["outlet"], verb="count")
    with pytest.raises(TypeError, match="count needs a pandas DataFrame; got list"):
        check_columns([1], ["outlet"], verb="count")


def test_a_misspelt_choice_is_answered_with_the_nearest_choices():
    with pytest.raises(ValueError, match="did you mean 'month'"):
        check_choice("mnth", ["day", "month"], name="by")
    with pytest.raises(ValueError, match=r"not 'colour'\.$"):
        check_choice("colour", ["day", "month"], name="by")


def test_a_long_list_of_choices_is_cut_but_the_nearest_is_still_named():
    outlets = [f"Outlet {number}" for number in range(500)]
    with pytest.raises(ValueError, match="and 480 more; not 'Outlet 499a'; did you mean 'Outlet 499'"):
        check_choice("Outlet 499a", outlets, name="target")


def test_at_most_three_names_are_suggested():
    assert suggest_names("month", ["month1", "month2", "month3", "month4"]).count("'") == 6


def test_names_that_are_no_texts_can_be_suggested():
    assert suggest_names(2022, [2021, 2202]) == "; did you mean '2202' or '2021'?"


def test_a_count_is_a_whole_number_of_at_least_one():
    assert check_count(3, name="top") == 3
    for wrong in (0, 1.5, True):
        with pytest.raises(ValueError, match="The `top` must be a whole number of at least 1"):
            check_count(wrong, name="top")


def test_a_day_is_read_from_a_text_or_a_date():
    assert check_day("2022-11-17", name="at") == check_day(pd.Timestamp("2022-11-17"), name="at")
    with pytest.raises(ValueError, match="The `at` must be a day such as 2022-11-17; not 'soon'"):
        check_day("soon", name="at")
