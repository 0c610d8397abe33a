"""Search: the places in sentences that a query of the desk finds."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.desk.query import And, Near, Node, Not, Or, Term, list_terms, parse_query
from analysis.ids import number_ids
from analysis.matching.engine import SENTENCES, match_terms
from analysis.matching.prefilter import tabulate_terms
from analysis.schema import KEYS, check_columns
from analysis.text.chunks import expand_ranges
from analysis.text.voices import check_attributions, name_voices, read_voices
from analysis.text.words import Words, read_words


class Places(NamedTuple):
    """Where something stands; int64 arrays with one number per place."""

    first: np.ndarray  # its first word, as a place in `Words`
    last: np.ndarray  # its last word
    term: np.ndarray  # number of the term that stands there


def search_sentences(
    sentences: pd.DataFrame, query: str, *, attributions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find the places of a query with AND, OR, NOT, NEAR and phrases.

    AND, OR and NOT are about the article: `Kyiv AND grain` finds both words in the articles that have both.
    NEAR is about the sentence: `missile NEAR/5 Kyiv` finds both words with at most five words between them,
    in either order; without a number ten. Words side by side are a phrase; quotation marks make a phrase of
    words such as AND. `*` at the end of a word stands for any ending. Capital letters count where they are
    written. Operators are in capitals.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, as `split_sentences` gives it. All sentences of an article that hold a term
        of the query must be among them (`read_sentences(containing=...)`).
    query : str
        What to look for: `ceasefire* AND (Kyiv OR "peace talks") NOT grain`.
    attributions : DataFrame, optional
        The table of `find_attributions` of the same sentences; without it nothing is `reported`.

    Returns
    -------
    DataFrame
        One row per place, in text order: `article_id, outlet, date, sentence_id`, `query` (categorical),
        `term`, `surface` (as it is written), `start` and `end` (places in the article's text, in characters),
        `voice` (categorical). Terms after NOT have no rows.

    Raises
    ------
    ValueError
        For what is no query (the message says what to type), and for tables without their columns.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "date": [pd.NaT] * 2,
    ...     "sentence_id": [0, 0], "start": [0, 0], "quote_spans": ["", ""],
    ...     "text": ["The ceasefire held.", "A ceasefire for the grain."]})
    >>> search_sentences(sentences, "ceasefire* NOT grain")[["article_id", "surface"]].values.tolist()
    [['a', 'ceasefire']]
    """
    check_columns(sentences, SENTENCES, verb="search_sentences")
    check_attributions(attributions, verb="search_sentences")
    tree = parse_query(query)
    words = read_words(sentences)
    finder = Finder(sentences, words, list_terms(tree))
    places = finder.show(tree)
    inside = finder.pick(tree)[finder.article[words.sentence[places.first]]]
    return tabulate_places(
        sentences, words, finder, Places(*(column[inside] for column in places)), query, attributions
    )


def tabulate_places(
    sentences: pd.DataFrame,
    words: Words,
    finder: "Finder",
    places: Places,
    query: str,
    attributions: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return one row per place, in text order, each place once."""
    order = np.lexsort((places.term, places.last, places.first))
    first, last, term = (column[order] for column in places)
    fresh = np.append(True, (np.diff(first) != 0) | (np.diff(last) != 0))[: len(first)]
    first, last, term = first[fresh], last[fresh], term[fresh]
    row = words.sentence[first]
    start, end = words.start[first], words.end[last]
    texts = sentences["text"].array
    surface = [
        texts[number][a:b] for number, a, b in zip(row.tolist(), start.tolist(), end.tolist(), strict=True)
    ]
    origin = sentences["start"].to_numpy()[row]
    voice = read_voices(sentences, words, attributions)[first]
    spelled = np.array([*finder.terms, ""], dtype=object)
    return sentences[[*KEYS, "sentence_id"]].iloc[row].reset_index(drop=True).assign(
        query=pd.Categorical([query] * len(row), categories=[query]),
        term=pd.array(spelled[term], dtype="str"),
        surface=pd.array(surface, dtype="str"),
        start=origin + start,
        end=origin + end,
        voice=name_voices(voice),
    )  # fmt: skip


class Finder:
    """The places of the terms of one query in some sentences.

    Terms are looked for one by one, because hits of one list do not overlap: *peace* stands in *peace talks*.
    """

    def __init__(self, sentences: pd.DataFrame, words: Words, terms: list[str]) -> None:
        self.words, self.terms = words, terms
        self.article = (
            number_ids(sentences["article_id"])[0] if len(sentences) else np.zeros(0, dtype=np.int64)
        )
        self.n_articles = int(self.article.max(initial=-1)) + 1
        # Punctuation does not count between the sides of NEAR.
        self.count = np.append(0, np.cumsum(words.is_word))
        self.places = {}
        for number, term in enumerate(terms):
            hits = match_terms(words, tabulate_terms(term))
            self.places[term] = Places(hits.first, hits.last, np.full(len(hits.first), number))

    def pick(self, tree: Node) -> np.ndarray:
        """For each article, whether the query picks it."""
        if isinstance(tree, And):
            return np.logical_and.reduce([self.pick(part) for part in tree.parts])
        if isinstance(tree, Or):
            return np.logical_or.reduce([self.pick(part) for part in tree.parts])
        if isinstance(tree, Not):
            return ~self.pick(tree.part)
        picked = np.zeros(self.n_articles, dtype=bool)
        picked[self.article[self.words.sentence[self.show(tree).first]]] = True
        return picked

    def show(self, tree: Node) -> Places:
        """The places that the query shows: all but those after NOT."""
        if isinstance(tree, Term):
            return self.places[tree.text]
        if isinstance(tree, Near):
            return self.find_near(tree)
        parts = [] if isinstance(tree, Not) else [self.show(part) for part in tree.parts]
        return join_places(parts)

    def find_near(self, tree: Near) -> Places:
        """The places of both sides that stand near each other."""
        left, right = self.show(tree.left), self.show(tree.right)
        before, behind = self.pair(left, right, tree.within)
        later, earlier = self.pair(right, left, tree.within)
        sides = [(left, np.union1d(before, earlier)), (right, np.union1d(behind, later))]
        return join_places([Places(*(column[rows] for column in side)) for side, rows in sides])

    def pair(self, left: Places, right: Places, within: int) -> tuple[np.ndarray, np.ndarray]:
        """Pairs of rows in which the right place follows the left one in its sentence."""
        order = np.argsort(right.first, kind="stable")
        start = self.count[right.first[order]]
        # Words before a place = words up to its first; the gap is what lies between.
        gap_start = self.count[left.last + 1]
        low = np.searchsorted(right.first[order], left.last, side="right")
        high = np.searchsorted(start, gap_start + within, side="right")
        n = np.maximum(high - low, 0)
        rows = np.repeat(np.arange(len(left.first)), n)
        others = order[expand_ranges(low, n)] if n.sum() else np.zeros(0, dtype=np.int64)
        same = self.words.sentence[left.first[rows]] == self.words.sentence[right.first[others]]
        return rows[same], others[same]


def join_places(parts: list[Places]) -> Places:
    """Join the places of several parts."""
    empty = np.zeros(0, dtype=np.int64)
    return (
        Places(*(np.concatenate([empty, *columns]) for columns in zip(*parts, strict=True)))
        if parts
        else Places(empty, empty, empty)
    )
