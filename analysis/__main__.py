"""The command line: `python -m analysis report | measure | check`."""

import argparse
import re
import shlex
import sys
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import count_problems, read_corpus, read_problems
from analysis.reporting.run import write_report
from analysis.store.measured import BATCH, measure_corpus, write_tables
from analysis.summaries.rates import count_articles

# What the options are called where no command line was typed.
OPTIONS = {"since": "--from", "until": "--to", "outlets": "--outlet", "out": "--out", "store": "--store",
           "workers": "--workers", "dask": "--dask", "batch": "--batch"}  # fmt: skip
EXAMPLES = 3  # problems of a kind that `check` shows without --all


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
    """An error in one line, its options as they are typed; what the system says of a file, as a sentence.

    >>> say_error(ValueError("The `since` must be a day such as 2022-11-17; not 'soon'."))
    "The --from must be a day such as 2022-11-17; not 'soon'."
    """
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename} cannot be used: {error.strerror}."
    said = re.sub(r"`(\w+)`", lambda found: OPTIONS.get(found[1], found[0]), str(error))
    return " ".join(said.split())


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
    measure.add_argument("--batch", metavar="N", type=int, default=BATCH, help=argparse.SUPPRESS)
    measure.set_defaults(run=run_measure)

    check = commands.add_parser(
        "check",
        help="read a corpus and say what is in it and what is wrong with it",
        description="Read a corpus, count its articles by outlet, and say what could not be read.",
        epilog="Example: python -m analysis check my-articles.csv",
    )
    add_corpus_options(check)
    check.add_argument("--all", action="store_true", help=f"list every problem, not {EXAMPLES} of each kind")
    check.set_defaults(run=run_check)
    return parser


def add_corpus_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", help="a folder of articles, or one file (text, CSV, TSV, JSON, Parquet, WARC)"
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
    # Measuring may take hours: where the tables cannot go is said before.
    if options.out and Path(options.out).is_file():
        raise ValueError(f"{options.out} is a file; the --out of measure must be a folder.")
    asked = corpus_options(options) | {
        "workers": options.workers,
        "dask": options.dask,
        "batch": options.batch,
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
    print(f"{say_count(len(articles), 'article')}, {say_count(articles['outlet'].nunique(), 'outlet')}")
    print(count_articles(articles, by=["outlet"]).to_string(index=False))
    print("\n".join(list_problems(problems, most=len(problems) if options.all else EXAMPLES)))
    return 0


def say_count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def list_problems(problems: pd.DataFrame, *, most: int = EXAMPLES) -> list[str]:
    """The problems in lines: each kind with its number, the most frequent first, and `most` of its places.

    >>> rows = [["a.csv", 4, "no date", "kept"], ["a.csv", 9, "no date", "kept"]]
    >>> print(*list_problems(pd.DataFrame(rows, columns=["file", "row", "what", "done"]), most=1), sep="\\n")
    2 problems or doubts:
    2 x no date
        a.csv, row 4: kept
        and 1 more; --all lists every one
    """
    if problems.empty:
        return ["No problem found."]
    lines = ["1 problem or doubt:" if len(problems) == 1 else f"{len(problems):,} problems or doubts:"]
    counts = count_problems(problems)
    for what, n in zip(counts["what"], counts["n"], strict=True):
        lines.append(f"{n:,} x {what}")
        for one in problems[problems["what"] == what].head(most).itertuples():
            place = one.file if pd.isna(one.row) else f"{one.file}, row {one.row}"
            lines.append(f"    {place}: {one.done}")
        if n > most:
            lines.append(f"    and {n - most:,} more; --all lists every one")
    return lines


if __name__ == "__main__":
    sys.exit(main())
