"""Exports of ProQuest, as text: documents between rules of underscores, each a list of `Field: value`."""

import re
from itertools import pairwise

from analysis.readers.exports.lines import Found, find_day, join_lines, note_missing
from analysis.readers.problems import note

RULE = re.compile(r"_{20,}")
COUNT = re.compile(r"Document (\d{1,6}) of (\d{1,6})", re.IGNORECASE)
PARTED = re.compile(rf"(?m)^[^\S\n]*(?:{RULE.pattern}|{COUNT.pattern})[^\S\n]*$", re.IGNORECASE)
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
# How the parts of a report begin that are no documents.
REPORT = re.compile(
    r"(?:Report Information|Table of contents|List of (?:works|documents)|Bibliography|Citation style"
    r"|Contact (?:us|ProQuest)|(?:Database )?copyright\b.{0,20} ProQuest|Terms and Conditions).{0,60}",
    re.IGNORECASE,
)
NONE = re.compile(r"(?:Full text )?(?:not available|unavailable|Undetermined)\b.{0,80}", re.IGNORECASE)
INFO = re.compile(r"([^\[\];:]{2,80}?)(?: \[[^\]]*\]|[;:]| \d)")
NOISE = re.compile(r"(?:Enlarge this image\.?|CREDIT:.*|Illustration|Caption:.*|Credit: .*)")


def holds_proquest(text: str) -> bool:
    """Whether a text is an export: parts, and several fields of ProQuest, the text among them."""
    named = (FIELD.match(line) for line in text.split("\n"))
    fields = {found[1] for found in named if found and KNOWN.match(found[1])}
    return len(fields) >= 3 and "Full text" in fields and bool(PARTED.search(text))


def split_proquest(text: str) -> Found:
    """One article per document; the report's head, its list of works and its end are none."""
    lines = [line.strip() for line in text.split("\n")]
    counts = [count for line in lines if (count := COUNT.fullmatch(line))]
    found = Found()
    documents: list[tuple[int, list[str]]] = []
    last_field = "none yet"
    for start, part in list_parts(lines):
        values, field = read_fields(part)
        # Fields follow a text, or the next document does: what follows a rule inside it belongs to it.
        is_open = last_field in ("", "abstract", "fulltext")
        with_text = bool({"abstract", "fulltext"} & set(values))
        opens = with_text and not counts if is_open else with_text or bool(read_document(part))
        if opens or COUNT.fullmatch(part[0]):
            documents.append((start, part))
            last_field = field
        elif not documents or REPORT.fullmatch(part[0]):
            continue
        elif is_open:
            documents[-1][1].extend(["", *part])
            last_field = field or last_field
        else:
            found.problems.append(note(start + 1, "a text in no document", f"left out: {part[0][:80]}"))
    for start, part in documents:
        if columns := read_document(part):
            found.articles.append({**columns, "line": start})
        else:
            found.problems.append(note(start + 1, "a document without its fields", "left out"))
    total = max((int(count[2]) for count in counts), default=0)
    found.problems += note_missing([int(count[1]) for count in counts], total)
    return found


def list_parts(lines: list[str]) -> list[tuple[int, list[str]]]:
    """The parts of a report between rules and before counts, each with the number of its first line."""
    rules = {number for number, line in enumerate(lines) if RULE.fullmatch(line)}
    counts = [number for number, line in enumerate(lines) if COUNT.fullmatch(line)]
    starts = sorted({0, *(number + 1 for number in rules), *counts})
    parts = []
    for start, end in pairwise([*starts, len(lines)]):
        filled = [number for number in range(start, end) if lines[number] and number not in rules]
        if filled:
            parts.append((filled[0], lines[filled[0] : filled[-1] + 1]))
    return parts


def read_fields(lines: list[str]) -> tuple[dict[str, list[str]], str]:
    """The lines of each field of a document, those before the first under "", and the last field."""
    values: dict[str, list[str]] = {"": []}
    name = ""
    for line in lines:
        named = FIELD.fullmatch(line)
        if named and KNOWN.match(named[1]):
            name = re.sub(r"\W+", "", named[1]).lower()
            line = named[2]
            values.setdefault(name, [])
        values[name].append(line)
    return values, name


def read_document(lines: list[str]) -> dict[str, str]:
    """The columns of a document; empty for a part of the file that is none."""
    values, _ = read_fields(lines)
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
