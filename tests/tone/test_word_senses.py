"""Words that judge nothing: verbs, technical terms, words spoken of, suspicions, roles."""

import pytest

from analysis.text.sentences import split_sentences
from analysis.tone.evaluation import find_judgements
from articles import make_articles


def list_hits(text):
    hits = find_judgements(split_sentences(make_articles(text)))
    return hits.loc[hits["counted"] != "battle", ["surface", "counted"]].apply(tuple, axis=1).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "The court is compelling the council to pay.",
        "Nobody should mistake the silence for a yes.",
        "They had taken the road by mistake.",
        "The notice gave the wrong word for it.",
        "The figure in the table was wrong.",
        "It is a cause of kidney failure.",
        "Farmers slaughtered 3,000 chickens.",
        "He crossed out the word “coward” twice.",
        "Police held a suspected terrorist.",
        "The clerk may have lied about it.",
        "The firm has a fearsome and brutal reputation.",
        "The mercenaries left before midnight.",
        "A peaceful march ended at the square.",
        "Sincere condolences were sent.",
        "Talks led to the recognition of the group as a terrorist one.",
        "His name is on a list of collaborators.",
        "A regime of cessation was agreed.",
    ],
)
def test_these_words_judge_nothing(text):
    assert list_hits(text) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("It is a compelling book.", [("compelling", "positive")]),
        ("The march was a mistake.", [("mistake", "negative")]),
        ("It was the wrong decision.", [("wrong", "negative")]),
        ("The council was wrong.", [("wrong", "negative")]),
        ("The reform was a failure.", [("a failure", "negative")]),
        ("Guards slaughtered the villagers.", [("slaughtered", "negative")]),
        ("The words of the coward were heard.", [("coward", "negative")]),
        ("Suspected regime jets struck.", [("regime", "negative")]),
        ("It was reckless and no less cowardly.", [("reckless", "negative"), ("cowardly", "negative")]),
    ],
)
def test_the_same_words_judge_elsewhere(text, hits):
    assert list_hits(text) == hits


def test_a_role_counts_where_somebody_is_quoted():
    assert list_hits("He said: “They are mercenaries.”") == [("mercenaries", "negative")]
