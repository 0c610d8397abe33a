"""Whole articles in one voice: addresses and communiques, whose words are all their speaker's."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.attributions.continuations import Sentences, span_sentence
from analysis.attributions.speakers.resolution import Resolver, Speaker
from analysis.attributions.tokens import Span
from analysis.corpus.genre.genres import add_genres
from analysis.corpus.genre.turn_labels import ROLE

BYLINE = re.compile(r"^\s*by\s+", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")


# Ukrainian names in Latin letters: Cabinet of Ministers of Ukraine, Resolution 55 of 27 January 2010.
LETTERS = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’'",
        re.split(" ", "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia  "),
        strict=True,
    )
)
FIRST_LETTERS = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
CYRILLIC = re.compile(r"[\u0400-\u04ff’']+")


class WholeText(NamedTuple):
    """One article in one voice: its first row, the name of its speaker and the places of its text."""

    row: int
    name: str
    span: Span


def find_whole_texts(table: Sentences, articles: pd.DataFrame) -> Iterator[WholeText]:
    """The addresses among the articles, with the speaker that the corpus names, else the byline."""
    addresses = articles[articles["genre"].eq("address")]
    columns = [
        addresses[name].fillna("").astype("str").tolist() if name in addresses else [""] * len(addresses)
        for name in ("article_id", "speaker", "byline")
    ]
    names = {
        article_id: speaker.strip() or BYLINE.sub("", byline).strip()
        for article_id, speaker, byline in zip(*columns, strict=True)
    }
    row, n = 0, len(table.article_id)
    while row < n and names:
        end = row + 1
        while end < n and table.article_id[end] == table.article_id[row]:
            end += 1
        if table.article_id[row] in names:
            span = (span_sentence(row, table)[0], span_sentence(end - 1, table)[1])
            yield WholeText(row, names[table.article_id[row]], span)
        row = end


def take_genres(sentences: pd.DataFrame, articles: pd.DataFrame | None) -> pd.DataFrame:
    """The articles with their genres; where they are not given, the sentences stand for their texts."""
    if articles is None:
        paragraphs = sentences.groupby(["article_id", "paragraph"], sort=False, observed=True)["text"].agg(
            " ".join
        )
        texts = paragraphs.groupby(level=0, sort=False, observed=True).agg("\n\n".join)
        articles = pd.DataFrame({"article_id": texts.index, "text": texts.to_numpy()})
    return articles if "genre" in articles else add_genres(articles)


def romanise(name: str) -> str:
    """A Ukrainian name in Latin letters, all small; other names in small letters.

    >>> romanise("Володимир Зеленський"), romanise("Юлія Свириденко"), romanise("Anna Bell")
    ('volodymyr zelenskyi', 'yuliia svyrydenko', 'anna bell')
    """

    def spell(found: re.Match[str]) -> str:
        word = found[0].replace("зг", "zgh")
        first = FIRST_LETTERS.get(word[0], LETTERS.get(word[0], word[0]))
        return first + "".join(LETTERS.get(letter, letter) for letter in word[1:])

    lower = name.lower()
    return lower if lower.isascii() else CYRILLIC.sub(spell, lower)


def name_speaker(name: str, resolver: Resolver, row: int, place: int | None = None) -> Speaker:
    """The speaker whom a label, the column `speaker` or a byline names.

    Parameters
    ----------
    row : int
        A row of the article.
    place : int, optional
        The place of the label in the text.
    """
    article = resolver.open_article(row)
    mention = None if place is None else article.find_at(row, place + len(name) - 1)
    if mention is not None and mention.type in ("person", "organisation"):
        return resolver.describe(mention, row, mention.type)
    words = name.split()
    for first in range(min(len(words), 4)):
        registered = resolver.registered.get(romanise(" ".join(words[first:])))
        if registered and (first == 0 or registered.kind == "person"):
            return registered
    if ROLE.fullmatch(name) or not name:
        return Speaker(kind=resolver.source_words.get(words[-1].lower(), "") if words else "")
    found = article.find_by_surname(words[-1]) or article.find_by_surname(words[-1].title())
    if found is not None:
        return resolver.describe(found, row, "person")
    if not NAME.fullmatch(name):
        return Speaker(kind=resolver.source_words.get(words[-1].lower(), ""))
    return Speaker(name, name, resolver.genders.find(name, name.title(), ""), "", "person")
