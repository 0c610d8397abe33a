"""Notes of hits: each section counts and draws as the tables of its rows would."""

import numpy as np
import pandas as pd
import pytest

from analysis.ids import count_sentences, sample_rows
from analysis.reporting.links import NO_SENTENCE, SENTENCE, Hits, narrow_hits

ROWS = pd.DataFrame(
    {
        "article_id": [f"a{n % 7}" for n in range(60)],
        "sentence_id": [n % 4 for n in range(60)],
        "start": range(60),
        "end": range(1, 61),
    }
)


@pytest.mark.parametrize("limit", [3, 100])
@pytest.mark.parametrize("unit", ["sentence", "article"])
def test_a_section_shows_the_rows_that_are_drawn_from_it_alone(unit, limit):
    table = ROWS if unit == "sentence" else ROWS.drop(columns="sentence_id")
    hits, places = narrow_hits(table), np.arange(0, len(narrow_hits(table)), 2)
    section = hits.iloc[places]
    drawn = sample_rows(section, limit, unit=unit)
    drawn = drawn if unit == "sentence" else drawn.assign(sentence_id=NO_SENTENCE)
    described = Hits(hits).describe("part", places, limit)
    found = pd.DataFrame(described["rows"])
    assert found.to_dict("list") == drawn[list(found.columns)].to_dict("list")
    assert described["first"] == drawn[SENTENCE].drop_duplicates().head(10).to_numpy().tolist()
    assert described["n_articles"] == section["article_id"].nunique()
    n_sentences = count_sentences(section) if unit == "sentence" else described["n_articles"]
    assert described["n_sentences"] == n_sentences
