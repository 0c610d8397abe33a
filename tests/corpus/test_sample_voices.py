"""The sample corpus has voices: quotations in each outlet, pieces that judge, spoken turns."""

import random
import re
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.attributions.finder import find_attributions
from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.articles import read_corpus
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from analysis.text.words import read_words

SAMPLE = Path(__file__).resolve().parents[2] / "corpus/sample"
SPOKEN = ["Interview", "Transcript"]


@lru_cache
def read_sample():
    return read_corpus(SAMPLE)


@lru_cache
def count_quoted():
    """The words of each article, and how many of them stand in quotation marks."""
    sentences = split_sentences(clean_articles(read_sample()))
    words = read_words(sentences)
    rows = pd.DataFrame(
        {
            "article_id": sentences["article_id"].astype(str).to_numpy()[words.sentence],
            "quoted": words.in_quote,
        }
    )[words.is_word]
    counts = rows.groupby("article_id")["quoted"].agg(words="size", quoted="sum")
    return counts.join(read_sample().set_index("article_id")[["outlet", "file", "section"]])


@lru_cache
def find_turns(section):
    articles = read_sample()[read_sample()["section"] == section]
    sentences = split_sentences(clean_articles(articles))
    found = find_attributions(sentences, find_entities(sentences))
    return found[found["cue"] == ":"].merge(articles[["article_id", "file"]], on="article_id")


def read_later_files():
    """The files that the codebook names as written after the draw."""
    _, _, later = (SAMPLE / "codebook.md").read_text(encoding="utf-8").partition("written after the draw\n")
    return set(re.findall(r"`(\S+\.txt)`", later))


def test_ten_to_fifteen_percent_of_all_words_stand_in_quotation_marks():
    counts = count_quoted()
    assert 0.10 <= counts["quoted"].sum() / counts["words"].sum() <= 0.15


def test_outlets_quote_unequally_and_each_of_them_quotes():
    counts = count_quoted().groupby("outlet", observed=True)[["words", "quoted"]].sum()
    shares = counts["quoted"] / counts["words"]
    assert shares.min() >= 0.07
    assert shares.max() >= 2 * shares.min()
    assert set(shares.nlargest(2).index) == {"ostwick", "lamplight-desk"}
    assert shares.idxmin() == "brightwater-ledger"


def test_some_articles_are_narration_only():
    counts = count_quoted()
    assert (counts["quoted"] == 0).mean() >= 0.1


@pytest.mark.parametrize("section", ["Editorial", "Opinion"])
def test_each_outlet_has_a_piece_that_judges_in_its_own_voice(section):
    rows = read_sample()[read_sample()["section"] == section]
    assert set(rows["outlet"].astype(str)) == set(read_sample()["outlet"].astype(str))


def test_there_are_interviews_and_a_transcript():
    sections = read_sample()["section"].value_counts()
    assert sections["Interview"] >= 2
    assert sections["Transcript"] == 1


@pytest.mark.parametrize("section", SPOKEN)
def test_spoken_turns_are_found_with_two_speakers_or_more(section):
    speakers = find_turns(section).groupby("file", observed=True)["source"].nunique()
    assert not speakers.empty
    assert speakers.min() >= 2


def test_the_coded_articles_are_the_draw_that_the_codebook_names():
    articles = read_sample()
    coded = set(pd.read_csv(SAMPLE / "codes.csv")["article_id"])
    later = read_later_files()
    assert later <= set(articles["file"])
    drawn = random.Random(2022).sample(sorted(set(articles["file"]) - later), 100)
    assert set(articles.loc[articles["article_id"].isin(coded), "file"]) == set(drawn)
