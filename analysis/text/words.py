"""Words: the tokens of sentences, one row each."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.ids import pack_key
from analysis.schema import check_columns
from analysis.text.chunks import Chunks, expand_ranges, number_in_order, split_chunks
from analysis.text.quotations import Spans
from analysis.text.quote_spans import read_spans
from analysis.text.vocabulary import Vocabulary

TOKEN = re.compile(
    r"""
    (?<![^\W_]) (?:[^\W\d_]\.)+ [^\W\d_] (?![^\W_]) \.?     # U.S. and U.S, p.m.
    | \d+ (?:[.,]\d+)* [^\W\d_]*                            # 1,000   3.5   1990s   5th
    | ['’] [sS] (?![^\W_])                                  # possessive
    | (?:[^\W_][\u0300-\u036f]*)+                            # don't, O'Brien
      (?: ['’] (?! [sS] (?![^\W_]) ) (?:[^\W_][\u0300-\u036f]*)+ )*
    | \.{2,}
    | \S
    """,
    re.VERBOSE,
)


class Words(NamedTuple):
    """The tokens of some sentences in order, as arrays: for each its sentence (row number), which distinct
    form it is, where it begins and ends in the sentence's text, whether it counts as a word, and whether it
    begins inside quotation marks; for each sentence its first token (and where the last one's end); for each
    distinct form its number in the vocabulary of words; and the quotations of the sentences."""

    sentence: np.ndarray
    code: np.ndarray
    start: np.ndarray
    end: np.ndarray
    is_word: np.ndarray
    in_quote: np.ndarray
    first: np.ndarray
    numbers: np.ndarray
    vocabulary: Vocabulary
    spans: Spans

    @property
    def forms(self) -> list[str]:
        """The distinct forms, as they are written."""
        return [self.vocabulary.texts[number] for number in self.numbers.tolist()]

    def map_distinct(self, function: Callable[[str], object], dtype: type) -> np.ndarray:
        """`function` of each distinct form; `map_distinct(...)[words.code]` gives it for every token."""
        return self.vocabulary.map_distinct(function, dtype)[self.numbers]


def split_words(sentences: pd.DataFrame) -> pd.DataFrame:
    """A row a token, in the order of the text: `sentence` (row number in `sentences`), `word` (as written;
    categorical), `start` and `end` (places in the sentence's text), `is_word`, `in_quote` (whether it begins
    inside quotation marks; nowhere, in a table without `quote_spans`).

    Hyphens, punctuation and possessive 's are tokens of their own; contractions (don't), numbers (1,000) and
    dotted abbreviations (U.S.) stay whole. `is_word` says which tokens count as words: those with a letter or
    a digit, 's apart. Raises ValueError for a table without `text`.

    >>> texts = ["Russian-appointed men don't go.", "Russia's 1,000 (U.S.)"]
    >>> words = split_words(pd.DataFrame({"text": texts}))
    >>> words["word"].tolist()
    ['Russian', '-', 'appointed', 'men', "don't", 'go', '.', 'Russia', "'s", '1,000', '(', 'U.S.', ')']
    >>> words.groupby("sentence")["is_word"].sum().tolist()
    [5, 3]
    """
    check_columns(sentences, ["text"], verb="split_words")
    words = read_words(sentences)
    forms = pd.Index(pd.array(words.forms, dtype="str"))
    return pd.DataFrame({
        "sentence": words.sentence,
        "word": pd.Categorical.from_codes(words.code, categories=forms, validate=False),
        "start": words.start, "end": words.end, "is_word": words.is_word, "in_quote": words.in_quote,
    }, copy=False)  # fmt: skip


def read_words(sentences: pd.DataFrame, *, chunks: Chunks | None = None) -> Words:
    """The words of sentences as arrays. `chunks` is `split_chunks(sentences["text"])`, where that is there
    already.

    >>> words = read_words(pd.DataFrame({"text": ["no, no"]}))
    >>> words.forms, words.code.tolist()
    (['no', ','], [0, 1, 0])
    """
    chunks = split_chunks(sentences["text"]) if chunks is None else chunks
    vocabulary, read = open_tokens(chunks.vocabulary)
    first, tokens = chunks.vocabulary.map_distinct_rows(read, 2)
    before, count = first[chunks.distinct], np.diff(first)[chunks.distinct]
    known, place = tokens[expand_ranges(before, count)].T
    form, numbers = number_in_order(known)
    # For each token of the text its chunk, then its row among the tokens of the distinct chunks.
    until = np.append(0, np.cumsum(count[chunks.code]))
    opens = np.zeros(until[-1], dtype=bool)
    opens[until[:-1]] = True  # every chunk has a token
    chunk = np.cumsum(opens)
    chunk -= 1
    row = ((np.cumsum(count) - count)[chunks.code] - until[:-1])[chunk]
    row += np.arange(len(chunk))
    start, sentence, code = place[row] + chunks.start[chunk], chunks.text[chunk], form[row]
    end = start + vocabulary.map_distinct(len, np.int32)[numbers][code]
    is_word, first = vocabulary.map_distinct(is_counted, bool)[numbers][code], until[chunks.first]
    spans = read_spans(sentences.get("quote_spans", []))
    in_quote = mark_quoted(spans, first, start)
    return Words(sentence, code, start, end, is_word, in_quote, first, numbers, vocabulary, spans)


def mark_quoted(spans: Spans, first: np.ndarray, start: np.ndarray) -> np.ndarray:
    """For each token, whether it begins inside quotation marks; `first` are the first tokens of sentences."""
    quoted = np.zeros(len(start), dtype=bool)
    row, begin, end = spans
    some, number = np.unique(row, return_inverse=True)
    count = first[some + 1] - first[some]
    own = expand_ranges(first[some], count)
    place = pack_key(np.repeat(np.arange(len(some)), count), start[own])
    low, high = (np.searchsorted(place, pack_key(number, edge)) for edge in (begin, end))
    quoted[own[expand_ranges(low, high - low)]] = True
    return quoted


@lru_cache(maxsize=2)
def open_tokens(chunks: Vocabulary) -> tuple[Vocabulary, Callable[[str], list]]:
    """The vocabulary of the words in a vocabulary of chunks, and what reads the words of a chunk: the number
    of each and its place."""
    words = Vocabulary()

    def read(chunk: str) -> list[tuple[int, int]]:
        tokens = find_tokens(chunk)
        numbers = words.number([word.encode() for word, _ in tokens]).tolist()
        return [(number, place) for number, (_, place) in zip(numbers, tokens, strict=True)]

    return words, read


def split_term(term: str) -> list[str]:
    """The tokens of a term, split as text is.

    >>> split_term("so-called Donbas")
    ['so', '-', 'called', 'Donbas']
    """
    return [word for chunk in term.split() for word, _ in find_tokens(chunk)]


def find_tokens(chunk: str) -> tuple[tuple[str, int], ...]:
    """The tokens of a chunk, each with its place in it."""
    if chunk.isalnum() and not chunk[0].isdigit():
        return ((chunk, 0),)
    return tuple((match.group(), match.start()) for match in TOKEN.finditer(chunk))


def is_counted(word: str) -> bool:
    """Whether a token counts as a word.

    >>> [is_counted(word) for word in ["Kyiv", "3.5", "'s", "-"]]
    [True, True, False, False]
    """
    return word.isalnum() or (any(map(str.isalnum, word)) and word not in {"'s", "’s", "'S", "’S"})


def count_words(sentences: pd.DataFrame) -> np.ndarray:
    """For each sentence, how many tokens count as words.

    >>> count_words(pd.DataFrame({"text": ["Russia's 3.5 men.", ""]})).tolist()
    [3, 0]
    """
    words = read_words(sentences)
    return np.bincount(words.sentence[words.is_word], minlength=len(sentences))
