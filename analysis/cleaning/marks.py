"""Marks: quotation marks and apostrophes in the wrong form or place, and doubled full stops."""

import re

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
