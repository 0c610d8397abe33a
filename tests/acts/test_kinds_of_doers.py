"""Doers, victims and constructions by kind of sentence; all sentences are read at once."""

from functools import cache

import pytest

from analysis.acts.roles import find_roles
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles

# Text, surface of the act, construction, words of the doer and of the victim.
ACTS = [
    # A noun of an act is not its own doer.
    ("The shelling went on all night.", "shelling", "nominal", "", ""),
    ("Russian strikes went on.", "strikes", "nominal", "Russian", ""),
    ("Syrian and Russian raids hit the town.", "raids", "nominal", "Syrian and Russian", "the town"),
    ("Greece's attack on the port failed.", "attack", "nominal", "Greece", "the port"),
    ("Monday's attack on the port failed.", "attack", "nominal", "", "the port"),
    ("A rebel attack killed ten people.", "attack", "nominal", "rebel", "ten people"),
    ("A rebel attack killed ten people.", "killed", "active", "A rebel attack", "ten people"),
    ("They justify their own killings.", "killings", "nominal", "their", ""),
    # The doer that another word of the sentence names.
    ("Hamas killed ten people in an attack on two villages.", "attack", "nominal", "Hamas", "two villages"),
    ("The army killed ten gunmen during the assault.", "assault", "nominal", "The army", ""),
    ("Turkey blames the gas attack on the militia.", "attack", "nominal", "the militia", ""),
    ("Turkey blamed the militia for the attack.", "attack", "nominal", "the militia", ""),
    ("The bomber responsible for the bus attack fled.", "attack", "nominal", "The bomber", ""),
    ("The regime has left nothing but a legacy of death and destruction.", "destruction", "nominal",
     "The regime", ""),
    ("A raid by Russian jets put the death toll at 12.", "toll", "nominal", "Russian jets", "12"),
    ("The town is under the siege of the rebel army.", "siege", "nominal", "the rebel army", "The town"),
    ("The murder by the army of a teacher was filmed.", "murder", "nominal", "the army", "a teacher"),
    ("No man or group claimed responsibility for the raids.", "raids", "nominal", "", ""),
    ("The soldiers killed nine rebels, foiling their attack.", "attack", "nominal", "their", ""),
    # The invader behind *of*.
    ("The invasion of foreign troops began.", "invasion", "nominal", "foreign troops", ""),
    ("The invasion of Russia into Ukraine began.", "invasion", "nominal", "Russia", "Ukraine"),
    ("We fled this invasion of the Russian Federation.", "invasion", "nominal", "the Russian Federation", ""),
    ("The shelling of the invaders went on.", "shelling", "nominal", "the invaders", ""),
    # Clauses: times, lists, participles, passives.
    ("France has in recent days intensified its raids on the camp.", "intensified its raids", "active",
     "France", "the camp"),
    ("Rebels fired shells on the College of Arts and the districts of Nor and Rihan killing ten people.",
     "killing", "active", "Rebels", "ten people"),
    ("In a letter to us local people said that gunmen based in Kelta town shelled Rihan with mortars "
     "wounding a boy.", "wounding", "active", "gunmen", "a boy"),
    ("One unit eliminated ten gunmen wounded others and destroyed their trucks.", "wounded", "active",
     "One unit", "others"),
    ("The army has used gas since 2014 targeting busy areas.", "targeting", "active", "The army",
     "busy areas"),
    ("Deliberately killing children, burning homes, is the trademark of the army.", "killing", "active",
     "the army", "children"),
    ("Wanted German smuggler reported killed Meanwhile villagers spread news.", "killed",
     "passive_without_agent", "", "Wanted German smuggler"),
    ("A guard opened fire at them before being shot with his brother.", "shot", "passive_without_agent", "",
     "A guard"),
    ("Ten were killed in Homs and another five were killed by raids in Hama.", "killed",
     "passive_without_agent", "", "Ten"),
    ("They hid from raids in a church, which was attacked by rebels.", "attacked", "passive_with_agent",
     "rebels", "a church"),
    ("A town captured by rebels in an assault assisted by militias burned.", "captured",
     "passive_with_agent", "rebels", "A town"),
    ("Vehicles equipped with guns were destroyed.", "destroyed", "passive_without_agent", "", "Vehicles"),
    ("It was among the places struck on Friday.", "struck", "passive_without_agent", "", "the places"),
    ("They continued shelling of quarters in the town.", "continued shelling", "active", "They", "quarters"),
    ("US strikes kill 50 fighters in Syria.", "kill", "active", "US strikes", "50 fighters"),
    ("Men died after regime shelling a day earlier.", "shelling", "nominal", "regime", "Men"),
    # Victims that stand in the sentence.
    ('"Toxic gas attack" kills at least 20 in Mosul.', "attack", "nominal", "", "at least 20"),
    ("There are badly wounded and missing people.", "wounded", "passive_without_agent", "", "people"),
    ("The number of wounded is 12.", "wounded", "passive_without_agent", "", "wounded"),
    ("The civilian massacre continues.", "massacre", "nominal", "", "civilian"),
    ("Who were tortured before their families.", "tortured", "passive_without_agent", "", "Who"),
    ("The deaths of men who survived the war from Russian shelling hurt us.", "shelling", "nominal",
     "Russian", "men"),
    ("Two women were also among the dead the monitor said.", "dead", "nominal", "", "Two women"),
    ("The raids left hundreds dead.", "dead", "nominal", "The raids", "hundreds"),
    ("Shells hit the suburb and dozens were injured.", "injured", "passive_without_agent", "", "dozens"),
]  # fmt: skip
NO_ACTS = [
    "The cabinet spoke of eliminating the deficit.", "The seat occupied by it is empty.",
    "We do not need more dead soldiers.", "They asked for new sanctions strikes.",
    "If they had met him he would have been beaten and then killed.",
    "The city did not say that it was the guards who shelled it.", "These are means of destruction.",
    "There may be many more children killed there.", "Cluster bombs an illegal weapon were used.",
    "They fear the destruction of your values.", "In the yard, murdered families are buried.",
]  # fmt: skip


@cache
def read_all():
    texts = list(dict.fromkeys([text for text, *_ in ACTS] + NO_ACTS))
    sentences = split_sentences(make_articles(*texts))
    roles = find_roles(sentences, find_entities(sentences))
    return roles.assign(text=roles["article_id"].str[1:].astype(int).map(dict(enumerate(texts))))


@pytest.mark.parametrize(("text", "surface", "construction", "agent_words", "patient_words"), ACTS)
def test_an_act_has_the_doer_and_the_victim_that_its_sentence_names(
    text, surface, construction, agent_words, patient_words
):
    roles = read_all()
    act = roles[roles["text"].eq(text) & roles["surface"].eq(surface)].iloc[0]
    found = act[["construction", "agent_words", "patient_words"]].tolist()
    assert found == [construction, agent_words, patient_words]


@pytest.mark.parametrize("text", NO_ACTS)
def test_what_is_no_violence_or_did_not_happen_has_no_row(text):
    assert read_all()["text"].ne(text).all()


def test_a_country_behind_invasion_is_what_the_acts_of_the_article_show():
    lines = ["{0} shelled {1}. {0} bombed {1}. We saw the invasion of {0}.",
             "{0} shelled {1}. {0} bombed {1}. We saw the invasion of {1}."]  # fmt: skip
    pairs = [("Russia", "Ukraine"), ("Ukraine", "Russia")]
    sentences = split_sentences(make_articles(*(line.format(*pair) for line in lines for pair in pairs)))
    roles = find_roles(sentences, find_entities(sentences)).query("verb == 'invade'")
    sides = roles[["agent_side", "patient_side"]].values.tolist()
    assert sides == [["russia", ""], ["ukraine", ""], ["", "ukraine"], ["", "russia"]]
