"""VADER's four numbers are those of NLTK's analyser, on every text and for every list."""

import json
import random
import warnings
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.articles import read_corpus
from analysis.text.chunks import split_chunks
from analysis.text.sentences import split_sentences
from analysis.tone.vader import round_as_python, score_chunks, score_vader, sum_by_text
from analysis.tone.vader_lexicon import BOOSTERS, IDIOMS, MARKS, NEGATORS, read_valences

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
NUMBERS = ["neg", "neu", "pos", "compound"]
LISTED = sorted(read_valences())
MORE = "just enough kind of sort at least very never so this but BUT Kind OF NEVER So KIND isN'T LEAST VERY"
TRIGGERS = sorted({*NEGATORS, *BOOSTERS, *" ".join([*IDIOMS, MORE]).split()})
SIGNS = [*sorted(MARKS), *"!!!!! ????? … — “ ” ’ é а 😀 _ # a I ß İ".split()]  # noqa: SIM905
WORDS = [*"good GOOD Good bad BAD hope war WAR the army ARMY kill no great".split()]  # noqa: SIM905
TOKENS = st.one_of(
    *[st.sampled_from(some) for some in (WORDS, TRIGGERS, TRIGGERS, LISTED, SIGNS)], st.text(max_size=4)
)
MARKED = st.tuples(
    st.sampled_from(["", "", "", "'", "(", '"', "“"]),
    TOKENS,
    st.sampled_from(["", "", "", ",", "!", "...", "?!?"]),
)
CASED = st.tuples(MARKED.map("".join), st.sampled_from([str, str, str, str.upper, str.title])).map(
    lambda pair: pair[1](pair[0])
)
RULES = """
a / ! / ... / Not good. / not very good / NOT good / never so good / never this good / never ever so
good / least good / at least good / very least good / the least good of all / kind of good / KIND of
good / good kind / a kind of a kind man of kind / sort of bad / just enough hope / the bomb / the shit /
The bomb / that is the shit here / yeah right good / cut the mustard now good / it was a kiss of death
good / good but bad / bad BUT good but great / good, good, very good / :) :-( :D / good!!! / good!!!! /
'good' / good?!? / isn't good / isN'T good / GOOD day / GOOD DAY / bad ass man / very very very good /
VERY good / hardly hardly good / good?? / good???? / no good / despite good / İyi good ﬀ / no no no no /
so so so good / this this this bad
"""
SPACES = st.sampled_from([" ", " ", " ", "\n", "\u00a0", "\u2003", "  ", "\x1f"])
TEXTS = st.lists(st.tuples(CASED, SPACES).map("".join), max_size=14).map("".join)


def make_analyser(valences):
    """NLTK's analyser with a list that is given, not read from NLTK's data."""
    analyser = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    analyser.lexicon, analyser.constants = valences, VaderConstants()
    return analyser


def find_differences(texts, valences=None):
    """The texts where a number differs from NLTK's."""
    analyser = make_analyser(valences or read_valences())
    theirs = pd.DataFrame([analyser.polarity_scores(text) for text in texts], columns=NUMBERS)
    ours = score_vader(texts, lexicon=valences)
    return [text for text, same in zip(texts, (theirs == ours).all(axis=1), strict=True) if not same]


def mutate(text, chance):
    """The text with a few of its words replaced, repeated, shouted, marked or moved."""
    words = text.split(" ")
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(words))
        word = words[at]
        trigger, listed, sign = chance.choice(TRIGGERS), chance.choice(LISTED), chance.choice(SIGNS)
        others = [
            trigger,
            listed,
            chance.choice(WORDS),
            sign,
            chance.choice(words),
            chance.choice(list(IDIOMS)),
        ]
        forms = [word.upper(), word.lower(), word + sign, sign + word, f"{trigger} {word}", f"{word} but"]
        phrases = [f"{start} {word}" for start in ("never so", "kind of", "at least")]
        words[at] = chance.choice([*others, *forms, *phrases, f"{word} {trigger} {listed}"])
    return " ".join(words)


def test_the_constants_are_those_of_nltk():
    words = {word: value for word, value in VaderConstants.BOOSTER_DICT.items() if " " not in word}
    assert (VaderConstants.NEGATE, words, set(VaderConstants.PUNC_LIST)) == (NEGATORS, BOOSTERS, MARKS)
    assert IDIOMS == VaderConstants.SPECIAL_CASE_IDIOMS


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_invented_texts_score_as_with_nltk(texts):
    assert find_differences(texts) == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=8),
    st.dictionaries(st.sampled_from(WORDS + TRIGGERS).map(str.lower), st.floats(-4, 4)),
)
def test_any_list_scores_as_with_nltk(texts, valences):
    assert find_differences(texts, valences or {"good": 1.9}) == []


@settings(deadline=None)
@given(st.lists(st.text(), max_size=8))
def test_any_text_scores_as_with_nltk(texts):
    assert find_differences(texts) == []


@pytest.mark.parametrize("text", [*" ".join(RULES.split()).split(" / "), "", " ", "good\u00a0bad\u2003good"])
def test_the_rules_work_as_in_nltk(text):
    assert find_differences([text]) == []


@lru_cache(maxsize=1)
def list_sentences():
    """The sentences of the sample corpus, and those of NewsMTSC where they are beside the checkout."""
    texts = split_sentences(read_corpus(ROOT / "corpus" / "sample"))["text"].tolist()
    more = SHARED / "newsmtsc" / "train.jsonl"
    lines = more.read_text(encoding="utf-8").splitlines() if more.exists() else []
    return texts + [json.loads(line)["sentence_normalized"] for line in lines]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3))])
def test_a_hundred_thousand_sentences_real_and_mutated_score_as_with_nltk(seed):
    chance = random.Random(20221117 + seed)
    real = list_sentences()[seed::4]
    mutated = [mutate(chance.choice(real), chance) for _ in range(25_000 - len(real))]
    assert find_differences(real + mutated) == []


@pytest.mark.skipif(not (SHARED / "nltk_data").exists(), reason="NLTK's own list is not beside the checkout")
def test_mutated_sentences_score_as_with_nltk_and_its_own_list():
    chance, real = random.Random(1), list_sentences()
    valences = read_valences(str(SHARED / "nltk_data/sentiment/vader_lexicon.zip"))
    assert find_differences([mutate(chance.choice(real), chance) for _ in range(2000)], valences) == []


def test_a_list_is_read_from_the_users_own_path(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("shelling\t-2.5\t0.5\t[-3]\ncalm\t1.0\t0.1\t[1]\n", encoding="utf-8")
    assert read_valences(str(path)) == {"shelling": -2.5, "calm": 1.0}
    assert (score_vader(["the shelling"], lexicon=path)["compound"] < 0).all()
    assert (score_vader(["the shelling"])["compound"] == 0).all()


def test_a_list_that_changes_is_read_again(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("shelling\t-2.5\n", encoding="utf-8")
    assert score_vader(["the shelling"], lexicon=path)["compound"].lt(0).all()
    path.write_text("shelling\t2.5\ncalm\t1.0\n", encoding="utf-8")
    assert score_vader(["the shelling"], lexicon=path)["compound"].gt(0).all()


def test_a_file_that_is_no_list_of_valences_is_named(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("shelling\tbad\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"list\.txt must have a word, a tab and a valence in each line"):
        score_vader(["the shelling"], lexicon=path)


def test_a_list_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match=r"No list of valences lies at 'nowhere\.txt'"):
        score_vader(["good"], lexicon="nowhere.txt")


def test_a_table_a_column_and_chunks_give_the_same():
    texts = ["Not good.", "", "GREAT news!"]
    table = pd.DataFrame({"text": texts}, index=[5, 6, 7])
    expected = score_vader(texts)
    for scores in [
        score_vader(table),
        score_vader(table["text"]),
        score_chunks(split_chunks(texts)),
    ]:
        pd.testing.assert_frame_equal(scores, expected)


def test_no_texts_and_missing_texts_score_nothing():
    assert score_vader([]).shape == (0, 4)
    assert score_vader([None, "", "  ", "a ! b"]).to_numpy().tolist() == [[0.0] * 4] * 4


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=5), st.lists(TEXTS, max_size=5))
def test_batches_equal_the_whole(some, others):
    batches = pd.concat([score_vader(some), score_vader(others)], ignore_index=True)
    pd.testing.assert_frame_equal(batches, score_vader([*some, *others]))


def add_as_newer_pythons(values):
    """The sum that Python 3.12 and later make of floats."""
    total = error = 0.0
    for value in values:
        new = total + value
        error += (total - new) + value if abs(total) >= abs(value) else (value - new) + total
        total = new
    return total + error


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(-1e6, 1e6), max_size=12), max_size=6))
def test_sums_are_those_of_either_python(texts):
    value = np.array([value for values in texts for value in values], dtype=float)
    text = np.repeat(np.arange(len(texts)), [len(values) for values in texts])
    new = sum_by_text(value, text, len(texts), compensated=True)
    assert new.tolist() == [add_as_newer_pythons(values) for values in texts]


@settings(deadline=None)
@given(st.lists(st.one_of(st.floats(-1, 1), st.integers(-10000, 10000).map(lambda n: (n + 0.5) / 10000))))
def test_rounding_is_that_of_python(values):
    for digits in (3, 4):
        assert round_as_python(np.array(values), digits).tolist() == [
            round(value, digits) for value in values
        ]


def test_one_text_alone_raises_and_is_not_read_letter_by_letter():
    with pytest.raises(TypeError, match="one is"):
        score_vader("A good day")
