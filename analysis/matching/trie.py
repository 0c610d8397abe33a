"""The terms of a word list as a trie: a tree in which each step from one node to the next is a word.

Which steps a word takes (capital letters count or not, any ending or not) is worked out once for each
distinct word. Words that take the same steps are of one kind, so the trie is walked with the numbers of
kinds.
"""

from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import numpy as np

from analysis.text.vocabulary import Vocabulary
from analysis.text.words import Words, split_term

FILTER_SIZE = 2**18  # a power of 2
SEPARATOR = "\x1f"  # stands in no term


class Steps(NamedTuple):
    """The steps of a trie as arrays, sorted by `key`; one value per step where nothing else is noted."""

    first: np.ndarray  # int64, one per kind, and one more: its first step from the root
    key: np.ndarray  # int64: the number of the node * the number of kinds + the kind
    node: np.ndarray  # int64: the node that the step leads to
    goes_on: np.ndarray  # bool, one per node: whether a step leads from it
    is_term: np.ndarray  # bool, one per kind: whether a word of this kind is a term by itself
    follows: np.ndarray  # bool, one per kind: whether it can be the second or a later word of a term
    may_exist: np.ndarray  # bool, FILTER_SIZE values: whether any step has these last bits in its key


class Trie:
    """The terms of a list as a trie, and the kind of each distinct word met; kind 0 takes no step.

    `ends` (int, one per node) is the number of the term that ends at the node, or -1. Terms are numbered from
    the strictest to the freest, so that of two that match the same words the lower number wins. `rows` are
    the rows of the list, sorted by term, then category; term t has `n_rows[t]` of them, from `first_row[t]`
    on.
    """

    def __init__(self, terms: list[str], categories: list[str]) -> None:
        self.lock = Lock()
        # From a word (with or without its case, with or without any ending) to its steps: pairs of nodes.
        self.branches: dict[tuple[str, bool, bool], list[tuple[int, int]]] = {}
        ranked = rank_terms(terms)
        self.ends = self.grow(ranked)
        self.stem_lengths = {len(word) for word, _, starred in self.branches if starred}
        number = {term: i for i, term in enumerate(ranked)}
        term_of_row = np.array([number[term] for term in terms], dtype=np.int64)
        order = sorted(range(len(terms)), key=lambda row: (term_of_row[row], categories[row], row))
        self.rows = np.array(order, dtype=np.int64)
        self.n_rows = np.bincount(term_of_row, minlength=len(number))
        self.first_row = np.cumsum(self.n_rows) - self.n_rows
        self.kinds: dict[tuple, int] = {(): 0}  # from the steps of a word to the number of its kind
        self.steps = self.to_arrays()
        # The kinds of the words of one vocabulary, by number; -1 for those not met yet.
        self.vocabulary: Vocabulary | None = None
        self.kind_of_word = np.zeros(0, dtype=np.int32)

    def grow(self, ranked: list[str]) -> np.ndarray:
        """Make the branches; return `ends`."""
        nodes: dict[tuple, int] = {}
        ends = [-1]
        for number, term in enumerate(ranked):
            cased, starred = term.lower() != term, term.endswith("*")
            for spelling in spell_cased(term) if cased else [term]:
                tokens = split_term(spelling.removesuffix("*").replace("’", "'"))
                node = 0
                for i, token in enumerate(tokens, start=1):
                    branch = (token, cased, starred and i == len(tokens))
                    if (node, branch) not in nodes:
                        nodes[node, branch] = len(ends)
                        self.branches.setdefault(branch, []).append((node, len(ends)))
                        ends.append(-1)
                    node = nodes[node, branch]
                if tokens and ends[node] < 0:
                    ends[node] = number
        return np.array(ends)

    def read_kind(self, word: str) -> int:
        """The kind of a word, by the steps that it takes."""
        plain = word.replace("’", "'")
        steps: list[tuple[int, int]] = []
        for cased, spelling in (True, plain), (False, plain.lower()):
            steps += self.branches.get((spelling, cased, False), [])
            for length in self.stem_lengths:
                if length <= len(spelling):
                    steps += self.branches.get((spelling[:length], cased, True), [])
        return self.kinds.setdefault(tuple(sorted(steps)), len(self.kinds))

    def sort_words(self, words: Words) -> tuple[np.ndarray, Steps]:
        """The kind of each distinct word (int32, by code), and the steps."""
        with self.lock:
            if self.vocabulary is not words.vocabulary:
                self.vocabulary, self.kind_of_word = words.vocabulary, np.zeros(0, dtype=np.int32)
            n_more = len(words.vocabulary.texts) - len(self.kind_of_word)
            if n_more:
                self.kind_of_word = np.append(self.kind_of_word, np.full(n_more, -1, dtype=np.int32))
            new = words.numbers[self.kind_of_word[words.numbers] < 0]
            texts = (words.vocabulary.texts[number] for number in new.tolist())
            self.kind_of_word[new] = np.fromiter(map(self.read_kind, texts), np.int32, count=len(new))
            if len(self.kinds) >= len(self.steps.first):
                self.steps = self.to_arrays()
            return self.kind_of_word[words.numbers], self.steps

    def to_arrays(self) -> Steps:
        """The steps of all kinds as arrays."""
        n_kinds = len(self.kinds)
        pairs = sorted(
            (node * n_kinds + kind, behind) for steps, kind in self.kinds.items() for node, behind in steps
        )
        key, behind = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        goes_on = np.zeros(len(self.ends), dtype=bool)
        goes_on[[node for steps in self.branches.values() for node, _ in steps]] = True
        is_term, follows = np.zeros(n_kinds, dtype=bool), np.zeros(n_kinds, dtype=bool)
        from_root = key < n_kinds
        is_term[key[from_root & (self.ends[behind] >= 0)]] = True
        follows[key[~from_root] % n_kinds] = True
        may_exist = np.zeros(FILTER_SIZE, dtype=bool)
        may_exist[key & (FILTER_SIZE - 1)] = True
        first = np.searchsorted(key, np.arange(n_kinds + 1))
        return Steps(first, key, behind, goes_on, is_term, follows, may_exist)


# Keyed by the texts themselves, so a list that changed is never taken for the old one.
@lru_cache(maxsize=16)
def build_trie(n: int, joined_terms: bytes, joined_categories: bytes) -> Trie:
    """The trie of a list of `n` rows; its terms and its categories are joined by SEPARATOR, in UTF-8."""
    terms, categories = (
        joined.decode().split(SEPARATOR) if n else [] for joined in (joined_terms, joined_categories)
    )
    wrong = [term for term in terms if not is_term(term)]
    if wrong or len(terms) != n or len(categories) != n:
        raise ValueError(f"The `terms` must be words or phrases, `*` only at the end; not {wrong[:5]!r}.")
    return Trie(terms, categories)


def is_term(term: str) -> bool:
    """Whether a term has a word, and `*` at most at its end.

    >>> is_term("cease fire*"), is_term("ce*fire"), is_term(" *")
    (True, False, False)
    """
    return bool(term.strip(" *")) and "*" not in term.strip()[:-1]


def spell_cased(term: str) -> set[str]:
    """The spellings that a term with a capital letter matches."""
    return {term, term.upper()} if sum(map(str.isalpha, term)) > 3 else {term}


def rank_terms(terms: Iterable[str]) -> list[str]:
    """The distinct terms, from the strictest to the freest."""
    return sorted(set(terms), key=lambda term: (term.endswith("*"), term.lower() == term, -len(term), term))
