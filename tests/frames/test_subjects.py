"""Articles on another subject than a war have no frame of the war."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.frames.cues import find_frames
from analysis.frames.subjects import FEWEST, LONG, OTHER, VERY_LONG, WAR, tells_of_war
from analysis.text.sentences import split_sentences
from analysis.text.words import read_words
from articles import make_articles

MATCH = "The team lost the match, and the coach was taken to hospital."
RAID = "Troops shelled the stadium, and the wounded were taken to hospital."


def find_cues(*texts, lexicon="conflict_frames"):
    cues = find_frames(split_sentences(make_articles(*texts)), lexicon=lexicon)
    return cues["surface"].tolist()


def judge(text):
    sentences = pd.DataFrame({"article_id": ["a"], "text": [text]})
    return tells_of_war(sentences, read_words(sentences)).tolist()


def test_an_article_on_a_match_has_no_cue_and_one_on_a_raid_has():
    assert find_cues(MATCH, RAID) == ["Troops", "shelled", "hospital"]


def test_a_codebook_that_is_not_about_war_finds_its_cues_in_any_article():
    lexicon = pd.DataFrame({"term": ["hospital"], "category": "care", "weight": 1.0})
    assert find_cues(MATCH, lexicon=lexicon) == ["hospital"]


def test_each_article_is_read_alone():
    together = find_cues(MATCH, RAID, MATCH)
    assert together == find_cues(MATCH) + find_cues(RAID) + find_cues(MATCH)


def test_a_table_without_sentences_has_no_article():
    sentences = pd.DataFrame({"article_id": pd.Series(dtype="str"), "text": pd.Series(dtype="str")})
    assert tells_of_war(sentences, read_words(sentences)).tolist() == []


@given(st.integers(0, 6), st.integers(0, 6))
def test_a_short_text_is_about_something_else_if_it_says_so_three_times_and_more_than_war(n_war, n_other):
    text = " ".join(["troops"] * n_war + ["league"] * n_other + ["it"])
    assert judge(text) == [not (n_other >= FEWEST and n_other > n_war)]


def test_a_long_text_needs_one_word_of_another_subject_and_a_very_long_one_none():
    assert judge("it " * LONG) == [True]
    assert judge("league " + "it " * LONG) == [False]
    assert judge("it " * VERY_LONG) == [False]
    assert judge("war " + "it " * (VERY_LONG - 1)) == [True]


def test_no_word_is_of_both_subjects():
    assert not WAR & OTHER
