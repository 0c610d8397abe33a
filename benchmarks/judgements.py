"""How many judgements in narration are right, and how many are found: writes results_judgements.md.

    python -m benchmarks.judgements [--data ../shared/data]
    python -m benchmarks.judgements --draw 50 --seed 7 --out drawn.csv

The texts are FA-KES, Wikinews without its interviews (which have turn labels) and the training part of
NewsMTSC (single sentences of news). Narration is what stands outside quotation marks and outside the content
of `find_attributions`.

- judgements_judged.csv: hits drawn by lot, each with the verdict of a judge, and why it is wrong.
- judgements_marked.csv: sentences of narration drawn by lot, with every judgement of the outlet that a judge
  marked in them; one row without a word for a sentence without one. `found_before` says whether version
  1.0.0 of the word list, without the rules of `analysis/tone/exclusions.py`, found it in narration.

Both were drawn from articles whose sha256 of `article_id` is odd; the others were read while the list and
the rules were made. Words were added to the list after drawings 1 to 3 of the sentences had been read, so
what they say of the recall of later versions is too good. Drawing 4 was read when the list was nearly done;
it holds only NewsMTSC, where the judgements are more than labels. Two other judges, neither with sight of
the other's verdicts, read drawing 5 (hits of version 2.0.0) and drawing 6 (hits of version 2.1.0). Words were
added between the two, and eight were taken out of narration after drawing 6. The verdicts on Wikinews are on
all its hits. `--draw` writes hits without verdicts, for another judge. `judge_kind` says whether a person or
a language model judged.
"""

import argparse
import hashlib
import json
from pathlib import Path

import pandas as pd

from analysis.attributions.finder import find_attributions
from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.articles import read_corpus
from analysis.entities.mentions import find_entities
from analysis.matching.lexicon import read_lexicon
from analysis.outputs import write_csv
from analysis.summaries.intervals import share_interval
from analysis.text.sentences import split_sentences
from analysis.tone.evaluation import find_judgements

HERE = Path(__file__).parent
DATA = Path("../shared/data")
JUDGED, MARKED = HERE / "judgements_judged.csv", HERE / "judgements_marked.csv"
RESULTS = HERE / "results_judgements.md"
CORPORA = ["fakes", "wikinews", "newsmtsc"]
PLACE = ["corpus", "article_id", "start"]
HEAD = """# Judgements in narration

Written by `python -m benchmarks.judgements`. A hit is right if it is a judgement (praise or blame), of the
outlet itself and in the right direction. A label that denies standing (terrorist, regime, so-called) counts
as a judgement of the outlet that uses it as its own word. Words were added to the list after drawings 1 to 5
of the sentences had been read; drawing 6 was read after that, and eight words were taken out of narration
then. Intervals are Wilson's.
"""


def read_articles(data: Path, corpus: str) -> pd.DataFrame:
    """The cleaned articles of a corpus."""
    if corpus == "fakes":
        return clean_articles(read_corpus(data / "fakes" / "FA-KES.csv"))
    if corpus == "wikinews":
        files = sorted((data / "wikinews").glob("wikinews_*.csv"))
        articles = clean_articles(pd.concat([read_corpus(file) for file in files], ignore_index=True))
        return articles[~articles["text"].str.contains(r"\(\(\w")].reset_index(drop=True)
    lines = (data / "newsmtsc" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    columns = {
        "article_id": [row["primary_gid"] for row in rows],
        "outlet": "NewsMTSC", "date": pd.NaT, "title": "",
        "text": [row["sentence_normalized"] for row in rows],
    }  # fmt: skip
    return pd.DataFrame(columns).drop_duplicates("text").drop_duplicates("article_id").reset_index(drop=True)


def find_in_narration(sentences: pd.DataFrame) -> pd.DataFrame:
    """The judgements in narration, each with its sentence."""
    attributions = find_attributions(sentences, find_entities(sentences))
    hits = find_judgements(sentences, attributions=attributions)
    hits = hits[(hits["voice"] == "narration") & (hits["counted"] != "battle")].astype({"article_id": "str"})
    texts = sentences[["article_id", "sentence_id", "text"]].astype({"article_id": "str"})
    return hits.merge(texts, on=["article_id", "sentence_id"])


def find_all(data: Path) -> pd.DataFrame:
    """The judgements in narration of all corpora."""
    found = [
        find_in_narration(split_sentences(read_articles(data, corpus))).assign(corpus=corpus)
        for corpus in CORPORA
    ]
    return pd.concat(found, ignore_index=True)


def is_for_scoring(article_id: str) -> bool:
    """Whether the sha256 of an id is odd.

    >>> is_for_scoring("a"), is_for_scoring("b")
    (True, True)
    """
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 2 == 1


def draw_hits(hits: pd.DataFrame, n: int, seed: int) -> pd.DataFrame:
    """`n` hits of each corpus, or all where there are fewer, without verdicts."""
    rows = hits[hits["article_id"].map(is_for_scoring)]
    parts = [part.sample(min(n, len(part)), random_state=seed) for _, part in rows.groupby("corpus")]
    drawn = pd.concat(parts).sort_values(PLACE)
    return drawn[[*PLACE, "sentence_id", "surface", "counted", "text"]]


def describe_share(name: str, right: int, n: int) -> str:
    """One row of a table: a share in percent with its interval."""
    low, high = share_interval(right, n)
    return f"| {name} | {n} | {right} | {right / n:.1%} | {low:.1%} to {high:.1%} |"


def is_in_labels(surface: str) -> bool:
    """Whether a word is a label of the list: one that negation does not reverse.

    >>> is_in_labels("Terrorists"), is_in_labels("brave")
    (True, False)
    """
    lexicon = read_lexicon("evaluation")
    labels = lexicon.loc[lexicon["turns"].eq("no"), "term"].str.lower()
    stems = tuple(label.removesuffix("*") for label in labels if label.endswith("*"))
    return surface.lower() in set(labels) or surface.lower().startswith(stems)


def describe_precision(judged: pd.DataFrame, hits: pd.DataFrame) -> list[str]:
    """The table of right hits for each judge and corpus, and what became of the judged hits."""
    lines = ["| judge, corpus | hits | right | share | interval |", "| --- | --- | --- | --- | --- |"]
    for (judge, kind, drawing), rows in judged.groupby(["judge", "judge_kind", "drawing"]):
        main = rows[rows["corpus"] != "wikinews"]
        is_label = main["surface"].map(is_in_labels)
        groups = [
            ("FA-KES and NewsMTSC", main),
            ("of these labels", main[is_label]),
            ("other words", main[~is_label]),
            *rows.groupby("corpus"),
        ]
        for name, part in groups:
            right = int(part["verdict"].eq("right").sum())
            if part.empty:
                continue
            lines.append(describe_share(f"{judge} ({kind}), drawing {drawing}, {name}", right, len(part)))
    reasons = judged.loc[judged["verdict"] == "wrong", "reason"].value_counts()
    lines += ["", "Why hits are wrong: " + ", ".join(f"{why} {n}" for why, n in reasons.items()) + ".", ""]
    still = judged.merge(hits[PLACE].drop_duplicates(), on=PLACE)
    right = int(still["verdict"].eq("right").sum())
    lines.append(
        f"Of {len(judged)} judged hits {len(still)} are still counted in narration, {right} of them right."
    )
    return lines


def describe_recall(marked: pd.DataFrame, hits: pd.DataFrame) -> list[str]:
    """The table of marked judgements that are found, by drawing."""
    lines = ["| judge, drawing | marked | found | share | interval |", "| --- | --- | --- | --- | --- |"]
    marks = marked[marked["word"] != ""].astype({"start": int})
    found = hits.rename(columns={"start": "low"})[["corpus", "article_id", "low", "end", "counted"]]
    pairs = marks.reset_index().merge(found, on=["corpus", "article_id"])
    same = (pairs["low"] < pairs["start"] + pairs["word"].str.len()) & (pairs["start"] < pairs["end"])
    right = pairs.loc[same & (pairs["counted"] == pairs["direction"]), "index"].unique()
    marks = marks.assign(found=marks.index.isin(right))
    for (judge, drawing), rows in marks.groupby(["judge", "drawing"]):
        name = f"{judge}, drawing {drawing}"
        lines.append(describe_share(name, int(rows["found"].sum()), len(rows)))
        lines.append(
            describe_share(f"{name}, by version 1.0.0", int(rows["found_before"].eq("yes").sum()), len(rows))
        )
    n = len(marked[["judge", *PLACE[:2], "sentence_id"]].drop_duplicates())
    return [*lines, "", f"{n} sentences were read."]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--draw", type=int, metavar="N", help="draw N hits of each corpus to be judged")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--out", type=Path, default=Path("drawn.csv"))
    chosen = options.parse_args()
    hits = find_all(chosen.data)
    if chosen.draw:
        write_csv(draw_hits(hits, chosen.draw, chosen.seed), chosen.out)
        return
    judged = pd.read_csv(JUDGED, dtype=str, keep_default_na=False).astype({"start": int})
    marked = pd.read_csv(MARKED, dtype=str, keep_default_na=False)
    counts = ", ".join(f"{corpus} {n:,}" for corpus, n in hits["corpus"].value_counts().items())
    parts = [
        HEAD, f"Hits in narration: {counts}.", "", "## Are they right?", "",
        *describe_precision(judged, hits), "", "## Are they found?", "", *describe_recall(marked, hits),
    ]  # fmt: skip
    RESULTS.write_text("\n".join(parts) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
