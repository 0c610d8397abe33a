"""Who did what to whom, and where the agent is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.acts.labels import find_labels
from analysis.acts.roles import CONSTRUCTIONS, ROLES, find_roles, is_quoted
from analysis.acts.violence import conjugate, list_forms
from analysis.attributions.finder import find_attributions
from analysis.entities.mentions import find_entities
from analysis.registry.registry import read_registry
from analysis.summaries.rates import share_by
from analysis.text.sentences import split_sentences
from articles import make_articles, tell_both_ways


def read_texts(*texts):
    sentences = split_sentences(make_articles(*texts))
    return find_roles(sentences, find_entities(sentences))


def list_roles(text):
    roles = read_texts(text)
    return list(roles[["verb", "construction", "agent", "patient"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Russia shelled Kherson.", ("shell", "active", "russia", "kherson")),
        ("Russian forces on Monday attacked Ukraine.", ("attack", "active", "russia", "ukraine")),
        ("Ukraine has hit the Russian fleet.", ("hit", "active", "ukraine", "russia")),
        ("Russian guns were shelling Kherson.", ("shell", "active", "russia", "kherson")),
        ("Three units of the Ukrainian army seized it.", ("seize", "active", "ukrainian-armed-forces", "")),
        ("Russia's troops, which invaded Ukraine, left.", ("invade", "active", "russia", "ukraine")),
        ("Militants killed two Ukrainian soldiers.", ("kill", "active", "", "ukraine")),
        ("Kherson was shelled by Russian troops.", ("shell", "passive_with_agent", "russia", "kherson")),
        ("It was hit by a Russian missile.", ("hit", "passive_with_agent", "russia", "")),
        ("Two men were killed by gunmen.", ("kill", "passive_with_agent", "", "")),
        ("Ten people were killed in Kherson.", ("kill", "passive_without_agent", "", "")),
        ("Two Ukrainian soldiers were killed.", ("kill", "passive_without_agent", "", "ukraine")),
        ("The port was hit by a missile.", ("hit", "passive_without_agent", "", "")),
        ("It was struck by mistake.", ("strike", "passive_without_agent", "", "")),
        ("At least ten killed in Kherson.", ("kill", "passive_without_agent", "", "")),
        ("Ten killed by Russian troops.", ("kill", "passive_with_agent", "russia", "")),
        ("Wounded are being moved by Russian aircraft.", ("wound", "passive_without_agent", "", "")),
        ("Ten were killed by Russian storm troops.", ("kill", "passive_with_agent", "russia", "")),
        ("He spoke of the shelling of Kherson.", ("shell", "nominal", "", "kherson")),
        ("Russian strikes went on.", ("strike", "nominal", "russia", "")),
        ("The attack on Kherson by Russian troops went on.", ("attack", "nominal", "russia", "kherson")),
        ("An attack planned by Russia failed.", ("attack", "nominal", "russia", "")),
    ],
)
def test_an_act_has_its_construction_agent_and_patient(text, role):
    assert list_roles(text) == [role]


@pytest.mark.parametrize(
    ("text", "agent", "patient"),
    [
        ("The ministry in Kyiv killed ten.", "", ""),  # in a phrase of place
        ("Russian-backed rebels seized it.", "", ""),  # backed by
        ("BEIRUT At least ten people were killed.", "", ""),  # a dateline
        ("The Aleppo strike killed ten.", "", ""),  # a place before another noun
        ("The attack was condemned by Ukraine.", "", ""),  # somebody else's by
        ("A permanent member of the Security Council attacked it.", "", ""),  # one of a body
        ("It killed ten the Syrian Observatory for Human Rights said.", "", ""),  # the source
        ("Ukraine said Russian forces killed ten.", "russia", ""),
        ("Russia's army said it had killed ten.", "russian-armed-forces", ""),
    ],
)
def test_a_name_that_only_stands_nearby_is_no_agent_and_no_patient(text, agent, patient):
    assert [role[2:] for role in list_roles(text)][-1] == (agent, patient)


@pytest.mark.parametrize(
    "text",
    [
        "Russia plans to attack Kherson.", "Kherson would be hit.", "Kherson was not shelled.",
        "Cities are not being attacked.", "The occupied town waited.", "They strike at night.",
        "The ministry killed the plan.", "Russian-occupied Kherson waited.", "It rained.",
        "Countries hit by drought wait.", "Ten were killed by the earthquake.",
        "Kherson was hit by severe power cuts.",
    ],
)  # fmt: skip
def test_an_act_that_did_not_happen_has_no_row(text):
    assert list_roles(text) == []


def test_rows_have_their_columns_and_places():
    text = "“Russia shelled Kherson,” he said. Ten were killed."
    roles = read_texts(text)
    assert list(roles.columns) == ROLES
    surfaces = [text[start:end] for start, end in zip(roles["start"], roles["end"], strict=True)]
    assert surfaces == roles["surface"].tolist() == ["shelled", "killed"]
    assert roles["voice"].tolist() == ["quotation", "narration"]
    assert set(roles["construction"]) <= set(CONSTRUCTIONS)


def test_acts_and_labels_in_reported_speech_are_marked():
    text = "Ten were killed. Orlov said that Russian forces shelled Kherson."
    sentences = split_sentences(make_articles(text))
    mentions = find_entities(sentences)
    attributions = find_attributions(sentences, mentions)
    roles = find_roles(sentences, mentions, attributions=attributions)
    assert roles[["verb", "voice"]].values.tolist() == [["kill", "narration"], ["shell", "reported"]]
    labels = find_labels(sentences, mentions, attributions=attributions)
    assert labels[["label", "voice"]].values.tolist() == [["forces", "reported"]]


def test_a_text_without_acts_gives_an_empty_table_with_the_same_columns():
    roles = read_texts("It rained in Kyiv.")
    assert roles.empty
    assert list(roles.columns) == ROLES


@pytest.mark.parametrize(
    ("form", "verb"),
    [("attacked", "attack"), ("besieging", "besiege"), ("seizes", "seize"), ("annexes", "annex"),
     ("kidnapped", "kidnap"), ("expelled", "expel"), ("struck", "strike"), ("occupied", "occupy")],
)  # fmt: skip
def test_regular_and_irregular_forms_lead_to_their_verb(form, verb):
    assert list_forms()[form][0] == verb


def test_a_verb_has_three_forms():
    assert conjugate("seize") == ("seizes", "seized", "seizing")
    assert conjugate("hit") == ("hits", "hit", "hitting")


def test_a_part_is_quoted_only_if_a_quotation_holds_all_of_it():
    assert is_quoted("2-9", 2, 9)
    assert not is_quoted("2-9", 2, 10)
    assert not is_quoted("", 0, 1)


def test_a_summary_by_construction_counts_every_act():
    texts = ["Russia shelled Kherson.", "Kherson was shelled.", "Ten were killed in Kherson."]
    roles = read_texts(*texts)
    articles = make_articles(*texts)
    shares = share_by(roles, "construction", by="outlet", of=articles)
    found = shares[shares["value"] > 0].set_index("construction")["value"]
    assert found.round(2).to_dict() == {"active": 0.33, "passive_without_agent": 0.67}


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Hamas attacks killed 1,400 people in Israel.", ["kill hamas israel"]),
        ("Russian troops raided and killed ten Ukrainians.", ["raid russia ukraine", "kill russia ukraine"]),
        ("Russia struck Kherson, killing ten.", ["strike russia ukraine", "kill russia ukraine"]),
        ("Ten people died in Gaza.", ["die  palestine"]),
        ("Ten people in Gaza were found dead.", ["die  palestine"]),
        ("Some 120 Israelis and 150 Palestinians died.", ["die  palestine", "die  israel"]),
        ("Palestinians were killed and 50 injured.", ["kill  palestine", "injure  palestine"]),
    ],
)
def test_an_act_has_the_side_of_its_victims(text, acts):
    roles = read_texts(text).query("construction != 'nominal'")
    assert roles[["verb", "agent", "patient_side"]].agg(" ".join, axis=1).tolist() == acts


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("At least 40 people", 40, None), ("Two people", 2, 2), ("Up to 5 people", None, 5),
    ("Dozens of people", 24, None),
    
     ("More than 1,300 people", 1300, None), ("The people", None, None)],
)  # fmt: skip
def test_a_number_of_victims_is_a_range(words, low, high):
    row = read_texts(f"{words} were killed.").iloc[0]
    assert [None if value != value else value for value in (row["low"], row["high"])] == [low, high]


@pytest.mark.parametrize(
    "text",
    [
        "The committee has struck names out of the list.", "Shares hit a low.", "Workers went on strike.",
        "Nurses began strikes over pay.", "Nine drones were shot down.", "Russia denied it had killed ten.",
        "Ten people would be killed.",
    ],
)  # fmt: skip
def test_other_senses_and_what_was_denied_or_foreseen_have_no_row(text):
    assert list_roles(text) == []


def test_unreal_acts_are_marked_where_they_are_asked_for():
    sentences = split_sentences(make_articles("Kherson was not shelled. Kherson would be shelled."))
    roles = find_roles(sentences, find_entities(sentences), with_unreal=True)
    assert roles["status"].tolist() == ["negated", "hypothetical"]


@pytest.mark.parametrize("table", ["sentences", "mentions"])
def test_a_table_without_its_columns_is_an_error(table):
    tables = {"sentences": split_sentences(make_articles("It rained."))}
    tables["mentions"] = find_entities(tables["sentences"])
    tables[table] = tables[table].drop(columns="start")
    with pytest.raises(ValueError, match="find_roles needs the column 'start'"):
        find_roles(**tables)


SIDES = {"Russian": "Ukrainian", "Russia": "Ukraine", "Russian army": "Ukrainian army"}
SWAP = {"russia": "ukraine", "russian-armed-forces": "ukrainian-armed-forces", "": ""}
SWAP |= {there: here for here, there in SWAP.items()}
TEMPLATES = [
    "{0} {2} {1}.", "{0} forces {2} {1} troops.", "{1} was {2} by {0} troops.", "{0} said {1} had {2} it.",
    "The {0} troops were {2} in {1}.", "{0}'s army, which {2} {1}, left.", "“{0} {2} {1},” he said.",
    "The attack on {1} by {0} went on.",
]  # fmt: skip
SIDE = st.tuples(st.sampled_from(sorted(SIDES.items())), st.booleans())
VERB = st.sampled_from(["attacked", "shelled", "killed", "struck", "hit", "occupied", "targeted"])
LINE = st.tuples(st.sampled_from(TEMPLATES), SIDE, SIDE, VERB)


@settings(max_examples=25, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=4))
def test_swapping_the_names_of_the_parties_swaps_the_roles(lines):
    roles = read_texts(*tell_both_ways(lines))
    here, there = (roles[roles["article_id"].eq(id)].reset_index(drop=True) for id in ("a0", "a1"))
    for column in ("agent", "patient"):
        assert here[column].map(SWAP).tolist() == there[column].tolist()
    assert here[["verb", "construction", "voice"]].equals(there[["verb", "construction", "voice"]])


WAR = read_registry("world", "ukraine", "israel-palestine")


@pytest.mark.parametrize(
    ("text", "agent_side", "patient_side", "how"),
    [
        (
            "The strike, which officials blamed on Israel, killed ten people in Gaza.",
            "",
            "palestine",
            "phrase",
        ),
        ("In a blast that Israel said killed ten, homes fell in Gaza.", "", "palestine", "nearby"),
        ("Ten civilians were killed in Sderot, near the Gaza Strip.", "", "israel", "place"),
        ("The town of Sderot, where ten were killed, is empty.", "", "israel", "place"),
        ("Ukraine said 20 of its soldiers were killed.", "", "ukraine", "phrase"),
        ("Ten people were killed by Hamas gunmen.", "hamas", "israel", "opponent"),
        ("The Russian attack, in which ten were killed, hit Kyiv.", "russia", "ukraine", "joined"),
        ("At least ten people were killed, Palestinian officials said.", "", "palestine", "source"),
    ],
)
def test_the_side_of_a_victim_has_the_rule_that_gave_it(text, agent_side, patient_side, how):
    sentences = split_sentences(make_articles(text))
    roles = find_roles(sentences, find_entities(sentences, registry=WAR))
    deaths = roles[roles["act_class"].eq("death")]
    assert deaths[["agent_side", "patient_side", "patient_how"]].values.tolist() == [
        [agent_side, patient_side, how]
    ]


@pytest.mark.parametrize(
    ("text", "verb", "agent", "patient_words"),
    [
        ("Russia continued to destroy the town.", "destroy", "russia", "the town"),
        ("Russian troops have been shelling and bombing it.", "bomb", "russia", "it"),
        ("Russian missiles and artillery hit the town.", "hit", "russia", "the town"),
        ("A total of 33 people died.", "die", "", "A total of 33 people"),
        ("The war left ten people dead.", "die", "", "ten people"),
        ("The schools that Russia bombed are shut.", "bomb", "russia", "The schools"),
        ("Russia was punished for killing ten people.", "kill", "russia", "ten people"),
    ],
)
def test_the_doer_and_the_victim_of_a_clause_that_depends_on_another(text, verb, agent, patient_words):
    role = read_texts(text).query("verb == @verb").iloc[-1]
    assert [role["agent"], role["patient_words"]] == [agent, patient_words]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The Syrian Observatory was attacked.", ""), ("Volodymyr Zelensky was attacked.", "named"),
        ("Hamas was attacked.", ""), ("Two women were attacked.", "women"),
    ],
)  # fmt: skip
def test_only_a_person_is_a_named_victim(text, people):
    assert read_texts(text)["people"].tolist() == [people]


@pytest.mark.parametrize(
    ("text", "verb", "agent_words", "patient_words"),
    [
        ("This war that the army has started against us is destroying everything.", "destroy",
         "this war", "everything"),
        ("People were deported to regions occupied by the army.", "deport", "", "People"),
        ("A woman and her son were killed by rebels.", "kill", "rebels", "A woman and her son"),
        ("The planes fired missiles, killing ten people.", "kill", "The planes", "ten people"),
        ("Ten people were killed when helicopters dropped a bomb.", "kill", "helicopters", "Ten people"),
        ("Hundreds of cars were hit by shelling.", "shell", "", "Hundreds of cars"),
        ("The attack was carried out by four rebels.", "attack", "four rebels", ""),
        ("They inflicted heavy casualties on the militants.", "die", "They", "the militants"),
        ("All this is under attack.", "attack", "", "All this"),
        ("The army loots the towns they have captured.", "capture", "they", "the towns"),
        ("The gas attack killed six people.", "attack", "", "six people"),
        ("Most of the injured were wounded by rebels.", "wound", "rebels", "Most of the injured"),
    ],
)  # fmt: skip
def test_the_words_of_doer_and_victim_are_those_of_the_clause(text, verb, agent_words, patient_words):
    row = read_texts(text).query("verb == @verb").iloc[0]
    words = row[["agent_words", "patient_words"]].tolist()
    assert [word.lower() for word in words] == [agent_words.lower(), patient_words.lower()]


@pytest.mark.parametrize(
    "text",
    [
        "They dream of capturing the town.", "There may be more casualties.", "New strikes are inevitable.",
        "Apply if the house has been damaged by shelling.", "Did the army shell the town?",
        "They prepare it so that many people are killed.",
    ],
)  # fmt: skip
def test_what_is_wished_asked_or_yet_to_come_has_no_row(text):
    assert list_roles(text) == []
