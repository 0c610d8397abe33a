"""Control panels: every control redraws, and what cannot be drawn is said in words."""

import pandas as pd
import pytest

from analysis.reporting.panels import (
    build_panel,
    explore_corpus,
    explore_entities,
    explore_frames,
    explore_language,
    explore_tone,
    pick_rows,
)
from analysis.store.measured import measure_corpus

TEXTS = [
    "The brave crew held talks on a ceasefire with President Zelensky.",
    "A cruel attack killed two in Kherson. Putin denied it. The ceasefire failed.",
    "Prices of grain rose <b>again</b>, traders in Kyiv said.",
]


@pytest.fixture(scope="module")
def measured():
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b", "c"],
            "outlet": pd.Categorical(["North", "North", "South"]),
            "date": pd.to_datetime(["2022-09-17", "2022-10-17", "2022-11-17"]),
            "title": ["One", "Two <script>", "Three"],
            "text": TEXTS,
        }
    )
    return measure_corpus(articles)


def find_controls(panel):
    """The controls of a panel by their labels, and the place where it draws."""
    row, body = panel.children
    return {control.description: control for control in row.children}, body


PANELS = [explore_corpus, explore_tone, explore_entities, explore_frames, explore_language]


@pytest.mark.parametrize("explore", PANELS, ids=lambda verb: verb.__name__)
def test_a_panel_draws_at_once_and_anew_for_each_outlet_and_period(explore, measured):
    controls, body = find_controls(explore(measured))
    assert next(iter(controls)) == "Outlet"
    first = body.value
    assert "<img" in first or "<table" in first
    controls["Outlet"].value = "South"
    south = body.value
    assert south != first
    controls["Outlet"].value = "all outlets"
    assert body.value == first
    months = [value for _, value in controls["Months"].options]
    controls["Months"].value = (months[0], months[0])
    assert body.value != first


@pytest.mark.parametrize(
    ("explore", "control", "value"),
    [
        (explore_tone, "Measure", "battle"),
        (explore_entities, "Name", "Volodymyr Zelensky"),
        (explore_frames, "Frame", ("conflict_frames", "diplomacy")),
        (explore_language, "Words", "grain"),
    ],
)
def test_a_panel_draws_anew_for_another_thing(explore, control, value, measured):
    controls, body = find_controls(explore(measured))
    first = body.value
    controls[control].value = value
    assert body.value != first


@pytest.mark.parametrize("explore", PANELS, ids=lambda verb: verb.__name__)
def test_a_panel_over_next_to_nothing_still_opens(explore):
    articles = pd.DataFrame(
        {"article_id": ["a"], "outlet": pd.Categorical(["X"]), "title": [""], "text": ["It was late."]}
    )
    articles.insert(2, "date", pd.to_datetime([None]))
    _, body = find_controls(explore(measure_corpus(articles)))
    assert "<img" in body.value or "<table" in body.value


def test_pictures_of_a_panel_say_themselves_in_words(measured):
    _, body = find_controls(explore_tone(measured))
    assert '<img alt="Tone (net evaluative words per 100 words)' in body.value


def test_strangers_text_is_escaped_in_a_panel(measured):
    corpus, language = find_controls(explore_corpus(measured)), find_controls(explore_language(measured))
    assert "Two &lt;script&gt;" in corpus[1].value
    language[0]["Words"].value = "grain"
    assert "&lt;b&gt;again" in language[1].value
    assert "<b>" not in language[1].value


def test_a_word_that_cannot_be_looked_up_is_answered_in_words(measured):
    controls, body = find_controls(explore_language(measured))
    controls["Words"].value = "* * *"
    assert body.value.startswith("<p>")
    assert "<table" not in body.value
    controls["Words"].value = "ceasefire"
    assert "<table" in body.value


def test_an_error_in_drawing_is_shown_as_escaped_words():
    def draw(chosen):
        raise ValueError(f"No <i>chart</i> of {chosen['outlet']}.")

    table = pd.DataFrame({"outlet": ["X"], "date": pd.to_datetime(["2022-11-17"])})
    _, body = find_controls(build_panel(table, {"more": "words"}, draw))
    assert body.value == "<p>No &lt;i&gt;chart&lt;/i&gt; of all outlets.</p>"


def test_rows_are_picked_by_outlet_and_whole_months():
    days = ["2022-09-01", "2022-09-30", "2022-10-01"]
    table = pd.DataFrame({"outlet": ["X", "Y", "X"], "date": pd.to_datetime(days)})
    september = pd.Timestamp("2022-09-01")
    assert pick_rows(table, {"months": (september, september)}).index.tolist() == [0, 1]
    assert pick_rows(table, {"outlet": "X"}).index.tolist() == [0, 2]
    assert pick_rows(table, {"outlet": "all outlets"}).equals(table)
    with pytest.raises(ValueError, match="not 'Z'"):
        pick_rows(table, {"outlet": "Z"})


def test_a_corpus_of_one_month_has_no_slider(measured):
    table = pd.DataFrame({"outlet": ["X"], "date": pd.to_datetime(["2022-11-17"])})
    controls, _ = find_controls(build_panel(table, {}, lambda chosen: []))
    assert list(controls) == ["Outlet"]
