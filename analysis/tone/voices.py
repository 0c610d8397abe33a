"""Tone by voice: counts and VADER of the outlet's own words, of reported speech and of quotations."""

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.text.chunks import Chunks
from analysis.text.split_by_voice import split_by_voice
from analysis.text.voices import VOICE, VOICES
from analysis.text.words import Words
from analysis.tone.vader import score_compound

COUNTS = ["n_words", "n_positive", "n_negative", "n_battle"]


def split_voices(tone: pd.DataFrame) -> pd.DataFrame:
    """The tone table with a row for each voice of a sentence.

    Parameters
    ----------
    tone : DataFrame
        One row per sentence, as `score_tone` gives it.

    Returns
    -------
    DataFrame
        One row per sentence and voice with words in it, in text order: `article_id, outlet, date,
        sentence_id`, `voice` (`narration`, the outlet's own words; `reported`; `quotation`; categorical),
        `n_words, n_positive, n_negative, n_battle, compound`; columns that no tone table has stay.

    Raises
    ------
    ValueError
        For a table without the columns of the tone table.

    Examples
    --------
    >>> tone = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.NaT], "sentence_id": [0],
    ...     "n_words": [9], "n_positive": [0], "n_negative": [3], "n_battle": [0], "compound": [-0.5],
    ...     "n_words_reported": [2], "n_positive_reported": [0], "n_negative_reported": [0],
    ...     "n_battle_reported": [0], "n_words_quoted": [3], "n_positive_quoted": [0],
    ...     "n_negative_quoted": [2], "n_battle_quoted": [0], "compound_narration": [-0.4],
    ...     "compound_reported": [0.0], "compound_quoted": [-0.8]})
    >>> split_voices(tone)[["voice", "n_words", "n_negative", "compound"]].values.tolist()
    [['narration', 4, 1, -0.4], ['reported', 2, 0, 0.0], ['quotation', 3, 2, -0.8]]
    """
    needed = [column for column in COLUMNS["tone"] if column not in ("neg", "neu", "pos")]
    tone = check_columns(tone, needed, verb="split_voices").reset_index(drop=True)
    added = [name for name in tone.columns if name not in COLUMNS["tone"]]
    keys, counts = tone[[*KEYS, "sentence_id", *added]], tone[COUNTS]
    reported, quoted = (
        tone[[f"{count}_{voice}" for count in COUNTS]].set_axis(COUNTS, axis=1)
        for voice in ("reported", "quoted")
    )
    parts = []
    for code, (part, column) in enumerate(
        [(counts - reported - quoted, "narration"), (reported, "reported"), (quoted, "quoted")]
    ):
        voice = pd.Categorical.from_codes(np.full(len(tone), code), dtype=VOICE)
        parts.append(keys.assign(voice=voice).join(part).assign(compound=tone[f"compound_{column}"]))
    voices = pd.concat(parts).sort_index(kind="stable")
    return voices[voices["n_words"] > 0].reset_index(drop=True)


def count_by_voice(sentence: np.ndarray, voice: np.ndarray, n: int) -> np.ndarray:
    """How many rows each of n sentences has in each voice: an array of n rows and a column per voice.

    >>> count_by_voice(np.array([0, 0, 1]), np.array([0, 2, 2], dtype=np.int8), 2).tolist()
    [[1, 0, 1], [0, 0, 1]]
    """
    size = len(VOICES)
    return np.bincount(sentence.astype(np.int64) * size + voice, minlength=n * size).reshape(n, size)


def score_voices(
    chunks: Chunks,
    words: Words,
    voice: np.ndarray,
    compound: np.ndarray,
    *,
    lexicon: str | Path | dict[str, float] | None = None,
) -> np.ndarray:
    """VADER's compound on the words of each voice: an array with a row per sentence and a column per voice.

    `voice` is that of each token, `compound` that of the whole sentences: a sentence of one voice is not
    scored again. A voice without words has any number.
    """
    scores = np.repeat(compound[:, None], len(VOICES), axis=1)
    mixed, voices = split_by_voice(chunks, words, voice)
    scores[mixed] = score_compound(voices, lexicon=lexicon).reshape(len(VOICES), len(mixed)).T
    return scores
