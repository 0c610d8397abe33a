"""A codebook of one's own in the store: its own table, its own fingerprint, no other table lost."""

import pandas as pd
import pytest

from analysis.frames.cues import find_frames
from analysis.measures import TABLES, list_codebooks
from analysis.store import batches
from analysis.store.measured import measure_corpus, write_tables
from tests.store.test_measured import assert_same

CODEBOOK = "term,category\nwinter*,hardship\nJanuary,hardship\nfroze,hardship\nNATO,alliance\n"


@pytest.fixture
def codebook(tmp_path):
    path = tmp_path / "hardship.csv"
    path.write_text(CODEBOOK)
    return path


@pytest.fixture
def made(monkeypatch):
    """The tables that `make_tables` makes, one list per call."""
    calls, make_tables = [], batches.make_tables

    def note(tables, wanted, measures):
        calls.append(sorted(wanted))
        return make_tables(tables, wanted, measures)

    monkeypatch.setattr(batches, "make_tables", note)
    return calls


def test_a_codebook_makes_one_table_more_with_the_hits_of_find_frames(both, codebook, tmp_path):
    corpus, folder = both
    plain = measure_corpus(corpus, codebooks=[codebook])
    expected = find_frames(plain.sentences, lexicon=str(codebook))
    assert set(expected["frame"]) == {"alliance", "hardship"}
    for measured in [plain, measure_corpus(corpus, codebooks=codebook, store=folder)]:
        pd.testing.assert_frame_equal(measured.hardship.drop(columns="cluster"), expected)
        assert measured.codebooks == [*list_codebooks(), "hardship"]
        assert "hardship" in dir(measured)
        rows = measured.read_rows("hardship", rows=expected.head(1))
        assert set(rows["article_id"]) == {expected["article_id"][0]}
        assert_same(measured, plain)
    files = write_tables(plain, tmp_path / "out")
    assert files[str(tmp_path / "out" / "hardship.parquet")] == len(expected)


def test_a_new_codebook_makes_its_own_table_and_no_other(both, codebook, made):
    corpus, folder = both
    measure_corpus(corpus, store=folder, codebooks=[codebook])
    assert made
    assert {tuple(wanted) for wanted in made} == {("hardship",)}


@pytest.mark.parametrize("change", [{".csv": CODEBOOK.replace("froze", "frozen")},
                                    {".toml": '[categories.hardship]\ndefinition = "Cold."\n'
                                              '[categories.alliance]\ndefinition = "NATO."\n'}])  # fmt: skip
def test_a_changed_codebook_makes_its_own_table_again(both, codebook, made, change):
    corpus, folder = both
    before = measure_corpus(corpus, store=folder, codebooks=[codebook]).hardship
    made.clear()
    for suffix, text in change.items():
        codebook.with_suffix(suffix).write_text(text)
    after = measure_corpus(corpus, store=folder, codebooks=[codebook]).hardship
    assert {tuple(wanted) for wanted in made} == {("hardship",)}
    assert ("froze" in set(after["term"])) == (".csv" not in change)
    assert "froze" in set(before["term"])
    assert len([path for path in (folder / "hardship").iterdir() if path.is_dir()]) == 1


def test_runs_with_and_without_codebooks_do_not_delete_each_others_tables(both, codebook, made, tmp_path):
    corpus, folder = both
    second = tmp_path / "talks.csv"
    second.write_text("term,category\ntalks,diplomacy\n")
    expected = measure_corpus(corpus, store=folder, codebooks=[codebook]).hardship
    article = {"id": "new", "outlet": "Ledger", "date": "2022-05-05", "title": "", "text": "The war goes on."}
    pd.DataFrame([article]).to_json(corpus / "added.jsonl", orient="records", lines=True)
    measure_corpus(corpus, store=folder)
    measure_corpus(corpus, store=folder, codebooks=[second])
    made.clear()
    measured = measure_corpus(corpus, store=folder, codebooks=[codebook, second])
    # Only the new article has not been looked at with this codebook.
    assert made == [["hardship"]]
    pd.testing.assert_frame_equal(measured.hardship.drop(columns="cluster"), expected.drop(columns="cluster"))
    assert set(measured.talks["frame"]) == {"diplomacy"}


def test_a_table_of_a_codebook_does_not_outlive_its_batches(both, codebook):
    corpus, folder = both
    measure_corpus(corpus, store=folder, codebooks=[codebook])
    for file in sorted(corpus.iterdir())[:2]:
        file.unlink()
    measure_corpus(corpus, store=folder)
    names = [
        {file.name for file in (folder / table).rglob("*.parquet")} for table in ["articles", "hardship"]
    ]
    assert names[1] <= names[0]


def test_workers_measure_with_a_codebook(both, codebook, tmp_path):
    corpus, _ = both
    tables = [*TABLES, "hardship"]
    plain = measure_corpus(corpus, codebooks=[codebook])
    stored = measure_corpus(corpus, codebooks=[codebook], workers=2, batch=7, store=tmp_path / "store")
    assert_same(stored, plain, tables)


def test_a_worker_that_sees_no_file_measures_with_a_codebook(both, codebook, tmp_path, monkeypatch):
    """As on a cluster: the terms travel with the job."""
    corpus, _ = both
    plain = measure_corpus(corpus, codebooks=[codebook])
    from analysis.measures import list_measures
    from analysis.store.fill import Work, fill_store
    from analysis.store.store import Store

    store = Store(corpus, tmp_path / "store", list_measures(codebook))
    codebook.unlink()

    def run(function, jobs):
        import pickle

        for name, *arguments in jobs:
            yield name, function(*pickle.loads(pickle.dumps(arguments)))

    fill_store(store, Work(run, near=False, batch=7, progress=False))
    codebook.write_text(CODEBOOK)
    stored = measure_corpus(corpus, codebooks=[codebook], store=tmp_path / "store")
    pd.testing.assert_frame_equal(stored.hardship, plain.hardship)
