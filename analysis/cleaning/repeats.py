"""Repeats: paragraphs and sentences that a text prints twice, and lines that recur within an outlet."""

import re
from collections.abc import Collection

# Words of a paragraph that is printed twice by mistake; a shorter one may be a refrain or an answer.
SHORTEST = 8
# A sentence that stands twice in a row.
AGAIN = re.compile(r"(?:(?<=[.!?”\"’)] )|(?<=\n)|^)([^.!?\n]{40,400}[.!?][”\"’)]?)(?: \1)+(?= |\n|$)")


def drop_repeats(text: str) -> str:
    """Drop a paragraph that the text has printed before, and the second of two equal sentences in a row.

    Capital letters and quotation marks make no difference. So is the second half dropped of a text of one
    paragraph that is printed twice.

    >>> drop_repeats("\\n\\n".join(["It was quiet at the dam for all of Monday.", "Yes."] * 2))
    'It was quiet at the dam for all of Monday.\\n\\nYes.\\n\\nYes.'
    """
    text = AGAIN.sub(r"\1", text)
    if "\n" not in text:
        middle = len(text) // 2
        is_twice = text.startswith(text[middle + 1 : middle + 20]) and text[:middle] == text[middle + 1 :]
        return text[:middle] if is_twice and text.count(" ", 0, middle) >= SHORTEST else text
    paragraphs = text.split("\n\n")
    seen: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        plain = paragraph.casefold().strip("“”\"'‘’«» ")
        if paragraph.count(" ") < SHORTEST - 1 or plain not in seen:
            kept.append(paragraph)
        seen.add(plain)
    return "\n\n".join(kept)


def drop_boilerplate(text: str, lines: Collection[str] = ()) -> str:
    """Drop these lines: whole paragraphs, or the end of a text of one paragraph. No text becomes empty.

    >>> drop_boilerplate("Talks ended.\\n\\nRead our newsletter", ["Read our newsletter"])
    'Talks ended.'
    """
    if "\n\n" in text:
        dropped = set(lines)
        return "\n\n".join(part for part in text.split("\n\n") if part not in dropped) or text
    by_length = sorted(lines, key=len, reverse=True)
    end = len(text)
    while (shorter := cut_end(text, end, by_length)) < end:
        end = shorter
    return text[:end]


def cut_end(text: str, end: int, lines: list[str]) -> int:
    """Where the text before `end` ends without the first of the lines that stands there; else `end`."""
    for line in lines:
        start = end - len(line)
        if start <= 0 or not text.endswith(line, 0, end):
            continue
        while start and text[start - 1].isspace():
            start -= 1
        if start and (start < end - len(line) or not text[start - 1].isalnum()):
            return start
    return end
