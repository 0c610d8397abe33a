"""Exports of LexisNexis, Nexis UK, Nexis Uni and Lexis Advance, as text.

Two layouts. The older one opens each document with `3 of 10 DOCUMENTS`, then the source, the day, the
headline, fields in capitals (`BYLINE: ...`), the text, and fields again. The newer one ends each with
`End of Document`: headline, source, day, fields (`Byline: ...`), a line `Body`, the text, and fields again.
"""

import re
from collections.abc import Iterator

from analysis.readers.exports.lines import Found, find_day, join_lines, note_missing
from analysis.readers.problems import note

COUNT = re.compile(
    r"(\d{1,6}) (?:of|de|von|di|van) (\d{1,6}) (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)",
    re.IGNORECASE,
)
END = re.compile(
    r"(?:End of Document|Fin du document|Ende des Dokuments|Fin del documento|Fine del documento"
    r"|Einde van document|Fim do documento)",
    re.IGNORECASE,
)
# A text is searched for these lines: white space before them is that of their own line alone.
COUNT_LINE = re.compile(rf"(?m)^[^\S\n]*{COUNT.pattern}[^\S\n]*$", re.IGNORECASE)
END_LINE = re.compile(rf"(?m)^[^\S\n]*{END.pattern}[^\S\n]*$", re.IGNORECASE)
FIELD_LINE = re.compile(r"(?m)^[^\S\n]*[A-ZÀ-Þ-]{4,20}:\s")
BODY = re.compile(r"(?:Body|Corps|Volltext|Cuerpo|Corpo|Body text)", re.IGNORECASE)
OLD_FIELD = re.compile(r"([A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ -]{2,30}):(?:\s+(.*)|$)")
NEW_FIELD = re.compile(r"([A-ZÀ-Þ][\w -]{2,24}):\s*(.*)")
COPYRIGHT = re.compile(r"(?:Copyright|Copy(?: |$)|©|\(c\)|All Rights Reserved|Tous droits)", re.IGNORECASE)
REFUSED = re.compile(r"We are sorry but there is an error in this document", re.IGNORECASE)
AFTER_BODY = re.compile(
    r"(?:Classification|Graphics?|Notes|Load-Date:.*|Language:.*|Publication-Type:.*|Subject:.*)",
    re.IGNORECASE,
)
# What the fields that stand before the text are called, in the languages of the service.
BEFORE = {
    "BYLINE": "byline", "AUTEUR": "byline", "AUTOR": "byline", "AUTORE": "byline", "AUTEURS": "byline",
    "SECTION": "section", "RUBRIQUE": "section", "RUBRIK": "section", "SECCION": "section",
    "SEZIONE": "section",
    "LENGTH": "length", "LONGUEUR": "length", "LÄNGE": "length", "LONGITUD": "length", "LUNGHEZZA": "length",
    "DATELINE": "dateline", "HIGHLIGHT": "highlight", "ENCART": "highlight", "HEADLINE": "title",
    "TITRE": "title", "SERIES": "series", "LANGUAGE": "language", "URL": "url",
}  # fmt: skip
LENGTH = re.compile(r"(?:LENGTH|LONGUEUR|LÄNGE|LONGITUD|LUNGHEZZA): *\d")
# Fields that stand only behind the text.
BEHIND = re.compile(
    r"(?:LOAD-DATE|DATE-CHARGEMENT|UPDATE|LANGUAGE|LANGUE|SPRACHE|GRAPHIC|SUBJECT|SUJET|PUBLICATION-TYPE"
    r"|TYPE-PUBLICATION|DISTRIBUTION|GEOGRAPHIC|LOCALISATION-GEO|ORGANIZATION|PERSON|TICKER|INDUSTRY|COMPANY"
    r"|CORRECTION|CORRECTION-DATE|DOCUMENT-TYPE|JOURNAL-CODE|NOTES|STATE|COUNTRY|CITY|TYPE|SOCIETE|PERSONNE"
    r"|SECTEUR|SCHLAGWÖRTER|UPDATE-DATE|PUB-TYPE|ACC-NO|ENHANCEMENT)$"
)


def holds_nexis(text: str) -> bool:
    """Whether a text is an export in one of the two layouts."""
    if COUNT_LINE.search(text):
        return bool(FIELD_LINE.search(text))
    return bool(END_LINE.search(text))


def split_nexis(text: str) -> Found:
    """One article per document of the export."""
    lines = [line.strip() for line in text.replace("\u00a0", " ").split("\n")]
    found = Found()
    if any(COUNT.fullmatch(line) for line in lines):
        starts = [number for number, line in enumerate(lines) if COUNT.fullmatch(line)]
        counts = [COUNT.fullmatch(lines[start]) for start in starts]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            found.articles.append({**read_old(lines[start + 1 : end]), "line": start})
            found.articles += list_refused(lines[start + 1 : end], start + 1)
            found.problems += note_merged(lines[start + 1 : end], start + 2)
        found.problems += note_merged(["LENGTH: 0", *lines[: starts[0]]], 0)
        total = max(int(count[2]) for count in counts if count)
        found.problems += note_missing([int(count[1]) for count in counts if count], total)
        return found
    start = 0
    for end in (number for number, line in enumerate(lines) if END.fullmatch(line)):
        first = next((place for place in range(start, end) if lines[place]), end)
        found.articles.append({"line": first, **read_new(lines[start:end], start)})
        start = end + 1
    if any(NEW_FIELD.match(line) for line in lines[start:]) and any(map(BODY.fullmatch, lines[start:])):
        found.articles.append({"line": start, **read_new(lines[start:], start)})
        done = "read up to there"
        found.problems.append(note(start + 1, "the export breaks off in its last document", done))
    return found


def list_refused(lines: list[str], start: int) -> list[dict]:
    """A document without a text for each one that the service could not show."""
    places = [number for number, line in enumerate(lines) if REFUSED.match(line)]
    return [{"title": "", "text": "", "line": start + number} for number in places]


def note_merged(lines: list[str], first: int) -> list[dict]:
    """A problem for each further document in one: it has its number of words again."""
    counts = [number for number, line in enumerate(lines) if LENGTH.match(line)]
    what = "a document whose first line is damaged"
    return [note(first + number, what, "left out, or read with the one before") for number in counts[1:]]


def list_blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The runs of lines between empty lines, each with the place of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def read_old(lines: list[str]) -> dict[str, str]:
    """The columns of a document of the older layout."""
    blocks = list(list_blocks(lines))
    day = next(
        (number for number, (_, block) in enumerate(blocks[:6]) if find_day(" ".join(block[:2]))), None
    )
    if day is None:
        return {"title": "", "text": join_lines(lines)}
    spelled = find_day(" ".join(blocks[day][1][:2]))
    above = [line for _, block in blocks[:day] for line in block if not COPYRIGHT.match(line)]
    columns = {"outlet": above[-1] if above else "", "date": spelled}
    title, body_start, number = [], None, day + 1
    for number in range(day + 1, len(blocks)):
        start, block = blocks[number]
        named = OLD_FIELD.match(block[0])
        if named and named[1] in ("BODY", "TEXT", "CORPS"):
            lines = [*lines[:start], named[2] or "", *lines[start + 1 :]]
            body_start = start
            break
        if named and not BEHIND.match(named[1]):
            value = " ".join([named[2] or "", *block[1:]]).strip()
            columns.setdefault(BEFORE.get(named[1], named[1].lower()), value)
        elif len(columns) == 2 and number == day + 1:
            title += block
        else:
            body_start = start
            break
    body = lines[body_start:] if body_start is not None else []
    end = find_end(body)
    columns.setdefault("title", " ".join(title))
    language = re.search(r"(?m)^(?:LANGUAGE|LANGUE|SPRACHE): *(.+)$", "\n".join(body[end:]))
    return {**columns, "text": join_lines(body[:end]), **({"language": language[1]} if language else {})}


def find_end(body: list[str]) -> int:
    """The place of the first line behind the text of a document of the older layout."""
    for start, block in list_blocks(body):
        named = OLD_FIELD.match(block[0])
        if named and BEHIND.match(named[1]):
            return start
        if COPYRIGHT.match(block[0]) and len(block) <= 3:
            return start
        if REFUSED.match(block[0]):
            return start
    return len(body)


def read_new(lines: list[str], offset: int) -> dict:
    """The columns of a document of the newer layout."""
    body = next((number for number, line in enumerate(lines) if BODY.fullmatch(line)), None)
    if body is None:
        fields = [number for number, line in enumerate(lines) if NEW_FIELD.match(line)]
        body = fields[-1] if fields else -1
    head = lines[: body + 1]
    places = [
        number for number, line in enumerate(head)
        if find_day(line) and not NEW_FIELD.match(line) and not COPYRIGHT.match(line) and len(line) < 80
    ]  # fmt: skip
    columns: dict = {"title": ""}
    if places:
        day = places[-1]
        columns |= {"date": find_day(head[day]), "outlet": next(filter(None, reversed(head[:day])), "")}
        above = next((number for number in range(day - 1, -1, -1) if head[number]), 0)
        first = above
        while first > 0 and head[first - 1]:
            first -= 1
        columns |= {"title": " ".join(head[first:above]), "line": offset + first}
    for line in head[places[-1] if places else 0 :]:
        if named := NEW_FIELD.match(line):
            columns.setdefault(BEFORE.get(named[1].upper(), named[1].lower()), named[2])
    rest = lines[body + 1 :]
    end = next((number for number, line in enumerate(rest) if AFTER_BODY.fullmatch(line)), len(rest))
    language = next(
        (line.partition(":")[2].strip() for line in rest[end:] if line.startswith("Language:")), ""
    )
    text = "" if any(map(REFUSED.match, rest)) else join_lines(rest[:end])
    return {**columns, "text": text, **({"language": language} if language else {})}
