"""The articles of a corpus as one table, with the problems of reading them and one fingerprint."""

import json
from collections.abc import Callable, Hashable, Iterable
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from analysis.corpus.content import hash_content
from analysis.corpus.decisions import decide_articles, join_sources, resolve_date_orders
from analysis.corpus.files import read_provenance_file
from analysis.corpus.naming import list_variables
from analysis.corpus.outlets import clean_name
from analysis.corpus.sources import Record, list_sources, read_source
from analysis.readers.chosen import chosen_columns
from analysis.readers.columns import USUAL_NAMES
from analysis.readers.dates import read_date
from analysis.schema import COLUMNS, check_choice, check_columns

LOST_RECORD = {
    "file": "",
    "row": None,
    "what": "no record of the reading is with this table",
    "done": "pd.concat drops it: read the problems of each corpus, or one folder that holds them all",
}


def read_corpus(
    path: str | Path,
    *,
    columns: dict[str, str] | None = None,
    outlets: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    day_first: bool | None = None,
) -> pd.DataFrame:
    """Read a folder or a file of articles, whatever its formats, into one table.

    The same text of one outlet on one day counts once, and so does an article that two files hold under one
    headline (exports of two databases), of which the longer text stays. What was left out, repaired or
    doubted is in `read_problems(articles)`.

    Parameters
    ----------
    path : str or Path
        A folder (text files with a header, CSV, TSV, JSON lines, Parquet, WARC; mixed as they come), or one
        such file.
    columns : dict of str to str, optional
        Columns that the usual names do not find, ours first: `{"text": "story"}`.
    outlets : iterable of str, optional
        The outlets that are kept; default all.
    since, until : str, optional
        The first and the last day that are kept, such as "2022-11-17"; default all.
    day_first : bool, optional
        The order of dates such as 4/5/2017. By default the order that the dates of a file, or of all text
        files, show.

    Returns
    -------
    DataFrame
        One row per article, by date, outlet and id, whatever the order of the files: `article_id` (the
        source's own where it is unique, else made from outlet, date, title and text), `outlet` (a category),
        `date` (datetime64, NaT where it is missing), `title`, `text`, the other columns of the source, and
        `file`.

    Raises
    ------
    FileNotFoundError
        For a path that is not there.
    ValueError
        Where no article is found or left, a day cannot be read, or a column or an outlet is not there; the
        message names the nearest ones.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp(prefix="courier"))
    >>> lines = ["title: Bridge hit", "outlet: Courier", "", "A lorry blew up."]
    >>> _ = (folder / "2022-11-17.txt").write_text("\\n".join(lines))
    >>> read_corpus(folder)[["outlet", "date", "title", "text"]]
        outlet       date       title              text
    0  Courier 2022-11-17  Bridge hit  A lorry blew up.
    """
    return gather_articles(
        path, read_source, columns=columns, outlets=outlets, since=since, until=until, day_first=day_first
    )


def gather_articles(
    path: str | Path,
    read: Callable[..., pd.DataFrame],
    *,
    columns: dict[str, str] | None = None,
    outlets: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    day_first: bool | None = None,
) -> pd.DataFrame:
    """The table of `read_corpus`, read by `read` in place of `read_source`."""
    path, columns = Path(path), dict(columns or chosen_columns())
    for name in columns:
        check_choice(name, USUAL_NAMES, name="columns")
    sources, problems = list_sources(path)
    tables = [read(source, columns=columns, day_first=day_first) for source in sources]
    records = [Record.from_attrs(table.attrs) for table in tables]
    orders, open_orders = resolve_date_orders(sources, records, day_first)
    problems += [problem for record in records for problem in record.problems] + open_orders
    articles, problems = decide_articles(join_sources(sources, tables, orders), problems, path)
    if all(source.format.single for source in sources):
        check_named(columns, records)
    articles["outlet"] = pd.Categorical(articles["outlet"], categories=sorted(set(articles["outlet"])))
    articles = keep_part(add_record(articles, path, problems), outlets, since, until)
    attrs = articles.attrs
    articles = articles.sort_values(["date", "outlet", "article_id"], kind="stable", ignore_index=True)
    articles = articles[[*COLUMNS["articles"], *list_variables(articles), "file"]]
    articles.attrs = attrs
    return articles


def check_named(columns: dict[str, str], records: list[Record]) -> None:
    """Raise ValueError for a column that the user names and none of the single files has."""
    found = {name for record in records for name in record.named}
    choices = sorted({name for record in records for name in record.columns} | found)
    for name in columns.values():
        if name not in found:
            check_choice(name, choices, name="columns")


def add_record(articles: pd.DataFrame, path: str | Path, problems: list[dict]) -> pd.DataFrame:
    """The articles with the record that `read_problems` and `read_provenance` read, in their `attrs`."""
    provenance, broken = read_provenance_file(Path(path))
    problems = sorted(
        problems + broken, key=lambda problem: (problem["file"], problem["row"] or 0, problem["what"])
    )
    attrs: dict[Hashable, str] = {
        "problems": json.dumps(problems, ensure_ascii=False),
        "provenance": json.dumps(provenance, ensure_ascii=False, default=str),
    }
    articles = articles.copy(deep=False)
    articles.attrs = attrs
    return articles


def keep_part(
    articles: pd.DataFrame, outlets: Iterable[str] | None, since: str | None, until: str | None
) -> pd.DataFrame:
    """The articles of some outlets and days; the outlets of the whole corpus stay the categories."""
    kept = pd.Series(True, index=articles.index)
    if outlets is not None:
        names = articles["outlet"].cat.categories
        # A name may be given as it stands in the files.
        given = [outlets] if isinstance(outlets, str) else list(outlets)
        outlets = [name if name in names else clean_name(str(name)) for name in given]
        for outlet in outlets:
            check_choice(outlet, names, name="outlets")
        kept &= articles["outlet"].isin(outlets)
    if since is not None:
        kept &= articles["date"] >= read_day(since, "since")
    if until is not None:
        kept &= articles["date"] <= read_day(until, "until")
    if not kept.any():
        days = articles["date"].dropna()
        span = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "without dates"
        raise ValueError(f"No article is left of {len(articles):,}; the corpus holds {span}.")
    part = articles[kept]
    part.attrs = keep_problems(articles.attrs, outlets, since, until)
    return part


def keep_problems(
    attrs: dict[Hashable, str], outlets: Iterable[str] | None, since: str | None, until: str | None
) -> dict[Hashable, str]:
    """The record of a part of a corpus: with the problems of its articles, and those of no article."""
    if "problems" not in attrs or (outlets is None and since is None and until is None):
        return attrs
    wanted = None if outlets is None else {outlets} if isinstance(outlets, str) else set(outlets)
    first = "" if since is None else f"{read_day(since, 'since'):%Y-%m-%d}"
    last = "9999" if until is None else f"{read_day(until, 'until'):%Y-%m-%d}"
    dated = since is not None or until is not None
    problems = [
        problem
        for problem in json.loads(attrs["problems"])
        if "outlet" not in problem
        or (
            (wanted is None or problem["outlet"] in wanted)
            and (not dated or not problem["date"] or first <= problem["date"] <= last)
        )
    ]
    return {**attrs, "problems": json.dumps(problems, ensure_ascii=False)}


def read_day(value: object, name: str) -> pd.Timestamp:
    """A day that the user names; raises ValueError for one that cannot be read."""
    day = read_date(str(value).strip())
    if day is None:
        raise ValueError(f"The `{name}` must be a day such as 2022-11-17; not {value!r}.")
    return pd.Timestamp(day)


def read_problems(articles: pd.DataFrame) -> pd.DataFrame:
    """What was left out, repaired or doubted when a corpus was read.

    The record travels in `articles.attrs`, which pandas drops where it joins tables (`pd.concat`). Where it
    is not there, one row says so.

    Parameters
    ----------
    articles : DataFrame
        As `read_corpus` gives it, or the articles of a `Measured`.

    Returns
    -------
    DataFrame
        One row per problem: `file`, `row` (as a spreadsheet or an editor counts, from 1 and with the names
        of the columns; missing where the whole file is meant), `what`, and `done`, what was done about it.

    Raises
    ------
    TypeError
        For anything but a DataFrame.

    Examples
    --------
    >>> read_problems(pd.DataFrame())["what"].tolist()
    ['no record of the reading is with this table']
    """
    check_columns(articles, [], verb="read_problems")
    problems = json.loads(articles.attrs["problems"]) if "problems" in articles.attrs else [LOST_RECORD]
    table = pd.DataFrame(problems, columns=COLUMNS["problems"])
    return table.astype({"file": "str", "row": "Int64", "what": "str", "done": "str"})


def count_problems(problems: pd.DataFrame) -> pd.DataFrame:
    """How many problems of each kind there are, the most frequent first: `what, n`.

    >>> count_problems(pd.DataFrame({"what": ["no date", "no text", "no date"]})).values.tolist()
    [['no date', 2], ['no text', 1]]
    """
    counts = problems["what"].value_counts().rename_axis("what").reset_index(name="n")
    return counts.sort_values(["n", "what"], ascending=[False, True], kind="stable", ignore_index=True)


def fingerprint_corpus(articles: pd.DataFrame) -> str:
    """A short name for the content of a corpus: the same for the same articles in any order.

    It is made from id, outlet, date, title and text. Raises ValueError where one of these columns is missing.

    >>> day = pd.to_datetime(["2022-11-17"])
    >>> ids = {"article_id": ["1"], "outlet": ["Courier"], "date": day}
    >>> articles = pd.DataFrame({**ids, "title": ["Bridge hit"], "text": ["A lorry blew up."]})
    >>> fingerprint_corpus(articles)
    '202cc76b7e0c516e'
    """
    check_columns(articles, "articles", verb="fingerprint_corpus")
    plain = articles.assign(outlet=articles["outlet"].astype("str"))
    lines = sorted(plain["article_id"].astype("str") + " " + hash_content(plain))
    return blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()
