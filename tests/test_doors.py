"""What goes in wrong is answered at the door: what is needed, what came, what to do."""

import pandas as pd
import pytest

import analysis as an

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b"],
        "outlet": "X",
        "date": pd.to_datetime(["2022-11-17", "2022-12-01"]),
        "text": "T.",
    }
)
SUMMARY = pd.DataFrame({"outlet": ["X", "Y"], "frame": "law", "value": [0.2, 0.4], "low": 0.1, "high": 0.5})
SENTENCES = ARTICLES.assign(sentence_id=0, start=0, quote_spans="")
NAMED = pd.DataFrame({"article_id": ["a"], "name": ["Kyiv"]})

DOORS = {
    "show_chart": (lambda: an.show_chart(None), "which is what the plot_ verbs give; got NoneType"),
    "show_chart of a table": (lambda: an.show_chart(SUMMARY), "the plot_ verbs give; got DataFrame"),
    "show_table": (lambda: an.show_table([1]), "show_table needs a pandas DataFrame; got list"),
    "show_evidence": (lambda: an.show_evidence(ARTICLES), "needs the columns 'sentence_id', 'start'"),
    "show_evidence of none": (lambda: an.show_evidence(SENTENCES, n=0), "The `n` must be a whole number"),
    "plot_ranked": (lambda: an.plot_ranked(SUMMARY, "nope"), "plot_ranked needs the column 'nope'"),
    "plot_ranked of none": (lambda: an.plot_ranked(SUMMARY, "frame", top=0), "The `top` must be"),
    "plot_shares": (lambda: an.plot_shares(ARTICLES, "outlet"), "plot_shares needs the column 'value'"),
    "plot_scatter": (lambda: an.plot_scatter(SUMMARY, SUMMARY[["outlet"]]), "'value', 'low', 'high'"),
    "plot_voices": (lambda: an.plot_voices(SUMMARY), "plot_voices needs the column 'voice'"),
    "plot_heatmap": (lambda: an.plot_heatmap(SUMMARY, "frame", "month"), "needs the column 'month'"),
    "plot_over_time": (lambda: an.plot_over_time(None), "plot_over_time needs a pandas DataFrame"),
    "plot_over_time by nothing": (lambda: an.plot_over_time(SUMMARY), "a summary by one of day, week, month"),
    "plot_keyness": (lambda: an.plot_keyness(SUMMARY), "plot_keyness needs the columns 'word', 'G2'"),
    "plot_word_shift": (lambda: an.plot_word_shift(SUMMARY), "the columns 'word', 'shift', 'direction'"),
    "plot_network": (lambda: an.plot_network(SUMMARY), "plot_network needs the columns 'first', 'second'"),
    "plot_places": (lambda: an.plot_places(SUMMARY), "plot_places needs the columns 'name', 'lat', 'lon'"),
    "find_in_context": (lambda: an.find_in_context(SENTENCES, "ce*fire"), r"`\*` only at the end; not \['ce"),
    "explore_tone": (lambda: an.explore_tone(ARTICLES), "what measure_corpus gives; got DataFrame"),
    "explore_corpus": (lambda: an.explore_corpus("corpus"), "what measure_corpus gives; got str"),
    "read_problems": (lambda: an.read_problems("corpus"), "read_problems needs a pandas DataFrame; got str"),
    "add_event_window": (lambda: an.add_event_window(ARTICLES, "soon"), "The `event` must be a day such as"),
    "add_event_window of none": (lambda: an.add_event_window(ARTICLES, "2022-11-11", days=0), "`days` must"),
    "compare_periods": (lambda: an.compare_periods(NAMED, ARTICLES, at="soon"), "The `at` must be a day"),
    "pivot_values": (lambda: an.pivot_values(SUMMARY, "nope"), "pivot_values needs the column 'nope'"),
    "pivot_values of two": (
        lambda: an.pivot_values(SUMMARY.assign(outlet="X"), "frame"), "law, X has several: add to `what`"
    ),
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_a_wrong_argument_is_answered_in_words(door):
    knock, answer = DOORS[door]
    with pytest.raises((TypeError, ValueError), match=answer) as heard:
        knock()
    assert str(heard.value).endswith((".", "?"))
