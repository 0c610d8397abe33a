"""Wikitext to plain paragraphs, in one pass over its brackets.

The parsers of wikitext that were tried take time that grows with the square of unclosed tags and templates;
a stranger's file may hold thousands of them.
"""

import html
import re

OPENING = {"{{": "}}", "{|": "|}", "[[": "]]", "<ref>": "</ref>", "<gallery>": "</gallery>", "<!--": "-->"}
TOKEN = re.compile(r"\{\{|\}\}|\{\||\|\}|\[\[|\]\]|</?(?:ref|gallery)\b[^<>]{0,500}>|<!--|-->", re.IGNORECASE)
DEEPEST = 40  # brackets within brackets; those further in stay as they are
# Sections of a wiki article that list what it rests on or leads to.
END = re.compile(
    r"^(==+)[ \t]*(?:sources?|references?|external links?|related (?:news|articles|stories)|see also"
    r"|sister links|notes|footnotes|further reading|have an opinion\??)[ \t]*\1[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
PROSE = re.compile(r"[^\W\d_](?:[^\s<>|{}\[\]]+ ){20}")
NO_TEXT = re.compile(r"(?:file|image|category|media|[a-z]{2,3}) ?:", re.IGNORECASE)
# A page of another wiki: w:Kherson, wikt:dam, :fr:Kherson.
ELSEWHERE = re.compile(
    r":|(?::?(?:w|wikt|wikipedia|wiktionary|commons|[bdnqsv]|[a-z]{2,3}) ?:)+", re.IGNORECASE
)
# Templates that stand for words; of all others nothing is shown.
SHOWN = re.compile(
    r"\s*(?:(?:w|wikipedia|nowrap|nobr|small|quote|blockquote|(?:lang|transl) ?\|[\w-]{2,9}|lang-[\w-]{2,9})"
    r" ?\||formatnum ?:)\s*",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"\s*(?:convert|cvt) ?\| ?([\d.,]{1,15}) ?\| ?([\w ]{1,20})", re.IGNORECASE)
OUTSIDE = re.compile(r"\[(?:https?:)?//[^\s\[\]]{1,500}(?: ([^\[\]\n]{0,500}))?\]")
DATE = re.compile(r"\{\{ ?date ?\|([^{}|\n]{4,40})\}\}", re.IGNORECASE)
REDIRECT = re.compile(r"\s*#redirect\b", re.IGNORECASE)


def wikitext_to_text(text: str) -> str:
    """The text of a wiki article, without templates, tables, lists of sources, files and categories.

    >>> wikitext_to_text("{{date|May 3}}\\n[[A|a]] '''b'''<ref>c</ref>.\\n\\n== Sources ==\\n* d")
    'a b.'
    """
    end = END.search(text)
    if end:
        # A list of sources has no prose: what a fault put behind it is text.
        behind = [line for line in text[end.end() :].split("\n") if PROSE.match(line)]
        text = "\n\n".join([text[: end.start()], *behind])
    plain = resolve_brackets(text)
    plain = OUTSIDE.sub(lambda found: found[1] or "", plain)
    plain = re.sub(
        r"</?(?!\s)[a-z][^<>\n]{0,300}>", "", re.sub(r"<br ?/?>", "\n", plain, flags=re.I), flags=re.I
    )
    plain = re.sub(r"__[A-Z]{3,30}__", "", re.sub(r"'{2,}", "", plain))
    plain = re.sub(r"(?m)^(=+)[ \t]*([^=\n]+?)[ \t]*\1[ \t]*$", r"\n\2\n", plain)
    plain = re.sub(r"(?m)^[*#:;]+[ \t]*", "\n", plain)
    lines = [line.strip() for line in html.unescape(plain).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def resolve_brackets(text: str) -> str:
    """The text with what its brackets stand for: a link's label, and nothing for all others."""
    parts: list[str] = []
    opened: list[tuple[str, int]] = []  # the closing bracket that is waited for, and the part that opened it
    place = 0
    for found in TOKEN.finditer(text):
        parts.append(text[place : found.start()])
        place = found.end()
        token = re.sub(r"^(</?)(\w+).*$", r"\1\2>", found[0].lower(), flags=re.DOTALL)
        if found[0].endswith("/>"):
            continue
        if token in OPENING and len(opened) < DEEPEST:
            opened.append((OPENING[token], len(parts)))
        elif any(token == closing for closing, _ in opened):
            # Brackets inside that were never closed are given up.
            while opened:
                closing, first = opened.pop()
                if closing == token:
                    break
            inside = "".join(parts[first + 1 :])
            del parts[first:]
            parts.append(SPOKEN[token](inside) if token in SPOKEN else "")
            continue
        parts.append(found[0])
    parts.append(text[place:])
    return "".join(parts)


def name_link(inside: str) -> str:
    """What a link shows: its label, or its page; empty for a file, a category or another language.

    >>> name_link("mayor|city's mayor"), name_link("File:Bridge.jpg|thumb|The bridge")
    ("city's mayor", '')
    """
    page, _, label = inside.partition("|")
    if NO_TEXT.match(page.strip()):
        return ""
    return label.rpartition("|")[2].strip() or ELSEWHERE.sub("", page.strip(), count=1).strip()


def show_template(inside: str) -> str:
    """What a template shows: the page or the label that it links, a text in another language, an amount.

    >>> [show_template(inside) for inside in ["w|Kyiv|the capital", "lang|uk|Київ", "convert|5|km", "a|b"]]
    ['the capital', 'Київ', '5 km', '']
    """
    if amount := AMOUNT.match(inside):
        return f"{amount[1]} {amount[2].strip()}"
    shown = SHOWN.match(inside)
    if not shown:
        return ""
    values = [value.strip() for value in inside[shown.end() :].split("|")]
    values = [value for value in values if value and not re.match(r"\w{1,20} ?=", value)]
    is_link = inside.strip().lower().startswith(("w|", "w |", "wikipedia"))
    return values[1 if is_link and len(values) > 1 else 0] if values else ""


SPOKEN = {"]]": name_link, "}}": show_template}  # by what closes them, the brackets that stand for words
