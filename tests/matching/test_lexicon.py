"""Word lists are read, listed and checked; the evaluation list keeps its promises."""

import json
import re
import shutil

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.matching.lexicon import (
    FOLDER,
    fingerprint_lexicon,
    list_lexicons,
    read_lexicon,
)

TOML = """title = "Colours"
[categories.warm]
definition = "Colours of fire."
[categories.cold]
definition = "Colours of water."
"""


def write_list(folder, rows, toml=None):
    path = folder / "colours.csv"
    path.write_text(rows, encoding="utf-8")
    if toml:
        path.with_suffix(".toml").write_text(toml, encoding="utf-8")
    return path


def test_your_own_list_needs_only_terms_and_categories(tmp_path):
    path = write_list(tmp_path, "term,category\nred,warm\nsea green,cold\nblu*,cold\n")
    lexicon = read_lexicon(path)
    expected = pd.DataFrame({
        "term": ["blu*", "sea green", "red"],
        "category": ["cold", "cold", "warm"],
        "weight": [1.0, 1.0, 1.0],
    })  # fmt: skip
    pd.testing.assert_frame_equal(lexicon, expected, check_dtype=False)
    assert json.loads(lexicon.attrs["lexicon"])["name"] == "colours"


def test_the_toml_beside_a_list_comes_with_it(tmp_path):
    lexicon = read_lexicon(write_list(tmp_path, "term,category\nred,warm\nblue,cold\n", TOML))
    assert json.loads(lexicon.attrs["lexicon"])["title"] == "Colours"


def test_your_own_list_is_listed_behind_the_shipped_ones(tmp_path):
    path = write_list(tmp_path, "term,category\nred,warm\nblue,cold\nsea green,cold\n", TOML)
    listed = list_lexicons(path)
    shipped = list_lexicons()
    pd.testing.assert_frame_equal(listed.iloc[: len(shipped)], shipped)
    expected = pd.DataFrame({
        "lexicon": "colours", "title": "Colours", "version": "", "licence": "", "source": "",
        "category": ["cold", "warm"], "definition": ["Colours of water.", "Colours of fire."],
        "n_terms": [2, 1],
    })  # fmt: skip
    pd.testing.assert_frame_equal(
        listed.iloc[len(shipped) :].reset_index(drop=True), expected, check_dtype=False
    )


def test_a_list_without_toml_is_listed_under_the_name_of_its_file(tmp_path):
    listed = list_lexicons(write_list(tmp_path, "term,category\nred,warm\n"))
    assert listed.iloc[-1].tolist() == ["colours", "colours", "", "", "", "warm", "", 1]


def test_a_list_that_changes_is_read_again(tmp_path):
    path = write_list(tmp_path, "term,category\nred,warm\nblue,cold\n")
    assert read_lexicon(path)["term"].tolist() == ["blue", "red"]
    write_list(tmp_path, "term,category\nred,warm\nblue,cold\ngreen,cold\n", TOML)
    lexicon = read_lexicon(path)
    assert lexicon["term"].tolist() == ["blue", "green", "red"]
    assert json.loads(lexicon.attrs["lexicon"])["title"] == "Colours"


def test_what_a_reader_changes_in_a_list_is_not_seen_by_the_next(tmp_path):
    path = write_list(tmp_path, "term,category\nred,warm\n")
    lexicon = read_lexicon(path)
    lexicon.loc[0, "term"] = "orange"
    lexicon.attrs["lexicon"] = ""
    again = read_lexicon(path)
    assert again["term"].tolist() == ["red"]
    assert json.loads(again.attrs["lexicon"])["name"] == "colours"


def test_curly_apostrophes_are_read_as_cleaned_text_has_them(tmp_path):
    lexicon = read_lexicon(write_list(tmp_path, "term,category\nno man’s land,warm\n"))
    assert lexicon["term"].tolist() == ["no man's land"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("term,category\nred,warm\nred,cold\n", "colours.csv has a term written twice: 'red'."),
        ("term,category\nsea  green,cold\n", "colours.csv has a space too many: 'sea  green'."),
        ("term,category\n red,warm\n", "colours.csv has a space too many: ' red'."),
        ("term,category\nr*d,warm\n", "colours.csv has `*` not at the end of a word's beginning: 'r*d'."),
        ("term,category\nsea *,cold\n", "colours.csv has `*` not at the end of a word's beginning: 'sea *'."),
        ("term,category\n*,warm\n", "colours.csv has `*` not at the end of a word's beginning: '*'."),
        ("term,category\n---,warm\n", "colours.csv has no letter or digit: '---'."),
        ("term,category\nred,\n", "colours.csv has no category: 'red'."),
        ("term,category,weight\nred,warm,much\n", "colours.csv has a weight that is no number: 'red: much'."),
        ("term,category,weight\nred,warm,inf\n", "colours.csv has a weight that is no number: 'red: inf'."),
        ("term,category,turns\nred,warm,maybe\n", "colours.csv has `turns` neither yes nor no: 'red'."),
        ("word,category\nred,warm\n", "colours.csv needs columns term and category; it has: word, category."),
        ("term,category\n", "colours.csv has no terms."),
    ],
)
def test_a_list_written_wrongly_raises_with_the_reason(tmp_path, rows, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read_lexicon(write_list(tmp_path, rows))


def test_a_category_without_definition_raises_if_there_is_a_toml(tmp_path):
    path = write_list(tmp_path, "term,category\nred,warm\ngrey,dull\n", TOML)
    with pytest.raises(ValueError, match=r"colours\.toml has no definition for the category: 'dull'\."):
        read_lexicon(path)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("title = Colours", r"colours\.toml is not valid TOML"),
        ('[categories]\nwarm = "Colours of fire."', r"colours\.toml needs a table \[categories\.NAME\]"),
        ("categories = 3", r"colours\.toml needs a table \[categories\.NAME\]"),
    ],
)
def test_a_toml_written_wrongly_raises_with_the_reason(tmp_path, toml, message):
    with pytest.raises(ValueError, match=message):
        read_lexicon(write_list(tmp_path, "term,category\nred,warm\n", toml))


@pytest.mark.parametrize(
    "content", [b"", b"term,category\ncaf\xe9,warm\n", b'term,category\n"red,warm,3,4\n']
)
def test_a_file_that_is_no_csv_raises_with_its_name(tmp_path, content):
    path = tmp_path / "colours.csv"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"^colours\.csv "):
        read_lexicon(path)


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """A folder that stands for the package's folder of lists, with the evaluation list in it."""
    for file in FOLDER.glob("evaluation.*"):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr("analysis.matching.lexicon.FOLDER", tmp_path)
    return tmp_path


def test_a_shipped_list_needs_its_codebook(shipped):
    (shipped / "evaluation.toml").unlink()
    with pytest.raises(ValueError, match=r"evaluation\.csv needs evaluation\.toml beside it"):
        read_lexicon("evaluation")


def test_a_shipped_list_must_be_sorted(shipped):
    file = shipped / "evaluation.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[1], lines[2] = lines[2], lines[1]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ValueError, match=r"must be sorted by category, then term; out of place: "):
        read_lexicon("evaluation")


@pytest.mark.parametrize("rule", ["include", "exclude"])
def test_a_shipped_list_must_define_what_counts_and_what_does_not(shipped, rule):
    file = shipped / "evaluation.toml"
    file.write_text(re.sub(rf"^{rule} = .*", f'{rule} = ""', file.read_text(encoding="utf-8"), flags=re.M))
    with pytest.raises(ValueError, match=rf"nothing in categories\.battle under: '{rule}'"):
        read_lexicon("evaluation")


def test_an_unknown_name_is_answered_with_the_shipped_names():
    with pytest.raises(ValueError, match=r"The `lexicon` must be one of .*'evaluation'.*; not 'evalution'"):
        read_lexicon("evalution")


def test_a_path_without_a_file_is_answered_with_the_path(tmp_path):
    with pytest.raises(FileNotFoundError, match="No word list is at"):
        read_lexicon(tmp_path / "none.csv")


def test_the_shipped_lists_are_listed_with_version_and_licence():
    lists = list_lexicons()
    for column in ["title", "version", "licence", "source", "definition"]:
        assert lists[column].ne("").all()
    assert lists[["lexicon", "category"]].apply(tuple, axis=1).is_monotonic_increasing
    for name, rows in lists.groupby("lexicon"):
        counts = read_lexicon(name).groupby("category").size()
        assert dict(zip(rows["category"], rows["n_terms"], strict=True)) == counts.to_dict()


letters = st.text("abcdef", min_size=1, max_size=5)


@given(st.dictionaries(letters, st.tuples(st.sampled_from(["x", "y"]), st.floats(-2, 2)), min_size=1))
def test_the_fingerprint_follows_the_terms_and_not_their_order(terms):
    rows = [(term, category, weight) for term, (category, weight) in terms.items()]
    lexicon = pd.DataFrame(rows, columns=["term", "category", "weight"])
    assert fingerprint_lexicon(lexicon) == fingerprint_lexicon(lexicon[::-1])
    assert fingerprint_lexicon(lexicon) != fingerprint_lexicon(lexicon.assign(turns="no"))
    changed = lexicon.assign(category=["z", *lexicon["category"][1:]])
    assert fingerprint_lexicon(lexicon) != fingerprint_lexicon(changed)


def test_the_evaluation_list_has_at_least_900_terms_that_count():
    counts = read_lexicon("evaluation").groupby("category").size()
    assert counts.drop("neutral").sum() >= 900
    assert counts.min() >= 250


def test_every_term_of_the_evaluation_list_has_a_reason_that_few_others_share():
    reasons = read_lexicon("evaluation")["reason"]
    assert reasons.str.split().str.len().min() >= 2
    assert reasons.value_counts().max() <= 25
    assert reasons.nunique() >= 1000


def test_every_term_that_counts_weighs_one_and_every_neutral_phrase_nothing():
    lexicon = read_lexicon("evaluation")
    assert lexicon["weight"].tolist() == lexicon["category"].ne("neutral").astype(float).tolist()


def test_a_neutral_phrase_contains_a_term_that_it_keeps_from_counting():
    lexicon = read_lexicon("evaluation")
    terms = " " + lexicon["term"].str.lower().str.replace(r"[-']", " ", regex=True).str.rstrip()
    counting = terms[lexicon["category"] != "neutral"]
    patterns = [re.escape(term[:-1]) if term.endswith("*") else re.escape(term) + r"\b" for term in counting]
    neutral = terms[lexicon["category"] == "neutral"].str.replace("*", "s")
    has_term = neutral.str.contains("|".join(patterns)) | neutral.str[:-1].str.contains("|".join(patterns))
    assert neutral[~has_term].tolist() == []


def test_no_party_stands_in_the_evaluation_list():
    names = (
        "russia|ukrain|moscow|kremlin|kyiv|kiev|putin|zelensk|soviet|nato|america|washington|german|europe|"
        "syria|assad|damascus|israel|palestin|gaza|hamas|hezbollah|iran|iraq|turk|kurd|arab|muslim|islam|jew|"
        "christian|saudi|yemen|afghan|taliban|china|chinese|daesh|isis|isil"
    )
    terms = read_lexicon("evaluation")["term"].str.lower()
    assert terms[terms.str.contains(rf"\b(?:{names})")].tolist() == []


@pytest.mark.parametrize(
    "word",
    [
        "united",
        "security",
        "intelligence",
        "supreme",
        "retreat",
        "like",
        "kind",
        "well",
        "right",
        "just",
        "fire",
        "strike",
        "fired",
        "critical",
    ],
)
def test_a_word_with_a_neutral_use_in_news_does_not_stand_alone(word):
    assert word not in set(read_lexicon("evaluation")["term"])
