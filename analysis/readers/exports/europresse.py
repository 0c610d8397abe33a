"""Exports of Europresse (Eureka), in HTML: each article opens with the name of its publication."""

import re
from typing import Any

from analysis.readers.exports.leftover import note_leftover
from analysis.readers.exports.lines import Found, find_day
from analysis.readers.markup import element_to_text, parse_html, strip_tags
from analysis.readers.problems import note

NAME, HEADER, TITLE = "docpublicationname", "docheader", "titrearticlevisu"
NUMBER = re.compile(r"(?:news|web|pub)[·.]\d{8}[·.]\w+[·.]\w+")
LABELLED = re.compile(rf"(?:Num[ée]ro de document|Document number)\s*:\s*{NUMBER.pattern}")
ENDED = re.compile(
    r"(?:©|\(c\) |Numéro de document|Document number|Illustration\(s\)|Note\(s\)|Certificat)", re.IGNORECASE
)


def holds_europresse(html: str) -> bool:
    """Whether HTML is an export of Europresse."""
    return "DocPublicationName" in html


def split_europresse(html: str) -> Found:
    """One article per publication's name in the export."""
    root = parse_html(html)
    found = Found()
    names = list_class(root, NAME) if root is not None else []
    has_sections = root is not None and next(root.iter("section"), None) is not None
    for number, name in enumerate(names):
        container = name
        while (above := container.getparent()) is not None and len(list_class(above, NAME)) == 1:
            container = above
        found.articles.append({**read_article(container, element_to_text(name)), "line": number})
        if has_sections and next(container.iter("section"), None) is None:
            # Its text is in an element that a fault left open, and that holds the next articles too.
            done = "kept as far as it can be read, the rest left out"
            found.problems.append(note(number + 1, "an article without its part for the text", done))
    # A damaged tag holds the name, but no element does.
    n_marks = len(re.findall(rf"=\s*[\"']?[^\"'<>={{}}]{{0,80}}{NAME}", html, re.IGNORECASE))
    for _ in range(len(names), n_marks):
        found.problems.append(
            note(None, "a damaged head of an article", "left out, or read with the one before")
        )
    if found.articles:
        crude = strip_tags(html)
        found.problems += note_leftover(crude, found.articles)
        # Each article ends with its number.
        for _ in range(len(names), len(LABELLED.findall(crude))):
            done = "left out, or read with another one"
            found.problems.append(note(None, "an article whose head is damaged", done))
    return found


def list_class(element: Any, name: str) -> list[Any]:
    """The elements of a class below an element, in their order."""
    return [
        below for below in element.iter()
        if isinstance(below.tag, str) and name in (below.get("class") or "").lower().split()
    ]  # fmt: skip


def read_article(container: Any, outlet: str) -> dict[str, str]:
    """The columns of one article."""
    header = " ".join(element_to_text(part) for part in list_class(container, HEADER))
    titles = [element_to_text(part) for part in list_class(container, TITLE)]
    day = find_day(header)
    columns = {"outlet": outlet.strip(), "title": " ".join(titles[0].split()) if titles else ""}
    section, comma, _ = header.partition(day)[0].rpartition(",") if day else (header, ",", "")
    columns |= {"date": day, "section": section.split(",")[0].strip() if comma else ""}
    whole = element_to_text(container)
    if number := NUMBER.search(whole):
        columns["id"] = number[0]
    after = whole.partition(titles[0] if titles else outlet)[2]
    sections = list(container.iter("section"))
    if sections:
        text = "\n\n".join(element_to_text(section) for section in sections)
        head = list_paragraphs(after.partition(text)[0] if text else after)
        columns |= {"byline": head[0]} if head and is_name(head[0]) else {}
        return {**columns, "text": "\n\n".join(list_paragraphs(text))}
    paragraphs = list_paragraphs(after)
    if len(paragraphs) > 1 and is_name(paragraphs[0]):
        columns["byline"] = paragraphs.pop(0)
    return {**columns, "text": "\n\n".join(paragraphs)}


def list_paragraphs(text: str) -> list[str]:
    """The paragraphs of an article up to its rights and its number."""
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    end = next((number for number, part in enumerate(paragraphs) if ENDED.match(part)), len(paragraphs))
    return paragraphs[:end]


def is_name(text: str) -> bool:
    """Whether a paragraph is the name of an author: a few words without a full stop."""
    return len(text.split()) <= 8 and len(text) < 80 and not re.search(r"[.!?:;…»”]$", text)
