"""A wrong argument is answered in words: what is needed, what came, and the nearest names."""

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

WRONG = {
    "show_chart": (lambda: an.show_chart(None), "as the plot_ verbs return it; got NoneType"),
    "show_chart of a table": (lambda: an.show_chart(SUMMARY), "the plot_ verbs return it; got DataFrame"),
    "show_table": (lambda: an.show_table([1]), "show_table needs a pandas DataFrame; got list"),
    "show_evidence": (lambda: an.show_evidence(ARTICLES), "needs the columns 'sentence_id', 'start'"),
    "show_evidence of none": (lambda: an.show_evidence(SENTENCES, top=0), "The `top` must be a whole number"),
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
    "explore": (lambda: an.explore(ARTICLES), "what measure_corpus returns; got DataFrame"),
    "explore of a folder": (lambda: an.explore("corpus"), "what measure_corpus returns; got str"),
    "read_problems": (lambda: an.read_problems("corpus"), "read_problems needs a pandas DataFrame; got str"),
    "add_event_window": (lambda: an.add_event_window(ARTICLES, "soon"), "The `event` must be a day such as"),
    "add_event_window of none": (lambda: an.add_event_window(ARTICLES, "2022-11-11", days=0), "`days` must"),
    "compare_periods": (lambda: an.compare_periods(NAMED, ARTICLES, at="soon"), "The `at` must be a day"),
    "pivot_values": (lambda: an.pivot_values(SUMMARY, "nope"), "pivot_values needs the column 'nope'"),
    "a misspelt group": (lambda: an.count_articles(ARTICLES, by="outlt"), "did you mean 'outlet'"),
    "a misspelt period": (lambda: an.count_articles(ARTICLES, by="quater"), "did you mean 'quarter'"),
    "a misspelt measure": (lambda: an.mean_tone(ARTICLES, measure="vadr"), "did you mean 'vader'"),
    "a misspelt target": (lambda: an.score_keyness(SENTENCES, target="XX"), "did you mean 'X'"),
    "a misspelt column of a chart": (lambda: an.plot_ranked(SUMMARY, "fraem"), "did you mean 'frame'"),
    "a misspelt strength": (lambda: an.plot_network(SUMMARY, strength="lfit"), "did you mean 'lift'"),
    "a misspelt unit": (lambda: an.sample_rows(ARTICLES, 2, unit="articel"), "did you mean 'article'"),
    "sample_rows of none": (lambda: an.sample_rows(ARTICLES, 0), "The `size` must be a whole number"),
    "a sample by no column": (lambda: an.sample_rows(ARTICLES, 1, by="sect"), "needs the column 'sect'"),
    "count_together": (lambda: an.count_together(NAMED, of=ARTICLES, within="articl"), "mean 'article'"),
    "count_places": (lambda: an.count_places(NAMED, ARTICLES), "count_places needs the column 'entity'"),
    "count_spellings": (lambda: an.count_spellings(NAMED), "needs the columns 'entity', 'type'"),
    "find_collocations": (lambda: an.find_collocations(SENTENCES, size=5), "The `size` must be one of 2, 3"),
    "score_word_shift": (lambda: an.score_word_shift(NAMED, of=ARTICLES, target="X"), "the column 'surface'"),
    "rate_per_1000": (lambda: an.rate_per_1000(NAMED, "name", of=ARTICLES), "needs the column 'n_words'"),
    "share_by in per cent": (
        lambda: an.share_by(NAMED, "name", of=ARTICLES, confidence=95), "The `confidence` must lie between"
    ),
    "pivot_values of two": (
        lambda: an.pivot_values(SUMMARY.assign(outlet="X"), "frame"), "law, X has several: add to `what`"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_argument_is_answered_in_words(case):
    call, message = WRONG[case]
    with pytest.raises((TypeError, ValueError), match=message) as error:
        call()
    assert str(error.value).endswith((".", "?"))
