"""Exports of NewsBank (Access World News), as text, in its two layouts.

The newer prints the headline, then `October 8, 2023 | Courier, The (Town, ST)`, then a line of
`Author: ... | Section: ... | Page: ...`; the older is a list of `Paper: ...`, `Title: ...`, `Date: ...`, the
text and a `Record Number: ...`.
"""

import re

from analysis.readers.exports.lines import Found, find_day, join_lines

PLACED = re.compile(r"([^|]{6,40}?)\s*\|\s*([^|]{2,120}?(?: \([^()]{2,60}\))?)(?:\s*\|.*)?")
DETAIL = re.compile(
    r"(Author/Byline|Author|Byline|Section|Page|Edition|Column|Readability|Source|Dateline)s?: ?([^|]*)"
)
FIELD = re.compile(
    r"(Paper|Title|Headline|Author|Author/Byline|Date|Section|Edition|Page|Readability|Record Number|Record"
    r"|Copyright|Dateline|Index Terms|Estimated printed pages|OpenURL Link|Series|Source|Publication): ?(.*)"
)
COLUMNS = {
    "Paper": "outlet", "Publication": "outlet", "Source": "outlet", "Title": "title", "Headline": "title",
    "Author": "byline", "Author/Byline": "byline", "Byline": "byline", "Date": "date", "Section": "section",
    "Record Number": "id", "Record": "id", "Dateline": "dateline",
}  # fmt: skip
SKIPPED = re.compile(
    r"(?:OpenURL Link|[\d,]+ [Ww]ords|Readability:.*|Lexile.*|Estimated printed pages.*|NewsBank.*"
    r"|Access World News.*)"
)
ENDED = re.compile(
    r"(?:Copyright\b.*|©.*|\(c\) .*|Record(?: Number)?: .*|• ?Citation.*|Citation .*|CITATION.*)"
)


def holds_newsbank(text: str) -> bool:
    """Whether a text is an export in one of the two layouts."""
    if re.search(r"(?m)^Record Number: ", text) and re.search(r"(?m)^(?:Paper|Title|Headline): ", text):
        return True
    marks = re.search(r"NewsBank|OpenURL Link|Access World News|Citation \(", text)
    return bool(marks) and any(is_placed(line) for line in text.split("\n"))


def is_placed(line: str) -> bool:
    """Whether a line names a day and an outlet, as the newer layout prints them."""
    found = PLACED.fullmatch(line.strip())
    return found is not None and find_day(found[1]) == found[1].strip()


def split_newsbank(text: str) -> Found:
    """One article per document of the export."""
    lines = [line.strip() for line in text.split("\n")]
    placed = [number for number, line in enumerate(lines) if is_placed(line)]
    if not placed:
        return split_fields(lines)
    starts = [next((n for n in range(number - 1, -1, -1) if lines[n]), number) for number in placed]
    found = Found()
    for start, number, end in zip(starts, placed, [*starts[1:], len(lines)], strict=True):
        named = PLACED.fullmatch(lines[number])
        columns = {"title": lines[start] if start < number else "", "text": ""}
        columns |= {"date": named[1], "outlet": named[2]} if named else {}
        found.articles.append({**columns, **read_body(lines[number + 1 : end]), "line": start})
    return found


def read_body(lines: list[str]) -> dict[str, str]:
    """The details of a document of the newer layout, and its text."""
    columns: dict[str, str] = {}
    text: list[str] = []
    for line in lines:
        if ENDED.fullmatch(line):
            break
        if not "".join(text):
            details = DETAIL.findall(line) if DETAIL.match(line) else []
            columns |= {COLUMNS[name]: value.strip() for name, value in details if name in COLUMNS}
            if details or SKIPPED.fullmatch(line):
                continue
        text.append(line)
    return {**columns, "text": join_lines([line for line in text if not SKIPPED.fullmatch(line)])}


def split_fields(lines: list[str]) -> Found:
    """One article per document of the older layout: it opens with its first field after the text before."""
    found = Found()
    columns: dict[str, str] = {}
    text: list[str] = []
    start = 0
    for number, line in enumerate([*lines, "Paper: "]):
        named = FIELD.fullmatch(line)
        opens = named and named[1] in ("Paper", "Title", "Headline", "Publication")
        if (
            opens
            and named
            and ("".join(text) or COLUMNS[named[1]] in columns)
            and ("id" in columns or "".join(text))
        ):
            found.articles.append({"title": "", **columns, "text": join_lines(text), "line": start})
            columns, text, start = {}, [], number
        if named:
            if named[1] in COLUMNS:
                columns.setdefault(COLUMNS[named[1]], named[2].strip())
        elif not ENDED.fullmatch(line) and not SKIPPED.fullmatch(line) and columns:
            text.append(line)
    return found
