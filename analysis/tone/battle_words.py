"""Battle words that tell of no fighting: dates, figures of speech, accidents, offices, articles of law."""

import numpy as np
import pandas as pd

from analysis.frames.senses import is_office, tells_of_no_fighting
from analysis.matching.surroundings import summarise_sentences
from analysis.text.words import Words
from analysis.tone.no_judgements import is_law
from analysis.tone.word_kinds import LAW, describe_word


def tells_of_battle(sentences: pd.DataFrame, words: Words, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """For each hit of battle vocabulary, whether it tells of fighting or its harm.

    `sentences` has one row per sentence: `text`.

    >>> from analysis.text.words import read_words
    >>> sentences = pd.DataFrame({"text": ["The UN Commissioner for Refugees saw refugees."]})
    >>> tells_of_battle(sentences, read_words(sentences), np.array([4, 6]), np.array([4, 6])).tolist()
    [False, True]
    """
    bits = summarise_sentences(words, words.map_distinct(describe_word, np.int64), LAW)
    is_lawful = is_law(sentences, bits, words.sentence[first])
    return ~(is_lawful | is_office(words, first, last) | tells_of_no_fighting(words, first, last))
