"""Words: the tokens of sentences, one row each."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.schema import check_columns
from analysis.text.chunks import Chunks, expand_ranges, join_places, list_texts, split_chunks
from analysis.text.quotation import read_spans
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


def split_words(sentences: pd.DataFrame, *, chunks: Chunks | None = None) -> pd.DataFrame:
    """A row a token, in the order of the text: `sentence` (row number in `sentences`), `word` (as written;
    categorical), `start` and `end` (places in the sentence's text), `is_word`, `in_quote` (whether it begins
    inside quotation marks; nowhere, in a table without `quote_spans`).

    Hyphens, punctuation and possessive 's are tokens of their own; contractions (don't), numbers (1,000) and
    dotted abbreviations (U.S.) stay whole. `is_word` says which tokens count as words: those with a letter or
    a digit, 's apart. `chunks` is `split_chunks(sentences["text"])`, where it is there already. Raises
    ValueError for a table without `text`.

    >>> texts = ["Russian-appointed men don't go.", "Russia's 1,000 (U.S.)"]
    >>> words = split_words(pd.DataFrame({"text": texts}))
    >>> words["word"].tolist()
    ['Russian', '-', 'appointed', 'men', "don't", 'go', '.', 'Russia', "'s", '1,000', '(', 'U.S.', ')']
    >>> words.groupby("sentence")["is_word"].sum().tolist()
    [5, 3]
    """
    check_columns(sentences, ["text"], verb="split_words")
    chunks = split_chunks(sentences["text"]) if chunks is None else chunks
    vocabulary, read = open_tokens(chunks.vocabulary)
    first, tokens = chunks.vocabulary.tell_rows(read, 2)
    before, count = first[chunks.distinct], np.diff(first)[chunks.distinct]
    known, place = tokens[expand_ranges(before, count)].T
    word, distinct = number_in_order(known)
    # For each token of the text its chunk, then its row among the tokens of the distinct chunks.
    times = count[chunks.code]
    chunk = np.repeat(np.arange(len(times), dtype=np.int32), times)
    ahead = (np.cumsum(count, dtype=np.int32) - count)[chunks.code] - (
        np.cumsum(times, dtype=np.int32) - times
    )
    row = ahead[chunk] + np.arange(len(chunk), dtype=np.int32)
    start, sentence, code = place[row] + chunks.start[chunk], chunks.text[chunk], word[row]
    spelled = pa.array([vocabulary.texts[number] for number in distinct.tolist()], type=pa.large_string())
    spelled = pd.Index(pd.array(spelled, dtype="str"))
    return pd.DataFrame({
        "sentence": sentence, "word": pd.Categorical.from_codes(code, categories=spelled, validate=False),
        "start": start, "end": start + vocabulary.tell(len, np.int32)[distinct][code],
        "is_word": vocabulary.tell(is_counted, bool)[distinct][code],
        "in_quote": mark_quoted(sentences, sentence, start),
    }, copy=False)  # fmt: skip


def list_forms(words: pd.DataFrame) -> tuple[list[str], np.ndarray]:
    """The distinct words of a table of `split_words`, and for each of its rows which of them it is.

    >>> forms, code = list_forms(split_words(pd.DataFrame({"text": ["no, no"]})))
    >>> forms, code.tolist()
    (['no', ','], [0, 1, 0])
    """
    word = words["word"].astype("category").cat
    return list_texts(word.categories.to_series()), word.codes.to_numpy()


def number_in_order(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each value among the distinct ones, and these, in the order of their first places.

    >>> [part.tolist() for part in number_in_order(np.array([7, 3, 7, 5]))]
    [[0, 1, 0, 2], [7, 3, 5]]
    """
    distinct, first, number = np.unique(values, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[number], distinct[order]


def mark_quoted(sentences: pd.DataFrame, sentence: np.ndarray, start: np.ndarray) -> np.ndarray:
    """For each token, whether it begins inside quotation marks."""
    quoted = np.zeros(len(start), dtype=bool)
    if "quote_spans" not in sentences.columns:
        return quoted
    row, begin, end = read_spans(list_texts(sentences["quote_spans"]))
    some = np.unique(row).astype(sentence.dtype)
    first, last = (np.searchsorted(sentence, some, side=side) for side in ("left", "right"))
    own = expand_ranges(first, last - first)
    place = join_places(sentence[own], start[own])
    low, high = (np.searchsorted(place, join_places(row, edge)) for edge in (begin, end))
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


def count_words(sentences: pd.DataFrame, words: pd.DataFrame | None = None) -> Iterable[int]:
    """For each sentence, how many tokens count as words.

    >>> count_words(pd.DataFrame({"text": ["Russia's 3.5 men.", ""]})).tolist()
    [3, 0]
    """
    words = split_words(sentences) if words is None else words
    return np.bincount(words["sentence"][words["is_word"]], minlength=len(sentences))
