"""Terms in sentences: the one engine under the measures.

The terms of a list become a tree: each step from one node to the next is a word. Which steps a word takes
(small or capital letters, any ending) is settled once for each distinct word, and words that take the same
steps are of one kind. After that the tree is walked over all words of the corpus at the same time, as arrays
of numbers, and only the few places that can still become a hit are carried on.
"""

from collections.abc import Iterable
from functools import lru_cache
from threading import Lock

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.schema import KEYS, build_table, check_columns
from analysis.text.chunks import expand_ranges, to_arrow, join_bytes, list_texts, number_in_order
from analysis.text.vocabulary import Vocabulary
from analysis.text.words import Words, read_words, split_term

SIEVE = 2**18
SEPARATOR = "\x1f"  # stands in no text


def find_terms(sentences: pd.DataFrame, lexicon: pd.DataFrame) -> pd.DataFrame:
    """A row a hit, in the order of the sentences: KEYS, `sentence_id, category, term, surface, start, end`
    (places in the article's text), `in_quote` (whether it begins inside quotation marks), `weight`.

    A term is words with a space between; `*` at its end stands for any ending of the last word. A term
    without a capital letter matches in any case, one with a capital only in that very case, or in ALL CAPS if
    it has more than three letters. The leftmost match wins, then the one of most words, then the one with
    fewer freedoms (no `*`, its own case, a longer stem); hits do not overlap. A term that stands in the list
    under two categories gives two hits.

    Raises ValueError for a table without the columns of sentences, a list without `term, category, weight`,
    and a term without a word or with `*` before its end.

    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["Air strikes hit us. The US said “air power” struck."]})
    >>> lexicon = pd.DataFrame({"term": ["air strike*", "air", "US"], "category": ["war", "air", "state"],
    ...                         "weight": 1.0})
    >>> hits = find_terms(split_sentences(articles), lexicon)
    >>> hits[["category", "term", "surface", "start"]].to_records(index=False).tolist()
    [('war', 'air strike*', 'Air strikes', 0), ('state', 'US', 'US', 24), ('air', 'air', 'air', 33)]
    >>> hits["in_quote"].tolist()
    [False, False, True]
    """
    needed = [*KEYS, "sentence_id", "start", "text", "quote_spans"]
    check_columns(sentences, needed, verb="find_terms")
    return match_sentences(sentences, read_words(sentences), lexicon)


def match_sentences(sentences: pd.DataFrame, words: Words, lexicon: pd.DataFrame) -> pd.DataFrame:
    """The table of `find_terms` for sentences that are split into words already."""
    check_columns(lexicon, ["term", "category", "weight"], verb="find_terms")
    return hits_table(sentences, words, lexicon, *match_terms(words, lexicon))


def match_terms(words: Words, lexicon: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The hits of `find_terms` as numbers: the row of the list, the first word and the last one of each."""
    tree = build_trie(len(lexicon), *(join_column(lexicon[name]) for name in ["term", "category"]))
    first, length, term = walk_trie(words, tree)
    kept = choose_matches(first, length, term)
    times = tree.n_rows[term[kept]]
    row = tree.rows[expand_ranges(tree.first_row[term[kept]], times)]
    first, length = np.repeat(first[kept], times), np.repeat(length[kept], times)
    return row, first, first + length - 1


class Tree:
    """A list of terms as a tree, and the kind of each distinct word met; kind 0 takes no step.

    `ends` is, for each node, the number of the term that ends there, or -1. Terms are numbered from the most
    particular to the freest, so that of two that match the same words the lower number wins; `rows` are the
    rows of the list, those of the first term first (by category), `n_rows` of them from `first_row` on.
    """

    def __init__(self, terms: list[str], categories: list[str]) -> None:
        self.lock = Lock()
        # From a word (case counts, any ending) to the steps it takes, each from a node to the one behind.
        self.branches: dict[tuple[str, bool, bool], list[tuple[int, int]]] = {}
        ranked = rank_terms(terms)
        self.ends = self.grow(ranked)
        self.stems = {len(word) for word, _, starred in self.branches if starred}
        number = {term: i for i, term in enumerate(ranked)}
        of_row = np.array([number[term] for term in terms], dtype=np.int64)
        order = sorted(range(len(terms)), key=lambda row: (of_row[row], categories[row], row))
        self.rows = np.array(order, dtype=np.int64)
        self.n_rows = np.bincount(of_row, minlength=len(number))
        self.first_row = np.cumsum(self.n_rows) - self.n_rows
        self.kinds: dict[tuple, int] = {(): 0}
        self.laid_out = self.to_arrays()
        # The kinds of the words of a vocabulary, by number; -1 for those not met yet.
        self.vocabulary: Vocabulary | None = None
        self.known = np.zeros(0, dtype=np.int32)

    def grow(self, ranked: list[str]) -> np.ndarray:
        """Make the branches; the term that ends at each node."""
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
        plain, steps = word.replace("’", "'"), []
        for cased, spelled in (True, plain), (False, plain.lower()):
            steps += self.branches.get((spelled, cased, False), [])
            for size in self.stems:
                if size <= len(spelled):
                    steps += self.branches.get((spelled[:size], cased, True), [])
        return self.kinds.setdefault(tuple(sorted(steps)), len(self.kinds))

    def sort_words(self, words: Words) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
        """The kind of each distinct word, and the steps as `to_arrays` gives them."""
        with self.lock:
            if self.vocabulary is not words.vocabulary:
                self.vocabulary, self.known = words.vocabulary, np.zeros(0, dtype=np.int32)
            more = len(words.vocabulary.texts) - len(self.known)
            self.known = np.append(self.known, np.full(more, -1, dtype=np.int32)) if more else self.known
            new = words.numbers[self.known[words.numbers] < 0]
            texts = (words.vocabulary.texts[number] for number in new.tolist())
            self.known[new] = np.fromiter(map(self.read_kind, texts), np.int32, count=len(new))
            if len(self.kinds) >= len(self.laid_out[0]):
                self.laid_out = self.to_arrays()
            return self.known[words.numbers], self.laid_out

    def to_arrays(self) -> tuple[np.ndarray, ...]:
        """For each kind its first step from the root (and where the last one ends); the steps in order: node
        and kind as one number, and the node behind; which nodes lead further; which kinds can be a term by
        themselves, and which can follow another in one; and a sieve, which lets a step pass by the last bits
        of its number."""
        steps = sorted(
            (node * len(self.kinds) + kind, behind)
            for taken, kind in self.kinds.items()
            for node, behind in taken
        )
        key, behind = np.array(steps, dtype=np.int64).reshape(-1, 2).T
        further = np.zeros(len(self.ends), dtype=bool)
        further[[node for taken in self.branches.values() for node, _ in taken]] = True
        alone, follows = np.zeros(len(self.kinds), dtype=bool), np.zeros(len(self.kinds), dtype=bool)
        at_root = key < len(self.kinds)
        alone[key[at_root & (self.ends[behind] >= 0)]] = True
        follows[key[~at_root] % len(self.kinds)] = True
        sieve = np.zeros(SIEVE, dtype=bool)
        sieve[key & (SIEVE - 1)] = True
        root = np.searchsorted(key, np.arange(len(self.kinds) + 1))
        return root, key, behind, further, alone, follows, sieve


def walk_trie(words: Words, tree: Tree) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every match: its first word, its number of words, its best term."""
    code, sentence = words.code, words.sentence
    kind, (root, key, behind, further, alone, follows, sieve) = tree.sort_words(words)
    width, begins = len(root) - 1, np.diff(root) > 0
    # Most words begin no term: what is asked of each place is a yes or no for its distinct word; then, of a
    # word that is no term by itself, whether the one behind it can follow any.
    at = np.flatnonzero(begins[kind][code]) if len(code) else np.zeros(0, dtype=np.int64)
    here = kind[code[at]]
    following = kind[code[np.minimum(at + 1, len(code) - 1)]]
    hopeful = np.flatnonzero(alone[here] | follows[following])
    at, here = at[hopeful], here[hopeful]
    begin, low, times, found, depth = at, root[here], np.diff(root)[here], [], 0
    while len(at):
        depth += 1
        begin, at, node = np.repeat(begin, times), np.repeat(at, times), behind[expand_ranges(low, times)]
        full = tree.ends[node] >= 0
        found.append((begin[full], np.full(full.sum(), depth), tree.ends[node[full]]))
        on = np.minimum(at + 1, len(code) - 1)
        goes_on = further[node] & (at < on) & (sentence[on] == sentence[at])
        begin, at = begin[goes_on], at[goes_on] + 1
        step = node[goes_on] * width + kind[code[at]]
        passes = np.flatnonzero(sieve[step & (SIEVE - 1)])
        begin, at, step = begin[passes], at[passes], step[passes]
        low = np.searchsorted(key, step)
        times = np.searchsorted(key, step, side="right") - low
    if not found:
        return tuple(np.zeros(0, dtype=np.int64) for _ in range(3))
    first, length, term = (np.concatenate(part) for part in zip(*found, strict=True))
    return first, length, term


def join_column(column: pd.Series) -> bytes:
    """The texts of a column as one, by which it is cheap to tell whether they are those of before."""
    return join_bytes(to_arrow(column.astype("str")), SEPARATOR).tobytes()


@lru_cache(maxsize=16)
def build_trie(n: int, joined_terms: bytes, joined_categories: bytes) -> Tree:
    joined = joined_terms.decode(), joined_categories.decode()
    terms, categories = (one.split(SEPARATOR) if n else [] for one in joined)
    wrong = [term for term in terms if not is_term(term)]
    if wrong or len(terms) != n or len(categories) != n:
        raise ValueError(f"The `terms` must be words or phrases, `*` only at the end; not {wrong[:5]!r}.")
    return Tree(terms, categories)


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
    """The distinct terms, those with fewer freedoms first."""
    return sorted(set(terms), key=lambda term: (term.endswith("*"), term.lower() == term, -len(term), term))


def choose_matches(first: np.ndarray, length: np.ndarray, term: np.ndarray) -> np.ndarray:
    """Which matches are kept: the leftmost, then the longest, none that overlaps one kept before."""
    # As one number, which sorts faster than three; no list has 16 million terms.
    order = np.argsort((first << 32) + ((255 - np.minimum(length, 255)) << 24) + term, kind="stable")
    first, end = first[order], (first + length)[order]
    free = mark_free(first, end)
    tied = np.flatnonzero(~free)
    free[tied[untie_spans(first[tied], end[tied])]] = True
    return order[free]


def untie_spans(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Of spans in the order of their starts those that are kept when each is that overlaps none kept before.

    >>> untie_spans(np.array([0, 2, 3, 8]), np.array([3, 5, 4, 9])).tolist()
    [0, 2, 3]
    """
    reach, kept, left = np.maximum.accumulate(end), [], np.arange(len(start))
    # Of each knot of spans the first is kept, and what it overlaps is not; then of what is left.
    knot = np.cumsum(np.append(True, start[1:] >= reach[:-1])[: len(start)])
    while len(left):
        _, first, number = np.unique(knot[left], return_index=True, return_inverse=True)
        kept.append(left[first])
        left = left[start[left] >= end[left[first]][number]]
    return np.sort(np.concatenate(kept)) if kept else left


def mark_free(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Which spans overlap no other; they stand in the order of their starts. Only what is left are knots of
    several, to be untied one by one.

    >>> mark_free(np.array([0, 2, 4]), np.array([3, 4, 6])).tolist()
    [False, False, True]
    """
    free = np.ones(len(start), dtype=bool)
    free[1:] = start[1:] >= np.maximum.accumulate(end)[:-1]
    free[:-1] &= free[1:]
    return free


def hits_table(
    sentences: pd.DataFrame, words: Words, lexicon: pd.DataFrame, row: np.ndarray, first: np.ndarray,
    last: np.ndarray,
) -> pd.DataFrame:  # fmt: skip
    """The table of hits, from the rows of the list and the first and last word of each."""
    sentence, start, end = words.sentence[first], words.start[first], words.end[last]
    hits = {name: sentences[name].array.take(sentence) for name in [*KEYS, "sentence_id"]}
    hits |= {name: lexicon[name].astype("str").array.take(row) for name in ["category", "term"]}
    hits["surface"] = spell_hits(sentences, words, first, last, end)
    origin = sentences["start"].to_numpy()[sentence]
    hits["start"], hits["end"] = start + origin, end + origin
    hits["in_quote"] = words.in_quote[first]
    hits["weight"] = lexicon["weight"].to_numpy()[row]
    return build_table("hits", hits)


def spell_hits(
    sentences: pd.DataFrame, words: Words, first: np.ndarray, last: np.ndarray, end: np.ndarray
) -> pd.api.extensions.ExtensionArray:
    """What stands in the sentences from the first to the last word of each hit."""
    several = np.flatnonzero(first != last)
    texts = list_texts(sentences["text"].take(words.sentence[first[several]]))
    bounds = words.start[first[several]].tolist(), end[several].tolist()
    cut = [text[a:b] for text, a, b in zip(texts, *bounds, strict=True)]
    # Most hits are a word, whose spelling is there; behind these stand the others.
    row, used = number_in_order(words.code[first])
    distinct = words.vocabulary.texts
    spelled = [distinct[number] for number in words.numbers[used].tolist()]
    row = row.astype(np.int64)
    row[several] = len(spelled) + np.arange(len(several))
    return pd.array(pa.array([*spelled, *cut], type=pa.large_string()).take(pa.array(row)), dtype="str")
