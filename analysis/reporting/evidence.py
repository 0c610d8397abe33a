"""Evidence: the sentences behind a number, with the counted words marked."""

from collections.abc import Callable, Hashable, Iterable
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.grouping import PRINTED_BY
from analysis.duplicates.first_prints import keep_first_prints
from analysis.ids import count_sentences, find_sentences, sample_rows
from analysis.reporting.links import SENTENCE, cut_words, name_rules
from analysis.reporting.reading.articles import show_articles
from analysis.reporting.show import Shown, without_texts
from analysis.schema import KEYS, check_columns, check_count
from analysis.summaries.pairs import find_together
from analysis.wording import format_period

WITHHELD = "(The text is left out of this report.)"


def show_evidence(
    measured: Any,
    hits: pd.DataFrame | None = None,
    *,
    rows: pd.DataFrame | None = None,
    top: int = 5,
    seed: int = 0,
    title: str | None = None,
    articles: pd.DataFrame | None = None,
    whole: bool = False,
) -> Shown:
    """Show a random sample of the sentences behind a number, with the counted words marked.

    The sample depends on `seed` and the ids only (`sample_rows`): the same corpus shows the same sentences.
    The rule that found each hit stands below its sentence.

    Parameters
    ----------
    measured : Measured or DataFrame
        What `measure_corpus` returns: only the sampled sentences are read, with the titles of their articles.
        Or a table of sentences.
    hits : DataFrame, optional
        One row per hit: `article_id`, `sentence_id`, and `start` and `end` where the words are to be marked.
        Without `hits`, any sentence may be sampled. A table of `count_together` (`first`, `second`) shows the
        sentences with both names; this needs `measured`.
    rows : DataFrame, optional
        The rows that `hits` were sampled from beforehand; the heading gives the number of their sentences.
    top : int, default 5
        Number of sentences.
    seed : int, default 0
        Another seed draws other sentences.
    title : str, optional
        The heading.
    articles : DataFrame, optional
        One row per article: `article_id`, `title`; shown with a table of sentences.
    whole : bool, default False
        Whether whole articles are shown in place of sentences: the first `top`, by date, with every voice,
        name, cue of a frame, judgement and act marked, each layer with a switch, counts beside each paragraph
        and everyone who is heard below. This needs `measured`.

    Returns
    -------
    Shown
        The sentences with outlet, date and article.

    Raises
    ------
    ValueError
        For a table without these columns (the message names the nearest ones), or for `top` below 1.

    Examples
    --------
    >>> show_evidence(pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": ["2022-11-17"],
    ...                             "sentence_id": [0], "start": [0], "text": ["The shelling went on."]}))
    1 of 1 sentences
    1. X, 2022-11-17, a
       The shelling went on.
    >>> show_evidence(measured, measured.tone.query("n_battle > 0"), title="Battle")
    Battle: 1 of 1 sentences
    1. Courier, 2022-11-17, a, “Bridge hit”
       Shells hit the bridge, the mayor of Kyiv said.
    >>> show_evidence(measured, whole=True)
    1 of 1 article
    <BLANKLINE>
    Courier, 2022-11-17, “Bridge hit”
    1. 9 words: 4 reported, 1 of battle; names: Vitali Klitschko; acts: 1
    Voices heard
    - Vitali Klitschko, said: Shells hit the bridge
    """
    check_count(top, name="top")
    if whole:
        return show_articles(measured, hits, top=top)
    if hits is not None and {"first", "second"} <= set(hits.columns):
        hits = find_pairs(measured, hits)
    if hits is not None:
        check_columns(hits, SENTENCE, verb="show_evidence")
    sentences, sampled, n_sentences = sample_sentences(measured, hits, rows, top, seed)
    if articles is None and not isinstance(measured, pd.DataFrame):
        articles = measured.read_rows("headlines", rows=sentences)
    titles = list_titles(sentences, articles)
    marked = None if sampled is None or not {"start", "end"} <= set(sampled.columns) else sampled
    heading = f"{title + ': ' if title else ''}{len(sentences)} of {n_sentences:,} sentences"
    plain, items = [heading], []
    for number, sentence in enumerate(sentences.to_dict("records"), start=1):
        spans, rules = find_spans(sentence, marked)
        source = name_source(sentence, titles.get(sentence["article_id"]))
        if without_texts():
            sentence["text"], spans = WITHHELD, []
        text = " ".join(mark_spans(sentence["text"], spans, "[", "]", str).split())
        plain += [f"{number}. {source}", f"   {text}", *([f"   rule: {rules}"] if rules else [])]
        items.append(write_item(sentence["text"], spans, source, rules))
    html = f'<section class="evidence"><p>{escape(heading)}</p><ol>{"".join(items)}</ol></section>'
    return Shown({"text/plain": "\n".join(plain), "text/html": html})


def find_pairs(measured: Any, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions behind pairs of names, within the unit that the pairs were counted in."""
    if isinstance(measured, pd.DataFrame):
        raise ValueError("show_evidence needs what measure_corpus returns to show pairs of names.")
    within = "sentence" if str(pairs.attrs.get("label", "")).startswith("sentence") else "article"
    mentions, _ = keep_first_prints(measured.mentions)  # pairs are counted in all articles, copies once
    return find_together(mentions, pairs, within=within)


def sample_sentences(
    measured: Any, hits: pd.DataFrame | None, rows: pd.DataFrame | None, top: int, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame | None, int]:
    """Sample sentences in text order; return them, their hits, and how many sentences there were."""
    given = isinstance(measured, pd.DataFrame)
    if given:
        check_columns(measured, [*KEYS, "sentence_id", "start", "text"], verb="show_evidence")
    if hits is None:
        sentences = measured if given else measured.sentences
        sampled = sample_rows(sentences, top, seed=seed)
        return sampled.sort_values(SENTENCE), None, count_sentences(sentences if rows is None else rows)
    if given:
        hits = hits[find_sentences(measured, hits) >= 0]
    sampled = sample_rows(hits, top, seed=seed)
    sentences = measured if given else measured.read_sentences(rows=sampled)
    sentences = sentences.iloc[np.unique(find_sentences(sentences, sampled))].sort_values(SENTENCE)
    return sentences, sampled, count_sentences(hits if rows is None else rows)


def find_spans(sentence: dict[Hashable, Any], hits: pd.DataFrame | None) -> tuple[list[tuple[int, int]], str]:
    """Return the places of the hits in a sentence, and the rules that found them in words."""
    if hits is None:
        return [], ""
    inside = (hits["article_id"] == sentence["article_id"]) & (hits["sentence_id"] == sentence["sentence_id"])
    hits = hits[inside].sort_values(["start", "end"])
    length = len(sentence["text"])
    places = zip(hits["start"] - sentence["start"], hits["end"] - sentence["start"], strict=True)
    spans = [(max(0, int(start)), min(length, int(end))) for start, end in places]
    return spans, join_rules(name_rules(hits))


def join_rules(rules: Iterable[str]) -> str:
    """Rules in words, each once; a report without texts keeps few of the article's own words."""
    kept = [cut_words(rule) if without_texts() else rule for rule in rules]
    return "; ".join(dict.fromkeys(filter(None, kept)))


def list_titles(sentences: pd.DataFrame, articles: pd.DataFrame | None) -> dict[str, str]:
    """Map the articles of some sentences to their titles."""
    if articles is None:
        return {}
    articles = articles[articles["article_id"].isin(sentences["article_id"])]
    return dict(zip(articles["article_id"], articles["title"], strict=True))


def name_source(sentence: dict[Hashable, Any], title: str | None, *, with_id: bool = True) -> str:
    """Name the outlet, the date and the article of a sentence."""
    date = "no date" if pd.isna(sentence["date"]) else format_period(pd.Timestamp(sentence["date"]))
    name = f", “{' '.join(str(title).split())}”" if title else ""
    number = f", {sentence['article_id']}" if with_id or not name else ""
    outlet = sentence.get(PRINTED_BY, sentence["outlet"])  # the groups may be others
    return f"{outlet}, {date}{number}{name}"


def write_item(text: str, spans: list[tuple[int, int]], source: str, rules: str) -> str:
    quoted = mark_spans(text, spans, "<mark>", "</mark>", escape)
    rule = f'<p class="rule">rule: {escape(rules)}</p>' if rules else ""
    return f"<li><cite>{escape(source)}</cite><blockquote>{quoted}</blockquote>{rule}</li>"


def mark_spans(
    text: str, spans: list[tuple[int, int]], before: str, after: str, clean: Callable[[str], str]
) -> str:
    """Put marks around spans, overlapping spans once; all text passes through `clean`."""
    parts, last = [], 0
    for start, end in spans:
        start = max(start, last)
        if end > start:
            parts += [clean(text[last:start]), before, clean(text[start:end]), after]
            last = end
    return "".join([*parts, clean(text[last:])])
