"""Words: the tokens of sentences, one row each."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import numpy as np
import pandas as pd

from analysis.chunks import Chunks, expand_ranges, split_chunks
from analysis.schema import check_columns

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
    categorical), `start` and `end` (places in the sentence's text), `is_word`.

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
    tokens = [find_tokens(chunk) for chunk in chunks.distinct]
    count = np.fromiter(map(len, tokens), dtype=np.int64, count=len(tokens))
    flat, place = zip(*chain.from_iterable(tokens), strict=True) if any(tokens) else ((), ())
    number = {word: i for i, word in enumerate(dict.fromkeys(flat))}
    code = np.fromiter(map(number.__getitem__, flat), dtype=np.int32, count=len(flat))
    place = np.array(place, dtype=np.int64)
    length = np.fromiter(map(len, number), dtype=np.int64, count=len(number))
    counts = np.fromiter(map(is_counted, number), dtype=bool, count=len(number))

    # Half the memory is half the time here; no piece holds as many tokens as such a number can count.
    times, before = count.astype(np.int32)[chunks.code], (np.cumsum(count) - count).astype(np.int32)
    which = expand_ranges(before[chunks.code], times)
    code, start = code[which], place.astype(np.int32)[which] + np.repeat(chunks.start, times)
    word = pd.Categorical.from_codes(code, categories=pd.Index(list(number), dtype="str"), validate=False)
    return pd.DataFrame({
        "sentence": np.repeat(chunks.text, times), "word": word, "start": start, "end": start + length[code],
        "is_word": counts[code],
    }, copy=False)  # fmt: skip


def split_term(term: str) -> list[str]:
    """The tokens of a term, split as text is.

    >>> split_term("so-called Donbas")
    ['so', '-', 'called', 'Donbas']
    """
    return [word for chunk in term.split() for word, _ in find_tokens(chunk)]


@lru_cache(maxsize=2**18)
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
