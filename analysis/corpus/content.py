"""Short names for the content of articles, by which they are compared, named and kept without their texts."""

import re
from hashlib import blake2b

import pandas as pd

from analysis.readers.dates import opening_date

# Notes of the reading beside each article: a name of outlet, day, title and text; a name of the text without
# its white space, empty where there is no word; the day that the text opens with; and a name of the words of
# the title, empty where it has fewer than two.
CONTENT, PLAIN, OPENING, HEADLINE = NOTES = ["~content", "~plain", "~opening", "~headline"]
HEAD = 100  # characters in which an opening day stands


def add_notes(table: pd.DataFrame) -> pd.DataFrame:
    """The articles with their `NOTES`."""
    worded = table["text"].str.contains(r"\w", regex=True)
    plain = [
        hash_text(" ".join(text.split())) if has_word else ""
        for text, has_word in zip(table["text"].to_numpy(dtype=object), worded, strict=True)
    ]
    openings = [opening_date(text[:HEAD]) for text in table["text"].to_numpy(dtype=object)]
    notes = {
        CONTENT: hash_content(table),
        PLAIN: pd.Series(plain, table.index, dtype="str"),
        HEADLINE: pd.Series(map(name_headline, table["title"]), table.index, dtype="str"),
        OPENING: pd.to_datetime(pd.Series(openings, table.index, dtype=object)).astype("datetime64[us]"),
    }
    return table.assign(**notes)


def plain_words(text: str) -> str:
    """A text in small letters without punctuation.

    >>> plain_words("Bridge falls — at last!")
    'bridge falls at last'
    """
    return " ".join(re.findall(r"\w+", str(text).lower()))


def name_headline(title: str) -> str:
    """A short name for the words of a title; empty where they are too few to tell articles apart."""
    words = plain_words(title)
    return hash_text(words) if " " in words else ""


def hash_content(articles: pd.DataFrame) -> pd.Series:
    """A hash of outlet, date, title and text, with a letter first: no spreadsheet makes it a number."""
    day = articles["date"].dt.strftime("%Y-%m-%d").fillna("")
    columns = [articles["outlet"], day, articles["title"], articles["text"]]
    parts = zip(*(column.to_numpy(dtype=object) for column in columns), strict=True)
    hashes = ["a" + hash_text("\x1f".join(part)) for part in parts]
    return pd.Series(hashes, index=articles.index, dtype="str")


def hash_text(text: str) -> str:
    """A short name for a text: 15 digits to the base 16, which a whole number of 64 bits holds.

    >>> hash_text("A lorry blew up.")
    '535c32ae4af5b6d'
    """
    return blake2b(text.encode(), digest_size=8).hexdigest()[:15]
