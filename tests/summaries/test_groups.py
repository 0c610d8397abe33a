"""Groups: what `by` accepts in every summary."""

import pandas as pd
import pytest

from analysis.summaries.collocations import find_collocations
from analysis.summaries.groups import add_groups, choose_period, pivot_values
from analysis.summaries.keyness import score_keyness
from analysis.summaries.rates import count_articles, rate_per_1000, share_by
from analysis.summaries.tone import mean_tone
from analysis.text.sentences import split_sentences
from analysis.tone.evaluation import score_tone
from analysis.tone.voices import split_voices
from tests.articles import make_articles

DAYS = pd.date_range("2022-01-01", periods=24, freq="15D")
ARTICLES = make_articles(*["A brave man. “A brutal war,” he said."] * 24, date=DAYS).assign(
    section=["news", "opinion"] * 12, label=[0, 0, 1, 1] * 6, speaker=["Ann", None, "Bo", "Bo"] * 6
)
SENTENCES = split_sentences(ARTICLES)
TONE = score_tone(SENTENCES)
HITS = pd.DataFrame(
    {"article_id": ["a0", "a1", "a1", "a2"], "frame": "law", "voice": ["quotation", "narration"] * 2}
)


@pytest.mark.parametrize("variable", ["section", "label", "speaker"])
def test_every_summary_groups_by_a_variable_that_only_the_articles_have(variable):
    counts = count_articles(ARTICLES, by=variable).set_index(variable)["n_articles"]
    tone = mean_tone(TONE, by=variable, articles=ARTICLES)
    shares = share_by(HITS, "frame", by=variable, of=ARTICLES)
    rates = rate_per_1000(HITS, "frame", by=variable, of=TONE, articles=ARTICLES)
    for summary in (tone, shares, rates):
        pd.testing.assert_series_equal(
            summary.set_index(variable)["n_articles"], counts, check_dtype=False, check_index_type=False
        )
    assert shares["n_with"].sum() == 3
    assert rates["n_hits"].sum() == 4


def test_a_joined_variable_gives_the_summary_of_a_variable_in_the_table():
    inside = TONE.merge(ARTICLES[["article_id", "section"]])
    joined = mean_tone(TONE, by="section", articles=ARTICLES)
    pd.testing.assert_frame_equal(joined, mean_tone(inside, by="section"), check_exact=True)


def test_units_can_come_from_the_articles_too():
    articles = ARTICLES.assign(author=[number // 2 for number in range(24)])
    summary = mean_tone(TONE, unit="author", articles=articles)
    assert summary[["n_articles", "n_authors"]].values.tolist() == [[24, 12]]


def test_a_period_is_picked_by_the_number_of_articles_and_names_its_column():
    dense = ARTICLES.assign(date=pd.date_range("2022-01-01", periods=24, freq="3D"))
    assert choose_period(dense) == "month"
    assert count_articles(dense, by=["outlet", "period"]).columns.tolist() == [
        "outlet",
        "month",
        "n_articles",
    ]
    tone = mean_tone(TONE, by=["period", "outlet"])
    assert tone.columns[:2].tolist() == ["quarter", "outlet"]
    pd.testing.assert_frame_equal(tone, mean_tone(TONE, by=["quarter", "outlet"]))
    shares = share_by(HITS, "frame", by="period", of=ARTICLES)
    pd.testing.assert_frame_equal(shares, share_by(HITS, "frame", by="quarter", of=ARTICLES))
    rates = rate_per_1000(HITS, "frame", by="period", of=TONE)
    pd.testing.assert_frame_equal(rates, rate_per_1000(HITS, "frame", by="quarter", of=TONE))
    assert find_collocations(SENTENCES, by="period", at_least=1).columns[0] == "quarter"
    assert pivot_values(shares, "frame", by="period").columns.tolist() == [
        "frame", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4",
    ]  # fmt: skip


def test_values_side_by_side_can_carry_their_intervals():
    shares = share_by(HITS, "frame", by="section", of=ARTICLES)
    table = pivot_values(shares, "frame", by="section", intervals=True)
    assert table.values.tolist() == [["law", "17% (5 to 45)", "8% (1 to 35)"]]
    few = share_by(HITS, "frame", by="section", of=ARTICLES.head(4))
    assert pivot_values(few, "frame", by="section", intervals=True)["news"].tolist() == ["100%"]


def test_sentences_of_one_article_count_once_when_a_period_is_picked():
    few = make_articles(*["One. Two. Three. Four. Five. Six."] * 4, date=DAYS[:4])
    assert add_groups(split_sentences(few), "period", verb="mean_tone")[1] == ["year"]


def test_a_period_beside_itself_is_named_twice():
    with pytest.raises(ValueError, match="'quarter' comes twice"):
        mean_tone(TONE, by=["quarter", "period"])


def test_voice_splits_the_tone_by_itself():
    summary = mean_tone(TONE, by=["outlet", "voice"])
    pd.testing.assert_frame_equal(summary, mean_tone(split_voices(TONE), by=["outlet", "voice"]))
    assert summary["value"].gt(0).tolist() == [True, False]
    by_section = mean_tone(TONE, by=["section", "voice"], articles=ARTICLES)
    assert by_section[["section", "voice", "n_articles"]].values.tolist() == [
        ["news", "narration", 12], ["news", "quotation", 12],
        ["opinion", "narration", 12], ["opinion", "quotation", 12],
    ]  # fmt: skip


def test_voices_do_not_change_the_period_that_is_picked():
    tone = TONE.assign(n_words_quoted=TONE["n_words_quoted"].where(TONE["article_id"] == "a0", 0))
    assert mean_tone(tone, by=["outlet", "period"]).columns[1] == "quarter"
    assert mean_tone(tone, by=["outlet", "voice", "period"]).columns[2] == "quarter"


def test_a_rate_by_voice_is_over_the_words_of_that_voice():
    rates = rate_per_1000(HITS, "frame", by="voice", of=TONE)
    pd.testing.assert_frame_equal(rates, rate_per_1000(HITS, "frame", by="voice", of=split_voices(TONE)))
    assert rates["n_hits"].tolist() == [2, 2]
    assert rates["n_words"].sum() == TONE["n_words"].sum()


def test_hits_that_match_no_group_are_an_error_and_not_a_zero():
    words = split_voices(TONE)
    other = HITS.assign(voice=["active", "passive", "active", "active"])
    with pytest.raises(
        ValueError, match="cannot match the hits by 'voice': they have active, passive; `of` has"
    ):
        rate_per_1000(other, "frame", by="voice", of=words)
    with pytest.raises(
        ValueError, match="'voice': it varies within the articles of `of`, and the hits have no"
    ):
        rate_per_1000(HITS.drop(columns="voice"), "frame", by="voice", of=words)


def test_a_variable_that_no_table_holds_is_answered_with_the_nearest():
    for summarise in (
        lambda: mean_tone(TONE, by="sectoin", articles=ARTICLES),
        lambda: rate_per_1000(HITS, "frame", by="sectoin", of=TONE, articles=ARTICLES),
        lambda: score_keyness(SENTENCES, by="sectoin", target="news", articles=ARTICLES),
    ):
        with pytest.raises(ValueError, match=r"cannot group by 'sectoin'.*; did you mean 'section'"):
            summarise()
    with pytest.raises(
        ValueError, match=r"cannot group by 'section'.*Give the table that holds it as `articles`\.$"
    ):
        mean_tone(TONE, by="section")
