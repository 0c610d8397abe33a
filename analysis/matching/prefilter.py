"""Terms in many texts: which texts can contain one, by the words that are known to stand in them.

The store knows the distinct words of each batch. A batch whose words spell no term is not read; of the other
batches, only the sentences are searched in which those words stand.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ids import find_sentences
from analysis.matching.engine import find_terms
from analysis.matching.trie import Trie, is_term
from analysis.text.words import Words

MAX_SPELLINGS = 1000  # a word with more (`a*`) is not looked for: that would take longer than it saves

Terms = str | Iterable[str]
# Ways to spell a term: for each word of the term, what it may be.
Paths = list[list[list[str]]]


def list_words(sentences: pd.DataFrame, *, words: Words) -> pd.DataFrame:
    """The distinct words and other tokens of sentences.

    Returns
    -------
    DataFrame
        One row per distinct token: `word`, as it is written.

    Examples
    --------
    >>> from analysis.text.words import read_words
    >>> sentences = pd.DataFrame({"text": ["No truce, no truce."]})
    >>> list_words(sentences, words=read_words(sentences))["word"].tolist()
    ['No', 'truce', ',', 'no', '.']
    """
    return pd.DataFrame({"word": pd.array(words.forms, dtype="str")})


def tabulate_terms(terms: Terms) -> pd.DataFrame:
    """Terms as a word list of one category; ValueError for an empty term, and for `*` before its end.

    >>> tabulate_terms(["peace  talks", "peace talks"])["term"].tolist()
    ['peace talks']
    """
    given = [terms] if isinstance(terms, str) else list(terms or [])
    if not given or not all(isinstance(term, str) and is_term(term) for term in given):
        raise ValueError(f"The `terms` must be words or phrases, `*` only at the end; not {given!r}.")
    spelled = [" ".join(term.split()) for term in given]
    return pd.DataFrame({"term": spelled, "category": "asked", "weight": 1.0}).drop_duplicates("term")


class TermPrefilter:
    """The terms of one query, and which words can spell them. Words match as in `find_terms`."""

    def __init__(self, terms: Terms) -> None:
        spelled = tabulate_terms(terms)["term"].tolist()
        self.trie = Trie(spelled, [""] * len(spelled))
        self.kinds: dict[str, int] = {}  # of the words met; it lives as long as the query

    def list_paths(self, words: Iterable[str]) -> Paths:
        """The ways to spell a term with these words; an empty list if there is none.

        >>> TermPrefilter(["peace talks", "cease*"]).list_paths(["talks", "Cease", "ceasefire"])
        [[['Cease', 'ceasefire']]]
        """
        spellings: dict[int, list[str]] = {}  # by kind
        for word in words:
            kind = self.kinds.get(word)
            if kind is None:
                kind = self.kinds[word] = self.trie.read_kind(word)
            if kind:
                spellings.setdefault(kind, []).append(word)
        steps_of_kind = list(self.trie.kinds)
        words_of_step: dict[tuple[int, int], list[str]] = {}
        for kind, some in spellings.items():
            for step in steps_of_kind[kind]:
                words_of_step.setdefault(step, []).extend(some)
        paths: dict[int, list[list[str]]] = {0: []}  # by node
        # A node has a higher number than the one before it.
        for node, behind in sorted(words_of_step):
            if node in paths:
                paths[behind] = [*paths[node], words_of_step[node, behind]]
        return [path for node, path in paths.items() if self.trie.ends[node] >= 0]


def may_contain_term(texts: pa.ChunkedArray, paths: Paths) -> np.ndarray:
    """For each text, whether it may contain a term: True for all that do, and for few others.

    >>> may_contain_term(pa.chunked_array([["A ceasefire.", "No truce."]]), [[["truce", "truces"]]]).tolist()
    [False, True]
    """
    may_contain = np.zeros(len(texts), dtype=bool)
    for path in paths:
        has_all = np.ones(len(texts), dtype=bool)
        for words in path:
            if len(words) <= MAX_SPELLINGS:
                pattern = "|".join(map(re.escape, words))
                has_all &= pc.match_substring_regex(texts, pattern).to_numpy()
        may_contain |= has_all
    return may_contain


def pick_containing(sentences: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """The sentences that contain one of the terms.

    >>> sentences = pd.DataFrame({"article_id": ["a", "a"], "outlet": "X", "date": pd.NaT, "start": 0,
    ...     "sentence_id": [0, 1], "text": ["Cease fire!", "The ceasefire held."], "quote_spans": ""})
    >>> pick_containing(sentences, "ceasefire*")["text"].tolist()
    ['The ceasefire held.']
    """
    rows = np.unique(find_sentences(sentences, find_terms(sentences, tabulate_terms(terms))))
    return sentences.iloc[rows].reset_index(drop=True)
