"""A corpus and its store, made once; each test changes a copy."""

import shutil
import time

import pytest

from analysis.store import files as store_files
from analysis.store.measured import measure_corpus
from tests.store.test_measured import invent_articles, write_corpus


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A corpus and its store, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    corpus = write_corpus(folder / "corpus", invent_articles(20))
    # Files written a moment ago are not remembered, and some tests want them to be.
    time.sleep(1.1 * store_files.TICK / 1e9)
    measure_corpus(corpus, store=folder / "store", batch=6)
    return folder


@pytest.fixture
def both(filled, tmp_path):
    """A corpus and its store, to be changed."""
    shutil.copytree(filled, tmp_path / "both")
    return tmp_path / "both/corpus", tmp_path / "both/store"
