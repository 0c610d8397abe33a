"""Groups: any column in place of the outlets, one rule for what is not given and for what is small."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.grouping import (
    MOST,
    NOT_GIVEN,
    check_by,
    describe_groups,
    group_articles,
    list_columns,
    read_groups,
)
from analysis.wording import BY, name_groups


def make_articles(**columns):
    n = len(next(iter(columns.values())))
    return pd.DataFrame({"article_id": [f"a{place}" for place in range(n)], "outlet": "X", **columns})


def test_a_missing_and_a_blank_value_are_not_given_and_come_last():
    articles = make_articles(section=["World", None, " ", "Zoo", "  World"])
    groups = read_groups(articles, "section")["outlet"]
    assert groups.tolist() == ["World", NOT_GIVEN, NOT_GIVEN, "Zoo", "World"]
    assert groups.cat.categories.tolist() == ["World", "Zoo", NOT_GIVEN]


def test_whole_numbers_have_one_name_however_the_column_was_read():
    assert read_groups(make_articles(page=[1.0, 2.0, None]), "page")["outlet"].tolist() == [
        "1",
        "2",
        NOT_GIVEN,
    ]
    assert read_groups(make_articles(page=[1, 2]), "page")["outlet"].tolist() == ["1", "2"]


def test_of_more_than_twelve_groups_the_largest_stay_and_the_others_are_one():
    values = [f"s{n:02}" for n in range(13)] * 2 + ["s12"]
    groups = read_groups(make_articles(section=values), "section")["outlet"]
    kept = [f"s{n:02}" for n in range(10)] + ["s12"]
    assert groups.cat.categories.tolist() == [*kept, "2 other sections"]


def test_articles_without_a_value_are_never_among_the_others():
    values = [f"s{n:02}" for n in range(13)] + [None]
    groups = read_groups(make_articles(section=values), "section")["outlet"]
    assert groups.cat.categories.tolist()[-2:] == ["3 other sections", NOT_GIVEN]
    assert len(groups.cat.categories) == MOST
    assert groups.iloc[-1] == NOT_GIVEN


@given(st.lists(st.sampled_from([*"abcdefghijklmnop", None, ""]), min_size=1).filter(any))
def test_every_article_has_one_of_at_most_twelve_groups_whatever_the_order(values):
    articles = make_articles(section=values)
    groups = read_groups(articles, "section")
    assert groups["outlet"].notna().all()
    assert len(groups["outlet"].cat.categories) <= MOST
    turned = read_groups(articles.iloc[::-1], "section").iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(turned, groups)


def test_a_column_that_is_not_there_is_answered_with_the_nearest_names():
    with pytest.raises(ValueError, match="must be one of 'outlet', 'section'; not 'sektion'; did you"):
        read_groups(make_articles(section=["World"]), "sektion")


def test_a_column_without_any_value_makes_no_groups():
    with pytest.raises(ValueError, match="No article has a value in the column 'section'"):
        read_groups(make_articles(section=[None, ""]), "section")


def test_of_more_than_twelve_outlets_the_largest_stay_and_the_others_are_one():
    articles = make_articles(outlet=[f"o{n:02}" for n in range(14)] + ["o13"])
    grouped = group_articles(articles, None)["outlet"]
    assert grouped.cat.categories.tolist() == [*(f"o{n:02}" for n in range(10)), "o13", "3 other outlets"]
    pd.testing.assert_frame_equal(group_articles(articles.head(12), "outlet"), articles.head(12))


def test_a_wrong_column_is_said_before_measuring_unless_measuring_may_fill_it(tmp_path):
    articles = make_articles(section=["World"])
    check_by(articles, "genre", tmp_path)
    for by, answer in [("sektion", "did you mean 'section'"), ("genres", "did you mean 'genre'")]:
        with pytest.raises(ValueError, match=answer):
            check_by(articles, by, tmp_path)
    with pytest.raises(ValueError, match="No article has a value"):
        check_by(articles.assign(section=None), "section", tmp_path)


def test_what_outlets_csv_says_of_an_outlet_makes_groups_too(tmp_path):
    (tmp_path / "outlets.csv").write_text("outlet,country\nX,Norway\n")
    articles = make_articles(outlet=["X", "Y"])
    assert read_groups(articles, "country", tmp_path)["outlet"].tolist() == ["Norway", NOT_GIVEN]
    assert list_columns(articles, pd.DataFrame(columns=["outlet", "country"])) == ["outlet", "country"]


def test_a_column_that_is_known_after_measuring_makes_groups_too():
    articles = make_articles(text=["a", "b"])
    headlines = articles.assign(genre=["news", "opinion"]).iloc[::-1]
    assert group_articles(articles, "genre", headlines=headlines)["outlet"].tolist() == ["news", "opinion"]


def test_what_is_compared_is_described(monkeypatch):
    monkeypatch.setenv(BY, "press_agency")
    articles = make_articles(press_agency=[f"s{n:02}" for n in range(13)] + [None])
    assert describe_groups(group_articles(articles, "press_agency")) == (
        "Articles are compared by press agency, a column of the corpus; 1 article without one is the group "
        "not given. The 10 press agencies with most articles are compared one by one; all others count as "
        "one group."
    )


def test_by_outlet_the_articles_stay_as_they_are():
    articles = make_articles(section=["World"])
    assert group_articles(articles, None) is articles
    assert group_articles(articles, "outlet") is articles
    assert describe_groups(articles) == ""


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("Share by outlet", "Share by section"),
        ("An outlet and all outlets.", "A section and all sections."),
        ("Outlets differ", "Sections differ"),
        ("the outlet's own words, the outlets' own words", "the outlet's own words, the outlets' own words"),
        ("see outlets.csv, `by_outlet` and n_outlets", "see outlets.csv, `by_outlet` and n_outlets"),
    ],
)
def test_the_word_for_the_groups_takes_the_place_of_outlet(text, renamed, monkeypatch):
    assert name_groups(text) == text
    monkeypatch.setenv(BY, "section")
    assert name_groups(text) == renamed
