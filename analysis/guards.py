"""Strangers' text made safe to show and to write: what a terminal, a reader or a spreadsheet would obey.

`drop_controls` is for text that is shown (terminals, reports); `guard_formula` for cells of spreadsheets.
"""

import re
from collections.abc import Iterable

# Sequences that a terminal obeys (ECMA-48): links and titles up to their end, colours and moves, other
# commands. One that does not end loses its first two characters, so that no text is lost with it. None
# holds `<`, `"` or `&`: in HTML a sequence may not reach beyond its cell.
SEQUENCES = re.compile(
    '\x1b[\\]PX^_][^\x07\x1b\x9c\n<"]*(?:\x07|\x1b\\\\|\x9c)'
    "|\x1b\\[[0-;=?]*[ !#-%'-/]*[@-~]"
    "|\x9b[0-9;?]+[@-~]"
    "|\x1b(?:[ #%()*+./-][0-9A-Za-z]?|[0-;=?@-~])?"
)
BREAKS = re.compile("\r\n|[\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")
# Control characters but the tab and the end of a line, and what turns the direction of the text around it.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
SURROGATES = re.compile("[\ud800-\udfff]")  # halves of characters, which no terminal can be given
# Characters that a spreadsheet passes over in front of a formula: spaces of all kinds, and unseen ones.
UNSEEN = "\\s\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# The first characters of a formula: = + - @, also small and of full width, and what may end a cell before it.
FORMULA = re.compile(f"[{UNSEEN}'\"]*[\t\r\n=+\\-@＝＋－＠﹦﹢﹣﹫]")


def drop_controls(text: str) -> str:
    """A text without what terminals obey and without marks that turn the direction of the text around them.

    Tabs and ends of lines stay; text that is written from right to left stays as it is.

    >>> drop_controls("\\x1b[31mred\\x1b[0m, \\x1b]8;;http://x.example\\x07a link\\x1b]8;;\\x07")
    'red, a link'
    """
    if text.isascii() and text.isprintable():
        return text
    text = SEQUENCES.sub("", text)
    text = BREAKS.sub(lambda found: "\n" if found[0] == "\r\n" else " ", text)
    return SURROGATES.sub("\ufffd", CONTROLS.sub("", text))


def show_line(text: object) -> str:
    r"""A text as part of one line: without control characters, and with single spaces.

    >>> show_line("a\n\x1b[2Jb.txt")
    'a b.txt'
    """
    return " ".join(drop_controls(str(text)).split())


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could take a cell with this text for a formula, now or without its quote mark.

    >>> [starts_formula(text) for text in ["=1+1", " -2", "\\n＝1", "'@x", "1-2", "He said - no"]]
    [True, True, True, True, False, False]
    """
    return FORMULA.match(text) is not None


def guard_formula(cell: object) -> object:
    """A cell with a quote mark in front of a text that starts a formula; spreadsheets show it as text.

    >>> guard_formula("=1+1"), guard_formula(-1.5), guard_formula("plain")
    ("'=1+1", -1.5, 'plain')
    """
    return f"'{cell}" if isinstance(cell, str) and starts_formula(cell) else cell


def unguard_formula(cell: str) -> str:
    """The text that `guard_formula` was given.

    >>> unguard_formula("'=1+1"), unguard_formula("'plain'")
    ('=1+1', "'plain'")
    """
    return cell[1:] if cell.startswith("'") and starts_formula(cell[1:]) else cell


def unguard_rows(text: str, rows: list[list[str]]) -> list[list[str]]:
    """The rows of a CSV file without the quote marks that guard formulas.

    In a file with guards (`outputs.write_csv`) all text stands in quotation marks and no cell starts a
    formula. Any other file stays as it is: there a quote mark belongs to its text.

    >>> unguard_rows('"title"', [["title"], ["'-30 at night"]])[1], unguard_rows("title", [["'-30'"]])[0]
    (['-30 at night'], ["'-30'"])
    """
    if not text.startswith('"') or any(starts_unguarded(cell) for row in rows for cell in row):
        return rows
    return [[unguard_formula(cell) for cell in row] for row in rows]


def starts_unguarded(cell: str) -> bool:
    """Whether a cell starts a formula and is neither guarded nor a number."""
    if cell.startswith("'") or not starts_formula(cell):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


def show_lines(lines: Iterable[str]) -> str:
    """Some lines to print, each without control characters; the spaces in them stay."""
    return "\n".join(drop_controls(line).replace("\n", " ") for line in lines)
