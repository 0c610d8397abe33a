"""What an article names in full decides its other mentions; its authors are no mentions."""

import pandas as pd
import pytest

from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences


def make_articles(*texts, outlet="x", byline=None, date="2022-11-17"):
    return pd.DataFrame({
        "article_id": [f"a{number}" for number in range(len(texts))], "outlet": outlet,
        "date": pd.Timestamp(date), "title": "", "text": texts, "byline": byline,
    })  # fmt: skip


def find_in(*texts, tagger=None, **columns):
    articles = make_articles(*texts, **columns)
    sentences = split_sentences(articles)
    return find_entities(sentences, articles=articles, tagger=tagger)


def test_the_short_form_of_an_organisation_refers_back_to_its_full_name():
    mentions = find_in("The Syrian Observatory for Human Rights counted ten. The Observatory gave no names.")
    assert mentions[["entity", "surface", "how"]].values.tolist() == [
        ["syrian-observatory-for-human-rights", "Syrian Observatory for Human Rights", "registry"],
        ["syrian-observatory-for-human-rights", "Observatory", "memory"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The Observatory gave no names. The Syrian Observatory for Human Rights counted ten.",  # too early
        "The Syrian Observatory for Human Rights counted ten. An Observatory was built.",  # any observatory
        "The Syrian Observatory for Human Rights spoke. The Observatory of Paris did not.",
        "The observatory gave no names.",
    ],
)
def test_a_short_form_is_not_guessed(text):
    assert "memory" not in find_in(text)["how"].tolist()


def test_a_short_form_that_two_bodies_share_stays_open():
    text = "The European Commission and the Venice Commission met. The Commission left."
    assert "Commission" not in find_in(text)["surface"].tolist()


def test_a_short_form_does_not_reach_into_another_article():
    mentions = find_in("The Syrian Observatory for Human Rights counted ten.", "The Observatory was shut.")
    assert mentions["article_id"].tolist() == ["a0"]


def test_a_family_name_goes_with_the_office_that_the_article_names():
    text = "The US defence secretary came to Ramstein. Austin said little."
    assert find_in(text).query("surface == 'Austin'")["entity"].tolist() == ["lloyd-austin"]
    early = find_in(text, date="2012-01-01").query("surface == 'Austin'")
    assert "lloyd-austin" not in early["entity"].tolist()


def test_the_author_of_an_article_is_no_mention_but_other_people_are():
    text = "Marta Lindqvist, a reporter, met Anna Lee, a nurse."
    assert find_in(text)["surface"].tolist() == ["Marta Lindqvist", "Anna Lee"]
    signed = find_in(text, byline="By Marta Lindqvist and Pavel Drobny in Kyiv")
    assert signed["surface"].tolist() == ["Anna Lee"]


def tag_capitals(sentences, *, words=None):
    """Return every capitalised word as a person's name, as a tagger does."""
    rows = [
        (row["article_id"], row["sentence_id"], "person", row["start"] + row["text"].index(word), word)
        for _, row in sentences.iterrows()
        for word in row["text"].rstrip(".").split()
        if word[0].isupper()
    ]
    spans = pd.DataFrame(rows, columns=["article_id", "sentence_id", "type", "start", "word"])
    return spans.assign(end=spans["start"] + spans["word"].str.len())


def test_a_headline_in_capitals_gives_no_new_names():
    mentions = find_in("RESIDENTS LEAVE LEE TOWN. Then spoke Lee.", tagger=tag_capitals)
    assert sorted(set(mentions["surface"])) == ["LEE", "Lee", "Then"]


def test_the_outlet_is_no_mention_although_a_tagger_finds_it():
    mentions = find_in("They told Ostwick so.", outlet="Ostwick", tagger=tag_capitals)
    assert "Ostwick" not in mentions["surface"].tolist()
