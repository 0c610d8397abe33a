"""Charts in words: what each one shows, with its values."""

import pandas as pd

from analysis.charts.groups import describe_ranked, describe_shares
from analysis.charts.heat import describe_heatmap
from analysis.charts.places import describe_places
from analysis.charts.scatter import describe_scatter
from analysis.charts.time import describe_over_time, plot_over_time
from analysis.charts.values import write_caption
from analysis.charts.voices import describe_voices
from analysis.charts.words import describe_keyness, describe_word_shift

TONE = pd.DataFrame(
    {
        "outlet": ["X", "X", "Y"],
        "month": pd.to_datetime(["2022-11-01", "2022-12-01", "2022-12-01"]),
        "n_articles": [40, 3, 12],
        "value": [-1.234, 0.5, -0.001],
        "low": [-1.5, float("nan"), -0.2],
        "high": [-1.0, float("nan"), 0.2],
        "complete": [False, True, True],
    }
)
TONE.attrs = {"label": "tone (per 100 words)"}
SHARES = pd.DataFrame(
    {
        "outlet": ["X", "Y", "X", "Y"],
        "frame": ["diplomacy", "diplomacy", "law", "law"],
        "n_articles": 10,
        "n_with": [4, 0, 10, 1],
        "value": [0.4, 0.0, 1.0, 0.1],
        "low": [0.168, 0.0, 0.722, 0.018],
        "high": [0.687, 0.278, 1.0, 0.404],
    }
)


def test_a_short_course_is_described_value_by_value():
    events = pd.DataFrame(
        {"date": pd.to_datetime(["2022-11-11", "2023-06-06"]), "event": ["Kherson", "Kakhovka"]}
    )
    assert describe_over_time(TONE, "tone", events=events) == (
        "Tone (per 100 words) by month, 2022-11 to 2022-12. "
        "X: 2022-11: -1.23 (-1.50 to -1.00, n = 40); 2022-12: 0.50 (n = 3). "
        "Y: 2022-12: 0.00 (-0.20 to 0.20, n = 12). "
        "Not covered whole: 2022-11. Events: Kherson (2022-11-11)."
    )


def test_a_long_course_is_described_by_its_ends_and_extremes():
    months = pd.date_range("2022-01-01", periods=9, freq="MS")
    table = pd.DataFrame({"month": months, "value": [0, 1, 2, 9, 4, -3, 4, 5, 6.0], "low": 0.0, "high": 0.0})
    table.loc[3, ["low", "high"]] = None  # the highest value has no interval, and is no extreme
    assert describe_over_time(table) == (
        "Tone by month, 2022-01 to 2022-09. first 2022-01: 0.00 (0.00 to 0.00); "
        "lowest 2022-06: -3.00 (0.00 to 0.00); last and highest 2022-09: 6.00 (0.00 to 0.00); 6 more months."
    )


def test_rows_without_a_date_are_counted_and_an_empty_course_says_so():
    table = TONE.assign(month=pd.to_datetime(["2022-11-01", None, None]))
    assert "2 rows without a date not drawn." in describe_over_time(table)
    assert (
        describe_over_time(TONE.head(0)) == "No chart of tone (per 100 words): the table holds no dated row."
    )


def test_counts_of_articles_are_whole_numbers():
    counts = TONE[["outlet", "month", "n_articles"]]
    assert "X: 2022-11: 40; 2022-12: 3." in describe_over_time(counts, "articles")


def test_shares_are_percentages_with_their_intervals():
    assert describe_shares(SHARES, "frame") == (
        "Frame. diplomacy: X 40% (17% to 69%, n = 10), Y 0% (0% to 28%, n = 10). "
        "law: X 100% (72% to 100%, n = 10), Y 10% (2% to 40%, n = 10)."
    )


def test_a_ranking_starts_with_the_largest():
    assert describe_ranked(SHARES[SHARES["outlet"] == "X"], "frame", top=1) == (
        "Frame, ranked. X: law 100% (72% to 100%, n = 10), and 1 more."
    )


def test_two_measures_are_described_for_each_group():
    across = pd.DataFrame({"outlet": ["X"], "n_articles": [9], "value": [3.0], "low": [2.5], "high": [3.5]})
    up = across.assign(value=-1.0, low=float("nan"), high=float("nan"))
    assert (
        describe_scatter(across, up)
        == "Value against value. X: -1.00 (n = 9) against 3.00 (2.50 to 3.50, n = 9)."
    )


def test_voices_stand_side_by_side():
    voices = ["narration", "reported", "quotation"]
    table = pd.DataFrame({"outlet": "X", "voice": voices, "value": [-1.0, 0.5, -2.0], "n_articles": 7})
    first, second, third = describe_voices(table).split(". ", 2)
    assert first == "Tone in narration, reported speech and quotation"
    assert second == "X: narration -1.00 (n = 7), reported 0.50 (n = 7), quotation -2.00 (n = 7)"
    assert third == "Reported: what others say in indirect speech (he said that ...)."


def test_a_heat_map_is_described_by_its_cells():
    assert describe_heatmap(SHARES, "frame", "outlet") == (
        "Value by frame and outlet. Highest: law and X 100%, diplomacy and X 40%, law and Y 10%, "
        "diplomacy and Y 0%."
    )


def test_a_map_is_described_by_its_places():
    places = pd.DataFrame(
        {
            "name": ["Kyiv", "Odesa", "Nowhere"],
            "lat": [50.45, 46.48, None],
            "lon": [30.52, 30.72, None],
            "n_mentions": [9, 12, 1],
        }
    )
    assert describe_places(places) == (
        "Places named, by mentions: Odesa 12, Kyiv 9. 1 without coordinates not drawn."
    )


def test_keyness_is_described_in_two_directions():
    table = pd.DataFrame(
        {"word": ["war", "peace"], "G2": [9.5, -3.0], "n_target": [8, 0], "n_reference": [1, 4]}
    )
    table.attrs = {"target": "X", "reference": "all others"}
    assert describe_keyness(table) == (
        "Words that set X apart: war (G2 9.50; 8 against 1 times). "
        "Words that set all others apart: peace (G2 -3.00; 0 against 4 times)."
    )


def test_a_word_shift_is_described_from_the_largest_part_down():
    table = pd.DataFrame(
        {
            "word": ["hero", "brutal", "calm"],
            "shift": [0.1, -0.3, 0.0],
            "direction": ["f, more often", "u, more often", "-"],
        }
    )
    table.attrs = {"target": "X", "reference": "Y"}
    assert describe_word_shift(table) == (
        "Tone of X minus tone of Y: -0.20 per 100 words. "
        "Words that move it most: brutal -0.30 (u, more often), hero +0.10 (f, more often)."
    )


def test_a_caption_explains_what_the_chart_has_and_nothing_else():
    table = TONE.copy()
    table.attrs = {"confidence": "90%"}
    assert write_caption(table, table, period="month") == (
        "Bars: 90% intervals. Small points: no interval, too few articles or nothing found. "
        "Hollow: month not covered whole."
    )
    assert write_caption(table.tail(1), table, period="month") == "Bars: 90% intervals."
    assert write_caption(table[["outlet", "value"]], table) == ""


COURSE = pd.DataFrame({
    "event": "Flood", "date": pd.Timestamp("2022-03-02"), "frame": "law_and_order",
    "days_from_event": ["-14 to -8", "-7 to -1", "0 to 6", "7 to 13"], "first_day": [-14, -7, 0, 7],
    "n_articles": [6, 7, 8, 2], "value": [0.1, 0.2, 0.9, 0.5], "low": [0.05, 0.1, 0.8, None],
    "high": [0.2, 0.3, 0.95, None], "before": 0.15, "reference_low": 0.0, "reference_high": 0.4,
    "share_as_large": 0.01,
})  # fmt: skip
COURSE.attrs = {"label": "share of articles", "what": "frame", "days": 14, "every": 7, "is_share": True}


def test_the_course_around_an_event_names_each_step_and_those_beyond_other_dates():
    axes = plot_over_time(COURSE)
    assert axes.figure.get_label() == (
        "Share of articles around events, in steps of 7 days. Flood 2 March 2022: mean before 15%; days "
        "-14 to -8 10% (5% to 20%, n = 6); -7 to -1 20% (10% to 30%, n = 7); 0 to 6 90% (80% to 95%, n = 8); "
        "7 to 13 50% (n = 2); outside 95% of other dates: 0 to 6."
    )
    assert [text.get_text() for text in axes.texts] == ["10%", "20%", "90%"]


def test_a_course_without_an_event_is_a_sentence_and_of_many_the_rarest_are_drawn():
    none = COURSE.head(0)
    none.attrs = COURSE.attrs
    assert plot_over_time(none).figure.get_label().startswith("No chart around events")
    parts = [COURSE.assign(event=f"Event {n}", share_as_large=n / 20) for n in range(11)]
    many = pd.concat(parts, ignore_index=True)
    many.attrs = COURSE.attrs
    titles = [ax.get_title(loc="left").splitlines()[0] for ax in plot_over_time(many)]
    assert titles == [f"Event {n}" for n in range(8)]
