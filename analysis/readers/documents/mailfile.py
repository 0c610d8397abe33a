"""E-mail: a newsletter, or any message, as one article."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import pandas as pd

from analysis.readers.columns import one_row
from analysis.readers.encoding import decode_text, read_bytes
from analysis.readers.markup import html_to_text, tidy
from analysis.readers.problems import note, reading

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
        message = message_from_bytes(read_bytes(path), policy=policy.default.clone(raise_on_defect=False))
        if not isinstance(message, EmailMessage):
            raise ValueError(f"{path.name} is no e-mail")
        text = read_body(message)
        name, address = parseaddr(str(message.get("From", "")))
        fields = {
            "outlet": name or address.rpartition("@")[2],
            "date": str(message.get("Date", "")),
            "title": " ".join(str(message.get("Subject", "")).split()),
            "text": text,
            "id": str(message.get("Message-ID", "")).strip("<> "),
        }
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    if not re.search(r"\w", text):
        raise ValueError(f"{path.name} is an e-mail without a text")
    problems = [
        note(None, f"an attachment: {str(name)[:80]}", "left out; save it as a file") for name in attached
    ]
    return one_row({key: value for key, value in fields.items() if value}), problems


def read_body(message: EmailMessage) -> str:
    """The text of a message: the HTML where the plain text is only a pointer to it; without the footer."""
    texts = []
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        data = part.get_payload(decode=True) if part is not None else None
        text = ""
        if part is not None and isinstance(data, bytes):
            try:
                text = data.decode(part.get_content_charset("utf-8"))
            except (LookupError, UnicodeDecodeError):
                text = decode_text(data)[0]
        texts.append(html_to_text(text) if kind == "html" else join_soft(text))
    plain, rich = texts
    text = plain if len(plain) >= 0.5 * len(rich) else rich
    return "\n\n".join(
        part for part in text.split("\n\n") if not FOOTER.search(part) or len(part) > 400
    ).strip()


def join_soft(text: str) -> str:
    """Plain text as paragraphs: lines of one paragraph are joined."""
    text = tidy(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n\n".join(
        " ".join(block.split("\n")) if max(map(len, block.split("\n"))) <= 80 else block
        for block in text.split("\n\n")
    )
