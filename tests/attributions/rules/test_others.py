"""What others say without a verb of speech: hearsay, accusations, feelings, tolls, glued headlines."""

import pytest

from analysis.attributions.finder import find_attributions
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles


def list_parts(text):
    """The source and the content of each attribution."""
    sentences = split_sentences(make_articles(text))
    found = find_attributions(sentences, find_entities(sentences))
    parts = zip(found["source"], found["content"], strict=True)
    return [(source, read_content(text, content)) for source, content in parts]


def read_content(text, content):
    spans = [span.split("-") for span in content.split()]
    return " ... ".join(text[int(start) : int(end)] for start, end in spans)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Two men were allegedly shot by guards, who fled.", "shot by guards"),
        ("Reportedly, two men were killed.", "two men were killed"),
        ("He was arrested for allegedly killing two guards.", "killing two guards"),
        ("Some twenty are believed to have died.", "to have died"),
        ("The raid has been described as a crime.", "a crime"),
        ("It was announced that the bridge had fallen.", "that the bridge had fallen"),
        ("It was reported on Saturday two guards had left.", "two guards had left"),
        ("Orlova was hailed a national hero.", "a national hero"),
        ("An explosion was reported in Homs on Friday.", "An explosion ... in Homs on Friday"),
        ("The army has been accused of shelling the port and the council left.", "shelling the port"),
        (
            "He is accused of killing two men who were sitting there.",
            "killing two men who were sitting there",
        ),
        ("Officers accused of torture were tried.", "torture"),
        ("They voted for sanctions over accusations of chemical attacks.", "chemical attacks"),
    ],
)
def test_hearsay_has_no_source(text, content):
    assert list_parts(text) == [("", content)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Orlov expressed no regret for the deaths.", "Orlov", "no regret for the deaths"),
        ("The observatory put the death toll at 58.", "The observatory", "the death toll at 58"),
        (
            "Orlov put losses at a hundred, a fifth of them children.",
            "Orlov",
            "losses at a hundred, a fifth of them children",
        ),
        (
            "The ministry issued a statement that the port was closed.",
            "The ministry",
            "that the port was closed",
        ),
        ("Orlov was reported missing on Friday by the police.", "the police", "missing on Friday"),
        ("The death toll was put at 30 by the ministry.", "the ministry", "The death toll ... at 30"),
        ("Some tolls, provided by officials, exceeded 100.", "officials", "Some tolls ... exceeded 100"),
        ("It is Orlov's stated aim to close the bridge.", "Orlov", "to close the bridge"),
        ("The police were there when they arrived, by Orlov's report.", "Orlov", None),
        ("The death of Orlov was announced on Friday by the ministry.", "the ministry", "The death of Orlov"),
        ("He was accused by the council of lying about it.", "the council", "lying about it"),
        ("Orlov appealed to the council to stop the raids.", "Orlov", "the council to stop the raids"),
        ("Car bomb kills 15 in Homs NGO AFP Monday 3 Mar 2014", "NGO", "Car bomb kills 15 in Homs"),
        ("Two dead in Homs civil defence AFP Monday 3 Mar 2014", "civil defence", "Two dead in Homs"),
        ("Two dead in Homs Red Cross AFP Monday 3 Mar 2014", "Red Cross", "Two dead in Homs"),
        ("The army announced in a statement that it left.", "The army", "that it left"),
        ("The army claimed to have killed two men.", "The army", "to have killed two men"),
        ("The army claimed 90 men had been killed.", "The army", "90 men had been killed"),
        ("Tanks shelled Hama killing four men two residents said.", "two residents", None),
    ],
)
def test_what_a_source_feels_counts_or_demands_is_its_own(text, source, content):
    found = list_parts(text)
    assert [part[0] for part in found] == [source]
    assert content is None or found[0][1] == content


@pytest.mark.parametrize(
    "text",
    [
        "Orlov put the number on the door.",
        "The blast claimed the lives of ten men.",
        "The flood claimed ten killed and wounded.",
        "No explosions were reported in Homs.",
        "Protests are not reported in Homs.",
        "The ministry issued a statement that angered many.",
        "The data were released in May.",
        "He appealed to the Supreme Court.",
        "The group made no claims of responsibility.",
    ],
)
def test_what_only_looks_like_it_is_the_outlets_own(text):
    assert list_parts(text) == []


def test_a_sentence_between_two_of_one_source_is_that_sources():
    text = (
        "The bridge fell on Monday, Orlov said. The raids also hit a school. "
        "Two guards were killed, Orlov added."
    )
    assert ("Orlov", "The raids also hit a school.") in list_parts(text)
    other = text.replace("Orlov added", "Petrova added")
    assert "The raids also hit a school." not in [content for _, content in list_parts(other)]


def test_no_quotation_goes_on_with_hearsay():
    text = "Two men were reportedly “shot by the guards”.\n\n“We were asleep when the house came down on us.”"
    assert list_parts(text) == [("", "“shot by the guards”")]
    said = text.replace("were reportedly", "were, Orlov said,")
    assert [source for source, _ in list_parts(said)] == ["Orlov"]
    assert "asleep" in list_parts(said)[0][1]


def test_who_receives_a_letter_is_no_source():
    text = (
        "The Ministry of Ships in two letters sent to Secretary Orlov and President of the Council Petrov "
        "stated that the port was closed."
    )
    assert [source for source, _ in list_parts(text)] == ["The Ministry of Ships"]
