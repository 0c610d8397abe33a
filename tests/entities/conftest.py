"""What the tests of entities share."""

import pandas as pd
import pytest

from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences

BOTH_WARS = ("ukraine", "syria", "world")


@pytest.fixture
def check_entities():
    """A function that checks which entities a text has and lacks, and how many mentions of some."""

    def check(text, has, lacks, counts):
        row = {
            "article_id": "a",
            "outlet": "x",
            "date": pd.Timestamp("2022-11-17"),
            "title": "",
            "text": text,
        }
        found = find_entities(split_sentences(pd.DataFrame([row])), registry=BOTH_WARS)["entity"].tolist()
        assert set(has) <= set(found), found
        assert set(lacks).isdisjoint(found), found
        assert {entity: found.count(entity) for entity in counts} == counts, found

    return check
