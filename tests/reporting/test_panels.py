"""The panel: every control redraws, and what cannot be drawn is answered in words."""

import re

import pandas as pd
import pytest

from analysis.reporting.panels import ALL, DRAW, Part, explore
from analysis.store.measured import measure_corpus

TEXTS = [
    "The brave crew held talks on a ceasefire with President Zelensky.",
    "A cruel attack killed two in Kherson. Putin denied that he had planned it. The ceasefire failed.",
    "Prices of grain rose <3 again, traders in Kyiv said.",
]
THINGS = pytest.mark.parametrize("what", DRAW)


def make_articles(texts, dates, outlets):
    articles = pd.DataFrame({"article_id": list("abc")[: len(texts)], "outlet": pd.Categorical(outlets)})
    articles["date"] = pd.to_datetime(dates).astype("datetime64[us]")
    return articles.assign(title=["One", "Two <script>", "Three"][: len(texts)], text=texts)


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Three articles, with a codebook of the user's own."""
    file = tmp_path_factory.mktemp("codebook") / "talks_of_peace.csv"
    file.write_text("term,category\nceasefire*,truce\ngrain,bread\n")
    days = ["2022-09-17", "2022-10-17", "2022-11-17"]
    articles = make_articles(TEXTS, days, ["North", "North", "South"])
    return measure_corpus(articles, codebooks=[file])


def find_controls(panel):
    """The controls of a panel by their labels, and the place where it draws."""
    row, body = panel.children
    return {control.description: control for control in row.children}, body


def open_panel(measured, what):
    controls, body = find_controls(explore(measured))
    controls["What"].value = what
    return controls, body


@THINGS
def test_the_panel_redraws_for_each_outlet_and_period(what, measured):
    controls, body = open_panel(measured, what)
    first = body.value
    assert "<img" in first or "<table" in first
    controls["Outlet"].value = "South"
    south = body.value
    assert south != first
    controls["Outlet"].value = ALL
    assert body.value == first
    months = [value for _, value in controls["Months"].options]
    controls["Months"].value = (months[0], months[0])
    assert body.value != first


@pytest.mark.parametrize(
    ("what", "control", "value"),
    [
        ("tone", "Which", "battle"),
        ("tone", "Which", "vader"),
        ("a name", "Which", "Volodymyr Zelensky"),
        ("a side", "Which", "russia"),
        ("a frame", "Which", ("conflict_frames", "diplomacy")),
        ("words", "Words", "grain"),
    ],
)
def test_the_panel_redraws_for_another_thing(what, control, value, measured):
    controls, body = open_panel(measured, what)
    first = body.value
    controls[control].value = value
    assert body.value != first


def test_the_controls_that_belong_to_another_thing_are_hidden(measured):
    visible = {}
    for what in DRAW:
        controls, _ = open_panel(measured, what)
        visible[what] = [name for name, control in controls.items() if control.layout.display != "none"]
    assert visible == {
        "articles": ["What", "Outlet", "Months"],
        "tone": ["What", "Which", "Outlet", "Months"],
        "a name": ["What", "Which", "Outlet", "Months"],
        "a side": ["What", "Which", "Outlet", "Months"],
        "a frame": ["What", "Which", "Outlet", "Months"],
        "words": ["What", "Words", "Outlet", "Months"],
    }


def test_the_panel_shows_a_side_by_its_share_of_attributions_and_the_sentences(measured):
    controls, body = open_panel(measured, "a side")
    assert controls["Which"].options == ("not known", "russia")
    controls["Which"].value = "russia"
    assert "Share of attributions with the side" in body.value
    assert "<mark>Putin denied that he had planned it</mark>" in body.value
    assert "rule: Putin, denied → russia" in body.value


def test_a_codebook_of_the_users_own_is_among_the_frames(measured):
    controls, body = open_panel(measured, "a frame")
    controls["Which"].value = ("talks_of_peace", "truce")
    assert "<mark>ceasefire</mark>" in body.value
    assert "talks of peace: bread" in [label for label, _ in controls["Which"].options]


@pytest.fixture(scope="module")
def almost_nothing():
    """One article without a date, a name or a cue."""
    return measure_corpus(make_articles(["It was late."], [None], ["X"]))


@pytest.fixture(scope="module")
def nothing():
    return measure_corpus(make_articles(["It was late."], ["2022-09-17"], ["X"]).head(0))


@THINGS
def test_the_panel_over_almost_nothing_still_draws(what, almost_nothing):
    _, body = open_panel(almost_nothing, what)
    assert "<img" in body.value or "<table" in body.value


@THINGS
def test_the_panel_over_no_article_still_draws(what, nothing):
    controls, body = open_panel(nothing, what)
    assert "<img" in body.value or "<table" in body.value
    assert controls["Outlet"].options == (ALL,)


@THINGS
def test_an_outlet_without_a_hit_still_draws(what, measured):
    controls, body = open_panel(measured, what)
    controls["Outlet"].value = "South"
    assert "<img" in body.value or "<table" in body.value
    # The bytes of a picture may spell any three letters.
    assert "Two" not in re.sub(r'src="[^"]*"', "", body.value)


def test_a_corpus_of_one_month_has_no_control_of_months():
    measured = measure_corpus(make_articles(TEXTS[:1], ["2022-09-17"], ["X"]))
    assert list(find_controls(explore(measured))[0]) == ["What", "Which", "Words", "Outlet"]


def test_pictures_of_the_panel_have_their_description_as_alt_text(measured):
    _, body = open_panel(measured, "tone")
    assert '<img alt="Tone (net evaluative words per 100 words)' in body.value


def test_text_of_the_corpus_is_escaped_in_the_panel(measured):
    controls, body = open_panel(measured, "articles")
    assert "Two &lt;script&gt;" in body.value
    controls["What"].value = "words"
    controls["Words"].value = "grain"
    assert "&lt;3 again" in body.value
    assert "<b>" not in body.value


def test_a_word_that_cannot_be_looked_up_is_answered_in_words(measured):
    controls, body = open_panel(measured, "words")
    controls["Words"].value = "* * *"
    assert body.value.startswith("<p>")
    assert "<table" not in body.value
    controls["Words"].value = "ceasefire"
    assert "<table" in body.value


def test_an_error_in_drawing_is_shown_as_escaped_words(measured, monkeypatch):
    def fail(measured, part, chosen):
        raise ValueError(f"No <i>chart</i> of {part.outlet}.")

    monkeypatch.setitem(DRAW, "tone", fail)
    _, body = open_panel(measured, "tone")
    assert body.value == "<p>No &lt;i&gt;chart&lt;/i&gt; of all outlets.</p>"


def test_the_panel_needs_a_measured_corpus():
    with pytest.raises(TypeError, match="explore needs what measure_corpus returns; got DataFrame"):
        explore(pd.DataFrame())


def test_the_tone_of_the_panel_is_that_of_narration_in_news():
    text = "It was a shameful lie. Orlov said that it was a brave act."
    articles = make_articles([text, "They were heroic."], ["2022-09-17"] * 2, ["X", "X"])
    _, body = open_panel(measure_corpus(articles.assign(genre=["news", "opinion"])), "tone")
    assert "<mark>shameful</mark>" in body.value
    assert "brave</mark>" not in body.value
    assert "heroic" not in body.value


def test_a_part_is_an_outlet_and_whole_months():
    days = ["2022-09-01", "2022-09-30", "2022-10-01", None]
    table = pd.DataFrame({"outlet": ["X", "Y", "X", "X"], "date": pd.to_datetime(days)})
    september = pd.Timestamp("2022-09-01")
    assert Part(months=(september, september)).pick(table).index.tolist() == [0, 1]
    assert Part(outlet="X").pick(table).index.tolist() == [0, 2, 3]
    assert Part().pick(table).equals(table)
    assert Part(outlet="Z").pick(table).empty
