"""Boilerplate: lines that recur within an outlet, such as a copyright note or a call to subscribe."""

from collections import Counter
from itertools import groupby

import numpy as np
import pandas as pd

from analysis.cleaning.repeats import drop_boilerplate
from analysis.cleaning.rounds import TEXT_STEPS, repeat_steps
from analysis.schema import check_columns

AT_LEAST = 5  # articles that share a line
SHARE = 0.2  # of the outlet's articles that share it
LONGEST_END = 80  # words


def find_boilerplate(
    articles: pd.DataFrame, *, at_least: int = AT_LEAST, share: float = SHARE
) -> pd.DataFrame:
    """The lines that recur within an outlet. The texts pass through all other cleaning steps first.

    A line is a paragraph of at least four words, or the last words (at least two) of a text of one paragraph.

    Parameters
    ----------
    articles : DataFrame
        One row per article: `outlet, text`; `title` where there is one.
    at_least : int, default 5
        Articles of the outlet that must share the line.
    share : float, default 0.2
        Share (0-1) of the outlet's articles that must share the line.

    Returns
    -------
    DataFrame
        One row per outlet and line, sorted by both: `outlet, line, n_articles`.
    """
    check_columns(articles, ["outlet", "text"], verb="find_boilerplate")
    texts = articles["text"].astype("str").to_numpy(dtype=object)
    titles = articles.get("title", pd.Series("", index=articles.index)).to_numpy(dtype=object)
    texts = repeat_steps(texts, np.arange(len(texts)), TEXT_STEPS, {"opening": titles})
    outlets = articles["outlet"].astype("str").to_numpy(dtype=object)
    return find_lines(outlets, texts, at_least=at_least, share=share)


def find_lines(
    outlets: np.ndarray, texts: np.ndarray | list[str], *, at_least: int = AT_LEAST, share: float = SHARE
) -> pd.DataFrame:
    """The table of `find_boilerplate`, from texts that passed through all other steps."""
    found = []
    order = sorted(range(len(texts)), key=lambda row: outlets[row])
    for outlet, rows in groupby(order, key=lambda row: outlets[row]):
        counts = count_lines([texts[row] for row in rows], at_least=at_least, share=share)
        found += [(outlet, line, n_articles) for line, n_articles in counts.items()]
    table = pd.DataFrame(found, columns=["outlet", "line", "n_articles"])
    table = table.sort_values(["outlet", "line"], ignore_index=True)
    return table.astype({"outlet": "str", "line": "str", "n_articles": "int64"})


def count_lines(texts: list[str], *, at_least: int, share: float) -> dict[str, int]:
    """The recurring lines of one outlet's texts, with the number of texts that have each.

    The search repeats on the texts without the lines found: some lines show only then.
    """
    minimum = max(at_least, int(np.ceil(share * len(texts))))
    counts: dict[str, int] = {}
    while len(texts) >= minimum:
        lines = {**count_paragraphs(texts, minimum), **count_ends(texts, minimum)}
        for line, n_texts in lines.items():
            counts[line] = max(n_texts, counts.get(line, 0))
        shorter = [drop_boilerplate(text, tuple(lines)) for text in texts]
        if shorter == texts:
            break
        texts = shorter
    return counts


def count_paragraphs(texts: list[str], minimum: int) -> dict[str, int]:
    """Paragraphs of at least four words that stand in `minimum` texts or more, with their number of texts."""
    counts = Counter(part for text in texts if "\n\n" in text for part in set(text.split("\n\n")))
    return {line: n for line, n in counts.items() if n >= minimum and line.count(" ") >= 3}


def count_ends(texts: list[str], minimum: int) -> dict[str, int]:
    """The longest ends of at least two words that `minimum` texts or more share, with their number of texts.

    Only texts of one paragraph are looked at.
    """
    shared = count_shared_ends(texts, minimum)
    ends: dict[str, int] = {}
    for line in sorted(shared, key=lambda line: (-len(line), line)):
        n_texts = shared[line] - sum(n for longer, n in ends.items() if longer.endswith(line))
        # A line that starts with a small letter is the end of a sentence.
        if n_texts >= minimum and not line[0].islower():
            ends[line] = n_texts
    return ends


def count_shared_ends(texts: list[str], minimum: int) -> dict[str, int]:
    """All ends of 2 to 80 words that `minimum` texts or more share, with their number of texts."""
    endings = [text.rsplit(" ", LONGEST_END)[-LONGEST_END:] for text in texts if "\n" not in text]
    shared: dict[str, int] = {}
    for size in range(2, LONGEST_END + 1):
        tails = [(words, " ".join(words[-size:])) for words in endings if len(words) > size]
        counts = Counter(tail for _, tail in tails)
        shared |= {tail: n for tail, n in counts.items() if n >= minimum}
        # A text that shares no end of this length shares no longer one.
        endings = [words for words, tail in tails if counts[tail] >= minimum]
        if not endings:
            break
    return shared
