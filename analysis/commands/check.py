"""`python -m analysis check`: what is in a corpus, which registry fits, and what could not be read."""

import argparse
import textwrap
from typing import TYPE_CHECKING

from analysis.commands.options import read_arguments

if TYPE_CHECKING:
    import pandas as pd

SUMMARY = "read a corpus, count its articles and list what could not be read"
DESCRIPTION = "Read a corpus, count its articles, say which registry fits, and list what could not be read."
EXAMPLE = "my-articles.csv"
WIDTH = 110  # characters of a line on the registry
WIDEST = 60  # characters of an outlet's name that are listed
SHOWN = 3  # places of each kind of problem that are listed without --all


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--skip-names", action="store_true", help="do not look which registry fits")
    parser.add_argument("--all", action="store_true", help=f"list every problem, not {SHOWN} of each kind")


def run(options: argparse.Namespace) -> int:
    """Print the articles by outlet, what is said of their voices, then the problems by kind."""
    from analysis.corpus.articles import read_corpus, read_problems
    from analysis.corpus.genre.notes import describe_genres
    from analysis.guards import show_lines

    articles = read_corpus(options.path, **read_arguments(options))
    problems = read_problems(articles)
    problem_lines = list_problems(problems, top=len(problems) if options.all else SHOWN)
    names = [] if options.skip_names else list_coverage(articles)
    print(show_lines([*list_outlets(articles), *describe_genres(articles), *names, *problem_lines]))
    return 0


def list_coverage(articles: "pd.DataFrame") -> list[str]:
    """Which registries fit the articles, and what they lack, by articles that are drawn."""
    from analysis.cleaning.pipeline import clean_articles
    from analysis.entities.coverage.choice import DRAWN, choose_by_articles
    from analysis.entities.coverage.coverage import describe_coverage, measure_coverage, warn_coverage
    from analysis.entities.mentions import find_entities
    from analysis.ids import sample_rows
    from analysis.text.sentences import split_sentences

    if articles.empty:
        return []
    sentences = split_sentences(clean_articles(sample_rows(articles, DRAWN, unit="article")))
    choice = choose_by_articles(articles)
    mentions = find_entities(sentences, registry=choice.names)
    lines = [choice.describe(), *describe_coverage(measure_coverage(mentions, sentences))]
    whole = [*lines, *filter(None, [warn_coverage(mentions)])]
    return [
        part
        for line in whole
        for part in textwrap.wrap(line, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    ]


def list_outlets(articles: "pd.DataFrame") -> list[str]:
    """How many articles and outlets there are, and the articles by outlet, in lines.

    >>> import pandas as pd
    >>> day = pd.to_datetime(["2022-11-17"])
    >>> print(*list_outlets(pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": day})), sep="\\n")
    1 article, 1 outlet
    outlet  n_articles
    X                1
    """
    from analysis.guards import show_line
    from analysis.summaries.rates import count_articles
    from analysis.wording import count_noun

    counts = count_articles(articles, by=["outlet"])
    names = counts["outlet"].map(show_line).astype("str").str.slice(0, WIDEST)
    n_outlets = articles["outlet"].nunique()
    head = f"{count_noun(len(articles), 'article')}, {count_noun(n_outlets, 'outlet')}"
    return [head, *counts.assign(outlet=names).to_string(index=False).split("\n")]


def list_problems(problems: "pd.DataFrame", *, top: int = SHOWN) -> list[str]:
    """The problems in lines: the most frequent kind first, its number, and its first `top` places.

    >>> import pandas as pd
    >>> rows = [["a.csv", 4, "no date", "kept"], ["a.csv", 9, "no date", "kept"]]
    >>> print(*list_problems(pd.DataFrame(rows, columns=["file", "row", "what", "done"]), top=1), sep="\\n")
    2 problems or doubts:
    2 x no date
        a.csv, row 4: kept
        and 1 more; --all lists every one
    """
    from analysis.corpus.articles import count_problems

    if problems.empty:
        return ["No problem found."]
    lines = ["1 problem or doubt:" if len(problems) == 1 else f"{len(problems):,} problems or doubts:"]
    counts = count_problems(problems)
    for what, n in zip(counts["what"], counts["n"], strict=True):
        lines.append(f"{n:,} x {what}")
        shown = problems[problems["what"] == what].head(top)
        rows = shown["row"].astype("object").where(shown["row"].notna(), None)
        for file, row, done in zip(shown["file"], rows, shown["done"], strict=True):
            place = file if row is None else f"{file}, row {row}"
            lines.append(f"    {place}: {done}")
        if n > top:
            lines.append(f"    and {n - top:,} more; --all lists every one")
    return lines
