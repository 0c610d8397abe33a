"""The share of linked mentions that are linked right: `python -m benchmarks.linking`.

`--draw` writes a new sample of mentions from corpus/sample to linking_judged.csv, for a judge to read.
Without it the judgements in this file are counted: the share that is right, with its Wilson interval, for all
and by type, and how many of the judged mentions are still found and linked to the same entity. The judge of
every drawing in the file is a language model that read the sentences, not a person.
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.articles import read_corpus
from analysis.entities.mentions import find_entities
from analysis.entities.unlinked import NOT_LINKED
from analysis.outputs import write_csv
from analysis.summaries.intervals import share_interval
from analysis.text.sentences import split_sentences

CORPUS = Path(__file__).parent.parent / "corpus" / "sample"
JUDGED = Path(__file__).with_name("linking_judged.csv")
PLACE = ["article_id", "sentence_id", "start", "surface"]


def find_mentions() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The linked mentions of the sample corpus and its sentences."""
    articles = clean_articles(read_corpus(CORPUS))
    sentences = split_sentences(articles)
    mentions = find_entities(sentences)
    is_linked = ~mentions["how"].isin([*NOT_LINKED, "memory"]) | mentions["entity"].ne(mentions["surface"])
    return mentions[is_linked & ~mentions["how"].isin(NOT_LINKED)], sentences


def draw_mentions(n: int, seed: int) -> pd.DataFrame:
    """`n` linked mentions drawn at random, each with its sentence for the judge."""
    mentions, sentences = find_mentions()
    drawn = mentions.sample(n, random_state=seed).sort_values(["article_id", "start"])
    drawn = drawn.merge(sentences[["article_id", "sentence_id", "text"]], on=["article_id", "sentence_id"])
    return drawn[[*PLACE, "entity", "type", "how", "text"]].assign(judgement="", reason="")


def count_judged(judged: pd.DataFrame) -> str:
    """One line for all mentions and one per type: the share that is right, doubtful and wrong ones."""
    lines = []
    for kind, part in [("all", judged), *judged.groupby("type")]:
        right, n = int(part["judgement"].eq("right").sum()), len(part)
        low, high = share_interval(right, n)
        doubtful = int(part["judgement"].eq("doubtful").sum())
        lines.append(
            f"{kind:13}{right:4} of {n:4} right, {right / n:6.1%} ({low:.1%} to {high:.1%}); "
            f"{doubtful} doubtful, {n - right - doubtful} wrong"
        )
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--draw", type=int, metavar="N", help="draw N mentions to be judged")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--out", type=Path, default=JUDGED)
    chosen = options.parse_args()
    if chosen.draw:
        write_csv(draw_mentions(chosen.draw, chosen.seed), chosen.out)
        print(f"{chosen.draw} mentions to judge (right, wrong, doubtful): {chosen.out}")
        return
    judged = pd.read_csv(JUDGED, dtype=str, keep_default_na=False).astype({"sentence_id": int, "start": int})
    for drawing, part in judged.groupby("drawing", sort=True):
        print(f"drawing {drawing}\n{count_judged(part)}")
    now, _ = find_mentions()
    found = judged.merge(now[[*PLACE, "entity"]], on=PLACE, how="left", suffixes=("", "_now"))
    is_found, same = found["entity_now"].notna(), found["entity_now"].eq(found["entity"])
    wrong = found["judgement"].eq("wrong")
    print(
        f"Of {len(found)} judged mentions {int(is_found.sum())} are still found and linked, "
        f"{int(same.sum())} to the same entity; of {int(wrong.sum())} judged wrong "
        f"{int((wrong & same).sum())} still are."
    )


if __name__ == "__main__":
    main()
