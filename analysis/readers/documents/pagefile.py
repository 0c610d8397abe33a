"""Web pages: the article in an HTML page, the articles in a database's export, the rows of a table."""

import re
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.readers.columns import KNOWN_NAMES, USUAL_PLAIN, number_rows, one_row, plain_name, unique_names
from analysis.readers.documents.plainhead import split_head
from analysis.readers.doubts import LINK_PAGE, LIVE_BLOG, PAYWALLED, STUB, Doubt, doubt_text
from analysis.readers.encoding import decode_text, read_bytes
from analysis.readers.exports.databases import split_html_export
from analysis.readers.exports.leftover import note_leftover
from analysis.readers.markup import element_to_text, html_to_text, is_unbalanced, parse_html, strip_tags
from analysis.readers.parsing.addresses import name_host
from analysis.readers.problems import note, reading

CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
LOCKED = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?(?:false|no)\b", re.IGNORECASE)
LIVE = re.compile(r"\"@type\"\s*:\s*(?:\[\s*)?\"LiveBlogPosting\"")
ODD_TAG = re.compile(r"<[A-Za-z][\w:.-]*[^\w\s<>/:.-]")
TRIED = 100  # damaged tags of a page that are looked at
PAGES = (".html", ".htm", ".xhtml", ".gz", ".bz2", ".xz")
LONGEST_PAGE = 20_000_000  # characters


def read_page_file(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The article of a web page, the articles of an export in HTML, or the rows of a table in HTML.

    Raises ValueError for a page without an article.

    References
    ----------
    Which text of a page is the article's: trafilatura (Barbaresi 2021, ACL demonstrations, 122-131).
    """
    html, problems = decode_page(read_bytes(path))
    if len(html) > LONGEST_PAGE:
        raise ValueError(f"{path.name} has {len(html):,} characters; a page is read up to {LONGEST_PAGE:,}")
    if export := split_html_export(html):
        return export[0], problems + export[1]
    root = parse_html(html)
    table = read_table(root)
    if table is not None:
        what = "a text in no row of the table"
        return table, problems + note_leftover(strip_tags(html), table.to_dict("records"), what=what)
    with reading(path.name, "a web page"):
        fields, doubts = extract_article(html)
    if not fields:
        raise ValueError(f"{path.name} holds no article that can be told from the rest of the page")
    if path.suffix.lower() not in PAGES:
        # What an office program calls a page holds nothing beside its text.
        problems += note_leftover(strip_tags(html), [fields], what="a text that is not in the article")
    problems += note_hidden(html, fields["text"])
    return one_row(fields), problems + doubts


def decode_page(data: bytes) -> tuple[str, list[dict]]:
    """The text of a page: UTF-8 where it is, else in the encoding that it names, else as other files."""
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        named = CHARSET.search(data[:4000])
    encoding = named[1].decode("ascii").lower() if named else "utf-8"
    try:
        text = data.decode("utf-8") if encoding in ("utf-8", "utf8") else data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        text, encoding = decode_text(data)
    return text, [note(None, "not UTF-8", f"read as {encoding}")] if not encoding.startswith("utf-8") else []


def extract_article(
    html: str, *, address: str = "", row: int | None = None
) -> tuple[dict[str, str], list[dict]]:
    """The columns of the article in a page, and what is doubtful about it; no columns where none is found."""
    from trafilatura import bare_extraction

    page = bare_extraction(
        html,
        url=address or None,
        with_metadata=True,
        include_comments=False,
        # A day that only the page's address or its footer hints at is a guess.
        date_extraction_params={"extensive_search": False, "original_date": True, "url": address or None},
    )
    fields = describe_page(page) if page is not None else {}
    if not fields.get("text"):
        fields = read_simple(html)
    if not fields.get("text", "").strip():
        return {}, []
    doubt = doubt_page(html, fields["text"])
    return fields, [note(row, *doubt)] if doubt else []


def doubt_page(html: str, text: str) -> Doubt | None:
    """What a page shows of its text that the text itself does not; None where nothing does."""
    shown = doubt_text(text)
    if LIVE.search(html):
        return LIVE_BLOG if shown != LIVE_BLOG else None
    if shown:
        return None
    if LOCKED.search(html) and len(text) < STUB:
        return PAYWALLED
    return LINK_PAGE if count_linked(html, text) > max(0.6 * len(text), 100) else None


def describe_page(page: Any) -> dict[str, str]:
    """The columns of an article that trafilatura found; empty lines stand between its paragraphs."""
    paragraphs = [line.strip() for line in (page.text or "").split("\n")]
    fields = {
        "outlet": page.sitename or name_host(page.url or "") or page.hostname or "",
        "date": page.date or "",
        "title": page.title or "",
        "byline": page.author or "",
        "text": "\n\n".join(filter(None, paragraphs)),
        "url": page.url or "",
    }
    if fields["title"] and fields["text"].startswith(fields["title"] + "\n"):
        fields["text"] = fields["text"][len(fields["title"]) :].strip()
    # The page need not say it: then the folder's name and the file's hold.
    return {name: value for name, value in fields.items() if value or name in ("title", "text")}


def read_simple(html: str) -> dict[str, str]:
    """The columns of a page that is too short or too plain to show which part is the article."""
    text = html_to_text(html)
    title = re.search(r"<title[^>]{0,200}>([^<]{1,300})</title>", html, re.IGNORECASE)
    fields = {"title": html_to_text(title[1]) if title else "", "text": text}
    heading = re.search(r"<h1[^>]{0,500}>(.{1,500}?)</h1>", html, re.IGNORECASE | re.DOTALL)
    top = html_to_text(heading[1]) if heading else ""
    if top and text.startswith(top):
        fields = {"title": top, "text": text[len(top) :].strip()}
    return {**fields, **split_head(fields["text"])}


def count_linked(html: str, text: str) -> int:
    """How many characters of an article's text are those of links."""
    root = parse_html(html)
    if root is None:
        return 0
    linked = {" ".join("".join(link.itertext()).split()) for link in list(root.iter("a"))[:2000]}
    return sum(len(words) for words in linked if len(words) > 3 and words in text)


def note_hidden(html: str, text: str) -> list[dict]:
    """A problem for each text that a damaged tag holds, or that follows one and is in no article."""
    what = "a damaged tag holds text"
    behind = [html[tag.start() : html.find("</", tag.end())] for tag in islice(ODD_TAG.finditer(html), TRIED)]
    unread = "\n".join(" ".join(strip_tags(part).split()) for part in behind)
    problems = note_leftover(unread, [{"text": text}], what=what) if unread else []
    root = parse_html(html) if is_unbalanced(html) else None
    if root is None:
        return problems
    shown = [{"text": " ".join(root.itertext())}]
    return problems + note_leftover(strip_tags(html), shown, what=what)


def read_table(root: Any) -> pd.DataFrame | None:
    """The rows of the first table whose first row names a text and another usual column; else None."""
    texts = set(USUAL_PLAIN["text"])
    for table in root.iter("table") if root is not None else []:
        rows = [[element_to_text(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
        header = [plain_name(name) for name in rows[0]] if rows else []
        if len(rows) > 1 and set(header) & texts and len(set(header) & KNOWN_NAMES) > 1:
            width = max(map(len, rows))
            names = unique_names([*rows[0], *[""] * (width - len(rows[0]))])
            filled = [row + [""] * (width - len(row)) for row in rows[1:]]
            return number_rows(pd.DataFrame(filled, columns=names, dtype="str"), range(2, len(rows) + 1))
    return None
