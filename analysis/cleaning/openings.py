"""Openings: the headline, the byline and the day that a text repeats before its first sentence."""

import re

from analysis.readers.dates import CLOCK, FULL_DAY, MONTH, OWN_DATE, WEEKDAY

WORD = re.compile(r"\w+")
AFTER_TITLE = re.compile(r"[”’\"'?!]?(?:[.:]\s+|\s*\n\s*|\s*[-–—|]\s+(?=[A-Z“\"‘«]))")
AFTER_LONG_TITLE = re.compile(r"[”’\"'?!]?\s+(?=[A-Z“\"‘«])")
BEFORE_DATE = re.compile(rf"(?:[A-Z][\w&.-]* ){{1,5}}(?={FULL_DAY})")


DAY_MONTH = (
    rf"(?:{WEEKDAY} )?(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?"
)
# Lines beside a headline: who wrote it, and when.
PERSON = r"[^\W\d_a-z][\w.'’-]{0,30}(?: (?:(?:al-|el-|de |van |von |bin )?[^\W\d_a-z][\w.'’-]{0,30})){1,3}"
PEOPLE = rf"{PERSON}(?:(?:,? (?:and|AND|&) |, ){PERSON}){{0,5}}"
NO_PERSON = re.compile(
    r"by (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october"
    r"|november|december|the|all|an?)\b",
    re.IGNORECASE,
)
BYLINE = re.compile(
    rf"(?:By|BY|by|Written by|Words by|Report by|Story by|Author|Reporter|Correspondent|Editor):? {PEOPLE}"
    r"(?:(?:,| [-–—|/•]| in| for| of| at) [^.!?\n]{2,60})?"
    rf"|(?:By|BY) (?:[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)? )?(?:Staff|staff|Staff Writers?|Staff [Rr]eporters?"
    rf"|Agencies|Reuters|AFP|AP"
    r"|Associated Press|The Associated Press|Newsroom|News Desk|Web Desk|Correspondent|Our Correspondent"
    r"|News Agencies)"
    r"(?:(?:,| [-–—|/•]| and| in) [^.!?\n]{2,60})?"
)
DAY_LINE = re.compile(
    r"(?:(?:First |Last )?(?:Published|Updated|Posted|Modified|Issued|Date of publication|Date)(?: on| "
    r"at)?:? ?)?"
    rf"(?:{CLOCK}? ?[-–—|,/•]? ?)?(?:{FULL_DAY}|{DAY_MONTH})?(?:(?: [-–—|/•])?{CLOCK})?(?: "
    rf"?\(?(?:[A-Z]{{2,4}}|local time)\)?)?"
    r"(?: ?[-–—|/•,]? ?(?:Last )?[Uu]pdated[^.!?\n]{0,50})?[.,|]?",
)
# Who reported and edited, at the end of an agency's text.
DESK = re.compile(
    r"\s{0,4}[(\[]?(?:(?:Additional |Editing and |Writing and )?[Rr]eporting|Writing|Compiled|Edited)(?: "
    r"and (?:writing|editing))? by "
    r"[A-Z][^()\[\]\n]{2,300}?(?:[)\]]\.?|;[^()\[\]\n]{0,80}\.?)(?=\s{0,4}$)"
)
# When an entry of a live blog was written, as a line: 10:45 GMT   Updated 10.45am   2h ago
STAMP = re.compile(
    r"(?:(?:[Pp]osted|[Pp]ublished|[Uu]pdated)(?: at)?:? )?\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: [A-Z]{2,4})?|(?:\d{1,2} ?(?:h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?)|an? (?:hour|minute)) ago"
)
LONGEST_DESK = 600  # characters
LONGEST_LINE = 160
LONGEST_STAMP = 40
HEAD_LINES = 5  # lines in which a byline and a day stand


def drop_bylines(text: str) -> str:
    """Drop the lines that name the author and the day, at the top, and the line of reporters at the end.

    >>> text = "By Jane Doe, Courier\\n\\n8 October 2023\\n\\nIt held. (Reporting by Jo Roe; Editing by A)"
    >>> drop_bylines(text)
    'It held.'
    """
    end = max(0, len(text) - LONGEST_DESK)
    tail = text[end:]
    if " by " in tail:
        text = text[:end] + DESK.sub("", tail)
    paragraphs = text.split("\n\n", HEAD_LINES)
    head = [line for line in paragraphs[:HEAD_LINES] if not is_byline(line)]
    plain = "\n\n".join(head + paragraphs[HEAD_LINES:]) or text
    lines = plain.split("\n\n")
    entries = [line for line in lines if len(line) > LONGEST_STAMP or not STAMP.fullmatch(line)]
    return "\n\n".join(entries) if entries and len(entries) < len(lines) else plain


def may_be_signed(text: str) -> bool:
    """Whether a text may have a byline: several short lines at its top, or reporters at its end."""
    if "\n" in text:
        return True
    tail = text[-LONGEST_DESK:]
    return " by " in tail and any(word in tail for word in ("eporting", "riting", "ompiled", "dited"))


def is_byline(line: str) -> bool:
    """Whether a line only names an author or a day.

    >>> is_byline("By Jane Doe and John Roe in Kyiv"), is_byline("By Friday the dam had fallen")
    (True, False)
    """
    if len(line) > LONGEST_LINE or not line:
        return False
    if BYLINE.fullmatch(line) and not NO_PERSON.match(line):
        return True
    return any(letter.isdigit() for letter in line) and bool(DAY_LINE.fullmatch(line))


def drop_opening(text: str, title: str = "") -> str:
    """Drop the article's date and headline where the text repeats them before the first sentence.

    >>> drop_opening("Wed 05 Apr 2017 Nerve agent used WHO. Victims were treated.", "Nerve agent used WHO")
    'Victims were treated.'
    """
    undated = drop_match(OWN_DATE, text)
    rest = drop_title(undated, title)
    if rest != undated:
        # The agency or the section may stand between headline and date: AFP, Middle East Security.
        after_agency = drop_match(BEFORE_DATE, rest)
        rest = drop_match(OWN_DATE, after_agency if OWN_DATE.match(after_agency) else rest)
    return rest or text


def drop_match(pattern: re.Pattern, text: str) -> str:
    """The text without a match of the pattern at its start."""
    found = pattern.match(text)
    return text[found.end() :] if found else text


def drop_title(text: str, title: str) -> str:
    """The text without the headline at its start, if a mark or a line end shows where it ends."""
    folded = title.casefold()
    first = WORD.search(folded)
    if not first or first[0] not in text[: len(first[0]) + 3].casefold():
        return text
    words = WORD.findall(folded)
    if len(words) < 3:
        return text
    end = 0
    for word, token in zip(words, WORD.finditer(text, 0, 2 * len(title) + 20), strict=False):
        gap = text[end : token.start()]
        if token[0].casefold() != word or len(gap) > 3 or "\n" in gap:
            return text
        end = token.end()
    ended = AFTER_TITLE.match(text, end) or (AFTER_LONG_TITLE.match(text, end) if len(words) >= 6 else None)
    return text[ended.end() :] if ended else text
