"""Evidence: the sentences behind a number, with the counted words marked."""

import pandas as pd
import pytest

from analysis.ids import sample_rows
from analysis.reporting.evidence import join_rules, show_evidence

SENTENCES = pd.DataFrame(
    {
        "article_id": ["a", "a", "b", "c"],
        "outlet": ["X", "X", "Y", "Y"],
        "date": pd.to_datetime(["2022-11-17", "2022-11-17", None, "2022-11-19"]),
        "sentence_id": [0, 1, 0, 0],
        "start": [0, 20, 0, 0],
        "text": [
            "Nothing happened.",
            "The <b>shelling</b> and shelling.",
            "More shelling.",
            "Peace & talks.",
        ],
    }
)
HITS = pd.DataFrame(
    {
        "article_id": ["a", "a", "b"],
        "sentence_id": [1, 1, 0],
        "frame": "military",
        "term": "shell*",
        "start": [27, 44, 5],
        "end": [35, 52, 13],
    }
)


def test_evidence_marks_the_words_that_counted_and_names_the_rule():
    articles = pd.DataFrame({"article_id": ["a", "b"], "title": ["=1+1", "<script>"]})
    shown = show_evidence(SENTENCES, HITS, title="Military frame", articles=articles)
    assert repr(shown).splitlines() == [
        "Military frame: 2 of 2 sentences",
        "1. X, 2022-11-17, a, “=1+1”",
        "   The <b>[shelling]</b> and [shelling].",
        "   rule: shell* → military",
        "2. Y, no date, b, “<script>”",
        "   More [shelling].",
        "   rule: shell* → military",
    ]
    assert "The &lt;b&gt;<mark>shelling</mark>&lt;/b&gt; and <mark>shelling</mark>." in shown.html
    assert "<script>" not in shown.html


def test_the_sample_does_not_depend_on_the_order_of_the_sentences():
    once = show_evidence(SENTENCES, top=2, seed=3)
    again = show_evidence(SENTENCES.sample(frac=1, random_state=1), top=2, seed=3)
    assert repr(once) == repr(again)
    assert len({repr(show_evidence(SENTENCES, top=2, seed=seed)) for seed in range(20)}) > 1


def test_overlapping_hits_are_marked_once():
    hits = HITS.tail(1).assign(start=[0], end=[9])
    both = pd.concat([HITS.tail(1), hits])
    assert "[More shel][ling]." in repr(show_evidence(SENTENCES, both))


class Tables:
    """Tables that are read on request, as `measure_corpus` returns them."""

    sentences = SENTENCES
    mentions = HITS.assign(name=["Kyiv", "Moscow", "Kyiv"])

    def __init__(self):
        self.asked = []

    def read_rows(self, table, *, rows):
        self.asked.append(table)
        titles = pd.DataFrame({"article_id": ["a", "b", "c"], "title": ["One", "Two", ""]})
        return titles[titles["article_id"].isin(rows["article_id"])]

    def read_sentences(self, *, rows):
        self.asked.append(len(rows.drop_duplicates(["article_id", "sentence_id"])))
        return SENTENCES.merge(rows[["article_id", "sentence_id"]].drop_duplicates())


def test_of_a_measured_corpus_only_the_sampled_sentences_are_read():
    tables = Tables()
    shown = show_evidence(tables, HITS, top=1, title="Military frame")
    titles = pd.DataFrame({"article_id": ["a", "b"], "title": ["One", "Two"]})
    assert repr(shown) == repr(show_evidence(SENTENCES, HITS, top=1, title="Military frame", articles=titles))
    assert tables.asked == [1, "headlines"]


def test_without_hits_any_sentence_of_a_measured_corpus_may_be_sampled():
    assert repr(show_evidence(Tables())).startswith("4 of 4 sentences")


def test_rows_without_places_mark_nothing():
    shown = show_evidence(Tables(), HITS.drop(columns=["start", "end"]).assign(n_battle=1))
    assert repr(shown).splitlines() == [
        "2 of 2 sentences",
        "1. X, 2022-11-17, a, “One”",
        "   The <b>shelling</b> and shelling.",
        "2. Y, no date, b, “Two”",
        "   More shelling.",
    ]


def test_sentences_sampled_before_are_counted_among_the_rows_they_come_from():
    rows = SENTENCES[["article_id", "sentence_id"]]
    hits = HITS.merge(sample_rows(HITS[["article_id", "sentence_id"]].drop_duplicates(), 1))
    shown = show_evidence(Tables(), hits, top=1, rows=rows)
    assert repr(shown).startswith("1 of 4 sentences")
    assert repr(shown).splitlines()[1:] == repr(show_evidence(Tables(), HITS, top=1)).splitlines()[1:]


def test_hits_in_other_sentences_are_not_counted():
    elsewhere = HITS.assign(article_id="elsewhere")
    assert repr(show_evidence(SENTENCES, pd.concat([HITS, elsewhere]))).startswith("2 of 2 sentences")
    assert repr(show_evidence(SENTENCES, elsewhere)) == "0 of 0 sentences"


def test_a_pair_of_names_opens_the_sentences_with_both():
    pairs = pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"], "n_together": [1]})
    shown = show_evidence(Tables(), pairs, title="Kyiv and Moscow")
    assert repr(shown).splitlines() == [
        "Kyiv and Moscow: 1 of 1 sentences",
        "1. X, 2022-11-17, a, “One”",
        "   The <b>[shelling]</b> and [shelling].",
        "   rule: shell* → military",
    ]


def test_a_pair_of_names_within_a_sentence_leaves_out_the_sentences_with_one():
    pairs = pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"]})
    pairs.attrs["label"] = "sentences that name both"
    tables = Tables()
    tables.mentions = tables.mentions.assign(sentence_id=[0, 1, 0])
    assert repr(show_evidence(tables, pairs)) == "0 of 0 sentences"


def test_a_pair_of_names_needs_a_measured_corpus():
    pairs = pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"]})
    with pytest.raises(ValueError, match="needs what measure_corpus returns"):
        show_evidence(SENTENCES, pairs)


def test_a_misspelt_column_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match="did you mean 'sentence_ids'"):
        show_evidence(SENTENCES.rename(columns={"sentence_id": "sentence_ids"}))
    with pytest.raises(ValueError, match="did you mean 'article_ids'"):
        show_evidence(Tables(), HITS.rename(columns={"article_id": "article_ids"}))


def test_no_sentence_cannot_be_asked_for():
    with pytest.raises(ValueError, match="`top`"):
        show_evidence(SENTENCES, top=0)


def test_a_rule_without_texts_has_few_words_of_the_article(monkeypatch):
    said = HITS.assign(term="a pensioner in Lugansk whose street burned, said", frame="ukraine")
    assert "whose street burned" in repr(show_evidence(SENTENCES, said))
    monkeypatch.setenv("ANALYSIS_NO_TEXTS", "1")
    shown = show_evidence(SENTENCES, said)
    for page in (shown.html, repr(shown), join_rules(["a pensioner in Lugansk whose street burned, said"])):
        assert "a pensioner in Lugansk …" in page
        assert "whose" not in page
