from itertools import pairwise

import matplotlib
import matplotlib.colors
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

import analysis as an
from analysis.charts.groups import plot_ranked, plot_shares
from analysis.charts.heat import plot_heatmap
from analysis.charts.labels import draw_labels, place_labels
from analysis.charts.network import plot_network
from analysis.charts.places import plot_places
from analysis.charts.scatter import plot_scatter
from analysis.charts.style import (
    COLOURS,
    darken,
    empty_chart,
    make_panels,
    outlet_colours,
    outlet_marks,
    use_width,
)
from analysis.charts.time import plot_over_time
from analysis.charts.voices import plot_voices
from analysis.charts.words import plot_keyness, plot_word_shift
from analysis.text.voices import VOICES


def make_summary(n_outlets=2, n_months=5, n_articles=8, outlet="A rather long name of an outlet, number"):
    names = [f"{outlet} {i:02}" for i in range(n_outlets)]
    months = pd.date_range("2015-01-01", periods=n_months, freq="MS")
    grid = pd.MultiIndex.from_product([names, months], names=["outlet", "month"]).to_frame(index=False)
    value = np.sin(np.arange(len(grid)))
    sure = n_articles >= 5
    return grid.assign(
        outlet=grid["outlet"].astype(pd.CategoricalDtype(names)),
        n_articles=n_articles, value=value,
        low=value - 1 if sure else np.nan, high=value + 1 if sure else np.nan,
        complete=grid["month"] > grid["month"].min(), note="",
    )  # fmt: skip


def make_shares(n_outlets=2, n_frames=3):
    names, frames = [f"Outlet {i:02}" for i in range(n_outlets)], [f"frame {i:02}" for i in range(n_frames)]
    grid = pd.MultiIndex.from_product([names, frames], names=["outlet", "frame"]).to_frame(index=False)
    share = np.linspace(0, 1, len(grid))
    low, high = np.maximum(share - 0.1, 0), np.minimum(share + 0.1, 1)
    return grid.assign(n_articles=20, n_with=(20 * share).astype(int), value=share, low=low, high=high)


EVENTS = pd.DataFrame(
    {
        "date": pd.date_range("2015-01-03", periods=40, freq="9D"),
        "event": [f"Event with a name {i}" for i in range(40)],
    }
)
PLACES = pd.DataFrame(
    {
        "name": ["Kyiv", "Bucha", "Moscow"],
        "lat": [50.45, 50.55, 55.75],
        "lon": [30.52, 30.21, 37.62],
        "n_mentions": [9, 4, 5],
    }
)
KEYNESS = pd.DataFrame(
    {
        "word": ["war", "peace"], "G2": [9.5, -3.0], "n_target": [8, 0], "n_reference": [1, 4],
        "per_1000_target": [8.0, 0.0], "per_1000_reference": [1.0, 4.0],
    }
)  # fmt: skip
SHIFT = pd.DataFrame({"word": ["hero", "brutal"], "shift": [0.1, -0.3], "direction": ["up", "down"]})


def boxes(ax):
    """The boxes of the labels on an axes, as they come out."""
    figure = ax.figure
    figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    return [text.get_window_extent(renderer) for text in ax.texts if text.get_text()]


def overlapping(boxes):
    return [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 1
        and min(one.y1, other.y1) - max(one.y0, other.y0) > 1
    ]


@pytest.mark.parametrize(("n_outlets", "n_months"), [(1, 1), (1, 96), (2, 5), (7, 2), (15, 96)])
def test_a_course_is_drawn_for_any_number_of_outlets_and_months(n_outlets, n_months):
    axes = np.ravel(plot_over_time(make_summary(n_outlets, n_months), events=EVENTS))
    assert len(axes) == n_outlets
    assert axes[0].figure.get_label().startswith("Tone by month, 2015-01")


def test_names_of_events_never_lie_on_each_other():
    for n_months in (3, 12, 24):
        axes = plot_over_time(make_summary(2, n_months), events=EVENTS)
        assert overlapping(boxes(axes[0])) == []
        assert len(boxes(axes[0])) >= 2


@pytest.mark.parametrize("what", ["course", "ranking"])
def test_the_numbers_along_a_narrow_chart_never_lie_on_each_other(what):
    shares, months = make_shares(4, 1), make_summary(1, 24)
    with use_width(4):
        axes = plot_over_time(months) if what == "course" else plot_ranked(shares, "outlet")
    axes.figure.draw_without_rendering()
    labels = [label.get_window_extent() for label in axes.get_xticklabels() if label.get_text()]
    ends = sorted((box.x0, box.x1) for box in labels)
    assert axes.figure.get_size_inches()[0] == 4
    assert all(end < start for (_, end), (start, _) in pairwise(ends))


def test_percentages_along_an_axis_are_those_of_its_ticks():
    shares = make_shares(4, 1).assign(value=[0.02, 0.05, 0.07, 0.1], low=0, high=0.175)
    axes = plot_ranked(shares, "outlet")
    axes.figure.draw_without_rendering()
    texts = [label.get_text().rstrip("%").replace("−", "-") for label in axes.get_xticklabels()]
    named = [float(text) / 100 for text in texts]
    assert named == pytest.approx(list(axes.get_xticks()))


def test_an_event_without_a_name_has_a_faint_line_and_its_day_in_words():
    events = pd.DataFrame({"date": pd.to_datetime(["2015-02-10", "2015-08-10"]), "event": ["", "Flood"]})
    ax = plot_over_time(make_summary(1, 12), events=events)
    colours = [line.get_color() for line in ax.lines if line.get_linestyle() == "--"]
    assert colours == ["#EBEBEB", "#8A8A8A"]
    assert ax.figure.get_label().endswith("Events: (2015-02-10), Flood (2015-08-10).")


def test_a_gap_breaks_the_line_and_an_incomplete_month_is_hollow():
    summary = make_summary(1, 5).drop(index=2)
    ax = plot_over_time(summary)
    course = ax.lines[0].get_ydata()
    assert np.isnan(course).sum() == 1
    hollow = [line for line in ax.lines if line.get_markerfacecolor() == "white" and len(line.get_xdata())]
    assert [len(line.get_xdata()) for line in hollow] == [1]


def test_one_article_gets_a_sentence_and_not_a_line():
    ax = plot_over_time(make_summary(1, 1, n_articles=1))
    assert "One article gets a close reading" in ax.figure.get_label()
    assert ax.lines[:] == []


def test_several_values_for_one_month_in_a_panel_are_an_error():
    summary = pd.concat([make_summary(1, 3), make_summary(1, 3)])
    with pytest.raises(ValueError, match="plot_over_time draws one value for each month in each panel"):
        plot_over_time(summary)
    with pytest.raises(ValueError, match="needs a summary by one of day, week, month"):
        plot_over_time(summary.drop(columns="month"))


PAIRS = pd.DataFrame(
    {"first": ["Kyiv"], "second": ["Moscow"], "n_first": [5], "n_second": [4], "n_together": [3]}
)


def repeat(table, column, n=60):
    """The rows of a table many times, with names of their own in one column."""
    many = pd.concat([table] * n, ignore_index=True)
    return many.assign(**{column: [f"{name} {place:03}" for place, name in enumerate(many[column])]})


# Each chart with a table of one row and a table of many.
CHARTS = {
    "over time": (plot_over_time, make_summary(1, 1), make_summary(6, 60)),
    "shares": (lambda table: plot_shares(table, "frame"), make_shares(1, 1), make_shares(4, 12)),
    "ranked": (lambda table: plot_ranked(table, "frame"), make_shares(1, 1), make_shares(3, 200)),
    "scatter": (lambda table: plot_scatter(table, table), make_shares(1, 1), make_shares(60, 1)),
    "voices": (
        plot_voices,
        make_shares(1, 1).assign(voice="narration"),
        pd.concat([make_shares(40, 1).assign(voice=voice) for voice in VOICES]),
    ),
    "heatmap": (lambda table: plot_heatmap(table, "frame", "outlet"), make_shares(1, 1), make_shares(20, 20)),
    "network": (plot_network, PAIRS, repeat(PAIRS, "second", 200)),
    "places": (plot_places, PLACES.head(1), repeat(PLACES, "name")),
    "keyness": (plot_keyness, KEYNESS.head(1), repeat(KEYNESS, "word")),
    "word shift": (plot_word_shift, SHIFT.head(1), repeat(SHIFT, "word")),
}


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("size", ["empty", "one row", "large"])
def test_every_chart_is_drawn_from_an_empty_a_one_row_and_a_large_table(chart, size):
    plot, one_row, large = CHARTS[chart]
    ax = np.ravel(plot({"empty": one_row.head(0), "one row": one_row, "large": large}[size]))[0]
    ax.figure.draw_without_rendering()
    words = ax.figure.get_label()
    assert words.startswith("No ") == (size == "empty")
    assert words.endswith(".")
    if size == "empty":
        assert " ".join(ax.texts[0].get_text().split()) == words


def test_every_chart_of_the_package_is_among_those_drawn():
    plots = {name for name in an.__all__ if name.startswith("plot_")}
    assert {f"plot_{chart.replace(' ', '_')}" for chart in CHARTS} == plots


def test_the_same_outlet_has_the_same_colour_in_every_chart():
    summary = make_summary(3, 4)
    part = summary[summary["outlet"] == summary["outlet"].cat.categories[2]]
    ax = plot_over_time(part)
    assert (
        ax.lines[0].get_color()
        == outlet_colours(summary["outlet"])[str(part["outlet"].iloc[0])]
        == COLOURS[2]
    )


def test_beyond_eight_outlets_marker_and_line_distinguish_them():
    names = [f"{i:02}" for i in range(30)]
    looks = {(outlet_colours(names)[name], *map(str, outlet_marks(names)[name])) for name in names}
    assert len(looks) == 30


@pytest.mark.parametrize("colour", COLOURS)
def test_coloured_names_can_be_read_on_white(colour):
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in darken(colour)]
    luminance = np.dot(linear, [0.2126, 0.7152, 0.0722])
    assert 1.05 / (luminance + 0.05) >= 4.5


@pytest.mark.parametrize(("n_outlets", "n_frames"), [(1, 1), (2, 8), (5, 4), (15, 20)])
def test_shares_have_a_panel_for_each_frame(n_outlets, n_frames):
    axes = np.ravel(plot_shares(make_shares(n_outlets, n_frames), "frame"))
    assert len(axes) == (n_frames if n_outlets > 1 else 1)


def test_a_ranking_is_in_one_order_in_all_panels():
    axes = plot_ranked(make_shares(2, 4), "frame", top=3)
    order = [label.get_text() for label in axes[0].get_yticklabels()]
    assert order == ["frame 03", "frame 02", "frame 01"]
    # The second panel shares the axis, so its dots stand in the same rows: 03 first.
    rows = {line.get_ydata()[0]: line.get_xdata()[0] for line in axes[1].lines if line.get_marker() == "o"}
    assert rows == {0: 1.0, 1: pytest.approx(6 / 7), 2: pytest.approx(5 / 7)}


def test_chart_values_are_those_of_the_table():
    shares = make_shares(2, 1)
    ax = plot_shares(shares, "frame")
    dots = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    assert dots == shares["value"].tolist()


def test_the_pairs_of_a_heat_map_fill_both_halves():
    pairs = pd.DataFrame({"first": ["A", "A"], "second": ["B", "C"], "n_together": [3, 1]})
    ax = plot_heatmap(pairs, "first", "second", value="n_together")
    assert sorted(text.get_text() for text in ax.texts) == ["1", "1", "3", "3"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=25))
def test_labels_of_points_never_lie_on_each_other(points):
    _, axes = make_panels(1, height=4)
    axes[0].set_xlim(-0.1, 1.1)
    axes[0].set_ylim(-0.1, 1.1)
    labels = place_labels(axes[0], points, [f"Place {i}" for i in range(len(points))])
    draw_labels(axes[0], labels)
    assert overlapping(boxes(axes[0])) == []
    assert len(boxes(axes[0])) == len(labels)


def test_a_map_names_its_places_with_their_numbers():
    ax = plot_places(PLACES, cover=1.0, background=PLACES[["lat", "lon"]])
    assert [text.get_text() for text in ax.texts] == ["Kyiv 9", "Moscow 5", "Bucha 4"]
    # A degree of longitude is narrowed by the cosine of the middle latitude.
    assert ax.get_aspect() == pytest.approx(1 / np.cos(np.radians((50.45 + 55.75) / 2)))


def test_a_name_on_a_map_lies_on_no_circle_and_one_that_stands_off_has_a_line():
    crowd = pd.DataFrame({"name": [f"Settlement {at}" for at in range(30)], "n_mentions": range(60, 30, -1)})
    crowd = crowd.assign(lat=48 + 0.15 * (np.arange(30) % 5), lon=35 + 0.2 * (np.arange(30) // 5))
    ax = plot_places(crowd, cover=1.0)
    ax.figure.draw_without_rendering()
    centres = ax.transData.transform(crowd[["lon", "lat"]])
    off = 0
    for text in ax.texts:
        box = Text.get_window_extent(text)
        assert not any(box.contains(*centre) for centre in centres)
        x, y = ax.transData.transform(text.xy)
        away = np.hypot(max(box.x0 - x, 0, x - box.x1), max(box.y0 - y, 0, y - box.y1))
        assert away < 30 or text.arrow_patch is not None
        off += text.arrow_patch is not None
    assert off > 0


@pytest.mark.parametrize("columns", [2, 5, 12])
def test_long_names_beside_a_heat_map_are_folded_and_lie_on_each_other_nowhere(columns):
    names = [f"A long name of an event or a thing, number {at:02}" for at in range(columns)]
    table = pd.DataFrame(
        [(row, column, 0.5) for row in names for column in names], columns=["a", "b", "value"]
    )
    ax = plot_heatmap(table, "a", "b")
    ax.figure.draw_without_rendering()
    labels = ax.get_yticklabels()
    assert [label.get_text().replace("\n", " ") for label in labels] == names
    assert overlapping([label.get_window_extent() for label in labels]) == []
    assert ax.get_xticklabels()[0].get_text().startswith("A long name")


def test_a_map_is_cut_to_where_most_mentions_lie_and_says_what_is_outside():
    far = pd.DataFrame({"name": ["Beijing"], "lat": [39.9], "lon": [116.4], "n_mentions": [1]})
    many = pd.DataFrame({"name": "Town", "lat": np.linspace(46, 51, 40), "lon": 31.0, "n_mentions": 5})
    many["lon"] += np.arange(40) % 7
    ax = plot_places(pd.concat([PLACES, many, far]), top=3)
    assert ax.get_xlim()[1] < 60
    assert len(ax.texts) <= 3
    assert "Outside the map: Moscow 5, Beijing 1." in " ".join(ax.figure._supxlabel.get_text().split())
    whole = plot_places(pd.concat([PLACES, far]), cover=1.0)
    assert whole.get_xlim()[1] > 116


@pytest.mark.parametrize(
    ("lat", "lon", "dashed"), [(33.0, 35.5, True), (46.1, 34.0, True), (34.0, 74.5, True), (42.7, 0.7, False)]
)
def test_a_map_draws_land_and_borders_beneath_the_places_and_says_what_dashes_mean(lat, lon, dashed):
    ax = plot_places(pd.DataFrame({"name": ["Town"], "lat": [lat], "lon": [lon], "n_mentions": [1]}))
    (circles,) = ax.collections
    (land,) = ax.patches
    assert land.get_zorder() < min(line.get_zorder() for line in ax.lines) < circles.get_zorder()
    assert any(line.get_linestyle() == "--" for line in ax.lines) == dashed
    caption = " ".join(ax.figure._supxlabel.get_text().split())
    assert "Borders: Natural Earth (2018)" in caption
    assert ("dashed: borders that it calls disputed" in caption) == dashed


def test_a_map_of_the_open_sea_has_no_borders():
    ax = plot_places(pd.DataFrame({"name": ["Ship"], "lat": [28.0], "lon": [-29.0], "n_mentions": [1]}))
    assert (len(ax.patches), len(ax.lines)) == (0, 0)


def test_both_directions_of_keyness_and_shift_are_drawn():
    for ax, widths in ((plot_keyness(KEYNESS), [9.5, -3.0]), (plot_word_shift(SHIFT), [-0.3, 0.1])):
        assert [bar.get_width() for bar in ax.patches] == widths


def test_a_chart_can_be_drawn_into_given_axes():
    _, axes = plt.subplots(2, 1)
    assert plot_voices(make_shares(2, 1).assign(voice="narration"), ax=axes[0]) is axes[0]
    with pytest.raises(ValueError, match="needs 3 axes, one for each panel; `ax` holds 2"):
        plot_over_time(make_summary(3, 4), ax=axes)
    plt.close("all")


def test_no_chart_leaves_a_figure_or_a_setting_behind():
    before = dict(matplotlib.rcParams)
    plot_scatter(make_shares(3, 1), make_shares(3, 1))
    empty_chart("No reason.")
    assert plt.get_fignums() == []
    assert dict(matplotlib.rcParams) == before


def test_a_dollar_sign_in_a_name_is_no_formula():
    shares = make_shares(2, 2).replace({"outlet": {"Outlet 00": "$\\frac{1}{0", "Outlet 01": "<b>$x$"}})
    plot_shares(shares, "frame")[0].figure.draw_without_rendering()
