"""Terms in many texts: which of them can hold one, by the words that are known to stand in them.

The words of a batch of the store are known; a batch of whose words no term can be put together is not read,
and of one that is, only the sentences are looked at in which those words stand.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ids import find_sentences
from analysis.matching.engine import Tree, find_terms, is_term
from analysis.text.words import Words

# Of a word that may be so many (`a*`) all texts are taken to hold one: looking for them takes longer.
MOST = 1000

Terms = str | Iterable[str]
Paths = list[list[list[str]]]


def list_words(sentences: pd.DataFrame, *, words: Words) -> pd.DataFrame:
    """A row a distinct word, or other token, as it is written: `word`.

    >>> sentences = pd.DataFrame({"text": ["No truce, no truce."]})
    >>> list_words(sentences, words=read_words(sentences))["word"].tolist()
    ['No', 'truce', ',', 'no', '.']
    """
    return pd.DataFrame({"word": pd.array(words.forms, dtype="str")})


def ask_terms(terms: Terms) -> pd.DataFrame:
    """Terms as a word list of one category. Raises ValueError for an empty term and one with `*` before its
    end.

    >>> ask_terms(["peace  talks", "peace talks"])["term"].tolist()
    ['peace talks']
    """
    terms = [terms] if isinstance(terms, str) else list(terms or [])
    if not terms or not all(isinstance(term, str) and is_term(term) for term in terms):
        raise ValueError(f"The `terms` must be words or phrases, `*` only at the end; not {terms!r}.")
    named = [" ".join(term.split()) for term in terms]
    return pd.DataFrame({"term": named, "category": "asked", "weight": 1.0}).drop_duplicates("term")


class Sieve:
    """Some terms, and how they are put together of words. Words match as in `find_terms`."""

    def __init__(self, terms: Terms) -> None:
        terms = ask_terms(terms)["term"].tolist()
        self.tree = Tree(terms, [""] * len(terms))
        self.kinds: dict[str, int] = {}

    def list_paths(self, words: Iterable[str]) -> Paths:
        """The ways in which a term can be put together of some words: for each word of the term, what it may
        be; no way where none can.

        >>> Sieve(["peace talks", "cease*"]).list_paths(["talks", "Cease", "ceasefire"])
        [[['Cease', 'ceasefire']]]
        """
        spelt: dict[int, list[str]] = {}
        for word in words:
            kind = self.kinds.get(word)
            if kind is None:
                kind = self.kinds[word] = self.tree.read_kind(word)
            if kind:
                spelt.setdefault(kind, []).append(word)
        taken = list(self.tree.kinds)
        steps: dict[tuple[int, int], list[str]] = {}
        for kind, those in spelt.items():
            for step in taken[kind]:
                steps.setdefault(step, []).extend(those)
        paths: dict[int, list[list[str]]] = {0: []}
        # A node has a higher number than the one before it.
        for node, behind in sorted(steps):
            if node in paths:
                paths[behind] = [*paths[node], steps[node, behind]]
        return [path for node, path in paths.items() if self.tree.ends[node] >= 0]


def mark_texts(texts: pa.ChunkedArray, paths: Paths) -> np.ndarray:
    """Which texts may hold a term: all that do, and few others.

    >>> mark_texts(pa.chunked_array([["A ceasefire.", "No truce."]]), [[["truce", "truces"]]]).tolist()
    [False, True]
    """
    marked = np.zeros(len(texts), dtype=bool)
    for path in paths:
        holds = np.ones(len(texts), dtype=bool)
        for words in path:
            if len(words) <= MOST:
                pattern = "|".join(map(re.escape, words))
                holds &= pc.match_substring_regex(texts, pattern).to_numpy()
        marked |= holds
    return marked


def pick_holding(sentences: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """The sentences in which one of the terms stands.

    >>> sentences = pd.DataFrame({"article_id": ["a", "a"], "outlet": "X", "date": pd.NaT, "start": 0,
    ...     "sentence_id": [0, 1], "text": ["Cease fire!", "The ceasefire held."], "quote_spans": ""})
    >>> pick_holding(sentences, "ceasefire*")["text"].tolist()
    ['The ceasefire held.']
    """
    places = np.unique(find_sentences(sentences, find_terms(sentences, ask_terms(terms))))
    return sentences.iloc[places].reset_index(drop=True)
