"""Outlets: one spelling for what looks alike, sites instead of addresses."""

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.corpus.outlets import name_outlets
from tests.corpus.test_articles import write


def name_all(*names, urls=None):
    given = pd.Series(list(names), dtype="str")
    return name_outlets(given, pd.Series(urls or [""] * len(names), dtype="str"))


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("The\u00a0Courier", "The Courier"), ("The  Courier ", "The Courier"), ("The Couri\u200ber",
        "The Courier"),
        ("The\u2009Courier", "The Courier"), ("The Cour\u00adier", "The Courier"), ("\ufeffThe Courier",
        "The Courier"),
        ("\u202aThe Courier\u202c", "The Courier"), ("\u0422he Courier", "The Courier"),
        ("The C\u043eurier", "The Courier"), ("\uff34\uff28\uff25 Courier", "THE Courier"),
        ("Le Te\u0301moin", "Le T\u00e9moin"), ("The\nCourier", "The Courier"), ("Известия", "Известия"),
    ],
)  # fmt: skip
def test_names_alike_to_the_eye_are_one(spelled, name):
    outlets, notes = name_all(spelled, name)
    assert set(outlets) == {name}
    assert [what for what, _ in notes] == (["outlets that look alike"] if spelled.strip() != name else [])


def test_dashes_and_apostrophes_follow_the_more_frequent_spelling():
    assert set(name_all("L’Orient", "L'Orient", "L’Orient")[0]) == {"L’Orient"}
    assert set(name_all("Al\u2011Watan", "Al-Watan", "Al-Watan")[0]) == {"Al-Watan"}
    assert set(name_all("L’Orient")[0]) == {"L’Orient"}


def test_an_address_as_the_outlet_becomes_its_host_and_is_said():
    outlets, [(what, done)] = name_all("https://www.courier.example/0", "www.courier.example", "Herald")
    assert outlets.tolist() == ["courier.example", "courier.example", "Herald"]
    assert (what, done) == ("an address as the outlet (2 rows)", "called by its host: courier.example")


def test_where_no_outlet_is_named_the_host_of_the_address_is_but_no_platform(tmp_path):
    content = "date,url,text\n2022-11-17,https://www.courier.example/a,One road.\n2022-11-18,,Two roads.\n"
    articles = read_corpus(write(tmp_path, "press.csv", content))
    assert articles["outlet"].tolist() == ["courier.example", "unknown"]
    said = read_problems(articles)
    assert "called by the host of the address" in set(said["done"])
    content = "date,url,text\n2022-11-17,https://youtu.be/a,One road.\n"
    assert read_corpus(write(tmp_path, "tv.csv", content))["outlet"].tolist() == ["tv"]


def test_an_outlet_of_which_nothing_is_left_is_named(tmp_path):
    content = "outlet,date,text\nCourier,2022-11-17,One road.\nHerald,2022-11-17,\nHerald,2022-11-18,NULL\n"
    problems = read_problems(read_corpus(write(tmp_path, "a.csv", content)))
    lost = problems[problems["what"] == "no article of an outlet is left"]
    assert lost["done"].tolist() == ["Herald: 2 left out"]


def test_a_part_of_a_corpus_has_its_own_problems(tmp_path):
    content = "outlet,date,text\nCourier,2022-11-17,\nCourier,2022-11-18,One road.\nHerald,2022-11-19,\n"
    content += "Herald,soon,Two roads.\n"
    file = write(tmp_path, "a.csv", content)
    assert len(read_problems(read_corpus(file))) == 3
    assert read_problems(read_corpus(file, outlets=["Courier"]))["row"].tolist() == [2]
    assert read_problems(read_corpus(file, outlets="Herald"))["row"].tolist() == [4, 5]
    assert read_problems(read_corpus(file, since="2022-11-18"))["row"].tolist() == [4, 5]
