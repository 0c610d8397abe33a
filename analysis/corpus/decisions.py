"""What can be decided about a corpus only as a whole: dates, repetitions, ids.

Each decision is a function over columns. `read_corpus` gives it the columns of all articles; the store the
numbers of its catalog, and the columns of the few articles that are compared.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus.content import CONTENT, OPENING, PLAIN
from analysis.corpus.naming import list_variables
from analysis.corpus.sources import MONTH_FIRST, Record, Source
from analysis.corpus.tables import list_places, note_rows, read_numbers, replace_columns
from analysis.readers.dates import resolve_order
from analysis.readers.formats import list_endings
from analysis.schema import COLUMNS

# An article may open with the day it was printed, some days from the one it is filed under.
DAYS_APART = 7
# Columns that a problem names.
LISTED = 10


@dataclass(frozen=True)
class Choice:
    """What is decided about each article of a corpus."""

    kept: np.ndarray  # it has a text, and is not the repetition of another
    shared: np.ndarray  # it is kept, and others that are kept were given the same id
    problems: list[dict]  # of repetitions


def resolve_date_orders(
    sources: Sequence[Source], records: Sequence[Record], day_first: bool | None = None
) -> tuple[dict[str, bool], list[dict]]:
    """Whether the day comes first in the dates of single files, by format; and a problem where it was open.

    Many files decide together: one date alone says nothing about day and month.
    """
    orders, problems = {}, []
    for name in dict.fromkeys(source.format.name for source in sources if source.format.single):
        group = [
            record for source, record in zip(sources, records, strict=True) if source.format.name == name
        ]
        counts: Counter[str] = Counter()
        for record in group:
            counts.update(record.dates)
        orders[name], reason = resolve_order(counts, day_first)
        if reason:
            files = [file for record in group for file in record.files]
            where = files[0] if len(files) == 1 else f"all {name} files"
            problems.append(
                {"file": where, "row": None, "what": "dates in numbers", "done": f"read {reason}"}
            )
    return orders, problems


def join_sources(
    sources: Iterable[Source], tables: Iterable[pd.DataFrame], orders: Mapping[str, bool]
) -> pd.DataFrame:
    """One row per article of the tables of `read_source`: the files of many articles, then the groups.

    `orders` says for each format of single files whether the day comes first (`resolve_date_orders`).
    """
    joined: list[pd.DataFrame] = []
    groups: dict[str, list[pd.DataFrame]] = {}
    for source, table in zip(sources, tables, strict=True):
        if len(table.columns):
            (groups.setdefault(source.format.name, []) if source.format.single else joined).append(table)
    joined += [join_groups(group, day_first=orders[name]) for name, group in groups.items()]
    if not joined:
        return pd.DataFrame(
            columns=[*COLUMNS["articles"], "file", "row", CONTENT, PLAIN, OPENING], dtype="str"
        )
    return pd.concat(joined, ignore_index=True)


def join_groups(tables: list[pd.DataFrame], *, day_first: bool) -> pd.DataFrame:
    """The single files of one format as one table, in the order of their names.

    Variables stand in the order in which the files have them, and are numbers if they are so in all files.
    """
    first: dict[str, list] = {}
    for table in tables:
        for name, place in Record.from_attrs(table.attrs).columns.items():
            first[name] = min(place, first.get(name, place))
    table = pd.concat(tables, ignore_index=True).sort_values("file", kind="stable", ignore_index=True)
    if not day_first:
        table = table.assign(**{name: table[other] for name, other in MONTH_FIRST.items()})
    variables = sorted(list_variables(table), key=first.__getitem__)
    ours = table.columns.difference([*variables, *MONTH_FIRST.values()], sort=False)
    numbers = [(name, read_numbers(table[name])) for name in variables]
    return replace_columns(table[[*ours, *variables]], numbers)


def choose_articles(
    outlet: pd.Series, plain: pd.Series, given: pd.Series, describe: Callable[[np.ndarray], pd.DataFrame]
) -> Choice:
    """Which articles are kept, and which of them share an id.

    Parameters
    ----------
    outlet : Series
        One row per article that was read, as are the next two.
    plain, given : Series
        The name of the text and the id that the source gives: as text, or as whole numbers that stand for
        them. Empty or 0 where there is none.
    describe : callable
        Takes a mask of these rows and gives the columns of articles, variables, `file` and `row` of the
        rows that it marks; asked only for texts that an outlet has more than once.

    Returns
    -------
    Choice
        With a problem for each repetition.
    """
    kept = is_there(plain)
    several = kept.copy()
    several[kept] = pd.DataFrame({"outlet": outlet[kept], "plain": plain[kept]}).duplicated(keep=False)
    problems: list[dict] = []
    if several.any():
        repeated, problems = find_repetitions(describe(several), plain[several])
        kept[np.flatnonzero(several)[repeated]] = False
    shared = kept & is_there(given)
    shared[shared] = given[shared].duplicated(keep=False)
    return Choice(kept, shared, problems)


def is_there(column: pd.Series) -> np.ndarray:
    """Which cells of a column of texts, or of numbers that stand for texts, are neither empty nor 0."""
    empty = 0 if pd.api.types.is_numeric_dtype(column) else ""
    return column.ne(empty).to_numpy(dtype=bool, copy=True)


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


def name_articles(given: pd.Series, content: pd.Series, shared: np.ndarray) -> pd.Series:
    """The ids of articles: the id given, made unique by the content where it is shared; else the content.

    >>> given, content = pd.Series(["7", "7", ""]), pd.Series(["a1234567890", "a0987654321", "a5555555555"])
    >>> name_articles(given, content, np.array([True, True, False])).tolist()
    ['7-a1234567', '7-a0987654', 'a5555555555']
    """
    ids = given.where(~shared, given + "-" + content.str[:8])
    return ids.where(given != "", content).astype("str")


def decide_articles(
    articles: pd.DataFrame, problems: list[dict], path: Path
) -> tuple[pd.DataFrame, list[dict]]:
    """The articles that are kept, each with its id, and all problems.

    Parameters
    ----------
    articles : DataFrame
        One row per article that was read (`join_sources`); the texts are not needed.
    problems : list of dict
        What was noted so far.
    path : Path
        The corpus, as an error names it.

    Raises
    ------
    ValueError
        Where no article is left.
    """
    choice = choose_articles(
        articles["outlet"], articles[PLAIN], articles["article_id"], lambda some: articles[some]
    )
    empty = articles[~is_there(articles[PLAIN])]
    problems = [*problems, *note_rows(empty, "no text", "left out"), *choice.problems]
    if not choice.kept.any():
        raise_nothing(path, len(articles), problems)
    given = articles.loc[choice.shared, "article_id"]
    made_unique = [f"{article_id} made unique by the content" for article_id in given]
    problems += note_rows(articles[choice.shared], "one id for different articles", made_unique)
    ids = name_articles(articles["article_id"], articles[CONTENT], choice.shared)
    kept = articles.assign(article_id=ids)[choice.kept].reset_index(drop=True)
    problems += name_lost_outlets(articles, choice.kept) + doubt_dates(kept)
    return kept, add_keys(problems, articles)


def name_lost_outlets(articles: pd.DataFrame, kept: np.ndarray) -> list[dict]:
    """A problem for each outlet of which no article is left."""
    outlets = articles["outlet"].astype("str")
    lost = articles.assign(outlet=outlets)[~outlets.isin(set(outlets[kept])).to_numpy()]
    return [
        {
            "file": some["file"].min(), "row": None, "what": "no article of an outlet is left",
            "done": f"{outlet}: {len(some):,} left out", "outlet": outlet, "date": "",
        }
        for outlet, some in lost.groupby("outlet", sort=True)
    ]  # fmt: skip


def add_keys(problems: list[dict], articles: pd.DataFrame) -> list[dict]:
    """The problems, those of one article with its outlet and date, by which parts are told."""
    days = articles["date"].dt.strftime("%Y-%m-%d").fillna("")
    keys = zip(list_places(articles), articles["outlet"].astype("str"), days, strict=True)
    by_place = {(place["file"], place["row"]): {"outlet": outlet, "date": day} for place, outlet, day in keys}
    return [{**problem, **by_place.get((problem["file"], problem["row"]), {})} for problem in problems]


def doubt_dates(articles: pd.DataFrame) -> list[dict]:
    """A problem for each article that opens with a day far from the one it is filed under."""
    apart = (articles["date"] - articles[OPENING]).abs() > pd.Timedelta(days=DAYS_APART)
    some = articles[apart]
    done = [
        f"kept {day:%Y-%m-%d}; the text says {opening:%Y-%m-%d}"
        for day, opening in zip(some["date"], some[OPENING], strict=True)
    ]
    return note_rows(some, "the text opens with another date", done)


def raise_nothing(path: Path, n_read: int, problems: list[dict]) -> None:
    """Raise a ValueError that says why a corpus has no article."""
    if n_read:
        raise ValueError(f"None of the {n_read:,} articles found has a text.")
    found = "; ".join(f"{problem['file']}: {problem['what']}" for problem in problems[:5])
    raise ValueError(
        f"No article was found in {str(path)!r}{f' ({found})' if found else ', which is empty'}; "
        f"needed are files that end in {', '.join(list_endings())}."
    )
