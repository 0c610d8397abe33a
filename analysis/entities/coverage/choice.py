"""Which registries fit a corpus: those whose own names its articles hold."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.caching import cache_by_files
from analysis.corpus.content import hash_content
from analysis.entities.spans import group_values
from analysis.ids import sample_rows
from analysis.matching.engine import match_terms
from analysis.registry.conflicts import BASE, list_conflicts
from analysis.registry.registry import WORLD, list_files, list_registries, read_registry
from analysis.registry.terms import make_lexicon
from analysis.text.words import read_words
from analysis.wording import count_noun

AUTO = "auto"
DRAWN = 200  # articles that are looked at
ABROAD = 50  # a country with less than one in so many places of a registry is not where the conflict is
SHARE = 0.05  # of the drawn articles: as many must hold an own name of a registry
SHORTEST = 4  # letters of an own name; shorter ones mean too many things
SHOWN = 3  # own names that the reason gives


@dataclass(frozen=True)
class Choice:
    """The registries that are taken for a corpus.

    names : tuple of str
        Names for `read_registry`; the world is always the last.
    n_drawn : int
        Articles that were looked at.
    found : dict
        For each conflict whose own names some of them hold, how many do, and its most frequent own names.
    """

    names: tuple[str, ...]
    n_drawn: int
    found: dict[str, tuple[int, tuple[str, ...]]]

    def describe(self) -> str:
        """Return the choice and its reason in words.

        >>> Choice(("sudan", "world"), 50, {"sudan": (41, ("Hemedti", "El Fasher"))}).describe()
        "Registry: sudan and world. Of 50 articles drawn, 41 hold names that only 'sudan' lists (Hemedti, El
        Fasher). A registry is taken if at least 5 % of them do."
        """
        names = " and ".join([", ".join(self.names[:-1]), self.names[-1]] if self.names[1:] else self.names)
        reasons = [
            f"{n} hold{'s' if n == 1 else ''} names that only {name!r} lists ({', '.join(own)})"
            + ("" if name in self.names else ": too few")
            for name, (n, own) in self.found.items()
        ]
        reason = "; ".join(reasons) or "none holds a name that only one of the registries of conflicts lists"
        drawn = count_noun(self.n_drawn, "article")
        return (
            f"Registry: {names}. Of {drawn} drawn, {reason}. A registry is taken if at least "
            f"{100 * SHARE:.0f} % of them do."
        )


def choose_by_articles(articles: pd.DataFrame) -> Choice:
    """Return the registries for a corpus, by up to `DRAWN` of its articles.

    The draw depends on the content of the articles alone, as that of a store does: a corpus has one choice,
    with a store and without one.
    """
    content = hash_content(articles.assign(outlet=articles["outlet"].astype("str")))
    drawn = content.reset_index(drop=True).sort_values(kind="stable").index[:DRAWN]
    return choose_by_texts(articles["text"].iloc[drawn])


def choose_registry(sentences: pd.DataFrame) -> Choice:
    """Return the registries for sentences without their articles, by up to `DRAWN` articles.

    The draw depends on the ids of the articles alone.
    """
    drawn = sample_rows(sentences, DRAWN, unit="article")
    return choose_by_texts(drawn["text"], pd.factorize(drawn["article_id"])[0])


def choose_by_texts(texts: pd.Series, article: np.ndarray | None = None) -> Choice:
    """Return the registries for some texts; `article` is the number of the article of each text.

    A registry is taken if at least 5 % of the articles hold a name that only this registry lists.
    """
    article = np.arange(len(texts)) if article is None else article
    lexicon = list_own_names()
    words = read_words(pd.DataFrame({"text": texts.reset_index(drop=True)}))
    row, first, _ = match_terms(words, lexicon)
    hits = pd.DataFrame({
        "article": article[words.sentence[first]],
        "conflict": lexicon["category"].to_numpy(dtype=object)[row],
        "name": lexicon["term"].to_numpy(dtype=object)[row],
    }).drop_duplicates()  # fmt: skip
    n_drawn = int(article.max()) + 1 if len(article) else 0
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for conflict, own in hits.groupby("conflict"):
        counts = own["name"].value_counts().reset_index()
        counts = counts.sort_values(["count", "name"], ascending=[False, True])
        found[str(conflict)] = own["article"].nunique(), tuple(counts["name"].head(SHOWN))
    order = sorted(found, key=lambda name: (-found[name][0], name))
    taken = {name for name in order if found[name][0] >= SHARE * n_drawn}
    # The order of the list and not of the counts: names of one corpus have one order, whatever is drawn.
    names = tuple(name for name in list_conflicts() if name in taken)
    return Choice((*names, WORLD), n_drawn, {name: found[name] for name in order})


@cache_by_files(lambda: list_files(*list_registries()), size=1)
def list_own_names() -> pd.DataFrame:
    """Return the names that one registry of a conflict holds alone, as a word list; the category is its name.

    Names that the world lists for something else, and short ones, are no registry's own: a city counts where
    the world has it in the same country alone.
    """
    world = read_registry(WORLD)
    terms = world.terms.merge(world.entities[["entity", "country"]], on="entity")
    common = set(terms.loc[terms["role"].ne("city"), "term"])
    is_city = terms["role"].eq("city")
    cities = group_values(terms.loc[is_city, "term"], terms.loc[is_city, "country"])
    own = {
        term: next(iter(places))[0]
        for term, places in list_places().items()
        if len({conflict for conflict, _ in places}) == 1
        and term not in common
        and cities.get(term, set()) <= {country for _, country in places}
        and len(term) >= SHORTEST
        and term != term.lower()
    }
    return make_lexicon(pd.Series(list(own), dtype=object), pd.Series(list(own.values()), dtype=object))


def list_places() -> dict[str, set[tuple[str, str]]]:
    """Return for each name that registries of conflicts list the conflict and the country of its entities.

    A row that repeats an entity of the base adds to the base: its names stay those of the base's conflict.
    Places far from the conflict say nothing of it (talks on Yemen in *Geneva*): those of countries in which
    few places of the registry lie are left out.
    """
    listed: dict[str, set[tuple[str, str]]] = {}
    base: set[str] = set()
    for conflict in list_conflicts():
        registry = read_registry(conflict)
        is_own = registry.entities["conflict"].eq(conflict)
        is_own &= ~registry.entities["entity"].isin(base)
        countries = registry.entities[is_own].set_index("entity")["country"].to_dict()
        base.update(map(str, countries) if conflict in BASE else ())
        abroad = list_rare(filter(None, countries.values()))
        countries = {entity: country for entity, country in countries.items() if country not in abroad}
        rows = registry.terms[registry.terms["role"].eq("name") & registry.terms["entity"].isin(countries)]
        for term, entity in zip(rows["term"], rows["entity"], strict=True):
            listed.setdefault(term, set()).add((conflict, countries[entity]))
    return listed


def list_rare(countries: Iterable[str]) -> set[str]:
    """Return the countries that less than one in `ABROAD` of the places lie in.

    >>> list_rare(["SD"] * 60 + ["AE"])
    {'AE'}
    """
    counts = Counter(countries)
    return {country for country, n in counts.items() if ABROAD * n < counts.total()}


def name_sources(registry: Sequence[object] | object, sentences: pd.DataFrame) -> tuple[str, ...]:
    """Return the names and paths that a registry is asked for by; `"auto"` is chosen for the sentences."""
    asked = [registry] if isinstance(registry, str) or not isinstance(registry, Sequence) else registry
    names: list[str] = []
    for source in map(str, asked):
        names += choose_registry(sentences).names if source == AUTO else [source]
    return tuple(dict.fromkeys(names))
