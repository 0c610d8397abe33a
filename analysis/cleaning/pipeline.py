"""Cleaning that accounts for itself: the steps in their one order, and what each of them changed."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cleaning.steps import (
    MISREAD,
    STUCK_WORDS,
    drop_boilerplate,
    drop_dateline,
    drop_invisible,
    drop_opening,
    mend_lost,
    mend_mojibake,
    mend_quotes,
    mend_spaces,
    mend_stops,
    part_words,
    read_entities,
)
from analysis.schema import check_choice, check_columns

# The steps in their order, each with what a text must hold to be looked at; a test holds the two in step.
STEPS = {
    "entities": (read_entities, "&[#a-zA-Z]"),
    "mojibake": (mend_mojibake, MISREAD),
    "invisible": (
        drop_invisible,
        "[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\x{ad}\\x{200b}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2060}"
        "\\x{feff}\\x{300}-\\x{36f}\\x{340}-\\x{344}\\x{37e}\\x{387}\\x{2126}\\x{212a}\\x{212b}\\x{f900}-\\x{faff}]",
    ),
    "lost characters": (mend_lost, "\ufffd"),
    "spaces": (
        mend_spaces,
        "[\\t\\r\\x0b\\x0c\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}"
        "\\x{3000}]|  | [,.]|^\\s|\\s$|\n | \n|\n\n\n|[^\n]\n[^\n]",
    ),
    "quotes": (mend_quotes, "[“”’´`ʼ]"),
    "stops": (mend_stops, r"\.\."),
    "glued words": (
        part_words,
        "(?:[Tt]he|of|and|in|to|from|for|by|with|that|on|at|but)[A-Z]|[a-z][.!?][A-Z]|[.,!?]”[A-Za-z]|"
        + STUCK_WORDS,
    ),
    "dateline": (drop_dateline, r"^[^\n]{0,100}[-–—/)]"),
    "opening": (drop_opening, None),
    "boilerplate": (drop_boilerplate, None),
}  # fmt: skip

ROUNDS = 8


def clean_articles(
    articles: pd.DataFrame, steps: Iterable[str] | None = None, *, boilerplate: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The articles with their `text` cleaned, a new table; rows, ids and all other columns stay.

    `steps` names those to take, all of `STEPS` by default; their order is fixed. Steps repeat until nothing
    changes, so cleaning twice is cleaning once. `boilerplate` is a table of `find_boilerplate`, made here
    where it is not given; whoever cleans a corpus in batches makes it of the whole corpus first. The raw text
    is had again from the articles as they were read, by `article_id`.

    >>> seed = pd.DataFrame({"article_id": ["1"], "outlet": ["a"], "date": [pd.NaT], "title": [""],
    ...                      "text": ["And theRussia left its trenches.."]})
    >>> clean_articles(seed)["text"].item()
    'And the Russia left its trenches.'
    """
    check_columns(articles, "articles", verb="clean_articles")
    texts = articles["text"].astype("str").to_numpy(dtype=object)
    cleaned = articles.copy()
    cleaned["text"] = run_steps(articles, texts, name_steps(steps), boilerplate)
    cleaned["text"] = cleaned["text"].astype("str")
    return cleaned


def explain_cleaning(
    articles: pd.DataFrame, steps: Iterable[str] | None = None, *, boilerplate: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What each step of cleaning changes, a row each in their order, those that change nothing too.

    `step`; `n_articles` it changes; `n_changes`, the places; and for the first of them by article,
    `example_before` and `example_after`, the words around it.
    """
    check_columns(articles, "articles", verb="explain_cleaning")
    names = name_steps(steps)
    changes = {name: {} for name in names}
    order = articles["article_id"].astype("str").to_numpy(dtype=object)

    def note(name: str, row: int, before: str, after: str) -> None:
        changes[name].setdefault(row, []).append((before, after))

    run_steps(articles, articles["text"].astype("str").to_numpy(dtype=object), names, boilerplate, note)
    rows = []
    for name in names:
        pairs = [pair for row in sorted(changes[name], key=order.__getitem__) for pair in changes[name][row]]
        before, after = show_change(*pairs[0]) if pairs else ("", "")
        n_changes = sum(count_changes(*pair) for pair in pairs)
        rows.append([name, len(changes[name]), n_changes, before, after])
    return pd.DataFrame(
        rows, columns=["step", "n_articles", "n_changes", "example_before", "example_after"]
    ).astype({"example_before": "str", "example_after": "str"})


def clean_text(text: str, *, title: str = "", boilerplate: Iterable[str] = ()) -> str:
    """One text through all steps, as `clean_articles` takes it.

    >>> clean_text("KYIV, Nov 17 (Reuters) - It is over.. he said.")
    'It is over.. he said.'
    """
    article = {"article_id": "", "outlet": "", "date": pd.NaT, "title": title, "text": text}
    lines = pd.DataFrame({"outlet": "", "line": list(boilerplate)})
    return clean_articles(pd.DataFrame([article]), boilerplate=lines)["text"].item()


def name_steps(steps: Iterable[str] | None) -> list[str]:
    wanted = list(STEPS) if steps is None else [check_choice(step, STEPS, name="steps") for step in steps]
    return [name for name in STEPS if name in wanted]


def run_steps(
    articles: pd.DataFrame,
    texts: np.ndarray,
    names: list[str],
    boilerplate: pd.DataFrame | None,
    note: Callable[[str, int, str, str], None] | None = None,
) -> np.ndarray:
    """The texts after the steps, taken again on those that changed until none does."""
    titles = articles["title"].fillna("").astype("str").to_numpy(dtype=object)
    outlets = articles["outlet"].astype("str").to_numpy(dtype=object)
    plain = [name for name in names if name != "boilerplate"]
    texts = repeat_steps(texts, np.arange(len(texts)), plain, {"opening": titles}, note)
    if "boilerplate" not in names:
        return texts
    if boilerplate is None:
        boilerplate = find_lines(outlets, texts)
    by_outlet = boilerplate.groupby(boilerplate["outlet"].astype("str"))["line"].agg(tuple).to_dict()
    lines = np.empty(len(texts), dtype=object)
    lines[:] = [by_outlet.get(outlet, ()) for outlet in outlets]
    rows = np.flatnonzero([bool(known) for known in lines])
    return repeat_steps(texts, rows, names, {"opening": titles, "boilerplate": lines}, note)


def repeat_steps(
    texts: np.ndarray,
    rows: np.ndarray,
    names: list[str],
    beside: dict[str, np.ndarray],
    note: Callable[[str, int, str, str], None] | None,
) -> np.ndarray:
    texts = texts.copy()
    for _ in range(ROUNDS):
        changed = set()
        for name in names:
            step, suspect = STEPS[name]
            looked_at = rows
            if suspect and len(rows):
                held = pc.match_substring_regex(pa.array(texts[rows], pa.large_string()), suspect)
                looked_at = rows[held.to_numpy(zero_copy_only=False)]
            for row in looked_at:
                before = texts[row]
                after = step(before, beside[name][row]) if name in beside else step(before)
                if after != before:
                    texts[row] = after
                    changed.add(row)
                    if note:
                        note(name, row, before, after)
        rows = np.array(sorted(changed), dtype=int)
        if not len(rows):
            break
    return texts


def find_boilerplate(articles: pd.DataFrame, *, at_least: int = 5, share: float = 0.2) -> pd.DataFrame:
    """Lines that recur within an outlet, a row each: `outlet, line, n_articles`, by outlet and line.

    A line is a paragraph of four words and more, or the last words of the text, two and more; it recurs if
    `at_least` articles and this `share` of the outlet's articles have it. Found in texts cleaned of the rest.
    """
    check_columns(articles, ["outlet", "text"], verb="find_boilerplate")
    plain = [name for name in STEPS if name != "boilerplate"]
    texts = articles["text"].astype("str").to_numpy(dtype=object)
    titles = articles.get("title", pd.Series("", index=articles.index)).to_numpy(dtype=object)
    texts = repeat_steps(texts, np.arange(len(texts)), plain, {"opening": titles}, None)
    outlets = articles["outlet"].astype("str").to_numpy(dtype=object)
    return find_lines(outlets, texts, at_least=at_least, share=share)


def find_lines(
    outlets: np.ndarray, texts: np.ndarray, *, at_least: int = 5, share: float = 0.2
) -> pd.DataFrame:
    """The boilerplate of texts that are otherwise clean; what shows only once the first is gone, too."""
    found = []
    order = sorted(range(len(texts)), key=lambda row: outlets[row])
    for outlet, rows in groupby(order, key=lambda row: outlets[row]):
        left = [texts[row] for row in rows]
        least = max(at_least, int(np.ceil(share * len(left))))
        while len(left) >= least:
            lines = {**count_paragraphs(left, least), **count_ends(left, least)}
            if not lines:
                break
            found += [(outlet, line, n) for line, n in lines.items()]
            shorter = [drop_boilerplate(text, tuple(lines)) for text in left]
            if shorter == left:
                break
            left = shorter
    table = pd.DataFrame(found, columns=["outlet", "line", "n_articles"])
    table = table.sort_values(["outlet", "line", "n_articles"], ignore_index=True)
    table = table.drop_duplicates(["outlet", "line"], keep="last")
    return table.astype({"outlet": "str", "line": "str", "n_articles": "int64"}).reset_index(drop=True)


def count_paragraphs(texts: list[str], least: int) -> dict[str, int]:
    """The paragraphs of four words and more that stand in at least so many texts, with their number."""
    counts = Counter(part for text in texts if "\n\n" in text for part in set(text.split("\n\n")))
    return {line: n for line, n in counts.items() if n >= least and line.count(" ") >= 3}


def count_ends(texts: list[str], least: int) -> dict[str, int]:
    """The ends, of two words and more, that so many texts of one paragraph share, each by its longest."""
    alive, common = [text.split(" ")[-80:] for text in texts if "\n" not in text], {}
    for size in range(2, 81):
        tails = [(end, " ".join(end[-size:])) for end in alive if len(end) > size]
        counts = Counter(tail for _, tail in tails)
        alive = [end for end, tail in tails if counts[tail] >= least]
        common |= {tail: n for tail, n in counts.items() if n >= least}
        if not alive:
            break
    ends = {}
    for line in sorted(common, key=lambda line: (-len(line), line)):
        n = common[line] - sum(n for longer, n in ends.items() if longer.endswith(line))
        # What starts with a small letter is the end of somebody's sentence.
        if n >= least and not line[0].islower():
            ends[line] = n
    return ends


def count_changes(before: str, after: str) -> int:
    """The number of places in which two texts differ, counted by words."""
    matcher = difflib.SequenceMatcher(None, before.split(" "), after.split(" "))
    return sum(tag != "equal" for tag, *_ in matcher.get_opcodes()) or 1


def show_change(before: str, after: str, *, around: int = 30) -> tuple[str, str]:
    """The first place in which two texts differ, before and after, with what stands around it."""
    matcher = difflib.SequenceMatcher(None, before.split(" "), after.split(" "))
    _, a1, a2, b1, b2 = next(code for code in matcher.get_opcodes() if code[0] != "equal")
    old, new = before.split(" "), after.split(" ")
    left = " ".join(old[max(0, a1 - 4) : a1])[-around:]
    return (
        " ".join([left, *old[a1:a2][:12], *old[a2 : a2 + 4]]).strip(),
        " ".join([left, *new[b1:b2][:12], *new[b2 : b2 + 4]]).strip(),
    )
