"""The registry is chosen once for a corpus: by the whole of it, in memory and in a store alike."""

import pandas as pd
import pytest

from analysis.store.fingerprints import fingerprint_tables
from analysis.store.measured import choose_sources, list_measures, measure_corpus


@pytest.fixture
def corpus(tmp_path):
    texts = ["Rockets fell on Aleppo.", "The SDF took the town.", "It rained.", "Reznikov spoke."]
    articles = pd.DataFrame({"article_id": list("abcd"), "outlet": "x", "date": "2022-11-17", "text": texts})
    path = tmp_path / "corpus.csv"
    articles.to_csv(path, index=False)
    return path


def test_batches_and_the_store_give_what_the_whole_gives(corpus, tmp_path):
    whole = measure_corpus(corpus, store=None).mentions
    assert {"aleppo", "oleksiy-reznikov"} <= set(whole["entity"])
    for options in [{"store": None, "batch": 1}, {"store": tmp_path / "store", "batch": 1}]:
        pd.testing.assert_frame_equal(measure_corpus(corpus, **options).mentions, whole)


def test_articles_that_speak_of_another_conflict_change_the_choice(corpus, tmp_path):
    store = tmp_path / "store"
    corpus.write_text("article_id,outlet,date,text\na,x,2022-11-17,The Azovstal plant burns.\n")
    first = measure_corpus(corpus, store=store).mentions["entity"].tolist()
    with corpus.open("a") as file:
        file.write("b,x,2022-11-17,Fighting near Khan Sheikhoun.\n")
    both = measure_corpus(corpus, store=store).mentions["entity"].tolist()
    assert (first, len(both)) == (["azovstal"], 2)
    assert "khan-sheikhoun" in both


def test_the_registry_that_is_asked_for_is_part_of_the_fingerprint(corpus, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("entity,name,type\nbig-rain,It rained,event\n")
    found = measure_corpus(corpus, store=None, registry=["auto", own]).mentions["entity"].tolist()
    assert "big-rain" in found
    made_by = [
        fingerprint_tables(choose_sources(list_measures(), names))
        for names in [("world",), ("ukraine", "world"), (str(own),)]
    ]
    assert len({made["mentions"] for made in made_by}) == 3
    assert len({made["vocabulary"] for made in made_by}) == 1


def test_a_registry_that_is_not_there_is_said_before_the_work(corpus):
    with pytest.raises(FileNotFoundError, match="did you mean 'ukraine'"):
        measure_corpus(corpus, store=None, registry="ukrain")
