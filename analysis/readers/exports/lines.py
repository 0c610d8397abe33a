"""What the exports share: lines to paragraphs, days in a line, articles to a table."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from analysis.readers.columns import number_rows
from analysis.readers.problems import note

DAY = r"\d{1,2}(?:er|st|nd|rd|th|\.|º)?"
MONTH = r"(?:de )?[^\W\d_]{3,12}\.?(?: de)?"
# A day as the databases print it, in any language: 11 January 2010, January 11, 2010, 5. Juli 2019.
PRINTED = re.compile(
    rf"\b(?:{DAY} {MONTH},? (?:19|20)\d\d|[^\W\d_]{{3,12}}\.? {DAY},? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)"
)
WIDE = 100  # characters: a printed line is shorter, a paragraph on one line may be longer


@dataclass
class Found:
    """The articles that a database's export holds."""

    articles: list[dict] = field(default_factory=list)  # columns of each; `line`, where it begins, from 0
    problems: list[dict] = field(default_factory=list)


def make_table(found: Found, *, by_line: bool) -> tuple[pd.DataFrame, list[dict]]:
    """The articles of an export as the table of a reader.

    `row` is the line that an article begins on, or where the file has no lines, its number in the file.
    """
    articles = [{key: value for key, value in article.items() if key != "line"} for article in found.articles]
    lines = [article["line"] + 1 for article in found.articles]
    places = lines if by_line else list(range(1, len(lines) + 1))
    table = pd.DataFrame(articles, dtype="str").fillna("")
    return number_rows(table, places), found.problems


def find_day(text: str) -> str:
    """The first day that a line names, as it is spelled there; empty if none.

    >>> find_day("Communication, mardi 14 mars 2006, p. 16"), find_day("January 11, 2010 Monday")
    ('14 mars 2006', 'January 11, 2010')
    """
    found = PRINTED.search(text)
    return found[0] if found else ""


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines are the printed lines of paragraphs, and not whole paragraphs.

    >>> is_wrapped(["The dam held through the night, as the engineers", "of the town had said."])
    True
    """
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    if not pairs or max(map(len, lines)) > WIDE:
        return False
    going_on = sum(not re.search(r"[.!?:”\"')\]]$", line) or after[0].islower() for line, after in pairs)
    return going_on >= 0.4 * len(pairs)


def join_lines(lines: list[str]) -> str:
    """Lines as paragraphs with an empty line between; printed lines of one paragraph are joined."""
    lines = [line.strip() for line in lines]
    if not is_wrapped(lines):
        return "\n\n".join(filter(None, lines))
    blocks = re.split(r"\n\s*\n", "\n".join(lines))
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())


def note_missing(numbers: list[int], total: int) -> list[dict]:
    """A problem for each document that the numbers of an export skip.

    >>> note_missing([3, 5], 9)
    [{'row': None, 'what': 'document 4 of 9 is not in the file', 'done': 'left out'}]
    """
    if not numbers or len(numbers) < 2 or max(numbers) - min(numbers) > 10 * len(numbers):
        return []
    missing = sorted(set(range(min(numbers), max(numbers) + 1)) - set(numbers))
    return [note(None, f"document {number} of {total} is not in the file", "left out") for number in missing]
