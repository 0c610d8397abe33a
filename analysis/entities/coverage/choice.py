"""Which registries fit a corpus: those whose names its articles hold, the one with most of them first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.caching import cache_by_files
from analysis.corpus.content import hash_content
from analysis.ids import pack_key, sample_rows
from analysis.matching.engine import match_terms
from analysis.registry.conflicts import find_first_day, list_conflicts
from analysis.registry.files import FOLDER, read_table
from analysis.registry.registry import WORLD
from analysis.registry.terms import make_lexicon
from analysis.text.words import Words, read_words
from analysis.wording import count_noun

AUTO = "auto"
NAMES_FILE = FOLDER / "conflict_names.csv"  # the names that speak for conflicts
DRAWN = 200  # articles that are looked at
SHARE = 0.05  # of the drawn articles: as many must hold a name of a registry
NOT_DRAWN = -1  # in the place of an article's number
SHOWN = 3  # names that the reason gives


@dataclass(frozen=True)
class Choice:
    """The registries that are taken for a corpus.

    names : tuple of str
        Names for `read_registry`; the world is always the last.
    n_drawn : int
        Articles that were looked at.
    found : dict
        For each conflict, the best first, how many of them hold names that its registry lists and none before
        it, and the most frequent of these names.
    """

    names: tuple[str, ...]
    n_drawn: int
    found: dict[str, tuple[int, tuple[str, ...]]]

    def describe(self) -> str:
        """Return the choice and its reason in words.

        >>> Choice(("sudan", "world"), 50, {"sudan": (41, ("Hemedti", "El Fasher"))}).describe()
        "Registry: sudan and world. Of 50 articles drawn, 41 hold names of 'sudan' (Hemedti, El Fasher). A
        registry is taken if at least 5 % of them hold names of it that the registries before it lack."
        """
        names = " and ".join([", ".join(self.names[:-1]), self.names[-1]] if self.names[1:] else self.names)
        reasons = [
            f"{n} hold{'s' * (n == 1)}{' other' * (place > 0)} names of {name!r} ({', '.join(most)})"
            + ("" if name in self.names else ": too few")
            for place, (name, (n, most)) in enumerate(self.found.items())
        ]
        reason = "; ".join(reasons) or "none holds a name of a registry of a conflict"
        drawn = count_noun(self.n_drawn, "article")
        return (
            f"Registry: {names}. Of {drawn} drawn, {reason}. A registry is taken if at least "
            f"{100 * SHARE:.0f} % of them hold names of it that the registries before it lack."
        )


def choose_by_articles(articles: pd.DataFrame) -> Choice:
    """Return the registries for a corpus, by up to `DRAWN` of its articles.

    The draw depends on the content of the articles alone, as that of a store does: a corpus has one choice,
    with a store and without one.
    """
    content = hash_content(articles.assign(outlet=articles["outlet"].astype("str")))
    drawn = content.reset_index(drop=True).sort_values(kind="stable").index[:DRAWN]
    return choose_by_texts(articles["text"].iloc[drawn], dates=articles["date"].iloc[drawn])


def choose_registry(sentences: pd.DataFrame, words: Words | None = None) -> Choice:
    """Return the registries for sentences without their articles, by up to `DRAWN` articles.

    The draw depends on the ids of the articles alone. `words` is `read_words(sentences)`, if it is at hand.
    """
    words = read_words(sentences) if words is None else words
    ids, distinct = pd.factorize(sentences["article_id"])
    article = np.full(len(distinct), NOT_DRAWN)
    drawn = sample_rows(pd.DataFrame({"article_id": distinct}), DRAWN, unit="article").index.to_numpy()
    article[drawn] = np.arange(len(drawn))
    return choose_by_words(words, article[ids], sentences["date"])


def choose_by_texts(texts: pd.Series, *, dates: pd.Series | None = None) -> Choice:
    """Return the registries for the texts of articles; see `choose_by_words`."""
    words = read_words(pd.DataFrame({"text": texts.reset_index(drop=True)}))
    return choose_by_words(words, np.arange(len(texts)), dates)


def choose_by_words(words: Words, article: np.ndarray, dates: pd.Series | None) -> Choice:
    """Return the registries for some texts; `article` is the number of the article of each text.

    The registry whose names most articles hold comes first, of several the one with more names. Another one
    is taken if at least 5 % of the articles hold names of it that those before it lack. An article from
    before the time that a registry describes says nothing for it; one without a date does.
    """
    names = list_conflict_names()
    row, text = find_names(words, names.lexicon, article)
    of_article, term = article[text], names.lexicon["term"].to_numpy(dtype=object)[row]
    n_drawn = int(article.max()) + 1 if len(article) else 0
    speaks = names.is_listed[row]  # one row per name and article, one column per conflict
    if dates is not None:
        speaks &= ~is_too_early(dates.iloc[text], names.conflicts)
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    taken = set()
    while speaks.any():
        counts = [(len(set(of_article[column].tolist())), int(column.sum())) for column in speaks.T]
        best = counts.index(max(counts))  # of several, the first of the list
        is_best = speaks[:, best].copy()
        found[names.conflicts[best]] = counts[best][0], list_most_frequent(term[is_best].tolist())
        if counts[best][0] >= SHARE * n_drawn:
            taken.add(names.conflicts[best])
            speaks[is_best] = False
        speaks[:, best] = False
    # The order of the list and not of the counts: names of one corpus have one order, whatever is drawn.
    return Choice((*filter(taken.__contains__, names.conflicts), WORLD), n_drawn, found)


def find_names(words: Words, lexicon: pd.DataFrame, article: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return one row per name and article that is drawn: the name's row of the list, and one of its texts."""
    row, first, _ = match_terms(words, lexicon)
    text = words.sentence[first]
    is_drawn = article[text] != NOT_DRAWN
    row, text = row[is_drawn], text[is_drawn]
    _, which = np.unique(pack_key(article[text], row), return_index=True)
    return row[which], text[which]


def list_most_frequent(names: list[str]) -> tuple[str, ...]:
    """Return the most frequent names.

    >>> list_most_frequent(["Kherson", "Aleppo", "Kherson"])
    ('Kherson', 'Aleppo')
    """
    counts = Counter(names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:SHOWN])


def is_too_early(dates: pd.Series, conflicts: list[str]) -> np.ndarray:
    """Return for each date and each conflict whether it is before the time that its registry describes."""
    first_days = pd.Series([find_first_day(name) for name in conflicts], dtype="datetime64[us]").to_numpy()
    return dates.to_numpy()[:, None] < first_days


class ConflictNames(NamedTuple):
    """The names that speak for conflicts.

    lexicon : DataFrame
        The names as a word list.
    is_listed : bool array
        For each name and each conflict whether the registry of the conflict lists it.
    conflicts : list of str
        The conflicts, in the order of `list_conflicts`.
    """

    lexicon: pd.DataFrame
    is_listed: np.ndarray
    conflicts: list[str]


@cache_by_files(lambda: [NAMES_FILE], size=1, shared=True)
def list_conflict_names() -> ConflictNames:
    """Return the names that speak for conflicts, from the file that `training/conflict_names.py` makes."""
    table = read_table(NAMES_FILE, ["term", "conflicts"])
    lexicon, conflicts = make_lexicon(table["term"], table["conflicts"]), list_conflicts()
    listing = lexicon["category"].str.split("|")
    is_listed = np.array([[name in listed for name in conflicts] for listed in listing], dtype=bool)
    return ConflictNames(lexicon, is_listed, conflicts)


def name_sources(
    registry: Sequence[object] | object, sentences: pd.DataFrame, words: Words
) -> tuple[str, ...]:
    """Return the names and paths that a registry is asked for by; `"auto"` is chosen for the sentences."""
    asked = [registry] if isinstance(registry, str) or not isinstance(registry, Sequence) else registry
    names: list[str] = []
    for source in map(str, asked):
        names += choose_registry(sentences, words).names if source == AUTO else [source]
    return tuple(dict.fromkeys(names))
