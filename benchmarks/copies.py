"""Planted copies: how many of them `find_copies` finds, and how many other pairs it makes.

    python -m benchmarks.copies [--data ../shared/data] [--seed 1]

Each planted copy keeps 30 to 70 % of the sentences of a real article, and up to 10 % of its words are changed
to other words of the corpus. Texts that are real copies of one another would blur the count: one article of
each cluster is taken.
"""

import argparse
import random
import re
from itertools import combinations
from pathlib import Path

import pandas as pd

from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.articles import read_corpus
from analysis.duplicates.clusters import find_copies

SENTENCE = re.compile(r"(?<=[.!?])\s+")
SHORTEST = 60  # words of an article that a copy is planted of


def plant_copies(articles: pd.DataFrame, *, seed: int) -> tuple[pd.DataFrame, set[tuple[str, str]]]:
    """The articles with one planted copy for each, and the pairs of original and copy."""
    draw = random.Random(seed)
    vocabulary = sorted({word for text in articles["text"] for word in text.split()})
    planted = articles.copy()
    planted["article_id"] = [f"{article_id}-copy" for article_id in articles["article_id"]]
    planted["outlet"] = "planted"
    planted["text"] = [cut_text(text, vocabulary, draw) for text in articles["text"]]
    pairs = {(article_id, f"{article_id}-copy") for article_id in articles["article_id"]}
    return pd.concat([articles, planted], ignore_index=True), pairs


def cut_text(text: str, vocabulary: list[str], draw: random.Random) -> str:
    """A text with 30 to 70 % of its words, in whole sentences where there are several, and some changed."""
    share, edited = draw.uniform(0.3, 0.7), draw.uniform(0, 0.1)
    sentences = SENTENCE.split(text)
    n_words = len(text.split())
    order = draw.sample(range(len(sentences)), len(sentences))
    kept: list[int] = []
    for place in order:
        if sum(len(sentences[chosen].split()) for chosen in kept) >= share * n_words:
            break
        kept.append(place)
    words = " ".join(sentences[place] for place in sorted(kept)).split()[: round(0.7 * n_words)]
    return " ".join(draw.choice(vocabulary) if draw.random() < edited else word for word in words)


def score_pairs(copies: pd.DataFrame, pairs: set[tuple[str, str]]) -> dict[str, float]:
    """Recall and precision of the pairs that share a cluster."""
    found = {
        pair for _, ids in copies.groupby("cluster")["article_id"] for pair in combinations(sorted(ids), 2)
    }
    right = len(found & {tuple(sorted(pair)) for pair in pairs})
    return {
        "pairs": len(pairs),
        "found": len(found),
        "recall": right / len(pairs),
        "precision": right / len(found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles = clean_articles(read_corpus(options.data / "fakes/FA-KES.csv"))
    articles = articles.astype({"outlet": "str"})[["article_id", "outlet", "date", "title", "text"]]
    articles = articles[articles["text"].str.split().str.len() >= SHORTEST]
    is_first = find_copies(articles).drop_duplicates("cluster")["article_id"]
    articles = articles[articles["article_id"].isin(is_first)].reset_index(drop=True)
    planted, pairs = plant_copies(articles, seed=options.seed)
    score = score_pairs(find_copies(planted), pairs)
    print(
        f"{score['pairs']} planted copies: recall {score['recall']:.3f}, precision {score['precision']:.3f} "
        f"of {score['found']} pairs (seed {options.seed})."
    )


if __name__ == "__main__":
    main()
