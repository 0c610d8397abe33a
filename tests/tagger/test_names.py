"""The name tagger: the names that it finds, and where they begin and end."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.tagger.names import (
    COLUMNS,
    extend_left,
    extend_right,
    guess_type,
    split_blocks,
    tag_names,
)  # fmt: skip
from tests.tagger.sentences import sentences_of


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


def test_blocks_hold_whole_documents():
    document = np.repeat([0, 1, 2], [50_000, 40_000, 10])
    assert split_blocks(document) == [(0, 90_000), (90_000, 90_010)]


def test_names_of_other_kinds_are_sorted_by_their_words():
    assert [guess_type(name) for name in ("Iraqis", "Second World War", "T-72")] == [
        "group",
        "event",
        "other",
    ]


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
