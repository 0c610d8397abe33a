"""Which column of a file is the text, the title, the outlet, the date: by its name, and by what it holds."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.outlets import ADDRESS, name_site
from analysis.readers.columns import (
    FILLED,
    LOOSE_TITLES,
    NOTHING,
    SUMMARIES,
    USUAL_NAMES,
    keep_given,
    plain_name,
    rank_names,
)
from analysis.readers.problems import note
from analysis.schema import COLUMNS, check_choice

# Columns of a table of articles while it is read; all others are variables.
PLACE = ["file", "row"]
SAMPLE = 50  # filled rows by which columns are compared
OPENING = 40  # characters in which a snippet and the full text are the same
SUMMARY = frozenset(map(plain_name, SUMMARIES))
LOOSE = frozenset(map(plain_name, LOOSE_TITLES))
HEADLINE = "headline"  # the kind of a text that is a headline alone


def list_variables(table: pd.DataFrame) -> list[Any]:
    """The columns of a table that are neither ours nor notes of the reading (`~content` and the like)."""
    ours = {*COLUMNS["articles"], *PLACE}
    return [name for name in table if name not in ours and not str(name).startswith("~")]


def name_table(
    table: pd.DataFrame, name: str, columns: dict[str, str] | None
) -> tuple[pd.DataFrame, list[dict]]:
    """The table of one file under our names, without empty variables; and its problems.

    Where several columns mean the same, the better one is taken, and its empty cells are filled from the
    others. Where no column is the text, the headlines are texts of their own kind. Where none is the outlet,
    the host of the address stands for it, else the name of the file. Raises ValueError where a table has
    neither texts nor headlines.
    """
    row = table["row"].astype("Int64")
    table = table.drop(columns="row").rename(columns=str)
    for wanted in (columns or {}).values():
        check_choice(wanted, table.columns, name="columns")
    chosen = {given: target for target, given in (columns or {}).items()}
    ranked = rank_names(tuple(table.columns))
    filled: dict[str, pd.Series] = {}
    problems: list[dict] = []
    for target, found in ranked.items():
        names = [given for given in found if given not in chosen]
        if not names or target in (columns or {}):
            continue
        if target in FILLED and len(names) > 1:
            names, more = order_columns(table, target, names)
            filled[target], places = fill_cells(table, names)
            problems += more + note_filled(target, names, places, row)
        chosen[names[0]] = target
        if target == "text" and plain_name(names[0]) in SUMMARY:
            done = f"read {names[0]!r}: a summary, or a part of the text"
            problems.append(note(None, "no column with full texts", done))
    named = table.rename(columns=keep_given(tuple(table.columns), chosen)).rename(
        columns={"file": "file_given"}
    )
    named = named.assign(**filled, row=row)
    if "text" not in named:
        named, more = use_headlines(named, chosen, name)
        problems += more
    if "outlet" not in named:
        named, more = use_place(named, name)
        problems += more
    return named.drop(columns=[other for other in list_variables(named) if is_empty(named[other])]), problems


def order_columns(table: pd.DataFrame, target: str, names: list[str]) -> tuple[list[str], list[dict]]:
    """The columns that may be one of ours, the best by what they hold first, and what is to be said of it.

    A text that goes on where another stops is the better text; a name is a better outlet than an address.
    """
    filled = {name: n for name in names if (n := int((~find_nothing(table[name])).sum()))}
    if not filled:
        return names[:1], []
    first = next(iter(filled))
    if target == "outlet":
        by_name = [name for name in filled if not is_address(table[name])]
        first = by_name[0] if by_name else first
    if target == "text":
        for other in list(filled)[1:]:
            if goes_on(table[first], table[other]):
                done = f"read {other!r}, not {first!r}"
                return [other, first, *(name for name in filled if name not in (first, other))], [
                    note(None, "snippets beside full texts", done)
                ]
    return [first, *(name for name in filled if name != first)], []


def goes_on(snippets: pd.Series, texts: pd.Series) -> bool:
    """Whether most texts of a column open as those of another, and are longer."""
    pairs = [
        (str(snippet).strip(), str(text).strip())
        for snippet, text in zip(snippets, texts, strict=True)
        if not (is_nothing(snippet) or is_nothing(text))
    ][:SAMPLE]
    longer = sum(
        len(text) > 1.2 * len(snippet) and text.startswith(re.sub(r"[\s.…\[]+$", "", snippet[:OPENING]))
        for snippet, text in pairs
    )
    return longer > 0.5 * len(pairs)


def is_address(column: pd.Series) -> bool:
    """Whether most filled cells of a column are addresses of pages."""
    cells = [str(cell).strip() for cell in column if not is_nothing(cell)][:SAMPLE]
    return sum(bool(ADDRESS.fullmatch(cell)) for cell in cells) > 0.5 * len(cells)


def is_nothing(cell: object) -> bool:
    """Whether a cell is empty, or holds a word that stands for nothing."""
    if isinstance(cell, str):
        return not (text := cell.strip()) or text in NOTHING
    return bool(pd.api.types.is_scalar(cell) and pd.isna(cell))  # type: ignore[call-overload]


def find_nothing(column: pd.Series) -> np.ndarray:
    """Which cells of a column hold nothing."""
    return np.fromiter(map(is_nothing, column), dtype=bool, count=len(column))


def fill_cells(table: pd.DataFrame, names: Sequence[str]) -> tuple[pd.Series, dict[str, np.ndarray]]:
    """The first of some columns with its empty cells filled from the others, and which come from each."""
    first = table[names[0]]
    empty = find_nothing(first)
    filled: dict[str, np.ndarray] = {}
    for name in names[1:]:
        if not empty.any():
            break
        found = empty & ~find_nothing(table[name])
        if found.any():
            first = first.astype(object).where(~found, table[name].astype(object))
            filled[name] = found
            empty &= ~found
    return first, filled


def note_filled(target: str, names: list[str], filled: dict[str, np.ndarray], row: pd.Series) -> list[dict]:
    """What is said of cells that were filled from other columns; a summary is said of each row."""
    problems = []
    for name, places in filled.items():
        if target == "text" and plain_name(name) in SUMMARY:
            numbers = [None if pd.isna(number) else int(number) for number in row[places]]
            problems += [note(number, "no full text", f"kept with its {name}") for number in numbers]
        elif target == "text":
            done = f"read from {name!r} where {names[0]!r} is empty: {int(places.sum()):,} rows"
            problems.append(note(None, "texts in two columns", done))
    return problems


def use_headlines(table: pd.DataFrame, chosen: dict[str, str], name: str) -> tuple[pd.DataFrame, list[dict]]:
    """A table without texts as one of headlines, each a text of its own kind.

    Raises ValueError where the titles are none of articles: nothing says who printed them, or when.
    """
    titles = [given for given, target in chosen.items() if target == "title"]
    if not titles or plain_name(titles[0]) in LOOSE or not {"date", "url", "outlet"} & set(table.columns):
        raise ValueError(
            f"No column of {name} is known as the article's text (such as "
            f"{', '.join(USUAL_NAMES['text'][:5])}); it has: {', '.join(map(str, table.columns[:-1]))}. "
            'Call it `text` in the file, or name it: read_corpus(path, columns={"text": "..."}).'
        )
    kind = "kind" if "kind" not in table else "text_kind"
    done = f"each headline ({titles[0]!r}) is read as a text of its own; `{kind}` says so"
    named = table.assign(text=table["title"], **{kind: HEADLINE})
    return named, [note(None, "no column with texts, only headlines", done)]


def use_place(table: pd.DataFrame, name: str) -> tuple[pd.DataFrame, list[dict]]:
    """A table without outlets under the hosts of its addresses, else under the name of the file."""
    what = "no column with the outlet"
    if "url" in table and any(name_site(str(url)) for url in table["url"] if not is_nothing(url)):
        return table.assign(outlet=""), [note(None, what, "called by the host of the address")]
    outlet = name.split(".")[0]
    return table.assign(outlet=outlet), [note(None, what, f"called {outlet!r}, as the file")]


def is_empty(column: pd.Series) -> bool:
    """Whether no cell of a column holds anything."""
    return not any(str(cell).strip() for cell in column.dropna())
