"""Train the small models of `analysis/attributions/grammar` on the trees of GUM.

    python -m training.grammar --data ../shared/data --out analysis/attributions/grammar/grammar.npz

The extra `train` is needed. GUM's annotations are CC BY 4.0; so is the file that this writes.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack

from analysis.attributions.grammar.parts import NOTHING, PART, PARTS, PLACES, list_attributes, list_neighbours
from analysis.attributions.tokenization import Pieces, cut_pieces
from analysis.tagger.model import read_model
from analysis.tagger.names import MODEL
from analysis.tagger.words import WordLists
from analysis.text.words import read_words

AT_LEAST = 3  # tokens that an attribute needs
VERB_FORMS = {"VB": "VINF", "VBG": "VBG", "VBN": "VBN"}
SAME = frozenset(["NOUN", "PROPN", "ADJ", "ADV", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "NUM", "PUNCT"])


class Node(NamedTuple):
    """One word of a tree: its place in the sentence's text, its tags, and its head (-1 for the root)."""

    start: int
    end: int
    lemma: str
    part: str
    tag: str
    features: str
    head: int
    relation: str


class Tree(NamedTuple):
    """One sentence of GUM."""

    document: str
    text: str
    nodes: list[Node]


def read_trees(path: Path) -> list[Tree]:
    """The trees of a file of CoNLL-U."""
    trees: list[Tree] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            trees.append(Tree(path.stem, line.removeprefix("# text = "), []))
            place = 0
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            found = trees[-1].text.find(cells[1], place)
            start = found if found >= 0 else place
            place = start + len(cells[1])
            trees[-1].nodes.append(
                Node(start, place, cells[2], cells[3], cells[4], cells[5], int(cells[6]) - 1, cells[7])
            )
    return trees


def name_part(node: Node) -> str:
    """The part of speech of a word, in the names of `PARTS`."""
    if node.tag in ("WDT", "WP", "WP$") and "PronType=Rel" in node.features:
        return "REL"
    if node.part == "VERB":
        return VERB_FORMS.get(node.tag, "VFIN")
    if node.part == "AUX":
        return "AUX" if node.tag in ("VBD", "VBZ", "VBP", "MD") else "AUXN"
    if node.part == "PART":
        return {"TO": "TO", "POS": "POS"}.get(node.tag, "ADV")
    if node.part in SAME:
        return node.part
    return "NUM" if node.part == "SYM" else "OTHER"


def cut_trees(trees: list[Tree]) -> Pieces:
    """The tokens of trees, as the rules for attributions see them."""
    texts = [tree.text for tree in trees]
    sentences = pd.DataFrame({"text": texts, "quote_spans": ""})
    return cut_pieces(read_words(sentences), np.arange(len(texts)), texts)


def align_nodes(trees: list[Tree], pieces: Pieces) -> np.ndarray:
    """For each token the number of its node in its tree: the last one that begins inside it."""
    aligned = np.zeros(len(pieces.start), np.int64)
    for number, tree in enumerate(trees):
        here = slice(pieces.first[number], pieces.first[number + 1])
        starts = np.array([node.start for node in tree.nodes] or [0])
        found = np.searchsorted(starts, pieces.end[here], side="left") - 1
        aligned[here] = np.clip(found, 0, max(len(tree.nodes) - 1, 0))
    return aligned


def make_design(pieces: Pieces, known: WordLists) -> tuple[csr_matrix, list[str]]:
    """The attributes of each token and of its neighbours, one column per attribute and place."""
    named = [NOTHING, *(list_attributes(text, known) for text in pieces.vocabulary.texts)]
    counts = np.bincount(pieces.form + 1, minlength=len(named))
    total: Counter = Counter()
    for attributes, count in zip(named, counts, strict=True):
        total.update(dict.fromkeys(attributes, int(count)))
    kept = sorted(name for name, count in total.items() if count >= AT_LEAST)
    kept = [*kept, *NOTHING]
    column = {name: number for number, name in enumerate(kept)}
    cells = [
        (row, column[name]) for row, attributes in enumerate(named) for name in attributes if name in column
    ]
    rows, columns = np.array(cells).T
    forms = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(named), len(kept)))
    neighbours = list_neighbours(pieces.form + 1, pieces.first)
    return hstack([forms[rows] for rows in neighbours]).tocsr(), kept


def fit_parts(trees: list[Tree]) -> dict[str, np.ndarray]:
    """The arrays of the model of parts of speech."""
    from sklearn.linear_model import LogisticRegression

    pieces = cut_trees(trees)
    aligned = align_nodes(trees, pieces)
    sentence = np.repeat(np.arange(len(trees)), np.diff(pieces.first))
    gold = np.array(
        [
            PART[name_part(trees[number].nodes[node])]
            for number, node in zip(sentence.tolist(), aligned.tolist(), strict=True)
        ]
    )
    design, names = make_design(pieces, read_model(str(MODEL)).known)
    fit = LogisticRegression(C=1.0, max_iter=80, tol=1e-3).fit(design, gold)
    weights = np.zeros((len(PARTS), design.shape[1]), np.float32)
    weights[fit.classes_] = fit.coef_
    bias = np.full(len(PARTS), -20.0, np.float32)
    bias[fit.classes_] = fit.intercept_
    by_attribute = weights.reshape(len(PARTS), len(PLACES), len(names)).transpose(2, 1, 0)
    flat = by_attribute.reshape(len(names), -1)
    scale = np.abs(flat).max() / 127
    return {
        "attributes": np.frombuffer("\n".join(names).encode(), np.uint8),
        "weights": np.round(flat / scale).astype(np.int8),
        "scale": np.array(scale),
        "bias": bias,
    }


def read_all(folder: Path) -> list[Tree]:
    files = sorted((folder / "gum").glob("*.conllu"))
    return [tree for file in files for tree in read_trees(file) if tree.nodes]


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the models of grammar.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("analysis/attributions/grammar/grammar.npz"))
    chosen = parser.parse_args()
    np.savez_compressed(chosen.out, **fit_parts(read_all(chosen.data)))


if __name__ == "__main__":
    main()
