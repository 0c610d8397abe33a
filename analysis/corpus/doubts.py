"""Texts that are no whole articles: cut off, behind a paywall, lists of links. They are kept, and said."""

import re
from collections.abc import Iterable

import pandas as pd

from analysis.readers.encoding import LOST
from analysis.readers.language import LEAST, share_common

# NewsAPI writes how many characters are missing; other programmes only that some are.
CUT = re.compile(
    r"(?:\[\+ ?(\d[\d,]*) char(?:acter)?s?\]|\((?:\+ ?)?(\d[\d,]*) (?:more )?char(?:acter)?s\)"
    r"|\[(?:truncated|cut|more|read more|\+)\]|<truncated>|\(truncated\))\W*$",
    re.IGNORECASE,
)
BREAKS_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\[&hellip;\]|&hellip;|&#8230;|\[&#8230;\])\W*$")
MORE = re.compile(
    r"(?:read (?:more|on|the (?:full|whole|rest of the) (?:story|article))|continue reading|full story"
    r"|see more|click here(?: to read(?: more)?)?|view (?:original )?article)\W*$",
    re.IGNORECASE,
)
PAYWALL = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|create (?:a|an|your) (?:free )?account"
    r"|become a (?:member|subscriber))"
    r"[^.!?\n]{0,60}? to (?:continue|keep|finish|read|access|unlock|view|see)\b"
    r"|this (?:article|content|story|page|post) is (?:only )?(?:available )?"
    r"(?:exclusively |only )?(?:reserved )?"
    r"(?:for|to) (?:our )?(?:paying |paid |registered )?(?:subscribers|members)"
    r"|to (?:continue|keep) reading\b|(?:you have|you've|you’ve) (?:reached|used|read)[^.!?\n]{0,40}"
    r"(?:free articles?|article limit|monthly limit)|already (?:a (?:subscriber|member)|have an account)\?"
    r"|(?:subscriber|member)s?[- ]only|subscribe (?:now )?for (?:full|unlimited) access",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://\S+|www\.\S+")
STAMP = re.compile(r"(?m)^\s*\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|BST|UTC|E[SD]T|EES?T|CES?T))?\b")
SNIPPET = 400  # characters: a text that breaks off and is no longer is a summary
STUB = 1500  # characters: a longer text beside an offer to subscribe is whole
END = 300  # characters at the end that are looked at
OFFER = 600  # characters at the end in which an offer to subscribe stands
# One of these is in every offer: looked for first, since it is quick.
OFFERED = (
    "subscri",
    "sign in",
    "sign up",
    "log in",
    "login",
    "member",
    "register",
    "account",
    "reading",
    "limit",
)
LINES = 5  # lines that a list of links, or a live blog, has at least
# So many texts of exactly the same length were cut by a field that holds no more.
SAME_LENGTH, LENGTHY = 5, 200
EXCEL = 32_767  # characters of a cell of Excel
KEPT = "kept"

Doubt = tuple[str, str]  # what, done


def doubt_text(text: str) -> Doubt | None:
    """What a text shows to be no whole article, and what was done about it; None where nothing does.

    >>> doubt_text("The council met… [+2345 chars]")
    ('the text is cut off', 'kept; 2345 characters are missing')
    >>> doubt_text("The council met ...")
    ('the text breaks off', 'kept; it may be a summary')
    >>> doubt_text("The council met in the hall.") is None
    True
    """
    end = text[-END:].rstrip()
    # Most texts end in a full stop or a quotation mark: nothing else is looked for in them.
    if end[-1:] not in ".\"”'’!?" or end.endswith(".."):
        if found := CUT.search(end):
            n = found[1] or found[2]
            return "the text is cut off", f"kept; {n} characters are missing" if n else "kept"
        if len(text) <= SNIPPET and (BREAKS_OFF.search(end) or MORE.search(end)):
            return "the text breaks off", "kept; it may be a summary"
    if len(text) <= STUB and is_offer(text[-OFFER:]):
        return "the text stops at a paywall", "kept; what is there is counted"
    if len(text) == EXCEL:
        return "the text is cut off", f"kept; a cell of Excel holds {EXCEL:,} characters"
    if is_link_page(text):
        return "a page of links", "kept; most of it leads to other pages"
    if text[:6].strip()[:1].isdigit() and len(STAMP.findall(text)) >= LINES:
        return "a live blog", "kept as one article; its entries may be of several days"
    return None


def is_offer(end: str) -> bool:
    """Whether the end of a text offers a subscription."""
    end = end.lower()
    return any(word in end for word in OFFERED) and bool(PAYWALL.search(end))


def is_link_page(text: str) -> bool:
    """Whether most of a text is addresses, or lines without an end of a sentence that addresses follow.

    >>> is_link_page("https://a.example/1\\nhttps://a.example/2\\nhttps://a.example/3")
    True
    """
    n = text.count("://") + text.count("www.") if "." in text else 0
    if n < 3:
        return False
    return sum(map(len, ADDRESS.findall(text))) > 0.5 * len(text) or (
        n >= LINES and n >= 0.5 * len([line for line in text.split("\n") if line.strip()])
    )


def find_doubts(table: pd.DataFrame) -> list[tuple[int, str, str]]:
    """For each text that is doubted its place in the table, what is doubted, and what was done."""
    doubts: list[tuple[int, str, str]] = []
    # To numpy first: pandas gives texts one by one much more slowly.
    texts, titles = table["text"].to_numpy(dtype=object), table["title"].to_numpy(dtype=object)
    for place, text in enumerate(texts):
        if text and (doubt := doubt_text(text)):
            doubts.append((place, *doubt))
    lengths = pd.Series([len(text) for text in texts])
    common = lengths[lengths >= LENGTHY].value_counts()
    if len(common) and common.iloc[0] >= SAME_LENGTH and common.index[0] == lengths.max():
        done = (
            f"kept; {common.iloc[0]:,} texts have exactly {common.index[0]:,} characters, and none has more"
        )
        for place in lengths.index[lengths == common.index[0]]:
            if not texts[place].rstrip().endswith((".", "!", "?", '"', "”")):
                doubts.append((place, "the text is cut off", done))
    return doubts + find_lost(texts, titles) + find_foreign(table)


def find_lost(texts: Iterable[str], titles: Iterable[str]) -> list[tuple[int, str, str]]:
    """The articles with characters that no encoding reads."""
    found = []
    for place, (text, title) in enumerate(zip(texts, titles, strict=True)):
        if not (text.isascii() and title.isascii()) and (n := text.count(LOST) + title.count(LOST)):
            found.append((place, "characters that no encoding reads", f"{n} kept as {LOST}"))
    return found


def find_foreign(table: pd.DataFrame) -> list[tuple[int, str, str]]:
    """The articles that do not read as English."""
    return [
        (place, "does not read as English", FOREIGN.format(share=share))
        for place, share in enumerate(share_common(table["text"]))
        if share < LEAST
    ]


FOREIGN = "kept; the word lists read English only ({share:.0%} common English words)"
