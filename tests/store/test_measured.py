"""The whole flow: the same tables whatever the batch, the order, the workers and the store."""

import random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.cleaning.pipeline import explain_cleaning
from analysis.corpus.articles import fingerprint_corpus, read_corpus, read_problems
from analysis.matching.kwic import find_in_context
from analysis.store import load
from analysis.store.measured import (
    TABLES,
    Measured,
    measure_articles,
    measure_corpus,
    read_rows,
    read_sentences,
    write_tables,
)

SENTENCES = [
    "Russian forces shelled Kharkiv on Friday.",
    "“We will never surrender,” President Volodymyr Zelensky said.",
    "The so-called ceasefire was a shameful failure, said Sergei Lavrov.",
    "Civilians fled the heroic city of Mariupol.",
    "Talks in Geneva brought no agreement on grain.",
    "It was not a brave decision!",
    "NATO sent air defence systems; Moscow protested.",
    "The Dnipro froze over in January.",
]
FOOTER = "Subscribe to our daily newsletter for more of this."


def invent_articles(n: int, seed: int = 1) -> list[dict]:
    """Articles of four outlets, some with a footer, some copied, some with fields that others lack."""
    draw, articles = random.Random(seed), []
    for number in range(n):
        text = " ".join(draw.choices(SENTENCES, k=draw.randint(1, 12)))
        outlet = draw.choice(["Courier", "Ledger", "Observer", "Tribune"])
        if outlet == "Courier":
            text += f"\n\n{FOOTER}"
        articles.append({
            "id": f"n{number}", "outlet": outlet, "date": f"2022-{draw.randint(1, 12):02d}-17",
            "title": f"Report {number}", "text": text, "words": len(text.split()),
        })  # fmt: skip
    return articles


def write_corpus(folder, articles, files: int = 3):
    """The articles in some files of JSON lines, and the last two of them as text files."""
    folder.mkdir(exist_ok=True)
    for number in range(files):
        rows = pd.DataFrame(articles[:-2][number::files])
        rows.to_json(folder / f"part{number}.jsonl", orient="records", lines=True)
    for one in articles[-2:]:
        head = "".join(f"{key}: {one[key]}\n" for key in ["id", "outlet", "date", "title"])
        (folder / f"{one['id']}.txt").write_text(f"{head}\n{one['text']}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("articles") / "corpus", invent_articles(40))


@pytest.fixture(scope="module")
def plain(corpus):
    return measure_corpus(corpus)


def assert_same(one: Measured, other: Measured, tables=TABLES):
    for name in tables:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    assert one.articles.attrs == other.articles.attrs


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_the_tables_are_the_same_whatever_the_batch(corpus, plain, batch):
    assert_same(measure_corpus(corpus, batch=batch), plain)


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_the_tables_are_the_same_out_of_a_store(corpus, plain, batch, tmp_path):
    assert_same(measure_corpus(corpus, store=tmp_path / "store", batch=batch), plain)


def test_the_tables_are_the_same_from_two_workers(corpus, plain, tmp_path):
    assert_same(measure_corpus(corpus, workers=2, batch=9), plain)
    assert_same(measure_corpus(corpus, workers=2, batch=9, store=tmp_path / "store"), plain)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(12)), batch=st.integers(1, 15), files=st.integers(1, 4))
def test_the_tables_are_the_same_whatever_the_order_and_the_files(order, batch, files, tmp_path_factory):
    articles = invent_articles(12, seed=5)
    folder = tmp_path_factory.mktemp("order")
    # Which files there are is told by `file` alone.
    one = measure_corpus(write_corpus(folder / "a", articles), batch=5)
    other = measure_corpus(
        write_corpus(folder / "b", [articles[at] for at in order], files), batch=batch, store=folder / "store"
    )
    for name in TABLES:
        left, right = (getattr(measured, name) for measured in (one, other))
        if name == "articles":
            left, right = (table[["article_id", "title", "text", "cluster"]] for table in (left, right))
        pd.testing.assert_frame_equal(left, right)


def test_a_part_of_a_corpus_has_the_numbers_it_has_in_the_whole(corpus, plain, tmp_path):
    asked = {"outlets": ["Courier", "Ledger"], "since": "2022-03-01"}
    for store in [None, tmp_path / "store"]:
        part = measure_corpus(corpus, store=store, **asked)
        kept = set(read_corpus(corpus, **asked)["article_id"])
        expected = plain.tone[plain.tone["article_id"].isin(kept)].reset_index(drop=True)
        pd.testing.assert_frame_equal(part.tone, expected)
        assert set(part.articles["article_id"]) == kept
    assert_same(measure_corpus(corpus, **asked), part)


def test_boilerplate_is_taken_from_every_batch(plain):
    assert not plain.sentences["text"].str.contains("newsletter").any()


def test_copies_share_a_cluster_with_and_without_a_store(tmp_path):
    text = " ".join(SENTENCES)
    articles = [
        {"id": "b", "outlet": "x", "date": "2022-01-01", "title": "", "text": text},
        {"id": "a", "outlet": "y", "date": "2022-01-02", "title": "", "text": text + " More was said."},
        {
            "id": "c",
            "outlet": "z",
            "date": "2022-01-02",
            "title": "",
            "text": "Bread and milk ran out early.",
        },
    ]
    corpus = tmp_path / "corpus.jsonl"
    pd.DataFrame(articles).to_json(corpus, orient="records", lines=True)
    for store in [None, tmp_path / "store"]:
        found = measure_corpus(corpus, store=store).articles
        assert found[["article_id", "cluster"]].values.tolist() == [["a", "a"], ["b", "a"], ["c", "c"]]
        part = measure_corpus(corpus, store=store, outlets=["x", "z"]).articles
        assert part["cluster"].tolist() == ["b", "c"]


def test_the_rows_of_an_article_are_the_same_read_alone(corpus, plain, tmp_path):
    stored = measure_corpus(corpus, store=tmp_path / "store", batch=5)
    of = plain.mentions.query("entity == 'volodymyr-zelenskyy'")
    of = of if len(of) else plain.mentions.head(3)
    expected = plain.sentences[plain.sentences["article_id"].isin(of["article_id"])].reset_index(drop=True)
    for measured in [plain, stored]:
        pd.testing.assert_frame_equal(read_rows(measured, "sentences", of=of), expected)
    with pytest.raises(ValueError, match="must be one of 'articles', 'sentences'"):
        read_rows(stored, "quotes", of=of)


def test_problems_are_kept_by_a_store(tmp_path):
    corpus = tmp_path / "corpus"
    write_corpus(corpus, invent_articles(8))
    (corpus / "broken.json").write_text("[]")
    (corpus / "picture.png").write_bytes(b"")
    twice = invent_articles(8)[0] | {"id": "n0", "text": "Another text."}
    pd.DataFrame([twice, {"id": "e", "text": "  "}, invent_articles(8)[1]]).to_json(
        corpus / "more.jsonl", orient="records", lines=True
    )
    (corpus / "brief.txt").write_text(
        "date: 2022-11-17\n\n" + "Die Brücke ist seit dem Angriff gesperrt. " * 10
    )
    stored = measure_corpus(corpus, store=tmp_path / "store").articles
    assert "does not read as English" in set(read_problems(stored)["what"])
    pd.testing.assert_frame_equal(read_problems(stored), read_problems(read_corpus(corpus)))
    assert_same(measure_corpus(corpus, store=tmp_path / "store"), measure_corpus(corpus))


@pytest.mark.parametrize("part", [{}, {"outlets": ["Courier", "Tribune"]}, {"since": "2022-06-01"}])
def test_the_articles_as_they_were_read_are_had_again_from_a_store(corpus, part, tmp_path):
    raw = read_corpus(corpus, **part)
    for store in [None, tmp_path / "store"]:
        measured = measure_corpus(corpus, store=store, batch=7, **part)
        pd.testing.assert_frame_equal(measured.raw, raw)
        assert measured.raw.attrs == raw.attrs
        assert fingerprint_corpus(measured.raw) == fingerprint_corpus(raw)
        assert ["Courier", FOOTER] in measured.boilerplate.values.tolist()
        some = read_rows(measured, "raw", of=raw.tail(3))
        pd.testing.assert_frame_equal(some, raw.tail(3).reset_index(drop=True))


def test_what_cleaning_did_is_told_of_a_few_articles_with_the_boilerplate_of_all(corpus, plain):
    few = plain.raw[plain.raw["outlet"] == "Courier"].head(2)
    steps = explain_cleaning(few, boilerplate=plain.boilerplate).set_index("step")
    assert steps.loc["boilerplate", "n_articles"] == 2
    assert explain_cleaning(few).set_index("step").loc["boilerplate", "n_articles"] == 0


def test_the_sentences_of_some_rows_are_read_each_once_and_in_order(corpus, plain, tmp_path):
    stored = measure_corpus(corpus, store=tmp_path / "store", batch=5)
    of = plain.mentions.sample(frac=0.5, random_state=1)
    asked = set(of[["article_id", "sentence_id"]].itertuples(index=False, name=None))
    held = zip(plain.sentences["article_id"], plain.sentences["sentence_id"], strict=True)
    expected = plain.sentences[[pair in asked for pair in held]].reset_index(drop=True)
    assert len(expected) < len(of)
    for measured in [plain, stored]:
        pd.testing.assert_frame_equal(read_sentences(measured, of=of), expected)
    assert not len(read_sentences(stored, of=of.head(0)))
    with pytest.raises(ValueError, match="read_sentences needs the column 'sentence_id'"):
        read_sentences(stored, of=plain.articles)


@pytest.mark.parametrize("terms", ["ceasefire*", "talks in", ["NATO", "grain"], "s*", "so-called", "dove"])
@pytest.mark.parametrize("part", [{}, {"outlets": ["Ledger"]}])
def test_words_are_found_in_a_store_as_in_all_its_sentences(corpus, terms, part, tmp_path):
    stored = measure_corpus(corpus, store=tmp_path / "store", batch=5, **part)
    expected = find_in_context(stored.sentences, terms)
    for measured in [stored, measure_corpus(corpus, store=None, **part)]:
        found = read_sentences(measured, holding=terms)
        pd.testing.assert_frame_equal(find_in_context(found, terms), expected)
        assert len(found) == len(expected[["article_id", "sentence_id"]].drop_duplicates())
        few = expected.tail(2)
        some = read_sentences(measured, of=few, holding=terms)
        pd.testing.assert_frame_equal(some, read_sentences(measured, of=few))
    with pytest.raises(ValueError, match=r"needs rows \(`of`\) or terms"):
        read_sentences(stored)


def test_a_batch_that_lacks_a_word_is_not_read(tmp_path, monkeypatch):
    articles = invent_articles(12)
    articles[4]["text"] += " An armistice was signed."
    stored = measure_corpus(write_corpus(tmp_path / "corpus", articles), store=tmp_path / "store", batch=3)
    read, read_coded = [], load.read_coded
    monkeypatch.setattr(load, "read_coded", lambda file: read.append(file) or read_coded(file))
    assert read_sentences(stored, holding="armistice*")["article_id"].tolist() == ["n4"]
    assert len(read) == 1


def test_a_table_that_is_loaded_is_not_read_again(corpus, tmp_path):
    stored = measure_corpus(corpus, store=tmp_path / "store")
    before = stored.load("tone")
    assert "tone" not in vars(stored)
    asked, read = [], stored.read
    stored.read = lambda name, of: asked.append(name) or read(name, of)
    pd.testing.assert_frame_equal(stored.tone, before)
    one = before["article_id"].iloc[0]
    assert set(stored.load("tone", {one})["article_id"]) == {one}
    assert asked == ["tone"]


def test_an_unknown_table_is_named(plain):
    with pytest.raises(AttributeError, match="no table 'frames'; there are articles, sentences, tone"):
        _ = plain.frames


def test_a_table_of_articles_is_measured_without_a_store(corpus, plain):
    assert_same(measure_articles(read_corpus(corpus)), plain)


@pytest.mark.parametrize("wrong", [{"batch": 0}, {"workers": 0}])
def test_no_batch_and_no_worker_are_refused(corpus, wrong):
    with pytest.raises(ValueError, match="must be 1"):
        measure_corpus(corpus, **wrong)


def test_every_table_is_written_to_a_file_of_its_name(plain, tmp_path):
    written = write_tables(plain, tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)
    assert sum(written.values()) == sum(len(getattr(plain, name)) for name in TABLES)
