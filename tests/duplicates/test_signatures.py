"""Signatures: the bands of MinHash values of articles."""

import subprocess
import sys

import pandas as pd

from analysis.duplicates.signatures import (
    BAND_NAMES,
    N_BANDS,
    hash_runs,
    sign_articles,
    sign_runs,
)


def test_runs_ignore_case_and_punctuation_and_count_once():
    assert (
        hash_runs("Sirens, again: sirens again sirens again").tolist()
        == hash_runs("sirens AGAIN sirens again").tolist()
    )
    assert hash_runs("").shape == (1,)


def test_signatures_of_articles_have_one_row_per_article_and_one_column_per_band():
    articles = pd.DataFrame({"article_id": ["b", "a"], "text": ["Sirens again", "Grain fell"]}, index=[5, 6])
    signed = sign_articles(articles)
    assert signed.columns.tolist() == ["article_id", "equal", *BAND_NAMES]
    assert signed["article_id"].tolist() == ["b", "a"]
    assert (
        signed[BAND_NAMES].to_numpy().tolist()
        == sign_runs([hash_runs(text) for text in articles["text"]]).tolist()
    )
    assert sign_runs([]).shape == (0, N_BANDS)


def test_a_process_that_only_reads_loads_neither_datasketch_nor_scipy():
    script = (
        "import sys\n"
        "import analysis.duplicates.clusters, analysis.store.measured\n"
        "print(sorted({'datasketch', 'scipy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
