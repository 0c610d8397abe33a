"""Cues of frames are found with their places, and silence is counted."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attributions.finder import find_attributions
from analysis.entities.mentions import find_entities
from analysis.frames.cues import find_frames, find_leading_frame
from analysis.schema import COLUMNS
from analysis.text.sentences import split_sentences
from articles import make_articles

CODEBOOK = pd.DataFrame(
    {
        "term": ["envoy*", "front line", "peace talks", "talks", "tribunal", "sanctions", "peace of mind"],
        "category": ["diplomacy", "military", "diplomacy", "diplomacy", "law", "economy", "diplomacy"],
        "weight": [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0],
    }
)


def find_in(*texts):
    return find_frames(split_sentences(make_articles(*texts)), lexicon=CODEBOOK)


def test_a_cue_is_found_with_its_place_in_the_article():
    text = "It rained. Envoys hurried to the front line."
    frames = find_in(text)
    assert frames[["article_id", "sentence_id", "frame", "term", "surface"]].values.tolist() == [
        ["a0", 1, "diplomacy", "envoy*", "Envoys"],
        ["a0", 1, "military", "front line", "front line"],
    ]
    assert [text[a:b] for a, b in zip(frames["start"], frames["end"], strict=True)] == frames[
        "surface"
    ].tolist()


def test_the_table_has_the_columns_of_frames_even_when_empty():
    frames = find_in("It rained.")
    assert frames.columns.tolist() == COLUMNS["frames"]
    assert len(frames) == 0


def test_a_frame_that_nobody_used_is_still_known():
    assert find_in("Talks went on.")["frame"].cat.categories.tolist() == [
        "diplomacy",
        "economy",
        "law",
        "military",
    ]


def test_the_longer_cue_wins_and_counts_once():
    assert find_in("The peace talks failed.")["term"].tolist() == ["peace talks"]


def test_a_phrase_of_weight_0_is_left_out():
    assert find_in("She wanted peace of mind and talks.")["term"].tolist() == ["talks"]


def test_a_cue_in_quotation_is_marked():
    frames = find_in('"Sanctions will follow the tribunal," he said after the talks.')
    assert frames[["term", "voice"]].values.tolist() == [
        ["sanctions", "quotation"],
        ["tribunal", "quotation"],
        ["talks", "narration"],
    ]


def test_a_cue_in_reported_speech_is_marked():
    sentences = split_sentences(make_articles("Envoys met. Orlov said that sanctions would follow."))
    attributions = find_attributions(sentences, find_entities(sentences))
    frames = find_frames(sentences, lexicon=CODEBOOK, attributions=attributions)
    assert frames[["term", "voice"]].values.tolist() == [["envoy*", "narration"], ["sanctions", "reported"]]


def test_the_leading_frame_of_an_article_has_the_most_cues():
    articles = make_articles(
        "Envoys held talks near the front line.", "It rained.", "A tribunal, and sanctions."
    )
    frames = find_frames(split_sentences(articles), lexicon=CODEBOOK)
    leading = find_leading_frame(frames, articles)
    assert leading[["article_id", "frame", "n_hits", "n_all"]].values.tolist() == [
        ["a0", "diplomacy", 2, 3],
        ["a1", "none", 0, 0],
        ["a2", "economy", 1, 2],
    ]
    assert find_leading_frame(frames, articles, at_least=2)["frame"].tolist() == ["diplomacy", "none", "none"]


def test_articles_keep_their_order():
    articles = make_articles("Talks.", "A tribunal.")
    frames = find_frames(split_sentences(articles), lexicon=CODEBOOK)
    assert find_leading_frame(frames, articles[::-1])["article_id"].tolist() == ["a1", "a0"]


def test_at_least_one_cue_is_needed():
    with pytest.raises(ValueError, match="The `at_least` must be a whole number of at least 1; not 0"):
        find_leading_frame(find_in("Talks."), make_articles("Talks."), at_least=0)


def test_a_table_that_is_not_of_sentences_raises():
    with pytest.raises(ValueError, match="find_frames needs the columns"):
        find_frames(pd.DataFrame({"article_id": ["a"]}))


batches = st.lists(
    st.sampled_from(
        ["Envoys met.", "Talks stalled.", "It rained.", "A tribunal sat.", "The front line held."]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(deadline=None, max_examples=40)
@given(st.lists(batches, min_size=1, max_size=4))
def test_batches_give_the_same_frames_as_the_whole(texts):
    sentences = split_sentences(make_articles(*texts))
    whole = find_frames(sentences, lexicon=CODEBOOK)
    parts = [find_frames(part, lexicon=CODEBOOK) for _, part in sentences.groupby("article_id")]
    pd.testing.assert_frame_equal(whole, pd.concat(parts, ignore_index=True))


PARTIES = {
    "Russia": "Ukraine", "Russian": "Ukrainian", "Moscow": "Kyiv", "Putin": "Zelensky",
    "Russians": "Ukrainians",
}  # fmt: skip
PARTIES |= {second: first for first, second in PARTIES.items()}
TEXTS = [
    "Russian envoys refused talks. Moscow said sanctions on Russia were a crime, and Putin agreed.",
    'The tribunal will hear Kyiv. "Ukrainians want peace talks," Zelensky said of Russia\'s front line.',
    "Families in Ukraine fled their homes, prices rose in Russia, and Moscow was blamed for the crisis.",
]


def swap_parties(text):
    return re.sub(r"\b(?:" + "|".join(PARTIES) + r")\b", lambda match: PARTIES[match[0]], text)


@pytest.mark.parametrize("lexicon", [CODEBOOK, "conflict_frames", "generic_frames", "war_peace"])
def test_swapping_the_parties_changes_no_frame(lexicon):
    frames = find_frames(split_sentences(make_articles(*TEXTS)), lexicon=lexicon)
    swapped = find_frames(split_sentences(make_articles(*map(swap_parties, TEXTS))), lexicon=lexicon)
    columns = ["article_id", "sentence_id", "frame", "term", "voice"]
    assert len(frames) > 0
    pd.testing.assert_frame_equal(frames[columns], swapped[columns])
