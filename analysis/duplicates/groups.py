"""Groups of copies: each holds a longest text and the texts that share enough with it, not chains of texts.

An outlet repeats paragraphs of background. Texts that share only these are no copies: where pairs join three
texts or more, the runs that an outlet repeats are taken out, and the texts are compared again.
"""

import numpy as np
import pandas as pd

from analysis.duplicates.pairs import AT_LEAST, ReadPrints, containments

# An outlet repeats a run of words that stands in its articles of so many days. Updates of one report come
# within a day or two.
MIN_DAYS = 3
# Share of other runs in an article from which on what its outlet repeats is background in it. An article with
# less is printed again.
OTHER_RUNS = 0.4


def group_copies(
    articles: pd.DataFrame, pairs: np.ndarray, read_prints: ReadPrints, *, at_least: float = AT_LEAST
) -> np.ndarray:
    """The group of each article: the place of one of its articles.

    From the longest text to the shortest, a text joins the group whose longest text holds the largest share
    of it; where none holds enough, it starts a group. Every text of a group thus reaches the threshold with
    the longest one. Of equally long texts the one with the smallest id counts as longer.

    Parameters
    ----------
    articles : DataFrame
        One row per article: `article_id, outlet, date`.
    pairs : array of int, shape (n_pairs, 2)
        Places of the pairs of copies in `articles`.
    read_prints : function
        Gives the prints of the articles at some places; only articles with two others are read.
    at_least : float, default 0.4
        Smallest containment of a text in the longest one.
    """
    component = join_pairs(len(articles), pairs)
    group = component.copy()
    members = np.argsort(component, kind="stable")
    members = members[np.bincount(component, minlength=len(articles))[component[members]] > 2]
    if not len(members):
        return group
    prints = dict(zip(members.tolist(), read_prints(members), strict=True))
    pairs = pairs[np.argsort(component[pairs[:, 0]], kind="stable")]
    pair_component = component[pairs[:, 0]]
    for places in np.split(members, np.flatnonzero(np.diff(component[members])) + 1):
        runs = [prints[place].runs for place in places.tolist()]
        rows = articles.iloc[places]
        ranked = rank_by_length(runs, rows["article_id"])
        rest = drop_background(runs, rows["outlet"], rows["date"])
        texts = {int(places[rank]): (runs[rank], rest[rank]) for rank in ranked.tolist()}
        equals = find_equals(texts)
        root = component[places[0]]
        start, end = (np.searchsorted(pair_component, root, side=side) for side in ("left", "right"))
        partners = list_partners([(equals[a], equals[b]) for a, b in pairs[start:end].tolist()])
        longest = follow_longest(texts, partners, at_least)
        group[places] = [longest[equals[place]] for place in places.tolist()]
    return group


def find_equals(texts: dict[int, tuple[np.ndarray, np.ndarray]]) -> dict[int, int]:
    """The first place in `texts` whose text has the same runs, for each place."""
    first: dict[bytes, int] = {}
    return {place: first.setdefault(runs.tobytes(), place) for place, (runs, _) in texts.items()}


def join_pairs(n: int, pairs: np.ndarray) -> np.ndarray:
    """The smallest place among those that pairs join with each of n places, directly or through others.

    >>> join_pairs(5, np.array([[1, 2], [2, 4]])).tolist()
    [0, 1, 1, 3, 1]
    """
    first, second = pairs.reshape(-1, 2).T
    root = np.arange(n)
    # Join each root to the lowest root that a pair shows, then let the members follow; repeat.
    while (root[first] != root[second]).any():
        left, right = root[first], root[second]
        np.minimum.at(root, np.maximum(left, right), np.minimum(left, right))
        while (root[root] != root).any():
            root = root[root]
    return root


def list_partners(pairs: list[tuple[int, int]]) -> dict[int, set[int]]:
    """The places that are paired with each place."""
    partners: dict[int, set[int]] = {}
    for first, second in pairs:
        partners.setdefault(first, set()).add(second)
        partners.setdefault(second, set()).add(first)
    return partners


def rank_by_length(runs: list[np.ndarray], article_ids: pd.Series) -> np.ndarray:
    """The order of texts from the longest (most runs) to the shortest; equal ones by id.

    >>> runs = [np.array([1]), np.array([1, 2]), np.array([3, 4])]
    >>> rank_by_length(runs, pd.Series(["a", "c", "b"])).tolist()
    [2, 1, 0]
    """
    by_id = np.argsort(article_ids.to_numpy(dtype=object), kind="stable")
    sizes = np.array([len(hashes) for hashes in runs], dtype=np.int64)
    return by_id[np.argsort(-sizes[by_id], kind="stable")]


def follow_longest(
    texts: dict[int, tuple[np.ndarray, np.ndarray]], partners: dict[int, set[int]], at_least: float
) -> dict[int, int]:
    """The place of the longest text in the group of each text of a component.

    Parameters
    ----------
    texts : dict
        For each place, from the longest text to the shortest, all runs and those that are no background.
    partners : dict
        The places that are paired with each place.
    at_least : float
        Smallest containment.
    """
    longest: dict[int, int] = {}
    rank = {place: number for number, place in enumerate(texts)}
    for place, text in texts.items():
        leaders = [other for other in partners.get(place, ()) if longest.get(other) == other]
        # Of two that hold the same share the longer one comes first.
        shares = {other: share_runs(text, texts[other]) for other in sorted(leaders, key=rank.__getitem__)}
        best = max(shares, key=shares.__getitem__, default=place)
        longest[place] = best if shares.get(best, 0) >= at_least else place
    return longest


def share_runs(text: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray]) -> float:
    """The containment of two texts without their background; of a text that is nothing else, with it."""
    part = 1 if len(text[1]) and len(other[1]) else 0
    return float(containments(text[part], [other[part]])[0])


def drop_background(runs: list[np.ndarray], outlets: pd.Series, dates: pd.Series) -> list[np.ndarray]:
    """The runs of the texts of one component without those that an outlet repeats as background.

    Parameters
    ----------
    runs : list of array
        The runs of each text.
    outlets, dates : Series
        The outlet and the date of each text. A text without a date counts as of a day of its own.
    """
    days = dates.dt.normalize().astype("datetime64[us]").astype("int64").to_numpy().copy()
    without = np.flatnonzero(dates.isna().to_numpy())
    days[without] = -1 - without
    rest = list(runs)
    code = pd.factorize(outlets)[0]
    for number in np.flatnonzero(np.bincount(code) >= MIN_DAYS):
        rows = np.flatnonzero(code == number)
        background = find_background([runs[row] for row in rows], days[rows])
        for row in rows.tolist() if len(background) else []:
            rest[row] = np.setdiff1d(runs[row], background, assume_unique=True)
    return rest


def find_background(runs: list[np.ndarray], days: np.ndarray) -> np.ndarray:
    """The runs that one outlet repeats on three days or more, in articles that mostly say something else too.

    >>> texts = [np.array([1, 2, run, run + 1]) for run in (10, 20, 30)]
    >>> find_background(texts, np.array([1, 2, 3])).tolist()
    [1, 2]
    >>> find_background(texts, np.array([1, 1, 2])).tolist()
    []
    """
    owner = np.repeat(np.arange(len(runs)), [len(hashes) for hashes in runs])
    distinct, code = np.unique(np.concatenate(runs), return_inverse=True)
    day = np.unique(days, return_inverse=True)[1][owner]
    of_days = np.unique(np.column_stack([code, day]), axis=0)[:, 0]
    is_repeated = np.bincount(of_days, minlength=len(distinct)) >= MIN_DAYS
    n_repeated = np.bincount(owner[is_repeated[code]], minlength=len(runs))
    says_more = 1 - n_repeated / np.bincount(owner, minlength=len(runs)).clip(min=1) >= OTHER_RUNS
    n_more = np.bincount(code[says_more[owner]], minlength=len(distinct))
    return distinct[is_repeated & (2 * n_more > np.bincount(code, minlength=len(distinct)))]
