"""A view as a notebook cell: code in the project's own verbs that makes the same table and picture again."""

from collections.abc import Iterator

from analysis.desk.pictures import name_view
from analysis.desk.query import list_terms, parse_query
from analysis.desk.summaries import NOT_KNOWN, PANELS, TOP, has_missing, list_columns
from analysis.desk.things import ANY, DRAWN, Things
from analysis.desk.view import View
from analysis.frames.cues import FEWEST_CUES


def write_cell(things: Things, view: View, *, has_events: bool = False) -> str:
    """Write a view as the code of a notebook cell.

    The cell needs `an` (`import analysis as an`) and `measured`, as the notebooks have them, and `events`
    where the picture marks events. It leaves the table in `summary`.
    """
    of_articles, of_hits = list_columns(things, view)
    is_of_hits = view.by in of_hits
    lines = [*write_articles(things, view, of_articles)]
    if view.what == "tone":
        lines += write_tone(view)
    elif view.what == "articles":
        lines.append(
            f"summary = an.count_articles(articles, by={write_by(view)})"
            ".rename(columns={'n_articles': 'value'})"
        )
    else:
        lines += write_hits(things, view)
        lines += write_missing(things, view) if is_of_hits else []
        lines += write_share(view, is_of_hits=is_of_hits)
    if view.over and not is_of_hits:
        lines += [
            f"sizes = an.count_articles(articles, by={view.by!r})",
            f"sizes = sizes.sort_values(['n_articles', {view.by!r}], ascending=[False, True])",
            f"summary = summary[summary[{view.by!r}].isin(sizes[{view.by!r}].head({PANELS}))]",
        ]
    title = [f"# {clean_line(name_view(view))}"]
    title += ["import pandas as pd"] if any("pd." in line for line in lines) else []
    return "\n".join(
        [*title, *lines, "display(an.show_table(summary))", write_plot(view, has_events=has_events)]
    )


def clean_line(text: str) -> str:
    """Return a text as one line of a comment.

    >>> clean_line("a\\nb\\x00c")
    'a b c'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def write_by(view: View) -> str:
    """Write the columns that make groups."""
    return repr([view.by, view.over] if view.over else view.by)


def write_articles(things: Things, view: View, of_articles: list[str]) -> Iterator[str]:
    """Write the lines that choose the articles."""
    yield "articles = measured.headlines"
    column = view.by
    if column in of_articles and has_missing(things.measured.headlines[column]):
        yield f"names = articles[{column!r}].astype('str').fillna('').replace('', {NOT_KNOWN!r})"
        yield f"articles = articles.assign(**{{{column!r}: names}})"
    if view.since:
        yield f"articles = articles[articles['date'] >= {view.since!r}]"
    if view.until:
        yield f"articles = articles[articles['date'] < {view.day_after!r}]"


def write_tone(view: View) -> Iterator[str]:
    """Write the lines that make a table of tone: of narration in news, or of each voice."""
    by = list(dict.fromkeys([view.by, *([view.over] if view.over else []), "voice"]))
    yield "news = articles[articles['genre'].eq('news')]"
    yield "tone = measured.tone[measured.tone['article_id'].isin(news['article_id'])]"
    yield f"summary = an.mean_tone(tone, measure={view.which!r}, by={by!r}, articles=articles)"
    if view.by != "voice":
        yield "summary = summary[summary['voice'].eq('narration')]"


def write_hits(things: Things, view: View) -> Iterator[str]:
    """Write the lines that find the hits, with the choice as a category: a group without a hit has a 0."""
    if view.what == "words":
        terms = list_terms(parse_query(view.which))
        yield "from analysis.desk.search import search_sentences"
        yield f"sentences = measured.read_sentences(containing={terms!r})"
        yield "attributions = measured.read_rows('attributions', rows=sentences)"
        yield f"hits = search_sentences(sentences, {view.which!r}, attributions=attributions)"
        return
    if view.what == "role":
        yield from write_roles(things)
    table, column, value = name_source(view)
    if (view.what == "name" and value == ANY) or view.what == "table":
        yield f"hits = {table}.assign(**{{{column!r}: {value!r}}})"
    else:
        yield f"hits = {table}[{table}[{column!r}].eq({value!r})]"
    if view.what == "frame":
        yield f"hits = hits[hits.groupby('article_id')['article_id'].transform('size') >= {FEWEST_CUES}]"
    yield f"hits = hits.astype({{{column!r}: pd.CategoricalDtype([{value!r}])}})"


def write_roles(things: Things) -> Iterator[str]:
    """Write the lines that find the acts, in all articles or in those drawn by lot."""
    if things.draws_roles:
        yield f"drawn = an.sample_rows(measured.headlines, {DRAWN}, unit='article')"
        yield "names = ['sentences', 'mentions', 'attributions']"
        yield "sentences, mentions, attributions = (measured.read_rows(name, rows=drawn) for name in names)"
    else:
        yield "sentences, mentions = measured.sentences, measured.mentions"
        yield "attributions = measured.attributions"
    yield "roles = an.find_roles(sentences, mentions, attributions=attributions)"


def name_source(view: View) -> tuple[str, str, str]:
    """Name the table of the hits, as code, the column of the choice and the choice."""
    if view.what == "name":
        return "measured.mentions", "name", view.which
    if view.what == "table":
        return f"measured.{view.which}", "measure", view.which
    first, second = view.split_which("a table and a value")
    if view.what == "frame":
        return f"measured.{first}", "frame", second
    return ("roles" if view.what == "role" else "measured.attributions"), first, second


def write_missing(things: Things, view: View) -> Iterator[str]:
    """Write the line that names empty values of a column of the hits, where it has some."""
    rows = things.find_hits(view).rows
    inside = rows["article_id"].isin(view.pick(things.measured.headlines)["article_id"])
    if has_missing(rows.loc[inside, view.by]):
        yield "hits = hits[hits['article_id'].isin(articles['article_id'])]"
        names = f"hits[{view.by!r}].astype('str').fillna('').replace('', {NOT_KNOWN!r})"
        yield f"hits = hits.assign(**{{{view.by!r}: {names}}})"


def write_share(view: View, *, is_of_hits: bool) -> Iterator[str]:
    """Write the lines that divide the hits by articles, attributions or acts."""
    what = view.by if is_of_hits else view.column
    by = repr([view.over] if view.over else []) if is_of_hits else write_by(view)
    top = f", top={TOP}" if is_of_hits else ""
    if view.what not in ("voice", "role"):
        yield f"summary = an.share_by(hits, {what!r}, by={by}, of=articles{top})"
        return
    table, noun = ("measured.attributions", "n_attributions") if view.what == "voice" else ("roles", "n_acts")
    yield f"of = {table}[{table}['article_id'].isin(articles['article_id'])].assign({noun}=1)"
    yield f"hits = hits.assign({noun}=1)"
    yield f"summary = an.share_by(hits, {what!r}, by={by}, of=of, weight={noun!r}{top}, articles=articles)"


def write_plot(view: View, *, has_events: bool) -> str:
    """Write the line that draws the picture."""
    if not view.over:
        return f"display(an.show_chart(an.plot_ranked(summary, {view.by!r}, top={TOP})))"
    events = ", events=events" if has_events else ""
    return f"display(an.show_chart(an.plot_over_time(summary, {view.column!r}, by={view.by!r}{events})))"
