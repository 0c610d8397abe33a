"""Voices: whether a word is the outlet's own, reported speech, or a quotation.

A word is `quotation` inside quotation marks, and inside what an attribution of the form `direct` attributes:
turns of a transcript and whole addresses have no marks. Else it is `reported` inside what any other
attribution attributes, else `narration`. A word belongs where it begins.
"""

import numpy as np
import pandas as pd

from analysis.ids import pack_key, read_plain
from analysis.schema import check_columns
from analysis.text.chunks import expand_ranges
from analysis.text.quotations import Spans
from analysis.text.quote_spans import read_spans
from analysis.text.words import Words

VOICES = ["narration", "reported", "quotation"]
NARRATION, REPORTED, QUOTATION = range(3)  # places in `VOICES`
VOICE = pd.CategoricalDtype(VOICES)


def read_voices(sentences: pd.DataFrame, words: Words, attributions: pd.DataFrame | None) -> np.ndarray:
    """The voice of each token.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence: `article_id` and `start`.
    words : Words
        The words of the sentences.
    attributions : DataFrame or None
        One row per attribution: `article_id`, `form`, `content`, as `find_attributions` gives it. Without it
        nothing is reported. Attributions of other articles count for nothing.

    Returns
    -------
    int8 array, one number per token
        Its place in `VOICES`.

    Examples
    --------
    >>> from analysis.text.words import read_words
    >>> sentences = pd.DataFrame({"article_id": ["a"], "start": [0], "text": ["She said no."]})
    >>> attributions = pd.DataFrame({"article_id": ["a"], "form": ["indirect"], "content": ["9-11"]})
    >>> read_voices(sentences, read_words(sentences), attributions).tolist()
    [0, 0, 1, 0]
    """
    place = sentences["start"].to_numpy()[words.sentence] + words.start
    return find_voices(sentences, words.sentence, place, words.in_quote, attributions)


def find_voices(
    sentences: pd.DataFrame,
    row: np.ndarray,
    place: np.ndarray,
    in_quote: np.ndarray,
    attributions: pd.DataFrame | None,
) -> np.ndarray:
    """The voice of each of some places, as `read_voices` gives it.

    `row` is the sentence of each place, `place` counts in the article's text, and `in_quote` says whether it
    stands inside quotation marks.
    """
    voice = np.where(in_quote, np.int8(QUOTATION), np.int8(NARRATION))
    if attributions is None or attributions.empty:
        return voice
    contents, order = locate_contents(sentences, row, place, attributions)
    is_direct = attributions["form"].eq("direct").to_numpy(dtype=bool)[contents.text]
    for some, level in ((~is_direct, REPORTED), (is_direct, QUOTATION)):
        covered = expand_ranges(contents.start[some], contents.end[some] - contents.start[some])
        covered = covered if order is None else order[covered]
        voice[covered] = np.maximum(voice[covered], level)
    return voice


def locate_contents(
    sentences: pd.DataFrame, row: np.ndarray, place: np.ndarray, attributions: pd.DataFrame
) -> tuple[Spans, np.ndarray | None]:
    """Which of some places, given as in `find_voices`, stand inside the contents of attributions.

    One span per part of a content: `text` is the row of its attribution, `start` and `end` count the places
    in the order of the text. That order is the second result; None where the places stand in it.
    """
    # Articles are numbered as they come, so that the keys ascend: tables are in text order, as a rule.
    article, article_ids = pd.factorize(read_plain(sentences["article_id"]))
    article_of_row = pd.Index(article_ids).get_indexer(pd.Index(read_plain(attributions["article_id"])))
    contents = read_spans(attributions["content"])
    key = pack_key(article[row], place)
    order = None if (key[1:] >= key[:-1]).all() else np.argsort(key, kind="stable")
    ordered = key if order is None else key[order]
    # -1, which is below all keys, for an article without sentences.
    article_of_content = article_of_row[contents.text]
    first, end = (
        np.searchsorted(ordered, pack_key(article_of_content, edge))
        for edge in (contents.start, contents.end)
    )
    return Spans(contents.text, first, end), order


def name_voices(voice: np.ndarray) -> pd.Categorical:
    """The voices as a column of a table; a number is a place in `VOICES`.

    >>> name_voices(np.array([2, 0], dtype=np.int8)).tolist()
    ['quotation', 'narration']
    """
    return pd.Categorical.from_codes(voice, dtype=VOICE)


def check_attributions(attributions: pd.DataFrame | None, *, verb: str) -> None:
    """Raise ValueError unless the table, where one is given, holds what the voices need."""
    if attributions is not None:
        check_columns(attributions, ["article_id", "form", "content"], verb=verb)
