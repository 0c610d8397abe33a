"""The steps that clean a text: each takes a text and gives a text, and does nothing where it is not sure."""

import html
import re
import unicodedata
from collections.abc import Collection

import ftfy

from analysis.readers.dates import FULL_DAY, MONTH, OWN_DATE

LOST_RUN = re.compile("�+_?")
MOJIBAKE = ftfy.TextFixerConfig(unescape_html=False, explain=False)
# The first byte of a UTF-8 character and the second, both read as if they were characters; or a bare control.
MISREAD = "[\u00c2-\u00f4][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|‚Ä|[\x80-\x84\x86-\x9f]"
SIGN = re.compile(MISREAD)

ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
LINE_ENDS = ["\r\n", *"\r\x0c\x85\u2028\u2029"]
ODD_SPACES = "\t\x0b\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
SPACES = re.compile(" {2,}")
SPACE_BEFORE = re.compile(r" ([,.])(?<=\w\s.)(?=\s|$)(?!\s+\.)")


def mend_mojibake(text: str) -> str:
    """UTF-8 that was read as something else, read again; ftfy (Speer 2019) decides where that is certain.

    >>> mend_mojibake("Ukraineâ€™s army in DniproÂ\\xa0City")
    'Ukraine’s army in Dnipro\\xa0City'
    """
    return ftfy.fix_encoding(text, MOJIBAKE) if SIGN.search(text) else text


def read_entities(text: str) -> str:
    """HTML's names for characters as the characters, however often they were escaped.

    >>> read_entities("Marks &amp;amp; Spencer&#8217;s &quot;exit&quot;, R&D;")
    'Marks & Spencer’s "exit", R&D;'
    """
    before = None
    while before != text:
        before, text = text, ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def drop_invisible(text: str) -> str:
    """Characters that nobody sees but part words dropped: soft hyphens, controls and such; accents joined.

    >>> drop_invisible("Kher\\xadson and Zaporizh\\u200bzhia")
    'Kherson and Zaporizhzhia'
    """
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def mend_lost(text: str) -> str:
    """Marks that no encoding could read: an apostrophe before s, nothing at a word's edge, `�` within a word.

    >>> mend_lost("Syria�_s army and the ��Islamic State group")
    "Syria's army and the Islamic State group"
    >>> mend_lost("Minister avu�olu")
    'Minister avu�olu'
    """

    def mend(found: re.Match) -> str:
        behind, ahead = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if behind.isalnum() and re.match(r"s\b", text[found.end() :]):
            return "'"
        return found[0] if behind.isalnum() and ahead.isalnum() else ""

    return LOST_RUN.sub(mend, text)


def mend_spaces(text: str) -> str:
    """One space between words, one empty line between paragraphs, no space before a comma or a full stop.

    Lines that were wrapped at a width become one paragraph again; other lines are paragraphs of their own.

    >>> mend_spaces("Shelling went on ,  officials said .\\nNobody was hurt. ")
    'Shelling went on, officials said.\\n\\nNobody was hurt.'
    """
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    for space in ODD_SPACES:
        text = text.replace(space, " ")
    if "  " in text:
        text = SPACES.sub(" ", text)
    paragraphs, block = [], []
    for line in [*text.split("\n"), ""]:
        if line.strip(" "):
            block.append(line.strip(" "))
        elif block:
            paragraphs += [" ".join(block)] if is_wrapped(block) else block
            block = []
    text = "\n\n".join(paragraphs)
    return SPACE_BEFORE.sub(r"\1", text) if " ," in text or " ." in text else text


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph that was broken at a width."""
    widths = [len(line) for line in lines[:-1]]
    if not widths or min(widths) < 40 or max(widths) > 120 or len(lines[-1]) > 120:
        return False
    goes_on = [line[:1].islower() for line in lines[1:]]
    return any(goes_on) if len(lines) > 2 else all(goes_on)


# A pattern a sign: `re` skips to a letter that it begins with, and tries a class of them at every place.
APOSTROPHES = {sign: re.compile(rf"{sign}(?<=\w.)(?=\w)") for sign in "’´`ʼ"}
POSSESSIVE = re.compile(r"’(?<=[sS]’)(?=\s\w)")
LATEX = re.compile(r"``([^`'\n]+)''")
WRONG_OPEN = re.compile(r"“(?<=[\w.,!?…)%]“)(?=\s|[.,;:!?)\]—–]|$)")
WRONG_CLOSE = re.compile(r"”(?=\w)(?:(?<=^”)|(?<=[\s(\[—–]”))", re.MULTILINE)
HALF_CURLY = re.compile(r"([^“”\"]*“[^“”\"]*[\w.,!?…])\"(?![^\s.,;:!?)])([^“”\"]*)")
HALF_STRAIGHT = re.compile(r"([^“”\"]*(?<!\S))\"(?=\w)([^“”\"]*”[^“”\"]*)")


def mend_quotes(text: str) -> str:
    """Apostrophes straight, and double quotation marks of the kind that their place asks for.

    An apostrophe stands within a word, or behind an s in a text without opening single marks. A mark that
    opens where one must close is turned, and the other way round; German „ “ stay as they are.

    >>> mend_quotes("Russia’s reply: “we have something to respond with“.")
    "Russia's reply: “we have something to respond with”."
    """
    for sign, apostrophe in APOSTROPHES.items():
        if sign in text:
            text = apostrophe.sub("'", text)
    if "’" in text and "‘" not in text:
        text = POSSESSIVE.sub("'", text)
    if "``" in text:
        text = LATEX.sub(r"“\1”", text)
    if ("“" in text or "”" in text) and "„" not in text:
        text = WRONG_CLOSE.sub("“", WRONG_OPEN.sub("”", text))
        if '"' in text:
            text = "\n".join(mend_pair(line) if '"' in line else line for line in text.split("\n"))
    return text


def mend_pair(line: str) -> str:
    """A line whose only two double marks are a straight and a curly one: the straight one made curly.

    >>> mend_pair('He said “no". It ended.'), mend_pair('He said "no”.')
    ('He said “no”. It ended.', 'He said “no”.')
    """
    if found := HALF_CURLY.fullmatch(line):
        return f"{found[1]}”{found[2]}"
    found = HALF_STRAIGHT.fullmatch(line)
    return f"{found[1]}“{found[2]}" if found else line


TWO_STOPS = re.compile(
    r"\.\.(?:(?<=[^\W_]{2}\.\.)|(?<=[\d)\]”’\"'%]\.\.))"
    r"(?=$|\n|[”\"’')\]]+(?:\s|$)|\s+[A-Z0-9“\"‘'(«])"
)


def mend_stops(text: str) -> str:
    """One full stop where two end a sentence; not an ellipsis, and not behind an initial.

    >>> mend_stops("They left their trenches as well.. Then it was quiet...")
    'They left their trenches as well. Then it was quiet...'
    """
    return TWO_STOPS.sub(".", text)


# Names so common here that a small word stuck to one is a slip for certain.
NAMES = {
    "Aleppo", "America", "American", "Americans", "Assad", "Britain", "British", "China", "Chinese",
    "Crimea", "Damascus", "Donbas", "Europe", "European", "French", "Gaza", "German", "Germany", "Iran",
    "Iranian", "Iraq", "Israel", "Israeli", "Kharkiv", "Kherson", "Kiev", "Kremlin", "Kyiv", "Moscow",
    "Poland", "Putin", "Russia", "Russian", "Russians", "Syria", "Syrian", "Syrians", "Turkey",
    "Turkish", "Ukraine", "Ukrainian", "Ukrainians", "Washington", "Zelensky",
}  # fmt: skip
GLUED = re.compile(
    r"(?<![\w@#/.'’-])([Tt]he|of|and|in|to|from|for|by|with|that|on|at|but)([A-Z][a-z]{2,})\b(?![@/]|\.\w)"
)
# Two small words that make no third, and what follows a name that has a small "the" before it.
STUCK_WORDS = (
    r"\b(of|in|on|to|for|and|from|with|by|at|that|said|says)(the)\b|\b(said|says)(on|in|that|he|she|it)\b"
)
SMALL = re.compile(STUCK_WORDS)
KIND = re.compile(
    r" (?:region|province|district|government|army|forces|troops|authorities|border|city|river|bridge|"
    r"president|ministry|parliament|people|side|war|front|states|peninsula)\b"
)
OPENER = r"(?:The|A|An|In|On|At|He|She|It|They|We|But|And|This|That|There|His|Her|Its|Their|Our|You)"
STUCK_SENTENCE = re.compile(rf"[.!?](?={OPENER}\s+[a-z])")
WHOLE_WORD = re.compile(r"(?:^|[\s“\"(])[A-Za-z]*[a-z]{3}$")
STUCK_MARK = re.compile(r"[.,!?]”(?=[A-Za-z])")


def part_words(text: str) -> str:
    """Words that lost the space between them, where the split is certain.

    A small word before a name is split off if the name is a common one, stands by itself in the same text, or
    is followed by a word such as region; two small words are parted if they make no third.

    >>> part_words("And theRussia of old. It ended there.The rest fled with their iPhones to inDesign.")
    'And the Russia of old. It ended there. The rest fled with their iPhones to inDesign.'
    """

    def part(found: re.Match) -> str:
        name = found[2]
        sure = (
            name in NAMES
            or (found[1] in ("the", "The") and KIND.match(text, found.end()))
            or re.search(rf"(?<![\w'’-]){name}(?![\w'’-])", text)
        )
        return f"{found[1]} {name}" if sure else found[0]

    def end(found: re.Match) -> str:
        before = text[max(0, found.start() - 40) : found.start()]
        return found[0] + " " if WHOLE_WORD.search(before) else found[0]

    text = SMALL.sub(lambda found: " ".join(filter(None, found.groups())), GLUED.sub(part, text))
    text = STUCK_SENTENCE.sub(end, text)
    return STUCK_MARK.sub(lambda found: found[0] + " ", text)


PLACE = r"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}(?:, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)?"
DAY = rf"(?:(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?)"
AGENCY = r"\([A-Z][\w .&-]{1,30}\)|\((?:dpa|epa)\)"
DATELINE = re.compile(
    rf"(?:(?:{PLACE}(?:,? {DAY})? ?)?(?:{AGENCY}) ?[-–—]{{1,2}} ?"
    rf"|{PLACE},? {DAY}\. /[A-Z][\w .-]{{1,20}}/\. "
    rf"|[A-Z][A-Z .'’-]{{2,30}}(?:, [A-Z][a-z]+)?, {DAY} ?[-–—]{{1,2}} "
    rf"|[A-Z][A-Z .'’-]{{2,30}}, [A-Z][a-z]+ ?[–—]{{1,2}} ?)(?=[\w“\"‘'«(])"
)


def drop_dateline(text: str) -> str:
    """The place, day and agency before the first sentence, in the forms that agencies use.

    >>> drop_dateline("KYIV, Nov 17 (Reuters) - Russia launched air strikes.")
    'Russia launched air strikes.'
    """
    found = DATELINE.match(text)
    return text[found.end() :] if found else text


WORD = re.compile(r"\w+")
AFTER_TITLE = re.compile(r"[”’\"'?!]?(?:[.:]\s+|\s*\n\s*|\s*[-–—|]\s+(?=[A-Z“\"‘«]))")
AFTER_LONG_TITLE = re.compile(r"[”’\"'?!]?\s+(?=[A-Z“\"‘«])")
BEFORE_DATE = re.compile(rf"(?:[A-Z][\w&.-]* ){{1,5}}(?={FULL_DAY})")


def drop_opening(text: str, title: str = "") -> str:
    """An article's own date and headline where its text says them again before the first sentence.

    >>> drop_opening("Wed 05 Apr 2017 Nerve agent used WHO. Victims were treated.", "Nerve agent used WHO")
    'Victims were treated.'
    """
    rest = drop_match(OWN_DATE, text)
    after = drop_title(rest, title)
    if after != rest:
        # Between headline and date stand the agency or the rubric: AFP, Middle East Security.
        tail = drop_match(BEFORE_DATE, after)
        after = drop_match(OWN_DATE, tail) if OWN_DATE.match(tail) else drop_match(OWN_DATE, after)
    return after or text


def drop_match(pattern: re.Pattern, text: str) -> str:
    found = pattern.match(text)
    return text[found.end() :] if found else text


def drop_title(text: str, title: str) -> str:
    """The text without its headline at the top, if something shows that the headline ends there."""
    words = WORD.findall(title.casefold())
    if len(words) < 3 or words[0] not in text[: len(words[0]) + 3].casefold():
        return text
    end = 0
    found = WORD.finditer(text, 0, 2 * len(title) + 20)
    for word, token in zip(words, found, strict=False):
        gap = text[end : token.start()]
        if token[0].casefold() != word or len(gap) > 3 or "\n" in gap:
            return text
        end = token.end()
    ended = AFTER_TITLE.match(text, end) or (AFTER_LONG_TITLE.match(text, end) if len(words) >= 6 else None)
    return text[ended.end() :] if ended else text


def drop_boilerplate(text: str, lines: Collection[str] = ()) -> str:
    """The text without the lines given: whole paragraphs that are one of them, or else such an end.

    >>> drop_boilerplate("Talks ended.\\n\\nRead our newsletter", ["Read our newsletter"])
    'Talks ended.'
    """
    if "\n\n" in text:
        known = set(lines)
        return "\n\n".join(part for part in text.split("\n\n") if part not in known) or text
    for line in sorted(lines, key=len, reverse=True):
        rest = text[: -len(line)]
        if text.endswith(line) and rest.strip() and not rest[-1].isalnum():
            return drop_boilerplate(rest.rstrip(), lines)
    return text
