"""The weights of the name tagger, and what they say of each form of a word, worked out once a form."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np

from analysis.tagger.features import CHANNELS, PATTERNS
from analysis.tagger.words import LABELS, NONE, N, word_attributes


@lru_cache(maxsize=4)
def read_model(path: str) -> dict:
    """The weights of the tagger, ready to be looked up. The file holds numbers and text only (no pickle)."""
    if not Path(path).exists():
        raise FileNotFoundError(
            f"The tagger needs its file of weights; there is none at {path}. Name a file that "
            "training/tagger.py made, or give no `model` for the one that is shipped."
        )
    with np.load(path, allow_pickle=False) as file:
        kept = {name: file[name] for name in file.files}
    model: dict = {"transitions": kept["transitions"].astype(np.float32)}
    text = {name[5:]: kept[name].tobytes().decode().split("\n") for name in kept if name.startswith("text_")}
    model["lists"] = {
        name[5:]: frozenset(entries) for name, entries in text.items() if name.startswith("list_")
    }
    model["clusters"] = dict(zip(text["clusters"], kept["clusters"].tolist(), strict=True))
    model["kin"] = dict(zip(text["kin"], kept["kin"].tolist(), strict=True))
    model["kin_levels"] = kept["kin_levels"].tolist()
    model["attributes"] = {name: i for i, name in enumerate(text["attributes"])}
    scale = float(kept["scale"])
    n_labels = len(LABELS)
    weights = np.zeros((len(model["attributes"]) + 1, len(CHANNELS) * n_labels), np.float32)
    weights[:-1] = kept["weights"] * np.float32(scale)
    model["weights"] = weights
    for name in PATTERNS:
        size = N**3 if name in ("a0b", "aa0", "0bb") else N**2 * (20 if name in ("run", "long") else 1)
        where = np.zeros(size + 1, np.int32)
        where[kept[f"pattern_{name}"]] = np.arange(1, len(kept[f"pattern_{name}"]) + 1)
        model[f"where_{name}"] = where  # the last place stands for "no pattern" (-1)
        model[f"pattern_{name}"] = np.vstack(
            [np.zeros((1, n_labels), np.float32), kept[f"pattern_weights_{name}"] * np.float32(scale)]
        )
    model["document"] = kept["document"].astype(np.float32) * np.float32(scale)
    model["forms"] = {}
    model["rows"] = np.zeros((0, len(CHANNELS) * n_labels), np.float32)
    model["kinds"] = np.zeros(0, np.int64)
    model["lock"] = Lock()
    return model


def look_up_forms(forms: list[str], model: dict) -> dict[str, np.ndarray]:
    """The number of every form in the model's memory (`numbers`), and by number what is known of each: its
    weights (`rows`) and its class (`kinds`). A form met for the first time is worked out; one thread at a
    time adds to the memory, and what is given here stays as it is."""
    with model["lock"]:
        known = model["forms"]
        if len(known) > 300_000:  # a memory, not a leak: start afresh
            known.clear()
            model["rows"], model["kinds"] = model["rows"][:0], model["kinds"][:0]
        new = [form for form in dict.fromkeys(forms) if form not in known]
        if new:
            rows, kinds = describe_new(new, model)
            model["rows"] = np.vstack([model["rows"], rows])
            model["kinds"] = np.append(model["kinds"], kinds)
            known.update({form: number for number, form in enumerate(new, start=len(known))})
        numbers = np.fromiter((known[form] for form in forms), np.int64, len(forms))
        return {"numbers": numbers, "rows": model["rows"], "kinds": model["kinds"]}


def describe_new(forms: list[str], model: dict) -> tuple[np.ndarray, list[int]]:
    """The weights of each form, and its class."""
    flat, starts, kinds = [], [], []
    attributes = model["attributes"]
    for form in forms:
        starts.append(len(flat))
        if form:
            named, kind = word_attributes(form, model)
        else:
            named, kind = ["c=nothing"], NONE
        flat += [attributes[name] for name in named if name in attributes]
        flat.append(len(attributes))
        kinds.append(kind)
    return np.add.reduceat(model["weights"][flat], starts, axis=0), kinds
