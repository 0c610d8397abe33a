"""Where sentences, paragraphs and quotations begin and end."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.text.chunks import split_chunks
from analysis.text.paragraphs import split_paragraphs
from analysis.text.quotations import find_quotations
from analysis.text.sentences import cut_sentences, split_sentences
from articles import make_articles
from benchmarks.sentences import double_stops, make_splitter, read_paragraphs, score_bounds

HERE = Path(__file__).resolve().parents[1]
SHARED = HERE.parent.parent / "shared" / "data"
CASES = json.loads((HERE / "cases" / "sentences.json").read_text(encoding="utf-8"))
NEWS = sorted((SHARED / "gum").glob("GUM_news_*.conllu"))
PARTS = "Gen. Milley said .. “We go.” U.S. The … 3.5. é😀 » [1] Why? 1. - \" A heading (No. 5) it’s '90s ,”"
FRAGMENTS = st.lists(st.sampled_from([*PARTS.split(), "\n\n", "\n", "\u00a0"]), max_size=25)
TEXTS = st.lists(st.one_of(FRAGMENTS.map(" ".join), st.text(max_size=40)), max_size=4)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['about']}: {case['sentences'][0]}")
def test_sentences_are_split_as_written_down(case):
    articles = make_articles(" ".join(case["sentences"]))
    assert split_sentences(articles)["text"].tolist() == case["sentences"]


def test_there_are_cases_enough():
    assert len(CASES) >= 60


def test_a_table_of_sentences_says_where_each_stands():
    text = "After the withdrawal\n\n“We will hold. We can,” he said.\nHe left.\n\nNo reply."
    table = split_sentences(make_articles(text)).drop(columns=["outlet", "date"])
    expected = pd.DataFrame({
        "article_id": "a0", "sentence_id": [0, 1, 2, 3], "paragraph": [1, 1, 1, 2], "start": [22, 37, 55, 65],
        "text": ["“We will hold.", "We can,” he said.", "He left.", "No reply."],
        "in_quote": [1.0, 6 / 13, 0.0, 0.0], "quote_spans": ["1-14", "0-7", "", ""],
    })  # fmt: skip
    pd.testing.assert_frame_equal(table, expected.astype({"article_id": "str", "text": "str"}))


def test_an_article_without_text_gives_no_sentence():
    articles = make_articles("", None, " \n\n ")
    assert split_sentences(articles).empty
    assert split_paragraphs(articles).empty
    assert find_quotations(articles).empty


def test_no_articles_give_the_columns_all_the_same():
    articles = make_articles("One.")
    for verb in [split_sentences, split_paragraphs, find_quotations]:
        assert verb(articles[:0]).columns.tolist() == verb(articles).columns.tolist()


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("After the withdrawal of Kherson", "heading"),
        ("‘A war of choice’", "heading"),
        ("He left.", "text"),
        ("Is it over?", "text"),
        ("The minister said:", "text"),
        ("and so they went home", "text"),
        ("A line that goes on for many more words than a heading would ever have", "text"),
    ],
)
def test_a_short_line_without_a_stop_is_a_heading(paragraph, kind):
    paragraphs = split_paragraphs(make_articles(f"They met.\n\n{paragraph}\n\nThey parted."))
    assert paragraphs["kind"].tolist() == ["text", kind, "text"]


def test_the_last_line_of_an_article_is_no_heading():
    assert split_paragraphs(make_articles("They met.\n\nRead more"))["kind"].tolist() == ["text", "text"]


def test_outlets_stay_categories():
    articles = make_articles("One. Two.", outlet="X").astype({"outlet": pd.CategoricalDtype(["W", "X"])})
    assert split_sentences(articles)["outlet"].cat.categories.tolist() == ["W", "X"]


def test_a_table_without_text_raises():
    with pytest.raises(ValueError, match="split_sentences needs the column 'text'"):
        split_sentences(make_articles("One.").drop(columns="text"))


@settings(deadline=None)
@given(TEXTS)
def test_places_give_the_exact_text(texts):
    articles = make_articles(*texts)
    whole = dict(zip(articles["article_id"], texts, strict=True))
    for table in [split_sentences(articles), split_paragraphs(articles), find_quotations(articles)]:
        for row in table.itertuples():
            assert whole[row.article_id][row.start :].startswith(row.text)


@settings(deadline=None)
@given(TEXTS)
def test_sentences_and_headings_leave_no_character_out(texts):
    articles = make_articles(*texts)
    paragraphs = split_paragraphs(articles)
    headings = paragraphs[paragraphs["kind"] == "heading"]
    parts = pd.concat([split_sentences(articles), headings]).sort_values(["article_id", "start"])
    found = parts.groupby("article_id")["text"].agg(lambda part: "".join("".join(part).split()))
    wanted = ["".join(text.split()) for text in texts]
    assert found.reindex(articles["article_id"], fill_value="").tolist() == wanted


@settings(deadline=None)
@given(TEXTS)
@example([".. -", "“We"])
@example(["He stopped!”\n\nShe", "Then said no."])
def test_batches_equal_the_whole_in_any_order(texts):
    articles = make_articles(*texts)
    whole = split_sentences(articles)
    batches = [split_sentences(articles.iloc[[row]]) for row in reversed(range(len(articles)))]
    together = pd.concat([whole[:0], *batches]).sort_values(["article_id", "sentence_id"], ignore_index=True)
    pd.testing.assert_frame_equal(together, whole, check_dtype=False)


@settings(deadline=None)
@given(TEXTS)
def test_spans_lie_in_their_sentence_and_shares_between_0_and_1(texts):
    for row in split_sentences(make_articles(*texts)).itertuples():
        places = [int(place) for span in row.quote_spans.split() for place in span.split("-")]
        assert places == sorted(places)
        assert not places or places[-1] <= len(row.text)
        assert 0 <= row.in_quote <= 1
        assert (row.in_quote > 0) <= bool(places)


@pytest.mark.skipif(not NEWS, reason="the GUM news documents are not beside the checkout")
def test_news_is_split_better_than_by_punkt_and_as_well_with_doubled_stops():
    documents = [read_paragraphs(file) for file in NEWS]
    rules = score_bounds(documents, make_splitter())
    punkt = score_bounds(documents, make_splitter(SHARED / "nltk_data/tokenizers/punkt_tab/english"))
    assert rules > max(punkt, 0.97)
    assert score_bounds(list(map(double_stops, documents)), make_splitter()) >= 0.99 * rules


QUOTED = st.lists(st.text(alphabet="ab sS.,!?\n\n“”„«»\"'’‘`-(é😀", max_size=60), max_size=6)


@given(QUOTED)
def test_the_chunks_handed_on_are_those_of_the_sentences(texts):
    articles = make_articles(*texts)
    sentences, chunks = cut_sentences(articles, split_chunks(articles["text"]))
    fresh = split_chunks(sentences["text"])
    assert (list(chunks.texts), len(chunks.distinct)) == (list(fresh.texts), len(fresh.distinct))
    for name in ["text", "start", "end", "blank", "first"]:
        assert getattr(chunks, name).tolist() == getattr(fresh, name).tolist()
    words = [table.spell(np.arange(len(table.code))) for table in (chunks, fresh)]
    assert words[0] == words[1]
