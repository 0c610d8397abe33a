"""The headline, the byline and the day that stand as lines at the top of a plain text."""

import re
from itertools import pairwise

from analysis.readers.dates import read_date

BYLINE = re.compile(
    r"[*_]{0,3}(?:(?:(?:Written|Words|Story|Report|Reported|Reporting|Text) )?(?:By|BY|by):?"
    r"|(?:Author|Byline|Reporter|AUTHOR)s?:) +("
    r"[^\W\d_].{2,90}[^\W_])[*_]{0,3}"
)
# How a heading that begins with "By" goes on, and a name does not.
NO_NAME = re.compile(
    r"(?:the|any|all|an?|his|her|its|our|their|land|sea|air|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
# What stands beside a day on its line.
AROUND = re.compile(
    r"\b(?:last )?(?:published|updated|modified|posted|date|on|at|issued)\b:?"
    r"|\b\d{1,2}[:.]\d\d(?::\d\d)?\b|\b[ap]\.?m\.?(?=\W|$)"
    r"|\b(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\b|\b(?:UTC|GMT|BST|E[SD]?T|P[SD]T|CES?T|EES?T|MSK|IST)\b",
    re.IGNORECASE,
)
LONGEST_HEADLINE = 160  # characters
SURE = {"byline", "date"}  # what shows that the lines are a head
ROLE = re.compile(r"(?:[^\W\d_][\w.,]* ){0,4}(?:writer|correspondent|reporter|editor|staff)", re.IGNORECASE)
RULED = re.compile(r"[=\-_*~]{3,}")  # a line drawn under a headline
MOST_LINES = 6  # lines that a head may take


def split_head(text: str) -> dict[str, str]:
    """The `title, byline, date` that a text opens with, and the rest as `text`; empty where there is no head.

    A line is a headline only where a byline or a day of its own follows it: else it may be a first sentence.

    >>> split_head("Council opens road\\n\\nBy Jane Doe\\n\\n8 October 2023\\n\\nThe mayor met.")
    {'title': 'Council opens road', 'byline': 'Jane Doe', 'date': '8 October 2023', 'text': 'The mayor met.'}
    >>> split_head("It was dark\\n\\nNobody came.")
    {}
    """
    # A head is at the top; a text may have thousands of lines.
    lines = text.split("\n", 4 * MOST_LINES)
    filled = [(number, line.strip()) for number, line in enumerate(lines) if line.strip()][: MOST_LINES + 1]
    fields: dict[str, str] = {}
    taken = 0
    for (number, line), (_, after) in pairwise([*filled, (0, "")]):
        if "date" not in fields and (found := read_joined(line)):
            fields |= {name: value for name, value in found.items() if name not in fields}
        elif name := name_line(line, after, fields):
            fields[name] = (read_byline(line) or read_day_line(line)) if name in SURE else line.strip("*_# ")
        elif not (fields and RULED.fullmatch(line)) and not ("byline" in fields and ROLE.fullmatch(line)):
            break
        taken = number + 1
    rest = "\n".join(lines[taken:]).strip()
    if not rest or not SURE & set(fields):
        return {}
    if "subtitle" in fields and len(fields["title"].split()) <= 3 < len(fields["subtitle"].split()):
        # The name of the outlet or of the section stands above the headline.
        fields["title"], fields["kicker"] = fields.pop("subtitle"), fields["title"]
    return {**fields, "text": rest}


def read_joined(line: str) -> dict[str, str]:
    """The day of a line that also names authors or the outlet, as web pages print it; else empty.

    >>> read_joined("Anna Smith | Courier | Nov 17, 2022 10:15 am")
    {'date': 'Nov 17, 2022', 'byline': 'Anna Smith; Courier'}
    """
    parts = re.split(r"(?<!\s)\s+[|·•]\s+", line)
    days = [day for part in parts if (day := read_day_line(part))]
    others = [part for part in parts if not read_day_line(part)]
    if len(days) != 1 or not 0 < len(others) < 4 or any(len(part) > 60 or "." in part for part in others):
        return {}
    return {"date": days[0], "byline": "; ".join(re.sub(r"^By:? +", "", part) for part in others)}


def name_line(line: str, after: str, fields: dict[str, str]) -> str:
    """What a line at the top of a text is, by the line after it and what stands above; empty for text."""
    if "byline" not in fields and read_byline(line):
        return "byline"
    if "date" not in fields and read_day_line(line):
        return "date"
    if is_headline(line) and not RULED.fullmatch(line):
        if not fields or (set(fields) == {"date"} and read_byline(after)):
            return "title"
        if set(fields) == {"title"}:
            return "subtitle"
    return ""


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
