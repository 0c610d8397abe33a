"""VADER's four numbers (Hutto & Gilbert 2014), exactly as NLTK's analyser gives them, for many texts at once.

The rules and their constants are those of `nltk.sentiment.vader` (NLTK 3.10), its oddities among them: chunks
of one character are no words; a word that is repeated is weighed by what stands before its first place; a
chunk loses its punctuation only if that is one mark on one side. Each distinct chunk is read once and given
its kind (`vader_lexicon`, `vader_tokens`); the rules then work on arrays (`vader_rules`). Our own code is
used because it gives the same numbers at about ninety times the speed (`benchmarks/results.md`).
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.text.chunks import Chunks, split_chunks
from analysis.tone.vader_lexicon import start_kinds
from analysis.tone.vader_rules import weigh_hits
from analysis.tone.vader_tokens import VaderTokens, read_tokens


def score_vader(
    sentences: pd.DataFrame | Iterable[str],
    *,
    lexicon: str | Path | dict[str, float] | None = None,
) -> pd.DataFrame:
    """Score sentences with VADER, exactly as NLTK's analyser does.

    Parameters
    ----------
    sentences : DataFrame or iterable of str
        A table with `text`, or the texts.
    lexicon : str, Path or dict, default None
        None is the list of the package vaderSentiment. Else the path of another list (NLTK's
        `vader_lexicon.zip` or the text file in it), or a dict from word to valence.

    Returns
    -------
    DataFrame
        One row per sentence, in their order: `neg, neu, pos` (shares, 0-1) and `compound` (-1 to 1), which is
        s / sqrt(s**2 + 15), s being the sum of the valences after the rules. All are 0 for a text without
        words.

    Raises
    ------
    TypeError
        For one text alone.
    FileNotFoundError
        For a list that is not there.

    References
    ----------
    Hutto, C. J. & Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of social
    media text. ICWSM 2014.

    Examples
    --------
    >>> score_vader(["A brave, GREAT defence!", "It was not good, but nobody was really hurt."])
         neg    neu  pos  compound
    0  0.000  0.000  1.0    0.8728
    1  0.491  0.509  0.0   -0.7745
    """
    if isinstance(sentences, str):
        raise TypeError("The `sentences` must be a table with `text` or several texts; one is [text].")
    texts = sentences["text"] if isinstance(sentences, pd.DataFrame) else sentences
    return score_chunks(split_chunks(texts), lexicon=lexicon)


def score_chunks(chunks: Chunks, *, lexicon: str | Path | dict[str, float] | None = None) -> pd.DataFrame:
    """The table of `score_vader` for texts that were split into chunks before."""
    words = read_words(chunks, lexicon)
    return add_up(weigh_hits(words), words)


def score_compound(chunks: Chunks, *, lexicon: str | Path | dict[str, float] | None = None) -> np.ndarray:
    """Only the column `compound` of `score_chunks`."""
    words = read_words(chunks, lexicon)
    return compute_compound(weigh_hits(words), words, emphasise(words))


def read_words(chunks: Chunks, lexicon: str | Path | dict[str, float] | None) -> VaderTokens:
    """The words of the texts, with the valences of a list."""
    key = frozenset(lexicon.items()) if isinstance(lexicon, dict) else str(lexicon) if lexicon else None
    return read_tokens(chunks, start_kinds(key))


def add_up(value: np.ndarray, words: VaderTokens) -> pd.DataFrame:
    """The four numbers of each text, from the values of its hits and the emphasis of its ! and ?."""
    text, n_words, emphasis = words.text, np.diff(words.first), emphasise(words)
    n = len(n_words)
    positive = np.bincount(text, weights=np.where(value > 0, value + 1, 0.0), minlength=n)
    negative = -np.bincount(text, weights=np.where(value < 0, value - 1, 0.0), minlength=n)
    neutral = n_words - np.bincount(text[value != 0], minlength=n)
    is_positive, is_negative = positive > negative, positive < negative
    positive, negative = positive + is_positive * emphasis, negative + is_negative * emphasis
    total = positive + negative + neutral
    total[n_words == 0] = 1.0
    return pd.DataFrame({
        "neg": round_as_python(negative / total, 3),
        "neu": round_as_python(neutral / total, 3),
        "pos": round_as_python(positive / total, 3),
        "compound": compute_compound(value, words, emphasis),
    })  # fmt: skip


def emphasise(words: VaderTokens) -> np.ndarray:
    """What the ! and ? of each text add (float64, one number per text)."""
    asks = words.asks
    return np.minimum(words.calls, 4) * 0.292 + np.where(asks > 3, 0.96, np.where(asks > 1, asks * 0.18, 0.0))


def compute_compound(value: np.ndarray, words: VaderTokens, emphasis: np.ndarray) -> np.ndarray:
    """The compound of each text: its values added up and brought between -1 and 1."""
    total = sum_by_text(value, words.text, len(emphasis), compensated=sys.version_info >= (3, 12))
    total = total + np.sign(total) * emphasis
    return round_as_python(total / np.sqrt(total * total + 15), 4)


def sum_by_text(value: np.ndarray, text: np.ndarray, n: int, *, compensated: bool) -> np.ndarray:
    """The sum of each text's values as Python's `sum` makes it, one value after the other.

    `compensated` adds the rounding errors at the end (Neumaier 1974), as Python does from 3.12 on.
    """
    if not compensated:
        return np.bincount(text, weights=value, minlength=n)
    total, error = np.zeros(n), np.zeros(n)
    count = np.bincount(text, minlength=n)
    rank = np.arange(len(text)) - np.repeat(np.cumsum(count) - count, count)
    order = np.argsort(rank, kind="stable")
    # The first value of every text, then the second of every text that has one, and so on.
    for some in np.split(order, np.cumsum(np.bincount(rank))[:-1]) if len(order) else []:
        old, added = total[text[some]], value[some]
        new = old + added
        error[text[some]] += np.where(np.abs(old) >= np.abs(added), (old - new) + added, (added - new) + old)
        total[text[some]] = new
    return total + error


def round_as_python(values: np.ndarray, digits: int) -> np.ndarray:
    """Values rounded as `round` does it, which multiplying first may get wrong at a half."""
    scaled = values * 10**digits
    rounded = np.rint(scaled) / 10**digits
    for i in np.flatnonzero(np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6):
        rounded[i] = round(float(values[i]), digits)
    return rounded
