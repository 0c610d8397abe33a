"""RSS and Atom: one article per item of a feed.

References: RSS 2.0 Specification (RSS Advisory Board), RFC 4287 (Atom), RSS 1.0 content module.
"""

import re
from typing import Any

from analysis.readers.markup import strip_html
from analysis.readers.problems import note

ITEMS = ("item", "entry")
# The columns of an item, the better element first.
FIELDS = {
    "title": ("title",),
    "date": ("pubDate", "published", "date", "issued", "updated", "modified"),
    "byline": ("creator", "author"),
    "id": ("guid", "id"),
    "section": ("category",),
    "outlet": ("source",),
}
JOINED = ("category", "creator", "encoded", "content")  # elements that an item may have several times
WHOLE, SUMMARY = ("encoded", "content"), ("description", "summary")


def read_feed(root: Any) -> tuple[list[dict[str, str]], list[dict]]:
    """The rows of a feed; its title is the outlet. A problem says where it gives summaries only."""
    outlet = name_feed(root)
    rows, summaries = [], 0
    for element in root.iter():
        if name_of(element) in ITEMS:
            row, is_summary = read_item(element, outlet)
            rows.append(row)
            summaries += is_summary
    if not summaries:
        return rows, []
    what = f"the feed gives summaries, not whole texts ({summaries:,} of {len(rows):,})"
    return rows, [note(None, what, "kept; what is there is counted")]


def name_feed(root: Any) -> str:
    """The title of a feed; empty where it has none."""
    titles = [
        text_of(element) for element in root.iter()
        if name_of(element) == "title" and name_of(element.getparent()) in ("channel", "feed")
    ]  # fmt: skip
    return next(filter(None, titles), "")


def read_item(item: Any, outlet: str) -> tuple[dict[str, str], bool]:
    """The row of one item, and whether its text is only a summary."""
    values: dict[str, str] = {}
    for child in item:
        name = name_of(child)
        value = text_of(child)
        if name == "link":
            value = value or child.get("href", "")
            name = "link" if child.get("rel", "alternate") == "alternate" else "other"
        if name == "author":
            value = next((text_of(part) for part in child if name_of(part) == "name"), value)
        if name and value:
            values[name] = (
                f"{values[name]}; {value}"
                if name in JOINED and value not in values.get(name, value)
                else values.get(name, value)
            )
    row = {
        column: next((values[name] for name in names if name in values), "")
        for column, names in FIELDS.items()
    }
    texts = [strip_html(values[name]) for name in (*WHOLE, *SUMMARY) if name in values]
    whole = any(name in values for name in WHOLE)
    text = max(texts[:1] if whole else texts, key=len, default="")
    cut = bool(re.search(r"(?:…|\.\.\.|\[…\]|Read more|Continue reading)\W*$", text))
    row |= {"title": strip_html(row["title"]), "text": text, "url": values.get("link", "")}
    return {**row, "outlet": row["outlet"] or outlet}, bool(text) and not whole and (cut or len(text) < 60)


def name_of(element: Any) -> str:
    """The name of an element without its namespace."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return re.split("[}:]", element.tag)[-1]


def text_of(element: Any) -> str:
    """What an element holds: its text, or the XHTML in it as HTML."""
    from lxml import etree

    if len(element) and name_of(element) in (*WHOLE, *SUMMARY, "title"):
        inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
        return (element.text or "") + inner
    return "".join(element.itertext()).strip()
