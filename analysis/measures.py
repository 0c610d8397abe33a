"""The measures of this project on some articles: nothing here knows of any article outside the batch."""

from collections.abc import Callable, Iterable
from functools import lru_cache

import pandas as pd

from analysis.cleaning.pipeline import clean_articles
from analysis.entities.mentions import measure_mentions
from analysis.frames.cues import measure_frames
from analysis.matching.lexicon import find_lexicon, read_lexicon
from analysis.matching.prefilter import list_words
from analysis.schema import COLUMNS
from analysis.text.chunks import Chunks, split_chunks
from analysis.text.sentences import cut_sentences
from analysis.text.words import read_words
from analysis.tone.evaluation import measure_tone

FRAMES = ["generic_frames", "conflict_frames", "war_peace"]
MEASURES: dict[str, Callable[..., pd.DataFrame]] = {
    "tone": measure_tone,
    "mentions": measure_mentions,
    **dict.fromkeys(FRAMES, measure_frames),
    "words": list_words,
}
# What each is made by: the module, and the word list that it is given.
MADE_BY = {"tone": ("tone.evaluation", "evaluation"), "mentions": ("entities.mentions", "")}
MADE_BY |= {name: ("frames.cues", name) for name in FRAMES} | {"words": ("matching.prefilter", "")}
TABLES = ["articles", "sentences", "tone", "mentions", *FRAMES]


def measure_batch(
    articles: pd.DataFrame, boilerplate: pd.DataFrame, wanted: Iterable[str] = TABLES
) -> dict[str, pd.DataFrame]:
    """The wanted tables of some articles as they were read."""
    cleaned = clean_articles(articles, boilerplate=boilerplate)
    return {"articles": cleaned, **measure_cleaned(cleaned, wanted)}


def measure_cleaned(articles: pd.DataFrame, wanted: Iterable[str] = TABLES) -> dict[str, pd.DataFrame]:
    """The wanted tables of some articles that are cleaned."""
    sentences, chunks = cut_sentences(articles, split_chunks(articles["text"]))
    return {"sentences": sentences, **measure_sentences(sentences, wanted, articles=articles, chunks=chunks)}


def measure_sentences(
    sentences: pd.DataFrame,
    wanted: Iterable[str] = TABLES,
    *,
    articles: pd.DataFrame | None = None,
    chunks: Chunks | None = None,
) -> dict[str, pd.DataFrame]:
    """The wanted measures of some sentences, which are split into words once. `articles` say who wrote them,
    in `byline`, where that is known."""
    wanted = [name for name in MEASURES if name in set(wanted)]
    if not wanted:
        return {}
    chunks = split_chunks(sentences["text"]) if chunks is None else chunks
    words = read_words(sentences, chunks=chunks)
    made = {}
    for name in wanted:
        lexicon = MADE_BY[name][1]
        given = {"lexicon": read_list(lexicon)} if lexicon else {}
        given |= {"chunks": chunks} if name == "tone" else {}
        given |= {"articles": articles} if name == "mentions" else {}
        made[name] = MEASURES[name](sentences, words=words, **given)
    return made


def read_list(name: str) -> pd.DataFrame:
    """A word list, read again only when its files have changed."""
    return read_bytes(name, *read_list_files(name))


def read_list_files(name: str) -> list[bytes]:
    """A word list as it lies on the disk: cheaper to compare than its terms."""
    path = find_lexicon(name)[0]
    return [path.read_bytes(), path.with_suffix(".toml").read_bytes()]


@lru_cache(maxsize=8)
def read_bytes(name: str, *_: bytes) -> pd.DataFrame:
    return read_lexicon(name)


def measure_nothing(table: str, outlets: Iterable[str] = ()) -> pd.DataFrame:
    """A table of a corpus without articles: what kind of value each of its columns holds."""
    none = pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS["articles"]})
    none["date"] = none["date"].astype("datetime64[us]")
    none["outlet"] = pd.Categorical(none["outlet"], categories=sorted(outlets))
    nobody = pd.DataFrame({"outlet": [], "line": []}, dtype="str")
    return measure_batch(none, nobody, [table])[table]
