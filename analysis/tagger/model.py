"""The weights of the name tagger, and what they give each form of a word, computed once per form."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np

from analysis.caching import cache_by_files
from analysis.tagger.features import CHANNELS, PATTERN_SIZES
from analysis.tagger.words import LABELS, NONE, WordLists, list_attributes

# Forms that a model remembers (about 100 MB of weights).
MOST_FORMS = 300_000


@dataclass(frozen=True)
class PatternWeights:
    """The weights of one pattern.

    Attributes
    ----------
    place : array of int32
        For each pattern number its row in `weights`, 0 for a number without weights; the last place stands
        for no pattern (-1).
    weights : array of float32, shape (n_rows, n_labels)
        Row 0 holds zeros.
    """

    place: np.ndarray
    weights: np.ndarray

    def score(self, numbers: np.ndarray) -> np.ndarray:
        """What the pattern gives each label, one row per token, from the pattern's number there."""
        # `take` copies rows several times faster than brackets do.
        return self.weights.take(self.place.take(numbers), axis=0)


@dataclass(frozen=True)
class FormWeights:
    """What the model knows about some forms.

    Attributes
    ----------
    numbers : array of int64
        For each form its row in `weights` and `kinds`.
    weights : array of float32, shape (n_rows, n_channels * n_labels)
    kinds : array of int64
        The class of each row's form.
    """

    numbers: np.ndarray
    weights: np.ndarray
    kinds: np.ndarray


@dataclass
class FormMemory:
    """The weights of the forms met so far. One thread at a time adds to it; arrays given out never change."""

    numbers: dict[str, int] = field(default_factory=dict)
    weights: np.ndarray = field(
        default_factory=lambda: np.zeros((0, len(CHANNELS) * len(LABELS)), np.float32)
    )
    kinds: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    lock: Lock = field(default_factory=Lock)

    def clear(self) -> None:
        """Forget all forms."""
        self.numbers.clear()
        self.weights, self.kinds = self.weights[:0], self.kinds[:0]


@dataclass(frozen=True)
class TaggerModel:
    """The name tagger: what it knows about words, and the weight of each attribute for each label.

    Attributes
    ----------
    known : WordLists
    attributes : dict
        The row of each attribute in `weights`; the row after the last holds zeros.
    weights : array of float32, shape (n_attributes + 1, n_channels * n_labels)
    patterns : dict
        The weights of each pattern, by name.
    document : array of float32, shape (n_cues, n_labels)
        The weights of the cues that the rest of the document gives.
    transitions : array of float32, shape (n_labels, n_labels)
    memory : FormMemory
    """

    known: WordLists
    attributes: dict[str, int]
    weights: np.ndarray
    patterns: dict[str, PatternWeights]
    document: np.ndarray
    transitions: np.ndarray
    memory: FormMemory = field(default_factory=FormMemory)

    def look_up(self, forms: list[str]) -> FormWeights:
        """The weights and classes of forms. New forms are computed and remembered."""
        memory = self.memory
        with memory.lock:
            if len(memory.numbers) > MOST_FORMS:
                memory.clear()
            new = [form for form in dict.fromkeys(forms) if form not in memory.numbers]
            if new:
                weights, kinds = self.weigh_forms(new)
                memory.weights = np.vstack([memory.weights, weights])
                memory.kinds = np.append(memory.kinds, kinds)
                memory.numbers.update({form: n for n, form in enumerate(new, start=len(memory.numbers))})
            numbers = np.fromiter((memory.numbers[form] for form in forms), np.int64, len(forms))
            return FormWeights(numbers, memory.weights, memory.kinds)

    def weigh_forms(self, forms: list[str]) -> tuple[np.ndarray, list[int]]:
        """The summed weights of the attributes of each form, and its class. The empty form is nothing."""
        rows: list[int] = []
        starts, kinds = [], []
        for form in forms:
            starts.append(len(rows))
            named, kind = list_attributes(form, self.known) if form else (["c=nothing"], NONE)
            rows += [self.attributes[name] for name in named if name in self.attributes]
            rows.append(len(self.attributes))  # a form without attributes gets zeros
            kinds.append(kind)
        return np.add.reduceat(self.weights[rows], starts, axis=0), kinds


@cache_by_files(lambda path: [Path(path)], size=4)
def read_model(path: str) -> TaggerModel:
    """The tagger from its file of weights. The file holds numbers and text only (no pickle)."""
    if not Path(path).exists():
        raise FileNotFoundError(
            f"The tagger needs its file of weights; there is none at {path}. Name a file that "
            "training/tagger.py made, or leave out `model` for the shipped one."
        )
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    texts = {
        name.removeprefix("text_"): arrays[name].tobytes().decode().split("\n")
        for name in arrays
        if name.startswith("text_")
    }
    known = WordLists(
        lists={
            name.removeprefix("list_"): frozenset(words)
            for name, words in texts.items()
            if name.startswith("list_")
        },
        clusters=dict(zip(texts["clusters"], arrays["clusters"].tolist(), strict=True)),
        kin=dict(zip(texts["kin"], arrays["kin"].tolist(), strict=True)),
        kin_levels=arrays["kin_levels"].tolist(),
    )
    scale = np.float32(arrays["scale"])
    weights = np.zeros((len(texts["attributes"]) + 1, len(CHANNELS) * len(LABELS)), np.float32)
    weights[:-1] = arrays["weights"] * scale
    return TaggerModel(
        known=known,
        attributes={name: row for row, name in enumerate(texts["attributes"])},
        weights=weights,
        patterns={name: read_pattern(name, arrays, scale) for name in PATTERN_SIZES},
        document=arrays["document"].astype(np.float32) * scale,
        transitions=arrays["transitions"].astype(np.float32),
    )


def read_pattern(name: str, arrays: dict[str, np.ndarray], scale: np.float32) -> PatternWeights:
    """The weights of one pattern from the arrays of the file."""
    numbers = arrays[f"pattern_{name}"]
    place = np.zeros(PATTERN_SIZES[name] + 1, np.int32)
    place[numbers] = np.arange(1, len(numbers) + 1)
    zeros = np.zeros((1, len(LABELS)), np.float32)
    return PatternWeights(place, np.vstack([zeros, arrays[f"pattern_weights_{name}"] * scale]))
