"""What stands in an export and in none of its articles: a damaged mark between two documents hides one."""

import re

from analysis.readers.problems import note

IN_NONE = "a text in no document"
SHINGLE = 5  # words that follow each other, by which a line is found in the articles
LEAST = 12  # words that a text has at least
# Lines that are about the export, or fields of a document: no text.
APART = re.compile(
    r"(?:copyright|copy \d|we are sorry but|(?:©|\(c\)).*(?:r[eé]serv|rights|licen[cs]|permi)|all rights"
    r"|terms:|terms and|search |link |url|https?:|.{3,60}, p\. ?\w"
    r"|[A-Z][\w/ -]{2,40}: ?|[A-Z]{2,3}$|this (?:document|email)|ce certificat|le présent document|\d+\. )",
    re.IGNORECASE,
)
PARTED = re.compile(r"[\t|]")
SENTENCE = re.compile(r"[^\W\d_]{2}[.!?][\"”’)]*$")


def note_leftover(
    text: str, articles: list[dict], *, by_line: bool = False, what: str = IN_NONE, at_least: int = LEAST
) -> list[dict]:
    """A problem for each run of lines that is in none of the articles: of sentences, or of `at_least` words.

    >>> note_leftover("It was dark in the town. " * 5, [{"text": "The dam held."}], by_line=True)[0]["done"]
    'left out: It was dark in the town. It was dark in the town. It was dar'
    """
    known = list_shingles(articles)
    runs: list[tuple[int, list[str]]] = []
    is_open = False
    for number, line in enumerate(text.split("\n")):
        for part in PARTED.split(line):
            words = part.split()
            if APART.match(part.strip()) or holds(words, known):
                is_open = False
            elif is_open:
                runs[-1][1].extend(words)
            elif len(words) >= SHINGLE:
                runs.append((number, words))
                is_open = True
    return [
        note(number + 1 if by_line else None, what, f"left out: {' '.join(words)[:60]}")
        for number, words in runs
        if len(words) >= at_least and (at_least < LEAST or is_prose(words))
    ]


def is_prose(words: list[str]) -> bool:
    """Whether some words are text: a sentence ends in them, or they are in small letters as a rule."""
    small = sum(map(str.islower, words))
    return small >= 0.75 * len(words) or any(SENTENCE.search(word[-30:]) for word in words)


def list_shingles(articles: list[dict]) -> set[int]:
    """The hashes of all runs of words in the cells of articles."""
    cells = (cell.split() for article in articles for cell in article.values() if isinstance(cell, str))
    return {shingle for words in cells for shingle in hash_shingles(words)}


def hash_shingles(words: list[str]) -> list[int]:
    """The hashes of the runs of words."""
    return [hash(tuple(words[start : start + SHINGLE])) for start in range(len(words) - SHINGLE + 1)]


def holds(words: list[str], known: set[int]) -> bool:
    """Whether the articles hold half of the runs of some words."""
    shingles = hash_shingles(words)
    return bool(shingles) and 2 * sum(map(known.__contains__, shingles)) >= len(shingles)
