"""Summaries: counts added over a group, divided once, with the article as the unit of uncertainty."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.ids import number_ids
from analysis.schema import check_choice, check_columns, check_count
from analysis.summaries.groups import (
    add_groups,
    finish_summary,
    group_rows,
    list_levels,
    list_names,
    name_units,
    sum_units,
)
from analysis.summaries.intervals import ratio_error, ratio_interval, share_interval

# measure: what is added up, over what, how much of it, and how the value reads
MEASURES = {
    "evaluation": (["n_positive", "n_negative"], "n_words", 100, "tone (net evaluative words per 100 words)"),
    "battle": (["n_battle"], "n_words", 100, "battle vocabulary (words per 100 words)"),
    "vader": (["compound"], "n_sentences", 1, "VADER tone (mean compound, -1 to 1)"),
}
VOICES = {True: "quotation", False: "narration"}


def count_articles(
    articles: pd.DataFrame, *, by: str | Iterable[str] = (), unit: str = "article_id"
) -> pd.DataFrame:
    """A row a group: how many articles, and how many units where `unit` is a column such as "cluster".

    Here a month without an article is a true 0: every combination of the groups is there, and every period
    between the first and the last.

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["X", "X", "Y"]})
    >>> count_articles(articles, by="outlet")["n_articles"].tolist()
    [2, 1]
    """
    by = list_names(by)
    table = add_groups(check_columns(articles, ["article_id"], verb="count_articles"), by, "count_articles")
    counted = {"n_articles": "article_id"} | ({} if unit == "article_id" else {name_units(unit): unit})
    if not by:
        return pd.DataFrame({name: [table[column].nunique()] for name, column in counted.items()})
    counts = group_rows(table, by)[list(dict.fromkeys(counted.values()))].nunique()
    counts.columns = list(counted)
    levels = [list_levels(table[column], column) for column in by]
    grid = levels[0].to_frame(index=False, name=by[0])
    for column, level in zip(by[1:], levels[1:], strict=True):
        grid = grid.merge(level.to_frame(index=False, name=column), how="cross")
    counts = grid.merge(counts.reset_index(), on=by, how="left")
    counts = counts.assign(**{name: counts[name].fillna(0).astype(int) for name in counted})
    counts.attrs = {"label": "articles"}
    return counts


def mean_tone(
    tone: pd.DataFrame,
    *,
    measure: str = "evaluation",
    by: str | Iterable[str] = (),
    unit: str = "article_id",
    level: float = 0.95,
) -> pd.DataFrame:
    """A row a group: its tone, a ratio of sums over its articles, with the interval.

    `evaluation` = 100 * (n_positive - n_negative) / n_words and `battle` = 100 * n_battle / n_words, both per
    100 words; `vader` = the sum of the sentences' compound scores over their number (-1 to 1). `by` takes
    columns, periods ("day" ... "year"), "voice" (after `split_voices`) and "window" (after
    `add_event_window`). `unit` names the column whose values vary independently: articles, or wire clusters.
    Below 5 units `low` and `high` are missing and `note` says why. A group without words has no row: a gap
    is not a zero. Source: Young & Soroka 2012, Political Communication 29(2); variance by linearisation
    (Cochran 1977).

    >>> tone = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "X"], "n_words": [20, 30],
    ...                      "n_positive": [1, 0], "n_negative": [0, 3]})
    >>> mean_tone(tone, by="outlet")[["outlet", "n_articles", "value", "note"]].values.tolist()
    [['X', 2, -4.0, '2 articles: an interval needs 5']]
    """
    check_choice(measure, MEASURES, name="measure")
    added, under, times, label = MEASURES[measure]
    by = list_names(by)
    needed = ["article_id", unit, *added, *([under] if under != "n_sentences" else [])]
    table = add_groups(check_columns(tone, dict.fromkeys(needed), verb="mean_tone"), by, "mean_tone")
    if measure == "vader":
        table = table.assign(n_sentences=table["compound"].notna().astype(int))
    keys = list(dict.fromkeys([*by, unit, "article_id"]))
    dates = [name for name in ["date"] if name in table.columns and name not in keys]
    table = table.loc[table[under] > 0, [*keys, *added, under, *dates]]
    if "article_id" not in by:
        table = table.assign(article_id=number_ids(table["article_id"])[0])
    if measure == "vader":
        # One order of adding, so that the last digit does not hang on the order of the rows; whole numbers
        # need none.
        table = table.sort_values(["article_id", *added], kind="stable")
    parts = group_rows(table, list(dict.fromkeys([*by, unit])))[[*added, under]].sum().reset_index()
    parts = parts.assign(top=parts[added[0]] - (parts[added[1]] if len(added) > 1 else 0))
    sums = sum_units(parts, by, "top", under).join(group_rows(parts, by)[added].sum())
    articles = parts if unit == "article_id" else table
    sums = sums.join(group_rows(articles, by)["article_id"].nunique())
    summary = sums.rename(columns={"article_id": "n_articles", "x": under}).reset_index()
    error = ratio_error(*(summary[name] for name in ("n", "y", under, "yy", "xy", "xx"))) * times
    summary["value"] = times * summary["y"] / summary[under]
    low, high = ratio_interval(summary["value"], error, summary["n"], level=level)
    counted = [under, *(name for name in added if name.startswith("n_"))]
    return finish_summary(
        summary,
        by=by,
        counted=counted,
        low=low,
        high=high,
        error=error,
        unit=unit,
        of=table,
        label=label,
        level=level,
    )


def share_by(
    hits: pd.DataFrame,
    what: str | Iterable[str],
    *,
    by: str | Iterable[str] = (),
    of: pd.DataFrame,
    at_least: int = 1,
    unit: str = "article_id",
    top: int | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """A row a group and a thing found: the share (0-1) of the group's articles that hold it.

    `of` is the denominator: the articles looked at, hit or no hit, so that silence counts as 0. An article
    holds a thing that it names `at_least` times. `what` names the column(s) of the thing (frame, entity,
    category); every value found (or every category of a categorical column) has its row in every group. `by`
    takes columns of `of`, periods of its `date`, and "voice" (of the hits, read from `in_quote`). `top` keeps
    the things in most articles. Wilson interval; with clusters as `unit`, at the effective sample size. Hits
    in articles that `of` does not hold are left out. Raises ValueError for a `by` that `of` does not hold.

    >>> articles = pd.DataFrame({"article_id": list("abcde"), "outlet": "X"})
    >>> hits = pd.DataFrame({"article_id": ["a", "a", "b"], "frame": ["law", "law", "law"]})
    >>> share_by(hits, "frame", of=articles)[["frame", "n_articles", "n_with", "value"]].values.tolist()
    [['law', 5, 2, 0.4]]
    """
    of = check_columns(of, ["article_id"], verb="share_by")
    summary, table, by, what = _cross(hits, what, by, of, unit, top, "share_by", at_least=at_least)
    summary = summary.rename(columns={"y": "n_with"})
    share = summary["n_with"] / summary["n_articles"]
    effective = summary["n"].astype(float)
    if unit != "article_id":
        error = ratio_error(summary["n"], summary["n_with"], *(summary[c] for c in ("x", "yy", "xy", "xx")))
        with np.errstate(divide="ignore", invalid="ignore"):
            reached = np.where(error > 0, share * (1 - share) / error**2, summary["n"])
        effective = np.clip(reached, 1, summary["n_articles"])
    low, high = share_interval(share * effective, effective, level=level)
    summary["value"] = share
    return finish_summary(
        summary, by=[*by, *what], counted=["n_with"], low=low, high=high, error=None, unit=unit, of=table,
        label=f"share of articles with the {' and '.join(what)}", level=level,
    )  # fmt: skip


def rate_per_1000(
    hits: pd.DataFrame,
    what: str | Iterable[str],
    *,
    by: str | Iterable[str] = (),
    of: pd.DataFrame,
    unit: str = "article_id",
    top: int | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """A row a group and a thing found: how often it comes per 1,000 words, with the interval.

    `of` is the denominator: a table with `n_words` (the tone table, or its `split_voices` for "voice" in
    `by`). Otherwise as `share_by`.

    >>> tone = pd.DataFrame({"article_id": ["a", "b"], "n_words": [500, 1500]})
    >>> hits = pd.DataFrame({"article_id": ["a", "a", "b"], "frame": ["law", "law", "law"]})
    >>> rate_per_1000(hits, "frame", of=tone)[["frame", "n_words", "n_hits", "value"]].values.tolist()
    [['law', 2000, 3, 1.5]]
    """
    of = check_columns(of, ["article_id", "n_words"], verb="rate_per_1000")
    summary, table, by, what = _cross(hits, what, by, of[of["n_words"] > 0], unit, top, "rate_per_1000")
    summary = summary.rename(columns={"y": "n_hits", "x": "n_words"})
    error = 1000 * ratio_error(*(summary[c] for c in ("n", "n_hits", "n_words", "yy", "xy", "xx")))
    summary["value"] = 1000 * summary["n_hits"] / summary["n_words"]
    low, high = ratio_interval(summary["value"], error, summary["n"], level=level)
    return finish_summary(
        summary, by=[*by, *what], counted=["n_words", "n_hits"], low=np.maximum(low, 0), high=high,
        error=error, unit=unit, of=table, label="mentions per 1,000 words", level=level,
    )  # fmt: skip


def _cross(
    hits: pd.DataFrame,
    what: str | Iterable[str],
    by: str | Iterable[str],
    of: pd.DataFrame,
    unit: str,
    top: int | None,
    verb: str,
    at_least: int | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, list[str], list[str]]:
    """Every group of `of` crossed with every thing found, with the sums over units; zeros kept.

    With `at_least` the y of a unit counts its articles with so many hits and its x its articles; else y
    counts the hits and x the words.
    """
    by, what = list_names(by), list_names(what)
    list_names([*by, *what])
    check_columns(hits, ["article_id", *what], verb=verb)
    check_columns(of, [unit], verb=verb)
    for name, count in {"at_least": at_least, "top": top}.items():
        if count is not None:
            check_count(count, name=name)
    if "voice" in by and "voice" not in hits.columns and "in_quote" in hits.columns:
        hits = hits.assign(voice=hits["in_quote"].astype(bool).map(VOICES))
    # An article speaks in both voices; any other group must say of every article whose it is, hit or no hit.
    theirs = ["voice"] if at_least and "voice" in by and "voice" not in of.columns else []
    ours = [name for name in by if name not in theirs]
    of, hits = add_groups(of, ours, verb, called="`of`"), add_groups(hits, theirs, verb, called="hits")
    found = [*theirs, *what]
    keys = list(dict.fromkeys(["article_id", *ours, unit]))
    articles = of[keys].assign(x=1 if at_least else of["n_words"])
    if "article_id" not in [*by, *what]:
        number, own = number_ids(of["article_id"], hits["article_id"])
        articles, hits = articles.assign(article_id=number), hits[own >= 0].assign(article_id=own[own >= 0])
    # A column that changes inside an article (voice) must be matched row by row, the others by article.
    inner = [name for name in ours if name in hits.columns and _varies(articles, name)]
    articles = articles.drop_duplicates() if at_least else group_rows(articles, keys).sum().reset_index()
    units = group_rows(articles, list(dict.fromkeys([*ours, unit])))["x"].sum().reset_index()

    hits = hits.loc[hits["article_id"].isin(articles["article_id"]), ["article_id", *inner, *found]]
    counts = group_rows(hits, ["article_id", *inner, *found]).size().rename("y").reset_index()
    things = _list_things(counts, found, what, top)
    if inner:
        counts = counts.astype({name: articles[name].dtype for name in inner})
    counts = counts.merge(articles.drop(columns="x"), on=["article_id", *inner])
    if at_least:
        counts["y"] = (counts["y"] >= at_least).astype(int)
    place = list(dict.fromkeys([*ours, unit]))
    parts = group_rows(counts, [*place, *found])["y"].sum().reset_index().merge(units, on=place)
    sums = sum_units(parts, [*ours, *found], "y", "x")[["y", "yy", "xy"]].reset_index()

    groups = sum_units(units.assign(y=0), ours, "y", "x")[["n", "x", "xx"]]
    n_articles = group_rows(articles, ours)["article_id"].nunique().rename("n_articles")
    groups = groups.join(n_articles).reset_index()
    summary = groups.merge(things, how="cross").merge(sums, on=[*ours, *found], how="left")
    summary[["y", "yy", "xy"]] = summary[["y", "yy", "xy"]].fillna(0)
    summary["y"] = summary["y"].astype(int)
    return summary.sort_values([*by, *what], kind="stable", ignore_index=True), of, by, what


def _varies(articles: pd.DataFrame, name: str) -> bool:
    """Whether a column has several values within an article; rows that have none do not tell."""
    article, value = pd.factorize(articles["article_id"])[0], pd.factorize(articles[name])[0]
    article, value = article[value >= 0], value[value >= 0]
    first = np.zeros(len(articles), dtype=np.int64)
    first[article[::-1]] = value[::-1]  # written backwards, so that the first stays
    return bool((value != first[article]).any())


def _list_things(hits: pd.DataFrame, found: list[str], what: list[str], top: int | None) -> pd.DataFrame:
    """Every thing that has a row in every group; those named by categories alone are there with zeros."""
    things = hits[found].drop_duplicates()
    if len(found) == 1 and isinstance(hits[found[0]].dtype, pd.CategoricalDtype):
        dtype = hits[found[0]].dtype
        things = pd.DataFrame({found[0]: pd.Categorical(dtype.categories, dtype=dtype)})
    if top is not None:
        spread = hits.groupby(what, observed=True)["article_id"].nunique().rename("n").reset_index()
        order = spread.sort_values(["n", *what], ascending=[False, *[True] * len(what)], kind="stable")
        things = things.merge(order.head(top)[what], on=what)
    return things
