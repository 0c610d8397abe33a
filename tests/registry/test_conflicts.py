"""Registries of further conflicts: files beside the base add entities, names, camps and offices."""

import pandas as pd
import pytest

from analysis.registry import conflicts
from analysis.registry.conflicts import BASE, list_conflicts, read_conflict
from analysis.registry.files import drop_apostrophes
from analysis.registry.registry import list_registries, read_registry
from analysis.registry.tables import ACTORS_FILE, PLACES_FILE, read_entities

FILES = {
    "actors": """entity,name,type,gender,camp,aliases,wikidata,since,source,note
northern-army,Northern Army,unit,,northern,NA|northern army,,2019,made up,
anna-lee,Anna Lee,person,female,northern,Anna Leigh,,2020,made up,
vladimir-putin,Vladimir Putin,person,male,guest,Vova Putin,,2012,made up,
""",
    "places": """entity,name,type,country,lat,lon,aliases,parent,wikidata,source
redford,Redford,city,XX,1.5,2.5,Red Ford,,,made up
kyiv,Kyiv,city,UA,50.45,30.52,Old Kyiv,,,made up
""",
    "offices": """office,entity,since,until,aliases
mayor-of-redford,anna-lee,2020,2021-05-03,mayor of Redford
""",
    "camps": "camp,words\nnorthern,The Northern Army and those who speak for it\nguest,Guests\n",
}


@pytest.fixture
def made_up(tmp_path, monkeypatch):
    for part, text in FILES.items():
        (tmp_path / f"riverland.{part}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(conflicts, "CONFLICTS", tmp_path)
    return tmp_path


def test_a_conflict_is_read_by_the_name_of_its_files(made_up):
    assert "riverland" in list_registries()
    registry = read_registry("riverland", "world")
    entities = registry.entities.set_index("entity")
    assert entities.loc["redford", ["type", "kind", "conflict"]].tolist() == ["place", "city", "riverland"]
    assert registry.camps["northern"] == "The Northern Army and those who speak for it"
    office = registry.offices.set_index("term").loc["mayor of Redford"]
    assert [str(day)[:10] for day in office[["since", "until"]]] == ["2020-01-01", "2021-05-03"]


def test_a_row_of_the_base_gets_the_names_and_the_camp_of_the_conflict(made_up):
    base = read_registry("ukraine", "world")
    registry = read_registry("ukraine", "riverland", "world")
    before, after = (table.entities.set_index("entity") for table in (base, registry))
    for entity, name in [("vladimir-putin", "Vova Putin"), ("kyiv", "Old Kyiv")]:
        assert after.loc[entity, "type"] == before.loc[entity, "type"]
        names = [set(table.terms.loc[table.terms["entity"].eq(entity), "term"]) for table in (base, registry)]
        assert names[1] > names[0]
        assert name in names[1]
    assert after.loc["vladimir-putin", "camp"] == "guest"
    assert after.loc["kyiv", "camp"] == before.loc["kyiv", "camp"]
    assert registry.entities["entity"].is_unique


def test_a_file_that_changes_is_read_again(made_up):
    assert "bob-hill" not in set(read_registry("riverland").entities["entity"])
    with (made_up / "riverland.actors.csv").open("a", encoding="utf-8") as file:
        file.write("bob-hill,Bob Hill,person,male,northern,,,2021,made up,\n")
    assert "bob-hill" in set(read_registry("riverland").entities["entity"])


def test_a_conflict_may_have_actors_alone(made_up):
    for part in ("places", "offices", "camps"):
        (made_up / f"riverland.{part}.csv").unlink()
    assert "northern-army" in set(read_registry("riverland").entities["entity"])


def test_the_world_knows_the_capitals_and_cities_of_conflicts_that_are_not_read():
    terms = set(read_registry("world").terms["term"])
    assert {"Kyiv", "Damascus", "Kharkiv", "Aleppo"} <= terms


def read_every_row():
    """The rows of all files of actors and places."""
    parts = [read_entities(ACTORS_FILE), read_entities(PLACES_FILE)]
    return pd.concat([*parts, *(read_conflict(name) for name in list_conflicts() if name not in BASE)])


def test_no_name_becomes_another_entitys_without_its_apostrophe():
    rows = read_every_row()
    owners = {}
    for entity, forms in zip(rows["entity"], rows["forms"], strict=True):
        for form, _ in forms:
            owners.setdefault(drop_apostrophes(form).casefold(), {}).setdefault(form, set()).add(entity)
    taken = [
        spellings
        for spellings in owners.values()
        if any(drop_apostrophes(form) != form for form in spellings)
        and not set.intersection(*spellings.values())
    ]
    assert taken == []  # *San'a* would be *Sana*, as texts have the news agency SANA


def test_an_entity_is_of_one_type_and_lies_in_one_country_in_all_files():
    rows = read_every_row()
    for fact in ("type", "kind", "gender", "country"):
        named = rows[rows[fact].fillna("").ne("")].drop_duplicates(["entity", fact])
        assert named.loc[named["entity"].duplicated(), "entity"].tolist() == [], fact
