"""The same text of one outlet on one day: it counts once."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.corpus.naming import list_variables
from analysis.corpus.tables import list_places

# Columns that a problem names.
LISTED = 10


def find_repetitions(articles: pd.DataFrame, plain: pd.Series) -> tuple[np.ndarray, list[dict]]:
    """Which of some articles repeat another one, and the problems of these texts.

    The same text of one outlet on one day counts once: the article that is first in the order of its columns
    stays, whatever the order of the files. An article under another day is kept, and reported.
    """
    articles = articles.reset_index(drop=True)
    compared = ["title", *list_variables(articles)]
    cells = {
        name: articles[name].astype("str").fillna("").to_numpy(dtype=object)
        for name in ["article_id", *compared, "file", "row"]
    }
    keys = pd.DataFrame({
        "outlet": articles["outlet"].astype("str"), "plain": plain.to_numpy(),
        "day": articles["date"].dt.strftime("%Y-%m-%d").fillna(""),
        "order": ["\t".join(row) for row in zip(*cells.values(), strict=True)],
    }).sort_values(["outlet", "plain", "day", "order"], kind="stable")  # fmt: skip
    place = np.arange(len(keys))
    new_text = ~keys.duplicated(["outlet", "plain"]).to_numpy()
    new_day = ~keys.duplicated(["outlet", "plain", "day"]).to_numpy()
    numbers = keys.index.to_numpy()
    first_of_text = numbers[np.maximum.accumulate(np.where(new_text, place, 0))]
    first_of_day = numbers[np.maximum.accumulate(np.where(new_day, place, 0))]
    places, names = (
        list_places(articles),
        [name_place(*pair) for pair in zip(cells["file"], articles["row"], strict=True)],
    )
    problems = [
        {**places[number], "what": "same text under another date", "done": f"kept, as is {names[first]}"}
        for number, first in zip(
            numbers[new_day & ~new_text], first_of_text[new_day & ~new_text], strict=True
        )
    ]
    again, firsts = numbers[~new_day], first_of_day[~new_day]
    differing = compare_cells({name: cells[name] for name in compared}, firsts, again)
    for number, first, differ in zip(again, firsts, differing, strict=True):
        done = f"counted once, as {names[first]}{differ}"
        problems.append({**places[number], "what": "same article twice", "done": done})
    repeated = np.zeros(len(articles), dtype=bool)
    repeated[again] = True
    return repeated, problems


def compare_cells(cells: Mapping[str, np.ndarray], firsts: np.ndarray, others: np.ndarray) -> list[str]:
    """In which columns repetitions differ from the articles as which they are counted, in words."""
    differ: list[list[str]] = [[] for _ in others]
    for name, column in cells.items():
        for place in np.flatnonzero(column[firsts] != column[others]):
            differ[place].append(str(name))
    return [describe_difference(names) for names in differ]


def describe_difference(names: list[str]) -> str:
    """The columns in which two articles differ, as the end of a sentence.

    >>> describe_difference(["title"]), describe_difference([])
    ('; differs in title', '')
    """
    if not names:
        return ""
    more = f" and {len(names) - LISTED:,} more columns" if len(names) > LISTED else ""
    return f"; differs in {', '.join(names[:LISTED])}{more}"


def name_place(file: str, row: object) -> str:
    """Where an article stands, in words: its row in a table, or its file."""
    return file if pd.isna(row) else f"row {int(row)}"  # type: ignore[call-overload]
