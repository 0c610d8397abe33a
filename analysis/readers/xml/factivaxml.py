"""Factiva's answers in XML: one article per `ppsarticle`."""

from typing import Any

COLUMNS = {
    "accessionNo": "id", "sourceName": "outlet", "baseLanguage": "language", "byline": "byline",
    "sectionName": "section", "publicationDate": "date", "headline": "title", "wordCount": "length",
}  # fmt: skip
TEXTS = ("leadParagraph", "tailParagraphs")


def read_factiva_articles(root: Any) -> tuple[list[dict[str, str]], list[dict]]:
    """The rows of an answer."""
    return [read_factiva_article(article) for article in root.iter("{*}ppsarticle")], []


def read_factiva_article(article: Any) -> dict[str, str]:
    """The row of one article: its lead and its tail are its text."""
    row: dict[str, str] = {"title": "", "outlet": "", "date": ""}
    texts = []
    for element in article.iter("{*}*"):
        name = element.tag.rpartition("}")[2]
        if name in COLUMNS:
            row[COLUMNS[name]] = " ".join("".join(element.itertext()).split())
        elif name in TEXTS:
            texts += read_paragraphs(element)
    return {**row, "text": "\n\n".join(texts)}


def read_paragraphs(element: Any) -> list[str]:
    """The paragraphs of a part of an article: its elements; else an indented line opens one."""
    marked = ["".join(part.itertext()) for part in element.iter("{*}paragraph")]
    if not marked:
        text = "".join(element.itertext())
        marked = [""]
        for line in text.split("\n"):
            if line.startswith("   ") and line.strip():
                marked.append("")
            marked[-1] += f" {line}"
    return [words for part in marked if (words := " ".join(part.split()))]
