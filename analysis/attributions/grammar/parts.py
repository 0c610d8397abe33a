"""Parts of speech: which words of a sentence are verbs, nouns, prepositions.

A word's part is read from its own form and from the forms of the two words before and after it. Each form
has a row of weights for each of these five places; the part with the largest sum is taken. The weights were
made by `training/grammar.py` from the trees of GUM (CC BY 4.0).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from analysis.caching import cache_by_files
from analysis.registry.files import read_table
from analysis.registry.world import WORLD_FILE
from analysis.tagger.model import read_model
from analysis.tagger.names import MODEL
from analysis.tagger.words import WordLists
from analysis.text.vocabulary import Vocabulary

MODEL_FILE = Path(__file__).parent / "grammar.npz"
PARTS = [
    "NOUN", "PROPN", "ADJ", "ADV", "PRON", "REL", "DET", "ADP", "SCONJ", "CCONJ", "VFIN", "VINF", "VBG",
    "VBN", "AUX", "AUXN", "TO", "NUM", "POS", "PUNCT", "OTHER",
]  # fmt: skip
PART = {name: number for number, name in enumerate(PARTS)}
# Groups of parts.
NOUNS = frozenset([PART["NOUN"], PART["PROPN"]])
PARTICIPLES = frozenset([PART["VBN"], PART["VBG"]])
ADJECTIVES = frozenset([PART["ADJ"], PART["NUM"]])
INFINITIVE = PART["VINF"]
FINITE_OR_INFINITIVE = frozenset(PART[name] for name in ("VFIN", "VINF", "AUX"))
PLACES = (-2, -1, 0, 1, 2)
NOTHING = ["nothing"]  # the attributes of the place before or behind a sentence


def list_attributes(form: str, known: WordLists) -> list[str]:
    """What the model reads from a form: the word, its clusters, its ending and its shape.

    Of a name it reads the shape alone: the names of two parties are one to it.

    >>> list_attributes("Left", WordLists({}, {"left": 12}, {"left": 1}, [[0], [7]]))
    ['w=left', 'c=12', 'C=1', 'k=1', 'k0=7', 's1=t', 's2=ft', 's3=eft', 'h=X']
    """
    lower = form.lower()
    if form[:1].isupper() and (lower not in known.clusters or form in list_peoples()):
        return [f"h={find_shape(form)}", "-"] if "-" in form else [f"h={find_shape(form)}"]
    named = [f"w={lower}"]
    cluster = known.clusters.get(form, known.clusters.get(lower))
    if cluster is not None:
        named += [f"c={cluster}", f"C={cluster // 8}"]
    kin = known.kin.get(lower)
    if kin is not None:
        levels = enumerate(known.kin_levels[kin])
        named += [f"k={kin}", *(f"k{level}={number}" for level, number in levels)]
    named += [f"s{n}={lower[-n:]}" for n in (1, 2, 3, 4) if len(lower) > n]
    named.append(f"h={find_shape(form)}")
    return [*named, "-"] if "-" in form else named


@cache_by_files(lambda: [WORLD_FILE], size=1)
def list_peoples() -> frozenset[str]:
    """The words of countries, capitals and peoples, some of which stand in small letters in the clusters."""
    world = read_table(WORLD_FILE, ["name", "capital", "adjectives", "people"])
    cells = world[["name", "capital", "adjectives", "people"]].to_numpy().ravel()
    return frozenset(word for cell in cells for word in re.findall(r"[^\W\d_]+", str(cell)))


def find_shape(form: str) -> str:
    """`X` for a capital, `XX` for capitals only, `x` for a small letter, `9` for a digit, else `.`."""
    if len(form) > 1 and form.isupper():
        return "XX"
    first = form[:1]
    return "X" if first.isupper() else "x" if first.islower() else "9" if first.isdigit() else "."


@dataclass(frozen=True, eq=False)
class PartsModel:
    """The weights of attributes.

    Attributes
    ----------
    attributes : dict
        The row of each attribute in `weights`; the row after the last holds zeros.
    weights : array of int16, shape (n_attributes + 1, n_places * n_parts)
    bias : array of int16, shape (n_parts)
    known : WordLists
        The clusters of words that the name tagger knows.
    """

    attributes: dict[str, int]
    weights: np.ndarray
    bias: np.ndarray
    known: WordLists

    def weigh_forms(self, forms: list[str]) -> np.ndarray:
        """The summed weights of the attributes of each form; an array of shape (n_places, n_forms, n_parts).

        The bias is part of the weights of a form's own place.
        """
        rows: list[int] = []
        starts = []
        for form in forms:
            starts.append(len(rows))
            named = list_attributes(form, self.known) if form else NOTHING
            rows += [self.attributes[name] for name in named if name in self.attributes]
            rows.append(len(self.attributes))  # a form without attributes gets zeros
        summed = np.add.reduceat(self.weights[rows], starts, axis=0, dtype=np.int16)
        summed = summed.reshape(len(forms), len(PLACES), len(PARTS))
        summed[:, PLACES.index(0)] += self.bias
        return summed.transpose(1, 0, 2)


class FormWeights:
    """The weights of the forms of a vocabulary that were met so far, one table per place.

    Row 0 of the tables is that of no form. Tables that were given out never change.
    """

    def __init__(self, model: PartsModel, vocabulary: Vocabulary) -> None:
        self.model, self.vocabulary = model, vocabulary
        self.rows = np.zeros(0, np.int64)  # of each form of the vocabulary, 0 for those not met yet
        self.tables = model.weigh_forms([""])

    def weigh(self, forms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The row of each form of the vocabulary (only those of `forms` count), and the tables."""
        with self.vocabulary.lock:
            texts = self.vocabulary.texts
            rows = np.append(self.rows, np.zeros(len(texts) - len(self.rows), np.int64))
            is_met = np.zeros(len(texts), bool)
            is_met[forms] = True
            new = np.flatnonzero(is_met & (rows == 0))
            if len(new):
                weights = self.model.weigh_forms([texts[number] for number in new.tolist()])
                rows[new] = np.arange(len(new)) + self.tables.shape[1]
                self.tables = np.ascontiguousarray(np.concatenate([self.tables, weights], axis=1))
            self.rows = rows
            return rows, self.tables


@lru_cache(maxsize=1)
def open_weights(model: PartsModel, vocabulary: Vocabulary) -> FormWeights:
    """The weights that belong to a vocabulary."""
    return FormWeights(model, vocabulary)


@cache_by_files(lambda: [MODEL_FILE, MODEL], size=1)
def read_parts_model() -> PartsModel:
    """The model from its file of weights, which holds numbers and text only."""
    with np.load(MODEL_FILE, allow_pickle=False) as file:
        names = file["attributes"].tobytes().decode().split("\n")
        weights = np.zeros((len(names) + 1, len(PLACES) * len(PARTS)), np.int16)
        weights[:-1] = file["weights"]
        bias = np.round(file["bias"] / file["scale"]).astype(np.int16)
    attributes = {name: row for row, name in enumerate(names)}
    return PartsModel(attributes, weights, bias, read_model(str(MODEL)).known)


def find_parts(forms: np.ndarray, first: np.ndarray, vocabulary: Vocabulary) -> np.ndarray:
    """The part of each token, as its place in `PARTS`.

    Parameters
    ----------
    forms : int array, one per token
        The number of its form in the vocabulary.
    first : int array, one per sentence, and one more
        The first token of each sentence.
    vocabulary : Vocabulary
        The distinct forms.
    """
    row_of_form, tables = open_weights(read_parts_model(), vocabulary).weigh(forms)
    neighbours = list_neighbours(row_of_form[forms], first)
    score = tables[0].take(neighbours[0], axis=0)
    for table, rows in zip(tables[1:], neighbours[1:], strict=True):
        score += table.take(rows, axis=0)
    return score.argmax(axis=1).astype(np.int8)


def list_neighbours(rows: np.ndarray, first: np.ndarray) -> list[np.ndarray]:
    """For each of `PLACES` the row of the form that stands there beside each token.

    Row 0 stands for no form, before and behind a sentence; `first` is as in `find_parts`.

    >>> list_neighbours(np.array([7, 8, 9]), np.array([0, 2, 3]))[1].tolist()  # one place before
    [0, 7, 0]
    """
    # Two rows of no form stand between sentences.
    sentence = np.repeat(np.arange(len(first) - 1), np.diff(first))
    place = np.arange(len(rows)) + 2 * (sentence + 1)
    padded = np.zeros(len(rows) + 2 * len(first), np.int64)
    padded[place] = rows
    return [padded[place + distance] for distance in PLACES]
