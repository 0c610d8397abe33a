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
    """The tokens of some sentences, in order.

    Arrays have one value per token where nothing else is noted.
    """

    sentence: np.ndarray  # int32: row number of its sentence
    code: np.ndarray  # int: its place in `numbers`, that is, which distinct form it is
    start: np.ndarray  # int: place in the sentence's text, in characters
    end: np.ndarray
    is_word: np.ndarray  # bool: whether it counts as a word
    in_quote: np.ndarray  # bool: whether it begins inside quotation marks
    first: np.ndarray  # int, one per sentence, and one more: its first token
    numbers: np.ndarray  # int, one per distinct form: its number in the vocabulary
    vocabulary: Vocabulary  # of words
    spans: Spans  # the quotations of the sentences

    @property
    def forms(self) -> list[str]:
        """The distinct forms, as they are written, by code."""
        return [self.vocabulary.texts[number] for number in self.numbers.tolist()]

    def map_distinct(self, function: Callable[[str], object], dtype: type) -> np.ndarray:
        """`function` of each distinct form; `map_distinct(...)[words.code]` gives it for every token."""
        return self.vocabulary.map_distinct(function, dtype)[self.numbers]


def split_words(sentences: pd.DataFrame) -> pd.DataFrame:
    """Split sentences into words and other tokens.

    Hyphens, punctuation and possessive 's are tokens of their own; contractions (don't), numbers (1,000) and
    dotted abbreviations (U.S.) stay whole.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence: `text`, and `quote_spans` if it is there.

    Returns
    -------
    DataFrame
        One row per token, in text order: `sentence` (row number in `sentences`), `word` (as written;
        categorical), `start` and `end` (places in the sentence's text, in characters), `is_word` (whether it
        has a letter or a digit and is not 's), `in_quote` (whether it begins inside quotation marks; False
        for a table without `quote_spans`).

    Raises
    ------
    ValueError
        For a table without `text`.

    Examples
    --------
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
    """The words of sentences as arrays.

    `chunks` is `split_chunks(sentences["text"])`, where that was made before.

    >>> words = read_words(pd.DataFrame({"text": ["no, no"]}))
    >>> words.forms, words.code.tolist()
    (['no', ','], [0, 1, 0])
    """
    chunks = split_chunks(sentences["text"]) if chunks is None else chunks
    vocabulary, read_tokens = open_tokens(chunks.vocabulary)
    first_row, rows = chunks.vocabulary.map_distinct_rows(read_tokens, 2)
    # The tokens of the distinct chunks: the code of each and its place in the chunk.
    count = np.diff(first_row)[chunks.distinct]
    number, place = rows[expand_ranges(first_row[chunks.distinct], count)].T
    distinct_code, numbers = number_in_order(number)
    # For each token of the text its chunk, then its row among the tokens of the distinct chunks.
    first_token = np.append(0, np.cumsum(count[chunks.code]))
    opens_chunk = np.zeros(first_token[-1], dtype=bool)
    opens_chunk[first_token[:-1]] = True  # every chunk has a token
    chunk = np.cumsum(opens_chunk)
    chunk -= 1
    row = ((np.cumsum(count) - count)[chunks.code] - first_token[:-1])[chunk]
    row += np.arange(len(chunk))
    start, sentence, code = place[row] + chunks.start[chunk], chunks.text[chunk], distinct_code[row]
    end = start + vocabulary.map_distinct(len, np.int32)[numbers][code]
    is_word = vocabulary.map_distinct(is_counted, bool)[numbers][code]
    first = first_token[chunks.first]
    spans = read_spans(sentences.get("quote_spans", []))
    in_quote = is_quoted(spans, first, start)
    return Words(sentence, code, start, end, is_word, in_quote, first, numbers, vocabulary, spans)


def is_quoted(spans: Spans, first: np.ndarray, start: np.ndarray) -> np.ndarray:
    """For each token, whether it begins inside quotation marks.

    `first` is the first token of each sentence (and one number more); `start` is the place of each token.
    """
    quoted = np.zeros(len(start), dtype=bool)
    # Only the tokens of sentences with a quotation are looked at.
    sentences, number = np.unique(spans.text, return_inverse=True)
    count = first[sentences + 1] - first[sentences]
    tokens = expand_ranges(first[sentences], count)
    place = pack_key(np.repeat(np.arange(len(sentences)), count), start[tokens])
    low, high = (np.searchsorted(place, pack_key(number, edge)) for edge in (spans.start, spans.end))
    quoted[tokens[expand_ranges(low, high - low)]] = True
    return quoted


@lru_cache(maxsize=2)
def open_tokens(chunks: Vocabulary) -> tuple[Vocabulary, Callable[[str], list[tuple[int, int]]]]:
    """The vocabulary of words that belongs to a vocabulary of chunks, and a function of a chunk.

    The function gives for each token of the chunk its number in the vocabulary of words and its place.
    """
    words = Vocabulary()

    def read_tokens(chunk: str) -> list[tuple[int, int]]:
        tokens = find_tokens(chunk)
        numbers = words.number([word.encode() for word, _ in tokens]).tolist()
        return [(number, place) for number, (_, place) in zip(numbers, tokens, strict=True)]

    return words, read_tokens


def split_term(term: str) -> list[str]:
    """The tokens of a term, split as texts are.

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
    """How many words each sentence has.

    >>> count_words(pd.DataFrame({"text": ["Russia's 3.5 men.", ""]})).tolist()
    [3, 0]
    """
    words = read_words(sentences)
    return np.bincount(words.sentence[words.is_word], minlength=len(sentences))
