"""`python -m analysis import`: the articles of exports and mixed files, as a clean folder."""

import argparse
from pathlib import Path

SUMMARY = "turn exports and mixed files into a clean corpus folder"
DESCRIPTION = (
    "Read whatever PATH holds and write a folder: one table of articles, PROVENANCE.toml and the problems. "
    "It can be stopped and repeated: what was read is not read again."
)
EXAMPLE = "downloads --out corpus/NAME"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", help="where the folder goes, such as corpus/NAME")
    parser.add_argument("--all", action="store_true", help="list every problem at the end")


def run(options: argparse.Namespace) -> int:
    """Write the folder, then check it."""
    if not options.out:
        raise ValueError("Nothing would be kept: name --out corpus/NAME, the folder to write.")
    from analysis.commands.check import SHOWN, list_outlets, list_problems
    from analysis.commands.options import read_arguments
    from analysis.corpus.articles import read_corpus, read_problems
    from analysis.corpus.imports import import_corpus
    from analysis.guards import show_lines

    problems = import_corpus(
        options.path, options.out, command=options.command_line, progress=True, **read_arguments(options)
    )
    articles = read_corpus(Path(options.out), columns={"text": "text"})
    head, *lines = list_outlets(articles)
    lines = [f"{options.out}: {head}", *lines, "While reading:"]
    lines += list_problems(problems, top=len(problems) if options.all else SHOWN)
    left = read_problems(articles)
    if len(left):
        lines += ["In the folder:", *list_problems(left, top=len(left) if options.all else SHOWN)]
    print(show_lines(lines))
    return 0
