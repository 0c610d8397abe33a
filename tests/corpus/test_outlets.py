"""Outlets: one spelling for what looks alike, sites instead of addresses; and texts that are not whole."""

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.corpus.doubts import doubt_text
from analysis.corpus.outlets import name_outlets
from tests.corpus.test_articles import write

TEXT = "The council met in the town hall on Monday and agreed to open the road again before winter."


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


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (TEXT[:60] + "… [+2345 chars]", "the text is cut off"), (TEXT[:60] + "... [+12 chars]",
        "the text is cut off"),
        (TEXT[:60] + " [truncated]", "the text is cut off"), (TEXT[:60] + "(2345 more characters)",
        "the text is cut off"),
        (TEXT[:60] + " ...", "the text breaks off"), (TEXT[:60] + "…", "the text breaks off"),
        (TEXT[:60] + " [&#8230;]", "the text breaks off"), (TEXT + " Continue reading",
        "the text breaks off"),
        (TEXT + " Read more »", "the text breaks off"), (TEXT + "\n\nSubscribe to continue reading.",
        "the text stops at a paywall"),
        (TEXT + " This article is for subscribers only.", "the text stops at a paywall"),
        (TEXT + " You have reached your limit of free articles.", "the text stops at a paywall"),
        (TEXT + " Already a subscriber? Log in", "the text stops at a paywall"),
        ("\n".join(f"https://courier.example/{n}" for n in range(6)), "a page of links"),
        ("\n".join(f"1{n}:05 The road was open." for n in range(6)), "a live blog"),
        ("x" * 32_767, "the text is cut off"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_whole_article_is_kept_and_said(text, what):
    assert doubt_text(text)[0] == what


@pytest.mark.parametrize(
    "text",
    [
        TEXT, f"{TEXT} “We wait …” he said.", TEXT * 20 + " Subscribe to continue reading.",
        f"{TEXT} See https://a.example/1",
        "He signed in to the meeting and logged what he saw.", "At 10:05 the road was open.",
    ],
)  # fmt: skip
def test_a_whole_article_is_not_doubted(text):
    assert doubt_text(text) is None


def test_texts_of_one_and_the_same_length_were_cut_by_a_field(tmp_path):
    rows = [
        f"X,2022-11-{n + 1:02},{(f'The road {n} was open ' + 'and the crews went home ' * 30)[:254]}x"
        for n in range(8)
    ]
    problems = read_problems(read_corpus(write(tmp_path, "a.csv", "outlet,date,text\n" + "\n".join(rows))))
    cut = problems[problems["what"] == "the text is cut off"]
    assert len(cut) == 8
    assert "8 texts have exactly 255 characters" in cut["done"].iloc[0]
