"""Swapping the names of two parties swaps the sides of agents and patients, and nothing else."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.acts.roles import find_roles
from analysis.entities.mentions import find_entities
from analysis.registry.registry import read_registry
from analysis.text.sentences import split_sentences
from articles import make_articles

# The country, its adjective and its people.
PAIRS = [
    (("Israel", "Israeli", "Israelis"), ("Palestine", "Palestinian", "Palestinians")),
    (("Russia", "Russian", "Russians"), ("Ukraine", "Ukrainian", "Ukrainians")),
    (("Armenia", "Armenian", "Armenians"), ("Azerbaijan", "Azerbaijani", "Azerbaijanis")),
    (("Kenya", "Kenyan", "Kenyans"), ("Zambia", "Zambian", "Zambians")),
]
# {0} to {2} are the one party, {3} to {5} the other.
LINES = [
    "{1} troops killed ten {5}.", "Ten people were killed in {3}.",
    "At least 40 people died, {4} officials said.",
    "The attack on {3} killed dozens.", "In {3}, where ten were killed, people mourned.",
    "{0} said 20 of its soldiers had been killed.", "They were killed by {1} gunmen.",
    "{2} and {5} died in the fighting.", "The {1} attack, in which 1,400 were killed, was condemned.",
    "An air strike that {4} officials said killed ten was blamed on {0}.",
    "{1} missiles hit {3}, killing two children.", "More than 1,000 have died since the {4} assault began.",
    "It was the attack that killed them.", "The gunmen were killed in the attack on {3}.",
    "He was killed near the border with {3}.", "Three French citizens were killed in the {1} strike.",
    "Hostages were killed in {1} air strikes.", "{3} was shelled and 200 people were wounded.",
    "{0} has stepped up its air strikes on {3}.", "{0} claimed responsibility for the attack on {3}.",
    "Ten were killed and two others injured in {1} strikes.", "{1} raids hit {3}, leaving ten people dead.",
    "{0} and its allies seized the town.", "Five died in shelling of a town held by {4} troops.",
]  # fmt: skip
TEXTS = st.lists(st.tuples(st.sampled_from(LINES), st.booleans()), min_size=1, max_size=5)
REGISTRIES = ("world", "ukraine", "israel-palestine", "armenia-azerbaijan")


def read_sides_of(texts):
    sentences = split_sentences(make_articles(*texts))
    registry = read_registry(*REGISTRIES)
    roles = find_roles(sentences, find_entities(sentences, registry=registry, tagger=None), with_unreal=True)
    return roles.sort_values(["article_id", "start"], kind="stable")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(PAIRS), TEXTS)
def test_swapping_the_names_of_two_sides_swaps_the_sides_of_agents_and_patients(pair, lines):
    here, there = pair
    texts = [
        " ".join(line.format(*(b + a if is_turned else a + b)) for line, is_turned in lines)
        for a, b in ((here, there), (there, here))
    ]
    roles = read_sides_of(texts)
    as_it_is, swapped = (roles[roles["article_id"].eq(name)].reset_index(drop=True) for name in ("a0", "a1"))
    twin = {here[0].lower(): there[0].lower(), there[0].lower(): here[0].lower()}
    for column in ("agent_side", "patient_side", "place_side"):
        assert as_it_is[column].replace(twin).tolist() == swapped[column].tolist()
    same = ["verb", "construction", "patient_how", "low", "high", "people", "status"]
    pd.testing.assert_frame_equal(as_it_is[same], swapped[same])
