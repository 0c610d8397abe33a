"""Whether the letters of an acronym are those of the name beside it: *Rapid Support Forces*, RSF."""

import re
from functools import lru_cache

BREAK = re.compile(r"[.;:()“”\"!?—–]")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
ENDS = re.compile(r"[”\"'’]?(?:[.,;:)—–]|$| [—–-])")
SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "in",
        "on",
        "to",
        "with",
        "from",
        "by",
        "at",
        "a",
        "an",
        "&",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "del",
        "di",
        "da",
        "et",
        "y",
        "e",
        "en",
        "und",
        "der",
        "die",
        "für",
        "sans",
        "sur",
        "pour",
        "para",
        "por",
        "al",
        "el",
        "ul",
    ]
)
MOST_WORDS = 14  # words of a name in full
LONG = 5  # letters of an acronym that may pass over one word of the name


def match_before(text: str, end: int, short: str) -> int | None:
    """Return where the name begins that ends at a place and has the letters of an acronym as its initials.

    >>> match_before("fighters of the Rapid Support Forces", 36, "RSF"), match_before("They left", 9, "RSF")
    (16, None)
    """
    begin = max((match.end() for match in BREAK.finditer(text, 0, end)), default=0)
    words = [(match.group(), match.start()) for match in WORD.finditer(text, begin, end)][-MOST_WORDS:]
    if not words or text[end - 1] in ",;":
        return None
    number = align(tuple(word for word, _ in reversed(words)), short[::-1].upper())
    return None if number is None else words[-number][1]


def match_after(text: str, start: int, short: str) -> int | None:
    """Return where the name ends that begins at a place and has the letters of an acronym as its initials.

    >>> match_after("RSF (Rapid Support Forces)", 5, "RSF")
    25
    """
    stop = BREAK.search(text, start)
    words = list(WORD.finditer(text, start, stop.start() if stop else len(text)))[:MOST_WORDS]
    letters = short.upper()
    for number in range(len(words), 0, -1):
        forms = tuple(match.group() for match in words[:number])
        end = words[number - 1].end()
        if align(tuple(reversed(forms)), letters[::-1]) == number and ENDS.match(text, end):
            return end
    return None


@lru_cache(maxsize=2**12)
def align(words: tuple[str, ...], letters: str) -> int | None:
    """Return how many words have the letters as their initials, both from the last one; None for no fit.

    Small words may be passed over. A number of the acronym is a word of its own (*March 23 Movement*). Where
    initials do not fit, letters may stand inside words, and one word of a long name may be passed over.

    >>> align(("Weapons", "Chemical", "of", "Prohibition", "the", "for", "Organisation"), "WCPO")
    7
    >>> align(("Movement", "23", "March"), "32M"), align(("Forces",), "FSR")
    (3, None)
    """
    if any(letter.isdigit() for letter in letters):
        return align_number(words, letters)
    fits = align_initials(words, letters, 0, 0)
    return align_letters(words, letters) if fits is None and len(letters) > 3 else fits


def align_number(words: tuple[str, ...], letters: str) -> int | None:
    """Return how many words hold the number and the first letter of an acronym as *M23*."""
    number, letter = "".join(filter(str.isdigit, letters[::-1])), letters[-1]
    window = words[:4]
    if number not in window or not any(word[0].upper() == letter for word in window):
        return None
    return max(
        place for place, word in enumerate(window, start=1) if word == number or word[0].upper() == letter
    )


def align_initials(words: tuple[str, ...], letters: str, word: int, letter: int) -> int | None:
    """Return how many words are used where the letters are the words' initials, small words passed over."""
    if letter == len(letters):
        return word if words[word - 1][0].isupper() else None
    if word == len(words):
        return None
    form = words[word]
    if form[0].upper() == letters[letter]:
        used = align_initials(words, letters, word + 1, letter + 1)
        if used is not None:
            return used
    capitals = [char for char in form if char.isupper()][::-1]
    if len(capitals) > 1 and "".join(capitals) == letters[letter : letter + len(capitals)]:  # *UN* in UNESCO
        return align_initials(words, letters, word + 1, letter + len(capitals))
    return align_initials(words, letters, word + 1, letter) if letter and form in SMALL else None


def align_letters(words: tuple[str, ...], letters: str) -> int | None:
    """Return how many words hold the letters in order, each word its initial at least: *AMISOM*."""
    place, passed = 0, len(letters) < LONG
    for number, form in enumerate(words, start=1):
        taken = take_letters(form.upper(), letters[place:])
        place += taken
        if place == len(letters):
            return number if form[0].isupper() else None
        if taken or form in SMALL:
            continue
        if passed or not place:
            return None
        passed = True
    return None


def take_letters(form: str, letters: str) -> int:
    """Return how many of the letters, read backwards, a word holds with its initial as the last of them."""
    for count in range(min(len(letters), 4), 0, -1):
        wanted = letters[:count][::-1]
        places = iter(form[1:])
        if wanted[0] == form[0] and all(letter in places for letter in wanted[1:]):
            return count
    return 0
