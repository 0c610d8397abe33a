"""How time and memory grow with the corpus. Each size is streamed into a store by a new process."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

from benchmarks.texts import write_articles

RUN = """
import json, resource, sys, time
from analysis.store.measured import measure_corpus
for warm in sys.argv[4:]:
    measure_corpus(warm, store=sys.argv[2] + "-warm")
began, spent = time.perf_counter(), time.process_time()
measured = measure_corpus(sys.argv[1], store=sys.argv[2], workers=int(sys.argv[3]))
seconds = time.perf_counter() - began
spent = time.process_time() - spent
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "CPU seconds": spent, "megabytes": peak}))
"""
OPEN = """
import json, sys, time
from pathlib import Path
from analysis.store.measured import measure_corpus
seconds = {}
def clock(name, function):
    began, spent = time.perf_counter(), time.process_time()
    result = function()
    seconds[name] = time.perf_counter() - began
    seconds[f"{name}, CPU"] = time.process_time() - spent
    return result
corpus, store = Path(sys.argv[1]), sys.argv[2]
measure_corpus(sys.argv[3], store=None)  # reads the registry and the tagger first, as RUN does
measured = clock("opened", lambda: measure_corpus(corpus, store=store))
(corpus / "added.txt").write_text("title: One more\\noutlet: Outlet A\\ndate: 2022-11-17\\n\\n"
    "The bridge over the Dnipro was shelled again on Thursday, said Volodymyr Zelensky.")
measured = clock("one added", lambda: measure_corpus(corpus, store=store))
(corpus / "added.txt").unlink()
ids = measured.read_rows("tone", rows=["s1-0"])
twenty = [f"s1-{n}" for n in range(20)]
clock("sentences of 20 articles", lambda: measured.read_rows("sentences", rows=twenty))
clock("tone loaded", lambda: measured.tone)
clock("sentences loaded", lambda: measured.sentences)
clock("mentions loaded", lambda: measured.mentions)
print(json.dumps(seconds))
"""
# `articles` also finds the clusters of copies, which the store keeps.
FILL = """
import json, sys
from analysis.store.measured import measure_corpus
print(json.dumps({"articles": len(measure_corpus(sys.argv[1], store=sys.argv[2]).articles)}))
"""
PEAK = """
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run_apart(script: str, *arguments: object) -> dict[str, float]:
    """The figures that a script prints as JSON; it runs in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def measure_growth(folder: Path, sizes: list[int], *, keep: int = 0) -> list[dict]:
    """One row per size: seconds, CPU seconds and peak megabytes of streaming a corpus into a new store.

    The corpus and the store of size `keep` are kept in the folder.
    """
    warm = write_articles(folder / "warm", 50)
    rows = []
    for size in sizes:
        corpus, store = folder / f"corpus{size}", folder / f"store{size}"
        write_articles(corpus, size)
        shutil.rmtree(store, ignore_errors=True)
        row = {"articles": size, **run_apart(RUN, corpus, store, 1, warm)}
        row["store MB"] = sum(file.stat().st_size for file in store.rglob("*.parquet")) / 2**20
        rows.append(row)
        print(time.strftime("%H:%M:%S"), row, file=sys.stderr, flush=True)
        if size != keep:
            shutil.rmtree(store)
            shutil.rmtree(corpus)
    return rows


def measure_workers(folder: Path, size: int, runs: int = 3) -> list[dict]:
    """One row per number of workers: median seconds for the same corpus into a new store.

    The CPU seconds are those of the first process only. No process has measured before. Each worker reads
    the registry and the tagger, and so does a single process.
    """
    corpus = write_articles(folder / "shared", size)
    runs_by_workers: dict[int, list[dict[str, float]]] = {1: [], 2: []}
    for _ in range(runs):
        for workers, figures in runs_by_workers.items():
            shutil.rmtree(folder / "workers", ignore_errors=True)
            figures.append(run_apart(RUN, corpus, folder / "workers", workers))
    medians = {workers: pd.DataFrame(figures).median() for workers, figures in runs_by_workers.items()}
    return [
        {
            "workers": workers, "articles": size, "seconds": median["seconds"],
            "CPU seconds of the first process": median["CPU seconds"],
        }
        for workers, median in medians.items()
    ]  # fmt: skip


def measure_opening(folder: Path, size: int) -> dict[str, float]:
    """Seconds to open the store of a corpus, to add one article and to load tables."""
    return run_apart(OPEN, folder / f"corpus{size}", folder / f"store{size}", folder / "warm")


def plot_growth(rows: list[dict], file: Path) -> None:
    """Draw seconds and megabytes against articles, with logarithmic axes."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    table = pd.DataFrame(rows)
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for ax, column, unit in zip(
        axes, ["seconds", "megabytes"], ["seconds", "megabytes at the peak"], strict=True
    ):
        ax.loglog(table["articles"], table[column], marker="o", color="#0072B2")
        proportional = table[column].iloc[0] * (table["articles"] / table["articles"].iloc[0])
        if column == "seconds":
            ax.loglog(table["articles"], proportional, color="#999999", linestyle="--", label="in proportion")
            ax.legend(frameon=False)
        else:
            ax.set_ylim(100, 10_000)
        ax.set_xlabel("articles")
        ax.set_ylabel(unit)
        ax.spines[["top", "right"]].set_visible(False)
    figure.savefig(file, dpi=120, metadata={"Software": None})
    plt.close(figure)


def measure_notebooks(corpus: Path) -> dict:
    """One row per notebook: seconds from Run All to the last figure, CPU seconds, the kernel's peak memory.

    The corpus is first measured into the store beside it.
    """
    import nbformat

    from analysis.reporting.notebooks import NOTEBOOKS, find_notebooks, prepare_notebook
    from analysis.reporting.running.kernels import Kernel
    from analysis.store.disk.folder import place_store

    # In a new process, because the peak memory of this one would count as the kernel's.
    filled, rows = run_apart(FILL, corpus, place_store(corpus)), []
    parameters = {"corpus": str(corpus.resolve()), "since": None, "until": None, "outlets": None}
    for file in find_notebooks(NOTEBOOKS):
        notebook = prepare_notebook(file, parameters)
        last = nbformat.v4.new_code_cell(PEAK)
        notebook.cells.append(last)
        began, before = time.perf_counter(), os.times()
        kernel = Kernel({})
        reason = kernel.run(notebook, folder=file.parent)
        kernel.close()
        after = os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        row = {"notebook": file.stem, "seconds": time.perf_counter() - began, "CPU seconds": spent}
        row |= {"failed": reason} if reason else {"megabytes": float(last.outputs[0].text)}
        rows.append(row)
        print(time.strftime("%H:%M:%S"), rows[-1], file=sys.stderr, flush=True)
    return {**filled, "rows": rows}
