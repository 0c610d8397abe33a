"""Glued words: spaces that were lost between words and between sentences."""

import re

from analysis.text.sentence_ends import STARTERS, TITLES

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
ALONE = re.compile(r"(?<![\w'’-])[A-Z][a-z]{2,}(?![\w'’-])")
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
# Endings of web addresses, as they are written with a capital letter: Lenta.Ru, Booking.Com.
SITE_ENDINGS = {
    "Au", "Biz", "Co", "Com", "Edu", "Eu", "Gov", "Info", "Int", "Io", "Js", "Mil", "Net", "Org", "Ru", "Su",
    "Tv", "Ua", "Uk", "Us",
}  # fmt: skip
DAYS = (
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September"
    "|October|November|December"
)
# A mark that ends a sentence, glued to the word that begins the next one; and what stands before such a mark.
STUCK_STOP = re.compile(
    r"[.!?…][)\]]?(?:\[\d{1,3}\])?(?=([A-Z][\w'’-]{1,39}|[AI](?=\s))(?![\w@/'’-])(\.[a-z])?)"
)
BEFORE_STOP = re.compile(
    r"(?:^|[\s(“\"‘'.!?])((?:[A-Za-z]\.){1,3}[A-Za-z]|[^\W\d_][\w'’-]{0,39}|\d{1,9})[)\]”’]?$"
)
SURE = re.compile(rf"{DAYS}|[a-z'’-]*[a-z]{{2}}")
STUCK_MARK = re.compile(r"(?:[.,!?]”(?=[A-Za-z])|[.!?](?=[“«]\w))")
# What a text holds (RE2) that `split_glued` changes.
GLUED_SIGN = (
    r"(?:[Tt]he|of|and|in|to|from|for|by|with|that|on|at|but)[A-Z][a-z]{2}"
    r"|[.!?…](?:[)\]]|\[\d{1,3}\])?(?:[A-Z][^\x00-\x26\x28-\x2c\x2e\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]|[AI]\s)"
    r"|[.,!?]”[A-Za-z]|[.!?][“«]|[.,!?]\"[^\x00-\x40]|" + STUCK_WORDS
)
STRAIGHT = re.compile(r"(?<=[\w.,!?])\"(?=\w)")


def split_glued(text: str) -> str:
    """Put back lost spaces between words and sentences where the split is certain.

    A small word before a name is split off if the name is common, stands alone elsewhere in the text, or is
    followed by a word such as *region*. Two small words are split if they do not make a third word. Sentences
    are split where a word in small letters, a day or a number ends the first, or a word that begins sentences
    opens the second.

    >>> split_glued("And theRussia of old. It ended there.The rest fled with their iPhones to inDesign.")
    'And the Russia of old. It ended there. The rest fled with their iPhones to inDesign.'
    >>> split_glued("Is this war?Yes.It is, says Lenta.Ru.")
    'Is this war? Yes. It is, says Lenta.Ru.'
    """
    if GLUED.search(text):
        text = split_names(text)
    text = SMALL.sub(lambda found: " ".join(filter(None, found.groups())), text)
    text = STUCK_STOP.sub(part_sentences, text)
    text = STUCK_MARK.sub(lambda found: found[0] + " ", text)
    return "\n".join(part_quotations(line) if '"' in line else line for line in text.split("\n"))


def split_names(text: str) -> str:
    """Split a small word from the name behind it (theRussia)."""
    alone = set(ALONE.findall(text))

    def split_name(found: re.Match) -> str:
        name = found[2]
        is_certain = (
            name in NAMES or name in alone or (found[1] in ("the", "The") and KIND.match(text, found.end()))
        )
        return f"{found[1]} {name}" if is_certain else found[0]

    return GLUED.sub(split_name, text)


def part_sentences(found: re.Match) -> str:
    """The end of a sentence, with a space behind it where it certainly is one."""
    first, address = found.groups()
    before = BEFORE_STOP.search(found.string[max(0, found.start() - 45) : found.start()])
    # A full stop also parts the names of sites and initials: Lenta.Ru, www.The.Example, J.K. Rowling.
    if not before or address or len(before[1]) == 1 or (found[0] == "." and first in SITE_ENDINGS):
        return found[0]
    last = before[1]
    starts = first in STARTERS or first.split("'")[0] in STARTERS or first in NAMES
    if "." in last or last.isupper():
        is_sure = starts
    elif last.isdigit():
        is_sure = starts or len(last) == 4
    else:
        is_title = last[0].isupper() and last.lower() in TITLES
        is_sure = starts or is_title or SURE.fullmatch(last) is not None
    return found[0] + " " if is_sure else found[0]


def part_quotations(line: str) -> str:
    """A paragraph with a space beside each straight quotation mark that is glued on both sides.

    >>> part_quotations('He said: "We left."He went. They stayed."We can."')
    'He said: "We left." He went. They stayed. "We can."'
    """
    if not STRAIGHT.search(line) or line.count('"') % 2:
        return line
    parts = line.split('"')
    for number in range(1, len(parts)):
        before, behind = parts[number - 1], parts[number]
        if not behind[:1].isalpha() or before[-1:] not in tuple(".,!?"):
            continue
        if number % 2:
            parts[number - 1] += " "
        else:
            parts[number] = " " + behind
    return '"'.join(parts)
