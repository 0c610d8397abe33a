"""Exports of Factiva, as text: with field codes (`HD`, `PD`, `SN` ...), or as a printed article.

Both layouts end a document with the line `Document XXXX0000...`, its accession number. The codes are those of
Factiva's own help page on searching by field.
"""

import re

from analysis.readers.exports.lines import Found, find_day, join_lines
from analysis.readers.problems import note

CODES = {
    "HD": "title", "BY": "byline", "PD": "date", "SN": "outlet", "LA": "language", "SE": "section",
    "WC": "length", "CLM": "column", "AN": "id",
}  # fmt: skip
LONG = 20  # words
TEXTS = ("LP", "TD")
OTHER = (
    "CR", "ET", "SC", "ED", "PG", "VOL", "CY", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "NGC",
    "GC", "ART", "DLN", "CX", "RST", "ISSN", "PY", "RG", "TS",
)  # fmt: skip
CODE = re.compile(rf"({'|'.join(sorted({*CODES, *TEXTS, *OTHER}))})(?:[ \t]*[|\t][ \t|]*|[ \t]{{2,}}|$)(.*)")
ENDED = re.compile(r"(?:Document|Documento|Dokument) ([A-Za-z0-9]{12,40})\W*")
WORDS = re.compile(
    r"[\d., \u00a0\u202f]{1,9} (?:words|mots|Wörter|palabras|parole|palavras|woorden)", re.IGNORECASE
)
CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?: ?[AP]M)?", re.IGNORECASE)
PRINTED = re.compile(
    r"(?m)^[^\S\n]*(?:Document|Documento|Dokument) [A-Z0-9]{6,12}\d{8}[a-z0-9]{6,14}[^\S\n]*$"
)
RIGHTS = re.compile(r"(?:\(c\)|©|Copyright|\(C\))", re.IGNORECASE)


def holds_factiva(text: str) -> bool:
    """Whether a text is an export in one of the two layouts."""
    codes = set(re.findall(r"(?m)^[ \t|]*(HD|PD|SN|WC|AN|LP|TD)(?=[ \t|]*$|[ \t]*[|\t]|[ \t]{2})", text))
    words = PRINTED.search(text) and any(WORDS.fullmatch(line.strip()) for line in text.split("\n"))
    return len(codes) >= 4 or bool(words)


def split_factiva(text: str) -> Found:
    """One article per document of the export."""
    lines = [line.strip(" |\t\u00a0") for line in text.split("\n")]
    coded = sum(bool(re.fullmatch(r"HD\b.*", line) and CODE.match(line)) for line in lines)
    found, start = Found(), 0
    for number, line in enumerate([*lines, ""]):
        coded_end = CODE.match(line)
        ends = ENDED.fullmatch(coded_end[2] if coded_end and coded_end[1] == "AN" else line)
        if not ends and number < len(lines):
            continue
        part = lines[start : number + 1]
        first = next((place for place, words in enumerate(part) if words), 0)
        columns = read_coded(part) if coded else read_printed(part)
        if columns:
            found.articles.append({**columns, "line": start + first, **({"id": ends[1]} if ends else {})})
            if not ends:
                what = "the export breaks off in its last document"
                found.problems.append(note(start + first + 1, what, "read up to there"))
        start = number + 1
    return found


def read_coded(lines: list[str]) -> dict[str, str]:
    """The columns of a document with field codes; empty where it has no headline and no text."""
    values: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if named := CODE.fullmatch(line):
            code = named[1]
            values.setdefault(code, [])
            line = named[2].strip(" |\t")
        if code:
            values[code].append(line)
    if not {"HD", *TEXTS} & set(values):
        return {}
    columns = {
        name: " ".join(" ".join(values[code]).split()) for code, name in CODES.items() if code in values
    }
    # A field that is as long as a text holds one: the code between them is damaged.
    long = [name for name in columns if name != "title" and len(columns[name].split()) >= LONG]
    parts = [*(columns.pop(name) for name in long), *(join_lines(values.get(code, [])) for code in TEXTS)]
    text = "\n\n".join(filter(None, parts))
    columns["id"] = re.sub(ENDED, r"\1", columns.get("id", ""))
    return {"title": "", **columns, "text": text}


def read_printed(lines: list[str]) -> dict[str, str]:
    """The columns of a printed document; empty where it has no number of words.

    Headline, author, words, day, time, source, code, edition, language and rights stand on a line each.
    """
    counted = next((number for number, line in enumerate(lines) if WORDS.fullmatch(line)), None)
    if counted is None:
        return {}
    above = [line for line in lines[:counted] if line]
    byline = above.pop() if len(above) > 1 and re.match(r"(?:By|Par|Von|Por|De) ", above[-1]) else ""
    columns = {"title": above[-1] if above else "", "length": lines[counted], "byline": byline}
    rest = [(number, line) for number, line in enumerate(lines) if number > counted and line]
    if len(above) > 1 and len(above[-2]) < 60:
        columns["section"] = above[-2]
    if rest and (day := find_day(rest[0][1])):
        columns["date"] = day
        rest = rest[1:]
    if rest and CLOCK.fullmatch(rest[0][1]):
        rest = rest[1:]
    columns["outlet"] = rest[0][1] if rest else ""
    rights = next((number for number, line in rest[1:9] if RIGHTS.match(line)), None)
    head = rights if rights is not None else next(
        (number for number, line in reversed(rest[1:6]) if len(line) < 40 and not line.endswith(".")), counted
    )  # fmt: skip
    end = next((number for number, line in enumerate(lines) if ENDED.fullmatch(line)), len(lines))
    return {**columns, "text": join_lines(lines[head + 1 : end])}
