"""Sentence bounds, scored against those of GUM: `python -m benchmarks.sentences` writes results_sentences.md.

    python -m benchmarks.sentences --gum FOLDER --punkt FOLDER

GUM (Zeldes 2017) has documents that people split into sentences. `--gum` is the folder of its .conllu files,
`--punkt` the folder of NLTK's English model (`punkt_tab/english`).
"""

import argparse
import re
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis.text.paragraphs import split_paragraphs
from analysis.text.sentences import split_sentences
from benchmarks.texts import SHARED

RESULTS = Path(__file__).with_name("results_sentences.md")
HEAD = """# Sentences: our rules beside Punkt

Written by `python -m benchmarks.sentences`:
{n_documents} documents of GUM with {n_sentences:,} sentences that
people split; NLTK {nltk}. Each number is the F1 of the sentence bounds of a genre's documents together. A
bound is right where GUM has one after the same character, white space left out.

- *rules*: `split_sentences(articles)`, headings kept as sentences of their own.
- *punkt*: `split_sentences(articles, model=...)` with NLTK's English model.
- *trained*: the same with a Punkt model that was trained on the texts of all these documents.

*x.. for x.* is the same on the documents with each full stop at the end of a sentence doubled, as real web
pages have it.
"""
Document = list[list[str]]  # paragraphs, each a list of sentences
Split = Callable[[list[str]], list[str]]  # from paragraphs to sentences


def read_paragraphs(file: Path) -> Document:
    """The paragraphs of a GUM document, each a list of sentences."""
    paragraphs: Document = []
    for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
        if re.search(r"^# newpar$", block, re.MULTILINE) or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(re.search(r"^# text = (.*)$", block, re.MULTILINE).group(1))
    return paragraphs


def double_stops(document: Document) -> Document:
    """The document with each full stop at the end of a sentence doubled."""
    return [[re.sub(r"(?<=\w)\.([\"”’)]*)$", r"..\1", text) for text in part] for part in document]


def find_bounds(sentences: list[str]) -> set[int]:
    """The number of characters, without white space, before the end of each sentence."""
    return set(pd.Series([len("".join(sentence.split())) for sentence in sentences]).cumsum())


def score_bounds(documents: list[Document], split: Split) -> float:
    """F1 of the sentence bounds that `split` finds in the paragraphs of the documents."""
    n_right = n_gold = n_found = 0
    for paragraphs in documents:
        gold = find_bounds([sentence for paragraph in paragraphs for sentence in paragraph])
        found = find_bounds(split([" ".join(paragraph) for paragraph in paragraphs]))
        n_right, n_gold, n_found = n_right + len(gold & found), n_gold + len(gold), n_found + len(found)
    return 2 * n_right / (n_gold + n_found)


def make_splitter(model: object = None) -> Split:
    """`split_sentences` on paragraphs; a heading is a sentence of its own."""

    def split(paragraphs: list[str]) -> list[str]:
        articles = pd.DataFrame({
            "article_id": ["a"], "outlet": "X", "date": pd.NaT, "title": "", "text": "\n\n".join(paragraphs),
        })  # fmt: skip
        table = split_paragraphs(articles)
        headings = table[table["kind"] == "heading"]
        sentences = split_sentences(articles, model=model)
        return pd.concat([sentences, headings]).sort_values("start")["text"].tolist()

    return split


def train_punkt(documents: list[Document]):
    """A Punkt model trained on the texts of the documents."""
    from nltk.tokenize.punkt import PunktTrainer

    texts = [" ".join(paragraph) for document in documents for paragraph in document]
    return PunktTrainer("\n\n".join(texts)).get_params()


def compare_splitters(documents: dict[str, list[Document]], models: dict[str, object]) -> pd.DataFrame:
    """One row per genre and one for all documents: number of sentences, and F1 of each model."""
    everything = [document for group in documents.values() for document in group]
    rows = {}
    for genre, group in {**documents, "all": everything}.items():
        n = sum(len(paragraph) for document in group for paragraph in document)
        doubled = [double_stops(document) for document in group]
        scores = {name: score_bounds(group, make_splitter(model)) for name, model in models.items()}
        doubled_scores = {
            f"{name}, x.. for x.": score_bounds(doubled, make_splitter(model))
            for name, model in models.items()
        }
        rows[genre] = {"documents": len(group), "sentences": n, **scores, **doubled_scores}
    return pd.DataFrame(rows).T


def format_table(table: pd.DataFrame) -> str:
    """The table in Markdown; F1 with three decimal places."""
    counts = ["documents", "sentences"]
    lines = [["genre", *table.columns], ["---", *["---:"] * len(table.columns)]]
    for genre, row in table.iterrows():
        lines.append([genre, *(f"{row[c]:,.0f}" if c in counts else f"{row[c]:.3f}" for c in table.columns)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def time_splitters(documents: list[Document], models: dict[str, object]) -> str:
    """A sentence with the CPU time of each model for the texts of all documents."""
    texts = ["\n\n".join(" ".join(paragraph) for paragraph in document) for document in documents]
    articles = pd.DataFrame({"article_id": range(len(texts)), "outlet": "X", "date": pd.NaT, "text": texts})
    seconds = {}
    for name, model in models.items():
        split_sentences(articles, model=model)
        begun = time.process_time()
        split_sentences(articles, model=model)
        seconds[name] = time.process_time() - begun
    listed = ", ".join(f"{name} {value:.2f} s" for name, value in seconds.items())
    return f"CPU time for all documents, the second time in a process: {listed}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gum", type=Path, default=SHARED / "gum", help="folder of GUM's .conllu files")
    parser.add_argument(
        "--punkt", type=Path, default=SHARED / "nltk_data/tokenizers/punkt_tab/english",
        help="folder of NLTK's English Punkt model",
    )  # fmt: skip
    chosen = parser.parse_args()
    documents: dict[str, list[Document]] = {}
    for file in sorted(chosen.gum.glob("GUM_*.conllu")):
        documents.setdefault(file.stem.split("_")[1], []).append(read_paragraphs(file))
    if not documents:
        parser.error(f"There is no file GUM_*.conllu in {chosen.gum}.")
    everything = [document for group in documents.values() for document in group]
    models = {"rules": None, "punkt": chosen.punkt, "trained": train_punkt(everything)}
    table = compare_splitters(documents, models)
    head = HEAD.format(
        n_documents=len(everything), n_sentences=int(table.loc["all", "sentences"]), nltk=version("nltk")
    )
    page = "\n".join([head, format_table(table), "", time_splitters(everything, models), ""])
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
