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
    from analysis.commands.check import SHOWN, list_problems
    from analysis.commands.options import read_arguments
    from analysis.corpus.articles import read_corpus, read_problems
    from analysis.corpus.imports import import_corpus
    from analysis.summaries.rates import count_articles
    from analysis.wording import count_noun

    problems = import_corpus(
        options.path, options.out, command=options.command_line, progress=True, **read_arguments(options)
    )
    articles = read_corpus(Path(options.out), columns={"text": "text"})
    n_outlets = articles["outlet"].nunique()
    print(f"{options.out}: {count_noun(len(articles), 'article')}, {count_noun(n_outlets, 'outlet')}")
    print(count_articles(articles, by=["outlet"]).to_string(index=False))
    print("While reading:")
    print("\n".join(list_problems(problems, top=len(problems) if options.all else SHOWN)))
    left = read_problems(articles)
    if len(left):
        print("In the folder:")
        print("\n".join(list_problems(left, top=len(left) if options.all else SHOWN)))
    return 0
