"""Negation: which hits of a list a negator reverses.

A judgement is reversed (`not brave` counts as unfavourable, `no failure` as favourable) by an odd number of
negators among the three words before it, in the same voice and with no comma, colon, semicolon, dash or
bracket between. Negators are `NEGATORS`, every word that ends in n't, such words without their apostrophe
(`isnt`), and the idioms `anything but` (unless the sentence negated it before: `cannot offer anything but`)
and `far from`. `not only`, `not just`, `not merely`, `not simply`, `no doubt`, `no less` and a place (`far
from the brave town`) negate nothing.
"""

import numpy as np
import pandas as pd

from analysis.text.chunks import list_texts
from analysis.text.words import Words

NEGATORS = frozenset({
    "no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "nowhere", "without", "cannot",
    "hardly", "scarcely", "barely", "rarely", "seldom", "lack", "lacks", "lacked", "lacking",
})  # fmt: skip
# Typing slips: words in n't without their apostrophe. `cant` and `wont` are words of their own.
SLIPS = frozenset({
    "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "hasnt", "havent", "hadnt", "couldnt",
    "wouldnt", "shouldnt", "mustnt",
})  # fmt: skip
# The words of the idioms, numbered: an even word after the odd one below it is a negator.
IDIOM_WORDS = {"anything": 1, "but": 2, "far": 3, "from": 4}
NOT_NEGATED = {
    "not": {"only", "just", "merely", "simply", "less"}, "no": {"doubt", "less"},
    "from": {"the", "this", "that", "his", "her", "its", "our", "their", "my", "your", "here", "there"},
}  # fmt: skip
REACH = 3  # words
BREAKS = frozenset(",;:()[]–—")


def is_negated(sentences: pd.DataFrame, words: Words, first: np.ndarray) -> np.ndarray:
    """For each hit, whether an odd number of negators reaches it.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence: `text`.
    words : Words
        The words of the sentences.
    first : int64 array, one number per hit, in text order
        The first word of the hit.

    Examples
    --------
    >>> from analysis.text.words import read_words
    >>> sentences = pd.DataFrame({"text": ["It was not brave.", "No, it was brave."]})
    >>> is_negated(sentences, read_words(sentences), np.array([3, 9])).tolist()
    [True, False]
    """
    negates = words.map_distinct(is_negator, bool)[words.code]
    negates |= ends_idiom(words, negates)
    # Few hits have a negator before them in their sentence: only these are looked at.
    negator = np.flatnonzero(negates)
    last = np.searchsorted(negator, first) - 1
    near = np.flatnonzero(last >= 0)
    near = near[words.sentence[negator[last[near]]] == words.sentence[first[near]]]
    hit = first[near]
    counted = np.flatnonzero(words.is_word)
    n_before = np.searchsorted(counted, hit)  # how many words stand before the hit
    n_negators = np.zeros(len(hit), dtype=np.int64)
    for step in range(1, REACH + 1):
        before = counted[np.maximum(n_before - step, 0)]
        reaches = (n_before >= step) & negates[before] & (words.sentence[before] == words.sentence[hit])
        reaches &= words.in_quote[before] == words.in_quote[hit]
        some = np.flatnonzero(reaches)
        following = counted[np.minimum(n_before[some] - step + 1, len(counted) - 1)]
        some = some[~negates_nothing(words, before[some], following)]
        n_negators[some] += is_unbroken(sentences, words, before[some], hit[some])
    negated = np.zeros(len(first), dtype=bool)
    negated[near] = n_negators % 2 == 1
    return negated


def is_negator(word: str) -> bool:
    """Whether a word negates what follows."""
    word = word.replace("’", "'").lower()
    return word in NEGATORS or word in SLIPS or word.endswith("n't")


def ends_idiom(words: Words, negates: np.ndarray) -> np.ndarray:
    """For each word, whether it ends the idiom `anything but` or `far from`.

    `negates` marks the negators; after one of them in the sentence, `anything but` means `only`.

    >>> from analysis.text.words import read_words
    >>> words = read_words(pd.DataFrame({"text": ["Far from it", "but from"]}))
    >>> ends_idiom(words, np.zeros(5, dtype=bool)).tolist()
    [False, True, False, False, False]
    """
    number = words.map_distinct(find_in_idiom, np.int8)
    last = np.flatnonzero(((number > 0) & (number % 2 == 0))[words.code])
    last = last[last > words.first[words.sentence[last]]]
    last = last[number[words.code[last - 1]] == number[words.code[last]] - 1]
    negator = np.flatnonzero(negates)
    opening = words.first[words.sentence[last]]
    is_negated_before = np.searchsorted(negator, last) > np.searchsorted(negator, opening)
    last = last[~is_negated_before | (number[words.code[last]] != IDIOM_WORDS["but"])]
    ends = np.zeros(len(words.code), dtype=bool)
    ends[last] = True
    return ends


def find_in_idiom(word: str) -> int:
    """The number of a word in `IDIOM_WORDS`; 0 for any other word."""
    return IDIOM_WORDS.get(word.lower(), 0)


def negates_nothing(words: Words, negator: np.ndarray, following: np.ndarray) -> np.ndarray:
    """For each negator, whether it negates nothing before the word that follows it (`not only`)."""
    texts = words.vocabulary.texts
    pairs = zip(*(words.numbers[words.code[place]].tolist() for place in (negator, following)), strict=True)
    idle = [texts[word].lower() in NOT_NEGATED.get(texts[no].lower(), ()) for no, word in pairs]
    return np.array(idle, dtype=bool)


def is_unbroken(sentences: pd.DataFrame, words: Words, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """For each pair of words of a sentence, whether no punctuation of `BREAKS` stands between them."""
    texts = list_texts(sentences["text"].take(words.sentence[start]))
    places = zip(words.start[start].tolist(), words.start[end].tolist(), strict=True)
    unbroken = [BREAKS.isdisjoint(text[a:b]) for text, (a, b) in zip(texts, places, strict=True)]
    return np.array(unbroken, dtype=bool)
