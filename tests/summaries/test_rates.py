import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.summaries.events.windows import add_event_window
from analysis.summaries.groups import add_period
from analysis.summaries.intervals import share_interval
from analysis.summaries.pairs import count_together, find_together
from analysis.summaries.rates import count_articles, rate_per_1000, share_by
from analysis.summaries.tone import mean_tone


def make_articles(n, outlet="X", start="2022-11-01", prefix="a"):
    dates = pd.date_range(start, periods=n)
    return pd.DataFrame(
        {"article_id": [f"{prefix}{i:02}" for i in range(n)], "outlet": outlet, "date": dates}
    )


def make_tone(articles, n_words=100, positive=1, negative=2, compound=0.25):
    return articles.assign(
        sentence_id=0,
        n_words=n_words,
        n_positive=positive,
        n_negative=negative,
        n_battle=3,
        compound=compound,
    )


TWO_OUTLETS = pd.concat(
    [make_articles(6, "X"), make_articles(3, "Y", "2022-12-01", prefix="b")], ignore_index=True
)


def test_tone_is_a_ratio_of_sums_and_not_a_mean_of_ratios():
    tone = make_tone(make_articles(2), n_words=[10, 990], positive=[1, 0], negative=0)
    assert mean_tone(tone)["value"].tolist() == [0.1]


def test_each_group_has_its_counts_value_and_note():
    summary = mean_tone(make_tone(TWO_OUTLETS, negative=[2, 3, 2, 3, 2, 3, 4, 4, 4]), by="outlet")
    expected = pd.DataFrame(
        {
            "outlet": ["X", "Y"],
            "n_articles": [6, 3],
            "n_words": [600, 300],
            "n_positive": [6, 3],
            "n_negative": [15, 12],
            "value": [-1.5, -3.0],
            # t(0.975, 5) = 2.570582 and the standard error of six values -1, -2, -1, -2, -1, -2
            "low": [-1.5 - 2.570582 * np.sqrt(0.3 / 6), np.nan],
            "high": [-1.5 + 2.570582 * np.sqrt(0.3 / 6), np.nan],
            "note": ["6 articles: fewer than 30, a rough interval", "3 articles: an interval needs 5"],
        }
    )
    pd.testing.assert_frame_equal(summary, expected)


def test_battle_words_are_counted_apart_from_tone():
    assert mean_tone(make_tone(make_articles(2)), measure="battle")["value"].tolist() == [3.0]


def test_vader_tone_is_the_sum_of_compounds_over_their_number():
    tone = make_tone(
        pd.concat([make_articles(1)] * 3 + [make_articles(2).tail(1)]), compound=[0.5, 0.1, 0.0, -0.6]
    )
    assert mean_tone(tone, measure="vader")[["n_articles", "n_sentences", "value"]].values.tolist() == [
        [2, 4, 0.0]
    ]


def test_a_sentence_without_words_in_a_voice_is_not_in_the_mean_of_that_voice():
    tone = make_tone(make_articles(2), compound=[0.5, np.nan])
    assert mean_tone(tone, measure="vader")[["n_articles", "value"]].values.tolist() == [[1, 0.5]]


def test_a_month_without_an_article_is_a_gap():
    articles = make_articles(3).assign(date=pd.to_datetime(["2022-01-05", "2022-01-20", "2022-03-31"]))
    summary = mean_tone(make_tone(articles), by="month")
    assert summary["month"].dt.strftime("%Y-%m").tolist() == ["2022-01", "2022-03"]
    # The corpus begins on 5 January, so January is not whole.
    assert summary["complete"].tolist() == [False, True]


def test_an_article_without_a_date_stays_in_a_group_of_its_own():
    articles = make_articles(2).assign(date=pd.to_datetime(["2022-01-05", None]))
    assert mean_tone(make_tone(articles), by="month")["n_articles"].tolist() == [1, 1]


def test_without_any_spread_no_interval_is_claimed():
    summary = mean_tone(make_tone(make_articles(8)))
    assert summary["low"].isna().all()
    assert summary["note"].tolist() == ["8 articles without any spread: no interval"]


def test_authors_as_units_widen_the_interval():
    articles = make_articles(24).assign(author=[i // 3 for i in range(24)])
    tone = make_tone(articles, negative=[i // 3 for i in range(24)])
    alone, by_author = mean_tone(tone), mean_tone(tone, unit="author", articles=articles)
    assert by_author["n_authors"].tolist() == [8]
    assert by_author["value"].equals(alone["value"])
    assert (by_author["high"] - by_author["low"] > 1.5 * (alone["high"] - alone["low"])).all()
    assert by_author["note"].tolist() == ["8 authors: fewer than 30, a rough interval"]


def test_summaries_by_article_keep_the_names_of_the_articles():
    tone = make_tone(TWO_OUTLETS)
    assert mean_tone(tone, by="article_id")["article_id"].tolist() == TWO_OUTLETS["article_id"].tolist()
    shares = share_by(HITS, "frame", by="article_id", of=TWO_OUTLETS)
    assert shares.query("n_with > 0")["article_id"].tolist() == ["a00", "a01", "b00"]
    rates = rate_per_1000(HITS, "frame", by="article_id", of=tone)
    assert rates.query("n_hits > 0")["article_id"].tolist() == ["a00", "a01", "b00"]


def test_articles_that_are_categories_are_counted_as_others_are():
    articles, hits = (table.astype({"article_id": "category"}) for table in (TWO_OUTLETS, HITS))
    shares = share_by(HITS, "frame", by="outlet", of=TWO_OUTLETS)
    pd.testing.assert_frame_equal(share_by(hits, "frame", by="outlet", of=articles), shares)


def test_an_empty_table_gives_an_empty_summary():
    empty = make_tone(make_articles(0))
    assert len(mean_tone(empty, by=["outlet", "month"])) == 0
    assert len(share_by(pd.DataFrame({"article_id": [], "frame": []}), "frame", of=make_articles(0))) == 0


def test_by_must_be_a_column_or_a_period():
    with pytest.raises(ValueError, match="mean_tone cannot group by 'mnth'; it can by day, week, month"):
        mean_tone(make_tone(make_articles(2)), by="mnth")
    with pytest.raises(ValueError, match="It needs a tone table of score_tone"):
        mean_tone(make_tone(make_articles(2)), by="voice")
    with pytest.raises(
        ValueError, match="`measure` must be one of 'evaluation', 'battle', 'vader'; not 'bias'"
    ):
        mean_tone(make_tone(make_articles(2)), measure="bias")


HITS = pd.DataFrame(
    {
        "article_id": ["a00", "a00", "a01", "b00", "zz"],
        "frame": ["law", "law", "economy", "law", "law"],
        "voice": ["quotation", "narration", "reported", "quotation", "quotation"],
    }
)


def test_shares_by_voice_keep_the_zeros_of_each_voice():
    shares = share_by(HITS, "frame", by="voice", of=TWO_OUTLETS)
    assert shares["n_articles"].eq(9).all()
    assert shares[["voice", "frame", "n_with"]].values.tolist() == [
        ["narration", "economy", 0], ["narration", "law", 1], ["quotation", "economy", 0],
        ["quotation", "law", 2], ["reported", "economy", 1], ["reported", "law", 0],
    ]  # fmt: skip
    few = share_by(HITS, "frame", by="voice", of=TWO_OUTLETS, top=1)
    assert few[["frame", "n_with"]].values.tolist() == [["law", 1], ["law", 2], ["law", 0]]


def test_shares_keep_their_zeros_and_name_their_denominator():
    shares = share_by(HITS, "frame", by="outlet", of=TWO_OUTLETS)
    low, high = share_interval([1, 1], 6)
    expected = pd.DataFrame(
        {
            "outlet": ["X", "X", "Y", "Y"],
            "frame": ["economy", "law", "economy", "law"],
            "n_articles": [6, 6, 3, 3],
            "n_with": [1, 1, 0, 1],
            "value": [1 / 6, 1 / 6, 0, 1 / 3],
            "low": [*low, np.nan, np.nan],
            "high": [*high, np.nan, np.nan],
            "note": ["6 articles: fewer than 30, a rough interval"] * 2
            + ["3 articles: an interval needs 5"] * 2,
        }
    )
    pd.testing.assert_frame_equal(shares, expected)


def test_a_frame_that_nobody_used_shows_as_zero_when_its_category_is_known():
    hits = HITS.astype({"frame": pd.CategoricalDtype(["economy", "law", "morality"])})
    shares = share_by(hits, "frame", of=TWO_OUTLETS)
    assert shares[["frame", "n_with"]].values.tolist() == [["economy", 1], ["law", 2], ["morality", 0]]


def test_at_least_asks_for_more_than_one_hit():
    assert share_by(HITS, "frame", of=TWO_OUTLETS, at_least=2)["n_with"].tolist() == [0, 1]


def test_top_keeps_the_things_in_most_articles():
    assert share_by(HITS, "frame", of=TWO_OUTLETS, top=1)["frame"].tolist() == ["law"]


def test_shares_over_authors_count_an_author_once_in_their_certainty():
    articles = make_articles(40).assign(author=[i // 4 for i in range(40)])
    hits = pd.DataFrame({"article_id": articles["article_id"].head(20), "frame": "law"})
    alone = share_by(hits, "frame", of=articles).iloc[0]
    by_author = share_by(hits, "frame", of=articles, unit="author").iloc[0]
    assert by_author["value"] == alone["value"] == 0.5
    # Ten authors of four like articles are worth about ten articles (nine, with the degrees of freedom).
    low, high = share_interval(4.5, 9)
    assert [by_author["low"], by_author["high"]] == pytest.approx([float(low), float(high)])


SPOKEN = pd.DataFrame(
    {
        "article_id": ["a00", "a00", "a01", "b00"],
        "side": ["north", "south", "south", "north"],
        "n_words": [10, 30, 60, 50],
    }
)


def test_shares_of_a_sum_divide_counts_by_counts_and_leave_silent_articles_out():
    shares = share_by(SPOKEN, "side", by="outlet", of=SPOKEN, weight="n_words", articles=TWO_OUTLETS)
    expected = pd.DataFrame(
        {
            "outlet": ["X", "X", "Y", "Y"],
            "side": ["north", "south", "north", "south"],
            "n_articles": [2, 2, 1, 1],
            "n_words": [100, 100, 50, 50],
            "n_with": [10, 90, 50, 0],
            "value": [0.1, 0.9, 1.0, 0.0],
        }
    )
    pd.testing.assert_frame_equal(shares[expected.columns.tolist()], expected)
    assert shares["low"].isna().all()
    assert shares.attrs["label"] == "share of words with the side"


def test_the_interval_of_a_share_of_a_sum_is_that_of_its_effective_size():
    # Each of forty articles has ten rows of one side: forty articles, not four hundred rows, are independent.
    ids = make_articles(40)["article_id"].repeat(10)
    rows = pd.DataFrame({"article_id": ids, "side": np.repeat(["north", "south"] * 20, 10), "n": 1})
    shares = share_by(rows, "side", of=rows, weight="n")
    low, high = share_interval(19.5, 39)
    assert shares["value"].tolist() == [0.5, 0.5]
    assert shares[["low", "high"]].values == pytest.approx(np.array([[low, high]] * 2))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.sampled_from("NS"), st.integers(0, 20)), min_size=1))
def test_shares_of_a_sum_add_up_to_one_and_lie_in_their_intervals(rows):
    spoken = pd.DataFrame(rows, columns=["article", "side", "n_words"])
    spoken["article_id"] = spoken["article"].map("a{}".format)
    shares = share_by(spoken, "side", of=spoken, weight="n_words")
    if len(shares):
        assert shares["value"].sum() == pytest.approx(1)
        bounded = shares.dropna(subset=["low"])
        assert (bounded["low"] <= bounded["value"]).all()
        assert (bounded["value"] <= bounded["high"]).all()


def test_shares_of_a_sum_do_not_count_articles():
    with pytest.raises(ValueError, match="share_by adds up 'n_words' and counts no articles: leave out `at"):
        share_by(SPOKEN, "side", of=SPOKEN, weight="n_words", at_least=2)
    with pytest.raises(ValueError, match=r"share_by needs the column 'n_word'.* did you mean 'n_words'"):
        share_by(SPOKEN, "side", of=SPOKEN, weight="n_word")


def test_rates_are_per_thousand_words_and_count_silent_articles():
    rates = rate_per_1000(HITS, "frame", by="outlet", of=make_tone(TWO_OUTLETS))
    expected = [
        ["X", "economy", 600, 1],
        ["X", "law", 600, 2],
        ["Y", "economy", 300, 0],
        ["Y", "law", 300, 1],
    ]
    assert rates[["outlet", "frame", "n_words", "n_hits"]].values.tolist() == expected
    assert rates["value"].tolist() == pytest.approx([1000 / 600, 2000 / 600, 0, 1000 / 300])


def test_rates_have_the_interval_of_the_same_counts_typed_out():
    articles = make_articles(7)
    words = [100, 300, 200, 500, 400, 250, 350]
    hits = pd.DataFrame({"article_id": ["a00", "a01", "a01", "a03", "a06"], "frame": "law"})
    y = np.array([1, 2, 0, 1, 0, 0, 1.0])
    x = np.array(words, float)
    rate = y.sum() / x.sum()
    error = np.sqrt(7 / 6 * ((y - rate * x) ** 2).sum()) / x.sum()
    row = rate_per_1000(hits, "frame", of=make_tone(articles, n_words=words)).iloc[0]
    assert row["high"] == pytest.approx(1000 * (rate + 2.446912 * error))  # t(0.975, 6)


def test_rates_by_voice_divide_by_the_words_of_that_voice():
    voices = pd.concat(
        [
            make_tone(make_articles(2), n_words=[80, 0]).assign(voice="narration"),
            make_tone(make_articles(2), n_words=[20, 50]).assign(voice="quotation"),
        ]
    )
    rates = rate_per_1000(HITS, "frame", by="voice", of=voices)
    law = rates[rates["frame"] == "law"]
    assert law[["voice", "n_articles", "n_words", "n_hits"]].values.tolist() == [
        ["narration", 1, 80, 1],
        ["quotation", 2, 70, 1],
    ]


def test_counts_of_articles_have_true_zeros():
    counts = count_articles(TWO_OUTLETS.assign(author=0), by=["outlet", "month"], unit="author")
    assert counts[["outlet", "n_articles", "n_authors"]].values.tolist() == [
        ["X", 6, 1], ["X", 0, 0], ["Y", 0, 0], ["Y", 3, 1],
    ]  # fmt: skip


def test_pairs_are_counted_once_by_article_with_what_chance_would_give():
    mentions = pd.DataFrame(
        {"article_id": ["a00", "a00", "a00", "a01", "a01", "a02"], "name": ["K", "M", "M", "M", "K", "W"]}
    )
    pairs = count_together(mentions, of=make_articles(4))
    expected = pd.DataFrame(
        {
            "first": ["K"], "second": ["M"],
            "n_units": [4], "n_first": [2], "n_second": [2], "n_together": [2],
            "expected": [1.0], "lift": [2.0], "jaccard": [1.0],
        }
    )  # fmt: skip
    pd.testing.assert_frame_equal(pairs, expected, check_dtype=False)


def test_pairs_can_be_counted_by_sentence():
    mentions = pd.DataFrame({"article_id": "a00", "sentence_id": [0, 0, 1], "name": ["K", "M", "W"]})
    sentences = pd.DataFrame({"article_id": "a00", "sentence_id": [0, 1, 2]})
    pairs = count_together(mentions, of=sentences, within="sentence")
    assert pairs[["first", "second", "n_units", "n_together"]].values.tolist() == [["K", "M", 3, 1]]


def test_top_keeps_pairs_of_the_names_in_most_articles_the_first_in_the_alphabet_where_they_tie():
    named = [("a00", "M"), ("a00", "K"), ("a00", "W"), ("a01", "W"), ("a01", "M"), ("a02", "K")]
    mentions = pd.DataFrame(named, columns=["article_id", "name"])
    pairs = count_together(mentions, of=make_articles(4), top=2)
    assert pairs[["first", "second", "n_together"]].values.tolist() == [["K", "M", 1]]


ROWS_NAMED = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 2), st.sampled_from("KMW")), max_size=12
)


@given(ROWS_NAMED, st.sampled_from(["article", "sentence"]))
def test_the_mentions_behind_a_pair_stand_in_as_many_units_as_are_counted(rows, within):
    mentions = pd.DataFrame(rows, columns=["article_id", "sentence_id", "name"])
    keys = ["article_id"] if within == "article" else ["article_id", "sentence_id"]
    pairs = count_together(mentions, of=mentions, within=within)
    for at in range(len(pairs)):
        both = find_together(mentions, pairs.iloc[[at]], within=within)
        assert len(both[keys].drop_duplicates()) == pairs["n_together"].iat[at]
        assert both.groupby(keys)["name"].nunique().eq(2).all()
    every = find_together(mentions, pairs, within=within)
    several = mentions.groupby(keys)["name"].transform("nunique").gt(1).to_numpy(bool)
    pd.testing.assert_frame_equal(every, mentions[several])


def test_no_mentions_make_no_pairs():
    assert len(count_together(pd.DataFrame({"article_id": [], "name": []}), of=make_articles(3))) == 0


@pytest.mark.parametrize(
    ("period", "start"),
    [
        ("day", "2022-11-17"),
        ("week", "2022-11-14"),
        ("month", "2022-11-01"),
        ("quarter", "2022-10-01"),
        ("year", "2022-01-01"),
    ],
)
def test_a_date_falls_in_its_period(period, start):
    row = pd.DataFrame({"date": pd.to_datetime(["2022-11-17"])})
    assert add_period(row, period)[period].tolist() == [pd.Timestamp(start)]


def test_between_two_events_the_nearest_decides():
    events = pd.DataFrame(
        {"date": pd.to_datetime(["2022-11-20", "2022-11-10"]), "event": ["later", "earlier"]}
    )
    rows = pd.DataFrame(
        {"date": pd.to_datetime(["2022-11-09", "2022-11-14", "2022-11-15", "2022-11-16", None])}
    )
    windows = add_event_window(rows, events, days=7)
    assert windows["event"].tolist()[:4] == ["earlier", "earlier", "earlier", "later"]
    assert windows["window"].tolist()[:4] == ["before", "after", "after", "before"]
    assert windows[["event", "window"]].iloc[4].isna().all()


def test_summaries_by_window_leave_out_what_falls_in_none():
    tone = add_event_window(make_tone(make_articles(20)), "2022-11-05", days=3)
    assert mean_tone(tone, by="window")[["window", "n_articles"]].values.tolist() == [
        ["before", 3],
        ["after", 3],
    ]


rows = st.lists(
    st.tuples(
        st.integers(0, 8),
        st.integers(0, 60),
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(-(10**4), 10**4),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(rows, st.randoms(use_true_random=False), st.sampled_from(["evaluation", "battle", "vader"]))
def test_the_order_of_the_rows_changes_no_digit(rows, random, measure):
    article, n_words, positive, negative, compound = (np.array(part) for part in zip(*rows, strict=True))
    tone = pd.DataFrame(
        {
            "article_id": [f"a{i}" for i in article],
            "outlet": np.where(article % 2, "X", "Y"),
            "date": pd.Timestamp("2022-01-30") + pd.to_timedelta(article, unit="D"),
            "n_words": n_words, "n_positive": positive, "n_negative": negative, "n_battle": positive,
            "compound": compound / 10**4,
        }
    )  # fmt: skip
    shuffled = tone.sample(frac=1, random_state=random.randrange(2**31))
    once, again = (mean_tone(table, measure=measure, by=["outlet", "month"]) for table in (tone, shuffled))
    pd.testing.assert_frame_equal(once, again, check_exact=True)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from("pqr")), max_size=30),
    st.randoms(use_true_random=False),
)
def test_shares_agree_with_counting_by_hand_in_any_order(found, random):
    articles = pd.concat([make_articles(6, "X"), make_articles(6, "Y", prefix="b")], ignore_index=True)
    hits = pd.DataFrame(
        [(articles["article_id"][i], frame) for i, frame in found],
        columns=["article_id", "frame"],
        dtype=object,
    )
    random.shuffle(found)
    again = pd.DataFrame(
        [(articles["article_id"][i], f) for i, f in found], columns=["article_id", "frame"], dtype=object
    )
    shares = share_by(hits, "frame", by="outlet", of=articles)
    pd.testing.assert_frame_equal(
        shares, share_by(again, "frame", by="outlet", of=articles), check_exact=True
    )
    for row in shares.itertuples():
        inside = range(6) if row.outlet == "X" else range(6, 12)
        assert row.n_with == len({i for i, frame in found if frame == row.frame and i in inside})


@pytest.mark.parametrize("summarise", [
    lambda confidence: mean_tone(make_tone(TWO_OUTLETS), by="outlet", confidence=confidence),
    lambda confidence: share_by(HITS, "frame", of=TWO_OUTLETS, confidence=confidence),
    lambda confidence: rate_per_1000(HITS, "frame", of=make_tone(TWO_OUTLETS), confidence=confidence),
])  # fmt: skip
def test_a_confidence_in_per_cent_is_an_error_and_no_missing_interval(summarise):
    with pytest.raises(ValueError, match="The `confidence` must lie between 0 and 1"):
        summarise(95)


def test_a_denominator_without_the_group_is_an_error_and_nothing_is_divided_by_everything():
    hits = HITS.assign(outlet="X", type="person")
    with pytest.raises(ValueError, match=r"share_by cannot group by 'outlet'.* the columns of the `of`: art"):
        share_by(hits, "frame", by="outlet", of=TWO_OUTLETS[["article_id"]])
    with pytest.raises(ValueError, match="share_by cannot group by 'type'"):
        share_by(hits, "frame", by="type", of=TWO_OUTLETS)
    with pytest.raises(ValueError, match=r"rate_per_1000 cannot group by 'voice'.*a tone table"):
        rate_per_1000(hits, "frame", by="voice", of=make_tone(TWO_OUTLETS))


@pytest.mark.parametrize("options", [{"at_least": 0}, {"at_least": 1.5}, {"top": 0}, {"top": -3}])
def test_a_count_below_one_is_an_error(options):
    with pytest.raises(ValueError, match=f"The `{next(iter(options))}` must be a whole number of at least 1"):
        share_by(HITS, "frame", of=TWO_OUTLETS, **options)


def test_a_column_named_twice_is_an_error():
    tone = make_tone(TWO_OUTLETS)
    for summarise in (
        lambda: mean_tone(tone, by=["outlet", "outlet"]),
        lambda: count_articles(tone, by=["month", "outlet", "month"]),
        lambda: share_by(HITS, "frame", by=["outlet", "outlet"], of=tone),
        lambda: share_by(HITS.assign(outlet="X"), "outlet", by="outlet", of=tone),
    ):
        with pytest.raises(ValueError, match=r"can name each column once; '(outlet|month)' comes twice"):
            summarise()
