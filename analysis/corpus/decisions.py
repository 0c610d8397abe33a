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

from analysis.corpus.content import CONTENT, HEADLINE, OPENING, PLAIN
from analysis.corpus.naming import list_variables
from analysis.corpus.repetitions import find_repetitions
from analysis.corpus.sources import MONTH_FIRST, Record, Source
from analysis.corpus.tables import list_places, note_rows, read_numbers, replace_columns
from analysis.corpus.twins import find_twins
from analysis.readers.dates import resolve_order
from analysis.readers.formats import list_endings
from analysis.schema import COLUMNS

# An article may open with the day it was printed, some days from the one it is filed under.
DAYS_APART = 7


@dataclass(frozen=True)
class Choice:
    """What is decided about each article of a corpus."""

    kept: np.ndarray  # it has a text, and is neither the repetition nor the twin of another
    shared: np.ndarray  # it is kept, and others that are kept were given the same id
    problems: list[dict]  # of repetitions and twins


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
            columns=[*COLUMNS["articles"], "file", "row", CONTENT, PLAIN, OPENING, HEADLINE], dtype="str"
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
    rows: pd.DataFrame,
    describe: Callable[[np.ndarray], pd.DataFrame],
    read_texts: Callable[[np.ndarray], Iterable[str]],
) -> Choice:
    """Which articles are kept, and which of them share an id.

    Parameters
    ----------
    rows : DataFrame
        One row per article that was read: `outlet, date`, and `plain, given, headline`: the names of the text
        and the title and the id that the source gives, as text or as whole numbers that stand for them; empty
        or 0 where there is none.
    describe : callable
        Takes a mask of these rows and gives the columns of articles, variables, notes, `file` and `row` of
        the rows that it marks; asked only for texts that an outlet has more than once, and for headlines that
        a day has more than once.
    read_texts : callable
        The same for the texts; asked only for such headlines.

    Returns
    -------
    Choice
        With a problem for each repetition and each twin.
    """
    outlet, plain, given = rows["outlet"], rows["plain"], rows["given"]
    kept = is_there(plain)
    several = kept.copy()
    several[kept] = pd.DataFrame({"outlet": outlet[kept], "plain": plain[kept]}).duplicated(keep=False)
    problems: list[dict] = []
    if several.any():
        repeated, problems = find_repetitions(describe(several), plain[several])
        kept[np.flatnonzero(several)[repeated]] = False
    headed = kept & is_there(rows["headline"]) & rows["date"].notna().to_numpy()
    headed[headed] = rows.loc[headed, ["date", "headline"]].duplicated(keep=False)
    if headed.any():
        texts = pd.Series(list(read_texts(headed)), dtype="str")
        is_twin, twins = find_twins(describe(headed).reset_index(drop=True).assign(text=texts))
        kept[np.flatnonzero(headed)[is_twin]] = False
        problems = problems + twins
    shared = kept & is_there(given)
    shared[shared] = given[shared].duplicated(keep=False)
    return Choice(kept, shared, problems)


def is_there(column: pd.Series) -> np.ndarray:
    """Which cells of a column of texts, or of numbers that stand for texts, are neither empty nor 0."""
    empty = 0 if pd.api.types.is_numeric_dtype(column) else ""
    return column.ne(empty).to_numpy(dtype=bool, copy=True)


def name_articles(given: pd.Series, content: pd.Series, shared: np.ndarray) -> pd.Series:
    """The ids of articles: the id given, made unique by the content where it is shared; else the content.

    >>> given, content = pd.Series(["7", "7", ""]), pd.Series(["a1234567890", "a0987654321", "a5555555555"])
    >>> name_articles(given, content, np.array([True, True, False])).tolist()
    ['7-a1234567', '7-a0987654', 'a5555555555']
    """
    ids = given.where(~shared, given + "-" + content.str[:8])
    return ids.where(given != "", content).astype("str")


def decide_articles(
    articles: pd.DataFrame,
    problems: list[dict],
    path: Path,
    read_texts: Callable[[np.ndarray], Iterable[str]] | None = None,
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
    read_texts : callable, optional
        As `choose_articles` takes it; by default the texts are in the table.

    Raises
    ------
    ValueError
        Where no article is left.
    """
    rows = articles[["outlet", "date"]].assign(
        plain=articles[PLAIN], given=articles["article_id"], headline=articles[HEADLINE]
    )
    choice = choose_articles(
        rows, lambda some: articles[some], read_texts or (lambda some: articles.loc[some, "text"])
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
