"""Which registries are taken for texts: those whose own names enough articles hold."""

import pandas as pd
import pytest

from analysis.entities.coverage.choice import choose_by_texts


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["Shells fell on Kherson."], ("ukraine", "world")),
        (["Rockets hit Khan Sheikhoun."], ("syria", "world")),
        (["Shells fell on Kherson.", "Rockets hit Aleppo."], ("ukraine", "syria", "world")),
        (["Angela Merkel went to Paris and to Washington."], ("world",)),
        ([], ("world",)),
    ],
)
def test_a_registry_is_taken_where_its_own_names_stand(texts, names):
    assert choose_by_texts(pd.Series(texts, dtype="str")).names == names


def test_one_article_of_a_hundred_is_too_few_and_this_is_said():
    choice = choose_by_texts(pd.Series(["It rained."] * 99 + ["Shells fell on Kherson."]))
    assert choice.names == ("world",)
    assert "1 holds names that only 'ukraine' lists (Kherson): too few" in choice.describe()


def test_the_order_of_the_texts_changes_nothing():
    texts = pd.Series(["Shells fell on Kherson.", "Rockets hit Aleppo.", "It rained."])
    assert choose_by_texts(texts) == choose_by_texts(texts[::-1])
