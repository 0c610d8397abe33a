"""Hits that judge nothing: meanings of names, words of law, names of several words, other judges."""

import pytest

from analysis.text.sentences import split_sentences
from analysis.tone.evaluation import find_judgements
from articles import make_articles


def list_surfaces(text):
    hits = find_judgements(split_sentences(make_articles(text)))
    return hits.loc[hits["counted"] != "battle", "surface"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "It is a village called Neskuchne, and Neskuchne means not boring.",
        "A warning must be given with a reasonable time to heed it, says Article 19 of the Convention.",
        "A plant makes an effective contribution to military action under Article 52.",
        "In 1969 Blind Faith recorded only one album and played before a crowd.",
        "Such appeals are regarded in the capital as cynical.",
        "He named both the Party of the Northern Workers and the Units of the South as terrorists.",
        "The mayor was charged with a failure to control the crews.",
    ],
)
def test_these_hits_judge_nothing(text):
    assert list_surfaces(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The plan was a cynical failure of the council.", "cynical"),
        ("It is an effective and brave crew.", "brave"),
        ("The article in the paper was cynical.", "cynical"),
    ],
)
def test_the_same_words_judge_elsewhere(text, surface):
    assert surface in list_surfaces(text)
