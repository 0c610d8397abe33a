"""Text files: one article, a header and then paragraphs; or the export of a database."""

import re
from pathlib import Path

import pandas as pd

from analysis.readers.columns import USUAL_PLAIN, one_row, plain_name
from analysis.readers.dates import DAY_MONTH, ISO, MONTH_DAY, NUMBERS
from analysis.readers.documents.plainhead import split_head
from analysis.readers.encoding import read_text
from analysis.readers.exports.databases import split_export
from analysis.readers.markup import markdown_to_text
from analysis.readers.parsing.flattening import flatten_record

TARGETS = {plain: target for target, names in USUAL_PLAIN.items() if target != "text" for plain in names}
WITH_COLON = re.compile(r"([A-Za-z][\w .\-]{0,30}?)[ \t]*:[ \t]*+(.*)")
WITH_SPACE = re.compile(
    r"(id|date|title|headline|outlet|source|author|byline|section|url|language)[ \t]++(.+)"
)
HEADING = re.compile(r"#[ \t]+([^\n]*[^ \t#\n])[ \t#]*(?:\n|$)|([^\n]{1,200})\n=+[ \t]*(?:\n|$)")
FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


def read_text_file(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row: the article in a text file, as text, and the problems. The export of a database: its articles.

    The header is the run of `key: value` or `key value` lines at the top, up to the first empty line; a
    `date` may run straight into the first sentence. It may also be YAML between two lines of `---`. Lines at
    the top that are a headline, a byline such as `By Anna Smith` or a day become columns where the header
    has none. The markup of Markdown is taken out. Raises ValueError for a file that is no text.
    """
    text, problems = read_text(path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if export := split_export(text, by_line=True):
        return export[0], problems + export[1]
    fields = read_article(text.strip())
    if re.fullmatch(r"\.(?:md|markdown)", Path(path.name.removesuffix(".gz")).suffix.lower()):
        fields = read_markdown(fields)
    return one_row(fields), problems


def read_article(text: str) -> dict[str, str]:
    """The fields of one article: those of its header, and those that the lines at its top say.

    >>> read_article("title: Bridge hit\\n\\nBy Anna Smith\\n\\nA lorry blew up.")
    {'title': 'Bridge hit', 'text': 'A lorry blew up.', 'byline': 'Anna Smith'}
    """
    fields = read_front(text) or read_header(text)
    head = split_head(fields["text"])
    if head and not set(head) & set(fields) - {"text"}:
        fields = {**fields, **head}
    # `row` is ours: the place of an article in a file of many.
    return {"row_given" if key == "row" else key: value for key, value in fields.items()}


def read_markdown(fields: dict[str, str]) -> dict[str, str]:
    """The fields of an article in Markdown without its markup; a heading at the top is the title."""
    heading = HEADING.match(fields["text"])
    if heading and not fields.get("title"):
        text = fields["text"][heading.end() :].strip()
        fields = {**fields, "title": heading[1] or heading[2], "text": text, **split_head(text)}
    title = {"title": markdown_to_text(fields["title"])} if fields.get("title") else {}
    return {**fields, **title, "text": markdown_to_text(fields["text"])}


def read_header(text: str) -> dict[str, str]:
    """The fields of an article's header, with the rest of the file as its `text`.

    >>> read_header("title: Bridge hit\\ndate: 8 October 2022\\n\\nA lorry blew up.")
    {'title': 'Bridge hit', 'date': '8 October 2022', 'text': 'A lorry blew up.'}
    >>> read_header("date 2022-11-17 “The possibility is not great,” he said.")
    {'date': '2022-11-17', 'text': '“The possibility is not great,” he said.'}
    >>> read_header("Kyiv: a city waits\\n\\nIt was dark.")
    {'text': 'Kyiv: a city waits\\n\\nIt was dark.'}
    """
    lines = text.split("\n")
    fields: dict[str, str] = {}
    taken = 0
    for line in lines:
        found = WITH_COLON.fullmatch(line.strip()) or WITH_SPACE.fullmatch(line.strip())
        if not found:
            break
        key = TARGETS.get(plain_name(found[1]), found[1].strip().lower())
        value = found[2].strip()
        date = spelled_date(value) if key == "date" else value
        if key in fields or (key == "date" and not date and len(value) > 60):
            break
        fields[key] = date or value
        taken += 1
        if date and date != value and len(value) - len(date) > 20:
            lines[taken - 1] = value[len(date) :]
            taken -= 1
            break
    # A transcript opens with *Speaker: Thank you.*; a header names somebody.
    is_turn = fields.keys() == {"speaker"} and re.search(r"[.?!]$|(?:\S+\s+){7}", fields["speaker"])
    # Unknown keys alone, or a paragraph right under them, are an article that happens to open with a colon.
    if is_turn or not set(fields) & set(TARGETS.values()):
        return {"text": "\n".join(lines).strip()}
    return {**fields, "text": "\n".join(lines[taken:]).strip()}


def read_front(text: str) -> dict[str, str]:
    """The fields of a header in YAML, with the rest of the file as its `text`; empty where there is none.

    Values stay as they are spelled; lists and objects are read as in JSON. Lines that are no YAML after all
    (a title with a colon in it) are read as a plain header.

    >>> read_front("---\\ntitle: Bridge hit\\nauthors: [Anna, Ben]\\n---\\n\\nA lorry blew up.")
    {'title': 'Bridge hit', 'byline': 'Anna; Ben', 'text': 'A lorry blew up.'}
    >>> read_front("A lorry blew up.\\n\\n---\\n\\nMore.")
    {}
    """
    found = FRONT.match(text)
    if not found:
        return {}
    rest = text[found.end() :].strip()
    try:
        head = read_yaml(found[1])
    except ValueError:
        fields = read_header(f"{found[1].strip()}\n\n{rest}")
        return fields if len(fields) > 1 else {}
    fields = {}
    for name, value in head.items():
        key = TARGETS.get(plain_name(name.removesuffix(".name")), name.strip().lower())
        fields.setdefault(key, str(value).strip())
    return {**fields, "text": rest} if fields else {}


def read_yaml(text: str) -> dict[str, object]:
    """The cells of a YAML header, empty for a rule across the page; raises ValueError for what is no YAML.

    An alias (`*name`) is no YAML here: a few lines of them can stand for more text than memory holds.
    """
    import yaml  # slow to import, and only Markdown files need it

    try:
        events = yaml.parse(text, Loader=yaml.BaseLoader) if "*" in text else []
        if any(isinstance(event, yaml.AliasEvent) for event in events):
            raise ValueError("a header with an alias is not read")
        head = yaml.load(text, Loader=yaml.BaseLoader)
        return flatten_record(head) if isinstance(head, dict) else {}
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"a header that is no YAML: {error}") from None


def spelled_date(value: str) -> str:
    """The date that a text opens with, as spelled there; empty if it opens with none."""
    for pattern in (ISO, NUMBERS, DAY_MONTH, MONTH_DAY):
        if found := pattern.match(value):
            return found[0].strip()
    return ""
