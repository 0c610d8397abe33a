"""The whole flow: the same tables whatever the batch, the order, the workers and the store."""

import copy
import random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.cleaning.pipeline import explain_cleaning
from analysis.corpus.articles import fingerprint_corpus, read_corpus, read_problems
from analysis.matching.kwic import find_in_context
from analysis.measures import TABLES
from analysis.store import load
from analysis.store.measured import Measured, measure_corpus, write_tables

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
FOOTER = "The Courier is printed in the old mill every day of the week."


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
    for article in articles[-2:]:
        head = "".join(f"{key}: {article[key]}\n" for key in ["id", "outlet", "date", "title"])
        (folder / f"{article['id']}.txt").write_text(f"{head}\n{article['text']}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("articles") / "corpus", invent_articles(40))


@pytest.fixture(scope="module")
def plain(corpus):
    return measure_corpus(corpus)


def assert_same(found: Measured, expected: Measured, tables=TABLES):
    for name in tables:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(expected, name))
    assert found.articles.attrs == expected.articles.attrs


@pytest.mark.parametrize("batch", [3, 1000])
def test_the_tables_are_the_same_whatever_the_batch(corpus, plain, batch):
    assert_same(measure_corpus(corpus, batch=batch), plain)


@pytest.mark.parametrize("batch", [4, 1000])
def test_the_tables_are_the_same_out_of_a_store(corpus, plain, batch, tmp_path):
    assert_same(measure_corpus(corpus, store=tmp_path / "store", batch=batch), plain)


def test_the_tables_are_the_same_from_two_workers(corpus, plain, tmp_path):
    assert_same(measure_corpus(corpus, workers=2, batch=9), plain)
    assert_same(measure_corpus(corpus, workers=2, batch=9, store=tmp_path / "store"), plain)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(12)), batch=st.integers(1, 15), files=st.integers(1, 4))
def test_the_tables_are_the_same_whatever_the_order_and_the_files(order, batch, files, tmp_path_factory):
    articles = invent_articles(12, seed=5)
    folder = tmp_path_factory.mktemp("order")
    first = measure_corpus(write_corpus(folder / "a", articles), batch=5)
    shuffled = write_corpus(folder / "b", [articles[number] for number in order], files)
    second = measure_corpus(shuffled, batch=batch, store=folder / "store")
    for name in TABLES:
        left, right = (getattr(measured, name) for measured in (first, second))
        # Only the column `file` depends on the files.
        if name == "articles":
            left, right = (table[["article_id", "title", "text", "cluster"]] for table in (left, right))
        pd.testing.assert_frame_equal(left, right)


def test_a_part_of_a_corpus_has_the_numbers_it_has_in_the_whole(corpus, plain, tmp_path):
    asked = {"outlets": ["Courier", "Ledger"], "since": "2022-03-01"}
    for store in [None, tmp_path / "store"]:
        part = measure_corpus(corpus, store=store, **asked)
        kept = set(read_corpus(corpus, **asked)["article_id"])
        expected = plain.tone[plain.tone["article_id"].isin(kept)].reset_index(drop=True)
        # Which articles share a cluster depends on the part that is asked for.
        without = [table.drop(columns="cluster") for table in (part.tone, expected)]
        pd.testing.assert_frame_equal(*without)
        assert set(part.articles["article_id"]) == kept
    assert_same(measure_corpus(corpus, **asked), part)


def test_boilerplate_is_taken_from_every_batch(plain):
    assert not plain.sentences["text"].str.contains("old mill").any()


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
    rows = plain.mentions.head(3)
    expected = plain.sentences[plain.sentences["article_id"].isin(rows["article_id"])].reset_index(drop=True)
    for measured in [plain, stored]:
        pd.testing.assert_frame_equal(measured.read_rows("sentences", rows=rows), expected)
        pd.testing.assert_frame_equal(measured.read_rows("sentences", rows=rows["article_id"]), expected)
    first = expected["article_id"].iloc[0]
    assert set(stored.read_rows("sentences", rows=first)["article_id"]) == {first}
    for name in ["sentences", "mentions", "attributions"]:
        nothing = stored.read_rows(name, rows=["no such article"])
        pd.testing.assert_frame_equal(nothing, getattr(plain, name).head(0))


def test_the_categories_of_a_table_are_kept_in_the_store(corpus, plain, tmp_path, monkeypatch):
    store = tmp_path / "store"
    pd.testing.assert_frame_equal(measure_corpus(corpus, store=store).attributions, plain.attributions)
    monkeypatch.setattr("analysis.store.store.measure_nothing", None)  # reads the registry
    pd.testing.assert_frame_equal(measure_corpus(corpus, store=store).attributions, plain.attributions)


def test_read_rows_names_what_is_wrong(plain):
    with pytest.raises(ValueError, match="'sentences'"):
        plain.read_rows("sentnces", rows=["n1"])
    with pytest.raises(ValueError, match="'boilerplate'"):
        plain.read_rows("boilerplate", rows=["n1"])
    with pytest.raises(ValueError, match="read_rows needs the column 'article_id'"):
        plain.read_rows("sentences", rows=pd.DataFrame({"id": ["n1"]}))


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
def test_a_store_gives_back_the_articles_as_they_were_read(corpus, part, tmp_path):
    raw = read_corpus(corpus, **part)
    for store in [None, tmp_path / "store"]:
        measured = measure_corpus(corpus, store=store, batch=7, **part)
        pd.testing.assert_frame_equal(measured.raw, raw)
        assert measured.raw.attrs == raw.attrs
        assert fingerprint_corpus(measured.raw) == fingerprint_corpus(raw)
        assert ["Courier", FOOTER] in measured.boilerplate.values.tolist()
        some = measured.read_rows("raw", rows=raw.tail(3))
        pd.testing.assert_frame_equal(some, raw.tail(3).reset_index(drop=True))


def test_the_account_of_cleaning_uses_the_boilerplate_of_the_whole_corpus(corpus, plain):
    few = plain.raw[plain.raw["outlet"] == "Courier"].head(2)
    steps = explain_cleaning(few, boilerplate=plain.boilerplate).set_index("step")
    assert steps.loc["boilerplate", "n_articles"] == 2
    assert explain_cleaning(few).set_index("step").loc["boilerplate", "n_articles"] == 0


def test_read_sentences_gives_each_sentence_of_some_rows_once_and_in_text_order(corpus, plain, tmp_path):
    stored = measure_corpus(corpus, store=tmp_path / "store", batch=5)
    rows = plain.mentions.sample(frac=0.5, random_state=1)
    wanted = set(rows[["article_id", "sentence_id"]].itertuples(index=False, name=None))
    pairs = zip(plain.sentences["article_id"], plain.sentences["sentence_id"], strict=True)
    expected = plain.sentences[[pair in wanted for pair in pairs]].reset_index(drop=True)
    assert len(expected) < len(rows)
    for measured in [plain, stored]:
        pd.testing.assert_frame_equal(measured.read_sentences(rows=rows), expected)
    assert not len(stored.read_sentences(rows=rows.head(0)))
    with pytest.raises(ValueError, match="read_sentences needs the column 'sentence_id'"):
        stored.read_sentences(rows=plain.articles)


@pytest.fixture(scope="module", params=[{}, {"outlets": ["Ledger"]}], ids=["whole", "part"])
def both_ways(request, corpus, tmp_path_factory):
    """A corpus measured with a store and without one."""
    store = tmp_path_factory.mktemp("both") / "store"
    stored = measure_corpus(corpus, store=store, batch=5, **request.param)
    return stored, measure_corpus(corpus, store=None, **request.param)


@pytest.mark.parametrize("terms", ["ceasefire*", "talks in", ["NATO", "grain"], "s*", "so-called", "dove"])
def test_read_sentences_finds_every_sentence_that_contains_a_term(both_ways, terms):
    stored, _ = both_ways
    expected = find_in_context(stored.sentences, terms)
    for measured in both_ways:
        found = measured.read_sentences(containing=terms)
        pd.testing.assert_frame_equal(find_in_context(found, terms), expected)
        assert len(found) == len(expected[["article_id", "sentence_id"]].drop_duplicates())
        few = expected.tail(2)
        some = measured.read_sentences(rows=few, containing=terms)
        pd.testing.assert_frame_equal(some, measured.read_sentences(rows=few))
    with pytest.raises(ValueError, match="read_sentences needs `rows`"):
        stored.read_sentences()


def test_a_batch_that_lacks_a_word_is_not_read(tmp_path, monkeypatch):
    articles = invent_articles(12)
    articles[4]["text"] += " An armistice was signed."
    stored = measure_corpus(write_corpus(tmp_path / "corpus", articles), store=tmp_path / "store", batch=3)
    read, read_coded = [], load.read_coded
    monkeypatch.setattr(load, "read_coded", lambda file: read.append(file) or read_coded(file))
    assert stored.read_sentences(containing="armistice*")["article_id"].tolist() == ["n4"]
    assert len(read) == 1


def test_a_table_that_is_loaded_is_not_read_again(plain):
    read_tables = []

    def read(name, article_ids, containing):
        read_tables.append(name)
        return plain.tone if article_ids is None else pd.DataFrame()

    measured, first = Measured(read), plain.tone["article_id"].iloc[0]
    assert measured.tone is measured.tone
    assert set(measured.read_rows("tone", rows=[first])["article_id"]) == {first}
    assert read_tables == ["tone"]


def test_a_misspelt_table_is_answered_with_the_names_of_tables(plain):
    with pytest.raises(AttributeError, match="'mentions'"):
        _ = plain.mentons
    assert not hasattr(plain, "_repr_html_")


def test_measured_lists_its_tables_and_has_two_methods(plain):
    beside = ["headlines", "raw", "boilerplate", "codebooks", "read_rows", "read_sentences"]
    assert dir(plain) == sorted([*TABLES, *beside])
    public = [name for name in vars(Measured) if not name.startswith("_")]
    assert public == ["codebooks", "read_rows", "read_sentences"]


def test_measured_can_be_copied(plain):
    assert copy.copy(plain).tone is plain.tone


def test_a_table_of_articles_is_measured_without_a_store(corpus, plain):
    assert_same(measure_corpus(read_corpus(corpus)), plain)


@pytest.mark.parametrize("part", [{"outlets": ["Courier", "Ledger"], "since": "2022-03-01"}, {}])
def test_a_part_of_a_table_is_measured_as_the_same_part_of_its_files(corpus, part):
    measured = measure_corpus(read_corpus(corpus), **part)
    assert_same(measured, measure_corpus(corpus, **part))


def test_a_table_of_articles_cannot_have_a_store(corpus, tmp_path):
    with pytest.raises(ValueError, match="the path of the corpus"):
        measure_corpus(read_corpus(corpus), store=tmp_path / "store")


@pytest.mark.parametrize("option", ["batch", "workers"])
def test_a_batch_and_the_workers_must_be_at_least_one(corpus, option):
    with pytest.raises(ValueError, match=f"`{option}` must be"):
        measure_corpus(corpus, **{option: 0})


def test_write_tables_writes_one_file_per_table(plain, tmp_path):
    written = write_tables(plain, tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)
    assert sum(written.values()) == sum(len(getattr(plain, name)) for name in TABLES)
