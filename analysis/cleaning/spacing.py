"""Spacing: words broken at line ends, lines that were wrapped, and odd white space."""

import re

from analysis.readers.dates import MONTH
from analysis.text.sentence_ends import split_list

LINE_ENDS = ["\r\n", *"\r\x0c\x85\u2028\u2029"]
ODD_SPACES = "\t\x0b\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
SPACES = re.compile(" {2,}")
SPACE_BEFORE = re.compile(r" ([,.])(?<=\w\s.)(?=\s|$)(?! ?\n? ?\n? ?\.)")

# What a text holds (RE2) that `repair_spaces` changes.
SPACING_SIGN = (
    "[\\t\\r\\x0b\\x0c\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}"
    "\\x{3000}]|  | [,.]|^\\s|\\s$|\n | \n|\n\n\n|[^\n]\n[^\n]| [•‣●◦▪■►▶➤]"
)

# What stands at the start of an item of a list: a bullet and a space, or a number.
BULLETS = "•‣⁃∙●○◦▪▫■□◾◽►▸▶➤➢➔→✓✔✅❖★☆♦·"
BULLET = re.compile(rf"[{BULLETS}]")
MARKED = re.compile(r"(?:[-–—*+>]|\d{1,2}[.)]|\(?[a-z]\)|\(\d{1,2}\)) ")
# A bullet within a line stands between two items.
INNER_BULLET = re.compile(r" (?=[•‣●◦▪■►▶➤] ?\w)")
BEFORE_NUMBER = re.compile(rf"\b(?:{MONTH}|No\.|Nos\.|Art\.|[Pp]p?\.)$")
STOPPED = re.compile(r"[.!?:;…]['\"”’»)\]]{0,3}$")
WIDEST, NARROWEST = 120, 40  # characters of a wrapped line of print

WORD = r"[^\W_]"
# A hyphen at the end of a line, and one before a space. It may be soft, or be read as the sign for "not".
HYPHEN = "[-\u2010\u00ad¬]"
BROKEN = re.compile(
    rf"({HYPHEN})(?<=[^\W_].)[ \t]{{0,4}}(?:\r\n|\r|\n)[ \t]{{0,8}}"
    rf"({WORD}{{1,40}})((?:[^\s-]|-(?=\S)){{0,80}})( ?)"
)
PARTED = re.compile(rf"{HYPHEN}(?<=[^\W\d_].) (?=({WORD}{{2,40}}))")
LAST_WORD = re.compile(rf"(?<![^\W_]){WORD}{{1,40}}$")
# What a text holds (RE2) that `join_broken` changes.
BROKEN_SIGN = r"[^\x00-\x2f\x3a-\x40][-\x{2010}\x{ad}¬](?:[ \t]*[\r\n]| [^\x00-\x40])"
# A hyphen that belongs to a compound stays: after these words, before these words.
BEFORE_HYPHEN = split_list("""
    all anti cease co counter cross double east eight ex far first five four front full half hard heavy
    high home ill left life light little long low mid middle multi near new nine non north off old one
    open out over part post pre pro quasi re right second self semi seven short single six soft so south
    state ten third three twenty thirty forty fifty sixty seventy eighty ninety two un under vice war well
    west wide world
""")
BEHIND_HYPHEN = split_list("""
    affiliated aged aligned allied armed based backed born bound by called controlled day dominated down
    elect ever eyed fire fired free funded general fly go held hour in income kilometer kilometre known
    language launched led less level like line linked long made majority man member mile month occupied
    off old on out owned party person profile range ranking related right run scale sea seized sized
    speaking sponsored standing style supported term time to turned up war wide wing year
""")


def join_broken(text: str) -> str:
    """Join words that were broken by a hyphen at the end of a line; the line ends behind the word.

    The hyphen of a compound stays: where the text has the compound elsewhere, before a capital letter, and
    beside words that make compounds (*cease-fire*).

    >>> join_broken("The talks in Zapo-\\nrizhzhia went on, and the cease-\\nfire held.")
    'The talks in Zaporizhzhia\\nwent on, and the cease-fire\\nheld.'
    """
    words = {word.casefold() for word in re.findall(r"\w+(?:-\w+)*", text)}

    def join(found: re.Match) -> str:
        hyphen, second, behind, space = found.groups()
        first = find_last_word(text, found.start())
        if second in ("and", "or", "to"):  # two- and three-storey
            between = "- "
        else:
            between = "" if is_one_word(first, hyphen, second, words) else "-"
        return between + second + behind + ("\n" if space else "")

    def join_parted(found: re.Match) -> str:
        first = find_last_word(found.string, found.start())
        return "" if len(first) > 1 and (first + found[1]).casefold() in words else found[0]

    return PARTED.sub(join_parted, BROKEN.sub(join, text))


def find_last_word(text: str, end: int) -> str:
    """The letters before a place in a text."""
    found = LAST_WORD.search(text[max(0, end - 41) : end])
    return found[0] if found else ""


def is_one_word(first: str, hyphen: str, second: str, words: set[str]) -> bool:
    """Whether two parts at a line end are one word without a hyphen; `words` are those of the text."""
    start, end = first.casefold(), second.casefold()
    if not start:
        return False
    if hyphen in "\u00ad¬" or start + end in words:
        return True
    if (second[0].isupper() and not first.isupper()) or second[0].isdigit() or first[-1].isdigit():
        return False
    is_compound = start in BEFORE_HYPHEN or end in BEHIND_HYPHEN or f"{start}-{end}" in words
    return not is_compound and end not in ("and", "or", "to")


def repair_spaces(text: str) -> str:
    """Leave one space between words, one empty line between paragraphs, none before a comma or full stop.

    Lines that were wrapped at a width become one paragraph. Any other line is a paragraph, and so is each
    item of a list.

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
            block += split_items(line.strip(" "))
        elif block:
            paragraphs += join_lines(block)
            block = []
    text = "\n\n".join(paragraphs)
    return SPACE_BEFORE.sub(r"\1", text) if " ," in text or " ." in text else text


def split_items(line: str) -> list[str]:
    """The items of a list that stands in one line, at least two; else the line itself.

    >>> split_items("• The dam fell • Crews left")
    ['• The dam fell', '• Crews left']
    """
    items = [line] if line.isascii() else INNER_BULLET.split(line)  # a bullet is no ASCII character
    is_list = len(items) > 2 or (len(items) == 2 and BULLET.match(items[0]))
    return [item.strip(" ") for item in items] if is_list else [line]


def join_lines(lines: list[str]) -> list[str]:
    """The paragraphs of lines without an empty line between: wrapped lines are joined, items are not."""
    paragraphs: list[str] = []
    block: list[str] = []
    for line in lines:
        if block and starts_item(line, block):
            paragraphs += [" ".join(block)] if is_wrapped(block) else block
            block = []
        block.append(line)
    return paragraphs + ([" ".join(block)] if is_wrapped(block) else block)


def starts_item(line: str, before: list[str]) -> bool:
    """Whether a line begins an item of a list; `before` are the lines since the last item.

    A dash or a number also begins a line where a wrapped sentence has it there.
    """
    if BULLET.match(line):
        return True
    mark = MARKED.match(line)
    if not mark:
        return False
    follows_item = BULLET.match(before[0]) or MARKED.match(before[0])
    wraps = len(before[-1]) >= NARROWEST and not STOPPED.search(before[-1])
    wraps = wraps or BEFORE_NUMBER.search(before[-1]) is not None
    return bool(follows_item) or not (wraps or line[mark.end() : mark.end() + 1].islower())


def is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph that was wrapped at a width, of a page or of a column.

    >>> is_wrapped(["The talks went on in the", "town all night."]), is_wrapped(["Dam hit", "Crews left"])
    (True, False)
    """
    widths = [len(line) for line in lines[:-1]]
    if not widths or max(widths) > WIDEST or len(lines[-1]) > WIDEST:
        return False
    continues = [line.lstrip("-–— ")[:1].islower() for line in lines[1:]]
    if min(widths) >= NARROWEST and (any(continues) if len(lines) > 2 else all(continues)):
        return True
    # In a narrow column, most lines begin within a sentence.
    goes_on = [small and not STOPPED.search(line) for small, line in zip(continues, lines[:-1], strict=True)]
    width = max(widths)
    return width >= 10 and sum(widths) >= 0.6 * width * len(widths) and 2 * sum(goes_on) >= len(goes_on)
