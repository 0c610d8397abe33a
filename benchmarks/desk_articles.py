"""The articles of the desk's benchmark: real sentences, recombined, with outlets, sections and dates."""

import json
import random
from pathlib import Path

import pandas as pd

from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.articles import read_corpus
from analysis.text.sentences import split_sentences

SOURCES = ["fakes/FA-KES.csv", "wikinews/wikinews_2019.csv", "wikinews/wikinews_2020.csv"]
MORE = "newsmtsc/train.jsonl"  # single sentences of news
SECTIONS = ["world", "politics", "economy", "opinion", "local", "culture"]
N_OUTLETS = 24
COUNTRIES = ["Ireland", "Kenya", "Norway", "Chile"]
RUNS = 6  # paragraphs of each article
LENGTH = 2  # sentences of a paragraph; articles that share one of six are no copies
PER_FILE = 2000


def read_real(data: Path) -> list[list[str]]:
    """The sentences of real articles with enough of them; empty where the data is not there."""
    found = []
    for source in SOURCES:
        if (data / source).exists():
            sentences = split_sentences(clean_articles(read_corpus(data / source)))
            found += [texts.tolist() for _, texts in sentences.groupby("article_id", sort=True)["text"]]
    if (data / MORE).exists():
        lines = (data / MORE).read_text(encoding="utf-8").splitlines()
        texts = list(dict.fromkeys(json.loads(line)["sentence_normalized"] for line in lines))
        found += [texts[start : start + 2 * LENGTH] for start in range(0, len(texts), 2 * LENGTH)]
    return [texts for texts in found if len(texts) >= LENGTH]


def make_article(real: list[list[str]], draw: random.Random, number: int) -> dict:
    """An article of paragraphs of several real ones; a few outlets have most articles."""
    paragraphs = []
    for texts in draw.sample(real, RUNS):
        start = draw.randrange(len(texts) - LENGTH + 1)
        paragraphs.append(" ".join(texts[start : start + LENGTH]))
    outlet = min(int(draw.expovariate(5 / N_OUTLETS)), N_OUTLETS - 1)
    return {
        "id": f"a{number}", "outlet": f"Outlet {outlet + 1:02d}", "section": draw.choice(SECTIONS),
        "date": f"20{draw.randint(12, 23)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}",
        "title": paragraphs[0][:60], "text": "\n\n".join(paragraphs),
    }  # fmt: skip


def write_corpus(folder: Path, n: int, data: Path) -> Path:
    """Write a corpus of `n` articles as files of JSON lines, with a table of its outlets.

    Raises FileNotFoundError where there are no real articles to draw from.
    """
    real = read_real(data)
    if not real:
        raise FileNotFoundError(f"no real articles in {data}: {', '.join(SOURCES)}")
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(1)
    for start in range(0, n, PER_FILE):
        articles = [make_article(real, draw, number) for number in range(start, min(start + PER_FILE, n))]
        lines = [json.dumps(article, ensure_ascii=False) for article in articles]
        (folder / f"{start:07d}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    outlets = pd.DataFrame({"outlet": [f"Outlet {number + 1:02d}" for number in range(N_OUTLETS)]})
    outlets["country"] = [COUNTRIES[number % len(COUNTRIES)] for number in range(N_OUTLETS)]
    outlets.to_csv(folder / "outlets.csv", index=False)
    return folder
