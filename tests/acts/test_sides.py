"""The side of an entity comes from the registry, by one rule for every conflict."""

import pandas as pd
import pytest

from analysis.acts.sides import CAMPS_FILE, list_sides, read_sides
from analysis.entities.mentions import find_entities
from analysis.registry.files import read_table
from analysis.registry.registry import list_registries, read_registry
from analysis.text.sentences import split_sentences
from articles import make_articles

SHARED = {
    "african_states", "arab_states", "asean", "civil_society", "gulf", "humanitarian", "international",
    "media", "mediators", "neighbours", "other", "other_regions", "region", "united_nations", "west",
}  # fmt: skip


def test_every_camp_of_the_registries_is_one_party_or_shared():
    assert read_sides().shared == SHARED


def test_a_camp_that_is_listed_is_a_camp_of_a_registry_and_its_country_is_a_country():
    camps, registry = read_table(CAMPS_FILE, ["camp", "country"]), read_registry(*list_registries())
    countries = registry.entities.query("kind == 'country'")["entity"]
    assert set(camps["camp"]) <= set(registry.camps)
    assert set(camps["country"]) <= {"", *countries}
    assert camps["camp"].tolist() == sorted(camps["camp"])


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Hamas and the I.D.F. fought near Sderot.", ["hamas", "israel", "israel"]),
        ("Gazans fled Rafah, Khan Younis and Hebron.", ["palestinian_civil", *["palestine"] * 3]),
        ("Israelis and Palestinians met in Ashkelon.", ["israel", "palestine", "israel"]),
        ("The Russian army left Kherson.", ["russia", "ukraine"]),
        ("The United Nations and the Red Cross met.", ["", ""]),
        ("The Rapid Support Forces took Khartoum.", ["rapid_support_forces", "sudan"]),
    ],
)
def test_a_side_is_the_camp_of_one_party_else_the_country_or_people(text, sides):
    sentences = split_sentences(make_articles(text))
    names = ("world", "ukraine", "israel-palestine", "sudan")
    assert list_sides(find_entities(sentences, registry=names)) == sides


def test_a_camp_of_the_user_is_a_side():
    mentions = pd.DataFrame({"entity": ["night-watch", "nobody"], "camp": ["the_wall", None]})
    assert list_sides(mentions) == ["the_wall", ""]


@pytest.mark.parametrize(
    ("side", "other", "is_one"),
    [
        ("hamas", "palestine", True), ("palestine", "israel", False), ("hezbollah", "lebanon", True),
        ("rapid_support_forces", "sudan", False), ("russia", "russia", True), ("m23", "rwanda", False),
    ],
)  # fmt: skip
def test_camps_that_fight_for_one_country_are_of_one_people(side, other, is_one):
    assert read_sides().is_of_one_people(side, other) == is_one
