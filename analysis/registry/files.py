"""The files of the registry as tables of text, its cues, and the spelling of names and ids."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from analysis.caching import cache_by_files
from analysis.guards import unguard_formula

FOLDER = Path(__file__).parent
CUES_FILE = FOLDER / "cues.csv"
ACRONYMS_FILE = FOLDER / "acronyms.csv"
# Signs for the Arabic letters ayn and hamza and for a soft sign: marks, and letters that Unicode has for
# them.
MARKS, LETTERS = "'`\u00b4\u2018\u2019\u201b\u2032\uff07", "\u02b9\u02bb\u02bc\u02bd\u02be\u02bf"
INSIDE = re.compile(rf"(?<=\w)[{MARKS}](?=[^\W\d_])(?!(?:s|t|d|m|re|ve|ll)\b)|[{LETTERS}]", re.IGNORECASE)


def read_table(path: Path, needed: list[str]) -> pd.DataFrame:
    """Return a CSV as text, with empty cells as empty text.

    Raises ValueError if one of the needed columns is missing.
    """
    table = read_cells(path)
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise ValueError(
            f"{path.name} needs the columns {', '.join(needed)}; it lacks {', '.join(missing)} "
            f"and has {', '.join(table.columns)}."
        )
    return table.copy(deep=False)


@cache_by_files(lambda path: [path], size=64)
def read_cells(path: Path) -> pd.DataFrame:
    """Return the cells of a CSV as text."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return table.apply(lambda column: column.map(unguard_formula).str.strip())


@dataclass(frozen=True, eq=False)
class Cues:
    """Words that show what a name is or where it begins: one set of words per kind in `cues.csv`.

    title
        Words before a person's name: *General*.
    occupation
        Common nouns before a person's name: *activist*.
    opening
        Words that open a sentence and no name: *When*.
    particle
        Small parts of names that never stand alone: *von*.
    body, unit, site, event
        Last words of the names of organisations, military units, buildings and streets, and events.
    common
        Words with a capital letter that are no name alone.
    not_a_city
        Names of cities that mean something else in most texts.
    given
        Names of places that are given names too: *Jordan*, *Chelsea*.
    """

    title: frozenset[str]
    occupation: frozenset[str]
    opening: frozenset[str]
    particle: frozenset[str]
    body: frozenset[str]
    unit: frozenset[str]
    site: frozenset[str]
    event: frozenset[str]
    common: frozenset[str]
    not_a_city: frozenset[str]
    given: frozenset[str]


@cache_by_files(lambda: [CUES_FILE], size=1)
def read_cues() -> Cues:
    """Return the cues of `cues.csv`.

    >>> cues = read_cues()
    >>> "Brigade" in cues.unit, "General" in cues.title
    (True, True)
    """
    table = read_table(CUES_FILE, ["kind", "word"])
    return Cues(**{
        field.name: frozenset(table.loc[table["kind"].eq(field.name), "word"]) for field in fields(Cues)
    })  # fmt: skip


@cache_by_files(lambda: [ACRONYMS_FILE], size=1)
def read_acronyms() -> dict[str, dict[str, re.Pattern[str]]]:
    """Return the acronyms that several bodies in the world go by, with the words that speak for each body.

    >>> sorted(read_acronyms()["ICC"])
    ['International Chamber of Commerce', 'International Cricket Council', 'international-criminal-court']
    """
    owners: dict[str, dict[str, re.Pattern[str]]] = {}
    table = read_table(ACRONYMS_FILE, ["acronym", "owner", "words"])
    columns = (table[name].tolist() for name in ("acronym", "owner", "words"))
    for acronym, owner, words in zip(*columns, strict=True):
        owners.setdefault(acronym, {})[owner] = re.compile(rf"\b(?:{words})", re.IGNORECASE)
    return owners


def find_lead(text: str) -> str:
    """Return the first run of letters and digits of a text, in small letters.

    >>> find_lead("U.S. Army"), find_lead("al-Bab"), find_lead("...")
    ('u', 'al', '')
    """
    first = re.search(r"[^\W_]+", text)
    return first.group().lower() if first else ""


def straighten(text: str) -> str:
    """Return the text with straight apostrophes, as cleaning leaves them."""
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'")


def drop_apostrophes(text: str) -> str:
    """Return a name without the apostrophes inside its words, of whatever sign; endings as in *don't* stay.

    >>> [drop_apostrophes(name) for name in ["Sana'a", "Sana\u02bfa", "\u02bfAmran", "Odesa's", "don't"]]
    ['Sanaa', 'Sanaa', 'Amran', "Odesa's", "don't"]
    """
    return text if text.isascii() and "'" not in text and "`" not in text else INSIDE.sub("", text)


def fold(text: str) -> str:
    """Return the text with letters that have no marks.

    >>> fold("Düsseldorf"), fold("Łódź")
    ('Dusseldorf', 'Lodz')
    """
    if text.isascii():
        return text
    plain = text.translate(str.maketrans("łŁøØıđĐ", "lLoOidD"))
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.replace("\u2018", "").replace("\u2019", "").replace("\u02bb", "").replace("\u02bc", "")


def make_slug(name: str) -> str:
    """Return a stable id for a name.

    >>> make_slug("N'Djamena"), make_slug("São Tomé")
    ('ndjamena', 'sao-tome')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(straighten(name)).lower().replace("'", "")).strip("-")


def raise_if_any(path: Path, what: str, rows: Iterable[int]) -> None:
    """Raise ValueError if there are wrong rows; the message names their lines in the file."""
    lines = [str(row + 2) for row in rows]
    if lines:
        more = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
        plural = "s" if len(lines) > 1 else ""
        raise ValueError(f"{path.name} has {what} in line{plural} {', '.join(lines[:5])}{more}.")
