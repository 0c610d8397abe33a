"""Judgement is counted apart from events, and each voice apart; negation reverses a judgement."""

import json
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attributions.finder import find_attributions
from analysis.entities.mentions import find_entities
from analysis.matching.lexicon import read_lexicon
from analysis.schema import COLUMNS, KEYS
from analysis.text.sentences import split_sentences
from analysis.tone.evaluation import find_judgements, score_tone
from analysis.tone.vader import score_vader
from analysis.tone.voices import split_voices
from articles import make_articles

COUNTS = ["n_words", "n_positive", "n_negative", "n_battle"]


def split_texts(*texts):
    return split_sentences(make_articles(*texts))


def count_in(text):
    """Words, favourable, unfavourable and battle hits of a text of one sentence."""
    tone = score_tone(split_texts(text))
    assert len(tone) == 1
    return tone[COUNTS].iloc[0].tolist()


def test_a_sentence_without_a_hit_is_a_row_of_zeros():
    tone = score_tone(split_texts("The ministers met on Tuesday."))
    assert tone.columns.tolist() == COLUMNS["tone"]
    assert tone[COUNTS].values.tolist() == [[5, 0, 0, 0]]


def test_no_sentence_gives_an_empty_table_with_its_columns():
    tone = score_tone(split_texts("The ministers met.").iloc[:0])
    assert len(tone) == 0
    assert tone.columns.tolist() == COLUMNS["tone"]


def test_battle_vocabulary_is_counted_and_judges_nothing():
    assert count_in("Troops shelled the town and three people were wounded.") == [9, 0, 0, 3]


def test_judgement_is_counted_and_is_no_battle():
    assert count_in("It was a brave and honest answer to a shameful lie about them.") == [13, 2, 2, 0]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The answer was not honest.", [5, 0, 1, 0]),
        ("The answer wasn't honest.", [4, 0, 1, 0]),
        ("It was hardly a success.", [5, 0, 1, 0]),
        ("Their answer lacked any real credibility.", [6, 0, 1, 0]),
        ("It was not a failure.", [5, 1, 0, 0]),
        ("They worked without success.", [4, 0, 1, 0]),
    ],
)
def test_negation_reverses_a_judgement(text, counts):
    assert count_in(text) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("She was not only brave.", [5, 1, 0, 0]),
        ("There is no doubt of his courage.", [7, 1, 0, 0]),
        ("It did not last, a brave man said.", [8, 1, 0, 0]),
        ("He has not seen any of the brave men.", [9, 1, 0, 0]),
        ("It was never without success.", [5, 1, 0, 0]),
        ("He did not say \u201cheroic\u201d.", [5, 1, 0, 0]),
    ],
)
def test_a_negator_that_does_not_reach_reverses_nothing(text, counts):
    assert count_in(text) == counts


def test_no_casualties_still_speaks_of_casualties():
    assert count_in("There were no casualties.") == [4, 0, 0, 1]
    hits = find_judgements(split_texts("There were no casualties."))
    assert hits[["counted", "negated"]].values.tolist() == [["battle", True]]


def test_a_label_stays_a_label_under_negation():
    assert count_in("They did not strike the terrorists.") == [6, 0, 1, 0]
    hits = find_judgements(split_texts("They did not strike the terrorists."))
    assert hits[["counted", "negated"]].values.tolist() == [["negative", True]]


def test_a_phrase_is_one_hit_and_its_words_are_all_counted():
    assert count_in("They condemned the war crimes.") == [5, 0, 2, 0]


@pytest.mark.parametrize(
    "text",
    [
        "The think tanks met.",
        "It was a war of words.",
        "She has a good deal of time.",
        "The trade war went on.",
    ],
)
def test_a_neutral_phrase_keeps_its_words_from_counting(text):
    assert count_in(text)[1:] == [0, 0, 0]


def test_hyphens_and_possessives_are_no_words():
    assert count_in("The so-called mayor's men left.") == [6, 0, 1, 0]


def test_quoted_words_are_counted_apart():
    tone = score_tone(split_texts("\u201cA cruel and cowardly attack,\u201d the brave mayor said."))
    assert tone[COUNTS].values.tolist() == [[9, 1, 2, 1]]
    assert tone[[f"{count}_quoted" for count in COUNTS]].values.tolist() == [[5, 0, 2, 1]]


def test_the_four_numbers_are_vaders_on_the_whole_sentence():
    sentences = split_texts("It was a GREAT day! \u201cA terrible failure,\u201d he said.", "It rained.")
    numbers = ["neg", "neu", "pos", "compound"]
    expected = score_vader(sentences["text"])[numbers].reset_index(drop=True)
    pd.testing.assert_frame_equal(score_tone(sentences)[numbers], expected)


def test_each_voice_has_its_own_compound():
    tone = score_tone(split_texts("\u201cA terrible failure,\u201d the smiling mayor said. It rained."))
    inside, outside = score_vader(pd.Series(["A terrible failure,", "the smiling mayor said."]))["compound"]
    assert tone["compound_quoted"].iloc[0] == inside < 0
    assert tone["compound_narration"].iloc[0] == outside > 0
    assert np.isnan(tone["compound_quoted"].iloc[1])
    assert tone["compound_narration"].iloc[1] == tone["compound"].iloc[1]


def test_a_sentence_quoted_whole_has_no_narration():
    tone = score_tone(split_texts("\u201cIt was a terrible failure.\u201d"))
    assert np.isnan(tone["compound_narration"].iloc[0])
    assert tone["n_words"].tolist() == tone["n_words_quoted"].tolist() == [5]


SAID = (
    "The brave men fled. Orlov said it was a shameful, deadly failure. "
    "\u201cA terrible failure,\u201d he added."
)


def test_reported_speech_is_counted_apart():
    sentences = split_texts(SAID)
    tone = score_tone(sentences, attributions=find_attributions(sentences, find_entities(sentences)))
    rows = split_voices(tone)
    expected = [
        ["narration", 4, 1, 0], ["narration", 2, 0, 0], ["reported", 6, 0, 2],
        ["narration", 2, 0, 0], ["quotation", 3, 0, 2],
    ]  # fmt: skip
    assert rows[["voice", "n_words", "n_positive", "n_negative"]].values.tolist() == expected
    parts = ["The brave men fled.", "Orlov said", "it was a shameful, deadly failure.", "he added."]
    scores = score_vader([*parts, "A terrible failure,"])["compound"]
    assert rows["compound"].tolist() == scores.tolist()


def test_attributions_move_no_word_and_no_quotation_in_marks():
    sentences = split_texts(SAID)
    attributions = find_attributions(sentences, find_entities(sentences))
    without, tone = score_tone(sentences), score_tone(sentences, attributions=attributions)
    assert without["n_words_reported"].sum() == 0
    assert without["compound_reported"].isna().all()
    quoted = [name for name in COLUMNS["tone"] if name.endswith("_quoted")]
    same = ["n_words", "n_battle", "neg", "neu", "pos", "compound", *quoted]
    pd.testing.assert_frame_equal(tone[same], without[same])


MADE = st.tuples(
    st.integers(0, 3),
    st.sampled_from(["direct", "indirect", "mixed"]),
    st.integers(0, 90),
    st.integers(0, 40),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(MADE, max_size=5))
def test_the_voices_add_up_to_the_whole_whatever_is_attributed(made):
    rows = [(f"a{number}", form, f"{start}-{start + size}") for number, form, start, size in made]
    attributions = pd.DataFrame(rows, columns=["article_id", "form", "content"]).astype("str")
    sentences = split_texts(*TEXTS)
    tone = score_tone(sentences, attributions=attributions)
    voices = split_voices(tone)
    assert voices["n_words"].min() > 0
    sums = voices.groupby(["article_id", "sentence_id"])[COUNTS].sum().reset_index(drop=True)
    pd.testing.assert_frame_equal(sums, tone[COUNTS])
    hits = find_judgements(sentences, attributions=attributions)
    for kind in ["positive", "negative", "battle"]:
        counted = hits.loc[hits["counted"] == kind, "voice"].value_counts()
        by_voice = voices.groupby("voice", observed=False)[f"n_{kind}"].sum()
        assert by_voice.to_dict() == counted.to_dict()


def test_every_count_opens_to_its_hits():
    articles = make_articles(*TEXTS)
    sentences = split_sentences(articles)
    tone, hits = score_tone(sentences), find_judgements(sentences)
    for kind in ["positive", "negative", "battle"]:
        assert tone[f"n_{kind}"].sum() == (hits["counted"] == kind).sum() > 0
        quoted = hits["voice"].eq("quotation") & (hits["counted"] == kind)
        assert tone[f"n_{kind}_quoted"].sum() == quoted.sum()
    text = articles.set_index("article_id")["text"]
    surfaces = [text[row.article_id][row.start : row.end] for row in hits.itertuples()]
    assert surfaces == hits["surface"].tolist()


def test_your_own_list_replaces_the_shipped_one(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nrainy,unfavourable\nsunny,favourable\n", encoding="utf-8")
    tone = score_tone(split_texts("It was rainy, not a brave day."), lexicon=path)
    assert tone[COUNTS].values.tolist() == [[7, 0, 1, 0]]


def test_a_list_without_judgements_raises():
    lexicon = pd.DataFrame({"term": ["talks"], "category": ["diplomacy"], "weight": [1.0]})
    message = "categories favourable and unfavourable; this one has: diplomacy"
    with pytest.raises(ValueError, match=message):
        score_tone(split_texts("Talks."), lexicon=lexicon)


def test_a_table_that_is_not_of_sentences_raises():
    with pytest.raises(ValueError, match="score_tone needs the columns"):
        score_tone(pd.DataFrame({"article_id": ["a"]}))


PARTIES = {
    "Russia": "Ukraine", "Russian": "Ukrainian", "Moscow": "Kyiv", "Putin": "Zelensky",
    "Kremlin": "Bankova", "Crimea": "Donbas", "Russians": "Ukrainians",
}  # fmt: skip
PARTIES |= {second: first for first, second in PARTIES.items()}
TEXTS = [
    "Russian forces shelled Kyiv. Putin praised the brave Russians, but Ukraine called it a barbaric attack.",
    "\u201cMoscow has not been honest,\u201d Zelensky said of Russia's shameful invasion of Crimea.",
    "The Kremlin welcomed no peace plan. Ukrainian troops killed three Russians near Donbas.",
]


def swap_parties(text):
    return re.sub(r"\b(?:" + "|".join(PARTIES) + r")\b", lambda match: PARTIES[match[0]], text)


def test_swapping_the_parties_changes_no_tone():
    tone, swapped = (score_tone(split_texts(*texts)) for texts in (TEXTS, map(swap_parties, TEXTS)))
    pd.testing.assert_frame_equal(tone, swapped)
    hits, swapped = (find_judgements(split_texts(*texts)) for texts in (TEXTS, map(swap_parties, TEXTS)))
    columns = [*KEYS, "sentence_id", "category", "term", "voice", "negated", "counted"]
    assert len(hits) > 5
    pd.testing.assert_frame_equal(hits[columns], swapped[columns])


vocabulary = [
    "brave",
    "not",
    "killed",
    "Russian",
    "Ukraine",
    "cruel",
    "so-called",
    "never,",
    "\u201cshameful\u201d",
    "it's",
]
texts = st.lists(st.sampled_from(vocabulary), min_size=1, max_size=9).map(lambda words: " ".join(words) + ".")
FEW = pd.DataFrame(
    {
        "term": ["brave", "cruel", "so-called", "shameful", "killed"],
        "category": ["favourable", "unfavourable", "unfavourable", "unfavourable", "battle"],
        "weight": 1.0,
    }
)


@settings(deadline=None, max_examples=40)
@given(st.lists(texts, min_size=1, max_size=4))
def test_swapping_the_parties_changes_no_tone_of_any_text(some):
    tone = score_tone(split_texts(*some), lexicon=FEW)
    swapped = score_tone(split_texts(*map(swap_parties, some)), lexicon=FEW)
    pd.testing.assert_frame_equal(tone, swapped)


@settings(deadline=None, max_examples=40)
@given(st.lists(texts, min_size=1, max_size=4))
def test_batches_give_the_same_tone_as_the_whole(some):
    sentences = split_texts(*some)
    parts = [score_tone(part, lexicon=FEW) for _, part in sentences.groupby("article_id")]
    pd.testing.assert_frame_equal(score_tone(sentences, lexicon=FEW), pd.concat(parts, ignore_index=True))


@pytest.mark.parametrize("category", ["favourable", "unfavourable", "battle", "neutral"])
def test_the_examples_of_the_codebook_are_counted_as_it_says(category):
    rules = json.loads(read_lexicon("evaluation").attrs["lexicon"])["categories"][category]
    column = {"favourable": "n_positive", "unfavourable": "n_negative", "battle": "n_battle"}.get(category)
    examples = score_tone(split_texts(*rules["examples"]))
    counter = score_tone(split_texts(*rules["counterexamples"]))
    if column:
        assert (examples[column] > 0).all()
        assert (counter[column] == 0).all()
    else:
        assert (examples[["n_positive", "n_negative", "n_battle"]] == 0).all(axis=None)
        assert counter["n_battle"].sum() > 0
