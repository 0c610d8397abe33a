"""The command line: `python -m analysis report | measure | check`."""

import argparse
import shlex
import sys
from pathlib import Path

import pandas as pd

from analysis.corpus import read_corpus, read_problems
from analysis.pipeline import PIECE, measure_corpus, write_tables
from analysis.report import write_report
from analysis.tables import count_articles


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:
        """One sentence instead of the whole usage."""
        self.exit(2, f"{self.prog}: {message}; --help explains.\n")


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 is done, 1 is done with failures that are named, 2 is a wrong path or option."""
    argv = sys.argv[1:] if argv is None else argv
    options = build_parser().parse_args(argv)
    options.typed = say_command(argv)
    try:
        return options.run(options)
    except (ValueError, OSError) as error:
        print(f"analysis {options.command}: {say_error(error)}", file=sys.stderr)
        return 2


def say_error(error: Exception) -> str:
    """An error in one line; what the system says of a file, as a sentence."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename} cannot be used: {error.strerror}."
    return " ".join(str(error).split())


def say_command(argv: list[str]) -> str:
    """The command as typed, but absolute paths by their last name: reports are passed on, folders are not.

    >>> say_command(["report", "/home/me/war news", "--outlet", "Courier"])
    "python -m analysis report 'war news' --outlet Courier"
    """
    parts = [Path(part).name if Path(part).is_absolute() else part for part in argv]
    return shlex.join(["python", "-m", "analysis", *parts])


def build_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m analysis",
        description="Measure how a conflict is reported: tone, entities, framing, and the evidence for it.",
        epilog="First look: python -m analysis check corpus/sample",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    report = commands.add_parser(
        "report",
        help="run the notebooks on a corpus and write an HTML report",
        description="Run the notebooks on a corpus and write a report that opens without a network.",
        epilog="Example: python -m analysis report corpus/sample --from 2022-09-01 --to 2022-12-31",
    )
    add_corpus_options(report)
    report.add_argument("--out", metavar="DIR", help="where the report goes (default: reports/NAME)")
    report.set_defaults(run=run_report)

    measure = commands.add_parser(
        "measure",
        help="write the tables of all measures as Parquet files",
        description="Measure a corpus and write a Parquet table for each measure.",
        epilog="Example: python -m analysis measure corpus/sample --out tables --store tables.store",
    )
    add_corpus_options(measure)
    measure.add_argument("--out", metavar="DIR", help="where the tables go, one file each")
    measure.add_argument(
        "--store", metavar="DIR", help="keep what is measured here, and measure only what is new"
    )
    measure.add_argument("--workers", metavar="N", type=int, default=1, help="processes to use (default: 1)")
    measure.add_argument("--dask", metavar="ADDRESS", help="measure on the Dask cluster of this scheduler")
    measure.add_argument("--piece", metavar="N", type=int, default=PIECE, help=argparse.SUPPRESS)
    measure.set_defaults(run=run_measure)

    check = commands.add_parser(
        "check",
        help="read a corpus and say what is in it and what is wrong with it",
        description="Read a corpus, count its articles by outlet, and list what could not be read.",
        epilog="Example: python -m analysis check my-articles.csv",
    )
    add_corpus_options(check)
    check.set_defaults(run=run_check)
    return parser


def add_corpus_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", help="a folder of articles, or one file (text, CSV, TSV, JSON, Parquet)"
    )
    parser.add_argument(
        "--from", dest="since", metavar="DATE", help="leave out articles before this day (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--to", dest="until", metavar="DATE", help="leave out articles after this day (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--outlet", dest="outlets", metavar="NAME", nargs="+", action="extend", help="keep these outlets only"
    )


def corpus_options(options: argparse.Namespace) -> dict[str, object]:
    return {"since": options.since, "until": options.until, "outlets": options.outlets}


def run_report(options: argparse.Namespace) -> int:
    out = options.out or Path("reports") / Path(options.path).resolve().stem
    report = write_report(
        options.path,
        out=out,
        command=options.typed,
        progress=lambda line: print(line, flush=True),
        **corpus_options(options),
    )
    print(f"Report: {report.index} ({report.seconds:.0f} s)")
    for page in report.failures:
        print(f"failed: {page.href}: {page.reason}", file=sys.stderr)
    return 1 if report.failures else 0


def run_measure(options: argparse.Namespace) -> int:
    if not options.out and not options.store:
        raise ValueError("Nothing would be kept: name --out DIR (the tables), --store DIR, or both.")
    asked = corpus_options(options) | {
        "workers": options.workers,
        "dask": options.dask,
        "piece": options.piece,
    }
    try:
        measured = measure_corpus(options.path, store=options.store or "auto", progress=True, **asked)
    except (ImportError, RuntimeError) as error:
        raise ValueError(error) from error
    if options.store:
        print(f"{options.store}: holds every table of {options.path}")
    if not options.out:
        return 0
    for file, n_rows in write_tables(measured, options.out).items():
        print(f"{file}: {n_rows:,} rows")
    return 0


def run_check(options: argparse.Namespace) -> int:
    articles = read_corpus(options.path, **corpus_options(options))
    problems = read_problems(articles)
    print(f"{len(articles):,} articles, {articles['outlet'].nunique():,} outlets")
    with pd.option_context("display.width", 110, "display.max_colwidth", 60, "display.max_rows", 60):
        print(count_articles(articles, by=["outlet"]).to_string(index=False))
        if problems.empty:
            print("No problem found.")
        else:
            print(f"{len(problems):,} problems or doubts:")
            print(problems.groupby(["what", "done"]).size().rename("n").reset_index().to_string(index=False))
            print(problems.head(20).to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
