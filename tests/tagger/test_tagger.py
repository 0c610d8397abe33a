"""The name tagger: the names it finds, its features and decoding, and other taggers in its place."""

import json
import shutil
import sys
from threading import Thread

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.schema import KEYS
from analysis.tagger.decode import forward_backward, join_labels
from analysis.tagger.document import CUES, find_pair_cues
from analysis.tagger.features import find_surroundings
from analysis.tagger.libraries import join_pieces
from analysis.tagger.model import read_model
from analysis.tagger.names import (
    COLUMNS,
    MODEL,
    extend_left,
    extend_right,
    guess_type,
    split_blocks,
    tag_names,
)  # fmt: skip
from analysis.tagger.tokens import read_tokens
from analysis.tagger.words import LABELS, find_shape, list_attributes
from analysis.text.words import read_words


def sentences_of(*texts: str, article: str = "a") -> pd.DataFrame:
    table = pd.DataFrame(
        {"article_id": article, "outlet": "x", "date": pd.Timestamp("2022-11-17"), "text": texts}
    )
    lengths = table["text"].str.len() + 1
    return table.assign(
        sentence_id=range(len(texts)), paragraph=0, start=(lengths.cumsum() - lengths).astype(int)
    )


def names_in(*texts: str) -> list[tuple[str, str]]:
    names = tag_names(sentences_of(*texts))
    return list(zip(names["surface"], names["type"], strict=True))


def test_a_name_is_found_with_its_place_in_the_article():
    names = tag_names(sentences_of("Nothing here.", "President Oleksiy Reznikov spoke in Lviv."))
    assert names.columns.tolist() == COLUMNS
    assert names["surface"].tolist() == ["Oleksiy Reznikov", "Lviv"]
    assert names["type"].tolist() == ["person", "place"]
    assert names["sentence_id"].tolist() == [1, 1]
    text = "Nothing here. President Oleksiy Reznikov spoke in Lviv."
    assert [text[a:b] for a, b in zip(names["start"], names["end"], strict=True)] == names["surface"].tolist()
    assert names["score"].between(0, 1).all()


def test_a_text_without_names_gives_an_empty_table_with_all_columns():
    names = tag_names(sentences_of("it rained all day."))
    assert names.empty
    assert names.columns.tolist() == COLUMNS


def test_no_sentences_give_no_names():
    names = tag_names(sentences_of("a").iloc[:0])
    assert names.empty
    assert names.columns.tolist() == COLUMNS


def test_a_table_without_texts_is_an_error_that_names_the_column():
    with pytest.raises(ValueError, match="tag_names needs the column 'text'"):
        tag_names(sentences_of("a").drop(columns="text"))


def test_a_missing_file_of_weights_is_an_error_that_names_the_file(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none at .*nowhere\.npz"):
        tag_names(sentences_of("a"), model=tmp_path / "nowhere.npz")


def test_a_title_is_no_part_of_the_name():
    assert ("Volodymyr Zelensky", "person") in names_in("President Volodymyr Zelensky has told leaders so.")


def test_a_first_name_continues_after_its_hyphen():
    assert ("Wong Kwok-kin", "person") in names_in("Councillor Wong Kwok-kin said he was ready.")


def test_a_party_before_a_hyphen_is_all_of_its_name():
    found = names_in("Fighters loyal to Bashar Assad met Vladimir Putin-backed forces near the town.")
    assert "Vladimir Putin" in [surface for surface, _ in found]


def test_a_surname_takes_its_type_from_the_full_name_elsewhere_in_the_article():
    found = names_in(
        "Defense Minister Oleksiy Reznikov said the plan was ready.",
        "Reznikov gave no other details.",
        "Critics of Reznikov were not convinced.",
    )
    assert found == [("Oleksiy Reznikov", "person"), ("Reznikov", "person"), ("Reznikov", "person")]


def test_a_sentence_in_capitals_is_read_as_running_text():
    found = names_in("UKRAINIAN TROOPS ENTERED THE CITY OF KHERSON ON FRIDAY, OFFICIALS SAID.")
    surfaces = [surface for surface, _ in found]
    assert "KHERSON" in surfaces
    assert not {"TROOPS", "CITY", "FRIDAY", "OFFICIALS"} & {
        word for name in surfaces for word in name.split()
    }


def test_small_words_and_sentence_openings_are_no_names():
    assert (
        names_in(
            "Further east, officials said they were drawing staff from the city.", "Yesterday it rained."
        )
        == []
    )


def test_exchanging_the_parties_exchanges_the_names():
    text = "Russia said Ukraine had shelled a town; the Ukrainian army and the Russian army denied it."
    swap = {"Russia": "Ukraine", "Ukraine": "Russia", "Russian": "Ukrainian", "Ukrainian": "Russian"}
    there = " ".join(
        next((word.replace(a, b) for a, b in swap.items() if word.strip(";.,") == a), word)
        for word in text.split()
    )
    assert [(swap[surface], kind) for surface, kind in names_in(text)] == names_in(there)


def test_articles_do_not_speak_for_each_other():
    one = sentences_of("Reznikov gave no details.", article="a")
    other = sentences_of("Minister Oleksiy Reznikov said so.", "Reznikov left.", article="b")
    both = tag_names(pd.concat([one, other], ignore_index=True))
    apart = pd.concat([tag_names(one), tag_names(other)], ignore_index=True)
    pd.testing.assert_frame_equal(both, apart)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="Ab c.,“”'’-é\n1ZŻ", max_size=40), min_size=1, max_size=6))
def test_any_text_gives_spans_that_are_the_text_itself(texts):
    sentences = sentences_of(*texts)
    names = tag_names(sentences)
    by_id = sentences.set_index("sentence_id")
    for row in names.itertuples():
        home = by_id.loc[row.sentence_id]
        assert home["text"][row.start - home["start"] : row.end - home["start"]] == row.surface
    assert names.equals(tag_names(sentences))


def test_the_model_is_small_and_read_without_pickle():
    assert MODEL.stat().st_size <= 1_500_000
    with np.load(MODEL, allow_pickle=False) as file:
        assert {file[name].dtype.kind for name in file.files} <= set("iuf")
    assert read_model(str(MODEL)).transitions.shape == (len(LABELS), len(LABELS))


def test_no_party_is_known_to_the_tagger_by_its_name():
    known = read_model(str(MODEL)).known
    russia, ukraine = (list_attributes(word, known) for word in ("Russia", "Ukraine"))
    assert russia == ukraine
    russian, syrian = (list_attributes(word, known) for word in ("Russian", "Syrian"))
    assert russian == syrian


def test_words_that_only_stand_together_are_marked_as_a_pair():
    # Environment Canada, Canada, Environment Canada: forms 0 and 1 of one document
    number = np.array([0, 1, -1, 1, -1, 0, 1])
    before = np.array([-1, 0, 1, 2, 3, 4, 5])
    after = np.array([1, 2, 3, 4, 5, 6, -1])
    bits = find_pair_cues(number, np.array([2, 3]), before, after)
    cues = {name: (bits >> CUES.index(name) & 1).tolist() for name in CUES[-4:]}
    assert cues == {
        "pair_before": [0, 1, 0, 0, 0, 0, 1], "pair_after": [1, 0, 0, 0, 0, 1, 0],
        "always_before": [0, 0, 0, 0, 0, 0, 0], "always_after": [1, 0, 0, 0, 0, 1, 0],
    }  # fmt: skip


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


def test_a_sentence_in_capitals_shares_its_forms_with_running_text():
    sentences = sentences_of("TROOPS ENTERED KHERSON", "Troops left Kherson, he said")
    tokens = read_tokens(sentences, read_words(sentences), {"troops": 1, "entered": 2, "left": 3})
    words = [tokens.forms[code] for code in tokens.code]
    assert words[:3] == ["troops", "entered", "Kherson"]
    assert tokens.code[2] == tokens.code[5]
    assert tokens.opens.tolist() == [True, False, False, True, False, False, False, False, False]


def test_blocks_hold_whole_documents():
    document = np.repeat([0, 1, 2], [50_000, 40_000, 10])
    assert split_blocks(document) == [(0, 90_000), (90_000, 90_010)]


def test_a_name_without_a_first_label_begins_where_its_kind_changes():
    labels = np.array([LABELS.index(label) for label in ("I-PER", "I-ORG", "I-ORG", "O", "B-LOC", "B-LOC")])
    names = join_labels(labels, np.array([0.9, 0.8, 0.7, 1.0, 0.6, 0.5]), np.zeros(6, int))
    assert names.first.tolist() == [0, 1, 4, 5]
    assert names.last.tolist() == [0, 2, 4, 5]
    assert names.kind.tolist() == [0, 1, 2, 2]
    assert names.score.tolist() == [0.9, 0.7, 0.6, 0.5]


def test_the_first_word_of_a_sentence_has_nothing_before_it():
    kinds = np.zeros(3, np.int64)
    around = find_surroundings(kinds, kinds, np.array([0, 0, 1]), np.array([True, False, True]))
    assert around.channels["before"].tolist() == [-1, 0, -1]
    assert around.channels["after"].tolist() == [1, -1, -1]
    assert around.runs.tolist() == [-1, -1, -1]


@pytest.mark.parametrize(
    ("word", "shape"), [("Kyiv", "Xx"), ("T-72B3", "X-9X9"), ("al-Assad", "x-Xx"), ("", "")]
)
def test_shapes_leave_repeats_out(word, shape):
    assert find_shape(word) == shape


def test_names_of_other_kinds_are_sorted_by_their_words():
    assert [guess_type(name) for name in ("Iraqis", "Second World War", "T-72")] == [
        "group",
        "event",
        "other",
    ]


def test_pieces_of_words_join_into_names():
    text = "Reznikov in Nova Kakhovka"
    pieces = [
        (0, 4, "B-PER", 0.9),
        (4, 8, "O", 0.8),
        (9, 11, "O", 0.9),
        (12, 16, "B-LOC", 0.9),
        (17, 25, "I-LOC", 0.7),
    ]
    assert list(join_pieces(0, text, pieces)) == [(0, 0, 8, "PER", 0.9), (0, 12, 25, "LOC", 0.7)]


@pytest.mark.parametrize("library", ["spacy", "transformers"])
def test_a_missing_library_is_an_error_that_names_the_extra(library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ImportError, match=rf"extra `{library}`"):
        tag_names(sentences_of("Kyiv."), model=f"{library}:nowhere-{library}")


def test_a_spacy_pipeline_replaces_the_tagger(tmp_path):
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "GPE", "pattern": "Oleshki"},
            {"label": "DATE", "pattern": "Friday"},
            {"label": "NORP", "pattern": "Russian"},
        ]
    )
    pipeline.to_disk(tmp_path / "tiny")
    names = tag_names(
        sentences_of("None here.", "Russian forces left Oleshki on Friday."),
        model=f"spacy:{tmp_path / 'tiny'}",
    )
    assert names.columns.tolist() == COLUMNS
    assert names[["surface", "type", "start"]].to_records(index=False).tolist() == [
        ("Russian", "group", 11), ("Oleshki", "place", 31),
    ]  # fmt: skip
    assert names["score"].isna().all()


def test_a_transformers_model_replaces_the_tagger(tmp_path):
    transformers = pytest.importorskip("transformers", reason="the extra transformers is not installed")
    torch = pytest.importorskip("torch", reason="the extra transformers is not installed")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "troops", "left", "oleshki", "."]
    (tmp_path / "vocab.txt").write_text("\n".join(vocabulary))
    transformers.BertTokenizerFast(str(tmp_path / "vocab.txt"), do_lower_case=True).save_pretrained(tmp_path)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=1,
        intermediate_size=16, id2label={0: "O", 1: "B-LOC"}, label2id={"O": 0, "B-LOC": 1},
    )  # fmt: skip
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():  # no training: the one word is told apart by hand
        for layer in model.bert.encoder.layer:
            for weights in (layer.attention.output.dense, layer.output.dense):
                weights.weight.zero_()
                weights.bias.zero_()
        embeddings = model.bert.embeddings
        embeddings.position_embeddings.weight.zero_()
        embeddings.token_type_embeddings.weight.zero_()
        embeddings.word_embeddings.weight.zero_()
        embeddings.word_embeddings.weight[:, 0] = -1.0
        embeddings.word_embeddings.weight[vocabulary.index("oleshki"), 0] = 5.0
        model.classifier.weight.zero_()
        model.classifier.weight[1, 0] = 5.0
        model.classifier.bias.zero_()
    model.save_pretrained(tmp_path)
    assert json.loads((tmp_path / "config.json").read_text())["id2label"] == {"0": "O", "1": "B-LOC"}
    names = tag_names(sentences_of("Troops left.", "Troops left Oleshki."), model=f"transformers:{tmp_path}")
    assert names[[*KEYS[:1], "surface", "type"]].to_records(index=False).tolist() == [
        ("a", "Oleshki", "place")
    ]


def read_sentence_plainly(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The probability of every label at every token of one sentence, step by step."""
    pots, move = np.exp(scores.astype(float)), np.exp(transitions.astype(float))
    forward, back = [pots[0]], [np.ones(pots.shape[1])]
    for pot in pots[1:]:
        forward.append((forward[-1] @ move) * pot)
    for pot in pots[:0:-1]:
        back.append(move @ (pot * back[-1]))
    both = np.array(forward) * np.array(back[::-1])
    return both / both.sum(axis=1, keepdims=True)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=30), st.integers(0, 1000))
def test_many_sentences_decoded_at_once_give_what_each_gives_alone(lengths, seed):
    draw = np.random.default_rng(seed)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    scores = draw.normal(0, 3, (len(sentence), len(LABELS))).astype(np.float32)
    transitions = draw.normal(0, 2, (len(LABELS), len(LABELS))).astype(np.float32)
    plain = [read_sentence_plainly(scores[sentence == i], transitions) for i in range(len(lengths))]
    together = forward_backward(scores, sentence, transitions)
    np.testing.assert_allclose(together, np.concatenate(plain), atol=1e-5)


@pytest.mark.parametrize("spread", [3, 30, 100])
def test_the_weights_of_a_long_sentence_do_not_vanish(spread):
    draw = np.random.default_rng(7)
    sentence = np.repeat([0, 1], [500, 3])
    scores = draw.normal(0, spread, (len(sentence), len(LABELS))).astype(np.float32)
    transitions = draw.normal(0, spread / 3, (len(LABELS), len(LABELS))).astype(np.float32)
    chances = forward_backward(scores, sentence, transitions)
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-9)


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


def test_a_text_tagged_in_blocks_gives_the_names_of_the_whole(monkeypatch):
    texts = ["Anna Lee met Ivan Petrov in Lviv.", "LEE SAID NO IN LVIV TODAY.", "The Kiel Institute spoke."]
    tables = [sentences_of(*texts[i:], *texts[:i], article=f"a{i}") for i in range(3)]
    sentences = pd.concat(tables, ignore_index=True)
    whole = tag_names(sentences)
    monkeypatch.setattr("analysis.tagger.names.BLOCK", 1)
    pd.testing.assert_frame_equal(tag_names(sentences), whole, check_exact=False, atol=1e-4)
    parts = pd.concat([tag_names(table) for table in tables], ignore_index=True)
    pd.testing.assert_frame_equal(parts, whole, check_exact=False, atol=1e-4)


@pytest.mark.parametrize(
    ("text", "starts", "ends", "names"),
    [
        ("He met Samir al-Asmar there.", [7], [15], ["Samir al-Asmar"]),
        ("He met Samir al-Asmar there.", [7, 16], [15, 21], ["Samir al", "Asmar"]),
        ("He met Abu Ali al-Bab there.", [11], [14], ["Abu Ali"]),
        ("Fighting went on in al-Bab.", [23], [26], ["al-Bab"]),
    ],
)
def test_a_name_is_extended_by_the_parts_of_an_arabic_name(text, starts, ends, names):
    rows, starts, ends = (np.array(values) for values in ([0] * len(starts), starts, ends))
    texts = [text] * len(starts)
    starts, ends = extend_left(texts, rows, starts, ends), extend_right(texts, rows, starts, ends)
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == names
