"""What a text shows of itself: that it is cut off, stops at a paywall, is a list of links or a live blog."""

import re

# NewsAPI writes how many characters are missing; other programmes only that some are.
CUT = re.compile(
    r"(?:\[\+? ?(\d[\d,]*) (?:more )?char(?:acter)?s?\]|\((?:\+ ?)?(\d[\d,]*) (?:more )?char(?:acter)?s\)"
    r"|\[(?:truncated|cut|more|read more|\+)\]|<truncated>|\((?:truncated|continued)\))\W*$",
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
    r"|(?:want|wish|like)? ?to (?:read|see|continue|keep|unlock|access)\b[^.!\n]{0,40}?[,?:]? "
    r"(?:please )?(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber))\b"
    r"|this (?:article|content|story|page|post) is (?:only )?(?:available )?"
    r"(?:exclusively |only )?(?:reserved )?"
    r"(?:for|to) (?:our )?(?:paying |paid |registered )?(?:subscribers|members)"
    r"|to (?:continue|keep) reading\b|(?:you have|you've|you’ve) (?:reached|used|read)[^.!?\n]{0,40}"
    r"(?:free articles?|article limit|monthly limit)|already (?:a (?:subscriber|member)|have an account)\?"
    r"|(?:subscriber|member)s?[- ]only|subscribe (?:now )?for (?:full|unlimited) access",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://\S+|www\.\S+")
# How a live blog opens, and the time that each of its entries begins with.
LIVE = re.compile(
    r"(?:live (?:blog|updates|coverage|reporting|feed)|as it happened|liveblog)\b", re.IGNORECASE
)
STAMP = re.compile(r"\n[^\S\n]*\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|BST|UTC|E[SD]T|EES?T|CES?T))?\b")
SNIPPET = 400  # characters: a text that breaks off and is no longer is a summary
STUB = 1500  # characters: a longer text beside an offer to subscribe is whole
END = 300  # characters at the end that are looked at
OFFER = 600  # characters at the end in which an offer to subscribe stands
# One of these is in every offer: looked for first, since it is quick.
OFFERED = (
    "subscri", "sign in", "sign up", "log in", "login", "member", "register", "account", "reading", "limit",
    "free article",
)  # fmt: skip
LINES = 5  # lines that a list of links, or a live blog, has at least
EXCEL = 32_767  # characters of a cell of Excel

Doubt = tuple[str, str]  # what, done
CUT_OFF = "the text is cut off"
PAYWALLED: Doubt = ("the text stops at a paywall", "kept; what is there is counted")
LINK_PAGE: Doubt = ("a page of links", "kept; most of it leads to other pages")
LIVE_BLOG: Doubt = ("a live blog", "kept as one article; its entries may be of several days")


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
            return CUT_OFF, f"kept; {n} characters are missing" if n else "kept"
        if len(text) <= SNIPPET and (BREAKS_OFF.search(end) or MORE.search(end)):
            return "the text breaks off", "kept; it may be a summary"
    if len(text) <= STUB and is_offer(text[-OFFER:]):
        return PAYWALLED
    if len(text) == EXCEL:
        return CUT_OFF, f"kept; a cell of Excel holds {EXCEL:,} characters"
    if is_link_page(text):
        return LINK_PAGE
    if LIVE.match(text) or len(STAMP.findall("\n" + text)) >= LINES:
        return LIVE_BLOG
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
