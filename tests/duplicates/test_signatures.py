"""Signatures: the MinHash values of a known library, without its imports."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.duplicates import signatures
from analysis.duplicates.signatures import (
    BAND_NAMES,
    N_BANDS,
    find_minima,
    hash_runs,
    sign_articles,
    sign_runs,
)

hashes = st.sets(st.integers(0, 2**32 - 1), min_size=1, max_size=60).map(
    lambda numbers: np.array(sorted(numbers), dtype=np.uint32)
)


@given(hashes)
def test_signatures_are_those_of_datasketch(runs):
    datasketch = pytest.importorskip("datasketch", minversion="2.0")
    signature = datasketch.MinHash(num_perm=128, seed=1, hashfunc=int)
    signature.update_batch(runs.tolist())
    assert find_minima(runs).tolist() == signature.hashvalues.tolist()


def test_a_long_text_signed_in_blocks_has_the_signature_of_the_whole(monkeypatch):
    runs = np.arange(0, 3000, 7, dtype=np.uint32)
    whole = find_minima(runs)
    monkeypatch.setattr(signatures, "BLOCK", 50)
    assert find_minima(runs).tolist() == whole.tolist()


def test_runs_ignore_case_and_punctuation_and_count_once():
    assert (
        hash_runs("Sirens, again: sirens again sirens again").tolist()
        == hash_runs("sirens AGAIN sirens again").tolist()
    )
    assert hash_runs("").shape == (1,)


def test_signatures_of_articles_have_one_row_per_article_and_one_column_per_band():
    articles = pd.DataFrame({"article_id": ["b", "a"], "text": ["Sirens again", "Grain fell"]}, index=[5, 6])
    signed = sign_articles(articles)
    assert signed.columns.tolist() == ["article_id", *BAND_NAMES]
    assert signed["article_id"].tolist() == ["b", "a"]
    assert (
        signed[BAND_NAMES].to_numpy().tolist()
        == sign_runs([hash_runs(text) for text in articles["text"]]).tolist()
    )
    assert sign_runs([]).shape == (0, N_BANDS)


def test_looking_for_copies_loads_neither_datasketch_nor_scipy():
    script = (
        "import sys, pandas as pd\n"
        "from analysis.duplicates.clusters import find_copies\n"
        "find_copies(pd.DataFrame({'article_id': ['a'], 'outlet': 'x', 'date': pd.NaT, 'text': ['One']}))\n"
        "print(sorted({'datasketch', 'scipy.integrate'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
