"""The course around an event: a value step by step, with the reach of other dates as a reference."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.counted_rows import keep_behind
from analysis.summaries.events.daily import Daily, Days
from analysis.summaries.events.placebo import CHUNK, list_dates
from analysis.summaries.intervals import FEWEST, Floats, Interval, share_interval

STEPS = (1, 7, 14)  # days of a step that are tried, the shortest first; then the whole window
USUAL = 0.95  # of the other dates lie within the reference
FROM_EVENT, FIRST = "days_from_event", "first_day"  # the days of a step in words, and its first day


def trace_windows(
    daily: Daily, changes: pd.DataFrame, read_hits: Callable[[], pd.DataFrame], *, confidence: float
) -> pd.DataFrame:
    """The course of each difference of `compare_windows`, in days, weeks, fortnights or the two windows.

    The step is the shortest in which most steps around the events have the articles of an interval. The
    reference of a step says how far from the mean of the days before the same step lies at 95 % of the other
    dates.

    Returns
    -------
    DataFrame
        One row per event, thing and step, in the order of the differences: `event, date`, the thing,
        `days_from_event` (such as "-7 to -1"), `first_day` (of the step, as a number), `n_articles`,
        `value`, `low, high` (none below five articles), `before` (the mean of all days before),
        `reference_low, reference_high`, and `share_as_large` of the difference.
        `attrs["every"]` are the days of a step.
    """
    days, what = int(changes.attrs["days"]), str(changes.attrs["what"])
    dated = pd.to_datetime(changes["date"]).dt.normalize()
    every = choose_step(daily, (dated - daily.first).dt.days.unique(), days)
    columns = [FROM_EVENT, FIRST, "n_articles", "value", "low", "high", "before"]
    columns += ["reference_low", "reference_high"]
    parts = [
        trace_event(daily, part, what, days, every, confidence)
        for _, part in changes.groupby(["date", "event"], sort=False)
    ]
    names = ["event", "date", what, *columns, "share_as_large"]
    table = pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)
    label = daily.label
    table.attrs = {**changes.attrs, "label": label, "every": every}
    return keep_behind(table, lambda shown: place_hits(read_hits(), shown, every))


def choose_step(daily: Daily, event_days: Days, days: int) -> int:
    """The days of a step: the shortest in which the median step around the events has enough articles."""
    for every in STEPS:
        if every < days and days % every == 0 and len(event_days):
            starts = np.add.outer(event_days, list_starts(days, every)).ravel()
            inside = starts[(starts >= 0) & (starts + every <= daily.n_days)]
            n = daily.between(inside, inside + every)["n"]
            if n.size and np.median(n) >= FEWEST:
                return every
    return days


def list_starts(days: int, every: int) -> Days:
    """The first days of the steps, counted from the event.

    >>> list_starts(4, 2).tolist()
    [-4, -2, 0, 2]
    """
    return np.arange(-days, days, every)


def trace_event(
    daily: Daily, changes: pd.DataFrame, what: str, days: int, every: int, confidence: float
) -> pd.DataFrame:
    """The rows of one event, by thing and step."""
    day = int((pd.Timestamp(changes["date"].iloc[0]).normalize() - daily.first).days)
    number = {thing: place for place, thing in enumerate(daily.things)}
    chosen = np.array([number[str(thing)] for thing in changes[what]])
    starts = list_starts(days, every)
    part = pick_things(daily, chosen)
    sums = part.between(day + starts, day + starts + every)
    n = np.broadcast_to(sums["n"], (len(chosen), len(starts)))
    low, high = find_interval(part, sums, n, confidence)
    before = changes["before"].to_numpy(float)[:, None]
    reach = np.concatenate([find_reach(daily, chosen[start : start + CHUNK], day, days, every)
                            for start in range(0, len(chosen), CHUNK)])  # fmt: skip
    limits = (0.0, 1.0) if daily.is_share else (-np.inf, np.inf)
    numbers = {
        FIRST: starts[None], "n_articles": n, "value": part.ratio(sums), "low": low, "high": high,
        "before": before, "reference_low": np.clip(before - reach, *limits),
        "reference_high": np.clip(before + reach, *limits),
    }  # fmt: skip
    table = pd.DataFrame({name: np.broadcast_to(column, n.shape).ravel() for name, column in numbers.items()})
    table[FROM_EVENT] = [name_step(int(start), every) for start in table[FIRST]]
    kept = changes[["event", "date", what, "share_as_large"]]
    kept = kept.loc[kept.index.repeat(len(starts))].reset_index(drop=True)
    return pd.concat([kept, table.astype({"n_articles": int})], axis=1)


def name_step(start: int, every: int) -> str:
    """The days of a step, counted from the event, in words.

    >>> name_step(-7, 7), name_step(3, 1)
    ('-7 to -1', '3')
    """
    return str(start) if every == 1 else f"{start} to {start + every - 1}"


def pick_things(daily: Daily, chosen: Days) -> Daily:
    """The sums of some things; those that all things share stay."""
    every = len(daily.things)
    sums = {name: total[chosen] if len(total) == every else total for name, total in daily.sums.items()}
    return daily._replace(sums=sums, things=[daily.things[place] for place in chosen])


def find_interval(daily: Daily, sums: dict[str, Floats], n: Floats, confidence: float) -> Interval:
    """The interval of each value; none below five articles."""
    if daily.is_share:
        low, high = share_interval(sums["y"], sums["n"], confidence=confidence)
    else:
        low, high = daily.interval(sums, confidence)
    enough = n >= FEWEST
    return np.where(enough, low, np.nan), np.where(enough, high, np.nan)


def find_reach(daily: Daily, chosen: Days, day: int, days: int, every: int) -> Floats:
    """How far from the mean of the days before each step lies at 95 % of the other dates: thing by step.

    NaN where no other date has the articles, and where a step is the whole window before.
    """
    dates, part = list_dates(daily.n_days, day, days), pick_things(daily, chosen)
    starts = list_starts(days, every)
    reach = np.full((len(chosen), len(starts)), np.nan)
    before = part.between(dates - days, dates)
    for place, start in enumerate(starts):
        step = part.between(dates + start, dates + start + every)
        enough = np.minimum(before["n"], step["n"]) >= FEWEST
        distance = np.abs(np.where(enough, part.ratio(step) - part.ratio(before), np.nan))
        usable = ~np.isnan(distance).all(axis=1) if distance.size else np.zeros(len(chosen), bool)
        if usable.any() and not (start == -days and every == days):
            reach[usable, place] = np.nanquantile(distance[usable], USUAL, axis=1)
    return reach


def place_hits(hits: pd.DataFrame, shown: pd.DataFrame, every: int) -> pd.DataFrame:
    """The hits of each step that is shown: a hit near two events stands under both."""
    parts = []
    steps = shown[["event", "date", FROM_EVENT]].drop_duplicates()
    dates = pd.to_datetime(hits["date"]).dt.normalize()
    for event, date, words in steps.itertuples(index=False):
        first = int(words.partition(" ")[0])
        start = pd.Timestamp(date).normalize() + pd.Timedelta(days=first)
        inside = dates.between(start, start + pd.Timedelta(days=every), inclusive="left")
        parts.append(hits[inside].assign(event=event, date=date, **{FROM_EVENT: words}))
    return pd.concat(parts, ignore_index=True) if parts else hits.head(0)
