"""Sentences of texts that lost their commas and line breaks: sources, contents, glued headlines."""

import pandas as pd
import pytest

from analysis.attributions.finder import find_attributions
from analysis.attributions.tokens import parse_spans
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles


def list_parts(text: str) -> list[tuple[str, str]]:
    """Source and content of each attribution, as words."""
    sentences: pd.DataFrame = split_sentences(make_articles(text))
    found = find_attributions(sentences, find_entities(sentences))
    contents = [
        " | ".join(text[start:end] for start, end in parse_spans(content)) for content in found["content"]
    ]
    return list(zip(found["source"], contents, strict=True))


@pytest.mark.parametrize(
    ("headline", "end"),
    [
        ("Bridge closed AFP Sunday 30 Mar 2014 ", ""),
        ("ODESA (Reuters) ", ""),
        ("(Radio Kyiv and Agencies) ", ""),
        ("Bridge closed for a week Get short URL 2440 ", ""),
        ("Tags Odesa port bridge ", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("opening", ["At least two ships", "More than ten men"])
def test_a_headline_before_the_text_is_no_content(headline, end, opening):
    text = f"{headline}{opening} were hit near the port on Monday the mayor said{end}."
    assert list_parts(text) == [("the mayor", f"{opening} were hit near the port on Monday")]


@pytest.mark.parametrize(
    "tail",
    [
        "as the raids went on",
        "while ships left the port",
        "a day after the truce was signed",
        "most of them near the port",
        "on Monday part of a campaign that began in May",
    ],
)
@pytest.mark.parametrize("dashes", ["", " - and two women -"])
def test_a_clause_behind_the_cue_that_tells_when_is_no_content(tail, dashes):
    told = f"Raids on the port killed ten men{dashes} in Homs"
    assert list_parts(f"{told} local sources said {tail}.") == [("local sources", told)]


def test_what_stands_around_it_said_goes_on_with_and():
    told = list_parts("Two men were shot in the port it said and were taken to Homs.")
    assert told == [("it", "Two men were shot in the port | and were taken to Homs")]


def test_a_headline_behind_the_text_is_no_content():
    text = "Orlov said two ships were hit near the port However the port was open."
    assert list_parts(text) == [("Orlov", "two ships were hit near the port")]


def test_a_cue_in_a_headline_that_is_glued_to_the_text_is_none():
    text = "Port remains open Orlov Confirms the ships of the town have left the harbour"
    assert list_parts(text) == []


def test_a_headline_whose_words_have_capitals_keeps_its_cue():
    assert list_parts("Orlov Denies The Port Is Closed") == [("Orlov", "The Port Is Closed")]


@pytest.mark.parametrize(
    ("tail", "content"),
    [
        ("state news agency UKRINFORM said.", "Two ships were hit in the port"),
        ("state television and a witness reported.", "Two ships were hit in the port"),
        ("local sources said.", "Two ships were hit in the port"),
        ("an official of the port said.", "Two ships were hit in the port"),
    ],
)
def test_where_the_source_begins(tail, content):
    source = tail.rpartition(" ")[0]
    assert list_parts(f"Two ships were hit in the port {tail}") == [(source, content)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("In Odesa Orlov said that ships had left.", "Orlov"),
        ("In the meantime other sources said that ships had left.", "other sources"),
        ("Speaking to AFP Ivan Petrovich Orlov said that ships had left.", "Ivan Petrovich Orlov"),
        ("The ships left during the last session Orlov announced that the port was closed.", "Orlov"),
        ("The port was closed with a local source telling reporters that ships had left.", "a local source"),
        ("According to the Al-Quds hospital four people died.", "the Al-Quds hospital"),
        ("The two attacks according to the source caused much damage.", "the source"),
    ],
)
def test_the_source_is_no_place_and_no_other_phrase(text, source):
    assert [part[0] for part in list_parts(text)] == [source]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Many ships were also hit said port chief Ivan Orlov who gave no number.", "port chief Ivan Orlov",
         "Many ships were also hit"),
        ("Two shells fell near the old town said the Port Observatory a monitor.",
         "the Port Observatory a monitor", "Two shells fell near the old town"),
    ],
)  # fmt: skip
def test_the_source_behind_its_cue(text, source, content):
    assert list_parts(text) == [(source, content)]


@pytest.mark.parametrize(
    ("tail", "further"),
    [
        ("adding that the port was closed", [("Orlov", "that the port was closed")]),
        ("citing a report by the mayor", []),
        ("without giving details", []),
        ("although he gave no number", []),
        ("but he did not elaborate", []),
    ],
)
def test_content_ends_before_what_the_outlet_adds(tail, further):
    assert list_parts(f"Orlov said two ships were hit {tail}.") == [("Orlov", "two ships were hit"), *further]


@pytest.mark.parametrize("comma", ["", ","])
def test_content_ends_before_the_attribution_that_holds_it(comma):
    text = f"Orlov said that two ships were hit{comma} the paper reported."
    assert ("Orlov", "that two ships were hit") in list_parts(text)


def test_further_words_are_those_of_the_speaker_not_of_a_clause():
    text = "The group said it was unclear when the strikes took place adding that two men were hurt."
    assert list_parts(text) == [
        ("The group", "it was unclear when the strikes took place"),
        ("The group", "that two men were hurt"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The air strikes claimed more than 100 civilians.",
        "Orlov has not commented on the bridge.",
        "Orlov said on Monday nothing and the town must respond with force if ships come.",
    ],
)
def test_what_is_no_attribution(text):
    assert [part for part in list_parts(text) if "100" in part[1] or "bridge" in part[1]] == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Two men were hurt in eastern Ukraine UNICEF said.", "UNICEF",
         "Two men were hurt in eastern Ukraine"),
        ("Four shells fell near Kyiv British Minister Ivan Orlov said on Monday.",
         "British Minister Ivan Orlov", "Four shells fell near Kyiv"),
        ("Two shells fell near the market the group known as the Blue Helmets said.",
         "the group known as the Blue Helmets", "Two shells fell near the market"),
        ("The dead were a child and two women UKRINFORM news agency reported.", "UKRINFORM news agency",
         "The dead were a child and two women"),
        ("Two shells fell near the market the Port Observatory (PORT) monitoring group said.",
         "the Port Observatory (PORT) monitoring group", "Two shells fell near the market"),
        ("Ships were hit near the site of the attack government spokesman Ivan Orlov said.",
         "government spokesman Ivan Orlov", "Ships were hit near the site of the attack"),
        ('"Ten men were killed in a strike on the market" in the old town a witness said.', "a witness",
         '"Ten men were killed in a strike on the market" in the old town'),
    ],
)  # fmt: skip
def test_the_source_begins_behind_the_phrase_before_it(text, source, content):
    assert list_parts(text) == [(source, content)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The town was turned to a place of many deaths Ivan Orlov said that ships had left.", "Ivan Orlov"),
        ("Since it joined the war in 2015 Orland has said that ships had left.", "Orland"),
        ("Port closed for a week Meanwhile Odesa officials said that ships had left.", "Odesa officials"),
        ("Despite pausing its work in Odesa UNICEF has said that ships had left.", "UNICEF"),
        ("A news unit run by the Blue Group says that ships had left.", "A news unit run by the Blue Group"),
        (
            "The new shells fell on the old port said observatory head Ivan Orlov.",
            "observatory head Ivan Orlov",
        ),
        ("Doctors Without Borders said that ships had left.", "Doctors Without Borders"),
    ],
)
def test_a_name_is_the_source_without_the_words_before_it(text, source):
    assert [part[0] for part in list_parts(text)] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "A video posted online by activists showed the burning ships.",
        "The group describes itself as a neutral band of medics.",
        "A French criminal reported killed was seen in the port.",
        "The ships are counted according to type and size.",
        "The draft was not even read by two members.",
    ],
)
def test_words_behind_a_cue_that_show_that_nothing_is_told(text):
    assert list_parts(text) == []
