"""Findings claim no more than the intervals support."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reporting.findings import (
    UNCERTAIN,
    UNCERTAIN_BESIDE,
    describe_contrast,
    describe_corpus,
    describe_ranking,
)


def make_means(rows):
    """A summary of means by outlet from rows of name, value, low, high."""
    table = pd.DataFrame(rows, columns=["outlet", "value", "low", "high"])
    table.insert(1, "n_articles", 40)
    table.attrs["label"] = "tone (net evaluative words per 100 words)"
    return table


def make_shares(rows, **more):
    """A summary of shares by frame from rows of name, value, low, high."""
    table = pd.DataFrame(rows, columns=["frame", "value", "low", "high"]).assign(n_with=1, **more)
    table.insert(1, "n_articles", 40)
    return table


APART = make_means([("A", 1.0, 0.8, 1.2), ("B", 0.0, -0.2, 0.2), ("C", -1.0, -1.2, -0.8)])


def test_a_corpus_says_how_many_articles_are_whole_texts_in_one_voice():
    articles = pd.DataFrame({"article_id": list("abc"), "outlet": "X", "date": pd.NaT})
    genres = ["address", "transcript", "news"]
    assert describe_corpus(articles.assign(genre=genres)) == (
        "3 articles from 1 outlet; 2 are whole texts in one voice."
    )
    assert describe_corpus(articles.assign(genre="news")) == "3 articles from 1 outlet."


def test_groups_whose_intervals_do_not_overlap_are_ranked_without_a_doubt():
    assert describe_ranking(APART) == (
        "Tone is highest in A, 1.00 (0.80 to 1.20, n = 40), and lowest in C, -1.00 (-1.20 to -0.80, n = 40)."
    )


def test_if_highest_and_lowest_overlap_their_order_is_uncertain():
    sentence = describe_ranking(make_means([("A", 0.2, -0.1, 0.5), ("B", 0.0, -0.3, 0.3)]))
    assert sentence.endswith(f"; {UNCERTAIN}.")


def test_intervals_that_touch_overlap():
    assert UNCERTAIN in describe_ranking(make_means([("A", 0.2, 0.1, 0.3), ("B", 0.0, -0.1, 0.1)]))


def test_if_a_third_group_overlaps_the_highest_the_first_place_is_uncertain():
    rows = [("A", 1.0, 0.8, 1.2), ("B", 0.9, 0.7, 1.1), ("C", -1.0, -1.2, -0.8)]
    assert describe_ranking(make_means(rows)).endswith(f"; {UNCERTAIN_BESIDE}.")


def test_a_group_without_an_interval_is_not_ranked():
    means = make_means([("A", 9.0, None, None), ("B", 0.5, 0.4, 0.6), ("C", 0.0, -0.1, 0.1)])
    assert "highest in B" in describe_ranking(means)


def test_without_any_interval_nothing_is_compared():
    sentence = describe_ranking(make_means([("A", 9.0, None, None), ("B", 0.5, None, None)]))
    assert sentence == "Tone cannot be compared: no outlet has enough articles for an interval."


def test_without_any_value_nothing_is_compared():
    sentence = describe_ranking(make_means([("A", None, None, None)]))
    assert sentence == "Tone cannot be compared: no group has a value."


def test_a_single_group_is_stated_and_not_ranked():
    assert describe_ranking(APART.head(1)) == "Tone in A, 1.00 (0.80 to 1.20, n = 40)."


@given(
    st.lists(
        st.tuples(st.floats(-5, 5), st.floats(0, 3), st.floats(0, 3)),
        min_size=2,
        max_size=6,
    )
)
def test_no_order_is_stated_as_certain_unless_the_intervals_are_disjoint(values):
    rows = [(f"outlet {n}", value, value - down, value + up) for n, (value, down, up) in enumerate(values)]
    means = make_means(rows)
    sentence = describe_ranking(means)
    ranked = means.sort_values(["value", "outlet"], ascending=[False, True])
    low, high = ranked["low"], ranked["high"]
    if low.iloc[0] <= high.iloc[-1]:
        assert UNCERTAIN in sentence
    elif low.iloc[0] <= high.iloc[1] or low.iloc[-2] <= high.iloc[-1]:
        assert UNCERTAIN_BESIDE in sentence
    else:
        assert "uncertain" not in sentence


SHARES = [("aid", 0.8, 0.7, 0.9), ("law", 0.4, 0.3, 0.5), ("war", 0.2, 0.1, 0.25)]


def test_shares_whose_intervals_do_not_overlap_are_ranked_without_a_doubt():
    assert describe_ranking(make_shares(SHARES)) == (
        "Most frequent frames: aid, 80% (70% to 90%, n = 40); law, 40% (30% to 50%, n = 40); "
        "war, 20% (10% to 25%, n = 40)."
    )


def test_the_first_share_that_is_not_named_can_make_the_order_uncertain():
    shares = make_shares(SHARES)
    assert "certain" not in describe_ranking(shares.head(2), top=2)
    close = pd.concat([shares, make_shares([("aim", 0.39, 0.3, 0.5)])])
    assert describe_ranking(close, top=2).endswith("; only the first place is certain.")


def test_shares_that_overlap_at_the_top_have_no_certain_order():
    close = make_shares([("aid", 0.5, 0.4, 0.6), ("law", 0.45, 0.35, 0.55)])
    assert describe_ranking(close).endswith(f"; {UNCERTAIN}.")


def test_too_few_articles_give_no_ranking():
    shares = make_shares([("aid", 1.0, None, None), ("law", 1.0, None, None)])
    assert describe_ranking(shares) == "Frames found: aid, law; too few articles to rank them."


def test_rates_name_their_unit():
    rates = make_shares([("peace_precise", 2.5, 2.0, 3.0)], n_hits=9).drop(columns="n_with")
    assert describe_ranking(rates) == (
        "Most frequent frames, per 1,000 words: peace precise, 2.50 (2.00 to 3.00, n = 40)."
    )


def test_what_nobody_used_is_not_ranked():
    nothing = make_shares([("aid", 0.0, 0.0, 0.1)])
    assert describe_ranking(nothing) == "No frames were found."
    assert describe_ranking(nothing, noun="cues") == "No cues were found."


def test_the_rows_of_one_voice_are_ranked_by_outlet():
    voices = APART.head(1).assign(voice="narration")[
        ["outlet", "voice", "n_articles", "value", "low", "high"]
    ]
    assert describe_ranking(voices, noun="the tone of narration").startswith("The tone of narration in A")


BY_VOICE = pd.concat([
    APART.assign(voice="narration", n_positive=2, n_negative=[4, 400, 1]),
    APART.assign(voice="reported", value=-APART["value"], n_positive=30, n_negative=[10, 20, 1000]),
    APART.assign(voice="quotation", value=9.0, n_positive=0, n_negative=0),
])[["outlet", "voice", "n_articles", "n_positive", "n_negative", "value", "low", "high"]]  # fmt: skip


def test_of_a_summary_by_voice_the_narration_is_ranked_and_its_hits_are_counted():
    assert describe_ranking(BY_VOICE, noun="tone of narration") == (
        f"{describe_ranking(APART, noun='tone of narration')} "
        "411 of 1,531 hits are the outlets' own words; the others are reported or quoted."
    )
    assert describe_ranking(BY_VOICE, by="outlet").endswith("reported or quoted.")


def test_few_words_of_judgement_rank_and_compare_no_outlets():
    few = BY_VOICE.assign(n_negative=[4, 18, 1, *BY_VOICE["n_negative"].iloc[3:]])
    assert describe_ranking(few, noun="the tone of narration") == (
        "29 of 1,149 words of judgement are the outlets' own: "
        "too few to rank outlets by the tone of narration."
    )
    told = few.query("voice == 'narration'")
    assert describe_contrast(told) == "Too few words of judgement in narration to compare outlets: 29."
    assert describe_contrast(told.assign(n_negative=[5, 18, 1])).startswith("Unusual for")


def test_rates_by_voice_count_their_hits_and_means_without_hits_count_none():
    rates = make_shares([("aid", 2.0, 1.0, 3.0)], n_hits=9).drop(columns="n_with")
    rates = pd.concat([rates.assign(voice="narration"), rates.assign(voice="quotation", n_hits=1)])
    rates = rates[["frame", "voice", "n_articles", "value", "low", "high", "n_hits"]]
    assert describe_ranking(rates) == (
        "Most frequent frames, per 1,000 words: aid, 2.00 (1.00 to 3.00, n = 40). "
        "9 of 10 hits are the outlets' own words; the others are reported or quoted."
    )
    narrated = rates.assign(n_hits=rates["n_hits"].where(rates["voice"].eq("narration"), 0))
    assert describe_ranking(narrated).endswith("n = 40). All 9 hits are the outlets' own words.")
    assert describe_ranking(rates.assign(n_hits=0)).endswith("n = 40).")
    vader = BY_VOICE.drop(columns=["n_positive", "n_negative"])
    assert describe_ranking(vader, noun="tone") == describe_ranking(APART, noun="tone")


def test_voices_themselves_can_be_ranked():
    voices = BY_VOICE[BY_VOICE["outlet"] == "B"].drop(columns="outlet")
    assert describe_ranking(voices, noun="tone").startswith("Tone is highest in quotation, 9.00")


def test_of_several_columns_that_vary_one_must_be_named():
    both = pd.concat([make_shares(SHARES).assign(outlet=name) for name in "XY"])
    both = both[["outlet", "frame", "n_articles", "n_with", "value", "low", "high"]]
    with pytest.raises(ValueError, match="name it in `by`, one of outlet, frame"):
        describe_ranking(both)
    with pytest.raises(ValueError, match="did you mean 'frame'"):
        describe_ranking(both, by="frames")


def make_keyness(words, q, **scores):
    """A keyness table of words with the same rates."""
    rates = {"per_1000_target": 2.0, "per_1000_reference": 0.5, "low": 1.0, "high": 2.0}
    table = pd.DataFrame({"word": words, "q": q, **scores}).assign(**rates)
    table.attrs = {"target": "X", "reference": "Y", "score": next(iter(scores))}
    return table


def test_a_word_of_one_story_is_not_typical_and_each_word_has_its_interval():
    table = make_keyness(["dam", "units"], [0.4, 0.01], G2=[90.0, 20.0])
    assert describe_contrast(table) == (
        "Typical of X, per 1,000 words: units 2.00, Y 0.50 (1.00 to 2.00 more). "
        "Of 2 words 1 is more frequent, 0 less (Benjamini-Hochberg, 5%)."
    )
    assert describe_contrast(table.head(1)) == "No word is typical of X in 1 word (Benjamini-Hochberg, 5%)."
    assert describe_contrast(table.assign(q=None)) == (
        "No word can be compared between X and Y: too few articles."
    )


def test_house_style_is_no_finding():
    table = make_keyness(["says", "mr", "told reporters"], [0.001, 0.001, 0.001], G2=[90.0, 80.0, 70.0])
    assert describe_contrast(table).startswith("No word is typical of X in 3 words")


def test_phrases_are_called_phrases():
    table = make_keyness(["air force", "grain deal"], [0.01, 0.01], G2=[9.0, 8.0])
    assert describe_contrast(table) == (
        "Typical of X, per 1,000 words: air force 2.00, Y 0.50 (1.00 to 2.00 more); "
        "grain deal 2.00, Y 0.50 (1.00 to 2.00 more). Of 2 phrases 2 are more frequent, 0 less "
        "(Benjamini-Hochberg, 5%)."
    )


def test_a_keyness_table_ordered_by_z_is_read_by_z():
    table = make_keyness(["dam", "units"], [0.01, 0.01], z=[2.0, 3.0])
    assert describe_contrast(table).startswith("Typical of X, per 1,000 words: units 2.00")


def test_the_byline_names_author_title_and_licence_as_far_as_they_are_known():
    articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.NaT]})
    assert describe_corpus(articles, byline=True) == "1 article from 1 outlet."
    articles.attrs["provenance"] = '{"author": "Ann Lee", "title": "Bridges", "licence": "CC0-1.0"}'
    assert describe_corpus(articles, byline=True) == (
        "By Ann Lee. Source: Bridges, CC0-1.0. 1 article from 1 outlet."
    )


def test_a_word_shift_names_only_the_words_that_move_the_tone_its_way():
    table = pd.DataFrame(
        {
            "word": ["brutal", "heroic"],
            "shift": [-1.5, 0.5],
            "direction": ["unfavourable, more often", "favourable, more often"],
        }
    )
    table.attrs = {"target": "Y", "reference": "X"}
    assert describe_contrast(table) == (
        "The tone of Y is below that of X, mostly because of brutal (unfavourable, more often)."
    )
    assert describe_contrast(table.head(0)) == "No word moves the tone between X and Y."


def test_a_word_used_twice_explains_no_difference():
    table = pd.DataFrame({"word": ["brutal"], "shift": [-1.5], "direction": ["unfavourable, more often"]})
    table = table.assign(n_target=2, n_reference=0)
    assert describe_contrast(table) == (
        "The tone of target is below that of reference; no word used 5 times explains it."
    )


def test_another_table_is_no_contrast():
    with pytest.raises(ValueError, match="describe_contrast needs the columns"):
        describe_contrast(APART.drop(columns="low"))


def test_articles_without_a_date_are_counted_apart():
    dates = pd.to_datetime(["2022-11-17", None])
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "date": dates})
    assert describe_corpus(articles) == "2 articles from 2 outlets, 17 November 2022 (1 without a date)."
    assert describe_corpus(articles.assign(date=pd.NaT)) == "2 articles from 2 outlets."


def test_what_is_unusual_for_an_outlet_is_named_once_with_its_largest_difference():
    shares = pd.DataFrame({
        "outlet": ["X", "Y", "Z"] * 2, "frame": ["law"] * 3 + ["food_aid"] * 3, "n_articles": 100,
        "n_with": [60, 20, 20, 5, 40, 6], "value": [0.6, 0.2, 0.2, 0.05, 0.4, 0.06],
        "low": [0.5, 0.13, 0.13, 0.02, 0.31, 0.03], "high": [0.69, 0.29, 0.29, 0.11, 0.5, 0.12],
    })  # fmt: skip
    assert describe_contrast(shares) == (
        "Unusual for X: law 60%, the others 20% (28 to 50 points more, n = 100); "
        "for Y: food aid 40%, the others 6% (25 to 45 points more, n = 100). "
        "Of 6 comparisons 6 differ (Benjamini-Hochberg, 5%)."
    )


def test_where_no_outlet_stands_out_one_line_says_so():
    tone = pd.DataFrame({
        "outlet": ["X", "Y"], "n_articles": 50, "value": [0.1, 0.2], "low": [-0.2, -0.1], "high": [0.4, 0.5],
    })  # fmt: skip
    assert describe_contrast(tone) == "No outlet stands out in 2 comparisons (Benjamini-Hochberg, 5%)."
    few = tone.assign(low=None, high=None)
    assert describe_contrast(few).startswith("No outlet can be compared")
