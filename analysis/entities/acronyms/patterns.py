"""How texts say what an acronym stands for."""

import re
from collections.abc import Iterator

SHORT = r"(?:[A-Z]\.){2,}|[A-Z](?:[A-Za-z&]?[A-Z0-9]){1,7}"
CALLED = (
    r"(?:or|known as|also known as|better known as|known by (?:its|the"
    r"|their) (?:[A-Z]?[\w-]+ ){0,3}?(?:acronyms?"
    r"|initials|abbreviation)(?: of)?,?|(?:abbreviated|shortened) (?:as|to)|called|in short|for short)"
)
# The full name stands before: *Rapid Support Forces (RSF)*, *the Rapid Support Forces, or RSF,*.
BRACKETS = re.compile(
    rf" \((?:the |or |known as |{CALLED} |[A-Z]?[a-z]+: ?)?[“\"'‘]?(?P<short>{SHORT})s?[”\"'’]?(?=[);,/])"
)
NAMED = re.compile(rf"(?:,| [—–-])? {CALLED} (?:the )?[“\"'‘]?(?P<short>{SHORT})\b")
# What stands right behind and right before an acronym that is defined.
OPENS = (" (", ",", "”", '"', "'", "’", " stands", " standing", " short", " which")
CALLS = (
    "(", "or ", "as ", "the ", "to ", "called ", "short ", "“", '"', "'", "‘", ", ", "acronym ", "initials ",
    "of ", ": ",
)  # fmt: skip
NAMING = ("or ", "as ", "called ", "to ", "short ", "the ", "“", '"', "‘", "'", "s ", ", ", "m ", "of ")
WIDTH = 60  # characters before and behind an acronym that may define it
# The full name stands behind: *RSF (Rapid Support Forces)*, *RSF, the Rapid Support Forces,*.
AHEAD = re.compile(
    rf"(?<![\w.-])(?P<short>{SHORT})[”\"'’]?(?: \((?:the |or the |short for (?:the )?)?"
    rf"|,? (?:which )?(?:stands|standing|short)"
    r" for (?:the )?|, (?:or )?(?:the )?(?:[A-Z]\w+['’]s )?(?:[a-z]+ ){{0,2}})[“\"'‘]?(?=[A-Z])"
)


def find_before(text: str, place: int) -> Iterator[re.Match[str]]:
    """Yield what may define the acronym at a place by a name in full before it."""
    begin = max(0, place - WIDTH)
    patterns = [BRACKETS] if text.find("(", begin, place) >= 0 else []
    patterns += [NAMED] if text.endswith(NAMING, 0, place) else []
    for pattern in patterns:
        for match in pattern.finditer(text, begin, place + WIDTH):
            if match.start("short") == place:
                yield match
