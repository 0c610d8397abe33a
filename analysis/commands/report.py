"""`python -m analysis report`: the notebooks, run on a corpus, as an HTML report."""

import argparse
import sys
from pathlib import Path

from analysis.commands.interrupts import print_at_once
from analysis.commands.options import add_codebook_option, read_arguments

SUMMARY = "run the notebooks on a corpus and write an HTML report"
DESCRIPTION = "Run the notebooks on a corpus and write a report that opens without a network."
EXAMPLE = "corpus/sample --from 2022-09-01 --to 2022-12-31"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", help="where the report goes (default: reports/NAME)")
    parser.add_argument(
        "--no-texts", action="store_true", help="leave sentences and articles out; the counts stay"
    )
    parser.add_argument(
        "--event",
        dest="events",
        metavar="DAY=NAME",
        action="append",
        help="compare before and after this day, such as 2022-11-11=Kherson; may be repeated",
    )
    parser.add_argument(
        "--compare",
        metavar="REPORT",
        help="the folder of another report: say which numbers moved since, and by what "
        "(default: the last report in the same place)",
    )
    add_codebook_option(parser)


def split_event(text: str) -> tuple[str, str]:
    """The day and the name of an event as it is typed.

    >>> split_event("2022-11-11=Kherson")
    ('2022-11-11', 'Kherson')
    """
    day, _, name = text.partition("=")
    return day.strip(), name.strip() or day.strip()


def run(options: argparse.Namespace) -> int:
    """Write the report; 1 if a notebook failed, else 0."""
    from analysis.reporting.run import write_report

    report = write_report(
        options.path,
        out=options.out or Path("reports") / Path(options.path).resolve().stem,
        events=dict(split_event(event) for event in options.events or []) or None,
        texts=not options.no_texts,
        compare=options.compare,
        command=options.command_line,
        progress=print_at_once,
        **read_arguments(options, "codebooks"),
    )
    print(f"Report: {report.index} ({report.seconds:.0f} s)")
    if report.changes:
        print(f"Since the other report: {report.changes} See {report.index.parent / 'changes.html'}")
    for page in report.failures:
        print(f"failed: {page.href}: {page.reason}", file=sys.stderr)
    return 1 if report.failures else 0
