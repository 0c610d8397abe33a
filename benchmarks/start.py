"""The CPU seconds of starting, against `import pandas`: each in a new process, in turns."""

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
FIRST_TABLES = """
import analysis as an

articles = an.read_corpus("corpus/sample")
sentences = an.split_sentences(an.clean_articles(articles))
an.score_tone(sentences)
an.find_entities(sentences)
"""
TABLES = "from `import analysis` through `read_corpus`, `score_tone` and `find_entities` on the sample"
STARTS = {
    "`import pandas`": ["-c", "import pandas"],
    "`import analysis`": ["-c", "import analysis"],
    "`python -m analysis --help`": ["-m", "analysis", "--help"],
    "`python -m analysis check corpus/sample`": ["-m", "analysis", "check", "corpus/sample"],
    TABLES: ["-c", FIRST_TABLES],
}
WANTED = {"`import analysis`": 1.2, "`python -m analysis --help`": 0.5}


def measure_starts(before: Path | None = None, runs: int = RUNS) -> list[dict]:
    """One row per start: its median CPU seconds, and their ratio to those of `import pandas`.

    `before` is a checkout of an earlier version. Its starts are measured in the same turns.
    """
    seconds: dict[str, list[float]] = {}
    for _ in range(runs):
        for what, arguments in STARTS.items():
            seconds.setdefault(what, []).append(time_process(arguments, ROOT))
            if before and "pandas" not in what:
                seconds.setdefault(f"{what}, before", []).append(time_process(arguments, before))
    median = {what: statistics.median(values) for what, values in seconds.items()}
    pandas = median["`import pandas`"]
    wanted = {what: WANTED.get(what) for what in median}
    if before:
        wanted[TABLES] = median[f"{TABLES}, before"] / pandas
    return [
        {"what": what, "CPU seconds": value, "times `import pandas`": value / pandas, "at most": wanted[what]}
        for what, value in median.items()
    ]


def time_process(arguments: list[str], root: Path) -> float:
    """The CPU seconds (user and system) of Python with these arguments, the package being that in `root`."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(root)}
    subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, stdout=subprocess.DEVNULL, check=True
    )
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime - began.ru_utime + ended.ru_stime - began.ru_stime
