"""What a text shows to be no whole article: cut off, behind a paywall, a list of links, a live blog."""

import re

from analysis.readers.problems import note

# Cut off by the programme that gave the text: NewsAPI writes how many characters are missing.
CUT = re.compile(r"\[\+(\d[\d,]*) char(?:acter)?s\]\s*$")
ENDS_OPEN = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\[&hellip;\])\s*$")
SNIPPET = 400  # characters: a text that breaks off and is no longer is a summary
PAYWALL = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|create (?:a|your) (?:free )?account"
    r"|become a (?:member|subscriber))(?: now| today)?[^.!?\n]{0,60}? to (?:continue|keep|finish"
    r"|read|access|unlock|view|see)\b"
    r"|this (?:article|content|story|page) is (?:only )?(?:available )?(?:exclusively )?(?:for|to) (?:our )?"
    r"(?:paying )?(?:subscribers|members)"
    r"|to continue reading[^.!?\n]{0,40}(?:subscribe|sign|log|register)"
    r"|(?:you have|you've) (?:reached|used)[^.!?\n]{0,40}(?:free articles|article limit)"
    r"|already a subscriber\?",
    re.IGNORECASE,
)
STUB = 1500  # characters: a longer text beside an offer to subscribe is whole
LIVE = re.compile(
    r"\b(?:live (?:blog|updates|coverage|reporting|feed)|as it happened|liveblog)\b"
    r"|^(?:\d{1,2}[:.]\d\d(?: ?[ap]m)?(?: (?:GMT|BST|UTC|E[SD]T|EES?T|CES?T))?\s*$\n?)",
    re.IGNORECASE,
)
STAMP = re.compile(r"(?m)^[ \t]*\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|BST|UTC|E[SD]T|EES?T|CES?T))?\b")


def doubt_text(text: str, row: int | None = None) -> list[dict]:
    """A problem for a text that shows itself to be no whole article; the text is kept.

    >>> doubt_text("The council met… [+2345 chars]")[0]["done"]
    'kept; 2345 characters are missing'
    >>> doubt_text("The dam held.\\n\\nSubscribe now to continue reading.")[0]["what"]
    'the text stops at a paywall'
    >>> doubt_text("The council met in the hall.")
    []
    """
    end = text[-300:]
    if found := CUT.search(end):
        return [note(row, "the text is cut off", f"kept; {found[1]} characters are missing")]
    if len(text) < STUB and PAYWALL.search(text[-600:]):
        return [note(row, "the text stops at a paywall", "kept; what is there is counted")]
    if len(text) < SNIPPET and ENDS_OPEN.search(end):
        return [note(row, "the text breaks off", "kept; it may be a summary")]
    if len(STAMP.findall(text)) >= 5 or LIVE.match(text[:200]):
        return [note(row, "a live blog", "kept as one article; its entries may be of several days")]
    return []


def doubt_links(text: str, linked: int, row: int | None = None) -> list[dict]:
    """A problem for a page of which most characters (`linked`) lead elsewhere."""
    if linked > 0.6 * max(len(text), 1) and linked > 100:
        return [note(row, "a page of links", "kept; most of its text leads to other pages")]
    return []
