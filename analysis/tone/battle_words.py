"""Battle words that tell of no fighting: dates, figures of speech, accidents, offices, articles of law."""

import numpy as np
import pandas as pd

from analysis.frames.senses import tells_of_no_fighting
from analysis.matching.surroundings import has, is_joined_to_hit, look_around, summarise_sentences
from analysis.matching.word_lists import list_words
from analysis.text.words import Words
from analysis.tone.no_judgements import is_law
from analysis.tone.word_kinds import LAW
from analysis.tone.word_kinds import describe_word as describe_kind

# What an office is called, before `for`, `of` or `on` (`the High Commissioner for Refugees`).
OFFICES = list_words(
    "adviser advisor agency board bureau center centre chief college commander commission commissioner "
    "committee conference council department director foundation fund institute memorial minister ministry "
    "museum network observatory office organisation organization programme secretary society tribunal union"
)
LINKS = list_words("for of on the and to against")
OFFICE, LINK, CAPITAL = 1, 2, 4


def tells_of_battle(
    sentences: pd.DataFrame, words: Words, first: np.ndarray, last: np.ndarray
) -> np.ndarray:  # fmt: skip
    """For each hit of battle vocabulary, whether it tells of fighting or its harm.

    `sentences` has one row per sentence: `text`.

    >>> from analysis.text.words import read_words
    >>> sentences = pd.DataFrame({"text": ["The UN Commissioner for Refugees saw refugees."]})
    >>> tells_of_battle(sentences, read_words(sentences), np.array([4, 6]), np.array([4, 6])).tolist()
    [False, True]
    """
    kinds = words.map_distinct(describe_word, np.int8)
    window = look_around(words, kinds, first, last, range(-5, 1))
    before = window[:, :-1]
    is_joined = is_joined_to_hit(has(before, LINK | CAPITAL))
    is_office = (has(before, OFFICE) & is_joined).any(axis=1) & has(before[:, -1], LINK)
    is_office &= has(window[:, -1], CAPITAL)
    law = summarise_sentences(words, words.map_distinct(describe_kind, np.int32), LAW)
    is_office |= is_law(sentences, law, words.sentence[first])
    return ~(is_office | tells_of_no_fighting(words, first, last))


def describe_word(word: str) -> int:
    """What the rule needs to know of a word, as bits."""
    lower = word.lower()
    is_capital = word[0].isupper()
    return OFFICE * (is_capital and lower in OFFICES) + LINK * (lower in LINKS) + CAPITAL * is_capital
