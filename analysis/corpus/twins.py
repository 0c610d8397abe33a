"""The same article in two exports: one day, one headline, one outlet, and nearly the same words."""

import re

import numpy as np
import pandas as pd

from analysis.corpus.content import HEADLINE, plain_words
from analysis.corpus.tables import note_rows

RUN = 5  # words of a run by which two texts are compared
SAME = 0.8  # share of the shorter text's runs that the longer one has
MOST = 50  # different texts of one day and one headline that are told apart


def find_twins(articles: pd.DataFrame) -> tuple[np.ndarray, list[dict]]:
    """Which articles another file holds too, and a problem for each of these.

    Databases cut, mend and sign an article in different ways; the longest text stays, whatever the order of
    the files.

    Parameters
    ----------
    articles : DataFrame
        One row per article: its columns with `text`, `file`, `row` and the note `HEADLINE`.
    """
    table = articles.reset_index(drop=True)
    is_twin = np.zeros(len(table), dtype=bool)
    problems: list[dict] = []
    titled = table[table["date"].notna() & table[HEADLINE].ne("")]
    for _, same in titled.groupby(["date", HEADLINE], sort=True):
        if same["file"].nunique() < 2:
            continue
        rows = dict(
            zip(same.index, same.assign(runs=same["text"].map(list_runs)).to_dict("records"), strict=True)
        )
        kept: list[int] = []
        for number in sorted(rows, key=lambda number: order_row(rows[number])):
            twin = next((other for other in kept[:MOST] if are_twins(rows[other], rows[number])), None)
            if twin is None:
                kept.append(number)
                continue
            is_twin[number] = True
            file, row = rows[twin]["file"], rows[twin]["row"]
            where = file if pd.isna(row) else f"{file}, row {int(row)}"
            problems += note_rows(
                table.loc[[number]], "the same article in two files", f"counted once, as {where}"
            )
    return is_twin, problems


def order_row(row: dict) -> tuple[int, str, str, str]:
    """The order in which articles stay: the longest text first."""
    return -len(row["text"]), row["text"], str(row["file"]), str(row["row"])


def are_twins(first: dict, other: dict) -> bool:
    """Whether two articles of one day and headline are one: from two files, one outlet, and alike in text."""
    if first["file"] == other["file"] or not are_one_outlet(str(first["outlet"]), str(other["outlet"])):
        return False
    runs, others = first["runs"], other["runs"]
    return len(runs & others) >= SAME * max(min(len(runs), len(others)), 1)


def are_one_outlet(first: str, other: str) -> bool:
    """Whether two names are spellings of one outlet.

    >>> are_one_outlet("The Guardian(London)", "guardian"), are_one_outlet("The Times", "The Sunday Times")
    (True, False)
    """
    names = [
        re.sub(r"\([^()]*\)|^the |\.(?:com|org|net|co\.uk)\b|[^\w ]", "", name.lower()).strip()
        for name in (first, other)
    ]
    return names[0] == names[1]


def list_runs(text: str) -> set[str]:
    """The runs of words of a text; the text itself where it is shorter than a run."""
    words = plain_words(text).split()
    return {" ".join(words[start : start + RUN]) for start in range(max(len(words) - RUN + 1, 1))}
