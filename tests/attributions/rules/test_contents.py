"""Where sources and contents of whole sentences begin and end."""

import pytest

from analysis.attributions.finder import find_attributions
from analysis.attributions.tokens import parse_spans
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles


def list_parts(text: str) -> list[tuple[str, str]]:
    """Source and content of each attribution, as words."""
    sentences = split_sentences(make_articles(text))
    found = find_attributions(sentences, find_entities(sentences))
    contents = [
        " | ".join(text[start:end] for start, end in parse_spans(content)) for content in found["content"]
    ]
    return list(zip(found["source"], contents, strict=True))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“We left,” said Orlov, adding, “It was late.”", [
            ("Orlov", "“We left,”"), ("Orlov", "“It was late.”")]),
        ("“We left,” Orlov said, repeating a common line.", [("Orlov", "“We left,”")]),
        ("“We left,” Orlov said on “The Morning Show.”", [("Orlov", "“We left,”")]),
        ("Orlov said, without any proof, that ships had left.", [("Orlov", "that ships had left")]),
        ("Orlov said the port was closed, a first for the town.", [("Orlov", "the port was closed")]),
        ("Orlov said the port was closed, citing a report.", [("Orlov", "the port was closed")]),
        ("Orlov has wondered about the cause of the fire.", [("Orlov", "about the cause of the fire")]),
        ("Police said over a hundred people left the port.", [
            ("Police", "over a hundred people left the port")]),
        ("The port was closed; according to Orlov, ships had left.", [("Orlov", "ships had left")]),
        ("Orlov tweeted a chart of wrong and wildly bad figures.", [
            ("Orlov", "a chart of wrong and wildly bad figures")]),
        ("Of fraud in the port, the judges wrote.", [("the judges", "Of fraud in the port")]),
        ("A boy was shot, and one by the port, the mayor, Ivan Orlov, said.", [
            ("the mayor, Ivan Orlov", "A boy was shot, and one by the port")]),
        ("Ships left, and the mayor, Ivan Orlov, said two men were shot.", [
            ("the mayor, Ivan Orlov", "two men were shot")]),
        ("Orlov said two men were shot, while six left.", [("Orlov", "two men were shot, while six left")]),
        ("Orlov said two men were shot, while the port was open in 2014.", [
            ("Orlov", "two men were shot")]),
        ("The guards shot a man, then, according to officials, fled.", [
            ("officials", "The guards shot a man, then | fled")]),
        ("Orlov said that ships had left, Petrov said.", [
            ("Orlov", "that ships had left"), ("Petrov", "Orlov said that ships had left")]),
    ],
)  # fmt: skip
def test_where_the_content_begins_and_ends(text, parts):
    assert list_parts(text) == parts


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ivan Orlov will travel to Odesa in September, the ministry said.", "the ministry"),
        ("That new attitude, many argue, could carry risks for the port.", "many"),
        ("Many of the towns, the mayor pointed out, have a port.", "the mayor"),
        ("Additionally, a deputy and the mayor said ships had left.", "a deputy and the mayor"),
        ("The officials who closed that bridge said ships had left.", "The officials who closed that bridge"),
        ("Early on Tuesday, the office said ships had left.", "the office"),
        ("Orlov raised doubts about the plan, and suggested that ships had left.", "Orlov"),
        ("The death was announced by his son Ivan Orlov via Twitter.", "his son Ivan Orlov"),
    ],
)
def test_the_source_is_the_subject(text, source):
    assert [part[0] for part in list_parts(text)] == [source]


def test_an_according_to_is_no_part_of_the_subject():
    text = "According to the agency Interfax, the prosecutor, Ivan Orlov, said the ships must leave."
    assert [part[0] for part in list_parts(text)] == ["the agency Interfax", "the prosecutor, Ivan Orlov"]


def test_the_head_of_a_source_stands_before_its_participle():
    sentences = split_sentences(make_articles("“We left,” said a resident using the name Katya."))
    assert find_attributions(sentences, find_entities(sentences))["source_head"].tolist() == ["resident"]


@pytest.mark.parametrize(
    "text",
    [
        "We repeated the analysis with other data.",
        "The new zone boasts a small market.",
        "The port is a good reason for accusing the mayor of lying.",
        "The number was estimated in the range of two to three.",
        "Orlov did not deny the plan.",
        "The group is concluding its own works in the port.",
        "Qaboos bin Said, the Sultan, died on Friday.",
        "Supporters pledged victory in the port.",
    ],
)
def test_what_is_no_attribution(text):
    assert list_parts(text) == []
