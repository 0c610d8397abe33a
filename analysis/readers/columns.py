"""Names of columns: which column of a file is the text, the title, the outlet, the date."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.schema import check_choice

# Names are compared without case, spaces and underscores. Where a table has two of them, the earlier wins.
USUAL_NAMES = {
    "text": [
        "text", "article text", "content", "article content", "body", "article body", "body text",
        "full text", "story", "story text", "main text", "plain text", "article", "raw text", "clean text",
        "post", "message", "transcript", "document", "doc", "paragraphs", "news", "texte", "description",
    ],
    "title": [
        "title", "headline", "article title", "article headline", "news title", "news headline", "head",
        "hed", "heading", "header", "subject", "headline main", "titre", "name",
    ],
    "outlet": [
        "outlet", "outlet name", "source", "source name", "news source", "publication",
        "publication name", "publisher", "newspaper", "paper", "media", "media name", "medium",
        "media outlet", "agency", "channel", "site", "site name", "website", "source domain", "domain",
    ],
    "date": [
        "date", "published", "publication date", "date published", "pub date", "published at", "published on",
        "publish date", "date publish", "article date", "news date", "datetime", "date time",
        "timestamp", "posted", "posted at", "created at", "created", "issued", "time", "day",
    ],
    "article_id": [
        "article id", "id", "doc id", "document id", "story id", "news id", "unit id", "uid", "uuid", "guid",
        "message id", "article number", "accession number",
    ],
    "url": ["url", "link", "web url", "article url", "href", "permalink"],
    "language": ["language", "lang", "language code"],
    "byline": ["byline", "author", "authors", "writer", "reporter", "journalist", "by"],
    "section": ["section", "section name", "news desk", "desk", "rubric"],
}  # fmt: skip

# What an object of JSON calls its own value: `source.name` stands for `source`.
INNER_NAMES = ("name", "title", "text", "value", "rendered", "id")


def plain_name(name: object) -> str:
    """A column's name without case, spaces, underscores and punctuation.

    >>> plain_name("Article_Title ")
    'articletitle'
    """
    return re.sub(r"[\W_]+", "", str(name)).casefold()


USUAL_PLAIN = {target: [plain_name(name) for name in names] for target, names in USUAL_NAMES.items()}
KNOWN_NAMES = frozenset(plain for names in USUAL_PLAIN.values() for plain in names)
# One of these is in every table of articles.
TEXT_NAMES = frozenset([*USUAL_PLAIN["text"], *USUAL_PLAIN["title"]])


def name_columns(table: pd.DataFrame, columns: dict[str, str] | None = None) -> pd.DataFrame:
    """The table under the names of this package: `text`, `title`, `outlet`, `date`, ... (`USUAL_NAMES`).

    Parameters
    ----------
    table : DataFrame
        Columns under the names that their author gave them.
    columns : dict of str to str, optional
        Columns that the usual names do not find, ours first: `{"text": "story"}`.

    Returns
    -------
    DataFrame
        The same rows. A column that already has the name that another one gets is kept as `<name>_given`.

    Raises
    ------
    ValueError
        For a column that is not in the table.

    Examples
    --------
    >>> list(name_columns(pd.DataFrame(columns=["Headline", "Body", "rating"])).columns)
    ['title', 'text', 'rating']
    >>> list(name_columns(pd.DataFrame(columns=["text", "story"]), {"text": "story"}).columns)
    ['text_given', 'text']
    """
    for name in (columns or {}).values():
        check_choice(name, table.columns, name="columns")
    return table.rename(columns=match_names(tuple(table.columns), tuple((columns or {}).items())))


# A folder of text files asks about the same few headers again and again.
@lru_cache(maxsize=256)
def match_names(names: tuple[str, ...], chosen: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """New names for some of the columns `names`; `chosen` holds pairs of a new name and a column."""
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(plain_name(name), name)
    for inner in INNER_NAMES:
        for name in names:
            outer, _, last = str(name).rpartition(".")
            if outer and last == inner:
                by_plain.setdefault(plain_name(outer), name)
    renamed = {name: target for target, name in chosen}
    targets = set(renamed.values())
    for target, usual in USUAL_PLAIN.items():
        found = [by_plain[plain] for plain in usual if plain in by_plain and by_plain[plain] not in renamed]
        if target not in targets and found:
            renamed[found[0]] = target
    targets = set(renamed.values())
    for name in names:
        if name in targets and name not in renamed:
            given = f"{name}_given"
            while given in names:
                given += "_given"
            renamed[name] = given
    return renamed


def number_rows(table: pd.DataFrame, numbers: Sequence[int] | np.ndarray) -> pd.DataFrame:
    """The table with the number of each row in its file as the column `row`.

    A column of the file that is itself called `row` is kept as `row_given`.

    >>> number_rows(pd.DataFrame({"row": ["x"], "text": ["One."]}), [2]).values.tolist()
    [['x', 'One.', 2]]
    """
    return table.rename(columns={"row": "row_given"}).assign(row=list(numbers))


def one_row(cells: Mapping[str, object]) -> pd.DataFrame:
    """A table of one row, for a format of one article per file; quick, since a corpus has many such files.

    >>> one_row({"title": "Bridge hit", "text": "A lorry blew up."}).values.tolist()
    [['Bridge hit', 'A lorry blew up.']]
    """
    # With these dtypes pandas does not look at each value; that takes longer than reading the file.
    return pd.DataFrame([list(cells.values())], columns=pd.Index(list(cells), dtype=object), dtype=object)


def unique_names(names: Sequence[str]) -> list[str]:
    """The names, with `column_4` for a fourth without one, and a number after a name that is taken.

    >>> unique_names(["text", "", "text"])
    ['text', 'column_2', 'text_3']
    """
    unique: dict[str, None] = {}
    for place, name in enumerate(names, start=1):
        name = name or f"column_{place}"
        while name in unique:
            name = f"{name}_{place}"
        unique[name] = None
    return list(unique)
