"""`python -m benchmarks` runs all parts, or those that are named, and writes results.md and growth.png.

    python -m benchmarks peers                     against NLTK, pandas, quanteda, spaCy: a few minutes
    python -m benchmarks growth --most 1000000     streaming into a store, up to a million articles: hours
    python -m benchmarks workers                   two processes against one, on 20,000 articles
    python -m benchmarks start --before DIR        CPU time of the start, against an earlier checkout
    python -m benchmarks fuzz --inputs 20000       damaged files beside a good one; see fuzz.py
    python -m benchmarks notebook --size 200000    each notebook on a store, from Run All to its last figure

Each part writes its figures to results.json. results.md is made from this file. A part that is not run keeps
the figures of its last run.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import fuzz
from benchmarks.growth import measure_growth, measure_notebooks, measure_opening, measure_workers, plot_growth
from benchmarks.peers import compare_peers
from benchmarks.results import write_results
from benchmarks.start import measure_starts
from benchmarks.texts import write_articles

HERE = Path(__file__).parent
SIZES = [1_000, 10_000, 100_000, 1_000_000]
OPENED = 100_000  # articles of the store whose opening is timed, and to which one article is added
PACKAGES = ["numpy", "pandas", "pyarrow"]


def describe_machine() -> str:
    """The date, the machine, the versions and the load, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, "
        f"Python {platform.python_version()}, {packages}; load before it began {os.getloadavg()[0]:.1f}"
    )


def run_growth(folder: Path, most: int) -> Iterator[tuple[str, dict]]:
    """The name and the figures of each part: `growth` up to OPENED articles, then `million` up to `most`.

    The larger run is rare. Its figures are kept apart, so that a smaller run does not replace them.
    """
    sizes = [size for size in SIZES if size <= most]
    opened = min(OPENED, sizes[-1])
    rows = measure_growth(folder, [size for size in sizes if size <= opened], keep=opened)
    plot_growth(rows, HERE / "growth.png")
    yield "growth", {"rows": rows, "opened": opened, "opening": measure_opening(folder, opened)}
    if sizes[-1] > opened:
        rows = [*rows, *measure_growth(folder, [size for size in sizes if size > opened])]
        plot_growth(rows, HERE / "growth_million.png")
        yield "million", {"rows": rows, "opened": opened, "opening": {}}


def find_corpus(chosen: argparse.Namespace, folder: Path) -> Path:
    """The corpus that the user names, else a new one in the folder."""
    return chosen.corpus or write_articles(folder / "notebooks", chosen.size)


def main() -> None:
    if sys.argv[1:2] == ["fuzz"]:
        fuzz.main(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parts = ["start", "peers", "growth", "workers", "notebook"]
    parser.add_argument("parts", nargs="*", help=f"any of {', '.join(parts)}; default: all")
    parser.add_argument("--most", type=int, default=100_000, help="articles of the largest corpus of growth")
    parser.add_argument("--size", type=int, default=20_000, help="articles for workers and notebook")
    parser.add_argument("--corpus", type=Path, help="a corpus for notebook; its store is kept beside it")
    parser.add_argument("--before", type=Path, help="a checkout of an earlier version, for start")
    chosen = parser.parse_args()
    unknown = set(chosen.parts) - set(parts)
    if unknown:
        parser.error(f"The parts are {', '.join(parts)}; not {', '.join(sorted(unknown))}.")
    file = HERE / "results.json"
    results = json.loads(file.read_text()) if file.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        for part in chosen.parts or parts:
            machine = describe_machine()
            run = {
                "start": lambda: [("start", measure_starts(chosen.before))],
                "peers": lambda: [("peers", compare_peers())],
                "growth": lambda: run_growth(Path(folder), chosen.most),
                "workers": lambda: [("workers", measure_workers(Path(folder), chosen.size))],
                "notebook": lambda: [("notebook", measure_notebooks(find_corpus(chosen, Path(folder))))],
            }[part]
            for name, found in run():
                results[name] = {"machine": machine, "found": found}
                file.write_text(json.dumps(results, indent=1) + "\n")
                write_results(results, HERE / "results.md")
    print((HERE / "results.md").read_text())


if __name__ == "__main__":
    main()
