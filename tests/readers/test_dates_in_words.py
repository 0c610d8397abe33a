"""Dates of other languages, in digits alone, with years of two digits; a wrong reading is worse than none."""

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.dates import read_date, read_dates

DAY = "2022-11-17"
SPELLED = [
    "17 November 2022", "17 листопада 2022 року", "17 листопада 2022 р.", "17 ноября 2022 г., 10:30",
    "четверг, 17 ноября 2022", "17 novembre 2022", "jeudi 17 novembre 2022 à 08h30", "17 nov. 2022",
    "17 de noviembre de 2022", "jueves, 17 de noviembre de 2022", "noviembre 17, 2022", "17. November 2022",
    "Donnerstag, 17. November 2022, 08:30 Uhr", "17 novembre 2022", "giovedì 17 novembre 2022",
    "17 de novembro de 2022", "quinta-feira, 17 de novembro de 2022", "17 listopada 2022", "17 lis 2022",
    "czwartek, 17 listopada 2022 r.", "17 Kasım 2022", "17 KASIM 2022 Perşembe", "17. marraskuuta 2022",
    "torstai 17. marraskuuta 2022 klo 8.30", "17 نوفمبر 2022", "١٧ نوفمبر ٢٠٢٢", "17 تشرين الثاني 2022",
    "17 تشرين الثاني/نوفمبر 2022", "الخميس 17 نوفمبر 2022", "17 november 2022", "17. listopadu 2022",
    "2022. november 17.", "17 Νοεμβρίου 2022", "2022年11月17日", "2022년 11월 17일",
    "2022 m. lapkričio 17 d.",
    "20221117043000", "20221117T043000Z", "202211170430", "1668643200", "1668643200000", "1668643200000000",
    "44882", "44882.25", "44882,25", "2.0221117043E+13", "17Nov2022", "2022-Nov-17", "Nov-17-2022",
    "17 nov '22",
]  # fmt: skip


@pytest.mark.parametrize("spelled", SPELLED)
def test_a_day_is_read_in_the_languages_of_the_press(spelled):
    days, bad, _ = read_dates(pd.Series([spelled]))
    assert (days.dt.strftime("%Y-%m-%d").tolist(), bad) == ([DAY], [])


@pytest.mark.parametrize(
    ("spelled", "day"),
    [
        ("17 août 2022", "2022-08-17"), ("1er mai 2022", "2022-05-01"), ("17 Jänner 2022", "2022-01-17"),
        ("3. März 2022", "2022-03-03"), ("3 mars 2022", "2022-03-03"), ("17 maja 2022", "2022-05-17"),
        ("17 травня 2022", "2022-05-17"), ("17 серпня 2022", "2022-08-17"), ("17 мая 2022", "2022-05-17"),
        ("17 Ağustos 2022", "2022-08-17"), ("17 Mayıs 2022", "2022-05-17"), ("17. maaliskuuta 2022",
        "2022-03-17"),
        ("17 أغسطس 2022", "2022-08-17"), ("17 آب 2022", "2022-08-17"), ("mar 17 nov 2022", "2022-11-17"),
    ],
)  # fmt: skip
def test_names_alike_in_two_languages_are_the_month_that_they_are(spelled, day):
    assert str(read_date(spelled)) == day


@pytest.mark.parametrize(
    "spelled",
    [
        "17 marra 2022", "31 juin 2022", "30 février 2022", "17 November", "Nov 2022", "Q4 2022",
        "1401/08/26",
        "20 Safar 1444", "2022-13-45", "2022-17-11", "12022-11-17", "99999", "19999", "123456789012",
        "3 days ago",
        "2.02211E+13", "2022-321", "20223211",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(spelled):
    assert read_date(spelled) is None


@pytest.mark.parametrize(
    ("column", "days"),
    [
        (["22-11-17", "22-12-03", "22-10-25"], ["2022-11-17", "2022-12-03", "2022-10-25"]),
        (["17-11-22", "03-12-22", "25-10-22"], ["2022-11-17", "2022-12-03", "2022-10-25"]),
        (["11-17-22", "12-03-22", "10-25-22"], ["2022-11-17", "2022-12-03", "2022-10-25"]),
        (["22/11/17", "22/12/03", "22/10/25"], ["2022-11-17", "2022-12-03", "2022-10-25"]),
        (["22.11.17", "22.12.03", "22.10.25"], ["2022-11-17", "2022-12-03", "2022-10-25"]),
        (["221117", "221203", "221025"], ["2022-11-17", "2022-12-03", "2022-10-25"]),
        (["171122", "031222", "251022"], ["2022-11-17", "2022-12-03", "2022-10-25"]),
        (["99-11-17", "98-12-03"], ["1999-11-17", "1998-12-03"]),
    ],
)
def test_years_of_two_digits_stand_where_the_days_lie_close_together(column, days):
    read, bad, order = read_dates(pd.Series(column))
    assert (read.dt.strftime("%Y-%m-%d").tolist(), bad) == (days, [])
    assert " first" in order


def test_a_lone_date_whose_year_nothing_shows_is_none_and_the_doubt_is_said(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,date,text\nX,22-11-17,The road was open.\n")
    articles = read_corpus(tmp_path / "a.csv")
    assert articles["date"].isna().all()
    said = read_problems(articles)["done"].tolist()
    assert "read in no order: 22-11-17 may be 2022-11-17 or 2017-11-22" in said[0]
    assert said[1] == "kept without a date: 22-11-17"
    assert read_corpus(tmp_path / "a.csv", day_first=True)["date"].dt.year.tolist() == [2017]


def test_single_files_with_the_year_first_are_read_so(tmp_path):
    for day in ("22-11-17", "22-11-18", "22-12-03", "22-10-25"):
        (tmp_path / f"a{day}x.txt").write_text(f"date: {day}\noutlet: X\n\nThe road was open on {day}.")
    articles = read_corpus(tmp_path)
    assert articles["date"].dt.year.tolist() == [2022] * 4
    assert read_problems(articles)["done"].str.startswith("read year first").sum() == 1


def test_the_languages_of_a_column_decide_together():
    days = read_dates(pd.Series(["17 listopada 2022", "3 siječnja 2022", "9 srpnja 2022"]))[0]
    assert days.dt.month.tolist() == [10, 1, 7]  # Croatian: listopad is October
    assert read_dates(pd.Series(["17 listopada 2022", "3 stycznia 2022"]))[0].dt.month.tolist() == [11, 1]


def test_days_that_excel_counts_are_said():
    _, _, order = read_dates(pd.Series(["44882", "17.11.2022"]))
    assert order.endswith("as days that Excel counts: 44882 is 2022-11-17")
