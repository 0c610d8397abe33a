"""Copies count once, by one rule in every summary."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.charts.groups import plot_shares
from analysis.counted_rows import FOLDER, KEY
from analysis.duplicates.first_prints import keep_first_prints
from analysis.reporting.cells import keep_counted
from analysis.summaries.changes import compare_periods
from analysis.summaries.collocations import find_collocations
from analysis.summaries.deaths.counts import count_deaths
from analysis.summaries.keyness import score_keyness
from analysis.summaries.pairs import count_together
from analysis.summaries.places import count_places
from analysis.summaries.rates import count_articles, rate_per_1000, share_by
from analysis.summaries.spellings import count_spellings
from analysis.summaries.tone import mean_tone
from analysis.summaries.word_shift import score_word_shift

FRAMES = pd.CategoricalDtype(["aid", "law"])
PLACES = pd.DataFrame({"entity": ["kyiv"], "lat": [50.5], "lon": [30.5]})
DAY = pd.Timestamp("2022-11-17")
TEXTS = st.lists(
    st.tuples(st.sampled_from("XY"), st.integers(0, 40), st.integers(0, 3), st.integers(0, 3)),
    min_size=2,
    max_size=12,
)


def make_articles(rows):
    """An article for each row: id, outlet, days after the first, cluster, and two numbers of hits."""
    columns = ["article_id", "outlet", "days", "cluster", "n_law", "n_negative"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(date=DAY + pd.to_timedelta(table["days"], unit="D"), sentence_id=0)


def number_texts(texts):
    """The rows of articles that are texts of their own."""
    return [
        (f"a{n:02}", outlet, days, f"a{n:02}", law, bad) for n, (outlet, days, law, bad) in enumerate(texts)
    ]


def measure(articles):
    """The tables that measures would make of the articles."""
    quoted = [f"n_{name}_{voice}" for voice in ("reported", "quoted") for name in
              ("words", "positive", "negative", "battle")]  # fmt: skip
    compound = [f"compound{voice}" for voice in ("", "_narration", "_reported", "_quoted")]
    tone = articles.assign(n_words=100, n_positive=1, n_battle=0, **dict.fromkeys(quoted, 0))
    tone = tone.assign(n_words_quoted=40, n_negative_quoted=0, **dict.fromkeys(compound, 0.5))
    hits = (
        articles.loc[articles.index.repeat(articles["n_law"])].assign(frame="law").astype({"frame": FRAMES})
    )
    named = {"entity": "kyiv", "name": "Kyiv", "type": "place", "how": "registry"}
    mentions = hits.assign(**named, surface=hits["outlet"].map({"X": "Kyiv", "Y": "Kiev", "Z": "Kiev"}))
    mentions = pd.concat([mentions, mentions.assign(entity="moscow", name="Moscow")])
    grain, war = (
        articles["n_law"].map("Grain ships left. ".__mul__),
        articles["n_negative"].map("Brutal war. ".__mul__),
    )
    text = grain + war + "The war."
    sentences = articles.assign(text=text, start=0, paragraph=0, in_quote=False, quote_spans="")
    judged = articles.loc[articles.index.repeat(articles["n_negative"])].assign(surface="brutal", weight=-1.0)
    acts = hits.assign(surface="killed", act_class="death", agent_words="", patient_words="two men",
                       patient_side="ukraine", low=2, people="", status="stated")  # fmt: skip
    return tone, hits, mentions, sentences, judged, acts


def summarise(articles, by, **asked):
    """The summaries that most others are made of, by name."""
    tone, hits, *_ = measure(articles)
    return {
        "articles": count_articles(articles, by=by, **asked),
        "tone": mean_tone(tone, by=[*by, "voice"], **asked),
        "shares": share_by(hits, "frame", by=by, of=articles, **asked),
        "parts": share_by(hits.assign(n_words=5), "frame", by=by, of=tone, weight="n_words", **asked),
        "rates": rate_per_1000(hits, "frame", by=by, of=tone, **asked),
    }


def summarise_rest(articles, by, **asked):
    """The other summaries, by name; pairs, places and windows take no groups."""
    _, hits, mentions, sentences, _, acts = measure(articles)
    of_groups = {
        "spellings": count_spellings(mentions, by=by, at_least=1, **asked),
        "deaths": count_deaths(acts, by=by, of=articles, **asked),
        "phrases": find_collocations(sentences, by=by, at_least=1, **asked),
    }
    compared = {"what": "frame", "at_least": 1, **asked}
    return (
        of_groups
        if by
        else of_groups
        | {
            "pairs": count_together(mentions, of=articles, **asked),
            "places": count_places(mentions, PLACES, **asked),
            "windows": compare_periods(hits, articles, at=DAY + pd.Timedelta(days=3), days=20, **compared),
            "periods": compare_periods(hits, articles, at=articles["date"].max(), **compared),
        }
    )


def assert_same(some, others):
    for name, summary in some.items():
        pd.testing.assert_frame_equal(summary, others[name], obj=name)


@settings(max_examples=3, deadline=None)
@given(TEXTS, st.data())
def test_a_text_printed_again_by_its_outlet_changes_no_number_by_outlet(texts, data):
    rows = number_texts(texts)
    again = data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=4))
    copies = [(f"b{n}", *row[1:]) for n, row in enumerate(again)]
    whole = make_articles([*rows, *copies])
    assert_same(summarise(whole, ["outlet"]), summarise(make_articles(rows), ["outlet"]))


@settings(max_examples=3, deadline=None)
@given(TEXTS, st.data())
def test_a_text_printed_by_another_outlet_changes_no_number_of_the_whole(texts, data):
    rows = number_texts(texts)
    again = data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=4))
    copies = [(f"b{n}", "Z", *row[2:]) for n, row in enumerate(again)]
    assert_same(summarise(make_articles([*rows, *copies]), []), summarise(make_articles(rows), []))


@settings(max_examples=3, deadline=None)
@given(TEXTS, st.data())
def test_without_copies_nothing_changes_and_the_order_of_the_articles_is_nothing(texts, data):
    rows = number_texts(texts)
    articles = make_articles(rows)
    order = data.draw(st.permutations(range(len(rows))))
    every = summarise(articles, ["outlet"], unit="article_id")
    assert_same(summarise(articles.iloc[list(order)], ["outlet"]), every)
    assert_same(summarise(articles.drop(columns="cluster"), ["outlet"]), every)


ALONE = [
    ("a0", "X", 0, "a0", 2, 1), ("a1", "X", 4, "a1", 0, 2), ("a2", "Y", 2, "a2", 1, 0),
    ("a3", "Y", 9, "a3", 3, 1), ("a4", "X", 9, "a4", 1, 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "copies"),
    [
        (["outlet"], [("b0", "X", 0, "a0", 2, 1), ("b1", "Y", 9, "a3", 3, 1)]),
        ([], [("b0", "Z", 0, "a0", 2, 1), ("b1", "X", 9, "a3", 3, 1)]),
    ],
)
def test_the_other_summaries_count_copies_once_too(by, copies):
    once = summarise_rest(make_articles(ALONE), by)
    assert_same(summarise_rest(make_articles([*copies, *ALONE]), by), once)
    assert_same(once, summarise_rest(make_articles(ALONE), by, unit="article_id"))


KEPT = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=14)


@settings(max_examples=30, deadline=None)
@given(KEPT, st.data())
def test_each_text_has_one_article_in_each_group_its_first(rows, data):
    table = pd.DataFrame(rows, columns=["cluster", "outlet", "days"])
    table = table.assign(article_id=[f"a{n:02}" for n in range(len(rows))])
    table = table.assign(date=DAY + pd.to_timedelta(table["days"], unit="D"))
    sentences = table.iloc[data.draw(st.permutations([*range(len(rows)), *range(len(rows))]))]
    kept, n_left_out = keep_first_prints(sentences, ["outlet"])
    ordered = table.sort_values(["date", "article_id"])
    expected = ordered.drop_duplicates(["cluster", "outlet"])["article_id"]
    pd.testing.assert_frame_equal(kept, sentences[sentences["article_id"].isin(expected)])
    assert n_left_out == len(table) - len(expected)


def test_the_first_print_is_the_one_with_the_first_date_and_then_the_smallest_id():
    articles = make_articles([
        ("d", "X", 2, "w", 1, 0), ("c", "X", 1, "w", 2, 0), ("b", "X", 1, "w", 3, 0),
        ("a", "X", 3, "w", 0, 0),
    ])  # fmt: skip
    kept, n_left_out = keep_first_prints(articles, ["outlet"])
    assert kept["article_id"].tolist() == ["b"]
    assert n_left_out == 3
    assert keep_first_prints(articles.assign(date=pd.NaT))[0]["article_id"].tolist() == ["a"]


def test_an_article_without_a_cluster_is_a_text_of_its_own():
    articles = make_articles([("a", "X", 1, None, 1, 0), ("b", "X", 1, None, 1, 0), ("c", "X", 1, "c", 1, 0)])
    assert count_articles(articles)["n_articles"].tolist() == [3]


def test_what_varies_within_an_article_chooses_no_print():
    rows = pd.DataFrame({
        "article_id": ["a", "a", "b", "b"], "cluster": "w", "date": DAY, "side": ["us", "them", "us", "us"],
        "n_acts": 1,
    })  # fmt: skip
    shares = share_by(rows, "side", of=rows, weight="n_acts")
    assert shares[["side", "n_acts", "n_with"]].values.tolist() == [["them", 2, 1], ["us", 2, 1]]
    assert keep_first_prints(rows, ["side"])[0]["article_id"].tolist() == ["a", "a"]


WIRE = make_articles([
    ("a", "X", 0, "w", 2, 1), ("b", "Y", 1, "w", 2, 1), ("c", "Y", 31, "w", 2, 1), ("d", "Z", 2, "w", 2, 1),
    ("e", "X", 3, "e", 0, 0),
])  # fmt: skip


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ([], [2]),
        (["outlet"], [2, 1, 1]),
        (["month"], [2, 1]),
    ],
)
def test_a_text_counts_once_in_all_for_each_outlet_and_in_each_month(by, expected):
    assert count_articles(WIRE, by=by)["n_articles"].tolist() == expected
    assert count_articles(WIRE, by=by, unit="article_id")["n_articles"].sum() == 5


def test_the_clusters_may_stand_in_the_articles_alone():
    tone, hits, *_ = measure(WIRE.drop(columns="cluster"))
    shares = share_by(
        hits.assign(n_words=5), "frame", of=tone.drop(columns="date"), weight="n_words", articles=WIRE
    )
    assert shares["n_articles"].tolist() == [2, 2]
    assert mean_tone(tone, articles=WIRE)["n_articles"].tolist() == [2]


def test_summaries_say_that_copies_count_once_where_some_were_left_out():
    tone, hits, *_ = measure(WIRE)
    summaries = [share_by(hits, "frame", of=WIRE), mean_tone(tone)]
    assert [summary.attrs["label"] for summary in summaries] == [
        "share of articles with the frame",
        "tone (net evaluative words per 100 words)",
    ]
    assert [summary.attrs["copies"] for summary in summaries] == ["copies count once"] * 2
    assert "copies" not in share_by(hits, "frame", of=WIRE, unit="article_id").attrs


def test_a_chart_says_below_and_in_words_that_copies_count_once():
    _, hits, *_ = measure(WIRE)
    for unit, is_said in {"cluster": True, "article_id": False}.items():
        figure = plot_shares(share_by(hits, "frame", by="outlet", of=WIRE, unit=unit), "frame")[0].figure
        caption = figure.get_supxlabel()
        assert [("Copies count once." in text) for text in (caption, figure.get_label())] == [is_said] * 2


def test_both_sides_of_a_comparison_count_a_text_once():
    tone, _, _, sentences, judged, _ = measure(WIRE)
    keyness = score_keyness(sentences, target="X", at_least=1).set_index("word")
    assert keyness.loc["grain", ["n_target", "n_reference"]].tolist() == [2, 2]  # Y and Z are one side
    every = score_keyness(sentences, target="X", at_least=1, unit="article_id").set_index("word")
    assert every.loc["grain", ["n_target", "n_reference"]].tolist() == [2, 6]
    shift = score_word_shift(judged, of=tone, target="X")
    assert shift[["n_target", "n_reference"]].values.tolist() == [[1, 1]]


def test_a_text_counts_once_in_each_window_and_each_week():
    rows = [
        (f"a{day}", "X", day, "w" if day in (18, 19, 21, 22) else f"a{day}", day % 2, 0) for day in range(40)
    ]
    articles = make_articles(rows)
    hits = measure(articles)[1]
    at = DAY + pd.Timedelta(days=20)
    windows = compare_periods(hits, articles, at=at, days=20, what="frame", at_least=1)
    assert windows[["n_before", "n_after"]].values.tolist() == [[19, 19]]
    before, after = 10 / 19 - 1 / 19, 10 / 19  # of the copies 18, 19, 21 and 22 the numbers 18 and 21 count
    assert windows[["before", "after"]].values.tolist() == [[pytest.approx(before), pytest.approx(after)]]
    periods = compare_periods(hits, articles, at=at, what="frame", at_least=1)
    assert periods[["n_before", "n_after", "share_before"]].values.tolist() == [
        [19, 19, pytest.approx(before)]
    ]


def test_deaths_added_up_over_days_count_a_text_once():
    articles = make_articles([(name, "X", day, "w", 1, 0) for day, name in enumerate("abc")])
    acts = measure(articles)[-1]
    asked = {"by": "day", "of": articles}
    assert count_deaths(acts, **asked).query("side == 'ukraine'")["n_mentions"].tolist() == [1, 1, 1]
    added_up = count_deaths(acts, **asked, cumulated=True).query("side == 'ukraine'")
    assert added_up["n_mentions"].tolist() == [1]


def test_the_rows_behind_a_number_are_those_that_it_counts(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    tone, hits, mentions, *_ = measure(WIRE)
    shares = share_by(hits, "frame", of=WIRE)
    assert shares.attrs[KEY].of["article_id"].tolist() == ["a", "e"]
    assert set(keep_counted(hits, shares)["article_id"]) == {"a"}
    assert set(mean_tone(tone, by="outlet").attrs[KEY].of["article_id"]) == {"a", "b", "d", "e"}
    pairs = count_together(mentions, of=WIRE)
    assert set(pairs.attrs[KEY].read_hits(pairs)["article_id"]) == {"a"}
