"""Frames: the cues of a codebook found in sentences, and the frame that leads an article."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.frames.senses import tells_of_no_fighting
from analysis.frames.subjects import tells_of_war
from analysis.matching.engine import hits_table, match_terms
from analysis.matching.lexicon import open_lexicon
from analysis.schema import KEYS, build_table, check_columns, check_count
from analysis.text.voices import check_attributions, read_voices
from analysis.text.words import Words, read_words

# Cues of a frame that an article needs to have the frame, in every table and panel.
FEWEST_CUES = 2


def find_frames(
    sentences: pd.DataFrame,
    *,
    lexicon: str | Path | pd.DataFrame = "conflict_frames",
    attributions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the cues of a codebook's frames in sentences, with their places.

    A cue is not a code: the word `sanctions` says that a sentence touches on the economy, not that it frames
    the war by it (Entman 1993; Chan 2024). Read shares of cues beside hand codes.

    A list whose `.toml` says `subject = "war"` is for reports on wars, as `conflict_frames` is. With it, an
    article that is plainly about something else (an epidemic, a match, an election) has no cue, nor have
    dates (`before the invasion`), accidents, and figures of speech (`combat the epidemic`).

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, as `split_sentences` gives it.
    lexicon : str, Path or DataFrame, default "conflict_frames"
        The name of a shipped list, the path of your own, or a table of `read_lexicon`. Each of its categories
        is a frame. Terms of weight 0 keep longer phrases from counting and are left out.
    attributions : DataFrame, optional
        The table of `find_attributions` of the same sentences; without it nothing is `reported`.

    Returns
    -------
    DataFrame
        One row per cue, in text order: `article_id, outlet, date, sentence_id, frame, term`, `surface` (as it
        is written), `start` and `end` (places in the article's text, in characters), `voice` (where it
        begins: `narration`, the outlet's own words; `reported`; `quotation`; categorical). `frame` is
        categorical and has every frame of the list as a category, so that a frame that nobody used is counted
        as 0.

    Raises
    ------
    ValueError, FileNotFoundError
        For a table without the columns of sentences or of attributions; for a list, as `read_lexicon` does.

    References
    ----------
    Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. Journal of Communication
    43(4), 51-58.

    Examples
    --------
    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.Timestamp("2022-11-17")],
    ...                          "title": [""], "text": ["Envoys met for talks. The lights stayed on."]})
    >>> frames = pd.DataFrame({"term": ["envoy*", "talks"], "category": "diplomacy", "weight": 1.0})
    >>> find_frames(split_sentences(articles), lexicon=frames)[["frame", "term", "surface"]].values.tolist()
    [['diplomacy', 'envoy*', 'Envoys'], ['diplomacy', 'talks', 'talks']]
    """
    check_columns(sentences, "sentences", verb="find_frames")
    check_attributions(attributions, verb="find_frames")
    words, table = read_words(sentences), open_lexicon(lexicon)
    voices = read_voices(sentences, words, attributions)
    return measure_frames(sentences, words=words, lexicon=table, voices=voices)


def measure_frames(
    sentences: pd.DataFrame, *, words: Words, lexicon: pd.DataFrame, voices: np.ndarray
) -> pd.DataFrame:
    """The table of `find_frames` for sentences whose words and their voices were read before."""
    row, first, last = match_terms(words, lexicon)
    is_counted = lexicon["weight"].to_numpy()[row] != 0
    if is_about_war(lexicon):
        is_counted &= tells_of_war(sentences, words)[words.sentence[first]]
        is_counted &= ~tells_of_no_fighting(words, first, last)
    kept = (places[is_counted] for places in (row, first, last))
    hits = hits_table(sentences, words, lexicon, *kept, voice=voices)
    names = sorted(lexicon["category"].array[lexicon["weight"].to_numpy() != 0].unique())
    code = pc.index_in(pa.array(hits["category"], pa.string()), pa.array(names, pa.string()))
    frame = pd.Categorical.from_codes(code.to_numpy(), categories=pd.Index(names), validate=False)
    return build_table("frames", {**hits, "frame": frame})


def is_about_war(lexicon: pd.DataFrame) -> bool:
    """Whether a list is a codebook for reports on wars: its `.toml` says `subject = "war"`."""
    return json.loads(lexicon.attrs.get("lexicon", "{}")).get("subject") == "war"


def find_leading_frame(frames: pd.DataFrame, articles: pd.DataFrame, *, at_least: int = 1) -> pd.DataFrame:
    """Find the frame that has the most cues in each article.

    The result is made to be compared with hand codes of the same articles. Of frames with equally many cues
    the first in the alphabet leads: a rule, not a finding; compare `n_hits` with `n_all`.

    Parameters
    ----------
    frames : DataFrame
        One row per cue: `article_id, frame`, as `find_frames` gives it.
    articles : DataFrame
        One row per article: `article_id, outlet, date`.
    at_least : int, default 1
        Cues that the leading frame needs.

    Returns
    -------
    DataFrame
        One row per article, in the order of `articles`: `article_id, outlet, date`, `frame` (`none` if no
        frame has `at_least` cues), `n_hits` (cues of the leading frame), `n_all` (cues of all frames).

    Raises
    ------
    ValueError
        For a table without these columns, and `at_least` below 1.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "X", "date": pd.Timestamp("2022-11-17")})
    >>> frames = pd.DataFrame({"article_id": ["a", "a", "a"], "frame": ["law", "diplomacy", "law"]})
    >>> find_leading_frame(frames, articles)[["article_id", "frame", "n_hits", "n_all"]].values.tolist()
    [['a', 'law', 2, 3], ['b', 'none', 0, 0]]
    """
    check_columns(frames, ["article_id", "frame"], verb="find_leading_frame")
    check_columns(articles, KEYS, verb="find_leading_frame")
    check_count(at_least, name="at_least")
    counts = frames.groupby(["article_id", "frame"], observed=True).size().rename("n_hits").reset_index()
    counts["frame"] = counts["frame"].astype(object)
    counts["n_all"] = counts.groupby("article_id")["n_hits"].transform("sum")
    counts = counts.sort_values(["article_id", "n_hits", "frame"], ascending=[True, False, True])
    leading = articles[KEYS].merge(counts.drop_duplicates("article_id"), on="article_id", how="left")
    leading[["n_hits", "n_all"]] = leading[["n_hits", "n_all"]].fillna(0).astype("int64")
    leading["frame"] = leading["frame"].where(leading["n_hits"] >= at_least, "none")
    return leading[[*KEYS, "frame", "n_hits", "n_all"]]
