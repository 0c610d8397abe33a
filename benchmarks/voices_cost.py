"""What attributions and the third voice cost: writes results_voices_cost.md.

    python -m benchmarks.voices_cost [CORPUS ...] [--runs 7]

Each corpus is measured with and without them by turns, in one process. Without them the table `attributions`
is not made, and every word is narration or quotation.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from analysis.corpus.articles import read_corpus
from analysis.measures import MEASURES, Measure
from analysis.store.in_memory import measure_table
from analysis.store.measured import BATCH
from benchmarks.results import format_table

HERE = Path(__file__).parent
RESULTS = HERE / "results_voices_cost.md"
SAMPLE = HERE.parent / "corpus" / "sample"
RUNS = 7
AT_MOST = 25.0  # percent
WITHOUT = [measure for measure in MEASURES if measure.name != "attributions"]

HEAD = """# What attributions and the third voice cost

Written by `python -m benchmarks.voices_cost`: the CPU seconds (user and system) of `measure_corpus` in
memory, with and without them; reading the corpus is part of both. Both kinds of run take turns in one
process, after one run that is not counted; of {runs} runs of each kind the shortest counts. *More* is how
much longer the run with them takes; at most {at_most:.0f} % was wanted.

"""


def measure_cost(corpus: Path, *, runs: int = RUNS) -> dict:
    """One row of the table: CPU seconds without and with attributions, and how much more the latter are."""
    time_run(corpus, MEASURES)
    seconds = [(time_run(corpus, WITHOUT), time_run(corpus, MEASURES)) for _ in range(runs)]
    without, added = (min(kind) for kind in zip(*seconds, strict=True))
    return {
        "corpus": corpus.name, "articles": len(read_corpus(corpus)), "without (s)": without,
        "with (s)": added, "more (%)": 100 * (added / without - 1),
    }  # fmt: skip


def time_run(corpus: Path, measures: Sequence[Measure]) -> float:
    """The CPU seconds of reading a corpus and of measuring it."""
    began = time.process_time()
    articles = read_corpus(corpus)
    measure_table(articles, {}, measures, batch=BATCH, workers=1, dask=None, progress=False)
    return time.process_time() - began


def describe_cost(rows: list[dict], runs: int) -> str:
    """The page: the table, and whether each corpus reaches the goal."""
    lines = []
    for row in rows:
        reached = "reached" if row["more (%)"] <= AT_MOST else "not reached"
        lines.append(f"- {row['corpus']}: {row['more (%)']:.1f} % more; {reached}.\n")
    return HEAD.format(runs=runs, at_most=AT_MOST) + format_table(rows) + "\n" + "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what attributions and the third voice cost.")
    parser.add_argument("corpora", nargs="*", type=Path, default=[SAMPLE], help="default: the sample")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each kind")
    chosen = parser.parse_args()
    page = describe_cost([measure_cost(corpus, runs=chosen.runs) for corpus in chosen.corpora], chosen.runs)
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
