"""How many words each attribution attributes."""

import numpy as np
import pandas as pd

from analysis.text.voices import locate_contents
from analysis.text.words import Words


def count_content_words(attributions: pd.DataFrame, sentences: pd.DataFrame, words: Words) -> np.ndarray:
    """The number of words in the content of each attribution; a word belongs where it begins.

    Parameters
    ----------
    attributions : DataFrame
        One row per attribution: `article_id` and `content`.
    sentences : DataFrame
        One row per sentence, in text order: `article_id` and `start`.
    words : Words
        The words of the sentences.

    Returns
    -------
    int array, one number per attribution

    Examples
    --------
    >>> from analysis.text.words import read_words
    >>> sentences = pd.DataFrame({"article_id": ["a"], "start": [0], "text": ["“No,” she said, “not now.”"]})
    >>> attributions = pd.DataFrame({"article_id": ["a"], "content": ["0-5 16-26"]})
    >>> count_content_words(attributions, sentences, read_words(sentences)).tolist()
    [3]
    """
    row = words.sentence[words.is_word]
    place = sentences["start"].to_numpy()[row] + words.start[words.is_word]
    contents, _ = locate_contents(sentences, row, place, attributions)
    counts = np.bincount(contents.text, weights=contents.end - contents.start, minlength=len(attributions))
    return counts.astype(np.int64)
