"""Training: labels, habits of the sets, and names cut from GUM's mentions."""

import numpy as np
import pytest

from analysis.tagger.decode import forward_backward
from analysis.tagger.words import LABELS


def test_what_training_expects_of_labels_is_what_decoding_finds():
    crf = pytest.importorskip("training.crf", reason="the extra train is not installed")
    draw = np.random.default_rng(5)
    sentence = np.repeat([0, 1, 2], [4, 1, 7])
    scores, transitions = draw.normal(0, 2, (12, len(LABELS))), draw.normal(0, 1, (len(LABELS),) * 2)
    bounds = np.array([0, 4, 5, 12])
    _, chances, pairs = crf.expect_labels(scores, bounds, np.array([1.0, 1.0, 2.0]), transitions)
    plain = forward_backward(scores, sentence, transitions)
    np.testing.assert_allclose(chances, plain * np.array([1, 1, 2])[sentence][:, None], atol=1e-9)
    assert pairs.sum() == pytest.approx(3 + 2 * 6)


def test_the_habits_of_politics_are_the_tagger_s_own():
    design = pytest.importorskip("training.design", reason="the extra train is not installed")
    names = ["wikigold", "crossner_politics-train", "crossner_music-dev", "gum_news", "gmb", "ewt"]
    assert [design.ORIGINS[design.find_origin(name)] for name in names] == [
        "",
        "",
        "cross",
        "gum",
        "gmb",
        "ewt",
    ]


def gum_rows(text: str) -> list[list[str]]:
    """GUM's columns from `word/tag/head/relation` parts, as far as names are cut from them."""
    rows = []
    for i, part in enumerate(text.split()):
        word, tag, head, relation = part.rsplit("/", 3)
        glued = "SpaceAfter=No" if word in ("al", "-") else "_"
        rows.append([str(i + 1), word, word, "", tag, "", head, relation, "", glued])
    return rows


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("for/IN/3/case The/DT/3/det Onion/NNP/0/root", (1, 3, "organization", False), "The Onion"),
        ("The/DT/2/det Onion/NNP/0/root", (0, 2, "organization", False), "Onion"),
        (
            "the/DT/2/det Society/NNP/0/root of/IN/4/case Canada/NNP/2/nmod",
            (0, 4, "organization", False),
            "Society of Canada",
        ),
        (
            "Suleiman/NNP/0/root al/NNP/1/flat -/HYPH/4/punct Amr/NNP/1/list",
            (0, 4, "person", False),
            "Suleiman al - Amr",
        ),
        (
            "US/NNP/2/compound President/NNP/3/compound Obama/NNP/0/root",
            (0, 3, "person", False),
            "Obama",
        ),
        ("a/DT/2/det song/NN/0/root", (0, 2, "abstract", False), ""),
    ],
)
def test_a_mention_is_cut_down_to_its_name(text, mention, name):
    gum = pytest.importorskip("training.gum")
    tokens = gum.name_gum(gum_rows(text), [mention])
    assert " ".join(word for word, tag, _ in tokens if tag != "O") == name


def test_a_name_that_only_modifies_is_marked_where_its_document_marks_it_elsewhere():
    gum = pytest.importorskip("training.gum")
    document = [
        [("NATO", "B-ORG", True), ("grew", "O", True)],
        [("the", "O", True), ("NATO", "O", True), ("pact", "O", True)],
    ]
    carried = gum.carry_names(document, [[True, False], [False, True, False]])
    assert [tag for _, tag, _ in carried[1]] == ["O", "B-ORG", "O"]
