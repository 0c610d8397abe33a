"""Quotation marks as they stand in real articles."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.text.paragraphs import split_paragraphs
from analysis.text.quotation_marks import CLOSES, EITHER, LONGEST, OPENS, pair_marks
from analysis.text.quotations import find_quotations, list_unmarked_outlets
from analysis.text.sentences import split_sentences
from articles import make_articles

CASES = json.loads(
    (Path(__file__).resolve().parents[1] / "cases" / "quotations.json").read_text(encoding="utf-8")
)
TEXTS = st.text(alphabet="ab S.,!?\n\n“”„«»\"'’‘`-(é😀", max_size=80)


def find_spans(text):
    """The quotations of one text as (start, end)."""
    return list(find_quotations(make_articles(text))[["start", "end"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_quotations_are_found_as_written_down(case):
    assert find_quotations(make_articles(case["text"]))["text"].tolist() == case["quotations"]


def test_a_table_of_quotations_says_where_each_stands():
    text = "He left.\n\n“We will hold. We can,” he said of ‘the city’.\n\n“No."
    table = find_quotations(make_articles(text)).drop(columns=["outlet", "date"])
    expected = pd.DataFrame({
        "article_id": "a0", "paragraph": [1, 1, 2], "start": [11, 46, 59], "end": [32, 54, 62],
        "text": ["We will hold. We can,", "the city", "No."],
    })  # fmt: skip
    pd.testing.assert_frame_equal(table, expected.astype({"article_id": "str", "text": "str"}))


@settings(deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart(text):
    places = [place for span in find_spans(text) for place in span]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@settings(deadline=None)
@given(TEXTS)
def test_no_quotation_reaches_over_a_blank_line(text):
    assert not [span for span in find_spans(text) if "\n\n" in text[slice(*span)].strip()]


@settings(deadline=None)
@given(st.text(alphabet="abcS .,!?\n()-", max_size=80))
def test_a_text_without_marks_contains_no_quotation(text):
    assert find_spans(text) == []


@settings(deadline=None)
@given(st.integers(0, 200), st.sampled_from('"“”„'))
def test_one_stray_mark_costs_a_sentence_at_most(place, mark):
    sentence = "The siege had gone on for weeks and every road was closed. "
    text = sentence * 40
    place *= len(text) // 200
    spans = find_spans(text[:place] + mark + text[place:])
    assert sum(end - start for start, end in spans) <= max(len(sentence), LONGEST)


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=6))
@example(["He stopped!”\n\nShe", "Then said no."])
def test_the_quotations_of_many_texts_are_those_of_each(texts):
    together = find_quotations(make_articles(*texts))
    alone = [find_spans(text) for text in texts]
    expected = [(f"a{i}", *span) for i, spans in enumerate(alone) for span in spans]
    assert list(together[["article_id", "start", "end"]].itertuples(index=False, name=None)) == expected


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4))
@example(["“We go. ” They left."])
@example(["They met.\n\n‘A war of choice’\n\n“We go. Now.” They left."])
def test_the_spans_of_sentences_joined_over_their_borders_are_the_quotations(texts):
    articles = make_articles(*texts)
    paragraphs = split_paragraphs(articles)
    headings = set(
        paragraphs.loc[paragraphs["kind"] == "heading", ["article_id", "start"]].itertuples(
            index=False, name=None
        )
    )
    quotations = find_quotations(articles).merge(
        paragraphs[["article_id", "paragraph", "start"]].rename(columns={"start": "begins"}),
        on=["article_id", "paragraph"],
    )
    by_id = dict(zip(articles["article_id"], texts, strict=True))
    places = set()
    for row in quotations.itertuples():
        if (row.article_id, row.begins) not in headings:
            text = by_id[row.article_id]
            places |= {(row.article_id, i) for i in range(row.start, row.end) if not text[i].isspace()}
    found = set()
    for row in split_sentences(articles).itertuples():
        for span in row.quote_spans.split():
            start, end = (row.start + int(place) for place in span.split("-"))
            text = by_id[row.article_id]
            found |= {(row.article_id, i) for i in range(start, end) if not text[i].isspace()}
    assert found == places


@given(st.lists(st.sampled_from([OPENS, EITHER]), max_size=6), st.data())
def test_marks_that_open_and_close_by_turns_are_paired_by_turns(opening, data):
    """The finder pairs such marks as arrays; it relies on this."""
    closing = [data.draw(st.sampled_from([CLOSES, EITHER])) for _ in opening]
    kinds = [kind for pair in zip(opening, closing, strict=True) for kind in pair]
    marks = [(3 * i, 3 * i + 1, kind) for i, kind in enumerate(kinds)]
    expected = [(6 * i + 1, 6 * i + 3) for i in range(len(opening))]
    assert pair_marks("-" * 3 * len(kinds), marks, 3 * len(kinds), continued=False) == expected


def test_an_outlet_without_marks_is_listed_from_sentences_as_from_articles():
    texts = ["He left.", "She came.", "“No,” he said.", "It was 'late', he said.", "“No,” he said."]
    articles = pd.DataFrame({
        "article_id": list("abcde"), "outlet": ["X", "X", "Y", "Z", "X"], "date": pd.NaT, "title": "",
        "text": texts, "genre": ["news"] * 4 + ["address"],
    })  # fmt: skip
    assert list_unmarked_outlets(articles, at_least=1) == ["X"]
    assert list_unmarked_outlets(articles) == []
    news = articles[articles["genre"] == "news"]
    assert list_unmarked_outlets(split_sentences(news), at_least=2) == ["X"]
