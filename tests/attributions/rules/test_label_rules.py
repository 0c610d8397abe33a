"""Words of others that look like the outlet's: names that a source gives, thoughts, colons, documents."""

import pandas as pd
import pytest

from analysis.attributions.finder import find_attributions
from analysis.attributions.tokens import parse_spans
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles


def list_parts(text):
    """Source and content of each attribution, as words."""
    return describe(split_sentences(make_articles(text)), text)


def describe(sentences, text):
    found = find_attributions(sentences, find_entities(sentences))
    contents = [" | ".join(text[start:end] for start, end in parse_spans(one)) for one in found["content"]]
    return list(zip(found["source"], contents, strict=True))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Orlov called it an attack planned by the mayor.", "Orlov", "an attack planned by the mayor"),
        ("Anna Bell, the coordinator, called the attack heinous.", "Anna Bell, the coordinator", "heinous"),
        ("Orlov called the breach deliberate sabotage by Bell.", "Orlov", "deliberate sabotage by Bell"),
        ("What Orlov called a small accident closed the port.", "Orlov", "a small accident"),
        ("Orlov called for an inquiry into the fire.", "Orlov", "an inquiry into the fire"),
        ("Orlov called on the council to end the attacks.", "Orlov", "the council to end the attacks"),
        ("A pretext for strikes is being prepared, the mayor Ivan Orlov supposes.", "the mayor Ivan Orlov",
         "A pretext for strikes is being prepared"),
        ("Orlov hopes that the bridge holds.", "Orlov", "that the bridge holds"),
        ("Officials expected the truce to fail.", "Officials", "the truce to fail"),
        ("Orlov's line: the ships had left the port.", "Orlov", "the ships had left the port"),
        ("Orlov had one more theory: the ships had left the port.", "Orlov", "the ships had left the port"),
        ("A reason is given by the ministry: the ships had left.", "the ministry", "the ships had left"),
        ("The bridge must stay open, it is noted in the statement.", "the statement",
         "The bridge must stay open"),
        ("The bridge was old, by officials' account.", "officials", "The bridge was old"),
        ("In the analysis of the ministry, the bridge was old.", "the ministry", "the bridge was old"),
    ],
)  # fmt: skip
def test_words_of_others_are_theirs(text, source, content):
    assert list_parts(text) == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "I think the bridge will hold.",
        "They thought of a plan.",
        "Orlov called the police.",
        "Orlov called a meeting the day after.",
        "A ship called the Swift left.",
        "Orlov, reckoned the captain's friend, left the port.",
        "There was one theory: the ships had left.",
        "Tuesday's photos show that the bridge is closed.",
        "The footage showed that the bridge is closed.",
    ],
)
def test_the_outlets_own_words_stay_its_own(text):
    assert list_parts(text) == []


def test_a_document_that_shows_something_says_it():
    assert list_parts("The report shows that the bridge is closed.") == [
        ("The report", "that the bridge is closed")
    ]


def test_a_thought_within_what_is_said_is_no_second_attribution():
    assert list_parts("Orlov said he hoped that the bridge would hold.") == [
        ("Orlov", "he hoped that the bridge would hold")
    ]


def list_parts_of_headline(title):
    headline = pd.DataFrame({
        "article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "sentence_id": [0], "paragraph": [0],
        "start": [0], "text": [title], "in_quote": [0.0], "quote_spans": [""],
    })  # fmt: skip
    return describe(headline, title)


@pytest.mark.parametrize(
    ("title", "source", "content"),
    [
        ("Putin: no ships will leave the port", "Putin", "no ships will leave the port"),
        ("Ships leave the port: officials", "officials", "Ships leave the port"),
        ("Ships leave the port - officials", "officials", "Ships leave the port"),
    ],
)
def test_a_headline_names_its_speaker_at_a_mark(title, source, content):
    assert list_parts_of_headline(title) == [(source, content)]


@pytest.mark.parametrize("title", ["Odesa: two ships leave the port", "Sources: Reuters, Xinhua"])
def test_a_place_or_a_list_at_a_colon_is_no_speaker(title):
    assert list_parts_of_headline(title) == []
