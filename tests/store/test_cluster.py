"""The same tables from a Dask cluster; a worker that dies costs a retry, not an answer."""

import builtins
import os
import signal
import subprocess
import sys
import time

import pytest

from analysis.__main__ import main
from analysis.store.measured import measure_corpus
from tests.store.test_measured import assert_same, invent_articles, write_corpus


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip(
        "distributed", reason="dask[distributed] (extra `cluster`) is not installed"
    )
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("articles") / "corpus", invent_articles(30))


def test_a_cluster_gives_the_same_tables(corpus, cluster, tmp_path):
    expected = measure_corpus(corpus)
    assert_same(measure_corpus(corpus, dask=cluster.scheduler_address, batch=4), expected)
    stored = measure_corpus(corpus, dask=cluster.scheduler_address, batch=4, store=tmp_path / "store")
    assert_same(stored, expected)


def test_a_worker_killed_in_mid_run_costs_a_retry(corpus, cluster, tmp_path):
    from distributed import Client

    with Client(cluster) as client:
        script = (
            "import sys; from analysis.store.measured import measure_corpus; "
            "measure_corpus(sys.argv[1], store=sys.argv[2], dask=sys.argv[3], batch=1)"
        )
        address = cluster.scheduler_address
        run = subprocess.Popen([sys.executable, "-c", script, corpus, tmp_path / "store", address])
        done = tmp_path / "store" / "articles"
        until = time.monotonic() + 60
        while run.poll() is None and time.monotonic() < until and len(list(done.rglob("*.parquet"))) < 3:
            time.sleep(0.02)
        assert run.poll() is None, "the run must be going on when the worker is killed"
        pids = client.run(os.getpid)
        os.kill(next(iter(pids.values())), signal.SIGKILL)
        assert run.wait(120) == 0
    assert_same(measure_corpus(corpus, store=tmp_path / "store"), measure_corpus(corpus))


def test_without_dask_the_extra_is_named(corpus, tmp_path, monkeypatch, capsys):
    real = builtins.__import__

    def fail(name, *arguments, **options):
        if name.startswith("dask"):
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(ImportError, match=r"extra `cluster`.*pip install"):
        measure_corpus(corpus, dask="tcp://127.0.0.1:1")
    assert main(["measure", str(corpus), "--out", str(tmp_path), "--dask", "tcp://127.0.0.1:1"]) == 2
    assert "extra `cluster`" in capsys.readouterr().err
