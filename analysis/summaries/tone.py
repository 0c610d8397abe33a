"""Tone by group: counts are added, then divided once, with articles as units."""

from typing import NamedTuple

import pandas as pd

from analysis.counted_rows import keep_behind
from analysis.duplicates.first_prints import CLUSTER
from analysis.ids import number_ids
from analysis.schema import check_choice, check_columns
from analysis.summaries.groups import Names, add_groups, group_rows
from analysis.summaries.intervals import ratio_error, ratio_interval
from analysis.summaries.units import find_unit, finish_summary, sum_units


class Measure(NamedTuple):
    """A measure of tone: the columns added up (the second is subtracted), the column that they are divided
    by, the factor, and how the value reads."""

    added: list[str]
    divisor: str
    factor: int
    label: str


UNUSED = ("neg", "neu", "pos")  # columns of a tone table that no measure reads
MEASURES = {
    "evaluation": Measure(
        ["n_positive", "n_negative"], "n_words", 100, "tone (net evaluative words per 100 words)"
    ),
    "battle": Measure(["n_battle"], "n_words", 100, "battle vocabulary (words per 100 words)"),
    "vader": Measure(["compound"], "n_sentences", 1, "VADER tone (mean compound, -1 to 1)"),
}


def mean_tone(
    tone: pd.DataFrame,
    *,
    measure: str = "evaluation",
    by: Names = (),
    unit: str = CLUSTER,
    articles: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Tone by group: a ratio of sums over the articles, with its interval.

    Parameters
    ----------
    tone : DataFrame
        One row per sentence, from `score_tone`.
    measure : {"evaluation", "battle", "vader"}
        100 * (n_positive - n_negative) / n_words; 100 * n_battle / n_words; or the mean compound score of
        the sentences (-1 to 1).
    by : str or list of str, default none
        Columns of the table or of `articles`; "day" ... "year"; "period", which takes the month, quarter or
        year by the number of articles and gives the column that name; "voice", which splits narration,
        reported speech and quotation; "window" or "event" (see `add_event_window`).
    unit : str, default "cluster"
        What counts once: with "cluster" a text, by its first print in each group, where the table or
        `articles` has its cluster; with "article_id" every print (exposure). Any other column is that of the
        units that vary independently; every print counts.
    articles : DataFrame, optional
        Holds the columns of `by` and `unit` that the table lacks (`section`, `label` ...), by `article_id`.
    confidence : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row per group with words: `by`, `n_articles`, the counts, `value`, `low` and `high`, `complete`
        (whether the corpus covers the whole period) with a period, and `note`, which says why an interval is
        missing: below 5 units, or without any spread. A group without words has no row: a gap is not a 0.

    Raises
    ------
    ValueError
        For another measure, a confidence outside 0 to 1, or a column that is not there; the message names
        the nearest ones.

    References
    ----------
    Young & Soroka 2012, Political Communication 29(2); the variance by linearisation: Cochran 1977, Sampling
    Techniques, chapter 6.

    Examples
    --------
    >>> tone = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "X"], "n_words": [20, 30],
    ...                      "n_positive": [1, 0], "n_negative": [0, 3]})
    >>> mean_tone(tone, by="outlet")[["outlet", "n_articles", "value", "note"]].values.tolist()
    [['X', 2, -4.0, '2 articles: an interval needs 5']]
    """
    added, divisor, factor, label = MEASURES[check_choice(measure, MEASURES, name="measure")]
    counted = [*added, *([divisor] if divisor != "n_sentences" else [])]
    check_columns(tone, ["article_id", *counted], verb="mean_tone")
    tone = tone[[name for name in tone.columns if name not in UNUSED]]
    table, columns, n_copies = add_groups(tone, by, verb="mean_tone", articles=articles, unit=unit)
    unit = find_unit(unit)
    if divisor == "n_sentences":
        table = table.assign(n_sentences=table["compound"].notna().astype(int))
    table = table[table[divisor] > 0]
    summary = _sum_tone(table, columns, unit, added, divisor)
    error = factor * ratio_error(*(summary[name] for name in ("n", "y", divisor, "yy", "xy", "xx")))
    summary["value"] = factor * summary["y"] / summary[divisor]
    summary = finish_summary(
        summary,
        ratio_interval(summary["value"], error, summary["n"], confidence=confidence),
        by=columns, counted=[divisor, *(name for name in added if name.startswith("n_"))], unit=unit,
        of=table, label=label, confidence=confidence, error=pd.Series(error), n_copies=n_copies,
    )  # fmt: skip
    return keep_behind(summary, lambda _: _list_counted(table, added), table)


def _list_counted(table: pd.DataFrame, added: list[str]) -> pd.DataFrame:
    """The rows that each count adds up, with its name in a column `counted`."""
    parts = [table[table[name].ne(0)].assign(counted=name.removeprefix("n_")) for name in added]
    return pd.concat(parts)


def _sum_tone(table: pd.DataFrame, by: list[str], unit: str, added: list[str], divisor: str) -> pd.DataFrame:
    """Add up the rows of each group: one row per group with the sums over its units and `n_articles`."""
    table = table[list(dict.fromkeys([*by, unit, "article_id", *added, divisor]))]
    if "article_id" not in by:
        table = table.assign(article_id=number_ids(table["article_id"])[0])
    if added == ["compound"]:
        # The last digit of a sum of floats depends on the order of adding; that of whole numbers does not.
        table = table.sort_values(["article_id", *added], kind="stable")
    parts = group_rows(table, list(dict.fromkeys([*by, unit])))[[*added, divisor]].sum().reset_index()
    parts = parts.assign(net=parts[added[0]] - (parts[added[1]] if len(added) > 1 else 0))
    sums = sum_units(parts, by, "net", divisor).join(group_rows(parts, by)[added].sum())
    sums = sums.join(group_rows(parts if unit == "article_id" else table, by)["article_id"].nunique())
    return sums.rename(columns={"article_id": "n_articles", "x": divisor}).reset_index()
