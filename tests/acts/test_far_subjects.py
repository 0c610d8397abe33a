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
    ("A man armed by the militia shot two guards.", "shot", "active", "A man", "two guards"),
    ("Police killed a man backed by rebels and wounded two.", "wounded", "active", "Police", "two"),
    ("Troops aided by local guards and led by a colonel stormed the prison.", "stormed", "active", "Troops",
     "the prison"),
    ("Militias helped by advisers and armed with drones destroyed the dam.", "destroyed", "active",
     "Militias", "the dam"),
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
    ("The villages that they have shelled, looted and burned are empty.", "looted", "active", "they",
     "The villages"),
    ("The raid which opponents of the mayor said killed from 5 to 10 people failed.", "killed", "active",
     "The raid", ""),
    ("A town that has been blocked and razed is empty.", "razed", "passive_without_agent", "", "A town"),
    ("Officials said that ten soldiers killed in the raid were young.", "killed", "passive_without_agent",
     "the raid", "ten soldiers"),
    ("Troops have entered the town and killed ten people.", "killed", "active", "Troops", "ten people"),
    # What is said of the subject may be active.
    ("The bombs are believed to have killed hundreds of people.", "killed", "active", "The bombs",
     "hundreds of people"),
    ("The rebels were reported to have shelled the camp.", "shelled", "active", "The rebels", "the camp"),
    ("The group is said to have killed two teachers.", "killed", "active", "The group", "two teachers"),
    ("The gang is alleged to have kidnapped two girls.", "kidnapped", "active", "The gang", "two girls"),
    ("Ten villagers are believed to have been killed.", "killed", "passive_without_agent", "",
     "Ten villagers"),
    ("He was reported killed in Homs.", "killed", "passive_without_agent", "", "He"),
    # By, after, when, for and a participle: the doer is the subject of the main clause.
    ("Kurdish forces dealt a blow to the group by capturing an important town.", "capturing", "active",
     "Kurdish forces", "an important town"),
    ("The leaders are trying to do this by destroying the farms.", "destroying", "active", "The leaders",
     "the farms"),
    ("Rebels have made gains mostly by seizing territory.", "seizing", "active", "Rebels", "territory"),
    ("The gunman was shot by police after attacking a guard.", "attacking", "active", "The gunman",
     "a guard"),
    ("The enemy must be punished for killing children.", "killing", "active", "The enemy", "children"),
    ("She praised the army for killing ten gunmen.", "killing", "active", "the army", "ten gunmen"),
    ("The men are suspected of killing a guard.", "killing", "active", "The men", "a guard"),
    ("While shelling the town, the army killed ten people.", "shelling", "active", "the army", "the town"),
    ("Rebels have since Monday shelled the port, wounding six.", "wounding", "active", "Rebels", "six"),
    ("A reward was offered for killing the general.", "killing", "active", "", "the general"),
    ("Why did the troops, when occupying the town, torment people?", "occupying", "active", "the troops",
     "the town"),
    ("By attacking the town, Russia broke the truce.", "attacking", "active", "Russia", "the town"),
    ("Damascus has accused rebels of causing harm by shelling the road.", "shelling", "active", "rebels",
     "the road"),
    ("Burning houses, destroying lives, they left.", "destroying", "active", "", "lives"),
    # A relative clause between the subject and its verb.
    ("The air strikes which began Saturday and continued Sunday killed 45 people.", "killed", "active",
     "The air strikes", "45 people"),
    ("The attack in which gas was used had killed 13 people.", "killed", "active", "The attack",
     "13 people"),
    ("A school where families were hiding was attacked.", "attacked", "passive_without_agent", "",
     "A school"),
    ("Raids that the army says hit rebel bases have killed ten people.", "killed", "active", "Raids",
     "ten people"),
    ("A strike that hit a school on Sunday and burned two houses killed nine.", "killed", "active",
     "A strike", "nine"),
    ("Events that moved the region and prompted rebels to carry out attacks went on.", "carry out attacks",
     "active", "rebels", ""),
    ("The men that police have arrested and charged killed two nurses.", "killed", "active", "The men",
     "two nurses"),
    ("Those who stayed were killed.", "killed", "passive_without_agent", "", "Those"),
    ("She thanked the doctors who came and ten were killed.", "killed", "passive_without_agent", "", "ten"),
    # A participle behind a place, a time or another clause.
    ("Kurdish fighters captured the area of Rihan laying siege to the town.", "laying siege", "active",
     "Kurdish fighters", ""),
    ("Rebels seized the hills near Rihan carrying out attacks on the army.", "carrying out attacks",
     "active", "Rebels", "the army"),
    ("The army destroyed a base in which a meeting was being held in the area killing 5 gunmen.",
     "killing", "active", "The army", "5 gunmen"),
    ("Terrorists positioned in Rihan targeted a school injuring a person.", "injuring", "active",
     "Terrorists", "a person"),
    ("The army told a reporter that rebels fired shells at the road killing one person.", "killing",
     "active", "rebels", "one person"),
    ("Another missile strike at the port, again hitting a building.", "hitting", "active",
     "Another missile strike", "a building"),
    ("There were reports of militants carrying out attacks on the army.", "carrying out attacks", "active",
     "militants", "the army"),
    ("The army killed ten rebels inflicting casualties on the militants.", "inflicting casualties",
     "active", "The army", "the militants"),
    # Joined passives with one doer at the end, and acts behind *a series of*.
    ("18 people have been killed and 106 have been wounded by the Russian shelling.", "killed",
     "passive_with_agent", "the Russian shelling", "18 people"),
    ("Ten people were killed in a wave of rebel attacks.", "killed", "passive_with_agent",
     "rebel attacks", "Ten people"),
    ("He was killed in a series of accidents.", "killed", "passive_without_agent", "", "He"),
    ("Rebels have launched a wave of attacks on the army.", "launched a wave of attacks", "active",
     "Rebels", "the army"),
    # The act behind *when* or *as*.
    ("Two men were wounded when gunmen attacked a bus.", "wounded", "passive_with_agent", "gunmen",
     "Two men"),
    ("Ten were killed when a bomb exploded.", "killed", "passive_without_agent", "a bomb", "Ten"),
    ("Two pilots were killed when their helicopter crashed.", "killed", "passive_without_agent", "",
     "Two pilots"),
    ("Two men were killed as they fled.", "killed", "passive_without_agent", "", "Two men"),
    # Joined verbs far from their subject.
    ("It separates families and takes them out, or rather kidnaps them.", "kidnaps", "active", "It",
     "them"),
    ("Russia is not looking for peace and is openly killing people.", "killing", "active", "Russia",
     "people"),
    ("The jets turned back after attacking the convoy and targeted rescue workers.", "targeted", "active",
     "The jets", "rescue workers"),
    ("Russian generals, accustomed to losses, have already killed many people.", "killed", "active",
     "Russian generals", "many people"),
    ("The militia has been attempting to seize the dam and is trying to kill its guards.", "kill",
     "active", "The militia", "its guards"),
    ("These are millions of people whom the militia was trying to destroy.", "destroy", "active",
     "the militia", "millions of people"),
]  # fmt: skip


@cache
def read_all():
    texts = list(dict.fromkeys(text for text, *_ in ACTS))
    sentences = split_sentences(make_articles(*texts))
    roles = find_roles(sentences, find_entities(sentences), with_unreal=True)
    return roles.assign(text=roles["article_id"].str[1:].astype(int).map(dict(enumerate(texts))))


@pytest.mark.parametrize(("text", "surface", "construction", "agent_words", "patient_words"), ACTS)
def test_a_subject_far_from_its_verb_is_found(text, surface, construction, agent_words, patient_words):
    roles = read_all()
    act = roles[roles["text"].eq(text) & roles["surface"].eq(surface)].iloc[0]
    found = act[["construction", "agent_words", "patient_words"]].tolist()
    assert found == [construction, agent_words, patient_words]
