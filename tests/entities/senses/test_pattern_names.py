"""Votes are events, named by their year, their country and, for votes of one state, this state."""

import pytest

from analysis.entities.senses.pattern_names import ELECTION

VOTES = [
    (
        "He won the February 1974 United Kingdom general election.",
        "February 1974 United Kingdom general election",
    ),
    ("In the 1997 Canadian federal election Adams won.", "1997 Canadian federal election"),
    (
        "Rell won the 1994 United States Senate election in Ohio.",
        "1994 United States Senate election in Ohio",
    ),
    ("The 2014 Iraqi parliamentary election in Anbar was late.", "2014 Iraqi parliamentary election"),
    (
        "The 2020 United States presidential election in November came.",
        "2020 United States presidential election",
    ),
]


@pytest.mark.parametrize(("text", "name"), VOTES)
def test_the_name_of_a_vote_ends_with_its_state(text, name):
    match = ELECTION.search(text)
    assert match is not None
    assert match.group() == name


def test_an_election_is_one_event_with_the_country_inside(check_entities):
    name = "February 1974 United Kingdom general election"
    check_entities(f"She stood in the {name} and lost.", [name], ["united-kingdom"], {name: 1})
