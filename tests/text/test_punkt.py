"""Sentences by a Punkt model of the user's."""

import pickle
import subprocess
import sys

import nltk
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer, PunktTrainer, save_punkt_params

from analysis.text.punkt import FILES
from analysis.text.sentences import split_sentences
from articles import make_articles

TRAINING = "They met obl. Petrov and obl. Ivanov in the town. " * 5
TEXT = "Then obl. Sidorov left. “We stay. We wait,” he said.\n\nA heading\n\nHe left."
PARTS = 'Gen. obl. Milley said .. “We go.” U.S. The … 3.5. é😀 » [1] Why? 1. - " A heading (No. 5).) it’s ,”'
TEXTS = st.lists(
    st.one_of(
        st.lists(st.sampled_from([*PARTS.split(), "\n\n", "\n", "\u00a0"]), max_size=25).map(" ".join),
        st.text(max_size=40),
    ),
    max_size=4,
)


@pytest.fixture(scope="module")
def parameters():
    return PunktTrainer(TRAINING).get_params()


@pytest.fixture
def folder(parameters, tmp_path, monkeypatch):
    """A folder with the trained model, as NLTK writes it."""
    tmp_path.chmod(0o700)
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    save_punkt_params(parameters, dir=str(tmp_path / "model"))
    return tmp_path / "model"


def test_a_trained_model_knows_an_abbreviation_that_the_rules_do_not(parameters):
    articles = make_articles(TEXT)
    rules = split_sentences(articles)["text"].tolist()
    trained = split_sentences(articles, model=parameters)["text"].tolist()
    assert rules[:2] == ["Then obl.", "Sidorov left."]
    assert trained == ["Then obl. Sidorov left.", "“We stay.", "We wait,” he said.", "He left."]


def test_the_other_columns_are_those_of_the_rules(parameters):
    table = split_sentences(make_articles(TEXT), model=parameters).drop(columns=["outlet", "date"])
    expected = pd.DataFrame({
        "article_id": "a0", "sentence_id": [0, 1, 2, 3], "paragraph": [0, 0, 0, 2], "start": [0, 24, 34, 65],
        "text": ["Then obl. Sidorov left.", "“We stay.", "We wait,” he said.", "He left."],
        "in_quote": [0.0, 1.0, 7 / 14, 0.0], "quote_spans": ["", "1-9", "0-8", ""],
    })  # fmt: skip
    pd.testing.assert_frame_equal(table, expected.astype({"article_id": "str", "text": "str"}))


def test_folder_tokenizer_and_parameters_give_the_same(parameters, folder):
    articles = make_articles(TEXT)
    expected = split_sentences(articles, model=parameters)
    for model in [folder, str(folder), PunktSentenceTokenizer(parameters)]:
        pd.testing.assert_frame_equal(split_sentences(articles, model=model), expected)


@settings(deadline=None)
@given(TEXTS)
def test_places_give_the_exact_text_and_nothing_is_left_out(texts):
    articles = make_articles(*texts)
    table = split_sentences(articles, model=PunktParameters())
    whole = dict(zip(articles["article_id"], texts, strict=True))
    for row in table.itertuples():
        assert whole[row.article_id][row.start :].startswith(row.text)
    # Both drop the same headings, so both tables have the same characters.
    rules, punkt = (
        sentences.groupby("article_id")["text"].agg(lambda texts: "".join("".join(texts).split()))
        for sentences in (split_sentences(articles), table)
    )
    assert rules.to_dict() == punkt.to_dict()


@settings(deadline=None)
@given(TEXTS)
def test_batches_equal_the_whole(texts):
    articles = make_articles(*texts)
    whole = split_sentences(articles, model=PunktParameters())
    batches = [split_sentences(articles.iloc[[row]], model=PunktParameters()) for row in range(len(texts))]
    together = pd.concat([whole[:0], *batches], ignore_index=True)
    pd.testing.assert_frame_equal(together, whole, check_dtype=False)


def test_a_sentence_ends_only_at_white_space():
    table = split_sentences(make_articles("He left.)(They stayed. Then they went."), model=PunktParameters())
    assert table["text"].tolist() == ["He left.)(They stayed.", "Then they went."]


def test_a_folder_without_a_model_is_answered_with_what_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"No Punkt model in .* missing: abbrev_types\.txt"):
        split_sentences(make_articles(TEXT), model=tmp_path)


def test_a_broken_file_is_named_with_its_folder(folder):
    (folder / "ortho_context.tab").write_text("obl\tmany\n")
    with pytest.raises(ValueError, match=r"The files in .*model.* are not a Punkt model: "):
        split_sentences(make_articles(TEXT), model=folder)


def test_a_pickle_is_not_read(tmp_path):
    class Harmful:
        def __reduce__(self):
            return (tmp_path.joinpath("opened").touch, ())

    file = tmp_path / "english.pickle"
    file.write_bytes(pickle.dumps(Harmful()))
    with pytest.raises(FileNotFoundError, match="Pickled models are not read"):
        split_sentences(make_articles(TEXT), model=file)
    assert not (tmp_path / "opened").exists()


def test_a_trainer_is_answered_with_how_to_get_its_result():
    with pytest.raises(TypeError, match=r"not PunktTrainer. Of a PunktTrainer give get_params\(\)"):
        split_sentences(make_articles(TEXT), model=PunktTrainer(TRAINING))


def test_nltk_is_imported_only_for_a_model():
    code = (
        "import sys, pandas as pd; from analysis.text.sentences import split_sentences\n"
        "articles = pd.DataFrame({'article_id': ['a'], 'outlet': 'X', 'date': pd.NaT, 'text': 'No. Yes.'})\n"
        "split_sentences(articles); print('nltk' in sys.modules)\n"
        "from nltk.tokenize.punkt import PunktParameters\n"
        "print(len(split_sentences(articles, model=PunktParameters())))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "2"]


def test_the_files_are_those_that_nltk_writes(folder):
    assert sorted(file.name for file in folder.iterdir()) == FILES
