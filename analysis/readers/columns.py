"""Names of columns: which column of a file is the text, the title, the outlet, the date."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

# Names are compared without case, spaces and underscores. Where a table has two of them, the earlier wins.
USUAL_NAMES = {
    "text": [
        "full text", "body text", "text", "article text", "content", "article content", "body",
        "article body", "story", "story text", "main text", "plain text", "article", "raw text", "clean text",
        "text body", "text content", "cleaned text", "post", "message", "transcript", "document", "doc",
        "paragraphs", "news", "texte", "texto", "volltext",
        # Not the whole text: only where there is none.
        "lead paragraph", "description", "abstract", "summary", "excerpt", "snippet", "trail text",
        "opening text", "hit sentence", "standfirst", "teaser", "preview",
    ],
    "title": [
        "title", "headline", "article title", "article headline", "news title", "news headline", "web title",
        "head", "hed", "heading", "header", "subject", "headline main", "titre", "titel", "titulo", "name",
    ],
    "outlet": [
        "outlet", "outlet name", "source name", "source", "news source", "publication",
        "publication name", "publisher", "newspaper", "paper", "media", "media name", "medium",
        "media outlet", "agency", "channel", "site", "site name", "source hostname", "website",
        "source domain", "domain", "hostname", "host",
    ],
    "date": [
        "date", "published", "publication date", "date published", "pub date", "published at", "published on",
        "publish date", "date publish", "publishing date", "web publication date", "article date",
        "news date", "datetime", "date time", "timestamp", "posted", "posted at", "created at", "created",
        "issued", "seen date", "date time pub", "time", "day", "indexed date",
    ],
    "article_id": [
        "article id", "id", "doc id", "document id", "story id", "news id", "unit id", "uid", "uuid", "guid",
        "message id", "article number", "accession number", "uri",
    ],
    "url": ["url", "link", "web url", "article url", "href", "permalink", "requested url", "source url"],
    "language": ["language", "lang", "language code"],
    "byline": ["byline", "author", "authors", "writer", "reporter", "journalist", "by"],
    "section": ["section", "section name", "news desk", "desk", "rubric"],
    "speaker": ["speaker", "speakers", "speaker name"],
    "genre": ["genre", "article genre", "article type", "type of article", "content type", "text type"],
}  # fmt: skip
# Names of texts that are a part of the article, or about it.
SUMMARIES = USUAL_NAMES["text"][USUAL_NAMES["text"].index("lead paragraph") :]
# Titles of what may be no article at all.
LOOSE_TITLES = ["head", "header", "heading", "subject", "name"]
# Columns whose empty cells are filled from other columns of the same meaning.
FILLED = ("text", "title", "outlet", "date", "url")

# Words that stand for nothing where a cell should be empty.
NOTHING = frozenset([
    "nan", "NaN", "NAN", "Nan", "null", "NULL", "Null", "(null)", "none", "None", "NONE", "(none)", "nil",
    "N/A", "n/a", "N/a", "NA", "n.a.", "N.A.", "#N/A", "#n/a", "#NA", "<NA>", "<na>", "NaT", "nat",
    "undefined", "\\N", "-", "--", "---", "–", "—", ".", "..", "?", "[]", "{}", '""', "''", "#VALUE!",
    "#REF!", "#NAME?",
    "#DIV/0!", "#NULL!", "#NUM!", "[removed]", "[deleted]", "[Removed]", "[Deleted]", "[REMOVED]",
    "(empty)", "(blank)",
    "<empty>", "no text", "No text", "not available", "Not available", "Not Available",
])  # fmt: skip

# What an object of JSON calls its own value: `source.name` stands for `source`.
INNER_NAMES = ("name", "title", "text", "value", "rendered", "main", "sections", "id")
# Objects that only hold the cells of a record: `fields.bodyText` stands for `bodyText`.
WRAPPERS = frozenset([
    "fields", "_source", "node", "attributes", "item", "article", "doc", "document", "data", "record",
    "story",
])  # fmt: skip


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


# A folder of text files asks about the same few headers again and again.
@lru_cache(maxsize=256)
def match_names(names: tuple[str, ...], chosen: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """New names for some of the columns `names`; `chosen` holds pairs of a new name and a column.

    A column that already has the name that another one gets is kept as `<name>_given`.

    >>> match_names(("Headline", "Body", "rating"))
    {'Body': 'text', 'Headline': 'title'}
    >>> match_names(("text", "story"), (("text", "story"),))
    {'story': 'text', 'text': 'text_given'}
    """
    renamed = {name: target for target, name in chosen}
    targets = set(renamed.values())
    for target, found in rank_names(names).items():
        found = [name for name in found if name not in renamed]
        if target not in targets and found:
            renamed[found[0]] = target
    return keep_given(names, renamed)


def keep_given(names: tuple[str, ...], renamed: dict[str, str]) -> dict[str, str]:
    """The new names, with others for columns that already have a name which another one gets."""
    targets, there = set(renamed.values()), set(names)
    for name in names:
        if name in targets and name not in renamed:
            given = f"{name}_given"
            while given in there:
                given += "_given"
            renamed[name] = given
            there.add(given)
    return renamed


@lru_cache(maxsize=256)
def rank_names(names: tuple[str, ...]) -> dict[str, list[str]]:
    """For each of our columns the names that may be it, the best first.

    >>> rank_names(("Text", "Full Text", "rating"))
    {'text': ['Full Text', 'Text']}
    """
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(plain_name(name), name)
    for inner in INNER_NAMES:
        for name in names:
            outer, _, last = str(name).rpartition(".")
            if outer and last == inner:
                by_plain.setdefault(plain_name(outer), name)
    for name in names:
        parts = str(name).split(".")
        # `fields.headline` is the headline, and `_source.source.name` the source.
        if len(parts) > 1 and parts[0] in WRAPPERS:
            is_inner = parts[-1] in INNER_NAMES and len(parts) > 2
            by_plain.setdefault(plain_name(parts[-2] if is_inner else parts[-1]), name)
    ranked = {
        target: [by_plain[plain] for plain in usual if plain in by_plain]
        for target, usual in USUAL_PLAIN.items()
    }
    return {target: list(dict.fromkeys(found)) for target, found in ranked.items() if found}


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
    row = np.empty((1, len(cells)), dtype=object)
    row[0, :] = list(cells.values())
    return pd.DataFrame(row, columns=index_names(tuple(cells)), dtype=object, copy=False)


@lru_cache(maxsize=256)
def index_names(names: tuple[str, ...]) -> pd.Index:
    """Names of columns as pandas holds them."""
    return pd.Index(list(names), dtype=object)


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
