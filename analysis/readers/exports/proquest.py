"""Exports of ProQuest, as text: documents between rules of underscores, each a list of `Field: value`."""

import re
from itertools import pairwise

from analysis.readers.exports.lines import Found, find_day, join_lines, note_missing

RULE = re.compile(r"_{20,}")
COUNT = re.compile(r"Document (\d{1,6}) of (\d{1,6})", re.IGNORECASE)
FIELD = re.compile(r"([A-Z][A-Za-z/() -]{2,40}?): ?(.*)")
FIELDS = {
    "title": "title", "author": "byline", "publicationtitle": "outlet", "publicationdate": "date",
    "section": "section", "languageofpublication": "language", "proquestdocumentid": "id",
    "documenturl": "url", "abstract": "abstract", "publicationinfo": "info", "fulltext": "text",
    "dateline": "dateline",
}  # fmt: skip
KNOWN = re.compile(
    r"(?:Abstract|Accession number|Author|Author affiliation|Business indexing term|Classification|Column"
    r"|Company|Company / organization|Copyright|Correspondence author|Country of publication|Credit|Database"
    r"|Dateline"
    r"|Document feature|Document type|Document URL|DOI|Edition|First page|Full text|Identifier / keyword"
    r"|ISSN|Issue|Language of publication|Last updated|Links|Location|Number of pages|Pages|People"
    r"|Place of publication"
    r"|ProQuest document ID|Product name|Publication date|Publication info|Publication subject"
    r"|Publication title|Publication year|Publisher|Section|Source attribution|Source type|Subject"
    r"|Title|Volume|Year|e-ISSN"
    r"|Publication milestone date|Publication history|Online publication date)$"
)
NONE = re.compile(r"(?:Full text )?(?:not available|unavailable|Undetermined)\b.{0,80}", re.IGNORECASE)
INFO = re.compile(r"([^\[\];:]{2,80}?)(?: \[[^\]]*\]|[;:]| \d)")
NOISE = re.compile(r"(?:Enlarge this image\.?|CREDIT:.*|Illustration|Caption:.*|Credit: .*)")


def holds_proquest(text: str) -> bool:
    """Whether a text is an export: a rule, and fields of ProQuest."""
    fields = set(
        re.findall(
            r"(?m)^(Full text|Publication title|ProQuest document ID|Publication info|Links)\b ?:", text
        )
    )
    return len(fields) >= 2 and bool(re.search(r"(?m)^_{20,}\s*$", text))


def split_proquest(text: str) -> Found:
    """One article per document; the report's head and its list of works are none."""
    lines = [line.strip() for line in text.split("\n")]
    rules = [-1, *(number for number, line in enumerate(lines) if RULE.fullmatch(line)), len(lines)]
    found, numbers, total = Found(), [], 0
    for rule, end in pairwise(rules):
        part = lines[rule + 1 : end]
        counts = [count for line in part if (count := COUNT.fullmatch(line))]
        numbers += [int(count[1]) for count in counts]
        total = max([total, *(int(count[2]) for count in counts)])
        columns = read_document(part)
        if columns:
            first = next((place for place, line in enumerate(part) if line), 0)
            found.articles.append({**columns, "line": rule + 1 + first})
    found.problems += note_missing(numbers, total)
    return found


def read_document(lines: list[str]) -> dict[str, str]:
    """The columns of a document; empty for a part of the file that is none."""
    values: dict[str, list[str]] = {"": []}
    name = ""
    for line in lines:
        named = FIELD.fullmatch(line)
        if named and KNOWN.match(named[1]):
            name = re.sub(r"\W+", "", named[1]).lower()
            line = named[2]
            values.setdefault(name, [])
        values[name].append(line)
    if not {"fulltext", "abstract", "publicationtitle"} & set(values) or not (
        {"title", "proquestdocumentid", "publicationinfo", "publicationdate"} & set(values)
    ):
        return {}
    columns = {
        column: " ".join(" ".join(values[field]).split())
        for field, column in FIELDS.items()
        if field in values
    }
    opening = [line for line in values[""] if line and not COUNT.fullmatch(line)]
    columns["title"] = columns.get("title") or (opening[0] if opening else "")
    info = columns.pop("info", "")
    if named := INFO.match(info):
        columns.setdefault("outlet", named[1].strip())
    if day := find_day(info):
        columns.setdefault("date", day)
    text = [line for line in values.get("fulltext", []) if not NOISE.fullmatch(line)]
    whole = join_lines(text)
    return {**columns, "text": "" if NONE.fullmatch(whole) else whole}
