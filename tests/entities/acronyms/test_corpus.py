"""What most articles of a corpus say that an acronym means holds for the others."""

import pandas as pd

from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences

DEFINING = "The Rapid Support Forces (RSF) attacked a camp. RSF fighters burned the market."
ALONE = "RSF fighters came to El Fasher."


def find_in(*texts):
    articles = pd.DataFrame({
        "article_id": [f"a{number}" for number in range(len(texts))], "outlet": "x",
        "date": pd.Timestamp("2023-06-01"), "title": "", "text": texts,
    })  # fmt: skip
    mentions = find_entities(split_sentences(articles), registry=("ukraine", "syria", "world"))
    last = mentions[mentions["article_id"].eq(f"a{len(texts) - 1}") & mentions["surface"].eq("RSF")]
    return last[["entity", "how"]].values.tolist()


def test_three_articles_define_an_acronym_for_the_corpus():
    assert find_in(DEFINING, DEFINING, DEFINING, ALONE) == [["Rapid Support Forces", "corpus"]]


def test_two_articles_do_not():
    assert find_in(DEFINING, DEFINING, ALONE) == [["RSF", "open"]]


def test_articles_that_define_it_in_two_ways_do_not():
    other = "The Regional Sports Federation (RSF) met. The RSF elected a chair."
    assert find_in(*[DEFINING] * 3, *[other] * 3, ALONE) == [["RSF", "open"]]
