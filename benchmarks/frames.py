"""The frame lists against the codes of two language models: writes results_frames.md.

    python -m benchmarks.frames

The articles are the hundred coded ones of corpus/sample; its codebook.md describes how they were drawn and
coded. The text below MARK in the file, with the figures of earlier versions, is kept.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.articles import read_corpus
from analysis.frames.cues import find_frames, find_leading_frame
from analysis.matching.lexicon import read_lexicon
from analysis.text.sentences import split_sentences

CORPUS = Path(__file__).parent.parent / "corpus" / "sample"
RESULTS = Path(__file__).with_name("results_frames.md")
MARK = "<!-- Below stands what earlier versions measured, kept by hand. -->"
CUES = [1, 2, 3]
HEAD = """# Frames: the lists beside two coders

Written by `python -m benchmarks.frames`: {n} articles of corpus/sample, each coded twice. **The coders are
two language models, not people**: each read every article whole with codebook.md only and did not see the
other's codes. Where they agree, they may still share a habit of reading. A list codes 1 where an article's
text (its headline left out) has at least so many cues of the frame. *Coded 1* is the mean of both coders;
kappa is Cohen's; precision, recall and kappa of a list are those against coder a and against coder b,
averaged, for one, two and three cues. A list cannot be expected to agree with the coders more than they
agree with each other. The articles are few: where the coders found a frame in fifteen of them, three
articles more or less move kappa by about 0.1.
"""


def measure_kappa(a: pd.Series, b: pd.Series) -> float:
    """Cohen's kappa of two codings of the same articles."""
    values = set(a) | set(b)
    chance = sum(a.eq(value).mean() * b.eq(value).mean() for value in values)
    return (a.eq(b).mean() - chance) / (1 - chance) if chance < 1 else np.nan


def compare_frame(cues: pd.Series, a: pd.Series, b: pd.Series) -> dict:
    """One row of the results: coder against coder, and the list against both, at 1, 2 and 3 cues."""
    row = {"coded 1": (a.mean() + b.mean()) / 2, "coders agree": a.eq(b).mean(), "kappa": measure_kappa(a, b)}
    for at_least in CUES:
        found = cues.ge(at_least).astype(int)
        both = [(found * code).sum() for code in (a, b)]
        row[f"precision {at_least}"] = np.mean(both) / found.sum() if found.any() else np.nan
        row[f"recall {at_least}"] = np.mean([n / code.sum() for n, code in zip(both, (a, b), strict=True)])
        row[f"kappa {at_least}"] = np.mean([measure_kappa(found, code) for code in (a, b)])
    return row


def compare_lists() -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """One row per conflict frame, one row per threshold of the leading generic frame, and n of articles."""
    codes = pd.read_csv(CORPUS / "codes.csv", dtype=str)
    codes = codes.pivot(index="article_id", columns=["variable", "coder"], values="value")
    articles = clean_articles(read_corpus(CORPUS))
    articles = articles[articles["article_id"].isin(codes.index)]
    sentences = split_sentences(articles)
    frames = find_frames(sentences, lexicon="conflict_frames")
    cues = pd.crosstab(frames["article_id"], frames["frame"]).reindex(codes.index, fill_value=0)
    binary = {
        frame: compare_frame(cues[frame], *(codes[frame, coder].astype(int) for coder in "ab"))
        for frame in read_lexicon("conflict_frames")["category"].drop_duplicates().sort_values()
    }
    generic = find_frames(sentences, lexicon="generic_frames")
    a, b = codes["generic_frame", "a"], codes["generic_frame", "b"]
    rows = {"the coders with each other": {"agree": a.eq(b).mean(), "kappa": measure_kappa(a, b)}}
    for at_least in CUES:
        coded = find_leading_frame(generic, articles, at_least=at_least).set_index("article_id")
        coded = coded["frame"].reindex(codes.index)
        rows[f"the list, {at_least} or more cues"] = {
            "agree": np.mean([coded.eq(code).mean() for code in (a, b)]),
            "kappa": np.mean([measure_kappa(coded, code) for code in (a, b)]),
        }
    return pd.DataFrame(binary).T, pd.DataFrame(rows).T, len(codes)


def format_table(table: pd.DataFrame, corner: str) -> str:
    """The table in Markdown, with two decimal places; `corner` is the heading above the row names."""
    lines = [[corner, *table.columns], ["---"] * (len(table.columns) + 1)]
    lines += [
        [name, *(f"{value:.2f}" for value in row)]
        for name, row in zip(table.index, table.values, strict=True)
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def read_version(name: str) -> str:
    """The version of a shipped word list."""
    return json.loads(read_lexicon(name).attrs["lexicon"])["version"]


def main() -> None:
    binary, generic, n = compare_lists()
    version = {name: read_version(name) for name in ["conflict_frames", "generic_frames"]}
    kept = RESULTS.read_text(encoding="utf-8").partition(MARK)[2] if RESULTS.exists() else "\n"
    page = "\n\n".join(
        [
            HEAD.format(n=n) + f"\n## `conflict_frames` {version['conflict_frames']}, one question a frame",
            format_table(binary, "frame"),
            f"## `generic_frames` {version['generic_frames']}, the frame that leads",
            format_table(generic, "who"),
            MARK + kept,
        ]
    )
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
