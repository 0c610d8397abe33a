"""Frames: the cues of a codebook found in sentences, and the frame that leads an article."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.matching.engine import match_sentences
from analysis.matching.lexicon import read_lexicon
from analysis.schema import KEYS, build_table, check_columns
from analysis.text.words import Words, read_words


def find_frames(
    sentences: pd.DataFrame,
    *,
    lexicon: str | pd.DataFrame = "conflict_frames",
) -> pd.DataFrame:
    """A row a cue found: KEYS, `sentence_id, frame, term, surface, start, end, in_quote`, in the order of
    the text.

    `lexicon` is the name of a list, the path of your own, or a table of `read_lexicon`; each of its
    categories is a frame. `frame` is categorical and knows every frame of the list, so that one nobody
    used is counted as 0. `start` and `end` are places in the article's text. Terms of weight 0 are found
    and left out.

    A cue is not a code: the word `sanctions` says that a sentence touches on the economy, not that it
    frames the war by it (Entman 1993; Chan 2024). Read shares of cues beside hand codes.

    Raises ValueError for a table without the columns of sentences, and what `read_lexicon` raises.

    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.Timestamp("2022-11-17")],
    ...                          "title": [""], "text": ["Envoys met for talks. The lights stayed on."]})
    >>> frames = pd.DataFrame({"term": ["envoy*", "talks"], "category": "diplomacy", "weight": 1.0})
    >>> find_frames(split_sentences(articles), lexicon=frames)[["frame", "term", "surface"]].values.tolist()
    [['diplomacy', 'envoy*', 'Envoys'], ['diplomacy', 'talks', 'talks']]
    """
    check_columns(sentences, "sentences", verb="find_frames")
    if not isinstance(lexicon, pd.DataFrame):
        lexicon = read_lexicon(lexicon)
    return measure_frames(sentences, words=read_words(sentences), lexicon=lexicon)


def measure_frames(sentences: pd.DataFrame, *, words: Words, lexicon: pd.DataFrame) -> pd.DataFrame:
    """The table of `find_frames` for sentences that are split into words already."""
    hits = match_sentences(sentences, words, lexicon)
    counts = hits["weight"].to_numpy() != 0
    hits = hits if counts.all() else hits[counts].reset_index(drop=True)
    names = sorted(lexicon["category"].array[lexicon["weight"].to_numpy() != 0].unique())
    frame = pc.index_in(pa.array(hits["category"], pa.string()), pa.array(names, pa.string()))
    frame = pd.Categorical.from_codes(frame.to_numpy(), categories=names, validate=False)
    return build_table("frames", {**hits, "frame": frame})


def find_leading_frame(frames: pd.DataFrame, articles: pd.DataFrame, *, at_least: int = 1) -> pd.DataFrame:
    """A row an article, each article of `articles` once and in their order: KEYS, `frame, n_hits, n_all`.

    `frame` is the one with the most cues in the article, `n_hits` how many, `n_all` the cues of every
    frame together. An article whose leading frame has fewer than `at_least` cues is coded `none`, with the
    counts it has. Of frames with equally many cues the one first in the alphabet leads: a rule, not a
    finding; compare `n_hits` with `n_all`. The codes are made to be compared with hand codes of the same
    articles.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "X", "date": pd.Timestamp("2022-11-17")})
    >>> frames = pd.DataFrame({"article_id": ["a", "a", "a"], "frame": ["law", "diplomacy", "law"]})
    >>> find_leading_frame(frames, articles)[["article_id", "frame", "n_hits", "n_all"]].values.tolist()
    [['a', 'law', 2, 3], ['b', 'none', 0, 0]]
    """
    check_columns(frames, ["article_id", "frame"], verb="find_leading_frame")
    check_columns(articles, KEYS, verb="find_leading_frame")
    if at_least < 1:
        raise ValueError(f"The `at_least` must be 1 or more; not {at_least!r}.")
    counts = frames.groupby(["article_id", "frame"], observed=True).size().rename("n_hits").reset_index()
    counts["frame"] = counts["frame"].astype(object)
    counts["n_all"] = counts.groupby("article_id")["n_hits"].transform("sum")
    counts = counts.sort_values(["article_id", "n_hits", "frame"], ascending=[True, False, True])
    coded = articles[KEYS].merge(counts.drop_duplicates("article_id"), on="article_id", how="left")
    coded[["n_hits", "n_all"]] = coded[["n_hits", "n_all"]].fillna(0).astype("int64")
    coded["frame"] = coded["frame"].where(coded["n_hits"] >= at_least, "none")
    return coded[[*KEYS, "frame", "n_hits", "n_all"]]
