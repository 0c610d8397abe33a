"""Whom a source means: names, surnames, offices, bodies and pronouns; open where two fit."""

import pandas as pd
import pytest

from analysis.attributions.finder import find_attributions
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles


def read_speakers(text):
    """Source, name and gender of each attribution."""
    sentences = split_sentences(make_articles(text))
    found = find_attributions(sentences, find_entities(sentences, tagger=None))
    return found[["source", "name", "gender"]].values.tolist()


def read_last(text):
    return read_speakers(text)[-1]


def test_a_listed_person_has_a_name_a_gender_and_a_camp():
    sentences = split_sentences(make_articles("Angela Merkel said that the truce held."))
    found = find_attributions(sentences, find_entities(sentences))
    assert found[["entity", "name", "gender", "camp", "source_kind"]].values.tolist() == [
        ["angela-merkel", "Angela Merkel", "female", "west", "person"]
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("António Guterres came on Monday. Guterres said that the truce held.", "António Guterres"),
        ("President Bashar al-Assad came. The president said that the truce held.", "Bashar al-Assad"),
        (
            "Foreign Minister Sergey Lavrov met Emmanuel Macron. The foreign minister said that it rained.",
            "Sergey Lavrov",
        ),
        (
            "Igor Konashenkov, a spokesman for the ministry, came. The spokesman said that the truce held.",
            "Igor Konashenkov",
        ),
        (
            "The Russian Defense Ministry closed the port. The ministry said that ships had left.",
            "Russian defence ministry",
        ),
        (
            "The Syrian Observatory for Human Rights said two died. The group added that a bridge fell.",
            "Syrian Observatory for Human Rights",
        ),
    ],
)
def test_a_noun_refers_back_to_the_one_it_names(text, name):
    assert read_last(text)[1] == name


@pytest.mark.parametrize(
    "text",
    [
        "President Bashar al-Assad met President Emmanuel Macron. The president said that the truce held.",
        "Prime Minister Boris Johnson came. The minister said that the truce held.",
        "Bashar al-Assad came. The two presidents said that the truce held.",
        "Guterres met Putin on Monday. He said that the truce held.",
        "A resident of the town spoke on Monday. The mayor said that the truce held.",
        "“Putin will not come,” he said.",
    ],
)
def test_where_two_fit_or_none_it_stays_open(text):
    assert read_last(text)[1] == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guterres said the truce held. He added that talks went on.", "António Guterres"),
        (
            "Guterres said the truce held.\n\n“Talks go on,” he said.",
            "António Guterres",
        ),
        (
            "Angela Merkel met Emmanuel Macron on Monday. She said that the truce held.",
            "Angela Merkel",
        ),
        (
            "Angela Merkel said the truce held. Emmanuel Macron left early. She added that talks went on.",
            "Angela Merkel",
        ),
        ("As Guterres came to Kyiv, he said that the truce held.", "António Guterres"),
        ("Asked about Putin, Guterres said little. He added that talks went on.", "António Guterres"),
        ("Guterres said that Putin had lied. He added that talks went on.", "António Guterres"),
    ],
)
def test_a_pronoun_means_the_speaker_before_then_the_subject_then_the_one_who_fits(text, name):
    assert read_last(text)[1] == name


def test_a_pronoun_after_an_unnamed_person_means_that_person():
    source, name, gender = read_last(
        "Putin came on Monday. A resident said it was late. She added that it rained."
    )
    assert (source, name, gender) == ("She", "", "female")


def test_it_and_they_mean_the_body_that_spoke():
    text = "The Syrian Observatory for Human Rights said two died. {} added that a bridge fell."
    for pronoun in ("It", "They"):
        assert read_last(text.format(pronoun))[1] == "Syrian Observatory for Human Rights"
    assert read_last("Guterres said two died. It added that a bridge fell.")[1] == ""


def test_a_pronoun_inside_quotation_marks_is_not_resolved_to_the_speaker():
    rows = read_speakers("“We wait. Yesterday he said that ships had left,” Guterres said.")
    assert [name for source, name, _ in rows if source == "he"] in ([], [""])


def test_who_after_two_names_is_both():
    assert read_last("The mayor met Putin and Macron, who said that the truce held.")[1] == ""


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("A spokeswoman said that ships had left.", "female"),
        ("A policeman said that ships had left.", "male"),
        ("The king said that ships had left.", "male"),
        ("Residents said that ships had left.", ""),
        ("The chairman said that ships had left.", ""),
    ],
)
def test_the_gender_of_a_source_without_a_name(text, gender):
    assert read_last(text)[2] == gender


def test_a_pronoun_shows_the_gender_of_an_unlisted_person_in_the_whole_article():
    text = "Xenno Orlov, the mayor, said that ships had left. {} added that it was late."
    sentences = split_sentences(make_articles(text.format("She"), text.format("He")))
    mentions = pd.DataFrame({
        "article_id": ["0", "1"], "sentence_id": 0, "start": 0, "end": 11, "entity": "Xenno Orlov",
        "name": "Xenno Orlov", "surface": "Xenno Orlov", "type": "person", "camp": "", "how": "tagger",
        "in_quote": False, "outlet": "x", "date": pd.NaT, "term": "Xenno Orlov",
    })  # fmt: skip
    mentions["article_id"] = sentences["article_id"].unique()
    found = find_attributions(sentences, mentions)
    assert found["name"].tolist() == ["Xenno Orlov"] * 4
    assert found["gender"].tolist() == ["female", "female", "male", "male"]
