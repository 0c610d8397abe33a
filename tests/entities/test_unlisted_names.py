"""Names outside the registry: what the rules find."""

import numpy as np
import pytest

from analysis.entities.false_positives import drop_articles, type_by_acronym
from analysis.entities.spans import Spans, TypedSpans, to_objects
from analysis.entities.unlisted_names import find_names, prepare_rules
from analysis.registry.files import read_cues

NONE = Spans(*np.zeros((3, 0), dtype=np.int64))


@pytest.fixture(scope="module")
def rules():
    return prepare_rules(read_cues(), frozenset({"Anna"}))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Anna Lee left.", [("Anna Lee", "person")]),
        ("Then Colonel Dovzhenko left.", [("Dovzhenko", "person")]),
        ("Then Marta Oklen said so.", [("Marta Oklen", "person")]),
        ("Then Marta Oklen left.", []),
        ("The Elbe Brigade left.", [("Elbe Brigade", "unit")]),
        ("Then Old King Abdullah Mosque fell.", [("Old King Abdullah Mosque", "place")]),
    ],
)
def test_the_words_around_a_run_of_capitals_decide(rules, text, names):
    found = find_names([text], rules, NONE)
    assert list(zip(found.cut_surfaces([text]), found.type, strict=True)) == names


def test_a_name_of_the_registry_is_not_found_again(rules):
    listed = Spans(np.array([0]), np.array([5]), np.array([13]))
    assert len(find_names(["Then Anna Lee left."], rules, listed)) == 0


def test_no_title_holds_a_space_as_only_the_last_word_before_a_name_is_read():
    cues = read_cues()
    assert not [word for word in cues.title | cues.occupation if " " in word]


BORDERS = [
    ("Troops marched through the Grand Duchy of Warsaw.", ["Grand Duchy of Warsaw"], ["warsaw"]),
    ("Police say protests in the town of South Waziristan Sunday were calm.", ["South Waziristan"], []),
    ("The New York Times said so.", ["new-york-times"], []),
    ("The Hague condemned it.", ["the-hague"], []),
]


@pytest.mark.parametrize(("text", "has", "lacks"), BORDERS)
def test_a_name_ends_where_the_entity_ends(check_entities, text, has, lacks):
    check_entities(text, has, lacks, {})


def test_an_office_in_parliament_parts_a_party_from_a_person():
    texts = [
        "Labour MP Ian Davidson left.",
        "She met Ontario Liberal Party MPP Tony Ruprecht.",
        "Lega Nord (LN) won.",
    ]
    spans = TypedSpans(
        np.arange(3),
        np.array([0, 8, 0]),
        np.array([22, 47, 9]),
        type=to_objects(["person", "organisation", "place"]),
    )
    cut = type_by_acronym(drop_articles(spans, texts), texts)
    assert cut.cut_surfaces(texts).tolist() == ["Ian Davidson", "Ontario Liberal Party", "Lega Nord"]
    assert cut.type.tolist() == ["person", "organisation", "organisation"]
