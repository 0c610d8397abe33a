"""Every group crossed with every thing found: hits counted by unit, zeros kept."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.ids import are_among, number_ids
from analysis.schema import check_columns, check_count
from analysis.summaries.groups import Names, add_groups, group_rows, list_names
from analysis.summaries.units import find_unit, sum_units


class Crossed(NamedTuple):
    """Hits crossed with groups.

    `sums` has one row per group and thing found: `by`, `what`, `n` (units), `n_articles`, and the sums over
    units of y (hits, or articles with enough hits), x (words, or articles) and their products. `of` is the
    denominator with all columns of `by`; `by` and `what` are the columns of groups and things. `n_copies`
    counts the articles that are left out of both as copies.
    """

    sums: pd.DataFrame
    of: pd.DataFrame
    by: list[str]
    what: list[str]
    n_copies: int


class Groups(NamedTuple):
    """The hits and the denominator with every column that makes groups, and where these columns come from.

    `of_articles` are the columns of `by` that the denominator holds, `of_hits` those that only the hits hold
    (an article has every voice); `matched` are columns of the denominator that vary within an article, so
    that hits are matched by their value too. `n_copies` counts the articles that are left out as copies.
    """

    hits: pd.DataFrame
    of: pd.DataFrame
    by: list[str]
    of_articles: list[str]
    of_hits: list[str]
    matched: list[str]
    n_copies: int


def cross_hits(
    hits: pd.DataFrame,
    what: Names,
    *,
    by: Names,
    of: pd.DataFrame,
    unit: str,
    top: int | None,
    verb: str,
    at_least: int | None = None,
    weight: str | None = None,
    articles: pd.DataFrame | None = None,
) -> Crossed:
    """Count the hits of every thing found in every group of `of`.

    With `at_least` y counts the articles of a unit with so many hits, and x its articles. With `weight` y is
    the sum of that column of the hits, and x that of `of`. Else y counts the hits and x the words. For the
    other parameters see `share_by`.
    """
    things = list_names(what)
    check_columns(hits, ["article_id", *things, *([weight] if weight else [])], verb=verb)
    list_names([*list_names(by), *things])
    for name, count in {"at_least": at_least, "top": top}.items():
        if count is not None:
            check_count(count, name=name)
    by_articles = at_least is not None
    groups = _place_groups(hits, list_names(by), of, unit, verb, by_articles=by_articles, articles=articles)
    list_names([*groups.by, *things])
    found = [*groups.of_hits, *things]
    rows = groups.of.assign(x=1 if at_least else groups.of[weight or "n_words"])
    hits = groups.hits.assign(y=groups.hits[weight] if weight else 1)
    if "article_id" not in [*groups.by, *things]:
        number, number_of_hit = number_ids(rows["article_id"], hits["article_id"])
        inside = number_of_hit >= 0
        rows, hits = rows.assign(article_id=number), hits[inside].assign(article_id=number_of_hit[inside])
    keys = list(dict.fromkeys(["article_id", *groups.of_articles, find_unit(unit)]))
    rows = rows[[*keys, "x"]]
    rows = rows.drop_duplicates() if at_least else group_rows(rows, keys).sum().reset_index()
    counts = _count_hits(hits, rows, groups.matched, found, verb)
    every = _list_things(counts, found, things, top)
    counts = counts.merge(rows.drop(columns="x"), on=["article_id", *groups.matched])
    if at_least:
        counts["y"] = (counts["y"] >= at_least).astype(int)
    sums = _sum_groups(counts, rows, every, groups.of_articles, found, find_unit(unit))
    sums = sums.sort_values([*groups.by, *things], kind="stable", ignore_index=True)
    return Crossed(sums, groups.of, groups.by, things, groups.n_copies)


def _place_groups(
    hits: pd.DataFrame,
    by: list[str],
    of: pd.DataFrame,
    unit: str,
    verb: str,
    *,
    by_articles: bool,
    articles: pd.DataFrame | None,
) -> Groups:
    """Find out which table holds each column of `by`, and add the columns that neither holds yet."""
    # An article may have every voice. Any other group must be known of every article, with a hit or without.
    of_hits = ["voice"] if by_articles and "voice" in by and "voice" not in of.columns else []
    hits = add_groups(hits, of_hits, verb=verb, called="hits").table
    asked = [name for name in by if name not in of_hits]
    of, of_articles, n_copies = add_groups(of, asked, verb=verb, articles=articles, unit=unit, called="`of`")
    names = iter(of_articles)
    columns = [name if name in of_hits else next(names) for name in by]
    matched = [name for name in of_articles if _varies(of, name)]
    for name in matched:
        if name not in hits.columns:
            raise ValueError(
                f"{verb} cannot group by {name!r}: it varies within the articles of `of`, "
                f"and the hits have no column {name!r} to match."
            )
    return Groups(hits, of, columns, of_articles, of_hits, matched, n_copies)


def _varies(of: pd.DataFrame, name: str) -> bool:
    """Find out whether a column has several values within an article; missing values do not count."""
    article, value = pd.factorize(of["article_id"])[0], pd.factorize(of[name])[0]
    article, value = article[value >= 0], value[value >= 0]
    first = np.zeros(len(of), dtype=np.int64)
    first[article[::-1]] = value[::-1]  # written backwards, so that the first value stays
    return bool((value != first[article]).any())


def _count_hits(
    hits: pd.DataFrame, rows: pd.DataFrame, matched: list[str], found: list[str], verb: str
) -> pd.DataFrame:
    """Count the hits of each article, matched value and thing found."""
    inside = are_among(hits["article_id"], rows["article_id"])
    hits = hits.loc[inside, ["article_id", *matched, *found, "y"]]
    for name in matched:
        there, sought = set(rows[name].dropna().astype(str)), set(hits[name].dropna().astype(str))
        if sought and not sought & there:
            raise ValueError(
                f"{verb} cannot match the hits by {name!r}: they have {', '.join(sorted(sought)[:5])}; "
                f"`of` has {', '.join(sorted(there)[:5])}."
            )
    counts = group_rows(hits, ["article_id", *matched, *found])["y"].sum().reset_index()
    return counts.astype({name: rows[name].dtype for name in matched})


def _sum_groups(
    counts: pd.DataFrame,
    rows: pd.DataFrame,
    every: pd.DataFrame,
    of_articles: list[str],
    found: list[str],
    unit: str,
) -> pd.DataFrame:
    """Add up units by group and thing found; a thing that a group lacks has sums of 0."""
    place = list(dict.fromkeys([*of_articles, unit]))
    units = group_rows(rows, place)["x"].sum().reset_index()
    parts = group_rows(counts, [*place, *found])["y"].sum().reset_index().merge(units, on=place)
    sums = sum_units(parts, [*of_articles, *found], "y", "x")[["y", "yy", "xy"]].reset_index()
    groups = sum_units(units.assign(y=0), of_articles, "y", "x")[["n", "x", "xx"]]
    n_articles = group_rows(rows, of_articles)["article_id"].nunique().rename("n_articles")
    groups = groups.join(n_articles).reset_index()
    crossed = groups.merge(every, how="cross").merge(sums, on=[*of_articles, *found], how="left")
    crossed[["y", "yy", "xy"]] = crossed[["y", "yy", "xy"]].fillna(0)
    return crossed.assign(y=crossed["y"].astype(int))


def _list_things(counts: pd.DataFrame, found: list[str], things: list[str], top: int | None) -> pd.DataFrame:
    """List every thing that has a row in every group; categories that were never found are there too."""
    every = counts[things].drop_duplicates()
    if len(things) == 1 and isinstance(counts[things[0]].dtype, pd.CategoricalDtype):
        categories = counts[things[0]].cat.categories
        every = categories.to_frame(index=False, name=things[0]).astype(counts.dtypes[things[0]])
    if top is not None:
        spread = counts.groupby(things, observed=True)["article_id"].nunique().rename("n").reset_index()
        order = spread.sort_values(["n", *things], ascending=[False, *[True] * len(things)], kind="stable")
        every = every.merge(order.head(top)[things], on=things)
    others = [name for name in found if name not in things]
    return every.merge(counts[others].drop_duplicates(), how="cross")[found] if others else every
