"""Files of old or other office programs: not read, with advice on what to save them as."""

from pathlib import Path

import pandas as pd

ADVICE = {
    ".xls": "an old Excel file; save it as .xlsx or .csv",
    ".doc": "an old Word file; save it as .docx or .txt",
    ".msg": "an Outlook message; save it as .eml",
    ".ppt": "slides; save their text as .txt",
    ".odt": "an OpenDocument text; save it as .docx or .txt",
    ".ods": "an OpenDocument table; save it as .xlsx or .csv",
    ".epub": "a book; save it as .html or .txt",
}
ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e".encode("latin-1")


def read_old_office(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """Raise ValueError that says what a file of an office program is, and what to save it as."""
    data = path.read_bytes()
    if ENCRYPTED in data:
        raise ValueError(f"{path.name} is encrypted; open it with its password and save it without one")
    kinds = [
        (b"W\0o\0r\0k\0b\0o\0o\0k", ".xls"),
        (b"W\0o\0r\0d\0D\0o\0c", ".doc"),
        (b"__\0s\0u\0b\0s\0t\0g", ".msg"),
    ]
    kinds += [(b"opendocument.text", ".odt"), (b"opendocument.spreadsheet", ".ods"), (b"epub+zip", ".epub")]
    found = next((ending for mark, ending in kinds if mark in data), path.suffix.lower())
    raise ValueError(
        f"{path.name} is {ADVICE.get(found, 'a file of an old office program; save it as .docx or .xlsx')}"
    )
