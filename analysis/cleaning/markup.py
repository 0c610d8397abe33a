"""Markup in the texts of articles: HTML, wikitext, Markdown and short codes of web sites."""

import re

from analysis.readers.markup import TAG, element_to_text, parse_html
from analysis.readers.xml.wikitext import wikitext_to_text

# Parts of a page that are no text of the article.
BESIDE = ["figcaption", "nav", "button", "form", "script", "style"]
COMMENT = re.compile(r"<!--|<!DOCTYPE|<\?xml", re.IGNORECASE)
BLANK = re.compile(r"\n[ \t\r]*\n\s*")
BLOCK = re.compile(r"<(?:p|div|br|li|h[1-6]|td|tr|section|article|blockquote)\b", re.IGNORECASE)
WIKI = re.compile(
    r"\[\[[^\[\]\n]{1,300}\]\]|\{\{[^{}]{1,500}\}\}|^==+[^=\n]{1,200}==+[ \t]*$|'''[^'\n]{1,300}'''|<ref\b"
    r"|^\{\||\[https?://[^\s\[\]]{1,500} [^\[\]\n]{1,300}\]",
    re.MULTILINE,
)
# Codes of a site are those that are closed somewhere: [caption id="1"] ... [/caption].
CLOSED_CODE = re.compile(
    r"\[/(caption|embed|gallery|video|audio|playlist|quote|blockquote|url|b|i|u|center|color|size|font)\]"
)
PICTURE_CODE = re.compile(r"\[img[^\[\]\n]{0,100}\][^\[\]\n]{0,500}\[/img\]", re.IGNORECASE)
# Markdown. An address opens as addresses do, so that a note in brackets (sic) is none.
ADDRESS = (
    r"<?(?:https?:|ftp:|www\.|mailto:|tel:|tg:|/|#|\.\.?/)(?:[^()\s]|\([^()\s]{0,100}\)){0,1000}>?"
    r"(?:\s+[\"'][^\"'\n]{0,200}[\"'])?"
)
PICTURE = re.compile(rf"!\[[^\[\]\n]{{0,300}}\](?:\({ADDRESS}\)|\[[^\[\]\n]{{0,60}}\])")
LINK = re.compile(rf"\[((?:[^\[\]\n]|\[[^\[\]\n]{{0,60}}\]){{0,300}})\]\(\s?{ADDRESS}\s?\)")
DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n^]{1,60})\]:[ \t]+<?https?://\S{1,1000}[^\n]{0,200}$\n?", re.MULTILINE
)
REFERENCE = re.compile(r"\[([^\[\]\n]{1,300})\] ?\[([^\[\]\n]{0,60})\]")
AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,1000})>")
BOLD = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])([^*\n]{0,600}?[^\s*])\*\*(?!\*)"
    r"|(?<![\w_])__(?=[^\s_])([^_\n]{0,600}?[^\s_])__(?![\w_])"
)
TRIPLE = re.compile(r"(?<![\w*])\*{3}(?=[^\s*])([^*\n]{0,600}?[^\s*])\*{3}(?!\*)")
STRUCK = re.compile(r"~~(?=\S)([^~\n]{0,600}?\S)~~")
ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{0,600}?[^\s*])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])([^_\n]{0,600}?[^\s_])_(?![\w_])"
)
CODE = re.compile(r"`([^`\n]{1,300})`")
HEADING = re.compile(r"^ {0,3}#{1,6} +(?=\S)", re.MULTILINE)
HEADING_END = re.compile(r"(?<=\S)[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
# Lines of marks alone: a rule, the underline of a heading, a fence of code, the second row of a table.
RULE = re.compile(
    r"^[ \t]*(?:[-*_=~][ \t]?){3,200}$\n?|^[ \t]*```[\w+-]{0,20}[ \t]*$\n?"
    r"|^[ \t]{0,3}(?:>[ \t]?){1,9}$\n?",
    re.MULTILINE,
)
NOTE = re.compile(r"^\[\^\w{1,20}\]:[^\n]{0,500}$\n?|\[\^\w{1,20}\]", re.MULTILINE)
TABLE_RULE = re.compile(
    r"^ {0,3}\|?(?: {0,9}:?-{2,40}:? {0,9}\|){1,40}(?: {0,9}:?-{2,40}:?)?[ \t]*$\n?", re.MULTILINE
)
QUOTED = re.compile(r"^(?: {0,3}> ?){1,9}(?=[^\s>])", re.MULTILINE)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
# What a text holds (RE2) that `drop_markup` changes.
MARKUP_SIGN = (
    r"(?m)<[a-zA-Z/!?]|\[\[|\{\{|'''|\*\*|__|~~|\]\(|\]: ?\S|\[\^|\[https?://|\{\|"
    r"|\[/[a-zA-Z]+\]|^ {0,3}#{1,6} |^ {0,3}>"
    r"|^==|^[ \t]*(?:[-*_=~][ \t]?){3}|^[ \t]*```|^[ \t]*\|?[ \t]*:?--"
)


def drop_markup(text: str) -> str:
    """The text without HTML, wikitext and Markdown; a text that has none stays as it is.

    >>> drop_markup("<p>Troops <a href='x'>left</a>.</p><p>It fell.</p>")
    'Troops left.\\n\\nIt fell.'
    >>> drop_markup("[[Kherson]] was '''quiet'''. {{source|a}}"), drop_markup("**It** [fell](http://x.example).")
    ('Kherson was quiet.', 'It fell.')
    >>> drop_markup("5 < 7 * 8 and a [note] (sic)")
    '5 < 7 * 8 and a [note] (sic)'
    """
    is_page = BLOCK.search(text) is not None
    if not is_page and WIKI.search(text):
        text = wikitext_to_text(text) or text
    if TAG.search(text) or COMMENT.search(text):
        text = drop_html(text, is_page=is_page)
    if WIKI.search(text):
        text = wikitext_to_text(text) or text
    if "[" in text:
        text = drop_codes(PICTURE_CODE.sub("", text))
    return drop_markdown(text)


def drop_codes(text: str) -> str:
    """The text without the short codes that it closes.

    >>> drop_codes("[b]It[/b] fell, [i]t said, [I was] there."), drop_codes("[quote=x]No.[/quote]")
    ('It fell, [i]t said, [I was] there.', 'No.')
    """
    names = "|".join(sorted(set(CLOSED_CODE.findall(text))))
    return re.sub(rf"\[/?(?:{names})(?:[ =][^\[\]\n]{{0,300}})?\]", "", text) if names else text


def drop_html(text: str, *, is_page: bool) -> str:
    """The text of HTML. Empty lines between paragraphs stay; so does a line end where there are no blocks."""
    whole = BLANK.sub("<br><br>", text)
    root = parse_html(whole if is_page else whole.replace("\n", "<br>"))
    if root is None:
        return text
    for element in list(root.iter(*BESIDE)):
        drop_element(element)
    return element_to_text(root) or text


def drop_element(element) -> None:
    """Take an element out of its page; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def drop_markdown(text: str) -> str:
    """The text of Markdown without its marks; the marks of lists stay.

    >>> drop_markdown("# Road\\n\\nThe *old* **council** met.\\n\\n---\\n\\n> It ![a](http://x/a.png)fell.")
    'Road\\n\\nThe old council met.\\n\\n\\nIt fell.'
    >>> drop_markdown("He wrote *never* and _never_.")
    'He wrote *never* and _never_.'
    """
    plain = LINK.sub(r"\1", PICTURE.sub("", NOTE.sub("", text)))
    plain = HEADING.sub("", TRIPLE.sub(r"\1", BOLD.sub(take_inside, plain)))
    plain = drop_references(STRUCK.sub(r"\1", plain))
    if TABLE_RULE.search(plain):
        plain = re.sub(r" ?\| ?", " ", TABLE_RULE.sub("", plain))
    if plain != text:  # the marks below also stand in texts without Markdown
        plain = HEADING_END.sub("", CODE.sub(r"\1", ITALIC.sub(take_inside, plain)))
        plain = ESCAPE.sub(r"\1", plain)
    return QUOTED.sub("", RULE.sub("", AUTOLINK.sub(r"\1", plain)))


def drop_references(text: str) -> str:
    """The text with the labels of links whose addresses stand in lines of their own."""
    names = {name.casefold() for name in DEFINITION.findall(text)}
    if not names:
        return text

    def take_label(found: re.Match) -> str:
        return found[1] if (found[2] or found[1]).casefold() in names else found[0]

    return REFERENCE.sub(take_label, DEFINITION.sub("", text))


def take_inside(found: re.Match) -> str:
    """What stands between the marks."""
    return next(group for group in found.groups() if group is not None)
