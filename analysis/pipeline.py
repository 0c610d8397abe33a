"""The whole flow, one step a line: a folder of articles in, the tables of every measure out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from tqdm.auto import tqdm

from analysis.clean import clean_articles, find_boilerplate
from analysis.copies import find_copies
from analysis.corpus import read_corpus
from analysis.entities import find_entities
from analysis.frames import find_frames
from analysis.schema import sort_keys
from analysis.sentences import split_sentences
from analysis.tone import score_tone
from analysis.words import split_words

# Articles measured at a time: enough for the array operations to pay, few enough to stay in memory.
PIECE = 2000


class Measured(NamedTuple):
    """The tables of one corpus; every row keeps its article, its outlet and its date."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    tone: pd.DataFrame
    mentions: pd.DataFrame
    generic_frames: pd.DataFrame
    conflict_frames: pd.DataFrame
    war_peace: pd.DataFrame


def measure_corpus(
    path: str | Path,
    *,
    since: str | None = None,
    until: str | None = None,
    outlets: Iterable[str] | None = None,
    piece: int = PIECE,
    progress: bool = False,
) -> Measured:
    """Read, clean and measure a corpus: the tables of all measures, in the order of `article_id`.

    `articles` has a column `cluster` more than `read_corpus` gives: articles that print the same text share
    it. The tables are the same whatever the size of a `piece`. Raises what `read_corpus` raises.
    """
    articles = read_corpus(path, since=since, until=until, outlets=outlets)
    return measure_articles(articles, piece=piece, progress=progress)


def measure_articles(articles: pd.DataFrame, *, piece: int = PIECE, progress: bool = False) -> Measured:
    """The tables of all measures for an articles table as `read_corpus` gives it."""
    boilerplate = find_boilerplate(articles)
    bar = tqdm(total=len(articles), unit=" articles", leave=False, delay=3, disable=not progress)
    measured = []
    with bar:
        for part in split_pieces(articles, piece):
            measured.append(measure_piece(part, boilerplate))
            bar.update(len(part))
    whole = join_pieces(measured)
    clusters = find_copies(whole.articles)[["article_id", "cluster"]]
    return whole._replace(articles=whole.articles.merge(clusters, on="article_id", how="left"))


def measure_piece(articles: pd.DataFrame, boilerplate: pd.DataFrame | None = None) -> Measured:
    """All measures on some articles: nothing here knows of any article outside the piece."""
    cleaned = clean_articles(articles, boilerplate=boilerplate)
    sentences = split_sentences(cleaned)
    words = split_words(sentences)
    return Measured(
        articles=cleaned,
        sentences=sentences,
        tone=score_tone(sentences, words=words),
        mentions=find_entities(sentences, words=words),
        generic_frames=find_frames(sentences, lexicon="generic_frames", words=words),
        conflict_frames=find_frames(sentences, lexicon="conflict_frames", words=words),
        war_peace=find_frames(sentences, lexicon="war_peace", words=words),
    )


def split_pieces(articles: pd.DataFrame, size: int) -> Iterator[pd.DataFrame]:
    """The articles in pieces of at most `size`; an empty corpus is one empty piece."""
    for start in range(0, max(len(articles), 1), size):
        yield articles.iloc[start : start + size]


def join_pieces(pieces: list[Measured]) -> Measured:
    """The tables of several pieces as one, each in its one order."""
    order = {"sentences": ["sentence_id"], "tone": ["sentence_id"], "articles": []}
    joined = {}
    for name in Measured._fields:
        table = pd.concat([getattr(part, name) for part in pieces], ignore_index=True)
        joined[name] = sort_keys(table, *order.get(name, ["start", "end"]))
    return Measured(**joined)


def write_tables(measured: Measured, out: str | Path) -> dict[str, int]:
    """Write each table as a Parquet file under `out`; the files by name, with their rows."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, table in measured._asdict().items():
        file = out / f"{name}.parquet"
        table.to_parquet(file, index=False)
        written[str(file)] = len(table)
    return written
