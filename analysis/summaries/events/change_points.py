"""Change points: weeks from which a share or a tone differs from before; exploratory.

The method is binary segmentation (Scott and Knott 1974, Biometrics 30(3); Vostrikova 1981, Soviet Mathematics
Doklady 24): the split with the largest weighted difference of two means is kept if it is larger than in 95 %
of series whose weeks are shuffled, and each part is then split again. Weeks without articles are gaps, not
zeros. The first splits of all things are tested together (Benjamini and Hochberg 1995).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.summaries.contrasts import adjust_p
from analysis.summaries.events.daily import Daily
from analysis.summaries.intervals import Floats
from analysis.summaries.units import mark_copies

SHUFFLES = 999
LEVEL = 0.05
WEEK = 7
SHORTEST = 4  # weeks with articles that a part needs: a shorter one is a peak, not a new level


def find_change_points(daily: Daily, *, what: str, at_least: int, seed: int = 0) -> pd.DataFrame:
    """Find the weeks from which each thing is more or less frequent, or the tone different.

    Returns
    -------
    DataFrame
        One row per change, by thing and date: the thing, `date` (the Monday of the first week after it),
        `n_before, before, n_after, after` (articles and value of the parts beside it), `value` (after minus
        before), `n_weeks` (with articles, in both parts) and `p` (from shuffled weeks). `attrs` have
        `n_tested`, the number of things.
    """
    weeks, sums = sum_weeks(daily)
    number = np.random.default_rng(seed)
    found, tested = [], []
    for row, thing in enumerate(daily.things):
        n, y, x = (total[row if len(total) == len(daily.things) else 0] for total in sums)
        used = np.flatnonzero(x > 0)
        if len(used) >= 2 * SHORTEST and (not daily.is_share or y.sum() >= at_least):
            tested.append((thing, used, n, y, x, try_split(y[used], x[used], number)))
    q = adjust_p([test[-1][1] for test in tested])
    for (thing, used, n, y, x, _), adjusted in zip(tested, q, strict=True):
        if adjusted <= LEVEL:
            cuts = split_series(y[used], x[used], number)
            found += describe_cuts(thing, cuts, used, (n, y, x), weeks, daily.factor)
    columns = [what, "date", "n_before", "before", "n_after", "after", "value", "n_weeks", "p"]
    table = pd.DataFrame(found, columns=columns)
    table = table.astype({"date": "datetime64[us]"}) if table.empty else table
    table.attrs = {"label": daily.label, "what": what, "n_tested": len(tested), "is_share": daily.is_share}
    return mark_copies(table, daily.n_copies)


def sum_weeks(daily: Daily) -> tuple[pd.DatetimeIndex, list[Floats]]:
    """The Mondays of the weeks, and the sums n, y and x of each week, one row per thing or one for all."""
    first = daily.first - pd.Timedelta(days=daily.first.weekday())
    weeks = pd.date_range(first, daily.first + pd.Timedelta(days=max(daily.n_days, 1) - 1), freq="7D")
    sums = daily.window((weeks - daily.first).days.to_numpy())
    return weeks, [sums[name] for name in ("n", "y", "x")]


def try_split(y: Floats, x: Floats, number: np.random.Generator) -> tuple[int, float]:
    """The best split of a series (the place of the first week after it), and its p by shuffled weeks."""
    scores = score_splits(y[None], x[None])[0]
    place = int(np.argmax(scores))
    # A series without any spread has no split.
    if scores[place] <= 1e-12:
        return place + SHORTEST, 1.0
    order = number.permuted(np.tile(np.arange(len(x)), (SHUFFLES, 1)), axis=1)
    shuffled = score_splits(y[order], x[order]).max(axis=1)
    p = (1 + (shuffled >= scores[place] - 1e-12).sum()) / (1 + SHUFFLES)
    return place + SHORTEST, float(p)


def score_splits(y: Floats, x: Floats) -> Floats:
    """The weighted square of the difference of the two means, for each split of each row."""
    y_sum, x_sum = np.cumsum(y, axis=1), np.cumsum(x, axis=1)
    inside = slice(SHORTEST - 1, y.shape[1] - SHORTEST)
    first, weight = y_sum[:, inside], x_sum[:, inside]
    rest, rest_weight = y_sum[:, -1:] - first, x_sum[:, -1:] - weight
    return np.asarray(weight * rest_weight / x_sum[:, -1:] * (first / weight - rest / rest_weight) ** 2)


def split_series(
    y: Floats, x: Floats, number: np.random.Generator, start: int = 0
) -> list[tuple[int, float]]:
    """The splits of a series and of its parts, in order: their places, and the p of each."""
    if len(x) < 2 * SHORTEST:
        return []
    place, p = try_split(y, x, number)
    if p > LEVEL:
        return []
    before = split_series(y[:place], x[:place], number, start)
    return [*before, (start + place, p), *split_series(y[place:], x[place:], number, start + place)]


def describe_cuts(
    thing: str,
    cuts: list[tuple[int, float]],
    used: NDArray[np.intp],
    sums: tuple[Floats, Floats, Floats],
    weeks: pd.DatetimeIndex,
    factor: float,
) -> list[tuple[object, ...]]:
    """The rows of the changes of one thing: each beside the parts between its neighbours."""
    n, y, x = (total[used] for total in sums)
    places = [0, *(place for place, _ in cuts), len(used)]
    rows: list[tuple[object, ...]] = []
    for number, (place, p) in enumerate(cuts):
        parts = slice(places[number], place), slice(place, places[number + 2])
        before, after = (factor * y[part].sum() / x[part].sum() for part in parts)
        n_before, n_after = (int(n[part].sum()) for part in parts)
        n_weeks = places[number + 2] - places[number]
        numbers = (n_before, before, n_after, after, after - before, n_weeks, p)
        rows.append((thing, weeks[used[place]], *numbers))
    return rows
