"""`python -m analysis adopt`: draft a registry of the names that no registry lists."""

import argparse

from analysis.commands.options import read_arguments

SUMMARY = "draft a registry of the names in a corpus that no registry lists"
DESCRIPTION = (
    "Write the names that no registry lists into a CSV: their spellings, their type, and the first sentence "
    "with each. Fill in the camps, correct what is wrong, and measure with registry=['auto', 'FILE']."
)
EXAMPLE = "my-articles.csv --out my_registry.csv"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", metavar="FILE", default="registry.csv", help="the CSV to write (registry.csv)"
    )
    parser.add_argument(
        "--at-least",
        metavar="N",
        type=int,
        default=3,
        help="mentions that a name needs (3)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the draft, and print how many names it holds and the most frequent ones."""
    from analysis.cleaning.pipeline import clean_articles
    from analysis.corpus.articles import read_corpus
    from analysis.entities.coverage.choice import choose_by_articles
    from analysis.entities.coverage.draft import draft_registry, write_draft
    from analysis.entities.mentions import find_entities
    from analysis.guards import show_lines
    from analysis.schema import check_count
    from analysis.text.sentences import split_sentences
    from analysis.wording import count_noun

    check_count(options.at_least, name="at_least")
    articles = read_corpus(options.path, **read_arguments(options))
    sentences = split_sentences(clean_articles(articles))
    choice = choose_by_articles(articles)
    mentions = find_entities(sentences, registry=choice.names)
    draft = draft_registry(mentions, sentences, at_least=options.at_least)
    place = write_draft(draft, options.out)
    most = ", ".join(draft["name"].head(10))
    lines = [
        choice.describe(),
        f"{count_noun(len(draft), 'name')} in {place}" + (f": {most}" if most else ""),
    ]
    print(show_lines([*lines, "The columns gender and camp are empty, for you to fill in."]))
    return 0
