"""A run that is killed (kill -9) leaves no worker process, and a store that can be used."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.store.measured import measure_corpus
from tests.store.test_measured import assert_same, invent_articles, write_corpus
from tests.store.test_workers import list_descendants

SCRIPT = """
import sys
from analysis.store.measured import measure_corpus
if __name__ == "__main__":
    for _ in range(1000):  # with a store only the first time has work to do
        measure_corpus(sys.argv[1], store=sys.argv[2] if len(sys.argv) > 2 else None, workers=2, batch=1)
"""


def wait_for(condition, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until and not condition():
        time.sleep(0.02)
    return condition()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="lists processes by /proc")
@pytest.mark.parametrize(
    "with_store",
    [pytest.param(False, marks=pytest.mark.long), True],
    ids=["without a store", "with a store"],
)
def test_a_killed_run_leaves_no_worker(tmp_path, with_store):
    corpus = write_corpus(tmp_path / "corpus", invent_articles(40))
    store = tmp_path / "store"
    run = subprocess.Popen([sys.executable, "-c", SCRIPT, corpus, *([store] if with_store else [])])
    assert wait_for(lambda: run.poll() is None and len(list_descendants(run.pid)) >= 4), (
        "trackers and workers"
    )
    if with_store:
        assert wait_for(lambda: len(list((store / "articles").rglob("[!~]*.parquet"))) >= 2)
    processes = list_descendants(run.pid)
    os.kill(run.pid, signal.SIGKILL)
    run.wait(timeout=10)
    assert wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes), seconds=15), [
        Path(f"/proc/{pid}/cmdline").read_bytes() for pid in processes if Path(f"/proc/{pid}").exists()
    ]
    assert_same(measure_corpus(corpus, store=store), measure_corpus(corpus, store=None))
