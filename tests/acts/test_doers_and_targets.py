"""Doers and targets that stand in the same sentence, but not beside the word of the act."""

import pytest

from analysis.acts.roles import find_roles
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles

COLUMNS = ["construction", "agent", "agent_words", "patient", "patient_words"]


def find_act(text, surface):
    sentences = split_sentences(make_articles(text))
    roles = find_roles(sentences, find_entities(sentences), with_unreal=True).set_index("surface")
    return roles.loc[surface]


@pytest.mark.parametrize(
    ("text", "surface", "patient_words"),
    [
        ("Ten raids hit Kherson.", "raids", "Kherson"),
        ("The strikes by Ukraine targeted a market in the town.", "strikes", "a market"),
        ("A school in the town was hit by an air strike.", "strike", "A school"),
        ("The town came under heavy bombardment.", "bombardment", "The town"),
        ("The war has left more than 300 people dead.", "dead", "more than 300 people"),
        ("Two citizens got injured due to a mortar attack.", "injured", "Two citizens"),
        ("Ten were killed and 38 others were injured.", "injured", "38 others"),
        ("Tue May 3 2016 Dozens killed in an attack.", "killed", "Dozens"),
        ("The army bombed even those buildings.", "bombed", "those buildings"),
        ("The army bombed from air the school.", "bombed", "the school"),
        ("The army targeted with mortar shells Hama village.", "targeted", "Hama village"),
        ("The towns have once again become targets for raids.", "raids", "The towns"),
        ("The Greeks survived massacres.", "massacres", "The Greeks"),
        ("The invasion in Ukraine began.", "invasion", "Ukraine"),
        ("The occupation of Crimea and the invasion of Donbas began.", "occupation", "Crimea"),
        ("The death toll from the attacks rose to 13.", "toll", "13"),
        ("They brought mass deaths.", "deaths", ""),
        ("Already damaged by shells.", "damaged", ""),
        ("They bombed a shop, a house and a school.", "bombed", "a shop, a house and a school"),
        ("The towns of Ukraine, which were captured, burned.", "captured", "The towns"),
    ],
)
def test_the_victim_or_target_is_that_of_the_verb(text, surface, patient_words):
    assert find_act(text, surface)["patient_words"] == patient_words


@pytest.mark.parametrize(
    ("text", "surface", "agent", "construction"),
    [
        (
            "Moscow said Russia has intensified its air strikes.",
            "intensified its air strikes",
            "russia",
            "active",
        ),
        ("The ports were blocked by Russia since their invasion.", "invasion", "russia", "nominal"),
        ("Hamas claimed responsibility for the attack.", "attack", "hamas", "nominal"),
        ("Russian troops fired shells, leaving ten people dead.", "dead", "russia", "nominal"),
        ("An airstrike carried out by Russia on Monday hit the town.", "airstrike", "russia", "nominal"),
        ("Russia and its allies seized the town.", "seized", "russia", "active"),
        ("Regime and Russian forces shelled the town.", "shelled", "russia", "active"),
        (
            "Ten were killed and six others injured in Russian strikes.",
            "killed",
            "russia",
            "passive_with_agent",
        ),
        ("Ten were killed in Ukrainian and Russian strikes.", "killed", "ukraine", "passive_with_agent"),
        ("Ten people were killed in government air strikes.", "killed", "", "passive_with_agent"),
        ("After shelling the town Russia has resorted to gas.", "shelling", "russia", "active"),
        ("The town was hit, Hamas said it was behind the attacks.", "attacks", "hamas", "nominal"),
        ("Russia responded by launching raids.", "launching raids", "russia", "active"),
        ("Raids by suspected Russian jets hit the town.", "Raids", "russia", "nominal"),
        ("Israel accused Hamas of killing ten people.", "killing", "hamas", "active"),
        ("The house was damaged by shelling.", "damaged", "", "passive_with_agent"),
        ("The house was damaged by a shell.", "damaged", "", "passive_without_agent"),
        ("All those killed were listed by Hamas.", "killed", "", "passive_without_agent"),
        ("Russian troops do not stop shelling and bombing the town.", "bombing", "russia", "active"),
        ("Syria insurgents killed ten people.", "killed", "", "active"),
        ("Ten died in shelling of the city held by Russia.", "shelling", "", "nominal"),
    ],
)
def test_the_doer_is_read_where_the_sentence_names_it(text, surface, agent, construction):
    act = find_act(text, surface)
    assert (act["agent"], act["construction"]) == (agent, construction)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Moscow will continue a halt on air strikes.", "strikes"),
        ("They want to literally finish off and destroy Kherson.", "destroy"),
    ],
)
def test_a_halt_and_an_aim_are_no_act_that_happened(text, surface):
    assert find_act(text, surface)["status"] == "hypothetical"
