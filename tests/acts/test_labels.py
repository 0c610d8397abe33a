"""Who is called what: the label beside a name, and whose label it is."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.acts.labels import LABELS, POSITIONS, find_labels, read_labels
from analysis.entities.mentions import find_entities
from analysis.summaries.rates import share_by
from analysis.text.sentences import split_sentences
from articles import make_articles, tell_both_ways


def label_texts(*texts, outlets=None, labels=None):
    sentences = split_sentences(make_articles(*texts, outlet=outlets or "x"))
    return find_labels(sentences, find_entities(sentences), labels=labels)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("ISIS terrorists fled.", [("terrorists", "islamic-state", "after")]),
        ("Three Nusra Front fighters fled.", [("fighters", "nusra-front", "after")]),
        ("The Kurdish rebels fled.", [("rebels", "kurds", "after")]),
        ("Russia's occupation forces fled.", [("occupiers", "russia", "after")]),
        ("Syrian government forces fled.", [("forces", "syrian-armed-forces", "name")]),
        ("Russian and Syrian forces fled.", [("forces", "russia", "after"), ("forces", "syria", "after")]),
        ("They hit the terrorist group ISIS.", [("terrorists", "islamic-state", "before")]),
        ("Fighters from the Free Syrian Army fled.", [("fighters", "free-syrian-army", "before")]),
        ("The regime of Bashar al-Assad fell.", [("regime", "syrian-government", "name")]),
        ("Hezbollah, a militant group, denied it.", [("militants", "hezbollah", "apposition")]),
        ("Hezbollah is a terrorist organisation, he said.", [("terrorists", "hezbollah", "apposition")]),
        ("Shells fell on rebel-held Aleppo.", [("rebels", "aleppo", "held_by")]),
        ("The Ukrainian army left.", [("army", "ukrainian-armed-forces", "name")]),
    ],
)  # fmt: skip
def test_a_label_belongs_to_the_name_beside_it(text, called):
    found = label_texts(text)
    assert list(found[["label", "entity", "position"]].itertuples(index=False, name=None)) == called


@pytest.mark.parametrize(
    "text",
    [
        "The Free Syrian Army left.",  # the name's own word
        "Russian-backed separatists left.",  # backed by, not Russian
        "Pro-Russian rebels left.",
        "Syria bombed rebels.",
        "Ukraine forces Russia to talk.",
        "It was an ISIS terrorist attack.",
        "Ukraine's military intelligence said so.",
        "Troops in Ukraine were told that rebels left.",
        "Terrorists fled.",  # nobody named
        "Russian rebel-held districts were hit.",
    ],
)
def test_a_word_that_labels_nobody_gives_no_row(text):
    assert label_texts(text).query("label != 'military'").empty


@pytest.mark.parametrize(
    "text",
    [
        "He was awarded the title of Hero of Ukraine.",
        "Hero of Russia Ivan Petrov fell in Kherson.",
        "Colonel Petrov, twice Hero of Ukraine, fell.",
        "The title went to her, hero of Ukraine.",
        "The White Hall of the Heroes of Ukraine was full.",
        "The Idlib Martyrs Brigade left.",
        "Raqqa Revolutionaries Brigades left.",
        "He returned to the hero city of Kharkiv.",
        "Kyiv's Heroes Square was empty.",
    ],
)
def test_a_title_an_award_or_the_name_of_a_unit_is_no_label(text):
    assert label_texts(text).query("family == 'approving'").empty


@pytest.mark.parametrize(
    "text",
    [
        "The heroes of Ukraine fought on.",
        "They buried a hero of Ukraine.",
        "I thank our Heroes of Ukraine.",
        "The defenders of Mariupol fought on.",
        "Russia Hails Heroes of Mariupol",
        "Ukrainian heroes fought on.",
    ],
)
def test_a_word_of_honour_that_is_no_title_stays_a_label(text):
    assert len(label_texts(text).query("family == 'approving'")) == 1


def test_rows_have_their_columns_and_places():
    text = "“ISIS terrorists” fled, he said. Rebels of the Islamic Front stayed."
    found = label_texts(text)
    assert list(found.columns) == LABELS
    surfaces = [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)]
    assert surfaces == found["surface"].tolist() == ["ISIS terrorists", "Rebels of the Islamic Front"]
    assert found["voice"].tolist() == ["quotation", "narration"]
    assert set(found["position"]) <= set(POSITIONS)


def test_a_text_without_labels_gives_an_empty_table_with_the_same_columns():
    found = label_texts("It rained in Kyiv.")
    assert found.empty
    assert list(found.columns) == LABELS


def test_outlets_are_compared_by_the_share_of_their_articles():
    texts = ["ISIS terrorists fled.", "ISIS terrorists fled.", "ISIS militants fled."]
    found = label_texts(*texts, outlets=["x", "x", "y"])
    articles = pd.DataFrame({"article_id": ["a0", "a1", "a2"], "outlet": ["x", "x", "y"]})
    shares = share_by(found, "label", by="outlet", of=articles)
    assert shares[["outlet", "label", "value"]].values.tolist() == [
        ["x", "militants", 0.0], ["x", "terrorists", 1.0], ["y", "militants", 1.0], ["y", "terrorists", 0.0],
    ]  # fmt: skip


def test_a_users_own_labels_replace_the_shipped_ones(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("label,family,forms\nraiders,mine,raider|raiders\n", encoding="utf-8")
    found = label_texts("Russian raiders fled the Russian troops.", labels=read_labels(path))
    assert found[["label", "family", "entity"]].values.tolist() == [["raiders", "mine", "russia"]]


def test_a_form_of_two_labels_is_an_error_that_names_the_line(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("label,family,forms\nraiders,mine,raiders\nthieves,mine,raiders\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has a form that is listed before in line 3"):
        read_labels(path)


def test_a_list_of_labels_that_changes_on_disk_is_read_again(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("label,family,forms\nraiders,mine,raiders\n", encoding="utf-8")
    assert read_labels(path)["term"].tolist() == ["raiders"]
    path.write_text("label,family,forms\nraiders,mine,raiders|raider\n", encoding="utf-8")
    assert read_labels(path)["term"].tolist() == ["raiders", "raider"]


def test_a_change_of_the_table_of_labels_does_not_change_the_next_one():
    labels = read_labels()
    labels["category"] = "mine"
    assert "mine" not in set(read_labels()["category"])


def test_label_words_without_their_labels_are_an_error():
    with pytest.raises(ValueError, match="find_labels needs the column 'label'"):
        label_texts("ISIS terrorists fled.", labels=read_labels().drop(columns="label"))


SIDES = {"Russian": "Ukrainian", "Russia": "Ukraine", "Putin": "Zelensky", "Russian army": "Ukrainian army"}
SWAP = {
    "russia": "ukraine", "vladimir-putin": "volodymyr-zelensky",
    "russian-armed-forces": "ukrainian-armed-forces", "russian-government": "ukrainian-government",
}  # fmt: skip
SWAP |= {there: here for here, there in SWAP.items()}
TEMPLATES = [
    "{0} {2} left.", "The {2} of {1} fought {0} {2}.", "{0}, a {2} group, met {1}.",
    "{0}'s {2} and {1} left.", "He blamed {0} and {1} {2}.", "{0} forces {1} to leave.",
    "“{0} {2},” he said of {1}.",
]  # fmt: skip
WORDS = read_labels()["term"].tolist()
SIDE = st.tuples(st.sampled_from(sorted(SIDES.items())), st.booleans())
LINE = st.tuples(st.sampled_from(TEMPLATES), SIDE, SIDE, st.sampled_from(WORDS))


@settings(max_examples=25, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=4))
def test_swapping_the_names_of_the_parties_swaps_the_labels(lines):
    found = label_texts(*tell_both_ways(lines))
    here, there = (found[found["article_id"].eq(id)].reset_index(drop=True) for id in ("a0", "a1"))
    assert here["entity"].map(SWAP).tolist() == there["entity"].tolist()
    assert here[["label", "position", "voice"]].equals(there[["label", "position", "voice"]])
