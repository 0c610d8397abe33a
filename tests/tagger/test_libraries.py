"""Taggers of other libraries in place of our own."""

import json
import sys

import pytest

from analysis.schema import KEYS
from analysis.tagger.libraries import join_pieces
from analysis.tagger.names import (
    COLUMNS,
    tag_names,
)  # fmt: skip
from tests.tagger.sentences import sentences_of


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
