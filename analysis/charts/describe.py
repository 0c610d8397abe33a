"""Charts in words: what each chart shows, with its values, as a pure function of the table it draws."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

PERIOD_FORMS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "quarter": None, "year": "%Y"}
DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
LISTED = 6  # values named one by one before a series is told by its ends and extremes


def find_period(summary: pd.DataFrame) -> str:
    """The period column of a summary; ValueError where it has none."""
    for period in PERIOD_FORMS:
        if period in summary.columns:
            return period
    raise ValueError(
        f"A course over time needs a summary by one of {', '.join(PERIOD_FORMS)}; "
        f"the table has: {', '.join(map(str, summary.columns))}."
    )


def split_panels(table: pd.DataFrame, columns: Iterable[str]) -> list[tuple[str, pd.DataFrame]]:
    """The parts of a table, one for each value of the columns, each with its name; sorted.

    >>> table = pd.DataFrame({"outlet": ["Y", "X"], "value": [1, 2]})
    >>> [name for name, part in split_panels(table, ["outlet"])]
    ['X', 'Y']
    """
    columns = [column for column in columns if column in table.columns]
    if not columns:
        return [("", table)] if len(table) else []
    groups = table.groupby(columns, observed=True, sort=True, dropna=False)
    return [(", ".join(map(name_level, key, columns)), part) for key, part in groups]


def is_share(summary: pd.DataFrame) -> bool:
    """Whether the values are shares, which read as percentages."""
    return "n_with" in summary.columns


def say_number(value: float, *, share: bool = False, digits: int = 2) -> str:
    """A value in words: rounded, a share in per cent, what is missing as "no value".

    >>> say_number(0.4249, share=True), say_number(-0.001), say_number(1234.5)
    ('42%', '0.00', '1,234.50')
    """
    if pd.isna(value):
        return "no value"
    if share:
        return f"{100 * value:.0f}%"
    return f"{round(float(value), digits) + 0.0:,.{digits}f}"


def say_period(day: pd.Timestamp, period: str) -> str:
    """A period in words.

    >>> say_period(pd.Timestamp("2022-10-01"), "quarter")
    '2022-Q4'
    """
    return f"{day:%Y}-Q{day.quarter}" if period == "quarter" else format(day, PERIOD_FORMS[period])


def say_value(row: pd.Series, *, share: bool = False, digits: int = 2) -> str:
    """A row of a summary in words: value, interval, number of articles.

    >>> say_value(pd.Series({"value": -1.5, "low": -2.0, "high": -1.0, "n_articles": 40}))
    '-1.50 (-2.00 to -1.00, n = 40)'
    """
    inside = []
    digits = 0 if isinstance(row["value"], (int, np.integer)) else digits
    if pd.notna(row.get("low")) and pd.notna(row.get("high")):
        low, high = (say_number(row[end], share=share, digits=digits) for end in ("low", "high"))
        inside.append(f"{low} to {high}")
    if "n_articles" in row:
        inside.append(f"n = {row['n_articles']:,.0f}")
    return say_number(row["value"], share=share, digits=digits) + (
        f" ({', '.join(inside)})" if inside else ""
    )


def name_values(summary: pd.DataFrame, what: str) -> str:
    """What the values of a summary are, with their unit."""
    return str(summary.attrs.get("label", _spell(what)))


def fill_values(summary: pd.DataFrame) -> pd.DataFrame:
    """The summary itself, or, where it only counts articles, the same with the count as its value."""
    if "value" in summary.columns or "n_articles" not in summary.columns:
        return summary
    return summary.rename(columns={"n_articles": "value"})


def describe_over_time(
    summary: pd.DataFrame, what: str = "tone", *, by: str = "outlet", events: pd.DataFrame | None = None
) -> str:
    """A course over time in words: each panel's values, or its ends and extremes where they are many."""
    period, summary = find_period(summary), fill_values(summary)
    dated = summary.dropna(subset=[period]).sort_values(period, kind="stable")
    if dated.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no dated row."
    share = is_share(summary)
    ends = [say_period(dated[period].iloc[at], period) for at in (0, -1)]
    parts = [f"{_start(name_values(summary, what))} by {period}, {ends[0]} to {ends[1]}."]
    for name, part in split_panels(dated, [what, by]):
        said = [
            f"{say_period(row[period], period)}: {say_value(row, share=share)}" for _, row in part.iterrows()
        ]
        if len(part) > LISTED:
            told = _tell_course(part)
            rest = len(part) - len(told)
            said = [f"{places} {said[at]}" for at, places in told.items()] + [f"{rest} more {period}s"]
        parts.append(f"{name + ': ' if name else ''}{'; '.join(said)}.")
    left = len(summary) - len(dated)
    if left:
        parts.append(f"{left} row{'s' if left > 1 else ''} without a date not drawn.")
    if "complete" in dated and not dated["complete"].all():
        hollow = sorted({say_period(day, period) for day in dated.loc[~dated["complete"], period]})
        parts.append(f"Not covered whole: {', '.join(hollow)}.")
    if events is not None and len(events):
        end = dated[period].iloc[-1] + pd.Timedelta(days=DAYS[period])
        marked = events[(events["date"] >= dated[period].iloc[0]) & (events["date"] < end)]
        marked = marked.drop_duplicates(["date", "event"]).sort_values(["date", "event"])
        named = [f"{row.event} ({pd.Timestamp(row.date):%Y-%m-%d})" for row in marked.itertuples()]
        parts += [f"Events: {_list_some(named, 12)}."] if named else []
    return " ".join(parts)


def describe_shares(summary: pd.DataFrame, what: str, *, by: str = "outlet") -> str:
    """Shares (or rates) by thing and group in words."""
    if summary.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no row."
    parts = [f"{_start(name_values(summary, what))}."]
    for name, part in split_panels(summary, [what]):
        share = is_share(summary)
        said = [f"{row.get(by, '')} {say_value(row, share=share)}".strip() for _, row in part.iterrows()]
        parts.append(f"{name}: {_list_some(said, 20)}.")
    return " ".join(parts)


def describe_ranked(summary: pd.DataFrame, what: str, *, top: int = 20, by: str = "outlet") -> str:
    """A ranking in words: the things in their order."""
    if summary.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no row."
    parts = [f"{_start(name_values(summary, what))}, ranked."]
    for name, part in split_panels(summary, [by] if by != what else []):
        ranked = part.sort_values(["value", what], ascending=[False, True], kind="stable")
        said = [f"{row[what]} {say_value(row, share=is_share(summary))}" for _, row in ranked.iterrows()]
        parts.append(f"{name + ': ' if name else ''}{_list_some(said, top)}.")
    return " ".join(parts)


def describe_scatter(across: pd.DataFrame, up: pd.DataFrame, *, by: str = "outlet") -> str:
    """Two measures of the same groups in words."""
    both = across.merge(up[[by, "value", "low", "high"]], on=by, suffixes=("", "_up"))
    if both.empty:
        return "No chart of two measures: the tables share no group."
    named = [name_values(table, "value") for table in (across, up)]
    parts = [f"{_start(named[1])} against {named[0]}."]
    for _, row in both.iterrows():
        other = row.rename({"value": "_", "low": "_", "high": "_"}).rename(
            {"value_up": "value", "low_up": "low", "high_up": "high"}
        )
        sides = [say_value(side, share=is_share(t)) for side, t in ((other, up), (row, across))]
        parts.append(f"{row[by]}: {sides[0]} against {sides[1]}.")
    return " ".join(parts)


def describe_voices(summary: pd.DataFrame, what: str = "tone", *, by: str = "outlet") -> str:
    """Narration against quotation in words."""
    if summary.empty:
        return f"No chart of {name_values(summary, what)}: the table holds no row."
    parts = [f"{_start(name_values(summary, what))} in narration and in quotation."]
    for name, part in split_panels(summary, [by]):
        said = [f"{row['voice']} {say_value(row, share=is_share(summary))}" for _, row in part.iterrows()]
        parts.append(f"{name + ': ' if name else ''}{', '.join(said)}.")
    return " ".join(parts)


def describe_heatmap(table: pd.DataFrame, rows: str, columns: str, *, value: str = "value") -> str:
    """A heat map in words: its highest and lowest cells."""
    known = table.dropna(subset=[value])
    if known.empty:
        return f"No chart of {value} by {rows} and {columns}: the table holds no value."
    share = is_share(table) and value == "value"
    digits = 0 if pd.api.types.is_integer_dtype(known[value]) else 2
    ranked = known.sort_values([value, rows, columns], ascending=[False, True, True], kind="stable")
    said = [
        f"{name_level(row[rows], rows)} and {name_level(row[columns], columns)} "
        f"{say_number(row[value], share=share, digits=digits)}"
        for _, row in ranked.iterrows()
    ]
    parts = [f"{_start(name_values(table, value))} by {rows} and {columns}. Highest: {_list_some(said, 8)}."]
    if len(said) > 8:
        parts.append(f"Lowest: {said[-1]}.")
    return " ".join(parts)


def name_level(name: object, column: str) -> str:
    """The name of a group as it is read: a period's date in the period's form.

    >>> name_level(pd.Timestamp("2022-11-01"), "month")
    '2022-11'
    """
    if isinstance(name, pd.Timestamp):
        return say_period(name, column if column in PERIOD_FORMS else "day")
    return str(name)


def describe_places(places: pd.DataFrame, *, size: str = "n_mentions") -> str:
    """A map in words: the places most named."""
    located = places.dropna(subset=["lat", "lon"])
    if located.empty:
        return "No map of places named: the table holds no place with coordinates."
    ranked = located.sort_values([size, "name"], ascending=[False, True], kind="stable")
    said = [f"{row['name']} {row[size]:,.0f}" for _, row in ranked.iterrows()]
    parts = [f"Places named, by {_spell(size)}: {_list_some(said, 12)}."]
    if len(located) < len(places):
        parts.append(f"{len(places) - len(located)} without coordinates not drawn.")
    return " ".join(parts)


def describe_keyness(keyness: pd.DataFrame, *, score: str = "G2", top: int = 12) -> str:
    """Words that set two groups apart, in words."""
    names = _name_sides(keyness)
    parts = []
    for side, name in zip((1, -1), names, strict=True):
        part = pick_extremes(keyness, score, side, top)
        said = [
            f"{row.word} ({score} {say_number(getattr(row, score))}; "
            f"{row.n_target:,} against {row.n_reference:,} times)"
            for row in part.itertuples()
        ]
        parts.append(f"Words that set {name} apart: {', '.join(said) if said else 'none'}.")
    return " ".join(parts)


def describe_word_shift(shift: pd.DataFrame, *, top: int = 20) -> str:
    """The words that move the tone from one group to another, in words."""
    target, reference = _name_sides(shift)
    if shift.empty:
        return f"No word moves the tone between {reference} and {target}."
    total = shift["shift"].sum()
    ranked = rank_shift(shift)
    said = [f"{row.word} {row.shift:+.2f} ({row.direction})" for row in ranked.itertuples()]
    words = f"Tone of {target} minus tone of {reference}: {total:+.2f} per 100 words. "
    return words + f"Words that move it most: {_list_some(said, top)}."


def pick_extremes(table: pd.DataFrame, score: str, side: int, top: int) -> pd.DataFrame:
    """The rows farthest out on one side (1 above, -1 below zero), the farthest first."""
    far = table.assign(far=side * table[score])
    return far[far["far"] > 0].sort_values(["far", "word"], ascending=[False, True], kind="stable").head(top)


def rank_shift(shift: pd.DataFrame) -> pd.DataFrame:
    """The words that move the tone, those that move it most first."""
    far = shift.assign(far=shift["shift"].abs())
    return far[far["far"] > 0].sort_values(["far", "word"], ascending=[False, True], kind="stable")


def _tell_course(part: pd.DataFrame) -> dict[int, str]:
    """What to tell of a long series, by position: its ends, and the extremes of those with an interval."""
    values = part["value"].to_numpy(float)
    sure = part["low"].notna().to_numpy() if "low" in part else np.ones(len(part), bool)
    values = np.where(sure, values, np.nan) if sure.sum() > 1 else values
    places = [(0, "first"), (len(part) - 1, "last")]
    if not np.isnan(values).all():
        places += [(int(np.nanargmin(values)), "lowest"), (int(np.nanargmax(values)), "highest")]
    told = {}
    for at, place in sorted(places, key=lambda pair: pair[0]):
        told[at] = f"{told[at]} and {place}" if at in told else place
    return told


def _name_sides(table: pd.DataFrame) -> tuple[str, str]:
    return str(table.attrs.get("target", "the target")), str(table.attrs.get("reference", "the reference"))


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spell(column: str) -> str:
    return column.removeprefix("n_").replace("_", " ")


def _list_some(said: list[str], most: int) -> str:
    rest = len(said) - most
    return ", ".join(said[:most]) + (f", and {rest:,} more" if rest > 0 else "")
