"""JSON: the answers of a MediaWiki API (such as that of Wikinews) as articles, other JSON as records."""

import re
from pathlib import Path

import pandas as pd

from analysis.readers.columns import number_rows
from analysis.readers.encoding import read_text
from analysis.readers.exports.leftover import LEAST, is_prose
from analysis.readers.jsonfile import DECODER, find_objects, read_json
from analysis.readers.markup import html_to_text
from analysis.readers.packed.kinds import decode_head, is_wiki_answer, read_head
from analysis.readers.parsing.addresses import name_host
from analysis.readers.problems import note
from analysis.readers.xml.wikidump import describe_page

OWN_WORDS = ("warnings", "error", "errors")  # what a wiki says of the question
DEEPEST = 8  # objects within each other in which pages are looked for


def read_json_file(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The pages of the answer of a MediaWiki API, or the records of any other JSON (`read_json`)."""
    return read_wiki_answer(path) if is_wiki_answer(decode_head(read_head(path))) else read_json(path)


def read_wiki_answer(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per page of the answers of a MediaWiki API, with its text where the answer has it.

    Raises ValueError for a file without a page.
    """
    text, problems = read_text(path)
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    answers, is_whole = read_objects("\n".join(lines))
    pages = [page for answer in answers for page in list_pages(answer)]
    if not is_whole:
        objects, faults = find_objects(text, is_used=lambda data: bool(list_pages(data)))
        pages = [page for data in objects for page in list_pages(data)]
        answers = objects
        problems += faults
    problems += note_outside(answers)
    rows, places = [], []
    for number, page in enumerate(pages, start=1):
        if page.get("ns", 0) != 0:
            what = f"a page of namespace {page['ns']}, no article"
            problems.append(note(number, what, f"left out: {str(page.get('title', ''))[:80]}"))
        elif "missing" in page or "invalid" in page:
            problems.append(
                note(number, "the wiki has no such page", f"left out: {str(page.get('title', ''))[:80]}")
            )
        else:
            rows.append(describe_answer(page))
            places.append(number)
    if not pages:
        raise ValueError(f"{path.name} holds no page of a wiki")
    return number_rows(pd.DataFrame(rows, columns=list(describe_answer({})), dtype="str"), places), problems


def is_page(data: dict) -> bool:
    """Whether an object of a damaged answer is a page."""
    return "pageid" in data or ("title" in data and bool({"ns", "revisions", "extract"} & set(data)))


def read_objects(text: str) -> tuple[list[dict], bool]:
    """The JSON objects of a text, one behind the other, and whether the text holds nothing else."""
    place = 0
    objects: list[dict] = []
    while found := re.compile(r"\S").search(text, place):
        try:
            value, place = DECODER.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            return objects, False
        if isinstance(value, dict):
            objects.append(value)
    return objects, True


def list_pages(answer: dict, depth: int = 0) -> list[dict]:
    """The pages of an answer, by `action=query` or `action=parse`; in a damaged one they stand anywhere."""
    pages = [answer] if is_page(answer) or (depth == 1 and "title" in answer and "text" in answer) else []
    for value in answer.values():
        inner = value if isinstance(value, list) else [value]
        pages += [
            page for part in inner if isinstance(part, dict) and depth < DEEPEST
            for page in list_pages(part, depth + 1)
        ]  # fmt: skip
    return pages


def note_outside(answers: list[dict]) -> list[dict]:
    """A problem for each text that stands in no page of some answers; what the wiki says itself is none."""
    own = [{key: value for key, value in answer.items() if key not in OWN_WORDS} for answer in answers]
    texts = [text.split() for answer in own for text in list_texts(answer)]
    return [
        note(None, "a text in no page", f"left out: {' '.join(words)[:60]}")
        for words in texts
        if len(words) >= LEAST and is_prose(words)
    ]


def list_texts(value: object, depth: int = 0) -> list[str]:
    """The texts of an answer that stand in no page."""
    if isinstance(value, str):
        return [value]
    if depth > 2 * DEEPEST or not isinstance(value, dict | list):
        return []
    if isinstance(value, dict) and (is_page(value) or (depth == 1 and {"title", "text"} <= set(value))):
        return []
    parts = value.values() if isinstance(value, dict) else value
    return [text for part in parts for text in list_texts(part, depth + 1)]


def describe_answer(page: dict) -> dict[str, str]:
    """The columns of a page of an answer: its wikitext, its extract, or its HTML is the text."""
    revisions = page.get("revisions")
    revision = (
        revisions[0] if isinstance(revisions, list) and revisions and isinstance(revisions[0], dict) else {}
    )
    slots = revision.get("slots", {})
    slot = slots.get("main", {}) if isinstance(slots, dict) else {}
    wiki = next((str(part[key]) for part in (slot, revision) for key in ("*", "content") if key in part), "")
    given = next((page[key] for key in ("extract", "text", "wikitext") if key in page), "")
    given = str(given.get("*", "")) if isinstance(given, dict) else str(given)
    if "wikitext" in page and not wiki:
        wiki, given = given, ""
    row = describe_page(str(page.get("title", "")), wiki, str(revision.get("timestamp", "")), "", "")
    url = str(page.get("fullurl", ""))
    plain = row["text"] or html_to_text(given)
    page_id = str(page.get("pageid", ""))
    return {**row, "id": page_id, "text": plain, "url": url, "outlet": name_host(url)}
