"""Sentences that are glued together are split; sites and initials are not."""

import pytest

from analysis.cleaning.pipeline import clean_articles, clean_text
from analysis.text.sentences import split_sentences
from tests.cleaning.texts import make_articles

GLUED = [
    (
        "He left.The dam held.Nobody came. Is this war?Yes.It is.",
        ["He left.", "The dam held.", "Nobody came.", "Is this war?", "Yes.", "It is."],
    ),
    ('“We stay.”He left. "No."She came.', ["“We stay.”", "He left.", '"No."', "She came."]),
    (
        'He said:"We stay."The dam held!Nobody came?Then it fell.',
        ['He said:"We stay."', "The dam held!", "Nobody came?", "Then it fell."],
    ),
    (
        "It fell in 2022.Russia left Kherson.Ukraine came on Monday.Troops fled.",
        ["It fell in 2022.", "Russia left Kherson.", "Ukraine came on Monday.", "Troops fled."],
    ),
    ("It ended.“We go,” he said.", ["It ended.", "“We go,” he said."]),
    ("They met (in Kyiv).The talks ended.", ["They met (in Kyiv).", "The talks ended."]),
    ("He works for the U.S.The dam held.", ["He works for the U.S.", "The dam held."]),
    ("Gov.Smith and Gen.Milley met.", ["Gov. Smith and Gen. Milley met."]),
    ("He left…The dam held.", ["He left…", "The dam held."]),
]


@pytest.mark.parametrize(("text", "sentences"), GLUED)
def test_glued_sentences_are_split(text, sentences):
    assert split_sentences(clean_articles(make_articles(text)))["text"].tolist() == sentences


@pytest.mark.parametrize(
    "text",
    [
        "See Lenta.Ru and Booking.Com and Node.Js and J.K. Rowling and U.S. troops.",
        "Mail john.Smith@x.example or www.The.example now.",
        "The firm Yandex.Taxi left.",
        "She wrote “no.” and left.",
    ],
)
def test_the_names_of_sites_and_people_are_not_split(text):
    assert clean_text(text) == text
