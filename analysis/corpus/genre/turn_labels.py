"""Labels of speakers in a transcript: *ANCHOR: ...*, *Q: ...*, *Vladimir Putin (president): ...*."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

NAME = r"[A-Z][\w.'’-]+(?: (?:(?:de|del|der|van|von|al|el|bin|la|of|the) ){0,2}[A-Z][\w.'’-]+){0,4}"
TIME = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+(?:[-–—]\s+)?)?"
# A name of a job in brackets or behind a comma belongs to the label.
JOB = r"(?: ?[(\[][^()\[\]\n]{1,60}[)\]]|, [^,:.!?\n]{2,50})?"
LABEL = re.compile(
    rf"{TIME}(?P<bold>[*_]{{1,3}})?(?:"
    rf"(?P<initial>[QA])(?:\d{{1,2}})?[.:](?=\W)"
    rf"|\(\((?P<double>[^()\n]{{1,60}})\)\):?"
    rf"|[(\[](?P<bracketed>{NAME})[)\]] ?:"
    rf"|(?P<name>(?:The |the )?(?:{NAME})){JOB}(?:(?P=bold))? ?:"
    r")(?:[*_]{1,3})?(?=\s|$)"
)
# Only a text in which a label can stand is searched for one.
SIGN = re.compile(r"[:.)]")
# Labels of notes, pictures, links, days and sections: nobody's turn.
NO_SPEAKER = re.compile(
    r"(?i)(?:the )?(?:update|updated|breaking|notes?|editor|editor's note|photo|photograph|picture|image"
    r"|video|audio|watch|read|see|more|sources?|correction|clarification|contact|tel|phone|email|by|location|date"
    r"|time|where|when|who|what|why|how|live|exclusive|analysis|opinion|summary|background|related|example"
    r"|warning|result|results|total|killed|wounded|injured|dead|missing|casualties|day|week|month|title"
    r"|subject|file|caption|credit|copyright|published|posted|tags?|topics?|share|follow|key points?"
    r"|fact|facts|context|conclusion|headline|url|http|https|mondays?|tuesdays?|wednesdays?|thursdays?"
    r"|fridays?|saturdays?|sundays?|january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b"
)
CAPTION = re.compile(r"(?:Image|Photo|File|Video)$")
FIGURE = re.compile(r"\s*[\d$€£]")  # a list of numbers is no talk
# Labels of roles: they speak by their name.
ROLE = re.compile(
    r"(?i)(?:the )?(?:q|a|question|answer|anchor|host|co-?host|moderator|interviewer|interviewee|presenter"
    r"|reporter|journalist|correspondent|operator|narrator|announcer|speaker|unidentified \w+|participant"
    r"|audience(?: member)?|caller|voice-?over|chair|clerk|the court)(?:[ #]*\d{1,2})?"
)
AT_LEAST = 2  # labels of an article from which it can be a transcript


class Label(NamedTuple):
    """One label: the name that it gives, and its places in the text."""

    name: str
    start: int
    end: int


def match_label(text: str, start: int = 0) -> Label | None:
    """The label that a text has at a place; None without one. Its end lies behind the mark that closes it.

    >>> match_label("ANCHOR: Who closed it?")
    Label(name='ANCHOR', start=0, end=7)
    >>> match_label("**Olena Orlova (head of the port):** We did.").name
    'Olena Orlova'
    >>> match_label("Photo: Reuters") is None
    True
    """
    found = LABEL.match(text, start)
    if found is None:
        return None
    group = next(name for name in ("initial", "double", "bracketed", "name") if found[name])
    name = found[group].strip()
    is_note = NO_SPEAKER.match(name) or CAPTION.search(name) or not name[:1].isalpha()
    if is_note or FIGURE.match(text, found.end()):
        return None
    return Label(name, found.start(group), found.end())


def choose_speakers(labels: Iterable[str]) -> set[str]:
    """Which of the labels of an article are speakers'; empty where the article is no transcript.

    There are two labels or more, and one of them comes back or is a role (*Q*, *Moderator*). Then labels in
    capitals count too; a full name in small letters that stands there once counts where most labels are sure.

    >>> sorted(choose_speakers(["Anna Bell", "Orlov", "Anna Bell", "Orlov", "Ivan Petrov"]))
    ['Anna Bell', 'Ivan Petrov', 'Orlov']
    >>> choose_speakers(["KYIV", "MOSCOW"])
    set()
    """
    counts = Counter(labels)
    if "Q" not in counts:
        del counts["A"]  # the initial of a name
    sure = {name for name, n in counts.items() if n >= AT_LEAST or ROLE.fullmatch(name)}
    if counts.total() < AT_LEAST or not sure:
        return set()
    n_sure = sum(counts[name] for name in sure)
    if 2 * n_sure > counts.total() and n_sure > AT_LEAST:
        sure |= {name for name in counts if " " in name}
    return sure | {name for name in counts if name.isupper()}


def measure_turns(text: str) -> float:
    """The share of a text's characters that stand in turns: from the first label of a speaker on.

    >>> measure_turns("Q: Who closed it?\\nA: We did.")
    1.0
    """
    labels = [
        label
        for start in list_line_starts(text)
        if SIGN.search(text, start, start + 120) and (label := match_label(text, start))
    ]
    speakers = choose_speakers(label.name for label in labels)
    first = next((label.start for label in labels if label.name in speakers), len(text))
    return (len(text) - first) / len(text) if text else 0.0


def list_line_starts(text: str) -> list[int]:
    """Where the lines of a text begin, behind their white space."""
    return [found.end() for found in re.finditer(r"(?:\A|\n)[ \t]*(?=\S)", text)]
