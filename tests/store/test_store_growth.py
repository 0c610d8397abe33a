"""A store that grows: which files are read again, which files may be lost, and which batches are joined."""

import multiprocessing
import os
import shutil
import signal

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import sources as corpus_sources
from analysis.corpus.articles import read_problems
from analysis.ids import mix_numbers
from analysis.matching.prefilter import pick_containing
from analysis.measures import TABLES
from analysis.readers import textfile
from analysis.store import batches, samples
from analysis.store import files as store_files
from analysis.store import fill as store_fill
from analysis.store import sources as store_sources
from analysis.store.disk import folder as store_folder
from analysis.store.measured import measure_corpus
from tests.store.test_measured import FOOTER, assert_same, invent_articles, write_corpus


def note_calls(monkeypatch, module, name) -> list:
    """The arguments that a function of a module is called with from now on."""
    calls, real = [], getattr(module, name)

    def call(*arguments, **options):
        calls.append(arguments)
        return real(*arguments, **options)

    monkeypatch.setattr(module, name, call)
    return calls


def write_text(corpus, number: int, **change) -> None:
    article = {
        "title": f"Report {number}",
        "outlet": "Herald",
        "date": "2022-03-04",
        "text": f"Day {number} of war.",
    }
    article |= change
    head = "".join(f"{key}: {value}\n" for key, value in article.items() if key != "text")
    (corpus / f"{number:03d}.txt").write_text(f"{head}\n{article['text']}", encoding="utf-8")


# Which files are read again.


def test_an_unchanged_file_is_not_read_again(both, monkeypatch):
    corpus, folder = both
    monkeypatch.setattr(store_files, "TICK", -(10**15))
    write_text(corpus, 1)
    measure_corpus(corpus, store=folder)
    read = note_calls(monkeypatch, store_files, "hash_file")
    measure_corpus(corpus, store=folder)
    assert read == []
    (corpus / "part1.jsonl").touch()
    measure_corpus(corpus, store=folder)
    assert [file.name for (file,) in read] == ["part1.jsonl"]


def test_a_file_written_a_moment_ago_is_read_again(both, monkeypatch):
    corpus, folder = both
    write_text(corpus, 1)
    measure_corpus(corpus, store=folder)
    read = note_calls(monkeypatch, store_files, "hash_file")
    measure_corpus(corpus, store=folder)
    assert "001.txt" in [file.name for (file,) in read]


def test_a_file_that_changes_while_it_is_read_is_read_again(both, monkeypatch):
    corpus, folder = both
    write_text(corpus, 1)
    real, changes = store_sources.read_source, iter([2, 3])

    def read_and_change(source):
        table = real(source)
        number = next(changes, None)
        if number:
            write_text(corpus, 1, text=f"Day {number} of war.")
        return table

    monkeypatch.setattr(store_sources, "read_source", read_and_change)
    measured = measure_corpus(corpus, store=folder)
    assert "Day 3 of war." in set(measured.sentences["text"])
    assert_same(measured, measure_corpus(corpus))


def test_files_that_do_not_stop_changing_are_an_error(both, monkeypatch):
    corpus, folder = both
    real, number = store_sources.read_source, iter(range(10, 99))

    def read_and_change(source):
        table = real(source)
        write_text(corpus, 1, text=f"Day {next(number)} of war.")
        return table

    monkeypatch.setattr(store_sources, "read_source", read_and_change)
    write_text(corpus, 1)
    with pytest.raises(OSError, match="change while they are read"):
        measure_corpus(corpus, store=folder)


@pytest.mark.parametrize("lost", ["catalog", "index", "files.parquet", "boilerplate", "compared"])
def test_summaries_of_the_store_may_be_deleted(both, lost, monkeypatch):
    corpus, folder = both
    expected = measure_corpus(corpus, store=folder)
    _ = expected.articles
    made = note_calls(monkeypatch, batches, "make_tables")
    if (folder / lost).is_dir():
        shutil.rmtree(folder / lost)
    else:
        (folder / lost).unlink()
    assert_same(measure_corpus(corpus, store=folder), expected)
    assert made == []


@pytest.mark.parametrize("lost", ["catalog", "index", "files.parquet"])
def test_summaries_of_the_store_may_be_damaged(both, lost):
    corpus, folder = both
    expected = measure_corpus(corpus, store=folder)
    files = [folder / lost] if (folder / lost).is_file() else list((folder / lost).iterdir())
    for file in files:
        file.write_bytes(file.read_bytes()[:-7])
    assert_same(measure_corpus(corpus, store=folder), expected)


def test_a_store_that_cannot_be_written_to_can_be_read_without_its_summaries(both, monkeypatch):
    corpus, folder = both
    expected = measure_corpus(corpus)
    for name in ["catalog", "index"]:
        shutil.rmtree(folder / name)
    (folder / "files.parquet").unlink()

    def fail(*_):
        raise OSError(30, "read-only")

    monkeypatch.setattr(store_folder.os, "fsync", fail)
    assert_same(measure_corpus(corpus, store=folder), expected)


def test_an_article_takes_some_tens_of_bytes_of_memory(both):
    corpus, folder = both
    rows = store_fill.update_store(corpus, folder, batch=6).catalog.rows
    assert rows.drop(columns="outlet").memory_usage(index=False, deep=True).sum() / len(rows) < 60
    assert rows["outlet"].cat.codes.dtype.itemsize == 1


# Text files, some hundreds to a source.


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """A corpus of text files, four to a source, and the files that are parsed from now on."""
    monkeypatch.setattr(corpus_sources, "TOGETHER", 4)
    corpus = tmp_path / "texts"
    corpus.mkdir()
    for number in range(15):
        write_text(corpus, number, date=f"0{number % 9 + 1}/0{number % 7 + 1}/2022", words=str(number))
    return corpus, note_calls(monkeypatch, textfile, "read_text"), tmp_path / "store"


def test_one_new_text_file_makes_only_its_group_be_read_again(texts):
    corpus, read, folder = texts
    measure_corpus(corpus, store=folder)
    assert len(read) == 15
    read.clear()
    write_text(corpus, 15, date="01/02/2022")
    measured = measure_corpus(corpus, store=folder)
    assert 1 <= len(read) < 10
    assert_same(measured, measure_corpus(corpus))


def test_a_text_file_that_shows_the_order_of_dates_makes_no_other_be_read_again(texts):
    corpus, read, folder = texts
    first = measure_corpus(corpus, store=folder)
    assert f"{first.articles.set_index('title')['date']['Report 8']:%m-%d}" == "09-02"
    write_text(corpus, 15, date="31/01/2022")
    read.clear()
    second = measure_corpus(corpus, store=folder)
    assert len(read) < 10
    assert f"{second.articles.set_index('title')['date']['Report 8']:%m-%d}" == "02-09"
    assert_same(second, measure_corpus(corpus))
    pd.testing.assert_frame_equal(
        read_problems(second.articles), read_problems(measure_corpus(corpus).articles)
    )
    (corpus / "015.txt").unlink()
    assert_same(measure_corpus(corpus, store=folder), first)


def test_a_column_of_text_files_is_numeric_if_it_is_so_in_all_files(texts):
    corpus, _, folder = texts
    assert measure_corpus(corpus, store=folder).articles["words"].dtype.kind == "i"
    write_text(corpus, 15, words="many", editor="Anna")
    measured = measure_corpus(corpus, store=folder)
    assert set(measured.articles["words"]) > {"1", "14", "many"}
    assert_same(measured, measure_corpus(corpus))
    ids = measured.articles["article_id"].iloc[3:5]
    some = measured.read_rows("articles", rows=ids)
    expected = measured.articles.iloc[3:5].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, expected)


# Batches.


def count_batches(folder) -> int:
    return len(list((folder / "articles").rglob("*.parquet")))


def test_many_additions_do_not_leave_as_many_batches(both, monkeypatch):
    corpus, folder = both
    monkeypatch.setattr(store_fill, "SMALL", 3)
    for number in range(8):
        write_text(corpus, number)
        measured = measure_corpus(corpus, store=folder)
        assert count_batches(folder) <= 4
    assert_same(measured, measure_corpus(corpus))


def test_small_batches_are_joined_and_not_measured_again(both, monkeypatch):
    corpus, folder = both
    write_text(corpus, 1)
    monkeypatch.setattr(store_fill, "SMALL", 1)
    made = note_calls(monkeypatch, batches, "make_tables")
    measured = measure_corpus(corpus, store=folder)
    assert [len(tables["raw"]) for tables, _, _ in made] == [1]
    assert count_batches(folder) == 1
    assert_same(measured, measure_corpus(corpus))


def test_articles_that_are_gone_leave_the_store_when_batches_are_joined(both, monkeypatch):
    corpus, folder = both
    (corpus / "part1.jsonl").unlink()
    monkeypatch.setattr(store_fill, "SMALL", 1)
    write_text(corpus, 1)
    measured = measure_corpus(corpus, store=folder)
    sizes = [len(pd.read_parquet(file)) for file in (folder / "articles").rglob("*.parquet")]
    assert sum(sizes) == len(measured.articles)
    assert_same(measured, measure_corpus(corpus))
    found = measured.read_sentences(containing=["ceasefire*", "grain"])
    pd.testing.assert_frame_equal(found, pick_containing(measured.sentences, ["ceasefire*", "grain"]))
    assert len(found)


def measure_and_die(corpus, folder, nth: int) -> None:
    """Measure and join batches, but be killed at the nth file that gets its name."""
    replaced, replace = 0, os.replace
    store_fill.SMALL = 1

    def replace_or_die(*names):
        nonlocal replaced
        replaced += 1
        if replaced == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        replace(*names)

    os.replace = replace_or_die
    measure_corpus(corpus, store=folder)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_run_killed_while_it_joins_batches_loses_nothing(both, tmp_path):
    corpus, folder = both
    write_text(corpus, 1)
    expected = measure_corpus(corpus)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["analysis.store.measured"])
    codes = []
    for nth in [12, 20]:
        copy = shutil.copytree(folder, tmp_path / f"store{nth}")
        run = context.Process(target=measure_and_die, args=(corpus, copy, nth))
        run.start()
        run.join()
        codes.append(run.exitcode)
        assert_same(measure_corpus(corpus, store=copy), expected)
    assert codes.count(-signal.SIGKILL) >= 1


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["", "a", "b", "b2"])), min_size=1, max_size=4),
        min_size=1, max_size=5,
    ),
    batch=st.integers(2, 9),
)  # fmt: skip
def test_the_store_gives_the_tables_of_a_fresh_run_after_any_changes(steps, batch, tmp_path_factory):
    folder = tmp_path_factory.mktemp("steps")
    corpus = write_corpus(folder / "corpus", invent_articles(6, seed=3))
    texts = {"a": "The war goes on.", "b": f"Talks failed.\n\n{FOOTER}", "b2": f"Talks failed. \n\n{FOOTER}"}
    small, sample = store_fill.SMALL, samples.SAMPLE
    store_fill.SMALL = 2
    try:
        for step in steps:
            for number, text in step:
                file = corpus / f"{number:03d}.txt"
                if text:
                    write_text(corpus, number, outlet="Courier", text=texts[text], title=f"{number % 3}")
                else:
                    file.unlink(missing_ok=True)
            stored = measure_corpus(corpus, store=folder / "store", batch=batch)
            fresh = measure_corpus(corpus)
            for name in TABLES:
                pd.testing.assert_frame_equal(getattr(stored, name), getattr(fresh, name))
    finally:
        store_fill.SMALL, samples.SAMPLE = small, sample


def test_the_first_process_measures_nothing_where_there_are_workers(both, monkeypatch):
    corpus, folder = both
    shutil.rmtree(folder)
    made = note_calls(monkeypatch, batches, "make_tables")
    measured = measure_corpus(corpus, store=folder, workers=2, batch=7)
    assert made == []
    assert_same(measured, measure_corpus(corpus))


# Numbers.


def test_numbers_mixed_tell_rows_apart():
    rows = np.array([(a, b, c) for a in range(20) for b in range(20) for c in (0, 1)])
    assert len(set(mix_numbers(*rows.T).tolist())) == len(rows)
