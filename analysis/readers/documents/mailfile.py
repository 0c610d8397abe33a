"""E-mail: a newsletter, or any message, as one article; a mail box as one article per letter."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import pairwise
from pathlib import Path

import pandas as pd

from analysis.readers.columns import number_rows, one_row
from analysis.readers.encoding import decode_text, read_bytes
from analysis.readers.exports.leftover import note_leftover
from analysis.readers.markup import html_to_text, strip_tags, tidy
from analysis.readers.parsing.flattening import mark_lost
from analysis.readers.problems import note, reading

FIELD = re.compile(r"(?m)^[A-Za-z][\w-]{1,40}:")
PLAIN = ("7bit", "8bit", "binary")
LONGEST_FOOTER = 250  # characters
LETTER = re.compile(rb"(?m)^From [^\n]*\n(?=[A-Za-z][\w-]*:)")
# What a newsletter says about itself and not about the world.
FOOTER = re.compile(
    r"(?:unsubscribe|manage (?:your )?(?:preferences|subscription)"
    r"|view (?:this|it) (?:email|in (?:your )?browser)|update your preferences|you (?:are receiving"
    r"|received) this (?:e-?mail|newsletter))",
    re.IGNORECASE,
)


def read_mail(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The message of an .eml file: its subject as title, its sender as outlet, its plain text or its HTML.

    Raises ValueError for a file without a text.
    """
    with reading(path.name, "an e-mail"):
        fields, problems = read_letter(read_bytes(path))
    if not fields:
        raise ValueError(f"{path.name} is an e-mail without a text")
    return one_row(fields), problems


def read_mailbox(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per letter of an mbox file, `row` being the line that it begins on; and the problems.

    Raises ValueError for a file without a letter.
    """
    data = read_bytes(path)
    starts = [found.start() for found in LETTER.finditer(data)]
    rows, places, problems = [], [], []
    line, before = 1, 0
    for start, end in pairwise([*starts, len(data)]):
        line += data.count(b"\n", before, start)
        before = start
        letter = re.sub(rb"(?m)^>(>*From )", rb"\1", data[start:end].partition(b"\n")[2])
        try:
            with reading("a letter", "an e-mail"):
                fields, more = read_letter(letter)
        except ValueError as error:
            fields, more = {}, [note(None, str(error), "left out")]
        else:
            more += [] if fields else [note(None, "a letter without a text", "left out")]
        problems += [{**problem, "row": line} for problem in more]
        if fields:
            rows.append(fields)
            places.append(line)
    if starts and (above := data[: starts[0]].strip()):
        problems.append(note(1, "lines above the first letter", f"left out: {above[:60]!r}"))
    if not starts:
        raise ValueError(f"{path.name} holds no letter; each begins with a line such as From a@b.example")
    return number_rows(pd.DataFrame(rows, dtype="str").fillna(""), places), problems


def read_letter(data: bytes) -> tuple[dict[str, str], list[dict]]:
    """The columns of a letter, and its problems; no columns where it has no text."""
    message = message_from_bytes(data, policy=policy.default.clone(raise_on_defect=False))
    if not isinstance(message, EmailMessage):
        raise ValueError("no e-mail")
    text, rich = read_body(message)
    name, address = parseaddr(str(message.get("From", "")))
    fields = {
        "outlet": name or address.rpartition("@")[2],
        "date": str(message.get("Date", "")),
        "title": " ".join(str(message.get("Subject", "")).split()),
        "text": text,
        "id": str(message.get("Message-ID", "")).strip("<> "),
    }
    attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    problems = [
        note(None, f"an attachment: {mark_lost(str(name)[:80])}", "left out; save it as a file")
        for name in attached
    ]
    beside = "\n\n".join(str(part) for part in (message.preamble, message.epilogue) if part)
    if not message.is_multipart() and str(message.get("Content-Transfer-Encoding", "8bit")) in PLAIN:
        # A fault may have put the text into the head.
        beside += FIELD.sub("", data.decode("utf-8", "replace"))
    beside = strip_tags(mark_lost(beside).replace("=\n", ""))
    problems += note_leftover(beside, [fields], what="a text in no part of the letter")
    problems += note_leftover(rich, [fields], what="a text in the HTML of the letter alone")
    if not re.search(r"\w", text):
        return {}, problems
    # Bytes that are no letters stand in a header as halves of characters.
    return {key: mark_lost(value) for key, value in fields.items() if value}, problems


def read_body(message: EmailMessage) -> tuple[str, str]:
    """The text of a message, and that of its HTML; both without the footer.

    The text is that of the HTML where the plain text is only a pointer to it.
    """
    texts = []
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        data = part.get_payload(decode=True) if part is not None else None
        text = ""
        if part is not None and isinstance(data, bytes):
            try:
                text = data.decode(part.get_content_charset("utf-8"))
            except (LookupError, UnicodeDecodeError):
                text = decode_text(data.replace(b"\0", b""))[0]
        texts.append(html_to_text(text) if kind == "html" else join_soft(text))
    plain, rich = (drop_footers(text) for text in texts)
    text = plain if len(plain.split()) >= 0.5 * len(rich.split()) else rich
    return text, rich


def drop_footers(text: str) -> str:
    """The paragraphs of a text without those that a newsletter has about itself."""
    return "\n\n".join(part for part in text.split("\n\n") if not is_footer(part)).strip()


def is_footer(part: str) -> bool:
    """Whether a paragraph is what a newsletter says about itself, and not one that ends in it."""
    found = FOOTER.search(part[:LONGEST_FOOTER])
    return found is not None and len(part) <= LONGEST_FOOTER and found.start() <= LONGEST_FOOTER // 2


def join_soft(text: str) -> str:
    """Plain text as paragraphs: lines of one paragraph are joined."""
    text = tidy(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n\n".join(
        " ".join(block.split("\n")) if max(map(len, block.split("\n"))) <= 80 else block
        for block in text.split("\n\n")
    )
