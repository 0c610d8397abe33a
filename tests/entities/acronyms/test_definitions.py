"""An acronym means what its article defines."""

import pandas as pd
import pytest

from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences


def list_entities(text):
    articles = pd.DataFrame({
        "article_id": ["a"], "outlet": ["x"], "date": [pd.Timestamp("2022-11-17")], "title": [""], "text": [text],
    })  # fmt: skip
    return find_entities(split_sentences(articles))["entity"].tolist()


def check_entities(text, has, lacks, counts):
    """Check which entities a text has and lacks, and how many mentions of some."""
    found = list_entities(text)
    assert set(has) <= set(found), found
    assert set(lacks).isdisjoint(found), found
    assert {entity: found.count(entity) for entity in counts} == counts, found


DEF = [
    (
        "The Sudanese Armed Forces (SAF) hit Omdurman. SAF jets flew.",
        ["Sudanese Armed Forces"],
        [],
        {"Sudanese Armed Forces": 3},
    ),
    (
        "ICC, the International Cricket Council, met. ICC rules changed.",
        ["International Cricket Council"],
        ["international-criminal-court"],
        {},
    ),
    (
        "The Moro Islamic Liberation Front, or MILF, signed. MILF men left.",
        ["Moro Islamic Liberation Front"],
        [],
        {},
    ),
    (
        "The Federation of Small Businesses (FSB) complained. The FSB wants tax cuts.",
        [],
        ["federal-security-service"],
        {},
    ),
    ("The Saharawi Democratic Front (SDF) marched. SDF leaders spoke.", [], ["syrian-democratic-forces"], {}),
    (
        "The People's Defence Force (PDF) fought in Sagaing. The PDF lost two men.",
        [],
        [],
        {"People's Defence Force": 3},
    ),
    (
        "The Syrian Democratic Forces (SDF) took Raqqa. The SDF lost ten.",
        [],
        [],
        {"syrian-democratic-forces": 3},
    ),
    (
        "Fighters of the Alliance of Democratic Forces (ADF) fled. ADF men burned huts.",
        ["Alliance of Democratic Forces"],
        [],
        {},
    ),
    (
        "R.S.F. troops fled. The Rapid Support Forces (R.S.F.) denied it.",
        [],
        ["reporters-without-borders"],
        {},
    ),
    ("The Norwegian Road Council (NRC) met. NRC staff left.", [], ["norwegian-refugee-council"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), DEF)
def test_an_acronym_means_what_the_article_defines(text, has, lacks, counts):
    check_entities(text, has, lacks, counts)
