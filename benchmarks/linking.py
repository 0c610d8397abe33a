"""The share of linked mentions that are linked right: `python -m benchmarks.linking`.

`--draw N --corpus NAME --seed S` draws mentions for a judge to read, each with the sentences around it and
without any verdict: from corpus/sample, or from one of the corpora in --data on which no rule was written
(Wikinews, sentences of US papers on Gaza, and conflict articles of GMB). `--share` prints the share of the
mentions of each corpus that are linked. Without these the stored judgements are counted: the share that is
right, with its Wilson interval, for all and by type (linking_judged.csv) and for each judge
(links_judged.csv), and how many judged mentions are still found and linked to the same entity. The judges are
language models that read the sentences, not people.
"""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.articles import read_corpus
from analysis.entities.mentions import find_entities
from analysis.entities.unlinked import NOT_LINKED
from analysis.outputs import write_csv
from analysis.summaries.intervals import share_interval
from analysis.text.sentences import split_sentences
from training.ner_data import read_set

CORPUS = Path(__file__).parent.parent / "corpus" / "sample"
JUDGED = Path(__file__).with_name("linking_judged.csv")
JUDGED_ELSEWHERE = Path(__file__).with_name("links_judged.csv")
PLACE = ["article_id", "sentence_id", "start", "surface"]
# A block of GMB, twelve sentences of which stand in for an article, is on a conflict if it has two of these.
CONFLICT = re.compile(
    r"\b(?:kill(?:ed|ing)|troops|soldiers|rebels?|militants?|insurgents?|bomb\w*|airstrikes?|cease-?fire"
    r"|fighting|wounded|gunmen|militia|attack(?:s|ed)?|war)\b"
)


def read_sample(data: Path) -> pd.DataFrame:
    """The sentences of the sample corpus."""
    return split_sentences(clean_articles(read_corpus(CORPUS)))


def read_wikinews(data: Path) -> pd.DataFrame:
    """The sentences of English Wikinews, 2019 to 2021."""
    return split_sentences(clean_articles(read_corpus(data / "wikinews")))


def read_casualty_mentions(data: Path) -> pd.DataFrame:
    """The sentences on deaths in Gaza and Israel, those of one article joined in their order."""
    parts = []
    for file in sorted((data / "casualty_mentions").glob("tagged_data_*.csv")):
        rows = pd.read_csv(file, dtype={"article_index": str})
        text = rows["sentence"].astype(str).str.split().str.join(" ")
        outlet = file.stem.split("_")[2]
        rows = pd.DataFrame({
            "article_id": outlet + "-" + rows["article_index"], "outlet": outlet,
            "date": pd.to_datetime(rows["article_date"], format="mixed"),
            "title": rows["article_title"].fillna(""), "text": text,
        }).drop_duplicates(["article_id", "text"])  # fmt: skip
        parts.append(rows)
    rows = pd.concat(parts)
    keys = ["article_id", "outlet", "date", "title"]
    articles = rows.groupby("article_id", sort=True).agg({
        **dict.fromkeys(keys[1:], "first"), "text": " ".join,
    }).reset_index()  # fmt: skip
    return split_sentences(clean_articles(articles))


def read_gmb(data: Path) -> pd.DataFrame:
    """The sentences of GMB's blocks on conflicts."""
    sentences, _ = read_set("gmb", data)
    found = sentences["text"].str.count(CONFLICT).groupby(sentences["article_id"]).transform("sum")
    return sentences[found.ge(2)].reset_index(drop=True).assign(quote_spans="")


CORPORA: dict[str, Callable[[Path], pd.DataFrame]] = {
    "sample": read_sample,
    "wikinews": read_wikinews,
    "casualty_mentions": read_casualty_mentions,
    "gmb": read_gmb,
}


def mark_linked(mentions: pd.DataFrame) -> pd.Series:
    """Which mentions are linked to an entity of the registry."""
    refers_outside = mentions["name"].eq(mentions["entity"]) & mentions["how"].isin(["memory", "corpus"])
    return ~mentions["how"].isin(NOT_LINKED) & ~refers_outside


def find_mentions(corpus: str, data: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The linked mentions of a corpus and its sentences."""
    sentences = CORPORA[corpus](data)
    mentions = find_entities(sentences)
    return mentions[mark_linked(mentions)], sentences


def draw_mentions(n: int, *, corpus: str, seed: int, data: Path) -> pd.DataFrame:
    """`n` linked mentions drawn at random, each with its sentence and the ones beside it for the judge."""
    mentions, sentences = find_mentions(corpus, data)
    in_article = sentences.groupby("article_id", observed=True)["text"]
    around = in_article.shift(1, fill_value="") + " || " + sentences["text"] + " || "
    around += in_article.shift(-1, fill_value="")
    sentences = sentences.assign(text=around)
    drawn = mentions.sample(n, random_state=seed).sort_values(["article_id", "start"])
    drawn = drawn.merge(sentences[["article_id", "sentence_id", "text"]], on=["article_id", "sentence_id"])
    drawn = drawn[[*PLACE, "date", "entity", "name", "type", "how", "text"]]
    return drawn.assign(corpus=corpus, seed=seed, judgement="", reason="")


def print_shares(data: Path) -> None:
    """Print for each corpus how many mentions there are and which share of them is linked."""
    for corpus, read in CORPORA.items():
        mentions = find_entities(read(data))
        linked = int(mark_linked(mentions).sum())
        print(f"{corpus:18}{linked:7} of {len(mentions):7} mentions linked, {linked / len(mentions):.1%}")


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


def count_still(judged: pd.DataFrame, now: pd.DataFrame) -> str:
    """How many judged mentions are still found and linked to the same entity, in words."""
    found = judged.merge(now[[*PLACE, "entity"]], on=PLACE, how="left", suffixes=("", "_now"))
    is_found, same = found["entity_now"].notna(), found["entity_now"].eq(found["entity"])
    wrong = found["judgement"].eq("wrong")
    return (
        f"Of {len(found)} judged mentions {int(is_found.sum())} are still found and linked, "
        f"{int(same.sum())} to the same entity; of {int(wrong.sum())} judged wrong "
        f"{int((wrong & same).sum())} still are."
    )


def print_judged(path: Path, data: Path) -> None:
    """Print what the judges found: in the sample by drawing, elsewhere by seed, judge and corpus."""
    judged = pd.read_csv(path, dtype=str, keep_default_na=False).astype({"sentence_id": int, "start": int})
    by = ["drawing"] if "drawing" in judged else ["seed", "judge", "corpus"]
    for names, part in judged.groupby(by, sort=True):
        print(f"{' '.join(map(str, names))}\n{count_judged(part)}")
    for corpus in ["sample"] if "drawing" in judged else sorted(set(judged["corpus"])):
        part = judged if "drawing" in judged else judged[judged["corpus"].eq(corpus)]
        print(f"{corpus}: {count_still(part, find_mentions(corpus, data)[0])}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--draw", type=int, metavar="N", help="draw N mentions to be judged")
    options.add_argument("--corpus", choices=list(CORPORA), default="sample")
    options.add_argument("--share", action="store_true", help="print the share of mentions that are linked")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--out", type=Path, help="where the drawn mentions are written")
    chosen = options.parse_args()
    if chosen.draw and not chosen.out:
        options.error("--draw needs --out, the file to write")
    if chosen.draw:
        drawn = draw_mentions(chosen.draw, corpus=chosen.corpus, seed=chosen.seed, data=chosen.data)
        write_csv(drawn, chosen.out)
        print(f"{chosen.draw} mentions to judge (right, wrong, doubtful): {chosen.out}")
    elif chosen.share:
        print_shares(chosen.data)
    else:
        print_judged(JUDGED, chosen.data)
        if JUDGED_ELSEWHERE.is_file():
            print_judged(JUDGED_ELSEWHERE, chosen.data)


if __name__ == "__main__":
    main()
