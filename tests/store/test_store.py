"""The store: what a change costs, what it never shows, and what a killed run leaves behind."""

import errno
import json
import multiprocessing
import os
import shutil
import signal
import threading
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock

from analysis.matching import lexicon
from analysis.store import batches
from analysis.store.disk import folder as store_folder
from analysis.store.disk.folder import open_store, place_store, write_whole
from analysis.store.measured import measure_corpus
from tests.store.test_measured import assert_same, invent_articles, write_corpus

ARTICLE = {"id": "new", "outlet": "Ledger", "date": "2022-05-05", "title": "More", "text": "The war goes on."}


@pytest.fixture
def made(monkeypatch):
    """The calls of `make_tables`: what the tables are made from, how many rows that has, which tables."""
    calls = []

    def note(tables, wanted, measures):
        base = next(name for name in ["raw", "sentences", "articles"] if name in tables)
        calls.append((base, len(tables[base]), sorted(wanted)))
        return make_tables(tables, wanted, measures)

    make_tables = batches.make_tables
    monkeypatch.setattr(batches, "make_tables", note)
    return calls


def list_files(folder: Path) -> dict[str, int]:
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != "lock"]
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in files}


def add_article(corpus: Path, **change) -> None:
    pd.DataFrame([ARTICLE | change]).to_json(corpus / "added.jsonl", orient="records", lines=True)


def test_text_files_are_read_again_when_the_folder_that_names_their_outlet_changes(tmp_path):
    measured = []
    for name in ["Courier", "Ledger"]:
        corpus = tmp_path / name / "2022"
        corpus.mkdir(parents=True)
        (corpus / "2022-11-17.txt").write_text("title: Bridge hit\n\nA lorry blew up.")
        measured.append(measure_corpus(corpus, store=tmp_path / "store").tone)
    assert [tone["outlet"].tolist() for tone in measured] == [["Courier"], ["Ledger"]]


def test_a_store_that_holds_everything_is_not_written_to(both, made):
    corpus, folder = both
    before = list_files(folder)
    measure_corpus(corpus, store=folder, batch=6)
    assert made == []
    assert list_files(folder) == before


def test_one_new_article_costs_one_article(both, made):
    corpus, folder = both
    add_article(corpus)
    measured = measure_corpus(corpus, store=folder)
    assert [(base, n_rows) for base, n_rows, _ in made] == [("raw", 1)]
    assert_same(measured, measure_corpus(corpus))


def test_a_changed_article_costs_one_article_and_its_old_text_is_gone(both, made):
    corpus, folder = both
    add_article(corpus)
    measure_corpus(corpus, store=folder)
    made.clear()
    add_article(corpus, text="The war is over, said Zelensky.")
    measured = measure_corpus(corpus, store=folder)
    assert [(base, n_rows) for base, n_rows, _ in made] == [("raw", 1)]
    assert_same(measured, measure_corpus(corpus))
    assert "The war goes on." not in set(measured.sentences["text"])


def test_a_file_of_the_same_size_and_time_is_still_seen_to_have_changed(both):
    corpus, folder = both
    file = corpus / "part0.jsonl"
    before = file.stat()
    file.write_text(file.read_text().replace("January", "October"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert_same(measure_corpus(corpus, store=folder), measure_corpus(corpus))


def list_persons(corpus, store):
    mentions = measure_corpus(corpus, store=store).mentions
    return sorted(set(mentions.loc[mentions["type"].eq("person"), "surface"]))


def sign_corpus(corpus, byline):
    text = "Volodymyr Zelensky met Emmanuel Macron on Monday. Emmanuel Macron said nothing."
    corpus.mkdir(exist_ok=True)
    (corpus / "one.jsonl").write_text(json.dumps({**ARTICLE, "text": text, "byline": byline}))


def test_an_author_is_no_mention_and_another_byline_is_seen(tmp_path):
    corpus, store = tmp_path / "corpus", tmp_path / "store"
    sign_corpus(corpus, "Emmanuel Macron")
    assert list_persons(corpus, store) == list_persons(corpus, None) == ["Volodymyr Zelensky"]
    sign_corpus(corpus, "Somebody Else")
    both = ["Emmanuel Macron", "Volodymyr Zelensky"]
    assert list_persons(corpus, store) == list_persons(corpus, None) == both
    sign_corpus(corpus, "Emmanuel Macron")
    measure_corpus(corpus, store=store)
    # The author is also known where the table is made from stored sentences.
    shutil.rmtree(store / "mentions")
    assert list_persons(corpus, store) == ["Volodymyr Zelensky"]


def test_an_article_taken_away_is_gone_from_every_table(both):
    corpus, folder = both
    (corpus / "part1.jsonl").unlink()
    assert_same(measure_corpus(corpus, store=folder), measure_corpus(corpus))


def test_boilerplate_that_appears_with_a_new_article_is_taken_from_the_old_ones(both):
    corpus, folder = both
    rows = [
        ARTICLE | {"id": f"m{n}", "text": f"Day {n} of the war.\n\nAll rights are reserved by us."}
        for n in range(9)
    ]
    pd.DataFrame(rows[:4]).to_json(corpus / "x.jsonl", orient="records", lines=True)
    first = measure_corpus(corpus, store=folder)
    assert first.sentences["text"].str.contains("rights are reserved").sum() == 4
    pd.DataFrame(rows).to_json(corpus / "x.jsonl", orient="records", lines=True)
    second = measure_corpus(corpus, store=folder)
    assert not second.sentences["text"].str.contains("rights are reserved").any()
    assert_same(second, measure_corpus(corpus))


def test_a_changed_word_list_makes_one_table_again(both, made, tmp_path, monkeypatch):
    corpus, folder = both
    lists = shutil.copytree(lexicon.FOLDER, tmp_path / "lexicons")
    monkeypatch.setattr(lexicon, "FOLDER", lists)
    rows = pd.read_csv(lists / "conflict_frames.csv", dtype=str, keep_default_na=False)
    rows[~rows["term"].str.startswith("ceasefire")].to_csv(lists / "conflict_frames.csv", index=False)
    measured = measure_corpus(corpus, store=folder)
    assert {(base, tuple(wanted)) for base, _, wanted in made} == {("sentences", ("conflict_frames",))}
    assert_same(measured, measure_corpus(corpus))
    assert "ceasefire" not in set(measured.conflict_frames["surface"])


def test_without_its_store_a_corpus_gives_the_same_tables(both):
    corpus, folder = both
    first = measure_corpus(corpus, store=folder)
    assert_same(first, measure_corpus(corpus, store=None))
    shutil.rmtree(folder)
    assert_same(measure_corpus(corpus, store=folder), first)


def test_the_store_beside_a_corpus_is_used_and_none_is_made(both, made):
    corpus, folder = both
    measure_corpus(corpus)
    assert not place_store(corpus).exists()
    shutil.move(folder, place_store(corpus))
    made.clear()
    measured = measure_corpus(corpus)
    assert made == []
    assert_same(measured, measure_corpus(corpus, store=None))


def test_a_folder_of_something_else_is_no_store(tmp_path):
    (tmp_path / "thesis.txt").write_text("dear")
    with pytest.raises(ValueError, match="holds something else"):
        open_store(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


# What a killed run leaves.


def measure_and_die(corpus: Path, folder: Path, nth: int, half: bool) -> None:
    """Measure, but be killed at the nth file: when half of it is written, or before it has its name."""
    written = 0
    replace, sync = os.replace, os.fsync

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    def sync_or_die(handle):
        nonlocal written
        written += 1
        if written == nth and half:
            os.ftruncate(handle, os.fstat(handle).st_size // 2)
            die()
        sync(handle)

    def replace_or_die(*names):
        if written == nth:
            die()
        replace(*names)

    os.fsync, os.replace = sync_or_die, replace_or_die
    measure_corpus(corpus, store=folder, batch=3)


def run_apart(function, *arguments, kill_after: float | None = None) -> int:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["analysis.store.measured"])
    process = context.Process(target=function, args=arguments)
    process.start()
    if kill_after is not None:
        process.join(kill_after)
        process.kill()
    process.join()
    return process.exitcode


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_run_killed_at_any_file_leaves_a_store_that_the_next_run_completes(tmp_path):
    corpus = write_corpus(tmp_path / "corpus", invent_articles(10))
    expected = measure_corpus(corpus)
    for nth in [1, 9, 30]:
        folder = tmp_path / f"store{nth}"
        assert run_apart(measure_and_die, corpus, folder, nth, nth % 2 == 0) == -signal.SIGKILL
        assert_same(measure_corpus(corpus, store=folder), expected)
        left = [name for name in list_files(folder) if "/~" in name or name.startswith("~")]
        assert left == [], "unfinished files are cleared away"


def measure_quietly(corpus: Path, folder: Path) -> None:
    measure_corpus(corpus, store=folder, batch=1)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_run_killed_again_and_again_ends_with_the_same_tables(tmp_path):
    corpus = write_corpus(tmp_path / "corpus", invent_articles(10))
    codes = []
    for wait in [0.05, 0.3, 0.7, 1.2, 1.8]:
        codes.append(run_apart(measure_quietly, corpus, tmp_path / "store", kill_after=wait))
    assert -signal.SIGKILL in codes
    assert_same(measure_corpus(corpus, store=tmp_path / "store"), measure_corpus(corpus))


def test_a_damaged_batch_of_articles_is_made_again(both):
    corpus, folder = both
    for file in sorted((folder / "articles").rglob("*.parquet"))[:2]:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert_same(measure_corpus(corpus, store=folder), measure_corpus(corpus))


# Two runs, a full disk, no permission to write.


def test_a_second_run_waits_and_prints_a_message(both, capsys):
    corpus, folder = both
    add_article(corpus)
    lock, tables = FileLock(folder / "lock"), []
    lock.acquire()
    second = threading.Thread(target=lambda: tables.append(measure_corpus(corpus, store=folder)))
    second.start()
    second.join(2)
    assert second.is_alive()
    lock.release()
    second.join()
    assert "Another run is writing" in capsys.readouterr().err
    assert_same(tables[0], measure_corpus(corpus))


def test_two_runs_at_once_end_with_the_same_tables(tmp_path):
    corpus = write_corpus(tmp_path / "corpus", invent_articles(10))
    context = multiprocessing.get_context("forkserver")
    runs = [context.Process(target=measure_quietly, args=(corpus, tmp_path / "store")) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0]
    assert_same(measure_corpus(corpus, store=tmp_path / "store"), measure_corpus(corpus))


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.ENOSPC, "the disk is full. Make room"), (errno.EROFS, "it is read-only. Name a store elsewhere")],
)
def test_a_disk_that_is_full_or_read_only_is_named_and_nothing_is_lost(both, monkeypatch, number, advice):
    corpus, folder = both
    add_article(corpus)

    def fail(*_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(store_folder.os, "fsync", fail)
        with pytest.raises(OSError, match=advice) as caught:
            measure_corpus(corpus, store=folder)
    assert caught.value.errno == number
    assert not [name for name in list_files(folder) if "~" in name]
    assert_same(measure_corpus(corpus, store=folder), measure_corpus(corpus))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_to_write_is_named(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OSError, match="it is read-only"):
            write_whole(tmp_path / "deep" / "file", b"")
    finally:
        tmp_path.chmod(0o700)


def test_a_table_that_is_gone_says_what_to_do(both):
    corpus, folder = both
    measured = measure_corpus(corpus, store=folder)
    shutil.rmtree(folder / "tone")
    with pytest.raises(FileNotFoundError, match="Measure the corpus again"):
        _ = measured.tone
