"""Terms in sentences: the one engine under the measures.

The terms of a list become a tree: each step from one node to the next is a word. Which of the corpus's
distinct words take which step (small or capital letters, any ending) is settled once; after that the tree is
walked over all words of the corpus at the same time, as arrays of numbers, and only the few places that can
still become a hit are carried on.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.chunks import expand_ranges, list_texts
from analysis.quotation import read_spans
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.words import split_term, split_words

LAST = "\U0010ffff"


def find_terms(
    sentences: pd.DataFrame, lexicon: pd.DataFrame, *, words: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A row a hit, in the order of the sentences: KEYS, `sentence_id, category, term, surface, start, end`
    (places in the article's text), `in_quote` (whether it begins inside quotation marks), `weight`.

    A term is words with a space between; `*` at its end stands for any ending of the last word. A term
    without a capital letter matches in any case, one with a capital only in that very case, or in ALL CAPS if
    it has more than three letters. The leftmost match wins, then the one of most words, then the one with
    fewer freedoms (no `*`, its own case, a longer stem); hits do not overlap. A term that stands in the list
    under two categories gives two hits. `words` is `split_words(sentences)`, where it is there already.

    Raises ValueError for a table without the columns of sentences or a list without `term, category, weight`.

    >>> from analysis.sentences import split_sentences
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
    check_columns(lexicon, ["term", "category", "weight"], verb="find_terms")
    words = split_words(sentences) if words is None else words
    return name_hits(sentences, words, lexicon, *place_terms(words, lexicon))


def place_terms(words: pd.DataFrame, lexicon: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The hits of `find_terms` as numbers: the row of the list, the first word and the last one of each."""
    word = words["word"].astype("category")
    code, sentence = word.cat.codes.to_numpy(), words["sentence"].to_numpy()
    terms = lexicon["term"].astype(str).tolist()
    first, length, term = match_terms(code, sentence, list_distinct(words), terms)
    kept = choose_matches(first, length, term)
    rows = spread_terms(terms, term[kept], lexicon)
    first, length = np.repeat(first[kept], rows["times"]), np.repeat(length[kept], rows["times"])
    return rows["row"], first, first + length - 1


def list_distinct(words: pd.DataFrame) -> tuple[str, ...]:
    """The distinct words, in the order of their numbers."""
    return tuple(list_texts(words["word"].astype("category").cat.categories.to_series()))


def match_terms(
    code: np.ndarray, sentence: np.ndarray, distinct: tuple[str, ...], terms: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every match: its first word, its number of words, its best term (a number in the list of distinct
    terms, as `spread_terms` counts them)."""
    branches, ends = plant_tree(tuple(terms))
    node, word, behind = find_steps(branches, distinct)
    width = len(distinct) + 1
    key = node * width + word
    # Most words begin no term: the first step is looked up for each distinct word, not at each place.
    low, high = (np.searchsorted(key, np.arange(width), side=side) for side in ("left", "right"))
    at = np.flatnonzero((low < high)[code])
    begin, low, times = at, low[code[at]], (high - low)[code[at]]
    goes_further = np.zeros(len(ends), dtype=bool)
    goes_further[node] = True
    found, depth = [], 0
    while len(at):
        depth += 1
        begin, at, node = np.repeat(begin, times), np.repeat(at, times), behind[expand_ranges(low, times)]
        full = ends[node] >= 0
        found.append((begin[full], np.full(full.sum(), depth), ends[node[full]]))
        on = np.minimum(at + 1, len(code) - 1)
        goes_on = goes_further[node] & (at < on) & (sentence[on] == sentence[at])
        begin, at, node = begin[goes_on], at[goes_on] + 1, node[goes_on]
        low = np.searchsorted(key, node * width + code[at], side="left")
        times = np.searchsorted(key, node * width + code[at], side="right") - low
    if not found:
        return tuple(np.zeros(0, dtype=np.int64) for _ in range(3))
    first, length, term = (np.concatenate(part) for part in zip(*found, strict=True))
    return first, length, term


@lru_cache(maxsize=16)
def plant_tree(terms: tuple[str, ...]) -> tuple[dict[tuple, int], np.ndarray]:
    """The branches of the tree, (node, word, cased, starred) -> node behind, and for each node the number of
    the term that ends there, or -1. Terms are numbered from the most particular to the freest, so that of two
    that match the same words the lower number wins."""
    branches: dict[tuple, int] = {}
    ends = [-1]
    for number, term in enumerate(rank_terms(terms)):
        cased, starred = term.lower() != term, term.endswith("*")
        for spelling in spell_cased(term) if cased else [term]:
            tokens = split_term(spelling.removesuffix("*").replace("’", "'"))
            node = 0
            for i, token in enumerate(tokens, start=1):
                branch = (node, token, cased, starred and i == len(tokens))
                if branch not in branches:
                    branches[branch] = len(ends)
                    ends.append(-1)
                node = branches[branch]
            if tokens and ends[node] < 0:
                ends[node] = number
    return branches, np.array(ends)


@lru_cache(maxsize=2)
def fold_words(distinct: tuple[str, ...]) -> tuple[dict[str, list[int]], dict[str, list[int]], list, list]:
    """The numbers of the words by their spelling, as written and in small letters, and both in order. Kept,
    as several lists are looked up in the same words one after the other."""
    exact: dict[str, list[int]] = {}
    folded: dict[str, list[int]] = {}
    for i, word in enumerate(distinct):
        if "’" in word:
            word = word.replace("’", "'")
        exact.setdefault(word, []).append(i)
        folded.setdefault(word.lower(), []).append(i)
    return exact, folded, sorted(exact), sorted(folded)


def find_steps(
    branches: dict[tuple, int], distinct: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which of the distinct words take which branch: node, word and node behind, sorted by node and word."""
    exact, folded, *orders = fold_words(distinct)
    ordered = dict(zip((True, False), orders, strict=True))
    taken: list[int] = []
    counts: list[int] = []
    for _, word, cased, starred in branches:
        known, before = exact if cased else folded, len(taken)
        if starred:
            order = ordered[cased]
            for one in order[bisect_left(order, word) : bisect_left(order, word + LAST)]:
                taken.extend(known[one])
        else:
            taken.extend(known.get(word, ()))
        counts.append(len(taken) - before)
    word = np.array(taken, dtype=np.int64)
    node = np.repeat(np.array([branch[0] for branch in branches], dtype=np.int64), counts)
    behind = np.repeat(np.array(list(branches.values()), dtype=np.int64), counts)
    order = np.lexsort((behind, word, node))
    return node[order], word[order], behind[order]


def spell_cased(term: str) -> set[str]:
    """The spellings that a term with a capital letter matches."""
    return {term, term.upper()} if sum(map(str.isalpha, term)) > 3 else {term}


def rank_terms(terms: Iterable[str]) -> list[str]:
    """The distinct terms, those with fewer freedoms first."""
    return sorted(set(terms), key=lambda term: (term.endswith("*"), term.lower() == term, -len(term), term))


def spread_terms(terms: list[str], matched: np.ndarray, lexicon: pd.DataFrame) -> dict[str, np.ndarray]:
    """For each match, how many rows of the list its term has (`times`), and these (`row`), by category."""
    order = np.argsort(lexicon["category"].astype(str).to_numpy(), kind="stable")
    number = {term: i for i, term in enumerate(rank_terms(terms))}
    of_row = np.array([number[terms[row]] for row in order], dtype=np.int64)
    grouped = order[np.argsort(of_row, kind="stable")]
    count = np.bincount(of_row, minlength=len(number))
    times = count[matched]
    return {"times": times, "row": grouped[expand_ranges((np.cumsum(count) - count)[matched], times)]}


def choose_matches(first: np.ndarray, length: np.ndarray, term: np.ndarray) -> np.ndarray:
    """Which matches are kept: the leftmost, then the longest, none that overlaps one kept before."""
    order = np.lexsort((term, -length, first))
    first, end = first[order], (first + length)[order]
    # A match that begins where all before it have ended is free; only knots of several are untied one by one.
    free = np.ones(len(order), dtype=bool)
    free[1:] = first[1:] >= np.maximum.accumulate(end)[:-1]
    kept = free.copy()
    until = 0
    for i in np.flatnonzero(~free | np.append(~free[1:], False)):
        kept[i] = first[i] >= until
        until = end[i] if kept[i] else until
    return order[kept]


def name_hits(
    sentences: pd.DataFrame, words: pd.DataFrame, lexicon: pd.DataFrame, row: np.ndarray, first: np.ndarray,
    last: np.ndarray,
) -> pd.DataFrame:  # fmt: skip
    """The table of hits, from the rows of the list and the first and last word of each."""
    sentence = words["sentence"].to_numpy()[first]
    start = words["start"].to_numpy()[first]
    end = words["end"].to_numpy()[last]
    hits = sentences[[*KEYS, "sentence_id"]].iloc[sentence].reset_index(drop=True)
    for column in ["category", "term"]:
        hits[column] = lexicon[column].astype("str").array.take(row)
    hits["weight"] = lexicon["weight"].to_numpy()[row]
    texts = list_texts(sentences["text"])
    cut = zip(sentence.tolist(), start.tolist(), end.tolist(), strict=True)
    hits["surface"] = pd.array([texts[s][a:b] for s, a, b in cut], dtype="str")
    hits["in_quote"] = mark_quoted(read_spans(list_texts(sentences["quote_spans"])), sentence, start)
    origin = sentences["start"].to_numpy()[sentence]
    hits["start"], hits["end"] = start + origin, end + origin
    return hits[COLUMNS["hits"]]


def mark_quoted(
    spans: tuple[np.ndarray, np.ndarray, np.ndarray], sentence: np.ndarray, start: np.ndarray
) -> np.ndarray:
    """For each place in a sentence, whether it stands in a quotation; `spans` is what `read_spans` gives."""
    row, begin, end = spans
    place = (sentence.astype(np.int64) << 32) + start
    at = np.searchsorted((row << 32) + begin, place, side="right") - 1
    inside = np.zeros(len(place), dtype=bool)
    if len(row):
        inside = (at >= 0) & (((row << 32) + end)[at] > place)
    return inside
