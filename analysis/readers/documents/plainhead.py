"""The headline, the byline and the day that stand as lines at the top of a plain text."""

import re
from itertools import islice

from analysis.readers.dates import read_date

BYLINE = re.compile(r"[*_]{0,3}(?:By|BY|by):? +([^\W\d_].{2,90}[^\W_])[*_]{0,3}")
# How a heading that begins with "By" goes on, and a name does not.
NO_NAME = re.compile(
    r"(?:the|any|all|an?|his|her|its|our|their|land|sea|air|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
# What stands beside a day on its line.
AROUND = re.compile(
    r"(?:last )?(?:published|updated|modified|posted|date|on|at|issued)\b:?"
    r"|\b\d{1,2}[:.]\d\d(?::\d\d)?\b|\b[ap]\.?m\.?(?=\W|$)"
    r"|\b(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\b|\b(?:UTC|GMT|BST|E[SD]T|P[SD]T|CES?T|EES?T|MSK|IST)\b",
    re.IGNORECASE,
)
LONGEST_HEADLINE = 160  # characters
MOST_LINES = 5  # lines that a head may take


def split_head(text: str) -> dict[str, str]:
    """The `title, byline, date` that a text opens with, and the rest as `text`; empty where there is no head.

    A line is a headline only where a byline or a day of its own follows it: else it may be a first sentence.

    >>> split_head("Council opens road\\n\\nBy Jane Doe\\n\\n8 October 2023\\n\\nThe mayor met.")
    {'title': 'Council opens road', 'byline': 'Jane Doe', 'date': '8 October 2023', 'text': 'The mayor met.'}
    >>> split_head("It was dark\\n\\nNobody came.")
    {}
    """
    fields: dict[str, str] = {}
    taken = 0
    # A head is at the top; a text may have thousands of lines.
    lines = text.split("\n", 4 * MOST_LINES)
    for number, line in islice(
        ((n, line.strip()) for n, line in enumerate(lines) if line.strip()), MOST_LINES
    ):
        if "byline" not in fields and (byline := read_byline(line)):
            fields["byline"] = byline
        elif "date" not in fields and (day := read_day_line(line)):
            fields["date"] = day
        elif "title" not in fields and taken == 0 and is_headline(line):
            fields["title"] = line.strip("*_# ")
        else:
            break
        taken = number + 1
    rest = "\n".join(lines[taken:]).strip()
    if not rest or not {"byline", "date"} & set(fields):
        return {}
    return {**fields, "text": rest}


def read_byline(line: str) -> str:
    """The names of a line such as `By Anna Smith`; empty for other lines.

    >>> read_byline("By Anna Smith and Ben Jones, Courier"), read_byline("By Friday Morning")
    ('Anna Smith and Ben Jones, Courier', '')
    """
    found = BYLINE.fullmatch(line.strip())
    if not found:
        return ""
    names = re.split(r",? (?:and|AND|&) |, ", re.sub(r" (?:in|for) [^\W\d_].*", "", found[1]))
    words = names[0].split()
    capital = all(name[:1].isupper() for name in names) and words[-1][:1].isupper()
    return found[1] if capital and 2 <= len(words) <= 5 and not NO_NAME.match(found[1]) else ""


def read_day_line(line: str) -> str:
    """The day of a line that holds nothing but a day; empty for other lines.

    >>> read_day_line("Published: 8 October 2023 10:15 GMT"), read_day_line("On 8 October 2023 it fell.")
    ('8 October 2023', '')
    """
    if len(line) > 70 or not re.search(r"\d", line):
        return ""
    spelled = re.sub(r"\s+", " ", AROUND.sub(" ", line)).strip(" ,|()[]-–—:*_")
    alone = len(spelled.split()) <= 4 and len(re.findall(r"[^\W\d_]+", spelled)) <= 3
    return spelled if alone and len(spelled) >= 6 and read_date(spelled) else ""


def is_headline(line: str) -> bool:
    """Whether a line can be a headline: short, and no sentence with a full stop."""
    return (
        len(line) <= LONGEST_HEADLINE
        and not re.search(r"[.:;,]$", line)
        and bool(re.search(r"[^\W\d_]", line))
    )
