"""Sums over windows of days of what is compared: shares of articles, rates per 1,000 words, or tone.

Each window is a group of its own: a text counts once in it, by its first print in the window.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.duplicates.first_prints import CLUSTER, find_prints_before, number_values
from analysis.ids import are_among, join_variable, number_ids
from analysis.schema import check_choice, check_columns
from analysis.summaries.intervals import Floats, Interval, difference_interval, ratio_error, ratio_interval
from analysis.summaries.tone import MEASURES

Days = NDArray[np.int64]
SUMS = ("n", "y", "x", "yy", "xy", "xx")


class Daily(NamedTuple):
    """What is compared, as sums over all windows of one length.

    `sums` has an array for n (articles), y, x and their products, with a row per thing (or one for all) and a
    column per first day of a window, from the window that ends with the first day of the corpus to the one
    that begins with the last; the last column is 0. A value is `factor * y / x`; of shares x counts articles.
    `n_copies` counts the articles that a window leaves out.
    """

    first: pd.Timestamp
    n_days: int
    length: int
    n_copies: int
    things: list[str]
    sums: dict[str, Floats]
    factor: float
    kind: str  # share, rate or tone
    label: str

    @property
    def is_share(self) -> bool:
        return self.kind == "share"

    def window(self, start: Days) -> dict[str, Floats]:
        """The sums over the window that begins with each start day; days outside count nothing."""
        column = start + self.length - 1
        width = self.n_days + self.length
        column = np.where((column >= 0) & (column < width), column, width - 1)
        return {name: total[:, column] for name, total in self.sums.items()}

    def ratio(self, sums: dict[str, Floats]) -> Floats:
        """The values of some sums, one row per thing; NaN where nothing was counted."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.factor * sums["y"] / sums["x"])

    def difference(self, before: dict[str, Floats], after: dict[str, Floats], confidence: float) -> Interval:
        """The interval of after minus before: Newcombe's for shares, MOVER from two ratios for the others."""
        if self.is_share:
            numbers = (before["y"], before["n"], after["y"], after["n"])
            return difference_interval(*numbers, confidence=confidence)  # type: ignore[arg-type]
        (low1, high1), (low2, high2) = (self.interval(sums, confidence) for sums in (before, after))
        first, then = self.ratio(before), self.ratio(after)
        change = then - first
        return change - np.hypot(then - low2, high1 - first), change + np.hypot(high2 - then, first - low1)

    def interval(self, sums: dict[str, Floats], confidence: float) -> Interval:
        """The interval of each value; NaN without any spread: rare things, not certainty, have none."""
        error = self.factor * ratio_error(*(sums[name] for name in SUMS))
        error = np.where(error > 0, error, np.nan)
        return ratio_interval(self.ratio(sums), error, sums["n"], confidence=confidence)


def sum_daily(
    hits: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    what: str,
    length: int,
    of: pd.DataFrame | None = None,
    measure: str | None = None,
    at_least: int = 1,
) -> Daily:
    """Add up over windows of `length` days the hits of each thing, or the tone of each voice.

    Without `of` and `measure` the values are shares of articles with a hit. With `of`, a table with
    `article_id` and `n_words`, they are hits per 1,000 words. With `measure` the hits are a tone table.
    Things with hits in fewer than `at_least` texts are left out: many names stand in a single one.
    """
    if measure is not None:
        check_choice(measure, MEASURES, name="measure")
        return sum_tone(hits, articles, what=what, measure=measure, length=length)
    if what not in hits.columns and what in articles.columns:
        hits = join_variable(hits, what, articles, verb="compare_periods")
    check_columns(hits, ["article_id", what], verb="compare_periods")
    dated = date_articles(articles)
    if of is not None:
        check_columns(of, ["article_id", "n_words"], verb="compare_periods")
        words = of.groupby("article_id", observed=True)["n_words"].sum()
        dated["x"] = dated["article_id"].map(words).fillna(0).to_numpy(float)
        dated = dated[dated["x"] > 0].reset_index(drop=True)
    dated = add_prints_before(dated)
    rank, number = number_ids(dated["article_id"], hits["article_id"])
    code, names = pd.factorize(hits[what].astype(str), sort=True)
    counts = pd.DataFrame({"rank": number, "code": code, "y": 1.0})[(number >= 0) & (code >= 0)]
    by_article = counts.groupby(["rank", "code"])["y"].sum().reset_index()
    by_article["place"] = np.argsort(rank)[by_article["rank"].to_numpy()]
    by_article["text"] = dated["text"].to_numpy()[by_article["place"]]
    found, names = drop_rare(by_article, names, at_least)
    if of is None:
        found["y"] = 1.0
    kind, factor, label = "share", 1, "share of articles"
    if of is not None:
        kind, factor, label = "rate", 1000, "mentions per 1,000 words"
    n_days = count_days(articles)
    sums = add_windows(dated, found, len(names), n_days, length)
    n_copies = count_copies(dated, length)
    things = list(names.astype(str))
    return Daily(find_first(articles), n_days, length, n_copies, things, sums, factor, kind, label)


def drop_rare(sums: pd.DataFrame, names: pd.Index, at_least: int) -> tuple[pd.DataFrame, pd.Index]:
    """The sums by article and thing without those in fewer than `at_least` texts; the other names."""
    texts = sums[["code", "text"]].drop_duplicates()
    enough = np.bincount(texts["code"], minlength=len(names)) >= at_least
    sums = sums[enough[sums["code"]]]
    return sums.assign(code=(np.cumsum(enough) - 1)[sums["code"]]), names[enough]


def sum_tone(tone: pd.DataFrame, articles: pd.DataFrame, *, what: str, measure: str, length: int) -> Daily:
    """Add up over windows the tone of each voice, or of the groups of another column of the table."""
    added, divisor, factor, label = MEASURES[measure]
    if what == "voice" and "voice" not in tone.columns:
        from analysis.tone.voices import split_voices  # only a comparison by voice needs it

        tone = split_voices(tone)
    if divisor == "n_sentences":
        tone = tone.assign(n_sentences=tone["compound"].notna().astype(int))
    tone = check_columns(tone, ["article_id", what, *added, divisor], verb="compare_periods")
    tone = tone.dropna(subset=[what])
    net = tone[added[0]].fillna(0) - (tone[added[1]] if len(added) > 1 else 0)
    table = pd.DataFrame({"article_id": tone["article_id"], "thing": tone[what].astype(str)})
    table = table.assign(y=net, x=tone[divisor]).groupby(["thing", "article_id"], observed=True).sum()
    things, parts, n_days = sorted(set(tone[what].astype(str))), [], count_days(articles)
    every = date_articles(articles).drop(columns="x")
    every = every[are_among(every["article_id"], tone.loc[tone[divisor] > 0, "article_id"])].reset_index(
        drop=True
    )
    every = add_prints_before(every)
    for thing in things:
        dated = every.merge(table.loc[thing], on="article_id")
        dated = dated[dated["x"] > 0].reset_index(drop=True)
        found = pd.DataFrame({"place": dated.index, "code": 0, "y": dated["y"]})
        parts.append(add_windows(dated, found, 1, n_days, length))
    sums = {name: np.concatenate([part[name] for part in parts]) for name in SUMS if parts}
    sums = sums or {name: np.zeros((0, n_days + length)) for name in SUMS}
    n_copies = count_copies(every, length)
    return Daily(find_first(articles), n_days, length, n_copies, things, sums, factor, "tone", label)


def list_counted(
    hits: pd.DataFrame, articles: pd.DataFrame, *, what: str, measure: str | None
) -> pd.DataFrame:
    """The dated rows behind the values: hits of articles, or the sentences that have any of the tone."""
    if measure is not None:
        if what == "voice" and "voice" not in hits.columns:
            from analysis.tone.voices import split_voices  # only a comparison by voice needs it

            hits = split_voices(hits)
        hits = hits[hits[list(MEASURES[measure][0])].fillna(0).ne(0).any(axis=1)]
    for name in ("date", what):
        hits = hits if name in hits.columns else join_variable(hits, name, articles, verb="compare_periods")
    return hits.dropna(subset=["date"])


def date_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """The dated articles, each once: `article_id`, `day` (days since the first), `x` = 1, and `cluster`."""
    check_columns(articles, ["article_id", "date"], verb="compare_periods")
    dated = articles.dropna(subset=["date"]).drop_duplicates("article_id")
    day = (pd.to_datetime(dated["date"]).dt.normalize() - find_first(articles)).dt.days
    table = pd.DataFrame({"article_id": dated["article_id"], "day": day, "x": 1.0})
    table = table.assign(**{CLUSTER: dated[CLUSTER]}) if CLUSTER in dated.columns else table
    return table.reset_index(drop=True)


def add_prints_before(dated: pd.DataFrame) -> pd.DataFrame:
    """The articles with the number of their `text`, and the day of its print `before`."""
    if CLUSTER not in dated.columns:
        return dated.assign(text=np.arange(len(dated)), before=-np.inf)
    text = number_values(dated[CLUSTER])
    before = find_prints_before(dated["day"], dated["article_id"], dated[CLUSTER])
    text = np.where(text >= 0, text, len(dated) + np.arange(len(dated)))  # not known: a text of its own
    return dated.drop(columns=CLUSTER).assign(text=text, before=before)


def count_copies(dated: pd.DataFrame, length: int) -> int:
    """How many articles are not the first print of their text in some window that holds them."""
    return int((dated["day"] - dated["before"] < length).sum())


def find_first(articles: pd.DataFrame) -> pd.Timestamp:
    """The day of the first article; any day where none is dated."""
    days = pd.to_datetime(articles["date"]).dropna()
    return pd.Timestamp(0) if days.empty else pd.Timestamp(days.min()).normalize()


def count_days(articles: pd.DataFrame) -> int:
    """The days from the first article to the last, both included."""
    days = pd.to_datetime(articles["date"]).dropna().dt.normalize()
    return 0 if days.empty else (days.max() - days.min()).days + 1


def add_windows(
    dated: pd.DataFrame, found: pd.DataFrame, n_things: int, n_days: int, length: int
) -> dict[str, Floats]:
    """The sums over each window: of the articles one row, of what was found one row per thing.

    `dated` has `day, before, x`; `found` has the `place` of the article in `dated`, the `code` of the thing
    and `y`. An article counts in the windows that hold its day and begin after the print before.
    """
    day, x = dated["day"].to_numpy(np.int64), dated["x"].to_numpy(float)
    starts = np.maximum(day, dated["before"].to_numpy(float) + length).astype(np.int64)
    ends, width = day + length, n_days + length  # the first column of an article, and the one after its last

    def add_up(rows: Days, y: Floats, code: Days, n_rows: int) -> Floats:
        """The sums of some rows of the articles: each begins to count at its start and ceases at its end."""
        steps = np.zeros(n_rows * width)
        for columns, sign in ((starts[rows], 1.0), (ends[rows], -1.0)):
            steps += np.bincount(code * width + columns, sign * y, n_rows * width)
        total: Floats = np.cumsum(steps.reshape(n_rows, width), axis=1)
        total[:, -1:] = 0
        return total

    every, none = np.arange(len(day)), np.zeros(len(day), dtype=np.int64)
    weights = {"n": np.ones(len(day)), "x": x, "xx": x * x}
    sums = {name: add_up(every, weight, none, 1) for name, weight in weights.items()}
    place, code = found["place"].to_numpy(np.int64), found["code"].to_numpy(np.int64)
    y = found["y"].to_numpy(float)
    weights = {"y": y, "yy": y * y, "xy": x[place] * y}
    return sums | {name: add_up(place, weight, code, n_things) for name, weight in weights.items()}
