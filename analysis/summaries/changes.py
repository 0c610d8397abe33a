"""Before and after: what is named, used or said more, or less, than before a day."""

from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.counted_rows import keep_behind
from analysis.ids import join_variable, number_ids
from analysis.schema import check_columns, check_count, check_day
from analysis.summaries.events.change_points import find_change_points
from analysis.summaries.events.course import trace_windows
from analysis.summaries.events.daily import list_counted, sum_daily
from analysis.summaries.events.groups import compare_by_group
from analysis.summaries.events.placebo import compare_windows, mark_sides
from analysis.summaries.intervals import FEWEST, difference_interval, note_units

# Columns of what is returned; a column that names things cannot have their names.
RESERVED = {"event", "date", "before", "after", "value", "low", "high", "p", "note", "course"}
FOUND = "found"  # the word for change points, in place of a day
DAYS = 28  # days of a window: four weeks, so that every weekday counts alike


class Periods(NamedTuple):
    """The dated articles, whether each lies in the second period, and how many lie in each."""

    article_ids: pd.Series
    later: NDArray[np.bool_]
    n_before: int
    n_after: int


def compare_periods(
    hits: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    at: str | pd.Timestamp | pd.DataFrame | None = None,
    days: int | None = None,
    what: str = "name",
    of: pd.DataFrame | None = None,
    measure: str | None = None,
    by: str | None = None,
    course: bool = False,
    at_least: int = FEWEST,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Compare before and after: a day, each event of a table, or weeks that are found in the series.

    By default two whole periods are compared, before a day and from that day on. For two periods with a gap,
    give only their articles. With `days` the periods are windows on each side of an event, and the same
    difference at every other date (placebo dates) is the reference. With `at="found"` the weeks are looked
    for from which a value is another than before (change points); this is exploratory.

    Parameters
    ----------
    hits : DataFrame
        One row per mention, cue or judgement, with `article_id`; with `measure` a tone table.
    articles : DataFrame
        The articles of both periods, with `article_id` and `date`; those without a date are left out.
    at : str, Timestamp or DataFrame, optional
        The first day of the second period, by default the median day of the articles; a table of events
        (`date`, `event`; see `read_events`); or "found".
    days : int, optional
        Length of the window on each side of an event; of a table of events 28 by default.
    what : str, default "name"
        The column that names the thing: of the hits, or a document variable of the articles.
    of : DataFrame, optional
        A table with `article_id` and `n_words`: the values are hits per 1,000 words, not shares of articles.
        For events and `at="found"`.
    measure : str, optional
        "evaluation", "battle" or "vader", as in `mean_tone`: the values are tone. `what="voice"` splits a
        tone table by voice. For events and `at="found"`.
    by : str, optional
        Of windows: a column of the articles, such as "outlet", whose groups are compared one by one.
    course : bool, default False
        Of windows: whether the rows are the course around each event, for `plot_over_time`: days, weeks,
        fortnights or the two windows, the shortest of them in which most have five articles.
    at_least : int, default 5
        Articles that a thing needs in both periods together.
    confidence : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row per thing, the largest difference first: `what`; `n_with_before, n_before, share_before` and
        `n_with_after, n_after, share_after`; `value` (share after minus share before), `low` and `high`;
        `course`: newcomer (never named before) or leaver (never after), riser or faller, "" where the
        interval contains 0; and `note`. Among hundreds of things that did not change, about one in twenty has
        an interval without 0 by chance. Without `at`, no row where all articles lie on one day.

        Of windows: one row per event and thing, by event: `event, date, what`, `n_before, before, n_after,
        after` (articles and values), `value`, `low` and `high`; `n_dates` (placebo dates), `n_apart` (those
        that share no day of their windows), `share_as_large` (the share of placebo dates with a difference at
        least as large, up or down), and `note`. An event needs five articles on each side. With `by` also
        the group, `p` (from the 95 % interval), `q` (of all rows together) and `changed` (q below 5 %, and at
        most 5 % of the placebo dates differ as much). With `course` one row per step of the windows:
        `days_from_event, first_day`, `n_articles, value, low, high`, `before` (the mean of the days before)
        and `reference_low, reference_high` (where the step lies at 95 % of the placebo dates).

        Of weeks that are found: one row per change: `what`, `date` (a Monday), `n_before, before, n_after,
        after`, `value`, `n_weeks` (with articles) and `p`.

    Raises
    ------
    ValueError
        For a day that leaves a period without articles, or a column that is not there; the message names the
        nearest ones.

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17, 873-890, method 10 (the hybrid score interval of a difference of
    shares). Zou and Donner 2008, Statistics in Medicine 27(10) (MOVER, for rates and tone). Abadie, Diamond
    and Hainmueller 2010, Journal of the American Statistical Association 105 (placebo comparisons). Scott and
    Knott 1974, Biometrics 30(3) (binary segmentation).

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abcdef"),
    ...     "date": pd.to_datetime(["2022-01-01"] * 3 + ["2022-06-01"] * 3)})
    >>> mentions = pd.DataFrame({"article_id": list("def"), "name": "Kherson"})
    >>> compare_periods(mentions, articles, at_least=1)[["name", "value", "course"]].values.tolist()
    [['Kherson', 1.0, 'newcomer']]
    """
    check_count(at_least, name="at_least")
    if what in RESERVED:
        raise ValueError(
            f"The column {what!r} has another meaning in this table: rename it before comparing."
        )
    if isinstance(at, pd.DataFrame) or days is not None or at == FOUND or of is not None or measure:
        counted = partial(list_counted, hits, articles, what=what, measure=measure)
        add_up = partial(sum_daily, what=what, of=of, measure=measure, at_least=at_least)
        if isinstance(at, str) and at == FOUND:
            return find_change_points(add_up(hits, articles), what=what, at_least=at_least)
        days, events = DAYS if days is None else days, list_events(at)
        ask: dict[str, Any] = {"what": what, "days": days, "at_least": at_least, "confidence": confidence}
        if course and by is None:
            daily = add_up(hits, articles)
            changes = compare_windows(daily, events, **ask)
            return trace_windows(daily, changes, counted, confidence=confidence)
        if by is None:
            changes = compare_windows(add_up(hits, articles), events, **ask)
        else:
            changes = compare_by_group(hits, articles, events, by, add_up=add_up, **ask)
        return keep_behind(changes, lambda shown: mark_sides(counted(), shown, ask["days"]))
    return compare_two(hits, articles, at, what, at_least, confidence)


def list_events(at: str | pd.Timestamp | pd.DataFrame | None) -> pd.DataFrame:
    """The events as a table; a day is an event without a name."""
    if isinstance(at, pd.DataFrame):
        return at
    if at is None:
        raise ValueError("compare_periods compares windows at a day or at the events of a table: name `at`.")
    return pd.DataFrame({"date": [check_day(at, name="at")], "event": [""]})


def compare_two(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    at: str | pd.Timestamp | None,
    what: str,
    at_least: int,
    confidence: float,
) -> pd.DataFrame:
    """Compare the shares of articles of two whole periods."""
    check_columns(articles, ["article_id", "date"], verb="compare_periods")
    if what not in mentions.columns and what in articles.columns:
        mentions = join_variable(mentions, what, articles, verb="compare_periods")
    check_columns(mentions, ["article_id", what], verb="compare_periods")
    periods = _split_periods(articles, None if at is None else check_day(at, name="at"))
    table = _count_periods(mentions, what, periods)
    table = table[table["n_with_before"] + table["n_with_after"] >= at_least]
    table["value"] = table["share_after"] - table["share_before"]
    low, high = difference_interval(
        table["n_with_before"], max(periods.n_before, 1), table["n_with_after"], max(periods.n_after, 1),
        confidence=confidence,
    )  # fmt: skip
    fewest = min(periods.n_before, periods.n_after)
    table["low"], table["high"] = (np.nan, np.nan) if fewest < FEWEST else (low, high)
    table["course"] = _name_courses(table)
    table["note"] = note_units(fewest)
    table["size"] = table["value"].abs()
    table = table.sort_values(["size", what], ascending=[False, True], kind="stable", ignore_index=True)
    table = table.drop(columns="size")
    table.attrs = {"label": "share of articles after minus before", "confidence": f"{confidence:.0%}"}
    return keep_behind(table, lambda _: _mark_periods(mentions, periods))


def _split_periods(articles: pd.DataFrame, day: pd.Timestamp | None) -> Periods:
    """Split the dated articles in two periods, at the given day or at the median day."""
    dated = articles.dropna(subset=["date"]).drop_duplicates("article_id")
    days = pd.to_datetime(dated["date"])
    if day is None and days.nunique() < 2:
        none = dated.head(0)["article_id"]
        return Periods(none, np.zeros(0, dtype=bool), 0, 0)
    first = day if day is not None else _find_median(days)
    later = days.ge(first).to_numpy(bool)
    n_after, n_before = int(later.sum()), int((~later).sum())
    if not n_after or not n_before:
        covered = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "none"
        raise ValueError(
            "The day `at` must split the articles in two periods, each with articles; "
            f"{first:%Y-%m-%d} leaves {n_before} before and {n_after} after "
            f"(dates of the articles: {covered})."
        )
    return Periods(dated["article_id"], later, n_before, n_after)


def _find_median(days: pd.Series) -> pd.Timestamp:
    """Return the median day; the second day where most articles lie on the first."""
    ordered = days.sort_values()
    median, first = ordered.iloc[len(ordered) // 2], ordered.iloc[0]
    return pd.Timestamp(median if median > first else ordered[ordered > first].iloc[0])


def _count_periods(mentions: pd.DataFrame, what: str, periods: Periods) -> pd.DataFrame:
    """Count the articles of each period that name each thing: one row per thing, in alphabetical order."""
    rank, number = number_ids(periods.article_ids, mentions["article_id"])
    code, names = pd.factorize(mentions[what].astype(str), sort=True)
    named = pd.DataFrame({"number": number, "code": code})
    named = named[(named["number"] >= 0) & (named["code"] >= 0)].drop_duplicates()
    is_later = np.zeros(len(rank), dtype=bool)
    is_later[rank] = periods.later
    later = is_later[named["number"]]
    before, after = (np.bincount(named["code"][part], minlength=len(names)) for part in (~later, later))
    return pd.DataFrame({
        what: names.astype(str),
        "n_with_before": before, "n_before": periods.n_before,
        "share_before": before / max(periods.n_before, 1),
        "n_with_after": after, "n_after": periods.n_after,
        "share_after": after / max(periods.n_after, 1),
    })  # fmt: skip


def _mark_periods(mentions: pd.DataFrame, periods: Periods) -> pd.DataFrame:
    """The mentions of both periods, with the name of the period in a column `counted`."""
    names = pd.Series(np.where(periods.later, "after", "before"), index=periods.article_ids.astype(str))
    return mentions.assign(counted=mentions["article_id"].astype(str).map(names)).dropna(subset=["counted"])


def _name_courses(table: pd.DataFrame) -> "pd.api.extensions.ExtensionArray":
    """Name what happened to each thing; without intervals only newcomers and leavers are named."""
    never_before, never_after = table["n_with_before"].eq(0), table["n_with_after"].eq(0)
    sure = table["low"].notna()
    rises, falls = table["low"].gt(0) | ~sure, table["high"].lt(0) | ~sure
    course = np.select(
        [rises & never_before, rises & sure, falls & never_after, falls & sure],
        ["newcomer", "riser", "leaver", "faller"],
        "",
    )
    return pd.array(course, dtype="str")
