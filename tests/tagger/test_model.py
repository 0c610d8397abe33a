"""Model: the file of weights, and the memory of forms."""

import shutil
from threading import Thread

import numpy as np

from analysis.tagger.model import read_model
from analysis.tagger.names import (
    MODEL,
)  # fmt: skip
from analysis.tagger.words import LABELS


def test_the_model_is_small_and_read_without_pickle():
    assert MODEL.stat().st_size <= 1_500_000
    with np.load(MODEL, allow_pickle=False) as file:
        assert {file[name].dtype.kind for name in file.files} <= set("iuf")
    assert read_model(str(MODEL)).transitions.shape == (len(LABELS), len(LABELS))


def test_threads_that_share_a_model_each_get_the_weights_of_their_forms():
    model, found = read_model.__wrapped__(str(MODEL)), {}
    forms = [f"Name{number}" for number in range(1500)]

    def look_up(part: int) -> None:
        found[part] = model.look_up(forms[100 * part :])

    threads = [Thread(target=look_up, args=(part,)) for part in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = read_model.__wrapped__(str(MODEL)).look_up(forms)
    expected = alone.weights[alone.numbers]
    for part, weights in found.items():
        assert (weights.weights[weights.numbers] == expected[100 * part :]).all()


def test_a_full_memory_is_emptied_and_gives_the_same_weights(monkeypatch):
    model = read_model.__wrapped__(str(MODEL))
    first = model.look_up(["Kyiv", "said"])
    monkeypatch.setattr("analysis.tagger.model.MOST_FORMS", 1)
    again = model.look_up(["said", "Lviv"])
    assert set(model.memory.numbers) == {"said", "Lviv"}
    assert (first.weights[first.numbers[1]] == again.weights[again.numbers[0]]).all()


def test_a_file_of_weights_that_changes_is_read_again(tmp_path):
    path = tmp_path / "tagger.npz"
    shutil.copy(MODEL, path)
    model = read_model(str(path))
    assert read_model(str(path)) is model
    with np.load(MODEL, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    np.savez(path, **(arrays | {"scale": np.float32(0)}))
    assert not read_model(str(path)).weights.any()
