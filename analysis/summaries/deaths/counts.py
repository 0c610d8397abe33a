"""Deaths against mentions: the deaths of each side beside the sentences that tell of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.duplicates.first_prints import CLUSTER
from analysis.schema import KEYS, PERIODS, check_choice, check_columns
from analysis.summaries.crossing import Crossed, cross_hits
from analysis.summaries.deaths.casualties import NOT_KNOWN, read_casualties
from analysis.summaries.deaths.mentions import WORDS, list_mentions
from analysis.summaries.deaths.totals import count_dead, write_notes
from analysis.summaries.groups import Names, add_groups, group_rows, list_names
from analysis.summaries.intervals import Interval, ratio_error, ratio_interval
from analysis.summaries.rates import share_by
from analysis.summaries.units import count_column, find_unit, finish_summary

READ = "n_read"  # 1 for each article: what mentions are divided by
SUMS = ["n", "n_articles", "y", "x", "yy", "xy", "xx"]
RATIOS = ["deaths_per_mention", "mentions_per_death"]
LABELS = {
    "mentions": "sentences on deaths per article",
    "deaths_per_mention": "deaths per sentence on them",
    "mentions_per_death": "sentences per death",
    "condemning": "share of sentences on deaths that condemn",
    "humanising": "share of sentences on deaths that humanise",
}


def count_deaths(
    acts: pd.DataFrame,
    *,
    casualties: pd.DataFrame | str | Path | None = None,
    sides: Mapping[str, str] | None = None,
    measure: str | None = None,
    by: Names = (),
    cumulated: bool = False,
    of: pd.DataFrame | None = None,
    unit: str = CLUSTER,
    articles: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Deaths of each side against the sentences that tell of them, and how the dead are spoken of.

    A mention is a sentence with a death of the side; a sentence with dead of two sides is a mention of each.
    A sentence whose dead have no known side is a mention of the side *not known*. The tolls that sentences
    give are never added up: a repeated toll is one more mention and no more deaths.

    Parameters
    ----------
    acts : DataFrame
        The table of `find_roles`. Acts of the class death count; injuries do not.
    casualties : DataFrame or path, optional
        Your own table of deaths by side and day; nothing is fetched. Recognised are the columns `date, side,
        deaths`; of OCHA, `date` and one column per place (*Gaza Casualties Since October 7*: a running
        total); of UCDP GED, `date_end, side_a, deaths_a, side_b, deaths_b, country, deaths_civilians,
        deaths_unknown`; of ACLED, `event_date, country, fatalities` (or your own column `side` in place of
        `country`: ACLED does not say whose dead they are). An event that comes twice counts once.
    sides : mapping, optional
        The side of the acts for each side of the casualties, such as `{"Gaza": "palestine"}`; "" leaves one
        out. A side that is not in it is found by its name in the registry.
    measure : {"deaths_per_mention", "mentions_per_death", "mentions", "condemning", "humanising"}, optional
        What `value` is: a ratio; mentions per article; or the share of mentions whose act holds a word that
        condemns the killing (*massacre*), or whose victim has a name, an age or a family (the list
        `death_words`; it is looked for in the words of the act, not in the whole sentence). By default
        deaths per mention with casualties, mentions without.
    by : str or list of str, default none
        Columns of `of` or of `articles`, such as "outlet"; "day" ... "year". Every outlet is set against
        the same deaths.
    cumulated : bool, default False
        With one period in `by`: whether deaths and mentions are added up from the first period on.
    of : DataFrame, optional
        All articles, with a death or without; by default the articles of `acts`. The deaths are those from
        the first to the last day of `of`.
    unit : str, default "cluster"
        What counts once: with "cluster" a text, by its first print in each group, where `of` or `articles`
        has its cluster; with "article_id" every print (exposure). Any other column is that of the units that
        vary independently; every print counts.
    articles : DataFrame, optional
        Holds the columns of `by` and `unit` that `of` lacks, by `article_id`.
    confidence : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row per group and side, *not known* last: `by`, `side`, `n_articles` (of a share of mentions:
        those with a mention), `n_mentions`, `n_condemning` and `n_humanising` of them, `largest_toll` (the
        largest number of dead in one sentence), `deaths`, `deaths_per_mention`, `mentions_per_death`,
        `value` with `low` and `high`, `complete` with a period, and `note`. A period without articles has no
        row, and one outside the casualties no deaths. The interval holds for the mentions, over articles;
        the deaths are taken as they are given.

    Raises
    ------
    ValueError
        For a side of the casualties that nothing tells (the message names the nearest), a table that is not
        recognised, a missing column, a measure that needs casualties, or `cumulated` without one period.

    References
    ----------
    Cochran 1977, Sampling Techniques, chapter 6 (the variance of a ratio); the interval of a ratio to deaths
    is taken on the logarithmic scale, so that the two ratios have one interval. Deaths per mention: Holly
    Jackson's study of three US papers, October 2023. The exports: Sundberg and Melander 2013, Journal of
    Peace Research 50(4) (UCDP GED); Raleigh, Linke, Hegre and Karlsen 2010, Journal of Peace Research 47(5)
    (ACLED); OCHA, flash updates of October 2023.

    Examples
    --------
    >>> acts = pd.DataFrame({
    ...     "article_id": ["a", "a", "b"], "outlet": "X", "date": pd.to_datetime(["2023-10-08"] * 3),
    ...     "sentence_id": [0, 1, 0], "surface": ["killed", "massacre", "died"], "act_class": "death",
    ...     "agent_words": "", "patient_words": ["three teachers", "twelve villagers", "two soldiers"],
    ...     "patient_side": ["ukraine", "ukraine", "russia"], "low": [3, 12, 2], "people": "",
    ...     "status": "stated"})
    >>> dead = pd.DataFrame({"date": "2023-10-08", "side": ["Ukraine", "Russia"], "deaths": [30, 5]})
    >>> counted = count_deaths(acts, casualties=dead)
    >>> counted[["side", "n_mentions", "n_condemning", "deaths", "value"]].head(2).values.tolist()
    [['russia', 1, 0, 5.0, 5.0], ['ukraine', 2, 1, 30.0, 15.0]]
    """
    measure = measure or ("mentions" if casualties is None else "deaths_per_mention")
    check_choice(measure, LABELS, name="measure")
    if measure in RATIOS and casualties is None:
        raise ValueError(f"count_deaths needs `casualties` for {measure}: a table of deaths by side and day.")
    mentions, deaths = list_mentions(acts), None
    if casualties is not None:
        deaths = read_casualties(casualties, sides=sides, act_sides=acts["patient_side"].dropna().unique())
    mentions["side"] = mentions["side"].astype(list_sides(mentions, deaths))
    keys = [name for name in [*KEYS, CLUSTER] if name in acts.columns]
    of = acts[keys] if of is None else check_columns(of, ["article_id"], verb="count_deaths")
    read = Read(of.drop_duplicates("article_id").assign(**{READ: 1}), by, unit, articles)
    read, n_copies = read.count_once() if cumulated else (read, 0)
    crossed = read.cross(mentions)
    mentions = mentions[mentions["article_id"].isin(crossed.of["article_id"])]
    summary = crossed.sums.assign(**count_words(read, mentions), largest_toll=find_tolls(crossed, mentions))
    if cumulated:
        summary = cumulate(summary, crossed.by, measure)
    summary = summary.assign(deaths=count_dead(summary, deaths, crossed, cumulated=cumulated))
    summary = add_ratios(summary.rename(columns={"y": "n_mentions"}))
    summary, interval, error = measure_mentions(summary, measure, read, mentions, crossed.by, confidence)
    summary = finish_summary(
        summary, interval, by=[*crossed.by, "side"], unit=find_unit(unit), of=crossed.of,
        label=LABELS[measure],
        counted=["n_mentions", "n_condemning", "n_humanising", "largest_toll", "deaths", *RATIOS],
        confidence=confidence, error=error, n_copies=n_copies + crossed.n_copies,
    )  # fmt: skip
    return summary.assign(note=write_notes(summary, deaths, crossed.of))


class Read(NamedTuple):
    """The articles that were read, and the columns that make groups and units of them."""

    of: pd.DataFrame
    by: Names
    unit: str
    articles: pd.DataFrame | None

    def count_once(self) -> tuple["Read", int]:
        """The first print of each text of all periods, for sums from the first period on."""
        groups = [name for name in list_names(self.by) if name not in PERIODS]
        counted = add_groups(
            self.of, groups, verb="count_deaths", articles=self.articles, unit=self.unit, called="`of`"
        )
        return self._replace(of=counted.table), counted.n_copies

    def cross(self, mentions: pd.DataFrame) -> Crossed:
        """The mentions of each side by group, with the articles that have none."""
        return cross_hits(
            mentions.assign(**{READ: 1}), "side", by=self.by, of=self.of, unit=self.unit, top=None,
            weight=READ, articles=self.articles, verb="count_deaths",
        )  # fmt: skip


def list_sides(mentions: pd.DataFrame, deaths: pd.DataFrame | None) -> pd.CategoricalDtype:
    """The sides of the mentions and of the deaths in the order of the alphabet, *not known* last."""
    sides = {*mentions["side"], *([] if deaths is None else deaths["side"])} - {NOT_KNOWN}
    return pd.CategoricalDtype([*sorted(sides), NOT_KNOWN], ordered=True)


def count_words(read: Read, mentions: pd.DataFrame) -> dict[str, pd.Series]:
    """The mentions with a word of each kind, in the order of all mentions by group and side."""
    return {f"n_{word}": read.cross(mentions[mentions[word]]).sums["y"] for word in WORDS}


def find_tolls(crossed: Crossed, mentions: pd.DataFrame) -> pd.Series:
    """The largest number of dead that one sentence gives, by group and side."""
    keys = [*crossed.by, "side"]
    groups = crossed.of[["article_id", *crossed.by]].drop_duplicates("article_id")
    placed = mentions[["article_id", "side", "toll"]].merge(groups, on="article_id")
    tolls = group_rows(placed, keys)["toll"].max().rename("largest_toll").reset_index()
    return crossed.sums[keys].merge(tolls, on=keys, how="left")["largest_toll"]


def cumulate(summary: pd.DataFrame, by: list[str], measure: str) -> pd.DataFrame:
    """The counts of each group added up from its first period to each later one."""
    periods = [name for name in by if name in PERIODS]
    if len(periods) != 1 or measure in WORDS:
        raise ValueError(
            "`cumulated` adds up mentions and deaths over one period: name it in `by`, such as by='day'; the "
            f"measure is {measure}, by is {', '.join(by) or 'empty'}."
        )
    summary = summary.sort_values(periods, kind="stable")
    groups = group_rows(summary, [*(name for name in by if name not in periods), "side"])
    counts = [*SUMS, *(f"n_{word}" for word in WORDS)]
    summary[counts] = groups[counts].cumsum()
    summary["largest_toll"] = groups["largest_toll"].cummax()
    return summary.sort_index()


def add_ratios(summary: pd.DataFrame) -> pd.DataFrame:
    """Deaths per mention and mentions per death; missing where there is nothing to divide by."""
    dead, told = summary["deaths"].where(summary["deaths"] >= 0), summary["n_mentions"].astype(float)
    return summary.assign(
        deaths_per_mention=dead / told.where(told > 0), mentions_per_death=told / dead.where(dead > 0)
    )


def measure_mentions(
    summary: pd.DataFrame, measure: str, read: Read, mentions: pd.DataFrame, by: list[str], confidence: float
) -> tuple[pd.DataFrame, Interval, pd.Series | None]:
    """The value of each row, its interval, and the standard error of the mentions per article."""
    if measure in WORDS:
        return measure_words(summary, measure, read, mentions, by, confidence)
    mean = summary["n_mentions"] / summary["x"]
    error = pd.Series(ratio_error(*(summary[name] for name in ("n", "n_mentions", "x", "yy", "xy", "xx"))))
    if measure == "mentions":
        low, high = ratio_interval(mean, error, summary["n"], confidence=confidence)
        return summary.assign(value=mean), (np.maximum(low, 0), high), error
    # On the logarithmic scale the interval of a ratio and of its inverse are the same.
    with np.errstate(divide="ignore", invalid="ignore"):
        half = ratio_interval(0.0, error / mean, summary["n"], confidence=confidence)[1]
    value = summary[measure].to_numpy(float)
    return summary.assign(value=value), (value * np.exp(-half), value * np.exp(half)), error


def measure_words(
    summary: pd.DataFrame, word: str, read: Read, mentions: pd.DataFrame, by: list[str], confidence: float
) -> tuple[pd.DataFrame, Interval, None]:
    """The share of mentions with a word of one kind, and its interval; its units are those with a mention."""
    told, keys = mentions.assign(n_mentions=1), [*by, "side"]
    kind = pd.CategoricalDtype([word])
    shares = share_by(
        told[told[word]].assign(word=word).astype({"word": kind}), "word", by=keys, of=told,
        weight="n_mentions", unit=find_unit(read.unit), confidence=confidence,
        articles=read.of if read.articles is None else read.articles,
    )  # fmt: skip
    shares = summary[keys].merge(shares.drop(columns="word"), on=keys, how="left")
    n = shares[count_column(find_unit(read.unit))].fillna(0).astype(int)
    low, high = (shares[name].to_numpy(float) for name in ("low", "high"))
    return summary.assign(value=shares["value"], n=n), (low, high), None
