"""The world base: armed forces by one rule, leaders with their days in office, bodies and agencies."""

import pandas as pd
import pytest

import analysis as an
from analysis.registry.leaders import LEADERS_FILE, name_office, read_leader_rows
from analysis.registry.registry import read_registry
from analysis.registry.soldiers import count_as_forces, find_forces, list_forces
from analysis.text.sentences import split_sentences


@pytest.fixture(scope="module")
def world():
    return read_registry("world")


@pytest.fixture(scope="module")
def every():
    return read_registry()


def find_mentions(text, registry):
    articles = pd.DataFrame({
        "article_id": [1], "outlet": ["Gazette"], "date": pd.to_datetime(["2022-03-01"]), "title": [""],
        "text": [text],
    })  # fmt: skip
    sentences = split_sentences(articles)
    return an.find_entities(sentences, registry=registry, tagger=None), sentences


def pair_off(mentions):
    return list(zip(mentions["surface"], mentions["entity"], strict=True))


def find_owner(registry, term):
    return registry.terms.loc[registry.terms["term"].eq(term), "entity"].tolist()


def test_every_country_with_an_adjective_of_its_own_has_armed_forces(world):
    forces = list_forces(world)
    armed = world.entities.set_index("entity").loc[list(forces.values())]
    assert armed["type"].eq("organisation").all()
    assert len(set(forces.values())) > 170
    for adjective in ["Russian", "Ukrainian", "Israeli", "Sudanese", "Rwandan", "Armenian", "US", "UK"]:
        assert find_owner(world, f"{adjective} military") == [forces[adjective]]
    assert "Congolese" not in forces  # of either Congo, where no registry says which


def test_armed_forces_have_one_id_whatever_registry_is_chosen(world, every):
    here, there = list_forces(every), list_forces(world)
    assert {word: here[word] for word in there} == there


def test_armed_forces_that_are_listed_keep_their_name_and_get_the_names_of_the_rule(world):
    assert find_owner(world, "German military") == find_owner(world, "Bundeswehr") == ["bundeswehr"]
    assert find_owner(world, "US Army") == ["us-army"]


@pytest.mark.parametrize(
    ("one", "other"), [("Russian", "Ukrainian"), ("Israeli", "Iranian"), ("Rwandan", "Ugandan")]
)
def test_soldiers_count_for_the_country_and_where_asked_for_its_armed_forces(one, other, world):
    forces = list_forces(world)
    text = (
        f"{one} ground troops and {other} soldiers fought. {other} and {one} forces left. The {one} army won."
    )
    mentions, sentences = find_mentions(text, world)
    assert mentions["how"].tolist() == ["demonym"] * 4 + ["registry"]
    counted = count_as_forces(mentions, sentences, world)
    assert counted["entity"].tolist() == [forces[side] for side in (one, other, other, one, one)]
    assert counted["how"].tolist() == ["forces"] * 4 + ["registry"]
    unchanged = ["surface", "start", "end", "sentence_id"]
    pd.testing.assert_frame_equal(counted[unchanged], mentions[unchanged])


@pytest.mark.parametrize(
    "text",
    ["Russian officials spoke.", "Russia forces farmers out.", "The Russians left.", "Russian gas came."],
)
def test_a_country_without_soldiers_counts_for_no_armed_forces(text, world):
    mentions, sentences = find_mentions(text, world)
    counted = count_as_forces(mentions, sentences, world)
    assert pair_off(counted) == pair_off(mentions)
    assert not counted["how"].eq("forces").any()


def test_the_countrys_own_troops_count_too(world):
    mentions, sentences = find_mentions("Russia's troops fired. US troops left.", world)
    counted = count_as_forces(mentions, sentences, world)
    assert counted["entity"].tolist() == ["russian-armed-forces", "us-armed-forces"]


def test_armed_forces_are_those_named_those_of_countries_and_those_of_other_parties(world):
    text = "The Russian army and UN soldiers met Ukrainian troops. The UN spoke, and Russian officials left."
    found = find_forces(*find_mentions(text, world), world)
    assert found["surface"].tolist() == ["Russian army", "UN", "Ukrainian"]
    assert found["entity"].tolist() == ["russian-armed-forces", "united-nations", "ukrainian-armed-forces"]


def test_no_registry_lists_the_soldiers_of_one_country_by_hand(world, every):
    words = list_forces(world)
    forces = every.entities.loc[every.entities["type"].eq("organisation"), "entity"]
    listed = every.terms[every.terms["entity"].isin(forces)]
    named = {f"{word} {soldiers}" for word in words for soldiers in ("troops", "forces", "soldiers")}
    assert not set(listed["term"]) & named


def test_leaders_have_a_gender_a_country_and_a_source():
    table = read_leader_rows()
    assert len(table) > 900
    assert table["country"].nunique() > 130
    assert table[["gender", "country", "source", "since"]].ne("").all().all()
    persons = table.drop_duplicates(["entity", "name", "gender"])
    assert persons["entity"].is_unique


def test_the_g20_have_a_head_of_government_on_every_day_since_2010(world):
    heads = {
        "argentina": "president", "australia": "prime-minister", "brazil": "president",
        "canada": "prime-minister", "china": "prime-minister", "france": "president", "germany": "chancellor",
        "india": "prime-minister", "indonesia": "president", "italy": "prime-minister",
        "japan": "prime-minister", "mexico": "president", "russia": "president", "turkey": "president",
        "the-united-kingdom": "prime-minister", "the-united-states": "president",
    }  # fmt: skip
    times = world.offices.drop_duplicates(["office", "entity", "since"])
    for country, office in heads.items():
        held = times[times["office"].eq(f"{office}-of-{country}")]
        for day in pd.date_range("2010-06-15", "2025-06-15", freq="91D"):
            in_office = held["since"].le(day) & (held["until"].isna() | held["until"].ge(day))
            assert 1 <= in_office.sum() <= 2, (office, country, day)


def test_a_leader_has_the_id_and_the_name_of_the_registry_that_lists_the_person(world, every):
    leaders = pd.read_csv(LEADERS_FILE, dtype=str, keep_default_na=False).drop_duplicates("entity")
    alone, every = world.entities.set_index("entity"), every.entities.set_index("entity")
    assert set(leaders["entity"]) <= set(alone.index)
    both = leaders.set_index("entity").index
    assert alone.loc[both, "gender"].eq(every.loc[both, "gender"]).all()
    assert alone.loc[both, "name"].eq(every.loc[both, "name"]).all()


def test_an_office_is_called_by_the_same_rule_in_every_country(world):
    text = "The Danish prime minister met Kenya's president and the foreign minister of Japan."
    mentions, _ = find_mentions(text, world)
    assert [pair for pair in pair_off(mentions) if " " in pair[0]] == [
        ("Danish prime minister", "mette-frederiksen"), ("Kenya's president", "uhuru-kenyatta"),
        ("foreign minister of Japan", "yoshimasa-hayashi"),
    ]  # fmt: skip


def test_a_country_whose_adjective_is_shared_is_named_by_its_aliases_alone():
    congo = {"name": "Congo", "adjectives": "Congolese", "aliases": "Congo-Brazzaville"}
    spellings = name_office("president", congo, is_shared=True)
    assert spellings == ["Congo-Brazzaville's president", "president of Congo-Brazzaville"]


def test_international_bodies_and_news_agencies_are_always_there():
    ids = set(read_registry("ukraine").entities["entity"])
    bodies = """united-nations un-security-council international-criminal-court african-union arab-league
    international-atomic-energy-agency intergovernmental-authority-on-development european-union asean
    international-court-of-justice international-committee-of-the-red-cross human-rights-watch
    reuters associated-press agence-france-presse dpa efe ansa tass interfax ria-novosti xinhua anadolu-agency
    sana irna wafa suna saba-news-agency kyodo-news yonhap"""
    assert set(bodies.split()) <= ids


def test_a_family_name_alone_is_an_alias_of_a_leader_only_if_no_one_and_no_town_shares_it(every):
    leaders = set(read_leader_rows()["entity"])
    named = every.terms[every.terms["role"].eq("name") & ~every.terms["term"].str.contains(" ")]
    listed = read_leader_rows()["aliases"].str.split("|").explode()
    alone = named[named["term"].isin(listed) & named["entity"].isin(leaders)]
    assert len(alone) > 10
    assert not alone["term"].duplicated().any()
    surnames = every.entities.loc[every.entities["type"].eq("person"), ["entity", "name"]]
    last = surnames["name"].str.split().str[-1]
    others = surnames[last.isin(alone["term"])].groupby(last)["entity"].nunique()
    assert others.max() == 1
