"""Words of war that tell of no fighting: dates, names, figures of speech, accidents, no events."""

import numpy as np
import pandas as pd
import pytest

from analysis.frames.cues import find_frames
from analysis.frames.senses import tells_of_no_fighting
from analysis.text.sentences import split_sentences
from analysis.text.words import read_words
from articles import make_articles


def judge(text, word):
    """Whether the rules take a word of a sentence for one that tells of no fighting."""
    words = read_words(pd.DataFrame({"text": [text]}))
    place = np.array([[words.forms[code] for code in words.code].index(word)])
    return bool(tells_of_no_fighting(words, place, place)[0])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Before the war twenty families lived there.", "war"),
        ("It was the largest exchange since the first days of the full-scale invasion.", "invasion"),
        ("Wheat cost less on the day before Ruritania's invasion.", "invasion"),
        ("The War Department moved to another street.", "War"),
        ("The council voted money to combat the epidemic.", "combat"),
        ("She lost her long battle against cancer.", "battle"),
        ("Twelve people were killed when two buses collided.", "killed"),
        ("Officials said the earthquake had injured sixty.", "injured"),
        ("Both undertook to refrain from attacks on ships.", "attacks"),
        ("Allies would meet in the event of an attack.", "attack"),
        ("The court seized the assets of the bank.", "seized"),
    ],
)
def test_these_words_tell_of_no_fighting(text, word):
    assert judge(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nobody has slept since the war began.", "war"),
        ("The invasion was stopped before the river.", "invasion"),
        ("The army lost the battle against the rebels.", "battle"),
        ("Twelve people were killed when a missile made two buses collide.", "killed"),
        ("The plane crashed after a rocket attack and six were killed.", "killed"),
        ("Troops seized the village.", "seized"),
        ("They refrained from comment; the attacks went on.", "attacks"),
    ],
)
def test_the_same_words_tell_of_fighting_elsewhere(text, word):
    assert not judge(text, word)


def test_a_date_is_no_cue_of_a_frame_of_the_war():
    text = "Troops shelled the town. It had a theatre before the invasion."
    cues = find_frames(split_sentences(make_articles(text)), lexicon="conflict_frames")
    assert cues["surface"].tolist() == ["Troops", "shelled"]
