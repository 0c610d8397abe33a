"""The files of the registry as tables of text, and the letters of its names."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent


def read_table(path: Path, needed: list[str]) -> pd.DataFrame:
    """The CSV as text, empty cells as empty text, once it has the columns."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise ValueError(
            f"{path.name} needs the columns {', '.join(needed)}; it lacks {', '.join(missing)} "
            f"and has {', '.join(table.columns)}."
        )
    return table.apply(lambda column: column.str.strip())


@lru_cache(maxsize=1)
def read_cues() -> dict[str, frozenset[str]]:
    """The words that show what a name is or where it begins, by kind: titles, occupations, words that open
    sentences, last words of organisations, units, sites and events, words that are in no person's name.

    >>> "Brigade" in read_cues()["unit"], "General" in read_cues()["title"]
    (True, True)
    """
    table = read_table(FOLDER / "cues.csv", ["kind", "word"])
    return {kind: frozenset(words) for kind, words in table.groupby("kind")["word"]}


def find_lead(text: str) -> str:
    """The first letters and digits of a text, small.

    >>> find_lead("U.S. Army"), find_lead("al-Bab"), find_lead("...")
    ('u', 'al', '')
    """
    first = re.search(r"[^\W_]+", text)
    return first.group().lower() if first else ""


def straighten(text: str) -> str:
    """Apostrophes as cleaning leaves them."""
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'")


def fold(text: str) -> str:
    """Letters without their marks.

    >>> fold("Düsseldorf"), fold("Łódź")
    ('Dusseldorf', 'Lodz')
    """
    if text.isascii():
        return text
    plain = text.translate(str.maketrans("łŁøØıđĐ", "lLoOidD"))
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.replace("\u2018", "").replace("\u2019", "").replace("\u02bb", "").replace("\u02bc", "")


def make_slug(name: str) -> str:
    """A stable id from a name.

    >>> make_slug("N'Djamena"), make_slug("São Tomé")
    ('ndjamena', 'sao-tome')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(straighten(name)).lower().replace("'", "")).strip("-")


def raise_if_any(path: Path, what: str, rows) -> None:
    """Nothing where nothing is wrong; else ValueError with the lines of the file that are."""
    lines = [str(row + 2) for row in rows]
    if lines:
        more = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
        plural = "s" if len(lines) > 1 else ""
        raise ValueError(f"{path.name} has {what} in line{plural} {', '.join(lines[:5])}{more}.")
