"""Findings: sentences computed from summaries, which claim no more than the intervals support."""

import pandas as pd

from analysis.charts.values import format_value, is_share
from analysis.corpus.companions import provenance_of
from analysis.corpus.genre.genres import ONE_VOICE
from analysis.reporting.contrasts import (
    count_hits,
    describe_events,
    describe_few_hits,
    describe_found,
    describe_shift,
    describe_unusual,
    describe_words,
    has_few_hits,
)
from analysis.reporting.links import Finding
from analysis.schema import check_choice, check_columns, check_count
from analysis.wording import capitalise, count_noun, format_day, format_group, name_groups, plural_of

# Two values are ordered for certain only where their intervals do not overlap.
UNCERTAIN = "their intervals overlap, so their order is uncertain"
UNCERTAIN_BESIDE = "these two differ beyond their intervals, but which group comes first or last is uncertain"


def describe_corpus(articles: pd.DataFrame, *, byline: bool = False) -> str:
    """Number of articles, number of outlets and dates of a corpus, in one sentence.

    Where the column `genre` is there, the sentence also counts addresses and transcripts: whole texts in one
    voice, whose words are their speakers'.

    Parameters
    ----------
    articles : DataFrame
        One row per article: `article_id`, `outlet`, `date`. Articles without a date are counted apart.
    byline : bool, default False
        Whether the author, the title and the licence of the corpus stand in front, as far as its
        PROVENANCE.toml gives them.

    Returns
    -------
    str
        One sentence; with a byline up to three.

    Raises
    ------
    ValueError
        For a table without one of these columns; the message names the nearest ones.

    Examples
    --------
    >>> describe_corpus(pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "X"],
    ...                               "date": pd.to_datetime(["2022-11-17", "2022-12-01"])}))
    '2 articles from 1 outlet, 17 November 2022 to 1 December 2022.'
    """
    check_columns(articles, ["article_id", "outlet", "date"], verb="describe_corpus")
    n_articles, n_outlets = articles["article_id"].nunique(), articles["outlet"].nunique()
    n_outlets = int(articles.attrs.get("n_outlets", n_outlets))  # where small outlets are one group
    dates = articles["date"].dropna()
    period = "" if dates.empty else f", {format_day(dates.min())}"
    period += "" if dates.empty or dates.min() == dates.max() else f" to {format_day(dates.max())}"
    n_undated = articles.loc[articles["date"].isna(), "article_id"].nunique()
    period += f" ({n_undated:,} without a date)" if n_undated and period else ""
    genre = articles["genre"] if "genre" in articles else pd.Series(dtype="str")
    n_whole = articles.loc[genre[genre.isin(ONE_VOICE)].index, "article_id"].nunique()
    whole = f"; {n_whole:,} {'is a whole text' if n_whole == 1 else 'are whole texts'} in one voice"
    period += whole if n_whole else ""
    groups = count_noun(n_outlets, name_groups("outlet"))
    sentence = f"{count_noun(n_articles, 'article')} from {groups}{period}."
    return f"{write_byline(articles)}{sentence}" if byline else sentence


def write_byline(articles: pd.DataFrame) -> str:
    """Who made the articles, what they are called and their licence, as far as it is known."""
    items = provenance_of(articles)
    author = f"By {items['author']}. " if "author" in items else ""
    source = ", ".join(str(items[name]) for name in ("title", "licence") if name in items)
    return f"{author}Source: {source}. " if source else author


def describe_ranking(
    summary: pd.DataFrame, *, by: str | None = None, noun: str | None = None, top: int = 3
) -> str:
    """Which groups come first in a summary, and whether their intervals make the order certain.

    Shares and rates are ranked from the top: the sentence names the first `top`. Means have two ends: the
    sentence names the highest and the lowest group. Groups without an interval are not ranked. Of a summary
    of groups by voice the narration is ranked, and a second sentence says how many of all hits it holds.

    Parameters
    ----------
    summary : DataFrame
        What `mean_tone` (means), `share_by` (shares) or `rate_per_1000` (rates) returns.
    by : str, optional
        The column that is ranked. Default: the grouping column of the summary; if there are several, the one
        that has more than one value.
    noun : str, optional
        What the sentence is about. For means, what was measured ("tone of narration"); default: the label of
        the summary. For shares and rates, the things that were counted, in the plural ("people"); default:
        the name of the column.
    top : int, default 3
        How many shares or rates are named.

    Returns
    -------
    str
        One sentence with the values, their intervals and the number of articles (n); of a summary by voice
        also a sentence with the number of hits.

    Raises
    ------
    ValueError
        If the summary has no such column (the message names the nearest ones), or several columns that could
        be ranked and no `by`.

    Examples
    --------
    >>> tone = pd.DataFrame({"outlet": ["X", "Y"], "n_articles": [40, 50], "value": [-2.0, 0.5],
    ...                      "low": [-2.5, 0.1], "high": [-1.5, 0.9]})
    >>> describe_ranking(tone, noun="tone")
    'Tone is highest in Y, 0.50 (0.10 to 0.90, n = 50), and lowest in X, -2.00 (-2.50 to -1.50, n = 40).'
    >>> shares = pd.DataFrame({"frame": ["law", "aid"], "n_articles": [50, 50], "n_with": [10, 40],
    ...                        "value": [0.2, 0.8], "low": [0.1, 0.7], "high": [0.3, 0.9]})
    >>> describe_ranking(shares)
    'Most frequent frames: aid, 80% (70% to 90%, n = 50); law, 20% (10% to 30%, n = 50).'
    """
    check_columns(summary, ["value"], verb="describe_ranking")
    hits = ""
    if by != "voice" and is_by_voice(summary):
        hits, n_hits = count_narration(summary), int(count_hits(summary).sum())
        summary = summary[summary["voice"].eq("narration")]
        if has_few_hits(summary):
            return describe_few_hits(summary, n_hits, by or find_ranked_column(summary), noun or "them")
    return rank_groups(summary, by, noun, top) + hits


def rank_groups(summary: pd.DataFrame, by: str | None, noun: str | None, top: int) -> Finding:
    """Describe the ranking of one column of a summary, in one sentence."""
    by = find_ranked_column(summary) if by is None else check_choice(by, summary.columns, name="by")
    noun = noun and name_groups(noun)
    if is_share(summary) or "n_hits" in summary.columns:
        return describe_most_frequent(
            summary, by, noun or plural_of(name_groups(by)), check_count(top, name="top")
        )
    label = str(summary.attrs.get("label", "value")).split(" (")[0]
    return describe_ends(summary, by, noun or label)


def describe_contrast(table: pd.DataFrame) -> str:
    """What sets one group apart from another, in words.

    Of a summary by outlet (`share_by`, `rate_per_1000`, `mean_tone`): up to three outlets, each with the
    value that is farthest from that of all others. All outlets and things of the summary are tested together
    (Benjamini and Hochberg 1995); where nothing stands out, the sentence says so.

    Of a keyness table: the words or phrases of content with the largest score whose `q` is below 0.05, so
    that neither chance nor a single story names a word. Of a word shift: the words that contribute most to
    the difference in tone, in its direction, and that are used at least five times.

    Parameters
    ----------
    table : DataFrame
        A summary with `outlet`, `value`, `low`, `high`, `n_articles`; or what `score_keyness` (`word`, `G2`
        or `z`, `q`, the rates and the interval) or `score_word_shift` (`word`, `shift`, `direction`) returns,
        with the names of the two groups in its `attrs`.

    Returns
    -------
    str
        One sentence.

    Raises
    ------
    ValueError
        For any other table.

    Examples
    --------
    >>> keyness = pd.DataFrame({"word": ["units", "dam"], "G2": [40.0, 60.0], "q": [0.001, 0.4],
    ...                         "per_1000_target": [2.0, 3.0], "per_1000_reference": [0.5, 0.5],
    ...                         "low": [1.0, -1.0], "high": [2.0, 6.0]})
    >>> keyness.attrs = {"target": "X", "reference": "the others"}
    >>> describe_contrast(keyness).partition(" Of ")[0]
    'Typical of X, per 1,000 words: units 2.00, the others 0.50 (1.00 to 2.00 more).'
    >>> shift = pd.DataFrame({"word": ["brutal"], "shift": [-1.0], "direction": ["unfavourable, more often"]})
    >>> shift.attrs = {"target": "Y", "reference": "X"}
    >>> describe_contrast(shift)
    'The tone of Y is below that of X, mostly because of brutal (unfavourable, more often).'
    >>> shares = pd.DataFrame({"outlet": ["X", "Y"], "frame": "law", "n_articles": 100, "n_with": [60, 20],
    ...                        "value": [0.6, 0.2], "low": [0.5, 0.13], "high": [0.69, 0.29]})
    >>> describe_contrast(shares).partition(".")[0]
    'Unusual for X: law 60%, the others 20% (27 to 51 points more, n = 100)'
    """
    if "share_as_large" in table.columns or "n_weeks" in table.columns:
        return describe_events(table) if "share_as_large" in table.columns else describe_found(table)
    if {"outlet", "value", "low", "high", "n_articles"} <= set(table.columns):
        return describe_unusual(table)
    target, reference = (str(table.attrs.get(side, side)) for side in ("target", "reference"))
    if "shift" in table.columns:
        check_columns(table, ["word", "shift", "direction"], verb="describe_contrast")
        return describe_shift(table, target, reference)
    score = str(table.attrs.get("score", "G2"))
    rates = ["per_1000_target", "per_1000_reference", "low", "high"]
    check_columns(table, ["word", score, "q", *rates], verb="describe_contrast")
    return describe_words(table, score, target, reference)


def is_by_voice(summary: pd.DataFrame) -> bool:
    """Find out whether a summary has the narration of groups beside other voices."""
    groups = list_groups(summary)
    voices = set(summary["voice"]) if "voice" in groups else set()
    return len(groups) > 1 and "narration" in voices and len(voices) > 1


def count_narration(summary: pd.DataFrame) -> str:
    """Say how many of the hits behind a summary by voice are narration; "" for a summary without hits."""
    if (hits := count_hits(summary)).isna().all():
        return ""
    n_narration, n_hits = int(hits[summary["voice"].eq("narration")].sum()), int(hits.sum())
    if n_narration == n_hits:
        if n_hits == 1:
            return " The only hit is in the outlets' own words."
        return f" All {n_hits:,} hits are the outlets' own words." if n_hits else ""
    if n_hits == 1:
        return " The only hit is reported or quoted."
    verb = "is in" if n_narration == 1 else "are"
    count = f"{n_narration:,} of {n_hits:,} hits {verb}"
    return f" {count} the outlets' own words; the others are reported or quoted."


def list_groups(summary: pd.DataFrame) -> list[str]:
    """Return the columns that make groups: summaries have them before `n_articles`."""
    columns = [str(column) for column in summary.columns]
    return columns[: columns.index("n_articles") if "n_articles" in columns else 1]


def find_ranked_column(summary: pd.DataFrame) -> str:
    """Return the grouping column that varies."""
    groups = list_groups(summary)
    varying = [name for name in groups if summary[name].nunique() > 1]
    if not groups or len(varying) > 1:
        raise ValueError(
            "describe_ranking ranks one column; name it in `by`, one of "
            f"{', '.join(groups or map(str, summary.columns))}."
        )
    return (varying or groups)[0]


def describe_ends(summary: pd.DataFrame, by: str, noun: str) -> Finding:
    """Describe the highest and the lowest group of means."""
    noun = capitalise(noun)
    valued = summary.dropna(subset=["value"])
    if valued.empty:
        return Finding(f"{noun} cannot be compared: no group has a value.")
    ranked = valued.dropna(subset=["low", "high"])
    if ranked.empty:
        few = f"no {name_groups(by)} has enough articles for an interval"
        return Finding(f"{noun} cannot be compared: {few}.", valued)
    ranked = ranked.sort_values(["value", by], ascending=[False, True], kind="stable")
    highest, lowest = (f"{name_group(ranked.iloc[n], by)}, {format_value(ranked.iloc[n])}" for n in (0, -1))
    if len(ranked) == 1:
        return Finding(f"{noun} in {highest}.", ranked)
    low, high = ranked["low"], ranked["high"]
    apart_from_next = low.iloc[0] > high.iloc[1] and low.iloc[-2] > high.iloc[-1]
    lead = f"{noun} is highest in {highest}, and lowest in {lowest}"
    if low.iloc[0] <= high.iloc[-1]:  # a heading without this would say too much
        lead = f"{lead}; {UNCERTAIN}"
    doubt = "" if apart_from_next or lead.endswith(UNCERTAIN) else f"; {UNCERTAIN_BESIDE}"
    return Finding(f"{lead}{doubt}.", ranked.iloc[[0, -1]], lead=lead)


def describe_most_frequent(summary: pd.DataFrame, by: str, noun: str, top: int) -> Finding:
    """Describe the largest shares, or rates per 1,000 words."""
    ranked = summary[summary["value"] > 0]
    ranked = ranked.sort_values(["value", by], ascending=[False, True], kind="stable")
    if ranked.empty:
        return Finding(f"No {noun} were found.")
    named, share = ranked.head(top), is_share(summary)
    if not {"low", "high"} <= set(ranked) or named[["low", "high"]].isna().any(axis=None):
        names = ", ".join(name_group(row, by) for _, row in named.iterrows())
        return Finding(f"{capitalise(noun)} found: {names}; too few articles to rank them.", named)
    values = [f"{name_group(row, by)}, {format_value(row, share=share)}" for _, row in named.iterrows()]
    # The first group that is not named may belong among those that are.
    pairs = zip(named["low"], ranked["high"].iloc[1 : top + 1], strict=False)
    apart = [low > high for low, high in pairs]
    doubt = "" if all(apart) else "; only the first place is certain" if apart[0] else f"; {UNCERTAIN}"
    unit = "" if share else ", per 1,000 words"
    lead = f"Most frequent {noun}{unit}: {values[0]}"
    return Finding(f"{'; '.join([lead, *values[1:]])}{doubt}.", named, lead=lead)


def name_group(row: pd.Series, by: str) -> str:
    return format_group(row[by], by).replace("_", " ")
