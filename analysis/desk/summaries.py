"""The table of a view: counts added, then divided once, by the project's own summaries."""

from typing import NamedTuple

import pandas as pd

from analysis.desk.things import Hits, Things
from analysis.desk.view import View
from analysis.duplicates.first_prints import CLUSTER
from analysis.ids import are_among
from analysis.schema import PERIODS, start_period, suggest_names
from analysis.summaries.groups import add_groups
from analysis.summaries.rates import count_articles, share_by
from analysis.summaries.sides import name_groups
from analysis.summaries.tone import mean_tone

NOT_KNOWN = "not known"
PANELS = 8  # groups that a course over time shows: those with most articles
TOP = 15  # groups that a ranking draws, and values of a column of the hits
# Columns of articles and hits by which nothing can be compared.
KEYS = {
    "article_id",
    "title",
    "text",
    "date",
    "cluster",
    "file",
    "sentence_id",
    "start",
    "end",
    "content",
    "surface",
}
PLACES = {"source_start", "source_end", "source_head", "n_words", "entity", "how", "in_quote"}


class Summary(NamedTuple):
    """The table of a view, its hits in the period, and how both are read.

    `groups` are the columns whose values name a row of the table: `by` and the period. `column` has the
    choice itself.
    """

    table: pd.DataFrame
    hits: pd.DataFrame
    articles: pd.DataFrame
    groups: list[str]
    column: str


def list_columns(things: Things, view: View) -> tuple[list[str], list[str]]:
    """List what a view can be compared by: columns of the articles, and columns of the hits."""
    articles = things.measured.headlines
    columns = [name for name in articles.columns if name not in KEYS]
    of_articles = [name for name in columns if name == "outlet" or articles[name].nunique() > 1]
    if view.what == "tone":
        return of_articles, ["voice"]
    if view.what == "articles":
        return of_articles, []
    hits = things.find_hits(view)
    taken = {*KEYS, *PLACES, *of_articles, hits.column, "query"}
    return of_articles, [name for name in hits.rows.columns if name not in taken]


def summarise(things: Things, view: View) -> Summary:
    """Make the table of a view.

    Raises ValueError for a choice or a column that is not there; the message names the nearest ones.
    """
    hits = things.find_hits(view)
    articles = view.pick(name_missing(things.measured.headlines, view.by))
    of_articles, of_hits = list_columns(things, view)
    is_of_hits = view.by in of_hits
    if view.by not in of_articles and not is_of_hits:
        columns = [*of_articles, *of_hits]
        raise ValueError(
            f"Nothing can be compared by {view.by!r}; it can by {', '.join(columns)}"
            f"{suggest_names(view.by, columns)}"
        )
    rows = hits.rows
    if view.what == "tone":
        articles = articles[articles["genre"].eq("news")]
    over = [view.over] if view.over else []
    groups = over if is_of_hits else [view.by, *over]
    # Copies count once: the sentences that open are those of the articles that are counted.
    articles = add_groups(articles, groups, verb="explore", unit=CLUSTER).table
    if len(articles) < len(things.measured.headlines):
        rows = rows[are_among(rows["article_id"], articles["article_id"])]
    rows = name_missing(rows, view.by) if is_of_hits else rows
    table = divide(things, view, hits._replace(rows=rows), articles, is_of_hits=is_of_hits)
    if view.over and not is_of_hits:
        table = keep_largest(table, articles, view.by)
    return Summary(table, rows, articles, [view.by, *([view.over] if view.over else [])], hits.column)


def divide(
    things: Things, view: View, hits: Hits, articles: pd.DataFrame, *, is_of_hits: bool
) -> pd.DataFrame:
    """Count or divide what a view shows, by group and period."""
    over = [view.over] if view.over else []
    by = over if is_of_hits else [view.by, *over]
    if view.what == "articles":
        return count_articles(articles, by=by).rename(columns={"n_articles": "value"})
    if view.what == "tone":
        tone = things.measured.tone
        tone = tone[are_among(tone["article_id"], articles["article_id"])]
        by = list(dict.fromkeys([view.by, *over, "voice"]))
        table = mean_tone(tone, measure=view.which, by=by, articles=articles)
        return table if is_of_hits else table[table["voice"].eq("narration")]
    what = view.by if is_of_hits else hits.column
    top = TOP if is_of_hits else None
    if hits.of is None:
        return share_by(hits.rows, what, by=by, of=articles, top=top)
    noun = "n_attributions" if view.what == "voice" else "n_acts"
    of = hits.of[are_among(hits.of["article_id"], articles["article_id"])].assign(**{noun: 1})
    rows = hits.rows.assign(**{noun: 1})
    return share_by(rows, what, by=by, of=of, weight=noun, top=top, articles=articles)


def name_missing(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the table with a name for empty values of a column; a table without such values as it is."""
    if column not in table.columns or not has_missing(table[column]):
        return table
    return table.assign(**{column: table[column].astype("str").fillna("").replace("", NOT_KNOWN)})


def has_missing(column: pd.Series) -> bool:
    """Whether a column of texts has an empty or missing value."""
    return bool(column.isna().any() or column.astype(str).eq("").any())


def keep_largest(table: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rows of the groups with most articles, as many as a course over time shows."""
    sizes = count_articles(articles, by=by).sort_values(["n_articles", by], ascending=[False, True])
    return table[table[by].isin(sizes[by].head(PANELS))]


def find_rows(summary: Summary, names: list[str]) -> pd.DataFrame:
    """Return the hits of one row of the table, by the names of its groups; all hits without names."""
    hits = summary.hits
    for name, group in zip(names, summary.groups, strict=False):
        if group in PERIODS and group not in hits.columns:
            periods = pd.DataFrame({group: start_period(hits["date"], group)})
            hits = hits[name_groups(periods, group) == name]
        elif group in summary.articles.columns:
            inside = name_groups(summary.articles, group) == name
            hits = hits[are_among(hits["article_id"], summary.articles.loc[inside, "article_id"])]
        else:
            hits = hits[name_groups(hits, group) == name]
    return hits
