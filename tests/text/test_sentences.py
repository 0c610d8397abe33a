"""Where sentences, paragraphs and quotations begin and end."""

import json
import re
import shutil
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


def read_gum(file):
    """The paragraphs of a GUM document, each a list of sentences."""
    paragraphs = []
    for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
        if re.search(r"^# newpar$", block, re.MULTILINE) or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(re.search(r"^# text = (.*)$", block, re.MULTILINE).group(1))
    return paragraphs


def find_bounds(sentences):
    """After how many characters, white space apart, each sentence ends."""
    sizes = pd.Series([len("".join(sentence.split())) for sentence in sentences])
    return set(sizes.cumsum())


def score_bounds(documents, split):
    """F1 of the sentence bounds that `split` finds in the paragraphs of the documents."""
    right = given_ = found = 0
    for paragraphs in documents:
        gold = find_bounds([sentence for paragraph in paragraphs for sentence in paragraph])
        bounds = find_bounds(split([" ".join(paragraph) for paragraph in paragraphs]))
        right, given_, found = right + len(gold & bounds), given_ + len(gold), found + len(bounds)
    return 2 * right / (given_ + found)


def split_ours(paragraphs):
    articles = make_articles("\n\n".join(paragraphs))
    table = split_paragraphs(articles)
    headings = table[table["kind"] == "heading"]
    return pd.concat([split_sentences(articles), headings]).sort_values("start")["text"].tolist()


@pytest.mark.skipif(not NEWS, reason="the GUM news documents are not beside the checkout")
def test_news_is_split_better_than_by_punkt_and_as_well_with_doubled_stops(tmp_path, monkeypatch):
    import nltk
    from nltk.tokenize import PunktTokenizer

    # NLTK refuses folders that others may write, so its model is copied to one that they may not.
    shutil.copytree(SHARED / "nltk_data/tokenizers/punkt_tab", tmp_path / "tokenizers/punkt_tab")
    for path in [tmp_path, *tmp_path.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    punkt = PunktTokenizer("english")
    documents = [read_gum(file) for file in NEWS]
    ours = score_bounds(documents, split_ours)
    theirs = score_bounds(documents, lambda texts: [one for text in texts for one in punkt.tokenize(text)])
    doubled = [
        [[re.sub(r"(?<=\w)\.([\"”’)]*)$", r"..\1", one) for one in part] for part in document]
        for document in documents
    ]
    assert ours > max(theirs, 0.97)
    assert score_bounds(doubled, split_ours) >= 0.99 * ours


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
