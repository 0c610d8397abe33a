"""HTML and Markdown to plain paragraphs.

Empty lines stand between paragraphs. lxml and mistune parse.
"""

import html
import re
from typing import Any

from analysis.readers.exports.leftover import note_leftover

# Parts of a page that are no text.
SKIPPED = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "select", "button"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
ROWS = {"tr", "br"}  # a line of its own, no paragraph
TAG = re.compile(
    r"</?(?:a|abbr|article|b|blockquote|body|br|center|cite|code|dd|div|dl|dt|em|figcaption|figure|font|h[1-6]"
    r"|head|hr|html|i|iframe|img|li|link|mark|meta|ol|p|picture|pre|q|s|script|section|small|source|span|strong"
    r"|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video)(?:\s+[\w:-]+\s*=[^<>]*|\s*/)?>",
    re.IGNORECASE,
)
# Attributes in which pages keep HTML.
WITH_TAGS = re.compile(
    r"\s(?:data-[\w-]+|srcdoc|content|title|alt|on\w+|aria-[\w-]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.I
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
ESCAPED = re.compile(r"&lt;/?(?:p|br|a|div|span|b|i|em|strong|ul|ol|li|h[1-6]|img|blockquote)\b", re.I)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)


def strip_html(text: str) -> str:
    """A text without its HTML, escaped or not; a text that has none is given back as it is.

    Other markup, such as wikitext, is taken out of all articles (`cleaning.markup`).

    >>> strip_html("<p>Troops <a href='x'>left</a>.</p><p>It fell.</p>")
    'Troops left.\\n\\nIt fell.'
    >>> strip_html("5 < 7 * 8 and a [note] (sic)")
    '5 < 7 * 8 and a [note] (sic)'
    """
    if "<" in text and TAG.search(text):
        text = html_to_text(text)
    if "&" in text and ESCAPED.search(text):
        return html_to_text(html.unescape(text))
    return html.unescape(text) if "&" in text and ENTITY.search(text) else text


def html_to_text(text: str) -> str:
    """The text of HTML, one paragraph per block.

    >>> html_to_text("A <b>b</b><br>c<ul><li>d<li>e</ul><script>f</script>")
    'A b\\nc\\n\\nd\\n\\ne'
    """
    root = parse_html(text)
    plain = "" if root is None else element_to_text(root)
    if not is_unbalanced(text):
        return plain
    # A damaged tag may hold text, which no element does.
    crude = strip_tags(text)
    return tidy(re.sub(r" {2,}", " ", crude)) if note_leftover(crude, [{"text": plain}]) else plain


def parse_html(text: str) -> Any:
    """The root element of HTML, however broken; None where there is none."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    # The parser stops at the end of a page, and files that were joined have several.
    data = PAGE_END.sub("", text.replace("\0", "")).encode("utf-8", "replace")
    return etree.fromstring(data, parser) if data.strip() else None


def is_unbalanced(text: str) -> bool:
    """Whether HTML has a tag or a quote mark that is not closed."""
    return (
        text.count("<") != text.count(">")
        or text.count('"') % 2 == 1
        or text.count("='") > text.count("'") / 2
        or any(holds_blocks(found[0]) for found in COMMENT.finditer(text))
    )


def holds_blocks(comment: str) -> bool:
    """Whether a comment holds paragraphs: it is not closed where it should be."""
    return "</p>" in comment and not comment.startswith("<!--[if")


def strip_tags(text: str) -> str:
    """What stands between the tags of HTML, also where a quote mark in a tag is not closed.

    >>> strip_tags("<p class='a>It was <!-- not --> dark.<br>").split()
    ['It', 'was', 'dark.']
    """
    text = COMMENT.sub(lambda found: found[0][4:] if holds_blocks(found[0]) else " ", text)
    text = re.sub(r"\0|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", " ", text, flags=re.I | re.S)
    text = re.sub(r"</?(?:p|div|td|tr|li|h\d|br|section|article|table)\b", r"\n\g<0>", text, flags=re.I)
    return html.unescape(re.sub(r"<[^<>]*>", " ", WITH_TAGS.sub(" ", text)))


def element_to_text(root: Any, *, cell: str = " ") -> str:
    """The text of an element of HTML: one paragraph per block, one line per row; `cell` parts cells."""
    from lxml import etree

    parts: list[str] = []
    skipping = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if event == "start" and skipping is None:
            skipping = element if tag in SKIPPED else None
            parts.append(open_element(tag, element, cell))
            if skipping is None and element.text:
                parts.append(re.sub(r"\s+", " ", element.text))
        elif event != "start":
            if skipping is None:
                parts.append("\n\n" if tag in BLOCKS else "")
            skipping = None if skipping is element else skipping
            if skipping is None and element.tail and element is not root:
                parts.append(re.sub(r"\s+", " ", element.tail))
    return tidy(re.sub(r" {2,}", " ", "".join(parts)))


def open_element(tag: str, element: Any, cell: str) -> str:
    """What stands before an element: an empty line, a line end, what parts two cells, or nothing."""
    if tag in BLOCKS or tag in ROWS:
        return "\n\n" if tag in BLOCKS else "\n"
    return cell if tag in ("td", "th") and element.getprevious() is not None else ""


def tidy(text: str) -> str:
    """The text with its lines stripped, and one empty line at most between two of them."""
    lines = [line.strip(" \t\u00a0\u200b") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def markdown_to_text(text: str) -> str:
    """The text of Markdown, one paragraph per block.

    >>> markdown_to_text("# Road\\n\\n**The council** met in the [hall](http://x.example).")
    'Road\\n\\nThe council met in the hall.'
    """
    import mistune

    made = mistune.create_markdown(escape=False, plugins=["strikethrough", "table", "footnotes"])(text)
    return html_to_text(re.sub(r"(?<=\w)\n(?=\w)", " ", str(made)))
