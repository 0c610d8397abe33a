import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.summaries.collocations import find_collocations
from analysis.summaries.keyness import score_keyness, score_log_likelihood, score_log_odds


def make_sentences(texts):
    """One article a text: `outlet: text`."""
    outlets, bodies = zip(*(text.split(": ", 1) for text in texts), strict=True)
    return pd.DataFrame(
        {
            "article_id": [f"a{i:02}" for i in range(len(texts))],
            "outlet": outlets, "date": pd.Timestamp("2022-11-17"),
            "sentence_id": 0, "paragraph": 0, "start": 0, "text": bodies, "in_quote": 0.0, "quote_spans": "",
        }
    )  # fmt: skip


def test_the_log_likelihood_is_that_of_the_four_cells():
    # 30 of 1,000 words against 10 of 2,000: expected 40/3, 80/3, 1000 - 40/3 and 2000 - 80/3.
    cells = [(30, 40 / 3), (10, 80 / 3), (970, 1000 - 40 / 3), (1990, 2000 - 80 / 3)]
    by_hand = 2 * sum(o * math.log(o / e) for o, e in cells)
    assert float(score_log_likelihood(30, 10, 1000, 2000)) == pytest.approx(by_hand)
    assert float(score_log_likelihood(10, 30, 2000, 1000)) == pytest.approx(-by_hand)


def test_the_log_likelihood_of_a_word_that_one_side_lacks_counts_the_empty_cell_as_nothing():
    by_hand = 2 * (5 * math.log(5 / 2.5) + 95 * math.log(95 / 97.5) + 100 * math.log(100 / 97.5))
    assert float(score_log_likelihood(5, 0, 100, 100)) == pytest.approx(by_hand)


def test_the_log_odds_are_those_of_monroe_and_others():
    # Prior: 1,000 words shared out as 40 in 3,000; equation 15 and the variance of equation 19.
    prior = 1000 * 40 / 3000
    target = math.log((30 + prior) / (1000 + 1000 - 30 - prior))
    reference = math.log((10 + prior) / (2000 + 1000 - 10 - prior))
    spread = math.sqrt(1 / (30 + prior) + 1 / (10 + prior))
    log_odds, z = score_log_odds(30, 10, 1000, 2000)
    assert float(log_odds) == pytest.approx(target - reference)
    assert float(z) == pytest.approx((target - reference) / spread)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 50), st.integers(0, 50), st.integers(100, 900), st.integers(100, 900))
def test_swapping_the_groups_turns_the_signs_and_changes_nothing_else(n, m, total, other):
    assert np.abs(score_log_likelihood(n, m, total, other)) == pytest.approx(
        np.abs(score_log_likelihood(m, n, other, total)), abs=1e-9
    )
    if n + m:
        one, two = score_log_odds(n, m, total, other), score_log_odds(m, n, other, total)
        assert [float(part) for part in one] == pytest.approx([-float(part) for part in two], abs=1e-9)


SENTENCES = make_sentences(
    [
        "X: The operation goes on, the operation of 2022.",
        "X: OPERATION and peace.",
        "Y: The war goes on.",
        "Y: War, war, and the president's peace.",
    ]
)


def test_words_are_counted_by_side_without_regard_to_case():
    keyness = score_keyness(SENTENCES, target="X", at_least=1).set_index("word")
    columns = ["n_target", "n_reference", "n_articles_target", "n_articles_reference"]
    assert keyness.loc["operation", columns].tolist() == [3, 0, 2, 0]
    assert keyness.loc["war", columns].tolist() == [0, 3, 0, 2]
    # 10 words in X ("2022" is a number, and so no word), 10 in Y (the possessive is none either).
    assert keyness.loc["operation", "per_1000_target"] == pytest.approx(3000 / 10)
    assert keyness.loc["war", "per_1000_reference"] == pytest.approx(3000 / 10)
    assert keyness.loc["operation", "G2"] == pytest.approx(float(score_log_likelihood(3, 0, 10, 10)))
    assert not {"2022", "'s", ","} & set(keyness.index)
    assert keyness.index[0] == "operation"
    assert keyness.index[-1] == "war"


def test_below_five_articles_a_side_there_is_no_test_but_a_reason():
    keyness = score_keyness(SENTENCES, target="X", at_least=1)
    assert keyness["p"].isna().all()
    assert set(keyness["note"]) == {"2 articles on a side: a test needs 5"}


def test_one_talkative_article_is_not_significant_but_a_habit_of_many_is():
    filler = "the army said on monday that it had held the line near the river again"
    once = [f"X: {'regime ' * 12}{filler}"] + [f"X: {filler} today"] * 11
    habit = [f"X: regime {filler}"] * 11 + [f"X: {filler} today regime regime"]
    other = [f"Y: {filler}"] * 11 + [f"Y: regime {filler}"]
    loud = score_keyness(make_sentences(once + other), target="X").set_index("word").loc["regime"]
    steady = score_keyness(make_sentences(habit + other), target="X").set_index("word").loc["regime"]
    assert loud["G2"] > 5
    assert loud["p"] > 0.2
    assert steady["p"] < 0.001


def test_p_is_that_of_welch_by_articles():
    counts = {"X": [3, 1, 2, 2, 4, 0], "Y": [0, 1, 0, 2, 0]}
    texts = [f"{outlet}: {'so ' * n}{'no ' * (9 - n)}yes" for outlet, ns in counts.items() for n in ns]
    row = score_keyness(make_sentences(texts), target="X", at_least=1).set_index("word").loc["so"]
    # With ten words each the ratio of sums is a mean, and the test is the textbook's.
    x, y = (np.array(n) / 10 for n in counts.values())
    first, second = x.var(ddof=1) / len(x), y.var(ddof=1) / len(y)
    t = (x.mean() - y.mean()) / math.sqrt(first + second)
    freedom = (first + second) ** 2 / (first**2 / 5 + second**2 / 4)
    from scipy.stats import t as student

    assert row["p"] == pytest.approx(2 * student.sf(abs(t), freedom))


def test_the_interval_of_a_difference_holds_zero_where_p_is_above_a_twentieth():
    counts = {"X": [3, 1, 2, 2, 4, 0], "Y": [0, 1, 0, 2, 0]}
    texts = [f"{outlet}: {'so ' * n}{'no ' * (9 - n)}yes" for outlet, ns in counts.items() for n in ns]
    keyness = score_keyness(make_sentences(texts), target="X", at_least=1).set_index("word")
    row = keyness.loc["so"]
    assert row["difference"] == pytest.approx(row["per_1000_target"] - row["per_1000_reference"])
    assert (row["low"] < 0 < row["high"]) == (row["p"] > 0.05)
    # "yes" is in every article as often: no spread, and nothing to test.
    assert keyness.loc["yes", ["low", "p", "q"]].isna().all()
    assert (keyness["q"].dropna() >= keyness["p"].dropna()).all()


def test_key_words_of_content_leave_out_house_style_and_the_names_of_outlets():
    texts = ["X: The grain, he told X, was sold in May by Mr Hill.", "Y: The army said, says, so."]
    keyness = score_keyness(make_sentences(texts), target="X", at_least=1, content=True)
    assert set(keyness["word"]) == {"grain", "sold", "hill", "army"}


def test_the_order_of_the_articles_changes_nothing():
    once = score_keyness(SENTENCES, target="X", at_least=1)
    again = score_keyness(SENTENCES.iloc[::-1].reset_index(drop=True), target="X", at_least=1)
    pd.testing.assert_frame_equal(once, again, check_exact=True)


def test_log_odds_set_the_order_when_asked():
    keyness = score_keyness(SENTENCES, target="X", method="log_odds", at_least=1)
    assert keyness["z"].is_monotonic_decreasing
    assert keyness.attrs == {"target": "X", "reference": "all others", "score": "z"}


def test_an_unknown_group_is_an_error_that_lists_the_groups():
    with pytest.raises(ValueError, match="The `target` must be one of 'X', 'Y'; not 'Z'"):
        score_keyness(SENTENCES, target="Z")
    with pytest.raises(ValueError, match="The `reference` must be one of 'Y'; not 'X'"):
        score_keyness(SENTENCES, target="X", reference="X")


def test_a_corpus_of_one_outlet_has_words_but_nothing_to_set_them_apart_from():
    keyness = score_keyness(SENTENCES.head(2), target="X", at_least=1)
    assert keyness["n_reference"].eq(0).all()
    assert keyness["p"].isna().all()


def test_phrases_are_counted_beside_the_words():
    texts = ["X: The special military operation, a military operation.", "Y: Special. Military operation."]
    words, both = (
        score_keyness(make_sentences(texts), target="X", at_least=1, phrases=phrases).set_index("word")
        for phrases in (None, ["Special military operation", "military operation", "no such phrase"])
    )
    assert both.loc["military operation", ["n_target", "n_reference"]].tolist() == [2, 1]
    # The full stop after "Special" ends the phrase.
    row = both.loc["special military operation"]
    assert row[["n_target", "n_reference", "n_articles_target"]].tolist() == [1, 0, 1]
    assert row["per_1000_target"] == pytest.approx(1000 / 7)
    assert row["G2"] == pytest.approx(float(score_log_likelihood(1, 0, 7, 3)))
    pd.testing.assert_frame_equal(both.loc[words.index], words)
    assert "no such phrase" not in both.index


def test_the_phrases_can_be_those_of_find_collocations():
    sentences = make_sentences(["X: Dark ships sail. Dark ships sink.", "Y: Dark ships."])
    phrases = find_collocations(sentences, at_least=3)
    keyness = score_keyness(sentences, target="X", at_least=3, phrases=phrases)
    assert set(keyness["word"]) == {"dark", "ships", "dark ships"}


def test_a_phrase_of_one_word_is_an_error():
    with pytest.raises(ValueError, match="A phrase needs two words or more; not 'war'"):
        score_keyness(SENTENCES, target="X", phrases=["war"])


def test_words_of_a_section_are_set_apart_by_the_sections_of_the_articles():
    articles = SENTENCES[["article_id"]].assign(section=["news", "news", "opinion", "opinion"])
    by_section = score_keyness(SENTENCES, by="section", target="news", at_least=1, articles=articles)
    by_outlet = score_keyness(SENTENCES, target="X", at_least=1)
    pd.testing.assert_frame_equal(by_section, by_outlet)
    with pytest.raises(ValueError, match=r"did you mean 'section'"):
        score_keyness(SENTENCES, by="sectoin", target="news", articles=articles)


def test_a_month_can_be_set_apart_from_the_others():
    dates = pd.to_datetime(["2022-11-01", "2022-11-02", "2022-12-01", "2022-12-02"])
    by_month = score_keyness(SENTENCES.assign(date=dates), by="month", target="2022-11", at_least=1)
    pd.testing.assert_frame_equal(by_month, score_keyness(SENTENCES, target="X", at_least=1))
