"""The user's table of deaths: which columns are recognised, and whose dead they are."""

import pandas as pd
import pytest

from analysis.summaries.deaths.casualties import read_casualties

SIDES = ["israel", "palestine"]


def read(table, sides=None, act_sides=SIDES):
    deaths = read_casualties(pd.DataFrame(table), sides=sides, act_sides=act_sides)
    return [(f"{row.date:%m-%d}", row.side, row.deaths) for row in deaths.itertuples()]


def test_a_table_of_your_own_needs_a_date_a_side_and_deaths():
    table = {"Date": ["2023-10-08", "2023-10-07"], "Side": ["Israel", "Gaza"], "Deaths": ["1,200", ""]}
    assert read(table) == [("10-07", "palestine", 0), ("10-08", "israel", 1200)]


def test_two_places_of_one_side_are_added():
    table = {"date": "2023-10-08", "side": ["Gaza", "West Bank", "Israelis"], "deaths": [10, 2, 5]}
    assert read(table) == [("10-08", "israel", 5), ("10-08", "palestine", 12)]


def test_a_running_total_of_ocha_becomes_what_each_day_adds_in_any_order_of_rows():
    table = {
        "Date": ["10/15/2023", "10/13/2023", "10/14/2023"],
        "Gaza Casualties Since October 7": ["25", "10", "18"],
        "Gaza Injuries Since October 7": [90, 40, 60],
        "Israel Casualties Since October 7": [7, 5, 6],
        "Israel Injuries Since October 7": [9, 9, 9],
        "Source": "flash update",
    }
    assert [row for row in read(table) if row[1] == "palestine"] == [
        ("10-13", "palestine", 10),
        ("10-14", "palestine", 8),
        ("10-15", "palestine", 7),
    ]


def test_a_running_total_that_comes_twice_counts_once():
    table = {"date": ["2023-10-08", "2023-10-08"], "Gaza deaths since October 7": [10, 10]}
    assert read(table) == [("10-08", "palestine", 10)]


def test_casualties_without_injuries_beside_them_may_be_injured_and_are_not_read():
    with pytest.raises(ValueError, match=r"needs casualties with the columns `date, side, deaths`"):
        read({"date": ["2023-10-08"], "Gaza casualties": [10]})
    assert read({"date": ["2023-10-08"], "Gaza fatalities": [10]}) == [("10-08", "palestine", 10)]


UCDP = {
    "id": [1, 2, 2], "date_start": "2022-03-01", "date_end": ["2022-03-02", "2022-03-03", "2022-03-03"],
    "side_a": "Government of Russia (Soviet Union)", "side_b": "Government of Ukraine", "country": "Ukraine",
    "deaths_a": [3, 4, 4], "deaths_b": [5, 0, 0], "deaths_civilians": [2, 0, 0], "deaths_unknown": [0, 9, 9],
    "best": [10, 13, 13],
}  # fmt: skip


def test_ucdp_events_give_the_dead_of_either_side_civilians_by_country_and_the_unknown_apart():
    assert read(UCDP) == [
        ("03-02", "not known", 0),
        ("03-02", "russia", 3),
        ("03-02", "ukraine", 7),
        ("03-03", "not known", 9),
        ("03-03", "russia", 4),
        ("03-03", "ukraine", 0),
    ]


def test_acled_events_are_the_dead_of_the_country_or_of_your_own_column_and_count_once():
    table = {
        "event_id_cnty": ["UKR1", "UKR1", "UKR2"],
        "event_date": ["01 March 2022", "01 March 2022", "02 March 2022"],
        "actor1": "Military Forces of Russia (2000-)", "country": "Ukraine", "fatalities": [4, 4, 1],
    }  # fmt: skip
    assert read(table) == [("03-01", "ukraine", 4), ("03-02", "ukraine", 1)]
    assert read({**table, "side": ["Russia", "Russia", "Ukraine"]}) == [
        ("03-01", "russia", 4),
        ("03-02", "ukraine", 1),
    ]


def test_the_argument_maps_a_side_or_leaves_it_out():
    table = {"date": "2023-10-08", "side": ["The Strip", "Others", "Israel"], "deaths": [10, 3, 5]}
    mapped = read(table, sides={"the strip": "Palestine", "Others": ""})
    assert mapped == [("10-08", "israel", 5), ("10-08", "palestine", 10)]


def test_a_side_that_nothing_tells_is_an_error_with_the_nearest_name():
    table = {"date": ["2023-10-08"], "side": ["Palestina"], "deaths": [10]}
    with pytest.raises(
        ValueError, match=r"'Palestina' .*did you mean 'palestin.*sides=\{'Palestina': 'israel'\}"
    ):
        read(table)
    with pytest.raises(ValueError, match=r"does not know the side 'palestin'.*did you mean"):
        read(table, sides={"Palestina": "palestin"})
    with pytest.raises(ValueError, match=r"'Palestna', which is no side of the casualties.*'Palestina'"):
        read(table, sides={"Palestna": "palestine"})


def test_a_side_without_any_death_needs_no_name():
    table = {"date": "2023-10-08", "side": ["XYZ", "Israel"], "deaths": [0, 5]}
    assert read(table) == [("10-08", "israel", 5)]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"date": ["soon"], "side": ["Gaza"], "deaths": [1]}, "cannot read 'soon' as a day"),
        ({"date": ["2023-10-08"], "side": ["Gaza"], "deaths": ["many"]}, "'many' as a number of deaths"),
        ({"date": ["2023-10-08"], "sides": ["Gaza"], "deaths": [1]}, "did you mean 'sides'"),
    ],
)
def test_what_cannot_be_read_is_said(table, message):
    with pytest.raises(ValueError, match=message):
        read(table)


def test_a_file_is_read_as_a_table_is(tmp_path):
    path = tmp_path / "casualties.csv"
    path.write_text("date,side,deaths\n2023-10-08,Gaza,3\n", encoding="utf-8-sig")
    deaths = read_casualties(path, sides=None, act_sides=SIDES)
    assert deaths[["side", "deaths"]].to_numpy().tolist() == [["palestine", 3]]
