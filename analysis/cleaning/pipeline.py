"""Texts cleaned by named steps, and an account of what each step changed."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.cleaning.boilerplate import find_lines
from analysis.cleaning.changes import find_changes
from analysis.cleaning.rounds import TEXT_STEPS, Observer, order_steps, repeat_steps
from analysis.schema import check_columns


def clean_articles(
    articles: pd.DataFrame, steps: Iterable[str] | None = None, *, boilerplate: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Clean the texts of articles by named steps; everything else stays as it is.

    The steps repeat until nothing changes, so cleaning twice gives the same texts as cleaning once. The table
    of articles is not changed: the raw text can be restored from it by `article_id`.

    Parameters
    ----------
    articles : DataFrame
        One row per article: `article_id, outlet, date, title, text`.
    steps : list of str, optional
        The steps to take; all by default. Their order is fixed: `markup` (HTML, wikitext, Markdown),
        `entities` (HTML), `mojibake`, `broken words` (at line ends), `invisible`, `letters` (ligatures,
        lookalikes), `lost characters`, `spaces`, `quotes`, `stops`, `glued words`, `bylines` (author and
        day), `dateline`, `opening` (the headline repeated), `links` (to other stories), `captions`,
        `repeats` (paragraphs printed twice, and sentences in a row), `boilerplate` (lines that recur within
        an outlet).
    boilerplate : DataFrame, optional
        The recurring lines to drop: `outlet, line`. By default they are found in these articles. For a corpus
        that is cleaned in batches, pass the lines of the whole corpus (`measured.boilerplate`).

    Returns
    -------
    DataFrame
        One row per article, a new table: the same rows and columns, with cleaned `text`.

    Raises
    ------
    ValueError
        If a column is missing, or no step has one of the names; the message names the nearest step.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["a"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["And theRussia left its trenches.."]})
    >>> clean_articles(articles)["text"].item()
    'And the Russia left its trenches.'
    """
    check_columns(articles, "articles", verb="clean_articles")
    cleaned = articles.copy()
    cleaned["text"] = run_steps(articles, order_steps(steps), boilerplate)
    cleaned["text"] = cleaned["text"].astype("str")
    return cleaned


def explain_cleaning(
    articles: pd.DataFrame, steps: Iterable[str] | None = None, *, boilerplate: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Count what each cleaning step changes, with an example before and after.

    Parameters
    ----------
    articles : DataFrame
        One row per article, as `read_corpus` gives them: `article_id, outlet, date, title, text`.
    steps, boilerplate
        As in `clean_articles`.

    Returns
    -------
    DataFrame
        One row per step, in their order; steps that change nothing are there too. `step`; `n_articles`,
        articles that the step changes; `n_changes`, places that it changes; `example_before` and
        `example_after`, the words around the first change in the article with the smallest id (empty if the
        step changes nothing).

    Raises
    ------
    ValueError
        If a column is missing, or no step has one of the names; the message names the nearest step.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["a"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["It ended.. He left."]})
    >>> explain_cleaning(articles, ["stops", "spaces"]).values.tolist()
    [['spaces', 0, 0, '', ''], ['stops', 1, 1, 'It ended.. He left.', 'It ended. He left.']]
    """
    check_columns(articles, "articles", verb="explain_cleaning")
    names = order_steps(steps)
    changes: dict[str, dict[int, list[tuple[str, str]]]] = {name: {} for name in names}

    def note_change(name: str, row: int, before: str, after: str) -> None:
        changes[name].setdefault(row, []).append((before, after))

    run_steps(articles, names, boilerplate, note_change)
    article_ids = articles["article_id"].astype("str").to_numpy(dtype=object)
    rows: list[list[object]] = []
    for name, by_row in changes.items():
        pairs = [pair for row in sorted(by_row, key=article_ids.__getitem__) for pair in by_row[row]]
        before, after = show_change(*pairs[0]) if pairs else ("", "")
        rows.append([name, len(by_row), sum(count_changes(*pair) for pair in pairs), before, after])
    table = pd.DataFrame(rows, columns=["step", "n_articles", "n_changes", "example_before", "example_after"])
    return table.astype({"example_before": "str", "example_after": "str"})


def clean_text(text: str, *, title: str = "", boilerplate: Iterable[str] = ()) -> str:
    """One text after all steps of `clean_articles`.

    >>> clean_text("KYIV, Nov 17 (Reuters) - It is over.. he said.")
    'It is over.. he said.'
    """
    article = {"article_id": "", "outlet": "", "date": pd.NaT, "title": title, "text": text}
    lines = pd.DataFrame({"outlet": "", "line": list(boilerplate)})
    return clean_articles(pd.DataFrame([article]), boilerplate=lines)["text"].item()


def run_steps(
    articles: pd.DataFrame,
    names: list[str],
    boilerplate: pd.DataFrame | None,
    observe: Observer | None = None,
) -> np.ndarray:
    """The texts of articles after the steps; boilerplate goes last, and the other steps follow it again."""
    texts = articles["text"].astype("str").to_numpy(dtype=object)
    titles = articles["title"].fillna("").astype("str").to_numpy(dtype=object)
    outlets = articles["outlet"].astype("str").to_numpy(dtype=object)
    text_steps = [name for name in names if name in TEXT_STEPS]
    texts = repeat_steps(texts, np.arange(len(texts)), text_steps, {"opening": titles}, observe)
    if "boilerplate" not in names:
        return texts
    if boilerplate is None:
        boilerplate = find_lines(outlets, texts)
    by_outlet = boilerplate.groupby(boilerplate["outlet"].astype("str"))["line"].agg(tuple).to_dict()
    lines = np.empty(len(texts), dtype=object)
    lines[:] = [by_outlet.get(outlet, ()) for outlet in outlets]
    rows = np.flatnonzero([outlet in by_outlet for outlet in outlets])
    arguments = {"opening": titles, "boilerplate": lines}
    shorter = repeat_steps(texts, rows, ["boilerplate"], arguments, observe)
    rows = np.flatnonzero(shorter != texts)
    return repeat_steps(shorter, rows, names, arguments, observe)


def count_changes(before: str, after: str) -> int:
    """The number of places in which two texts differ, compared word by word.

    >>> count_changes("It ended.. He left..", "It ended. He left.")
    2
    """
    return sum(1 for _ in find_changes(before.split(" "), after.split(" "))) or 1


def show_change(before: str, after: str, *, around: int = 30) -> tuple[str, str]:
    """The first place in which two texts differ, before and after, with the words around it.

    `around` is the number of characters to show on the left.
    """
    old, new = before.split(" "), after.split(" ")
    old_start, old_end, new_start, new_end = next(find_changes(old, new))
    left = " ".join(old[max(0, old_start - 4) : old_start])[-around:]
    return (
        " ".join([left, *old[old_start:old_end][:12], *old[old_end : old_end + 4]]).strip(),
        " ".join([left, *new[new_start:new_end][:12], *new[new_end : new_end + 4]]).strip(),
    )
