"""Articles from whatever they came in, with what was doubted, where they came from, and one fingerprint."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.corpus.files import number_row, read_files
from analysis.readers.dates import opening_date, read_date
from analysis.schema import COLUMNS, check_columns

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
    """Articles, a row each: `article_id, outlet, date, title, text`, the source's other columns, and `file`.

    `path` is a folder (text files with a header, CSV, TSV, JSON lines, Parquet, WARC; mixed as they come)
    or one such file. Columns are found by their usual names; `columns` names the others, ours first:
    `{"text": "story"}`. `outlets`, `since` and `until` (both days included) keep a part. `day_first` settles
    the order of dates such as 4/5/2017 where the file itself does not.

    The id is the source's own where that is unique, else made from outlet, date, title and text; rows stand
    by date, outlet and id, whatever the order of the files. The same text of one outlet on one day counts
    once. What was left out, repaired or doubted is in `read_problems(articles)`.

    Raises FileNotFoundError for a path that is not there, and ValueError where no article is found, a named
    column or outlet is not there, or a day cannot be read.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp(prefix="courier"))
    >>> lines = ["title: Bridge hit", "outlet: Courier", "", "A lorry blew up."]
    >>> _ = (folder / "2022-11-17.txt").write_text("\\n".join(lines))
    >>> read_corpus(folder)[["outlet", "date", "title", "text"]]
        outlet       date       title              text
    0  Courier 2022-11-17  Bridge hit  A lorry blew up.
    """
    path = Path(path)
    tables, problems = read_files(path, columns, day_first)
    articles = pd.concat(tables, ignore_index=True)
    articles, problems = leave_out_empty(articles, problems)
    articles, problems = count_once(articles, problems)
    articles = identify(articles, problems)
    problems += doubt_dates(articles)
    articles["outlet"] = pd.Categorical(articles["outlet"], categories=sorted(set(articles["outlet"])))
    articles = keep_part(articles, outlets, since, until)
    variables = [name for name in articles.columns if name not in [*COLUMNS["articles"], "file", "row"]]
    articles = articles.sort_values(["date", "outlet", "article_id"], kind="stable", ignore_index=True)
    articles = articles[[*COLUMNS["articles"], *variables, "file"]]
    return note_source(articles, path, problems)


def note_source(articles: pd.DataFrame, path: str | Path, problems: list[dict]) -> pd.DataFrame:
    """The articles with what `read_problems` and `read_provenance` will say of them."""
    provenance, broken = read_toml(path)
    problems = sorted(problems + broken, key=lambda one: (one["file"], one["row"] or 0, one["what"]))
    articles.attrs = {
        "problems": json.dumps(problems, ensure_ascii=False),
        "provenance": json.dumps(provenance, ensure_ascii=False, default=str),
    }
    return articles


def leave_out_empty(articles: pd.DataFrame, problems: list[dict]) -> tuple[pd.DataFrame, list[dict]]:
    """The articles that have a text; the others become problems."""
    if articles.empty:
        raise ValueError("A corpus needs at least one article; the source has names of columns but no row.")
    empty = ~articles["text"].str.contains(r"\w", regex=True)
    gone = [
        {"file": file, "row": number_row(row), "what": "no text", "done": "left out"}
        for file, row in zip(articles["file"][empty], articles["row"][empty], strict=True)
    ]
    if empty.all():
        raise ValueError(f"None of the {len(articles):,} articles found has a text.")
    return articles[~empty].reset_index(drop=True), problems + gone


def count_once(articles: pd.DataFrame, problems: list[dict]) -> tuple[pd.DataFrame, list[dict]]:
    """The articles without repetitions: the same text of the same outlet on the same day counts once.

    Of the repetitions the first in the order of their columns stays, whatever the order of the files. Those
    under another day are kept, and reported.
    """
    day = articles["date"].dt.strftime("%Y-%m-%d").fillna("")
    plain = articles["text"].str.split().str.join(" ")
    same = pd.DataFrame({"outlet": articles["outlet"], "plain": plain, "day": day})
    if not same.duplicated(["outlet", "plain"]).any():
        return articles, problems
    variables = [name for name in articles.columns if name not in [*COLUMNS["articles"], "file", "row"]]
    order = articles[["article_id", "title", *variables, "file", "row"]].astype("str")
    order = order.fillna("").agg("\t".join, axis=1)
    same = same.assign(order=order).sort_values(["outlet", "plain", "day", "order"], kind="stable")
    again, once = same.duplicated(["outlet", "plain", "day"]), []
    for _, group in same[same.duplicated(["outlet", "plain"], keep=False)].groupby(["outlet", "plain"]):
        first = group.index[0]
        for position in group.index[1:]:
            if again[position]:
                kept = group.index[group["day"] == group["day"][position]][0]
                one, other = articles.loc[kept], articles.loc[position]
                differ = [name for name in ["title", *variables] if str(one[name]) != str(other[name])]
                done = f"counted once, as {name_place(one)}"
                done += f"; differs in {', '.join(differ)}" if differ else ""
                once.append((position, "same article twice", done))
            else:
                done = f"kept, as is {name_place(articles.loc[first])}"
                once.append((position, "same text under another date", done))
    problems = problems + [
        {"file": articles["file"][at], "row": number_row(articles["row"][at]), "what": what, "done": done}
        for at, what, done in once
    ]
    return articles[~again.reindex(articles.index)].reset_index(drop=True), problems


def name_place(article: pd.Series) -> str:
    """Where an article stands, in words: its row in a table, or its file."""
    row = number_row(article["row"])
    return article["file"] if row is None else f"row {row}"


def identify(articles: pd.DataFrame, problems: list[dict]) -> pd.DataFrame:
    """The articles with an id each: the source's own, made unique by the content where two share it."""
    content = hash_content(articles)
    given = articles["article_id"]
    shared = given.duplicated(keep=False) & (given != "")
    for position in articles.index[shared]:
        file, row = articles["file"][position], number_row(articles["row"][position])
        done = f"{given[position]} made unique by the content"
        problems.append({"file": file, "row": row, "what": "one id for different articles", "done": done})
    own = given.where(~shared, given + "-" + content.str[:8])
    return articles.assign(article_id=own.where(given != "", content).astype("str"))


def doubt_dates(articles: pd.DataFrame) -> list[dict]:
    """The articles whose text opens with a day more than a week from the one they are filed under."""
    doubts = []
    for at, text in zip(articles.index, articles["text"].str[:100].tolist(), strict=True):
        own = opening_date(text)
        if own is None:
            continue
        filed = articles["date"][at]
        if not pd.isna(filed) and abs((filed.date() - own).days) > 7:
            place = {"file": articles["file"][at], "row": number_row(articles["row"][at])}
            done = f"kept {filed:%Y-%m-%d}; the text says {own}"
            doubts.append({**place, "what": "the text opens with another date", "done": done})
    return doubts


def hash_content(articles: pd.DataFrame) -> pd.Series:
    """A hash of outlet, date, title and text, with a letter first: no spreadsheet makes it a number."""
    day = articles["date"].dt.strftime("%Y-%m-%d").fillna("")
    parts = zip(articles["outlet"], day, articles["title"], articles["text"], strict=True)
    hashes = [
        "a" + hashlib.blake2b("\x1f".join(part).encode(), digest_size=8).hexdigest()[:15] for part in parts
    ]
    return pd.Series(hashes, index=articles.index, dtype="str")


def keep_part(
    articles: pd.DataFrame, outlets: Iterable[str] | None, since: str | None, until: str | None
) -> pd.DataFrame:
    """The articles of some outlets and days; the outlets of the whole corpus stay the categories."""
    kept = pd.Series(True, index=articles.index)
    if outlets is not None:
        wanted = [outlets] if isinstance(outlets, str) else list(outlets)
        known = list(articles["outlet"].cat.categories)
        unknown = [name for name in wanted if name not in known]
        if unknown:
            raise ValueError(
                f"The `outlets` must be among {', '.join(map(repr, known))}; "
                f"not {', '.join(map(repr, unknown))}."
            )
        kept &= articles["outlet"].isin(wanted)
    if since is not None:
        kept &= articles["date"] >= read_day(since, "since")
    if until is not None:
        kept &= articles["date"] <= read_day(until, "until")
    if not kept.any():
        days = articles["date"].dropna()
        span = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "without dates"
        raise ValueError(f"No article is left of {len(articles):,}; the corpus holds {span}.")
    return articles[kept]


def read_day(value: object, name: str) -> pd.Timestamp:
    """A day that the user names; Raises ValueError for one that cannot be read."""
    day = read_date(str(value).strip())
    if day is None:
        raise ValueError(f"The `{name}` must be a day such as 2022-11-17; not {value!r}.")
    return pd.Timestamp(day)


def read_problems(articles: pd.DataFrame) -> pd.DataFrame:
    """What was left out, repaired or doubted in reading, a row each: `file, row, what, done`.

    `row` counts as a spreadsheet or an editor does, from 1 and with the names of the columns; it is missing
    where the whole file is meant. The record travels in `articles.attrs`, which pandas drops where it joins
    tables (`pd.concat`): a row says so where it is not there.

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


def read_provenance(source: pd.DataFrame | str | Path) -> dict:
    """What the PROVENANCE.toml of a corpus says, of its articles or at its path; empty where there is none.

    >>> read_provenance(pd.DataFrame())
    {}
    """
    if isinstance(source, pd.DataFrame):
        return json.loads(source.attrs.get("provenance", "{}"))
    return json.loads(json.dumps(read_toml(Path(source))[0], default=str))


def list_provenance(articles: pd.DataFrame) -> pd.DataFrame:
    """Where the articles come from, a row an item: what PROVENANCE.toml says, and the fingerprint.

    >>> one = pd.DataFrame(columns=["article_id", "outlet", "date", "title", "text"])
    >>> list_provenance(one.astype({"date": "datetime64[us]"}))["item"].tolist()
    ['fingerprint']
    """
    items = {**read_provenance(articles), "fingerprint": fingerprint_corpus(articles)}
    return pd.DataFrame(
        {
            "item": [key.replace("_", " ") for key in items],
            "value": [say_item(item) for item in items.values()],
        }
    )


def say_item(item: object) -> str:
    """A value of a PROVENANCE.toml in words.

    >>> say_item({"courier": 38, "herald": [42, 56]})
    'courier: 38; herald: 42; 56'
    """
    if isinstance(item, dict):
        return "; ".join(f"{key}: {say_item(one)}" for key, one in item.items())
    return "; ".join(map(say_item, item)) if isinstance(item, list) else str(item)


def read_toml(path: Path) -> tuple[dict, list[dict]]:
    """The PROVENANCE.toml in a folder, or beside a file, and the problem if it cannot be read."""
    file = (path if path.is_dir() else path.parent) / "PROVENANCE.toml"
    if not file.exists():
        return {}, []
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig")), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        what = f"not valid TOML: {error}"
        return {}, [{"file": file.name, "row": None, "what": what, "done": "read as if it were not there"}]


def fingerprint_corpus(articles: pd.DataFrame) -> str:
    """One short name for the content of a corpus: the same for the same articles in any order.

    It is made from id, outlet, date, title and text; raises ValueError where one of them is missing.

    >>> day = pd.to_datetime(["2022-11-17"])
    >>> one = pd.DataFrame({"article_id": ["1"], "outlet": ["Courier"], "date": day, "title": ["Bridge hit"],
    ...                     "text": ["A lorry blew up."]})
    >>> fingerprint_corpus(one)
    '202cc76b7e0c516e'
    """
    check_columns(articles, "articles", verb="fingerprint_corpus")
    plain = articles.assign(outlet=articles["outlet"].astype("str"))
    lines = sorted(plain["article_id"].astype("str") + " " + hash_content(plain))
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()
