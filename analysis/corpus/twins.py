"""The same article in two exports: one day, one headline, one outlet, and nearly the same words."""

import re

import pandas as pd

from analysis.corpus.decisions import name_place
from analysis.corpus.tables import note_rows

RUN = 5  # words of a run by which two texts are compared
SAME = 0.8  # share of the shorter text's runs that the longer one has
MOST = 50  # different texts of one day and one headline that are told apart


def drop_twins(articles: pd.DataFrame) -> tuple[pd.DataFrame, list[dict]]:
    """The articles without those that another file holds too, and a problem for each one left out.

    Databases cut, mend and sign an article in different ways; the longest text stays.
    """
    table = articles.reset_index(drop=True)
    keys = pd.DataFrame({"day": table["date"], "title": table["title"].map(plain_words)})
    keys = keys[(keys["title"].str.count(" ") >= 1) & keys["day"].notna()]
    dropped: list[int] = []
    problems: list[dict] = []
    for _, same in keys[keys.duplicated(keep=False)].groupby(["day", "title"], sort=True):
        rows = dict(zip(same.index, table.loc[same.index].to_dict("records"), strict=True))
        kept: list[int] = []
        for number in sorted(rows, key=lambda number: (-len(rows[number]["text"]), number)):
            twin = next((other for other in kept[:MOST] if are_twins(rows[other], rows[number])), None)
            if twin is None:
                kept.append(number)
                continue
            dropped.append(number)
            where = f"{rows[twin]['file']}, {name_place(pd.Series(rows[twin]))}"
            problems += note_rows(
                table.loc[[number]], "the same article in two files", f"counted once, as {where}"
            )
    return table.drop(index=dropped).reset_index(drop=True), problems


def are_twins(first: dict, other: dict) -> bool:
    """Whether two articles of one day and headline are one: from two files, one outlet, and alike in text."""
    if first["file"] == other["file"] or not are_one_outlet(str(first["outlet"]), str(other["outlet"])):
        return False
    runs, others = list_runs(first["text"]), list_runs(other["text"])
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


def plain_words(text: str) -> str:
    """A text in small letters without punctuation."""
    return " ".join(re.findall(r"\w+", str(text).lower()))
