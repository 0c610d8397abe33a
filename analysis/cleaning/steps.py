"""The cleaning steps. Each takes a text and returns a text, and leaves alone what is not certain."""

import html
import re
import unicodedata
from collections.abc import Collection

import ftfy

from analysis.readers.dates import FULL_DAY, MONTH, OWN_DATE

LOST_RUN = re.compile("�+_?")
MOJIBAKE = ftfy.TextFixerConfig(unescape_html=False, explain=False)
# Two bytes of one UTF-8 character, read as two characters; or a bare control character.
MISREAD = "[\u00c2-\u00f4][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|‚Ä|[\x80-\x84\x86-\x9f]"
SIGN = re.compile(MISREAD)

ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
LINE_ENDS = ["\r\n", *"\r\x0c\x85\u2028\u2029"]
ODD_SPACES = "\t\x0b\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
SPACES = re.compile(" {2,}")
SPACE_BEFORE = re.compile(r" ([,.])(?<=\w\s.)(?=\s|$)(?!\s+\.)")


def repair_mojibake(text: str) -> str:
    """Repair UTF-8 that was read in another encoding. ftfy (Speer 2019) decides where that is certain.

    >>> repair_mojibake("Ukraineâ€™s army in DniproÂ\\xa0City")
    'Ukraine’s army in Dnipro\\xa0City'
    """
    return ftfy.fix_encoding(text, MOJIBAKE) if SIGN.search(text) else text


def unescape_entities(text: str) -> str:
    """Replace HTML entities by their characters, also where they were escaped several times.

    >>> unescape_entities("Marks &amp;amp; Spencer&#8217;s &quot;exit&quot;, R&D;")
    'Marks & Spencer’s "exit", R&D;'
    """
    before = None
    while before != text:
        before, text = text, ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def drop_invisible(text: str) -> str:
    """Drop invisible characters within words (soft hyphens, control characters); compose accents (NFC).

    >>> drop_invisible("Kher\\xadson and Zaporizh\\u200bzhia")
    'Kherson and Zaporizhzhia'
    """
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def replace_lost(text: str) -> str:
    """Replace the mark of a lost character: an apostrophe before s, nothing at the edge of a word.

    >>> replace_lost("Syria�_s army and the ��Islamic State group")
    "Syria's army and the Islamic State group"
    >>> replace_lost("Minister avu�olu")
    'Minister avu�olu'
    """

    def replace(found: re.Match) -> str:
        behind, ahead = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if behind.isalnum() and re.match(r"s\b", text[found.end() :]):
            return "'"
        return found[0] if behind.isalnum() and ahead.isalnum() else ""

    return LOST_RUN.sub(replace, text)


def repair_spaces(text: str) -> str:
    """Leave one space between words, one empty line between paragraphs, none before a comma or full stop.

    Lines that were wrapped at a fixed width become one paragraph. Any other line is a paragraph.

    >>> repair_spaces("Shelling went on ,  officials said .\\nNobody was hurt. ")
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
    """Whether the lines are one paragraph that was wrapped at a fixed width."""
    widths = [len(line) for line in lines[:-1]]
    if not widths or min(widths) < 40 or max(widths) > 120 or len(lines[-1]) > 120:
        return False
    continues = [line[:1].islower() for line in lines[1:]]
    return any(continues) if len(lines) > 2 else all(continues)


# One pattern per sign: `re` finds a first character faster than one of a class of characters.
APOSTROPHES = {sign: re.compile(rf"{sign}(?<=\w.)(?=\w)") for sign in "’´`ʼ"}
APOSTROPHES["‘"] = re.compile(r"‘(?<=\w.)(?=(?:t|s|d|m|re|ve|ll)\b)")  # Qur‘an is a transliteration
POSSESSIVE = re.compile(r"’(?<=[sS]’)(?=\s\w)")
LATEX = re.compile(r"``([^`'\n]+)''")
WRONG_OPEN = re.compile(r"“(?<=[\w.,!?…)%]“)(?=\s|[.,;:!?)\]—–]|$)")
WRONG_CLOSE = re.compile(r"”(?=\w)(?:(?<=^”)|(?<=[\s(\[—–]”))", re.MULTILINE)
HALF_CURLY = re.compile(r"([^“”\"]*“[^“”\"]*[\w.,!?…])\"(?![^\s.,;:!?)])([^“”\"]*)")
HALF_STRAIGHT = re.compile(r"([^“”\"]*(?<!\S))\"(?=\w)([^“”\"]*”[^“”\"]*)")


def repair_quotes(text: str) -> str:
    """Make apostrophes straight, and turn double quotation marks that open or close in the wrong place.

    An apostrophe stands within a word, or after an s in a text without opening single marks. German quotation
    marks („ “) stay as they are.

    >>> repair_quotes("Russia’s reply: “we have something to respond with“.")
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
            text = "\n".join(repair_pair(line) if '"' in line else line for line in text.split("\n"))
    return text


def repair_pair(line: str) -> str:
    """Make the straight mark curly in a line whose only two double marks are a straight and a curly one.

    >>> repair_pair('He said “no". It ended.'), repair_pair('He said "no”.')
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


def repair_stops(text: str) -> str:
    """Leave one full stop where two end a sentence. An ellipsis stays, and two stops after an initial.

    >>> repair_stops("They left their trenches as well.. Then it was quiet...")
    'They left their trenches as well. Then it was quiet...'
    """
    return TWO_STOPS.sub(".", text)


# Names so common in reports of conflicts that a small word glued to one is certainly a slip.
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
# Two small words that do not make a third word.
STUCK_WORDS = (
    r"\b(of|in|on|to|for|and|from|with|by|at|that|said|says)(the)\b|\b(said|says)(on|in|that|he|she|it)\b"
)
SMALL = re.compile(STUCK_WORDS)
# Words that follow a name with "the" before it.
KIND = re.compile(
    r" (?:region|province|district|government|army|forces|troops|authorities|border|city|river|bridge|"
    r"president|ministry|parliament|people|side|war|front|states|peninsula)\b"
)
OPENER = r"(?:The|A|An|In|On|At|He|She|It|They|We|But|And|This|That|There|His|Her|Its|Their|Our|You)"
STUCK_SENTENCE = re.compile(rf"[.!?](?={OPENER}\s+[a-z])")
WHOLE_WORD = re.compile(r"(?:^|[\s“\"(])[A-Za-z]*[a-z]{3}$")
STUCK_MARK = re.compile(r"[.,!?]”(?=[A-Za-z])")


def split_glued(text: str) -> str:
    """Put back lost spaces between words where the split is certain.

    A small word before a name is split off if the name is common, stands alone elsewhere in the text, or is
    followed by a word such as *region*. Two small words are split if they do not make a third word.

    >>> split_glued("And theRussia of old. It ended there.The rest fled with their iPhones to inDesign.")
    'And the Russia of old. It ended there. The rest fled with their iPhones to inDesign.'
    """

    def split_name(found: re.Match) -> str:
        name = found[2]
        is_certain = (
            name in NAMES
            or (found[1] in ("the", "The") and KIND.match(text, found.end()))
            or re.search(rf"(?<![\w'’-]){name}(?![\w'’-])", text)
        )
        return f"{found[1]} {name}" if is_certain else found[0]

    def split_sentences(found: re.Match) -> str:
        before = text[max(0, found.start() - 40) : found.start()]
        return found[0] + " " if WHOLE_WORD.search(before) else found[0]

    text = SMALL.sub(lambda found: " ".join(filter(None, found.groups())), GLUED.sub(split_name, text))
    text = STUCK_SENTENCE.sub(split_sentences, text)
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
    """Drop the place, day and agency before the first sentence, in the forms that agencies use.

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
    words = WORD.findall(title.casefold())
    if len(words) < 3 or words[0] not in text[: len(words[0]) + 3].casefold():
        return text
    end = 0
    for word, token in zip(words, WORD.finditer(text, 0, 2 * len(title) + 20), strict=False):
        gap = text[end : token.start()]
        if token[0].casefold() != word or len(gap) > 3 or "\n" in gap:
            return text
        end = token.end()
    ended = AFTER_TITLE.match(text, end) or (AFTER_LONG_TITLE.match(text, end) if len(words) >= 6 else None)
    return text[ended.end() :] if ended else text


def drop_boilerplate(text: str, lines: Collection[str] = ()) -> str:
    """Drop these lines: whole paragraphs, or the end of a text of one paragraph. No text becomes empty.

    >>> drop_boilerplate("Talks ended.\\n\\nRead our newsletter", ["Read our newsletter"])
    'Talks ended.'
    """
    if "\n\n" in text:
        dropped = set(lines)
        return "\n\n".join(part for part in text.split("\n\n") if part not in dropped) or text
    for line in sorted(lines, key=len, reverse=True):
        rest = text[: -len(line)]
        if text.endswith(line) and rest.strip() and not rest[-1].isalnum():
            return drop_boilerplate(rest.rstrip(), lines)
    return text
