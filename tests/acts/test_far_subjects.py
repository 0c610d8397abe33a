"""Doers and victims that stand far from the verb, by kind of sentence; all sentences are read at once."""

from functools import cache

import pytest

from analysis.acts.roles import find_roles
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles

# Text, surface of the act, construction, words of the doer and of the victim.
ACTS = [
    # Who backs, leads or helps the subject is not the subject.
    ("The Syrian army backed by tribal militias seized a dam.", "seized", "active", "The Syrian army",
     "a dam"),
    ("Rebels supported by Turkish tanks and local militias captured the village.", "captured", "active",
     "Rebels", "the village"),
    ("Troops backed by ally Russia have waged an assault killing hundreds.", "killing", "active", "Troops",
     "hundreds"),
    ("The militia aided by the army, jets and drones shelled the port.", "shelled", "active",
     "The militia", "the port"),
    ("Army units, backed by Russian jets, destroyed two bridges.", "destroyed", "active", "Army units",
     "two bridges"),
    ("Iran-backed rebels killed three soldiers.", "killed", "active", "Iran-backed rebels",
     "three soldiers"),
    ("Ten people were killed by forces backed by Turkey.", "killed", "passive_with_agent", "forces",
     "Ten people"),
    ("Fighters backed by Turkey were killed.", "killed", "passive_without_agent", "", "Fighters"),
    ("He was backed by Iran and killed two men.", "killed", "active", "He", "two men"),
    ("France staged raids on the camp targeting rebels.", "targeting", "active", "France", "rebels"),
    # What a clause describes is the object of its verb.
    ("It is a city that Russian troops have blocked and razed to the ground.", "razed", "active",
     "Russian troops", "a city"),
    ("This is the bridge which the rebels had mined and destroyed.", "destroyed", "active", "the rebels",
     "the bridge"),
    ("The schools that the army seized and burned were empty.", "seized", "active", "the army",
     "The schools"),
    ("Everything that our foes are now destroying will be rebuilt.", "destroying", "active", "our foes",
     "Everything"),
    ("A town that has been blocked and razed is empty.", "razed", "passive_without_agent", "", "A town"),
    ("Officials said that ten soldiers killed in the raid were young.", "killed", "passive_without_agent",
     "the raid", "ten soldiers"),
    ("Troops have entered the town and killed ten people.", "killed", "active", "Troops", "ten people"),
    # What is said of the subject may be active.
    ("The bombs are believed to have killed hundreds of people.", "killed", "active", "The bombs",
     "hundreds of people"),
    ("The rebels were reported to have shelled the camp.", "shelled", "active", "The rebels", "the camp"),
    ("The group is said to have killed two teachers.", "killed", "active", "The group", "two teachers"),
    ("Ten villagers are believed to have been killed.", "killed", "passive_without_agent", "",
     "Ten villagers"),
    ("He was reported killed in Homs.", "killed", "passive_without_agent", "", "He"),
]  # fmt: skip


@cache
def read_all():
    texts = list(dict.fromkeys(text for text, *_ in ACTS))
    sentences = split_sentences(make_articles(*texts))
    roles = find_roles(sentences, find_entities(sentences))
    return roles.assign(text=roles["article_id"].str[1:].astype(int).map(dict(enumerate(texts))))


@pytest.mark.parametrize(("text", "surface", "construction", "agent_words", "patient_words"), ACTS)
def test_a_subject_far_from_its_verb_is_found(text, surface, construction, agent_words, patient_words):
    roles = read_all()
    act = roles[roles["text"].eq(text) & roles["surface"].eq(surface)].iloc[0]
    found = act[["construction", "agent_words", "patient_words"]].tolist()
    assert found == [construction, agent_words, patient_words]
