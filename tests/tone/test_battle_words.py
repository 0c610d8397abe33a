"""Battle words that tell of no fighting: offices, articles of law, dates, accidents."""

import pytest

from analysis.text.sentences import split_sentences
from analysis.tone.evaluation import find_judgements
from articles import make_articles


def list_battle(text):
    hits = find_judgements(split_sentences(make_articles(text)))
    return hits.loc[hits["counted"] == "battle", "surface"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "The High Commissioner for Refugees spoke on Monday.",
        "The Institute for the Study of War drew a map.",
        "Those who attack must take care, says Article 57.",
        "Twenty beds were there before the war.",
        "She died in a car crash near the bridge.",
        "The city spends more to fight poverty.",
        "The flat caught fire on Sunday.",
    ],
)
def test_no_battle_word_is_counted(text):
    assert list_battle(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The commissioner saw refugees after the attack.", ["refugees", "attack"]),
        ("Soldiers died when a missile hit their car.", ["Soldiers", "died", "missile"]),
        ("War has come to the valley.", ["War"]),
    ],
)
def test_what_tells_of_fighting_is_counted(text, words):
    assert list_battle(text) == words
