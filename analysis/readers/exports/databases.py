"""THE list of news databases whose exports are read: how one is recognised and split into articles."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.readers.exports.europresse import holds_europresse, split_europresse
from analysis.readers.exports.factiva import holds_factiva, split_factiva
from analysis.readers.exports.leftover import IN_NONE, note_leftover
from analysis.readers.exports.lines import Found, make_table
from analysis.readers.exports.newsbank import holds_newsbank, split_newsbank
from analysis.readers.exports.nexis import holds_nexis, split_nexis
from analysis.readers.exports.proquest import holds_proquest, split_proquest
from analysis.readers.markup import element_to_text, is_unbalanced, parse_html, strip_tags


@dataclass(frozen=True)
class Database:
    """A database: its name, whether a text is one of its exports, and the articles of an export.

    A text without any of its `marks` is none; that is quickly seen, and most texts are none.
    """

    name: str
    marks: tuple[str, ...]
    holds: Callable[[str], bool]
    split: Callable[[str], Found]


DATABASES = (
    Database("Nexis", ("DOCUMENT", "ocument", "okument"), holds_nexis, split_nexis),
    Database("Factiva", ("HD", "ocument", "okument"), holds_factiva, split_factiva),
    Database("ProQuest", ("Full text",), holds_proquest, split_proquest),
    Database(
        "NewsBank",
        ("Record Number", "NewsBank", "OpenURL", "Access World", "Citation ("),
        holds_newsbank,
        split_newsbank,
    ),
)


def split_export(text: str, *, by_line: bool = False) -> tuple[pd.DataFrame, list[dict]] | None:
    """The articles of a text that is the export of a database, as a reader gives them; None for other texts.

    `by_line`: `row` counts lines, as an editor does, and not documents.
    """
    for database in DATABASES:
        if any(mark in text for mark in database.marks) and database.holds(text):
            found = database.split(text)
            if found.articles:
                found.problems += note_leftover(text, found.articles, by_line=by_line)
                return make_table(found, by_line=by_line)
    return None


def split_html_export(html: str) -> tuple[pd.DataFrame, list[dict]] | None:
    """The articles of HTML that is the export of a database; None for other pages."""
    if holds_europresse(html):
        found = split_europresse(html)
        return make_table(found, by_line=False) if found.articles else None
    root = parse_html(html)
    export = None if root is None else split_export(element_to_text(root, cell="\t"))
    if not export or not is_unbalanced(html) or any(problem["what"] == IN_NONE for problem in export[1]):
        return export
    # A damaged tag may hold a document.
    return export[0], export[1] + note_leftover(strip_tags(html), export[0].to_dict("records"), at_least=6)
