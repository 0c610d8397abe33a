"""The CPU seconds of the sample's report by phase, against an earlier checkout, in turns.

    python -m benchmarks.report                     prints the phases of one report
    python -m benchmarks.report --before DIR        both versions in turns; writes results_report.md

CPU seconds are user and system time; those of the kernels are counted when they end. On a machine that works
for others, too, they say more than the clock.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path(__file__).with_name("results_report.md")
RUNS = 3
TRIED = "## What was tried\n"
# Run in a process of its own, with a folder as its argument; it uses nothing that an earlier version lacks.
REPORT = """
import json, os, sys, time
began = time.monotonic()

def read_clocks():
    used = os.times()
    return used.user + used.system, used.children_user + used.children_system, time.monotonic() - began

rows = []

def note(name, before):
    rows.append([name, *(now - then for now, then in zip(read_clocks(), before))])

before = [0, 0, 0]
import analysis.reporting.run as run
note("import", before)
PHASES = {
    "prepare_notebooks": "notebooks read", "measure_groups": "corpus measured",
    "make_pages": "notebooks run", "write_evidence": "sentences and articles written",
    "build_record": "record", "render_report": "pages written",
}

def time_phase(function, name):
    def timed(*arguments, **options):
        before = read_clocks()
        try:
            return function(*arguments, **options)
        finally:
            note(name, before)
    return timed

for function, name in PHASES.items():
    setattr(run, function, time_phase(getattr(run, function), name))
report = run.write_report("corpus/sample", out=sys.argv[1])
assert not report.failures, report.failures
note("all", [0, 0, 0])
print(json.dumps(rows))
"""
COLUMNS = ["this process (CPU s)", "kernels (CPU s)", "clock (s)"]


def time_report(root: Path) -> dict[str, list[float]]:
    """By phase the seconds in `COLUMNS` of one report, the package being that in `root`."""
    environment = os.environ | {"PYTHONPATH": str(root)}
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(
            [sys.executable, "-c", REPORT, folder],
            cwd=root, env=environment, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    return {name: seconds for name, *seconds in json.loads(ran.stdout.splitlines()[-1])}


def find_medians(reports: list[dict[str, list[float]]]) -> dict[str, list[float]]:
    """By phase the median of each column."""
    return {
        name: [
            statistics.median(column) for column in zip(*(report[name] for report in reports), strict=True)
        ]
        for name in reports[0]
    }


def write_table(phases: dict[str, list[float]]) -> str:
    lines = [f"| phase | {' | '.join(COLUMNS)} |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {' | '.join(f'{value:.1f}' for value in seconds)} |" for name, seconds in phases.items()
    ]
    return "\n".join(lines)


def write_page(before: dict[str, list[float]], after: dict[str, list[float]], runs: int, load: float) -> str:
    """The page of results; what is written by hand, from the heading `TRIED` on, stays."""
    sums = [sum(phases["all"][:2]) for phases in (before, after)]
    by_hand = PAGE.read_text().partition(TRIED)[2] if PAGE.exists() else "\n"
    return f"""# What the sample's report costs

Written by `python -m benchmarks.report --before DIR`, from *What was tried* on by hand: each version makes
the report {runs} times, in turns and in a process of its own, on {os.cpu_count()} cores; the median counts.
Load before it began: {load:.1f}. Kernels load the package while the corpus is measured; their seconds are
counted when they end, under *notebooks run*. Where others use the machine, too, the clock says little.

Before: {sums[0]:.1f} CPU s. After: {sums[1]:.1f} CPU s.

Before:

{write_table(before)}

After:

{write_table(after)}

{TRIED}{by_hand}"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=__doc__)
    parser.add_argument("--before", metavar="DIR", type=Path, help="a checkout of an earlier version")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    if not options.before:
        print(write_table(time_report(ROOT)))
        return
    load = os.getloadavg()[0]
    before, after = [], []
    for _ in range(options.runs):
        before.append(time_report(options.before.resolve()))
        after.append(time_report(ROOT))
    PAGE.write_text(write_page(find_medians(before), find_medians(after), options.runs, load))
    print(PAGE.read_text())


if __name__ == "__main__":
    main()
