"""Which column of somebody's table is which of ours, by the names that are usual."""

import re

import pandas as pd

# Compared without case, spaces and underscores; the earlier name wins where a table has two.
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


OWN_NAMES = ("name", "title", "text", "value", "rendered", "id")


def plain_name(name: object) -> str:
    """A column's name without what people vary: case, spaces, underscores, punctuation.

    >>> plain_name("Article_Title ")
    'articletitle'
    """
    return re.sub(r"[\W_]+", "", str(name)).casefold()


USUAL_PLAIN = {ours: [plain_name(name) for name in names] for ours, names in USUAL_NAMES.items()}


def name_columns(table: pd.DataFrame, columns: dict[str, str] | None = None) -> pd.DataFrame:
    """The table under our column names: `text`, `title`, `outlet`, `date` and the rest of `USUAL_NAMES`.

    `columns` names what the usual names do not find, ours first: `{"text": "story"}`. A column that would
    stand in the way of one of ours is kept as `<name>_given`. `source.name` is read as `source` where there
    is no such column. Raises ValueError for a name that is not there.

    >>> list(name_columns(pd.DataFrame(columns=["Headline", "Body", "rating"])).columns)
    ['title', 'text', 'rating']
    >>> list(name_columns(pd.DataFrame(columns=["text", "story"]), {"text": "story"}).columns)
    ['text_given', 'text']
    """
    columns = dict(columns or {})
    unknown = [named for named in columns.values() if named not in table.columns]
    if unknown:
        raise ValueError(
            f"The `columns` name {', '.join(map(repr, unknown))}, which is not there; "
            f"the columns are: {', '.join(map(str, table.columns))}."
        )
    by_plain = {}
    for column in table.columns:
        by_plain.setdefault(plain_name(column), column)
    # An object of JSON that only names or holds the thing stands for it: `source.name` for `source`.
    for inner in OWN_NAMES:
        for column in table.columns:
            outer, _, last = str(column).rpartition(".")
            if outer and last == inner:
                by_plain.setdefault(plain_name(outer), column)
    names = {named: ours for ours, named in columns.items()}
    for ours, usual in USUAL_PLAIN.items():
        found = [by_plain[plain] for plain in usual if plain in by_plain and by_plain[plain] not in names]
        if ours not in columns and found:
            names[found[0]] = ours
    taken = set(names.values())
    for column in table.columns:
        if column not in names and column in taken:
            names[column] = f"{column}_given"
    return table.rename(columns=names)
