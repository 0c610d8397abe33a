"""An interrupt (Ctrl-C) ends the worker processes, and the store can be used afterwards."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.store.measured import measure_corpus
from analysis.store.workers import open_workers
from tests.store.test_measured import assert_same, invent_articles, write_corpus

# Tests that run in the background of a shell ignore Ctrl-C, and so would their children.
SCRIPT = """
import signal, sys
from analysis.store.measured import measure_corpus
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    measure_corpus(sys.argv[1], store=sys.argv[2], workers=2, batch=1)
except KeyboardInterrupt:
    sys.exit(130)
"""


def list_descendants(pid: int) -> set[int]:
    """The processes that a process has started, and those that these have."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text().rsplit(")", 1)
        except OSError:
            continue
        state, parent = rest.split()[:2]
        if state != "Z":
            parents[int(name.split()[0])] = int(parent)
    found, waiting = set(), {pid}
    while waiting:
        waiting = {child for child, parent in parents.items() if parent in waiting} - found
        found |= waiting
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="lists processes by /proc")
@pytest.mark.parametrize(
    "to_all",
    [pytest.param(False, marks=pytest.mark.long), True],
    ids=["sent to the parent", "sent to all"],
)
def test_an_interrupt_leaves_no_process_and_a_store_that_can_be_used(tmp_path, to_all):
    corpus = write_corpus(tmp_path / "corpus", invent_articles(40))
    done = tmp_path / "store" / "articles"
    run = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, corpus, tmp_path / "store"],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 120
    while run.poll() is None and time.monotonic() < until and len(list(done.rglob("[!~]*.parquet"))) < 3:
        time.sleep(0.02)
    processes = list_descendants(run.pid)
    assert run.poll() is None, "the run must still be going on"
    assert len(processes) >= 3, "a server and two workers"
    # A terminal sends Ctrl-C to all processes.
    (os.killpg if to_all else os.kill)(run.pid, signal.SIGINT)
    _, message = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in message
    until = time.monotonic() + 10
    while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in processes):
        time.sleep(0.05)
    assert [pid for pid in processes if Path(f"/proc/{pid}").exists()] == []
    assert_same(measure_corpus(corpus, store=tmp_path / "store"), measure_corpus(corpus))


def test_an_error_of_a_job_is_the_error_of_the_run():
    with pytest.raises(ZeroDivisionError), open_workers(2) as run:
        list(run(divmod, [("a", 1, 0)]))
