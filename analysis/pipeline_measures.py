"""The measures of this project on some articles: nothing here knows of any article outside the piece."""

from collections.abc import Callable, Iterable

import pandas as pd

from analysis.chunks import split_chunks
from analysis.clean import clean_articles
from analysis.entities import find_entities
from analysis.frames import find_frames
from analysis.schema import COLUMNS
from analysis.sentences import split_sentences
from analysis.tone import score_tone
from analysis.words import split_words

FRAMES = ["generic_frames", "conflict_frames", "war_peace"]
MEASURES: dict[str, Callable[..., pd.DataFrame]] = {
    "tone": score_tone,
    "mentions": find_entities,
    **{name: lambda sentences, words, name=name: find_frames(sentences, lexicon=name, words=words)
       for name in FRAMES},
}  # fmt: skip
GIVEN = {name: ["words", "chunks"] if name == "tone" else ["words"] for name in MEASURES}
# What each is made by: the module, and the word lists that it is given.
MADE_BY = {
    "tone": ("tone", ("evaluation",)),
    "mentions": ("entities", ()),
    **{name: ("frames", (name,)) for name in FRAMES},
}
TABLES = ["articles", "sentences", *MEASURES]


def measure_piece(
    articles: pd.DataFrame, boilerplate: pd.DataFrame, wanted: Iterable[str] = TABLES
) -> dict[str, pd.DataFrame]:
    """The wanted tables of some articles as they were read."""
    cleaned = clean_articles(articles, boilerplate=boilerplate)
    return {"articles": cleaned, **measure_cleaned(cleaned, wanted)}


def measure_cleaned(articles: pd.DataFrame, wanted: Iterable[str] = TABLES) -> dict[str, pd.DataFrame]:
    """The wanted tables of some articles that are cleaned."""
    sentences = split_sentences(articles)
    return {"sentences": sentences, **measure_sentences(sentences, wanted)}


def measure_sentences(sentences: pd.DataFrame, wanted: Iterable[str] = TABLES) -> dict[str, pd.DataFrame]:
    """The wanted measures of some sentences, which are split into words once."""
    wanted = [name for name in MEASURES if name in set(wanted)]
    if not wanted:
        return {}
    chunks = split_chunks(sentences["text"])
    words = split_words(sentences, chunks=chunks)
    given = {"words": words, "chunks": chunks}
    return {name: MEASURES[name](sentences, **{one: given[one] for one in GIVEN[name]}) for name in wanted}


def measure_nothing(table: str, outlets: Iterable[str] = ()) -> pd.DataFrame:
    """A table of a corpus without articles: what kind of value each of its columns holds."""
    none = pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS["articles"]})
    none["date"] = none["date"].astype("datetime64[us]")
    none["outlet"] = pd.Categorical(none["outlet"], categories=sorted(outlets))
    nobody = pd.DataFrame({"outlet": [], "line": []}, dtype="str")
    return measure_piece(none, nobody, [table])[table]
