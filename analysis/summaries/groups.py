"""Groups: the columns, periods and windows that summaries group by."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pandas as pd

from analysis.counted_rows import carry_behind
from analysis.duplicates.first_prints import CLUSTER, keep_first_prints
from analysis.ids import join_variable
from analysis.schema import PERIODS, check_columns, start_period, suggest_names
from analysis.summaries.intervals import FEWEST, write_interval
from analysis.wording import format_group

if TYPE_CHECKING:
    from pandas.api.typing import DataFrameGroupBy

Names: TypeAlias = str | Iterable[str]

# What `by` accepts beside columns and periods, and what to do where it cannot be had.
MADE_WITH = {
    "window": "Make it with add_event_window first.",
    "event": "Make it with add_event_window first.",
    "voice": "It needs a tone table of score_tone, or hits with the column 'voice'.",
}
COARSENED = ("month", "quarter", "year")  # what by="period" chooses from, the finest first


class Grouped(NamedTuple):
    """A table with the columns of its groups, their names, and how many articles are left out as copies."""

    table: pd.DataFrame
    by: list[str]
    n_copies: int


def add_period(table: pd.DataFrame, period: str = "month") -> pd.DataFrame:
    """Return the table with one more column, named for the period: the first day of the period of its date.

    `period` is "day", "week" (from Monday), "month", "quarter" or "year". A row without a date has no period
    (NaT).

    >>> add_period(pd.DataFrame({"date": pd.to_datetime(["2022-11-17"])}), "quarter").iloc[0, 1]
    Timestamp('2022-10-01 00:00:00')
    """
    check_columns(table, ["date"], verb="add_period")
    return table.assign(**{period: start_period(table["date"], period)})


def choose_period(articles: pd.DataFrame, *, by: Names = "outlet", at_least: int = FEWEST) -> str:
    """Return the finest of month, quarter and year that most groups fill with enough articles.

    A period passes where the median group and period with any article has `at_least` articles, the number
    that an interval needs. "year" is the last resort. This is the rule of `by="period"`. With a column
    `cluster` copies count once.

    >>> days = pd.date_range("2022-01-01", periods=60)
    >>> choose_period(pd.DataFrame({"article_id": range(60), "outlet": "X", "date": days}))
    'month'
    """
    columns = list_names(by)
    check_columns(articles, ["article_id", "date", *columns], verb="choose_period")
    clusters = [CLUSTER] if CLUSTER in articles.columns else []
    distinct = articles[["article_id", "date", *clusters, *columns]].drop_duplicates()
    for period in COARSENED[:-1]:
        dated = add_period(distinct, period).dropna(subset=[period])
        counts = group_rows(keep_first_prints(dated, [*columns, period])[0], [*columns, period]).size()
        if len(counts) and counts.median() >= at_least:
            return period
    return COARSENED[-1]


def pivot_values(
    summary: pd.DataFrame, what: Names, *, by: str = "outlet", intervals: bool = False
) -> pd.DataFrame:
    """Values of a summary side by side, one column per group.

    For reading; the summary itself keeps the counts and the intervals.

    Parameters
    ----------
    summary : DataFrame
        One row per group and thing, with a column `value` or `share`.
    what : str or list of str
        The columns that name the rows of the result.
    by : str, default "outlet"
        The column whose values become columns; "period" takes the period that the summary has.
    intervals : bool, default False
        Whether a cell is a text with the value and its interval, "20% (14 to 28)", in place of a number.

    Returns
    -------
    DataFrame
        One row per value of `what`: the columns of `what`, and one column per value of `by`. A group without
        a value is missing. A group that is called like another column has the name of `by` before its own.

    Raises
    ------
    ValueError
        For a column that is not there (the message names the nearest ones), and where a cell has several
        values.

    Examples
    --------
    >>> summary = pd.DataFrame({"outlet": ["X", "Y"], "frame": ["law", "law"], "value": [0.2, 0.4]})
    >>> pivot_values(summary, "frame").values.tolist()
    [['law', 0.2, 0.4]]
    """
    value = "share" if "share" in summary.columns and "value" not in summary.columns else "value"
    if by == "period" and by not in summary.columns:
        by = next((name for name in PERIODS if name in summary.columns), by)
    rows = list_names(what)
    check_columns(summary, [*rows, by, value], verb="pivot_values")
    twice = summary[summary.duplicated([*rows, by])]
    if len(twice):
        cell = ", ".join(str(twice[name].iloc[0]) for name in [*rows, by])
        raise ValueError(f"pivot_values has one place for each value; {cell} has several: add to `what`.")
    if intervals:
        check_columns(summary, ["low", "high"], verb="pivot_values")
        cells = [write_interval(row) for _, row in summary.iterrows()]
        summary = summary.assign(**{value: pd.array(cells, dtype="str")})
    wide = summary.pivot(index=rows, columns=by, values=value)
    names: dict[Any, str] = {}
    for group in wide.columns:
        name = format_group(group, by)
        # An outlet may be called "frame": two columns of one name could not be told apart.
        while name in rows or name in names.values():
            name = f"{by} {name}"
        names[group] = name
    table = wide.set_axis(list(names.values()), axis=1).reset_index()
    table.attrs = {"across": by} | {key: summary.attrs[key] for key in ["copies"] if key in summary.attrs}
    return carry_behind(table, summary)


def list_names(names: Names) -> list[str]:
    """Return one name or several as a list; raise ValueError where a name comes twice.

    >>> list_names(["outlet", "month", "outlet"])
    Traceback (most recent call last):
    ValueError: A summary can name each column once; 'outlet' comes twice.
    """
    names = [names] if isinstance(names, str) else list(names)
    twice = [name for place, name in enumerate(names) if name in names[:place]]
    if twice:
        raise ValueError(f"A summary can name each column once; {twice[0]!r} comes twice.")
    return names


def group_rows(table: pd.DataFrame, by: list[str]) -> "DataFrameGroupBy[Any, Any]":
    """Group the rows, groups in sorted order; without `by` the whole table is one group."""
    keys: list[Any] = [*by] or [pd.Series(0, index=table.index, name="all")]
    return table.groupby(keys, observed=True, dropna=False, sort=True)


def list_levels(column: pd.Series, name: str) -> pd.Series:
    """List the values that a column of groups can take; of a period, every one from the first to the last."""
    if name not in PERIODS:
        return column.drop_duplicates().sort_values().rename(name)
    dated = column.dropna()
    if dated.empty:
        return column.drop_duplicates().rename(name)
    periods = pd.period_range(dated.min(), dated.max(), freq=PERIODS[name])
    levels = pd.Series(periods.start_time).astype(column.dtype)
    return pd.concat([levels, column[column.isna()].head(1)], ignore_index=True).rename(name)


def add_groups(
    table: pd.DataFrame,
    by: Names,
    *,
    verb: str,
    articles: pd.DataFrame | None = None,
    unit: str | None = None,
    called: str = "table",
) -> Grouped:
    """Return the table with every column of `by`; of texts printed more than once only the counted print.

    Parameters
    ----------
    table : DataFrame
        Rows of a measure, a denominator or articles.
    by : str or iterable of str
        Columns of the table; document variables of `articles`, joined by `article_id`; "day" ... "year" of
        the `date`; "period", which becomes the month, quarter or year that `choose_period` picks; "voice",
        which splits a tone table into narration, reported speech and quotation.
    verb : str
        The verb that asks; error messages name it.
    articles : DataFrame, optional
        The table that holds what the first table lacks.
    unit : str, optional
        "cluster" keeps the first print of each text in each group (`keep_first_prints`), where one of the
        tables has the clusters. Another column is added and makes no groups.
    called : str
        What error messages call the table.

    Returns
    -------
    Grouped
        The table, without rows outside the window where `by` has "window" or "event"; the columns of `by` in
        their order, with the name of the period that was picked in the place of "period"; and the number of
        articles that were left out as copies.

    Raises
    ------
    ValueError
        For a column that neither table holds; the message names the nearest ones.
    """
    names = list_names(by)
    sources = [table] if articles is None else [articles, table]
    has_voices = "voice" in names and "voice" not in table.columns and "n_words_quoted" in table.columns
    later = [*(["voice"] if has_voices else []), *(["period"] if "period" not in table.columns else [])]
    asked = [name for name in names if name not in later]
    for name in [*asked, *_list_units(table, unit, sources)]:
        table = _add_column(table, name, sources, verb=verb, called=called)
    if "period" in names and "period" in later:
        table = _add_column(table, "date", sources, verb=verb, called=called)
        # Without other groups the outlets decide, so that all charts of a report have the same period. An
        # article may have every voice: voices do not decide.
        groups = [name for name in asked if name != "voice"]
        counted = table if unit == CLUSTER else table.drop(columns=CLUSTER, errors="ignore")
        groups = groups or [name for name in ["outlet"] if name in table.columns]
        picked = choose_period(counted, by=groups)
        table = table if picked in table.columns else add_period(table, picked)
        names = list_names([picked if name == "period" else name for name in names])
    inside = [name for name in names if name in ("window", "event")]
    table, n_copies = table.dropna(subset=inside) if inside else table, 0
    if unit == CLUSTER:
        table, n_copies = keep_first_prints(table, [name for name in names if name in table.columns])
    if has_voices:
        from analysis.tone.voices import split_voices  # only a summary by voice needs it

        table = split_voices(table.drop(columns=CLUSTER, errors="ignore") if unit == CLUSTER else table)
    return Grouped(table, names, n_copies)


def _list_units(table: pd.DataFrame, unit: str | None, sources: list[pd.DataFrame]) -> list[str]:
    """The columns that say what is counted as one; of clusters, if a table has them, also the dates."""
    if unit != CLUSTER:
        return [] if unit is None else [unit]
    has = [name for name in [CLUSTER, "date"] if any(name in source.columns for source in sources)]
    return has if CLUSTER in has and "article_id" in table.columns else []


def _add_column(
    table: pd.DataFrame, name: str, sources: list[pd.DataFrame], *, verb: str, called: str
) -> pd.DataFrame:
    """Return the table with the column `name`: its own, a period of its date, or one of the articles."""
    if name in table.columns:
        return table
    if name in PERIODS:
        return add_period(_add_column(table, "date", sources, verb=verb, called=called), name)
    for source in sources:
        if name in source.columns and "article_id" in source.columns and "article_id" in table.columns:
            return join_variable(table, name, source, verb=verb)
    columns = list(dict.fromkeys(str(column) for source in [table, *sources] for column in source.columns))
    where = called if len(sources) == 1 else f"{called} and of `articles`"
    nearest = suggest_names(name, [*columns, *PERIODS, "period"])
    hint = MADE_WITH.get(name, "Give the table that holds it as `articles`." if len(sources) == 1 else "")
    raise ValueError(
        f"{verb} cannot group by {name!r}; it can by {', '.join(PERIODS)}, period (from `date`) or by the "
        f"columns of the {where}: {', '.join(columns)}"
        f"{nearest if '?' in nearest or not hint else f'. {hint}'}"
    )
