"""Before and after an event, with the same difference at other dates (placebo dates) as a reference."""

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.duplicates.first_prints import keep_first_prints
from analysis.ids import are_among
from analysis.schema import check_columns, check_count
from analysis.summaries.events.daily import Daily, Days
from analysis.summaries.intervals import FEWEST, Floats, note_units
from analysis.summaries.units import mark_copies

FEW_DATES = 20  # dates with windows of their own; fewer cannot show that 5% of them differ as much
CHUNK = 500  # things whose values at all dates stand in memory at a time


def compare_windows(
    daily: Daily, events: pd.DataFrame, *, what: str, days: int, at_least: int, confidence: float
) -> pd.DataFrame:
    """Compare the `days` before each event with the `days` from the event on, and with other dates.

    A placebo date is any other day whose two windows lie inside the corpus, do not hold the event, and have
    at least five articles each. `share_as_large` is the share of these dates with a difference at least as
    large, up or down. `n_apart` says how many of the dates have windows that share no day: neighbouring dates
    have nearly the same articles.

    Returns
    -------
    DataFrame
        One row per event and thing with `at_least` articles (or hits) in both windows, by event, the largest
        difference first: `event, date`, the thing, `n_before, before, n_after, after`, `value` (after minus
        before), `low, high`, `n_dates`, `n_apart`, `share_as_large` and `note`. An event without five
        articles on each side has no row.
    """
    check_columns(events, ["date", "event"], verb="compare_periods")
    check_count(days, name="days")
    dated = events.assign(date=pd.to_datetime(events["date"])).dropna(subset=["date"])
    parts = [compare_event(daily, date, days, at_least, confidence) for date in dated["date"]]
    n_rows = [len(part["value"]) if part else 0 for part in parts]
    named = dated.assign(event=pd.array(list(map(str, dated["event"])), dtype="str"))
    events_shown = named[["event", "date"]].iloc[np.repeat(np.arange(len(named)), n_rows)]
    table = compare_nothing(what)
    if any(n_rows):
        shown = [part for part in parts if part]
        columns = {name: np.concatenate([part[name] for part in shown]) for name in shown[0]}
        things = np.array(daily.things)[columns.pop("thing")]
        table = events_shown.reset_index(drop=True).assign(**{what: things}, **columns)
        table = table.astype({what: "str", "note": "str"})
    table.attrs = {
        "label": f"{daily.label}, after minus before", "confidence": f"{confidence:.0%}", "days": days,
        "what": what, "n_events": len(events), "is_share": daily.is_share,
    }  # fmt: skip
    return mark_copies(table, daily.n_copies)


def compare_event(
    daily: Daily, date: pd.Timestamp, days: int, at_least: int, confidence: float
) -> dict[str, np.ndarray]:
    """The columns of the rows of one event, with the number of each `thing`; none without enough articles."""
    day = np.array([(date.normalize() - daily.first).days])
    before, after = daily.window(day - days), daily.window(day)
    shape = (len(daily.things), 1)
    fewest = np.broadcast_to(np.minimum(before["n"], after["n"]), shape)[:, 0]
    enough = fewest >= FEWEST
    if daily.kind != "tone":  # a tone of 0 is a value, a thing that is not found is none
        enough &= (before["y"] + after["y"])[:, 0] >= at_least
    shown = np.flatnonzero(enough)
    if not len(shown):
        return {}
    first, then = daily.ratio(before), daily.ratio(after)
    low, high = daily.difference(before, after, confidence)
    counts = {"n_before": before["n"].astype(int), "n_after": after["n"].astype(int)}
    numbers = {
        "n_before": counts["n_before"], "before": first, "n_after": counts["n_after"], "after": then,
        "value": then - first, "low": low, "high": high,
    }  # fmt: skip
    columns = {name: np.broadcast_to(number, shape)[shown, 0] for name, number in numbers.items()}
    columns |= compare_dates(daily, shown, int(day[0]), days, columns["value"])
    is_whole = bool(day[0] >= days and day[0] + days <= daily.n_days)
    whole = "" if is_whole else "the corpus does not cover both windows whole"
    notes = ["; ".join(filter(None, [note_units(int(n)), whole])) for n in fewest[shown]]
    columns |= {"note": np.array(notes, dtype=object), "thing": shown}
    order = np.argsort(-np.abs(columns["value"]), kind="stable")  # the things stand in alphabetical order
    return {name: column[order] for name, column in columns.items()}


def compare_dates(daily: Daily, chosen: Days, day: int, days: int, values: Floats) -> dict[str, np.ndarray]:
    """How many placebo dates each of the chosen things has, and how many of them differ at least as much."""
    dates = list_dates(daily.n_days, day, days)
    n_dates, n_apart, as_large = (np.zeros(len(chosen)) for _ in range(3))
    for start in range(0, len(chosen) if len(dates) else 0, CHUNK):
        part = slice(start, start + CHUNK)
        differences = find_differences(daily, chosen[part], dates, days)
        size = np.abs(values)[part, None]
        # The last digit of a sum depends on the order of adding.
        as_large[part] = (np.abs(differences) >= size - 1e-12).sum(axis=1)
        enough = ~np.isnan(differences)
        n_dates[part] = enough.sum(axis=1)
        patterns = {row.tobytes(): row for row in enough}  # most things share one
        apart = {key: count_apart(dates[row], 2 * days) for key, row in patterns.items()}
        n_apart[part] = [apart[row.tobytes()] for row in enough]
    with np.errstate(invalid="ignore"):
        share = as_large / n_dates
    return {"n_dates": n_dates.astype(int), "n_apart": n_apart.astype(int), "share_as_large": share}


def list_dates(n_days: int, day: int, days: int) -> Days:
    """The days whose windows lie inside the corpus and do not hold the day of the event inside.

    >>> list_dates(10, 4, 2).tolist()
    [2, 6, 7, 8]
    """
    every = np.arange(days, n_days - days + 1)
    return every[np.abs(every - day) >= days]


def find_differences(daily: Daily, chosen: Days, dates: Days, days: int) -> Floats:
    """The difference of some things at each date; NaN where a window has too few articles."""
    part = {
        name: total[chosen] if len(total) == len(daily.things) else total
        for name, total in daily.sums.items()
    }
    some = daily._replace(sums=part)
    before, after = some.window(dates - days), some.window(dates)
    enough = np.minimum(before["n"], after["n"]) >= FEWEST
    return np.where(enough, some.ratio(after) - some.ratio(before), np.nan)


def count_apart(dates: Days, gap: int) -> int:
    """How many dates can be chosen so that each is at least `gap` days after the one before.

    >>> count_apart(np.array([1, 2, 3, 9, 10, 14]), 5)
    3
    """
    n, last = 0, -gap
    for date in dates.tolist():
        if n == 0 or date - last >= gap:
            n, last = n + 1, date
    return n


def mark_sides(
    hits: pd.DataFrame, articles: pd.DataFrame, shown: pd.DataFrame, days: int, by: list[str]
) -> pd.DataFrame:
    """The hits in the windows of each event that is shown, `counted` as before or after.

    A hit near two events stands under both. Only first prints in a window count, in each group of `by` alone.
    """
    parts = []
    for event, date in shown[["event", "date"]].drop_duplicates().itertuples(index=False):
        day = pd.Timestamp(date).normalize()
        for counted, start in (("before", day - pd.Timedelta(days=days)), ("after", day)):
            inside = pick_window(hits, articles, start, days, by)
            parts.append(inside.assign(event=event, date=date, counted=counted))
    return pd.concat(parts, ignore_index=True) if parts else hits.head(0)


def pick_window(
    hits: pd.DataFrame, articles: pd.DataFrame, start: pd.Timestamp, days: int, by: list[str]
) -> pd.DataFrame:
    """The hits in the first prints of a window that begins with a day."""
    dates = pd.to_datetime(articles["date"])
    end = start + pd.Timedelta(days=days)
    prints, _ = keep_first_prints(articles[dates.between(start, end, inclusive="left")], by)
    return hits[are_among(hits["article_id"], prints["article_id"])]


@lru_cache(maxsize=8)  # asked for each outlet and event; nobody changes it in place
def compare_nothing(what: str) -> pd.DataFrame:
    """The table without a row."""
    numbers = ["before", "after", "value", "low", "high", "share_as_large"]
    columns = ["event", "date", what, "n_before", "before", "n_after", "after", "value", "low", "high"]
    table = pd.DataFrame(columns=[*columns, "n_dates", "n_apart", "share_as_large", "note"])
    kinds = dict.fromkeys(numbers, float) | dict.fromkeys(["n_before", "n_after", "n_dates", "n_apart"], int)
    return table.astype(kinds | {"date": "datetime64[us]", "event": "str", what: "str"})
