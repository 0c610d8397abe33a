"""The text of the benchmarks: real sentences, recombined to a corpus of any size."""

import json
import random
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.articles import read_corpus
from analysis.text.sentences import split_sentences

SHARED = Path("../shared/data")
SAMPLE = Path("corpus/sample")
OUTLETS = [f"Outlet {letter}" for letter in "ABCDEFGHIJKLMNO"]
N_SENTENCES = 12  # per article, which is about 300 words
N_LONG = 24  # per long article, which is about 600 words


@lru_cache(maxsize=1)
def read_sentences() -> tuple[list[str], str]:
    """Sentences of real articles in text order, and a description of their sources."""
    found = SHARED / "fakes" / "FA-KES.csv"
    source = found if found.exists() else SAMPLE
    texts = split_sentences(clean_articles(read_corpus(source)))["text"].tolist()
    description = f"{len(texts):,} sentences of {'FA-KES' if found.exists() else 'corpus/sample'}"
    more = SHARED / "newsmtsc" / "train.jsonl"
    if more.exists():
        lines = more.read_text(encoding="utf-8").splitlines()
        added = list(dict.fromkeys(json.loads(line)["sentence_normalized"] for line in lines))
        texts, description = texts + added, f"{description} and {len(added):,} of NewsMTSC"
    return texts, description


def make_articles(n: int, seed: int = 1, *, n_sentences: int = N_SENTENCES) -> list[dict]:
    """Articles of random runs of four sentences; each run is a paragraph."""
    sentences, _ = read_sentences()
    draw, articles = random.Random(seed), []
    for number in range(n):
        runs = []
        for _ in range(n_sentences // 4):
            start = draw.randrange(len(sentences) - 4)
            runs.append(" ".join(sentences[start : start + 4]))
        articles.append({
            "id": f"s{seed}-{number}", "outlet": draw.choice(OUTLETS),
            "date": f"20{draw.randint(12, 23)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}",
            "title": runs[0][:60], "text": "\n\n".join(runs),
        })  # fmt: skip
    return articles


def write_articles(folder: Path, n: int, *, per_file: int = 1000, n_sentences: int = N_SENTENCES) -> Path:
    """Write a corpus of `n` articles as files of JSON lines, and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, start in enumerate(range(0, n, per_file), start=1):
        rows = pd.DataFrame(make_articles(min(per_file, n - start), seed, n_sentences=n_sentences))
        rows.to_json(folder / f"{seed:05d}.jsonl", orient="records", lines=True, force_ascii=False)
    return folder
